//! What a record is found by.

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::encoding::Body;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::subject::Subject;
use twox_hash::XxHash3_64;

/// What a text is to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is what the record is about.
    Subject = 1,
    /// It is mentioned, or the document that the record was read in.
    Mention = 2,
    /// It is the record's type, or one that it amends.
    Type = 3,
}

/// A text and its role, hashed. Two may share a hash: what is found is looked at itself.
pub(crate) fn key(role: Role, text: &str) -> u64 {
    XxHash3_64::oneshot_with_seed(role as u64, text.as_bytes())
}

/// The keys of a record.
pub(super) struct Keys<'a> {
    pub(super) subject: &'a Subject,
    pub(super) mentions: &'a [Subject],
    pub(super) document: Option<&'a Subject>,
    pub(super) kind: &'a EventType,
    pub(super) was: &'a [EventType],
}

impl<'a> Keys<'a> {
    pub(super) fn of(body: &'a Body<'_>) -> Self {
        Self {
            subject: &body.subject,
            mentions: &body.mentions,
            document: body.source.as_ref().map(|source| &source.document),
            kind: &body.kind,
            was: &body.was,
        }
    }

    pub(super) fn of_new(event: &'a NewEvent) -> Self {
        Self {
            subject: event.subject(),
            mentions: event.mentions(),
            document: event.source().map(|source| &source.document),
            kind: event.kind(),
            was: event.was(),
        }
    }

    /// Each of them, hashed; one may come twice.
    pub(super) fn hashed(self) -> impl Iterator<Item = u64> {
        let mentions = self.mentions.iter().chain(self.document);
        let types = std::iter::once(self.kind).chain(self.was);
        std::iter::once(key(Role::Subject, self.subject.as_str()))
            .chain(mentions.map(|mention| key(Role::Mention, mention.as_str())))
            .chain(types.map(|kind| key(Role::Type, kind.as_str())))
    }
}

/// The ids and keys of the events of a commit.
pub(crate) struct Entries {
    ids: Vec<[u8; 16]>,
    keys: Vec<u64>,
    /// Where those of each event end.
    ends: Vec<usize>,
}

impl Entries {
    pub(crate) fn of(batch: &Batch) -> Self {
        let events = batch.events();
        let (mut keys, mut ends) = (Vec::with_capacity(3 * events.len()), Vec::new());
        for event in events {
            keys.extend(Keys::of_new(event).hashed());
            ends.push(keys.len());
        }
        let ids = events.iter().map(|event| *event.id().as_bytes()).collect();
        Self { ids, keys, ends }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = ([u8; 16], &[u64])> {
        let mut begin = 0;
        self.ids.iter().zip(&self.ends).map(move |(id, end)| {
            let keys = self.keys.get(begin..*end).unwrap_or_default();
            begin = *end;
            (*id, keys)
        })
    }
}
