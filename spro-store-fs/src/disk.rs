//! The few operations on files that the store needs, so that tests can fail each of them.

mod look;

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use rustix::fs::{Mode, OFlags};

/// An open file, shared by those who read it.
pub(crate) type OpenFile = Arc<dyn DiskFile>;

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// Who may read what is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// Whom the process's umask lets.
    Ordinary,
    /// Its owner alone.
    Private,
}

/// How a file is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LockKind {
    Shared,
    Exclusive,
}

/// Which file it is, among all that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileId {
    pub(crate) device: u64,
    pub(crate) node: u64,
}

/// What is seen of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) id: FileId,
    /// Its length in bytes.
    pub(crate) len: u64,
}

/// A file system.
pub(crate) trait Disk: Send + Sync {
    /// Opens a regular file that exists, without following a link at its name.
    fn open(&self, path: &Path, access: Access) -> io::Result<OpenFile>;
    /// Looks at a regular file that exists, without following a link at its name.
    fn look(&self, path: &Path) -> io::Result<Look>;
    /// Makes a file that does not exist, and opens it for writing.
    fn create(&self, path: &Path, visibility: Visibility) -> io::Result<OpenFile>;
    /// Makes a folder that does not exist.
    fn create_dir(&self, path: &Path, visibility: Visibility) -> io::Result<()>;
    /// Names that a folder holds.
    fn names(&self, path: &Path) -> io::Result<Vec<OsString>>;
    /// Gives a file another name, unless something has that name.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes what was created, named or removed in a folder last.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
    /// The kind of network file system that a folder lies on; `None` for a local one.
    fn network(&self, path: &Path) -> io::Result<Option<&'static str>>;
}

/// An open file.
pub(crate) trait DiskFile: Send + Sync {
    /// Which file it is.
    fn id(&self) -> io::Result<FileId>;
    /// Its length in bytes.
    fn len(&self) -> io::Result<u64>;
    /// Reads at most `buffer.len()` bytes at `offset`; 0 at the end.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
    /// Writes at least one of `bytes` at `offset`, and says how many.
    fn write_some_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize>;
    /// Writes all of `bytes` at `offset`.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let (mut left, mut at) = (bytes, offset);
        while !left.is_empty() {
            match self.write_some_at(left, at) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => {
                    left = left.get(written..).unwrap_or_default();
                    at = at.saturating_add(written as u64);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
    /// Cuts it.
    fn truncate(&self, len: u64) -> io::Result<()>;
    /// Returns once what was written is on the disk.
    fn sync(&self) -> io::Result<()>;
    /// Forgets what is held in memory of the file's durable content, so that it is read anew.
    fn forget_cached(&self) -> io::Result<()>;
    /// Takes a lock if it is free; dropping the file releases it, too.
    fn try_lock(&self, kind: LockKind) -> io::Result<bool>;
    /// Releases its lock.
    fn unlock(&self) -> io::Result<()>;
}

/// The operating system's file system.
pub(crate) struct Os;

impl Disk for Os {
    fn open(&self, path: &Path, access: Access) -> io::Result<OpenFile> {
        let access = match access {
            Access::Read => OFlags::RDONLY,
            Access::Write => OFlags::RDWR,
        };
        // Without NONBLOCK, opening a pipe that bears the name would wait for ever.
        let flags = access | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
        look::at_open(&file)?;
        Ok(Arc::new(file))
    }

    fn look(&self, path: &Path) -> io::Result<Look> {
        look::at_name(path)
    }

    fn create(&self, path: &Path, visibility: Visibility) -> io::Result<OpenFile> {
        let mode = match visibility {
            Visibility::Ordinary => Mode::from(0o666),
            Visibility::Private => Mode::from(0o600),
        };
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(Arc::new(File::from(rustix::fs::open(path, flags, mode)?)))
    }

    fn create_dir(&self, path: &Path, visibility: Visibility) -> io::Result<()> {
        let mode = match visibility {
            Visibility::Ordinary => Mode::from(0o777),
            Visibility::Private => Mode::from(0o700),
        };
        Ok(rustix::fs::mkdir(path, mode)?)
    }

    fn names(&self, path: &Path) -> io::Result<Vec<OsString>> {
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            use rustix::io::Errno;
            match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
                // The file system cannot; a second name is refused as surely where the first is.
                Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
                done => return Ok(done?),
            }
        }
        std::fs::hard_link(from, to)?;
        std::fs::remove_file(from)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    #[cfg(target_os = "linux")]
    fn network(&self, path: &Path) -> io::Result<Option<&'static str>> {
        // The numbers of linux/magic.h, and those of cifs and smb2 in its own source.
        Ok(match rustix::fs::statfs(path)?.f_type & 0xffff_ffff {
            0x6969 => Some("NFS"),
            0x517b | 0xfe53_4d42 => Some("SMB"),
            0xff53_4d42 => Some("CIFS"),
            _ => None,
        })
    }

    #[cfg(not(target_os = "linux"))]
    fn network(&self, _: &Path) -> io::Result<Option<&'static str>> {
        Ok(None)
    }
}

impl DiskFile for File {
    fn id(&self) -> io::Result<FileId> {
        look::at_open(self).map(|look| look.id)
    }

    fn len(&self) -> io::Result<u64> {
        look::at_open(self).map(|look| look.len)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        FileExt::read_at(self, buffer, offset)
    }

    fn write_some_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        FileExt::write_at(self, bytes, offset)
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        self.set_len(len)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }

    #[cfg(target_os = "linux")]
    fn forget_cached(&self) -> io::Result<()> {
        Ok(rustix::fs::fadvise(self, 0, None, rustix::fs::Advice::DontNeed)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn forget_cached(&self) -> io::Result<()> {
        Ok(())
    }

    fn try_lock(&self, kind: LockKind) -> io::Result<bool> {
        let taken = match kind {
            LockKind::Shared => self.try_lock_shared(),
            LockKind::Exclusive => Self::try_lock(self),
        };
        match taken {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn unlock(&self) -> io::Result<()> {
        Self::unlock(self)
    }
}

/// Reads a part of a file from its begin to its end.
pub(crate) struct Span {
    pub(crate) file: OpenFile,
    pub(crate) at: u64,
    pub(crate) end: u64,
}

impl io::Read for Span {
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
