//! The vault's lock, as those share it who seal through one handle.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::disk::{Access, Disk, LockKind};
use crate::error::FsError;
use crate::kept::Kept;
use crate::lock::{self, Held};

/// A lock of one open file is one lock, however often it was taken: the first takes it, and the last
/// lets it go.
#[derive(Clone, Default)]
pub(super) struct Sealers(Arc<Mutex<Shared>>);

#[derive(Default)]
struct Shared {
    file: Kept,
    held: Option<Held>,
    count: usize,
}

/// While it lives, no key is destroyed.
#[must_use = "keys are kept only while it lives"]
pub struct SealingLock(Sealers);

impl Sealers {
    /// Joins those who hold the lock at `path`, or takes it once it is free.
    pub(super) fn join(
        &self,
        disk: &dyn Disk,
        path: &Path,
        wait: Duration,
    ) -> Result<SealingLock, FsError> {
        lock::poll(path, wait, || self.attempt(disk, path))
    }

    fn attempt(&self, disk: &dyn Disk, path: &Path) -> Result<Option<SealingLock>, FsError> {
        let mut shared = self.shared();
        while shared.held.is_none() {
            let file = shared.file.known_or_open(disk, path, Access::Read)?;
            let Some(held) = lock::attempt(&file, path, LockKind::Shared)? else {
                return Ok(None);
            };
            // Others lock the file that bears the name now.
            if shared.file.is_there(disk, path)? {
                shared.held = Some(held);
            }
        }
        shared.count = shared.count.saturating_add(1);
        Ok(Some(SealingLock(self.clone())))
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for SealingLock {
    fn drop(&mut self) {
        let mut shared = self.0.shared();
        shared.count = shared.count.saturating_sub(1);
        if shared.count == 0 {
            shared.held = None;
        }
    }
}
