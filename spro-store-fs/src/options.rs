//! How a ledger is opened.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::stamp::{Clock, Stamp};
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::Os;
use crate::error::FsError;
use crate::store::FsStore;
use crate::vault::FsVault;

/// How a ledger in a folder, and its vault, are made and opened; [`FsStore`] and [`FsVault`] do it
/// with what is usual.
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) segment_limit: u64,
    pub(crate) lock_wait: Duration,
    pub(crate) allow_network: bool,
}

/// Whether a folder on a network file system is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkFolders {
    /// It is refused: neither locks nor syncs hold there.
    Refuse,
    /// It is taken; what the store promises then rests on that file system.
    Allow,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            segment_limit: 64 * 1024 * 1024,
            lock_wait: Duration::from_secs(10),
            allow_network: false,
        }
    }
}

impl Options {
    /// What is usual: segments of 64 MiB, 10 seconds of waiting, no network file systems.
    pub fn new() -> Self {
        Self::default()
    }

    /// The length in bytes from which a segment of the log is followed by a new one.
    #[must_use]
    pub const fn segment_limit(mut self, bytes: u64) -> Self {
        self.segment_limit = bytes;
        self
    }

    /// How long another writer is waited for before [`FsError::Busy`].
    #[must_use]
    pub const fn lock_wait(mut self, wait: Duration) -> Self {
        self.lock_wait = wait;
        self
    }

    /// Whether a folder on a network file system is taken.
    #[must_use]
    pub const fn network_folders(mut self, network: NetworkFolders) -> Self {
        self.allow_network = matches!(network, NetworkFolders::Allow);
        self
    }

    /// As [`FsStore::create`].
    ///
    /// # Errors
    /// As there.
    pub fn create<C: Clock>(
        &self,
        path: &Path,
        identity: LedgerIdentity,
        created: Stamp,
        clock: C,
    ) -> Result<FsStore<C>, FsError> {
        FsStore::create_on(Arc::new(Os), path, self, identity, created, clock)
    }

    /// As [`FsStore::open`].
    ///
    /// # Errors
    /// As there.
    pub fn open<C: Clock>(&self, path: &Path, clock: C) -> Result<FsStore<C>, FsError> {
        FsStore::open_on(Arc::new(Os), path, self, clock)
    }

    /// As [`FsVault::create`].
    ///
    /// # Errors
    /// As there.
    pub fn create_vault<F: Fn() -> [u8; 32]>(
        &self,
        folder: &Path,
        ledger: LedgerId,
        entropy: F,
    ) -> Result<FsVault<F>, FsError> {
        FsVault::create_on(Arc::new(Os), folder, self, ledger, entropy)
    }

    /// As [`FsVault::open`].
    ///
    /// # Errors
    /// As there.
    pub fn open_vault<F: Fn() -> [u8; 32]>(
        &self,
        folder: &Path,
        ledger: LedgerId,
        entropy: F,
    ) -> Result<FsVault<F>, FsError> {
        FsVault::open_on(Arc::new(Os), folder, self, ledger, entropy)
    }

    /// As [`FsStore::open_read_only`].
    ///
    /// # Errors
    /// As there.
    pub fn open_read_only<C: Clock>(&self, path: &Path, clock: C) -> Result<FsStore<C>, FsError> {
        FsStore::open_read_only_on(Arc::new(Os), path, self, clock)
    }
}
