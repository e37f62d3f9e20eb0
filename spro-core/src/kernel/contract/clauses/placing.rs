//! Where a commit stands, what is kept of it, and that it is there whole.

use serde_json::value::RawValue;

use super::super::super::batch::{Batch, InvalidBatch, MAX_RECORD, NewEvent};
use super::super::super::encoding::{self, Body, Nature};
use super::super::super::guard::Guard;
use super::super::super::id::CommitId;
use super::super::super::position::Position;
use super::super::super::query::Query;
use super::super::super::store::{AppendError, ReadRequest, Store};
use super::super::super::subject::Subject;
use super::super::Factory;
use super::super::given::{
    at, batch, booked, clock, event_id, fact, kind, minute, places, read, read_all, record, room,
    state,
};

/// The head of a ledger without records is that of its identity, and a read ends there.
pub fn an_empty_ledger_has_the_head_of_its_genesis(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let genesis = store.identity().genesis();
    assert_eq!(store.head().unwrap(), genesis);
    let (seen, end) = read(&store, &ReadRequest::from_start(Query::all()));
    assert_eq!(seen, []);
    assert_eq!((end.head, end.resume_after), (genesis, Position::START));
}

/// Refusals and repeats in between use up no position.
pub fn positions_count_up_from_one_without_a_gap(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let one = batch(1, vec![booked(1, "blue")]);
    let first = record(&store, &one);
    assert_eq!((first.first, first.head.position), (at(1), at(1)));
    let stale = Guard::subject_unchanged(room("blue"), Position::START);
    let refused = store.append(&batch(2, vec![booked(2, "red")]), &stale);
    assert!(matches!(refused, Err(AppendError::Stale { .. })));
    record(&store, &one);
    let three = vec![booked(3, "red"), booked(4, "blue"), booked(5, "red")];
    let second = record(&store, &batch(3, three));
    assert_eq!((second.first, second.head.position), (at(2), at(4)));
    let overlap = batch(4, vec![booked(5, "red")]);
    let refused = store.append(&overlap, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::Conflict { .. })));
    let third = record(&store, &batch(5, vec![booked(6, "red"), booked(7, "red")]));
    assert_eq!((third.first, third.head.position), (at(5), at(6)));
    assert_eq!(places(&read_all(&store)), [1, 2, 3, 4, 5, 6]);
}

/// They stand together, and each bears what the commit says of them all.
pub fn the_events_of_a_commit_stand_in_the_order_given(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let before = batch(1, vec![booked(1, "red")]);
    record(&store, &before);
    let ids = [9, 3, 7, 5];
    let events = ids.iter().map(|&id| booked(id, "blue")).collect();
    let together = batch(2, events).caused_by(before.id());
    record(&store, &together);
    record(&store, &batch(3, vec![booked(2, "red")]));
    let seen = read_all(&store);
    let of_commit: Vec<_> = seen.iter().filter(|seen| seen.commit.id == together.id()).collect();
    let order: Vec<_> = of_commit.iter().map(|seen| (seen.position, seen.id)).collect();
    assert_eq!(order, [(2, 9), (3, 3), (4, 7), (5, 5)].map(|(place, id)| (place, event_id(id))));
    for seen in of_commit {
        assert_eq!(seen.commit.n, 4);
        assert_eq!(seen.commit.by, *together.by());
        assert_eq!(seen.commit.cause, Some(before.id()));
    }
}

/// Head and reads know a commit as soon as its receipt is given.
pub fn what_was_acknowledged_is_read_at_once(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    for id in 1..=5 {
        let receipt = record(&store, &batch(id, vec![booked(id, "blue")]));
        assert_eq!(store.head().unwrap(), receipt.head);
        let (seen, end) = read(&store, &ReadRequest::from_start(Query::all()));
        assert_eq!(end.head, receipt.head);
        assert_eq!(seen.last().unwrap().id, event_id(id));
        assert_eq!(seen.last().unwrap().digest, receipt.head.digest);
    }
}

/// A batch of which one event cannot be recorded leaves none of the others.
pub fn a_commit_is_recorded_whole_or_not_at_all(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record(&store, &batch(1, vec![booked(50, "blue")]));
    let known = state(&store);
    let overlapping = batch(2, (1..=50).map(|id| booked(id, "red")).collect());
    let refused = store.append(&overlapping, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::Conflict { .. })));
    assert_eq!(state(&store), known);
    let whole = batch(3, (51..=100).map(|id| booked(id, "red")).collect());
    record(&store, &whole);
    let of_commit = read_all(&store).into_iter().filter(|seen| seen.commit.id == whole.id());
    assert_eq!(of_commit.count(), 50);
}

