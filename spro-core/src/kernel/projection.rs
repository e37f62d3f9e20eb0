//! Answers: a fold for each subject, kept up with the ledger.
//!
//! Facts mostly arrive in the order in which they fold, and are then folded in as they are read.
//! A correction, a retraction or a back-dated fact makes its subject, and no other, be folded anew
//! from its whole history. Who asks about a few subjects folds no others: see [`PartialView`].

mod partial;

pub use self::partial::{Lookup, PartialView};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::cursor::{Cursor, FollowError};
use super::event::{DecodeError, Event, Fact};
use super::history::{AsOf, FoldPlace, History};
use super::position::{Head, Position};
use super::query::{Alternative, Query};
use super::record::Record;
use super::snapshot::Ignored;
use super::store::{ReadError, Store};
use super::subject::Subject;

/// How a host's facts become an answer.
pub trait Projection {
    /// The facts.
    type Event: Event;
    /// What is known of one subject.
    type State: Default;

    /// The records that it folds: a fact is seen when its version in force matches. A correction
    /// matches whatever any version before it matched.
    fn query(&self) -> Query {
        Query::all()
    }

    /// Folds one fact in. Total: the fact has happened already.
    fn evolve(&self, state: &mut Self::State, fact: &Fact<Self::Event>);
}

/// The states of all subjects, as of some day, up to a place in one ledger.
#[derive(Debug)]
pub struct View<P: Projection> {
    pub(super) projection: P,
    pub(super) as_of: AsOf,
    pub(super) cursor: Cursor,
    pub(super) subjects: BTreeMap<Subject, Folded<P::State>>,
}

/// The state of a subject, and the place of the last fact that it holds.
#[derive(Debug, PartialEq)]
pub(super) struct Folded<S> {
    pub(super) state: S,
    pub(super) last: FoldPlace,
}

/// What a record tells a view.
enum Told<E> {
    /// As of when it is asked, nothing that it folds.
    Nothing,
    Fact(Fact<E>),
    /// Of a fact of this subject, which is to be folded anew.
    Amendment(Subject),
}

impl<E: Event> Told<E> {
    fn by(record: &Record<'_>, as_of: AsOf) -> Result<Self, FoldError> {
        let body = &record.body;
        if !as_of.sees(body.learned, record.commit.at) {
            return Ok(Self::Nothing);
        }
        if body.corrects.is_some() || body.retracts.is_some() {
            return Ok(Self::Amendment(body.subject.clone()));
        }
        let fact = Fact::decode(record)?;
        let begun = fact.filter(|fact| as_of.has_begun(fact.occurred.as_ref(), fact.first_learned));
        Ok(begun.map_or(Self::Nothing, Self::Fact))
    }
}

impl<P: Projection> View<P> {
    /// Folds what the ledger holds.
    ///
    /// One read of what the projection asks for, and a second one of the whole history of subjects
    /// whose facts were corrected or came late. Memory grows with the number of subjects, and with
    /// the facts of those that are folded anew.
    ///
    /// # Errors
    /// As [`View::catch_up`].
    pub fn of(store: &impl Store, projection: P, as_of: AsOf) -> Result<Self, FoldError> {
        let cursor = Cursor::start(&store.identity());
        let mut view = Self { projection, as_of, cursor, subjects: BTreeMap::new() };
        view.catch_up(store)?;
        Ok(view)
    }

    /// Folds what was recorded since.
    ///
    /// # Errors
    /// [`FoldError`]; the view is to be dropped and folded from the start.
    pub fn catch_up(&mut self, store: &impl Store) -> Result<(), FoldError> {
        let mut anew = BTreeSet::new();
        let mut cursor = self.cursor;
        let as_of = self.as_of;
        let told = |record: &Record<'_>| Told::by(record, as_of);
        cursor.read_on_made(store, self.projection.query(), told, |told| {
            match told {
                Ok(told) => self.fold_in(told, &mut anew),
                Err(_) => std::mem::replace(told, Ok(Told::Nothing)).map(drop)?,
            }
            Ok::<_, FoldError>(ControlFlow::Continue(()))
        })?;
        self.refold(store, cursor.position(), &anew)?;
        self.cursor = cursor;
        Ok(())
    }

