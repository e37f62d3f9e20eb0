//! What views put together from several subjects, or show of the records themselves.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::cell::Cell;

use chrono::NaiveDate;
use spro_core::domain::decision::{Adopted, Proposed, Rejected};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::Held;
use spro_core::domain::owner::Owner;
use spro_core::domain::question::{self, QuestionStatus};
use spro_core::domain::{action, note, person};
use spro_core::kernel::batch::Change;
use spro_core::kernel::encoding::{Amendment, Nature, Source};
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
use spro_core::kernel::prelude::*;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::views::actions::{Actions, OwedBy, Which};
use spro_core::views::facts::Facts;
use spro_core::views::meetings::{self, Turnout};
use spro_core::views::notes::notes;
use spro_core::views::questions::questions;
use spro_core::views::register::Register;
use spro_core::views::timeline::Timeline;
use spro_core::when::When;

/// In the clear: without a vault.
type InMemory = Ledger<MemoryStore<fn() -> Stamp>, MemoryVault<fn() -> [u8; 32]>>;

struct Books {
    ledger: InMemory,
    recorded: Cell<u8>,
}

impl Books {
    fn new() -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let store: MemoryStore<fn() -> Stamp> =
            MemoryStore::new(identity, || "2024-03-20T08:00:00.000Z".parse().unwrap());
        Self { ledger: Ledger::new(store, None), recorded: Cell::default() }
    }

    fn record(&self, entry: impl FnOnce(EventId) -> Entry<RegisterEvent>) -> Position {
        self.recorded.set(self.recorded.get() + 1);
        let bytes = [self.recorded.get(); 16];
        let (id, by) = (CommitId::from_bytes(bytes), subject("person/clerk"));
        let entries = vec![entry(EventId::from_bytes(bytes))];
        let commit = Commit { id, by, cause: None, entries };
        self.ledger.record(commit, &Guard::unguarded()).unwrap().first
    }

    fn say(&self, about: &str, event: impl Into<RegisterEvent>, learned: &str) -> Position {
        let (about, event) = (subject(about), event.into());
        self.record(|id| Entry::Fact(NewFact::new(id, about, event, day(learned))))
    }

    fn register(&self) -> Register {
        Register::of(self.ledger.store(), AsOf::default()).unwrap()
    }
}

