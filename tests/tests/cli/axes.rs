//! The three times that a question can be asked as of, through the command line: the rows of
//! section 8 of the demo's tables, and what was recorded before the late minutes.

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::folder;

fn numbered(desk: &Desk, list: &str, number: &str, axes: &str) -> Value {
    let items = desk.items(&format!("--ledger d {list} {axes}"));
    let found = items.into_iter().find(|item| item["number"] == number);
    found.unwrap_or_else(|| panic!("no {number} in {list} {axes}"))
}

/// Status, due or done on, lateness, its days, and who owes it.
fn action(desk: &Desk, number: &str, axes: &str) -> Value {
    let item = numbered(desk, "action list --all", number, axes);
    let owners = item["owners"].as_array().unwrap().iter().map(|owner| owner["name"].clone());
    let owners: Vec<_> = owners.collect();
    json!([item["status"], item["since"], item["timeliness"], item["days"], owners])
}

fn decision(desk: &Desk, number: &str, axes: &str) -> Value {
    let item = numbered(desk, "decision list", number, axes);
    json!([item["status"], item["superseded_by"]["name"]])
}

/// The marks of a person at a meeting, and the counts of all.
fn attended(desk: &Desk, day: &str, person: &str, axes: &str) -> Value {
    let rows = desk.items(&format!("--ledger d attendance {axes}"));
    let row = rows.iter().find(|row| row["person"]["name"] == person).unwrap();
    let meetings = row["meetings"].as_array().unwrap();
    let mark = meetings.iter().find(|meeting| meeting["meeting"]["day"] == day).unwrap();
    let meetings = desk.items(&format!("--ledger d meeting list {axes}"));
    let turnout = &meetings.iter().find(|meeting| meeting["when"] == day).unwrap()["turnout"];
    let counts = ["present", "remote", "excused", "absent"].map(|mark| &turnout[mark]);
    json!([mark["mark"], counts])
}

/// For whom a person acts on a day; those that ended by then are listed with their end.
fn acts_for(desk: &Desk, person: &str, day: &str) -> Vec<Value> {
    let rows = desk.items(&format!("--ledger d member list --on {day}"));
    let row = rows.iter().find(|row| row["person"]["name"] == person).unwrap();
    let acting = row["acts_for"].as_array().unwrap();
    let acting =
        acting.iter().filter(|acting| acting["until"].as_str().is_none_or(|end| end > day));
    acting.map(|acting| acting["organisation"]["name"].clone()).collect()
}

#[test]
fn the_three_times_are_answered_as_worked_out_by_hand() {
    let desk = Desk::with_demo();

    let bénédicte = |axes| attended(&desk, "2024-01-18", "Bénédicte LAUZERAL", axes);
    assert_eq!(bénédicte("--known-at 2024-02-01"), json!(["excused", [9, 1, 4, 0]]));
    assert_eq!(bénédicte("--known-at 2024-04-01"), json!(["remote", [9, 2, 3, 0]]));
    let thibault = |axes| attended(&desk, "2024-09-26", "Thibault ESCANDRE", axes);
    assert_eq!(thibault("--known-at 2024-11-01"), json!(["absent", [11, 2, 2, 1]]));
    assert_eq!(thibault("--known-at 2024-12-31"), json!(["excused", [11, 2, 3, 0]]));

    let trévidic = json!(["Maëlle TRÉVIDIC"]);
    let a1 = |axes| action(&desk, "A1", axes);
    assert_eq!(a1("--on 2024-02-10"), json!(["needs-action", null, "not-late", null, trévidic]));
    assert_eq!(a1("--on 2024-02-20"), json!(["needs-action", null, "late", 5, trévidic]));
    assert_eq!(
        a1("--on 2024-03-05"),
        json!(["completed", "2024-03-01", "done-after", 15, trévidic])
    );
    assert_eq!(
        a1("--on 2024-03-05 --known-at 2024-03-05"),
        json!(["needs-action", null, "late", 19, trévidic])
    );
    let a4 = |axes| {
        let a4 = action(&desk, "A4", axes);
        json!([a4[0], a4[2], a4[4]])
    };
    assert_eq!(a4("--on 2024-04-10"), json!(["in-process", "late", ["Loïc BRANDELY"]]));
    assert_eq!(a4("--on 2024-06-01"), json!(["in-process", "not-late", ["Hakim BELLOUNIS"]]));
    let a15 = numbered(&desk, "action list", "A15", "--on 2024-12-03");
    assert_eq!(
        [&a15["status"], &a15["due"], &a15["timeliness"], &a15["days"]],
        [&json!("needs-action"), &json!("2024-11-30"), &json!("late"), &json!(3)]
    );

    let d2 = |axes| decision(&desk, "D2", axes);
    assert_eq!(d2("--on 2024-09-20"), json!(["standing", null]));
    assert_eq!(d2("--on 2024-09-30"), json!(["superseded", "D10"]));
    let d4 = |axes| decision(&desk, "D4", axes);
    assert_eq!(d4("--on 2024-04-20"), json!(["conditional", null]));
    assert_eq!(d4("--on 2024-05-10"), json!(["standing", null]));
    assert_eq!(d4("--on 2024-05-10 --known-at 2024-05-10"), json!(["conditional", null]));

    let ségolène = |day| acts_for(&desk, "Ségolène FROMENTEL", day);
    assert_eq!(ségolène("2024-08-15"), ["CHAMBRE DE MÉTIERS DE L'ORVAINE"]);
    assert_eq!(ségolène("2024-09-15"), ["CCI DE L'ORVAINE"]);
}

