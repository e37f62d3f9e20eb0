//! The body whose register this is: a committee, a board, a territorial partnership.

use serde::{Deserialize, Serialize};

use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;

payload! {
    /// A register was begun for a body.
    pub struct Founded {
        /// Its name.
        pub name: String,
        /// The language in which it writes its minutes.
        pub language: Language,
    }
}

payload! {
    /// The body took another name.
    pub struct Renamed {
        /// The new name.
        pub name: String,
    }
}

recorded! {
    /// What happens to the body.
    pub enum BodyEvent {
        /// The register was begun.
        Founded = "spro.body.founded",
        /// Another name.
        Renamed = "spro.body.renamed",
    }
}

/// A language of minutes, by its ISO 639-1 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

/// What is known of the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {}

impl Body {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, _event: &BodyEvent, _fact: &Fact<RegisterEvent>) {}
}
