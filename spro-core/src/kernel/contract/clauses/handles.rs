//! What holds when a ledger is open twice, as by two processes.

use std::thread;
use std::time::{Duration, Instant};

use super::super::super::encoding::Body;
use super::super::super::guard::Guard;
use super::super::super::position::Position;
use super::super::super::query::Query;
use super::super::super::stamp::Stamp;
use super::super::super::store::{AppendError, ReadRequest, Store};
use super::super::Factory;
use super::super::given::{
    at, batch, booked, clock, fact, minute, places, read, read_all, record, room, state,
};

/// Longer than any store takes to tell of a commit.
const LONG: Duration = Duration::from_secs(10);

/// At once, whichever of them records, and however long the other was open.
pub fn a_second_handle_reads_what_the_first_recorded(factory: &impl Factory) {
    let one = factory.fresh(&clock());
    record(&one, &batch(1, vec![booked(1, "blue")]));
    let Some(other) = factory.another(&one) else { return };
    assert_eq!(other.identity(), one.identity());
    assert_eq!(state(&other), state(&one));
    for id in [2, 4, 6] {
        let receipt = record(&one, &batch(id, vec![booked(id, "blue")]));
        assert_eq!(other.head().unwrap(), receipt.head);
        assert_eq!(read_all(&other), read_all(&one));
        let receipt = record(&other, &batch(id + 1, vec![booked(id + 1, "red")]));
        assert_eq!(one.head().unwrap(), receipt.head);
        assert_eq!(read_all(&one), read_all(&other));
    }
    assert_eq!(places(&read_all(&one)), [1, 2, 3, 4, 5, 6, 7]);
    let after = ReadRequest { query: Query::subject(room("red")), after: at(3), limit: Some(1) };
    assert_eq!(places(&read(&one, &after).0), [5]);
}

/// Those of events and of commits: a repeat gets the receipt that the other handle gave.
pub fn a_second_handle_knows_the_ids_of_the_first(factory: &impl Factory) {
    let one = factory.fresh(&clock());
    let Some(other) = factory.another(&one) else { return };
    let sent = batch(1, vec![booked(1, "blue"), booked(2, "red")]);
    let receipt = record(&one, &sent);
    assert_eq!(record(&other, &sent), receipt);
    let known = state(&one);
    let other_content = batch(2, vec![fact(2, "booked", "red", 9)]);
    let refused = other.append(&other_content, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::Conflict { .. })), "{refused:?}");
    let other_events = batch(1, vec![booked(3, "red")]);
    let refused = other.append(&other_events, &Guard::unguarded());
    assert!(matches!(refused, Err(AppendError::CommitConflict { .. })), "{refused:?}");
    assert_eq!(state(&other), known);
}

/// And stamps what it records after what the other recorded.
pub fn a_second_handle_guards_against_the_first(factory: &impl Factory) {
    let clock = clock();
    let one = factory.fresh(&clock);
    let Some(other) = factory.another(&one) else { return };
    clock.set(minute(5));
    record(&one, &batch(1, vec![booked(1, "red"), booked(2, "blue")]));
    clock.set(minute(0));
    let stale = Guard::subject_unchanged(room("blue"), Position::START);
    let next = batch(2, vec![booked(3, "blue")]);
    let refused = other.append(&next, &stale);
    assert!(
        matches!(refused, Err(AppendError::Stale { found, .. }) if found == at(2)),
        "{refused:?}"
    );
    let known = Guard::subject_unchanged(room("blue"), at(2));
    let receipt = other.append(&next, &known).unwrap();
    assert_eq!((receipt.first, receipt.recorded_at), (at(3), minute(5)));
}

/// Of two that decided on one state one wins; the other decides anew, and both are recorded.
pub fn handles_that_write_at_once_lose_nothing(factory: &impl Factory) {
    const EACH: u32 = 10;
    let one = factory.fresh(&clock());
    let Some(other) = factory.another(&one) else { return };
    let write = |store: &_, first: u32| {
        for id in first..first + EACH {
            count_on(store, id);
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| write(&one, 100));
        scope.spawn(|| write(&other, 200));
    });
    assert_eq!(state(&one), state(&other));
    let mut digest = one.identity().genesis().digest;
    let mut last: Option<Stamp> = None;
    for (number, seen) in (1..).zip(read_all(&one)) {
        digest = digest.link(&seen.bytes);
        assert_eq!((seen.position, seen.digest), (number, digest));
        // What stood before is what its writer had counted.
        let body = Body::decode(&seen.bytes).unwrap();
        assert_eq!(body.data.unwrap().get(), number.to_string());
        assert!(last <= Some(seen.commit.at));
        last = Some(seen.commit.at);
    }
    assert_eq!(one.head().unwrap().position, at(u64::from(2 * EACH)));
}

/// Records how many there will be, under the guard of who counted them.
fn count_on(store: &impl Store, id: u32) {
    let began = Instant::now();
    while began.elapsed() < LONG {
        let known = store.head().unwrap().position;
        let count = u32::try_from(known.get()).unwrap() + 1;
        let next = batch(id, vec![fact(id, "counted", "blue", count)]);
        match store.append(&next, &Guard::subject_unchanged(room("blue"), known)) {
            Ok(_) => return,
            Err(AppendError::Stale { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    panic!("it did not get through in {LONG:?}");
}

/// Long before its timeout.
pub fn a_wait_wakes_with_a_commit_of_another_handle(factory: &impl Factory) {
    let one = factory.fresh(&clock());
    let Some(other) = factory.another(&one) else { return };
    let known = record(&one, &batch(1, vec![booked(1, "blue")])).head;
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let began = Instant::now();
            let head = other.wait_after(known.position, LONG).unwrap();
            (head, began.elapsed())
        });
        thread::sleep(Duration::from_millis(30));
        let receipt = record(&one, &batch(2, vec![booked(2, "red")]));
        let (head, waited) = waiting.join().unwrap();
        assert_eq!(head, receipt.head);
        assert!(waited < LONG / 2, "it woke only after {waited:?}");
    });
}
