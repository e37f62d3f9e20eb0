//! Real minutes of three bodies over years: their days and how many people they list, held against
//! what a person counted, and one body's attendance held against a count made without the reader.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says why it skips, and fails loudly"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use spro_minutes::draft::Draft;

/// A file, its day (`-` where it gives none, or two that differ) and how many people it lists. 120 of
/// the 481 files, drawn at random, 30 to 45 of each body, and read by a person.
const LISTED_BY_HAND: &str = include_str!("fixtures/listed_by_hand.tsv");

fn corpora() -> Option<PathBuf> {
    let folder = env::var_os("SPRO_TEST_MINUTES").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: SPRO_TEST_MINUTES names no folder of real minutes");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder?);
    Some(folder.join("corpora"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn people(draft: &Draft) -> impl Iterator<Item = &str> {
    draft.attendance.iter().filter_map(|item| item.person.as_deref())
}

#[test]
fn days_and_numbers_of_people_are_those_that_a_person_counted() {
    let Some(folder) = corpora() else { return };
    let mut right = 0;
    let mut held = 0;
    for line in LISTED_BY_HAND.lines() {
        let cells: Vec<_> = line.split('\t').collect();
        let [file, day, count] = cells.as_slice() else { panic!("{line}") };
        let (draft, _) = spro_minutes::read(&fs::read_to_string(folder.join(file)).unwrap());
        let read = draft.date.map_or("-".to_owned(), |day| day.to_string());
        let found = people(&draft).count();
        held += 1;
        if read == *day && found.to_string() == *count {
            right += 1;
        } else {
            let names: Vec<_> = people(&draft).collect();
            println!("{file}: {read} for {day}, {found} for {count}: {names:?}");
        }
    }
    println!("{right} of {held} files have the day and the number of people counted by hand");
    assert_eq!(held, 120);
    assert!(right * 10 >= held * 9);
}

#[test]
fn every_file_is_read_in_bounded_time() {
    let Some(folder) = corpora() else { return };
    let files = files(&folder);
    let texts: Vec<_> = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let begun = Instant::now();
    let drafts: Vec<_> = texts.iter().map(|text| spro_minutes::read(text).0).collect();
    let took = begun.elapsed();
    let listed = drafts.iter().filter(|draft| people(draft).next().is_some()).count();
    let dated = drafts.iter().filter(|draft| draft.date.is_some()).count();
    println!("{} files in {took:?}: {dated} with a day, {listed} with people", files.len());
    assert!(files.len() > 400);
    // Without optimisation it takes some ten times as long.
    let most = if cfg!(debug_assertions) { 60 } else { 5 };
    assert!(took < Duration::from_secs(most), "{took:?}");
}

/// Who is listed below `## Present`, by handle, as a pattern over the raw lines finds them.
fn handles_of(text: &str) -> Vec<String> {
    let title = |line: &&str| !matches!(line.trim(), "## Present" | "## Attendance:");
    let below = text.lines().skip_while(title).skip(1);
    let list = below.take_while(|line| !line.starts_with("##"));
    let handle = |line: &str| {
        let (_, after) = line.split_once('@')?;
        let end = after
            .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(after.len());
        Some(after.get(..end)?.to_lowercase()).filter(|handle| !handle.is_empty())
    };
    let mut found: Vec<_> = list.filter_map(handle).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn attendance_over_years_is_what_a_count_of_raw_lines_gives() {
    let Some(folder) = corpora() else { return };
    let (mut counted, mut read) = (BTreeMap::new(), BTreeMap::new());
    for path in files(&folder.join("openjs-cpc")) {
        let text = fs::read_to_string(&path).unwrap();
        let raw = handles_of(&text);
        for handle in raw.clone() {
            *counted.entry(handle).or_insert(0) += 1;
        }
        let (draft, _) = spro_minutes::read(&text);
        let mut handles: Vec<_> = draft
            .attendance
            .iter()
            .filter_map(|item| {
                let alias = item.alias.as_deref().and_then(|alias| alias.strip_prefix('@'));
                let person = item.person.as_deref().and_then(|name| name.strip_prefix('@'));
                alias.or(person).map(str::to_lowercase)
            })
            .collect();
        handles.sort();
        handles.dedup();
        if raw != handles {
            let only = |one: &[String], two: &[String]| -> Vec<String> {
                one.iter().filter(|it| !two.contains(it)).cloned().collect()
            };
            println!(
                "{}: not read {:?}, read beside {:?}",
                path.display(),
                only(&raw, &handles),
                only(&handles, &raw)
            );
        }
        for handle in handles {
            *read.entry(handle).or_insert(0) += 1;
        }
    }
    assert!(counted.len() > 100, "{counted:?}");
    let differ = |(handle, times): &(&String, &i32)| read.get(*handle) != Some(*times);
    let differ: Vec<_> = counted
        .iter()
        .filter(differ)
        .map(|(handle, times)| (handle, times, read.get(handle)))
        .collect();
    println!("{} of {} people have another count: {differ:?}", differ.len(), counted.len());
    assert!(differ.is_empty());
}
