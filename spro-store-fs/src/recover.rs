//! Catches up with what other writers recorded, and mends what one left that did not end well.
//!
//! After a failed sync the page cache may show what the disk never received, and a second sync
//! reports success. So what was not published is read anew from the disk, written once more and
//! synced, before anything is recorded after it.

use std::path::PathBuf;

use spro_core::kernel::position::Position;
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::{Access, OpenFile, Visibility};
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::{Folder, read_span};
use crate::head::Published;
use crate::kept::Files;
use crate::line;
use crate::log::Log;
use crate::scan::{Place, Tail, judge, written};
use crate::segment;
use crate::store::refuse_stray;
use crate::walk::{Bad, End, Stop, Walk};

/// So many bytes are looked at where the begin is enough.
const BEGIN: u64 = 512;

/// What opening a ledger mended, since its last writer did not end well.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recovered {
    /// Whole commits that were found after the last known head, and kept.
    pub kept_commits: u64,
    /// Where in `quarantine/` the write lies that was cut off; `None` when none was.
    pub set_aside: Option<PathBuf>,
}

/// Where a ledger stands once a process has caught up with it.
pub(crate) struct CaughtUp {
    pub(crate) published: Published,
    pub(crate) recovered: Option<Recovered>,
    /// The last segment, where it was there and was not mended.
    pub(crate) segment: Option<OpenFile>,
}

/// Reads what was written since, and mends it where needed.
///
/// The caller holds the writers' lock. After an error the index is of no more use.
pub(crate) fn catch_up(
    folder: &Folder,
    identity: &LedgerIdentity,
    look: Look,
    files: &mut Files,
    log: &mut Log,
) -> Result<CaughtUp, FsError> {
    let published = folder.published_in(&files.head(folder)?)?;
    let segment = files.segment_if_there(folder, &folder.segment(published.place.segment))?;
    if end_of_log(folder, published.place, look, segment.as_ref())? == LogEnd::There {
        // What another writer recorded is read; mostly there is nothing.
        read_on(folder, identity, log, published.place)?;
        let segment = segment.map(|(file, _)| file);
        return Ok(CaughtUp { published, recovered: None, segment });
    }
    Recovery { folder, identity, published }.run(log)
}

/// Reads up to a place that was published; nothing is written.
pub(crate) fn read_on(
    folder: &Folder,
    identity: &LedgerIdentity,
    log: &mut Log,
    end: Place,
) -> Result<(), FsError> {
    if log.place == end {
        return Ok(());
    }
    if log.place.head.position > end.head.position {
        return Err(altered(folder, end, Flaw::HeadWentBack));
    }
    let mut walk = Walk::from(folder, identity.id, log.place, End::At(end))?;
    let stopped = add_all(folder, log, &mut walk, end)?;
    refuse_loss(folder, log, stopped.as_ref(), end)
}

/// Where the log ends, against what `head` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogEnd {
    Before,
    There,
    Beyond,
}

/// How much is looked at of what follows the log's last place, to see whether it is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Its begin. That shows what a process left that was killed meanwhile, since its write began
    /// there; and a handle that was opened before does not outlive a power cut.
    Begin,
    /// All of it. A power cut may have left any part of a write.
    All,
}

/// Looks where the log ends; `last` is the segment of the place, and its length.
pub(crate) fn end_of_log(
    folder: &Folder,
    place: Place,
    look: Look,
    last: Option<&(OpenFile, u64)>,
) -> Result<LogEnd, FsError> {
    let Some((file, len)) = last else {
        return Ok(LogEnd::Before);
    };
    let next = place.head.position.next();
    // A segment with nothing but its first line bears the name that the next one would have.
    let goes_on = next != place.segment && folder.length_if_there(&folder.segment(next))?.is_some();
    if *len < place.bytes {
        return Ok(LogEnd::Before);
    }
    let is_end = !goes_on && (*len == place.bytes || is_blank(folder, file, place, look)?);
    Ok(if is_end { LogEnd::There } else { LogEnd::Beyond })
}

/// Whether a file has but line breaks from a place on.
fn is_blank(folder: &Folder, file: &OpenFile, place: Place, look: Look) -> Result<bool, FsError> {
    let from = place.bytes;
    let end = match look {
        Look::Begin => from.saturating_add(BEGIN),
        Look::All => u64::MAX,
    };
    let tail = read_span(OpenFile::clone(file), &folder.segment(place.segment), from, end)?;
    Ok(written(&tail).is_empty())
}

