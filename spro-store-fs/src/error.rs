//! What can go wrong with a ledger in a folder.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::flaw::Flaw;

/// Why the folder was refused, or could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FsError {
    /// The operating system refused an operation.
    #[error("could not {operation} `{}`", path.display())]
    Io {
        /// What was tried.
        operation: &'static str,
        /// On what.
        path: PathBuf,
        /// Its answer.
        source: io::Error,
    },
    /// There is no `spro.json`, so no ledger.
    #[error("`{}` holds no ledger", path.display())]
    NotALedger {
        /// The folder.
        path: PathBuf,
    },
    /// There is no file of keys: the ledger's vault lies elsewhere, was not copied with it, or was
    /// never made.
    #[error("`{}` holds no vault of keys", path.display())]
    NoVault {
        /// The folder.
        path: PathBuf,
    },
    /// A ledger is made in a new or an empty folder only.
    #[error("`{}` is not empty", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A newer version of this software made the ledger.
    #[error("`{}` has format {format}; this version reads format 1: use a newer one", path.display())]
    NewerFormat {
        /// The file that says so.
        path: PathBuf,
        /// The format.
        format: u64,
    },
    /// Locks and syncs do not hold on a network file system.
    #[error("`{}` lies on a network file system ({kind}), where nothing can be kept safely", path.display())]
    NetworkFolder {
        /// The folder.
        path: PathBuf,
        /// Which kind.
        kind: &'static str,
    },
    /// Others held a lock for longer than was to be waited.
    #[error("`{}` is held by another process, still after {} ms", path.display(), waited.as_millis())]
    Busy {
        /// The file that is locked.
        path: PathBuf,
        /// How long it was waited for.
        waited: Duration,
    },
    /// The ledger was opened for reading alone.
    #[error("`{}` was opened for reading alone", path.display())]
    ReadOnlyHandle {
        /// The folder.
        path: PathBuf,
    },
    /// `spro.json`, `head` or a file of the vault is not what this software writes.
    #[error("`{}` is damaged: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: Flaw,
    },
    /// A file lies in `log/` that is no part of a log.
    #[error("`{}` is no part of the log: move it elsewhere", path.display())]
    UnknownFile {
        /// The file.
        path: PathBuf,
    },
    /// The log ends before what was acknowledged.
    #[error("`{}` is truncated at line {line}: {expected} bytes were acknowledged, {found} are there", path.display())]
    Truncated {
        /// The log's file.
        path: PathBuf,
        /// The line, counted from 1, that is not whole or not there.
        line: u64,
        /// The length that `head` gives.
        expected: u64,
        /// The length that it has.
        found: u64,
    },
    /// The log differs from what was acknowledged.
    #[error("`{}` was altered at line {line}: {why}", path.display())]
    Altered {
        /// The log's file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        why: Flaw,
    },
    /// After the last known head a line is damaged that a later line knows to have been recorded.
    #[error("`{}` is corrupt at line {line}: {why}", path.display())]
    Corrupt {
        /// The log's file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        why: Flaw,
    },
    /// A write failed before; only opening the ledger anew tells what of it is there.
    #[error("an earlier write in `{}` failed; open the ledger anew", path.display())]
    Poisoned {
        /// The folder.
        path: PathBuf,
    },
}

/// What an error calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FsErrorKind {
    /// Another folder, or making a ledger here.
    NotALedger,
    /// The folder of keys that belongs to the ledger.
    NoVault,
    /// Another folder for a new ledger.
    NotEmpty,
    /// A newer version of this software.
    NewerFormat,
    /// Room on the disk, or in the quota.
    DiskFull,
    /// A disk that can be written, or opening for reading alone.
    ReadOnly,
    /// Other permissions.
    PermissionDenied,
    /// Waiting for another process.
    Busy,
    /// A local folder.
    NetworkFolder,
    /// A copy that holds the end of the log.
    Truncated,
    /// A copy that was not changed.
    Altered,
    /// Opening the ledger anew.
    Poisoned,
    /// Looking at the operating system's answer.
    Io,
}

impl FsError {
    /// What it calls for.
    pub fn kind(&self) -> FsErrorKind {
        match self {
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FsErrorKind::DiskFull,
                io::ErrorKind::ReadOnlyFilesystem => FsErrorKind::ReadOnly,
                io::ErrorKind::PermissionDenied => FsErrorKind::PermissionDenied,
                _ => FsErrorKind::Io,
            },
            Self::NotALedger { .. } => FsErrorKind::NotALedger,
            Self::NoVault { .. } => FsErrorKind::NoVault,
            Self::NotEmpty { .. } => FsErrorKind::NotEmpty,
            Self::NewerFormat { .. } => FsErrorKind::NewerFormat,
            Self::NetworkFolder { .. } => FsErrorKind::NetworkFolder,
            Self::Busy { .. } => FsErrorKind::Busy,
            Self::ReadOnlyHandle { .. } => FsErrorKind::ReadOnly,
            Self::Truncated { .. } => FsErrorKind::Truncated,
            Self::Unreadable { .. }
            | Self::UnknownFile { .. }
            | Self::Altered { .. }
            | Self::Corrupt { .. } => FsErrorKind::Altered,
            Self::Poisoned { .. } => FsErrorKind::Poisoned,
        }
    }

    /// The error of this store among an error and its sources, such as those of a refused append.
    pub fn find<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e Self> {
        let mut at = Some(error);
        while let Some(error) = at {
            if let Some(found) = error.downcast_ref() {
                return Some(found);
            }
            // Several appends that were written together fail of one error.
            if let Some(shared) = error.downcast_ref::<Arc<Self>>() {
                return Some(shared);
            }
            at = error.source();
        }
        None
    }

    /// Names the operation and the path of an operating system's error.
    pub(crate) fn io(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { operation, path: path.to_owned(), source }
    }
}
