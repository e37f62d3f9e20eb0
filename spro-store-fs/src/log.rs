//! What a process knows of the log, and how it catches up with the file.

use std::collections::HashMap;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use spro_core::kernel::encoding::{Body, EncodedCommit};
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::{Disk, DiskFile, Span};
use crate::error::FsError;
use crate::scan::{Bad, Place, Scanner, Stop, Tail, judge};
use crate::slots::{self, Published};

/// How far apart the places stand that a scan can begin from, in bytes.
const MARK_EVERY: u64 = 64 * 1024;
const BUFFER: usize = 64 * 1024;

/// The files of a ledger.
pub(crate) struct Folder {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) log: PathBuf,
    pub(crate) head: PathBuf,
    pub(crate) lock: PathBuf,
    pub(crate) quarantine: PathBuf,
}

impl Folder {
    pub(crate) fn new(disk: Arc<dyn Disk>, root: &Path) -> Self {
        Self {
            disk,
            log: root.join("log/00000000000000000001.jsonl"),
            head: root.join("head"),
            lock: root.join("LOCK"),
            quarantine: root.join("quarantine"),
        }
    }

    pub(crate) fn open(&self, path: &Path) -> Result<Box<dyn DiskFile>, FsError> {
        self.disk.open(path).map_err(FsError::io("open", path))
    }

    /// Takes the writers' lock until the file is dropped.
    pub(crate) fn lock(&self) -> Result<Box<dyn DiskFile>, FsError> {
        let file = self.open(&self.lock)?;
        file.lock().map_err(FsError::io("lock", &self.lock))?;
        Ok(file)
    }

    /// What `head` says.
    pub(crate) fn published(&self) -> Result<Published, FsError> {
        let file = self.open(&self.head)?;
        // A reader holds no lock: while it reads one slot, the writers may replace both.
        for _ in 0..8 {
            let mut bytes = Vec::new();
            span(&*file, 0, slots::FILE as u64)
                .read_to_end(&mut bytes)
                .map_err(FsError::io("read", &self.head))?;
            if let Some(published) = Published::read(&bytes) {
                return Ok(published);
            }
        }
        Err(FsError::Unreadable {
            path: self.head.clone(),
            why: "neither of its slots is whole".into(),
        })
    }

    /// Says how far the log is durable.
    pub(crate) fn publish(
        &self,
        last: Published,
        place: Place,
        clean: bool,
    ) -> Result<Published, FsError> {
        let next = Published {
            generation: last.generation.saturating_add(1),
            head: place.head,
            bytes: place.bytes,
            clean,
        };
        let file = self.open(&self.head)?;
        file.write_at(&next.write(), next.offset()).map_err(FsError::io("write", &self.head))?;
        if clean {
            file.sync().map_err(FsError::io("sync", &self.head))?;
        }
        Ok(next)
    }

    /// Writes bytes of the log and returns once they are durable.
    pub(crate) fn write_log(
        &self,
        file: &dyn DiskFile,
        bytes: &[u8],
        at: u64,
    ) -> Result<(), FsError> {
        file.write_at(bytes, at).map_err(FsError::io("write", &self.log))?;
        file.sync().map_err(FsError::io("sync", &self.log))
    }

    fn altered(&self, line: u64, why: &str) -> FsError {
        FsError::Altered { path: self.log.clone(), line, why: why.to_owned() }
    }
}

/// The line that a log begins with.
pub(crate) fn first_line(identity: &LedgerIdentity) -> String {
    let (ledger, after) = (identity.id, identity.genesis().digest);
    format!("{{\"segment\":1,\"ledger\":\"{ledger}\",\"first\":1,\"after\":\"{after}\"}}\n")
}

/// A part of a file.
pub(crate) const fn span(file: &dyn DiskFile, at: u64, end: u64) -> Span<'_> {
    Span { file, at, end }
}

/// A scan of a part of the log.
pub(crate) fn scan(file: &dyn DiskFile, from: Place, end: u64) -> Scanner<BufReader<Span<'_>>> {
    let reader = BufReader::with_capacity(BUFFER, span(file, from.bytes, end));
    Scanner::new(reader, from)
}

/// An index of the log up to a place.
pub(crate) struct Log {
    pub(crate) place: Place,
    pub(crate) stamp: Option<Stamp>,
    pub(crate) ids: HashMap<EventId, Position>,
    pub(crate) begins: HashMap<CommitId, Position>,
    marks: Vec<Place>,
}

impl Log {
    /// The index of a log that holds its first line alone.
    pub(crate) fn empty(identity: &LedgerIdentity) -> Self {
        let place = Place { head: identity.genesis(), bytes: first_line(identity).len() as u64 };
        let (ids, begins) = (HashMap::new(), HashMap::new());
        Self { place, stamp: None, ids, begins, marks: vec![place] }
    }

    /// A place not after the begin of the commit that holds what follows `position`.
    pub(crate) fn mark(&self, position: Position) -> Option<Place> {
        let after = self.marks.partition_point(|mark| mark.head.position <= position);
        self.marks.get(after.checked_sub(1)?).copied()
    }

