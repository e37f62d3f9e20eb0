//! A small register: a few people, organisations, memberships and meetings, and a ledger of them.

use std::cell::Cell;

use chrono::NaiveDate;
use proptest::prelude::*;
use spro_core::domain::attendance::{AttendanceStatus, Mode, Recorded, Role};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::{Cancelled, Cited, Held, Planned};
use spro_core::domain::membership::{Began, Ended};
use spro_core::domain::minutes::{Approved, Circulated, Drafted, Rectified};
use spro_core::domain::person::Name;
use spro_core::domain::{organisation, person};
use spro_core::kernel::encoding::Nature;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact, RecordError};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;
use spro_core::kernel::subject::Subject;
use spro_core::when::{LocalTime, When};

pub(crate) type Store = MemoryStore<fn() -> Stamp>;
type NoVault = MemoryVault<fn() -> [u8; 32]>;

/// A ledger, and what makes ids for it.
pub(crate) struct World {
    ledger: Ledger<Store, NoVault>,
    ids: Cell<u128>,
}

/// Something that is said, of one subject.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) subject: Subject,
    pub(crate) event: RegisterEvent,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) learned: NaiveDate,
}

impl World {
    pub(crate) fn new() -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let store: Store =
            MemoryStore::new(identity, || "2025-01-06T08:00:00.000Z".parse().unwrap());
        Self { ledger: Ledger::new(store, None), ids: Cell::new(0) }
    }

    pub(crate) fn store(&self) -> &Store {
        self.ledger.store()
    }

    pub(crate) fn record(&self, said: impl IntoIterator<Item = Said>) {
        let entries = said.into_iter().map(|said| Entry::Fact(self.fact(said)));
        self.commit(entries.collect()).unwrap();
    }

    /// Corrects what stands at a place, by something said of the same subject.
    pub(crate) fn correct(&self, target: Position, said: Said) -> Result<(), RecordError> {
        let corrects = Some((target, Nature::News));
        self.commit(vec![Entry::Fact(NewFact { corrects, ..self.fact(said) })])
    }

    pub(crate) fn retract(&self, target: Position, learned: NaiveDate) -> Result<(), RecordError> {
        let id = EventId::from_bytes(self.id());
        self.commit(vec![Entry::Retraction { id, target, nature: Nature::News, learned }])
    }

    fn fact(&self, said: Said) -> NewFact<RegisterEvent> {
        let id = EventId::from_bytes(self.id());
        let occurred = said.since.map(When::day);
        NewFact { occurred, ..NewFact::new(id, said.subject, said.event, said.learned) }
    }

    fn commit(&self, entries: Vec<Entry<RegisterEvent>>) -> Result<(), RecordError> {
        let by = Subject::parse("person/clerk").unwrap();
        let commit = Commit { id: CommitId::from_bytes(self.id()), by, cause: None, entries };
        self.ledger.record(commit, &Guard::unguarded()).map(|_| ())
    }

    fn id(&self) -> [u8; 16] {
        self.ids.set(self.ids.get() + 1);
        self.ids.get().to_be_bytes()
    }
}

/// A day of 2024, by its number from 0.
pub(crate) fn day(number: u32) -> NaiveDate {
    NaiveDate::from_yo_opt(2024, number + 1).unwrap()
}

pub(crate) fn subject(kind: &str, number: u8) -> Subject {
    Subject::parse(&format!("{kind}/{kind}-{number}")).unwrap()
}

/// The day on which the meeting of a number is held.
pub(crate) fn meeting_day(number: u8) -> NaiveDate {
    day(30 * u32::from(number))
}

pub(crate) fn held(number: u8) -> Held {
    let on = meeting_day(number);
    // The last one is of a working group.
    let group = (number == 3).then(|| Text::plain("Forum"));
    Held { on, title: None, venue: None, starts: None, ends: None, group }
}

