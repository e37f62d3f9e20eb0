//! Checks a ledger without changing it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use spro_core::kernel::position::Head;

use crate::disk::{Access, Os};
use crate::error::FsError;
use crate::folder::Folder;
use crate::log::{Log, check_start};
use crate::manifest::Manifest;
use crate::options::Options;
use crate::recover::read_on;

/// What a check of a ledger found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The head that the file `head` names.
    pub head: Head,
    /// Length in bytes of what follows it in the log: what a writer left that did not end well.
    pub after_head: u64,
    /// What is wrong; empty when all is well. The check of the log ends at the first.
    pub findings: Vec<Finding>,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1; `None` when it is about the whole file.
    pub line: Option<u64>,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.why)
    }
}

/// Reads a whole ledger up to its head and checks every line, digest, place, id and stamp.
///
/// Takes no lock, and keeps the ids of all events in memory.
///
/// # Errors
/// [`FsError`] when a file cannot be read, or when `spro.json` or `head` cannot be made out, so
/// that there is nothing to check against.
pub fn verify(root: &Path) -> Result<Verified, FsError> {
    let folder = Folder::new(Arc::new(Os), root, Options::new());
    let identity = Manifest::read(&folder)?.identity;
    let published = folder.published()?;
    let end = published.place;
    let path = folder.segment(end.segment);
    let len = match folder.open_if_there(&path, Access::Read)? {
        Some(file) => file.len().map_err(FsError::io("measure", &path))?,
        None => 0,
    };
    let mut verified = Verified {
        head: end.head,
        after_head: len.saturating_sub(end.bytes),
        findings: Vec::new(),
    };
    let mut log = Log::empty(&identity);
    let checked =
        check_start(&folder, &identity).and_then(|()| read_on(&folder, &identity, &mut log, end));
    match checked {
        Err(
            error @ (FsError::Altered { .. } | FsError::Truncated { .. } | FsError::Corrupt { .. }),
        ) => verified.findings.push(error.into()),
        checked => checked?,
    }
    Ok(verified)
}

impl From<FsError> for Finding {
    fn from(error: FsError) -> Self {
        let why = error.to_string();
        match error {
            FsError::Altered { path, line, .. }
            | FsError::Truncated { path, line, .. }
            | FsError::Corrupt { path, line, .. } => Self { path, line: Some(line), why },
            _ => Self { path: PathBuf::new(), line: None, why },
        }
    }
}
