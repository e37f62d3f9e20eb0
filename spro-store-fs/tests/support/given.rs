//! What the tests record: the bookings of a hotel.
#![allow(dead_code, reason = "each test uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, ReadError, ReadRequest, Receipt, Store};
use spro_core::kernel::subject::Subject;
use spro_store_fs::{FsError, FsStore, Options};
use tempfile::TempDir;

pub(crate) type Ledger = FsStore<fn() -> Stamp>;

pub(crate) const CLOCK: fn() -> Stamp = now;
pub(crate) const IDENTITY: LedgerIdentity =
    LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };

pub(crate) fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

/// A folder in memory where there is one: most tests ask what is written, and not how fast.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir()).unwrap()
}

pub(crate) fn room(key: &str) -> Subject {
    Subject::parse(&format!("room/{key}")).unwrap()
}

pub(crate) fn booked(id: u8, key: &str) -> NewEvent {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    NewEvent::new(EventId::from_bytes([id; 16]), kind, room(key), day, &7).unwrap()
}

pub(crate) fn batch(id: u8, events: Vec<NewEvent>) -> Batch {
    let clerk = Subject::parse("person/clerk").unwrap();
    Batch::new(CommitId::from_bytes([id; 16]), clerk, events).unwrap()
}

/// Commit 1 holds one event, commit 2 two, commit 3 one.
pub(crate) fn commits() -> [Batch; 3] {
    [
        batch(1, vec![booked(1, "blue")]),
        batch(2, vec![booked(2, "red"), booked(3, "blue")]),
        batch(3, vec![booked(4, "green")]),
    ]
}

pub(crate) fn append(store: &Ledger, batch: &Batch) -> Receipt {
    store.append(batch, &Guard::unguarded()).unwrap()
}

pub(crate) fn create(root: &Path) -> Ledger {
    FsStore::create(root, IDENTITY, now(), CLOCK).unwrap()
}

pub(crate) fn open(root: &Path) -> Result<Ledger, FsError> {
    FsStore::open(root, CLOCK)
}

/// Each segment is full with its first commit.
pub(crate) fn small_segments() -> Options {
    Options::new().segment_limit(300)
}

/// A closed ledger of three commits in as many segments, which begin at 1, 2 and 4.
pub(crate) fn segmented(root: &Path, identity: LedgerIdentity) {
    let store = small_segments().create(root, identity, now(), CLOCK).unwrap();
    for commit in &commits() {
        append(&store, commit);
    }
    store.close().unwrap();
}

pub(crate) fn segment(root: &Path, first: u64) -> PathBuf {
    root.join(format!("log/{first:020}.jsonl"))
}

pub(crate) fn log_of(root: &Path) -> PathBuf {
    segment(root, 1)
}

pub(crate) fn positions(store: &impl Store, after: u64) -> Result<Vec<u64>, ReadError> {
    let mut seen = Vec::new();
    let request = ReadRequest { query: Query::all(), after: Position::new(after), limit: None };
    store.read(&request, &mut |record| {
        seen.push(record.position().get());
        ControlFlow::Continue(())
    })?;
    Ok(seen)
}

/// Copies a ledger, to be changed.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder, with its bytes.
pub(crate) fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    files
}
