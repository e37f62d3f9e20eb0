//! The few operations on files that the store needs, so that tests can fail each of them.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

/// A file system.
pub(crate) trait Disk: Send + Sync {
    /// Opens a regular file that exists, without following a link at its name.
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Makes a file that does not exist.
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Makes a folder that does not exist.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Names that a folder holds.
    fn names(&self, path: &Path) -> io::Result<Vec<std::ffi::OsString>>;
    /// Makes what was created in a folder last.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
}

/// An open file.
pub(crate) trait DiskFile: Send + Sync {
    /// Its length in bytes.
    fn len(&self) -> io::Result<u64>;
    /// Reads at most `buffer.len()` bytes at `offset`; 0 at the end.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
    /// Writes all of `bytes` at `offset`.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;
    /// Cuts it.
    fn truncate(&self, len: u64) -> io::Result<()>;
    /// Returns once what was written is on the disk.
    fn sync(&self) -> io::Result<()>;
    /// Waits for the exclusive lock; dropping the file releases it.
    fn lock(&self) -> io::Result<()>;
}

/// The operating system's file system.
pub(crate) struct Os;

impl Disk for Os {
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        // Without NONBLOCK, opening a pipe that bears the name would wait for ever.
        let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
        if file.metadata()?.is_file() {
            Ok(Box::new(file))
        } else {
            Err(io::Error::other("not a regular file"))
        }
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        File::create_new(path).map(|file| Box::new(file) as Box<dyn DiskFile>)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    fn names(&self, path: &Path) -> io::Result<Vec<std::ffi::OsString>> {
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }
}

impl DiskFile for File {
    fn len(&self) -> io::Result<u64> {
        self.metadata().map(|data| data.len())
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        FileExt::read_at(self, buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.write_all_at(bytes, offset)
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        self.set_len(len)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }

    fn lock(&self) -> io::Result<()> {
        Self::lock(self)
    }
}

/// Reads a part of a file from its begin to its end.
pub(crate) struct Span<'f> {
    pub(crate) file: &'f dyn DiskFile,
    pub(crate) at: u64,
    pub(crate) end: u64,
}

impl io::Read for Span<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let Some(part) = buffer.get_mut(..wanted).filter(|part| !part.is_empty()) else {
            return Ok(0);
        };
        let read = self.file.read_at(part, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}
