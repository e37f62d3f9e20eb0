//! A new edition changes what was edited, and nothing else.

use std::collections::BTreeMap;

use proptest::prelude::*;
use spro_core::domain::attendance::AttendanceStatus;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::encoding::Nature;
use spro_core::kernel::event::Recordable as _;
use spro_core::kernel::history::AsOf;
use spro_minutes::draft::Confidence;
use spro_minutes::reconcile::{ApprovedAnswer, Change, Item, MeetingAnswer, Plan, Question, Why};

use crate::desk::{Desk, demo, on};

/// What a plan does, but for names, numbers and the edition itself.
fn changes(plan: &Plan) -> Vec<(&'static str, &'static str)> {
    let change = |item: &Item| match item.change {
        Change::New => "new",
        Change::Corrects { .. } => "corrects",
        Change::Retracts { .. } => "retracts",
    };
    let items = plan.items.iter().filter(|item| !item.is_support());
    items.map(|item| (change(item), item.event.kind())).collect()
}

/// A ledger that holds the demo's first minutes, before they were approved.
fn with_january() -> (Desk, String) {
    let mut desk = Desk::sealed();
    let january = demo().remove(0);
    desk.import(&january);
    (desk, january)
}

#[test]
fn the_same_file_again_changes_nothing() {
    let mut desk = Desk::sealed();
    for document in demo() {
        assert!(!desk.import(&document).is_empty());
    }
    for document in demo() {
        let plan = desk.plan(&document);
        assert!(plan.is_empty(), "{:?}", changes(&plan));
        assert_eq!(plan.questions, []);
        assert!(plan.original.is_none());
    }
}

#[test]
fn an_edited_line_of_attendance_is_one_correction_and_the_old_answer_is_kept() {
    let (mut desk, january) = with_january();
    let before = AsOf { recorded_at: Some(desk.now()), ..AsOf::default() };
    let edited = january.replace("FORMATIA (en visioconférence)", "FORMATIA");
    let plan = desk.import(&edited);
    assert_eq!(changes(&plan), [("corrects", "spro.attendance.recorded")]);
    let Change::Corrects { nature, .. } = plan.items[0].change else { panic!() };
    assert_eq!(nature, Nature::Slip);
    let attended = |as_of| desk.attendance("Samir KHELLOUFI", "2024-01-18", as_of).unwrap();
    let remote = spro_core::domain::attendance::Mode::Remote;
    assert_eq!(attended(before).mode, remote);
    assert_ne!(attended(AsOf::default()).mode, remote);
    assert!(desk.plan(&edited).is_empty());
}

#[test]
fn reworded_decisions_and_another_outcome_are_corrected_in_place() {
    let (mut desk, january) = with_january();
    let edited = january.replace(
        "dans cinq communes du territoire. Adoptée à l'unanimité.",
        "dans six communes. Rejetée.",
    );
    let plan = desk.import(&edited);
    let both = [("corrects", "spro.decision.proposed"), ("corrects", "spro.decision.rejected")];
    assert_eq!(changes(&plan), both);
    assert_eq!(plan.label(&plan.items[0].subject), Some("D1"));
    assert!(desk.plan(&edited).is_empty());
}

#[test]
fn a_removed_line_withdraws_what_it_said_and_a_new_one_adds_what_it_says() {
    let (mut desk, january) = with_january();
    let line = |start: &str| january.lines().find(|line| line.starts_with(start)).unwrap();
    let without = january.replace(&format!("{}\n", line("- **Action A5**")), "");
    assert_eq!(changes(&desk.import(&without)), [("retracts", "spro.action.raised")]);
    assert!(!desk.told().contains_key("action:A5"));
    // It comes back as a new action: the old one is gone with all its facts.
    assert_eq!(changes(&desk.import(&january)), [("new", "spro.action.raised")]);
    assert!(desk.told().contains_key("action:A5"));
}

