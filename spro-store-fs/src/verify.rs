//! Checks a ledger without changing it.

mod beside;
mod known;
mod log;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use spro_core::kernel::chain::Digest;
use spro_core::kernel::position::Head;

use crate::disk::{Access, Disk, Os};
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::head::{self, Published};
use crate::manifest::{Manifest, digest_of};
use crate::options::Options;
use crate::recover::{LogEnd, Look, end_of_log};

/// How long it is waited for a writer to come to the end of a commit.
const PATIENCE: Duration = Duration::from_millis(200);
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);
/// How often a slot that is not whole is looked at again, since it may be being written.
const LOOKS: usize = 8;

/// What a check of a ledger found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The head that the file `head` names; where that cannot be made out, the last of the log.
    pub head: Head,
    /// Length in bytes of what follows it in the log: what a writer left that did not end well.
    pub after_head: u64,
    /// What is not as it should be; empty when all is well. In each file of the log, the check
    /// ends at the first line that is not.
    pub findings: Vec<Finding>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Nothing is wrong.
    Clean,
    /// No record, key or original is touched: opening the ledger mends it, or the file may go or
    /// be made anew.
    Recoverable,
    /// Something that was acknowledged is missing at the end of the log.
    Truncated,
    /// Something is not as it was written.
    Altered,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1; `None` when it is about the whole file.
    pub line: Option<u64>,
    /// How bad it is.
    pub grade: Grade,
    /// What is wrong, and what mends it.
    pub why: Flaw,
}

impl Verified {
    /// The worst of the findings.
    pub fn grade(&self) -> Grade {
        self.findings.iter().map(|finding| finding.grade).max().unwrap_or(Grade::Clean)
    }
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

impl Finding {
    pub(crate) fn of_file(path: &Path, grade: Grade, why: Flaw) -> Self {
        Self { path: path.to_owned(), line: None, grade, why }
    }

    pub(crate) fn of_line(path: &Path, line: u64, grade: Grade, why: Flaw) -> Self {
        Self { path: path.to_owned(), line: Some(line), grade, why }
    }
}

/// Checks all of a ledger's folder: every line, digest, place, id and stamp of the log, both slots
/// of `head`, the other files, the keys and the originals, and that there is nothing else.
///
/// Holds no lock, and may run while others write; where the log goes on behind `head`, it is looked whether a
/// writer has the lock, and is at it. The log is read once, as a stream, on a second thread where it is long;
/// the ids of all events are kept in memory.
///
/// # Errors
/// [`FsError::Unreadable`] when `spro.json` was changed, so that there is nothing to check against;
/// [`FsError::NotALedger`], [`FsError::NewerFormat`], and [`FsError::Io`] where the log, `head` or a
/// folder cannot be read.
pub fn verify(root: &Path) -> Result<Verified, FsError> {
    verify_on(Arc::new(Os), root, Writers::MayGoOn)
}

/// Whether others may be writing while a ledger is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writers {
    /// They may.
    MayGoOn,
    /// The caller has their lock.
    AreLockedOut,
}

pub(crate) fn verify_on(
    disk: Arc<dyn Disk>,
    root: &Path,
    writers: Writers,
) -> Result<Verified, FsError> {
    let folder = Folder::new(disk, root, Options::new());
    let manifest = Manifest::read(&folder)?;
    let identity = manifest.identity;
    let mut findings = Vec::new();
    check_description(&folder, manifest.description, &mut findings)?;
    check_lock(&folder, &folder.lock, &mut findings)?;
    let names = root_names(&folder, &mut findings)?;
    let before = folder.segments()?.firsts;
    let slots = check_head(&folder, writers, &mut findings)?;
    let mut listing = folder.segments()?;
    if let Some(published) = slots.published {
        // A segment that a writer began after `head` was read, or is beginning, is not stray.
        let end = published.place.segment;
        listing
            .firsts
            .retain(|first| *first <= end || (!slots.is_written && before.contains(first)));
    }
    listing.unfinished = lasting(&folder, listing.unfinished)?;
    let (head, after_head) = log::check(&folder, &identity, &listing, &slots, &mut findings)?;
    if names.contains("keys") {
        beside::check_keys(&folder, identity.id, head.position, &mut findings)?;
    }
    if names.contains("blobs") {
        beside::check_blobs(&folder, &mut findings)?;
    }
    Ok(Verified { head, after_head, findings })
}

fn check_description(
    folder: &Folder,
    digest: Digest,
    findings: &mut Vec<Finding>,
) -> Result<(), FsError> {
    let path = &folder.description;
    let why = match folder.open_if_there(path, Access::Read)? {
        Some(_) if digest_of(&folder.read(path, u64::MAX)?) == digest => return Ok(()),
        Some(_) => Flaw::OtherDescription,
        None => Flaw::NoDescription,
    };
    findings.push(Finding::of_file(path, Grade::Recoverable, why));
    Ok(())
}

