//! An event as the peers store it: the register's own data as JSON, its texts in the clear.

use anyhow::{Context as _, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::encoding::Source;
use spro_core::kernel::event::{Event as _, Recordable as _};
use spro_core::kernel::id::EventId;
use spro_core::kernel::subject::Subject;

use crate::fold::Tally;
use crate::workload::Event;

/// An event, ready to be stored by a peer; made outside the measured time.
#[derive(Debug)]
pub struct Clear {
    /// The stream: the meeting.
    pub stream: u64,
    /// The version in it, counted from 1.
    pub version: u32,
    /// What it is about.
    pub subject: Subject,
    /// Its type.
    pub kind: &'static str,
    /// Its data, as JSON.
    pub data: Box<RawValue>,
    /// What a ledger records beside: id, mentions, day and source, as JSON.
    pub about: String,
    /// All of it as one object of JSON, without a line break.
    pub line: Vec<u8>,
}

#[derive(Serialize)]
struct About<'a> {
    id: EventId,
    v: u16,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Subject>,
    learned: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a Source>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: EventId,
    #[serde(rename = "type")]
    kind: &'a str,
    v: u16,
    subject: &'a Subject,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Subject>,
    learned: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a Source>,
    data: &'a RawValue,
}

/// The parts of a line that a reader needs to type its event; the rest is passed over.
#[derive(Deserialize)]
struct Header<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    subject: &'a str,
    #[serde(borrow)]
    data: &'a RawValue,
}

impl Clear {
    /// Spells an event.
    ///
    /// # Errors
    /// When it has no JSON.
    pub fn of(event: &Event) -> Result<Self> {
        let fact = &event.fact;
        let (kind, data) = (fact.event.kind(), fact.event.data()?);
        let (id, v, learned) = (fact.id, fact.event.version().get(), fact.learned);
        let mut mentions = fact.event.mentions();
        mentions.retain(|mention| *mention != fact.subject);
        let source = fact.source.as_ref();
        let about = About { id, v, mentions: mentions.clone(), learned, source };
        let subject = &fact.subject;
        let line = Line { id, kind, v, subject, mentions, learned, source, data: &data };
        let (about, line) = (serde_json::to_string(&about)?, serde_json::to_vec(&line)?);
        let (stream, version) = (event.meeting, event.version);
        Ok(Self { stream, version, subject: subject.clone(), kind, data, about, line })
    }
}

/// Which events a reader asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// All of them.
    All,
    /// Those that are folded.
    Folded,
}

impl Asked {
    /// Whether a type is asked for.
    pub fn wants(self, kind: &str) -> bool {
        self == Self::All || Tally::types().any(|folded| folded == kind)
    }
}

/// Types the event of a line that [`Clear::of`] spelt, and folds it, if it is asked for.
///
/// # Errors
/// When the line holds no event.
pub fn fold_line(line: &[u8], asked: Asked, tally: &mut Tally) -> Result<()> {
    let header: Header<'_> = serde_json::from_str(std::str::from_utf8(line)?)?;
    if asked.wants(header.kind) {
        fold_parts(header.subject, header.kind, header.data.get(), tally)?;
    }
    Ok(())
}

/// Types the event of these parts, and folds it.
///
/// # Errors
/// When they make no event.
pub fn fold_parts(subject: &str, kind: &str, data: &str, tally: &mut Tally) -> Result<()> {
    let event = RegisterEvent::decode(kind, data).context("the type is not known")??;
    tally.fold(subject, &event);
    Ok(())
}
