//! What a read visits, where it ends, and how it goes on.

use std::ops::ControlFlow;
use std::time::Duration;

use super::super::super::batch::NewEvent;
use super::super::super::encoding::{Body, Nature};
use super::super::super::position::Position;
use super::super::super::query::{Alternative, Query};
use super::super::super::store::{ReadRequest, Store};
use super::super::Factory;
use super::super::given::{
    at, batch, booked, clock, event_id, fact, kind, places, plan, read, record, record_five, room,
};

/// Each once, in the order of the ledger, also where two alternatives match it.
pub fn a_read_visits_exactly_what_matches(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record_five(&store);
    let any = Alternative::default;
    let booked = || any().typed([kind("booked")]);
    let blue_and_green = any().of_any([room("green"), room("blue"), room("white")]);
    let expected: [(Query, &[u64]); 11] = [
        (Query::all(), &[1, 2, 3, 4, 5]),
        (Query::any([]), &[]),
        (Query::subject(room("blue")), &[1, 3]),
        (Query::about(room("blue")), &[1, 2, 3]),
        (Query::any([any().mentioning(plan())]), &[3]),
        (Query::any([booked()]), &[1, 2, 5]),
        (Query::any([booked().of(room("green"))]), &[5]),
        (Query::any([any().of(room("green")), booked()]), &[1, 2, 4, 5]),
        (Query::any([any().of_any([])]), &[]),
        (Query::any([blue_and_green.clone()]), &[1, 3, 4, 5]),
        (Query::any([blue_and_green.typed([kind("booked")])]), &[1, 5]),
    ];
    for (query, expected) in expected {
        let (seen, end) = read(&store, &ReadRequest::from_start(query.clone()));
        assert_eq!(places(&seen), expected, "{query:?}");
        assert_eq!(end.resume_after, at(5));
    }
}

/// A correction and a retraction are visited by who asks for the type, the mentions or the source
/// that some version of their target had, though they have others themselves.
pub fn a_read_visits_the_amendments_of_what_it_asks_for(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record_five(&store);
    let amend = |place: usize, id: u32, amend: &dyn Fn(&Body<'_>) -> NewEvent| {
        let kept = read(&store, &ReadRequest::from_start(Query::all())).0;
        let target = Body::decode(&kept[place - 1].bytes).unwrap();
        record(&store, &batch(id, vec![amend(&target)]));
    };
    amend(2, 6, &|booked| fact(6, "cleaned", "red", 1).correcting(booked, Nature::News));
    amend(3, 7, &|cancelled| {
        NewEvent::retracting(event_id(7), cancelled, Nature::News, cancelled.learned)
    });
    amend(6, 8, &|cleaned| fact(8, "noted", "red", 1).correcting(cleaned, Nature::News));
    let any = Alternative::default;
    let expected: [(Alternative, &[u64]); 6] = [
        (any().typed([kind("booked")]), &[1, 2, 5, 6, 8]),
        (any().typed([kind("cleaned")]), &[4, 6, 8]),
        (any().typed([kind("cancelled")]), &[3, 7]),
        (any().mentioning(room("blue")), &[2, 6, 8]),
        (any().mentioning(plan()), &[3, 7]),
        (any().of(room("red")).mentioning(room("blue")).typed([kind("booked")]), &[2, 6, 8]),
    ];
    for (asked, expected) in expected {
        let request = ReadRequest::from_start(Query::any([asked.clone()]));
        assert_eq!(places(&read(&store, &request).0), expected, "{asked:?}");
    }
}

/// Also in the midst of a commit, whose header it still tells.
pub fn a_read_begins_after_its_position(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let three = (1..=3).map(|id| booked(id, "blue")).collect();
    record(&store, &batch(1, three));
    record(&store, &batch(2, vec![booked(4, "red"), booked(5, "blue")]));
    let all = read(&store, &ReadRequest::from_start(Query::all())).0;
    for after in 0..=5 {
        let request = ReadRequest { query: Query::all(), after: at(after), limit: None };
        let (seen, end) = read(&store, &request);
        let expected: Vec<_> = all.iter().filter(|seen| seen.position > after).cloned().collect();
        assert_eq!(seen, expected, "after {after}");
        assert_eq!((end.head, end.resume_after), (store.head().unwrap(), at(5)));
    }
    let ahead = ReadRequest { query: Query::all(), after: at(9), limit: None };
    let (seen, end) = read(&store, &ahead);
    assert_eq!(seen, []);
    assert_eq!((end.head, end.resume_after), (store.head().unwrap(), at(9)));
}

/// The limit is on what the visitor gets.
pub fn a_limit_counts_what_matches_and_not_what_is_passed_over(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let four = [(1, "red"), (2, "blue"), (3, "red"), (4, "blue")];
    let events = four.map(|(id, key)| booked(id, key)).into();
    record(&store, &batch(1, events));
    record(&store, &batch(2, vec![booked(5, "blue")]));
    for (limit, expected) in [(0, &[][..]), (1, &[2]), (2, &[2, 4]), (9, &[2, 4, 5])] {
        let request = ReadRequest {
            query: Query::subject(room("blue")),
            after: Position::START,
            limit: Some(limit),
        };
        assert_eq!(places(&read(&store, &request).0), expected);
    }
}

