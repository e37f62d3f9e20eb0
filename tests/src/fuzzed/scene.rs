//! A ledger in a folder whose log and head are what a fuzzer makes of them.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::chain::Digest;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::query::Query;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, ReadError, ReadRequest, Store as _};
use spro_core::kernel::subject::Subject;
use spro_store_fs::{FsError, FsStore, Options, RepairMode, repair, verify};
use tempfile::TempDir;

pub(super) const IDENTITY: LedgerIdentity =
    LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };

type Store = FsStore<fn() -> Stamp>;

/// The files of `log/`, and `head`, by their path below the ledger's folder.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// A ledger of four commits in three segments, and what was in `head` after each of them.
pub(super) struct Recorded {
    pub(super) files: Files,
    /// `head` after each commit, from the empty ledger on.
    pub(super) heads: Vec<Vec<u8>>,
    /// Where each commit ends.
    pub(super) ends: Vec<usize>,
    pub(super) records: Vec<(Vec<u8>, Digest)>,
}

/// A folder that is used again for each input: making a ledger anew costs more than what is tried.
pub(super) struct Scene {
    dir: TempDir,
    pub(super) recorded: Recorded,
}

/// What reading gave, up to the end or to an error.
pub(super) struct Read {
    pub(super) records: Vec<(Vec<u8>, Digest)>,
    pub(super) is_whole: bool,
}

pub(super) fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

const CLOCK: fn() -> Stamp = now;

fn commit(id: u8, events: std::ops::Range<u8>) -> Batch {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let room = Subject::parse("room/blue").unwrap();
    let day = now().instant().date_naive();
    let event = |id| {
        NewEvent::new(EventId::from_bytes([id; 16]), kind.clone(), room.clone(), day, &id).unwrap()
    };
    let clerk = Subject::parse("person/clerk").unwrap();
    Batch::new(CommitId::from_bytes([id; 16]), clerk, events.map(event).collect()).unwrap()
}

fn files_of(root: &Path) -> Files {
    let log = fs::read_dir(root.join("log")).unwrap();
    let mut paths: Vec<PathBuf> = log.map(|entry| entry.unwrap().path()).collect();
    paths.push(root.join("head"));
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        fs::read(path).ok().map(|bytes| (name, bytes))
    };
    paths.into_iter().filter_map(named).collect()
}

/// Names the files that differ, whose bytes would say little.
fn same(now: &Files, before: &Files, why: &str) {
    let names = now.keys().chain(before.keys());
    let changed: Vec<_> = names.filter(|name| now.get(*name) != before.get(*name)).collect();
    assert!(changed.is_empty(), "{why}: {changed:?}");
}

fn options() -> Options {
    Options::new().segment_limit(700)
}

impl Scene {
    /// In memory where that can be: nothing here asks whether a sync holds.
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let root = dir.path().join("ledger");
        let store = options().create(&root, IDENTITY, now(), CLOCK).unwrap();
        let head = || fs::read(root.join("head")).unwrap();
        let (mut heads, mut ends) = (vec![head()], vec![0]);
        for (id, events) in [(1, 1..3), (2, 3..4), (3, 4..7), (4, 7..8)] {
            ends.push(usize::from(events.end) - 1);
            store.append(&commit(id, events), &Guard::unguarded()).unwrap();
            heads.push(head());
        }
        let records = read(&store).records;
        drop(store);
        assert_eq!(records.len(), 7);
        let files = files_of(&root);
        assert_eq!(files.len(), 4, "three segments and head");
        Self { dir, recorded: Recorded { files, heads, ends, records } }
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("ledger")
    }

    pub(super) fn put(&self, files: &Files) {
        let root = self.root();
        for folder in ["log", "quarantine", "cache"] {
            let _ = fs::remove_dir_all(root.join(folder));
        }
        let _ = fs::remove_file(root.join("head"));
        for folder in ["log", "quarantine"] {
            fs::create_dir(root.join(folder)).unwrap();
        }
        for (name, bytes) in files {
            fs::write(root.join(name), bytes).unwrap();
        }
    }

    /// Opens what was put there, and holds what holds of every opening; gives what it then reads.
    ///
    /// An opening that fails changes nothing. One that does not leaves a ledger that another opening
    /// finds nothing to mend in, and changes nothing of; repaired, it is found clean.
    pub(super) fn open(&self, files: &Files) -> Result<Read, FsError> {
        self.put(files);
        let root = self.root();
        if let Ok(reader) = FsStore::open_read_only(&root, CLOCK) {
            read(&reader);
        }
        same(&files_of(&root), files, "a reader changes something");
        let opened = match options().open(&root, CLOCK) {
            Ok(opened) => opened,
            Err(error) => {
                same(&files_of(&root), files, &format!("{error}: and something was changed"));
                return Err(error);
            }
        };
        let (first, files) = (read(&opened), files_of(&root));
        drop(opened);
        let again = options().open(&root, CLOCK).unwrap();
        assert!(again.recovered().is_none(), "{:?}", again.recovered());
        same(&files_of(&root), &files, "a second opening changes something");
        let second = read(&again);
        assert_eq!(first.records, second.records);
        again.close().unwrap();
        drop(again);
        let repaired = repair(&root, RepairMode::Mend).unwrap();
        assert_eq!(repaired.left.is_empty(), second.is_whole, "{:?}", repaired.left);
        let verified = verify(&root).unwrap();
        assert_eq!(verified.findings.is_empty(), second.is_whole, "{:?}", verified.findings);
        Ok(second)
    }

    /// Holds that a check finds something in the files that were put there last.
    pub(super) fn check_finds_something(&self) {
        let verified = verify(&self.root()).unwrap();
        assert!(!verified.findings.is_empty(), "an opening is refused, and a check finds nothing");
    }
}

fn read(store: &Store) -> Read {
    let mut records = Vec::new();
    let read = store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        assert_eq!(record.position().get(), records.len() as u64 + 1, "a position is left out");
        records.push((record.bytes.to_vec(), record.digest));
        ControlFlow::Continue(())
    });
    let is_whole = match read {
        Ok(end) => {
            assert_eq!(end.head.position.get(), records.len() as u64);
            true
        }
        Err(ReadError::Unavailable(_)) => false,
        Err(error) => panic!("{error}"),
    };
    Read { records, is_whole }
}
