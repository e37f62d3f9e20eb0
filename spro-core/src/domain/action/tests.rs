//! The rules of actions.

use proptest::prelude::*;

use super::*;
use crate::domain::event::RegisterEvent;
use crate::domain::given::{fact, folded, on, since, subject, text};
use crate::domain::rejection::Rejection;
use crate::domain::stated::Times;
use crate::kernel::event::Fact;

fn given(facts: Vec<Fact<RegisterEvent>>) -> Action {
    folded(facts, |action: &mut Action, fact| match &fact.event {
        RegisterEvent::Action(event) => action.evolve(event, fact),
        other => panic!("{other:?} is no fact of an action"),
    })
}

fn raised(day: &str) -> Fact<RegisterEvent> {
    let owners = vec![person("ada")];
    let due = Some(When::edtf("2024-03-31").unwrap());
    let text = text("écrire");
    let raised = Raised { number: None, text, owners, due, meeting: None, decision: None };
    fact(raised, &on(day))
}

fn person(key: &str) -> Owner {
    Owner::Person(subject(&format!("person/{key}")))
}

fn completed(at: &Times) -> Fact<RegisterEvent> {
    fact(Completed { words: None }, at)
}

fn started(at: &Times) -> Fact<RegisterEvent> {
    fact(Started { words: None }, at)
}

fn not_allowed(status: ActionStatus, since: Option<&str>) -> Rejection {
    Rejection::ActionStatus { status, since: since.map(|day| When::edtf(day).unwrap()) }
}

/// Once, an action that was due again on its first day was shown as moved from that day to itself.
#[test]
fn a_due_date_that_came_back_was_not_another_one() {
    let due = |text: &str, day: &str| {
        let due = Some(When::edtf(text).unwrap());
        fact(DueChanged { due, words: None }, &on(day))
    };
    let mut facts = vec![raised("2024-01-18"), due("2024-04-30", "2024-03-14")];
    let first = given(facts.clone()).first_due().and_then(|first| first.value.clone());
    assert_eq!(first, Some(When::edtf("2024-03-31").unwrap()));
    facts.push(due("2024-03-31", "2024-03-20"));
    assert_eq!(given(facts).first_due(), None);
}

#[test]
fn an_action_that_a_number_alone_named_is_raised_once() {
    let RegisterEvent::Action(ActionEvent::Raised(words)) = raised("2024-01-18").event else {
        panic!("it is raised");
    };
    let number = crate::domain::number::Number::parse("A4").unwrap();
    let cited = given(vec![fact(Cited { number }, &on("2024-01-18"))]);
    assert!(raise(&cited, words.clone()).is_ok());
    assert_eq!(raise(&given(vec![raised("2024-01-18")]), words), Err(Rejection::Raised));
}

#[test]
fn a_completed_action_cannot_be_completed_again() {
    let action = given(vec![raised("2024-01-18"), completed(&on("2024-03-01"))]);
    let refused = complete(&action, &on("2024-04-01"), None);
    assert_eq!(refused, Err(not_allowed(ActionStatus::Completed, Some("2024-03-01"))));
}

#[test]
fn an_open_action_cannot_be_reopened() {
    let refused = reopen(&given(vec![raised("2024-01-18")]), &on("2024-04-01"), None);
    assert_eq!(refused, Err(not_allowed(ActionStatus::NeedsAction, None)));
}

#[test]
fn a_completed_action_keeps_its_owner_and_due_date() {
    let action = given(vec![raised("2024-01-18"), completed(&on("2024-03-01"))]);
    let status = not_allowed(ActionStatus::Completed, Some("2024-03-01"));
    let today = on("2024-04-01");
    assert_eq!(assign(&action, vec![], &today, None), Err(status.clone()));
    assert_eq!(set_due(&action, None, &today, None), Err(status));
}

#[test]
fn what_is_owed_by_the_same_person_until_the_same_day_is_unchanged() {
    let action = given(vec![raised("2024-01-18")]);
    let (today, due) = (on("2024-02-01"), When::edtf("2024-03-31").unwrap());
    assert_eq!(assign(&action, vec![person("ada")], &today, None), Err(Rejection::Unchanged));
    assert_eq!(set_due(&action, Some(due), &today, None), Err(Rejection::Unchanged));
}

#[test]
fn minutes_that_did_not_know_yet_do_not_reopen_a_completed_action() {
    let done_in_march_said_in_april = completed(&since("2024-03-01", "2024-04-10"));
    let action = given(vec![started(&on("2024-03-14")), done_in_march_said_in_april]);
    assert_eq!(action.status(), ActionStatus::Completed);
    assert_eq!(action.since(), Some(&When::edtf("2024-03-01").unwrap()));
    assert_eq!(action.history.len(), 2);
}

#[test]
fn minutes_that_say_so_later_take_up_a_completed_action() {
    let action = given(vec![completed(&on("2024-03-01")), started(&on("2024-03-14"))]);
    assert_eq!(action.status(), ActionStatus::InProcess);
}

