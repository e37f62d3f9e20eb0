//! What a ledger in a folder promises, also after a crash and after damage.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use spro_core::kernel::guard::Guard;
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{AppendError, ReadError, ReadRequest, Store};
use spro_store_fs::{FsError, FsErrorKind, FsStore, Options, ReadCheck};

#[path = "support/given.rs"]
mod given;
use given::*;

/// A ledger with three commits, not closed, whose `head` names the first `published` of them.
fn ledger_with_head_after(root: &Path, published: usize) {
    let store = create(root);
    let mut head = fs::read(root.join("head")).unwrap();
    for (index, commit) in commits().iter().enumerate() {
        store.append(commit, &Guard::unguarded()).unwrap();
        if index + 1 == published {
            head = fs::read(root.join("head")).unwrap();
        }
    }
    drop(store);
    fs::write(root.join("head"), head).unwrap();
}

#[test]
fn what_was_appended_is_read_after_opening_anew() {
    let dir = folder();
    let root = dir.path().join("ledger");
    let store = create(&root);
    let memory = MemoryStore::new(IDENTITY, CLOCK);
    for commit in commits() {
        let receipt = store.append(&commit, &Guard::unguarded()).unwrap();
        let reference = memory.append(&commit, &Guard::unguarded()).unwrap();
        assert_eq!(receipt, reference);
    }
    store.close().unwrap();
    let store = open(&root).unwrap();
    assert_eq!(store.head().unwrap(), memory.head().unwrap());
    assert_eq!(positions(&store, 0).unwrap(), [1, 2, 3, 4]);
    assert_eq!(positions(&store, 2).unwrap(), [3, 4]);
}

#[test]
fn a_repeat_gets_its_receipt_and_a_stale_guard_refuses_after_opening_anew() {
    let dir = folder();
    let store = create(dir.path());
    let [first, second, third] = commits();
    store.append(&first, &Guard::unguarded()).unwrap();
    let receipt = store.append(&second, &Guard::unguarded()).unwrap();
    let store = open(dir.path()).unwrap();
    assert_eq!(store.append(&second, &Guard::unguarded()).unwrap(), receipt);
    let guard = Guard::subject_unchanged(room("blue"), Position::new(1));
    let refused = store.append(&third, &guard).unwrap_err();
    assert!(matches!(refused, AppendError::Stale { found, .. } if found.get() == 3), "{refused}");
    let twice = batch(9, vec![booked(3, "blue")]);
    let refused = store.append(&twice, &Guard::unguarded()).unwrap_err();
    assert!(matches!(refused, AppendError::Conflict { .. }), "{refused}");
}

#[test]
fn a_reader_sees_files_that_took_the_place_of_those_that_it_had_read() {
    let dir = folder();
    let (root, copied) = (dir.path().join("ledger"), dir.path().join("copy"));
    let [first, second, _] = commits();
    append(&create(&root), &first);
    let blue = || ReadRequest::from_start(Query::subject(room("blue")));
    let reader = FsStore::open_read_only(&root, CLOCK).unwrap();
    let seen = || {
        let mut seen = Vec::new();
        let end = reader.read(&blue(), &mut |record| {
            seen.push(record.position().get());
            ControlFlow::Continue(())
        });
        (seen, end.unwrap().head.position.get())
    };
    assert_eq!(seen(), (vec![1], 1));
    copy(&root, &copied);
    append(&open(&copied).unwrap(), &second);
    for file in [log_of(&root), root.join("head")] {
        let new = copied.join(file.strip_prefix(&root).unwrap());
        fs::rename(new, file).unwrap();
    }
    assert_eq!(seen(), (vec![1, 3], 3));
}

#[test]
fn two_writers_of_one_folder_take_turns() {
    let dir = folder();
    let one = create(dir.path());
    let other = open(dir.path()).unwrap();
    let [first, second, third] = commits();
    one.append(&first, &Guard::unguarded()).unwrap();
    other.append(&second, &Guard::unguarded()).unwrap();
    let receipt = one.append(&third, &Guard::unguarded()).unwrap();
    assert_eq!(receipt.first, Position::new(4));
    assert_eq!(positions(&other, 0).unwrap(), [1, 2, 3, 4]);
}

#[test]
fn a_folder_that_is_not_empty_a_newer_format_and_a_link_are_refused() {
    let dir = folder();
    let root = dir.path().join("ledger");
    drop(create(&root));
    let again = FsStore::create(&root, IDENTITY, now(), CLOCK);
    assert!(matches!(again, Err(FsError::NotEmpty { .. })));

    let manifest = fs::read_to_string(root.join("spro.json")).unwrap();
    let newer = manifest.replace("\"format\":1", "\"format\":2,\"more\":true");
    fs::write(root.join("spro.json"), newer).unwrap();
    assert!(matches!(open(&root), Err(FsError::NewerFormat { format: 2, .. })));
    fs::write(root.join("spro.json"), manifest).unwrap();

    let elsewhere = dir.path().join("elsewhere");
    fs::rename(log_of(&root), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, log_of(&root)).unwrap();
    assert!(matches!(open(&root), Err(FsError::Io { .. })));
}