fn subject(text: &str) -> Subject {
    Subject::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn asked() -> question::Raised {
    question::Raised { number: None, text: Text::plain("combien ?"), by: None, meeting: None }
}

fn proposed(answers: &str) -> Proposed {
    Proposed {
        number: None,
        text: Text::plain("cinq"),
        meeting: None,
        about: None,
        concerns: vec![],
        answers: Some(subject(answers)),
        decided_by: None,
        basis: None,
    }
}

#[test]
fn a_question_that_an_adopted_decision_answers_is_answered() {
    let books = Books::new();
    books.say("question/a", asked(), "2024-01-18");
    books.say("question/b", asked(), "2024-01-18");
    for (decision, question) in [("decision/a", "question/a"), ("decision/b", "question/b")] {
        books.say(decision, proposed(question), "2024-03-14");
    }
    books.say("decision/a", Adopted { words: None }, "2024-03-14");
    books.say("decision/b", Rejected { words: None }, "2024-03-14");

    let register = books.register();
    let rows = questions(&register);
    let answered: Vec<_> = rows
        .iter()
        .map(|row| (row.status, row.since.map(ToString::to_string), row.decisions.len()))
        .collect();
    let day = |day: &str| Some(day.to_owned());
    let expected = [
        (QuestionStatus::Answered, day("2024-03-14"), 1),
        (QuestionStatus::Open, day("2024-01-18"), 0),
    ];
    assert_eq!(answered, expected);
}

/// Once, a question that had lapsed stayed so though a decision answered it, and one that was answered
/// in words had its answer only since then, though a decision had answered it before.
#[test]
fn the_first_of_all_answers_counts_and_a_lapsed_question_is_answered_too() {
    let books = Books::new();
    for (question, decision) in [("question/a", "decision/a"), ("question/b", "decision/b")] {
        books.say(question, asked(), "2024-01-18");
        books.say(decision, proposed(question), "2024-02-15");
        books.say(decision, Adopted { words: None }, "2024-02-15");
    }
    let answered = question::Answered { words: None, by: None, decision: None };
    books.say("question/a", answered, "2024-03-14");
    books.say("question/b", question::Lapsed { words: None }, "2024-03-14");
    let register = books.register();
    for row in questions(&register) {
        let since = row.since.map(ToString::to_string);
        assert_eq!((row.status, since), (QuestionStatus::Answered, Some("2024-02-15".into())));
    }
}

/// Once, whoever asked for a person missed what is owed under an entry that is one with theirs.
#[test]
fn what_a_merged_entry_owes_is_owed_by_the_one_that_stays() {
    let books = Books::new();
    let name = || person::Name(Text::plain("Ada Hesperus"));
    for entry in ["person/a", "person/b"] {
        books.say(entry, person::Named { name: name() }, "2024-01-18");
    }
    books.say("person/a", person::Merged { into: subject("person/b") }, "2024-02-15");
    let owners = vec![Owner::Person(subject("person/a"))];
    let (number, text) = (None, Text::plain("écrire"));
    let raised = action::Raised { number, text, owners, due: None, meeting: None, decision: None };
    books.say("action/a", raised, "2024-01-18");
    let register = books.register();
    for entry in ["person/a", "person/b"] {
        let owed_by = OwedBy { subjects: [subject(entry)].into(), each_partner: false };
        let actions = Actions::of(&register, day("2024-03-14"), Which::All, Some(&owed_by));
        assert_eq!(actions.counts.all, 1, "{entry}");
    }
}

/// Once, a meeting after the day asked was listed as one to which nobody came.
#[test]
fn nobody_is_counted_at_a_meeting_that_is_still_to_come() {
    let books = Books::new();
    let on = day("2024-03-14");
    let held = Held { on, title: None, venue: None, starts: None, ends: None, group: None };
    books.say("meeting/a", held, "2024-03-14");
    let register = books.register();
    let turnout = |on: &str| meetings::list(&register, day(on))[0].turnout;
    assert_eq!(turnout("2024-03-13"), None);
    assert_eq!(turnout("2024-03-14"), Some(Turnout::default()));
}

#[test]
fn things_without_a_number_stand_in_the_order_of_their_lines_though_one_was_corrected() {
    let books = Books::new();
    let said = |about: &str, line, corrects: Option<(Position, Nature)>| {
        let (kind, text) = (note::NoteKind::News, Text::plain("dit"));
        let event = note::Recorded { kind, text, meeting: None };
        let document = subject("document/minutes");
        let source = Some(Source { document, lines: vec![(line, line)] });
        let about = subject(about);
        books.record(|id| {
            let fact = NewFact::new(id, about, event.into(), day("2024-01-18"));
            Entry::Fact(NewFact { source, corrects, ..fact })
        })
    };
    let first = said("note/z", 3, None);
    said("note/a", 7, None);
    said("note/z", 3, Some((first, Nature::Slip)));
    let register = books.register();
    let rows = &notes(&register)[&note::NoteKind::News];
    let order: Vec<_> = rows.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(order, ["note/z", "note/a"]);
}

#[test]
fn the_records_of_a_subject_show_what_was_corrected_and_withdrawn() {
    let books = Books::new();
    let number = |text: &str| spro_core::domain::number::Number::parse(text).unwrap();
    let cited = |text: &str| action::Cited { number: number(text) };
    let first = books.say("action/a", cited("A1"), "2024-01-18");
    let done = books.say("action/a", action::Completed { words: None }, "2024-01-18");
    books.say("action/b", cited("A2"), "2024-01-18");
    let corrected = books.record(|id| {
        let event = cited("A3").into();
        let fact = NewFact::new(id, subject("action/a"), event, day("2024-01-18"));
        Entry::Fact(NewFact { corrects: Some((first, Nature::Slip)), ..fact })
    });
    let (nature, learned) = (Nature::News, day("2024-03-14"));
    let withdrawn = books.record(|id| Entry::Retraction { id, target: done, nature, learned });

    let store = books.ledger.store();
    let query = Query::subject(subject("action/a"));
    let rows = Facts::of(store, query.clone(), AsOf::default()).unwrap().rows;
    let shown: Vec<_> = rows.iter().map(|row| (row.position, row.amends, row.in_force)).collect();
    let slip = (Change::Corrects, Amendment { target: first, nature: Nature::Slip });
    let news = (Change::Retracts, Amendment { target: done, nature });
    let expected = [
        (first, None, false),
        (done, None, false),
        (corrected, Some(slip), true),
        (withdrawn, Some(news), false),
    ];
    assert_eq!(shown, expected);
    // Recorded on 20 March, what was known on 18 January came late, what was learned on the 14th not.
    let late: Vec<_> = rows.iter().map(|row| row.recorded_later).collect();
    assert_eq!(late, [true, true, true, false]);

    let before = AsOf { known_at: Some(day("2024-03-13")), ..AsOf::default() };
    let known: Vec<_> =
        Facts::of(store, query, before).unwrap().rows.iter().map(|row| row.in_force).collect();
    assert_eq!(known, [false, true, true], "nobody knew yet that it was not done");

    let timeline = Timeline::of(store, AsOf::default()).unwrap();
    let told: Vec<_> = timeline.moments.iter().map(|it| it.fact.position.get()).collect();
    assert_eq!(told, [corrected.get(), 3], "a correction stands where the fact stood");
}

/// Once, whoever asked for what names a person was told that a correction which names them, and which
/// is in force, is not: what it corrects does not name them, and so was not looked at.
#[test]
fn a_correction_that_names_somebody_first_is_in_force_for_whoever_asks_for_them() {
    let books = Books::new();
    let answered = |by: Option<&str>| {
        let by = by.map(|by| Owner::Person(subject(by)));
        question::Answered { words: None, by, decision: None }
    };
    let first = books.say("question/a", answered(None), "2024-01-18");
    let correction = |nature, learned: &'static str| {
        books.record(|id| {
            let event = answered(Some("person/ada")).into();
            let fact = NewFact::new(id, subject("question/a"), event, day(learned));
            Entry::Fact(NewFact { corrects: Some((first, nature)), ..fact })
        })
    };
    let corrected = correction(Nature::News, "2024-03-14");
    let query = Query::about(subject("person/ada"));
    let on = |on: Option<&str>| {
        let as_of = AsOf { on: on.map(day), ..AsOf::default() };
        let rows = Facts::of(books.ledger.store(), query.clone(), as_of).unwrap().rows;
        rows.into_iter().map(|row| (row.position, row.in_force, row.since)).collect::<Vec<_>>()
    };
    let since = When::day(day("2024-01-18"));
    let expected = [(corrected, true, since)];
    assert_eq!(on(None), expected);
    assert_eq!(on(Some("2024-01-18")), expected, "it is true since the answer that it corrects");
}
