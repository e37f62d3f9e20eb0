//! Real minutes, through the command line: scored against their truth by the script that lies
//! beside them, as they are and with other people, structures, day, order and dashes.
//!
//! They are read from the folder that `SPRO_TEST_MINUTES` names; without it, or without Python, these
//! tests are left out, aloud.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};

use crate::desk::Desk;

const NAME: &str = "blois-2017-11-10";

/// Minutes, and what is true of them.
struct Real {
    minutes: String,
    truth: Value,
    /// The script that scores a folder of proposals against a folder of truths.
    score: PathBuf,
}

fn real() -> Option<Real> {
    let Some(folder) = env::var_os("SPRO_TEST_MINUTES").map(PathBuf::from) else {
        eprintln!("LEFT OUT: SPRO_TEST_MINUTES names no folder of real minutes");
        return None;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("LEFT OUT: there is no python3 to score what was read of real minutes");
        return None;
    }
    let read = |extension: &str| {
        fs::read_to_string(folder.join("truth").join(NAME).with_extension(extension)).unwrap()
    };
    let truth = serde_json::from_str(&read("json")).unwrap();
    Some(Real { minutes: read("txt"), truth, score: folder.join("score.py") })
}

/// A ledger of the body in `r`, and the minutes in `cr.txt`.
fn desk(minutes: &str) -> Desk {
    let desk = Desk::new();
    desk.good("--ledger r --as 'Iris ROY' init --body 'SPRO 41 – Territoire de Blois' --lang fr");
    fs::write(desk.file("cr.txt"), minutes).unwrap();
    desk
}

fn proposal(desk: &Desk) -> Value {
    let [item] = desk.items("--ledger r import --dry-run cr.txt").try_into().unwrap();
    item
}

/// What the script makes of the proposal.
fn scored(desk: &Desk, real: &Real, proposal: &Value) -> Value {
    for (folder, value) in [("truth", &real.truth), ("read", proposal)] {
        fs::create_dir_all(desk.file(folder)).unwrap();
        let path = desk.file(folder).join(format!("{NAME}.json"));
        fs::write(path, value.to_string()).unwrap();
    }
    let folders = ["truth", "read"].map(|name| desk.file(name));
    let mut python = Command::new("python3");
    let output = python.arg(&real.score).args(&folders).arg("--json").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn assert_well_read(score: &Value) {
    for kind in
        ["attendance", "status", "organisation", "date", "decisions", "decision_kind", "due"]
    {
        assert_eq!(score[kind]["f1"], 1.0, "{kind}: {score}");
    }
    assert_eq!(score["actions"]["precision"], 1.0, "no action is made up: {score}");
    assert!(score["actions"]["recall"].as_f64().unwrap() >= 0.8, "{score}");
}

/// Every object that has lines, at whatever depth.
fn with_lines<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => {
            if map.contains_key("lines") {
                found.push(value);
            }
            map.values().for_each(|value| with_lines(value, found));
        }
        Value::Array(all) => all.iter().for_each(|value| with_lines(value, found)),
        _ => {}
    }
}

fn ranges(item: &Value) -> Vec<(usize, usize)> {
    let ranges = item["lines"].as_array().unwrap().iter();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    ranges.map(|range| (number(&range[0]), number(&range[1]))).collect()
}