/// Neither records nor head nor stamp change, and the ids stay free.
pub fn a_refused_append_leaves_nothing(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    record(&store, &batch(1, vec![booked(1, "blue")]));
    let known = state(&store);

    clock.set(minute(5));
    let stale = Guard::subject_unchanged(room("blue"), Position::START);
    let decided_late = batch(2, vec![booked(2, "blue"), booked(3, "red")]);
    let refused = store.append(&decided_late, &stale);
    assert!(matches!(refused, Err(AppendError::Stale { .. })));
    assert_eq!(state(&store), known);

    let overlapping = batch(3, vec![booked(4, "blue"), booked(1, "blue")]);
    let refused = store.append(&overlapping, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::Conflict { .. })));
    assert_eq!(state(&store), known);

    clock.set(minute(-60));
    let refused = store.append(&decided_late, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::ClockBehind(_))));
    assert_eq!(state(&store), known);

    clock.set(minute(1));
    let receipt = record(&store, &decided_late);
    assert_eq!((receipt.first, receipt.recorded_at), (at(2), minute(1)));
    assert_eq!(record(&store, &batch(4, vec![booked(4, "blue")])).first, at(4));
}

/// It amends nothing, a fact of another subject, or one whose mentions it does not have: whoever asks
/// for the fact would not find it.
pub fn an_amendment_of_what_is_not_there_is_refused(factory: &impl Factory) {
    let (store, other) = (factory.fresh(&clock()), factory.fresh(&clock()));
    let mentioning = booked(1, "blue").mentioning([room("red")]);
    record(&store, &batch(1, vec![mentioning, booked(2, "red")]));
    let three = vec![booked(1, "blue"), booked(2, "blue"), booked(3, "blue")];
    record(&other, &batch(1, three));
    let known = state(&store);
    for (place, foreign) in (1..).zip(read_all(&other)) {
        let version = Body::decode(&foreign.bytes).unwrap();
        let correction = booked(9, "blue").correcting(&version, Nature::News);
        let retraction = NewEvent::retracting(event_id(9), &version, Nature::News, version.learned);
        for amendment in [correction, retraction] {
            let sent = batch(9, vec![booked(8, "blue"), amendment]);
            let refused = store.append(&sent, &Guard::unguarded());
            let Err(AppendError::NothingAmended { id, target }) = refused else {
                panic!("an amendment of nothing is to be refused, not {refused:?}")
            };
            assert_eq!((id, target), (event_id(9), at(place)));
            assert_eq!(state(&store), known);
        }
    }
    record(&store, &batch(3, vec![booked(3, "green")]));
    // Of several commits, and in any order.
    let kept = read_all(&store);
    let amendments = [(3, "green"), (1, "blue"), (3, "green"), (2, "red")];
    let together = (20..).zip(amendments).map(|(id, (place, key))| {
        let version = Body::decode(&kept[place - 1].bytes).unwrap();
        booked(id, key).correcting(&version, Nature::News)
    });
    assert_eq!(record(&store, &batch(9, together.collect())).first, at(4));
}

/// What is read is, byte for byte, what the kernel encodes: spaces and order of the data too.
pub fn bytes_are_kept_verbatim(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let data = r#"{"z": 1,  "a": [true, null], "é": "\u00e9 \/"}"#.to_owned();
    let raw = RawValue::from_string(data.clone()).unwrap();
    let model = booked(1, "blue");
    let odd = NewEvent::new(event_id(2), kind("noted"), room("blue"), model.learned(), &raw);
    let together = batch(1, vec![model, odd.unwrap()]);
    let receipt = record(&store, &together);
    let genesis = store.identity().genesis();
    let encoded = encoding::encode(&together, genesis, receipt.recorded_at).unwrap();
    let seen = read_all(&store);
    assert!(seen.iter().map(|seen| (&*seen.bytes, seen.digest)).eq(encoded.records.iter()));
    let body = Body::decode(&seen[1].bytes).unwrap();
    assert_eq!(body.data.unwrap().get(), data);
}

/// From the genesis to the head, over several commits.
pub fn each_digest_links_the_bytes_to_the_digest_before(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    for id in (1..=7).step_by(2) {
        let events = vec![booked(id, "red"), booked(id + 1, "blue")];
        record(&store, &batch(id, events));
    }
    let mut digest = store.identity().genesis().digest;
    for seen in read_all(&store) {
        digest = digest.link(&seen.bytes);
        assert_eq!(seen.digest, digest, "at {}", seen.position);
    }
    assert_eq!(store.head().unwrap().digest, digest);
}

