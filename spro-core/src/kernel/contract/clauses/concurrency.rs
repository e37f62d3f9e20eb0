//! What holds while several write and read at once.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::super::super::guard::Guard;
use super::super::super::position::Position;
use super::super::super::query::Query;
use super::super::super::store::{AppendError, ReadRequest, Store};
use super::super::Factory;
use super::super::given::{
    at, batch, booked, clock, event_id, places, read, read_all, record, room,
};

/// Longer than any store takes to tell of a commit.
const LONG: Duration = Duration::from_secs(10);

/// What a read visits and the head that it tells are whole commits, and the same ones.
pub fn a_reader_never_sees_half_a_commit(factory: &impl Factory) {
    const COMMITS: u32 = 30;
    let store = factory.fresh(&clock());
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for id in 1..=COMMITS {
                let three = (0..3).map(|event| booked(10 * id + event, "blue"));
                record(&store, &batch(id, three.collect()));
            }
            done.store(true, Ordering::SeqCst);
        });
        let began = Instant::now();
        loop {
            let last_round = done.load(Ordering::SeqCst) || began.elapsed() > LONG;
            let (seen, end) = read(&store, &ReadRequest::from_start(Query::all()));
            assert_eq!(seen.len() % 3, 0, "half a commit was read");
            let expected: Vec<_> = (1..=end.head.position.get()).collect();
            assert_eq!(places(&seen), expected);
            let genesis = store.identity().genesis().digest;
            let digest = seen.last().map_or(genesis, |seen| seen.digest);
            assert_eq!(digest, end.head.digest);
            let head = store.head().unwrap();
            assert_eq!(head.position.get() % 3, 0, "half a commit is the head");
            if last_round {
                break;
            }
        }
    });
    assert_eq!(read_all(&store).len() as u64, u64::from(3 * COMMITS));
}

/// No update is lost: the others are told that their state is stale.
pub fn of_writers_who_decided_on_one_state_exactly_one_wins(factory: &impl Factory) {
    const WRITERS: u32 = 4;
    let store = factory.fresh(&clock());
    for round in 0..10 {
        let known = store.head().unwrap().position;
        let guard = Guard::subject_unchanged(room("blue"), known);
        let start = Barrier::new(WRITERS as usize);
        let won = thread::scope(|scope| {
            let (store, guard, start) = (&store, &guard, &start);
            let decide = |writer| {
                let id = 10 * round + writer;
                move || {
                    start.wait();
                    store.append(&batch(id, vec![booked(id, "blue")]), guard)
                }
            };
            let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(decide(writer))).collect();
            writers
                .into_iter()
                .map(|writer| writer.join().unwrap())
                .filter(|outcome| match outcome {
                    Ok(_) => true,
                    Err(AppendError::Stale { found, .. }) => {
                        assert_eq!(*found, known.next());
                        false
                    }
                    Err(other) => panic!("{other:?}"),
                })
                .count()
        });
        assert_eq!(won, 1);
        assert_eq!(store.head().unwrap().position, known.next());
    }
}

