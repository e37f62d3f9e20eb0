//! Mends a ledger where that touches nothing that was acknowledged.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::{Access, Disk, Os, Visibility};
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::head::{self, Published};
use crate::log::{self, Log};
use crate::manifest::{DESCRIPTION, Manifest, digest_of};
use crate::options::Options;
use crate::recover::read_all;
use crate::store::{mend_end, refuse_stray};
use crate::verify::{Finding, Grade, Writers, verify_on};

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepairMode {
    /// Nothing is; it is told what would be mended. Takes no lock.
    DryRun,
    /// What can be mended is. Takes the writers' lock.
    Mend,
}

/// What a repair mended, or would mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The last record; in a dry run, that of before the repair.
    pub head: Head,
    /// What was mended, or would be.
    pub mended: Vec<Mended>,
    /// What is left as it is, since mending it is not this software's to do.
    pub left: Vec<Finding>,
}

/// Something that was mended, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub path: PathBuf,
    /// What is done about it.
    pub mend: Mend,
    /// Where in `quarantine/` lies what was there before; `None` where nothing was removed but what
    /// follows from the log, and in a dry run.
    pub aside: Option<PathBuf>,
}

/// How a file is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mend {
    /// What a writer left after `head` that did not end well: whole commits are kept, and what is
    /// none, and was never acknowledged, is set aside.
    End,
    /// A segment that no writer came to begin is set aside.
    UnfinishedSegment,
    /// `head` is written anew from the slot of it that is whole.
    HeadSlot,
    /// `head` is made anew from the log, all of which is whole. Whether it once went further cannot
    /// be told: who holds a later fingerprint can.
    Head,
    /// `FORMAT.md` is written anew.
    Description,
    /// The file that writers lock is made.
    Lock,
    /// An index that is not that of the log is removed. It follows from the log, and the next
    /// writer makes it anew.
    Index,
}

/// Mends what can be mended without touching anything that was acknowledged, and moves what it
/// removes to `quarantine/`, but for what follows from the log.
///
/// It cuts off a write that was never acknowledged, and makes files anew that follow from others. A
/// ledger whose log was truncated or altered is left as it is, in all its parts; so is one that lost
/// both `head` and the end of its log, since there nothing tells what was acknowledged.
///
/// # Errors
/// [`FsError::NotALedger`], [`FsError::Unreadable`] when `spro.json` was changed,
/// [`FsError::Busy`] while others write, and what the operating system refuses.
pub fn repair(root: &Path, mode: RepairMode) -> Result<Repaired, FsError> {
    repair_on(Arc::new(Os), root, mode)
}

pub(crate) fn repair_on(
    disk: Arc<dyn Disk>,
    root: &Path,
    mode: RepairMode,
) -> Result<Repaired, FsError> {
    let folder = Folder::new(Arc::clone(&disk), root, Options::new());
    let manifest = Manifest::read(&folder)?;
    folder.refuse_network()?;
    let mut repair = Repair { folder, manifest, mode, mended: Vec::new() };
    repair.lock_file()?;
    let (_lock, writers) = match mode {
        RepairMode::Mend => (Some(repair.folder.lock()?), Writers::AreLockedOut),
        RepairMode::DryRun => (None, Writers::MayGoOn),
    };
    if repair.is_head_lost()? {
        let (head, left) = repair.head()?;
        if mode == RepairMode::DryRun || !left.is_empty() {
            return Ok(Repaired { head, mended: repair.mended, left });
        }
    }
    let verified = verify_on(disk, root, writers)?;
    if verified.grade() > Grade::Recoverable {
        let (head, left) = (verified.head, verified.findings);
        return Ok(Repaired { head, mended: repair.mended, left });
    }
    let left = repair.recoverable(verified.findings)?;
    let head = match mode {
        RepairMode::DryRun => verified.head,
        RepairMode::Mend => repair.folder.published()?.place.head,
    };
    Ok(Repaired { head, mended: repair.mended, left })
}

struct Repair {
    folder: Folder,
    manifest: Manifest,
    mode: RepairMode,
    mended: Vec<Mended>,
}

impl Repair {
    fn note(&mut self, path: &Path, mend: Mend, aside: Option<PathBuf>) {
        self.mended.push(Mended { path: path.to_owned(), mend, aside });
    }