#[test]
fn that_it_is_done_said_again_does_not_move_the_day() {
    let action = given(vec![completed(&on("2024-03-01")), completed(&on("2024-03-14"))]);
    assert_eq!(action.since(), Some(&When::edtf("2024-03-01").unwrap()));
}

#[test]
fn an_action_known_by_its_number_alone_has_neither_words_nor_owner() {
    let number = Number::parse("A9").unwrap();
    let cited = fact(Cited { number: number.clone() }, &on("2024-07-04"));
    let action = given(vec![cited, completed(&since("2024-06-18", "2024-07-04"))]);
    assert_eq!((action.number.as_ref(), action.text.as_ref()), (Some(&number), None));
    assert_eq!((action.present_owners(), action.present_due()), (None, None));
    assert_eq!(action.status(), ActionStatus::Completed);
}

#[test]
fn words_that_come_after_the_status_leave_it_as_it_is() {
    let action = given(vec![completed(&since("2024-01-10", "2024-07-04")), raised("2024-01-18")]);
    assert_eq!(action.status(), ActionStatus::Completed);
    assert_eq!(action.present_owners(), Some(&[person("ada")][..]));
}

#[test]
fn an_action_that_is_printed_again_keeps_the_meeting_that_raised_it() {
    let printed = |meeting: &str, day: &str| {
        let (owners, due, decision) = (vec![], None, None);
        let meeting = Some(subject(meeting));
        fact(Raised { number: None, text: text(day), owners, due, meeting, decision }, &on(day))
    };
    let first = printed("meeting/a", "2024-01-18");
    let action = given(vec![first, printed("meeting/b", "2024-03-14")]);
    assert_eq!(action.meeting, Some(subject("meeting/a")));
    assert_eq!(action.text, Some(text("2024-03-14")));
}

#[test]
fn a_due_date_in_other_words_is_the_same() {
    let due = Some(When::edtf("2024-03-31").unwrap().printed_as("avant la fin mars"));
    let today = on("2024-02-01");
    let refused = set_due(&given(vec![raised("2024-01-18")]), due.clone(), &today, None);
    assert_eq!(refused, Err(Rejection::Unchanged));
    let restated = fact(DueChanged { due, words: None }, &today);
    assert_eq!(given(vec![raised("2024-01-18"), restated]).due.len(), 1);
}

#[derive(Debug, Clone, Copy)]
enum Try {
    Start,
    Complete,
    Cancel,
    Reopen,
    Assign(u8),
    SetDue(u32),
}

fn tries() -> impl Strategy<Value = Vec<(Try, u32, u32)>> {
    let one = prop_oneof![
        Just(Try::Start),
        Just(Try::Complete),
        Just(Try::Cancel),
        Just(Try::Reopen),
        (0..3u8).prop_map(Try::Assign),
        (1..29u32).prop_map(Try::SetDue),
    ];
    // Learned days never go back: nobody records today what will be learned tomorrow.
    prop::collection::vec((one, 1..29u32, 0..2u32), 1..20)
}

proptest! {
    /// Whatever is accepted takes effect, and nothing that ended ends again before it is reopened.
    #[test]
    fn no_sequence_of_commands_ends_an_action_twice(tries in tries()) {
        let mut facts = vec![raised("2024-01-18")];
        let (mut learned, mut ended) = (1, false);
        for (attempt, day, pause) in tries {
            learned = (learned + pause).min(28);
            let at = since(&format!("2024-02-{day:02}"), &format!("2024-02-{learned:02}"));
            let action = given(facts.clone());
            prop_assert_eq!(!action.status().is_open(), ended);
            let done = match attempt {
                Try::Start => start(&action, &at, None),
                Try::Complete => complete(&action, &at, None),
                Try::Cancel => cancel(&action, &at, None),
                Try::Reopen => reopen(&action, &at, None),
                Try::Assign(0) => assign(&action, vec![], &at, None),
                Try::Assign(who) => assign(&action, vec![person(&format!("p{who}"))], &at, None),
                Try::SetDue(day) => {
                    set_due(&action, Some(When::edtf(&format!("2024-03-{day:02}")).unwrap()), &at, None)
                }
            };
            let Ok(event) = done else { continue };
            facts.push(fact(event.clone(), &at));
            let after = given(facts.clone());
            match event {
                ActionEvent::Started(_) => prop_assert_eq!(after.status(), ActionStatus::InProcess),
                ActionEvent::Completed(_) | ActionEvent::Cancelled(_) => {
                    prop_assert!(!ended && !after.status().is_open());
                    ended = true;
                }
                ActionEvent::Reopened(_) => {
                    prop_assert!(ended && after.status() == ActionStatus::NeedsAction);
                    ended = false;
                }
                ActionEvent::Assigned(it) => {
                    prop_assert_eq!(after.present_owners(), Some(it.owners.as_slice()));
                }
                ActionEvent::DueChanged(it) => {
                    prop_assert_eq!(after.present_due(), it.due.as_ref());
                }
                ActionEvent::Cited(_) | ActionEvent::Raised(_) => prop_assert!(false),
            }
        }
    }
}
