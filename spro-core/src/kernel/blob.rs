//! Originals that are kept beside a ledger, each under an opaque id.
//!
//! What a blob holds is sealed by the caller; the record that names it is appended once the blob is
//! kept for good.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::store::BoxError;

pub use super::id::BlobId;

/// Keeps blobs. One that is kept never changes.
pub trait Blobs {
    /// Keeps `bytes` under `id`; returns once they are kept for good. The same again is fine.
    ///
    /// # Errors
    /// [`BlobError::Exists`] when the id has other bytes.
    fn put(&self, id: &BlobId, bytes: &[u8]) -> Result<(), BlobError>;

    /// Gives the bytes.
    ///
    /// # Errors
    /// [`BlobError::Missing`], [`BlobError::Damaged`].
    fn get(&self, id: &BlobId) -> Result<Vec<u8>, BlobError>;

    /// Removes the bytes for good; what is not there is removed already.
    ///
    /// # Errors
    /// [`BlobError::Unavailable`].
    fn remove(&self, id: &BlobId) -> Result<(), BlobError>;

    /// The ids of all blobs, in their order.
    ///
    /// # Errors
    /// [`BlobError::Unavailable`].
    fn list(&self) -> Result<Vec<BlobId>, BlobError>;
}

/// Why blobs gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BlobError {
    /// Other bytes are kept under the id.
    #[error("the original {id} is kept already, with another content")]
    Exists {
        /// The id.
        id: BlobId,
    },
    /// Nothing is kept under the id.
    #[error("the original {id} is missing")]
    Missing {
        /// The id.
        id: BlobId,
    },
    /// What is kept is not what was put.
    #[error("the original {id} is damaged")]
    Damaged {
        /// The id.
        id: BlobId,
        /// What is wrong.
        source: BoxError,
    },
    /// The blobs could not be reached, read or written.
    #[error("the originals could not be reached")]
    Unavailable(#[source] BoxError),
}

/// Keeps blobs in memory.
#[derive(Debug, Default)]
pub struct MemoryBlobs(Mutex<BTreeMap<BlobId, Vec<u8>>>);

impl MemoryBlobs {
    fn kept(&self) -> MutexGuard<'_, BTreeMap<BlobId, Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Blobs for MemoryBlobs {
    fn put(&self, id: &BlobId, bytes: &[u8]) -> Result<(), BlobError> {
        let mut kept = self.kept();
        match kept.get(id) {
            Some(other) if other != bytes => Err(BlobError::Exists { id: *id }),
            Some(_) => Ok(()),
            None => {
                kept.insert(*id, bytes.to_vec());
                Ok(())
            }
        }
    }

    fn get(&self, id: &BlobId) -> Result<Vec<u8>, BlobError> {
        self.kept().get(id).cloned().ok_or(BlobError::Missing { id: *id })
    }

    fn remove(&self, id: &BlobId) -> Result<(), BlobError> {
        self.kept().remove(id);
        Ok(())
    }

    fn list(&self) -> Result<Vec<BlobId>, BlobError> {
        Ok(self.kept().keys().copied().collect())
    }
}
