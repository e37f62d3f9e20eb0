//! Finds the ledger, opens it, and says what is wrong with it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use spro_core::kernel::store::{AppendError, ReadError};
use spro_store_fs::FsError;

use crate::exit::Exit;
use crate::failure::Failure;

/// The file that makes a folder a ledger.
const MANIFEST: &str = "spro.json";

/// The ledger's folder: the one given, or the nearest upward from here that holds a ledger.
pub(crate) fn find(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = given {
        return if path.join(MANIFEST).exists() {
            Ok(path.to_owned())
        } else {
            Err(Failure::new(Exit::NoLedger, "error-no-ledger-in").with("path", path.display()))
        };
    }
    let here = std::env::current_dir()
        .map_err(|error| io_failure("read", Path::new("."), &error))?;
    here.ancestors()
        .find(|folder| folder.join(MANIFEST).exists())
        .map(Path::to_owned)
        .ok_or_else(|| Failure::new(Exit::NoLedger, "error-no-ledger"))
}

/// What a store's error means for the user.
pub(crate) fn store_failure(error: &FsError) -> Failure {
    match error {
        FsError::Io { operation, path, source } => io_failure(operation, path, source),
        FsError::NotEmpty { path } => {
            Failure::new(Exit::Refused, "error-not-empty").with("path", path.display())
        }
        FsError::NewerFormat { path, format } => Failure::new(Exit::Newer, "error-newer-format")
            .with("path", path.display())
            .with("format", format),
        FsError::Unreadable { path, why } => Failure::new(Exit::Altered, "error-damaged")
            .with("path", path.display())
            .with("why", why),
        FsError::Truncated { path, expected, found } => {
            Failure::new(Exit::Truncated, "error-truncated")
                .with("path", path.display())
                .with("expected", expected)
                .with("found", found)
        }
        FsError::Altered { path, line, why } | FsError::Corrupt { path, line, why } => {
            Failure::new(Exit::Altered, "error-altered")
                .with("path", path.display())
                .with("line", line)
                .with("why", why)
        }
        FsError::Poisoned { path } => {
            Failure::new(Exit::Indeterminate, "error-poisoned").with("path", path.display())
        }
        other => Failure::new(Exit::Io, "error-store").because(other),
    }
}

/// What a failed read means for the user.
pub(crate) fn read_failure(error: &ReadError) -> Failure {
    match error {
        ReadError::Damaged { after, .. } => {
            Failure::new(Exit::Altered, "error-record-damaged").with("after", after).because(error)
        }
        ReadError::Unavailable(source) => source
            .downcast_ref::<FsError>()
            .map_or_else(|| Failure::new(Exit::Io, "error-store").because(error), store_failure),
        other => Failure::new(Exit::Io, "error-store").because(other),
    }
}

/// What an append that was not acknowledged means for the user.
pub(crate) fn append_failure(error: &AppendError) -> Failure {
    match error {
        AppendError::Stale { .. } => Failure::new(Exit::Busy, "error-stale"),
        AppendError::ClockBehind(behind) => Failure::new(Exit::Refused, "error-clock")
            .with("last", behind.last)
            .with("clock", behind.clock),
        AppendError::Unreadable(source) => read_failure(source),
        AppendError::Refused(source) => source
            .downcast_ref::<FsError>()
            .map_or_else(|| Failure::new(Exit::Io, "error-store").because(error), store_failure),
        AppendError::Indeterminate(_) => {
            Failure::new(Exit::Indeterminate, "error-indeterminate").because(error)
        }
        other => Failure::new(Exit::Refused, "error-append").because(other),
    }
}

/// What the operating system's refusal of an operation on a path means for the user.
pub(crate) fn io_failure(operation: &str, path: &Path, error: &io::Error) -> Failure {
    let (exit, key) = match error.kind() {
        ErrorKind::NotFound => (Exit::Io, "error-io-not-found"),
        ErrorKind::PermissionDenied => (Exit::Io, "error-io-permission"),
        ErrorKind::ReadOnlyFilesystem => (Exit::Io, "error-io-read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (Exit::Io, "error-io-full"),
        ErrorKind::WouldBlock => (Exit::Busy, "error-busy"),
        _ => (Exit::Io, "error-io"),
    };
    Failure::new(exit, key).with("operation", operation).with("path", path.display()).because(error)
}
