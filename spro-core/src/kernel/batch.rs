//! What an append brings: new events, checked before a store sees them.

pub mod plain_json;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::value::RawValue;

use self::plain_json::NotPlain;
use super::encoding::write;
use super::encoding::{Amendment, Body, Nature, Source};
use super::event_type::{EventType, SchemaVersion};
use super::id::{CommitId, EventId};
use super::position::Position;
use super::subject::Subject;
use crate::when::When;

/// The longest record, in bytes, when encoded.
pub const MAX_RECORD: usize = 1 << 20;

/// The most events that one commit holds.
pub const MAX_EVENTS: usize = 100_000;

/// An event that is not recorded yet.
#[derive(Debug, Clone)]
pub struct NewEvent {
    id: EventId,
    kind: EventType,
    version: SchemaVersion,
    subject: Subject,
    mentions: Vec<Subject>,
    occurred: Option<When>,
    learned: NaiveDate,
    source: Option<Source>,
    amendment: Option<(Change, Amendment)>,
    was: Vec<EventType>,
    data: Option<Box<RawValue>>,
}

/// What an amendment does to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Puts another content in its place.
    Corrects,
    /// Withdraws it.
    Retracts,
}

impl NewEvent {
    /// A fact of `kind` about `subject`, which the body learned on this day.
    ///
    /// # Errors
    /// [`InvalidData`] when `data` is no JSON that every store and reader keeps alike: see
    /// [`plain_json`].
    pub fn new(
        id: EventId,
        kind: EventType,
        subject: Subject,
        learned: NaiveDate,
        data: &impl Serialize,
    ) -> Result<Self, InvalidData> {
        let data = serde_json::value::to_raw_value(data).map_err(InvalidData::NotJson)?;
        Self::of_json(id, kind, subject, learned, data)
    }

    /// As [`NewEvent::new`], of data that are JSON already.
    pub(super) fn of_json(
        id: EventId,
        kind: EventType,
        subject: Subject,
        learned: NaiveDate,
        data: Box<RawValue>,
    ) -> Result<Self, InvalidData> {
        plain_json::check(data.get())?;
        Ok(Self {
            id,
            kind,
            version: SchemaVersion::FIRST,
            subject,
            mentions: Vec::new(),
            occurred: None,
            learned,
            source: None,
            amendment: None,
            was: Vec::new(),
            data: Some(data),
        })
    }

    /// Puts this event, made by [`NewEvent::new`], in the place of `version`, the version of a
    /// recorded fact that is in force.
    ///
    /// It takes over the subject, and every mention, type and source document that any version
    /// had, so that each query that matched the fact matches its correction. A slip keeps the
    /// version's `learned` day. A fact that is withdrawn has no version in force: restore it first.
    #[must_use]
    pub fn correcting(mut self, version: &Body<'_>, nature: Nature) -> Self {
        let target = version.corrects.map_or(version.seq, |earlier| earlier.target);
        self.amend(version, Change::Corrects, Amendment { target, nature });
        self
    }

    /// Withdraws the recorded fact of which `version` is the version in force, with all its
    /// corrections; or the retraction `version`, which restores what it withdrew.
    ///
    /// It takes over what a correction would. `learned` is the day that it was learned, and is not
    /// heeded for a slip, which keeps the version's day.
    #[must_use]
    pub fn retracting(id: EventId, version: &Body<'_>, nature: Nature, learned: NaiveDate) -> Self {
        let mut event = Self {
            id,
            kind: version.kind.clone(),
            version: version.v,
            subject: version.subject.clone(),
            mentions: Vec::new(),
            occurred: None,
            learned,
            source: None,
            amendment: None,
            was: Vec::new(),
            data: None,
        };
        let target = version.corrects.map_or(version.seq, |earlier| earlier.target);
        event.amend(version, Change::Retracts, Amendment { target, nature });
        event
    }

