//! A check of a ledger names what was changed in it, file and line, and how bad it is.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spro_core::kernel::blob::{BlobId, Blobs as _};
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::vault::{Epoch, KeyId, Vault as _};
use spro_core::kernel::store::{ReadRequest, Store as _};
use spro_core::kernel::subject::Subject;
use spro_store_fs::{
    Finding, FsBlobs, FsError, FsErrorKind, FsStore, FsVault, Grade, Options, Verified, verify,
};
use tempfile::TempDir;

#[path = "support/given.rs"]
mod given;
use given::*;

const BLOB: BlobId = BlobId::from_bytes([7; 16]);

/// A closed ledger of three commits in as many segments, with keys and an original.
fn ledger() -> TempDir {
    let dir = folder();
    segmented(dir.path(), IDENTITY);
    let vault = FsVault::create(&dir.path().join("keys"), IDENTITY.id, || [5; 32]).unwrap();
    let ids = ["person/ada", "person/bo"].map(|id| KeyId::of(&id));
    let in_use = ids.clone().map(|id| (Epoch::new(0), id));
    vault.destroy(&BTreeSet::from([ids[0].clone()]), &BTreeSet::from(in_use)).unwrap();
    FsBlobs::new(&dir.path().join("blobs")).put(&BLOB, b"sealed").unwrap();
    dir
}

fn findings(root: &Path) -> Vec<Finding> {
    verify(root).unwrap().findings
}

/// What is found about one file: its line and its grade.
fn found(root: &Path, path: &Path) -> Vec<(Option<u64>, Grade)> {
    let findings = findings(root);
    assert!(findings.iter().all(|finding| finding.path == path), "{findings:?}");
    findings.into_iter().map(|finding| (finding.line, finding.grade)).collect()
}

