//! What was imported is imported again: unchanged, with one line changed, in another order.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::desk::{Desk, FILES, minutes};
use crate::folder;

/// Every list that an order of import could change.
pub(crate) const LISTS: [&str; 12] = [
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
];

const AXES: [&str; 3] = ["--on 2024-07-10", "--on 2024-12-31", "--known-at 2024-10-01"];

/// The answers of a ledger, without what differs from ledger to ledger: ids, positions, and when
/// things were recorded.
pub(crate) fn answers(desk: &Desk, ledger: &str, axes: &[&str]) -> BTreeMap<String, Value> {
    let lines: Vec<_> = LISTS
        .iter()
        .flat_map(|list| {
            axes.iter().map(move |axis| format!("--ledger {ledger} {list} {axis} --json"))
        })
        .collect();
    let runs = desk.run_all(&lines).into_iter().map(|run| {
        assert_eq!(run.code, 0, "{run:?}");
        let answer: Value = serde_json::from_str(&run.out).unwrap();
        (run.line.replace(&format!("--ledger {ledger} "), ""), Value::Array(stripped(answer)))
    });
    runs.collect()
}

/// The items of an answer, without what differs from ledger to ledger.
pub(crate) fn items(desk: &Desk, line: &str) -> Vec<Value> {
    stripped(desk.json(line))
}

fn stripped(mut answer: Value) -> Vec<Value> {
    let mut items = answer["items"].as_array_mut().map(std::mem::take).unwrap();
    items.iter_mut().for_each(strip);
    // Among equals the order is that of the ids.
    items.sort_by_key(ToString::to_string);
    items
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["id", "cites", "recorded_later"] {
                map.remove(key);
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(all) => all.iter_mut().for_each(strip),
        _ => {}
    }
}

/// The items of one answer that are not in the other, a line each.
pub(crate) fn only_in(one: &Value, other: &Value) -> String {
    let [one, other] = [one, other].map(|answer| answer.as_array().unwrap());
    let mut other = other.clone();
    let mut only = Vec::new();
    for item in one {
        if let Some(found) = other.iter().position(|candidate| candidate == item) {
            other.swap_remove(found);
        } else {
            only.push(item.to_string());
        }
    }
    only.join("\n")
}

fn position(desk: &Desk, ledger: &str) -> u64 {
    desk.json(&format!("--ledger {ledger} meeting list"))["position"].as_u64().unwrap()
}

#[test]
fn all_files_imported_again_add_nothing() {
    let desk = Desk::with_demo();
    let before = folder::bytes(&desk.file("d/log"));
    let files = FILES.map(|file| minutes(file).display().to_string()).join(" ");
    let items = desk.items(&format!("--ledger d --as 'Zoé MARIN' import --yes {files}"));
    let outcomes: Vec<_> = items.iter().map(|item| &item["outcome"]).collect();
    assert_eq!(outcomes, ["unchanged"; 6]);
    assert_eq!(position(&desk, "d"), 499);
    folder::assert_untouched(&desk.file("d/log"), &before, "nothing is written");
}

#[test]
fn one_line_of_attendance_is_corrected_and_the_old_answer_can_still_be_asked_for() {
    let desk = Desk::with_demo();
    let name = FILES[1];
    let text = fs::read_to_string(minutes(name)).unwrap();
    // Odile MERCANTEL goes from the excused to those present.
    let line = "- Odile MERCANTEL – ESPACE FEMMES ET EMPLOI\n";
    assert!(text.contains(line));
    let text = text.replace(line, "").replace("## Présents\n\n", &format!("## Présents\n\n{line}"));
    fs::write(desk.file(name), text).unwrap();
    let mark = |axes: &str| {
        let rows = desk.items(&format!("--ledger d attendance {axes}"));
        let row = rows.iter().find(|row| row["person"]["name"] == "Odile MERCANTEL").unwrap();
        row["meetings"][1]["mark"].as_str().unwrap().to_owned()
    };
    let facts = desk.items("--ledger d replay");
    let last = facts.last().unwrap()["recorded_at"].as_str().unwrap();
    // These minutes were approved: what changes in them is a misreading, somebody says so.
    let import = format!("import --approved misread {name}");
    let before = folder::bytes(&desk.file("d"));
    let proposed = desk.items(&format!("--ledger d {import} -n"));
    let count = |key: &str| proposed[0][key].as_u64().unwrap();
    assert_eq!((count("corrected"), count("withdrawn")), (1, 0), "{}", proposed[0]);
    let told = desk.good(&format!("--ledger d {import} -n"));
    let changes = told.lines().filter(|line| line.trim_start().starts_with(['+', '~', '-']));
    let changes: Vec<_> = changes.collect();
    assert!(
        matches!(changes[..], [change] if change.contains("~ Odile MERCANTEL excused")
            && change.contains("→ Odile MERCANTEL present")),
        "{told}"
    );
    folder::assert_untouched(&desk.file("d"), &before, "a dry run writes nothing");
    assert_eq!(mark(""), "excused");

    desk.good(&format!("--ledger d --as 'Zoé MARIN' {import} --yes"));
    assert_eq!(mark(""), "present");
    assert_eq!(mark(&format!("--recorded-at {last}")), "excused");
    let recorded = desk.items("--ledger d replay");
    let corrections: Vec<_> = recorded[499..]
        .iter()
        .filter(|fact| !fact["corrects"].is_null() || !fact["retracts"].is_null())
        .collect();
    assert_eq!(corrections.len(), 1, "{corrections:#?}");
    let at = position(&desk, "d");
    desk.good(&format!("--ledger d --as 'Zoé MARIN' {import} --yes"));
    assert_eq!(position(&desk, "d"), at, "and again nothing");
}

#[test]
fn the_order_of_import_does_not_show_in_the_answers() {
    let desk = Desk::with_demo();
    let expected = answers(&desk, "d", &AXES);
    assert_eq!(expected.len(), LISTS.len() * AXES.len());
    // In each of them May is late, or early; every file stands first once.
    for (ledger, order) in [
        ("forward", [0, 1, 2, 3, 4, 5]),
        ("backward", [5, 4, 3, 2, 1, 0]),
        ("shuffled", [2, 5, 0, 4, 1, 3]),
    ] {
        let body = "Coordination de l''orientation – Territoire du Val d''Orvaine";
        let body = body.replace("''", "’");
        desk.good(&format!("--ledger {ledger} --as 'Iris ROY' init --body '{body}' --lang fr"));
        for file in order {
            let path = minutes(FILES[file]);
            let import = format!("import --yes {}", path.display());
            desk.good(&format!("--ledger {ledger} --as 'Iris ROY' {import}"));
        }
        let found = answers(&desk, ledger, &AXES);
        for (line, answer) in &found {
            assert_eq!(only_in(answer, &expected[line]), "", "{ledger}: {line}");
            assert_eq!(only_in(&expected[line], answer), "", "not in {ledger}: {line}");
        }
    }
}
