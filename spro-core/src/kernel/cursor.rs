//! A follower's place in one ledger, and how it reads on from there.
//!
//! Who follows a ledger waits ([`Store::wait_after`]), reads on, deals with what it got, and keeps
//! its cursor. Waiting is apart from reading: a follower that was away reads on at once, and one
//! that is told of a commit may still read later.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::position::{Head, Position};
use super::query::Query;
use super::record::Record;
use super::store::{LedgerIdentity, ReadEnd, ReadError, ReadRequest, Store};

/// The place up to which a follower has dealt with a ledger.
///
/// It holds the digest there, so that a ledger that was changed, cut short or exchanged is noticed
/// when the follower reads on. Who keeps it together with its own results, in one transaction,
/// deals with each record exactly once; who keeps it after them, at least once.
///
/// ```
/// use std::ops::ControlFlow;
/// use spro_core::kernel::cursor::{Cursor, FollowError};
/// use spro_core::kernel::prelude::*;
///
/// # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
/// # let ledger = MemoryStore::new(identity, || "2026-06-01T08:00:00.000Z".parse().unwrap());
/// let mut cursor = Cursor::start(&ledger.identity());
/// ledger.wait_after(cursor.position(), std::time::Duration::ZERO)?;
/// cursor.read_on(&ledger, Query::all(), |record| {
///     println!("{}", record.body.kind);
///     Ok::<_, FollowError>(ControlFlow::Continue(()))
/// })?;
/// assert_eq!(cursor.head(), ledger.head()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor {
    head: Head,
}

impl Cursor {
    /// Before the first record of this ledger.
    pub fn start(ledger: &LedgerIdentity) -> Self {
        Self { head: ledger.genesis() }
    }

    /// At a place where somebody saw this digest.
    pub const fn at(head: Head) -> Self {
        Self { head }
    }

    /// The place, and the digest there.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// The place; what to wait after.
    pub const fn position(&self) -> Position {
        self.head.position
    }

    /// Makes sure that the ledger still has this digest at this place.
    ///
    /// # Errors
    /// [`FollowError`].
    pub fn check(&self, store: &impl Store) -> Result<(), FollowError> {
        let mut digest = store.identity().genesis().digest;
        if let Some(before) = self.position().get().checked_sub(1) {
            let after = Position::new(before);
            let last = ReadRequest { query: Query::all(), after, limit: Some(1) };
            store.read(&last, &mut |record| {
                digest = record.digest;
                ControlFlow::Break(())
            })?;
        }
        if digest == self.head.digest {
            Ok(())
        } else {
            Err(FollowError::OtherLedger { position: self.position() })
        }
    }

    /// Visits what matches after the cursor, and moves it behind what was dealt with: behind each
    /// record whose visit succeeded, and at the end to the head that the read observed, also when
    /// nothing matched.
    ///
    /// The visitor may break off behind a record.
    ///
    /// # Errors
    /// [`FollowError`], or that of the visitor: the cursor then stands before the record that
    /// failed, and reading on begins with it.
    pub fn read_on<E: From<FollowError>>(
        &mut self,
        store: &impl Store,
        query: Query,
        mut visit: impl FnMut(&Record<'_>) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        self.follow(store, query, |store, request, dealt| {
            store.read(request, &mut |record| dealt(place_of(record), visit(record)))
        })
    }

    /// The same, of what `make` makes of each record, which it may do on other threads and in any order:
    /// see [`Store::read_made`].
    ///
    /// # Errors
    /// As [`Cursor::read_on`].
    pub fn read_on_made<T: Send, E: From<FollowError>>(
        &mut self,
        store: &impl Store,
        query: Query,
        make: impl Fn(&Record<'_>) -> T + Sync,
        mut visit: impl FnMut(&mut T) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        self.follow(store, query, |store, request, dealt| {
            store.read_made(
                request,
                |record| (place_of(record), make(record)),
                |(place, made)| dealt(*place, visit(made)),
            )
        })
    }

    /// Reads on from the cursor; `read` tells of each record what came of its visit.
    fn follow<S: Store, E: From<FollowError>>(
        &mut self,
        store: &S,
        query: Query,
        read: impl FnOnce(&S, &ReadRequest, &mut Dealt<'_, E>) -> Result<ReadEnd, ReadError>,
    ) -> Result<(), E> {
        self.check(store)?;
        let request = ReadRequest { query, after: self.position(), limit: None };
        let mut broke_off = false;
        let mut failed = None;
        let end = read(store, &request, &mut |place, visited| {
            let flow = match visited {
                Ok(flow) => {
                    self.head = place;
                    flow
                }
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            };
            broke_off = flow.is_break();
            flow
        });
        let end = end.map_err(FollowError::from)?;
        if let Some(error) = failed {
            return Err(error);
        }
        if !broke_off {
            self.head = end.head;
        }
        Ok(())
    }
}

/// Is told of each record where it stands, and what came of its visit.
type Dealt<'d, E> = dyn FnMut(Head, Result<ControlFlow<()>, E>) -> ControlFlow<()> + 'd;

const fn place_of(record: &Record<'_>) -> Head {
    Head { position: record.position(), digest: record.digest }
}

/// Why a follower cannot read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FollowError {
    /// The ledger could not be read: try again from the cursor.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The cursor's place is not in this ledger: what was made of it before is to be dropped.
    #[error(
        "this is not the ledger that was followed up to position {position}, or it was changed"
    )]
    OtherLedger {
        /// The place of the cursor.
        position: Position,
    },
}
