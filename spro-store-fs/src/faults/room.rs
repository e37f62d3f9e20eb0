//! Room that is laid out after the last commit.

use std::fs;
use std::path::{Path, PathBuf};

use spro_core::kernel::guard::Guard;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{AppendError, Store as _};

use super::Watched;
use super::appends::{IDENTITY, NOW, batch_of, folder};
use super::machine::{Fault, Machine};
use super::power::Losses;
use crate::error::{FsError, FsErrorKind};
use crate::options::Options;
use crate::store::{FsStore, RoomPolicy};
use crate::verify::{Grade, verify};

type Ledger = FsStore<fn() -> Stamp>;

const LOG: &str = "00000000000000000001.jsonl";

fn append(store: &Ledger, ids: std::ops::RangeInclusive<u8>) {
    for id in ids {
        store.append(&batch_of(id, 1), &Guard::unguarded()).unwrap();
    }
}

fn log_of(root: &Path) -> PathBuf {
    root.join("log").join(LOG)
}

/// How many line breaks end the log, the last record's own left out.
fn room(root: &Path) -> usize {
    let bytes = fs::read(log_of(root)).unwrap();
    bytes.iter().rev().take_while(|byte| **byte == b'\n').count() - 1
}

/// A ledger of nine commits, with room after them.
fn with_room(root: &Path) -> Ledger {
    let store = FsStore::create(root, IDENTITY, NOW(), NOW as fn() -> _).unwrap();
    append(&store, 1..=9);
    store
}

#[test]
fn a_handle_that_goes_on_writing_lays_room_out_and_leaves_none() {
    let dir = folder();
    let store = FsStore::create(dir.path(), IDENTITY, NOW(), NOW as fn() -> _).unwrap();
    append(&store, 1..=8);
    assert_eq!(room(dir.path()), 0, "a command that records a little pays nothing");
    append(&store, 9..=9);
    let first = usize::try_from(RoomPolicy::USUAL.first).unwrap();
    assert_eq!(room(dir.path()), first);
    let len = fs::metadata(log_of(dir.path())).unwrap().len();
    append(&store, 10..=12);
    assert_eq!(
        fs::metadata(log_of(dir.path())).unwrap().len(),
        len,
        "they are written in its place"
    );
    let verified = verify(dir.path()).unwrap();
    assert_eq!((verified.grade(), verified.after_head), (Grade::Clean, 0));
    store.close().unwrap();
    assert_eq!(room(dir.path()), 0);
}

#[test]
fn room_that_a_killed_process_left_is_nothing_to_mend_and_is_used() {
    let dir = folder();
    drop(with_room(dir.path()));
    let store = FsStore::open(dir.path(), NOW as fn() -> _).unwrap();
    assert!(store.recovered().is_none());
    let len = fs::metadata(log_of(dir.path())).unwrap().len();
    append(&store, 10..=10);
    assert_eq!(fs::metadata(log_of(dir.path())).unwrap().len(), len);
    store.close().unwrap();
    assert_eq!((room(dir.path()), verify(dir.path()).unwrap().grade()), (0, Grade::Clean));
}

#[test]
fn a_write_of_which_a_later_part_alone_came_to_the_room_is_torn() {
    let dir = folder();
    drop(with_room(dir.path()));
    let mut bytes = fs::read(log_of(dir.path())).unwrap();
    let end = bytes.len() - room(dir.path());
    // As after a power cut: the first sectors were not written, and one behind them was.
    bytes[end + 5000..end + 5004].copy_from_slice(b"torn");
    fs::write(log_of(dir.path()), &bytes).unwrap();
    assert_eq!(verify(dir.path()).unwrap().after_head, 5004);
    let store = FsStore::open(dir.path(), NOW as fn() -> _).unwrap();
    let aside = store.recovered().unwrap().set_aside.clone().unwrap();
    assert_eq!(fs::read(aside).unwrap().len(), 5004, "the room behind it is not kept");
    assert_eq!((store.head().unwrap().position.get(), room(dir.path())), (9, 0));
    append(&store, 10..=10);
}

#[test]
fn what_a_failed_sync_of_another_process_left_behind_in_the_room_waits_for_the_next_opening() {
    let (dir, other) = (folder(), folder());
    let store = with_room(dir.path());
    let end = fs::read(log_of(dir.path())).unwrap().len() - room(dir.path());
    // What another process wrote after the same commits. Its sync failed, memory forgot it, and the disk
    // had received all but its begin.
    let twin = with_room(other.path());
    twin.append(&batch_of(20, 8), &Guard::unguarded()).unwrap();
    let written = fs::read(log_of(other.path())).unwrap();
    let left = &written[end + 1024..written.len() - room(other.path())];
    let mut bytes = fs::read(log_of(dir.path())).unwrap();
    bytes[end + 1024..end + 1024 + left.len()].copy_from_slice(left);
    fs::write(log_of(dir.path()), &bytes).unwrap();
    append(&store, 10..=10);
    append(&store, 11..=11);
    drop(store);
    let store = FsStore::open(dir.path(), NOW as fn() -> _).unwrap();
    let recovered = store.recovered().unwrap();
    assert_eq!(recovered.kept_commits, 0, "no commit goes on from what is not there");
    let aside = fs::read(recovered.set_aside.as_ref().unwrap()).unwrap();
    assert!(aside.ends_with(left.trim_ascii_end()));
    append(&store, 12..=12);
    store.close().unwrap();
    assert_eq!(verify(dir.path()).unwrap().grade(), Grade::Clean);
    assert_eq!(verify(dir.path()).unwrap().head.position.get(), 12);
}

