//! `docs/format.md` is enough to write a verifier from: `tests/format/verify.py` was, with nothing
//! but Python's standard library, and finds what the store's own check finds.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::blob::{BlobId, Blobs as _};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::seal::vault::{Epoch, KeyId, Vault as _};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, Store as _};
use spro_core::kernel::subject::Subject;
use spro_store_fs::{FsBlobs, FsStore, FsVault, Grade, Options, verify};
use tempfile::TempDir;

const BLOB: BlobId = BlobId::from_bytes([7; 16]);

fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

fn booked(id: u8) -> NewEvent {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let room = Subject::parse("room/bleue").unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let data = "réservée : \"une nuit\"";
    NewEvent::new(EventId::from_bytes([id; 16]), kind, room, day, &data).unwrap()
}

fn commit(id: u8, events: RangeInclusive<u8>) -> Batch {
    let clerk = Subject::parse("person/clerk").unwrap();
    Batch::new(CommitId::from_bytes([id; 16]), clerk, events.map(booked).collect()).unwrap()
}

/// Seven records in four commits and three segments, keys, and an original; closed.
fn ledger(root: &Path) {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let small = Options::new().segment_limit(300);
    let store = small.create(root, identity, now(), now).unwrap();
    for (id, events) in [(1, 1..=1), (2, 2..=4), (5, 5..=5)] {
        store.append(&commit(id, events), &Guard::unguarded()).unwrap();
    }
    // One more in the same segment.
    let store = FsStore::open(root, now).unwrap();
    store.append(&commit(6, 6..=7), &Guard::unguarded()).unwrap();
    store.close().unwrap();
    let vault = FsVault::create(&root.join("keys"), identity.id, || [5; 32]).unwrap();
    let ids = ["person/ada", "person/bo"].map(|id| KeyId::of(&id));
    let in_use = ids.clone().map(|id| (Epoch::new(0), id));
    let [ada, _] = ids;
    vault.destroy(&BTreeSet::from([ada]), &BTreeSet::from(in_use)).unwrap();
    FsBlobs::new(&root.join("blobs")).put(&BLOB, b"what is sealed").unwrap();
}

/// What the verifier printed, and its exit code.
fn python(root: &Path) -> (String, i32) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("format/verify.py");
    let output = Command::new("python3").arg("-I").arg(script).arg(root).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(failed.is_empty(), "{failed}");
    (told, output.status.code().unwrap())
}

fn has_python() -> bool {
    let there = Command::new("python3").arg("--version").output().is_ok();
    if !there {
        eprintln!("LEFT OUT: there is no python3 to run the verifier of the format");
    }
    there
}

fn segments(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root.join("log")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn a_stranger_finds_an_untouched_ledger_clean() {
    if !has_python() {
        return;
    }
    let dir = TempDir::new().unwrap();
    ledger(dir.path());
    assert_eq!(segments(dir.path()).len(), 3);
    let (told, code) = python(dir.path());
    assert_eq!((told.as_str(), code), ("clean: 7 records in 4 commits\n", 0));
    let copied = fs::read_to_string(dir.path().join("FORMAT.md")).unwrap();
    assert_eq!(copied, include_str!("../../docs/format.md"));
}

#[test]
fn a_stranger_passes_over_room_that_is_laid_out_ahead() {
    let dir = TempDir::new().unwrap();
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let store = FsStore::create(dir.path(), identity, now(), now).unwrap();
    for id in 1..=12 {
        store.append(&commit(id, id..=id), &Guard::unguarded()).unwrap();
    }
    // As a process that is killed leaves it.
    drop(store);
    let [log] = segments(dir.path()).try_into().unwrap();
    let text = fs::read_to_string(log).unwrap();
    assert!(text.ends_with("\n\n\n\n"), "there is no room");
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 13);
    assert!(lines.iter().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    if has_python() {
        assert_eq!(python(dir.path()), ("clean: 12 records in 12 commits\n".to_owned(), 0));
    }
}

#[test]
fn a_stranger_names_the_file_and_the_line_that_were_altered() {
    if !has_python() {
        return;
    }
    let dir = TempDir::new().unwrap();
    ledger(dir.path());
    let [one, two, three] = segments(dir.path()).try_into().unwrap();
    let blob = dir.path().join(format!("blobs/{BLOB}.blob"));
    let keys = dir.path().join("keys/0000000001.jsonl");
    let others = ["spro.json", "FORMAT.md", "head"].map(|name| dir.path().join(name));
    for path in [one, two, three, blob, keys].into_iter().chain(others) {
        let bytes = fs::read(&path).unwrap();
        let name = path.strip_prefix(dir.path()).unwrap().to_str().unwrap();
        let step = bytes.len() / 5 + 1;
        for at in (0..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
            let mut changed = bytes.clone();
            *changed.get_mut(at).unwrap() ^= 1 << (at % 8);
            fs::write(&path, &changed).unwrap();
            let (told, code) = python(dir.path());
            let what = format!("byte {at} of {name}: {told}");
            assert_eq!(code, 1, "{what}");
            let Ok(verified) = verify(dir.path()) else {
                assert!(told.starts_with("spro.json: "), "{what}");
                continue;
            };
            let line = verified.findings.first().and_then(|finding| finding.line);
            let place = line.map_or(name.to_owned(), |line| format!("{name}:{line}"));
            assert!(told.starts_with(&format!("{place}: ")), "{what} and not {place}");
        }
        fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(python(dir.path()).1, 0);
}

#[test]
fn a_stranger_tells_a_loss_from_a_torn_write() {
    if !has_python() {
        return;
    }
    let dir = TempDir::new().unwrap();
    ledger(dir.path());
    let last = segments(dir.path()).pop().unwrap();
    let whole = fs::read(&last).unwrap();
    for cut in [1, 10, 300, whole.len() - 1] {
        fs::write(&last, &whole[..whole.len() - cut]).unwrap();
        assert_eq!(python(dir.path()).1, 1, "cut {cut}");
    }
    for added in [&b"{\"h\":\"torn"[..], &[0; 100]] {
        fs::write(&last, [&whole[..], added].concat()).unwrap();
        let (told, code) = python(dir.path());
        assert_eq!(code, 2, "{told}");
        assert_eq!(verify(dir.path()).unwrap().grade(), Grade::Recoverable);
    }
    fs::write(&last, [&whole[..], b"\n\n\n"].concat()).unwrap();
    assert_eq!(python(dir.path()).1, 0, "room laid out ahead is no damage");
    fs::write(&last, &whole).unwrap();

    let [one, two, _] = segments(dir.path()).try_into().unwrap();
    let aside = dir.path().join("aside");
    for (from, to) in [(&one, &aside), (&two, &one), (&aside, &two)] {
        fs::rename(from, to).unwrap();
    }
    let (told, code) = python(dir.path());
    assert_eq!(code, 1);
    assert!(told.starts_with("log/00000000000000000001.jsonl:1: "), "{told}");
}