#[test]
fn whole_commits_that_head_does_not_name_yet_are_kept() {
    let dir = folder();
    ledger_with_head_after(dir.path(), 1);
    let store = open(dir.path()).unwrap();
    assert_eq!(positions(&store, 0).unwrap(), [1, 2, 3, 4]);
}

#[test]
fn a_log_cut_anywhere_keeps_whole_commits_or_is_refused_as_truncated() {
    let dir = folder();
    let root = dir.path().join("ledger");
    ledger_with_head_after(&root, 1);
    let log = fs::read(log_of(&root)).unwrap();
    let head = fs::read(root.join("head")).unwrap();
    let ends: Vec<usize> = (0..log.len()).filter(|at| log[*at] == b'\n').map(|at| at + 1).collect();
    for cut in 0..log.len() {
        for garbage in [&b""[..], &[0; 40], b"{\"h\":\"garbage"] {
            let mut left = log[..cut].to_vec();
            left.extend_from_slice(garbage);
            fs::write(log_of(&root), &left).unwrap();
            fs::write(root.join("head"), &head).unwrap();
            let opened = open(&root);
            if cut < ends[1] {
                assert!(opened.is_err(), "cut at {cut} is not seen");
                assert_eq!(fs::read(log_of(&root)).unwrap(), left);
                continue;
            }
            let kept = if cut < ends[3] { ends[1] } else { ends[3] };
            drop(opened.unwrap());
            assert_eq!(fs::read(log_of(&root)).unwrap(), log[..kept], "cut {cut}");
        }
    }
    assert!(fs::read_dir(root.join("quarantine")).unwrap().count() > 1);
}

