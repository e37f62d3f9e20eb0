//! The demo's minutes, read from their Markdown and imported, are answered as was worked out by
//! hand: every row of the tables on actions, decisions, occasions, questions and ideas.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

#[path = "../../spro-core/tests/demo_year/agree.rs"]
mod agree;
#[path = "../../spro-core/tests/demo_year/tables.rs"]
mod tables;

use std::cell::Cell;
use std::fs;
use std::path::Path;

use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::{CommitId, LedgerId};
use spro_core::kernel::ledger::{Commit, Ledger};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::{Known as Found, Register};
use spro_minutes::draft::Confidence;
use spro_minutes::reconcile::{Answers, Import, Known, plan};
use tables::Names;

const MEETINGS: [&str; 6] =
    ["2024-01-18", "2024-03-14", "2024-05-16", "2024-07-04", "2024-09-26", "2024-12-05"];

/// A sealed ledger.
type Sealed = Ledger<MemoryStore<fn() -> Stamp>, MemoryVault<fn() -> [u8; 32]>>;

struct Imported {
    ledger: Sealed,
    now: Register,
}

impl Imported {
    /// Imports the minutes of these meetings, in this order.
    fn of(meetings: &[&str]) -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let clock: fn() -> Stamp = || "2025-02-01T08:00:00.000Z".parse().unwrap();
        let secret: fn() -> [u8; 32] = || [7; 32];
        let ledger = Ledger::new(MemoryStore::new(identity, clock), Some(MemoryVault::new(secret)));
        let mut known = Known::read(&ledger).unwrap();
        let next = Cell::new(0u128);
        let new_id = || {
            next.set(next.get() + 1);
            next.get().to_be_bytes()
        };
        for day in meetings {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/demo");
            let text = fs::read_to_string(folder.join(format!("{day}-compte-rendu.md"))).unwrap();
            let (draft, _) = spro_minutes::read(&text);
            let import = Import { draft: &draft, original: None, at_least: Confidence::Likely };
            let plan =
                plan(&ledger, &known, &import, &Answers::default(), &mut || new_id()).unwrap();
            assert!(plan.questions.is_empty() && plan.left.is_empty());
            let (guard, entries) = (plan.guard(), plan.into_entries());
            let by = Subject::parse("person/clerk").unwrap();
            let commit = Commit { id: CommitId::from_bytes(new_id()), by, cause: None, entries };
            ledger.record(commit, &guard).unwrap();
            known.catch_up(&ledger).unwrap();
        }
        let now = Register::of(ledger.store(), AsOf::default()).unwrap();
        Self { ledger, now }
    }

    fn on(&self, day: &str) -> Register {
        let as_of = AsOf { on: Some(day.parse().unwrap()), ..AsOf::default() };
        Register::of(self.ledger.store(), as_of).unwrap()
    }
}

impl Names for Imported {
    fn name(&self, subject: &Subject) -> String {
        let number = match &self.now.entry(subject).unwrap().known {
            Found::Person(person) => return self.open(&person.names[0].name),
            Found::Organisation(organisation) => return organisation.names[0].name.clone(),
            Found::Occasion(occasion) => return self.open(occasion.name.as_ref().unwrap()),
            Found::Action(action) => &action.number,
            Found::Decision(decision) => &decision.number,
            Found::Idea(idea) => &idea.number,
            Found::Question(question) => &question.number,
            other => panic!("{other:?} has neither name nor number"),
        };
        number.as_ref().unwrap().to_string()
    }

    fn open(&self, text: &Text) -> String {
        match self.ledger.keyring().open(text).unwrap() {
            Opened::Clear(clear) => clear.into_owned(),
            Opened::Erased => panic!("nothing was erased"),
        }
    }
}

#[test]
fn the_minutes_as_imported_are_answered_as_worked_out_by_hand() {
    let late_in_the_end =
        ["2024-01-18", "2024-03-14", "2024-07-04", "2024-09-26", "2024-12-05", "2024-05-16"];
    for meetings in [MEETINGS, late_in_the_end] {
        let imported = Imported::of(&meetings);
        agree::actions_agree(&imported, |day| imported.on(day));
        agree::earlier_actions_agree(&imported, |day| imported.on(day));
        agree::decisions_agree(&imported, |day| imported.on(day));
        agree::occasions_agree(&imported, |day| imported.on(day));
        agree::open_points_agree(&imported, |day| imported.on(day));
    }
}

#[test]
fn without_the_late_minutes_the_answers_say_what_they_do_not_know() {
    let whole = Imported::of(&MEETINGS);
    let without =
        Imported::of(&["2024-01-18", "2024-03-14", "2024-07-04", "2024-09-26", "2024-12-05"]);
    let (before, after) = (without.on("2024-12-31"), whole.on("2024-12-31"));
    agree::differ_as_foretold((&without, &before), (&whole, &after));
}
