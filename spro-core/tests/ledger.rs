//! What recording through a ledger promises: texts are sealed on the way in, and open on the way out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

use std::collections::BTreeSet;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU8, Ordering};

use chrono::NaiveDate;
use serde_json::value::{RawValue, to_raw_value};
use spro_core::kernel::encoding::{Nature, Source};
use spro_core::kernel::event::{Event, Fact, Recordable, TextKey, TextVisitor};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::{AsOf, History};
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact, RecordError, SealedUnder};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::keyring::{OpenError, Opened};
use spro_core::kernel::seal::text::{Field, KeyOwner, Text};
use spro_core::kernel::seal::vault::{KeyId, MemoryVault, Vault};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{AppendError, LedgerIdentity, ReadRequest, Store};
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

/// A guest came, and said something.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Came {
    name: Text,
    said: Vec<Text>,
}

impl Event for Came {
    const NAMESPACE: &'static str = "hotel";
    fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>> {
        (kind == "hotel.guest.came").then(|| serde_json::from_str(data))
    }
    fn texts(&mut self, visit: &mut TextVisitor<'_>) {
        visit(Field::named("name"), TextKey::Subject, &mut self.name);
        for (said, at) in self.said.iter_mut().zip(0..) {
            visit(Field::named("said").at(at), TextKey::Source, said);
        }
    }
}

impl Recordable for Came {
    fn kind(&self) -> &'static str {
        "hotel.guest.came"
    }
    fn data(&self) -> Result<Box<RawValue>, serde_json::Error> {
        to_raw_value(self)
    }
}

type Hotel = Ledger<MemoryStore<fn() -> Stamp>, MemoryVault<Box<dyn Fn() -> [u8; 32] + Sync>>>;

fn store() -> MemoryStore<fn() -> Stamp> {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    MemoryStore::new(identity, || "2026-06-01T08:00:00.000Z".parse().unwrap())
}

fn vault() -> MemoryVault<Box<dyn Fn() -> [u8; 32] + Sync>> {
    let next = AtomicU8::new(1);
    MemoryVault::new(Box::new(move || [next.fetch_add(1, Ordering::Relaxed); 32]))
}

fn hotel() -> Hotel {
    Ledger::new(store(), Some(vault()))
}

fn guest(name: &str) -> Subject {
    Subject::parse(&format!("guest/{name}")).unwrap()
}

fn book() -> Source {
    Source { document: Subject::parse("document/book").unwrap(), lines: vec![(3, 4)] }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 1).unwrap()
}

fn came(number: u8) -> NewFact<Came> {
    let event = Came {
        name: Text::plain("Ada Hesperus"),
        said: vec![Text::plain("Ada Hesperus likes it"), Text::plain("and Bo too")],
    };
    let id = EventId::from_bytes([number; 16]);
    NewFact { source: Some(book()), ..NewFact::new(id, guest("ada"), event, day()) }
}

fn commit(number: u8, entries: Vec<Entry<Came>>) -> Commit<Came> {
    let by = Subject::parse("person/clerk").unwrap();
    Commit { id: CommitId::from_bytes([number; 16]), by, cause: None, entries }
}

fn record(hotel: &Hotel, number: u8, fact: NewFact<Came>) -> Result<Position, RecordError> {
    let commit = commit(number, vec![Entry::Fact(fact)]);
    hotel.record(commit, &Guard::unguarded()).map(|receipt| receipt.first)
}

fn facts(hotel: &Hotel) -> Vec<Fact<Came>> {
    let mut history = History::new(AsOf::default());
    let request = ReadRequest::from_start(Query::all());
    let read = hotel.store().read(&request, &mut |record| {
        history.add(record).unwrap();
        ControlFlow::Continue(())
    });
    read.unwrap();
    history.into_facts()
}

fn shown(hotel: &Hotel, text: &Text) -> String {
    match hotel.keyring().open(text).unwrap() {
        Opened::Clear(text) => text.into_owned(),
        Opened::Erased => "erased".into(),
    }
}

#[test]
fn no_text_stands_in_the_clear_in_any_record_and_each_opens_again() {
    let hotel = hotel();
    record(&hotel, 1, came(1)).unwrap();
    let read = hotel.store().read(&ReadRequest::from_start(Query::all()), &mut |record| {
        let bytes = String::from_utf8_lossy(record.bytes);
        assert!(!bytes.contains("Ada") && !bytes.contains("likes"), "{bytes}");
        ControlFlow::Continue(())
    });
    read.unwrap();
    let fact = facts(&hotel).remove(0);
    assert_eq!(shown(&hotel, &fact.event.name), "Ada Hesperus");
    assert_eq!(shown(&hotel, &fact.event.said[1]), "and Bo too");
}

