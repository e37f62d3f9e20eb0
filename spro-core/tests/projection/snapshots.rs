//! A resumed view is the view folded from the start, whatever became of its snapshot.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use proptest::prelude::*;
use spro_core::kernel::event::Upcaster;
use spro_core::kernel::event_type::SchemaVersion;
use spro_core::kernel::prelude::*;
use spro_core::kernel::snapshot::{
    Ignored, MemorySnapshots, Resumable, Resumed, SaveError, Snapshots,
};
use spro_core::kernel::store::BoxError;

use super::{Said, Step, Words, answer, ledger, record, step};

impl Resumable for Words {
    const VERSION: u32 = 1;
    fn name(&self) -> &'static str {
        "words"
    }
}

/// The words of a later program, which folds them otherwise.
struct Backwards<const VERSION: u32>;

impl<const VERSION: u32> Projection for Backwards<VERSION> {
    type Event = Said;
    type State = Vec<u32>;
    fn evolve(&self, words: &mut Vec<u32>, fact: &Fact<Said>) {
        words.insert(0, fact.event.0);
    }
}

impl<const VERSION: u32> Resumable for Backwards<VERSION> {
    const VERSION: u32 = VERSION;
    fn name(&self) -> &'static str {
        "words"
    }
}

/// A word, once its type had a version before.
struct Upcast;

impl Event for Upcast {
    const NAMESPACE: &'static str = "talk";
    const UPCASTERS: &'static [Upcaster] = &[Upcaster {
        kind: "talk.word.whispered",
        from: SchemaVersion::new(NonZeroU16::MIN),
        upcast: |data| data,
    }];
    fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>> {
        Said::decode(kind, data).map(|said| said.map(|_| Self))
    }
}

struct Counted;

impl Projection for Counted {
    type Event = Upcast;
    type State = Vec<u32>;
    fn evolve(&self, count: &mut Vec<u32>, _: &Fact<Upcast>) {
        count.push(1);
    }
}

impl Resumable for Counted {
    const VERSION: u32 = 1;
    fn name(&self) -> &'static str {
        "words"
    }
}

/// The words in another shape, whose version was forgotten.
struct Joined;

impl Projection for Joined {
    type Event = Said;
    type State = String;
    fn evolve(&self, words: &mut String, fact: &Fact<Said>) {
        words.push_str(&fact.event.0.to_string());
    }
}

impl Resumable for Joined {
    const VERSION: u32 = 1;
    fn name(&self) -> &'static str {
        "words"
    }
}

fn resume(store: &impl Store, snapshots: &impl Snapshots) -> Resumed<Words> {
    View::resume(store, Words, snapshots).unwrap()
}

/// A ledger of two subjects, and the snapshot of it.
fn saved() -> (MemoryStore<fn() -> Stamp>, MemorySnapshots) {
    let ledger = ledger(2);
    record(&ledger, 0, &Step::Say { subject: 0, day: 3 });
    record(&ledger, 1, &Step::Say { subject: 1, day: 2 });
    let snapshots = MemorySnapshots::default();
    View::of(&ledger, Words, AsOf::default()).unwrap().save(&snapshots).unwrap();
    (ledger, snapshots)
}

proptest! {
    #[test]
    fn a_snapshot_and_the_tail_are_the_whole(
        steps in prop::collection::vec(step(), 1..30),
        pauses in prop::collection::vec(any::<bool>(), 30),
    ) {
        let ledger = ledger(2);
        let snapshots = MemorySnapshots::default();
        let mut saved_at = Position::START;
        for ((number, step), pause) in (0u8..).zip(&steps).zip(&pauses) {
            record(&ledger, number, step);
            if *pause {
                let resumed = resume(&ledger, &snapshots);
                prop_assert!(resumed.ignored.is_none());
                prop_assert_eq!(resumed.after, saved_at);
                resumed.view.save(&snapshots).unwrap();
                saved_at = resumed.view.head().position;
            }
        }
        let resumed = resume(&ledger, &snapshots);
        let whole = View::of(&ledger, Words, AsOf::default()).unwrap();
        prop_assert_eq!(answer(&resumed.view), answer(&whole));
        prop_assert_eq!(resumed.view.head(), whole.head());
        prop_assert_eq!(resumed.view.differences(&ledger).unwrap(), BTreeSet::new());
    }

    #[test]
    fn a_damaged_snapshot_is_ignored_aloud(at: prop::sample::Index, bit in 0..8u8, cut: bool) {
        let (ledger, snapshots) = saved();
        let mut bytes = snapshots.get("words").unwrap().unwrap();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << bit;
        }
        snapshots.put("words", &bytes).unwrap();
        let resumed = resume(&ledger, &snapshots);
        let damaged = matches!(resumed.ignored, Some(Ignored::Damaged { .. }));
        prop_assert!(damaged);
        prop_assert_eq!(resumed.after, Position::START);
        let whole = View::of(&ledger, Words, AsOf::default()).unwrap();
        prop_assert_eq!(answer(&resumed.view), answer(&whole));
    }
}

