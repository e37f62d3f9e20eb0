//! The rules of decisions.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::event::RegisterEvent;
use crate::domain::given::{fact, folded, on, since, subject, text};
use crate::domain::rejection::Rejection;
use crate::domain::stated::Times;
use crate::kernel::event::Fact;

fn given(facts: Vec<Fact<RegisterEvent>>) -> Decision {
    folded(facts, |decision: &mut Decision, fact| match &fact.event {
        RegisterEvent::Decision(event) => decision.evolve(event, fact),
        other => panic!("{other:?} is no fact of a decision"),
    })
}

fn proposed(day: &str) -> Fact<RegisterEvent> {
    let proposed = Proposed {
        number: None,
        text: text("se réunir"),
        meeting: None,
        about: None,
        concerns: vec![],
        answers: None,
        decided_by: None,
        basis: None,
    };
    fact(proposed, &on(day))
}

fn adopted(day: &str) -> Vec<Fact<RegisterEvent>> {
    vec![proposed(day), fact(Adopted { words: None }, &on(day))]
}

fn on_condition(day: &str, judged: Judged) -> Vec<Fact<RegisterEvent>> {
    let adopted = AdoptedConditionally { condition: text("si possible"), judged, words: None };
    vec![proposed(day), fact(adopted, &on(day))]
}

fn judged(decision: &Decision, verdict: Verdict, at: &Times) -> DecisionEvent {
    judge(decision, verdict, None, at, None).unwrap()
}

fn when(day: &str) -> When {
    When::edtf(day).unwrap()
}

fn not_allowed(status: DecisionStatus, since: &str) -> Rejection {
    Rejection::DecisionStatus { status, since: Some(when(since)) }
}

#[test]
fn a_conditional_decision_stands_apart_until_its_condition_is_judged() {
    let facts = on_condition("2024-01-18", Judged::Once);
    let decision = given(facts.clone());
    assert_eq!(decision.status(), DecisionStatus::Conditional);
    for (verdict, status) in [
        (Verdict::Met, DecisionStatus::Standing),
        (Verdict::Waived, DecisionStatus::Standing),
        (Verdict::Failed, DecisionStatus::Lapsed),
    ] {
        let mut facts = facts.clone();
        facts.push(fact(judged(&decision, verdict, &on("2024-05-02")), &on("2024-05-02")));
        let after = given(facts);
        assert_eq!((after.status(), after.since()), (status, Some(&when("2024-05-02"))));
        let again = judge(&after, Verdict::Met, None, &on("2024-06-01"), None);
        let since = when("2024-05-02");
        assert_eq!(again, Err(Rejection::ConditionJudged { verdict, since }));
    }
}

#[test]
fn a_criterion_is_met_or_fails_for_an_occasion_that_is_named() {
    let decision = given(on_condition("2024-12-05", Judged::EachOccasion));
    for verdict in [Verdict::Met, Verdict::Failed] {
        let refused = judge(&decision, verdict, None, &on("2025-01-30"), None);
        assert_eq!(refused, Err(Rejection::JudgedForEach));
    }
}

#[test]
fn a_criterion_for_each_occasion_stays_a_condition_until_it_is_dropped() {
    let mut facts = on_condition("2024-12-05", Judged::EachOccasion);
    let (first, second) = (subject("occasion/a"), subject("occasion/b"));
    let day = on("2025-01-30");
    for (occasion, verdict) in [(&first, Verdict::Met), (&second, Verdict::Failed)] {
        let event = judge(&given(facts.clone()), verdict, Some(occasion.clone()), &day, None);
        facts.push(fact(event.unwrap(), &day));
    }
    let decision = given(facts.clone());
    assert_eq!(decision.status(), DecisionStatus::Conditional);
    let again = judge(&decision, Verdict::Waived, Some(first), &day, None);
    let since = when("2025-01-30");
    assert_eq!(again, Err(Rejection::ConditionJudged { verdict: Verdict::Met, since }));

    facts.push(fact(judged(&decision, Verdict::Waived, &day), &day));
    assert_eq!(given(facts).status(), DecisionStatus::Standing);
}

#[test]
fn a_condition_judged_once_is_not_judged_for_an_occasion() {
    let decision = given(on_condition("2024-01-18", Judged::Once));
    let occasion = Some(subject("occasion/a"));
    let refused = judge(&decision, Verdict::Met, occasion, &on("2024-05-02"), None);
    assert_eq!(refused, Err(Rejection::JudgedOnce));
}

#[test]
fn a_decision_without_condition_has_none_to_be_met() {
    let refused = judge(&given(adopted("2024-01-18")), Verdict::Met, None, &on("2024-05-02"), None);
    assert_eq!(refused, Err(Rejection::NoCondition));
}

