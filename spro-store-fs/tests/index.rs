//! What `cache/` holds follows from the log: whatever is done to it, answers are those of the log.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use spro_core::kernel::batch::Batch;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::{Alternative, Query};
use spro_core::kernel::store::{AppendError, ReadError, ReadRequest, Store as _};
use spro_store_fs::{FsError, Grade, Mend, Options, RepairMode, repair, verify};

#[path = "support/given.rs"]
mod given;
use given::*;

/// Each commit makes a run, and each begins a segment.
fn options() -> Options {
    small_segments().index_every(1)
}

fn begin(root: &Path) -> Ledger {
    options().create(root, IDENTITY, now(), CLOCK).unwrap()
}

fn open_writer(root: &Path) -> Ledger {
    options().open(root, CLOCK).unwrap()
}

fn open_reader(root: &Path) -> Result<Ledger, FsError> {
    options().open_read_only(root, CLOCK)
}

/// The 61 events that follow those of [`commits`], each in a commit of its own.
fn more() -> impl Iterator<Item = Batch> {
    let rooms = ["blue", "red", "green", "white", "black"];
    (5..66_u8).zip(rooms.into_iter().cycle()).map(|(id, key)| batch(id, vec![booked(id, key)]))
}

/// A closed ledger of three commits, and its only run.
fn small(root: &Path) -> PathBuf {
    let store = begin(root);
    for commit in &commits() {
        append(&store, commit);
    }
    store.close().unwrap();
    let runs = runs(root);
    assert_eq!(runs.len(), 1, "{runs:?}");
    runs[0].clone()
}

fn runs(root: &Path) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(root.join("cache")) else { return Vec::new() };
    let mut paths: Vec<_> = listed.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "index"));
    paths.sort();
    paths
}

fn found(store: &Ledger, query: &Query, after: u64) -> Result<Vec<u64>, ReadError> {
    let mut seen = Vec::new();
    let request = ReadRequest { query: query.clone(), after: Position::new(after), limit: None };
    store.read(&request, &mut |record| {
        seen.push(record.position().get());
        ControlFlow::Continue(())
    })?;
    Ok(seen)
}

/// What is asked: each names what few records have, so that runs are looked into.
fn queries() -> Vec<Query> {
    let other = EventType::parse("hotel.room.left").unwrap();
    let rooms = ["blue", "red", "green", "white", "black", "none"];
    let mut queries: Vec<_> = rooms.iter().map(|key| Query::subject(room(key))).collect();
    queries.extend(rooms.iter().map(|key| Query::about(room(key))));
    queries.push(Query::any([Alternative::default().typed([other])]));
    queries.push(Query::any([Alternative::default().mentioning(room("blue"))]));
    queries
}

/// Holds each answer against what reading all records gives.
fn check_answers(store: &Ledger) -> Result<(), ReadError> {
    let mut all = Vec::new();
    let request = ReadRequest::from_start(Query::all());
    store.read(&request, &mut |record| {
        let matched: Vec<_> = queries().iter().map(|it| it.matches(&record.body)).collect();
        all.push((record.position().get(), matched));
        ControlFlow::Continue(())
    })?;
    for (at, query) in queries().iter().enumerate() {
        for after in [0, 2] {
            let expected = all.iter().filter(|(position, it)| *position > after && it[at]);
            let expected: Vec<_> = expected.map(|(position, _)| *position).collect();
            assert_eq!(found(store, query, after)?, expected, "{query:?} after {after}");
        }
    }
    for after in 0..=all.len() as u64 {
        let request =
            ReadRequest { query: Query::all(), after: Position::new(after), limit: Some(1) };
        let mut next = None;
        store.read(&request, &mut |record| {
            next = Some(record.position().get());
            ControlFlow::Continue(())
        })?;
        assert_eq!(next, (after < all.len() as u64).then_some(after + 1));
    }
    Ok(())
}