/// Whatever the limit, and wherever it cuts a commit.
pub fn a_limited_read_goes_on_without_a_gap_or_a_repeat(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let mut id = 0;
    for events in [1, 4, 2, 3] {
        let mixed = (0..events).map(|_| {
            id += 1;
            booked(id, if id % 3 == 0 { "red" } else { "blue" })
        });
        let mixed = mixed.collect();
        record(&store, &batch(events, mixed));
    }
    for limit in 1..=4 {
        let mut request = ReadRequest {
            query: Query::subject(room("blue")),
            after: Position::START,
            limit: Some(limit),
        };
        let mut seen = Vec::new();
        for _ in 0..12 {
            let (more, end) = read(&store, &request);
            assert!(end.resume_after >= request.after);
            request.after = end.resume_after;
            seen.extend(places(&more));
        }
        assert_eq!(seen, [1, 2, 4, 5, 7, 8, 10], "limit {limit}");
        assert_eq!(request.after, at(10));
    }
}

/// The read ends there, and goes on from there.
pub fn a_visitor_that_breaks_off_is_not_called_again(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let five = (1..=5).map(|id| booked(id, "blue")).collect();
    record(&store, &batch(1, five));
    let mut calls = Vec::new();
    let end = store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        calls.push(record.body.id);
        if record.position() == at(2) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    let end = end.unwrap();
    assert_eq!(calls, [1, 2].map(event_id));
    assert_eq!((end.resume_after, end.head.position), (at(2), at(5)));
}

/// Who follows the ledger learns from it how far nothing concerned them.
pub fn a_read_tells_the_head_even_when_nothing_matches(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record(&store, &batch(1, vec![booked(1, "blue")]));
    record(&store, &batch(2, vec![booked(2, "red"), booked(3, "red")]));
    let head = store.head().unwrap();
    let white = ReadRequest::from_start(Query::subject(room("white")));
    let (seen, end) = read(&store, &white);
    assert_eq!(seen, []);
    assert_eq!((end.head, end.resume_after), (head, at(3)));
    let blue = ReadRequest::from_start(Query::subject(room("blue")));
    let (_, end) = read(&store, &blue);
    assert_eq!((end.head, end.resume_after), (head, at(3)));
}

/// It asks, reads and appends without waiting for the read that calls it.
pub fn a_visitor_may_call_the_store(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let head = record(&store, &batch(1, vec![booked(1, "blue")])).head;
    let mut calls = 0;
    let end = store.read(&ReadRequest::from_start(Query::all()), &mut |_| {
        calls += 1;
        assert_eq!(store.head().unwrap(), head);
        assert_eq!(store.wait_after(Position::START, Duration::ZERO).unwrap(), head);
        assert_eq!(places(&read(&store, &ReadRequest::from_start(Query::all())).0), [1]);
        record(&store, &batch(2, vec![booked(2, "blue")]));
        ControlFlow::Break(())
    });
    end.unwrap();
    assert_eq!(calls, 1);
    assert_eq!(store.head().unwrap().position, at(2));
}

/// What is recorded during the read is for the next one.
pub fn a_read_ends_at_the_head_that_it_began_with(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let head = record(&store, &batch(1, vec![booked(1, "blue"), booked(2, "blue")])).head;
    let mut visited = Vec::new();
    let end = store.read(&ReadRequest::from_start(Query::all()), &mut |seen| {
        visited.push(seen.position().get());
        let id = 10 * u32::try_from(visited.len()).unwrap();
        record(&store, &batch(id, vec![booked(id, "blue")]));
        if visited.len() < 9 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let end = end.unwrap();
    assert_eq!(visited, [1, 2]);
    assert_eq!((end.head, end.resume_after), (head, at(2)));
    let next = ReadRequest { query: Query::all(), after: end.resume_after, limit: None };
    assert_eq!(places(&read(&store, &next).0), [3, 4]);
}

/// A read of a damaged ledger fails, and visits nothing that is not recorded.
pub fn an_error_never_looks_like_the_end(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    for id in 1..=4 {
        record(&store, &batch(id, vec![booked(id, "blue")]));
    }
    let known = read(&store, &ReadRequest::from_start(Query::all())).0;
    let Some(store) = factory.damaged(store) else {
        return;
    };
    let mut visited = Vec::new();
    let end = store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        visited.push(record.bytes.to_vec());
        ControlFlow::Continue(())
    });
    assert!(end.is_err(), "{end:?}");
    let recorded = known.iter().map(|seen| &seen.bytes);
    assert!(visited.iter().eq(recorded.take(visited.len())));
}
