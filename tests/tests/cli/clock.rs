//! A clock that was set back since the last facts were recorded.

use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::Store as _;
use spro_core::kernel::subject::Subject;
use spro_store_fs::FsStore;

use crate::desk::Desk;
use crate::folder;

/// Records something as if the clock were so far ahead, as it was before it was set right.
fn record_ahead(desk: &Desk, ahead: TimeDelta, id: u8) {
    let now = || DateTime::<Utc>::from(SystemTime::now());
    let clock = move || Stamp::new(now() + ahead);
    let store = FsStore::open(&desk.file("r"), clock).unwrap();
    let (kind, room) = (EventType::parse("hotel.room.booked"), Subject::parse("room/blue"));
    let day = now().date_naive();
    let event = NewEvent::new(EventId::from_bytes([id; 16]), kind.unwrap(), room.unwrap(), day, &7);
    let clerk = Subject::parse("person/clerk").unwrap();
    let batch = Batch::new(CommitId::from_bytes([id; 16]), clerk, vec![event.unwrap()]).unwrap();
    store.append(&batch, &Guard::unguarded()).unwrap();
    store.close().unwrap();
}

#[test]
fn a_clock_a_little_behind_is_held_and_one_far_behind_is_refused_with_what_to_do() {
    let desk = Desk::with_ledger();
    let add = "--ledger r --as 'Iris ROY' note add news";
    record_ahead(&desk, TimeDelta::minutes(5), 1);
    desk.good(&format!("{add} 'Le lac est gelé.'"));

    record_ahead(&desk, TimeDelta::hours(1), 2);
    let before = folder::bytes(&desk.file("r"));
    let refused = desk.run(&format!("{add} 'Le lac a fondu.'"));
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("the clock says "), "{refused:?}");
    assert!(refused.err.contains("Nothing was recorded. Set the clock right"), "{refused:?}");
    assert_eq!(folder::bytes(&desk.file("r")), before);
    // It is asked and checked all the same.
    assert_eq!(desk.items("--ledger r note list").len(), 1);
    desk.good("--ledger r verify");
}
