//! The rules of occasions.

use proptest::prelude::*;

use super::*;
use crate::domain::event::RegisterEvent;
use crate::domain::given::{fact, folded, on, since, text};
use crate::domain::rejection::Rejection;
use crate::domain::stated::Times;
use crate::kernel::event::Fact;

fn given(facts: Vec<Fact<RegisterEvent>>) -> Occasion {
    folded(facts, |occasion: &mut Occasion, fact| match &fact.event {
        RegisterEvent::Occasion(event) => occasion.evolve(event, fact),
        other => panic!("{other:?} is no fact of an occasion"),
    })
}

fn reported(status: OccasionStatus, when: Option<&str>, at: &Times) -> Fact<RegisterEvent> {
    fact(described(status, when), at)
}

fn described(status: OccasionStatus, when: Option<&str>) -> Reported {
    Reported {
        name: text("Forum"),
        status: Some(status),
        when: when.map(|when| When::edtf(when).unwrap()),
        places: vec![],
        stops: None,
        audience: None,
        organiser: None,
        programme: vec![],
        words: None,
    }
}

fn when(text: &str) -> When {
    When::edtf(text).unwrap()
}

#[test]
fn what_a_later_document_does_not_say_stays_as_it_was_known() {
    let mut first = described(OccasionStatus::Tentative, Some("2024-23"));
    first.places = vec![text("à la halle")];
    first.audience = Some(text("tout public"));
    let mut second = described(OccasionStatus::Confirmed, Some("2024-11-15/2024-11-16"));
    second.places = vec![text("au gymnase"), text("à la halle")];
    let facts = vec![fact(first, &on("2024-01-18")), fact(second, &on("2024-05-16"))];
    let occasion = given(facts);
    assert_eq!(occasion.present_status(), OccasionStatus::Confirmed);
    assert_eq!(occasion.when, Some(when("2024-11-15/2024-11-16")));
    assert_eq!((occasion.stop_count(), occasion.audience), (Some(2), Some(text("tout public"))));
    assert_eq!(occasion.postponements, [], "a date that becomes exact is not put off");
}

#[test]
fn an_occasion_put_off_keeps_the_time_that_it_was_to_be() {
    let occasion = given(vec![
        reported(OccasionStatus::Tentative, Some("2024-10-10"), &on("2024-07-04")),
        reported(OccasionStatus::Postponed, Some("2025-01-30"), &on("2024-09-26")),
        // Other minutes say again that it was put off.
        reported(OccasionStatus::Postponed, Some("2025-01-30"), &on("2024-10-17")),
        reported(OccasionStatus::Confirmed, Some("2025-01-30"), &on("2024-12-05")),
    ]);
    let from = Some(when("2024-10-10"));
    assert_eq!(occasion.postponements, [Postponement { from, at: on("2024-09-26") }]);
    assert_eq!(occasion.present_status(), OccasionStatus::Confirmed);
}

#[test]
fn an_occasion_put_off_without_a_new_time_has_none() {
    let planned = reported(OccasionStatus::Confirmed, Some("2024-10-10"), &on("2024-07-04"));
    let put_off = postpone(&given(vec![planned.clone()]), None, &on("2024-09-26"), None).unwrap();
    assert_eq!(given(vec![planned, fact(put_off, &on("2024-09-26"))]).when, None);
}

#[test]
fn minutes_that_did_not_know_yet_do_not_bring_back_what_was_held() {
    let held = reported(OccasionStatus::Held, None, &since("2024-06-13", "2024-07-04"));
    let confirmed = reported(OccasionStatus::Confirmed, None, &on("2024-06-20"));
    assert_eq!(given(vec![held, confirmed]).present_status(), OccasionStatus::Held);
}

#[test]
fn an_occasion_that_was_held_is_not_put_off_or_cancelled() {
    let held = given(vec![reported(OccasionStatus::Held, None, &on("2024-07-04"))]);
    let status = OccasionStatus::Held;
    let refused = Rejection::OccasionStatus { status, since: Some(when("2024-07-04")) };
    let today = on("2024-09-26");
    assert_eq!(postpone(&held, None, &today, None), Err(refused.clone()));
    assert_eq!(cancel(&held, &today, None), Err(refused));
    assert_eq!(hold(&held, &today, None), Err(Rejection::Unchanged));
}

#[test]
fn the_last_reply_of_a_participant_counts() {
    let owner = Owner::Body;
    let answer = |reply, day| fact(Replied { participant: owner.clone(), reply }, &on(day));
    let facts = vec![answer(Reply::Tentative, "2024-01-18"), answer(Reply::Declined, "2024-03-14")];
    let participants = given(facts).participants;
    let replies: Vec<_> = participants.iter().map(|it| it.reply.value).collect();
    assert_eq!(replies, [Reply::Declined]);
}

proptest! {
    /// Whatever is accepted takes effect, and what is over stays so.
    #[test]
    fn no_sequence_of_commands_brings_back_an_occasion_that_is_over(
        tries in prop::collection::vec((0..4u8, 1..29u32, 1..29u32), 1..20),
    ) {
        let mut facts = vec![reported(OccasionStatus::Tentative, Some("2024-03-10"), &on("2024-01-18"))];
        for (attempt, since, to) in tries {
            let (before, at) = (given(facts.clone()), on(&format!("2024-02-{since:02}")));
            let to = when(&format!("2024-03-{to:02}"));
            let (wanted, done) = match attempt {
                0 => (OccasionStatus::Confirmed, confirm(&before, &at, None)),
                1 => (OccasionStatus::Postponed, postpone(&before, Some(to.clone()), &at, None)),
                2 => (OccasionStatus::Held, hold(&before, &at, None)),
                _ => (OccasionStatus::Cancelled, cancel(&before, &at, None)),
            };
            let Ok(event) = done else { continue };
            prop_assert!(!before.present_status().is_over());
            facts.push(fact(event, &at));
            let after = given(facts.clone());
            prop_assert_eq!(after.present_status(), wanted);
            if wanted == OccasionStatus::Postponed {
                prop_assert_eq!(after.when, Some(to));
            }
        }
    }
}