/// Every file that a ledger consists of.
fn files(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn an_untouched_ledger_is_clean() {
    let dir = ledger();
    let verified = verify(dir.path()).unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!(verified.grade(), Grade::Clean);
    assert_eq!(verified.after_head, 0);
    assert_eq!(verified.head, open(dir.path()).unwrap().head().unwrap());
    let empty = folder();
    drop(create(empty.path()));
    assert_eq!(findings(empty.path()), []);
}

#[test]
fn every_flipped_bit_of_every_file_is_found_and_named() {
    let dir = ledger();
    let files = files(dir.path());
    assert_eq!(files.len(), 10, "{files:?}");
    for path in &files {
        let bytes = fs::read(path).unwrap();
        let is_log = path.parent().unwrap().ends_with("log");
        let mut line = 1;
        for at in 0..bytes.len() {
            let bits = match path.file_name().unwrap().to_str().unwrap() {
                // In what fills `head` up, and in a text that a digest covers, one is as good as
                // another; all bits of a slot are flipped beside the code that reads it.
                "head" if bytes[at] == b'\n' && at % 64 > 0 => 0..0,
                "FORMAT.md" if at % 64 > 0 => 0..0,
                _ => 0..8,
            };
            for bit in bits {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                fs::write(path, &flipped).unwrap();
                let what = format!("bit {bit} of byte {at} of {}", path.display());
                match verify(dir.path()) {
                    Ok(Verified { findings, .. }) => {
                        assert_eq!(findings.len(), 1, "{what}: {findings:?}");
                        assert_eq!(findings[0].path, *path, "{what}");
                        assert_eq!(findings[0].line, is_log.then_some(line), "{what}");
                        let grade = if path.ends_with("head") || path.ends_with("FORMAT.md") {
                            Grade::Recoverable
                        } else {
                            Grade::Altered
                        };
                        assert_eq!(findings[0].grade, grade, "{what}");
                    }
                    Err(
                        FsError::Unreadable { path: named, .. }
                        | FsError::NewerFormat { path: named, .. },
                    ) => {
                        assert!(path.ends_with("spro.json"), "{what}");
                        assert_eq!(named, *path, "{what}");
                    }
                    Err(other) => unreachable!("{what}: {other}"),
                }
            }
            line += u64::from(bytes[at] == b'\n');
        }
        fs::write(path, &bytes).unwrap();
    }
    assert_eq!(findings(dir.path()), []);
}

#[test]
fn every_file_that_is_shorter_or_missing_is_found_and_named() {
    let dir = ledger();
    for path in files(dir.path()) {
        let bytes = fs::read(&path).unwrap();
        let last_segment = segment(dir.path(), 4);
        for len in (0..bytes.len()).step_by(bytes.len() / 1000 + 1) {
            fs::write(&path, &bytes[..len]).unwrap();
            let what = format!("{} of {} bytes", path.display(), len);
            let Ok(Verified { findings, .. }) = verify(dir.path()) else {
                assert!(path.ends_with("spro.json"), "{what}");
                continue;
            };
            assert!(!findings.is_empty(), "{what}");
            assert!(findings[0].path.starts_with(path.parent().unwrap()), "{what}: {findings:?}");
            let first_line = bytes.iter().position(|byte| *byte == b'\n').unwrap();
            if path == last_segment && len > first_line {
                let lines = bytes[..len].split(|byte| *byte == b'\n').count() as u64;
                let expected = [(Some(lines), Grade::Truncated)];
                assert_eq!(found(dir.path(), &path), expected, "{what}");
            }
        }
        fs::remove_file(&path).unwrap();
        match verify(dir.path()) {
            Ok(verified) if path.ends_with("LOCK") => {
                assert_eq!(verified.grade(), Grade::Recoverable);
            }
            // Who reads the records knows which originals there are; the folder does not.
            Ok(verified) if path.starts_with(dir.path().join("blobs")) => {
                assert_eq!(verified.grade(), Grade::Clean);
            }
            Ok(verified) => assert_ne!(verified.grade(), Grade::Clean, "{}", path.display()),
            Err(error) => assert!(path.ends_with("spro.json") || path.ends_with("head"), "{error}"),
        }
        fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(findings(dir.path()), []);
}

/// The segment, the line and the grade of each finding.
type Expected<'a> = &'a [(u64, Option<u64>, Grade)];

#[test]
fn each_change_to_the_files_of_a_log_is_named() {
    let first_line = |root: &Path, first: u64| {
        let text = fs::read_to_string(segment(root, first)).unwrap();
        text.split_inclusive('\n').next().unwrap().len()
    };
    let cut = |root: &Path, first: u64, len: usize| {
        let bytes = fs::read(segment(root, first)).unwrap();
        fs::write(segment(root, first), &bytes[..len]).unwrap();
    };
    let rename = |root: &Path, from: u64, to: u64| {
        fs::rename(segment(root, from), segment(root, to)).unwrap();
    };
    let duplicate = |root: &Path, from: u64, to: u64| {
        fs::copy(segment(root, from), segment(root, to)).unwrap();
    };
    let check = |what: &str, change: &dyn Fn(&Path), expected: Expected<'_>| {
        let dir = ledger();
        change(dir.path());
        let expected: Vec<_> = expected
            .iter()
            .map(|(first, line, grade)| (segment(dir.path(), *first), *line, *grade))
            .collect();
        let found: Vec<_> = findings(dir.path())
            .into_iter()
            .map(|finding| (finding.path, finding.line, finding.grade))
            .collect();
        assert_eq!(found, expected, "{what}");
    };
    let (altered, truncated) = (Grade::Altered, Grade::Truncated);
    let remove = |root: &Path, first: u64| fs::remove_file(segment(root, first)).unwrap();
    check("first missing", &|root| remove(root, 1), &[(1, None, altered)]);
    check("middle missing", &|root| remove(root, 2), &[(1, Some(3), altered)]);
    check("last missing", &|root| remove(root, 4), &[(4, None, truncated)]);
    check(
        "renamed",
        &|root| rename(root, 2, 3),
        // What follows a damaged segment is checked for itself.
        &[(3, Some(1), altered)],
    );
    check("duplicated beyond the end", &|root| duplicate(root, 4, 5), &[(5, Some(1), altered)]);
    check(
        "swapped",
        &|root| {
            rename(root, 2, 9);
            rename(root, 4, 2);
            rename(root, 9, 4);
        },
        &[(2, Some(1), altered), (4, Some(1), altered)],
    );
    check(
        "cut between commits, in the middle",
        &|root| cut(root, 2, first_line(root, 2)),
        &[(2, Some(2), altered)],
    );
    check(
        "cut between commits, at the end",
        &|root| cut(root, 4, first_line(root, 4)),
        &[(4, Some(2), truncated)],
    );
    check(
        "two damaged at once",
        &|root| {
            for first in [1, 4] {
                let path = segment(root, first);
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, text.replace("\"data\":7", "\"data\":8")).unwrap();
            }
        },
        &[(1, Some(2), altered), (4, Some(2), altered)],
    );
}

