//! The answer to a question is that of a register of everything.

use std::cell::Cell;

use proptest::prelude::*;
use spro_core::domain::action::{Completed, Raised};
use spro_core::domain::attendance::{self, AttendanceStatus};
use spro_core::domain::meeting::{Cited, Held, Planned};
use spro_core::domain::owner::Owner;
use spro_core::domain::person::{Merged, Name, Named};
use spro_core::kernel::ledger::{Commit, Entry, NewFact};
use spro_core::kernel::prelude::*;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::snapshot::MemorySnapshots;
use spro_core::kernel::store::{AppendError, LedgerIdentity, ReadEnd, ReadError, Receipt, Visitor};
use spro_core::views::actions::{Actions, OwedBy, Which};
use spro_core::views::decisions::{self, Decisions};
use spro_core::views::ideas::ideas;
use spro_core::views::occasions::occasions;
use spro_core::views::questions::questions;
use spro_core::views::register::Register;
use spro_core::when::When;

use super::{Books, books, day, record, stamp, step};

/// Everything that the views say of a register, one question a place.
fn told(register: &Register, question: usize) -> String {
    let actions = |which, owed_by: Option<&OwedBy>| {
        format!("{:?}", Actions::of(register, day(15), which, owed_by))
    };
    let subject = |text| Subject::parse(text).unwrap();
    match question {
        0 => actions(Which::All, None),
        1 => actions(Which::Open, None),
        2 => actions(Which::Late, None),
        3 => {
            let owed_by = OwedBy { subjects: [subject("person/ada")].into(), each_partner: false };
            actions(Which::Open, Some(&owed_by))
        }
        4 => format!("{:?}", Decisions::of(register, decisions::Which::All)),
        5 => format!("{:?}", Decisions::of(register, decisions::Which::InForce)),
        6 => format!("{:?}", questions(register)),
        7 => format!("{:?}", ideas(register)),
        8 => format!("{:?}", occasions(register)),
        9 => format!("{:?}", register.entries().collect::<Vec<_>>()),
        _ => {
            let all = ["action/a", "decision/d", "question/q", "person/nobody"];
            format!("{:?}", all.map(|text| register.entry(&subject(text)).cloned()))
        }
    }
}

fn ask<T>(
    store: &impl Store,
    snapshots: &MemorySnapshots,
    as_of: AsOf,
    question: impl FnMut(&Register) -> T,
) -> T {
    Register::ask(store, snapshots, as_of, question).unwrap().answer
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn an_answer_is_that_of_a_register_of_everything(
        steps in prop::collection::vec(step(), 1..40),
        on in prop::option::of(1..28u32),
        known_at in prop::option::of(1..28u32),
        recorded_at in prop::option::of(-1..41i64),
    ) {
        let books = books();
        let snapshots = MemorySnapshots::default();
        for (number, step) in (0u8..).zip(&steps) {
            record(&books, number, step);
        }
        let recorded_at = recorded_at.map(stamp);
        let as_of = AsOf { on: on.map(day), known_at: known_at.map(day), recorded_at };
        let everything = Register::of(books.store(), as_of).unwrap();
        for question in 0..11 {
            let answer = ask(books.store(), &snapshots, as_of, |register| {
                (told(register, question), register.head(), register.as_of())
            });
            let whole = (told(&everything, question), everything.head(), as_of);
            prop_assert_eq!(answer, whole);
        }
    }
}

fn say(books: &Books, number: u8, about: &str, event: impl Into<super::RegisterEvent>) {
    let id = EventId::from_bytes([number; 16]);
    let fact = NewFact::new(id, Subject::parse(about).unwrap(), event.into(), day(1));
    let (id, by) = (CommitId::from_bytes([number; 16]), Subject::parse("person/clerk").unwrap());
    let commit = Commit { id, by, cause: None, entries: vec![Entry::Fact(fact)] };
    books.record(commit, &Guard::unguarded()).unwrap();
}

fn raised(owner: &str) -> Raised {
    Raised {
        number: None,
        text: Text::plain("to write"),
        owners: vec![Owner::Person(Subject::parse(owner).unwrap())],
        due: None,
        meeting: None,
        decision: None,
    }
}

/// A ledger that counts the records that its readers visit.
struct Counting<'b>(&'b Books, Cell<usize>);