/// The largest integers, the empty key, the character NUL, escapes, deep nesting: what is plain
/// JSON for the kernel is so for the store, and is the same when it was opened anew.
pub fn the_edges_of_plain_json_are_kept(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let edges = [
        "null",
        r#""""#,
        "9007199254740991",
        "-9007199254740991",
        r#"{"":0,"__proto__":{},"A":1,"a":2,"Ä":3,"A\u0308":4}"#,
        r#""\u0000\u001f\u007f\u2028\ufeff😀\ud83d\ude00\"\\\/""#,
        &deep,
    ];
    let model = booked(0, "blue");
    let events = (1..).zip(edges).map(|(id, edge)| {
        let raw = RawValue::from_string(edge.to_owned()).unwrap();
        NewEvent::new(event_id(id), kind("noted"), room("blue"), model.learned(), &raw).unwrap()
    });
    record(&store, &batch(1, events.collect()));
    let known = state(&store);
    let kept: Vec<_> = known.1.iter().map(|seen| Body::decode(&seen.bytes).unwrap()).collect();
    let data: Vec<_> = kept.iter().map(|body| body.data.unwrap().get()).collect();
    assert_eq!(data, edges);
    assert_eq!(state(&factory.reopen(store)), known);
}

/// What a batch admits, the store keeps: nothing is too long for it. With the longest header too,
/// a record is no longer than is said.
pub fn the_longest_record_is_kept(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let (mut admitted, mut refused) = (MAX_RECORD - 2000, MAX_RECORD);
    while refused - admitted > 1 {
        let middle = usize::midpoint(admitted, refused);
        *(if long(middle).is_ok() { &mut admitted } else { &mut refused }) = middle;
    }
    record(&store, &long(admitted).unwrap());
    let seen = read_all(&store);
    let body = Body::decode(&seen[0].bytes).unwrap();
    assert_eq!(body.data.unwrap().get().len(), admitted + 2);
    assert!(seen[0].bytes.len() <= MAX_RECORD);
}

/// A batch whose text is so long.
fn long(text: usize) -> Result<Batch, InvalidBatch> {
    let (model, text) = (booked(1, "blue"), "x".repeat(text));
    let event = NewEvent::new(event_id(1), kind("noted"), room("blue"), model.learned(), &text);
    let by = Subject::parse(&format!("person/{}", "x".repeat(93))).unwrap();
    let longest = CommitId::from_bytes([0xff; 16]);
    Batch::new(longest, by, vec![event.unwrap()]).map(|batch| batch.caused_by(longest))
}

/// More events than a store may write or ask for at a time.
pub fn a_long_commit_is_kept_whole(factory: &impl Factory) {
    const EVENTS: u32 = 3000;
    let store = factory.fresh(&clock());
    let long = batch(1, (1..=EVENTS).map(|id| booked(id, "blue")).collect());
    let receipt = record(&store, &long);
    assert_eq!(receipt.head.position, at(u64::from(EVENTS)));
    let seen = read_all(&store);
    let ids: Vec<_> = seen.iter().map(|seen| seen.id).collect();
    assert_eq!(ids, (1..=EVENTS).map(event_id).collect::<Vec<_>>());
    assert_eq!(record(&store, &long), receipt);
}

/// Identity, records, digests, commits and stamps.
pub fn a_reopened_ledger_holds_all_that_it_held(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    for id in 1..=3 {
        clock.set(minute(i64::from(id)));
        let events = vec![booked(2 * id, "red"), booked(2 * id + 1, "blue")];
        record(&store, &batch(id, events));
    }
    let (identity, known) = (store.identity(), state(&store));
    let store = factory.reopen(store);
    assert_eq!(store.identity(), identity);
    assert_eq!(state(&store), known);
    let next = record(&store, &batch(4, vec![booked(100, "blue")]));
    assert_eq!(next.first, known.0.position.next());
}

/// Repeats, conflicts, stale guards and clocks are judged as before.
pub fn a_reopened_ledger_still_knows_its_ids_guards_and_stamps(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    let one = batch(1, vec![booked(1, "blue"), booked(2, "red")]);
    let receipt = record(&store, &one);
    let store = factory.reopen(store);
    assert_eq!(record(&store, &one), receipt);
    let other = batch(1, vec![fact(1, "booked", "blue", 9)]);
    let refused = store.append(&other, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::Conflict { .. })));
    let stale = Guard::subject_unchanged(room("red"), at(1));
    let next = batch(2, vec![booked(3, "blue")]);
    let refused = store.append(&next, &stale);
    assert!(matches!(refused, Err(AppendError::Stale { found, .. }) if found == at(2)));
    clock.set(minute(-60));
    let refused = store.append(&next, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::ClockBehind(_))));
}
