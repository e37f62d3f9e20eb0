//! Of the subjects that a question sees unsettled none is missing, whatever became of the snapshot.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use chrono::NaiveDate;
use proptest::prelude::*;
use spro_core::kernel::event::Upcaster;
use spro_core::kernel::event_type::SchemaVersion;
use spro_core::kernel::prelude::*;
use spro_core::kernel::snapshot::{Ignored, MemorySnapshots, Snapshots};
use spro_core::kernel::store::BoxError;
use spro_core::kernel::unsettled::{Candidates, CheckError, Settling, Unsettled};

use super::{Books, Said, Words, kind, ledger, record, stamp, step};

/// A talk is settled while its last word is sung.
#[derive(Debug, Clone)]
struct Talks;

impl Projection for Talks {
    type Event = Said;
    type State = Vec<u32>;
    fn evolve(&self, words: &mut Vec<u32>, fact: &Fact<Said>) {
        Words.evolve(words, fact);
    }
}

fn is_sung_out(words: &[u32]) -> bool {
    words.last().is_some_and(|last| last % 2 == 1)
}

impl Settling for Talks {
    const NAME: &'static str = "talks";
    const VERSION: u32 = 1;
    fn is_settled(&self, words: &Vec<u32>) -> bool {
        is_sung_out(words)
    }
}

/// The talks of a later program, to which others are settled.
#[derive(Debug, Clone)]
struct LaterTalks;

impl Projection for LaterTalks {
    type Event = Said;
    type State = Vec<u32>;
    fn evolve(&self, words: &mut Vec<u32>, fact: &Fact<Said>) {
        Words.evolve(words, fact);
    }
}

impl Settling for LaterTalks {
    const NAME: &'static str = "talks";
    const VERSION: u32 = 2;
    fn is_settled(&self, words: &Vec<u32>) -> bool {
        !is_sung_out(words)
    }
}

/// Talks of which only what is sung is asked for.
#[derive(Debug, Clone)]
struct Songs;

impl Projection for Songs {
    type Event = Said;
    type State = Vec<u32>;
    fn query(&self) -> Query {
        Query::any([Alternative::default().typed([kind("sung")])])
    }
    fn evolve(&self, words: &mut Vec<u32>, fact: &Fact<Said>) {
        Words.evolve(words, fact);
    }
}

impl Settling for Songs {
    const NAME: &'static str = "songs";
    const VERSION: u32 = 1;
    fn is_settled(&self, words: &Vec<u32>) -> bool {
        words.len() != 1
    }
}

/// A word, once its type had a version before.
#[derive(Debug)]
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

#[derive(Debug, Clone)]
struct Counted;

impl Projection for Counted {
    type Event = Upcast;
    type State = usize;
    fn evolve(&self, count: &mut usize, _: &Fact<Upcast>) {
        *count += 1;
    }
}

impl Settling for Counted {
    const NAME: &'static str = "talks";
    const VERSION: u32 = 1;
    fn is_settled(&self, count: &usize) -> bool {
        *count == 1
    }
}

/// What a fold of everything sees unsettled.
fn truth(ledger: &Books, as_of: AsOf) -> BTreeSet<Subject> {
    let whole = View::of(ledger, Words, as_of).unwrap();
    whole
        .iter()
        .filter(|(_, words)| !is_sung_out(words))
        .map(|(subject, _)| subject.clone())
        .collect()
}

fn ask(ledger: &Books, snapshots: &impl Snapshots, as_of: AsOf) -> Candidates {
    Unsettled::ask(ledger, Talks, snapshots, as_of).unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
}

prop_compose! {
    fn question()(
        on in prop::option::of(1..29u32),
        known_at in prop::option::of(1..29u32),
        recorded_at in prop::option::of(-1..31i64),
    ) -> AsOf {
        let recorded_at = recorded_at.map(stamp);
        AsOf { on: on.map(day), known_at: known_at.map(day), recorded_at }
    }
}

