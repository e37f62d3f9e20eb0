//! Handles, initials and acronyms that one document gives, and others use.

use spro_core::domain::action::ActionEvent;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::owner::Owner;
use spro_core::kernel::history::AsOf;

use crate::desk::{Desk, bullets};

fn minutes(day: &str, people: &[&str], actions: &[&str]) -> String {
    let (people, actions) = (bullets(people), bullets(actions));
    format!("# Réunion du {day}\n\n## Présents\n\n{people}\n## Actions\n\n{actions}")
}

/// The owners of all actions.
fn owners(desk: &Desk) -> Vec<Owner> {
    let facts = desk.facts(AsOf::default()).into_values().flatten();
    let raised = facts.filter_map(|fact| match fact.event {
        RegisterEvent::Action(ActionEvent::Raised(raised)) => Some(raised.owners),
        _ => None,
    });
    raised.flatten().collect()
}

#[test]
fn a_handle_that_one_document_explains_names_its_person_in_later_ones() {
    let mut desk = Desk::sealed();
    desk.import(&minutes("4 mars 2024", &["Ana BEL (@abel)", "Léo NOUR (@leo)"], &[]));
    let plan = desk.import(&minutes("1er avril 2024", &["Zoé PRE"], &["@abel : écrire le plan"]));
    assert!(plan.questions.is_empty(), "{:?}", plan.questions);
    assert_eq!(owners(&desk), [Owner::Person(desk.person("Ana BEL"))]);
}

#[test]
fn initials_on_the_list_name_their_person_there_and_later() {
    let mut desk = Desk::in_the_clear();
    let march =
        minutes("4 mars 2024", &["Ana BEL (AB)", "Léo NOUR (LN)"], &["Écrire le plan (AB)"]);
    assert!(desk.import(&march).questions.is_empty());
    assert!(desk.plan(&march).items.is_empty(), "the second time nothing is new");
    let table = "| Action | Qui |\n|---|---|\n| Lire le plan | LN |\n";
    let april = format!("{}\n{table}", minutes("1er avril 2024", &["Ana BEL"], &[]));
    let plan = desk.import(&april);
    assert!(plan.questions.is_empty(), "{:?}", plan.questions);
    let (ana, leo) = (desk.person("Ana BEL"), desk.person("Léo NOUR"));
    let mut both = owners(&desk);
    both.sort_by_key(|owner| *owner == Owner::Person(leo.clone()));
    assert_eq!(both, [Owner::Person(ana), Owner::Person(leo)]);
}

#[test]
fn an_acronym_in_brackets_is_the_same_organisation_alone_and_without() {
    let mut desk = Desk::in_the_clear();
    let spellings = ["Association des Jardins (ADJ)", "ADJ", "Association des Jardins"];
    for (day, name) in ["4 mars 2024", "1er avril 2024", "6 mai 2024"].iter().zip(spellings) {
        desk.import(&minutes(day, &[&format!("Ana BEL – {name}")], &[]));
    }
    let facts = desk.facts(AsOf::default());
    let named = facts.iter().filter(|(it, facts)| it.kind() == "organisation" && !facts.is_empty());
    assert_eq!(named.count(), 1);
}
