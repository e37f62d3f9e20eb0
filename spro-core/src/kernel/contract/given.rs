//! What the clauses record, and how they look at it: the bookings of a hotel.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a clause fails by panicking")]

use std::ops::ControlFlow;

use chrono::{NaiveDate, TimeDelta};

use super::super::batch::{Batch, NewEvent};
use super::super::chain::Digest;
use super::super::encoding::{CommitHeader, Source};
use super::super::event_type::EventType;
use super::super::guard::Guard;
use super::super::id::{CommitId, EventId};
use super::super::position::{Head, Position};
use super::super::query::Query;
use super::super::record::Record;
use super::super::stamp::Stamp;
use super::super::store::{ReadEnd, ReadRequest, Receipt, Store};
use super::super::subject::Subject;
use super::SettableClock;

/// The instant so many minutes after ten o'clock of a certain day.
pub(super) fn minute(minutes: i64) -> Stamp {
    let ten: Stamp = "2026-01-05T10:00:00.000Z".parse().unwrap();
    Stamp::new(ten.instant() + TimeDelta::minutes(minutes))
}

pub(super) fn clock() -> SettableClock {
    SettableClock::at(minute(0))
}

pub(super) fn room(key: &str) -> Subject {
    Subject::parse(&format!("room/{key}")).unwrap()
}

pub(super) fn kind(name: &str) -> EventType {
    EventType::parse(&format!("hotel.room.{name}")).unwrap()
}

fn bytes(id: u32) -> [u8; 16] {
    let mut bytes = [7; 16];
    bytes[..4].copy_from_slice(&id.to_be_bytes());
    bytes
}

pub(super) fn event_id(id: u32) -> EventId {
    EventId::from_bytes(bytes(id))
}

pub(super) fn fact(id: u32, name: &str, key: &str, hours: u32) -> NewEvent {
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    NewEvent::new(event_id(id), kind(name), room(key), day, &hours).unwrap()
}

pub(super) fn booked(id: u32, key: &str) -> NewEvent {
    fact(id, "booked", key, 1)
}

pub(super) fn batch(id: u32, events: Vec<NewEvent>) -> Batch {
    batch_by("clerk", id, events)
}

pub(super) fn batch_by(actor: &str, id: u32, events: Vec<NewEvent>) -> Batch {
    let actor = Subject::parse(&format!("person/{actor}")).unwrap();
    Batch::new(CommitId::from_bytes(bytes(id)), actor, events).unwrap()
}

pub(super) fn record(store: &impl Store, batch: &Batch) -> Receipt {
    store.append(batch, &Guard::unguarded()).unwrap()
}

/// A record, kept after its visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) position: u64,
    pub(super) id: EventId,
    pub(super) commit: CommitHeader,
    pub(super) bytes: Vec<u8>,
    pub(super) digest: Digest,
}

pub(super) fn seen(record: &Record<'_>) -> Seen {
    Seen {
        position: record.position().get(),
        id: record.body.id,
        commit: record.commit.clone(),
        bytes: record.bytes.to_vec(),
        digest: record.digest,
    }
}

pub(super) fn read(store: &impl Store, request: &ReadRequest) -> (Vec<Seen>, ReadEnd) {
    let mut seen = Vec::new();
    let end = store.read(request, &mut |record| {
        seen.push(self::seen(record));
        ControlFlow::Continue(())
    });
    let mut made = Vec::new();
    let made_end = store.read_made(request, self::seen, |record| {
        made.push(record.clone());
        ControlFlow::Continue(())
    });
    // Unless something was recorded meanwhile.
    if made_end.as_ref().ok() == end.as_ref().ok() {
        assert_eq!(made, seen, "what is made of records is of those that a read visits");
    }
    (seen, end.unwrap())
}

pub(super) fn read_all(store: &impl Store) -> Vec<Seen> {
    read(store, &ReadRequest::from_start(Query::all())).0
}

pub(super) fn places(seen: &[Seen]) -> Vec<u64> {
    seen.iter().map(|seen| seen.position).collect()
}

/// All that a reader can know of a ledger.
pub(super) fn state(store: &impl Store) -> (Head, Vec<Seen>) {
    (store.head().unwrap(), read_all(store))
}

pub(super) fn at(position: u64) -> Position {
    Position::new(position)
}

/// Five records in three commits, of which each condition of a query finds some.
///
/// | place | type | room | mentions | read from |
/// |---|---|---|---|---|
/// | 1 | booked | blue | | |
/// | 2 | booked | red | blue | |
/// | 3 | cancelled | blue | | the plan |
/// | 4 | cleaned | green | red | |
/// | 5 | booked | green | | |
pub(super) fn record_five(store: &impl Store) {
    let source = Source { document: plan(), lines: vec![(1, 2)] };
    let from_plan = fact(3, "cancelled", "blue", 1).read_from(source);
    let mentioning = |event: NewEvent, key| event.mentioning([room(key)]);
    let commits = [
        vec![booked(1, "blue"), mentioning(booked(2, "red"), "blue")],
        vec![from_plan],
        vec![mentioning(fact(4, "cleaned", "green", 1), "red"), booked(5, "green")],
    ];
    for (id, events) in (1..).zip(commits) {
        record(store, &batch(id, events));
    }
}

/// The document that the third of the five was read from.
pub(super) fn plan() -> Subject {
    Subject::parse("document/plan").unwrap()
}
