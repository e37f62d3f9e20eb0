//! Originals in a folder, a file each.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use spro_core::kernel::blob::{BlobError, BlobId, Blobs};

use crate::disk::{Access, Disk, Os, Visibility};
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::{overwrite_and_remove, parent_of, read_span, write_new};
use crate::manifest::digest_of;
use crate::segment::FORMAT;

const KEPT: &str = "blob";
const UNFINISHED: &str = "tmp";
const REMOVED: &str = "removed";

/// Keeps blobs in a folder, which the first one makes.
///
/// Several processes may use it at once. Removing overwrites what is removed; on a disk that
/// writes elsewhere what is written anew, the old bytes may remain there.
pub struct FsBlobs {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// Whether the folder is known to last.
    is_durable: AtomicBool,
    /// Keeps temporary names apart.
    names_taken: AtomicU32,
}

/// What a name in the folder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    Kept(BlobId),
    /// Of a put, or a removal, that did not come to its end.
    Leftover(BlobId),
    Unknown,
}

/// Reads a file name.
pub(crate) fn parse(text: &str) -> Name {
    let Some((id, rest)) = text.split_once('.') else {
        return Name::Unknown;
    };
    let kind = rest.rsplit('.').next();
    match (id.parse(), kind) {
        (Ok(id), _) if rest == KEPT => Name::Kept(id),
        (Ok(id), Some(UNFINISHED | REMOVED)) => Name::Leftover(id),
        _ => Name::Unknown,
    }
}

/// The line that stands before a blob's bytes.
fn header(id: &BlobId, bytes: &[u8]) -> String {
    let (len, digest) = (bytes.len(), digest_of(bytes));
    format!("{{\"spro\":{FORMAT},\"blob\":\"{id}\",\"bytes\":{len},\"digest\":\"{digest}\"}}\n")
}

/// Takes a blob's file apart; `None` when it is not as it was written.
pub(crate) fn content(id: &BlobId, mut file: Vec<u8>) -> Option<Vec<u8>> {
    let begin = file.iter().position(|byte| *byte == b'\n')?.checked_add(1)?;
    let bytes = file.split_off(begin);
    (header(id, &bytes).as_bytes() == file).then_some(bytes)
}

impl FsBlobs {
    /// The blobs of a folder, which need not be there yet.
    pub fn new(folder: &Path) -> Self {
        Self::new_on(Arc::new(Os), folder)
    }

    pub(crate) fn new_on(disk: Arc<dyn Disk>, folder: &Path) -> Self {
        Self {
            disk,
            folder: folder.to_owned(),
            is_durable: AtomicBool::new(false),
            names_taken: AtomicU32::new(0),
        }
    }

    fn path(&self, id: &BlobId, kind: &str) -> PathBuf {
        self.folder.join(format!("{id}.{kind}"))
    }

