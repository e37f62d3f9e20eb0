//! What a store must do.
//!
//! The trait speaks to those who write a store. It is synchronous, and asks for the least that
//! two remote stores could keep as well:
//!
//! - **PostgreSQL**: one row a ledger holds the head and the last stamp; an append locks it
//!   (`SELECT … FOR UPDATE`, at `READ COMMITTED`, so that what it looks up then is the present),
//!   looks up the ids of the events and of the commit in unique indexes and the records that are
//!   amended by their positions, runs the guard as a `SELECT … LIMIT 1` over an index of subjects,
//!   mentions and types, inserts a row a record with the kernel's bytes in a `bytea` (`jsonb` would
//!   write them anew), updates the head, and commits, with `synchronous_commit` on. Positions are
//!   taken under the lock, so none is seen before a lower one; a read stops at the position in the
//!   head's row. A lost connection is [`AppendError::Indeterminate`]. [`Store::wait_after`] is
//!   `LISTEN`.
//! - **Object storage with create-only keys**: one object a commit, named by its first position; a
//!   writer keeps an index of the ids that it has read and of their places, built by reading the
//!   ledger once. An append reads on to the end, checks against what it read, and creates the next
//!   key if it is absent (`If-None-Match: *`). Who loses the race, also that of two commits of one
//!   id, reads the winner's object and checks anew. A create without an answer is
//!   [`AppendError::Indeterminate`]; sending the batch again settles it, since the ids are then
//!   found. [`Store::wait_after`] polls.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use super::batch::Batch;
use super::guard::Guard;
use super::id::{CommitId, EventId, LedgerId};
use super::position::{Head, Position};
use super::query::Query;
use super::record::Record;
use super::stamp::{ClockBehind, Stamp};

/// Keeps one ledger.
///
/// Every store runs the contract suite, whose clauses say what these methods promise.
pub trait Store {
    /// Which ledger it is, and the nonce of its first link.
    fn identity(&self) -> LedgerIdentity;

    /// The last place that is recorded for good.
    ///
    /// # Errors
    /// [`ReadError`] when the store cannot tell; never a head that may yet vanish.
    fn head(&self) -> Result<Head, ReadError>;

    /// Records the batch whole, after everything recorded before, unless the guard refuses.
    ///
    /// In this order: a repeat (the same ids, in one commit, in the same order, with the same
    /// content) gets its first receipt; any other overlap of ids, those of events or the commit's, is
    /// a conflict; then amendments must have what they amend; then the guard is asked; then the
    /// clock. The store stamps the commit, places it, and returns only once it is
    /// recorded for good. [`admission`](super::admission) holds these rules for all stores.
    ///
    /// # Errors
    /// See [`AppendError`].
    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError>;

    /// Visits, in order, the records that match, up to the head observed when the read began.
    ///
    /// The visitor may break off, and may call the store; what is recorded meanwhile is not
    /// visited. The end says which head was observed, also when nothing matched.
    ///
    /// # Errors
    /// [`ReadError`]: an error never looks like the end.
    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError>;

    /// Visits, in order, what `make` makes of each record that [`Store::read`] visits.
    ///
    /// `make` may run on other threads, on records out of their order, and on some that are not visited
    /// in the end; `visit` runs on the caller's, and may do what a visitor may. Who decodes in the one
    /// and folds in the other reads with all the threads that a store reads with. A store that reads with
    /// one need not write this method.
    ///
    /// # Errors
    /// As [`Store::read`].
    fn read_made<T: Send>(
        &self,
        request: &ReadRequest,
        make: impl Fn(&Record<'_>) -> T + Sync,
        mut visit: impl FnMut(&mut T) -> ControlFlow<()>,
    ) -> Result<ReadEnd, ReadError>
    where
        Self: Sized,
    {
        self.read(request, &mut |record| visit(&mut make(record)))
    }

    /// Waits until something is recorded after `position`, or until `timeout` has passed, and
    /// tells the head then.
    ///
    /// # Errors
    /// [`ReadError`] as for [`Store::head`].
    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError>;
}

/// A store that several own.
impl<S: Store> Store for Arc<S> {
    fn identity(&self) -> LedgerIdentity {
        (**self).identity()
    }

    fn head(&self) -> Result<Head, ReadError> {
        (**self).head()
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        (**self).append(batch, guard)
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        (**self).read(request, visit)
    }

