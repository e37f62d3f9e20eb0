//! What an erasure promises: the name opens nowhere, and all else stays.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU8, Ordering};

use chrono::NaiveDate;
use spro_core::domain::action;
use spro_core::domain::document;
use spro_core::domain::erasure::{self, ErasureError, Names, Report, Request, Search, owner_in};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::note::{self, NoteKind};
use spro_core::domain::organisation;
use spro_core::domain::owner::Owner;
use spro_core::domain::person::{Aliased, Ground, Merged, Name, Named};
use spro_core::kernel::blob::{BlobError, BlobId, Blobs, MemoryBlobs};
use spro_core::kernel::encoding::{Nature, Source};
use spro_core::kernel::event::{Event as _, Fact};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::{AsOf, History};
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::text::{KeyOwner, Text};
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::kernel::seal::{Scope, vault::Vault};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, ReadRequest, Store};
use spro_core::kernel::subject::Subject;

type Secrets = MemoryVault<Box<dyn Fn() -> [u8; 32] + Sync>>;

struct Register {
    ledger: Ledger<MemoryStore<fn() -> Stamp>, Secrets>,
    originals: MemoryBlobs,
    ids: Cell<u8>,
}

fn subject(text: &str) -> Subject {
    Subject::parse(text).unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 1).unwrap()
}

fn minutes() -> Source {
    Source { document: subject("document/minutes"), lines: vec![(3, 4)] }
}

/// Replaces the erased names to the letter.
fn said(_: &str, original: &[u8]) -> Option<String> {
    String::from_utf8(original.to_vec()).ok()
}

fn redact(names: &Names, text: &str) -> Option<String> {
    let redacted =
        names.erased.iter().fold(text.to_owned(), |text, name| text.replace(name, "P-x"));
    (redacted != text).then_some(redacted)
}

