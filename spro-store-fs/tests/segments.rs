//! A log in several files is one log, and no file of it can be changed, moved or lost unseen.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::store::{AppendError, LedgerIdentity, Store};
use spro_store_fs::{FsError, FsErrorKind, FsStore};

#[path = "support/given.rs"]
mod given;
use given::*;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_log_rolls_between_commits_and_is_read_as_one() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let expected = [1, 2, 4].map(|first| format!("{first:020}.jsonl"));
    assert_eq!(names(&dir.path().join("log")), expected);

    let memory = MemoryStore::new(IDENTITY, CLOCK);
    for commit in &commits() {
        memory.append(commit, &Guard::unguarded()).unwrap();
    }
    let store = open(dir.path()).unwrap();
    assert!(store.recovered().is_none());
    assert_eq!(store.head().unwrap(), memory.head().unwrap());
    for after in 0..=4 {
        let expected: Vec<u64> = (after + 1..=4).collect();
        assert_eq!(positions(&store, after).unwrap(), expected);
    }
    let [_, second, _] = commits();
    let receipt = store.append(&second, &Guard::unguarded()).unwrap();
    assert_eq!(receipt, memory.append(&second, &Guard::unguarded()).unwrap());
    let guard = Guard::subject_unchanged(room("blue"), Position::new(1));
    let stale = store.append(&batch(9, vec![booked(9, "blue")]), &guard).unwrap_err();
    assert!(matches!(stale, AppendError::Stale { found, .. } if found.get() == 3), "{stale}");
}

#[test]
fn writers_with_other_limits_and_readers_follow_one_another_across_segments() {
    let dir = folder();
    let rolling = small_segments().create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
    let other = open(dir.path()).unwrap();
    let reader = FsStore::open_read_only(dir.path(), CLOCK).unwrap();
    for id in 1..=9 {
        let writer = if id % 3 == 0 { &rolling } else { &other };
        append(writer, &batch(id, vec![booked(id, "blue")]));
        let expected: Vec<u64> = (1..=u64::from(id)).collect();
        for store in [&rolling, &other, &reader] {
            assert_eq!(positions(store, 0).unwrap(), expected);
        }
    }
    assert_eq!(names(&dir.path().join("log")).len(), 4);
    other.close().unwrap();
    assert_eq!(open(dir.path()).unwrap().head().unwrap().position.get(), 9);
}

/// The first line of the segment that follows the ledger's last.
fn header_after(root: &Path) -> String {
    let head = open(root).unwrap().head().unwrap();
    format!(
        "{{\"spro\":1,\"ledger\":\"{}\",\"first\":{},\"after\":\"{}\"}}\n",
        IDENTITY.id,
        head.position.next(),
        head.digest
    )
}

#[test]
fn a_last_segment_with_nothing_but_its_first_line_is_gone_on_with() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let header = header_after(dir.path());
    let running = open(dir.path()).unwrap();
    fs::write(segment(dir.path(), 5), &header).unwrap();
    let reader = FsStore::open_read_only(dir.path(), CLOCK).unwrap();
    assert_eq!(positions(&reader, 0).unwrap(), [1, 2, 3, 4]);
    append(&running, &batch(5, vec![booked(5, "blue")]));
    assert!(fs::read_to_string(segment(dir.path(), 5)).unwrap().starts_with(&header));
    assert_eq!(positions(&open(dir.path()).unwrap(), 0).unwrap(), [1, 2, 3, 4, 5]);
}

#[test]
fn a_segment_that_was_not_finished_is_set_aside() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let unfinished = dir.path().join("log/00000000000000000005.jsonl.tmp");
    fs::write(&unfinished, "{\"spr").unwrap();
    assert!(FsStore::open_read_only(dir.path(), CLOCK).is_ok());
    assert!(unfinished.exists());
    assert!(open(dir.path()).is_ok());
    assert!(!unfinished.exists());
    assert_eq!(names(&dir.path().join("quarantine")), ["00000000000000000004-0.unfinished"]);
}

#[test]
fn a_torn_write_at_the_begin_of_a_segment_is_set_aside() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let whole = fs::read(segment(dir.path(), 4)).unwrap();
    let first_line = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let head = {
        let dir = folder();
        let store = small_segments().create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
        for commit in &commits()[..2] {
            append(&store, commit);
        }
        fs::read(dir.path().join("head")).unwrap()
    };
    for len in first_line + 1..whole.len() {
        fs::write(segment(dir.path(), 4), &whole[..len]).unwrap();
        fs::write(dir.path().join("head"), &head).unwrap();
        let store = open(dir.path()).unwrap();
        assert_eq!(positions(&store, 0).unwrap(), [1, 2, 3], "length {len}");
        let aside = store.recovered().unwrap().set_aside.as_ref().unwrap();
        assert_eq!(fs::read(aside).unwrap(), whole[first_line..len], "length {len}");
    }
}

/// Changes a copy of the segmented ledger, and gives the error of opening it in both ways.
fn changed(change: impl Fn(&Path)) -> FsError {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    change(dir.path());
    let read_only = FsStore::open_read_only(dir.path(), CLOCK).err().map(|e| e.kind());
    let error = open(dir.path()).err().unwrap();
    if let Some(kind) = read_only {
        assert_eq!(kind, error.kind());
    }
    assert!(fs::read_dir(dir.path().join("quarantine")).unwrap().next().is_none());
    error
}