/// When the last but one of the minutes was recorded: those of May are the last.
fn before_the_late_minutes(desk: &Desk) -> String {
    let facts = desk.items("--ledger d replay");
    let mut instants: Vec<_> =
        facts.iter().map(|fact| fact["recorded_at"].as_str().unwrap()).collect();
    instants.dedup();
    instants[instants.len() - 2].to_owned()
}

#[test]
fn what_was_recorded_before_the_late_minutes_is_answered_with_the_other_times_too() {
    let desk = Desk::with_demo();
    let recorded = format!("--recorded-at {}", before_the_late_minutes(&desk));
    let at_the_end = format!("--on 2024-12-31 {recorded}");

    let late = desk.items(&format!("--ledger d action list --late {at_the_end}"));
    let late: Vec<_> = late.iter().map(|item| item["number"].as_str().unwrap()).collect();
    let expected = ["A3", "A6", "A7", "A8", "A18"];
    assert_eq!(late.iter().filter(|number| expected.contains(number)).count(), 5, "{late:?}");
    let a4 = action(&desk, "A4", &at_the_end);
    assert_eq!(a4, json!(["completed", "2024-09-12", "done-after", 165, ["Loïc BRANDELY"]]));
    assert_eq!(decision(&desk, "D4", &at_the_end), json!(["conditional", null]));
    assert_eq!(desk.items(&format!("--ledger d attendance {at_the_end}")).len(), 17);
    assert_eq!(desk.items("--ledger d attendance --on 2024-12-31").len(), 18, "a guest of May");

    // Alone, the day asked on is today.
    assert_eq!(decision(&desk, "D4", &recorded), json!(["conditional", null]));
    assert_eq!(decision(&desk, "D4", ""), json!(["standing", null]));

    // What the body knew in March does not hang on what was recorded later.
    let known = format!("--on 2024-03-05 --known-at 2024-03-05 {recorded}");
    let a1 = action(&desk, "A1", &known);
    assert_eq!(a1, json!(["needs-action", null, "late", 19, ["Maëlle TRÉVIDIC"]]));
    let answer = desk.json(&format!("--ledger d action list {known}"));
    assert_eq!(answer["as_of"]["on"], "2024-03-05");
    assert_eq!(answer["as_of"]["known_at"], "2024-03-05");
    assert_eq!(answer["as_of"]["recorded_at"], before_the_late_minutes(&desk));

    let found = desk.items("--ledger d meeting list --recorded-at 2024-12-31");
    assert!(found.is_empty(), "nothing was recorded in that year: {found:?}");
}

#[test]
fn a_command_that_records_takes_no_time_to_be_asked_as_of() {
    let desk = Desk::with_demo();
    let before = folder::bytes(&desk.file("."));
    let writes = [
        "init --body Val",
        "import --yes x.md",
        "demo e",
        "action start A16",
        "action done A16",
        "action cancel A16",
        "action reopen A1",
        "action due A16 2025-04-01",
        "action assign A16 'Samir KHELLOUFI'",
        "decision condition D7 met",
        "decision supersede D1 --by D3",
        "decision repeal D1",
        "decision lapse D1",
        "person alias 'Samir KHELLOUFI' Samy",
        "person merge 'Samir KHELLOUFI' --into 'Loïc BRANDELY'",
        "person erase 'Samir KHELLOUFI' --ground objection --yes",
        "organisation alias FORMATIA Forma",
        "organisation merge FORMATIA --into 'CIO D''AUBRELIEU'",
        "organisation part-of FORMATIA 'CIO D''AUBRELIEU'",
        "member add 'Samir KHELLOUFI' --for FORMATIA",
        "member end 'Samir KHELLOUFI'",
    ];
    let axes = ["--on 2024-01-01", "--known-at 2024-01-01", "--recorded-at 2024-01-01"];
    let lines: Vec<_> = writes
        .iter()
        .zip(axes.iter().cycle())
        .flat_map(|(write, axis)| {
            [("en", axis), ("fr", axis)].map(|(lang, axis)| {
                format!("--ledger d --as 'Zoé MARIN' --lang {lang} {write} {axis}")
            })
        })
        .collect();
    for run in desk.run_all(&lines) {
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        let told =
            if run.line.contains("--lang fr") { "pose une question" } else { "asks a question" };
        assert!(run.err.contains(told), "{run:?}");
        assert!(run.err.contains("spro action list --on 2024-06-30"), "the next step: {run:?}");
    }
    for axis in axes {
        assert_eq!(desk.run(&format!("--ledger d --as Zoé action done A16 {axis}")).code, 2);
    }
    folder::assert_untouched(&desk.file("."), &before, "nothing is written");
}
