//! A ledger in a folder.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use spro_core::kernel::admission::{self, Admission, Placed};
use spro_core::kernel::batch::Batch;
use spro_core::kernel::encoding::{Body, EncodedCommit};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::record::Record;
use spro_core::kernel::stamp::{Clock, Stamp};
use spro_core::kernel::store::{
    AppendError, LedgerIdentity, ReadEnd, ReadError, ReadRequest, Receipt, Store, Visitor,
};

use crate::disk::{Disk, DiskFile, Os};
use crate::error::FsError;
use crate::line;
use crate::log::{Folder, Log, scan};
use crate::manifest;
use crate::scan::{Place, Stop};
use crate::slots::Published;

/// How often a waiting reader looks for what other processes recorded.
const POLL: Duration = Duration::from_millis(20);

/// Keeps a ledger in a folder of a local file system.
///
/// Several processes may write: each append takes the folder's lock, reads on, and is
/// acknowledged once `fdatasync` returned. Readers take no lock and stop at the last place that
/// was durable when they began. Opening reads the whole log once, and keeps the id and the place
/// of every event and commit in memory.
pub struct FsStore<C> {
    identity: LedgerIdentity,
    clock: C,
    folder: Folder,
    writer: Mutex<Writer>,
    grown: Condvar,
}

struct Writer {
    log: Log,
    /// Set by a failed write: what the file then holds is known to whoever opens it anew.
    poisoned: bool,
}

impl<C: Clock> FsStore<C> {
    /// Makes an empty ledger in a folder that is new or empty, and opens it.
    ///
    /// `created` is written down and never used.
    ///
    /// # Errors
    /// [`FsError::NotEmpty`], or [`FsError::Io`]; the folder may then hold a part of a ledger, and
    /// no ledger is there until `spro.json` is.
    pub fn create(
        path: &Path,
        identity: LedgerIdentity,
        created: Stamp,
        clock: C,
    ) -> Result<Self, FsError> {
        Self::create_on(Arc::new(Os), path, identity, created, clock)
    }

    /// Opens a ledger, and mends it when its last writer did not close it: whole commits are
    /// kept, and what was cut off is moved to `quarantine/`.
    ///
    /// # Errors
    /// [`FsError::Truncated`], [`FsError::Altered`] or [`FsError::Corrupt`] when something that
    /// was acknowledged is no longer there; nothing is changed then.
    pub fn open(path: &Path, clock: C) -> Result<Self, FsError> {
        Self::open_on(Arc::new(Os), path, clock)
    }

    pub(crate) fn create_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        identity: LedgerIdentity,
        created: Stamp,
        clock: C,
    ) -> Result<Self, FsError> {
        manifest::create(&disk, path, &identity, created)?;
        Self::open_on(disk, path, clock)
    }

    pub(crate) fn open_on(disk: Arc<dyn Disk>, path: &Path, clock: C) -> Result<Self, FsError> {
        let folder = Folder::new(disk, path);
        let identity = manifest::read(&folder, path)?;
        let _lock = folder.lock()?;
        let file = folder.open(&folder.log)?;
        manifest::check_log(&folder, &*file, &identity)?;
        let mut log = Log::empty(&identity);
        log.catch_up(&folder, &*file)?;
        Ok(Self {
            identity,
            clock,
            folder,
            writer: Mutex::new(Writer { log, poisoned: false }),
            grown: Condvar::new(),
        })
    }

    /// Closes the ledger, so that a later loss of any commit is told from a write cut off.
    ///
    /// # Errors
    /// As for [`FsStore::open`]; what was acknowledged is durable all the same.
    pub fn close(self) -> Result<(), FsError> {
        let mut writer = self.writer();
        if writer.poisoned {
            return Err(self.poisoned());
        }
        let _lock = self.folder.lock()?;
        let file = self.folder.open(&self.folder.log)?;
        let published = writer.log.catch_up(&self.folder, &*file)?;
        self.folder.publish(published, writer.log.place, true)?;
        Ok(())
    }

    /// A panic while the lock was held may have left the index half changed; `poisoned` is set
    /// before each change and cleared after it.
    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn poisoned(&self) -> FsError {
        FsError::Poisoned { path: self.folder.log.clone() }
    }

    fn published(&self) -> Result<Published, ReadError> {
        self.folder.published().map_err(unavailable)
    }

    /// Where a read begins that wants what follows `position`.
    fn mark(&self, position: Position) -> Place {
        let mark = self.writer().log.mark(position);
        mark.unwrap_or_else(|| Log::empty(&self.identity).place)
    }

    /// Writes a commit at the end of the log and says so in `head`.
    fn place(
        &self,
        file: &dyn DiskFile,
        published: Published,
        log: &mut Log,
        commit: &EncodedCommit,
    ) -> Result<(), FsError> {
        let bytes = line::write(commit, log.place.head.position);
        self.folder.write_log(file, &bytes, log.place.bytes)?;
        let place =
            Place { head: commit.head, bytes: log.place.bytes.saturating_add(bytes.len() as u64) };
        self.folder.publish(published, place, false)?;
        log.add(commit, place).map_err(|bad| FsError::Altered {
            path: self.folder.log.clone(),
            line: bad.line,
            why: bad.why,
        })
    }
}

impl<C: Clock> Store for FsStore<C> {
    fn identity(&self) -> LedgerIdentity {
        self.identity
    }

