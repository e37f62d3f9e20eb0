//! A follower gets each record once, and notices when the ledger is another one.

use std::ops::ControlFlow;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use spro_core::kernel::cursor::{Cursor, FollowError};
use spro_core::kernel::prelude::*;

use super::{Step, ledger, record, step};

fn say(subject: u8) -> Step {
    Step::Say { subject, day: 1 }
}

/// Reads on, and gives the places that were visited.
fn visited(cursor: &mut Cursor, store: &impl Store, query: Query) -> Result<Vec<u64>, FollowError> {
    let mut places = Vec::new();
    cursor.read_on(store, query, |record| {
        places.push(record.position().get());
        Ok::<_, FollowError>(ControlFlow::Continue(()))
    })?;
    Ok(places)
}

#[test]
fn a_follower_that_waits_and_reads_on_gets_each_record_once() {
    let ledger = ledger(2);
    let mut cursor = Cursor::start(&ledger.identity());
    let mut places = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| (0..20).for_each(|number| record(&ledger, number, &say(number % 3))));
        while places.len() < 20 {
            ledger.wait_after(cursor.position(), Duration::from_secs(10)).unwrap();
            places.extend(visited(&mut cursor, &ledger, Query::all()).unwrap());
        }
    });
    assert_eq!(places, (1..=20).collect::<Vec<_>>());
    assert_eq!(cursor.head(), ledger.head().unwrap());
}

#[test]
fn a_cursor_moves_to_the_head_when_nothing_matches() {
    let ledger = ledger(2);
    record(&ledger, 0, &say(0));
    let mut cursor = Cursor::start(&ledger.identity());
    assert!(visited(&mut cursor, &ledger, Query::any([])).unwrap().is_empty());
    assert_eq!(cursor.head(), ledger.head().unwrap());
}

#[test]
fn a_record_that_could_not_be_dealt_with_is_visited_again() {
    #[derive(Debug)]
    struct Busy;
    impl From<FollowError> for Busy {
        fn from(error: FollowError) -> Self {
            panic!("the ledger is readable: {error}")
        }
    }
    let ledger = ledger(2);
    (0..4).for_each(|number| record(&ledger, number, &say(0)));
    let mut cursor = Cursor::start(&ledger.identity());
    let failed = cursor.read_on(&ledger, Query::all(), |record| {
        if record.position() == Position::new(3) {
            Err(Busy)
        } else {
            Ok(ControlFlow::Continue(()))
        }
    });
    assert!(matches!(failed, Err(Busy)));
    assert_eq!(visited(&mut cursor, &ledger, Query::all()).unwrap(), [3, 4]);
}

#[test]
fn a_cursor_kept_as_text_goes_on_where_it_stood() {
    let ledger = ledger(2);
    record(&ledger, 0, &say(0));
    let mut cursor = Cursor::start(&ledger.identity());
    visited(&mut cursor, &ledger, Query::all()).unwrap();
    let kept = serde_json::to_string(&cursor).unwrap();
    record(&ledger, 1, &say(1));
    let mut back: Cursor = serde_json::from_str(&kept).unwrap();
    assert_eq!(visited(&mut back, &ledger, Query::all()).unwrap(), [2]);
}

#[test]
fn a_ledger_with_another_past_is_not_read_on() {
    let (one, other) = (ledger(2), ledger(2));
    record(&one, 0, &say(0));
    record(&other, 0, &say(1));
    record(&other, 1, &say(1));
    let mut cursor = Cursor::at(one.head().unwrap());
    let refused = visited(&mut cursor, &other, Query::all());
    assert!(matches!(refused, Err(FollowError::OtherLedger { position }) if position.get() == 1));
    assert_eq!(cursor, Cursor::at(one.head().unwrap()));
}

#[test]
fn a_cursor_before_the_first_record_belongs_to_its_ledger() {
    let cursor = Cursor::start(&ledger(2).identity());
    assert!(matches!(cursor.check(&ledger(3)), Err(FollowError::OtherLedger { .. })));
}

#[test]
fn a_ledger_cut_before_the_cursor_is_not_read_on() {
    let long = ledger(2);
    (0..2).for_each(|number| record(&long, number, &say(0)));
    let short = ledger(2);
    record(&short, 0, &say(0));
    let mut cursor = Cursor::at(long.head().unwrap());
    let refused = visited(&mut cursor, &short, Query::all());
    assert!(matches!(refused, Err(FollowError::OtherLedger { .. })));
}

proptest! {
    #[test]
    fn however_often_a_follower_breaks_off_it_gets_what_one_read_gets(
        steps in prop::collection::vec(step(), 1..20),
        stops in prop::collection::vec(1..4usize, 20),
        subject in 0..3u8,
    ) {
        let ledger = ledger(2);
        for (number, step) in (0u8..).zip(&steps) {
            record(&ledger, number, step);
        }
        let query = || Query::subject(Subject::parse(&format!("talk/t{subject}")).unwrap());
        let mut in_pieces = Vec::new();
        let mut cursor = Cursor::start(&ledger.identity());
        for stop in stops {
            let mut left = stop;
            cursor.read_on(&ledger, query(), |record| {
                in_pieces.push(record.position().get());
                left -= 1;
                let flow = if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
                Ok::<_, FollowError>(flow)
            })
            .unwrap();
        }
        let whole = visited(&mut Cursor::start(&ledger.identity()), &ledger, query()).unwrap();
        prop_assert_eq!(in_pieces, whole);
        prop_assert_eq!(cursor.head(), ledger.head().unwrap());
    }
}
