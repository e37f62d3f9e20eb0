//! Erasing a person's name from the register.
//!
//! Names are sealed under their person's key, and so are gone once that key is destroyed. What else
//! names the person is a text under the key of a document or of a commit, and the original of a
//! document. An erasure therefore
//!
//! 1. opens every text of the ledger, and finds the keys under which one names the person;
//! 2. records, in one commit, every text in force under those keys anew, the name replaced, under the
//!    key of that commit; likewise the originals; and that the person was erased, on what ground,
//!    with which keys;
//! 3. destroys the keys and removes the originals that were replaced.
//!
//! Structure stays: counts, decisions, and the chain. Versions that were corrected before are not
//! recorded anew: asked as of before the erasure, their texts show as erased. A crash before the
//! commit leaves the ledger as it was, one after it is made good by [`resume`], which is called
//! whenever a ledger is opened for writing; it also destroys the keys again, and removes the originals,
//! that a restored backup brought back. A crash before the commit may leave originals that no fact
//! names: those rewritten for it, the name replaced.
//!
//! Cost: two reads of the ledger, and two of the records of persons; memory grows with the keys in
//! use, with the subjects under them, and with the facts of the subjects of which some are recorded
//! anew.
//!
//! ```
//! # use spro_core::domain::event::RegisterEvent;
//! # use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
//! # use spro_core::kernel::prelude::*;
//! # use spro_core::kernel::seal::text::Text;
//! # use spro_core::kernel::seal::vault::MemoryVault;
//! # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
//! # let store = MemoryStore::new(identity, || "2024-07-01T08:00:00.000Z".parse().unwrap());
//! # let ledger = Ledger::new(store, Some(MemoryVault::new(|| [3; 32])));
//! # let mut made = 0;
//! # let mut say = |about: &str, event: RegisterEvent, learned: &str| {
//! #     made += 1;
//! #     let id = EventId::from_bytes([made; 16]);
//! #     let fact = NewFact::new(id, Subject::parse(about).unwrap(), event, learned.parse().unwrap());
//! #     let (id, by) = (CommitId::from_bytes([made; 16]), Subject::parse("person/clerk").unwrap());
//! #     let commit = Commit { id, by, cause: None, entries: vec![Entry::Fact(fact)] };
//! #     ledger.record(commit, &Guard::unguarded()).unwrap();
//! # };
//! # use spro_core::domain::note::{NoteKind, Recorded};
//! # use spro_core::domain::person::{Ground, Name, Named};
//! # use spro_core::kernel::blob::MemoryBlobs;
//! # use spro_core::kernel::seal::keyring::Opened;
//! # use spro_core::views::directory::{Directory, ShownName};
//! # use spro_core::views::register::Register;
//! use spro_core::domain::erasure::{self, Request};
//!
//! let name = Name(Text::plain("Ada Hesperus"));
//! say("person/a", Named { name }.into(), "2024-01-18");
//! let text = Text::plain("Ada Hesperus brings the coffee");
//! say("note/a", Recorded { kind: NoteKind::Other, text, meeting: None }.into(), "2024-01-18");
//!
//! let request = Request {
//!     person: Subject::parse("person/a")?,
//!     ground: Ground::Objection,
//!     by: Subject::parse("person/clerk")?,
//!     day: "2024-06-20".parse()?,
//!     pseudonym: "[somebody]".into(),
//! };
//! // Ids are the caller's, and so is the search for names in a text.
//! let mut next = 100;
//! let mut new_id = || {
//!     next += 1;
//!     [next; 16]
//! };
//! let redact = |names: &erasure::Names, text: &str| {
//!     let name = names.erased.iter().find(|name| text.contains(*name))?;
//!     Some(text.replace(name, "[somebody]"))
//! };
//! let text_of = |_: &str, bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
//! let search = erasure::Search { redact: &redact, text_of: &text_of };
//! let report = erasure::erase(&ledger, &MemoryBlobs::default(), &request, &mut new_id, &search)?;
//! assert_eq!(report.texts, 1);
//!
//! let register = Register::of(ledger.store(), AsOf::default())?;
//! let note = register.note(&Subject::parse("note/a")?).unwrap().said.as_ref().unwrap();
//! let shown = ledger.keyring().open(&note.value.text)?;
//! assert_eq!(shown, Opened::Clear("[somebody] brings the coffee".into()));
//! let directory = Directory::of(&register, request.day);
//! let person = directory.person(&request.person).unwrap();
//! assert!(matches!(person.name, ShownName::Erased { pseudonym: "a", .. }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod people;
mod replaced;
mod rewriting;
mod survey;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;

