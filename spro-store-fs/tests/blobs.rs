//! What keeps blobs in a folder keeps them as the one in memory does, and names what is damaged.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;

use spro_core::kernel::blob::{BlobError, BlobId, Blobs, MemoryBlobs};
use spro_store_fs::{FsBlobs, FsError};

#[path = "support/given.rs"]
mod given;
use given::folder;

const ONE: BlobId = BlobId::from_bytes([1; 16]);
const TWO: BlobId = BlobId::from_bytes([2; 16]);

/// On both at once: whatever one answers, the other does.
fn both(claim: impl Fn(&dyn Blobs)) {
    claim(&MemoryBlobs::default());
    claim(&FsBlobs::new(&folder().path().join("blobs")));
}

#[test]
fn what_was_put_is_given_and_listed_in_order() {
    both(|blobs| {
        assert_eq!(blobs.list().unwrap(), []);
        blobs.put(&TWO, b"").unwrap();
        blobs.put(&ONE, b"one\n\0").unwrap();
        assert_eq!(blobs.get(&ONE).unwrap(), b"one\n\0");
        assert_eq!(blobs.get(&TWO).unwrap(), b"");
        assert_eq!(blobs.list().unwrap(), [ONE, TWO]);
    });
}

#[test]
fn the_same_again_is_fine_and_other_bytes_are_refused() {
    both(|blobs| {
        blobs.put(&ONE, b"one").unwrap();
        blobs.put(&ONE, b"one").unwrap();
        let refused = blobs.put(&ONE, b"other").unwrap_err();
        assert!(matches!(refused, BlobError::Exists { id: ONE }), "{refused}");
        assert_eq!(blobs.get(&ONE).unwrap(), b"one");
    });
}

#[test]
fn what_was_removed_is_missing_and_may_be_removed_again() {
    both(|blobs| {
        blobs.remove(&ONE).unwrap();
        blobs.put(&ONE, b"one").unwrap();
        blobs.put(&TWO, b"two").unwrap();
        blobs.remove(&ONE).unwrap();
        blobs.remove(&ONE).unwrap();
        assert!(matches!(blobs.get(&ONE).unwrap_err(), BlobError::Missing { id: ONE }));
        assert_eq!(blobs.list().unwrap(), [TWO]);
    });
}

#[test]
fn every_flipped_bit_and_missing_end_is_found_and_named() {
    let dir = folder();
    let blobs = FsBlobs::new(dir.path());
    blobs.put(&ONE, b"what is sealed").unwrap();
    let path = dir.path().join(format!("{ONE}.blob"));
    let bytes = fs::read(&path).unwrap();
    let found = |changed: &[u8]| {
        fs::write(&path, changed).unwrap();
        let error = blobs.get(&ONE).unwrap_err();
        assert!(matches!(error, BlobError::Damaged { id: ONE, .. }), "{error}");
        let named = matches!(FsError::find(&error), Some(FsError::Unreadable { path: named, .. }) if *named == path);
        assert!(named, "{error}");
    };
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            found(&flipped);
        }
        found(&bytes[..at]);
    }
    found(&[&bytes[..], b"\n"].concat());
    fs::write(&path, &bytes).unwrap();
    fs::rename(&path, dir.path().join(format!("{TWO}.blob"))).unwrap();
    assert!(matches!(blobs.get(&TWO).unwrap_err(), BlobError::Damaged { id: TWO, .. }));
}

#[test]
fn a_removed_blob_leaves_no_byte_in_the_folder() {
    let dir = folder();
    let blobs = FsBlobs::new(dir.path());
    blobs.put(&ONE, b"what is sealed").unwrap();
    // As a put leaves it whose process died.
    fs::copy(dir.path().join(format!("{ONE}.blob")), dir.path().join(format!("{ONE}.99-0.tmp")))
        .unwrap();
    blobs.remove(&ONE).unwrap();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