#[test]
fn a_disk_without_place_for_room_refuses_no_commit_that_fits() {
    let machine = Machine::new(1);
    let root = Path::new(super::harness::ROOT);
    let options = Options::new();
    let store = FsStore::create_on(
        machine.process(None),
        root,
        &options,
        IDENTITY,
        NOW(),
        NOW as fn() -> _,
    )
    .unwrap();
    append(&store, 1..=8);
    // After the write of the commit itself.
    machine.arm(Fault::NoSpace, 1, 1);
    append(&store, 9..=9);
    assert!(machine.calm(), "no room was asked for");
    append(&store, 10..=12);
    assert_eq!(store.head().unwrap().position.get(), 12);
    // One that does not fit is refused, and takes the room with it that stood there.
    machine.arm(Fault::NoSpace, 0, 1);
    let refused = store.append(&batch_of(13, 1), &Guard::unguarded()).unwrap_err();
    assert!(matches!(refused, AppendError::Refused(_)), "{refused}");
    assert_eq!(FsError::find(&refused).unwrap().kind(), FsErrorKind::DiskFull);
    append(&store, 13..=13);
}

#[test]
fn a_segment_is_without_room_for_good_before_the_next_one_begins() {
    let dir = folder();
    drop(with_room(dir.path()));
    let disk = Watched::default();
    // Another process may have been told another length of segments.
    let options = Options::new().segment_limit(300);
    let store = FsStore::open_on(disk.shared(), dir.path(), &options, NOW as fn() -> _).unwrap();
    disk.taken();
    append(&store, 10..=10);
    let second = "00000000000000000010.jsonl";
    let expected = [
        "lock LOCK".to_owned(),
        format!("cut {LOG}"),
        format!("sync {LOG}"),
        format!("create {second}.tmp"),
    ];
    assert_eq!(disk.taken().get(..4), Some(&expected[..]));
    assert_eq!(room(dir.path()), 0);
    assert_eq!(verify(dir.path()).unwrap().grade(), Grade::Clean);
}

/// A ledger on a simulated machine.
fn created(machine: &Machine, options: &Options) -> FsStore<fn() -> Stamp> {
    let root = Path::new(super::harness::ROOT);
    let disk = machine.process(None);
    FsStore::create_on(disk, root, options, IDENTITY, NOW(), NOW as fn() -> _).unwrap()
}

#[test]
fn room_that_a_close_cut_off_does_not_come_back_before_a_later_segment() {
    for seed in 0..40 {
        let machine = Machine::new(seed);
        let root = Path::new(super::harness::ROOT);
        let usual = Options::new();
        let store = created(&machine, &usual);
        append(&store, 1..=9);
        store.close().unwrap();
        drop(store);
        // Another process was told another length, so that it writes nothing more to that segment.
        let options = Options::new().segment_limit(300);
        let store = FsStore::open_on(machine.process(None), root, &options, NOW as fn() -> _);
        append(&store.unwrap(), 10..=10);
        machine.restart(Losses::OfUnsynced);
        let store = FsStore::open_on(machine.process(None), root, &options, NOW as fn() -> _);
        assert_eq!(store.unwrap().head().unwrap().position.get(), 10, "seed {seed}");
    }
}

/// A recovery cut a torn write off, and the sync failed: the file looked cut, was taken for mended when the
/// ledger was opened again, and had the remains of the write behind its last commit after a power cut. Where
/// another segment followed it meanwhile, the ledger was refused.
#[test]
fn what_a_recovery_could_not_cut_off_for_good_is_cut_before_the_next_segment() {
    let mut seen_cut = 0;
    for seed in 0..120 {
        let machine = Machine::new(seed);
        let root = Path::new(super::harness::ROOT);
        let usual = Options::new();
        let store = created(&machine, &usual);
        append(&store, 1..=1);
        // The write fails in its midst, and what it did is not cut off either.
        machine.arm(Fault::NoSpace, 0, 2);
        store.append(&batch_of(9, 9), &Guard::unguarded()).unwrap_err();
        drop(store);
        machine.calm();
        // One of the syncs with which it is kept in quarantine and cut off.
        machine.arm(Fault::SyncFails, u32::try_from(seed % 6).unwrap(), 1);
        let opened = FsStore::open_on(machine.process(None), root, &usual, NOW as fn() -> _);
        seen_cut += u32::from(opened.is_err() && !machine.is_down());
        machine.calm();
        if machine.is_down() {
            continue;
        }
        let open = |options: &Options| {
            FsStore::open_on(machine.process(None), root, options, NOW as fn() -> _)
        };
        append(&open(&usual).unwrap(), 2..=2);
        let options = Options::new().segment_limit(300);
        append(&open(&options).unwrap(), 3..=3);
        machine.restart(Losses::OfUnsynced);
        assert_eq!(open(&options).unwrap().head().unwrap().position.get(), 3, "seed {seed}");
    }
    assert!(seen_cut > 0, "no sync of what was cut off failed");
}
