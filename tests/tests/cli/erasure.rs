//! `person erase`: the name is nowhere, whoever looks and however, and the rest stays.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use data_encoding::{BASE64, BASE64URL};
use serde_json::{Value, json};
use spro_core::domain::document::DocumentEvent;
use spro_core::domain::erasure::owner_in;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::blob::Blobs as _;
use spro_core::kernel::event::{Event as _, Fact};
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::keyring::{Keyring, Opened};
use spro_core::kernel::store::{ReadRequest, Store as _};
use spro_store_fs::{FsBlobs, FsStore, FsVault};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::desk::{Desk, Run};
use crate::folder;

const NAME: &str = "Maëlle TRÉVIDIC";
/// An alias without a word of the name.
const ALIAS: &str = "Dame BÉLISANE";
/// What of them, folded, tells who is meant.
const TRACES: [&str; 3] = ["maelle", "trevidic", "belisane"];

/// A letter that names her as people do, in a text of its own.
const LETTER: &str = "\
# Compte rendu de la réunion du 23 janvier 2025

**Coordination de l'orientation – Territoire du Val d'Orvaine**

## Présents

- Maëlle TRÉVIDIC – MISSION LOCALE DU VAL D'ORVAINE

## Informations

- Mme Trévidic et MAELLE TREVIDIC sont une même personne, que l'on appelle aussi la dame Bélisane.
";

pub(crate) const LISTS: [&str; 15] = [
    "replay",
    "timeline",
    "meeting list",
    "attendance",
    "attendance --by organisation",
    "action list --all",
    "decision list",
    "occasion list",
    "question list",
    "idea list",
    "note list",
    "person list",
    "organisation list",
    "member list",
    "verify",
];

/// The demo, in which she has an alias, owes one action more, and is named in free words.
fn desk() -> Desk {
    let desk = Desk::with_demo();
    fs::write(desk.file("lettre.md"), LETTER).unwrap();
    for change in [
        &format!("person alias '{NAME}' '{ALIAS}'"),
        &format!("action assign A12 '{NAME}'"),
        "import lettre.md --yes",
    ] {
        desk.good(&format!("--ledger d --as 'Zoé MARIN' {change}"));
    }
    fs::remove_file(desk.file("lettre.md")).unwrap();
    desk
}

fn erase(desk: &Desk) {
    let erase = format!("person erase '{NAME}' --ground objection --yes");
    desk.good(&format!("--ledger d --as 'Zoé MARIN' {erase}"));
}

fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn names_her(text: &str) -> bool {
    let text = folded(text);
    TRACES.iter().any(|trace| text.contains(trace))
}

/// The forms of the name, as base64 has them whatever stands before: the characters that hang on
/// nothing but the name.
fn in_base64() -> Vec<String> {
    let written = ["Maëlle", "MAËLLE", "MAELLE", "TRÉVIDIC", "Trévidic", "TREVIDIC", "BÉLISANE"];
    let mut forms = Vec::new();
    for name in written {
        for before in 0..3 {
            let bytes = [&b"\0\0"[..before], name.as_bytes()].concat();
            for encoding in [BASE64, BASE64URL] {
                let code = encoding.encode(&bytes);
                let code = code.trim_end_matches('=');
                let first = (before * 8).div_ceil(6);
                forms.push(code[first..bytes.len() * 8 / 6].to_owned());
            }
        }
    }
    forms
}

/// The files that hold a form of the name.
fn files_that_name_her(root: &Path) -> Vec<String> {
    let codes = in_base64();
    let names = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        names_her(&text) || codes.iter().any(|code| text.contains(code))
    };
    let found = folder::bytes(root).into_iter().filter(|(path, bytes)| {
        names_her(&path.to_string_lossy().replace(&*root.to_string_lossy(), "")) || names(bytes)
    });
    found.map(|(path, _)| path.display().to_string()).collect()
}

