//! What can go wrong with a ledger in a folder.

use std::io;
use std::path::{Path, PathBuf};

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
    /// A ledger is made in a new or an empty folder only.
    #[error("`{}` is not empty", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A newer version of this software made the ledger.
    #[error("`{}` has format {format}; this version reads format 1", path.display())]
    NewerFormat {
        /// The file that says so.
        path: PathBuf,
        /// The format.
        format: u64,
    },
    /// `spro.json` or `head` is not what this software writes.
    #[error("`{}` is damaged: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The log ends before what was acknowledged.
    #[error("`{}` is truncated: {expected} bytes were acknowledged, {found} are there", path.display())]
    Truncated {
        /// The log's file.
        path: PathBuf,
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
        why: String,
    },
    /// After the last known head a line is damaged that a later line knows to have been recorded.
    #[error("`{}` is corrupt at line {line}: {why}", path.display())]
    Corrupt {
        /// The log's file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// A write failed before; only opening the ledger anew tells what of it is there.
    #[error("an earlier write to `{}` failed; open the ledger anew", path.display())]
    Poisoned {
        /// The log's file.
        path: PathBuf,
    },
}

impl FsError {
    /// Names the operation and the path of an operating system's error.
    pub(crate) fn io(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { operation, path: path.to_owned(), source }
    }
}