/// Adds whole commits; gives the line that is none.
fn add_all(
    folder: &Folder,
    log: &mut Log,
    walk: &mut Walk<'_>,
    published: Place,
) -> Result<Option<Bad>, FsError> {
    loop {
        check_head(folder, log, published)?;
        let before = log.place.head.position;
        match walk.advance() {
            Ok(_) => {}
            Err(Stop::Fs(error)) => return Err(error),
            Err(Stop::Bad(bad)) => return Ok(Some(bad)),
        }
        let place = walk.place();
        let Some(commit) = walk.commit() else {
            log.enter(place);
            return Ok(None);
        };
        let named = published.head.position;
        if before < named && named < place.head.position {
            return Err(altered(folder, log.place, Flaw::HeadWithin));
        }
        // Its digests hold, so that it was not torn: somebody wrote it so.
        log.add(folder, commit, place)?;
    }
}

/// Refuses a log that is another one where `head` stands.
fn check_head(folder: &Folder, log: &Log, published: Place) -> Result<(), FsError> {
    let Place { head, segment, bytes } = log.place;
    if head.position != published.head.position {
        return Ok(());
    }
    if head != published.head {
        return Err(altered(folder, log.place, Flaw::HeadDiffers));
    }
    if segment == published.segment && bytes != published.bytes {
        return Err(altered(folder, log.place, Flaw::HeadDiffers));
    }
    Ok(())
}

/// Refuses a log that ends, or stops to be one, before what was acknowledged.
fn refuse_loss(
    folder: &Folder,
    log: &Log,
    stopped: Option<&Bad>,
    published: Place,
) -> Result<(), FsError> {
    if log.place.head.position >= published.head.position {
        return Ok(());
    }
    let path = folder.segment(published.segment);
    let found = match folder.open_if_there(&path, Access::Read)? {
        Some(file) => file.len().map_err(FsError::io("measure", &path))?,
        None => 0,
    };
    let in_last = stopped.is_none_or(|bad| bad.path == path);
    match stopped {
        _ if in_last && found < published.bytes => {
            let line = stopped.map_or(log.place.next_line(), |bad| bad.line);
            Err(FsError::Truncated { path, line, expected: published.bytes, found })
        }
        Some(bad) => Err(bad.clone().into()),
        None => Err(altered(folder, log.place, Flaw::EndsBeforeHead)),
    }
}

fn altered(folder: &Folder, at: Place, why: Flaw) -> FsError {
    let path = folder.segment(at.segment);
    FsError::Altered { path, line: at.next_line(), why }
}

/// Reads all of a log whose `head` is lost; nothing is written. Refuses one that ends otherwise than
/// with a whole commit.
pub(crate) fn read_all(
    folder: &Folder,
    identity: &LedgerIdentity,
    log: &mut Log,
) -> Result<(), FsError> {
    let Some(bad) = read_whole_commits(folder, identity, log, &mut 0)? else { return Ok(()) };
    let Place { head, segment, bytes } = log.place;
    let path = folder.segment(segment);
    let tail = read_span(folder.open(&path, Access::Read)?, &path, bytes, u64::MAX)?;
    if bad.path == path && judge(&tail, head.position) == Tail::Blank {
        return Ok(());
    }
    Err(bad.into())
}

/// Adds whole commits, counted, up to the end or to a line that is none.
fn read_whole_commits(
    folder: &Folder,
    identity: &LedgerIdentity,
    log: &mut Log,
    commits: &mut u64,
) -> Result<Option<Bad>, FsError> {
    let mut walk = Walk::from(folder, identity.id, log.place, End::Files)?;
    loop {
        match walk.advance() {
            Ok(_) => {}
            Err(Stop::Fs(error)) => return Err(error),
            Err(Stop::Bad(bad)) => {
                // It may stand in a segment that holds nothing else.
                log.enter(walk.place());
                return Ok(Some(bad));
            }
        }
        let Some(commit) = walk.commit() else {
            log.enter(walk.place());
            return Ok(None);
        };
        log.add(folder, commit, walk.place())?;
        *commits = commits.saturating_add(1);
    }
}

struct Recovery<'a> {
    folder: &'a Folder,
    identity: &'a LedgerIdentity,
    published: Published,
}

