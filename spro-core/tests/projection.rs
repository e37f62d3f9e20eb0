//! A view kept up with the ledger is the view folded from the start.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "projection/cursors.rs"]
mod cursors;
#[path = "projection/queries.rs"]
mod queries;
#[path = "projection/unsettled.rs"]
mod unsettled;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use spro_core::kernel::encoding::{Body, Nature};
use spro_core::kernel::prelude::*;
use spro_core::kernel::projection::FoldError;
use spro_core::when::When;

/// A word was said of a subject, or sung.
#[derive(Debug, Clone)]
struct Said(u32);

impl Event for Said {
    const NAMESPACE: &'static str = "talk";
    fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>> {
        let known = ["talk.word.said", "talk.word.sung"].contains(&kind);
        known.then(|| serde_json::from_str(data).map(Self))
    }
}

/// All words said of a subject, in their order.
#[derive(Debug)]
struct Words;

impl Projection for Words {
    type Event = Said;
    type State = Vec<u32>;
    fn evolve(&self, words: &mut Vec<u32>, fact: &Fact<Said>) {
        words.push(fact.event.0);
    }
}

type Books = MemoryStore<Box<dyn Fn() -> Stamp + Send + Sync>>;

/// An empty ledger; each commit is recorded a minute after the one before.
fn ledger(nonce: u8) -> Books {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [nonce; 32] };
    let minutes = AtomicI64::new(0);
    MemoryStore::new(identity, Box::new(move || stamp(minutes.fetch_add(1, Ordering::Relaxed))))
}

fn stamp(minutes: i64) -> Stamp {
    let first: Stamp = "2026-06-01T08:00:00.000Z".parse().unwrap();
    Stamp::new(first.instant() + TimeDelta::minutes(minutes))
}

#[derive(Debug, Clone)]
enum Step {
    Say { subject: u8, day: u32 },
    Correct { target: prop::sample::Index, day: u32 },
    Retract { target: prop::sample::Index, day: u32 },
}

fn step() -> impl Strategy<Value = Step> {
    let target = any::<prop::sample::Index>;
    prop_oneof![
        3 => (0..3u8, 1..28u32).prop_map(|(subject, day)| Step::Say { subject, day }),
        1 => (target(), 1..28u32).prop_map(|(target, day)| Step::Correct { target, day }),
        1 => (target(), 1..28u32).prop_map(|(target, day)| Step::Retract { target, day }),
    ]
}

fn kind(name: &str) -> EventType {
    EventType::parse(&format!("talk.word.{name}")).unwrap()
}

fn voice(number: u8) -> Subject {
    Subject::parse(&format!("voice/v{number}")).unwrap()
}

/// Since when word `number` is so; of some it is vague, of some not said.
fn since(number: u8, learned: u32) -> Option<When> {
    let day = (learned + 7 * u32::from(number)) % 28 + 1;
    let text = match number % 5 {
        0 => return None,
        1 => "2026-05".to_owned(),
        2 => format!("../2026-05-{day:02}"),
        _ => format!("2026-05-{day:02}"),
    };
    Some(When::edtf(&text).unwrap())
}

/// Records step `number`; every other word is sung, and three voices take turns.
fn record(ledger: &impl Store, number: u8, step: &Step) {
    let id = EventId::from_bytes([number; 16]);
    let day = |day| NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
    let said = |subject: u8, learned| {
        let kind = kind(if number.is_multiple_of(2) { "said" } else { "sung" });
        let subject = Subject::parse(&format!("talk/t{subject}")).unwrap();
        let event = NewEvent::new(id, kind, subject, day(learned), &u32::from(number)).unwrap();
        let event = event.mentioning([voice(number % 3)]);
        since(number, learned).into_iter().fold(event, NewEvent::occurred_on)
    };
    let retracting =
        |version: &Body<'_>, learned| NewEvent::retracting(id, version, Nature::News, day(learned));
    let event = match step {
        Step::Say { subject, day } => said(*subject, *day),
        Step::Correct { day, .. } | Step::Retract { day, .. } if number == 0 => said(0, *day),
        Step::Correct { target, day } => {
            amended(ledger, target.index(usize::from(number)), &|version| match version.retracts {
                None => said(0, *day).correcting(version, Nature::News),
                // What is withdrawn is restored before it is corrected.
                Some(_) => retracting(version, *day),
            })
        }
        Step::Retract { target, day } => {
            amended(ledger, target.index(usize::from(number)), &|version| retracting(version, *day))
        }
    };
    let by = Subject::parse("person/clerk").unwrap();
    let batch = Batch::new(CommitId::from_bytes([number; 16]), by, vec![event]).unwrap();
    ledger.append(&batch, &Guard::unguarded()).unwrap();
}

