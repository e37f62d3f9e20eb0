//! [`Ledger`]: a host's events on a store, their texts sealed on the way in.
//!
//! Sealing is an adapter above the store: the store sees records whose texts it cannot read. Views
//! and histories read the store itself; a [`Keyring`] opens the texts that are shown.
//!
//! ```
//! # use serde_json::value::{RawValue, to_raw_value};
//! # use spro_core::kernel::event::{Event, Fact, Recordable, TextKey, TextVisitor};
//! # use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
//! # use spro_core::kernel::prelude::*;
//! # use spro_core::kernel::seal::keyring::Opened;
//! # use spro_core::kernel::seal::text::{Field, Text};
//! # use spro_core::kernel::seal::vault::MemoryVault;
//! /// A guest came to a hotel.
//! #[derive(Clone, serde::Serialize, serde::Deserialize)]
//! struct Came {
//!     name: Text,
//! }
//!
//! impl Event for Came {
//!     const NAMESPACE: &'static str = "hotel";
//!     fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>> {
//!         (kind == "hotel.guest.came").then(|| serde_json::from_str(data))
//!     }
//!     fn texts(&mut self, visit: &mut TextVisitor<'_>) {
//!         visit(Field::named("name"), TextKey::Subject, &mut self.name);
//!     }
//! }
//!
//! impl Recordable for Came {
//!     fn kind(&self) -> &'static str {
//!         "hotel.guest.came"
//!     }
//!     fn data(&self) -> Result<Box<RawValue>, serde_json::Error> {
//!         to_raw_value(self)
//!     }
//! }
//!
//! # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
//! # let store = MemoryStore::new(identity, || "2026-06-01T08:00:00.000Z".parse().unwrap());
//! let ledger = Ledger::new(store, Some(MemoryVault::new(|| [3; 32])));
//! let guest = Subject::parse("guest/a")?;
//! let came = Came { name: Text::plain("Ada Hesperus") };
//! let fact = NewFact::new(EventId::from_bytes([1; 16]), guest, came, "2026-05-01".parse()?);
//! let (id, by) = (CommitId::from_bytes([1; 16]), Subject::parse("person/clerk")?);
//! let commit = Commit { id, by, cause: None, entries: vec![Entry::Fact(fact)] };
//!
//! let receipt = ledger.record(commit.clone(), &Guard::unguarded())?;
//! // Whoever heard no answer sends it again.
//! assert_eq!(ledger.record(commit, &Guard::unguarded())?, receipt);
//!
//! # let mut name = None;
//! ledger.store().read(&ReadRequest::from_start(Query::all()), &mut |record| {
//!     assert!(!String::from_utf8_lossy(record.bytes).contains("Ada"));
//! #     name = Fact::<Came>::decode(record).unwrap().map(|fact| fact.event.name);
//!     std::ops::ControlFlow::Continue(())
//! })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::thread;

use chrono::NaiveDate;

use super::batch::{Batch, InvalidBatch, InvalidData, NewEvent};
use super::encoding::{Nature, Source};
use super::event::{Recordable, TextKey};
use super::event_type::{EventType, InvalidEventType};
use super::guard::Guard;
use super::id::{CommitId, EventId};
use super::position::Position;
use super::query::Query;
use super::record::Record;
use super::seal::Scope;
use super::seal::keyring::{Keyring, OpenError, Opened, Sealing};
use super::seal::text::{KeyOwner, Text, TextPlace};
use super::seal::vault::Vault;
use super::store::{AppendError, ReadError, ReadRequest, Receipt, Store};
use super::subject::Subject;
use crate::when::When;

/// A store, and the keys of its sealed texts.
#[derive(Debug)]
pub struct Ledger<S, V> {
    store: S,
    keyring: Keyring<V>,
    threads: NonZero<usize>,
}

/// A thread pays where it makes so many events: it takes as long to begin as some dozens.
const A_THREADS_SHARE: usize = 250;

/// What is to be recorded together, by somebody.
#[derive(Debug, Clone)]
pub struct Commit<E> {
    /// Its id, which the caller made unique.
    pub id: CommitId,
    /// Who records it: an opaque id.
    pub by: Subject,
    /// The commit that led to it.
    pub cause: Option<CommitId>,
    /// At least one.
    pub entries: Vec<Entry<E>>,
}

/// One event of a commit.
#[derive(Debug, Clone)]
pub enum Entry<E> {
    /// A fact, or what takes the place of one.
    Fact(NewFact<E>),
    /// The withdrawal of what was recorded.
    Retraction {
        /// The event's id.
        id: EventId,
        /// The version in force of the fact that is withdrawn, with all its versions; or a
        /// retraction, which restores what it withdrew.
        target: Position,
        /// Why.
        nature: Nature,
        /// The day that it was learned; not heeded for a slip.
        learned: NaiveDate,
    },
}

