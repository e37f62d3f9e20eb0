//! What an id that is recorded already means.

use super::super::super::batch::Batch;
use super::super::super::guard::Guard;
use super::super::super::position::Position;
use super::super::super::store::{AppendError, Store};
use super::super::Factory;
use super::super::given::{
    at, batch, batch_by, booked, clock, event_id, fact, minute, record, room, state,
};

/// Later commits and a later clock change nothing about it, and nothing is recorded.
pub fn a_repeat_gets_its_first_receipt(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    record(&store, &batch(1, vec![booked(1, "red")]));
    let sent = batch(2, vec![booked(2, "blue"), booked(3, "red")]);
    let first = record(&store, &sent);
    clock.set(minute(5));
    assert_eq!(record(&store, &sent), first);
    record(&store, &batch(3, vec![booked(4, "blue")]));
    let known = state(&store);
    assert_eq!(record(&store, &sent), first);
    assert_eq!(state(&store), known);
}

/// Who sends again what was recorded is told so, however much has happened since.
pub fn a_repeat_is_found_before_the_guard_and_the_clock_are_asked(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    let guard = Guard::subject_unchanged(room("blue"), Position::START);
    let sent = batch(1, vec![booked(1, "blue"), booked(2, "red")]);
    let first = store.append(&sent, &guard).unwrap();
    record(&store, &batch(2, vec![booked(3, "blue")]));
    assert_eq!(store.append(&sent, &guard).unwrap(), first);
    clock.set(minute(-600));
    assert_eq!(store.append(&sent, &guard).unwrap(), first);
}

/// Another number of hours is another fact.
pub fn ids_with_another_content_are_a_conflict(factory: &impl Factory) {
    let events = vec![fact(1, "booked", "blue", 3), booked(2, "red")];
    conflicts_with_two(factory, &batch(1, events), &[1, 2]);
    let events = vec![booked(1, "blue").mentioning([room("red")]), booked(2, "red")];
    conflicts_with_two(factory, &batch(1, events), &[1, 2]);
}

/// The order of a commit's events is part of it.
pub fn ids_in_another_order_are_a_conflict(factory: &impl Factory) {
    let events = vec![booked(2, "red"), booked(1, "blue")];
    conflicts_with_two(factory, &batch(1, events), &[1, 2]);
}

/// One event of two, the first or the second.
pub fn a_part_of_a_commit_is_a_conflict(factory: &impl Factory) {
    conflicts_with_two(factory, &batch(1, vec![booked(1, "blue")]), &[1]);
    conflicts_with_two(factory, &batch(1, vec![booked(2, "red")]), &[2]);
}

/// A new event before or behind those recorded.
pub fn a_commit_and_more_is_a_conflict(factory: &impl Factory) {
    let events = vec![booked(1, "blue"), booked(2, "red"), booked(3, "red")];
    conflicts_with_two(factory, &batch(1, events), &[1, 2]);
    let events = vec![booked(9, "blue"), booked(2, "red")];
    conflicts_with_two(factory, &batch(1, events), &[2]);
}

/// The commit's id, actor and cause are part of what is repeated.
pub fn ids_under_another_commit_or_actor_are_a_conflict(factory: &impl Factory) {
    let events = || vec![booked(1, "blue"), booked(2, "red")];
    conflicts_with_two(factory, &batch(8, events()), &[1, 2]);
    conflicts_with_two(factory, &batch_by("guest", 1, events()), &[1, 2]);
    let cause = batch(8, events()).id();
    let caused = batch(1, events()).caused_by(cause);
    conflicts_with_two(factory, &caused, &[1, 2]);
}

/// Each event is recorded as it is, but not in one commit.
pub fn ids_of_two_commits_are_a_conflict(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record(&store, &batch(1, vec![booked(1, "blue")]));
    record(&store, &batch(2, vec![booked(2, "red")]));
    let joined = batch(1, vec![booked(1, "blue"), booked(2, "red")]);
    conflicts(&store, &joined, &Guard::unguarded(), &[1, 2]);
}

/// One id for two commits is the caller's mistake, also when the ledger was opened anew and whatever
/// the guard says. It uses up none of the ids, and the events can be sent under another.
pub fn a_commit_id_with_other_events_is_a_conflict(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record(&store, &batch(1, vec![booked(1, "blue")]));
    let two = vec![booked(2, "red"), booked(3, "blue")];
    record(&store, &batch(2, two));
    let store = factory.reopen(store);
    let known = state(&store);
    let stale = Guard::subject_unchanged(room("red"), Position::START);
    for (commit, place) in [(1, 1), (2, 2)] {
        let again = batch(commit, vec![booked(4, "red")]);
        for guard in [&Guard::unguarded(), &stale] {
            let refused = store.append(&again, guard);
            let Err(AppendError::CommitConflict { id, first }) = refused else {
                panic!("a conflict is expected, not {refused:?}")
            };
            assert_eq!((id, first), (again.id(), at(place)));
            assert_eq!(state(&store), known);
        }
    }
    assert_eq!(record(&store, &batch(3, vec![booked(4, "red")])).first, at(4));
}

/// One id for two facts is the caller's mistake, whatever else was recorded.
pub fn a_conflict_is_found_before_the_guard_is_asked(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record(&store, &batch(1, vec![booked(1, "blue")]));
    let stale = Guard::subject_unchanged(room("blue"), Position::START);
    let other = batch(1, vec![fact(1, "booked", "blue", 7)]);
    conflicts(&store, &other, &stale, &[1]);
}

/// `other` conflicts with a commit of the events 1 (blue) and 2 (red).
fn conflicts_with_two(factory: &impl Factory, other: &Batch, ids: &[u32]) {
    let store = factory.fresh(&clock());
    let two = batch(1, vec![booked(1, "blue"), booked(2, "red")]);
    record(&store, &two);
    conflicts(&store, other, &Guard::unguarded(), ids);
}

fn conflicts(store: &impl Store, other: &Batch, guard: &Guard, expected: &[u32]) {
    let known = state(store);
    let refused = store.append(other, guard);
    let Err(AppendError::Conflict { mut ids }) = refused else {
        panic!("a conflict is expected, not {refused:?}")
    };
    ids.sort_unstable();
    let expected: Vec<_> = expected.iter().map(|&id| event_id(id)).collect();
    assert_eq!(ids, expected);
    assert_eq!(state(store), known);
}
