//! A check of a ledger names what was changed in it.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

use spro_store_fs::verify;

#[path = "support/given.rs"]
mod given;
use given::*;

/// A closed ledger of five commits with an event each.
fn ledger(root: &Path) {
    let store = create(root);
    for id in 1..=5 {
        append(&store, &batch(id, vec![booked(id, "blue")]));
    }
    store.close().unwrap();
}

#[test]
fn an_untouched_ledger_has_no_findings() {
    let dir = folder();
    ledger(dir.path());
    let verified = verify(dir.path()).unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!(verified.after_head, 0);
    assert_eq!(verified.head.position.get(), 5);
}

#[test]
fn every_changed_byte_is_found_at_its_line() {
    let dir = folder();
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
    let dir = folder();
    ledger(dir.path());
    let path = dir.path().join("log/00000000000000000001.jsonl");
    let log = fs::read(&path).unwrap();
    for len in 0..log.len() {
        fs::write(&path, &log[..len]).unwrap();
        assert!(!verify(dir.path()).unwrap().findings.is_empty(), "length {len}");
    }
}
