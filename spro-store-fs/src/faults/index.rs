//! When the index is written, on a disk that is full.

use std::io;

use spro_core::kernel::guard::Guard;
use spro_core::kernel::store::Store as _;

use super::Watched;
use super::appends::{IDENTITY, NOW, folder, numbered};
use crate::options::Options;
use crate::store::FsStore;

/// The story: on a full disk, each commit wrote the index anew, in vain and while others waited.
#[test]
fn an_index_that_cannot_be_written_is_not_tried_with_every_commit() {
    let dir = folder();
    let disk = Watched::default();
    let options = Options::new().index_every(100);
    let store =
        FsStore::create_on(disk.shared(), dir.path(), &options, IDENTITY, NOW(), NOW).unwrap();
    let mut tried = Vec::new();
    for id in 1..=24 {
        disk.fail("create index.tmp", io::ErrorKind::StorageFull);
        disk.taken();
        store.append(&numbered(1, id), &Guard::unguarded()).unwrap();
        let is_left = disk.0.lock().unwrap().fails.take().is_some();
        if !is_left {
            tried.push(id);
        }
    }
    // A run is made of what two or three commits hold.
    assert!((4..=12).contains(&tried.len()), "{tried:?}");
    disk.taken();
    for id in 25..=28 {
        store.append(&numbered(1, id), &Guard::unguarded()).unwrap();
    }
    assert!(
        disk.taken().iter().any(|done| done.starts_with("name ")),
        "it is written once there is room"
    );
}