use self::people::People;
use self::replaced::remove_replaced;
use self::rewriting::{Rewriting, Rewritten};
use self::survey::Survey;
use super::document::DocumentEvent;
use super::event::RegisterEvent;
use super::person::{Erased, Ground, PersonEvent};
use crate::kernel::blob::{BlobError, BlobId, Blobs};
use crate::kernel::event::{DecodeError, Fact};
use crate::kernel::event_type::EventType;
use crate::kernel::guard::Guard;
use crate::kernel::id::{CommitId, EventId};
use crate::kernel::ledger::{Commit, Entry, Ledger, NewFact, RecordError};
use crate::kernel::position::{Head, Position};
use crate::kernel::query::{Alternative, Query};
use crate::kernel::record::Record;
use crate::kernel::seal::keyring::OpenError;
use crate::kernel::seal::text::{KeyOwner, Text};
use crate::kernel::seal::vault::{KeyId, KeyState, Vault, VaultError};
use crate::kernel::seal::{InvalidSealed, Scope};
use crate::kernel::store::{AppendError, ReadError, ReadRequest, Receipt, Store};
use crate::kernel::subject::Subject;

/// What is asked: whose name goes, why, and who records it.
#[derive(Debug, Clone)]
pub struct Request {
    /// The person; entries that were merged with it go too.
    pub person: Subject,
    /// On what ground.
    pub ground: Ground,
    /// Who records the erasure.
    pub by: Subject,
    /// The day of the erasure.
    pub day: NaiveDate,
    /// What stands where the name stood.
    pub pseudonym: String,
}

/// The names that an erasure looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Every name and alias that the person ever had.
    pub erased: BTreeSet<String>,
    /// Every name and alias of all others, who keep theirs.
    pub kept: BTreeSet<String>,
}

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The commit that records it.
    pub receipt: Receipt,
    /// How many texts were recorded anew.
    pub texts: usize,
    /// How many originals were recorded anew.
    pub originals: usize,
    /// How many originals could not be rewritten, and are gone.
    pub originals_lost: usize,
    /// Records that hold the name in the clear, such as an organisation named after the person:
    /// nothing can take it from there.
    pub in_the_clear: Vec<Position>,
}

/// How a name is found, and taken out.
pub struct Search<'s> {
    /// The text with every occurrence of the erased names replaced, `None` where there is none.
    pub redact: &'s dyn Fn(&Names, &str) -> Option<String>,
    /// The text that an original says, by its media type and its bytes; `None` where it cannot be read.
    pub text_of: &'s dyn Fn(&str, &[u8]) -> Option<String>,
}