impl Register {
    fn new() -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let now: fn() -> Stamp = || "2026-06-01T08:00:00.000Z".parse().unwrap();
        let next = AtomicU8::new(1);
        let secrets: Box<dyn Fn() -> [u8; 32] + Sync> =
            Box::new(move || [next.fetch_add(1, Ordering::Relaxed); 32]);
        let vault = MemoryVault::new(secrets);
        let ledger = Ledger::new(MemoryStore::new(identity, now), Some(vault));
        Self { ledger, originals: MemoryBlobs::default(), ids: Cell::new(0) }
    }

    fn id(&self) -> [u8; 16] {
        self.ids.set(self.ids.get() + 1);
        [self.ids.get(); 16]
    }

    fn fact(&self, about: &str, event: impl Into<RegisterEvent>) -> NewFact<RegisterEvent> {
        NewFact::new(EventId::from_bytes(self.id()), subject(about), event.into(), day())
    }

    fn record(&self, facts: Vec<NewFact<RegisterEvent>>) -> Position {
        let commit = Commit {
            id: CommitId::from_bytes(self.id()),
            by: subject("person/clerk"),
            cause: None,
            entries: facts.into_iter().map(Entry::Fact).collect(),
        };
        self.ledger.record(commit, &Guard::unguarded()).unwrap().first
    }

    fn named(&self, about: &str, name: &str) -> Position {
        let name = Name(Text::plain(name));
        self.record(vec![self.fact(about, Named { name })])
    }

    /// Minutes that name Ada, who owes an action, and their original.
    fn import(&self) -> BlobId {
        let original = "- Ada Hesperus was there\n- Bo Martel too\n";
        let stored = EventId::from_bytes(self.id());
        let blob = BlobId::from_bytes(self.id());
        let owner = KeyOwner::Subject(subject("document/minutes"));
        let keyring = self.ledger.keyring();
        let sealed = keyring.sealing().unwrap().seal_original(
            original.as_bytes(),
            Scope::Subject,
            stored,
            &owner,
        );
        self.originals.put(&blob, &sealed.unwrap()).unwrap();
        let read = |fact: NewFact<RegisterEvent>| NewFact { source: Some(minutes()), ..fact };
        let document = document::Stored {
            name: Text::plain("ada-hesperus.md"),
            digest: Text::plain(&document::digest(original.as_bytes())),
            original: Some(blob.to_string()),
            media_type: "text/markdown".into(),
        };
        let raised = action::Raised {
            number: None,
            text: Text::plain("Ada Hesperus will write to Bo Martel"),
            owners: vec![Owner::Person(subject("person/ada"))],
            due: None,
            meeting: None,
            decision: None,
        };
        self.record(vec![
            NewFact { id: stored, ..read(self.fact("document/minutes", document)) },
            read(self.fact("action/letter", raised)),
        ]);
        blob
    }

    fn noted(&self, about: &str, text: &str) -> Position {
        let text = Text::plain(text);
        let note = note::Recorded { kind: NoteKind::Other, text, meeting: None };
        self.record(vec![self.fact(about, note)])
    }

    fn erase(&self) -> Result<Report, ErasureError> {
        self.erase_where(&said)
    }

    /// Erases Ada where originals say what `text_of` tells.
    fn erase_where(
        &self,
        text_of: &dyn Fn(&str, &[u8]) -> Option<String>,
    ) -> Result<Report, ErasureError> {
        self.erase_in(&self.originals, text_of)
    }

    fn erase_in(
        &self,
        originals: &impl Blobs,
        text_of: &dyn Fn(&str, &[u8]) -> Option<String>,
    ) -> Result<Report, ErasureError> {
        let request = Request {
            person: subject("person/ada"),
            ground: Ground::Objection,
            by: subject("person/clerk"),
            day: day(),
            pseudonym: "P-x".into(),
        };
        let search = Search { redact: &redact, text_of };
        erasure::erase(&self.ledger, originals, &request, &mut || self.id(), &search)
    }

    /// Every text that opens, of every record ever recorded, and every original that opens.
    fn readable(&self) -> String {
        let mut readable = String::new();
        let request = ReadRequest::from_start(Query::all());
        let read = self.ledger.store().read(&request, &mut |record| {
            if let Some(mut fact) = Fact::<RegisterEvent>::decode(record).unwrap() {
                fact.event.texts(&mut |_, _, text| {
                    if let Opened::Clear(text) = self.ledger.keyring().open(text).unwrap() {
                        readable.push_str(&text);
                        readable.push('\n');
                    }
                });
                readable.push_str(&self.original(&fact).unwrap_or_default());
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
        readable
    }

    fn original(&self, fact: &Fact<RegisterEvent>) -> Option<String> {
        let RegisterEvent::Document(document::DocumentEvent::Stored(stored)) = &fact.event else {
            return None;
        };
        let bytes = match self.originals.get(&stored.original.as_ref()?.parse().unwrap()) {
            Ok(bytes) => bytes,
            Err(BlobError::Missing { .. }) => return None,
            Err(error) => panic!("{error}"),
        };
        let opened =
            self.ledger.keyring().open_original(bytes, fact.id, |scope| owner_in(fact, scope));
        opened.unwrap().map(|bytes| String::from_utf8(bytes).unwrap())
    }

    fn in_force(&self, about: &str) -> Vec<Fact<RegisterEvent>> {
        let mut history = History::new(AsOf::default());
        let request = ReadRequest::from_start(Query::subject(subject(about)));
        let read = self.ledger.store().read(&request, &mut |record| {
            history.add(record).unwrap();
            ControlFlow::Continue(())
        });
        read.unwrap();
        history.into_facts()
    }
}

/// Ada in a name, an alias, a text, an owner, a file's name, an original, and a note typed by hand.
fn register() -> Register {
    let register = Register::new();
    register.named("person/ada", "Ada Hesperus");
    let alias = Name(Text::plain("AH"));
    register.record(vec![register.fact("person/ada", Aliased { alias })]);
    register.named("person/bo", "Bo Martel");
    register.import();
    register.noted("note/of-ada", "seen with Ada Hesperus");
    register.noted("note/of-bo", "seen with Bo Martel");
    register
}

#[test]
fn a_name_opens_nowhere_once_it_is_erased() {
    let register = register();
    assert!(register.readable().contains("Ada Hesperus"));
    register.erase().unwrap();
    let readable = register.readable();
    assert!(!readable.contains("Ada") && !readable.contains("AH"), "{readable}");
    assert!(readable.contains("P-x will write to Bo Martel"), "{readable}");
    assert!(readable.contains("P-x was there\n- Bo Martel too"), "{readable}");
    assert!(readable.contains("seen with Bo Martel"), "{readable}");
}

#[test]
fn an_erasure_leaves_the_structure_and_says_what_it_did() {
    let register = register();
    let report = register.erase().unwrap();
    // The file's name and digest, the action's text, the note.
    assert_eq!((report.texts, report.originals, report.originals_lost), (4, 1, 0));
    assert_eq!(report.in_the_clear, []);
    assert_eq!(register.originals.list().unwrap().len(), 1);
    let [action] = register.in_force("action/letter").try_into().unwrap();
    let RegisterEvent::Action(action::ActionEvent::Raised(raised)) = action.event else {
        panic!("{:?}", action.event);
    };
    assert_eq!(raised.owners, [Owner::Person(subject("person/ada"))]);
    assert_eq!(action.source, Some(minutes()));
    assert_eq!(action.learned, day());
}

#[test]
fn a_second_erasure_of_somebody_else_keeps_what_the_first_one_rewrote() {
    let register = register();
    register.erase().unwrap();
    let request = Request {
        person: subject("person/bo"),
        ground: Ground::Unlawful,
        by: subject("person/clerk"),
        day: day(),
        pseudonym: "P-y".into(),
    };
    let redact =
        |names: &Names, text: &str| redact(names, text).map(|text| text.replace("P-x", "P"));
    let done = erasure::erase(
        &register.ledger,
        &register.originals,
        &request,
        &mut || register.id(),
        &Search { redact: &redact, text_of: &said },
    );
    done.unwrap();
    let readable = register.readable();
    assert!(!readable.contains("Bo Martel"), "{readable}");
    assert!(readable.contains("seen with P\n") && readable.contains("was there"), "{readable}");
}

#[test]
fn entries_that_were_merged_are_erased_together() {
    let register = register();
    register.named("person/ada-2", "A. Hesperus");
    register.record(vec![register.fact("person/ada-2", Merged { into: subject("person/ada") })]);
    register.noted("note/other", "A. Hesperus called");
    register.erase().unwrap();
    assert!(!register.readable().contains("Hesperus"), "{}", register.readable());
    assert_eq!(register.in_force("person/ada-2").len(), 3);
}

#[test]
fn a_version_that_was_corrected_before_opens_no_more() {
    let register = register();
    let target = register.noted("note/slip", "Ada Hesperus said no");
    let correction = note::Recorded {
        kind: NoteKind::Other,
        text: Text::plain("somebody said no"),
        meeting: None,
    };
    let fact = register.fact("note/slip", correction);
    register.record(vec![NewFact { corrects: Some((target, Nature::Slip)), ..fact }]);
    register.erase().unwrap();
    let readable = register.readable();
    assert!(!readable.contains("said no") || readable.contains("somebody said no"), "{readable}");
    assert!(!readable.contains("Ada"), "{readable}");
}

#[test]
fn a_name_in_the_clear_is_reported_since_nothing_takes_it_from_there() {
    let register = register();
    let firm = organisation::Named { name: "Cabinet Ada Hesperus".into() };
    let position = register.record(vec![register.fact("organisation/firm", firm)]);
    assert_eq!(register.erase().unwrap().in_the_clear, [position]);
}

#[test]
fn who_has_no_name_and_who_is_erased_already_is_refused_and_nothing_is_recorded() {
    let register = register();
    register.erase().unwrap();
    let head = register.ledger.store().head().unwrap();
    assert!(matches!(register.erase(), Err(ErasureError::NoName { .. })));
    assert_eq!(register.ledger.store().head().unwrap(), head);
}

#[test]
fn what_is_recorded_meanwhile_is_not_missed() {
    let register = register();
    let meanwhile = Cell::new(false);
    let request = Request {
        person: subject("person/ada"),
        ground: Ground::Objection,
        by: subject("person/clerk"),
        day: day(),
        pseudonym: "P-x".into(),
    };
    let mut id = || {
        if !meanwhile.replace(true) {
            register.noted("note/late", "Ada Hesperus again");
        }
        register.id()
    };
    let search = Search { redact: &redact, text_of: &said };
    let refused = erasure::erase(&register.ledger, &register.originals, &request, &mut id, &search)
        .unwrap_err();
    assert!(matches!(refused, ErasureError::Record(_)), "{refused}");
    assert_eq!(register.originals.list().unwrap().len(), 1);
    assert!(register.readable().contains("Ada Hesperus again"));
}

#[test]
fn keys_that_came_back_are_destroyed_again() {
    let register = register();
    register.erase().unwrap();
    assert_eq!(erasure::resume(&register.ledger, &register.originals).unwrap(), 0);

    // A crash between the commit and the destruction: the erasure is on record, the key is alive.
    let register = self::register();
    let ada = spro_core::kernel::seal::vault::KeyId::of(&"person/ada");
    let erased =
        spro_core::domain::person::Erased { ground: Ground::Objection, keys: vec![ada.clone()] };
    register.record(vec![register.fact("person/ada", erased)]);
    assert!(register.readable().contains("AH"));
    // Who reads without the right to destroy takes it for destroyed.
    let mut register = register;
    let alive = erasure::alive(&register.ledger).unwrap();
    assert_eq!(alive, [ada].into());
    register.ledger.keyring_mut().withhold(alive);
    assert!(!register.readable().contains("AH"), "{}", register.readable());
    assert_eq!(erasure::resume(&register.ledger, &register.originals).unwrap(), 1);
    let readable = register.readable();
    assert!(!readable.contains("AH"), "{readable}");
    assert!(readable.contains("Bo Martel too"), "{readable}");
    let vault = register.ledger.keyring().vault().unwrap();
    assert_eq!(vault.current().unwrap().get(), 1);
}

/// Originals of a process that ends where one is to be removed.
struct EndsBeforeRemoval<'a>(&'a MemoryBlobs);

impl Blobs for EndsBeforeRemoval<'_> {
    fn put(&self, id: &BlobId, bytes: &[u8]) -> Result<(), BlobError> {
        self.0.put(id, bytes)
    }
    fn get(&self, id: &BlobId) -> Result<Vec<u8>, BlobError> {
        self.0.get(id)
    }
    fn remove(&self, _: &BlobId) -> Result<(), BlobError> {
        Err(BlobError::Unavailable("the process ended".into()))
    }
    fn list(&self) -> Result<Vec<BlobId>, BlobError> {
        self.0.list()
    }
}

