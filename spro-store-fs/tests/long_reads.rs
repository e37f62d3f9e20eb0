//! Reads and checks that are long enough for a second thread.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

use std::fs::{self, OpenOptions};
use std::ops::ControlFlow;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use spro_core::kernel::batch::NewEvent;
use spro_core::kernel::chain::Digest;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::id::EventId;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{ReadRequest, Store as _};
use spro_store_fs::{Grade, Options, ReadCheck, ReadThreads, verify};

#[path = "support/given.rs"]
mod given;
use given::{CLOCK, IDENTITY, Ledger, append, batch, folder, now, room, segment};

const EVENTS: u64 = 180;

/// A ledger of 2.7 MB in five segments.
fn long(root: &Path) {
    long_in(root, 600_000);
}

/// A ledger of 2.7 MB in segments of such a length.
fn long_in(root: &Path, segment_limit: u64) {
    let store =
        Options::new().segment_limit(segment_limit).create(root, IDENTITY, now(), CLOCK).unwrap();
    let kind = EventType::parse("hotel.room.described").unwrap();
    for commit in 0..60 {
        let event = |nth: u8| {
            let id = EventId::from_bytes([[commit; 8], [nth; 8]].concat().try_into().unwrap());
            let day = now().instant().date_naive();
            let text = char::from(b'a' + nth).to_string().repeat(15_000);
            NewEvent::new(id, kind.clone(), room("blue"), day, &text).unwrap()
        };
        append(&store, &batch(commit, (0..3).map(event).collect()));
    }
    store.close().unwrap();
}

/// What a read came by, and how it ended.
type Seen = (Vec<(Position, Digest)>, String);

