//! What a guard sees, and from where on.

use super::super::super::batch::NewEvent;
use super::super::super::encoding::{Body, Nature};
use super::super::super::guard::Guard;
use super::super::super::query::{Alternative, Query};
use super::super::super::store::{AppendError, Store};
use super::super::Factory;
use super::super::given::{
    at, batch, booked, clock, event_id, fact, kind, plan, read_all, record, record_five, room,
    state,
};

/// The records of the subject, and not those that only mention it.
pub fn a_guard_sees_its_subject(factory: &impl Factory) {
    guard_sees(factory, &Query::subject(room("blue")), &[1, 3]);
    guard_sees(factory, &Query::subject(room("green")), &[4, 5]);
    guard_sees(factory, &Query::subject(room("white")), &[]);
}

/// The records that mention a subject, and not its own.
pub fn a_guard_sees_mentions(factory: &impl Factory) {
    let mentioning = |key| Query::any([Alternative::default().mentioning(room(key))]);
    guard_sees(factory, &mentioning("blue"), &[2]);
    guard_sees(factory, &mentioning("red"), &[4]);
    guard_sees(factory, &mentioning("green"), &[]);
}

/// A record mentions the document that it was read from.
pub fn a_guard_sees_the_source_document(factory: &impl Factory) {
    let query = Query::any([Alternative::default().mentioning(plan())]);
    guard_sees(factory, &query, &[3]);
}

/// One type or several.
pub fn a_guard_sees_types(factory: &impl Factory) {
    let typed = |names: &[&str]| {
        let kinds = names.iter().map(|name| kind(name));
        Query::any([Alternative::default().typed(kinds)])
    };
    guard_sees(factory, &typed(&["cleaned"]), &[4]);
    guard_sees(factory, &typed(&["booked"]), &[1, 2, 5]);
    guard_sees(factory, &typed(&["cleaned", "cancelled"]), &[3, 4]);
    guard_sees(factory, &typed(&[]), &[]);
}

/// The first of them, the last, and any between.
pub fn a_guard_sees_each_of_its_alternatives(factory: &impl Factory) {
    let of = |key| Alternative::default().of(room(key));
    let cleaned = Alternative::default().typed([kind("cleaned")]);
    let query = Query::any([of("white"), cleaned.clone(), of("red")]);
    guard_sees(factory, &query, &[2, 4]);
    guard_sees(factory, &Query::any([of("red"), cleaned]), &[2, 4]);
    guard_sees(factory, &Query::about(room("blue")), &[1, 2, 3]);
    guard_sees(factory, &Query::any([]), &[]);
}

/// A record that fulfils one condition but not the other is none of them.
pub fn a_guard_asks_the_conditions_of_an_alternative_together(factory: &impl Factory) {
    let blue = Alternative::default().of(room("blue"));
    let cancelled = Query::any([blue.typed([kind("cancelled")])]);
    guard_sees(factory, &cancelled, &[3]);
    let red = Alternative::default().of(room("red"));
    let of_blue = Query::any([red.mentioning(room("blue")).typed([kind("booked")])]);
    guard_sees(factory, &of_blue, &[2]);
    let green = Alternative::default().of(room("green"));
    let none = Query::any([green.mentioning(room("red")).typed([kind("booked")])]);
    guard_sees(factory, &none, &[]);
}

/// The guard of who read everything.
pub fn a_guard_on_everything_sees_every_record(factory: &impl Factory) {
    guard_sees(factory, &Query::all(), &[1, 2, 3, 4, 5]);
}

/// What was recorded up to there was known to who decided, up to the last record itself.
pub fn a_guard_counts_only_what_stands_after_its_position(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    for id in 1..=4 {
        let known = store.head().unwrap().position;
        let guard = Guard::subject_unchanged(room("blue"), known);
        store.append(&batch(id, vec![booked(id, "blue")]), &guard).unwrap();
        // Of another subject, and so none of the guard's concern.
        record(&store, &batch(10 + id, vec![booked(10 + id, "red")]));
    }
    let before_last = Guard::subject_unchanged(room("blue"), at(6));
    let next = batch(5, vec![booked(5, "blue")]);
    let refused = store.append(&next, &before_last);
    assert!(matches!(refused, Err(AppendError::Stale { found, .. }) if found == at(7)));
    let at_last = Guard::subject_unchanged(room("blue"), at(7));
    assert_eq!(store.append(&next, &at_last).unwrap().first, at(9));
}