#[test]
fn a_decision_whose_condition_waits_is_conditional_though_only_its_number_is_known() {
    let number = Number::parse("D7").unwrap();
    let at = on("2024-09-26");
    let waits = fact(ConditionPending { words: None }, &at);
    let decision = given(vec![fact(Cited { number }, &at), waits]);
    assert_eq!(decision.status(), DecisionStatus::Conditional);
    assert_eq!((decision.put.as_ref(), decision.wording()), (None, None));
}

#[test]
fn a_condition_that_was_met_before_minutes_say_that_it_waits_is_met() {
    let mut facts = on_condition("2024-01-18", Judged::Once);
    facts.push(fact(ConditionPending { words: None }, &on("2024-05-10")));
    let met = ConditionMet { occasion: None, words: None };
    facts.push(fact(met, &since("2024-05-02", "2024-05-16")));
    assert_eq!(given(facts).status(), DecisionStatus::Standing);
}

#[test]
fn of_contradictory_judgements_the_one_that_was_learned_first_gives_way() {
    let met = |at: Times| fact(ConditionMet { occasion: None, words: None }, &at);
    let failed = |at: Times| fact(ConditionFailed { occasion: None, words: None }, &at);
    for (judgements, status) in [
        (vec![met(since("2024-05-02", "2024-05-16")), failed(on("2024-05-10"))], "standing"),
        (vec![met(since("2024-05-02", "2024-05-16")), failed(on("2024-05-20"))], "lapsed"),
        // Said again after the contradiction, it holds.
        (
            vec![
                met(on("2024-05-02")),
                met(since("2024-05-02", "2024-06-01")),
                failed(on("2024-05-20")),
            ],
            "standing",
        ),
    ] {
        let facts = [on_condition("2024-01-18", Judged::Once), judgements].concat();
        assert_eq!(given(facts).status().as_str(), status);
    }
}

#[test]
fn a_decision_left_for_later_may_be_voted_down_then() {
    let later = fact(Deferred { until: None, words: None }, &on("2024-03-14"));
    let voted = fact(Rejected { words: None }, &on("2024-07-04"));
    let decision = given(vec![proposed("2024-03-14"), later, voted]);
    assert_eq!(decision.status(), DecisionStatus::Rejected);
    assert_eq!(decision.since(), Some(&when("2024-07-04")));
}

#[test]
fn minutes_that_quote_an_earlier_outcome_do_not_move_its_day_or_bring_it_back() {
    let mut facts = adopted("2024-01-18");
    facts.push(fact(Superseded { by: subject("decision/b") }, &on("2024-09-26")));
    facts.push(fact(Adopted { words: None }, &on("2024-12-05")));
    let decision = given(facts);
    assert_eq!(decision.status(), DecisionStatus::Superseded);
    assert_eq!(decision.since(), Some(&when("2024-09-26")));
}

#[test]
fn an_amended_decision_stands_in_its_new_words() {
    let mut facts = adopted("2024-01-18");
    let amended = amend(&given(facts.clone()), &on("2024-03-14"), text("se réunir deux fois"));
    facts.push(fact(amended.unwrap(), &on("2024-03-14")));
    let decision = given(facts);
    assert_eq!(decision.status(), DecisionStatus::Standing);
    assert_eq!(decision.wording(), Some(&text("se réunir deux fois")));
    assert_eq!(decision.text, Some(text("se réunir")));
}

#[test]
fn a_superseded_decision_is_neither_superseded_nor_repealed_nor_reworded_again() {
    let mut facts = adopted("2024-01-18");
    facts.push(fact(Superseded { by: subject("decision/b") }, &on("2024-09-26")));
    let (old, new, today) = (given(facts), given(adopted("2024-12-05")), on("2024-12-05"));
    let by = subject("decision/c");
    let refused = not_allowed(DecisionStatus::Superseded, "2024-09-26");
    let again = supersede(&subject("decision/a"), &old, &by, |_| Some(&new), &today);
    assert_eq!(again, Err(refused.clone()));
    assert_eq!(repeal(&old, &today, None), Err(refused.clone()));
    assert_eq!(lapse(&old, &today, None), Err(refused.clone()));
    assert_eq!(amend(&old, &today, text("autrement")), Err(refused));
}

