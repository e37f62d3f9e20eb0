//! Where a claim stands, and how sure its reading is.

use serde::{Deserialize, Serialize};

/// What the text claims of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// The minutes state it.
    #[default]
    Stated,
    /// The minutes say that somebody said it.
    Reported,
    /// It is planned or wished.
    Intended,
    /// The reader concluded it.
    Inferred,
}

/// How sure the reader is of its reading; the surer is the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Somebody should look.
    Unsure,
    /// The wording says so.
    Likely,
    /// The layout says so, or a person.
    #[default]
    Sure,
}

/// Where a claim stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The words as printed; runs of white space are one space.
    #[serde(deserialize_with = "super::shape::said")]
    pub text: String,
    /// First and last line of each range, from 1, both included; none for what a person added.
    #[serde(default, deserialize_with = "super::shape::lines")]
    pub lines: Vec<[u32; 2]>,
    /// What the text claims of it.
    #[serde(default)]
    pub modality: Modality,
    /// How sure the reading is.
    #[serde(default)]
    pub confidence: Confidence,
}

impl Source {
    /// What a person added: no lines hold it.
    pub fn added(text: String) -> Self {
        let (modality, confidence) = (Modality::default(), Confidence::default());
        Self { text, lines: Vec::new(), modality, confidence }
    }
}