#[test]
fn what_an_unclean_end_leaves_is_recoverable_and_opening_mends_it() {
    let dir = folder();
    let store = create(dir.path());
    let [first, second, third] = commits();
    append(&store, &first);
    let head = fs::read(dir.path().join("head")).unwrap();
    append(&store, &second);
    append(&store, &third);
    fs::write(dir.path().join("head"), &head).unwrap();
    let log = log_of(dir.path());
    let whole = fs::read(&log).unwrap();
    for cut in [0, 1, 40] {
        fs::write(&log, &whole[..whole.len() - cut]).unwrap();
        fs::write(dir.path().join("head"), &head).unwrap();
        assert_eq!(found(dir.path(), &log), [(Some(3), Grade::Recoverable)], "cut {cut}");
        assert!(verify(dir.path()).unwrap().after_head > 0);
        open(dir.path()).unwrap().close().unwrap();
        assert_eq!(findings(dir.path()), [], "cut {cut}");
    }
    // A commit that was durable is damaged: that is no torn write.
    fs::write(&log, String::from_utf8(whole).unwrap().replacen("room/red", "room/rad", 1)).unwrap();
    fs::write(dir.path().join("head"), &head).unwrap();
    assert_eq!(found(dir.path(), &log), [(Some(3), Grade::Altered)]);
}

#[test]
fn what_a_writer_is_just_writing_is_no_unclean_end_however_long_that_takes() {
    let dir = folder();
    let store = create(dir.path());
    let [first, second, _] = commits();
    append(&store, &first);
    let head = fs::read(dir.path().join("head")).unwrap();
    append(&store, &second);
    drop(store);
    fs::write(dir.path().join("head"), &head).unwrap();
    let lock = fs::File::open(dir.path().join("LOCK")).unwrap();
    lock.lock().unwrap();
    let verified = verify(dir.path()).unwrap();
    assert_eq!((verified.findings.as_slice(), verified.after_head), ([].as_slice(), 0));
    lock.unlock().unwrap();
    assert_eq!(found(dir.path(), &log_of(dir.path())), [(Some(3), Grade::Recoverable)]);
}

#[test]
fn a_head_of_another_time_or_ledger_is_found() {
    let dir = folder();
    let store = create(dir.path());
    append(&store, &commits()[0]);
    store.close().unwrap();
    let old = fs::read(dir.path().join("head")).unwrap();
    append(&store, &commits()[1]);
    store.close().unwrap();
    let new = fs::read(dir.path().join("head")).unwrap();
    let head = dir.path().join("head");

    // One slot of another time.
    fs::write(&head, [&old[..4096], &new[4096..]].concat()).unwrap();
    assert_eq!(found(dir.path(), &head), [(None, Grade::Recoverable)]);

    let other = folder();
    let store = create(other.path());
    append(&store, &batch(9, vec![booked(9, "red")]));
    store.close().unwrap();
    fs::copy(other.path().join("head"), &head).unwrap();
    assert_eq!(found(dir.path(), &log_of(dir.path())), [(Some(3), Grade::Altered)]);
}

#[test]
fn what_is_no_part_of_a_ledger_is_named() {
    let dir = ledger();
    let strays = [
        ("notes.txt", Grade::Recoverable),
        ("log/notes.txt", Grade::Altered),
        ("log/00000000000000000005.jsonl.tmp", Grade::Recoverable),
        ("keys/notes.txt", Grade::Recoverable),
        ("keys/0000000002.jsonl.tmp", Grade::Recoverable),
        ("blobs/notes.txt", Grade::Recoverable),
    ];
    for (name, grade) in strays {
        let path = dir.path().join(name);
        fs::write(&path, "").unwrap();
        assert_eq!(found(dir.path(), &path), [(None, grade)], "{name}");
        fs::remove_file(&path).unwrap();
    }
    fs::create_dir(dir.path().join("cache")).unwrap();
    assert_eq!(findings(dir.path()), []);
}

