//! A ledger that format 1 was fixed with: it is read for ever, and written the same.
//!
//! `golden/format-1` was written by the test below, and is never to be written anew: where it
//! differs, the format has changed, and ledgers that people keep would no longer be read.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use spro_core::kernel::blob::{BlobId, Blobs as _};
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, Vault as _};
use spro_core::kernel::store::Store as _;
use spro_store_fs::{FsBlobs, FsStore, FsVault, verify};

#[path = "support/given.rs"]
mod given;
use given::*;

const BLOB: BlobId = BlobId::from_bytes([7; 16]);

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/format-1")
}

fn write(root: &Path) {
    segmented(root, IDENTITY);
    let vault = FsVault::create(&root.join("keys"), IDENTITY.id, || [5; 32]).unwrap();
    let ids = ["person/ada", "person/bo"].map(|id| KeyId::of(&id));
    let in_use = ids.clone().map(|id| (Epoch::new(0), id));
    let [ada, _] = ids;
    vault.destroy(&BTreeSet::from([ada]), &BTreeSet::from(in_use)).unwrap();
    FsBlobs::new(&root.join("blobs")).put(&BLOB, b"what is sealed\n").unwrap();
}

#[test]
fn a_ledger_of_format_1_is_read() {
    let dir = folder();
    copy(&golden(), dir.path());
    assert_eq!(verify(dir.path()).unwrap().findings, []);
    let store = FsStore::open_read_only(dir.path(), CLOCK).unwrap();
    assert_eq!(positions(&store, 0).unwrap(), [1, 2, 3, 4]);
    let head = store.head().unwrap().digest.to_string();
    assert_eq!(head, "ycWJ9fa2PHMaOvhl_ivqwfmUfpb0JCJzrTOv9MuByew");
    let vault = FsVault::open(&dir.path().join("keys"), IDENTITY.id, || [6; 32]).unwrap();
    let key = |name: &str| vault.key(Epoch::new(0), &KeyId::of(&name)).unwrap();
    assert!(matches!(key("person/ada"), KeyState::Destroyed));
    assert!(matches!(key("person/bo"), KeyState::Active(_)));
    let blobs = FsBlobs::new(&dir.path().join("blobs"));
    assert_eq!(blobs.get(&BLOB).unwrap(), b"what is sealed\n");
    append(&open(dir.path()).unwrap(), &batch(5, vec![booked(5, "blue")]));
}

#[test]
fn a_ledger_is_written_as_format_1_was() {
    let dir = folder();
    write(dir.path());
    for name in [
        "head",
        "LOCK",
        "log/00000000000000000001.jsonl",
        "log/00000000000000000002.jsonl",
        "log/00000000000000000004.jsonl",
        "keys/LOCK",
        "keys/0000000001.jsonl",
        "blobs/a4dqobyha4dqobyha4dqobyha4.blob",
    ] {
        let written = fs::read(dir.path().join(name)).unwrap();
        assert!(written == fs::read(golden().join(name)).unwrap(), "{name} differs");
    }
    // The description may be put better: its digest stands beside it.
    let manifest = |root: &Path| {
        let text = fs::read_to_string(root.join("spro.json")).unwrap();
        text.split_once(",\"description\":").unwrap().0.to_owned()
    };
    assert_eq!(manifest(dir.path()), manifest(&golden()));
}