/// The file, below the ledger's folder, and the line that an error names.
fn named(error: &FsError) -> (String, u64) {
    let (path, line): (&PathBuf, u64) = match error {
        FsError::Altered { path, line, .. } | FsError::Truncated { path, line, .. } => {
            (path, *line)
        }
        other => panic!("{other}"),
    };
    (path.file_name().unwrap().to_string_lossy().trim_start_matches('0').to_owned(), line)
}

#[test]
fn each_change_to_the_files_of_a_log_is_refused_and_named() {
    type Case = (&'static str, fn(&Path), (&'static str, u64));
    let cases: [Case; 12] = [
        ("first missing", |root| remove(root, 1), ("1.jsonl", 1)),
        ("middle missing", |root| remove(root, 2), ("1.jsonl", 3)),
        ("last missing", |root| remove(root, 4), ("4.jsonl", 4)),
        ("renamed", |root| rename(root, 2, 3), ("1.jsonl", 3)),
        ("last renamed", |root| rename(root, 4, 7), ("2.jsonl", 4)),
        ("duplicated beyond the end", |root| duplicate(root, 4, 5), ("5.jsonl", 1)),
        ("duplicated in between", |root| duplicate(root, 2, 3), ("3.jsonl", 1)),
        ("swapped", swap, ("2.jsonl", 1)),
        ("of another ledger", |root| replace(root, 2), ("2.jsonl", 1)),
        ("first of another ledger", |root| replace(root, 1), ("1.jsonl", 1)),
        ("cut within a commit", |root| cut(root, 2, 20), ("2.jsonl", 3)),
        ("cut between commits", |root| cut(root, 2, whole_lines(root, 2, 1)), ("2.jsonl", 2)),
    ];
    for (what, change, (file, line)) in cases {
        let error = changed(change);
        let kind =
            if what == "last missing" { FsErrorKind::Truncated } else { FsErrorKind::Altered };
        assert_eq!(named(&error), (file.to_owned(), line), "{what}: {error}");
        assert_eq!(error.kind(), kind, "{what}: {error}");
    }
}

/// A fuzzer put a stray segment beside a write that was cut off: the opening mended that write, and
/// refused the ledger only then.
#[test]
fn a_stray_segment_is_refused_before_the_end_is_mended() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let torn = [&fs::read(segment(dir.path(), 4)).unwrap()[..], b"{\"h\":\"torn"].concat();
    fs::write(segment(dir.path(), 4), &torn).unwrap();
    duplicate(dir.path(), 2, 3);
    let head = fs::read(dir.path().join("head")).unwrap();
    let refused = open(dir.path()).err().unwrap();
    assert_eq!(named(&refused), ("3.jsonl".to_owned(), 1), "{refused}");
    assert_eq!(fs::read(segment(dir.path(), 4)).unwrap(), torn);
    assert_eq!(fs::read(dir.path().join("head")).unwrap(), head);
    assert!(names(&dir.path().join("quarantine")).is_empty());
}

fn remove(root: &Path, first: u64) {
    fs::remove_file(segment(root, first)).unwrap();
}

fn rename(root: &Path, first: u64, to: u64) {
    fs::rename(segment(root, first), segment(root, to)).unwrap();
}

fn duplicate(root: &Path, first: u64, to: u64) {
    fs::copy(segment(root, first), segment(root, to)).unwrap();
}

fn swap(root: &Path) {
    rename(root, 2, 9);
    rename(root, 4, 2);
    rename(root, 9, 4);
}

fn replace(root: &Path, first: u64) {
    let other = folder();
    let identity = LedgerIdentity { id: LedgerId::from_bytes([3; 16]), ..IDENTITY };
    segmented(other.path(), identity);
    fs::copy(segment(other.path(), first), segment(root, first)).unwrap();
}

/// Cuts so many bytes off the end.
fn cut(root: &Path, first: u64, bytes: usize) {
    let whole = fs::read(segment(root, first)).unwrap();
    fs::write(segment(root, first), &whole[..whole.len() - bytes]).unwrap();
}

/// The bytes that follow the first lines of a segment.
fn whole_lines(root: &Path, first: u64, lines: usize) -> usize {
    let text = fs::read_to_string(segment(root, first)).unwrap();
    text.split_inclusive('\n').skip(lines).map(str::len).sum()
}

#[test]
fn a_file_that_is_no_segment_is_refused_by_its_name() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let stray = dir.path().join("log/notes.txt");
    fs::write(&stray, "").unwrap();
    for opened in [open(dir.path()), FsStore::open_read_only(dir.path(), CLOCK)] {
        let refused = opened.err().unwrap();
        assert!(matches!(&refused, FsError::UnknownFile { path } if *path == stray), "{refused}");
    }
}

#[test]
fn a_loss_under_an_open_ledger_is_an_error_of_the_read_that_names_file_and_line() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let store = FsStore::open_read_only(dir.path(), CLOCK).unwrap();
    let bytes = fs::read(segment(dir.path(), 4)).unwrap();
    for len in 150..bytes.len() {
        fs::write(segment(dir.path(), 4), &bytes[..len]).unwrap();
        let error = positions(&store, 0).unwrap_err();
        let found = FsError::find(&error).unwrap();
        assert_eq!(named(found), ("4.jsonl".to_owned(), 2), "length {len}: {error}");
        assert_eq!(positions(&store, 4).unwrap(), [0; 0], "what is not read is not missed");
    }
}