/// Each line that says something is in an item or among those that could not be placed, each item
/// says how sure it is, and its words stand in its lines, in their order.
fn assert_traced(minutes: &str, proposal: &Value) {
    let lines: Vec<_> = minutes.lines().collect();
    for (key, items) in proposal.as_object().unwrap() {
        let items = items.as_array().into_iter().flatten();
        // A contradiction stands in the lines of each of its readings.
        let items = items.flat_map(|item| match item["readings"].as_array() {
            Some(readings) => readings.iter().collect(),
            None => vec![item],
        });
        for item in items.filter(|item| item.is_object()) {
            for said in ["text", "lines", "modality", "confidence"] {
                assert!(!item[said].is_null(), "{key} without {said}: {item}");
            }
        }
    }
    let mut items = Vec::new();
    with_lines(proposal, &mut items);
    let mut placed = BTreeSet::new();
    for item in items {
        let mut words = item["text"].as_str().unwrap_or_default().split_whitespace().peekable();
        for (first, last) in ranges(item) {
            placed.extend(first..=last);
            for word in lines[first - 1..last].iter().flat_map(|line| line.split_whitespace()) {
                if words.peek().is_some_and(|sought| word.contains(sought)) {
                    words.next();
                }
            }
        }
        assert_eq!(words.next(), None, "not in its lines: {item}");
    }
    let says = |line: &str| !line.trim().is_empty();
    let unplaced: Vec<_> =
        (1..=lines.len()).filter(|line| says(lines[line - 1]) && !placed.contains(line)).collect();
    assert_eq!(unplaced, Vec::<usize>::new(), "lines of no item");
}

/// Other minutes of the same layout: every word of a person's or a structure's name is another one,
/// the lists are turned round, the meeting is four days later, and dashes are longer.
fn perturbed(real: &Real) -> Real {
    let listed = real.truth["attendance"].as_array().unwrap().iter();
    let words: BTreeSet<String> = listed
        .flat_map(|one| [one["person"].as_str(), one["organisation"].as_str()])
        .flatten()
        .flat_map(|name| name.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect();
    let first = ["bro", "cla", "dri", "fou", "gle", "mor", "pau", "qui", "tre", "vou"];
    let last = ["banel", "dugal", "fissot", "landrel", "mirault", "nocard", "pelois", "rostin"];
    let made_up = last.iter().flat_map(|b| first.map(|a| format!("{a}{b}")));
    let other: BTreeMap<String, String> = words.into_iter().zip(made_up).collect();
    let renamed =
        |text: &str| each_word(text, |word| in_case_of(word, other.get(&word.to_lowercase())));
    let dated = |text: &str| {
        text.replace("Vendredi 10 novembre 2017", "Mardi 14 novembre 2017")
            .replace("2017-11-10", "2017-11-14")
    };
    let truth = dated(&renamed_values(&real.truth, &renamed).to_string());
    let minutes = dated(&renamed(&lists_turned_round(&real.minutes)));
    let minutes = minutes.replace('–', "—");
    assert!(minutes.contains("Mardi 14 novembre 2017"), "the day is written otherwise");
    Real { minutes, truth: serde_json::from_str(&truth).unwrap(), score: real.score.clone() }
}

fn each_word(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end =
            rest.find(|c: char| c.is_alphabetic() != first.is_alphabetic()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        out += &if first.is_alphabetic() { change(run) } else { run.to_owned() };
        rest = after;
    }
    out
}

/// The new word with the capitals of the old one; the old one where there is none.
fn in_case_of(old: &str, new: Option<&String>) -> String {
    let Some(new) = new else { return old.to_owned() };
    let capitals = old.chars().filter(|c| c.is_uppercase()).count();
    match capitals {
        0 => new.clone(),
        1 => new[..1].to_uppercase() + &new[1..],
        _ => new.to_uppercase(),
    }
}

fn renamed_values(value: &Value, renamed: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(renamed(text)),
        Value::Array(all) => all.iter().map(|value| renamed_values(value, renamed)).collect(),
        // The words that the script knows are no names.
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| match key.as_str() {
                "status" | "kind" => (key.clone(), value.clone()),
                _ => (key.clone(), renamed_values(value, renamed)),
            })
            .collect(),
        other => other.clone(),
    }
}