/// A fact that is not recorded yet, its texts in the clear.
#[derive(Debug, Clone)]
pub struct NewFact<E> {
    /// The event's id.
    pub id: EventId,
    /// What it is about; of a correction, that of its target.
    pub subject: Subject,
    /// What happened.
    pub event: E,
    /// Since when it is true, where that is stated; else since the day it was learned.
    pub occurred: Option<When>,
    /// The day that the body knew; of a slip, that of its target.
    pub learned: NaiveDate,
    /// Where it was read.
    pub source: Option<Source>,
    /// The version in force that it replaces, and why.
    pub corrects: Option<(Position, Nature)>,
    /// Under whose key its texts are sealed.
    pub sealed_under: SealedUnder,
}

/// Under whose key the texts of a fact are sealed; a person's name is always under the person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SealedUnder {
    /// Its source document's; the commit's, where there is none or its key was destroyed.
    #[default]
    Source,
    /// Its commit's, though it has a source: what takes the place of an erased text.
    Commit,
}

impl<E> NewFact<E> {
    /// A fact that was learned, and became true, on a day.
    pub const fn new(id: EventId, subject: Subject, event: E, learned: NaiveDate) -> Self {
        Self {
            id,
            subject,
            event,
            occurred: None,
            learned,
            source: None,
            corrects: None,
            sealed_under: SealedUnder::Source,
        }
    }
}

impl<S: Store, V: Vault> Ledger<S, V> {
    /// A ledger on a store; without a vault, its texts stand in the clear.
    pub fn new(store: S, vault: Option<V>) -> Self {
        let keyring = Keyring::new(store.identity().id, vault);
        Self { store, keyring, threads: NonZero::<usize>::MIN }
    }

    /// Seals and spells the events of a long commit on so many threads; on that of the caller alone
    /// unless said otherwise.
    ///
    /// The records are the same, in the same order.
    #[must_use]
    pub const fn making_on(mut self, threads: NonZero<usize>) -> Self {
        self.threads = threads;
        self
    }

    /// The store, to read from.
    pub const fn store(&self) -> &S {
        &self.store
    }

    /// The keys, to open texts with.
    pub const fn keyring(&self) -> &Keyring<V> {
        &self.keyring
    }

    /// The keys, to withhold some.
    pub const fn keyring_mut(&mut self) -> &mut Keyring<V> {
        &mut self.keyring
    }
}

impl<S: Store + Sync, V: Vault + Sync> Ledger<S, V> {
    /// Seals the commit's texts and appends it.
    ///
    /// The same commit, sent again, is the same append: ids, and so sealed bytes, are equal. Once
    /// keys were [destroyed](Vault::destroy) in between, they are sealed in another epoch: the repeat
    /// is then refused as a [conflict](AppendError::Conflict) of its own ids, or as
    /// [sealed for nobody](OpenError::Destroyed), and what was recorded first stands.
    ///
    /// Cost: each amendment reads the record that it amends.
    ///
    /// # Errors
    /// [`RecordError`], with nothing recorded unless it is an
    /// [indeterminate append](AppendError::Indeterminate).
    pub fn record<E: Recordable + Send>(
        &self,
        mut commit: Commit<E>,
        guard: &Guard,
    ) -> Result<Receipt, RecordError> {
        let events = self.events(commit.id, &mut commit.entries)?;
        let mut batch = Batch::new(commit.id, commit.by, events)?;
        if let Some(cause) = commit.cause {
            batch = batch.caused_by(cause);
        }
        Ok(self.store.append(&batch, guard)?)
    }

