//! What an append may bring; what a store does with it is in the contract suite.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use chrono::NaiveDate;
use spro_core::kernel::batch::{Batch, InvalidBatch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::subject::Subject;

fn booked(id: u8, key: &str) -> NewEvent {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let room = Subject::parse(&format!("room/{key}")).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    NewEvent::new(EventId::from_bytes([id; 16]), kind, room, day, &1).unwrap()
}

#[test]
fn an_empty_batch_and_a_repeated_id_are_no_batch() {
    let clerk = Subject::parse("person/clerk").unwrap();
    let id = CommitId::from_bytes([1; 16]);
    let empty = Batch::new(id, clerk.clone(), vec![]);
    assert!(matches!(empty, Err(InvalidBatch::Empty)));
    let twice = Batch::new(id, clerk, vec![booked(1, "red"), booked(1, "blue")]);
    assert!(matches!(twice, Err(InvalidBatch::RepeatedId { .. })));
}
