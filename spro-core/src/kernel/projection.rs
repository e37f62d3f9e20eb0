//! Answers: a fold for each subject, kept up with the ledger.
//!
//! Facts mostly arrive in the order in which they fold, and are then folded in as they are read.
//! A correction, a retraction or a back-dated fact makes its subject, and no other, be folded anew
//! from its whole history.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::event::{DecodeError, Event, Fact};
use super::history::{AsOf, FoldPlace, History};
use super::position::{Head, Position};
use super::query::Query;
use super::record::Record;
use super::store::{ReadEnd, ReadError, ReadRequest, Store};
use super::subject::Subject;
use crate::when::When;

/// How a host's facts become an answer.
pub trait Projection {
    /// The facts.
    type Event: Event;
    /// What is known of one subject.
    type State: Default;

    /// The records that it folds. Whatever it leaves out is not seen; a query that asks for a
    /// subject's facts must ask for all that its state depends on.
    fn query(&self) -> Query {
        Query::all()
    }

    /// Folds one fact in. Total: the fact has happened already.
    fn evolve(&self, state: &mut Self::State, fact: &Fact<Self::Event>);
}

/// The states of all subjects, as of some day, up to a place in one ledger.
#[derive(Debug)]
pub struct View<P: Projection> {
    projection: P,
    as_of: AsOf,
    head: Head,
    subjects: BTreeMap<Subject, Folded<P::State>>,
}

/// The state of a subject, and the place of the last fact that it holds.
#[derive(Debug)]
struct Folded<S> {
    state: S,
    last: Option<FoldPlace>,
}

impl<P: Projection> View<P> {
    /// Folds what the ledger holds.
    ///
    /// One read of what the projection asks for, and a second one where facts were corrected or
    /// came late. Memory grows with the number of subjects, and with the facts of those that are
    /// folded anew.
    ///
    /// # Errors
    /// As [`View::catch_up`].
    pub fn of(store: &impl Store, projection: P, as_of: AsOf) -> Result<Self, FoldError> {
        let head = store.identity().genesis();
        let mut view = Self { projection, as_of, head, subjects: BTreeMap::new() };
        view.catch_up(store)?;
        Ok(view)
    }

    /// Folds what was recorded since.
    ///
    /// # Errors
    /// [`FoldError`]; the view is to be dropped and folded from the start.
    pub fn catch_up(&mut self, store: &impl Store) -> Result<(), FoldError> {
        self.check_ledger(store)?;
        let mut anew = BTreeMap::new();
        let request =
            ReadRequest { query: self.projection.query(), after: self.head.position, limit: None };
        let end = read_all(store, &request, |record| {
            if !anew.contains_key(&record.body.subject) && !self.fold_in(record)? {
                anew.insert(record.body.subject.clone(), History::new(self.as_of));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if !anew.is_empty() {
            self.fold_anew(store, anew, end.head.position)?;
        }
        self.head = end.head;
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
        self.head
    }

    /// A place with another digest is a place in another ledger, or in one that was changed.
    fn check_ledger(&self, store: &impl Store) -> Result<(), FoldError> {
        let mut digest = store.identity().genesis().digest;
        if self.head.position > Position::START {
            let request = ReadRequest {
                query: Query::all(),
                after: Position::new(self.head.position.get() - 1),
                limit: Some(1),
            };
            read_all(store, &request, |record| {
                digest = record.digest;
                Ok(ControlFlow::Break(()))
            })?;
        }
        if digest == self.head.digest {
            Ok(())
        } else {
            Err(FoldError::OtherLedger { position: self.head.position })
        }
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
        let occurred = fact.occurred.clone().unwrap_or_else(|| When::day(fact.learned));
        if !self.as_of.has_begun(&occurred) {
            return Ok(true);
        }
        let place = FoldPlace::new(&occurred, fact.learned, fact.position);
        let folded = self
            .subjects
            .entry(body.subject.clone())
            .or_insert_with(|| Folded { state: P::State::default(), last: None });
        if folded.last.is_some_and(|last| last > place) {
            return Ok(false);
        }
        self.projection.evolve(&mut folded.state, &fact);
        folded.last = Some(place);
        Ok(true)
    }

    /// Folds these subjects from their whole history up to `until`.
    fn fold_anew(
        &mut self,
        store: &impl Store,
        mut histories: BTreeMap<Subject, History<P::Event>>,
        until: Position,
    ) -> Result<(), FoldError> {
        read_all(store, &ReadRequest::from_start(self.projection.query()), |record| {
            if record.position() > until {
                return Ok(ControlFlow::Break(()));
            }
            if let Some(history) = histories.get_mut(&record.body.subject) {
                history.add(record)?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        for (subject, history) in histories {
            self.subjects.remove(&subject);
            let mut folded = Folded { state: P::State::default(), last: None };
            for (place, fact) in history.into_placed_facts() {
                self.projection.evolve(&mut folded.state, &fact);
                folded.last = Some(place);
            }
            if folded.last.is_some() {
                self.subjects.insert(subject, folded);
            }
        }
        Ok(())
    }
}

/// Reads with a visitor that may fail; its error is the read's.
fn read_all(
    store: &impl Store,
    request: &ReadRequest,
    mut visit: impl FnMut(&Record<'_>) -> Result<ControlFlow<()>, FoldError>,
) -> Result<ReadEnd, FoldError> {
    let mut failed = None;
    let end = store.read(request, &mut |record| {
        visit(record).unwrap_or_else(|error| {
            failed = Some(error);
            ControlFlow::Break(())
        })
    })?;
    failed.map_or(Ok(end), Err)
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
