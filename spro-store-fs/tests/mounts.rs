//! On disks as they are: one that cannot be written, and one that is full.
//!
//! They are mounted, which needs root; without it these tests are left out, aloud.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use spro_core::kernel::blob::{BlobId, Blobs as _};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, Vault as _};
use spro_core::kernel::store::{AppendError, Store as _};
use spro_store_fs::{FsBlobs, FsError, FsErrorKind, FsStore, FsVault, verify};
use tempfile::TempDir;

#[path = "support/given.rs"]
mod given;
use given::*;

/// A mount that ends with it.
struct Mounted(TempDir);

impl Mounted {
    /// Mounts on a new folder, `None` where that is not allowed.
    fn new(arguments: &[&str]) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        if mount(arguments, dir.path()) {
            return Some(Self(dir));
        }
        eprintln!("LEFT OUT: mounting is not allowed here: mount {arguments:?}");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

fn mount(arguments: &[&str], on: &Path) -> bool {
    let status = Command::new("mount").args(arguments).arg(on).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn kind(error: &(dyn std::error::Error + 'static)) -> FsErrorKind {
    FsError::find(error).unwrap().kind()
}

#[test]
fn a_ledger_on_a_disk_that_cannot_be_written_is_read_and_checked_and_refuses_writers() {
    const BLOB: BlobId = BlobId::from_bytes([7; 16]);
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    drop(FsVault::create(&dir.path().join("keys"), IDENTITY.id, || [5; 32]).unwrap());
    FsBlobs::new(&dir.path().join("blobs")).put(&BLOB, b"sealed").unwrap();
    // And with what a writer left that did not end well.
    let unfinished = dir.path().join("log/00000000000000000005.jsonl.tmp");
    fs::write(&unfinished, "").unwrap();
    let torn = segment(dir.path(), 4);
    let whole = fs::read(&torn).unwrap();
    fs::write(&torn, [&whole[..], b"{\"h\":\"torn"].concat()).unwrap();

    let from = dir.path().to_str().unwrap();
    let Some(mounted) = Mounted::new(&["--bind", from]) else { return };
    assert!(mount(&["-o", "remount,bind,ro"], mounted.path()));
    let root = mounted.path();

    let store = FsStore::open_read_only(root, CLOCK).unwrap();
    assert_eq!(positions(&store, 0).unwrap(), [1, 2, 3, 4]);
    let refused = store.append(&batch(9, vec![booked(9, "red")]), &Guard::unguarded()).unwrap_err();
    assert!(matches!(refused, AppendError::Refused(_)));
    assert_eq!(kind(&refused), FsErrorKind::ReadOnly);
    assert_eq!(verify(root).unwrap().findings.len(), 2);

    let vault = FsVault::open(&root.join("keys"), IDENTITY.id, || [6; 32]).unwrap();
    let ada = KeyId::of(&"person/ada");
    assert!(matches!(vault.key(Epoch::new(0), &ada).unwrap(), KeyState::Active(_)));
    let refused = vault.destroy(&[ada].into(), &[].into()).unwrap_err();
    assert_eq!(kind(&refused), FsErrorKind::ReadOnly);
    let blobs = FsBlobs::new(&root.join("blobs"));
    assert_eq!(blobs.get(&BLOB).unwrap(), b"sealed");
    assert_eq!(kind(&blobs.remove(&BLOB).unwrap_err()), FsErrorKind::ReadOnly);
    assert_eq!(
        kind(&blobs.put(&BlobId::from_bytes([8; 16]), b"").unwrap_err()),
        FsErrorKind::ReadOnly
    );

    assert_eq!(open(root).err().unwrap().kind(), FsErrorKind::ReadOnly);
    let new = FsStore::create(&root.join("new"), IDENTITY, now(), CLOCK);
    assert_eq!(new.err().unwrap().kind(), FsErrorKind::ReadOnly);
    assert!(unfinished.exists(), "it writes nothing");
}

#[test]
fn a_full_disk_refuses_what_it_has_no_room_for_and_goes_on_when_there_is_some() {
    let Some(mounted) = Mounted::new(&["-t", "tmpfs", "-o", "size=256k", "tmpfs"]) else { return };
    let root = mounted.path().join("ledger");
    let store = create(&root);
    append(&store, &batch(1, vec![booked(1, "blue")]));
    let ballast = mounted.path().join("ballast");
    let mut filled = vec![0; 1024 * 1024];
    while fs::write(&ballast, &filled).is_err() {
        filled.truncate(filled.len() - 4096);
    }
    let mut id = 2;
    // A page may have room for some more.
    let refused = loop {
        match store.append(&batch(id, vec![booked(id, "blue")]), &Guard::unguarded()) {
            Ok(_) => id += 1,
            Err(refused) => break refused,
        }
    };
    assert!(matches!(refused, AppendError::Refused(_)), "{refused}");
    assert_eq!(kind(&refused), FsErrorKind::DiskFull);
    let known: Vec<u64> = (1..u64::from(id)).collect();
    assert_eq!(positions(&store, 0).unwrap(), known);

    // There is room for a part of a commit, and none of it stays.
    fs::write(&ballast, &filled[4096..]).unwrap();
    let log = fs::read(log_of(&root)).unwrap();
    let many = batch(id, (id..=id + 40).map(|id| booked(id, "blue")).collect());
    let refused = store.append(&many, &Guard::unguarded()).unwrap_err();
    assert!(matches!(refused, AppendError::Refused(_)), "{refused}");
    assert_eq!(kind(&refused), FsErrorKind::DiskFull);
    assert_eq!(fs::read(log_of(&root)).unwrap(), log);
    assert_eq!(positions(&store, 0).unwrap(), known);
    fs::write(&ballast, &filled).unwrap();
    let blobs = FsBlobs::new(&root.join("blobs"));
    let refused = blobs.put(&BlobId::from_bytes([8; 16]), &[7; 8192]).unwrap_err();
    assert_eq!(kind(&refused), FsErrorKind::DiskFull);
    assert_eq!(blobs.list().unwrap(), []);

    fs::remove_file(&ballast).unwrap();
    // On a loaded machine the kernel gives the pages of a removed file back a little later.
    let again = batch(id, vec![booked(id, "blue")]);
    let recorded = (0..100).any(|_| {
        let done = store.append(&again, &Guard::unguarded()).is_ok();
        if !done {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        done
    });
    assert!(recorded, "the disk has room again");
    store.close().unwrap();
    assert_eq!(verify(&root).unwrap().findings, []);
    assert!(open(&root).unwrap().recovered().is_none());
}
