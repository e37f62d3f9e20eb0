//! What printed numbers name.

use spro_core::domain::decision::DecisionEvent;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::subject::Subject;
use spro_minutes::reconcile::Plan;

use crate::desk::{Desk, bullets};

fn minutes(day: &str, decisions: &[&str], follow_up: &[&str]) -> String {
    format!(
        "# Compte rendu de la réunion du {day}\n\n## Présents\n\n- Ana BEL – CCI\n\n\
         ## Suivi des décisions\n\n{}\n## Décisions\n\n{}",
        bullets(follow_up),
        bullets(decisions)
    )
}

/// The decisions that a plan puts into words, and those that it rejects.
fn decisions(plan: &Plan) -> (Vec<Subject>, Vec<Subject>) {
    let of = |proposed: bool| {
        let items = plan.items.iter().filter(|item| match &item.event {
            RegisterEvent::Decision(DecisionEvent::Proposed(_)) => proposed,
            RegisterEvent::Decision(DecisionEvent::Rejected(_)) => !proposed,
            _ => false,
        });
        items.map(|item| item.subject.clone()).collect()
    };
    (of(true), of(false))
}

#[test]
fn a_number_that_begins_anew_is_another_decision_and_a_citation_means_the_latest() {
    let mut desk = Desk::sealed();
    let (first, _) = decisions(&desk.import(&minutes(
        "10 janvier 2024",
        &["**Décision D1** – Le bus part en avril. Adoptée."],
        &[],
    )));
    let (second, _) = decisions(&desk.import(&minutes(
        "9 janvier 2025",
        &["**Décision D1** – Le forum se tient en mai. Adoptée."],
        &[],
    )));
    assert_ne!(first, second);
    let cites = |day: &str| minutes(day, &[], &["**D1** – rejetée par 3 voix contre."]);
    assert_eq!(decisions(&desk.plan(&cites("6 février 2025"))).1, second);
    assert_eq!(decisions(&desk.plan(&cites("8 février 2024"))).1, first);
}

#[test]
fn a_decision_that_is_put_again_in_the_same_words_is_the_same() {
    let mut desk = Desk::sealed();
    let put = |day: &str, outcome: &str| {
        minutes(day, &[&format!("**Décision D1** – Le bus part en avril. {outcome}")], &[])
    };
    let (first, _) = decisions(&desk.import(&put("10 janvier 2024", "Reportée.")));
    let (second, _) = decisions(&desk.import(&put("8 février 2024", "Adoptée.")));
    assert_eq!(first, second);
}

#[test]
fn what_is_cited_first_and_put_into_words_by_minutes_recorded_later_is_one() {
    let mut desk = Desk::sealed();
    let naming = minutes("8 février 2024", &[], &["**D1** – rejetée par 3 voix contre."]);
    let (_, cited) = decisions(&desk.import(&naming));
    // Minutes of a later day cannot be what it cites.
    let later = minutes("9 janvier 2025", &["**Décision D1** – Le forum se tient. Adoptée."], &[]);
    assert_ne!(decisions(&desk.import(&later)).0, cited);
    let earlier = minutes("10 janvier 2024", &["**Décision D1** – Le bus part. Adoptée."], &[]);
    assert_eq!(decisions(&desk.import(&earlier)).0, cited);
    assert_eq!(desk.facts(AsOf::default())[&cited[0]].len(), 4);
}