#[test]
fn an_unnumbered_item_is_found_again_by_its_words() {
    let minutes = |news: &str| {
        format!(
            "# Compte rendu de la réunion du 18 janvier 2024\n\n## Présents\n\n- Ana BEL – CCI\n\n\
             ## Informations\n\n{news}"
        )
    };
    let mut desk = Desk::sealed();
    let (hall, bus) = ("- Le hall ouvre à neuf heures.\n", "- Le bus part du lac en avril.\n");
    desk.import(&minutes(&format!("{hall}{bus}")));
    let swapped = desk.plan(&minutes(&format!("{bus}{hall}")));
    assert_eq!(changes(&swapped), []);
    let reworded = format!("- Le bus part du lac en mai.\n{hall}");
    assert_eq!(changes(&desk.import(&minutes(&reworded))), [("corrects", "spro.note.recorded")]);
    assert_eq!(changes(&desk.import(&minutes(hall))), [("retracts", "spro.note.recorded")]);
}

#[test]
fn running_minutes_without_numbers_are_corrected_where_they_were_edited() {
    let text = include_str!("../fixtures/converted.txt");
    let mut desk = Desk::sealed();
    desk.at_least = Confidence::Unsure;
    desk.import(text);
    assert!(desk.plan(text).is_empty());
    let edited = text.replace("Noé CARVILLAN – PAJ", "Noé CARVILIAN – PAJ").replace(
        "enverra à tous un tableau des créneaux",
        "enverra à tous le tableau des créneaux",
    );
    assert_ne!(edited, text);
    let plan = desk.import(&edited);
    let found = changes(&plan);
    let actions: Vec<_> = found.iter().filter(|(_, kind)| kind.contains(".action.")).collect();
    assert_eq!(actions, [&("corrects", "spro.action.raised")]);
    // Another name is another person: the one who was listed was not there.
    let attended: Vec<_> = found.iter().filter(|(_, kind)| kind.contains("attendance")).collect();
    assert_eq!(
        attended,
        [&("new", "spro.attendance.recorded"), &("retracts", "spro.attendance.recorded")]
    );
    assert!(desk.plan(&edited).is_empty());
}

#[test]
fn what_is_not_printed_is_not_recorded() {
    use spro_core::domain::action::ActionEvent;
    use spro_core::domain::attendance::AttendanceEvent;
    let text = "# Compte rendu de la réunion du 18 janvier 2024\n\n## Présents\n\n- Ana BEL\n\n\
                ## Actions\n\n- **Action A1** – Réserver une salle.\n";
    let plan = Desk::sealed().plan(text);
    for item in &plan.items {
        match &item.event {
            RegisterEvent::Attendance(AttendanceEvent::Recorded(it)) => {
                assert!(it.on_behalf_of.is_empty() && it.proxy.is_none() && it.arrived.is_none());
            }
            RegisterEvent::Action(ActionEvent::Raised(it)) => {
                assert!(it.owners.is_empty() && it.due.is_none() && it.decision.is_none());
            }
            _ => assert!(item.occurred.is_none()),
        }
    }
    let kinds: Vec<_> = plan.items.iter().map(|item| item.event.kind()).collect();
    assert_eq!(
        kinds,
        [
            "spro.meeting.held",
            "spro.person.named",
            "spro.attendance.recorded",
            "spro.minutes.drafted",
            "spro.action.raised",
            "spro.document.stored"
        ]
    );
}

#[test]
fn lines_that_only_moved_change_nothing_but_the_edition_that_is_kept() {
    let (mut desk, january) = with_january();
    let moved = january.replace("## Excusés\n", "\n\n\n## Excusés\n");
    let plan = desk.import(&moved);
    assert_eq!(changes(&plan), []);
    assert_eq!(plan.items.len(), 1);
    assert_eq!(plan.original.map(|original| original.event), Some(plan.items[0].id));
    assert!(desk.plan(&moved).is_empty());
    // An edition that was recorded before is not kept twice.
    assert!(desk.plan(&january).is_empty());
}