/// Every text of the log and every original that the keys at hand open.
fn opened(root: &Path) -> (Vec<String>, Vec<String>) {
    let store = FsStore::open_read_only(root, || "2030-01-01T00:00:00.000Z".parse().unwrap());
    let store = store.unwrap();
    let identity = store.identity();
    let vault = FsVault::open(&root.join("keys"), identity.id, || unreachable!()).unwrap();
    let keyring = Keyring::new(identity.id, Some(vault));
    let blobs = FsBlobs::new(&root.join("blobs"));
    let (mut texts, mut originals) = (Vec::new(), Vec::new());
    let everything = ReadRequest::from_start(Query::all());
    let end = store.read(&everything, &mut |record| {
        let Some(mut fact) = Fact::<RegisterEvent>::decode(record).unwrap() else {
            return ControlFlow::Continue(());
        };
        if let RegisterEvent::Document(DocumentEvent::Stored(stored)) = &fact.event
            && let Some(id) = &stored.original
            && let Ok(bytes) = blobs.get(&id.parse().unwrap())
            && let Some(bytes) =
                keyring.open_original(bytes, fact.id, |scope| owner_in(&fact, scope)).unwrap()
        {
            originals.push(String::from_utf8(bytes).unwrap());
        }
        fact.event.texts(&mut |_, _, text| {
            if let Opened::Clear(clear) = keyring.open(text).unwrap() {
                texts.push(clear.into_owned());
            }
        });
        ControlFlow::Continue(())
    });
    assert!(end.unwrap().head.position.get() > 499);
    (texts, originals)
}

fn count_that_name_her((texts, originals): &(Vec<String>, Vec<String>)) -> (usize, usize) {
    let count = |all: &[String]| all.iter().filter(|text| names_her(text)).count();
    (count(texts), count(originals))
}

/// Every subject that the ledger has a fact about, and whether some fact about it is one about her
/// too.
fn subjects(desk: &Desk) -> BTreeMap<String, bool> {
    let persons = desk.items("--ledger d person list");
    let her = persons.iter().find(|person| person["name"] == NAME).unwrap();
    let her = her["id"].as_str().unwrap();
    let mut subjects = BTreeMap::new();
    for fact in desk.items("--ledger d replay") {
        let subject = fact["subject"].as_str().unwrap();
        let is_hers = subject == her || fact["data"].to_string().contains(her);
        *subjects.entry(subject.to_owned()).or_default() |= is_hers;
    }
    subjects
}

/// What she has no part in, and what stays of what she had a part in.
fn what_stays(desk: &Desk) -> Value {
    let kept = |line: &str, keys: &[&str]| -> Vec<Value> {
        let mut items = desk.items(&format!("--ledger d {line} --on 2024-12-31"));
        items.sort_by_key(|item| {
            let id = if item["id"].is_null() { &item["person"]["id"] } else { &item["id"] };
            id.as_str().unwrap().to_owned()
        });
        let kept = |item: &Value| keys.iter().map(|key| item[key].clone()).collect::<Value>();
        items.iter().map(kept).collect()
    };
    let marks: Vec<Value> = kept("attendance", &["person", "meetings", "guest", "turnout"])
        .iter()
        .map(|row| {
            let meetings = row[1].as_array().unwrap();
            let marks: Vec<_> = meetings.iter().map(|meeting| &meeting["mark"]).collect();
            json!([row[0]["id"], marks, row[2], row[3]])
        })
        .collect();
    let owed: Vec<Value> =
        kept("action list --all", &["number", "status", "since", "due", "timeliness", "owners"])
            .into_iter()
            .map(|mut action| {
                for owner in action[5].as_array_mut().unwrap() {
                    owner["name"].take();
                }
                action
            })
            .collect();
    json!({
        "attendance": marks,
        "meetings": kept("meeting list", &["when", "minutes", "turnout", "guests"]),
        "actions": owed,
        "decisions": kept("decision list", &["number", "status", "since", "superseded_by"]),
    })
}

