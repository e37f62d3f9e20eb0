//! What tests of states are given: facts, folded in the order in which a ledger folds them.

use super::event::RegisterEvent;
use super::stated::Times;
use crate::kernel::event::Fact;
use crate::kernel::id::{CommitId, EventId};
use crate::kernel::position::Position;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::When;

pub(crate) fn subject(text: &str) -> Subject {
    Subject::parse(text).unwrap()
}

pub(crate) fn text(text: &str) -> Text {
    Text::plain(text)
}

/// True since a day, and learned that day.
pub(crate) fn on(day: &str) -> Times {
    Times::on(day.parse().unwrap())
}

/// True since a day, and learned another day.
pub(crate) fn since(since: &str, learned: &str) -> Times {
    Times::new(When::edtf(since).unwrap(), learned.parse().unwrap())
}

pub(crate) fn fact(event: impl Into<RegisterEvent>, at: &Times) -> Fact<RegisterEvent> {
    Fact {
        event: event.into(),
        position: Position::new(1),
        id: EventId::from_bytes([1; 16]),
        subject: subject("thing/a"),
        occurred: Some(at.since.clone()),
        learned: at.learned,
        first_learned: at.learned,
        recorded_at: "2026-06-01T08:00:00.000Z".parse().unwrap(),
        by: subject("person/clerk"),
        commit: CommitId::from_bytes([1; 16]),
        source: None,
    }
}

/// Folds the facts of one subject, which are given in any order.
pub(crate) fn folded<S: Default>(
    mut facts: Vec<Fact<RegisterEvent>>,
    evolve: impl Fn(&mut S, &Fact<RegisterEvent>),
) -> S {
    facts.sort_by_key(|fact| Times::of(fact).key());
    let mut state = S::default();
    for fact in &facts {
        evolve(&mut state, fact);
    }
    state
}