#[test]
fn a_vault_of_another_ledger_and_one_without_keys_are_found() {
    let dir = ledger();
    let keys = dir.path().join("keys");
    fs::remove_file(keys.join("0000000001.jsonl")).unwrap();
    assert_eq!(found(dir.path(), &keys), [(None, Grade::Altered)]);
    let other = spro_core::kernel::id::LedgerId::from_bytes([9; 16]);
    drop(FsVault::create(&keys, other, || [5; 32]).unwrap());
    let path = keys.join("0000000000.jsonl");
    assert_eq!(found(dir.path(), &path), [(None, Grade::Altered)]);
}

#[test]
fn a_folder_without_a_ledger_is_an_error() {
    let dir = folder();
    assert_eq!(verify(dir.path()).unwrap_err().kind(), FsErrorKind::NotALedger);
    assert_eq!(verify(&dir.path().join("none")).unwrap_err().kind(), FsErrorKind::NotALedger);
}

/// What damage does to a file.
#[derive(Debug, Clone, Copy)]
enum Damage {
    Zeroed,
    Garbled,
    Cut,
    Doubled,
    Removed,
}

fn damaged(bytes: &[u8], damage: Damage, from: usize, len: usize) -> Option<Vec<u8>> {
    let from = from % bytes.len().max(1);
    let to = (from + len).min(bytes.len());
    let mut left = bytes.to_vec();
    match damage {
        Damage::Zeroed => left[from..to].fill(0),
        Damage::Garbled => {
            for byte in &mut left[from..to] {
                *byte = byte.wrapping_mul(7) ^ 0x55;
            }
        }
        Damage::Cut => left.truncate(from),
        Damage::Doubled => left.extend_from_slice(&bytes[from..to]),
        Damage::Removed => return None,
    }
    Some(left)
}

/// What a reader is told: every record, and those of each room, which the index finds.
fn answers(root: &Path) -> Option<Vec<Vec<u8>>> {
    let store = FsStore::open_read_only(root, CLOCK).ok()?;
    let mut told = Vec::new();
    let rooms = ["room/red", "room/blue"].map(|room| Query::about(Subject::parse(room).unwrap()));
    for query in std::iter::once(Query::all()).chain(rooms) {
        let request = ReadRequest { query, after: Position::START, limit: None };
        let read = store.read(&request, &mut |record| {
            told.push(record.bytes.to_vec());
            ControlFlow::Continue(())
        });
        read.ok()?;
    }
    Some(told)
}

/// A closed ledger of many commits and several segments, with indexes of them, keys and an original.
fn long_ledger() -> TempDir {
    let dir = ledger();
    let options = Options::new().index_every(1);
    for id in 20..60 {
        let store = options.open(dir.path(), CLOCK).unwrap();
        append(&store, &batch(id, vec![booked(id, if id % 3 == 0 { "red" } else { "blue" })]));
        store.close().unwrap();
    }
    dir
}

#[test]
fn any_damage_anywhere_is_found_or_changes_no_answer() {
    let dir = long_ledger();
    let files = files(dir.path());
    assert!(files.iter().any(|path| path.parent().unwrap().ends_with("cache")), "{files:?}");
    let right = answers(dir.path()).unwrap();
    let kinds = [Damage::Zeroed, Damage::Garbled, Damage::Cut, Damage::Doubled, Damage::Removed];
    let damages =
        (0..files.len(), prop::sample::select(kinds.to_vec()), 0..1_usize << 20, 1..9000_usize);
    let mut runner =
        TestRunner::new(Config { cases: 1500, failure_persistence: None, ..Config::default() });
    let played = runner.run(&damages, |(file, damage, from, len)| {
        let path = &files[file];
        let bytes = fs::read(path).unwrap();
        match damaged(&bytes, damage, from, len) {
            Some(left) => fs::write(path, left).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
        let found = verify(dir.path());
        let told = answers(dir.path());
        fs::write(path, &bytes).unwrap();
        if found.is_ok_and(|verified| verified.findings.is_empty()) {
            prop_assert_eq!(told.as_ref(), Some(&right), "{}", path.display());
        }
        // And whatever was found: an answer is the right one, or none.
        prop_assert!(told.is_none_or(|told| told == right), "{} {:?}", path.display(), damage);
        Ok(())
    });
    assert!(played.is_ok(), "{}", played.unwrap_err());
}