#[test]
fn approved_minutes_change_only_when_a_person_says_why() {
    let documents = demo();
    let mut desk = Desk::sealed();
    desk.import(&documents[0]);
    desk.import(&documents[1]);
    let edited = documents[0].replace("FORMATIA (en visioconférence)", "FORMATIA");
    let plan = desk.plan(&edited);
    assert!(plan.is_blocked());
    assert_eq!(plan.questions, [Question::Approved { on: on("2024-03-14") }]);
    assert_eq!(plan.into_entries().len(), 0);

    desk.answers.approved = Some(ApprovedAnswer::Erratum { learned: on("2024-05-16") });
    let plan = desk.import(&edited);
    assert_eq!(changes(&plan), [("corrects", "spro.attendance.recorded")]);
    let mode = |known_at: &str| {
        let as_of = AsOf { known_at: Some(on(known_at)), ..AsOf::default() };
        desk.attendance("Samir KHELLOUFI", "2024-01-18", as_of).unwrap().mode
    };
    assert_ne!(mode("2024-04-01"), mode("2024-05-16"));
    assert!(desk.plan(&edited).is_empty());
}

#[test]
fn other_minutes_of_the_same_day_do_not_take_the_place_of_the_first() {
    let (mut desk, january) = with_january();
    let other =
        "# Compte rendu de la réunion du 18 janvier 2024\n\n## Présents\n\n- Zoé NOUR – CCI\n";
    let plan = desk.plan(other);
    assert!(plan.is_blocked());
    assert!(matches!(plan.questions[..], [Question::OtherMinutes { .. }]), "{:?}", plan.questions);

    desk.answers.meetings.insert(on("2024-01-18"), MeetingAnswer::Another);
    let plan = desk.import(other);
    assert!(plan.items.iter().all(|item| matches!(item.change, Change::New)));
    desk.answers.meetings.clear();
    assert!(desk.plan(other).is_empty());
    assert!(desk.plan(&january).is_empty());
    let third = desk.plan(&other.replace("Zoé", "Léo"));
    assert!(matches!(third.questions[..], [Question::Meeting { .. }]), "{:?}", third.questions);
    assert!(third.is_blocked());
}

#[test]
fn a_working_group_that_met_on_the_same_day_is_another_meeting() {
    let (mut desk, january) = with_january();
    let (mut draft, _) = spro_minutes::read(
        "# Compte rendu de la réunion du 18 janvier 2024\n\n## Présents\n\n- Ana BEL – CCI\n",
    );
    draft.group = Some("Groupe de travail Forum".to_owned());
    let plan = desk.plan_draft(&draft, None);
    assert!(!plan.is_blocked());
    assert!(plan.items.iter().all(|item| matches!(item.change, Change::New)));
    desk.record_plan(&plan);
    assert!(desk.plan_draft(&draft, None).is_empty());
    assert!(desk.plan(&january).is_empty());
}

#[test]
fn what_was_recorded_of_a_less_sure_reading_is_not_withdrawn_by_a_stricter_import() {
    let minutes = "# Compte rendu de la réunion du 18 janvier 2024\n\n## Présents\n\n\
                   - Ana BEL – CCI\n\n## Actions\n\n- **Action A1** – Ana BEL écrira le plan, avant le 2 mars 2024.\n";
    let (mut draft, _) = spro_minutes::read(minutes);
    draft.actions[0].source.confidence = Confidence::Unsure;
    let mut desk = Desk::sealed();
    let strict = desk.plan_draft(&draft, Some(minutes));
    let raised = |plan: &Plan| changes(plan).iter().any(|(_, kind)| *kind == "spro.action.raised");
    assert!(!raised(&strict));
    assert!(strict.left.iter().any(|left| left.why == Why::NotSure));
    desk.at_least = Confidence::Unsure;
    let all = desk.plan_draft(&draft, Some(minutes));
    assert!(raised(&all));
    desk.record_plan(&all);
    desk.at_least = Confidence::Likely;
    assert!(desk.plan_draft(&draft, Some(minutes)).is_empty());
    draft.actions[0].owner.clear();
    let edited = desk.plan_draft(&draft, Some(minutes));
    assert!(edited.is_empty(), "{:?}", changes(&edited));
    assert!(edited.left.iter().any(|left| left.why == Why::NotSure));
}

