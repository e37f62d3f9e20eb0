//! The folder of a ledger: where its files lie, and how each is opened.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use spro_core::kernel::position::Position;

use crate::disk::{Access, Disk, LockKind, OpenFile, Span, Visibility};
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::head::{self, Published};
use crate::lock::{self, Held};
use crate::opened::Opened;
use crate::options::Options;
use crate::scan::Place;
use crate::segment::{self, Name};

/// How often a reader looks again at a `head` that is being written.
const LOOKS: usize = 8;

/// The most that is laid out for a read before it is known how much there is.
const AT_ONCE: usize = 64 * 1024;

const ZEROS: [u8; 4096] = [0; 4096];

/// The files of a ledger.
pub(crate) struct Folder {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) options: Options,
    pub(crate) root: PathBuf,
    pub(crate) manifest: PathBuf,
    pub(crate) description: PathBuf,
    pub(crate) log: PathBuf,
    pub(crate) head: PathBuf,
    pub(crate) lock: PathBuf,
    pub(crate) quarantine: PathBuf,
    pub(crate) keys: PathBuf,
    pub(crate) blobs: PathBuf,
    pub(crate) cache: PathBuf,
    pub(crate) opened: Opened,
}

impl Folder {
    pub(crate) fn new(disk: Arc<dyn Disk>, root: &Path, options: Options) -> Self {
        Self {
            disk,
            options,
            root: root.to_owned(),
            manifest: root.join("spro.json"),
            description: root.join("FORMAT.md"),
            log: root.join("log"),
            head: root.join("head"),
            lock: root.join("LOCK"),
            quarantine: root.join("quarantine"),
            keys: root.join("keys"),
            blobs: root.join("blobs"),
            cache: root.join("cache"),
            opened: Opened::default(),
        }
    }

    /// The file of the segment that begins at `first`.
    pub(crate) fn segment(&self, first: Position) -> PathBuf {
        self.log.join(segment::name(first))
    }

    pub(crate) fn open(&self, path: &Path, access: Access) -> Result<OpenFile, FsError> {
        self.disk.open(path, access).map_err(FsError::io("open", path))
    }

    /// The length of a file; `None` where there is none.
    pub(crate) fn length_if_there(&self, path: &Path) -> Result<Option<u64>, FsError> {
        match self.disk.look(path) {
            Ok(look) => Ok(Some(look.len)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FsError::io("open", path)(error)),
        }
    }