    fn amend(&mut self, version: &Body<'_>, change: Change, amendment: Amendment) {
        self.subject = version.subject.clone();
        if amendment.nature == Nature::Slip {
            self.learned = version.learned;
        }
        let documents = version.source.iter().map(|source| source.document.clone());
        let inherited = version.mentions.iter().cloned().chain(documents);
        for mention in inherited {
            if mention != self.subject && !self.mentions.contains(&mention) {
                self.mentions.push(mention);
            }
        }
        for kind in std::iter::once(&version.kind).chain(&version.was) {
            if *kind != self.kind && !self.was.contains(kind) {
                self.was.push(kind.clone());
            }
        }
        self.amendment = Some((change, amendment));
    }

    /// Whether its record is surely not too long, which need not be written then to know.
    fn is_short(&self) -> bool {
        let lists = self.mentions.len()
            + self.was.len()
            + self.source.as_ref().map_or(0, |source| source.lines.len());
        let data = self.data.as_ref().map_or(0, |data| data.get().len());
        let rest = lists.saturating_mul(LONGEST_ITEM).saturating_add(data);
        self.occurred.is_none() && rest <= MAX_RECORD - HEADER_ROOM - LONGEST_REST
    }

    /// States the version of the shape of the data, where it is not the first.
    #[must_use]
    pub fn with_version(mut self, version: SchemaVersion) -> Self {
        self.version = version;
        self
    }

    /// Names other subjects; each once, in the order given, the event's own left out.
    #[must_use]
    pub fn mentioning(mut self, mentions: impl IntoIterator<Item = Subject>) -> Self {
        let mentions = mentions.into_iter();
        self.mentions.reserve_exact(mentions.size_hint().0);
        for mention in mentions {
            if mention != self.subject && !self.mentions.contains(&mention) {
                self.mentions.push(mention);
            }
        }
        self
    }

    /// States since when it is true; where that is not stated, it is so since the day it was
    /// learned, and may have been before.
    #[must_use]
    pub fn occurred_on(mut self, when: When) -> Self {
        self.occurred = Some(when);
        self
    }

    /// Names the document and the lines that it was read from.
    #[must_use]
    pub fn read_from(mut self, source: Source) -> Self {
        self.source = Some(source);
        self
    }

    /// The event's id.
    pub const fn id(&self) -> EventId {
        self.id
    }

    /// Its type.
    pub const fn kind(&self) -> &EventType {
        &self.kind
    }

    /// The version of the shape of its data.
    pub const fn version(&self) -> SchemaVersion {
        self.version
    }

    /// What it is about.
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Other subjects that it names.
    pub fn mentions(&self) -> &[Subject] {
        &self.mentions
    }

    /// Since when it is true, where that is stated.
    pub const fn occurred(&self) -> Option<&When> {
        self.occurred.as_ref()
    }

    /// The day that the body knew.
    pub const fn learned(&self) -> NaiveDate {
        self.learned
    }

    /// Where it was read.
    pub const fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// What it amends.
    pub const fn amendment(&self) -> Option<(Change, Amendment)> {
        self.amendment
    }

    /// Types that versions of its target had.
    pub fn was(&self) -> &[EventType] {
        &self.was
    }

    /// Its data, as JSON; `None` in a retraction.
    pub fn data(&self) -> Option<&RawValue> {
        self.data.as_deref()
    }
}