#[test]
fn what_was_done_by_hand_stays_when_the_minutes_are_recorded_again() {
    use spro_core::domain::action::Completed;
    let (mut desk, january) = with_january();
    let plan = desk.plan(&january.replace("Rémi CASTAGNOU dressera", "Rémi CASTAGNOU écrira"));
    let action = plan.items[0].subject.clone();
    desk.by_hand(&action, Completed { words: None }, "2024-02-20");
    assert!(desk.plan(&january).is_empty());
    assert!(desk.told()["action:A2"].iter().any(|line| line.contains("completed")));
}

#[test]
fn a_guard_refuses_a_plan_that_was_made_on_an_older_ledger() {
    let documents = demo();
    let mut desk = Desk::in_the_clear();
    let stale = desk.plan(&documents[0]);
    desk.import(&documents[1]);
    let (guard, entries) = (stale.guard(), stale.into_entries());
    let by = spro_core::kernel::subject::Subject::parse("person/clerk").unwrap();
    let id = spro_core::kernel::id::CommitId::from_bytes(desk.new_id());
    let commit = spro_core::kernel::ledger::Commit { id, by, cause: None, entries };
    assert!(desk.ledger.record(commit, &guard).is_err());
}

/// What is told, without regard to the order in which a document's own facts were recorded.
fn sorted(desk: &Desk) -> BTreeMap<String, Vec<String>> {
    let mut told = desk.told();
    for lines in told.values_mut() {
        lines.sort();
        lines.dedup();
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..<_>::default() })]

    #[test]
    fn an_edition_tells_the_same_after_another_one_as_alone(
        dropped in prop::collection::btree_set(6_usize..90, 0..12),
        swapped in 10_usize..20,
        excused: bool,
    ) {
        let documents = demo();
        let mut lines: Vec<_> = documents[1].lines().collect();
        lines.swap(swapped, swapped + 1);
        let kept = lines.iter().enumerate().filter(|(at, line)| {
            !(dropped.contains(at) && line.starts_with("- "))
        });
        let mut edited: String = kept.flat_map(|(_, line)| [line, "\n"]).collect();
        if excused {
            edited = edited.replace("## Excusés", "## Absents");
        }
        let mut alone = Desk::in_the_clear();
        alone.import(&documents[0]);
        alone.import(&edited);

        let mut after = Desk::in_the_clear();
        after.import(&documents[0]);
        let meeting = after.import(&documents[1]).meeting;
        after.answers.meetings.insert(on("2024-03-14"), MeetingAnswer::Is(meeting));
        after.import(&edited);
        prop_assert!(after.plan(&edited).is_empty());
        prop_assert_eq!(sorted(&after), sorted(&alone));
        prop_assert_eq!(after.states(), alone.states());

        after.import(&documents[1]);
        let mut first = Desk::in_the_clear();
        first.import(&documents[0]);
        first.import(&documents[1]);
        prop_assert_eq!(sorted(&after), sorted(&first));
        prop_assert_eq!(after.states(), first.states());
    }
}

#[test]
fn an_erratum_of_later_minutes_is_a_new_fact_on_the_earlier_meeting() {
    let documents = demo();
    let mut desk = Desk::sealed();
    desk.import(&documents[1]);
    desk.import(&documents[0]);
    let status = |known_at: &str| {
        let as_of = AsOf { known_at: Some(on(known_at)), ..AsOf::default() };
        desk.attendance("Bénédicte LAUZERAL", "2024-01-18", as_of).unwrap().status
    };
    assert_eq!(status("2024-02-01"), AttendanceStatus::Excused);
    assert_eq!(status("2024-04-01"), AttendanceStatus::Present);
    let plan = desk.plan(&documents[0]);
    assert!(plan.is_empty());
    let kinds = plan.items.iter().filter(|it| matches!(it.event, RegisterEvent::Attendance(_)));
    assert_eq!(kinds.count(), 0);
}