impl Store for Counting<'_> {
    fn identity(&self) -> LedgerIdentity {
        self.0.store().identity()
    }
    fn head(&self) -> Result<spro_core::kernel::position::Head, ReadError> {
        self.0.store().head()
    }
    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        self.0.store().append(batch, guard)
    }
    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        self.0.store().read(request, &mut |record| {
            self.1.set(self.1.get() + 1);
            visit(record)
        })
    }
    fn wait_after(
        &self,
        position: Position,
        timeout: std::time::Duration,
    ) -> Result<spro_core::kernel::position::Head, ReadError> {
        self.0.store().wait_after(position, timeout)
    }
}

#[test]
fn names_are_followed_through_merges_and_what_is_not_looked_at_is_not_read() {
    let books = books();
    let name = |text: &str| Named { name: Name(Text::plain(text)) };
    say(&books, 1, "action/a", raised("person/a"));
    say(&books, 2, "person/a", name("Ada"));
    say(&books, 3, "person/b", name("Ada Hesperus"));
    let into = Subject::parse("person/b").unwrap();
    say(&books, 4, "person/a", Merged { into });
    for number in 5..105 {
        say(&books, number, &format!("person/p{number}"), name("somebody"));
    }
    let store = Counting(&books, Cell::new(0));
    let owner_of_all = |register: &Register| {
        let actions = Actions::of(register, day(15), Which::Open, None);
        let owner = actions.undated.first()?.action.present_owners()?.first()?.subject()?;
        let staying = register.staying(owner);
        Some((staying.clone(), register.person(staying)?.names.first()?.name.clone()))
    };
    let snapshots = MemorySnapshots::default();
    let answer = ask(&store, &snapshots, AsOf::default(), owner_of_all).unwrap();
    assert_eq!(answer.0.as_str(), "person/b");
    assert_eq!(answer.1, Text::plain("Ada Hesperus"));
    assert!(store.1.get() < 10, "{} records were read", store.1.get());
}

#[test]
fn the_meetings_of_a_day_are_those_of_a_register_of_everything_and_others_are_not_read_whole() {
    let books = books();
    let held = |on| Held { on, title: None, venue: None, starts: None, ends: None, group: None };
    let planned = |on| Planned { on: When::day(on), venue: None, group: None };
    say(&books, 1, "meeting/a", planned(day(3)));
    say(&books, 2, "meeting/a", held(day(4)));
    say(&books, 3, "meeting/b", planned(day(4)));
    say(&books, 4, "meeting/c", Cited { on: day(4) });
    say(&books, 5, "meeting/c", held(day(5)));
    say(&books, 6, "meeting/d", Cited { on: day(6) });
    for number in 7..107 {
        let listed = attendance::Recorded {
            person: Subject::parse(&format!("person/p{number}")).unwrap(),
            status: AttendanceStatus::Present,
            mode: attendance::Mode::OnSite,
            role: attendance::Role::Member,
            on_behalf_of: Vec::new(),
            for_body: false,
            proxy: None,
            arrived: None,
            left: None,
        };
        say(&books, number, "meeting/c", listed);
    }
    let store = Counting(&books, Cell::new(0));
    let everything = Register::of(books.store(), AsOf::default()).unwrap();
    for on in (1..8).map(day) {
        let of_day = |register: &Register| {
            register.meetings_on(on).map(|(meeting, _)| meeting.clone()).collect::<Vec<_>>()
        };
        let expected: Vec<_> = everything
            .meetings()
            .filter(|(_, meeting, _)| meeting.when().and_then(|when| when.as_day()) == Some(on))
            .map(|(subject, _, _)| subject.clone())
            .collect();
        assert_eq!(of_day(&everything), expected);
        store.1.set(0);
        let snapshots = MemorySnapshots::default();
        assert_eq!(ask(&store, &snapshots, AsOf::default(), of_day), expected, "{on}");
        let concerns_c = [day(4), day(5)].contains(&on);
        assert!(concerns_c || store.1.get() < 20, "{on}: {} records were read", store.1.get());
    }
}

#[test]
fn an_answer_is_up_to_one_place_though_others_record_meanwhile() {
    let books = books();
    say(&books, 1, "action/a", raised("person/a"));
    say(&books, 2, "action/b", raised("person/a"));
    let mut number = 2;
    let answer = ask(books.store(), &MemorySnapshots::default(), AsOf::default(), |register| {
        if number < 4 {
            number += 1;
            let which = if number == 3 { "action/a" } else { "action/b" };
            say(&books, number, which, Completed { words: None });
        }
        let open = register.open_actions().count();
        (register.head().position.get(), open)
    });
    // The first completion came before the open actions were looked for, the other one after.
    assert_eq!(answer, (3, 1));
}