fn read(store: &Ledger, limit: Option<u64>, stop_at: u64) -> Seen {
    let mut seen = Vec::new();
    let request = ReadRequest { query: Query::all(), after: Position::START, limit };
    let end = store.read(&request, &mut |record| {
        seen.push((record.position(), record.digest));
        if record.position().get() == stop_at {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    let mut made = Vec::new();
    let made_end = store.read_made(
        &request,
        |record| (record.position(), record.digest),
        |place| {
            made.push(*place);
            if place.0.get() == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    let (seen, made) = ((seen, format!("{end:?}")), (made, format!("{made_end:?}")));
    assert_eq!(seen, made, "what is made of records is of those that a read visits");
    seen
}

fn on(root: &Path, threads: ReadThreads, check: ReadCheck) -> Ledger {
    let options = Options::new().read_threads(threads).read_check(check);
    options.open_read_only(root, CLOCK).unwrap()
}

const CHECKS: [ReadCheck; 2] = [ReadCheck::Digests, ReadCheck::Framing];

#[test]
fn two_threads_visit_what_one_does() {
    let dir = folder();
    long(dir.path());
    for check in CHECKS {
        let (one, two) =
            (on(dir.path(), ReadThreads::One, check), on(dir.path(), ReadThreads::Two, check));
        let all = read(&two, None, u64::MAX);
        assert_eq!(all.0.len() as u64, EVENTS);
        assert_eq!(all, read(&one, None, u64::MAX));
        for limit in [1, 80, 100, EVENTS - 1, EVENTS, EVENTS + 1] {
            assert_eq!(read(&two, Some(limit), u64::MAX), read(&one, Some(limit), u64::MAX));
        }
        for stop_at in [1, 79, 100, 101, 102, EVENTS] {
            let stopped = read(&two, None, stop_at);
            assert_eq!(stopped.0.len() as u64, stop_at);
            assert_eq!(stopped, read(&one, None, stop_at));
        }
    }
}

#[test]
fn two_threads_come_by_the_same_damage_as_one_and_never_take_it_for_the_end() {
    let dir = folder();
    long(dir.path());
    let segments: Vec<_> =
        fs::read_dir(dir.path().join("log")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(segments.len(), 5);
    let stores = CHECKS.map(|check| {
        [ReadThreads::One, ReadThreads::Two].map(|threads| on(dir.path(), threads, check))
    });
    let mut refused = 0;
    for path in segments {
        let len = fs::metadata(&path).unwrap().len();
        let file = OpenOptions::new().write(true).read(true).open(&path).unwrap();
        // The step is prime, so that digests and texts are both hit.
        for at in (0..len).step_by(36_007).chain([len - 1]) {
            let mut byte = [0];
            file.read_exact_at(&mut byte, at).unwrap();
            file.write_all_at(&[byte[0] ^ 1], at).unwrap();
            for [one, two] in &stores {
                let seen = read(two, None, u64::MAX);
                assert_eq!(seen, read(one, None, u64::MAX), "byte {at} of {}", path.display());
                assert_eq!(seen.1.starts_with("Ok"), seen.0.len() as u64 == EVENTS);
                refused += u32::from(seen.1.starts_with("Err"));
            }
            file.write_all_at(&byte, at).unwrap();
        }
    }
    assert!(refused > 60, "{refused}");
}

#[test]
fn a_segment_that_is_missing_is_missed_by_both() {
    let dir = folder();
    long(dir.path());
    let stores = [ReadThreads::One, ReadThreads::Two]
        .map(|threads| on(dir.path(), threads, ReadCheck::Digests));
    let last = fs::read_dir(dir.path().join("log"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .max()
        .unwrap();
    assert_ne!(last, segment(dir.path(), 1));
    fs::remove_file(last).unwrap();
    let [one, two] = stores.map(|store| read(&store, None, u64::MAX));
    assert!(one.1.starts_with("Err"), "{}", one.1);
    assert_eq!(one, two);
}

#[test]
#[should_panic(expected = "the visitor's own")]
fn a_visitor_that_panics_takes_the_read_with_it() {
    let dir = folder();
    long(dir.path());
    let store = on(dir.path(), ReadThreads::Two, ReadCheck::Digests);
    let request = ReadRequest { query: Query::all(), after: Position::START, limit: None };
    let _ = store.read(&request, &mut |record| {
        assert_ne!(record.position().get(), 120, "the visitor's own");
        ControlFlow::Continue(())
    });
}

fn make_until(panics_at: u64, looks_until: u64) {
    let dir = folder();
    long(dir.path());
    let store = on(dir.path(), ReadThreads::Two, ReadCheck::Digests);
    let request = ReadRequest { query: Query::all(), after: Position::START, limit: None };
    let read = store.read_made(
        &request,
        |record| {
            assert_ne!(record.position().get(), panics_at, "the maker's own");
            record.position().get()
        },
        |position| {
            assert!(*position < panics_at, "nothing is looked at beyond");
            assert_ne!(*position, looks_until, "the visitor's own");
            ControlFlow::Continue(())
        },
    );
    read.unwrap();
}

/// Once, a read might have waited for a thread that was no more.
#[test]
#[should_panic(expected = "the maker's own")]
fn who_panics_making_something_of_a_record_takes_the_read_with_it() {
    make_until(150, u64::MAX);
}

#[test]
#[should_panic(expected = "the visitor's own")]
fn who_panics_looking_at_what_was_made_takes_the_read_with_it() {
    make_until(u64::MAX, 120);
}

#[test]
fn a_check_names_the_line_of_each_byte_that_was_changed() {
    let dir = folder();
    long_in(dir.path(), u64::MAX);
    assert_eq!(verify(dir.path()).unwrap().findings, []);
    let path = segment(dir.path(), 1);
    let log = fs::read(&path).unwrap();
    // The last one is changed too, and it is a line break.
    for at in (0..log.len()).rev().step_by(66_047) {
        let mut changed = log.clone();
        changed[at] ^= 1;
        fs::write(&path, changed).unwrap();
        let line = log[..at].split(|byte| *byte == b'\n').count() as u64;
        let found = verify(dir.path()).unwrap().findings;
        let found: Vec<_> =
            found.iter().map(|finding| (&finding.path, finding.line, finding.grade)).collect();
        assert_eq!(found, [(&path, Some(line), Grade::Altered)], "byte {at}");
    }
}