/// Runs of lines `NAME - STRUCTURE`, last line first; the breaks at their ends stay in their places.
fn lists_turned_round(minutes: &str) -> String {
    let is_listed = |line: &str| {
        let dash = line.find(" – ").or_else(|| line.find(" - "));
        dash.is_some_and(|at| at > 0 && at < 40) && !line.starts_with(['-', ' ', '*', '#'])
    };
    let lines: Vec<_> = minutes.lines().collect();
    let runs = lines.chunk_by(|one, other| is_listed(one) == is_listed(other));
    let turned = runs.flat_map(|run| {
        let ends = run.iter().map(|line| &line[line.trim_end().len()..]);
        let mut lines: Vec<_> = run.iter().map(|line| line.trim_end()).collect();
        if is_listed(run[0]) {
            lines.reverse();
        }
        lines.into_iter().zip(ends).map(|(line, end)| format!("{line}{end}\n")).collect::<Vec<_>>()
    });
    turned.collect::<Vec<_>>().concat()
}

#[test]
fn real_minutes_are_read_as_their_truth_says_also_with_other_names_and_dates() {
    let Some(real) = real() else { return };
    let perturbed = perturbed(&real);
    let differ = real.minutes.lines().zip(perturbed.minutes.lines()).filter(|(a, b)| a != b);
    assert!(differ.count() > 30, "it is another document");
    for real in [&real, &perturbed] {
        let desk = desk(&real.minutes);
        let proposal = proposal(&desk);
        assert_well_read(&scored(&desk, real, &proposal));
        assert_traced(&real.minutes, &proposal);
        let asked: Vec<_> = proposal["asked"].as_array().unwrap().iter().collect();
        assert_eq!(asked.len(), 1, "the slash is asked: {asked:?}");
        assert_eq!(asked[0]["question"]["kind"], "organisation-slash");
        let body: Vec<_> = proposal["attendance"].as_array().unwrap().iter().collect();
        let body: Vec<_> = body.iter().filter(|one| one["for_body"] == true).collect();
        assert!(matches!(body[..], [one] if !one["organisation"].as_str().unwrap().contains('/')));
    }
}

#[test]
fn real_minutes_are_recorded_once_however_often_they_are_imported() {
    let Some(real) = real() else { return };
    let desk = desk(&real.minutes);
    let position = || desk.json("--ledger r meeting list")["position"].as_u64().unwrap();
    let import = |how: &str| {
        let item = desk.items(&format!("--ledger r --as 'Iris ROY' import {how} cr.txt"));
        item[0]["outcome"].as_str().unwrap().to_owned()
    };
    assert_eq!(import("--yes"), "recorded");
    let persons = desk.items("--ledger r person list");
    let persons: Vec<_> = persons.iter().filter(|person| person["name"] != "Iris ROY").collect();
    assert_eq!(persons.len(), 17, "the listed and one more: {persons:#?}");
    let without: Vec<_> = persons.iter().filter(|person| person["acts_for"] == json!([])).collect();
    assert_eq!(without.len(), 2, "one of them, and the one of the slash: {without:#?}");
    let told = desk.good("--ledger r --as 'Iris ROY' import --yes cr.txt");
    assert!(told.contains("one organisation?"), "what it asks is said: {told}");
    let meetings = desk.items("--ledger r meeting list");
    let turnout = &meetings[0]["turnout"];
    assert_eq!([&turnout["present"], &turnout["excused"]], [&json!(11), &json!(5)]);
    assert_eq!(desk.items("--ledger r decision list").len(), 2);
    // One is present for the Mission locale, another excused: it is represented.
    let represented = desk.items("--ledger r attendance --by organisation");
    let both = represented.iter().filter(|row| {
        let people = row["meetings"][0]["people"].as_array().unwrap();
        let did = |mark: &str| people.iter().any(|one| one["mark"] == mark);
        did("present") && did("excused") && row["meetings"][0]["mark"] == "present"
    });
    assert_eq!(both.count(), 1, "{represented:#?}");

    let sure = position();
    assert_eq!((import("--yes").as_str(), position()), ("unchanged", sure));
    assert_eq!(import("--yes=all"), "recorded");
    let all = position();
    assert!(all > sure, "what the reader is not sure of");
    for how in ["--yes=all", "--yes"] {
        assert_eq!((import(how).as_str(), position()), ("unchanged", all), "{how}");
    }
    desk.good("--ledger r verify");
}
