//! A check of a ledger names what was changed in it.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, Store};
use spro_core::kernel::subject::Subject;
use spro_store_fs::{FsStore, verify};

fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

/// A closed ledger of five commits with an event each.
fn ledger(root: &Path) {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let store = FsStore::create(root, identity, now(), now).unwrap();
    for id in 1..=5 {
        let kind = EventType::parse("hotel.room.booked").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let subject = Subject::parse("room/blue").unwrap();
        let event = NewEvent::new(EventId::from_bytes([id; 16]), kind, subject, day, &7).unwrap();
        let clerk = Subject::parse("person/clerk").unwrap();
        let batch = Batch::new(CommitId::from_bytes([id; 16]), clerk, vec![event]).unwrap();
        store.append(&batch, &Guard::unguarded()).unwrap();
    }
    store.close().unwrap();
}

#[test]
fn an_untouched_ledger_has_no_findings() {
    let dir = tempfile::tempdir().unwrap();
    ledger(dir.path());
    let verified = verify(dir.path()).unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!(verified.after_head, 0);
    assert_eq!(verified.head.position.get(), 5);
}

#[test]
fn every_changed_byte_is_found_at_its_line() {
    let dir = tempfile::tempdir().unwrap();
    ledger(dir.path());
    let path = dir.path().join("log/00000000000000000001.jsonl");
    let log = fs::read(&path).unwrap();
    let mut line = 1;
    for at in 0..log.len() {
        let mut changed = log.clone();
        changed[at] ^= 1;
        fs::write(&path, &changed).unwrap();
        let findings = verify(dir.path()).unwrap().findings;
        assert_eq!(findings.len(), 1, "byte {at}");
        assert_eq!(findings[0].line, Some(line), "byte {at}");
        assert_eq!(findings[0].path, path);
        line += u64::from(log[at] == b'\n');
    }
}

#[test]
fn every_missing_end_is_found() {
    let dir = tempfile::tempdir().unwrap();
    ledger(dir.path());
    let path = dir.path().join("log/00000000000000000001.jsonl");
    let log = fs::read(&path).unwrap();
    for len in 0..log.len() {
        fs::write(&path, &log[..len]).unwrap();
        assert!(!verify(dir.path()).unwrap().findings.is_empty(), "length {len}");
    }
}
