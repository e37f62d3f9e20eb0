//! What a subject's facts are after corrections and retractions, on each axis.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::encoding::{Body, Nature};
use spro_core::kernel::event::{DecodeError, Event, Upcaster};
use spro_core::kernel::event_type::{EventType, SchemaVersion};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::{AsOf, History};
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::{Alternative, Query};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, ReadRequest, Store};
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

/// A guest of a hotel moved into a room.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MovedInto(String);

impl Event for MovedInto {
    const NAMESPACE: &'static str = "hotel";
    const UPCASTERS: &'static [Upcaster] = &[Upcaster {
        kind: "hotel.guest.moved",
        from: SchemaVersion::FIRST,
        upcast: |data| serde_json::json!({ "room": data }),
    }];

    fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>> {
        #[derive(serde::Deserialize)]
        struct Moved {
            room: String,
        }
        let moved = |data| serde_json::from_str(data).map(|Moved { room }| Self(room));
        (kind == "hotel.guest.moved").then(|| moved(data))
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn guest() -> Subject {
    Subject::parse("guest/ada").unwrap()
}

/// A ledger whose clock is one day further with every commit, from 1 March 2026.
struct Hotel {
    store: Box<dyn Store>,
    commits: u8,
}

fn at(day: i64) -> Stamp {
    Stamp::new(DateTime::from_timestamp(1_772_359_200 + 86_400 * day, 0).unwrap())
}

impl Hotel {
    fn new() -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let days = AtomicI64::new(0);
        let clock = move || at(days.fetch_add(1, Ordering::Relaxed));
        Self { store: Box::new(MemoryStore::new(identity, clock)), commits: 0 }
    }

    fn moved(&self, learned: u32, room: &str) -> NewEvent {
        let kind = EventType::parse("hotel.guest.moved").unwrap();
        let id = EventId::from_bytes([self.commits; 16]);
        let moved = NewEvent::new(id, kind, guest(), day(learned), &room);
        moved.unwrap()
    }

    fn record(&mut self, event: NewEvent) -> Position {
        let by = Subject::parse("person/clerk").unwrap();
        let batch = Batch::new(CommitId::from_bytes([self.commits; 16]), by, vec![event]);
        self.commits += 1;
        self.store.append(&batch.unwrap(), &Guard::unguarded()).unwrap().first
    }

    fn with_body<T>(&self, position: Position, mut use_it: impl FnMut(&Body<'_>) -> T) -> T {
        let mut result = None;
        let request = ReadRequest::from_start(Query::all());
        let read = self.store.read(&request, &mut |record| {
            if record.position() == position {
                result = Some(use_it(&record.body));
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
        result.unwrap()
    }

    fn correct(&mut self, version: Position, nature: Nature, learned: u32, room: &str) -> Position {
        let event = self.moved(learned, room);
        let event = self.with_body(version, |body| event.clone().correcting(body, nature));
        self.record(event)
    }

    fn retract(&mut self, version: Position, learned: u32) -> Position {
        let id = EventId::from_bytes([self.commits; 16]);
        let event = self
            .with_body(version, |body| NewEvent::retracting(id, body, Nature::News, day(learned)));
        self.record(event)
    }

    fn history(&self, as_of: AsOf) -> Result<History<MovedInto>, DecodeError> {
        let mut history = History::new(as_of);
        let mut failed = None;
        let read =
            self.store.read(&ReadRequest::from_start(Query::all()), &mut |record| match history
                .add(record)
            {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            });
        read.unwrap();
        failed.map_or(Ok(history), Err)
    }

    fn rooms(&self, as_of: AsOf) -> Vec<String> {
        let facts = self.history(as_of).unwrap().into_facts();
        facts.into_iter().map(|fact| fact.event.0).collect()
    }
}

const NOW: AsOf = AsOf { on: None, known_at: None, recorded_at: None };

#[test]
fn news_shows_from_the_day_it_was_learned() {
    let mut hotel = Hotel::new();
    let moved = hotel.record(hotel.moved(2, "blue"));
    hotel.correct(moved, Nature::News, 10, "red");
    assert_eq!(hotel.rooms(AsOf { known_at: Some(day(9)), ..NOW }), ["blue"]);
    assert_eq!(hotel.rooms(AsOf { known_at: Some(day(10)), ..NOW }), ["red"]);
}

#[test]
fn a_slip_shows_only_through_the_instant_it_was_recorded() {
    let mut hotel = Hotel::new();
    let moved = hotel.record(hotel.moved(2, "bleu"));
    hotel.correct(moved, Nature::Slip, 10, "blue");
    assert_eq!(hotel.rooms(AsOf { known_at: Some(day(2)), ..NOW }), ["blue"]);
    assert_eq!(hotel.rooms(AsOf { recorded_at: Some(at(0)), ..NOW }), ["bleu"]);
}

#[test]
fn a_slip_of_the_first_version_does_not_hide_later_news() {
    let mut hotel = Hotel::new();
    let moved = hotel.record(hotel.moved(2, "bleu"));
    hotel.correct(moved, Nature::News, 10, "red");
    hotel.correct(moved, Nature::Slip, 2, "blue");
    assert_eq!(hotel.rooms(NOW), ["red"]);
    assert_eq!(hotel.rooms(AsOf { known_at: Some(day(9)), ..NOW }), ["blue"]);
}

/// Once, the retraction of a corrected fact withdrew its correction alone, and a fact that a
/// document no longer stated came back as it was first misread.
#[test]
fn a_retraction_of_its_version_in_force_withdraws_a_fact_whole() {
    let mut hotel = Hotel::new();
    let moved = hotel.record(hotel.moved(2, "blue"));
    let corrected = hotel.correct(moved, Nature::News, 3, "red");
    hotel.retract(corrected, 4);
    assert_eq!(hotel.rooms(NOW), [""; 0]);
    assert_eq!(hotel.rooms(AsOf { known_at: Some(day(3)), ..NOW }), ["red"]);
}

#[test]
fn a_retracted_retraction_restores_the_fact_with_its_correction() {
    let mut hotel = Hotel::new();
    let moved = hotel.record(hotel.moved(2, "blue"));
    let corrected = hotel.correct(moved, Nature::News, 3, "red");
    let retraction = hotel.retract(corrected, 4);
    assert_eq!(hotel.rooms(NOW), [""; 0]);
    let restored = hotel.retract(retraction, 5);
    assert_eq!(hotel.rooms(NOW), ["red"]);
    hotel.retract(restored, 6);
    assert_eq!(hotel.rooms(NOW), [""; 0]);
}

#[test]
fn a_question_on_a_day_keeps_what_may_have_begun() {
    let mut hotel = Hotel::new();
    hotel.record(hotel.moved(2, "blue").occurred_on(When::edtf("2026-03").unwrap()));
    assert_eq!(hotel.rooms(AsOf { on: Some(day(15)), ..NOW }), ["blue"]);
    let february = NaiveDate::from_ymd_opt(2026, 2, 28);
    assert_eq!(hotel.rooms(AsOf { on: february, ..NOW }), [""; 0]);
}

/// Once, a day that was stated was dropped where it was the day of learning, and the correction was
/// taken to be true since its fact was first known.
#[test]
fn news_may_be_true_since_the_day_it_was_learned() {
    let mut hotel = Hotel::new();
    let moved = hotel.record(hotel.moved(2, "blue"));
    let red = hotel.moved(10, "red");
    let corrected = hotel
        .with_body(moved, |body| red.clone().correcting(body, Nature::News))
        .occurred_on(When::day(day(10)));
    hotel.record(corrected);
    assert_eq!(hotel.rooms(AsOf { on: Some(day(9)), ..NOW }), [""; 0]);
    assert_eq!(hotel.rooms(AsOf { on: Some(day(10)), ..NOW }), ["red"]);
}

/// Once, such a correction was filed under the first day and said to be true since the second.
#[test]
fn a_corrected_fact_without_a_day_of_its_own_is_true_since_it_was_first_known() {
    let mut hotel = Hotel::new();
    let moved = hotel.record(hotel.moved(2, "blue"));
    hotel.correct(moved, Nature::News, 10, "red");
    let facts = hotel.history(AsOf { on: Some(day(2)), ..NOW }).unwrap().into_facts();
    let days: Vec<_> = facts.iter().map(|fact| (fact.since(), fact.learned)).collect();
    assert_eq!(days, [(When::day(day(2)), day(10))]);
}

/// Once, "recently" was taken to have begun on any day, long before anybody had said so.
#[test]
fn what_no_calendar_knows_has_not_begun_before_it_was_learned() {
    let mut hotel = Hotel::new();
    hotel.record(hotel.moved(10, "blue").occurred_on(When::words("récemment").unwrap()));
    assert_eq!(hotel.rooms(AsOf { on: Some(day(9)), ..NOW }), [""; 0]);
    assert_eq!(hotel.rooms(AsOf { on: Some(day(10)), ..NOW }), ["blue"]);
}

#[test]
fn every_query_that_matched_a_fact_matches_its_amendments() {
    let mut hotel = Hotel::new();
    let room = Subject::parse("room/blue").unwrap();
    let moved = hotel.record(hotel.moved(2, "blue").mentioning([room.clone()]));
    let corrected = hotel.correct(moved, Nature::News, 3, "red");
    hotel.retract(corrected, 4);
    let query = Query::any([Alternative::default().mentioning(room)]);
    let mut seen = 0;
    let read = hotel.store.read(&ReadRequest::from_start(query), &mut |_| {
        seen += 1;
        ControlFlow::Continue(())
    });
    read.unwrap();
    assert_eq!(seen, 3);
}

#[test]
fn a_newer_version_and_an_unknown_type_of_the_own_namespace_are_errors() {
    let mut hotel = Hotel::new();
    let newer = SchemaVersion::new(3.try_into().unwrap());
    hotel.record(hotel.moved(2, "blue").with_version(newer));
    let refused = hotel.history(NOW);
    assert!(matches!(refused, Err(DecodeError::UnknownVersion { found: 3, known: 2, .. })));

    let mut hotel = Hotel::new();
    // Its data are `null`, which was once read as no data, and so as a retraction.
    let kind = EventType::parse("hotel.guest.left").unwrap();
    let left = NewEvent::new(EventId::from_bytes([9; 16]), kind, guest(), day(1), &());
    hotel.record(left.unwrap());
    assert!(matches!(hotel.history(NOW), Err(DecodeError::UnknownType { .. })));
}

#[test]
fn a_record_of_another_namespace_is_passed_over() {
    let mut hotel = Hotel::new();
    let kind = EventType::parse("spa.guest.rested").unwrap();
    let rested = NewEvent::new(EventId::from_bytes([9; 16]), kind, guest(), day(1), &());
    hotel.record(rested.unwrap());
    hotel.record(hotel.moved(2, "blue"));
    assert_eq!(hotel.rooms(NOW), ["blue"]);
}

proptest! {
    #[test]
    fn facts_of_different_days_fold_alike_in_whatever_order_they_were_recorded(
        order in Just((1..=12).collect::<Vec<u32>>()).prop_shuffle()
    ) {
        let mut hotel = Hotel::new();
        for learned in order {
            hotel.record(hotel.moved(learned, &learned.to_string()));
        }
        let rooms: Vec<_> = (1..=12).map(|room: u32| room.to_string()).collect();
        prop_assert_eq!(hotel.rooms(NOW), rooms);
    }

    #[test]
    fn what_was_recorded_by_an_instant_does_not_change_by_what_comes_after(
        steps in prop::collection::vec((0..3u8, 1..20u32, any::<prop::sample::Index>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut hotel = Hotel::new();
        let mut answers = Vec::new();
        for (position, (step, learned, target)) in (1u64..).zip(&steps) {
            let earlier = |index: &prop::sample::Index| {
                (position > 1).then(|| Position::new(index.index(usize::try_from(position).unwrap() - 1) as u64 + 1))
            };
            let room = format!("{position}");
            match (step, earlier(target)) {
                // There is nothing in a retraction to correct.
                (1, Some(target)) if hotel.with_body(target, |body| body.retracts.is_none()) => {
                    hotel.correct(target, Nature::News, *learned, &room);
                }
                (1 | 2, Some(target)) => { hotel.retract(target, *learned); }
                _ => { hotel.record(hotel.moved(*learned, &room)); }
            }
            answers.push(hotel.rooms(NOW));
        }
        let cut = cut.index(steps.len());
        let then = AsOf { recorded_at: Some(at(i64::try_from(cut).unwrap())), ..NOW };
        prop_assert_eq!(hotel.rooms(then), answers[cut].clone());
    }
}