/// Nothing can stand behind a place that is not there yet, so such a guard would hold whatever was
/// recorded; it was taken on another ledger, or before this one was put back.
pub fn a_guard_ahead_of_the_ledger_is_refused(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let next = batch(1, vec![booked(1, "blue")]);
    for (held, other) in [(0, 2), (1, 3)] {
        let known = state(&store);
        let ahead = Guard::subject_unchanged(room("blue"), at(held + 1));
        let refused = store.append(&next, &ahead);
        let Err(AppendError::GuardAhead { expected, head }) = refused else {
            panic!("the guard is to refuse, not {refused:?}")
        };
        assert_eq!((expected, head), (at(held + 1), at(held)));
        assert_eq!(state(&store), known);
        record(&store, &batch(other, vec![booked(other, "red")]));
    }
    let known = Guard::subject_unchanged(room("blue"), at(2));
    assert_eq!(store.append(&next, &known).unwrap().first, at(3));
    // A repeat is found before.
    let ahead = Guard::subject_unchanged(room("blue"), at(99));
    assert_eq!(store.append(&next, &ahead).unwrap().first, at(3));
}

/// With the position that it was given, so that the caller reads on from there.
pub fn a_guard_names_the_first_record_that_it_found(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let three = vec![booked(1, "red"), booked(2, "blue"), booked(3, "blue")];
    record(&store, &batch(1, three));
    let stale = Guard::subject_unchanged(room("blue"), at(1));
    let refused = store.append(&batch(2, vec![booked(4, "blue")]), &stale);
    let Err(AppendError::Stale { expected, found }) = refused else {
        panic!("the guard is to refuse, not {refused:?}")
    };
    assert_eq!((expected, found), (at(1), at(2)));
}

/// A correction is of the types, mentions and source that its target had, though it has others.
pub fn a_guard_sees_corrections(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record_five(&store);
    let kept = read_all(&store);
    let cancelled = Body::decode(&kept[2].bytes).unwrap();
    let correction = fact(6, "booked", "blue", 1).correcting(&cancelled, Nature::News);
    record(&store, &batch(6, vec![correction]));
    guard_sees_amendment(&store, 20, &any().typed([kind("cancelled")]), 6);
    guard_sees_amendment(&store, 21, &any().mentioning(plan()), 6);
    guard_sees_amendment(&store, 22, &any().of(room("blue")), 6);
    let mentioning = Body::decode(&kept[1].bytes).unwrap();
    let correction = fact(7, "cleaned", "red", 1).correcting(&mentioning, Nature::Slip);
    record(&store, &batch(7, vec![correction]));
    guard_sees_amendment(&store, 23, &any().mentioning(room("blue")), 7);
    let booked_red = any().of(room("red")).typed([kind("booked")]);
    guard_sees_amendment(&store, 24, &booked_red, 7);
    // A correction of the correction is still one of the first type.
    let kept = read_all(&store);
    let corrected = Body::decode(&kept[5].bytes).unwrap();
    let again = fact(8, "cleaned", "blue", 1).correcting(&corrected, Nature::News);
    record(&store, &batch(8, vec![again]));
    guard_sees_amendment(&store, 25, &any().typed([kind("cancelled")]), 8);
}

/// A retraction is of the types, mentions and source of what it withdraws.
pub fn a_guard_sees_retractions(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record_five(&store);
    let kept = read_all(&store);
    let cancelled = Body::decode(&kept[2].bytes).unwrap();
    let learned = cancelled.learned;
    let retraction = NewEvent::retracting(event_id(6), &cancelled, Nature::News, learned);
    record(&store, &batch(6, vec![retraction]));
    guard_sees_amendment(&store, 20, &any().typed([kind("cancelled")]), 6);
    guard_sees_amendment(&store, 21, &any().mentioning(plan()), 6);
    guard_sees_amendment(&store, 22, &any().of(room("blue")), 6);
}

fn any() -> Alternative {
    Alternative::default()
}

/// A guard that was taken just before `place` refuses because of the amendment there.
fn guard_sees_amendment(store: &impl Store, id: u32, asked: &Alternative, place: u64) {
    let known = state(store);
    let guard = Guard::unchanged(Query::any([asked.clone()]), at(place - 1));
    let refused = store.append(&batch(id, vec![booked(id, "white")]), &guard);
    assert!(
        matches!(refused, Err(AppendError::Stale { found, .. }) if found == at(place)),
        "{asked:?}: {refused:?}"
    );
    assert_eq!(state(store), known);
}

/// Of the five, a guard on `query` finds just those at these places, from every place on.
fn guard_sees(factory: &impl Factory, query: &Query, expected: &[u64]) {
    for after in 0..=5 {
        let store = factory.fresh(&clock());
        record_five(&store);
        let known = state(&store);
        let first = expected.iter().find(|&&place| place > after);
        let guard = Guard::unchanged(query.clone(), at(after));
        let next = batch(9, vec![booked(9, "white")]);
        match (store.append(&next, &guard), first) {
            (Err(AppendError::Stale { found, .. }), Some(&first)) => {
                assert_eq!(found, at(first), "after {after}");
                assert_eq!(state(&store), known);
            }
            (Ok(receipt), None) => assert_eq!(receipt.first, at(6)),
            (other, _) => panic!("after {after}: {other:?}, where it sees {first:?}"),
        }
    }
}