#[test]
fn a_decision_that_was_voted_down_replaces_none_and_is_not_repealed() {
    let voted = fact(Rejected { words: None }, &on("2024-07-04"));
    let down = given(vec![proposed("2024-07-04"), voted]);
    let refused = not_allowed(DecisionStatus::Rejected, "2024-07-04");
    assert_eq!(repeal(&down, &on("2024-09-26"), None), Err(refused.clone()));
    let (standing, by) = (given(adopted("2024-01-18")), subject("decision/b"));
    let replaced =
        supersede(&subject("decision/a"), &standing, &by, |_| Some(&down), &on("2024-09-26"));
    assert_eq!(replaced, Err(refused));
}

#[test]
fn a_decision_is_not_undone_before_it_was_taken() {
    let refused = repeal(&given(adopted("2024-01-18")), &on("2024-01-17"), None);
    assert_eq!(refused, Err(Rejection::Overtaken { since: when("2024-01-18") }));
}

proptest! {
    #[test]
    fn no_sequence_of_commands_gives_two_successors_or_a_circle(
        tries in prop::collection::vec((0..5u8, 0..5u8, any::<bool>()), 1..30),
    ) {
        let of = |key: u8| subject(&format!("decision/d{key}"));
        let mut facts: BTreeMap<_, _> = (0..5).map(|key| (of(key), adopted("2024-01-18"))).collect();
        for (day, (old, new, repealed)) in (1u64..).zip(tries) {
            let at = on(&(when("2024-02-01").as_day().unwrap() + chrono::Days::new(day)).to_string());
            let all: BTreeMap<_, _> =
                facts.iter().map(|(key, facts)| (key.clone(), given(facts.clone()))).collect();
            let event = if repealed {
                repeal(&all[&of(old)], &at, None)
            } else {
                supersede(&of(old), &all[&of(old)], &of(new), |it| all.get(it), &at)
            };
            if let Ok(event) = event {
                facts.get_mut(&of(old)).unwrap().push(fact(event, &at));
            }
        }
        let all: BTreeMap<_, _> =
            facts.into_iter().map(|(key, facts)| (key, given(facts))).collect();
        for (key, decision) in &all {
            prop_assert!(decision.ends.len() <= 1);
            let mut next = decision.superseded_by();
            for _ in 0..all.len() {
                prop_assert_ne!(next, Some(key));
                next = next.and_then(|it| all[it].superseded_by());
            }
        }
    }
}

#[test]
fn what_is_proposed_is_decided_once() {
    let choices = [
        (Choice::Adopt { condition: None }, DecisionStatus::Standing),
        (
            Choice::Adopt { condition: Some((text("si possible"), Judged::Once)) },
            DecisionStatus::Conditional,
        ),
        (Choice::Reject, DecisionStatus::Rejected),
        (Choice::Withdraw, DecisionStatus::Withdrawn),
    ];
    for (choice, status) in choices {
        let mut facts = vec![proposed("2024-01-18")];
        let event = decide(&given(facts.clone()), choice, &on("2024-03-14"), None).unwrap();
        facts.push(fact(event, &on("2024-03-14")));
        let decision = given(facts);
        assert_eq!(decision.status(), status);
        let again = decide(&decision, Choice::Reject, &on("2024-05-02"), None);
        assert_eq!(again, Err(not_allowed(status, "2024-03-14")));
    }
}

#[test]
fn what_was_left_for_later_is_decided_later_and_not_before() {
    let mut facts = vec![proposed("2024-01-18")];
    let until = Some(when("2024-05"));
    let later = Choice::Defer { until };
    let event = decide(&given(facts.clone()), later, &on("2024-03-14"), None).unwrap();
    facts.push(fact(event, &on("2024-03-14")));
    let deferred = given(facts.clone());
    assert_eq!(deferred.status(), DecisionStatus::Deferred);
    let adopt = || Choice::Adopt { condition: None };
    let early = Rejection::Overtaken { since: when("2024-03-14") };
    assert_eq!(decide(&deferred, adopt(), &on("2024-02-01"), None), Err(early));
    let event = decide(&deferred, adopt(), &on("2024-05-02"), None).unwrap();
    facts.push(fact(event, &on("2024-05-02")));
    assert_eq!(given(facts).status(), DecisionStatus::Standing);
}

#[test]
fn what_a_number_alone_named_is_put_into_words_once() {
    let RegisterEvent::Decision(DecisionEvent::Proposed(words)) = proposed("2024-01-18").event
    else {
        panic!("it is proposed");
    };
    let number = crate::domain::number::Number::parse("D4").unwrap();
    let cited = given(vec![fact(Cited { number }, &on("2024-01-18"))]);
    assert!(propose(&cited, words.clone()).is_ok());
    let known = given(vec![proposed("2024-01-18")]);
    assert_eq!(propose(&known, words), Err(Rejection::Raised));
}