#[test]
fn no_flipped_bit_of_what_head_names_passes() {
    let dir = folder();
    let root = dir.path().join("ledger");
    ledger_with_head_after(&root, 3);
    let log = fs::read(log_of(&root)).unwrap();
    for at in 0..log.len() {
        for bit in 0..8 {
            let mut flipped = log.clone();
            flipped[at] ^= 1 << bit;
            fs::write(log_of(&root), &flipped).unwrap();
            let opened = open(&root);
            assert!(matches!(opened, Err(FsError::Altered { .. })), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn damage_before_a_commit_that_knows_it_to_be_durable_is_never_cut_off() {
    let dir = folder();
    let root = dir.path().join("ledger");
    ledger_with_head_after(&root, 1);
    let log = fs::read(log_of(&root)).unwrap();
    let head = fs::read(root.join("head")).unwrap();
    let ends: Vec<usize> = (0..log.len()).filter(|at| log[*at] == b'\n').collect();
    // Every byte of commit 2, its line breaks too; commit 3 follows it.
    for at in ends[1] + 1..=ends[3] {
        let mut flipped = log.clone();
        flipped[at] ^= 1;
        fs::write(log_of(&root), &flipped).unwrap();
        fs::write(root.join("head"), &head).unwrap();
        let opened = open(&root);
        assert!(matches!(opened, Err(FsError::Corrupt { .. })), "byte {at}");
        assert_eq!(fs::read(log_of(&root)).unwrap(), flipped);
    }
}

#[test]
fn a_loss_after_a_clean_close_is_refused() {
    let dir = folder();
    let store = create(dir.path());
    for commit in commits() {
        store.append(&commit, &Guard::unguarded()).unwrap();
    }
    store.close().unwrap();
    let log = fs::read(log_of(dir.path())).unwrap();
    let header = log.iter().position(|byte| *byte == b'\n').unwrap();
    for len in 0..log.len() {
        fs::write(log_of(dir.path()), &log[..len]).unwrap();
        let kind = if len > header { FsErrorKind::Truncated } else { FsErrorKind::Altered };
        for opened in [open(dir.path()), FsStore::open_read_only(dir.path(), CLOCK)] {
            assert_eq!(opened.err().unwrap().kind(), kind, "length {len}");
        }
        assert_eq!(fs::read(log_of(dir.path())).unwrap(), log[..len]);
    }
}

#[test]
fn a_busy_writer_is_waited_for_within_a_limit_and_then_named() {
    let dir = folder();
    let store = create(dir.path());
    let impatient = Options::new().lock_wait(Duration::from_millis(20));
    let waiting = impatient.open(dir.path(), CLOCK).unwrap();
    let [first, second, _] = commits();
    let busy = fs::File::open(dir.path().join("LOCK")).unwrap();
    busy.lock().unwrap();
    let refused = waiting.append(&first, &Guard::unguarded()).unwrap_err();
    assert!(matches!(refused, AppendError::Refused(_)), "{refused}");
    assert_eq!(FsError::find(&refused).unwrap().kind(), FsErrorKind::Busy);
    assert_eq!(impatient.open(dir.path(), CLOCK).err().unwrap().kind(), FsErrorKind::Busy);
    assert!(FsStore::open_read_only(dir.path(), CLOCK).is_ok());

    // Within the limit, the commit waits and is recorded; readers do not wait for it.
    std::thread::scope(|scope| {
        let appended = scope.spawn(|| append(&store, &second));
        std::thread::sleep(Duration::from_millis(30));
        assert_eq!(positions(&store, 0).unwrap(), [0; 0]);
        assert_eq!(store.wait_after(Position::START, Duration::ZERO).unwrap(), IDENTITY.genesis());
        assert!(!appended.is_finished());
        drop(busy);
        assert_eq!(appended.join().unwrap().first.get(), 1);
    });
    assert_eq!(append(&waiting, &first).first.get(), 3, "who was refused may try again");
}

#[test]
fn a_pipe_or_a_folder_that_bears_a_files_name_is_refused_and_not_waited_for() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let make_pipe = |path: &Path| mknodat(CWD, path, FileType::Fifo, Mode::RUSR, 0).unwrap();
    let make_dir = |path: &Path| fs::create_dir(path).unwrap();
    for make in [&make_pipe as &dyn Fn(&Path), &make_dir] {
        let dir = folder();
        drop(create(dir.path()));
        fs::remove_file(log_of(dir.path())).unwrap();
        make(&log_of(dir.path()));
        for opened in [open(dir.path()), FsStore::open_read_only(dir.path(), CLOCK)] {
            assert!(matches!(opened, Err(FsError::Io { .. })));
        }
    }
}

#[test]
fn one_damaged_slot_of_head_is_survived_and_two_are_refused() {
    let dir = folder();
    ledger_with_head_after(dir.path(), 3);
    let head = fs::read(dir.path().join("head")).unwrap();
    for slot in [0, 4096] {
        let mut damaged = head.clone();
        damaged[slot + 20] ^= 1;
        fs::write(dir.path().join("head"), &damaged).unwrap();
        let store = open(dir.path()).unwrap();
        assert_eq!(positions(&store, 0).unwrap(), [1, 2, 3, 4]);
    }
    fs::write(dir.path().join("head"), vec![b'\n'; 8192]).unwrap();
    assert!(matches!(open(dir.path()), Err(FsError::Unreadable { .. })));
}

#[test]
fn a_read_that_checks_no_digests_sees_what_was_changed_and_still_no_damaged_line() {
    let dir = folder();
    let store = create(dir.path());
    for commit in &commits() {
        append(&store, commit);
    }
    let trusting = Options::new().read_check(ReadCheck::Framing).open(dir.path(), CLOCK).unwrap();
    let (checked, whole) = (positions(&store, 0), positions(&trusting, 0));
    assert_eq!((checked.unwrap(), whole.unwrap()), (vec![1, 2, 3, 4], vec![1, 2, 3, 4]));

    // The second record of a commit, so that no check of a first line tells.
    let log = fs::read_to_string(log_of(dir.path())).unwrap();
    let change = |from: &str, to: &str| {
        let at = log.find("\"id\":\"ambqga").unwrap();
        let (before, after) = log.split_at(at);
        fs::write(log_of(dir.path()), format!("{before}{}", after.replacen(from, to, 1))).unwrap();
    };
    change("room/blue", "room/bleu");
    assert!(
        matches!(positions(&store, 0), Err(ReadError::Damaged { after, .. }) if after.get() == 1)
    );
    assert_eq!(positions(&trusting, 0).unwrap(), [1, 2, 3, 4]);
    change("\"learned\"", "\"learnt?\"");
    assert!(
        matches!(positions(&trusting, 0), Err(ReadError::Damaged { after, .. }) if after.get() == 2)
    );
}

/// Puts a copy of a file in its place, as a restored backup or a repair does.
fn replace(path: &Path) {
    let aside = path.with_extension("copy");
    fs::copy(path, &aside).unwrap();
    fs::rename(aside, path).unwrap();
}

#[test]
fn a_file_that_took_anothers_place_between_two_appends_is_the_one_that_counts() {
    let dir = folder();
    let options = Options::new().lock_wait(Duration::from_millis(5));
    let store = options.create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
    let [first, second, third] = commits();
    append(&store, &first);
    for path in [log_of(dir.path()), dir.path().join("head"), dir.path().join("LOCK")] {
        replace(&path);
    }
    append(&store, &second);
    let lock = fs::File::open(dir.path().join("LOCK")).unwrap();
    lock.lock().unwrap();
    let busy = store.append(&third, &Guard::unguarded()).unwrap_err();
    assert_eq!(FsError::find(&busy).unwrap().kind(), FsErrorKind::Busy);
    lock.unlock().unwrap();
    append(&store, &third);
    drop(store);
    let store = open(dir.path()).unwrap();
    assert!(store.recovered().is_none());
    assert_eq!(positions(&store, 0).unwrap(), [1, 2, 3, 4]);
}
