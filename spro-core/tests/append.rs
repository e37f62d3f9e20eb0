//! What an append promises, on the reference store.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::ops::ControlFlow;
use std::time::Duration;

use chrono::NaiveDate;
use spro_core::kernel::batch::{Batch, InvalidBatch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::{Alternative, Query};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{AppendError, LedgerIdentity, ReadRequest, Store};
use spro_core::kernel::subject::Subject;

fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

fn store() -> impl Store {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    MemoryStore::new(identity, now)
}

fn room(key: &str) -> Subject {
    Subject::parse(&format!("room/{key}")).unwrap()
}

fn booked(id: u8, key: &str, hours: u32) -> NewEvent {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    NewEvent::new(EventId::from_bytes([id; 16]), kind, room(key), day, &hours).unwrap()
}

fn batch(id: u8, events: Vec<NewEvent>) -> Batch {
    let clerk = Subject::parse("person/clerk").unwrap();
    Batch::new(CommitId::from_bytes([id; 16]), clerk, events).unwrap()
}

fn positions(store: &impl Store, request: &ReadRequest) -> Vec<u64> {
    let mut seen = Vec::new();
    let read = store.read(request, &mut |record| {
        seen.push(record.position().get());
        ControlFlow::Continue(())
    });
    read.unwrap();
    seen
}

#[test]
fn a_repeat_gets_its_first_receipt_even_where_its_guard_would_refuse_now() {
    let store = store();
    let guard = Guard::subject_unchanged(room("blue"), Position::START);
    let repeated = batch(1, vec![booked(1, "blue", 2), booked(2, "red", 1)]);
    let first = store.append(&repeated, &guard).unwrap();
    store.append(&batch(2, vec![booked(3, "blue", 1)]), &Guard::unguarded()).unwrap();
    assert_eq!(store.append(&repeated, &guard).unwrap(), first);
    assert_eq!(store.head().unwrap().position, Position::new(3));
}

#[test]
fn the_same_ids_with_another_content_order_or_extent_are_a_conflict() {
    let store = store();
    let two = batch(1, vec![booked(1, "blue", 2), booked(2, "red", 1)]);
    store.append(&two, &Guard::unguarded()).unwrap();
    for other in [
        batch(1, vec![booked(1, "blue", 3), booked(2, "red", 1)]),
        batch(1, vec![booked(2, "red", 1), booked(1, "blue", 2)]),
        batch(1, vec![booked(1, "blue", 2)]),
        batch(1, vec![booked(9, "blue", 2), booked(2, "red", 1)]),
        batch(8, vec![booked(1, "blue", 2), booked(2, "red", 1)]),
    ] {
        let refused = store.append(&other, &Guard::unguarded());
        assert!(matches!(refused, Err(AppendError::Conflict { .. })), "{refused:?}");
    }
    assert_eq!(store.head().unwrap().position, Position::new(2));
}

#[test]
fn a_guard_refuses_what_was_decided_on_an_older_state_and_nothing_is_recorded() {
    let store = store();
    let seen = store.append(&batch(1, vec![booked(1, "blue", 2)]), &Guard::unguarded()).unwrap();
    let guard = Guard::subject_unchanged(room("blue"), seen.head.position);
    store.append(&batch(2, vec![booked(2, "red", 1)]), &guard).unwrap();
    store.append(&batch(3, vec![booked(3, "blue", 1)]), &guard).unwrap();
    let refused = store.append(&batch(4, vec![booked(4, "blue", 1)]), &guard);
    let Err(AppendError::Stale { expected, found }) = refused else { panic!("{refused:?}") };
    assert_eq!((expected, found), (Position::new(1), Position::new(3)));
    assert_eq!(store.head().unwrap().position, Position::new(3));
}

#[test]
fn a_limit_counts_what_matches_and_not_what_is_passed_over() {
    let store = store();
    let events =
        vec![booked(1, "red", 1), booked(2, "blue", 1), booked(3, "red", 1), booked(4, "blue", 1)];
    store.append(&batch(1, events), &Guard::unguarded()).unwrap();
    let blue = Query::any([Alternative::default().of(room("blue"))]);
    let request = ReadRequest { query: blue, after: Position::START, limit: Some(2) };
    assert_eq!(positions(&store, &request), [2, 4]);
}

#[test]
fn a_read_that_matches_nothing_tells_the_head_that_it_observed() {
    let store = store();
    store.append(&batch(1, vec![booked(1, "red", 1)]), &Guard::unguarded()).unwrap();
    let request = ReadRequest::from_start(Query::subject(room("green")));
    let end = store.read(&request, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(end.head, store.head().unwrap());
    assert_eq!(end.resume_after, Position::new(1));
}

#[test]
fn a_read_cut_short_by_its_limit_goes_on_without_a_gap_or_a_repeat() {
    let store = store();
    let events = (1..=5).map(|id| booked(id, "red", 1)).collect();
    store.append(&batch(1, events), &Guard::unguarded()).unwrap();
    let mut request = ReadRequest { query: Query::all(), after: Position::START, limit: Some(2) };
    let mut seen = Vec::new();
    for _ in 0..3 {
        let visit = &mut |record: &spro_core::kernel::record::Record<'_>| {
            seen.push(record.position().get());
            ControlFlow::Continue(())
        };
        request.after = store.read(&request, visit).unwrap().resume_after;
    }
    assert_eq!(seen, [1, 2, 3, 4, 5]);
}

#[test]
fn each_digest_is_the_link_of_the_bytes_to_the_digest_before() {
    let store = store();
    store
        .append(&batch(1, vec![booked(1, "red", 1), booked(2, "red", 2)]), &Guard::unguarded())
        .unwrap();
    let mut digest = store.identity().genesis().digest;
    let end = store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        digest = digest.link(record.bytes);
        assert_eq!(digest, record.digest);
        ControlFlow::Continue(())
    });
    assert_eq!(end.unwrap().head.digest, digest);
}

#[test]
fn a_wait_ends_with_the_next_commit_and_with_its_timeout() {
    let store = store();
    let quiet = store.wait_after(Position::START, Duration::from_millis(5)).unwrap();
    assert_eq!(quiet.position, Position::START);
    store.append(&batch(1, vec![booked(1, "red", 1)]), &Guard::unguarded()).unwrap();
    let woken = store.wait_after(Position::START, Duration::from_secs(60)).unwrap();
    assert_eq!(woken.position, Position::new(1));
}

#[test]
fn an_empty_batch_and_a_repeated_id_are_no_batch() {
    let clerk = Subject::parse("person/clerk").unwrap();
    let id = CommitId::from_bytes([1; 16]);
    let empty = Batch::new(id, clerk.clone(), vec![]);
    assert!(matches!(empty, Err(InvalidBatch::Empty)));
    let twice = Batch::new(id, clerk, vec![booked(1, "red", 1), booked(1, "blue", 1)]);
    assert!(matches!(twice, Err(InvalidBatch::RepeatedId { .. })));
}