fn check_clean(root: &Path) {
    assert_eq!(verify(root).unwrap().findings, []);
}

#[test]
fn an_index_that_is_deleted_under_an_open_ledger_is_made_anew() {
    let dir = folder();
    let (writer, mut batches) = (begin(dir.path()), more());
    for commit in commits().into_iter().chain(batches.by_ref().take(20)) {
        append(&writer, &commit);
    }
    let reader = open_reader(dir.path()).unwrap();
    assert!(!runs(dir.path()).is_empty());
    fs::remove_dir_all(dir.path().join("cache")).unwrap();
    check_answers(&writer).unwrap();
    check_answers(&reader).unwrap();
    for commit in batches.by_ref().take(20) {
        append(&writer, &commit);
        check_answers(&reader).unwrap();
        let first = runs(dir.path()).remove(0);
        let first = first.file_name().unwrap().to_str().unwrap();
        assert!(first.starts_with("00000000000000000001-"), "{first}");
    }
    // What was there twice would be found twice.
    let again = append(&writer, &commits()[1]);
    assert_eq!(again.first.get(), 2);
    check_answers(&writer).unwrap();
    writer.close().unwrap();
    check_clean(dir.path());
    check_answers(&open_reader(dir.path()).unwrap()).unwrap();
}

#[test]
fn an_index_of_what_an_old_copy_does_not_have_is_dropped() {
    for written_on in [0, 1, 2, 10] {
        let (dir, backup) = (folder(), folder());
        let store = begin(dir.path());
        for commit in commits().into_iter().chain(more().take(5)) {
            append(&store, &commit);
        }
        store.close().unwrap();
        copy(dir.path(), backup.path());
        for commit in more().skip(5).take(5) {
            append(&store, &commit);
        }
        store.close().unwrap();
        drop(store);
        let cache = runs(dir.path());
        // The log is put back as it was and written on, and what had been made of it later stays.
        let (old, later) = (dir.path().join("cache"), backup.path().join("later"));
        fs::rename(&old, &later).unwrap();
        fs::remove_dir_all(dir.path().join("log")).unwrap();
        copy(&backup.path().join("log"), &dir.path().join("log"));
        fs::copy(backup.path().join("head"), dir.path().join("head")).unwrap();
        // Others than before, as many as before, and more.
        let store = small_segments().open(dir.path(), CLOCK).unwrap();
        for id in 100..100 + written_on {
            append(&store, &batch(id, vec![booked(id, "white")]));
        }
        store.close().unwrap();
        drop(store);
        fs::rename(&later, &old).unwrap();
        assert_eq!(runs(dir.path()), cache);
        check_answers(&open_reader(dir.path()).unwrap()).unwrap();
        let store = open_writer(dir.path());
        check_answers(&store).unwrap();
        // An event that only the other history has is new to this one.
        append(&store, &more().nth(7).unwrap());
        check_answers(&store).unwrap();
        store.close().unwrap();
        check_clean(dir.path());
        check_answers(&open_reader(dir.path()).unwrap()).unwrap();
    }
}

/// Where a file says something, and here and there where it is filled up.
fn telling(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let places = 0..bytes.len();
    places.filter(|at| {
        let around = at.saturating_sub(8)..(at + 8).min(bytes.len());
        bytes[around].iter().any(|byte| *byte != 0) || at % 256 == 0
    })
}