#[test]
fn an_original_that_a_crash_left_behind_its_key_is_removed_by_the_next_writer_and_no_other_is() {
    let register = register();
    let replaced = register.originals.list().unwrap();
    let cut_off = EndsBeforeRemoval(&register.originals);
    let error = register.erase_in(&cut_off, &said).unwrap_err();
    assert!(matches!(error, ErasureError::Blob(_)), "{error}");
    // One that is put before its commit, which is not there yet.
    let early = BlobId::from_bytes([200; 16]);
    register.originals.put(&early, b"sealed").unwrap();
    assert_eq!(register.originals.list().unwrap().len(), 3);
    assert_eq!(erasure::resume(&register.ledger, &register.originals).unwrap(), 0);
    let left = register.originals.list().unwrap();
    assert!(left.len() == 2 && left.contains(&early), "{left:?}");
    assert!(!left.contains(&replaced[0]), "{left:?}");
    assert!(register.readable().contains("P-x was there\n- Bo Martel too"));
}

#[test]
fn an_original_whose_key_is_destroyed_stays_while_no_commit_says_so() {
    let register = register();
    let vault = register.ledger.keyring().vault().unwrap();
    let minutes = KeyOwner::Subject(subject("document/minutes")).key_id();
    vault.destroy(&[minutes].into(), &[].into()).unwrap();
    let ada = KeyOwner::Subject(subject("person/ada")).key_id();
    let erased = spro_core::domain::person::Erased { ground: Ground::Objection, keys: vec![ada] };
    register.record(vec![register.fact("person/ada", erased)]);
    erasure::resume(&register.ledger, &register.originals).unwrap();
    assert_eq!(register.originals.list().unwrap().len(), 1);
}

/// The story: an office document's bytes do not show its words, so an erasure that searched the bytes
/// kept the document with the name in it.
#[test]
fn an_original_whose_bytes_are_not_its_words_is_lost_when_its_words_name_the_person() {
    let register = register();
    let packed = |media_type: &str, _: &[u8]| {
        assert_eq!(media_type, "text/markdown");
        Some("Ada Hesperus was there".to_owned())
    };
    let report = register.erase_where(&packed).unwrap();
    assert_eq!((report.originals, report.originals_lost), (0, 1));
    assert!(register.originals.list().unwrap().is_empty());
}

#[test]
fn an_original_that_cannot_be_read_stops_the_erasure() {
    let register = register();
    let refused = register.erase_where(&|_, _| None).unwrap_err();
    assert!(matches!(refused, ErasureError::Unreadable { .. }), "{refused}");
    assert_eq!(register.originals.list().unwrap().len(), 1);
    assert!(register.readable().contains("Ada Hesperus"));
}