proptest! {
    #[test]
    fn no_subject_that_a_question_sees_unsettled_is_missing(
        steps in prop::collection::vec(step(), 1..30),
        pauses in prop::collection::vec(any::<bool>(), 30),
        questions in prop::collection::vec(question(), 1..12),
    ) {
        let ledger = ledger(2);
        let snapshots = MemorySnapshots::default();
        let mut kept_up = Unsettled::resume(&ledger, Talks, &snapshots).unwrap().unsettled;
        for ((number, step), pause) in (0u8..).zip(&steps).zip(&pauses) {
            record(&ledger, number, step);
            if *pause {
                kept_up.catch_up(&ledger, &snapshots).unwrap();
            }
        }
        kept_up.catch_up(&ledger, &snapshots).unwrap();
        let now = kept_up.candidates(AsOf::default(), &snapshots).unwrap();
        prop_assert_eq!(now, truth(&ledger, AsOf::default()));
        for as_of in questions {
            let candidates = kept_up.candidates(as_of, &snapshots).unwrap();
            let missing: Vec<_> = truth(&ledger, as_of).difference(&candidates).cloned().collect();
            prop_assert_eq!(missing, [], "{:?}", as_of);
        }
    }
}

proptest! {
    #[test]
    fn what_is_folded_from_nothing_misses_none_and_is_what_was_kept_up(
        steps in prop::collection::vec(step(), 1..30),
        pauses in prop::collection::vec(any::<bool>(), 30),
        questions in prop::collection::vec(question(), 1..12),
    ) {
        let ledger = ledger(2);
        let (fresh, kept) = (MemorySnapshots::default(), MemorySnapshots::default());
        let mut kept_up = Unsettled::resume(&ledger, Songs, &kept).unwrap().unsettled;
        for ((number, step), pause) in (0u8..).zip(&steps).zip(&pauses) {
            record(&ledger, number, step);
            if *pause {
                kept_up.catch_up(&ledger, &kept).unwrap();
            }
        }
        kept_up.catch_up(&ledger, &kept).unwrap();
        let from_nothing = Unsettled::resume(&ledger, Songs, &fresh).unwrap().unsettled;
        for as_of in questions {
            let songs = View::of(&ledger, Songs, as_of).unwrap();
            let unsettled = songs.iter().filter(|(_, words)| words.len() == 1);
            let truth: BTreeSet<_> = unsettled.map(|(subject, _)| subject.clone()).collect();
            let candidates = from_nothing.candidates(as_of, &fresh).unwrap();
            let missing: Vec<_> = truth.difference(&candidates).cloned().collect();
            prop_assert_eq!(missing, [], "{:?}", as_of);
            prop_assert!(candidates.is_subset(&kept_up.candidates(as_of, &kept).unwrap()));
        }
    }
}

/// More talks than records are read at a time.
const FAR: u32 = 9_000;