/// Erases a person's name.
///
/// An original that names the person is rewritten where that takes the name out of what it says, and
/// is lost where it does not: the bytes of an office document are not its words. Nothing may be sealed meanwhile: the caller holds the vault's lock where it has one.
///
/// # Errors
/// [`ErasureError`]; where the commit was recorded and the keys are not destroyed yet, [`resume`]
/// goes on.
pub fn erase<S: Store + Sync, V: Vault + Sync, B: Blobs>(
    ledger: &Ledger<S, V>,
    originals: &B,
    request: &Request,
    new_id: &mut dyn FnMut() -> [u8; 16],
    search: &Search<'_>,
) -> Result<Report, ErasureError> {
    let vault = ledger.keyring().vault().ok_or(ErasureError::NotSealed)?;
    let people = People::of(ledger)?;
    let entries = people.entries_of(&request.person);
    let names = people.names(&entries);
    if names.erased.is_empty() {
        return Err(ErasureError::NoName { person: request.person.clone() });
    }
    let redact = |text: &str| (search.redact)(&names, text);
    let mut survey = Survey::of(ledger, originals, &redact, search.text_of)?;
    let commit = CommitId::from_bytes(new_id());
    let mut rewriting = Rewriting {
        ledger,
        originals,
        survey: &survey,
        commit,
        redact: &redact,
        text_of: search.text_of,
        new_id,
        done: Rewritten::default(),
    };
    rewriting.run(&request.pseudonym)?;
    let Rewritten { entries: mut recorded, texts, replaced, stored, lost } = rewriting.done;
    let mut keys: BTreeSet<KeyId> = survey.naming.iter().map(KeyOwner::key_id).collect();
    keys.extend(entries.iter().map(KeyId::of));
    for entry in &entries {
        let own = vec![KeyId::of(entry)];
        let keys = if *entry == request.person { keys.iter().cloned().collect() } else { own };
        let event = PersonEvent::Erased(Erased { ground: request.ground, keys });
        let id = EventId::from_bytes(new_id());
        recorded.push(Entry::Fact(NewFact::new(id, entry.clone(), event.into(), request.day)));
    }
    let batch = Commit { id: commit, by: request.by.clone(), cause: None, entries: recorded };
    let guard = Guard::unchanged(Query::all(), survey.head.position);
    let receipt = match ledger.record(batch, &guard) {
        Ok(receipt) => receipt,
        Err(error) => {
            // What was put for a commit that was refused belongs to nothing.
            if !matches!(error, RecordError::Append(AppendError::Indeterminate(_))) {
                for id in &stored {
                    originals.remove(id)?;
                }
            }
            return Err(error.into());
        }
    };
    survey.in_use.insert((vault.current()?, KeyOwner::Commit(commit).key_id()));
    vault.destroy(&keys, &survey.in_use)?;
    ledger.keyring().forget();
    for id in &replaced {
        originals.remove(id)?;
    }
    Ok(Report {
        receipt,
        texts,
        originals: stored.len(),
        originals_lost: lost,
        in_the_clear: survey.in_the_clear,
    })
}

/// Brings erasures to their end that are on record, after a crash or in a restored backup: destroys
/// the keys that are left, tells how many there were, and removes the originals that nobody can read any
/// more. Nothing may be sealed meanwhile, as for [`erase`].
///
/// # Errors
/// [`ErasureError`] as [`erase`].
pub fn resume<S: Store, V: Vault, B: Blobs>(
    ledger: &Ledger<S, V>,
    originals: &B,
) -> Result<usize, ErasureError> {
    let Some(vault) = ledger.keyring().vault() else {
        return Ok(0);
    };
    let erased = on_record(ledger)?;
    let left = alive_of(&erased, vault)?;
    if !left.is_empty() {
        let survey = Survey::of(ledger, originals, &|_| None, &|_, _| Some(String::new()))?;
        vault.destroy(&left, &survey.in_use)?;
        ledger.keyring().forget();
    }
    if !erased.is_empty() {
        remove_replaced(ledger, vault, originals, &erased)?;
    }
    Ok(left.len())
}

/// The keys whose erasure is on record and that the vault holds all the same: who may not destroy
/// them [withholds](crate::kernel::seal::keyring::Keyring::withhold) them.
///
/// # Errors
/// [`ErasureError`] as [`erase`].
pub fn alive<S: Store, V: Vault>(ledger: &Ledger<S, V>) -> Result<BTreeSet<KeyId>, ErasureError> {
    match ledger.keyring().vault() {
        Some(vault) => alive_of(&on_record(ledger)?, vault),
        None => Ok(BTreeSet::new()),
    }
}

/// The keys whose erasure is on record, and the commit that says so first.
fn on_record<S: Store, V: Vault>(
    ledger: &Ledger<S, V>,
) -> Result<BTreeMap<KeyId, CommitId>, ErasureError> {
    let mut erased = BTreeMap::new();
    read_facts(ledger, typed(&[Erased::KIND]), |fact, _| {
        if let RegisterEvent::Person(PersonEvent::Erased(event)) = fact.event {
            for key in event.keys {
                erased.entry(key).or_insert(fact.commit);
            }
        }
        Ok(())
    })?;
    Ok(erased)
}