    /// Makes `LOCK` where it is missing.
    fn lock_file(&mut self) -> Result<(), FsError> {
        let path = self.folder.lock.clone();
        if self.folder.open_if_there(&path, Access::Read)?.is_some() {
            return Ok(());
        }
        if self.mode == RepairMode::Mend {
            match self.folder.disk.create(&path, Visibility::Ordinary) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => drop(made.map_err(FsError::io("create", &path))?),
            }
            self.folder.sync_dir(&self.folder.root)?;
        }
        self.note(&path, Mend::Lock, None);
        Ok(())
    }

    fn is_head_lost(&self) -> Result<bool, FsError> {
        if self.folder.open_if_there(&self.folder.head, Access::Read)?.is_none() {
            return Ok(true);
        }
        let bytes = self.folder.read(&self.folder.head, head::FILE as u64)?;
        Ok(Published::read_slots(&bytes) == [None, None])
    }

    /// Makes `head` anew, if the log is whole to its last byte; else gives what keeps it from that.
    fn head(&mut self) -> Result<(Head, Vec<Finding>), FsError> {
        let path = self.folder.head.clone();
        let log = match whole_log(&self.folder, &self.manifest.identity) {
            Ok(log) => log,
            Err(FsError::Altered { path: at, line, why }) => {
                let lost = Flaw::NoEnd;
                let left = vec![
                    Finding::of_line(&at, line, Grade::Altered, why),
                    Finding::of_file(&path, Grade::Altered, lost),
                ];
                return Ok((self.manifest.identity.genesis(), left));
            }
            Err(error) => return Err(error),
        };
        let head = log.place.head;
        let aside = if self.mode == RepairMode::Mend {
            let aside = self.set_aside(&path, head.position, "head")?;
            let file = Published::first_file(log.place);
            self.folder.write_new(&path, &file, Visibility::Ordinary)?;
            self.folder.sync_dir(&self.folder.root)?;
            aside
        } else {
            None
        };
        self.note(&path, Mend::Head, aside);
        Ok((head, Vec::new()))
    }

    /// Mends what is recoverable; gives what is not to be mended here.
    fn recoverable(&mut self, findings: Vec<Finding>) -> Result<Vec<Finding>, FsError> {
        let (mut left, mut writes_log) = (Vec::new(), false);
        for finding in findings {
            let path = finding.path.as_path();
            if path == self.folder.description
                && digest_of(DESCRIPTION.as_bytes()) == self.manifest.description
            {
                self.description()?;
            } else if path == self.folder.head {
                writes_log = true;
                self.note(path, Mend::HeadSlot, None);
            } else if path.starts_with(&self.folder.log) {
                writes_log = true;
                let mend = if finding.line.is_some() { Mend::End } else { Mend::UnfinishedSegment };
                self.note(path, mend, None);
            } else if path.starts_with(&self.folder.cache) {
                self.index(path)?;
            } else if !(path == self.folder.lock
                && self.mended.iter().any(|done| done.path == path))
            {
                left.push(finding);
            }
        }
        if writes_log && self.mode == RepairMode::Mend {
            self.log()?;
        }
        Ok(left)
    }

    fn index(&mut self, path: &Path) -> Result<(), FsError> {
        if self.mode == RepairMode::Mend {
            match self.folder.disk.remove(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                removed => removed.map_err(FsError::io("remove", path))?,
            }
        }
        self.note(path, Mend::Index, None);
        Ok(())
    }

    /// Does what opening the ledger and closing it do.
    fn log(&mut self) -> Result<(), FsError> {
        let end = mend_end(&self.folder, &self.manifest.identity)?;
        let set_aside = end.recovered.and_then(|recovered| recovered.set_aside);
        let mut unfinished = end.unfinished;
        for done in &mut self.mended {
            match done.mend {
                Mend::End => done.aside.clone_from(&set_aside),
                Mend::UnfinishedSegment => done.aside = unfinished.remove(&done.path),
                _ => {}
            }
        }
        self.folder.publish_closed(self.folder.published()?, end.log.place)
    }

    fn description(&mut self) -> Result<(), FsError> {
        let path = self.folder.description.clone();
        let aside = if self.mode == RepairMode::Mend {
            let aside = self.set_aside(&path, Position::START, "description")?;
            self.folder.write_new(&path, DESCRIPTION.as_bytes(), Visibility::Ordinary)?;
            self.folder.sync_dir(&self.folder.root)?;
            aside
        } else {
            None
        };
        self.note(&path, Mend::Description, aside);
        Ok(())
    }

    /// Moves a file to `quarantine/`, if it is there.
    fn set_aside(
        &self,
        path: &Path,
        last: Position,
        kind: &str,
    ) -> Result<Option<PathBuf>, FsError> {
        let aside = self.folder.quarantine_path(last, kind)?;
        match self.folder.disk.rename_new(path, &aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            moved => moved.map_err(FsError::io("move", path))?,
        }
        self.folder.sync_dir(&self.folder.quarantine)?;
        self.folder.sync_dir(&self.folder.root)?;
        Ok(Some(aside))
    }
}

/// The log, all of whose bytes are whole commits that follow one another.
fn whole_log(folder: &Folder, identity: &LedgerIdentity) -> Result<Log, FsError> {
    let listing = folder.segments()?;
    listing.refuse_unknown()?;
    log::check_start(folder, identity)?;
    let mut log = Log::empty(identity);
    read_all(folder, identity, &mut log)?;
    refuse_stray(folder, &log, listing.firsts)?;
    Ok(log)
}
