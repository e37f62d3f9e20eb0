//! A ledger in a folder.

mod append;
mod group;
mod lead;
mod pending;
mod room;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use spro_core::kernel::batch::Batch;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::record::Record;
use spro_core::kernel::stamp::{Clock, Stamp};
use spro_core::kernel::store::{
    AppendError, LedgerIdentity, ReadEnd, ReadError, ReadRequest, Receipt, Store, Visitor,
};

#[cfg(test)]
pub(crate) use self::append::GROUPS;
use self::append::Writer;
use self::room::Room;
pub(crate) use self::room::RoomPolicy;
use crate::create;
use crate::disk::Disk;
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::index::{Index, Moment};
use crate::kept::Files;
use crate::log::{self, Log};
use crate::look::{Making, Visiting};
use crate::manifest::Manifest;
use crate::options::Options;
use crate::read::{Reading, unavailable};
use crate::recover::{Look, Recovered, catch_up, read_on};
use crate::roll;

/// How often a waiting reader looks for what other processes recorded.
const POLL: Duration = Duration::from_millis(20);

/// Keeps a ledger in a folder of a local file system.
///
/// Several processes may write: an append takes the folder's lock, reads on, and is
/// acknowledged once `fdatasync` returned. Threads that append through one handle meanwhile share the
/// next write and the next sync. Readers take no lock and stop at the last place that
/// was durable when they began.
///
/// An index in `cache/`, which follows from the log and may be deleted at any time, finds ids,
/// subjects, mentions and types. Opening reads what it does not cover, some MiB at most, and
/// checks that the log goes on where it ends; without it, the whole log is read once. So damage in
/// old records does not show on opening: reads that come by it are refused, and
/// [`verify`](crate::verify()) checks everything.
pub struct FsStore<C> {
    identity: LedgerIdentity,
    clock: C,
    folder: Folder,
    mode: Mode,
    recovered: Option<Recovered>,
    writer: Mutex<Writer>,
    /// Held by the one who writes alone.
    room: Mutex<Room>,
    /// Where those wait whom the session under way does not let in.
    door: Condvar,
    /// That of the writer's log, which readers ask and add to without waiting for the writer.
    index: Arc<Index>,
    /// How many wait to be told of a commit.
    told: Mutex<usize>,
    grown: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    ReadWrite,
    ReadOnly,
}

impl<C: Clock> FsStore<C> {
    /// Makes an empty ledger in a folder that is new or empty, and opens it.
    ///
    /// `created` is written down and never used. What a crash in here leaves may be made anew.
    ///
    /// # Errors
    /// [`FsError::NotEmpty`], [`FsError::NetworkFolder`], or [`FsError::Io`].
    pub fn create(
        path: &Path,
        identity: LedgerIdentity,
        created: Stamp,
        clock: C,
    ) -> Result<Self, FsError> {
        Options::new().create(path, identity, created, clock)
    }

    /// Opens a ledger, and mends it when its last writer did not end well: whole commits are
    /// kept, and what was cut off is moved to `quarantine/`.
    ///
    /// # Errors
    /// [`FsError::Truncated`], [`FsError::Altered`], [`FsError::Corrupt`] or
    /// [`FsError::UnknownFile`] when the ledger is not as it was acknowledged; nothing is changed
    /// then. [`FsError::NotALedger`], [`FsError::Busy`], and what the operating system refuses.
    pub fn open(path: &Path, clock: C) -> Result<Self, FsError> {
        Options::new().open(path, clock)
    }

    /// Opens a ledger for reading, without a lock and without writing anything, while others
    /// write or on a disk that cannot be written.
    ///
    /// What follows the last place known to be durable is left to the next writer.
    ///
    /// # Errors
    /// As for [`FsStore::open`].
    pub fn open_read_only(path: &Path, clock: C) -> Result<Self, FsError> {
        Options::new().open_read_only(path, clock)
    }

    /// What opening it mended; `None` when its last writer ended well.
    pub const fn recovered(&self) -> Option<&Recovered> {
        self.recovered.as_ref()
    }

    /// Closes the ledger, so that a later loss of any commit is known for one even after a power
    /// cut. A later append opens it again.
    ///
    /// # Errors
    /// As for [`FsStore::open`]; what was acknowledged is durable all the same.
    pub fn close(&self) -> Result<(), FsError> {
        self.close_writer()
    }

