//! Every row of the tables in `examples/demo/expected.md` on actions, decisions, occasions, questions
//! and ideas, compared on the three days with the answers of a register of that year.

use std::collections::BTreeMap;

use spro_core::views::actions::{ActionCounts, Actions, Which};
use spro_core::views::decisions::{self, Decisions};
use spro_core::views::ideas::ideas;
use spro_core::views::occasions::occasions;
use spro_core::views::questions::questions;
use spro_core::views::register::Register;

use super::tables::{
    Names, actions, decision, decision_counts, expected, idea, occasion, question, who,
};

const DAYS: [&str; 3] = ["2024-03-20", "2024-07-10", "2024-12-31"];

/// The actions at the end of the year.
pub(crate) fn actions_agree(names: &impl Names, on: impl Fn(&str) -> Register) {
    let day = "2024-12-31";
    let register = on(day);
    assert_eq!(actions(names, &register, day), expected("### On 2024-12-31: 18 actions"));
    let (all, open, late, completed, cancelled) = (18, 6, 2, 11, 1);
    let none = ActionCounts::default();
    let counted = ActionCounts { all, open, late, completed, cancelled, ..none };
    assert_eq!(counts(&register, day), counted);
}

/// The actions on the two earlier days.
pub(crate) fn earlier_actions_agree(names: &impl Names, on: impl Fn(&str) -> Register) {
    let without_history = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        let cut = |cell: String| cell.split(" (").next().unwrap().to_owned();
        rows.into_iter().map(|row| row.into_iter().map(cut).collect()).collect()
    };
    for (day, heading) in [
        ("2024-07-10", "### On 2024-07-10: 12 actions"),
        ("2024-03-20", "### On 2024-03-20: 8 actions"),
    ] {
        let rows = actions(names, &on(day), day);
        assert_eq!(without_history(rows), expected(heading), "{day}");
    }
    let none = ActionCounts::default();
    let july = ActionCounts { all: 12, open: 5, late: 2, completed: 6, cancelled: 1, ..none };
    assert_eq!(counts(&on("2024-07-10"), "2024-07-10"), july);
    let march = ActionCounts { all: 8, open: 6, possibly_late: 1, completed: 2, ..none };
    assert_eq!(counts(&on("2024-03-20"), "2024-03-20"), march);
}

/// The decisions on each day.
pub(crate) fn decisions_agree(names: &impl Names, on: impl Fn(&str) -> Register) {
    let rows = expected("## 4. Decisions");
    for (column, day) in (2..).zip(DAYS) {
        let register = on(day);
        let decisions = Decisions::of(&register, decisions::Which::All);
        let mut answered = decisions.rows.iter();
        for expected in rows.iter().filter(|row| !row[0].starts_with('*')) {
            if expected[column] == "–" {
                continue;
            }
            let row = answered.next().unwrap();
            assert_eq!(names.name(row.subject), expected[0]);
            assert_eq!(row.decision.put.as_ref().unwrap().since.to_string(), expected[1]);
            assert_eq!(decision(names, row), expected[column], "{} on {day}", expected[0]);
        }
        assert!(answered.next().is_none(), "{day}");
        let counted = rows.iter().filter(|row| row[0].starts_with('*'));
        let counted: Vec<usize> = counted.map(|row| row[column].parse().unwrap()).collect();
        assert_eq!(decision_counts(&decisions), counted, "{day}");
    }
}

/// The occasions on each day.
pub(crate) fn occasions_agree(names: &impl Names, on: impl Fn(&str) -> Register) {
    let rows = expected("## 5. Occasions");
    for (column, day) in (1..).zip(DAYS) {
        let register = on(day);
        let answered = cells(names, &register);
        for expected in &rows {
            let answer = answered.get(&expected[0]).map_or("–", String::as_str);
            // In July the table leaves out how many came.
            let answer = if expected[column] == "held" { &answer[..4] } else { answer };
            assert_eq!(answer, expected[column], "{} on {day}", expected[0]);
        }
        let known = rows.iter().filter(|row| row[column] != "–").count();
        assert_eq!(occasions(&register).len(), known, "{day}");
    }
}

