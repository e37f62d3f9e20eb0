//! Documents give the same answers in whatever order they are recorded.

use crate::desk::{Desk, demo};
use spro_minutes::draft::Draft;

/// Every order of the numbers below `count`.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for shorter in orders(count - 1) {
        for at in 0..count {
            let mut order = shorter.clone();
            order.insert(at, count - 1);
            all.push(order);
        }
    }
    all
}

fn recorded<'d>(desk: &mut Desk, documents: impl IntoIterator<Item = &'d (String, Draft)>) {
    for (text, draft) in documents {
        let plan = desk.plan_draft(draft, Some(text));
        assert_eq!((&plan.questions, &plan.left), (&Vec::new(), &Vec::new()));
        desk.record_plan(&plan);
    }
}

fn documents() -> Vec<(String, Draft)> {
    demo().into_iter().map(|text| (text.clone(), spro_minutes::read(&text).0)).collect()
}

#[test]
fn five_documents_in_every_order_and_then_a_late_one_tell_the_same() {
    let documents = documents();
    // The minutes of May went round last.
    let (late, prompt) = (2, [0, 1, 3, 4, 5]);
    let mut first = None;
    for order in orders(5) {
        let mut desk = Desk::in_the_clear();
        let chosen = order.iter().map(|at| prompt[*at]).chain([late]);
        recorded(&mut desk, chosen.map(|at| &documents[at]));
        let told = desk.told();
        let first = first.get_or_insert_with(|| told.clone());
        assert_eq!(told, *first, "{order:?}");
    }
    assert_eq!(first.unwrap().keys().filter(|name| name.starts_with("meeting:")).count(), 7);
}

#[test]
fn six_documents_backwards_and_from_the_middle_tell_the_same_in_a_sealed_ledger() {
    let documents = documents();
    let mut in_order = Desk::in_the_clear();
    recorded(&mut in_order, &documents);
    for order in [[5, 4, 3, 2, 1, 0], [3, 0, 5, 2, 4, 1], [1, 2, 0, 4, 5, 3]] {
        let mut desk = Desk::sealed();
        recorded(&mut desk, order.map(|at| &documents[at]));
        assert_eq!(desk.told(), in_order.told(), "{order:?}");
    }
}

#[test]
fn before_the_late_minutes_what_they_would_tell_is_known_by_its_number_or_day_alone() {
    let documents = documents();
    let mut desk = Desk::in_the_clear();
    recorded(&mut desk, [0, 1, 3, 4, 5].map(|at| &documents[at]));
    let told = desk.told();
    let kinds = |subject: &str| -> Vec<&str> {
        told[subject].iter().filter_map(|line| line.split(' ').nth(1)).collect()
    };
    assert_eq!(
        kinds("decision:D7"),
        [
            "spro.decision.cited",
            "spro.decision.condition-pending",
            "spro.decision.cited",
            "spro.decision.condition-pending"
        ]
    );
    assert_eq!(
        kinds("meeting:2024-05-16"),
        [
            "spro.meeting.planned",
            "spro.meeting.cited",
            "spro.meeting.cited",
            "spro.minutes.approval-deferred",
            "spro.minutes.approved"
        ]
    );
    assert!(!told.contains_key("question:Q4"));
    assert!(!told.contains_key("person:Inès DAUBRICOURT"));
}
