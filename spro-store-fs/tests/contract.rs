//! The store in a folder keeps the contract of stores.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use spro_core::kernel::batch::Batch;
use spro_core::kernel::contract::{Factory, SettableClock};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::stamp::Clock as _;
use spro_core::kernel::store::{
    AppendError, LedgerIdentity, ReadEnd, ReadError, ReadRequest, Receipt, Store, Visitor,
};
use spro_store_fs::{FsStore, Options};
use tempfile::TempDir;

struct InFolder(Options);

/// A store and the folder that vanishes with it.
struct Kept {
    store: FsStore<SettableClock>,
    dir: Arc<TempDir>,
    clock: SettableClock,
    options: Options,
}

impl Factory for InFolder {
    type Store = Kept;

    fn fresh(&self, clock: &SettableClock) -> Kept {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let dir = Arc::new(tempfile::tempdir().unwrap());
        let options = self.0.clone();
        let store = options.create(dir.path(), identity, clock.now(), clock.clone()).unwrap();
        Kept { store, dir, clock: clock.clone(), options }
    }

    fn reopen(&self, store: Kept) -> Kept {
        let Kept { store, dir, clock, options } = store;
        store.close().unwrap();
        let store = options.open(dir.path(), clock.clone()).unwrap();
        Kept { store, dir, clock, options }
    }

    fn another(&self, store: &Kept) -> Option<Kept> {
        let Kept { dir, clock, options, .. } = store;
        let store = options.open(dir.path(), clock.clone()).unwrap();
        Some(Kept { store, dir: Arc::clone(dir), clock: clock.clone(), options: options.clone() })
    }

    fn damaged(&self, store: Kept) -> Option<Kept> {
        let log = store.dir.path().join("log");
        let segments = fs::read_dir(log).unwrap().map(|entry| entry.unwrap().path());
        let log = segments.max().unwrap();
        let mut bytes = fs::read(&log).unwrap();
        let last = bytes.len().checked_sub(10)?;
        *bytes.get_mut(last)? ^= 1;
        fs::write(&log, bytes).unwrap();
        Some(store)
    }
}

impl Store for Kept {
    fn identity(&self) -> LedgerIdentity {
        self.store.identity()
    }

    fn head(&self) -> Result<Head, ReadError> {
        self.store.head()
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        self.store.append(batch, guard)
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        self.store.read(request, visit)
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        self.store.wait_after(position, timeout)
    }
}

spro_core::kernel::contract::contract_suite!(InFolder(Options::new()));

/// With an index of each commit, made and merged all the time, and many segments.
mod indexed {
    use super::{InFolder, Options};

    spro_core::kernel::contract::contract_suite!(InFolder(
        Options::new().index_every(1).segment_limit(1000)
    ));
}