#[test]
fn no_changed_byte_of_an_index_changes_an_answer_and_each_is_found_and_mended() {
    let dir = folder();
    let run = small(dir.path());
    let bytes = fs::read(&run).unwrap();
    check_clean(dir.path());
    for (number, at) in telling(&bytes).enumerate() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x20;
        fs::write(&run, &changed).unwrap();
        if number % 4 == 0 {
            check_answers(&open_reader(dir.path()).unwrap()).unwrap();
        }
        let findings = verify(dir.path()).unwrap().findings;
        assert_eq!(findings.len(), 1, "byte {at}: {findings:?}");
        assert_eq!((&findings[0].path, findings[0].grade), (&run, Grade::Recoverable), "byte {at}");
        if number % 64 > 0 {
            continue;
        }
        let store = open_writer(dir.path());
        let used = append(&store, &commits()[1]);
        assert_eq!((used.first.get(), used.head.position.get()), (2, 3), "byte {at}");
        let other = batch(9, vec![booked(4, "blue")]);
        let refused = store.append(&other, &Guard::unguarded()).unwrap_err();
        assert!(matches!(refused, AppendError::Conflict { .. }), "byte {at}: {refused}");
        check_answers(&store).unwrap();
        drop(store);
        fs::write(&run, &changed).unwrap();
        let mended = repair(dir.path(), RepairMode::Mend).unwrap();
        let mends: Vec<_> = mended.mended.iter().map(|it| (it.mend, &it.path)).collect();
        assert_eq!(mends, [(Mend::Index, &run)], "byte {at}");
        assert!(!run.exists(), "byte {at}");
        check_clean(dir.path());
        check_answers(&open_reader(dir.path()).unwrap()).unwrap();
        let others = runs(dir.path());
        assert_eq!(others, [] as [PathBuf; 0], "byte {at}");
    }
}

#[test]
fn damage_in_an_old_record_does_not_hinder_opening_and_is_told_by_who_reads_it() {
    let dir = folder();
    small(dir.path());
    let path = segment(dir.path(), 2);
    let mut bytes = fs::read(&path).unwrap();
    // A letter in the second of its two records.
    let at = bytes.windows(9).rposition(|part| part == b"room/blue").unwrap() + 5;
    bytes[at] = b'g';
    fs::write(&path, &bytes).unwrap();
    for store in [open_writer(dir.path()), open_reader(dir.path()).unwrap()] {
        assert_eq!(found(&store, &Query::subject(room("green")), 0).unwrap(), [4]);
        for query in [Query::subject(room("blue")), Query::all()] {
            let mut seen = Vec::new();
            let request = ReadRequest::from_start(query.clone());
            let refused = store.read(&request, &mut |record| {
                seen.push(record.position().get());
                ControlFlow::Continue(())
            });
            let refused = refused.unwrap_err();
            let ReadError::Damaged { after, source } = &refused else { unreachable!("{refused}") };
            let FsError::Altered { path: named, line, .. } = source.downcast_ref().unwrap() else {
                unreachable!("{source}")
            };
            assert_eq!((named, *line), (&path, 3), "{query:?}");
            assert!(after.get() <= 2 && !seen.contains(&3), "{query:?}: {after}, {seen:?}");
        }
    }
    let findings = verify(dir.path()).unwrap().findings;
    let named: Vec<_> = findings.iter().map(|it| (&it.path, it.line, it.grade)).collect();
    assert_eq!(named, [(&path, Some(3), Grade::Altered)]);
}

#[test]
fn who_only_reads_answers_without_an_index_and_with_one_of_less_and_writes_nothing() {
    let dir = folder();
    small(dir.path());
    let stale = folder();
    copy(&dir.path().join("cache"), stale.path());
    let store = open_writer(dir.path());
    for commit in more().take(30) {
        append(&store, &commit);
    }
    drop(store);
    for has_index in [false, true] {
        fs::remove_dir_all(dir.path().join("cache")).unwrap();
        if has_index {
            copy(stale.path(), &dir.path().join("cache"));
        }
        let before = files(dir.path());
        let reader = open_reader(dir.path()).unwrap();
        check_answers(&reader).unwrap();
        assert_eq!(found(&reader, &Query::all(), 0).unwrap().len(), 34);
        reader.close().unwrap();
        drop(reader);
        assert_eq!(files(dir.path()), before);
        fs::create_dir_all(dir.path().join("cache")).unwrap();
    }
}
