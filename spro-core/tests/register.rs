//! A register is the same whole, kept up in pieces, and in whatever order its facts were recorded.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "register/asked.rs"]
mod asked;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use proptest::sample::Index;
use spro_core::domain::decision::Judged;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::number::Number;
use spro_core::domain::occasion::OccasionStatus;
use spro_core::domain::owner::Owner;
use spro_core::domain::{action, decision, idea, occasion, question};
use spro_core::kernel::encoding::Nature;
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
use spro_core::kernel::prelude::*;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::views::facts::Facts;
use spro_core::views::register::{Known, Register};
use spro_core::views::timeline::Timeline;
use spro_core::when::When;

type Clock = Box<dyn Fn() -> Stamp + Send + Sync>;
type Books = Ledger<MemoryStore<Clock>, MemoryVault<fn() -> [u8; 32]>>;

/// Each commit is recorded a minute after the one before.
fn books() -> Books {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let minutes = AtomicI64::new(0);
    let clock = move || stamp(minutes.fetch_add(1, Ordering::Relaxed));
    Ledger::new(MemoryStore::new(identity, Box::new(clock) as Clock), None)
}

fn stamp(minutes: i64) -> Stamp {
    let first: Stamp = "2026-06-01T08:00:00.000Z".parse().unwrap();
    Stamp::new(first.instant() + TimeDelta::minutes(minutes))
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
}

/// One thing that may be said: any event of any concept, in an order that need make no sense.
fn said(which: usize) -> (Subject, RegisterEvent) {
    let words = None::<Text>;
    let text = Text::plain("comme imprimé");
    let number = Number::parse("N1").unwrap();
    let subject = |text: &str| Subject::parse(text).unwrap();
    let owners = |person: &str| vec![Owner::Person(subject(person))];
    let (due, meeting, decision, occasion) = (Some(When::day(day(20))), None, None, None);
    let event: RegisterEvent = match which {
        0 => {
            let owners = owners("person/ada");
            let number = Some(number);
            action::Raised { number, text, owners, due, meeting, decision }.into()
        }
        1 => action::Cited { number }.into(),
        2 => action::Assigned { owners: owners("person/bo"), words }.into(),
        3 => action::DueChanged { due: None, words }.into(),
        4 => action::Started { words }.into(),
        5 => action::Completed { words }.into(),
        6 => action::Cancelled { words }.into(),
        7 => action::Reopened { words }.into(),
        8 => decision::Cited { number }.into(),
        9 => decision::Proposed {
            number: Some(number),
            text,
            meeting,
            about: None,
            concerns: vec![],
            answers: None,
            decided_by: None,
            basis: None,
        }
        .into(),
        10 => decision::Adopted { words }.into(),
        11 => {
            decision::AdoptedConditionally { condition: text, judged: Judged::Once, words }.into()
        }
        12 => decision::Deferred { until: None, words }.into(),
        13 => decision::Rejected { words }.into(),
        14 => decision::ConditionPending { words }.into(),
        15 => decision::ConditionMet { occasion, words }.into(),
        16 => decision::ConditionFailed { occasion, words }.into(),
        17 => decision::Superseded { by: subject("decision/other") }.into(),
        18 => decision::Repealed { words }.into(),
        19 => occasion_is(OccasionStatus::Tentative, 21),
        20 => occasion_is(OccasionStatus::Postponed, 25),
        21 => occasion_is(OccasionStatus::Held, 25),
        22 => idea::Adopted { words }.into(),
        23 => idea::SetAside { words }.into(),
        24 => question::Answered { words, by: None, decision }.into(),
        _ => question::Lapsed { words }.into(),
    };
    let concept = match event {
        RegisterEvent::Action(_) => "action/a",
        RegisterEvent::Decision(_) => "decision/d",
        RegisterEvent::Occasion(_) => "occasion/o",
        RegisterEvent::Idea(_) => "idea/i",
        _ => "question/q",
    };
    (subject(concept), event)
}

fn occasion_is(status: OccasionStatus, on: u32) -> RegisterEvent {
    let when = Some(When::day(day(on)));
    occasion::StatusChanged { status, when, words: None }.into()
}

#[derive(Debug, Clone)]
enum Step {
    Say { which: usize, since: u32, learned: u32 },
    Correct { target: Index, since: u32, learned: u32 },
    Retract { target: Index, learned: u32 },
}