    /// Opens a file; `None` where there is none.
    pub(crate) fn open_if_there(
        &self,
        path: &Path,
        access: Access,
    ) -> Result<Option<OpenFile>, FsError> {
        match self.disk.open(path, access) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FsError::io("open", path)(error)),
        }
    }

    /// The first bytes of a file, at most `limit`.
    pub(crate) fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FsError> {
        let file = self.open(path, Access::Read)?;
        read_span(file, path, 0, limit)
    }

    /// Writes a file that does not exist, and returns once its content is durable.
    pub(crate) fn write_new(
        &self,
        path: &Path,
        bytes: &[u8],
        visibility: Visibility,
    ) -> Result<(), FsError> {
        write_new(&*self.disk, path, bytes, visibility)
    }

    pub(crate) fn sync_dir(&self, path: &Path) -> Result<(), FsError> {
        self.disk.sync_dir(path).map_err(FsError::io("sync", path))
    }

    /// Takes the writers' lock.
    pub(crate) fn lock(&self) -> Result<Held, FsError> {
        self.lock_file(&self.open(&self.lock, Access::Write)?)
    }

    /// Takes the writers' lock. While another has it, tells so by a shared lock of `spro.json`, which
    /// is never written and always there.
    pub(crate) fn lock_file(&self, file: &OpenFile) -> Result<Held, FsError> {
        if let Some(held) = lock::attempt(file, &self.lock, LockKind::Exclusive)? {
            return Ok(held);
        }
        // Who cannot tell it waits all the same.
        let told = self.disk.open(&self.manifest, Access::Read);
        let _told = told.and_then(|file| file.try_lock(LockKind::Shared).map(|_| file));
        lock::acquire(file, &self.lock, LockKind::Exclusive, self.options.lock_wait)
    }

    /// Whether a writer has the lock, as far as can be told.
    pub(crate) fn is_being_written(&self) -> bool {
        let file = self.disk.open(&self.lock, Access::Read);
        file.and_then(|file| file.try_lock(LockKind::Shared)).is_ok_and(|is_free| !is_free)
    }

    /// Whether others wait for the writers' lock, as far as can be told.
    pub(crate) fn is_waited_for(&self) -> bool {
        let file = self.disk.open(&self.manifest, Access::Read);
        file.and_then(|file| file.try_lock(LockKind::Exclusive)).is_ok_and(|is_free| !is_free)
    }

    /// Refuses a network file system, where neither locks nor syncs hold.
    pub(crate) fn refuse_network(&self) -> Result<(), FsError> {
        refuse_network(&*self.disk, &self.root, &self.options)
    }

    /// What `log/` holds: the first positions of its segments in order, and unfinished ones.
    pub(crate) fn segments(&self) -> Result<Listing, FsError> {
        let mut listing = Listing::default();
        for name in self.disk.names(&self.log).map_err(FsError::io("list", &self.log))? {
            match segment::parse(&name) {
                Name::Segment(first) => listing.firsts.push(first),
                Name::Unfinished => listing.unfinished.push(self.log.join(name)),
                Name::Unknown => listing.unknown.push(self.log.join(name)),
            }
        }
        listing.firsts.sort_unstable();
        Ok(listing)
    }

    /// What `head` says.
    pub(crate) fn published(&self) -> Result<Published, FsError> {
        self.opened.published(self)
    }

    /// What `head` says, which is open.
    pub(crate) fn published_in(&self, file: &OpenFile) -> Result<Published, FsError> {
        self.look_at_published(file).map(|(published, _)| published)
    }

    /// What `head` says, which is open, and its content where both slots are whole.
    pub(crate) fn look_at_published(
        &self,
        file: &OpenFile,
    ) -> Result<(Published, Option<Vec<u8>>), FsError> {
        // A reader holds no lock, and may see a slot that is being written; and a slot that is read
        // wrong once is not lost.
        let mut best = None;
        for _ in 0..LOOKS {
            let bytes = read_span(Arc::clone(file), &self.head, 0, head::FILE as u64)?;
            let slots = Published::read_slots(&bytes);
            let newest = slots.into_iter().flatten().max_by_key(|slot| slot.generation);
            best = newest.or(best);
            if let (Some(published), false) = (newest, slots.contains(&None)) {
                return Ok((published, Some(bytes)));
            }
        }
        let best =
            best.ok_or_else(|| FsError::Unreadable { path: self.head.clone(), why: Flaw::NoSlot });
        best.map(|published| (published, None))
    }

    /// Says how far the log is durable. It is not waited for until that is durable itself.
    pub(crate) fn publish(&self, last: Published, place: Place) -> Result<Published, FsError> {
        self.publish_in(&self.open(&self.head, Access::Write)?, last, place)
    }

    /// Says so in `head`, which is open for writing.
    pub(crate) fn publish_in(
        &self,
        file: &OpenFile,
        last: Published,
        place: Place,
    ) -> Result<Published, FsError> {
        let next = last.then(place, false);
        file.write_at(&next.write(), next.offset()).map_err(FsError::io("write", &self.head))?;
        Ok(next)
    }

    /// Has both slots say that the ledger was closed, and returns once that is durable.
    pub(crate) fn publish_closed(&self, last: Published, place: Place) -> Result<(), FsError> {
        let file = self.open(&self.head, Access::Write)?;
        if file.len().map_err(FsError::io("measure", &self.head))? > head::FILE as u64 {
            file.truncate(head::FILE as u64).map_err(FsError::io("cut", &self.head))?;
        }
        let bytes = read_span(Arc::clone(&file), &self.head, 0, head::FILE as u64)?;
        if last.place == place && last.is_closed_in(Published::read_slots(&bytes)) {
            return Ok(());
        }
        let mut last = last;
        for _ in 0..2 {
            last = last.then(place, true);
            file.write_at(&last.write(), last.offset())
                .and_then(|()| file.sync())
                .map_err(FsError::io("write", &self.head))?;
        }
        Ok(())
    }

    /// A name in `quarantine/` that is free, after the place that what it holds stood after.
    pub(crate) fn quarantine_path(&self, last: Position, kind: &str) -> Result<PathBuf, FsError> {
        let names = match self.disk.names(&self.quarantine) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.disk
                    .create_dir(&self.quarantine, Visibility::Ordinary)
                    .map_err(FsError::io("create", &self.quarantine))?;
                self.sync_dir(&self.root)?;
                Vec::new()
            }
            names => names.map_err(FsError::io("list", &self.quarantine))?,
        };
        // Mostly the first is free: nothing is ever removed from here but by hand.
        let numbers = names.len()..=names.len().saturating_mul(2);
        let free = numbers
            .map(|number| format!("{:020}-{number}.{kind}", last.get()))
            .find(|name| !names.iter().any(|taken| taken.to_str() == Some(name)));
        Ok(self.quarantine.join(free.unwrap_or_default()))
    }
}