/// Every acknowledged commit stands where its receipt says, in an unbroken chain.
pub fn writers_at_once_lose_nothing(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let receipts: Vec<_> = thread::scope(|scope| {
        let store = &store;
        let write = |writer: u32| {
            move || {
                let send = |round: u32| {
                    let id = 100 * writer + 2 * round;
                    let two = vec![booked(id, "blue"), booked(id + 1, "red")];
                    (id, record(store, &batch(id, two)))
                };
                (0..10).map(send).collect::<Vec<_>>()
            }
        };
        let writers: Vec<_> = (1..=4).map(|writer| scope.spawn(write(writer))).collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let seen = read_all(&store);
    assert_eq!(places(&seen), (1..=80).collect::<Vec<_>>());
    let mut digest = store.identity().genesis().digest;
    for seen in &seen {
        digest = digest.link(&seen.bytes);
        assert_eq!(seen.digest, digest);
    }
    for (id, receipt) in receipts {
        let place = |id| {
            let found = seen.iter().find(|seen| seen.id == event_id(id));
            at(found.unwrap().position)
        };
        assert_eq!(place(id), receipt.first);
        assert_eq!(place(id + 1), receipt.head.position);
    }
}

/// Who was in doubt and sent it again on another line gets the same receipt.
pub fn the_same_batch_sent_at_once_is_recorded_once(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let guard = Guard::subject_unchanged(room("blue"), Position::START);
    let sent = batch(1, vec![booked(1, "blue"), booked(2, "blue")]);
    let start = Barrier::new(4);
    let receipts: Vec<_> = thread::scope(|scope| {
        let send_it = || {
            start.wait();
            store.append(&sent, &guard).unwrap()
        };
        let lines: Vec<_> = (0..4).map(|_| scope.spawn(send_it)).collect();
        lines.into_iter().map(|line| line.join().unwrap()).collect()
    });
    assert!(receipts.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(places(&read_all(&store)), [1, 2]);
}

/// It waits, reads on from where it was told to, and gets each record once and in order.
pub fn a_follower_misses_nothing_while_writers_write(factory: &impl Factory) {
    const EVENTS: usize = 60;
    let store = factory.fresh(&clock());
    let followed = thread::scope(|scope| {
        let store = &store;
        let write = |writer: u32| {
            move || {
                for round in 0..10 {
                    let id = 100 * writer + 3 * round;
                    let three = (id..id + 3).map(|id| booked(id, "blue")).collect();
                    record(store, &batch(id, three));
                }
            }
        };
        for writer in 1..=2 {
            scope.spawn(write(writer));
        }
        let began = Instant::now();
        let mut followed = Vec::new();
        let mut request =
            ReadRequest { query: Query::all(), after: Position::START, limit: Some(7) };
        while followed.len() < EVENTS && began.elapsed() < 3 * LONG {
            store.wait_after(request.after, LONG).unwrap();
            let (more, end) = read(store, &request);
            request.after = end.resume_after;
            followed.extend(more);
        }
        followed
    });
    assert_eq!(followed, read_all(&store));
    let ids: BTreeSet<_> = followed.iter().map(|seen| seen.id).collect();
    assert_eq!(ids.len(), EVENTS);
}

/// Where nothing is recorded, it tells the head that there was all along.
pub fn a_wait_lasts_until_its_timeout(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let timeout = Duration::from_millis(40);
    let began = Instant::now();
    let head = store.wait_after(Position::START, timeout).unwrap();
    assert!(began.elapsed() >= timeout);
    assert_eq!(head, store.identity().genesis());
    let receipt = record(&store, &batch(1, vec![booked(1, "blue")]));
    let began = Instant::now();
    let head = store.wait_after(receipt.head.position, timeout).unwrap();
    assert!(began.elapsed() >= timeout);
    assert_eq!(head, receipt.head);
}

/// It does not ask when that was recorded.
pub fn a_wait_is_over_when_something_stands_there_already(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    record(&store, &batch(1, vec![booked(1, "blue")]));
    let two = vec![booked(2, "blue"), booked(3, "blue")];
    let head = record(&store, &batch(2, two)).head;
    for after in 0..3 {
        let began = Instant::now();
        assert_eq!(store.wait_after(at(after), LONG).unwrap(), head);
        assert!(began.elapsed() < LONG / 2);
    }
}

/// Long before its timeout, and only then.
pub fn a_wait_wakes_with_the_next_commit(factory: &impl Factory) {
    let store = factory.fresh(&clock());
    let known = record(&store, &batch(1, vec![booked(1, "blue")])).head;
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let began = Instant::now();
            let head = store.wait_after(known.position, LONG).unwrap();
            (head, began.elapsed())
        });
        thread::sleep(Duration::from_millis(30));
        let receipt = record(&store, &batch(2, vec![booked(2, "red")]));
        let (head, waited) = waiting.join().unwrap();
        assert_eq!(head, receipt.head);
        assert!(waited < LONG / 2, "it woke only after {waited:?}");
    });
}
