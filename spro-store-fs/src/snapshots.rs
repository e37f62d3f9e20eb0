//! Snapshots in a folder, a file each.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use spro_core::kernel::snapshot::Snapshots;
use spro_core::kernel::store::BoxError;

use crate::disk::{Access, Disk, Os, Visibility};
use crate::error::FsError;
use crate::folder::{parent_of, read_span};

const KEPT: &str = ".json";

/// Keeps snapshots in a folder, which the first one makes, with the folder that it lies in.
///
/// Several processes may use it at once. Nothing is made durable: what a crash takes is folded anew.
pub struct FsSnapshots {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// Keeps temporary names apart.
    names_taken: AtomicU32,
}

impl FsSnapshots {
    /// The snapshots of a folder, which need not be there yet.
    pub fn new(folder: &Path) -> Self {
        Self { disk: Arc::new(Os), folder: folder.to_owned(), names_taken: AtomicU32::new(0) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}{KEPT}"))
    }

    /// A name that no other put has. What a process of the same number left is overtaken.
    fn own_path(&self, name: &str) -> PathBuf {
        let (process, number) =
            (std::process::id(), self.names_taken.fetch_add(1, Ordering::Relaxed));
        self.folder.join(format!("{name}.{process}-{number}.tmp"))
    }

    fn make_folder(&self) -> Result<(), FsError> {
        for folder in [parent_of(&self.folder), &self.folder] {
            match self.disk.create_dir(folder, Visibility::Ordinary) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => made.map_err(FsError::io("create", folder))?,
            }
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), FsError> {
        match self.disk.remove(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(FsError::io("remove", path)),
        }
    }

    fn replace(&self, path: &Path, own: &Path, bytes: &[u8]) -> Result<(), FsError> {
        self.remove(own)?;
        let file =
            self.disk.create(own, Visibility::Ordinary).map_err(FsError::io("create", own))?;
        file.write_at(bytes, 0).map_err(FsError::io("write", own))?;
        match self.disk.rename_new(own, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // Who reads in between finds none, and folds the ledger.
                self.remove(path)?;
                self.disk.rename_new(own, path)
            }
            moved => moved,
        }
        .map_err(FsError::io("move", own))
    }
}

impl Snapshots for FsSnapshots {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), BoxError> {
        self.make_folder()?;
        let own = self.own_path(name);
        let put = self.replace(&self.path(name), &own, bytes);
        if put.is_err() {
            // It is dropped with others later.
            let _ = self.remove(&own);
        }
        Ok(put?)
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, BoxError> {
        let path = self.path(name);
        match self.disk.open(&path, Access::Read) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FsError::io("open", &path)(error).into()),
            Ok(file) => Ok(Some(read_span(file, &path, 0, u64::MAX)?)),
        }
    }

    fn retain(&self, keep: &dyn Fn(&str) -> bool) -> Result<(), BoxError> {
        let names = match self.disk.names(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            names => names.map_err(FsError::io("list", &self.folder))?,
        };
        for name in names {
            let is_kept = name.to_str().and_then(|name| name.strip_suffix(KEPT)).is_some_and(keep);
            if !is_kept {
                self.remove(&self.folder.join(name))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_put_last_is_got_and_what_is_not_retained_is_gone() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("cache/snapshots");
        let snapshots = FsSnapshots::new(&folder);
        assert_eq!(snapshots.get("a").unwrap(), None);
        snapshots.retain(&|_| false).unwrap();
        for bytes in [&b"first"[..], b"second, and longer", b"3rd"] {
            snapshots.put("a", bytes).unwrap();
            assert_eq!(snapshots.get("a").unwrap().as_deref(), Some(bytes));
        }
        snapshots.put("b", b"other").unwrap();
        fs::write(folder.join("b.7-0.tmp"), b"left").unwrap();
        snapshots.retain(&|name| name == "a").unwrap();
        let left: Vec<_> =
            fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(left, ["a.json"]);
        assert_eq!(snapshots.get("b").unwrap(), None);
    }

    #[test]
    fn a_put_that_fails_leaves_nothing_and_keeps_what_was_there() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("cache/snapshots");
        fs::create_dir_all(folder.join("a.json/in the way")).unwrap();
        let snapshots = FsSnapshots::new(&folder);
        assert!(snapshots.put("a", b"1").is_err());
        let left: Vec<_> =
            fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(left, ["a.json"]);
        assert!(snapshots.get("a").is_err());
    }
}
