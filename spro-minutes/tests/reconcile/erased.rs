//! What an erasure took out, recording the same minutes again does not bring back.

use spro_core::domain::erasure::{self, Request};
use spro_core::domain::person::Ground;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::subject::Subject;
use spro_minutes::reconcile::{PersonAnswer, Plan, Question, Why};
use spro_minutes::redaction::redact;

use crate::desk::{Desk, demo, on};

const NAME: &str = "Bertrand OZANNEAU";

/// A ledger with the demo's minutes of January and of May, in which one person is erased: present,
/// named in texts, owner of an action with another, the author of an idea.
fn with_an_erased_person() -> (Desk, Subject, [String; 2]) {
    let mut documents = demo();
    let documents = [documents.remove(0), documents.remove(1)];
    let mut desk = Desk::sealed();
    for document in &documents {
        desk.import(document);
    }
    let person = desk.person(NAME);
    let request = Request {
        person: person.clone(),
        ground: Ground::Objection,
        by: Subject::parse("person/clerk").unwrap(),
        day: on("2024-06-01"),
        pseudonym: "P-xyz".to_owned(),
    };
    let mut new_id = || desk.new_id();
    let redact = |names: &erasure::Names, text: &str| redact(names, text, "P-xyz");
    let text_of = |_: &str, bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
    let search = erasure::Search { redact: &redact, text_of: &text_of };
    erasure::erase(&desk.ledger, &desk.originals, &request, &mut new_id, &search).unwrap();
    desk.ledger.keyring().forget();
    desk.known.catch_up(&desk.ledger).unwrap();
    (desk, person, documents)
}

/// The words of what a plan would record.
fn words(plan: &Plan) -> String {
    let words: Vec<_> = plan.items.iter().map(|item| format!("{:?}", item.event)).collect();
    words.join("\n")
}

#[test]
fn the_same_minutes_again_bring_neither_the_name_nor_the_person_back() {
    let (desk, person, documents) = with_an_erased_person();
    assert_eq!(desk.persons(NAME), []);
    for document in &documents {
        let plan = desk.plan(document);
        assert!(plan.is_empty(), "{}", words(&plan));
        assert!(plan.original.is_none());
        let asked = Question::Person {
            name: NAME.to_owned(),
            candidates: vec![person.clone()],
            erased: true,
            lines: plan.questions.first().map_or(Vec::new(), |question| match question {
                Question::Person { lines, .. } => lines.clone(),
                _ => Vec::new(),
            }),
        };
        assert_eq!(plan.questions, [asked]);
        assert!(plan.left.iter().any(|left| left.why == Why::RewrittenByErasure));
    }
}

#[test]
fn what_else_an_edition_changes_is_recorded_without_the_name() {
    let (mut desk, person, documents) = with_an_erased_person();
    let edited = documents[0].replace("FORMATIA (en visioconférence)", "FORMATIA");
    let plan = desk.import(&edited);
    assert_eq!(plan.items.len(), 1, "{}", words(&plan));
    assert!(!words(&plan).contains("OZANNEAU"));
    assert!(desk.attendance("Samir KHELLOUFI", "2024-01-18", AsOf::default()).is_some());
    let attended = desk.facts(AsOf::default()).into_values().flatten();
    let of_person = attended.filter(|fact| format!("{:?}", fact.event).contains(person.as_str()));
    assert!(of_person.count() > 3);
    assert!(desk.plan(&edited).is_empty());
}

#[test]
fn a_person_of_that_name_who_is_another_is_recorded_when_somebody_says_so() {
    let (mut desk, person, documents) = with_an_erased_person();
    desk.answers.persons.insert(NAME.to_owned(), PersonAnswer::New);
    let plan = desk.plan(&documents[0]);
    assert!(plan.questions.is_empty());
    let named = plan.items.iter().map(|item| &item.subject).find(|it| it.kind() == "person");
    assert!(named.is_some_and(|named| *named != person));
}

#[test]
fn somebody_who_says_whose_name_it_was_does_not_bring_it_back() {
    let (mut desk, person, documents) = with_an_erased_person();
    desk.answers.persons.insert(NAME.to_owned(), PersonAnswer::Is(person));
    for document in &documents {
        let plan = desk.plan(document);
        assert!(plan.is_empty() && plan.questions.is_empty(), "{}", words(&plan));
    }
}