/// What `log/` holds.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// The first position of each segment, in order.
    pub(crate) firsts: Vec<Position>,
    /// Segments that a writer did not come to finish.
    pub(crate) unfinished: Vec<PathBuf>,
    /// What no writer made.
    pub(crate) unknown: Vec<PathBuf>,
}

impl Listing {
    /// Refuses what no writer made.
    pub(crate) fn refuse_unknown(&self) -> Result<(), FsError> {
        match self.unknown.first() {
            Some(path) => Err(FsError::UnknownFile { path: path.clone() }),
            None => Ok(()),
        }
    }
}

/// Reads a part of a file.
pub(crate) fn read_span(
    file: OpenFile,
    path: &Path,
    at: u64,
    end: u64,
) -> Result<Vec<u8>, FsError> {
    // Room for a byte more, so that the end is seen without another look for room.
    let room = end.saturating_sub(at).saturating_add(1);
    let room = usize::try_from(room).map_or(AT_ONCE, |room| room.min(AT_ONCE));
    let mut bytes = Vec::with_capacity(room);
    Span { file, at, end }.read_to_end(&mut bytes).map_err(FsError::io("read", path))?;
    Ok(bytes)
}

/// Writes a file that does not exist, and returns once its content is durable.
pub(crate) fn write_new(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    visibility: Visibility,
) -> Result<(), FsError> {
    let file = disk.create(path, visibility).map_err(FsError::io("create", path))?;
    file.write_at(bytes, 0).map_err(FsError::io("write", path))?;
    file.sync().map_err(FsError::io("sync", path))
}

/// The folder that a path's last name stands in.
pub(crate) fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

/// Removes a file, once its content is overwritten on the disk.
pub(crate) fn overwrite_and_remove(disk: &dyn Disk, path: &Path) -> Result<(), FsError> {
    let file = disk.open(path, Access::Write).map_err(FsError::io("open", path))?;
    let len = file.len().map_err(FsError::io("measure", path))?;
    let mut at = 0;
    while at < len {
        let part = len.saturating_sub(at).min(ZEROS.len() as u64);
        let zeros = usize::try_from(part).ok().and_then(|part| ZEROS.get(..part));
        file.write_at(zeros.unwrap_or_default(), at).map_err(FsError::io("overwrite", path))?;
        at = at.saturating_add(part);
    }
    file.sync().map_err(FsError::io("sync", path))?;
    disk.remove(path).map_err(FsError::io("remove", path))
}

/// Refuses a network file system, unless the options allow it.
pub(crate) fn refuse_network(
    disk: &dyn Disk,
    path: &Path,
    options: &Options,
) -> Result<(), FsError> {
    if options.allow_network {
        return Ok(());
    }
    match disk.network(path).map_err(FsError::io("look at", path))? {
        Some(kind) => Err(FsError::NetworkFolder { path: path.to_owned(), kind }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_stands_in_a_folder_that_can_be_synced() {
        for (path, parent) in [("/a/b", "/a"), ("a/b", "a"), ("a", "."), ("/", "/"), (".", ".")] {
            assert_eq!(parent_of(Path::new(path)), Path::new(parent), "{path}");
        }
    }
}
