//! The one encoding of a record: a line of JSON with a fixed order of keys.
//!
//! | key | holds | present |
//! |---|---|---|
//! | `commit` | `id`, `n` (how many events), `at`, `by`, `cause` | on the first event of a commit |
//! | `seq` | the position | always |
//! | `id` | the event's id | always |
//! | `type`, `v` | the event's type and the version of its shape | always |
//! | `subject` | what it is about | always |
//! | `mentions` | other subjects that it names | when there are any |
//! | `occurred` | since when it is true | when that is stated; else since the day of `learned` |
//! | `learned` | the day that the body knew | always |
//! | `source` | `document` and its `lines` | when it was read from a document |
//! | `corrects`, `retracts` | `target` (a position) and `nature` | on an amendment |
//! | `was` | types that versions of the target had, other than `type` | when there are any |
//! | `data` | what the host recorded | unless it is a retraction |
//!
//! Stores keep these bytes verbatim and never write them anew: the [`chain`](super::chain) is over
//! them. What all events of a commit share stands once, on its first.

mod known;
mod read;
mod records;
pub(super) mod write;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use self::known::Known;
pub use self::records::Records;
use super::batch::{Batch, NewEvent};
use super::event_type::{EventType, SchemaVersion};
use super::id::{CommitId, EventId};
use super::position::{Head, Position};
use super::stamp::Stamp;
use super::subject::Subject;
use crate::when::When;

/// What all events of a commit share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitHeader {
    /// The commit's id.
    pub id: CommitId,
    /// How many events it holds.
    pub n: u32,
    /// When it was recorded.
    pub at: Stamp,
    /// Who recorded it: an opaque id.
    pub by: Subject,
    /// The commit that led to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<CommitId>,
}

/// One record, decoded, with its data still as the host wrote it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body<'a> {
    /// The commit that begins with this record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<CommitHeader>,
    /// The record's place.
    pub seq: Position,
    /// The event's id.
    pub id: EventId,
    /// The event's type; a retraction has its target's.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The version of the shape of its data.
    pub v: SchemaVersion,
    /// What it is about.
    pub subject: Subject,
    /// Other subjects that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Subject>,
    /// Since when it is true; where that is not said, since the day it was learned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<When>,
    /// The day that the body knew.
    pub learned: NaiveDate,
    /// The document it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The fact whose version this one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Amendment>,
    /// The fact or the retraction that this one withdraws.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retracts: Option<Amendment>,
    /// Types that versions of an amendment's target had, other than `kind`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<EventType>,
    /// What the host recorded, as it wrote it; `None` in a retraction.
    #[serde(
        borrow,
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data: Option<&'a RawValue>,
}

/// Takes a value that is there, even `null`, which is data and not their absence.
fn present<'de: 'a, 'a, D: Deserializer<'de>>(from: D) -> Result<Option<&'a RawValue>, D::Error> {
    <&RawValue>::deserialize(from).map(Some)
}

/// Where a fact was read: a document and the lines of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The document.
    pub document: Subject,
    /// First and last line of each place, counted from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<(u32, u32)>,
}

/// What an amendment amends, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// The place of what is amended: a fact's first version, or a retraction.
    pub target: Position,
    /// Whether the record was wrong or the world was seen anew.
    pub nature: Nature,
}

/// Why a record is amended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// A slip of recording: the body knew better all along. It keeps the day that its target was
    /// learned, and shows only through the instant that it was recorded.
    Slip,
    /// New knowledge, from the day that it was learned.
    News,
}

impl CommitHeader {
    /// Reads what stands on the first record of a commit, and nothing else of it; `None` where the
    /// record does not begin with it.
    ///
    /// # Errors
    /// [`InvalidRecord`] says where the bytes are none.
    pub fn of_first(record: &[u8]) -> Result<Option<Self>, InvalidRecord> {
        let Some(bytes) = record.strip_prefix(BEGIN) else {
            return Ok(None);
        };
        let mut from = serde_json::Deserializer::from_slice(bytes);
        Self::deserialize(&mut from).map(Some).map_err(|error| InvalidRecord {
            column: BEGIN.len() + error.column(),
            why: error.to_string(),
        })
    }
}

/// What the first record of a commit begins with.
const BEGIN: &[u8] = b"{\"commit\":";

impl<'a> Body<'a> {
    /// Reads a record.
    ///
    /// # Errors
    /// [`InvalidRecord`] says where the bytes are no record.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, InvalidRecord> {
        decode(bytes, &mut Known::nothing())
    }
}

/// Reads many records; what they name alike they share.
#[derive(Debug)]
pub struct Decoder {
    known: Known,
}

impl Decoder {
    /// A reader that has read nothing yet.
    pub fn new() -> Self {
        Self { known: Known::keeping() }
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`InvalidRecord`] says where the bytes are no record.
    pub fn decode<'a>(&mut self, bytes: &'a [u8]) -> Result<Body<'a>, InvalidRecord> {
        decode(bytes, &mut self.known)
    }
}

fn decode<'a>(bytes: &'a [u8], known: &mut Known) -> Result<Body<'a>, InvalidRecord> {
    let text = std::str::from_utf8(bytes).map_err(|error| InvalidRecord {
        column: error.valid_up_to() + 1,
        why: error.to_string(),
    })?;
    if let Some(body) = read::record(text, known) {
        return Ok(body);
    }
    serde_json::from_str(text)
        .map_err(|error| InvalidRecord { column: error.column(), why: error.to_string() })
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

/// Bytes that are no record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a record: {why}")]
pub struct InvalidRecord {
    /// The byte, counted from 1, where reading failed.
    pub column: usize,
    /// What is wrong.
    pub why: String,
}

/// A commit as stores keep it: the bytes of each record, and the digest after each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedCommit {
    /// What its events share.
    pub header: CommitHeader,
    /// The place of its first event.
    pub first: Position,
    /// The bytes of each record and the digest after it.
    pub records: Records,
    /// The ledger's head once it is recorded.
    pub head: Head,
}

/// What mostly stands around the data, in bytes.
const AROUND_DATA: usize = 512;

/// Encodes a batch as the commit that follows `before`, recorded at `at`.
///
/// # Errors
/// What `serde_json` refuses to write; no validated batch is refused.
pub fn encode(batch: &Batch, before: Head, at: Stamp) -> Result<EncodedCommit, serde_json::Error> {
    let n = u32::try_from(batch.events().len()).unwrap_or(u32::MAX);
    let header =
        CommitHeader { id: batch.id(), n, at, by: batch.by().clone(), cause: batch.cause() };
    let first = before.position.next();
    let mut head = before;
    let data = batch.events().iter().filter_map(NewEvent::data).map(|data| data.get().len());
    let room = data.sum::<usize>() + batch.events().len() * AROUND_DATA;
    let mut records = Records::with_capacity(batch.events().len(), room);
    for event in batch.events() {
        let commit = records.is_empty().then_some(&header);
        let seq = head.position.next();
        let digest = records.write(head.digest, |out| write::record(out, event, commit, seq))?;
        head = Head { position: seq, digest };
    }
    Ok(EncodedCommit { header, first, records, head })
}