/// What the folder holds.
fn root_names(folder: &Folder, findings: &mut Vec<Finding>) -> Result<BTreeSet<String>, FsError> {
    const KNOWN: [&str; 9] =
        ["spro.json", "FORMAT.md", "LOCK", "log", "head", "quarantine", "keys", "blobs", "cache"];
    let names = folder.disk.names(&folder.root).map_err(FsError::io("list", &folder.root))?;
    let mut known = BTreeSet::new();
    for name in names {
        match name.to_str() {
            Some(name) if KNOWN.contains(&name) => {
                known.insert(name.to_owned());
            }
            _ => {
                let path = folder.root.join(name);
                let why = Flaw::NotOfLedger;
                findings.push(Finding::of_file(&path, Grade::Recoverable, why));
            }
        }
    }
    Ok(known)
}

fn check_lock(folder: &Folder, path: &Path, findings: &mut Vec<Finding>) -> Result<(), FsError> {
    let why = match folder.open_if_there(path, Access::Read)? {
        None => Flaw::NoLock,
        Some(file) if file.len().map_err(FsError::io("measure", path))? > 0 => Flaw::LockNotEmpty,
        Some(_) => return Ok(()),
    };
    findings.push(Finding::of_file(path, Grade::Recoverable, why));
    Ok(())
}

/// Those segments that no writer is just about to begin.
fn lasting(folder: &Folder, mut unfinished: Vec<PathBuf>) -> Result<Vec<PathBuf>, FsError> {
    let began = Instant::now();
    while !unfinished.is_empty() && began.elapsed() < PATIENCE {
        thread::sleep(BETWEEN_LOOKS);
        let now = folder.segments()?.unfinished;
        unfinished.retain(|path| now.contains(path));
    }
    Ok(unfinished)
}

/// What the slots of `head` say.
struct Slots {
    /// The newer one; `None` when neither is whole.
    published: Option<Published>,
    /// The older one.
    before: Option<Published>,
    /// Whether the log ended there, when both were looked at, or a writer was just going on.
    is_end: bool,
    /// Whether a writer was just going on behind it.
    is_written: bool,
}

fn check_head(
    folder: &Folder,
    writers: Writers,
    findings: &mut Vec<Finding>,
) -> Result<Slots, FsError> {
    let path = &folder.head;
    let mut slots = Slots { published: None, before: None, is_end: false, is_written: false };
    let mut len = 0;
    let (began, mut looks, mut generation) = (Instant::now(), 0, None);
    while looks < LOOKS && began.elapsed() < PATIENCE {
        // One byte more, to see whether there is more.
        let bytes = folder.read(path, head::FILE as u64 + 1)?;
        len = bytes.len();
        let [mut newer, mut older] = Published::read_slots(&bytes);
        if older.map(|slot| slot.generation) > newer.map(|slot| slot.generation) {
            std::mem::swap(&mut newer, &mut older);
        }
        slots = Slots { published: newer, before: older, is_end: false, is_written: false };
        looks += usize::from(older.is_none());
        let Some(newer) = newer else {
            continue;
        };
        let path = folder.segment(newer.place.segment);
        let last = match folder.open_if_there(&path, Access::Read)? {
            Some(file) => {
                let len = file.len().map_err(FsError::io("measure", &path))?;
                Some((file, len))
            }
            None => None,
        };
        let end = end_of_log(folder, newer.place, Look::All, last.as_ref())?;
        // Who writes has mended the log before, so that what follows is being written.
        let is_written = generation.is_some_and(|generation| generation != newer.generation)
            || (end == LogEnd::Beyond && writers == Writers::MayGoOn && folder.is_being_written());
        generation = Some(newer.generation);
        slots.is_end = end == LogEnd::There || is_written;
        slots.is_written = end == LogEnd::Beyond && is_written;
        if end == LogEnd::Beyond && !is_written {
            thread::sleep(BETWEEN_LOOKS);
        } else if older.is_some() {
            break;
        }
    }
    if len > head::FILE && slots.published.is_some() {
        let why = Flaw::HeadTooLong;
        findings.push(Finding::of_file(path, Grade::Recoverable, why));
    }
    match (slots.published, slots.before) {
        (Some(newer), Some(older)) if older.generation.checked_add(1) != Some(newer.generation) => {
            // So a power cut leaves it, also after a close whose sync failed. The newer one holds.
            let why = Flaw::SlotsApart;
            findings.push(Finding::of_file(path, Grade::Recoverable, why));
        }
        (Some(_), Some(_)) => {}
        (Some(_), None) | (None, Some(_)) => {
            let why = Flaw::OneSlot;
            findings.push(Finding::of_file(path, Grade::Recoverable, why));
        }
        (None, None) => {
            let why = Flaw::NoSlot;
            findings.push(Finding::of_file(path, Grade::Altered, why));
        }
    }
    Ok(slots)
}