/// The questions and ideas on each day.
pub(crate) fn open_points_agree(names: &impl Names, on: impl Fn(&str) -> Register) {
    let rows = expected("## 6. Questions and ideas");
    for (column, day) in (2..).zip(DAYS) {
        let register = on(day);
        let answered = cells(names, &register);
        let (mut questions, ideas) = (questions(&register), ideas(&register));
        for expected in &rows {
            let Some(answer) = answered.get(&expected[0]) else {
                assert_eq!(expected[column], "–", "{} on {day}", expected[0]);
                continue;
            };
            // A later column leaves out by whom, and when, where an earlier one says it.
            assert!(answer.starts_with(&expected[column]), "{answer} for {expected:?} on {day}");
            let idea = ideas.iter().find(|row| names.name(row.subject) == expected[0]);
            let by = idea
                .map_or_else(|| questions.remove(0).question.by.clone(), |row| row.idea.by.clone());
            assert_eq!(who(names, &by.unwrap()), expected[1]);
        }
        assert!(questions.is_empty(), "{day}");
    }
}

/// How many actions there are of each sort.
pub(crate) fn counts(register: &Register, day: &str) -> ActionCounts {
    Actions::of(register, day.parse().unwrap(), Which::All, None).counts
}

/// One cell of each thing, by name, on a day.
pub(crate) fn cells(names: &impl Names, register: &Register) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    for row in Decisions::of(register, decisions::Which::All).rows {
        cells.insert(names.name(row.subject), decision(names, &row));
    }
    for row in occasions(register) {
        cells.insert(names.name(row.subject), occasion(names, &row));
    }
    for row in questions(register) {
        cells.insert(names.name(row.subject), question(names, &row));
    }
    for row in ideas(register) {
        cells.insert(names.name(row.subject), idea(&row));
    }
    cells
}

/// Section 9: the end of the year without the minutes of 16 May, beside the whole year.
pub(crate) fn differ_as_foretold<N: Names>(
    (names, register): (&N, &Register),
    (whole_names, whole): (&N, &Register),
) {
    let rows = |names: &N, register: &Register| -> BTreeMap<String, String> {
        let rows = actions(names, register, "2024-12-31").into_iter();
        rows.map(|row| (row[0].clone(), row[1..].join(" | "))).collect()
    };
    let mut expected = rows(whole_names, whole);
    for (number, row) in [
        ("A3", "Ségolène FROMENTEL | 2024-04-30 | in-process | **late**, 245 days"),
        ("A4", "Loïc BRANDELY | mars 2024 | completed 2024-09-12 | 165 days after"),
        ("A7", "CCI DE L'ORVAINE | 2024-04-10 | needs-action | **late**, 265 days"),
        ("A8", "each of the partners | 2024-03-29 | needs-action | **late**, 277 days"),
        ("A9", "unknown | none | completed 2024-06-18 | unknown"),
        ("A10", "unknown | none | completed 2024-09-10 | unknown"),
    ] {
        expected.insert(number.into(), row.into());
    }
    assert_eq!(rows(names, register), expected);
    assert_eq!(counts(register, "2024-12-31").late, 5);

    let mut expected = cells(whole_names, whole);
    for (name, cell) in [
        ("D4", "conditional"),
        ("D7", "conditional"),
        ("Q3", "open"),
        ("I3", "raised"),
        ("Bus des métiers 2024", "confirmed, 2024-04-15/2024-04-19, 5 stops"),
        ("Demi-journée « Métiers du soin »", "confirmed, 2024-03-28 afternoon"),
    ] {
        expected.insert(name.into(), cell.into());
    }
    expected.remove("Q4");
    assert_eq!(cells(names, register), expected);
    let unworded: Vec<_> = register
        .decisions()
        .filter(|(_, decision, _)| decision.wording().is_none())
        .map(|(subject, _, _)| names.name(subject))
        .collect();
    assert_eq!(unworded, ["D7"]);
}