#[test]
fn without_a_vault_texts_stand_in_the_clear() {
    let plain: Hotel = Ledger::new(store(), None);
    record(&plain, 1, came(1)).unwrap();
    assert_eq!(facts(&plain).remove(0).event.name.as_plain(), Some("Ada Hesperus"));
}

#[test]
fn a_sealed_ledger_without_its_vault_says_so_and_shows_nothing_as_erased() {
    let sealed = hotel();
    record(&sealed, 1, came(1)).unwrap();
    let fact = facts(&sealed).remove(0);
    let without: Hotel = Ledger::new(store(), None);
    assert!(matches!(without.keyring().open(&fact.event.name), Err(OpenError::NoVault)));
}

#[test]
fn the_same_commit_sent_again_is_the_same_append() {
    let hotel = hotel();
    let first = record(&hotel, 1, came(1)).unwrap();
    assert_eq!(record(&hotel, 1, came(1)).unwrap(), first);
    assert_eq!(hotel.store().head().unwrap().position, first);
}

#[test]
fn a_name_is_under_its_subject_and_a_text_under_its_document() {
    let hotel = hotel();
    record(&hotel, 1, came(1)).unwrap();
    let destroy = |hotel: &Hotel, name: &str, kept: &str| {
        let vault = hotel.keyring().vault().unwrap();
        let epoch = vault.current().unwrap();
        let id = |text: &str| KeyId::of(&text);
        let in_use = BTreeSet::from([(epoch, id(name)), (epoch, id(kept))]);
        vault.destroy(&BTreeSet::from([id(name)]), &in_use).unwrap();
        hotel.keyring().forget();
    };
    destroy(&hotel, "guest/ada", "document/book");
    let fact = facts(&hotel).remove(0);
    assert_eq!(shown(&hotel, &fact.event.name), "erased");
    assert_eq!(shown(&hotel, &fact.event.said[0]), "Ada Hesperus likes it");
}

#[test]
fn what_belongs_to_an_erased_subject_is_refused_and_to_an_erased_document_goes_under_the_commit() {
    let hotel = hotel();
    let vault = hotel.keyring().vault().unwrap();
    let erased = ["guest/ada", "document/book"].map(|id| KeyId::of(&id));
    vault.destroy(&BTreeSet::from(erased), &BTreeSet::new()).unwrap();
    let refused = record(&hotel, 1, came(1)).unwrap_err();
    let owner = KeyOwner::Subject(guest("ada"));
    assert!(matches!(refused, RecordError::Seal(OpenError::Destroyed { owner: o }) if o == owner));
    assert_eq!(hotel.store().head().unwrap().position, Position::START);

    record(&hotel, 2, NewFact { subject: guest("bo"), ..came(2) }).unwrap();
    assert_eq!(shown(&hotel, &facts(&hotel).remove(0).event.said[1]), "and Bo too");
}

/// A caller who heard nothing of its commit, and sends it again after somebody was erased, is told
/// that the ids are taken; nothing is recorded twice.
#[test]
fn a_commit_sent_again_after_keys_were_destroyed_is_a_conflict_of_its_own_ids() {
    let hotel = hotel();
    let first = record(&hotel, 1, came(1)).unwrap();
    let vault = hotel.keyring().vault().unwrap();
    let epoch = vault.current().unwrap();
    let in_use = ["guest/ada", "document/book"].map(|id| (epoch, KeyId::of(&id)));
    vault.destroy(&BTreeSet::from([KeyId::of(&"guest/bo")]), &in_use.into()).unwrap();
    hotel.keyring().forget();
    let refused = record(&hotel, 1, came(1)).unwrap_err();
    let ids = [EventId::from_bytes([1; 16])];
    assert!(
        matches!(&refused, RecordError::Append(AppendError::Conflict { ids: taken }) if *taken == ids),
        "{refused:?}"
    );
    assert_eq!(hotel.store().head().unwrap().position, first);
    assert_eq!(shown(&hotel, &facts(&hotel).remove(0).event.name), "Ada Hesperus");
}