fn alive_of<V: Vault>(
    erased: &BTreeMap<KeyId, CommitId>,
    vault: &V,
) -> Result<BTreeSet<KeyId>, ErasureError> {
    let epoch = vault.current()?;
    let mut alive = BTreeSet::new();
    for id in erased.keys() {
        if matches!(vault.key(epoch, id)?, KeyState::Active(_)) {
            alive.insert(id.clone());
        }
    }
    Ok(alive)
}

/// The original that a fact says was stored, as it is kept.
fn original_of(
    fact: &Fact<RegisterEvent>,
    originals: &impl Blobs,
) -> Result<Option<(BlobId, Vec<u8>)>, ErasureError> {
    let Some(id) = original_id(fact) else {
        return Ok(None);
    };
    match originals.get(&id) {
        Ok(stored) => Ok(Some((id, stored))),
        // Removed by an earlier erasure.
        Err(BlobError::Missing { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The original that a fact names.
fn original_id(fact: &Fact<RegisterEvent>) -> Option<BlobId> {
    match &fact.event {
        RegisterEvent::Document(DocumentEvent::Stored(document)) => {
            document.original.as_ref()?.parse().ok()
        }
        _ => None,
    }
}

/// What a fact says that the original is which it names.
fn media_type(fact: &Fact<RegisterEvent>) -> &str {
    match &fact.event {
        RegisterEvent::Document(DocumentEvent::Stored(document)) => &document.media_type,
        _ => "",
    }
}

/// Whose key a scope means in a fact.
pub fn owner_in(fact: &Fact<RegisterEvent>, scope: Scope) -> KeyOwner {
    match (scope, &fact.source) {
        (Scope::Source, Some(source)) => KeyOwner::Subject(source.document.clone()),
        (Scope::Commit, _) => KeyOwner::Commit(fact.commit),
        (Scope::Subject | Scope::Source, _) => KeyOwner::Subject(fact.subject.clone()),
    }
}

/// Whose key sealed a text, names under their own person's key left out.
fn owner_of(text: &Text) -> Option<KeyOwner> {
    match text {
        Text::Sealed(sealed) if sealed.value().scope() != Scope::Subject => {
            sealed.place().map(|place| place.owner.clone())
        }
        _ => None,
    }
}

fn typed(types: &[&str]) -> Query {
    let types = types.iter().filter_map(|name| EventType::parse(name).ok());
    Query::any([Alternative::default().typed(types)])
}

fn read_facts<S: Store, V: Vault>(
    ledger: &Ledger<S, V>,
    query: Query,
    mut visit: impl FnMut(Fact<RegisterEvent>, &Record<'_>) -> Result<(), ErasureError>,
) -> Result<Head, ErasureError> {
    read_records(ledger, query, |record| match Fact::decode(record)? {
        Some(fact) => visit(fact, record),
        None => Ok(()),
    })
}

fn read_records<S: Store, V: Vault>(
    ledger: &Ledger<S, V>,
    query: Query,
    mut visit: impl FnMut(&Record<'_>) -> Result<(), ErasureError>,
) -> Result<Head, ErasureError> {
    let mut failed = None;
    let end = ledger.store().read(&ReadRequest::from_start(query), &mut |record| match visit(
        record,
    ) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    failed.map_or(Ok(end.head), Err)
}

/// Why a name was not erased.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErasureError {
    /// The ledger's texts stand in the clear, for ever.
    #[error("this ledger is not sealed: what it holds cannot be erased")]
    NotSealed,
    /// The register knows no name of the person, or it was erased before.
    #[error("{person} has no name to erase")]
    NoName {
        /// The person.
        person: Subject,
    },
    /// An original cannot be read, so nothing tells whether it names the person.
    #[error("the original {id} ({media_type}) cannot be read")]
    Unreadable {
        /// The original.
        id: BlobId,
        /// What it is.
        media_type: String,
    },
    /// The ledger could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It holds what this program does not know.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A record's data are no JSON.
    #[error("a record's data are no JSON")]
    NotJson(#[source] serde_json::Error),
    /// A text could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The vault gave no answer.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// An original could not be read or written.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// An original is not what was sealed.
    #[error("the original {id} is damaged")]
    Original {
        /// Which.
        id: BlobId,
        /// What is wrong.
        source: InvalidSealed,
    },
    /// The erasure was not recorded.
    #[error(transparent)]
    Record(#[from] RecordError),
}
