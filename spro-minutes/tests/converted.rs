//! Minutes converted from a page read as their truth says, and still do with other names, dates,
//! orders and dashes: the reader knows the layout, not the document.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;
use spro_minutes::draft::{ConditionKind, Draft};

/// What both the text and its truth are changed by.
type Change = fn(&str) -> String;

fn list<'a>(truth: &'a Value, kind: &str) -> Vec<&'a Value> {
    let items = truth[kind].as_array().into_iter().flatten();
    items.filter(|item| item["borderline"] != true).collect()
}

fn text(item: &Value, name: &str) -> String {
    item[name].as_str().unwrap_or("").to_owned()
}

fn plain(text: &str) -> String {
    text.replace(['–', '—'], "-").trim_end_matches('.').to_owned()
}

fn alike(truth: &str, read: &str) -> bool {
    plain(read).contains(&plain(truth))
}

fn check(minutes: &str, truth: &Value) -> Draft {
    let (draft, problems) = spro_minutes::read(minutes);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(plain(draft.title.as_deref().unwrap_or("")), plain(&text(truth, "title")));
    assert_eq!(draft.date.map(|day| day.to_string()), Some(text(truth, "date")));
    assert_eq!(draft.body, Some(text(truth, "body")));

    let people = list(truth, "attendance");
    assert_eq!(draft.attendance.len(), people.len());
    for want in people {
        let name = text(want, "person");
        let got = draft.attendance.iter().find(|item| item.person == name);
        assert!(got.is_some(), "{name} is missing");
        let Some(got) = got else { continue };
        let mut known = vec![text(want, "organisation")];
        known.extend(
            want["organisation_alt"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|alt| alt.as_str().unwrap_or("").to_owned()),
        );
        assert!(known.contains(&got.organisation.clone().unwrap_or_default()), "{got:?}");
        assert_eq!(serde_json::to_value(got.status).unwrap_or_default(), want["status"]);
    }
    let bodies = draft.attendance.iter().filter(|item| item.for_body).count();
    assert_eq!((bodies, draft.asked.len()), (1, 1));

    let decisions = list(truth, "decisions");
    assert_eq!(draft.decisions.len(), decisions.len(), "{:#?}", draft.decisions);
    for want in decisions {
        let said = text(want, "text");
        let got = draft.decisions.iter().find(|item| alike(&said, &item.source.text));
        assert!(got.is_some(), "{said} is missing");
        let Some(got) = got else { continue };
        assert_eq!(serde_json::to_value(got.kind).unwrap_or_default(), want["kind"]);
        if let Some(condition) = &got.condition {
            assert_eq!(condition.judged, ConditionKind::EachOccasion);
            assert!(got.answers.is_some());
        } else {
            assert!(got.about.is_some());
        }
    }

    let actions = list(truth, "actions");
    assert_eq!(draft.actions.len(), actions.len(), "{:#?}", draft.actions);
    for want in actions {
        let said = text(want, "text");
        let got = draft.actions.iter().find(|item| alike(&said, &item.source.text));
        assert!(got.is_some(), "{said} is missing");
        let Some(got) = got else { continue };
        assert_eq!(serde_json::to_value(&got.owner).unwrap_or_default(), want["owner"]);
        let read = serde_json::to_value(got).unwrap_or_default();
        assert_eq!(read.get("due"), want.get("due"));
    }
    draft
}

/// Other years and another month.
fn other_dates(text: &str) -> String {
    let text = text.replace("2018", "2024").replace("2017", "2023");
    let text = text.replace("novembre 2023", "octobre 2023");
    text.replace("2023-11-", "2023-10-")
}

/// Each name and organisation in capitals becomes another: its letters turn, case stays.
fn other_names(text: &str) -> String {
    let word = |word: &str| -> String {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = word.chars().all(|c| !c.is_lowercase());
        let kept = ["SPRO", "RELO", "COMPTE", "RENDU", "ACTUALITES", "PIJ"].contains(&word);
        if letters < 4 || !capitals || kept {
            return word.to_owned();
        }
        word.replace('A', "O").replace('E', "A").replace('I', "E").replace('R', "V")
    };
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_alphabetic() {
            run.push(c);
        } else {
            out.push_str(&word(&run));
            run.clear();
            out.push(c);
        }
    }
    out.pop();
    out
}

/// Only the separators in lists: a dash within a name stays.
fn other_dashes(text: &str) -> String {
    text.replace(" – ", " \u{1}").replace(" - ", " — ").replace(" \u{1}", " - ")
}

/// The people of each list in reverse order.
fn other_order(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n") {
        let mut lines: Vec<_> = paragraph.lines().map(str::to_owned).collect();
        let person = |line: &String| {
            !line.starts_with(['-', ' ', '#']) && (line.contains(" - ") || line.contains(" – "))
        };
        if lines.len() > 1 && lines.iter().all(person) {
            lines = lines.iter().rev().map(|line| format!("{}  ", line.trim_end())).collect();
        }
        out.push(lines.join("\n"));
    }
    out.join("\n\n")
}

fn check_all(minutes: &str, truth: &str) -> serde_json::Result<()> {
    let names: Change = other_names;
    let same: Change = str::to_owned;
    for (change_text, change_truth) in [
        (same, same),
        (other_dates as Change, other_dates as Change),
        (other_dashes, same),
        (other_order, same),
    ] {
        let truth: Value = serde_json::from_str(&change_truth(truth))?;
        check(&change_text(minutes), &truth);
    }
    // Owners are printed in small letters too: the truth of the lists alone is compared.
    let (renamed, problems) = spro_minutes::read(&names(&other_order(&other_dashes(minutes))));
    assert!(problems.is_empty());
    let truth: Value = serde_json::from_str(truth)?;
    let mut people: Vec<_> = renamed.attendance.iter().map(|item| item.person.clone()).collect();
    let mut want: Vec<_> =
        list(&truth, "attendance").into_iter().map(|item| names(&text(item, "person"))).collect();
    people.sort();
    want.sort();
    assert_eq!(people, want);
    assert_eq!(renamed.decisions.len(), list(&truth, "decisions").len());
    Ok(())
}

#[test]
fn an_invented_document_reads_as_its_truth_however_it_is_perturbed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let minutes = fs::read_to_string(folder.join("converted.txt")).expect("fixture");
    let truth = fs::read_to_string(folder.join("converted.json")).expect("truth");
    check_all(&minutes, &truth).expect("truth is JSON");
}

#[test]
fn the_real_document_reads_as_its_truth_however_it_is_perturbed() {
    let Some(folder) = env::var_os("SPRO_TEST_MINUTES").map(PathBuf::from) else {
        eprintln!("skipped: SPRO_TEST_MINUTES names no folder of real minutes");
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join(folder).join("truth");
    let minutes = fs::read_to_string(folder.join("blois-2017-11-10.txt")).expect("minutes");
    let truth = fs::read_to_string(folder.join("blois-2017-11-10.json")).expect("truth");
    check_all(&minutes, &truth).expect("truth is JSON");
}