    /// The subjects of which something is known, and what.
    pub fn iter(&self) -> impl Iterator<Item = (&Subject, &P::State)> {
        self.subjects.iter().map(|(subject, folded)| (subject, &folded.state))
    }

    /// What is known of a subject.
    pub fn get(&self, subject: &Subject) -> Option<&P::State> {
        self.subjects.get(subject).map(|folded| &folded.state)
    }

    /// The place up to which the ledger is folded.
    pub const fn head(&self) -> Head {
        self.cursor.head()
    }

    /// Folds what a record tells into its subject, unless that is to be folded anew.
    fn fold_in(&mut self, told: &Told<P::Event>, anew: &mut BTreeSet<Subject>) {
        match told {
            Told::Nothing => {}
            Told::Amendment(subject) => {
                anew.insert(subject.clone());
            }
            Told::Fact(fact) if anew.contains(&fact.subject) => {}
            Told::Fact(fact) => {
                let place = FoldPlace::of(fact, fact.position);
                let folded = match self.subjects.get_mut(&fact.subject) {
                    Some(folded) => folded,
                    None => self
                        .subjects
                        .entry(fact.subject.clone())
                        .or_insert_with(|| Folded { state: P::State::default(), last: place }),
                };
                if folded.last > place {
                    anew.insert(fact.subject.clone());
                } else {
                    self.projection.evolve(&mut folded.state, fact);
                    folded.last = place;
                }
            }
        }
    }

    /// Folds these subjects anew from their whole history up to `until`.
    ///
    /// Whole, since a version that the projection asks for may stand in the place of one that it
    /// does not ask for.
    fn refold(
        &mut self,
        store: &impl Store,
        until: Position,
        subjects: &BTreeSet<Subject>,
    ) -> Result<(), FoldError> {
        let query = self.projection.query();
        let mut histories = BTreeMap::new();
        read_subjects(store, subjects, until, |record| {
            let history = histories
                .entry(record.body.subject.clone())
                .or_insert_with(|| History::<P::Event>::new(self.as_of));
            Ok(history.add_seen(record, query.matches(&record.body))?)
        })?;
        self.subjects.retain(|subject, _| !subjects.contains(subject));
        for (subject, history) in histories {
            let facts = history.into_placed_facts();
            if let Some(last) = facts.last().map(|(place, _)| *place) {
                let mut state = P::State::default();
                for (_, fact) in &facts {
                    self.projection.evolve(&mut state, fact);
                }
                self.subjects.insert(subject, Folded { state, last });
            }
        }
        Ok(())
    }
}

/// Visits the records of these subjects, up to a place.
pub(super) fn read_subjects(
    store: &impl Store,
    subjects: &BTreeSet<Subject>,
    until: Position,
    mut visit: impl FnMut(&Record<'_>) -> Result<(), FoldError>,
) -> Result<(), FoldError> {
    if subjects.is_empty() {
        return Ok(());
    }
    let of_them = Alternative::default().of_any(subjects.iter().cloned());
    Cursor::start(&store.identity()).read_on(store, Query::any([of_them]), |record| {
        if record.position() > until {
            return Ok(ControlFlow::Break(()));
        }
        visit(record)?;
        Ok(ControlFlow::Continue(()))
    })
}

/// Why a ledger could not be folded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FoldError {
    /// The ledger could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It holds what this program does not know.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// What was folded before is not in this ledger.
    #[error("this is not the ledger that was folded up to position {position}, or it was changed")]
    OtherLedger {
        /// The place up to which the view was folded.
        position: Position,
    },
    /// What was folded before, and kept, cannot be read: drop it, and fold anew.
    #[error(transparent)]
    Snapshot(#[from] Ignored),
}

impl From<FollowError> for FoldError {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Read(error) => Self::Read(error),
            FollowError::OtherLedger { position } => Self::OtherLedger { position },
        }
    }
}
