//! What the reader cannot settle, and a person can.

use serde::{Deserialize, Serialize};
use spro_core::when::When;

use super::shape::item;
use super::source::Source;

/// Which list an item is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// The meeting itself.
    Meeting,
    /// [`Draft::attendance`](super::Draft::attendance).
    Attendance,
    /// [`Draft::decisions`](super::Draft::decisions).
    Decision,
    /// [`Draft::actions`](super::Draft::actions).
    Action,
    /// [`Draft::occasions`](super::Draft::occasions).
    Occasion,
    /// [`Draft::ideas`](super::Draft::ideas).
    Idea,
    /// [`Draft::questions`](super::Draft::questions).
    Question,
    /// [`Draft::notes`](super::Draft::notes).
    Note,
}

/// Names another item of the draft by the words it came from, so that dropping or adding items
/// leaves it true.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRef {
    /// Which list it is in.
    pub kind: ItemKind,
    /// The text of its [`Source`].
    pub text: String,
    /// The lines of its [`Source`].
    #[serde(default)]
    pub lines: Vec<[u32; 2]>,
}

impl ItemRef {
    /// Names the item of `kind` that came from `source`.
    pub fn to(kind: ItemKind, source: &Source) -> Self {
        Self { kind, text: source.text.clone(), lines: source.lines.clone() }
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum AskedKind {
    /// Whether a slash parts two structures, or belongs to the name of one.
    OrganisationSlash {
        /// As printed.
        whole: String,
        /// On its sides.
        parts: Vec<String>,
    },
    /// Who is meant, where more than one person fits.
    PersonAmbiguous {
        /// As printed.
        name: String,
        /// The people of the attendance list that it fits.
        candidates: Vec<String>,
    },
    /// Which date is meant, where one thing is printed with two.
    DateContradiction {
        /// As printed.
        readings: Vec<String>,
    },
}

item! {
    /// A question to whoever reviews the draft. To answer it, correct the item and drop the question.
    pub struct Asked {
        /// The item that it is about.
        pub about: ItemRef,
        /// What is asked.
        pub question: AskedKind,
    }
}

item! {
    /// One way in which something is said.
    pub struct Reading {
        /// The words that differ.
        pub words: String,
        /// The date that they mean.
        pub when: Option<When>,
    }
}

/// What the text says in two ways that cannot, or need not, both be true. It records nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// What is said, in words that both have.
    pub about: String,
    /// The ways.
    pub readings: Vec<Reading>,
}