impl Recovery<'_> {
    fn run(&self, log: &mut Log) -> Result<CaughtUp, FsError> {
        let known = self.published.place;
        self.forget_cached(log.last_commit.segment)?;
        if log.place.head.position <= known.head.position {
            read_on(self.folder, self.identity, log, known)?;
        }
        self.read_last_commit_again(log)?;
        let from = log.last_commit;
        let (kept_commits, stopped) = self.read_to_the_end(log)?;
        let torn = match stopped {
            Some(bad) => self.torn(log, bad)?,
            None => None,
        };
        // Before anything is written: a ledger that is refused stays as it is.
        refuse_stray(self.folder, log, self.folder.segments()?.firsts)?;
        let set_aside = torn.map(|tail| self.set_aside(log, &tail)).transpose()?;
        self.write_again(from, log.place)?;
        let published = self.folder.publish(self.published, log.place)?;
        let recovered = Some(Recovered { kept_commits, set_aside });
        Ok(CaughtUp { published, recovered, segment: None })
    }

    /// Makes what is read next come from the disk.
    fn forget_cached(&self, from: Position) -> Result<(), FsError> {
        for first in self.folder.segments()?.firsts.into_iter().filter(|first| *first >= from) {
            let path = self.folder.segment(first);
            let file = self.folder.open(&path, Access::Read)?;
            file.forget_cached().map_err(FsError::io("read anew", &path))?;
        }
        Ok(())
    }

    /// Checks that the last commit that is known is still there.
    fn read_last_commit_again(&self, log: &Log) -> Result<(), FsError> {
        let end = End::At(log.place);
        let mut walk = Walk::from(self.folder, self.identity.id, log.last_commit, end)?;
        while walk.advance()? {}
        if walk.place() == log.place {
            Ok(())
        } else {
            Err(altered(self.folder, walk.place(), Flaw::LastCommitChanged))
        }
    }

    /// Adds the whole commits that were not published; counts them, and gives the line that is
    /// none.
    fn read_to_the_end(&self, log: &mut Log) -> Result<(u64, Option<Bad>), FsError> {
        let (mut commits, mut stopped) = (0, None);
        loop {
            let bad = read_whole_commits(self.folder, self.identity, log, &mut commits)?;
            // What is cut off was read twice, so that no reading gone wrong takes a commit for torn.
            if bad.is_none() || bad == stopped {
                return Ok((commits, bad));
            }
            stopped = bad;
            self.forget_cached(log.last_commit.segment)?;
        }
    }

    /// What follows the last whole commit and was never acknowledged.
    fn torn(&self, log: &Log, bad: Bad) -> Result<Option<Vec<u8>>, FsError> {
        let Place { head, segment, bytes } = log.place;
        let path = self.folder.segment(segment);
        let is_last = self.folder.segments()?.firsts.last() == Some(&segment);
        if bad.path != path || !is_last {
            return Err(bad.into());
        }
        let tail = read_span(self.folder.open(&path, Access::Read)?, &path, bytes, u64::MAX)?;
        match judge(&tail, head.position) {
            Tail::Blank => Ok(None),
            Tail::Recorded => Err(FsError::Corrupt { path, line: bad.line, why: bad.why }),
            Tail::Torn => Ok(Some(written(&tail).to_vec())),
        }
    }

    /// Keeps a torn write in `quarantine/`.
    fn set_aside(&self, log: &Log, tail: &[u8]) -> Result<PathBuf, FsError> {
        let aside = self.folder.quarantine_path(log.place.head.position, "torn")?;
        self.folder.write_new(&aside, tail, Visibility::Ordinary)?;
        self.folder.sync_dir(&self.folder.quarantine)?;
        Ok(aside)
    }

    /// Writes the log once more from a place on, and cuts it at another. What is written is what
    /// the digests were checked of.
    fn write_again(&self, from: Place, end: Place) -> Result<(), FsError> {
        let mut walk = Walk::from(self.folder, self.identity.id, from, End::At(end))?;
        let mut segment = Rewritten::begin(self, from)?;
        let mut before = from;
        loop {
            walk.advance()?;
            let place = walk.place();
            if place.segment != before.segment {
                segment.finish(None)?;
                segment = Rewritten::begin(self, Place { segment: place.segment, ..before })?;
            }
            let Some(commit) = walk.commit() else { break };
            let bytes = line::write(commit, walk.durable());
            segment.write(&bytes, place.bytes.saturating_sub(bytes.len() as u64))?;
            before = place;
        }
        if walk.place() != end {
            let why = Flaw::ReadsDiffer;
            return Err(altered(self.folder, walk.place(), why));
        }
        segment.finish(Some(end.bytes))?;
        self.folder.sync_dir(&self.folder.log)
    }
}

/// A segment that is written once more.
struct Rewritten {
    path: PathBuf,
    file: OpenFile,
}

impl Rewritten {
    /// With the segment's first line, where no commit stands between.
    fn begin(recovery: &Recovery<'_>, from: Place) -> Result<Self, FsError> {
        let path = recovery.folder.segment(from.segment);
        let file = recovery.folder.open(&path, Access::Write)?;
        let segment = Self { path, file };
        if from.head.position.next() == from.segment {
            let header = segment::header(recovery.identity.id, from.head);
            segment.write(header.as_bytes(), 0)?;
        }
        Ok(segment)
    }

    fn write(&self, bytes: &[u8], at: u64) -> Result<(), FsError> {
        self.file.write_at(bytes, at).map_err(FsError::io("write", &self.path))
    }

    fn finish(&self, cut_at: Option<u64>) -> Result<(), FsError> {
        if let Some(len) = cut_at {
            self.file.truncate(len).map_err(FsError::io("cut", &self.path))?;
        }
        self.file.sync().map_err(FsError::io("sync", &self.path))
    }
}
