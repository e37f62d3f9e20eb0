//! [`Text`]: a text that may name a person, in the clear or sealed.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::vault::KeyId;
use super::{Scope, Sealed};
use crate::kernel::id::{CommitId, EventId};
use crate::kernel::record::Record;
use crate::kernel::subject::Subject;

/// A text that may name a person.
///
/// Persisted as `{"plain":"…"}` in a ledger without a vault, else as `{"sealed":"…"}`; a
/// [`Keyring`](super::keyring::Keyring) opens it. Folds carry texts as they are: only what is shown
/// is opened.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Text {
    /// In the clear.
    Plain(Box<str>),
    /// Readable with its key only.
    Sealed(SealedText),
}

/// A sealed text, and where it stands, which is known once its record is decoded.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedText {
    value: Sealed,
    #[serde(skip)]
    place: Option<TextPlace>,
}

/// Where a sealed text stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextPlace {
    /// The event that holds it.
    pub event: EventId,
    /// The field of the event's data.
    pub field: Field,
    /// Whose key sealed it.
    pub owner: KeyOwner,
}

/// A field of an event's data: its name, and its place where the field is a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// Counted from 0.
    pub index: Option<u32>,
}

/// Whose key sealed a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyOwner {
    /// A subject's: a person's, or a document's.
    Subject(Subject),
    /// A commit's.
    Commit(CommitId),
}

impl Text {
    /// A text in the clear.
    pub fn plain(text: &str) -> Self {
        Self::Plain(text.into())
    }

    /// The text, where it stands in the clear.
    pub fn as_plain(&self) -> Option<&str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Sealed(_) => None,
        }
    }

    /// Where it stands, where it is sealed and was decoded from a record.
    pub const fn place(&self) -> Option<&TextPlace> {
        match self {
            Self::Plain(_) => None,
            Self::Sealed(sealed) => sealed.place(),
        }
    }

    /// Tells a sealed value where it stands, when its record is decoded.
    pub(in crate::kernel) fn bind(
        &mut self,
        event: EventId,
        field: Field,
        owner: impl FnOnce(Scope) -> Option<KeyOwner>,
    ) {
        if let Self::Sealed(SealedText { value, place }) = self {
            *place = owner(value.scope()).map(|owner| TextPlace { event, field, owner });
        }
    }
}

impl SealedText {
    /// A sealed value in its place.
    pub(super) const fn new(value: Sealed, place: TextPlace) -> Self {
        Self { value, place: Some(place) }
    }

    /// The sealed value.
    pub const fn value(&self) -> &Sealed {
        &self.value
    }

    /// Where it stands; `None` when it was not decoded from a record.
    pub const fn place(&self) -> Option<&TextPlace> {
        self.place.as_ref()
    }
}

impl Field {
    /// The field of this name.
    pub const fn named(name: &'static str) -> Self {
        Self { name, index: None }
    }

    /// One place of a list.
    #[must_use]
    pub const fn at(self, index: u32) -> Self {
        Self { index: Some(index), ..self }
    }

    /// The name, and behind a dot the place.
    pub(super) fn text(self) -> Cow<'static, str> {
        match self.index {
            Some(_) => Cow::Owned(self.to_string()),
            None => Cow::Borrowed(self.name),
        }
    }
}

/// The name, and behind a dot the place.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "{}.{index}", self.name),
            None => f.write_str(self.name),
        }
    }
}

impl KeyOwner {
    /// Whose key a value of this scope needs in a record; `None` when the record has no source.
    pub fn in_record(scope: Scope, record: &Record<'_>) -> Option<Self> {
        match scope {
            Scope::Subject => Some(Self::Subject(record.body.subject.clone())),
            Scope::Source => {
                record.body.source.as_ref().map(|source| Self::Subject(source.document.clone()))
            }
            Scope::Commit => Some(Self::Commit(record.commit.id)),
        }
    }

    /// The name of its key.
    pub fn key_id(&self) -> KeyId {
        match self {
            Self::Subject(subject) => KeyId::of(subject),
            Self::Commit(commit) => KeyId::of(commit),
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => write!(f, "Text({text:?})"),
            Self::Sealed(sealed) => write!(f, "Text({:?})", sealed.value),
        }
    }
}

impl fmt::Debug for SealedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
