//! What a repair mends, and what it leaves alone.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

use spro_core::kernel::store::Store as _;
use spro_store_fs::{Grade, Mend, RepairMode, Repaired, repair, verify};

#[path = "support/given.rs"]
mod given;
use given::*;

fn mends(repaired: &Repaired) -> Vec<Mend> {
    repaired.mended.iter().map(|mended| mended.mend).collect()
}

/// Repairs it, first without writing: both must tell the same.
fn mended(root: &Path) -> Repaired {
    let before = files(root);
    let told = repair(root, RepairMode::DryRun).unwrap();
    assert_eq!(files(root), before, "a dry run writes nothing");
    let repaired = repair(root, RepairMode::Mend).unwrap();
    assert_eq!(mends(&told), mends(&repaired));
    let lost = before.iter().filter(|(path, _)| path.starts_with(root.join("log")));
    let kept: Vec<Vec<u8>> = files(root).into_values().collect();
    for (path, bytes) in lost {
        // A segment stands as it was, or its end lies in quarantine.
        let held = kept.iter().any(|file| bytes == file || bytes.starts_with(file));
        assert!(held, "{} is gone", path.display());
    }
    repaired
}

#[test]
fn a_ledger_in_order_is_left_as_it_is() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let before = files(dir.path());
    let repaired = mended(dir.path());
    assert_eq!((repaired.mended.len(), repaired.left.len()), (0, 0));
    assert_eq!(files(dir.path()), before);
}

#[test]
fn each_thing_that_can_be_mended_is_and_what_was_there_lies_in_quarantine() {
    type Case = (&'static str, fn(&Path), Mend);
    let cases: [Case; 10] = [
        ("a torn write", |root| append_to(&segment(root, 4), b"{\"h\":\"torn"), Mend::End),
        (
            "an unfinished segment",
            |root| fs::write(root.join("log/00000000000000000005.jsonl.tmp"), "{").unwrap(),
            Mend::UnfinishedSegment,
        ),
        ("one slot", |root| damage(&root.join("head"), &[20]), Mend::HeadSlot),
        ("one slot is gone", |root| cut(&root.join("head"), 4096), Mend::HeadSlot),
        // A fuzzer appended to `head`: the ledger opened, and no opening, closing or repair ever made
        // its check clean again.
        ("more than two slots", |root| append_to(&root.join("head"), b"more"), Mend::HeadSlot),
        ("both slots", |root| damage(&root.join("head"), &[20, 4116]), Mend::Head),
        ("no head", |root| fs::remove_file(root.join("head")).unwrap(), Mend::Head),
        ("no lock", |root| fs::remove_file(root.join("LOCK")).unwrap(), Mend::Lock),
        ("another text", |root| damage(&root.join("FORMAT.md"), &[20]), Mend::Description),
        ("no text", |root| fs::remove_file(root.join("FORMAT.md")).unwrap(), Mend::Description),
    ];
    for (what, break_it, mend) in cases {
        let dir = folder();
        segmented(dir.path(), IDENTITY);
        break_it(dir.path());
        let broken = files(dir.path());
        let repaired = mended(dir.path());
        assert_eq!(mends(&repaired), [mend], "{what}");
        assert_eq!(repaired.left, [], "{what}");
        assert_eq!(repaired.head, open(dir.path()).unwrap().head().unwrap(), "{what}");
        assert_eq!(positions(&open(dir.path()).unwrap(), 0).unwrap(), [1, 2, 3, 4], "{what}");
        assert_eq!(verify(dir.path()).unwrap().findings, [], "{what}");
        if let Some(aside) = &repaired.mended[0].aside {
            let kept = fs::read(aside).unwrap();
            assert!(broken.values().any(|bytes| bytes.ends_with(&kept)), "{what}");
        } else {
            let is_slot = mend == Mend::HeadSlot;
            assert!(what.starts_with("no ") || is_slot, "{what} was removed");
        }
    }
}

#[test]
fn what_was_acknowledged_is_never_touched() {
    type Case = (&'static str, fn(&Path), Grade);
    let cases: [Case; 5] = [
        ("altered", |root| damage(&segment(root, 2), &[250]), Grade::Altered),
        ("cut", |root| cut(&segment(root, 4), 10), Grade::Truncated),
        ("a segment is gone", |root| fs::remove_file(segment(root, 4)).unwrap(), Grade::Truncated),
        (
            "altered, and a segment that was not finished",
            |root| {
                damage(&segment(root, 2), &[250]);
                fs::write(root.join("log/00000000000000000005.jsonl.tmp"), "{").unwrap();
            },
            Grade::Altered,
        ),
        (
            // Nothing tells whether the commit that is cut was acknowledged.
            "cut, and without a head",
            |root| {
                cut(&segment(root, 4), 10);
                damage(&root.join("head"), &[20, 4116]);
            },
            Grade::Altered,
        ),
    ];
    for (what, break_it, grade) in cases {
        let dir = folder();
        segmented(dir.path(), IDENTITY);
        break_it(dir.path());
        let before = files(dir.path());
        let repaired = mended(dir.path());
        assert_eq!(repaired.mended, [], "{what}");
        let worst = repaired.left.iter().map(|finding| finding.grade).max();
        assert_eq!(worst, Some(grade), "{what}");
        assert_eq!(files(dir.path()), before, "{what}");
    }
}

#[test]
fn what_is_no_part_of_a_ledger_is_told_and_left() {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    let repaired = mended(dir.path());
    assert_eq!(repaired.mended, []);
    assert_eq!(repaired.left[0].path, dir.path().join("notes.txt"));
    assert_eq!(fs::read(dir.path().join("notes.txt")).unwrap(), b"mine");
}

fn damage(path: &Path, at: &[usize]) {
    let mut bytes = fs::read(path).unwrap();
    for at in at {
        bytes[*at] ^= 1;
    }
    fs::write(path, bytes).unwrap();
}

fn append_to(path: &Path, more: &[u8]) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, [&bytes, more].concat()).unwrap();
}

fn cut(path: &Path, bytes: usize) {
    let whole = fs::read(path).unwrap();
    fs::write(path, &whole[..whole.len() - bytes]).unwrap();
}
