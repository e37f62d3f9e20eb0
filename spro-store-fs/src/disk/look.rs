//! Looks at a file: which one it is, and how long.
//!
//! Linux keeps coarse times of change until somebody asks for them; the write after that takes a fine
//! one, which changes the inode, and a sync of any file then takes a third longer. So times are not
//! asked for.

#[cfg(not(target_os = "linux"))]
pub(super) use self::by_stat::{at_name, at_open};
#[cfg(target_os = "linux")]
pub(super) use self::by_statx::{at_name, at_open};

fn not_a_file() -> std::io::Error {
    std::io::Error::other("not a regular file")
}

#[cfg(target_os = "linux")]
mod by_statx {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, FileType, Statx, StatxFlags, makedev, statx};
    use rustix::io::Errno;

    use super::{by_stat, not_a_file};
    use crate::disk::{FileId, Look};

    const WANTED: StatxFlags = StatxFlags::TYPE.union(StatxFlags::INO).union(StatxFlags::SIZE);

    pub(in crate::disk) fn at_name(path: &Path) -> io::Result<Look> {
        match statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, WANTED) {
            Err(error) if is_unknown(error) => by_stat::at_name(path),
            seen => look_of(&seen?),
        }
    }

    pub(in crate::disk) fn at_open(file: &File) -> io::Result<Look> {
        match statx(file, c"", AtFlags::EMPTY_PATH, WANTED) {
            Err(error) if is_unknown(error) => by_stat::at_open(file),
            seen => look_of(&seen?),
        }
    }

    /// Whether it is an old kernel, or a sandbox that forbids what it does not know.
    fn is_unknown(error: Errno) -> bool {
        matches!(error, Errno::NOSYS | Errno::PERM)
    }

    fn look_of(seen: &Statx) -> io::Result<Look> {
        if FileType::from_raw_mode(seen.stx_mode.into()) != FileType::RegularFile {
            return Err(not_a_file());
        }
        let device = makedev(seen.stx_dev_major, seen.stx_dev_minor);
        Ok(Look { id: FileId { device, node: seen.stx_ino }, len: seen.stx_size })
    }
}

mod by_stat {
    use std::fs::{File, Metadata, symlink_metadata};
    use std::io;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    use super::not_a_file;
    use crate::disk::{FileId, Look};

    pub(in crate::disk) fn at_name(path: &Path) -> io::Result<Look> {
        look_of(&symlink_metadata(path)?)
    }

    pub(in crate::disk) fn at_open(file: &File) -> io::Result<Look> {
        look_of(&file.metadata()?)
    }

    fn look_of(data: &Metadata) -> io::Result<Look> {
        if data.is_file() {
            let id = FileId { device: data.dev(), node: data.ino() };
            Ok(Look { id, len: data.len() })
        } else {
            Err(not_a_file())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn each_way_to_look_sees_the_same_file_and_no_other_thing() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&path, "seven b").unwrap();
        symlink(&path, &link).unwrap();
        let file = File::open(&path).unwrap();
        let seen = at_name(&path).unwrap();
        assert_eq!(seen.len, 7);
        assert_eq!(at_open(&file).unwrap(), seen);
        assert_eq!(by_stat::at_name(&path).unwrap(), seen);
        assert_eq!(by_stat::at_open(&file).unwrap(), seen);
        for other in [folder.path(), &link] {
            assert!(at_name(other).is_err());
            assert!(by_stat::at_name(other).is_err());
        }
    }
}
