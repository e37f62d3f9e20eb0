//! Locks that are waited for, but not without end.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::disk::{LockKind, OpenFile};
use crate::error::FsError;

const FIRST_PAUSE: Duration = Duration::from_micros(50);
const LONGEST_PAUSE: Duration = Duration::from_millis(1);
/// Long enough for one who waits to look, and find the lock free.
pub(crate) const TURN: Duration = Duration::from_millis(2);

/// A lock, held until it is dropped.
pub(crate) struct Held(OpenFile);

impl Drop for Held {
    fn drop(&mut self) {
        // Where it fails, the file is not what it was, and goes with the one who holds it.
        let _ = self.0.unlock();
    }
}

/// Locks a file if that is free.
pub(crate) fn attempt(
    file: &OpenFile,
    path: &Path,
    kind: LockKind,
) -> Result<Option<Held>, FsError> {
    let is_taken = file.try_lock(kind).map_err(FsError::io("lock", path))?;
    Ok(is_taken.then(|| Held(OpenFile::clone(file))))
}

/// Locks a file, and waits for others that hold it.
pub(crate) fn acquire(
    file: &OpenFile,
    path: &Path,
    kind: LockKind,
    wait: Duration,
) -> Result<Held, FsError> {
    poll(path, wait, || attempt(file, path, kind))
}

/// Attempts to take the lock of a file again and again, until it is taken.
pub(crate) fn poll<T>(
    path: &Path,
    wait: Duration,
    mut attempt: impl FnMut() -> Result<Option<T>, FsError>,
) -> Result<T, FsError> {
    let began = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        if let Some(taken) = attempt()? {
            return Ok(taken);
        }
        let left = wait.saturating_sub(began.elapsed());
        if left.is_zero() {
            return Err(FsError::Busy { path: path.to_owned(), waited: wait });
        }
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
