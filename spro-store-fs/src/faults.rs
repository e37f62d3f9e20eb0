//! What the store does when the disk fails, and in which order it asks it.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::disk::{Access, Disk, DiskFile, FileId, LockKind, Look, OpenFile, Os, Visibility};

mod appends;
mod beside;
mod blobs;
mod harness;
mod index;
mod keys;
mod machine;
mod model;
mod power;
mod room;
mod script;
mod together;

/// The operations so far, and the one that fails next.
#[derive(Default)]
struct Journal {
    done: Vec<String>,
    fails: Option<(String, io::ErrorKind)>,
    /// How many more operations succeed; `None` for all.
    left: Option<usize>,
    network: Option<&'static str>,
}

#[derive(Clone, Default)]
struct Watched(Arc<Mutex<Journal>>);

impl Watched {
    fn note(&self, operation: &str, path: &Path) -> io::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let entry = format!("{operation} {name}");
        let mut journal = self.0.lock().unwrap();
        if let Some((_, kind)) = journal.fails.take_if(|(fails, _)| *fails == entry) {
            return Err(kind.into());
        }
        if let Some(left) = &mut journal.left {
            *left = left.checked_sub(1).ok_or_else(|| io::Error::other("the process died"))?;
        }
        journal.done.push(entry);
        Ok(())
    }

    /// Makes an operation fail, the next time that it is asked for.
    fn fail(&self, operation: &str, kind: io::ErrorKind) {
        self.0.lock().unwrap().fails = Some((operation.to_owned(), kind));
    }

    /// Lets so many more operations succeed, and no other.
    fn die_after(&self, operations: usize) {
        self.0.lock().unwrap().left = Some(operations);
    }

    fn shared(&self) -> Arc<dyn Disk> {
        Arc::new(self.clone())
    }

    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().done)
    }

    fn file(&self, path: &Path, file: OpenFile) -> OpenFile {
        Arc::new(WatchedFile { disk: self.clone(), path: path.to_owned(), file })
    }
}

struct WatchedFile {
    disk: Watched,
    path: PathBuf,
    file: OpenFile,
}

impl Disk for Watched {
    fn open(&self, path: &Path, access: Access) -> io::Result<OpenFile> {
        Ok(self.file(path, Os.open(path, access)?))
    }
    fn look(&self, path: &Path) -> io::Result<Look> {
        Os.look(path)
    }
    fn create(&self, path: &Path, visibility: Visibility) -> io::Result<OpenFile> {
        self.note("create", path)?;
        Ok(self.file(path, Os.create(path, visibility)?))
    }
    fn create_dir(&self, path: &Path, visibility: Visibility) -> io::Result<()> {
        self.note("create-dir", path)?;
        Os.create_dir(path, visibility)
    }
    fn names(&self, path: &Path) -> io::Result<Vec<OsString>> {
        Os.names(path)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note("name", to)?;
        Os.rename_new(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.note("remove", path)?;
        Os.remove(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.note("sync-dir", path)?;
        Os.sync_dir(path)
    }
    fn network(&self, _: &Path) -> io::Result<Option<&'static str>> {
        Ok(self.0.lock().unwrap().network)
    }
}

impl DiskFile for WatchedFile {
    fn id(&self) -> io::Result<FileId> {
        self.file.id()
    }
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.file.read_at(buffer, offset)
    }
    fn write_some_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        if let Err(error) = self.disk.note("write", &self.path) {
            // As on a disk that is full, or in a process that dies: a part is there.
            self.file.write_at(&bytes[..bytes.len() / 2], offset)?;
            return Err(error);
        }
        self.file.write_some_at(bytes, offset)
    }
    fn truncate(&self, len: u64) -> io::Result<()> {
        self.disk.note("cut", &self.path)?;
        self.file.truncate(len)
    }
    fn sync(&self) -> io::Result<()> {
        self.disk.note("sync", &self.path)?;
        self.file.sync()
    }
    fn forget_cached(&self) -> io::Result<()> {
        self.disk.note("forget", &self.path)?;
        self.file.forget_cached()
    }
    fn try_lock(&self, kind: LockKind) -> io::Result<bool> {
        self.disk.note("lock", &self.path)?;
        self.file.try_lock(kind)
    }
    fn unlock(&self) -> io::Result<()> {
        self.file.unlock()
    }
}