    fn read_made<T: Send>(
        &self,
        request: &ReadRequest,
        make: impl Fn(&Record<'_>) -> T + Sync,
        visit: impl FnMut(&mut T) -> ControlFlow<()>,
    ) -> Result<ReadEnd, ReadError> {
        (**self).read_made(request, make, visit)
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        (**self).wait_after(position, timeout)
    }
}

/// What a read calls with each record.
pub type Visitor<'v> = dyn FnMut(&Record<'_>) -> ControlFlow<()> + 'v;

/// Which ledger it is: fixed when the ledger is made, the same in every copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerIdentity {
    /// The ledger's id.
    pub id: LedgerId,
    /// Random bytes that the first link holds.
    pub nonce: [u8; 32],
}

impl LedgerIdentity {
    /// The head of the ledger while it is empty.
    pub fn genesis(&self) -> Head {
        Head {
            position: Position::START,
            digest: super::chain::Digest::genesis(&self.id, &self.nonce),
        }
    }
}

/// What is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRequest {
    /// Which records.
    pub query: Query,
    /// Only those after this place.
    pub after: Position,
    /// At most so many of those that match.
    pub limit: Option<u64>,
}

impl ReadRequest {
    /// All that match `query`, from the first.
    pub const fn from_start(query: Query) -> Self {
        Self { query, after: Position::START, limit: None }
    }
}

/// How a read ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadEnd {
    /// The head that was observed when the read began.
    pub head: Head,
    /// The place after which to go on: where all was visited, the head's or the request's own, the
    /// later of the two; else that of the last record visited or passed over.
    pub resume_after: Position,
}

/// What was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The commit.
    pub commit: CommitId,
    /// The place of its first event.
    pub first: Position,
    /// The ledger's head right after it.
    pub head: Head,
    /// When it was recorded.
    pub recorded_at: Stamp,
}

/// Why an append was not acknowledged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppendError {
    /// Something that the guard is about was recorded meanwhile. Nothing was recorded: read on,
    /// decide anew, and append with a new guard.
    #[error("position {found} was recorded after the decision was taken at {expected}")]
    Stale {
        /// The position that the guard names.
        expected: Position,
        /// The first matching record after it.
        found: Position,
    },
    /// The guard names a place that the ledger does not have. Nothing was recorded: the decision was
    /// taken on another ledger, or on this one before it was put back to an earlier state.
    #[error("the decision was taken at position {expected}, but the ledger ends at {head}")]
    GuardAhead {
        /// The position that the guard names.
        expected: Position,
        /// The last one.
        head: Position,
    },
    /// Some of the ids are recorded already, in another commit or with another content. Nothing
    /// was recorded: the caller gave one id to two facts.
    #[error("{} of the event ids are recorded already with another content or commit", ids.len())]
    Conflict {
        /// Those ids.
        ids: Vec<EventId>,
    },
    /// The commit's id is recorded already, and none of the batch's events. Nothing was recorded:
    /// the caller gave one id to two commits.
    #[error("commit {id} is recorded already, with other events, from position {first} on")]
    CommitConflict {
        /// The commit's id.
        id: CommitId,
        /// The place of the first event of the commit that bears it.
        first: Position,
    },
    /// An event amends what it cannot: a place that holds no fact of its subject and no retraction,
    /// or one whose types and mentions it does not have. Nothing was recorded: make the event from
    /// the version in force ([`NewEvent::correcting`](super::batch::NewEvent::correcting)).
    #[error("position {target} holds nothing that event {id} could amend")]
    NothingAmended {
        /// The event.
        id: EventId,
        /// What it would amend.
        target: Position,
    },
    /// The clock is wrong. Nothing was recorded.
    #[error(transparent)]
    ClockBehind(#[from] ClockBehind),
    /// The batch cannot be written. Nothing was recorded.
    #[error("the batch cannot be encoded")]
    Unencodable(#[source] serde_json::Error),
    /// What the append had to look up could not be read. Nothing was recorded.
    #[error("the ledger could not be read before the append")]
    Unreadable(#[from] ReadError),
    /// The store refuses to write, and says why. Nothing was recorded.
    #[error("the store refuses to write")]
    Refused(#[source] BoxError),
    /// The store cannot tell whether the commit is recorded: it is there whole or not at all.
    /// Sending the same batch again settles it.
    #[error("whether the commit was recorded is not known; send it again to settle it")]
    Indeterminate(#[source] BoxError),
}

/// An error of a store's own.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a read failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A record is not what the kernel wrote.
    #[error("the record after position {after} is damaged")]
    Damaged {
        /// The last position before it.
        after: Position,
        /// What is wrong with it.
        source: BoxError,
    },
    /// The store could not be reached or read.
    #[error("the store could not be read")]
    Unavailable(#[source] BoxError),
}