pub(crate) fn listed() -> impl Strategy<Value = Recorded> {
    let status = prop::sample::select(vec![
        AttendanceStatus::Present,
        AttendanceStatus::Present,
        AttendanceStatus::Excused,
        AttendanceStatus::Absent,
        AttendanceStatus::Proxied,
    ]);
    let role = prop::sample::select(vec![Role::Member, Role::Member, Role::Guest]);
    let time = || prop::option::of((8..12u8).prop_map(|hour| LocalTime::new(hour, 0).unwrap()));
    let proxy = prop::option::weighted(0.3, 0..4u8);
    let organisations = prop::collection::vec(0..3u8, 0..3);
    (0..4u8, status, role, organisations, proxy, time(), time()).prop_map(
        |(person, status, role, organisations, proxy, arrived, left)| Recorded {
            person: subject("person", person),
            status,
            mode: Mode::OnSite,
            role,
            on_behalf_of: organisations.into_iter().map(|it| subject("organisation", it)).collect(),
            for_body: false,
            proxy: proxy.map(|holder| subject("person", holder)),
            arrived,
            left,
        },
    )
}

pub(crate) fn began() -> impl Strategy<Value = Began> {
    let organisation = || prop::option::weighted(0.8, 0..3u8);
    (0..4u8, organisation(), organisation()).prop_map(|(person, of, instead_of)| Began {
        person: subject("person", person),
        on_behalf_of: of.map(|it| subject("organisation", it)),
        instead_of: instead_of.map(|it| subject("organisation", it)),
        role: None,
    })
}

pub(crate) fn approved() -> Approved {
    Approved { at: None, words: None }
}

pub(crate) fn rectified() -> Rectified {
    Rectified { at: None, words: Text::plain("an erratum") }
}

/// What is said of one of the subjects, whether it makes sense or not.
fn event() -> impl Strategy<Value = (Subject, RegisterEvent)> {
    let of = |kind: &'static str, event: RegisterEvent| {
        (0..4u8).prop_map(move |number| (subject(kind, number), event.clone()))
    };
    let named =
        |number: u8| person::Named { name: Name(Text::plain(&format!("Person {number}"))) }.into();
    let called = |number: u8| organisation::Named { name: format!("ORG {number}") }.into();
    let planned = Planned { on: When::day(day(40)), venue: None, group: None };
    prop_oneof![
        6 => (0..4u8, listed()).prop_map(|(at, listed)| (subject("meeting", at), listed.into())),
        4 => (0..4u8).prop_map(|at| (subject("meeting", at), held(at).into())),
        1 => of("meeting", Cancelled { words: None }.into()),
        1 => of("meeting", planned.into()),
        1 => of("meeting", Cited { on: day(30) }.into()),
        1 => of("meeting", Drafted { by: None, document: None }.into()),
        1 => of("meeting", Circulated {}.into()),
        1 => of("meeting", approved().into()),
        1 => of("meeting", rectified().into()),
        2 => (0..3u8, began()).prop_map(|(of, began)| (subject("membership", of), began.into())),
        1 => of("membership", Ended {}.into()),
        1 => (0..4u8).prop_map(move |of| (subject("person", of), named(of))),
        1 => (0..3u8).prop_map(move |of| (subject("organisation", of), called(of))),
        1 => (0..4u8, 0..4u8).prop_map(|(from, into)| {
            (subject("person", from), person::Merged { into: subject("person", into) }.into())
        }),
        1 => (0..3u8, 0..3u8).prop_map(|(from, into)| {
            let into = subject("organisation", into);
            (subject("organisation", from), organisation::Merged { into }.into())
        }),
        1 => (0..3u8, 0..3u8).prop_map(|(part, whole)| {
            let whole = subject("organisation", whole);
            (subject("organisation", part), organisation::PartOf { whole }.into())
        }),
    ]
}

/// Anything that could be said, sense or not, of any day.
pub(crate) fn said() -> impl Strategy<Value = Said> {
    (event(), prop::option::of(0..150u32), 0..150u32).prop_map(
        |((subject, event), since, learned)| Said {
            subject,
            event,
            since: since.map(day),
            learned: day(learned),
        },
    )
}
