//! Files that stay open from one append, or one read, to the next.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk::{Access, Disk, FileId, Look, OpenFile};
use crate::error::FsError;
use crate::folder::Folder;
use crate::lock::Held;

/// The files that each append asks.
#[derive(Default)]
pub(crate) struct Files {
    lock: Kept,
    head: Kept,
    segment: Kept,
}

impl Files {
    /// Takes the writers' lock, of the file that others lock, too.
    pub(crate) fn lock(&mut self, folder: &Folder) -> Result<Held, FsError> {
        loop {
            let file = self.lock.known_or_open(&*folder.disk, &folder.lock, Access::Write)?;
            let held = folder.lock_file(&file)?;
            // Only now does nobody put another file in its place.
            if self.lock.is_there(&*folder.disk, &folder.lock)? {
                return Ok(held);
            }
        }
    }

    /// The file `head`. The caller holds the writers' lock.
    pub(crate) fn head(&mut self, folder: &Folder) -> Result<OpenFile, FsError> {
        self.head.get(&*folder.disk, &folder.head, Access::Write)
    }

    /// The file `head`, which was looked at since the lock was taken.
    pub(crate) fn known_head(&mut self, folder: &Folder) -> Result<OpenFile, FsError> {
        self.head.known_or_open(&*folder.disk, &folder.head, Access::Write)
    }

    /// The file of a segment, and its length; `None` where there is none. The caller holds the writers'
    /// lock.
    pub(crate) fn segment_if_there(
        &mut self,
        folder: &Folder,
        path: &Path,
    ) -> Result<Option<(OpenFile, u64)>, FsError> {
        self.segment.get_if_there(&*folder.disk, path, Access::Write)
    }

    /// The file of a segment. The caller holds the writers' lock.
    pub(crate) fn segment(&mut self, folder: &Folder, path: &Path) -> Result<OpenFile, FsError> {
        self.segment.get(&*folder.disk, path, Access::Write)
    }
}

/// A file that is opened anew where its name leads to another one.
#[derive(Default)]
pub(crate) struct Kept(Option<(PathBuf, FileId, OpenFile)>);

impl Kept {
    /// The file of this name, opened for what one of these files is always opened for.
    pub(crate) fn get(
        &mut self,
        disk: &dyn Disk,
        path: &Path,
        access: Access,
    ) -> Result<OpenFile, FsError> {
        if self.0.is_some() {
            self.is_there(disk, path)?;
        }
        self.known_or_open(disk, path, access)
    }

    /// The same with its length; `None` where the name leads to none.
    fn get_if_there(
        &mut self,
        disk: &dyn Disk,
        path: &Path,
        access: Access,
    ) -> Result<Option<(OpenFile, u64)>, FsError> {
        let Look { id, len } = match disk.look(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            look => look.map_err(FsError::io("open", path))?,
        };
        self.0.take_if(|(known, kept, _)| known != path || *kept != id);
        Ok(Some((self.known_or_open(disk, path, access)?, len)))
    }

    /// The same, also where its name may lead to another one by now.
    pub(crate) fn known_or_open(
        &mut self,
        disk: &dyn Disk,
        path: &Path,
        access: Access,
    ) -> Result<OpenFile, FsError> {
        if let Some((_, _, file)) = &self.0 {
            return Ok(OpenFile::clone(file));
        }
        let file = disk.open(path, access).map_err(FsError::io("open", path))?;
        let id = file.id().map_err(FsError::io("open", path))?;
        self.0 = Some((path.to_owned(), id, OpenFile::clone(&file)));
        Ok(file)
    }

    /// Whether it is what a name leads to; forgets it where it is not.
    pub(crate) fn is_there(&mut self, disk: &dyn Disk, path: &Path) -> Result<bool, FsError> {
        let is_there = match &self.0 {
            Some((known, id, _)) if known == path => {
                disk.look(path).map_err(FsError::io("open", path))?.id == *id
            }
            _ => false,
        };
        if !is_there {
            self.0 = None;
        }
        Ok(is_there)
    }
}