#[test]
fn subjects_told_of_far_apart_are_folded_whole() {
    let ledger = ledger(2);
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    // More of each than are read at a time.
    let say = |part: u8, name: &str, number: u32| {
        let subject = Subject::parse(&format!("talk/n{number}")).unwrap();
        let mut id = [part; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        let learned = first + chrono::Days::new(u64::from(number / 10) + u64::from(part));
        let word = u32::from(part) - 1;
        NewEvent::new(EventId::from_bytes(id), kind(name), subject, learned, &word).unwrap()
    };
    let said = (0..FAR).map(|number| say(1, "said", number));
    let sung = (0..FAR - OPEN).map(|number| say(2, "sung", number));
    let by = Subject::parse("person/clerk").unwrap();
    let batch = Batch::new(CommitId::from_bytes([1; 16]), by, said.chain(sung).collect()).unwrap();
    ledger.append(&batch, &Guard::unguarded()).unwrap();
    let snapshots = MemorySnapshots::default();
    assert_eq!(ask(&ledger, &snapshots, AsOf::default()).subjects.len(), 100);
    let as_of = known_on("2020-03-02");
    let then = ask(&ledger, &snapshots, as_of);
    assert_eq!(truth(&ledger, as_of).len(), 10);
    assert!(truth(&ledger, as_of).is_subset(&then.subjects));
    assert_eq!(Unsettled::check(&ledger, Talks, &snapshots).unwrap(), BTreeSet::new());
}

/// So many talks, each begun on one day and sung out on the next one; the last ones are not yet.
const TALKS: u32 = 5_000;
const OPEN: u32 = 100;

fn record_talks(ledger: &Books, numbers: std::ops::Range<u32>) {
    let mut events = Vec::new();
    for number in numbers {
        let subject = Subject::parse(&format!("talk/n{number}")).unwrap();
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
        let begun = first + chrono::Days::new(u64::from(number / 10));
        let mut say = |part: u8, name, learned, word: u32| {
            let mut id = [part; 16];
            id[..4].copy_from_slice(&number.to_be_bytes());
            let id = EventId::from_bytes(id);
            events.push(NewEvent::new(id, kind(name), subject.clone(), learned, &word).unwrap());
        };
        say(1, "said", begun, 0);
        if number < TALKS - OPEN {
            say(2, "sung", begun + chrono::Days::new(1), 1);
        }
    }
    let by = Subject::parse("person/clerk").unwrap();
    let id = CommitId::from_bytes(*events[0].id().as_bytes());
    ledger.append(&Batch::new(id, by, events).unwrap(), &Guard::unguarded()).unwrap();
}

/// A long ledger, and the snapshot that was saved of it.
fn long() -> (Books, MemorySnapshots) {
    let ledger = ledger(2);
    record_talks(&ledger, 0..TALKS - OPEN);
    let snapshots = MemorySnapshots::default();
    ask(&ledger, &snapshots, AsOf::default());
    record_talks(&ledger, TALKS - OPEN..TALKS);
    (ledger, snapshots)
}

/// A ledger just long enough to be saved, and the snapshot of it.
fn short() -> (Books, MemorySnapshots) {
    let (ledger, snapshots) = (ledger(2), MemorySnapshots::default());
    record_talks(&ledger, TALKS - 600..TALKS);
    ask(&ledger, &snapshots, AsOf::default());
    (ledger, snapshots)
}

fn known_on(text: &str) -> AsOf {
    AsOf { known_at: Some(text.parse().unwrap()), ..AsOf::default() }
}

/// The names of the snapshots; the first is that of the whole.
fn names(snapshots: &MemorySnapshots) -> Vec<String> {
    let names = std::cell::RefCell::new(Vec::new());
    snapshots
        .retain(&|name| {
            names.borrow_mut().push(name.to_owned());
            true
        })
        .unwrap();
    let mut names = names.into_inner();
    names.sort();
    names
}

#[test]
fn a_long_history_is_saved_and_only_what_is_open_is_a_candidate() {
    let (ledger, snapshots) = long();
    assert_eq!(names(&snapshots).len(), 3, "a whole and two pieces");
    let resumed = Unsettled::resume(&ledger, Talks, &snapshots).unwrap();
    assert_eq!(resumed.after.get(), u64::from(2 * (TALKS - OPEN)));
    assert!(resumed.ignored.is_none());
    let now = ask(&ledger, &snapshots, AsOf::default());
    assert_eq!((now.subjects.len(), now.head), (100, ledger.head().unwrap()));
    // Ten were open on the day that they were begun.
    let then = ask(&ledger, &snapshots, known_on("2020-03-01"));
    assert_eq!(then.subjects.len(), 100 + 10);
    assert!(truth(&ledger, known_on("2020-03-01")).is_subset(&then.subjects));
    assert_eq!(Unsettled::check(&ledger, Talks, &snapshots).unwrap(), BTreeSet::new());
}

#[test]
fn a_snapshot_any_part_of_which_is_lost_or_damaged_is_ignored_aloud() {
    let as_of = known_on("2020-03-01");
    let (ledger, _) = long();
    for part in 0..2 {
        for is_lost in [false, true] {
            let snapshots = MemorySnapshots::default();
            let right = ask(&ledger, &snapshots, as_of).subjects;
            // A piece that another question needs is not looked at, so every piece is taken.
            for name in names(&snapshots).iter().filter(|name| name.contains('-') == (part == 1)) {
                let mut bytes = snapshots.get(name).unwrap().unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                snapshots.put(name, &bytes).unwrap();
                if is_lost {
                    snapshots.retain(&|other| other != name).unwrap();
                }
            }
            let checked = Unsettled::check(&ledger, Talks, &snapshots);
            let of_no_use = matches!(checked, Err(CheckError::OfNoUse(Ignored::Damaged { .. })));
            assert_eq!(of_no_use, !(is_lost && part == 0), "part {part}: {checked:?}");
            let asked = ask(&ledger, &snapshots, as_of);
            assert_eq!(asked.subjects, right);
            let damaged = matches!(asked.ignored, Some(Ignored::Damaged { .. }));
            assert_eq!(damaged, !(is_lost && part == 0), "part {part}: {:?}", asked.ignored);
            let again = ask(&ledger, &snapshots, as_of);
            assert_eq!(again.subjects, right);
            assert!(again.ignored.is_none(), "what was damaged is replaced");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_damaged_snapshot_is_ignored_aloud(at: prop::sample::Index, bit in 0..8u8, cut: bool) {
        let (ledger, snapshots) = short();
        let mut bytes = snapshots.get("talks").unwrap().unwrap();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << bit;
        }
        snapshots.put("talks", &bytes).unwrap();
        let asked = ask(&ledger, &snapshots, AsOf::default());
        let damaged = matches!(asked.ignored, Some(Ignored::Damaged { .. }));
        prop_assert!(damaged);
        prop_assert_eq!(asked.subjects, truth(&ledger, AsOf::default()));
    }
}

#[test]
fn a_snapshot_of_another_ledger_is_ignored_aloud() {
    let (_, snapshots) = short();
    let other = ledger(3);
    record_talks(&other, TALKS - OPEN..TALKS);
    let asked = ask(&other, &snapshots, AsOf::default());
    assert!(matches!(asked.ignored, Some(Ignored::OtherLedger { .. })));
    assert_eq!(asked.subjects, truth(&other, AsOf::default()));
}

#[test]
fn a_snapshot_that_is_ahead_of_a_restored_ledger_is_ignored_aloud() {
    let (_, snapshots) = short();
    let restored = ledger(2);
    record_talks(&restored, TALKS - OPEN..TALKS);
    let asked = ask(&restored, &snapshots, AsOf::default());
    assert!(matches!(asked.ignored, Some(Ignored::OtherLedger { .. })));
    assert_eq!(asked.subjects.len(), 100);
}

#[test]
fn a_snapshot_of_another_version_of_the_projection_is_ignored_aloud() {
    let (ledger, snapshots) = short();
    let asked = Unsettled::ask(&ledger, LaterTalks, &snapshots, AsOf::default()).unwrap();
    assert_eq!(
        asked.ignored.unwrap().to_string(),
        "the snapshot was folded by talks version 1 of talk with 0 upcasters in format 2; \
         this is talks version 2 of talk with 0 upcasters in format 2"
    );
    assert_eq!(asked.subjects.len(), 500);
    let again = Unsettled::ask(&ledger, LaterTalks, &snapshots, AsOf::default()).unwrap();
    assert!(again.ignored.is_none());
}

#[test]
fn a_snapshot_from_before_an_upcaster_is_ignored_aloud() {
    let (ledger, snapshots) = short();
    let asked = Unsettled::ask(&ledger, Counted, &snapshots, AsOf::default()).unwrap();
    assert!(matches!(asked.ignored, Some(Ignored::OtherProgram { .. })));
    assert_eq!(asked.subjects.len(), 500);
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
        fn retain(&self, _: &dyn Fn(&str) -> bool) -> Result<(), BoxError> {
            Err("unplugged".into())
        }
    }
    let (ledger, _) = short();
    let asked = ask(&ledger, &Unplugged, known_on("2021-04-01"));
    assert!(matches!(asked.ignored, Some(Ignored::Unavailable(_))));
    assert!(asked.unsaved.is_some(), "that all is folded again next time is told");
    assert_eq!(asked.subjects.len(), 110);
}

#[test]
fn differences_name_the_subjects_of_a_snapshot_whose_version_was_forgotten() {
    #[derive(Debug, Clone)]
    struct Forgotten;
    impl Projection for Forgotten {
        type Event = Said;
        type State = Vec<u32>;
        fn evolve(&self, words: &mut Vec<u32>, fact: &Fact<Said>) {
            Words.evolve(words, fact);
        }
    }
    impl Settling for Forgotten {
        const NAME: &'static str = "talks";
        const VERSION: u32 = 1;
        fn is_settled(&self, words: &Vec<u32>) -> bool {
            words.len() < 2 || is_sung_out(words)
        }
    }
    let (ledger, snapshots) = (ledger(2), MemorySnapshots::default());
    record_talks(&ledger, TALKS - 1_000..TALKS);
    Unsettled::ask(&ledger, Forgotten, &snapshots, AsOf::default()).unwrap();
    let differ = Unsettled::check(&ledger, Talks, &snapshots).unwrap();
    assert_eq!(differ, truth(&ledger, AsOf::default()));
}

#[test]
fn a_dropped_snapshot_takes_its_pieces_along_and_no_other() {
    let (ledger, snapshots) = long();
    snapshots.put("others", b"kept").unwrap();
    Unsettled::<Talks>::drop_from(&snapshots).unwrap();
    assert_eq!(names(&snapshots), ["others"]);
    assert!(ask(&ledger, &snapshots, AsOf::default()).ignored.is_none());
}
