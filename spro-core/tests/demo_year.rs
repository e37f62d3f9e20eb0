//! The answers about a year of minutes are those that were worked out by hand: every row of the
//! tables in `examples/demo/expected.md` on actions, decisions, occasions, questions and ideas.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

#[path = "demo_year/agree.rs"]
mod agree;
#[path = "demo_year/tables.rs"]
mod tables;
#[path = "demo_year/truth.rs"]
mod truth;

use proptest::prelude::*;
use spro_core::domain::stance::Side;
use spro_core::kernel::history::AsOf;
use spro_core::views::actions::{Actions, OwedBy, Which};
use spro_core::views::decisions::{self, Decisions};
use spro_core::views::notes::notes;
use spro_core::views::occasions::occasions;
use spro_core::views::stances::stances;
use spro_core::views::timeline::Timeline;

use agree::cells;
use tables::Names as _;
use truth::Year;

#[test]
fn the_actions_are_those_worked_out_by_hand() {
    let year = Year::whole();
    agree::actions_agree(&year, |day| year.register(day, None));
    agree::earlier_actions_agree(&year, |day| year.register(day, None));
}

#[test]
fn the_decisions_are_those_worked_out_by_hand() {
    let year = Year::whole();
    agree::decisions_agree(&year, |day| year.register(day, None));
}

#[test]
fn the_occasions_are_those_worked_out_by_hand() {
    let year = Year::whole();
    agree::occasions_agree(&year, |day| year.register(day, None));
}

#[test]
fn the_questions_and_ideas_are_those_worked_out_by_hand() {
    let year = Year::whole();
    agree::open_points_agree(&year, |day| year.register(day, None));
}

#[test]
fn the_decisions_in_force_are_the_standing_and_the_conditional_ones() {
    let year = Year::whole();
    let register = year.register("2024-12-31", None);
    let rows = Decisions::of(&register, decisions::Which::InForce).rows;
    let numbers: Vec<_> = rows.iter().map(|row| year.name(row.subject)).collect();
    assert_eq!(numbers, ["D1", "D3", "D4", "D5", "D7", "D8", "D10", "D11", "D12", "D13"]);
    let tenth = rows.iter().find(|row| year.name(row.subject) == "D10").unwrap();
    assert_eq!(year.name(tenth.supersedes[0]), "D2");
}

#[test]
fn the_positions_on_decisions_are_those_worked_out_by_hand() {
    let year = Year::whole();
    let register = year.register("2024-12-31", None);
    let mut found = Vec::new();
    for row in Decisions::of(&register, decisions::Which::All).rows {
        for stance in row.stances {
            let taken = &stance.taken.value;
            let by = tables::who(&year, taken.by.as_ref().unwrap());
            found.push((year.name(row.subject), taken.side, by));
        }
    }
    let expected = [
        ("D2", Side::Reservation, "Odile MERCANTEL"),
        ("D6", Side::Reservation, "Ghislain PORTEVIN"),
        ("D7", Side::For, "Thibault ESCANDRE"),
        ("D8", Side::Reservation, "Bénédicte LAUZERAL"),
        ("D10", Side::For, "Odile MERCANTEL"),
        ("D13", Side::Reservation, "Rémi CASTAGNOU"),
    ];
    let expected = expected.map(|(on, side, by)| (on.to_owned(), side, by.to_owned()));
    assert_eq!(found, expected);
    assert_eq!(stances(&register).len(), expected.len());
}

#[test]
fn the_votes_on_decisions_are_kept_as_printed() {
    let year = Year::whole();
    let register = year.register("2024-12-31", None);
    let rows = Decisions::of(&register, decisions::Which::All).rows;
    let words = |number: &str| {
        let row = rows.iter().find(|row| year.name(row.subject) == number).unwrap();
        let outcome = &row.decision.outcome.as_ref().unwrap().value;
        outcome.words.as_ref().unwrap().as_plain().unwrap().to_owned()
    };
    assert_eq!(words("D6"), "rejetée par 8 voix contre, 3 voix pour et 2 abstentions.");
    assert_eq!(words("D8"), "Adoptée par 11 voix pour, 1 voix contre et 1 abstention.");
}

#[test]
fn occasions_stand_in_the_order_of_the_calendar() {
    let year = Year::whole();
    let register = year.register("2024-12-31", None);
    let names: Vec<_> = occasions(&register).iter().map(|row| year.name(row.subject)).collect();
    let expected = [
        "Demi-journée « Métiers du soin »",
        "Bus des métiers 2024",
        "Demi-journée « Métiers du bâtiment »",
        "Forum de l'orientation 2024",
        "Visite d'entreprise adaptée",
        "Demi-journée « Métiers de l'hôtellerie »",
        "Bus des métiers 2025",
    ];
    assert_eq!(names, expected);
}

#[test]
fn every_note_is_kept() {
    let year = Year::whole();
    let register = year.register("2024-12-31", None);
    assert_eq!(notes(&register).values().map(Vec::len).sum::<usize>(), 19);
}

fn action(year: &Year, number: &str, on: &str, known_at: Option<&str>) -> Vec<String> {
    let register = year.register(on, known_at);
    let rows = tables::actions(year, &register, on);
    rows.into_iter().find(|row| row[0] == number).unwrap()
}

