//! Checks a ledger without changing it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use spro_core::kernel::position::Head;

use crate::disk::{DiskFile, Os};
use crate::error::FsError;
use crate::log::{Folder, Log, scan};
use crate::manifest;
use crate::scan::Stop;

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
    let folder = Folder::new(Arc::new(Os), root);
    let identity = manifest::read(&folder, root)?;
    let published = folder.published()?;
    let file = folder.open(&folder.log)?;
    let len = file.len().map_err(FsError::io("measure", &folder.log))?;
    let mut verified = Verified {
        head: published.head,
        after_head: len.saturating_sub(published.bytes),
        findings: Vec::new(),
    };
    let finding = |line: Option<u64>, why: String| Finding { path: folder.log.clone(), line, why };
    match manifest::check_log(&folder, &*file, &identity) {
        Err(FsError::Altered { path, line, why }) => {
            verified.findings.push(Finding { path, line: Some(line), why });
            return Ok(verified);
        }
        checked => checked?,
    }
    if len < published.bytes {
        let why = format!("{} bytes were acknowledged, {len} are there", published.bytes);
        verified.findings.push(finding(None, why));
    }
    let mut log = Log::empty(&identity);
    if let Some((line, why)) = first_fault(&folder, &*file, &mut log, published.bytes)? {
        verified.findings.push(finding(Some(line), why));
    } else if len >= published.bytes && log.place.head != published.head {
        let line = log.place.head.position.get().saturating_add(1);
        verified.findings.push(finding(Some(line), "`head` names another digest here".into()));
    }
    Ok(verified)
}

/// The first line before `end` that is not what follows.
fn first_fault(
    folder: &Folder,
    file: &dyn DiskFile,
    log: &mut Log,
    end: u64,
) -> Result<Option<(u64, String)>, FsError> {
    let mut scanner = scan(file, log.place, end);
    loop {
        let bad = match scanner.next() {
            Ok(None) => return Ok(None),
            Ok(Some(commit)) => log.add(&commit, scanner.place).err(),
            Err(Stop::Io(source)) => return Err(FsError::io("read", &folder.log)(source)),
            Err(Stop::Bad(bad)) => Some(bad),
        };
        if let Some(bad) = bad {
            return Ok(Some((bad.line, bad.why)));
        }
    }
}
