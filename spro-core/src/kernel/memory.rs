//! The reference store: a ledger in memory.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::admission::{self, Admission, Placed};
use super::batch::Batch;
use super::encoding::{Body, EncodedCommit};
use super::guard::Guard;
use super::id::{CommitId, EventId};
use super::position::{Head, Position};
use super::query::Query;
use super::record::Record;
use super::stamp::{Clock, Stamp};
use super::store::{
    AppendError, LedgerIdentity, ReadEnd, ReadError, ReadRequest, Receipt, Store, Visitor,
};

/// Keeps a ledger in memory, and checks all that a store on disk checks.
///
/// An append costs the length of its batch, a guard and a read the length of what they scan.
/// Readers and writers take turns.
#[derive(Debug)]
pub struct MemoryStore<C> {
    identity: LedgerIdentity,
    clock: C,
    log: Mutex<Log>,
    grown: Condvar,
}

#[derive(Debug)]
struct Log {
    genesis: Head,
    commits: Vec<Arc<EncodedCommit>>,
    ids: HashMap<EventId, Position>,
    begins: HashMap<CommitId, Position>,
}

impl<C: Clock> MemoryStore<C> {
    /// An empty ledger that takes its stamps from `clock`.
    pub fn new(identity: LedgerIdentity, clock: C) -> Self {
        let genesis = identity.genesis();
        let (ids, begins) = (HashMap::new(), HashMap::new());
        let log = Log { genesis, commits: Vec::new(), ids, begins };
        Self { identity, clock, log: Mutex::new(log), grown: Condvar::new() }
    }

    /// No code that holds the lock panics halfway through a change, so a poisoned lock still
    /// guards a whole log.
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Clock> Store for MemoryStore<C> {
    fn identity(&self) -> LedgerIdentity {
        self.identity
    }

    fn head(&self) -> Result<Head, ReadError> {
        Ok(self.log().head())
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        let mut log = self.log();
        match admission::admit(batch, guard, self.clock.now(), &*log)? {
            Admission::Repeat(receipt) => Ok(receipt),
            Admission::Place(commit) => {
                let receipt = admission::receipt(&commit);
                let places = (commit.first.get()..).map(Position::new);
                log.ids.extend(batch.events().iter().map(super::batch::NewEvent::id).zip(places));
                log.begins.insert(commit.header.id, commit.first);
                log.commits.push(Arc::new(commit));
                self.grown.notify_all();
                Ok(receipt)
            }
        }
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        // The visitor may call the store, so it is not called under the lock.
        let (head, commits) = {
            let log = self.log();
            (log.head(), log.commits_after(request.after).to_vec())
        };
        let mut left = request.limit;
        for commit in &commits {
            for record in commit_records(commit) {
                let record = record?;
                if record.position() <= request.after || !request.query.matches(&record.body) {
                    continue;
                }
                if left == Some(0) {
                    return Ok(ReadEnd { head, resume_after: before(record.position()) });
                }
                left = left.map(|left| left - 1);
                if visit(&record) == ControlFlow::Break(()) {
                    return Ok(ReadEnd { head, resume_after: record.position() });
                }
            }
        }
        Ok(ReadEnd { head, resume_after: head.position.max(request.after) })
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        let nothing_new = |log: &mut Log| log.head().position <= position;
        let (log, _) = self
            .grown
            .wait_timeout_while(self.log(), timeout, nothing_new)
            .unwrap_or_else(PoisonError::into_inner);
        Ok(log.head())
    }
}

impl Log {
    /// The commits that hold a place after `position`.
    fn commits_after(&self, position: Position) -> &[Arc<EncodedCommit>] {
        let begin = self.commits.partition_point(|commit| commit.head.position <= position);
        self.commits.get(begin..).unwrap_or_default()
    }
}

impl Placed for Log {
    fn head(&self) -> Head {
        self.commits.last().map_or(self.genesis, |commit| commit.head)
    }

    fn last_stamp(&self) -> Option<Stamp> {
        self.commits.last().map(|commit| commit.header.at)
    }

    fn position_of(&self, id: &EventId) -> Result<Option<Position>, ReadError> {
        Ok(self.ids.get(id).copied())
    }

    fn begin_of(&self, id: &CommitId) -> Result<Option<Position>, ReadError> {
        Ok(self.begins.get(id).copied())
    }

    fn commit_at(&self, position: Position) -> Result<Option<(Head, EncodedCommit)>, ReadError> {
        let index = self.commits.partition_point(|commit| commit.head.position < position);
        let earlier = index.checked_sub(1).and_then(|earlier| self.commits.get(earlier));
        let before = earlier.map_or(self.genesis, |commit| commit.head);
        Ok(self.commits.get(index).map(|commit| (before, EncodedCommit::clone(commit))))
    }

    fn first_match(&self, query: &Query, after: Position) -> Result<Option<Position>, ReadError> {
        for commit in self.commits_after(after) {
            for record in commit_records(commit) {
                let record = record?;
                if record.position() > after && query.matches(&record.body) {
                    return Ok(Some(record.position()));
                }
            }
        }
        Ok(None)
    }
}

/// The records of a commit, decoded one by one.
fn commit_records(
    commit: &EncodedCommit,
) -> impl Iterator<Item = Result<Record<'_>, ReadError>> + '_ {
    let places = (commit.first.get()..).map(Position::new);
    commit.records.iter().zip(places).map(|((bytes, digest), place)| {
        let body = Body::decode(bytes)
            .map_err(|error| ReadError::Damaged { after: before(place), source: error.into() })?;
        Ok(Record { digest, bytes, commit: &commit.header, body })
    })
}

/// The place just before this one.
const fn before(position: Position) -> Position {
    Position::new(position.get().saturating_sub(1))
}