    /// Makes the folder, and makes it last: whoever made it may not have come so far.
    fn make_folder(&self) -> Result<(), FsError> {
        if self.is_durable.load(Ordering::Relaxed) {
            return Ok(());
        }
        match self.disk.create_dir(&self.folder, Visibility::Ordinary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made.map_err(FsError::io("create", &self.folder))?,
        }
        self.sync_dir(parent_of(&self.folder))?;
        self.is_durable.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn sync_dir(&self, path: &Path) -> Result<(), FsError> {
        self.disk.sync_dir(path).map_err(FsError::io("sync", path))
    }

    /// The names of the folder; none where it was not made yet.
    fn names(&self) -> Result<Vec<String>, FsError> {
        match self.disk.names(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            names => {
                let names = names.map_err(FsError::io("list", &self.folder))?;
                Ok(names.into_iter().filter_map(|name| name.into_string().ok()).collect())
            }
        }
    }

    /// Removes a blob, and what puts and removals left of it that did not come to their end.
    fn remove_files_of(&self, id: &BlobId) -> Result<(), FsError> {
        let names = self.names()?;
        let kept = names.iter().find(|name| parse(name) == Name::Kept(*id));
        let mut going: Vec<PathBuf> = names
            .iter()
            .filter(|name| parse(name) == Name::Leftover(*id))
            .map(|name| self.folder.join(name))
            .collect();
        if let Some(name) = kept {
            // Under another name first: a file half overwritten is never taken for the blob.
            let path = self.folder.join(name);
            going.push(self.own_name(id, REMOVED, |removed| {
                self.disk.rename_new(&path, removed).map_err(FsError::io("move", &path))
            })?);
            self.sync_dir(&self.folder)?;
        }
        if going.is_empty() {
            return Ok(());
        }
        for path in going {
            overwrite_and_remove(&*self.disk, &path)?;
        }
        self.sync_dir(&self.folder)
    }

    /// Writes a file under a name of its own, and gives it the blob's; `false` where that is taken.
    fn place(&self, id: &BlobId, bytes: &[u8]) -> Result<bool, FsError> {
        let kept = self.path(id, KEPT);
        let file = [header(id, bytes).as_bytes(), bytes].concat();
        let unfinished = self.own_name(id, UNFINISHED, |path| {
            let made = write_new(&*self.disk, path, &file, Visibility::Ordinary);
            // A file that another process made is left alone.
            if made.as_ref().is_err_and(|error| !already_exists(error)) {
                // What went wrong before says more than that this does too.
                let _ = self.disk.remove(path);
            }
            made
        })?;
        let placed = match self.disk.rename_new(&unfinished, &kept) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            named => named.map(|()| true).map_err(FsError::io("name", &kept)),
        };
        if !matches!(placed, Ok(true)) {
            let _ = self.disk.remove(&unfinished);
        }
        placed
    }

    /// Finds a name that no other put or removal uses, be it of a process that bore this one's id.
    fn own_name(
        &self,
        id: &BlobId,
        kind: &str,
        take: impl Fn(&Path) -> Result<(), FsError>,
    ) -> Result<PathBuf, FsError> {
        loop {
            let count = self.names_taken.fetch_add(1, Ordering::Relaxed);
            let path = self.path(id, &format!("{}-{count}.{kind}", std::process::id()));
            match take(&path) {
                Err(error) if already_exists(&error) => {}
                taken => return taken.map(|()| path),
            }
        }
    }
}

fn already_exists(error: &FsError) -> bool {
    matches!(error, FsError::Io { source, .. } if source.kind() == io::ErrorKind::AlreadyExists)
}

impl Blobs for FsBlobs {
    fn put(&self, id: &BlobId, bytes: &[u8]) -> Result<(), BlobError> {
        self.make_folder().map_err(unavailable)?;
        let is_there = match self.get(id) {
            Err(BlobError::Missing { .. }) => !self.place(id, bytes).map_err(unavailable)?,
            got => got.map(|_| true)?,
        };
        if is_there && self.get(id)? != bytes {
            return Err(BlobError::Exists { id: *id });
        }
        // Also for a repeat: its first put may not have come so far.
        self.sync_dir(&self.folder).map_err(unavailable)
    }

    fn get(&self, id: &BlobId) -> Result<Vec<u8>, BlobError> {
        let path = self.path(id, KEPT);
        let file = match self.disk.open(&path, Access::Read) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BlobError::Missing { id: *id });
            }
            opened => opened.map_err(FsError::io("open", &path)).map_err(unavailable)?,
        };
        let file = read_span(file, &path, 0, u64::MAX).map_err(unavailable)?;
        content(id, file).ok_or_else(|| BlobError::Damaged {
            id: *id,
            source: FsError::Unreadable { path, why: Flaw::Changed }.into(),
        })
    }

    fn remove(&self, id: &BlobId) -> Result<(), BlobError> {
        self.remove_files_of(id).map_err(unavailable)
    }

    fn list(&self) -> Result<Vec<BlobId>, BlobError> {
        let names = self.names().map_err(unavailable)?;
        let mut ids: Vec<BlobId> = names
            .iter()
            .filter_map(|name| match parse(name) {
                Name::Kept(id) => Some(id),
                Name::Leftover(_) | Name::Unknown => None,
            })
            .collect();
        ids.sort_unstable();
        Ok(ids)
    }
}

impl fmt::Debug for FsBlobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FsBlobs({})", self.folder.display())
    }
}

fn unavailable(error: FsError) -> BlobError {
    BlobError::Unavailable(error.into())
}