fn say() -> impl Strategy<Value = Step> {
    (0..26usize, 1..28u32, 1..28u32).prop_map(|(which, since, learned)| Step::Say {
        which,
        since,
        learned,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let target = any::<Index>;
    prop_oneof![
        5 => say(),
        1 => (target(), 1..28u32, 1..28u32)
            .prop_map(|(target, since, learned)| Step::Correct { target, since, learned }),
        1 => (target(), 1..28u32).prop_map(|(target, learned)| Step::Retract { target, learned }),
    ]
}

/// What stands at a place.
fn at(books: &Books, position: Position) -> (Subject, Option<RegisterEvent>) {
    let mut found = None;
    let before = Position::new(position.get() - 1);
    let one = ReadRequest { query: Query::all(), after: before, limit: Some(1) };
    let read = books.store().read(&one, &mut |record| {
        let event = Fact::decode(record).unwrap().map(|fact| fact.event);
        found = Some((record.body.subject.clone(), event));
        ControlFlow::Continue(())
    });
    read.unwrap();
    found.unwrap()
}

fn record(books: &Books, number: u8, step: &Step) {
    let id = EventId::from_bytes([number; 16]);
    let target = |index: &Index| {
        let head = usize::try_from(books.store().head().unwrap().position.get()).unwrap();
        (head > 0).then(|| Position::new(index.index(head) as u64 + 1))
    };
    let fact = |subject, event, since, learned| NewFact {
        occurred: Some(When::day(day(since))),
        ..NewFact::new(id, subject, event, day(learned))
    };
    let entry = match step {
        Step::Say { which, since, learned } => {
            let (subject, event) = said(*which);
            Entry::Fact(fact(subject, event, *since, *learned))
        }
        Step::Correct { target: index, since, learned } => {
            let Some(position) = target(index) else { return };
            // A retraction is not corrected.
            let (subject, Some(event)) = at(books, position) else { return };
            let corrects = Some((position, Nature::News));
            Entry::Fact(NewFact { corrects, ..fact(subject, event, *since, *learned) })
        }
        Step::Retract { target: index, learned } => {
            let Some(target) = target(index) else { return };
            Entry::Retraction { id, target, nature: Nature::News, learned: day(*learned) }
        }
    };
    let by = Subject::parse("person/clerk").unwrap();
    let id = CommitId::from_bytes([number; 16]);
    let commit = Commit { id, by, cause: None, entries: vec![entry] };
    books.record(commit, &Guard::unguarded()).unwrap();
}

fn known(books: &Books, as_of: AsOf) -> BTreeMap<Subject, Known> {
    let register = Register::of(books.store(), as_of).unwrap();
    register.entries().map(|(subject, entry)| (subject.clone(), entry.known.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_register_kept_up_in_pieces_is_that_folded_whole(
        steps in prop::collection::vec(step(), 1..40),
        pauses in prop::collection::vec(any::<bool>(), 40),
        on in prop::option::of(1..28u32),
        known_at in prop::option::of(1..28u32),
    ) {
        let books = books();
        let as_of = AsOf { on: on.map(day), known_at: known_at.map(day), recorded_at: None };
        let mut kept_up = Register::of(books.store(), as_of).unwrap();
        for ((number, step), pause) in (0u8..).zip(&steps).zip(&pauses) {
            record(&books, number, step);
            if *pause {
                kept_up.catch_up(books.store()).unwrap();
            }
        }
        kept_up.catch_up(books.store()).unwrap();
        let whole = Register::of(books.store(), as_of).unwrap();
        prop_assert_eq!(
            kept_up.entries().collect::<Vec<_>>(),
            whole.entries().collect::<Vec<_>>()
        );
    }

    /// Facts of one day, learned the same day, come from one document, which keeps their order.
    #[test]
    fn facts_recorded_in_any_order_give_the_same_register(
        steps in prop::collection::vec(say(), 1..30),
        shuffled in prop::collection::vec(any::<u32>(), 30),
        on in prop::option::of(1..28u32),
    ) {
        let as_of = AsOf { on: on.map(day), ..AsOf::default() };
        let mut steps: Vec<_> = steps.into_iter().zip(shuffled).collect();
        let times = |step: &Step| match step {
            Step::Say { since, learned, .. } | Step::Correct { since, learned, .. } => {
                (*since, *learned)
            }
            Step::Retract { learned, .. } => (*learned, *learned),
        };
        steps.sort_by_key(|(step, _)| times(step));
        steps.dedup_by_key(|(step, _)| times(step));
        let in_order = books();
        for (number, (step, _)) in (0u8..).zip(&steps) {
            record(&in_order, number, step);
        }
        steps.sort_by_key(|(_, random)| *random);
        let out_of_order = books();
        for (number, (step, _)) in (0u8..).zip(&steps) {
            record(&out_of_order, number, step);
        }
        prop_assert_eq!(known(&out_of_order, as_of), known(&in_order, as_of));
    }

    #[test]
    fn the_timeline_holds_what_the_register_rests_on_in_the_order_in_which_it_folds(
        steps in prop::collection::vec(step(), 1..40),
        on in prop::option::of(1..28u32),
    ) {
        let books = books();
        let as_of = AsOf { on: on.map(day), ..AsOf::default() };
        for (number, step) in (0u8..).zip(&steps) {
            record(&books, number, step);
        }
        let timeline = Timeline::of(books.store(), as_of).unwrap();
        prop_assert!(timeline.moments.is_sorted_by_key(|moment| moment.day));
        let mut told = BTreeMap::<_, Vec<_>>::new();
        for moment in timeline.moments {
            told.entry(moment.fact.subject).or_default().push(moment.fact.position);
        }
        let register = Register::of(books.store(), as_of).unwrap();
        let cited: BTreeMap<_, _> = register
            .entries()
            .map(|(subject, entry)| (subject.clone(), entry.cites.clone()))
            .collect();
        prop_assert_eq!(&told, &cited);
        for (subject, mut cites) in cited {
            let facts = Facts::of(books.store(), Query::subject(subject), as_of).unwrap();
            let in_force = facts.rows.iter().filter(|it| it.in_force).map(|it| it.position);
            cites.sort();
            prop_assert_eq!(in_force.collect::<Vec<_>>(), cites);
        }
    }
}