    fn head(&self) -> Result<Head, ReadError> {
        self.published().map(|published| published.head)
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        let mut writer = self.writer();
        let refused = |error: FsError| AppendError::Refused(error.into());
        if writer.poisoned {
            return Err(refused(self.poisoned()));
        }
        let _lock = self.folder.lock().map_err(refused)?;
        let file = self.folder.open(&self.folder.log).map_err(refused)?;
        writer.poisoned = true;
        let published = writer.log.catch_up(&self.folder, &*file).map_err(refused)?;
        writer.poisoned = false;
        let placed = Locked { log: &writer.log, file: &*file };
        match admission::admit(batch, guard, self.clock.now(), &placed)? {
            Admission::Repeat(receipt) => Ok(receipt),
            Admission::Place(commit) => {
                writer.poisoned = true;
                self.place(&*file, published, &mut writer.log, &commit)
                    .map_err(|error| AppendError::Indeterminate(error.into()))?;
                writer.poisoned = false;
                self.grown.notify_all();
                Ok(admission::receipt(&commit))
            }
        }
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        let published = self.published()?;
        let head = published.head;
        let file = self.folder.open(&self.folder.log).map_err(unavailable)?;
        let mut left = request.limit;
        let mut scanner = scan(&*file, self.mark(request.after), published.bytes);
        while scanner.place.bytes < published.bytes {
            let commit = next_commit(&mut scanner)?;
            for record in records_after(&commit, request.after) {
                let record = record?;
                if !request.query.matches(&record.body) {
                    continue;
                }
                if left == Some(0) {
                    let resume_after = before(record.position());
                    return Ok(ReadEnd { head, resume_after });
                }
                left = left.map(|left| left.saturating_sub(1));
                if visit(&record) == ControlFlow::Break(()) {
                    let resume_after = record.position();
                    return Ok(ReadEnd { head, resume_after });
                }
            }
        }
        if scanner.place.bytes == published.bytes && scanner.place.head != head {
            return Err(ReadError::Damaged {
                after: scanner.place.head.position,
                source: "`head` names another digest here".into(),
            });
        }
        Ok(ReadEnd { head, resume_after: head.position.max(request.after) })
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        let end = Instant::now().checked_add(timeout);
        loop {
            // Taken before the look, so that a commit after the look is heard.
            let writer = self.writer();
            let head = self.head()?;
            let left = end.map_or(POLL, |end| end.saturating_duration_since(Instant::now()));
            if head.position > position || left.is_zero() {
                return Ok(head);
            }
            let waited = self.grown.wait_timeout(writer, left.min(POLL));
            drop(waited);
        }
    }
}

/// The log while its writers' lock is held.
struct Locked<'a> {
    log: &'a Log,
    file: &'a dyn DiskFile,
}

impl Locked<'_> {
    /// The first answer of `find` for a commit that holds something after `position`.
    fn find<T>(
        &self,
        position: Position,
        mut find: impl FnMut(Head, EncodedCommit) -> Result<Option<T>, ReadError>,
    ) -> Result<Option<T>, ReadError> {
        let Some(mark) = self.log.mark(position) else {
            return Ok(None);
        };
        let end = self.log.place.bytes;
        let mut scanner = scan(self.file, mark, end);
        while scanner.place.bytes < end {
            let before = scanner.place.head;
            let commit = next_commit(&mut scanner)?;
            if commit.head.position > position
                && let Some(found) = find(before, commit)?
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

impl Placed for Locked<'_> {
    fn head(&self) -> Head {
        self.log.place.head
    }

    fn last_stamp(&self) -> Option<Stamp> {
        self.log.stamp
    }

    fn position_of(&self, id: &EventId) -> Result<Option<Position>, ReadError> {
        Ok(self.log.ids.get(id).copied())
    }

    fn begin_of(&self, id: &CommitId) -> Result<Option<Position>, ReadError> {
        Ok(self.log.begins.get(id).copied())
    }

    fn commit_at(&self, position: Position) -> Result<Option<(Head, EncodedCommit)>, ReadError> {
        self.find(before(position), |head, commit| Ok(Some((head, commit))))
    }

    fn first_match(&self, query: &Query, after: Position) -> Result<Option<Position>, ReadError> {
        self.find(after, |_, commit| {
            for record in records_after(&commit, after) {
                let record = record?;
                if query.matches(&record.body) {
                    return Ok(Some(record.position()));
                }
            }
            Ok(None)
        })
    }
}

fn next_commit<R: std::io::BufRead>(
    scanner: &mut crate::scan::Scanner<R>,
) -> Result<EncodedCommit, ReadError> {
    let after = scanner.place.head.position;
    let damaged = |source| ReadError::Damaged { after, source };
    match scanner.next() {
        Ok(Some(commit)) => Ok(commit),
        Ok(None) => Err(damaged("the log ends before its head".into())),
        Err(Stop::Bad(bad)) => Err(damaged(bad.into())),
        Err(Stop::Io(error)) => Err(ReadError::Unavailable(error.into())),
    }
}

/// The records of a commit that stand after `after`.
fn records_after(
    commit: &EncodedCommit,
    after: Position,
) -> impl Iterator<Item = Result<Record<'_>, ReadError>> {
    let places = (commit.first.get()..).map(Position::new);
    let records = commit.records.iter().zip(places);
    records.filter(move |(_, place)| *place > after).map(|((bytes, digest), place)| {
        let damaged = |source| ReadError::Damaged { after: before(place), source };
        let body = Body::decode(bytes).map_err(|error| damaged(error.into()))?;
        if body.seq != place {
            return Err(damaged("the record belongs to another place".into()));
        }
        Ok(Record { digest: *digest, bytes, commit: &commit.header, body })
    })
}

fn unavailable(error: FsError) -> ReadError {
    ReadError::Unavailable(error.into())
}

/// The place just before this one.
const fn before(position: Position) -> Position {
    Position::new(position.get().saturating_sub(1))
}
