//! When a commit is said to be recorded.

use super::super::super::guard::Guard;
use super::super::super::stamp::ClockBehind;
use super::super::super::store::{AppendError, Store};
use super::super::Factory;
use super::super::given::{batch, booked, clock, minute, read_all, record};

/// The receipt and all its events tell one instant.
pub fn a_commit_is_stamped_once_with_the_clock(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    for id in 1..=3_u32 {
        let now = minute(i64::from(id));
        clock.set(now);
        let three = (0..3).map(|event| booked(10 * id + event, "blue"));
        let sent = batch(id, three.collect());
        assert_eq!(record(&store, &sent).recorded_at, now);
        let stamps: Vec<_> = read_all(&store)
            .into_iter()
            .filter(|seen| seen.commit.id == sent.id())
            .map(|seen| seen.commit.at)
            .collect();
        assert_eq!(stamps, [now; 3]);
    }
}

/// A clock a little behind is waited out with the last stamp.
pub fn stamps_never_go_back(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    let mut given = Vec::new();
    for (id, minutes) in [(1, 0), (2, 5), (3, -5), (4, 4), (5, 6)] {
        clock.set(minute(minutes));
        given.push(record(&store, &batch(id, vec![booked(id, "blue")])).recorded_at);
    }
    assert_eq!(given, [0, 5, 5, 5, 6].map(minute));
    let kept: Vec<_> = read_all(&store).into_iter().map(|seen| seen.commit.at).collect();
    assert_eq!(kept, given);
}

/// It says both instants, and the append goes through once the clock is right.
pub fn a_clock_too_far_behind_is_refused(factory: &impl Factory) {
    let clock = clock();
    let store = factory.fresh(&clock);
    record(&store, &batch(1, vec![booked(1, "blue")]));
    clock.set(minute(-11));
    let next = batch(2, vec![booked(2, "blue")]);
    let refused = store.append(&next, &Guard::unguarded());
    let Err(AppendError::ClockBehind(behind)) = refused else {
        panic!("the clock is to be refused, not {refused:?}")
    };
    let expected = ClockBehind { last: minute(0), clock: minute(-11) };
    assert_eq!(behind, expected);
    clock.set(minute(-10));
    assert_eq!(record(&store, &next).recorded_at, minute(0));
}