#[test]
fn a_snapshot_of_another_ledger_is_ignored_aloud() {
    let (_, snapshots) = saved();
    let other = ledger(3);
    for number in 0..3 {
        record(&other, number, &Step::Say { subject: 1, day: 1 });
    }
    let resumed = resume(&other, &snapshots);
    assert!(
        matches!(resumed.ignored, Some(Ignored::OtherLedger { position }) if position.get() == 2)
    );
    assert_eq!(answer(&resumed.view), [("talk/t1".to_owned(), vec![0, 1, 2])]);
}

#[test]
fn a_snapshot_that_is_ahead_of_a_restored_ledger_is_ignored_aloud() {
    let (_, snapshots) = saved();
    let restored = ledger(2);
    record(&restored, 0, &Step::Say { subject: 0, day: 3 });
    let resumed = resume(&restored, &snapshots);
    assert!(matches!(resumed.ignored, Some(Ignored::OtherLedger { .. })));
    assert_eq!(answer(&resumed.view), [("talk/t0".to_owned(), vec![0])]);
}

#[test]
fn a_snapshot_of_another_version_of_the_projection_is_ignored_aloud() {
    let (ledger, snapshots) = saved();
    record(&ledger, 2, &Step::Say { subject: 0, day: 4 });
    let resumed = View::resume(&ledger, Backwards::<2>, &snapshots).unwrap();
    let Some(ignored @ Ignored::OtherProgram { .. }) = resumed.ignored else {
        panic!("{:?}", resumed.ignored)
    };
    assert_eq!(
        ignored.to_string(),
        "the snapshot was folded by words version 1 of talk with 0 upcasters in format 1; \
         this is words version 2 of talk with 0 upcasters in format 1"
    );
    assert_eq!(resumed.view.get(&Subject::parse("talk/t0").unwrap()), Some(&vec![2, 0]));
}

#[test]
fn a_snapshot_from_before_an_upcaster_is_ignored_aloud() {
    let (ledger, snapshots) = saved();
    let resumed = View::resume(&ledger, Counted, &snapshots).unwrap();
    assert!(matches!(resumed.ignored, Some(Ignored::OtherProgram { .. })));
    assert_eq!(resumed.view.get(&Subject::parse("talk/t0").unwrap()), Some(&vec![1]));
}

#[test]
fn a_snapshot_whose_states_have_another_shape_is_ignored_aloud() {
    let (ledger, snapshots) = saved();
    let resumed = View::resume(&ledger, Joined, &snapshots).unwrap();
    assert!(matches!(resumed.ignored, Some(Ignored::Damaged { .. })));
    assert_eq!(resumed.view.get(&Subject::parse("talk/t1").unwrap()), Some(&"1".to_owned()));
}

#[test]
fn snapshots_out_of_reach_are_said_and_done_without() {
    struct Unplugged;
    impl Snapshots for Unplugged {
        fn put(&self, _: &str, _: &[u8]) -> Result<(), BoxError> {
            Err("unplugged".into())
        }
        fn get(&self, _: &str) -> Result<Option<Vec<u8>>, BoxError> {
            Err("unplugged".into())
        }
    }
    let (ledger, _) = saved();
    let resumed = resume(&ledger, &Unplugged);
    assert!(matches!(resumed.ignored, Some(Ignored::Unavailable(_))));
    assert_eq!(resumed.view.iter().count(), 2);
    assert!(matches!(resumed.view.save(&Unplugged), Err(SaveError::Snapshots(_))));
}

#[test]
fn a_view_as_of_a_day_is_not_saved() {
    let (ledger, snapshots) = saved();
    let before = snapshots.get("words").unwrap();
    let as_of = AsOf { known_at: "2026-05-02".parse().ok(), ..AsOf::default() };
    let view = View::of(&ledger, Words, as_of).unwrap();
    assert!(matches!(view.save(&snapshots), Err(SaveError::AsOfADay)));
    assert_eq!(snapshots.get("words").unwrap(), before);
}

#[test]
fn differences_name_the_subjects_of_a_snapshot_whose_version_was_forgotten() {
    let ledger = ledger(2);
    for (number, subject) in [(0, 0), (1, 1), (2, 1)] {
        record(&ledger, number, &Step::Say { subject, day: 3 });
    }
    let snapshots = MemorySnapshots::default();
    View::of(&ledger, Backwards::<1>, AsOf::default()).unwrap().save(&snapshots).unwrap();
    let resumed = resume(&ledger, &snapshots);
    assert!(resumed.ignored.is_none());
    let differ = resumed.view.differences(&ledger).unwrap();
    assert_eq!(differ, [Subject::parse("talk/t1").unwrap()].into());
}
