//! Answers: a fold for each subject, kept up with the ledger.
//!
//! Facts mostly arrive in the order in which they fold, and are then folded in as they are read.
//! A correction, a retraction or a back-dated fact makes its subject, and no other, be folded anew
//! from its whole history. What was folded can be kept: see [`snapshot`](super::snapshot).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::cursor::{Cursor, FollowError};
use super::event::{DecodeError, Event, Fact};
use super::history::{AsOf, FoldPlace, History};
use super::position::{Head, Position};
use super::query::{Alternative, Query};
use super::record::Record;
use super::store::{ReadError, Store};
use super::subject::Subject;

/// So many subjects are asked for one by one; of more, a read of everything is cheaper.
const ONE_BY_ONE: usize = 64;

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
        cursor.read_on(store, self.projection.query(), |record| {
            let subject = &record.body.subject;
            if !anew.contains(subject) && !self.fold_in(record)? {
                anew.insert(subject.clone());
            }
            Ok::<_, FoldError>(ControlFlow::Continue(()))
        })?;
        if !anew.is_empty() {
            let refolded = self.refold(store, cursor.position(), Some(&anew))?;
            self.subjects.retain(|subject, _| !anew.contains(subject));
            self.subjects.extend(refolded);
        }
        self.cursor = cursor;
        Ok(())
    }

    /// Folds every subject anew from its whole history, up to the view's own place, and names
    /// those whose state differs; none when the view is right.
    ///
    /// Memory grows with the number of facts.
    ///
    /// # Errors
    /// As [`View::catch_up`].
    pub fn differences(&self, store: &impl Store) -> Result<BTreeSet<Subject>, FoldError>
    where
        P::State: PartialEq,
    {
        self.cursor.check(store)?;
        let refolded = self.refold(store, self.cursor.position(), None)?;
        let all = self.subjects.keys().chain(refolded.keys());
        let differ = |subject: &&Subject| self.subjects.get(*subject) != refolded.get(*subject);
        Ok(all.filter(differ).cloned().collect())
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

    /// Folds a record into its subject; false when the subject is to be folded anew.
    fn fold_in(&mut self, record: &Record<'_>) -> Result<bool, FoldError> {
        let body = &record.body;
        if !self.as_of.sees(body.learned, record.commit.at) {
            return Ok(true);
        }
        if body.corrects.is_some() || body.retracts.is_some() {
            return Ok(false);
        }
        let Some(fact) = Fact::decode(record)? else {
            return Ok(true);
        };
        if !self.as_of.has_begun(fact.occurred.as_ref(), fact.first_learned) {
            return Ok(true);
        }
        let place = FoldPlace::of(&fact, fact.position);
        let folded = self
            .subjects
            .entry(body.subject.clone())
            .or_insert_with(|| Folded { state: P::State::default(), last: place });
        if folded.last > place {
            return Ok(false);
        }
        self.projection.evolve(&mut folded.state, &fact);
        folded.last = place;
        Ok(true)
    }

    /// Folds these subjects, or all, from their whole history up to `until`.
    ///
    /// Whole, since a version that the projection asks for may stand in the place of one that it
    /// does not ask for.
    fn refold(
        &self,
        store: &impl Store,
        until: Position,
        subjects: Option<&BTreeSet<Subject>>,
    ) -> Result<BTreeMap<Subject, Folded<P::State>>, FoldError> {
        let query = self.projection.query();
        let whole = match subjects {
            Some(few) if few.len() <= ONE_BY_ONE => {
                Query::any(few.iter().map(|it| Alternative::default().of(it.clone())))
            }
            _ => Query::all(),
        };
        let mut histories = BTreeMap::new();
        let mut from_start = Cursor::start(&store.identity());
        from_start.read_on(store, whole, |record| {
            if record.position() > until {
                return Ok(ControlFlow::Break(()));
            }
            let subject = &record.body.subject;
            if subjects.is_none_or(|wanted| wanted.contains(subject)) {
                let history = histories
                    .entry(subject.clone())
                    .or_insert_with(|| History::<P::Event>::new(self.as_of));
                history.add_seen(record, query.matches(&record.body))?;
            }
            Ok::<_, FoldError>(ControlFlow::Continue(()))
        })?;
        let folded = histories.into_iter().filter_map(|(subject, history)| {
            let facts = history.into_placed_facts();
            let last = facts.last()?.0;
            let mut state = P::State::default();
            for (_, fact) in &facts {
                self.projection.evolve(&mut state, fact);
            }
            Some((subject, Folded { state, last }))
        });
        Ok(folded.collect())
    }
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
}

impl From<FollowError> for FoldError {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Read(error) => Self::Read(error),
            FollowError::OtherLedger { position } => Self::OtherLedger { position },
        }
    }
}