#[test]
fn an_action_is_late_until_it_is_known_to_be_done() {
    let year = Year::whole();
    for (on, known_at, status, late) in [
        ("2024-02-10", None, "needs-action", "not late"),
        ("2024-02-20", None, "needs-action", "**late**, 5 days"),
        ("2024-03-05", None, "completed 2024-03-01", "15 days after"),
        ("2024-03-05", Some("2024-03-05"), "needs-action", "**late**, 19 days"),
    ] {
        assert_eq!(action(&year, "A1", on, known_at)[3..], [status, late], "{on}");
    }
}

#[test]
fn an_action_is_owed_by_whom_and_until_when_it_was_on_the_day() {
    let year = Year::whole();
    let april = action(&year, "A4", "2024-04-10", None);
    assert_eq!(april[1..], ["Loïc BRANDELY", "mars 2024", "in-process", "**late**, 10 days"]);
    let june = action(&year, "A4", "2024-06-01", None);
    assert!(june[1].starts_with("Hakim BELLOUNIS (until 2024-05-16"), "{june:?}");
    assert_eq!(june[3..], ["in-process", "not late"]);
    let fifteenth = action(&year, "A15", "2024-12-03", None);
    assert_eq!(fifteenth[2..], ["2024-11-30", "needs-action", "**late**, 3 days"]);
}

#[test]
fn a_decision_stands_as_it_did_on_the_day_and_as_it_was_known_then() {
    let year = Year::whole();
    let cell = |number: &str, on: &str, known_at| {
        cells(&year, &year.register(on, known_at)).remove(number).unwrap()
    };
    assert_eq!(cell("D2", "2024-09-20", None), "standing");
    assert_eq!(cell("D2", "2024-09-30", None), "superseded by D10 on 2024-09-26");
    assert_eq!(cell("D4", "2024-04-20", None), "conditional");
    assert_eq!(cell("D4", "2024-05-10", None), "standing, condition met 2024-05-02");
    assert_eq!(cell("D4", "2024-05-10", Some("2024-05-10")), "conditional");
}

#[test]
fn late_actions_are_listed_with_those_surely_late_first() {
    let year = Year::whole();
    let day = "2024-04-10";
    let register = year.register(day, Some(day));
    let late = Actions::of(&register, day.parse().unwrap(), Which::Late, None);
    let numbers: Vec<_> = late.rows.iter().map(|row| year.name(row.subject)).collect();
    assert_eq!(numbers, ["A4", "A8"]);

    let day = "2024-02-20";
    let register = year.register(day, None);
    let late = Actions::of(&register, day.parse().unwrap(), Which::Late, None);
    let undated: Vec<_> = late.undated.iter().map(|row| year.name(row.subject)).collect();
    assert_eq!((late.rows.len(), undated), (1, vec!["A5".to_owned()]));
}

#[test]
fn the_actions_of_an_owner_are_those_owed_now() {
    let year = Year::whole();
    let register = year.register("2024-12-31", None);
    let owed_by = |name: &str, each_partner| {
        let owner = OwedBy { subjects: [year.named(name)].into(), each_partner };
        let day = "2024-12-31".parse().unwrap();
        let rows = Actions::of(&register, day, Which::All, Some(&owner)).rows;
        rows.iter().map(|row| year.name(row.subject)).collect::<Vec<_>>()
    };
    assert_eq!(owed_by("Hakim BELLOUNIS", false), ["A4", "A16"]);
    assert_eq!(owed_by("Loïc BRANDELY", false), [""; 0]);
    assert_eq!(owed_by("CCI DE L'ORVAINE", true), ["A7", "A8", "A14"]);
}

#[test]
fn without_the_late_minutes_the_answers_say_what_they_do_not_know() {
    let (day, whole, year) = ("2024-12-31", Year::whole(), Year::of(&[0, 1, 3, 4, 5]));
    let registers = (year.register(day, None), whole.register(day, None));
    agree::differ_as_foretold((&year, &registers.0), (&whole, &registers.1));
}

/// All answers on a day, but for the places that they cite.
fn answers(year: &Year, day: &str, known_at: Option<&str>) -> String {
    let register = year.register(day, known_at);
    let actions = tables::actions(year, &register, day);
    let open: Vec<_> = occasions(&register).iter().map(|row| year.name(row.subject)).collect();
    let said: Vec<_> =
        notes(&register).into_values().flatten().map(|row| row.said.value.text.clone()).collect();
    format!("{actions:#?}\n{:#?}\n{open:#?}\n{said:#?}", cells(year, &register))
}

/// The history retold, without places.
fn retold(year: &Year) -> Vec<String> {
    let timeline = Timeline::of(year.store(), AsOf::default()).unwrap();
    let mut lines: Vec<_> = timeline
        .moments
        .iter()
        .map(|it| (it.day, it.fact.learned, format!("{} {:?}", it.fact.subject, it.fact.event)))
        .filter(|(_, _, line)| !line.contains("Cited"))
        .collect();
    assert!(lines.is_sorted_by_key(|(day, learned, _)| (*day, *learned)));
    lines.sort();
    lines.into_iter().map(|(day, learned, line)| format!("{day} {learned} {line}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn minutes_recorded_in_any_order_give_the_same_answers(
        order in Just(vec![0, 1, 2, 3, 4, 5]).prop_shuffle(),
        known_at in prop::option::of(prop::sample::select(&["2024-05-20", "2024-10-01"][..])),
    ) {
        let (whole, shuffled) = (Year::whole(), Year::of(&order));
        for day in ["2024-07-10", "2024-12-31"] {
            prop_assert_eq!(answers(&shuffled, day, known_at), answers(&whole, day, known_at));
        }
        prop_assert_eq!(retold(&shuffled), retold(&whole));
    }
}