/// Amends the fact that the record behind so many others is about: its last version or, where it
/// is withdrawn, what withdrew it.
fn amended(ledger: &impl Store, behind: usize, amend: &dyn Fn(&Body<'_>) -> NewEvent) -> NewEvent {
    let mut records = Vec::new();
    let read = ledger.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        let amendment = record.body.corrects.or(record.body.retracts);
        let fact = amendment.map_or(records.len(), |it| {
            let (fact, _, _) = &records[usize::try_from(it.target.get()).unwrap() - 1];
            *fact
        });
        records.push((fact, record.body.retracts.is_some(), record.bytes.to_vec()));
        ControlFlow::Continue(())
    });
    read.unwrap();
    let (mut version, mut withdrawn) = (None, None);
    for (_, retracts, bytes) in records.iter().filter(|(fact, _, _)| *fact == records[behind].0) {
        match (retracts, withdrawn) {
            (false, _) => version = Some(bytes),
            (true, None) => withdrawn = Some(bytes),
            (true, Some(_)) => withdrawn = None,
        }
    }
    amend(&Body::decode(withdrawn.or(version).unwrap()).unwrap())
}

fn answer<P: Projection<State = Vec<u32>>>(view: &View<P>) -> Vec<(String, Vec<u32>)> {
    view.iter().map(|(subject, words)| (subject.to_string(), words.clone())).collect()
}

proptest! {
    #[test]
    fn folding_in_pieces_and_whole_and_by_subject_agrees(
        steps in prop::collection::vec(step(), 1..30),
        pauses in prop::collection::vec(any::<bool>(), 30),
        known_at in prop::option::of(1..28u32),
    ) {
        let ledger = ledger(2);
        let known_at = known_at.and_then(|day| NaiveDate::from_ymd_opt(2026, 5, day));
        let as_of = AsOf { known_at, ..AsOf::default() };
        let mut kept_up = View::of(&ledger, Words, as_of).unwrap();
        for ((number, step), pause) in (0u8..).zip(&steps).zip(&pauses) {
            record(&ledger, number, step);
            if *pause {
                kept_up.catch_up(&ledger).unwrap();
            }
        }
        kept_up.catch_up(&ledger).unwrap();
        let whole = View::of(&ledger, Words, as_of).unwrap();
        prop_assert_eq!(answer(&kept_up), answer(&whole));
        prop_assert_eq!(kept_up.head(), ledger.head().unwrap());

        for (subject, words) in whole.iter() {
            let mut history = spro_core::kernel::history::History::<Said>::new(as_of);
            let request = ReadRequest::from_start(Query::subject(subject.clone()));
            let read = ledger.read(&request, &mut |record| {
                history.add(record).unwrap();
                ControlFlow::Continue(())
            });
            read.unwrap();
            let alone: Vec<_> = history.into_facts().iter().map(|fact| fact.event.0).collect();
            prop_assert_eq!(words, &alone);
        }
    }
}

#[test]
fn a_view_of_one_ledger_is_not_kept_up_with_another() {
    let (one, other) = (ledger(2), ledger(3));
    let said = Step::Say { subject: 0, day: 1 };
    record(&one, 0, &said);
    record(&other, 0, &said);
    let mut view = View::of(&one, Words, AsOf::default()).unwrap();
    assert!(matches!(view.catch_up(&other), Err(FoldError::OtherLedger { .. })));
}

#[test]
fn a_view_is_not_kept_up_with_a_ledger_that_was_cut_short() {
    let long = ledger(2);
    record(&long, 0, &Step::Say { subject: 0, day: 1 });
    let mut view = View::of(&long, Words, AsOf::default()).unwrap();
    let short = ledger(2);
    assert!(matches!(view.catch_up(&short), Err(FoldError::OtherLedger { .. })));
}
