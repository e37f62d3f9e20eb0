//! Actions without a number that later minutes state again, or as done.

use spro_core::domain::action::ActionEvent;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::subject::Subject;
use spro_minutes::reconcile::{ActionAnswer, Question};

use crate::desk::{Desk, bullets};

fn minutes(day: &str, actions: &[&str]) -> String {
    let people = bullets(&["Ana BEL", "Léo NOUR"]);
    format!("# Réunion du {day}\n\n## Présents\n\n{people}\n## Actions\n\n{}", bullets(actions))
}

/// The kinds of facts of each action, in the order in which they fold.
fn actions(desk: &Desk) -> Vec<(Subject, Vec<String>)> {
    let facts = desk.facts(AsOf::default()).into_iter();
    let of_actions =
        facts.filter(|(subject, facts)| subject.kind() == "action" && !facts.is_empty());
    of_actions
        .map(|(subject, facts)| {
            let kinds = facts.iter().map(|fact| match &fact.event {
                RegisterEvent::Action(ActionEvent::Raised(_)) => "raised".to_owned(),
                RegisterEvent::Action(ActionEvent::Completed(_)) => "completed".to_owned(),
                other => format!("{other:?}"),
            });
            (subject, kinds.collect())
        })
        .collect()
}

const MARCH: &str = "4 mars 2024";
const APRIL: &str = "1er avril 2024";
const MAY: &str = "6 mai 2024";

#[test]
fn an_action_restated_at_a_later_meeting_goes_on_in_any_order_of_import() {
    let march = minutes(MARCH, &["Écrire le plan (Ana BEL)", "Appeler l'imprimeur (Léo NOUR)"]);
    let april = minutes(APRIL, &["Ana BEL écrira le plan, avant le 3 mai 2024"]);
    let mut told = Vec::new();
    for order in [[&march, &april], [&april, &march]] {
        let mut desk = Desk::sealed();
        for text in order {
            assert!(desk.import(text).questions.is_empty());
        }
        let all = actions(&desk);
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all.iter().any(|(_, kinds)| *kinds == ["raised", "raised"]), "{all:?}");
        for text in order {
            assert!(desk.plan(text).items.is_empty(), "nothing is new the second time");
        }
        told.push(desk.told());
    }
    assert_eq!(told[0], told[1]);
}

#[test]
fn what_is_done_completes_the_open_action_and_what_is_asked_again_then_is_another() {
    let mut desk = Desk::in_the_clear();
    desk.import(&minutes(MARCH, &["Écrire le plan (Ana BEL)"]));
    desk.import(&minutes(APRIL, &["[x] Écrire le plan (Ana BEL)"]));
    let all = actions(&desk);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].1, ["raised", "raised", "completed"]);
    desk.import(&minutes(MAY, &["Écrire le plan (Ana BEL)"]));
    assert_eq!(actions(&desk).len(), 2);
}

#[test]
fn the_same_words_of_another_person_are_another_action() {
    let mut desk = Desk::in_the_clear();
    desk.import(&minutes(MARCH, &["Écrire le plan (Ana BEL)"]));
    desk.import(&minutes(APRIL, &["Écrire le plan (Léo NOUR)"]));
    assert_eq!(actions(&desk).len(), 2);
}

#[test]
fn words_that_are_only_close_are_asked_about_once_and_never_guessed() {
    let april = minutes(APRIL, &["Relancer la mairie de Lac sur les subventions (Ana BEL)"]);
    for same in [true, false] {
        let mut desk = Desk::in_the_clear();
        desk.import(&minutes(MARCH, &["Relancer la mairie de Lac sur les locaux (Ana BEL)"]));
        let plan = desk.plan(&april);
        let [Question::Action { words, candidates, .. }] = plan.questions.as_slice() else {
            panic!("{:?}", plan.questions)
        };
        assert!(plan.items.iter().all(|item| item.subject.kind() != "action"));
        let answer = if same { ActionAnswer::Is(candidates[0].clone()) } else { ActionAnswer::New };
        desk.answers.actions.insert(words.clone(), answer);
        desk.import(&april);
        assert_eq!(actions(&desk).len(), if same { 1 } else { 2 });
        desk.answers.actions.clear();
        let again = desk.plan(&april);
        assert!(again.questions.is_empty() && again.items.is_empty(), "{:?}", again.questions);
    }
}
