//! What was folded, kept so that it need not be folded again.
//!
//! A snapshot is disposable: it says nothing that the ledger does not say. One that cannot be read,
//! that another program folded, or that is of another ledger is ignored, and [`Ignored`] says why;
//! the ledger is then folded from its start. A sound checksum is no proof: who doubts what was folded
//! [checks](super::unsettled::Unsettled::check) it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::cursor::Cursor;
use super::event::Event;
use super::event_type::SchemaVersion;
use super::position::Position;
use super::store::BoxError;

/// The version of a snapshot's shape, and of the order in which facts fold.
const FORMAT: u16 = 2;

/// Keeps snapshots under names.
///
/// The bytes hold all that is needed to tell whether they are of use; a store of snapshots may
/// lose or damage them. A name has letters, digits, and `-`.
pub trait Snapshots {
    /// Keeps these bytes, in the place of those that had the name.
    ///
    /// # Errors
    /// Those of the store; the earlier ones may be lost then.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), BoxError>;

    /// Gives those of a name.
    ///
    /// # Errors
    /// Those of the store.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, BoxError>;

    /// Drops all whose name is not to be kept.
    ///
    /// # Errors
    /// Those of the store; some may be dropped then.
    fn retain(&self, keep: &dyn Fn(&str) -> bool) -> Result<(), BoxError>;
}

/// Keeps snapshots in memory.
#[derive(Debug, Default)]
pub struct MemorySnapshots {
    kept: Mutex<HashMap<String, Vec<u8>>>,
}

impl MemorySnapshots {
    /// Nothing can panic while it holds the lock, so a poisoned lock still guards a whole map.
    fn kept(&self) -> MutexGuard<'_, HashMap<String, Vec<u8>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Snapshots for MemorySnapshots {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), BoxError> {
        self.kept().insert(name.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, BoxError> {
        Ok(self.kept().get(name).cloned())
    }

    fn retain(&self, keep: &dyn Fn(&str) -> bool) -> Result<(), BoxError> {
        self.kept().retain(|name, _| keep(name));
        Ok(())
    }
}

/// What was folded, by what, up to where. In bytes, its checksum stands before it on a line of its
/// own.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Snapshot<T> {
    pub(super) folded_by: FoldedBy,
    pub(super) cursor: Cursor,
    pub(super) content: T,
}

impl<T: Serialize> Snapshot<T> {
    pub(super) fn write(&self) -> Result<Vec<u8>, SaveError> {
        let json = serde_json::to_vec(self).map_err(SaveError::Unwritable)?;
        Ok([checksum(&json).as_bytes(), b"\n", &json].concat())
    }
}

impl<T: DeserializeOwned> Snapshot<T> {
    pub(super) fn read(bytes: &[u8], present: FoldedBy) -> Result<Self, Ignored> {
        let damaged = || Ignored::damaged("its checksum is not that of its content");
        let unreadable = |error: serde_json::Error| Ignored::damaged(error);
        let (check, json) = bytes.split_at_checked(CHECKSUM_LEN).ok_or_else(damaged)?;
        let json = json.strip_prefix(b"\n").ok_or_else(damaged)?;
        if check != checksum(json).as_bytes() {
            return Err(damaged());
        }
        // Another program's content may have another shape.
        let Header { folded_by } = serde_json::from_slice(json).map_err(unreadable)?;
        if folded_by != present {
            let (saved, present) = (Box::new(folded_by), Box::new(present));
            return Err(Ignored::OtherProgram { saved, present });
        }
        serde_json::from_slice(json).map_err(unreadable)
    }
}

#[derive(Deserialize)]
struct Header {
    folded_by: FoldedBy,
}

/// What folded a snapshot; another might have folded the same facts otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoldedBy {
    format: u16,
    projection: String,
    version: u32,
    namespace: String,
    upcasters: Vec<(String, SchemaVersion)>,
}

impl FoldedBy {
    pub(super) fn of<E: Event>(projection: &str, version: u32) -> Self {
        let upcasters = E::UPCASTERS.iter().map(|it| (it.kind.to_owned(), it.from));
        let mut upcasters: Vec<_> = upcasters.collect();
        upcasters.sort_unstable();
        Self {
            format: FORMAT,
            projection: projection.to_owned(),
            version,
            namespace: E::NAMESPACE.to_owned(),
            upcasters,
        }
    }
}

impl fmt::Display for FoldedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { format, projection, version, namespace, upcasters } = self;
        let upcasters = upcasters.len();
        write!(
            f,
            "{projection} version {version} of {namespace} with {upcasters} upcasters in format {format}"
        )
    }
}

/// Why a snapshot is of no use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Ignored {
    /// The snapshots could not be reached.
    #[error("the snapshot could not be reached")]
    Unavailable(#[source] BoxError),
    /// It is not as it was saved, or a part of it is gone.
    #[error("the snapshot is damaged")]
    Damaged {
        /// What is wrong with it.
        source: BoxError,
    },
    /// The projection, its version or its upcasters are others.
    #[error("the snapshot was folded by {saved}; this is {present}")]
    OtherProgram {
        /// What folded it.
        saved: Box<FoldedBy>,
        /// What would fold it now.
        present: Box<FoldedBy>,
    },
    /// It is of another ledger, or of one that was changed.
    #[error("the snapshot at position {position} is not of this ledger")]
    OtherLedger {
        /// The place up to which it was folded.
        position: Position,
    },
}

impl Ignored {
    pub(super) fn damaged(why: impl Into<BoxError>) -> Self {
        Self::Damaged { source: why.into() }
    }
}

/// Why a snapshot could not be saved. The next question folds what it would have told.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// It has no JSON.
    #[error("the snapshot cannot be written as JSON")]
    Unwritable(#[source] serde_json::Error),
    /// It could not be kept.
    #[error("the snapshot could not be kept")]
    Snapshots(#[source] BoxError),
}

/// Length of the text of a checksum.
const CHECKSUM_LEN: usize = 64;

pub(super) fn checksum(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