#[test]
fn no_byte_of_the_folder_holds_an_erased_name_and_no_key_opens_it() {
    let desk = desk();
    let root = desk.file("d");
    let before = count_that_name_her(&opened(&root));
    assert!(before.0 > 10 && before.1 == 7, "she was named: {before:?}");
    erase(&desk);
    assert_eq!(files_that_name_her(&root), Vec::<String>::new());
    let after = opened(&root);
    assert_eq!(count_that_name_her(&after), (0, 0));
    assert_eq!(after.1.len(), 7, "the originals are there, without the name");
    assert!(after.0.iter().any(|text| text.contains("Loïc BRANDELY")), "other names stay");
    desk.good("--ledger d verify");
}

#[test]
fn no_answer_holds_an_erased_name_on_any_axis() {
    let desk = desk();
    let recorded = desk.items("--ledger d replay");
    let last = recorded.last().unwrap()["recorded_at"].as_str().unwrap();
    let axes = [
        String::new(),
        "--on 2024-06-30".into(),
        "--known-at 2024-10-01".into(),
        format!("--recorded-at {last}"),
        format!("--on 2024-12-31 --known-at 2024-12-31 --recorded-at {last}"),
    ];
    let owed = desk.good(&format!("--ledger d action list --owner '{NAME}'"));
    assert!(names_her(&owed), "{owed}");
    let subjects = subjects(&desk);
    assert!(subjects.values().filter(|is_hers| **is_hers).count() > 10, "{subjects:?}");
    erase(&desk);
    let mut lines = Vec::new();
    for (at, axis) in axes.iter().enumerate() {
        let lists = LISTS.iter().filter(|list| axis.is_empty() || **list != "verify");
        lines.extend(lists.clone().map(|list| format!("{list} {axis} --json")));
        // Tables are made of what JSON has; they are looked at now, and as recorded before.
        if [0, 3].contains(&at) {
            lines.extend(lists.map(|list| format!("{list} {axis}")));
        }
    }
    for (subject, is_hers) in subjects {
        lines.push(format!("show {subject} --json"));
        if is_hers {
            lines.push(format!("show {subject}"));
            lines.push(format!("show {subject} {} --json", axes[3]));
        }
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("--ledger d {line}")).collect();
    for Run { line, code, out, err } in desk.run_all(&lines) {
        assert_eq!(code, 0, "{line}: {err}");
        for traced in [&out, &err] {
            let named = traced.lines().find(|line| names_her(line));
            assert_eq!(named, None, "{line}");
        }
    }
}

#[test]
fn an_erasure_leaves_counts_actions_and_decisions_as_they_were() {
    let desk = desk();
    let before = what_stays(&desk);
    assert_eq!(before["attendance"].as_array().unwrap().len(), 18, "{}", before["attendance"]);
    erase(&desk);
    assert_eq!(what_stays(&desk), before);
}

#[test]
fn keys_and_originals_that_a_backup_brings_back_are_destroyed_again() {
    let desk = desk();
    let (root, backup) = (desk.file("d"), desk.file("backup"));
    let originals = || FsBlobs::new(&root.join("blobs")).list().unwrap();
    folder::copy(&root.join("keys"), &backup);
    folder::copy(&root.join("blobs"), &desk.file("originals"));
    erase(&desk);
    let left = originals();
    fs::remove_dir_all(root.join("keys")).unwrap();
    folder::copy(&backup, &root.join("keys"));
    for (path, bytes) in folder::bytes(&desk.file("originals")) {
        fs::write(root.join("blobs").join(path.file_name().unwrap()), bytes).unwrap();
    }
    assert!(originals().len() > left.len());
    assert!(count_that_name_her(&opened(&root)).0 > 0, "the old keys open the old texts");
    // Who only asks may not destroy them, and is shown no more for it.
    for list in LISTS {
        let answer = desk.good(&format!("--ledger d {list}"));
        assert!(!names_her(&answer), "{list}: {answer}");
    }
    desk.good("--ledger d --as 'Zoé MARIN' action done A16");
    assert_eq!(count_that_name_her(&opened(&root)), (0, 0));
    assert_eq!(originals(), left);
    desk.good("--ledger d verify");
}