    /// Adds the next commit, which ends at `place`.
    pub(crate) fn add(&mut self, commit: &EncodedCommit, place: Place) -> Result<(), Bad> {
        let mut seq = commit.first;
        let bad = |seq: Position, why: String| Bad { line: seq.get().saturating_add(1), why };
        if Some(commit.header.at) < self.stamp {
            return Err(bad(seq, "it was recorded before the line before".into()));
        }
        for (index, (bytes, _)) in commit.records.iter().enumerate() {
            let body = Body::decode(bytes).map_err(|error| bad(seq, error.to_string()))?;
            if body.seq != seq || body.commit.is_some() != (index == 0) {
                return Err(bad(seq, "the record belongs to another place".into()));
            }
            if self.ids.insert(body.id, seq).is_some() {
                return Err(bad(seq, "the event's id is used twice".into()));
            }
            seq = seq.next();
        }
        if self.begins.insert(commit.header.id, commit.first).is_some() {
            return Err(bad(commit.first, "the commit's id is used twice".into()));
        }
        self.stamp = Some(commit.header.at);
        self.place = place;
        let last_mark = self.marks.last().map_or(0, |mark| mark.bytes);
        if place.bytes.saturating_sub(last_mark) >= MARK_EVERY {
            self.marks.push(place);
        }
        Ok(())
    }

    /// Reads what was written since, and mends what a writer left that did not end well.
    ///
    /// The caller holds the writers' lock. After an error the index is of no more use.
    pub(crate) fn catch_up(
        &mut self,
        folder: &Folder,
        file: &dyn DiskFile,
    ) -> Result<Published, FsError> {
        let published = folder.published()?;
        let len = file.len().map_err(FsError::io("measure", &folder.log))?;
        if len < published.bytes {
            return Err(FsError::Truncated {
                path: folder.log.clone(),
                expected: published.bytes,
                found: len,
            });
        }
        let bad = self.scan_to(folder, file, published, len)?;
        match bad {
            Some(bad) if self.place.bytes < published.bytes => {
                return Err(folder.altered(bad.line, &bad.why));
            }
            Some(bad) => self.set_aside(folder, file, len, bad)?,
            None => {}
        }
        if len == published.bytes {
            return Ok(published);
        }
        // The page cache may hold what an earlier sync failed to bring to the disk; only writing
        // it again brings the error back.
        let mut at = published.bytes;
        while at < self.place.bytes {
            let mut part = Vec::new();
            let end = self.place.bytes.min(at.saturating_add(BUFFER as u64));
            span(file, at, end).read_to_end(&mut part).map_err(FsError::io("read", &folder.log))?;
            file.write_at(&part, at).map_err(FsError::io("write", &folder.log))?;
            at = end;
        }
        file.truncate(self.place.bytes).map_err(FsError::io("cut", &folder.log))?;
        file.sync().map_err(FsError::io("sync", &folder.log))?;
        folder.publish(published, self.place, false)
    }

    /// Adds whole commits up to `len`; gives the line that is none.
    fn scan_to(
        &mut self,
        folder: &Folder,
        file: &dyn DiskFile,
        published: Published,
        len: u64,
    ) -> Result<Option<Bad>, FsError> {
        let mut scanner = scan(file, self.place, len);
        loop {
            let here = self.place;
            let line = here.head.position.get().saturating_add(1);
            if here.bytes == published.bytes && here.head != published.head {
                return Err(folder.altered(line, "`head` names another digest here"));
            }
            let next = match scanner.next() {
                Ok(next) => next,
                Err(Stop::Io(source)) => return Err(FsError::io("read", &folder.log)(source)),
                Err(Stop::Bad(bad)) => return Ok(Some(bad)),
            };
            let Some(commit) = next else {
                return if here.bytes < published.bytes {
                    Err(folder.altered(line, "the file changed while it was read"))
                } else {
                    Ok(None)
                };
            };
            if here.bytes < published.bytes && scanner.place.bytes > published.bytes {
                return Err(folder.altered(line, "`head` names a place within a commit"));
            }
            if let Err(bad) = self.add(&commit, scanner.place) {
                // Its digests hold, so that it was not torn: somebody wrote it so.
                return Err(folder.altered(bad.line, &bad.why));
            }
        }
    }

    /// Keeps what follows the last whole commit in `quarantine/`.
    fn set_aside(
        &self,
        folder: &Folder,
        file: &dyn DiskFile,
        len: u64,
        bad: Bad,
    ) -> Result<(), FsError> {
        let mut tail = Vec::new();
        span(file, self.place.bytes, len)
            .read_to_end(&mut tail)
            .map_err(FsError::io("read", &folder.log))?;
        if judge(&tail, self.place.head.position) == Tail::Recorded {
            return Err(FsError::Corrupt {
                path: folder.log.clone(),
                line: bad.line,
                why: bad.why,
            });
        }
        let names = folder
            .disk
            .names(&folder.quarantine)
            .map_err(FsError::io("list", &folder.quarantine))?;
        let name = format!("{:020}-{}.torn", self.place.head.position.get(), names.len());
        let path = folder.quarantine.join(name);
        let kept = folder.disk.create(&path).map_err(FsError::io("create", &path))?;
        kept.write_at(&tail, 0).map_err(FsError::io("write", &path))?;
        kept.sync().map_err(FsError::io("sync", &path))?;
        folder.disk.sync_dir(&folder.quarantine).map_err(FsError::io("sync", &folder.quarantine))
    }
}