    pub(crate) fn create_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        options: &Options,
        identity: LedgerIdentity,
        created: Stamp,
        clock: C,
    ) -> Result<Self, FsError> {
        let folder = Folder::new(Arc::clone(&disk), path, options.clone());
        create::create(&folder, identity, created)?;
        Self::open_on(disk, path, options, clock)
    }

    pub(crate) fn open_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        options: &Options,
        clock: C,
    ) -> Result<Self, FsError> {
        let folder = Folder::new(disk, path, options.clone());
        let identity = begin(&folder)?;
        let lock = folder.lock()?;
        let End { log, recovered, .. } = mend_end(&folder, &identity)?;
        log.index.write(&folder, log.place, Moment::AtRest);
        drop(lock);
        Ok(Self::with(identity, clock, folder, Mode::ReadWrite, recovered, log))
    }

    pub(crate) fn open_read_only_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        options: &Options,
        clock: C,
    ) -> Result<Self, FsError> {
        let folder = Folder::new(disk, path, options.clone());
        let identity = begin(&folder)?;
        // Listed before `head` is read: a segment that a writer begins later is not stray.
        let listing = folder.segments()?;
        listing.refuse_unknown()?;
        log::check_start(&folder, &identity)?;
        let published = folder.published()?;
        let mut log = Log::indexed(&folder, &identity, published.place);
        read_on(&folder, &identity, &mut log, published.place)?;
        let read = |first: &Position| *first <= published.place.head.position;
        refuse_stray(&folder, &log, listing.firsts.into_iter().filter(read))?;
        Ok(Self::with(identity, clock, folder, Mode::ReadOnly, None, log))
    }

    fn with(
        identity: LedgerIdentity,
        clock: C,
        folder: Folder,
        mode: Mode,
        recovered: Option<Recovered>,
        log: Log,
    ) -> Self {
        let index = Arc::clone(&log.index);
        let writer = Mutex::new(Writer::new(log));
        let room = Mutex::new(Room::new(folder.options.room));
        let (told, grown, door) = (Mutex::new(0), Condvar::new(), Condvar::new());
        Self { identity, clock, folder, mode, recovered, writer, room, door, index, told, grown }
    }

    /// A panic while the lock was held may have left the index half changed; `poisoned` is set then.
    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn told(&self) -> MutexGuard<'_, usize> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn poisoned(&self) -> FsError {
        FsError::Poisoned { path: self.folder.root.clone() }
    }
}

/// How the log ends, once it is mended.
pub(crate) struct End {
    pub(crate) log: Log,
    pub(crate) recovered: Option<Recovered>,
    /// Segments that no writer came to begin, and where they were set aside.
    pub(crate) unfinished: BTreeMap<PathBuf, PathBuf>,
}

/// Reads the log, and mends its end where the last writer did not end well. The caller holds the
/// writers' lock.
pub(crate) fn mend_end(folder: &Folder, identity: &LedgerIdentity) -> Result<End, FsError> {
    let listing = folder.segments()?;
    listing.refuse_unknown()?;
    log::check_start(folder, identity)?;
    let mut log = Log::indexed(folder, identity, folder.published()?.place);
    let recovered =
        catch_up(folder, identity, Look::All, &mut Files::default(), &mut log)?.recovered;
    refuse_stray(folder, &log, listing.firsts)?;
    let mut unfinished = BTreeMap::new();
    for path in listing.unfinished {
        let aside = roll::set_aside(folder, &path, log.place.head.position)?;
        unfinished.insert(path, aside);
    }
    Ok(End { log, recovered, unfinished })
}

impl<C> FsStore<C> {
    /// The log up to what is published now.
    fn reading(&self) -> Result<Reading<'_>, ReadError> {
        let published = self.folder.published().map_err(unavailable)?;
        Ok(Reading {
            folder: &self.folder,
            ledger: self.identity.id,
            index: &self.index,
            end: published.place,
            check: self.folder.options.read_check,
            threads: self.folder.options.read_threads,
        })
    }
}

/// What is looked at before the log is.
fn begin(folder: &Folder) -> Result<LedgerIdentity, FsError> {
    let identity = Manifest::read(folder)?.identity;
    folder.refuse_network()?;
    Ok(identity)
}

/// Refuses segments that the log does not come by.
pub(crate) fn refuse_stray(
    folder: &Folder,
    log: &Log,
    firsts: impl IntoIterator<Item = Position>,
) -> Result<(), FsError> {
    for first in firsts {
        if log.segments.binary_search(&first).is_err() {
            let why = Flaw::Stray;
            return Err(FsError::Altered { path: folder.segment(first), line: 1, why });
        }
    }
    Ok(())
}

impl<C: Clock> Store for FsStore<C> {
    fn identity(&self) -> LedgerIdentity {
        self.identity
    }

    fn head(&self) -> Result<Head, ReadError> {
        self.folder.published().map(|published| published.place.head).map_err(unavailable)
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        self.record(batch, guard)
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        self.reading()?.look(request, &mut Visiting(visit))
    }

    fn read_made<T: Send>(
        &self,
        request: &ReadRequest,
        make: impl Fn(&Record<'_>) -> T + Sync,
        visit: impl FnMut(&mut T) -> ControlFlow<()>,
    ) -> Result<ReadEnd, ReadError> {
        self.reading()?.look(request, &mut Making { make, visit })
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        let end = Instant::now().checked_add(timeout);
        loop {
            // Taken before the look, so that a commit after the look is heard.
            let mut told = self.told();
            let head = self.head()?;
            let left = end.map_or(POLL, |end| end.saturating_duration_since(Instant::now()));
            if head.position > position || left.is_zero() {
                return Ok(head);
            }
            *told = told.saturating_add(1);
            let waited = self.grown.wait_timeout(told, left.min(POLL));
            let (mut told, _) = waited.unwrap_or_else(PoisonError::into_inner);
            *told = told.saturating_sub(1);
        }
    }
}
