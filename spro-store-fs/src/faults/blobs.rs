//! Blobs on a disk that fails.

use std::fs;
use std::path::Path;

use spro_core::kernel::blob::{BlobId, Blobs as _};

use super::Watched;
use crate::blobs::FsBlobs;

const ID: BlobId = BlobId::from_bytes([7; 16]);

fn blobs(disk: &Watched, folder: &Path) -> FsBlobs {
    FsBlobs::new_on(disk.shared(), folder)
}

/// The operations, the process and its count left out of temporary names.
fn taken(disk: &Watched) -> Vec<String> {
    let plain = |entry: String| match entry.split_once('.') {
        Some((before, rest)) => {
            format!(
                "{}.{}",
                before.replace(&ID.to_string(), "ID"),
                rest.rsplit('.').next().unwrap()
            )
        }
        None => entry,
    };
    disk.taken().into_iter().map(plain).collect()
}

#[test]
fn a_blob_is_durable_with_its_name_when_put_returns() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("ledger");
    fs::create_dir(&root).unwrap();
    let disk = Watched::default();
    blobs(&disk, &root.join("blobs")).put(&ID, b"sealed").unwrap();
    let expected = [
        "create-dir blobs",
        "sync-dir ledger",
        "create ID.tmp",
        "write ID.tmp",
        "sync ID.tmp",
        "name ID.blob",
        "sync-dir blobs",
    ];
    assert_eq!(taken(&disk), expected);
}

#[test]
fn a_blob_is_overwritten_under_another_name_before_it_is_removed() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("blobs");
    let disk = Watched::default();
    let blobs = blobs(&disk, &root);
    blobs.put(&ID, b"sealed").unwrap();
    disk.taken();
    blobs.remove(&ID).unwrap();
    let expected = [
        "name ID.removed",
        "sync-dir blobs",
        "write ID.removed",
        "sync ID.removed",
        "remove ID.removed",
        "sync-dir blobs",
    ];
    assert_eq!(taken(&disk), expected);
}

#[test]
fn a_put_that_dies_anywhere_is_whole_or_absent_and_is_settled_by_the_next() {
    for at in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("blobs");
        let disk = Watched::default();
        disk.die_after(at);
        let died = blobs(&disk, &root).put(&ID, b"sealed").is_err();
        let blobs = blobs(&Watched::default(), &root);
        if let Ok(bytes) = blobs.get(&ID) {
            assert_eq!(bytes, b"sealed");
        } else {
            assert!(died);
            assert_eq!(blobs.list().unwrap(), []);
        }
        blobs.put(&ID, b"sealed").unwrap();
        assert_eq!(blobs.get(&ID).unwrap(), b"sealed");
        if !died {
            break;
        }
    }
}

#[test]
fn a_removal_that_dies_anywhere_leaves_the_blob_or_is_ended_by_the_next() {
    for at in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let disk = Watched::default();
        let dying = blobs(&disk, dir.path());
        dying.put(&ID, b"sealed").unwrap();
        disk.die_after(at);
        let died = dying.remove(&ID).is_err();
        let blobs = blobs(&Watched::default(), dir.path());
        match blobs.list().unwrap().as_slice() {
            [ID] => assert_eq!(blobs.get(&ID).unwrap(), b"sealed", "{at}"),
            list => assert!(list.is_empty()),
        }
        blobs.remove(&ID).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "{at}");
        if !died {
            break;
        }
    }
}
