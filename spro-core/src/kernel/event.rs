//! The host's event type, and a recorded event as a fact.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde_json::Value;
use serde_json::value::RawValue;

use super::encoding::Source;
use super::event_type::{EventType, SchemaVersion};
use super::id::{CommitId, EventId};
use super::position::Position;
use super::record::Record;
use super::seal::text::{Field, KeyOwner, Text};
use super::stamp::Stamp;
use super::subject::Subject;
use crate::when::When;

/// What a host records.
///
/// A namespace belongs to one event type: in it, a name or version that is not known here is an
/// error; records of other namespaces are passed over. It is [`Send`], since a long read decodes on more
/// than one thread.
pub trait Event: Sized + Send {
    /// The first part of the names of all its types.
    const NAMESPACE: &'static str;

    /// How data of earlier shapes become data of the present one.
    const UPCASTERS: &'static [Upcaster] = &[];

    /// Reads the data of a type, JSON in its present shape; `None` when there is no such type.
    ///
    /// # Errors
    /// What `serde_json` says of data that have not the type's shape.
    fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>>;

    /// Visits every [`Text`] that the event holds, each under a field of its own.
    ///
    /// What is not visited is neither sealed nor opened.
    fn texts(&mut self, _visit: &mut TextVisitor<'_>) {}
}

/// What an event calls with each of its texts: where it stands, and whose key seals it.
pub type TextVisitor<'v> = dyn FnMut(Field, TextKey, &mut Text) + 'v;

/// Whose key seals a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextKey {
    /// The subject's: a person's name.
    Subject,
    /// The source document's; the commit's where there is no document.
    Source,
}

/// An event that can be recorded through a [`Ledger`](super::ledger::Ledger).
pub trait Recordable: Event {
    /// The name of its type.
    fn kind(&self) -> &'static str;

    /// The version of the shape of its data.
    fn version(&self) -> SchemaVersion {
        SchemaVersion::FIRST
    }

    /// Its data as JSON, which [`Event::decode`] reads.
    ///
    /// # Errors
    /// What `serde_json` refuses to write.
    fn data(&self) -> Result<Box<RawValue>, serde_json::Error>;

    /// The subjects that it names, other than its own.
    fn mentions(&self) -> Vec<Subject> {
        Vec::new()
    }
}

/// Turns the data of one version of a type into those of the next.
#[derive(Clone, Copy)]
pub struct Upcaster {
    /// The type's name.
    pub kind: &'static str,
    /// The version that it takes; it gives the one after.
    pub from: SchemaVersion,
    /// Total: what is recorded has happened.
    pub upcast: fn(Value) -> Value,
}

impl fmt::Debug for Upcaster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upcaster({} from {})", self.kind, self.from)
    }
}

/// One recorded event, with who recorded it, when, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<E> {
    /// What was recorded: after corrections, the version in force.
    pub event: E,
    /// The record that this version stands in; what an answer cites.
    pub position: Position,
    /// That record's event id.
    pub id: EventId,
    /// What it is about.
    pub subject: Subject,
    /// Since when it is true, where that is stated; else see [`Fact::since`].
    pub occurred: Option<When>,
    /// The day that the body knew this version.
    pub learned: NaiveDate,
    /// The day that the body knew the fact at all: of a correction, that of the first version.
    pub first_learned: NaiveDate,
    /// When it was recorded.
    pub recorded_at: Stamp,
    /// Who recorded it.
    pub by: Subject,
    /// The commit that recorded it.
    pub commit: CommitId,
    /// Where it was read.
    pub source: Option<Source>,
}

impl<E: Event> Fact<E> {
    /// Decodes a record; `None` when it is of another namespace, or a retraction.
    ///
    /// # Errors
    /// [`DecodeError`] names the record, and what about it this program does not know.
    pub fn decode(record: &Record<'_>) -> Result<Option<Self>, DecodeError> {
        let body = &record.body;
        let Some(data) = body.data else {
            return Ok(None);
        };
        if body.kind.namespace() != E::NAMESPACE {
            return Ok(None);
        }
        let malformed =
            |source| DecodeError::Malformed { position: body.seq, kind: body.kind.clone(), source };
        let data = upcast::<E>(record, data.get(), malformed)?;
        // An event is large: it is moved as seldom as can be.
        let mut fact = match E::decode(body.kind.as_str(), &data) {
            Some(Ok(event)) => Self {
                event,
                position: body.seq,
                id: body.id,
                subject: body.subject.clone(),
                occurred: body.occurred.clone(),
                learned: body.learned,
                first_learned: body.learned,
                recorded_at: record.commit.at,
                by: record.commit.by.clone(),
                commit: record.commit.id,
                source: body.source.clone(),
            },
            Some(Err(source)) => return Err(malformed(source)),
            None => {
                let (position, kind) = (body.seq, body.kind.clone());
                return Err(DecodeError::UnknownType { position, kind });
            }
        };
        fact.event.texts(&mut |field, _, text| {
            text.bind(body.id, field, |scope| KeyOwner::in_record(scope, record));
        });
        Ok(Some(fact))
    }
}

impl<E> Fact<E> {
    /// Since when it is true: where that is not stated, since the day that the body first knew.
    pub fn since(&self) -> When {
        self.occurred.clone().unwrap_or_else(|| When::day(self.first_learned))
    }
}

/// Brings data to the present shape of their type: one version past its last upcaster.
fn upcast<'a, E: Event>(
    record: &Record<'_>,
    data: &'a str,
    malformed: impl Fn(serde_json::Error) -> DecodeError,
) -> Result<Cow<'a, str>, DecodeError> {
    let kind = &record.body.kind;
    let steps = E::UPCASTERS.iter().filter(|step| step.kind == kind.as_str());
    let present = steps.map(|step| step.from.get().saturating_add(1)).max().unwrap_or(1);
    let mut version = record.body.v.get();
    if version == present {
        return Ok(Cow::Borrowed(data));
    }
    let mut steps: Vec<_> = E::UPCASTERS.iter().filter(|step| step.kind == kind.as_str()).collect();
    steps.sort_by_key(|step| step.from);
    let mut value: Value = serde_json::from_str(data).map_err(malformed)?;
    for step in steps {
        if step.from.get() == version {
            value = (step.upcast)(value);
            version = version.saturating_add(1);
        }
    }
    if version == present {
        Ok(Cow::Owned(value.to_string()))
    } else {
        Err(DecodeError::UnknownVersion {
            position: record.body.seq,
            kind: kind.clone(),
            found: record.body.v.get(),
            known: present,
        })
    }
}

/// A record of the host's own namespace that this program cannot read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The type is not known: a newer program wrote it.
    #[error("position {position} holds a `{kind}`, which this version does not know")]
    UnknownType {
        /// Where.
        position: Position,
        /// The type.
        kind: EventType,
    },
    /// The version of its shape is not known.
    #[error("position {position} holds version {found} of `{kind}`; version {known} is known")]
    UnknownVersion {
        /// Where.
        position: Position,
        /// The type.
        kind: EventType,
        /// The version that was found.
        found: u16,
        /// The version that is known.
        known: u16,
    },
    /// The data have not the type's shape.
    #[error("the data at position {position} are no `{kind}`")]
    Malformed {
        /// Where.
        position: Position,
        /// The type.
        kind: EventType,
        /// What is wrong.
        source: serde_json::Error,
    },
}
