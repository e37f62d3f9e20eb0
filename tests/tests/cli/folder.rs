//! Folders as bytes: listed, copied, compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file at or below a path, in order.
pub(crate) fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<_> =
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.iter().flat_map(|entry| files(entry)).collect()
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What every file holds, by its path.
pub(crate) type Bytes = BTreeMap<PathBuf, Vec<u8>>;

/// What every file of a folder holds.
pub(crate) fn bytes(path: &Path) -> Bytes {
    files(path).into_iter().map(|file| (file.clone(), fs::read(&file).unwrap())).collect()
}

/// The files that are not what they were, are new, or are gone.
pub(crate) fn changed(before: &Bytes, after: &Bytes) -> Vec<PathBuf> {
    let all: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    all.into_iter().filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

/// Fails where a file of the folder is not what it was.
pub(crate) fn assert_untouched(path: &Path, before: &Bytes, what: &str) {
    assert_eq!(changed(before, &bytes(path)), Vec::<PathBuf>::new(), "{what}");
}