    /// Makes the events of the entries; what they are does not depend on how many threads do.
    fn events<E: Recordable + Send>(
        &self,
        commit: CommitId,
        entries: &mut [Entry<E>],
    ) -> Result<Vec<NewEvent>, RecordError> {
        let sealing = self.keyring.sealing()?;
        let threads = self.threads.get().min(entries.len() / A_THREADS_SHARE).max(1);
        let mut shares = entries.chunks_mut(entries.len().div_ceil(threads).max(1));
        let own = shares.next().unwrap_or_default();
        thread::scope(|scope| {
            let others: Vec<_> = shares
                .map(|share| {
                    let sealing = sealing.again();
                    scope.spawn(|| self.share(commit, sealing, share))
                })
                .collect();
            let mut events = self.share(commit, sealing.again(), own)?;
            for other in others {
                events.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic))?);
            }
            Ok(events)
        })
    }

    fn share<E: Recordable>(
        &self,
        commit: CommitId,
        sealing: Sealing<'_, V>,
        entries: &mut [Entry<E>],
    ) -> Result<Vec<NewEvent>, RecordError> {
        let mut making = Making { commit, sealing, kinds: Vec::new() };
        let event = |entry: &mut Entry<E>| match entry {
            Entry::Fact(fact) => self.new_event(&mut making, fact),
            Entry::Retraction { id, target, nature, learned } => self
                .amending(*target, |version| {
                    Ok(NewEvent::retracting(*id, &version.body, *nature, *learned))
                }),
        };
        entries.iter_mut().map(event).collect()
    }

    fn new_event<E: Recordable>(
        &self,
        making: &mut Making<'_, V>,
        fact: &mut NewFact<E>,
    ) -> Result<NewEvent, RecordError> {
        self.seal(making, fact)?;
        let kind = making.kind(fact.event.kind())?;
        let data = fact.event.data().map_err(RecordError::NotJson)?;
        let mut event = NewEvent::of_json(fact.id, kind, fact.subject.clone(), fact.learned, data)?
            .with_version(fact.event.version())
            .mentioning(fact.event.mentions());
        if let Some(source) = fact.source.take() {
            event = event.read_from(source);
        }
        if let Some((target, nature)) = fact.corrects {
            event = self
                .amending(target, |version| Ok(event.clone().correcting(&version.body, nature)))?;
        }
        Ok(match fact.occurred.take() {
            Some(occurred) => event.occurred_on(occurred),
            None => event,
        })
    }

    fn seal<E: Recordable>(
        &self,
        making: &Making<'_, V>,
        fact: &mut NewFact<E>,
    ) -> Result<(), RecordError> {
        let Making { commit, sealing, .. } = making;
        let document = fact.source.as_ref().map(|source| &source.document);
        let document = document.filter(|_| fact.sealed_under == SealedUnder::Source);
        let mut failed = None;
        fact.event.texts(&mut |field, key, text: &mut Text| {
            let owner = match key {
                TextKey::Subject => Ok((Scope::Subject, KeyOwner::Subject(fact.subject.clone()))),
                TextKey::Source => sealing.text_key(document, *commit),
            };
            let sealed = owner.and_then(|(scope, owner)| {
                let place = TextPlace { event: fact.id, field, owner };
                match self.keyring.open(text)? {
                    Opened::Clear(clear) => sealing.seal(&clear, scope, place),
                    // Only what was sealed under some key, and in some place, is erased.
                    Opened::Erased => {
                        let owner = text.place().map_or(place.owner, |place| place.owner.clone());
                        Err(OpenError::Destroyed { owner })
                    }
                }
            });
            match sealed {
                Ok(sealed) => *text = sealed,
                Err(error) => failed = Some(error),
            }
        });
        failed.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Makes an event of the record at a place.
    fn amending(
        &self,
        target: Position,
        mut amend: impl FnMut(&Record<'_>) -> Result<NewEvent, RecordError>,
    ) -> Result<NewEvent, RecordError> {
        let mut made = None;
        let after = Position::new(target.get().saturating_sub(1));
        let request = ReadRequest { query: Query::all(), after, limit: Some(1) };
        self.store.read(&request, &mut |record| {
            if record.position() == target {
                made = Some(amend(record));
            }
            ControlFlow::Break(())
        })?;
        made.unwrap_or(Err(RecordError::NoSuchRecord { position: target }))
    }
}

/// What the events of a commit are made with.
struct Making<'k, V> {
    commit: CommitId,
    sealing: Sealing<'k, V>,
    /// Those that were named so far.
    kinds: Vec<EventType>,
}

impl<V> Making<'_, V> {
    fn kind(&mut self, name: &str) -> Result<EventType, InvalidEventType> {
        if let Some(known) = self.kinds.iter().find(|kind| kind.as_str() == name) {
            return Ok(known.clone());
        }
        let kind = EventType::parse(name)?;
        self.kinds.push(kind.clone());
        Ok(kind)
    }
}

/// Why a commit was not recorded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The store did not acknowledge it.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// The record that is to be amended could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no record at the place that is to be amended.
    #[error("position {position} holds no record to amend")]
    NoSuchRecord {
        /// The place.
        position: Position,
    },
    /// A text could not be sealed.
    #[error(transparent)]
    Seal(#[from] OpenError),
    /// The commit is none.
    #[error(transparent)]
    Batch(#[from] InvalidBatch),
    /// The data of an event are not plain JSON.
    #[error(transparent)]
    Data(#[from] InvalidData),
    /// The data of an event are no JSON.
    #[error("an event cannot be written as JSON")]
    NotJson(#[source] serde_json::Error),
    /// The name of a type is none.
    #[error(transparent)]
    Kind(#[from] InvalidEventType),
}