/// Data that is no event's.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidData {
    /// It cannot be written as JSON.
    #[error("the event's data cannot be written as JSON")]
    NotJson(#[source] serde_json::Error),
    /// It is JSON that not every reader reads alike.
    #[error(transparent)]
    NotPlain(#[from] NotPlain),
}

/// The events of one commit, its id, its actor and its cause: recorded whole or not at all.
///
/// Invariant: at least one event and at most [`MAX_EVENTS`], no id twice, each record at most
/// [`MAX_RECORD`] bytes.
#[derive(Debug, Clone)]
pub struct Batch {
    id: CommitId,
    by: Subject,
    cause: Option<CommitId>,
    events: Vec<NewEvent>,
}

impl Batch {
    /// Takes the events that `by` records together.
    ///
    /// # Errors
    /// [`InvalidBatch`] says which part of the invariant does not hold.
    pub fn new(id: CommitId, by: Subject, events: Vec<NewEvent>) -> Result<Self, InvalidBatch> {
        if events.is_empty() {
            return Err(InvalidBatch::Empty);
        }
        if events.len() > MAX_EVENTS {
            return Err(InvalidBatch::TooManyEvents { events: events.len() });
        }
        let mut ids: Vec<_> = events.iter().map(|event| event.id).collect();
        ids.sort_unstable();
        let mut pairs = ids.iter().zip(ids.iter().skip(1));
        if let Some((&id, _)) = pairs.find(|(one, next)| one == next) {
            return Err(InvalidBatch::RepeatedId { id });
        }
        let mut record = Vec::new();
        for event in &events {
            if event.is_short() {
                continue;
            }
            record.clear();
            write::record(&mut record, event, None, Position::new(u64::MAX))
                .map_err(InvalidBatch::NotJson)?;
            let bytes = record.len();
            if bytes > MAX_RECORD - HEADER_ROOM {
                return Err(InvalidBatch::TooLong { id: event.id, bytes });
            }
        }
        Ok(Self { id, by, cause: None, events })
    }

    /// Names the commit that led to this one.
    #[must_use]
    pub fn caused_by(mut self, cause: CommitId) -> Self {
        self.cause = Some(cause);
        self
    }

    /// The commit's id.
    pub const fn id(&self) -> CommitId {
        self.id
    }

    /// Who records it.
    pub const fn by(&self) -> &Subject {
        &self.by
    }

    /// The commit that led to it.
    pub const fn cause(&self) -> Option<CommitId> {
        self.cause
    }

    /// Its events, at least one.
    pub fn events(&self) -> &[NewEvent] {
        &self.events
    }
}

/// What a commit's header adds to its first record, at most, in bytes.
const HEADER_ROOM: usize = 512;

/// A subject, a type or a pair of lines, with what stands around it, takes fewer bytes.
const LONGEST_ITEM: usize = 128;

/// All else in a record but its lists, its data and when it occurred takes fewer.
const LONGEST_REST: usize = 1024;

/// Events that make no commit.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidBatch {
    /// There is no event.
    #[error("a commit holds at least one event")]
    Empty,
    /// There are more than [`MAX_EVENTS`].
    #[error("a commit holds at most {MAX_EVENTS} events, not {events}")]
    TooManyEvents {
        /// How many there are.
        events: usize,
    },
    /// An id stands twice.
    #[error("event {id} stands twice in one commit")]
    RepeatedId {
        /// The id.
        id: EventId,
    },
    /// A record is longer than [`MAX_RECORD`].
    #[error("event {id} takes {bytes} bytes; a record is at most {MAX_RECORD}")]
    TooLong {
        /// The event.
        id: EventId,
        /// Its record's length.
        bytes: usize,
    },
    /// An event cannot be written as JSON.
    #[error("an event cannot be written as JSON")]
    NotJson(#[source] serde_json::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_with_the_longest_names_is_no_longer_than_is_reckoned() {
        let subject = |key: char| Subject::parse(&format!("a/{}", key.to_string().repeat(98)));
        let kind = |part: char| EventType::parse(&format!("a.{}", part.to_string().repeat(98)));
        let day = NaiveDate::MAX;
        let id = EventId::from_bytes([1; 16]);
        let mut event = NewEvent::new(id, kind('a').unwrap(), subject('a').unwrap(), day, &7)
            .unwrap()
            .mentioning(('b'..='z').map(|key| subject(key).unwrap()))
            .read_from(Source {
                document: subject('a').unwrap(),
                lines: vec![(u32::MAX, u32::MAX); 30],
            });
        event.was = ('b'..='z').map(|part| kind(part).unwrap()).collect();
        let target = Position::new(u64::MAX);
        event.amendment = Some((Change::Retracts, Amendment { target, nature: Nature::Slip }));
        let mut record = Vec::new();
        write::record(&mut record, &event, None, target).unwrap();
        let length = record.len();
        assert!(length <= (25 + 30 + 25) * LONGEST_ITEM + 1 + LONGEST_REST);
        assert!(length > (25 + 25) * 100);
    }
}