/// Once, the refusal named the key under which the text was to be sealed, which is intact.
#[test]
fn an_erased_text_is_not_recorded_elsewhere_and_the_refusal_names_its_key() {
    let hotel = hotel();
    record(&hotel, 1, came(1)).unwrap();
    let vault = hotel.keyring().vault().unwrap();
    let in_use = BTreeSet::from([(vault.current().unwrap(), KeyId::of(&"document/book"))]);
    vault.destroy(&BTreeSet::from([KeyId::of(&"guest/ada")]), &in_use).unwrap();
    hotel.keyring().forget();
    let read = facts(&hotel).remove(0).event;
    let again = NewFact { event: read, subject: guest("bo"), ..came(2) };
    let refused = record(&hotel, 2, again).unwrap_err();
    let owner = KeyOwner::Subject(guest("ada"));
    assert!(
        matches!(&refused, RecordError::Seal(OpenError::Destroyed { owner: o }) if *o == owner),
        "{refused:?}"
    );
}

#[test]
fn a_correction_takes_the_place_of_its_target_and_its_texts_open() {
    let hotel = hotel();
    let target = record(&hotel, 1, came(1)).unwrap();
    let correction = NewFact {
        event: Came { name: Text::plain("Ada"), said: Vec::new() },
        corrects: Some((target, Nature::Slip)),
        sealed_under: SealedUnder::Commit,
        ..came(2)
    };
    record(&hotel, 2, correction).unwrap();
    let facts = facts(&hotel);
    assert_eq!(facts.len(), 1);
    assert_eq!(shown(&hotel, &facts[0].event.name), "Ada");
}

#[test]
fn a_text_that_was_read_can_be_recorded_again_elsewhere() {
    let hotel = hotel();
    record(&hotel, 1, came(1)).unwrap();
    let read = facts(&hotel).remove(0).event;
    let again = NewFact { event: read, subject: guest("bo"), ..came(2) };
    record(&hotel, 2, again).unwrap();
    assert_eq!(shown(&hotel, &facts(&hotel).remove(1).event.name), "Ada Hesperus");
}

#[test]
fn to_amend_a_place_that_holds_nothing_is_refused() {
    let hotel = hotel();
    let (id, nature) = (EventId::from_bytes([9; 16]), Nature::Slip);
    let entry = Entry::Retraction { id, target: Position::new(7), nature, learned: day() };
    let refused = hotel.record(commit(1, vec![entry]), &Guard::unguarded()).unwrap_err();
    assert!(matches!(refused, RecordError::NoSuchRecord { .. }), "{refused}");
}

/// Once, a day that was stated was dropped where it was the day of learning: "done today" came back
/// as "done by today", and nobody could say whether that was in time.
#[test]
fn a_day_that_is_stated_comes_back_as_stated() {
    let hotel = hotel();
    let since = Some(When::day(day()));
    record(&hotel, 1, NewFact { occurred: since.clone(), ..came(1) }).unwrap();
    record(&hotel, 2, came(2)).unwrap();
    let stated: Vec<_> = facts(&hotel).into_iter().map(|fact| fact.occurred).collect();
    assert_eq!(stated, [since, None]);
}

/// So many facts, of which one in ten is of no document.
fn many(count: u16) -> Vec<Entry<Came>> {
    (0..count)
        .map(|number| {
            let mut fact = came(1);
            let [high, low] = number.to_be_bytes();
            fact.id = EventId::from_bytes([high, low, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]);
            fact.source = fact.source.filter(|_| number % 10 > 0);
            Entry::Fact(fact)
        })
        .collect()
}

#[test]
fn a_commit_is_the_same_whether_one_thread_makes_its_events_or_several() {
    let made_by = |threads| {
        let hotel = hotel().making_on(NonZero::new(threads).unwrap());
        hotel.record(commit(1, many(1_003)), &Guard::unguarded()).unwrap()
    };
    let by_one = made_by(1);
    assert_eq!(by_one.head.position, Position::new(1_003));
    for threads in [2, 3, 64] {
        assert_eq!(made_by(threads), by_one);
    }
}

#[test]
fn where_several_threads_fail_the_first_entry_that_fails_is_told() {
    let hotel = hotel().making_on(NonZero::new(3).unwrap());
    let mut entries = many(1_000);
    for (at, target) in [(900, 9), (500, 5), (501, 6)] {
        let (target, nature) = (Position::new(target), Nature::Slip);
        let (id, learned) = (EventId::from_bytes([8; 16]), day());
        entries[at] = Entry::Retraction { id, target, nature, learned };
    }
    let refused = hotel.record(commit(1, entries), &Guard::unguarded()).unwrap_err();
    let RecordError::NoSuchRecord { position } = refused else { panic!("{refused}") };
    assert_eq!(position, Position::new(5));
    assert_eq!(hotel.store().head().unwrap().position, Position::START);
}
