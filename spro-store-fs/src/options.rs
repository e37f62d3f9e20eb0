//! How a ledger is opened.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::stamp::{Clock, Stamp};
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::Os;
use crate::error::FsError;
use crate::store::{FsStore, RoomPolicy};
use crate::vault::FsVault;

/// How a ledger in a folder, and its vault, are made and opened; [`FsStore`] and [`FsVault`] do it
/// with what is usual.
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) segment_limit: u64,
    pub(crate) index_every: u64,
    pub(crate) lock_wait: Duration,
    pub(crate) allow_network: bool,
    pub(crate) read_check: ReadCheck,
    pub(crate) read_threads: ReadThreads,
    pub(crate) room: RoomPolicy,
}

/// Whether a folder on a network file system is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkFolders {
    /// It is refused: neither locks nor syncs hold there.
    Refuse,
    /// It is taken; what the store promises then rests on that file system.
    Allow,
}

/// What a read checks of each record that it comes by.
///
/// Opening, appending, guards, [`verify`](crate::verify()) and [`repair`](crate::repair()) check digests
/// whatever is said here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadCheck {
    /// That its digest is that of its bytes and of all before it: a change of any byte is an error.
    #[default]
    Digests,
    /// That its line is one, that it is a record and stands in its place. A record whose content was
    /// changed into that of another well-formed record is visited as it then is, with the digest that
    /// stands beside it. For hosts that verify the ledger on another occasion, and whose answers may
    /// rest on that.
    Framing,
}

/// On how many threads a long read runs. What is visited, and what is an error, is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadThreads {
    /// On the caller's alone.
    One,
    /// After the first MiB, a second one helps. Of a plain read it reads, takes apart and checks the log ahead
    /// of the caller's, which decodes and visits. Of one that makes something of records
    /// ([`Store::read_made`](spro_core::kernel::store::Store::read_made)) each of the two takes the next
    /// records, decodes them and makes it, and the caller's visits it in order. It ends with the read; some
    /// hundred KiB of records, or ten commits where those are longer, are held at most, with what was made
    /// of them. A process that has one core reads on one thread.
    #[default]
    Two,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            segment_limit: 64 * 1024 * 1024,
            index_every: 1024 * 1024,
            lock_wait: Duration::from_secs(10),
            allow_network: false,
            read_check: ReadCheck::Digests,
            read_threads: ReadThreads::Two,
            room: RoomPolicy::USUAL,
        }
    }
}

impl Options {
    /// What is usual: segments of 64 MiB, an index of all but the last MiB, 10 seconds of waiting, no network file systems.
    pub fn new() -> Self {
        Self::default()
    }

    /// The length in bytes from which a segment of the log is followed by a new one.
    #[must_use]
    pub const fn segment_limit(mut self, bytes: u64) -> Self {
        self.segment_limit = bytes;
        self
    }

    /// How many bytes of the log are read on opening at most, after a writer has closed: what follows
    /// the index is added to it when it is that long. A writer that runs on does so at eight times
    /// that length, which it holds in memory.
    #[must_use]
    pub const fn index_every(mut self, bytes: u64) -> Self {
        self.index_every = bytes;
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

    /// What [`Store::read`](spro_core::kernel::store::Store::read) checks; [`ReadCheck::Digests`] unless
    /// it is said otherwise.
    #[must_use]
    pub const fn read_check(mut self, check: ReadCheck) -> Self {
        self.read_check = check;
        self
    }

    /// On how many threads [`Store::read`](spro_core::kernel::store::Store::read) runs;
    /// [`ReadThreads::Two`] unless it is said otherwise.
    #[must_use]
    pub const fn read_threads(mut self, threads: ReadThreads) -> Self {
        self.read_threads = threads;
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
