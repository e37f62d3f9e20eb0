//! The body whose register this is: a committee, a board, a territorial partnership.

use serde::{Deserialize, Serialize};

use super::basis::Basis;
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
pub struct Body {
    /// Its names, in the order in which it bore them.
    pub names: Vec<BodyName>,
    /// The language in which it writes its minutes.
    pub language: Option<Language>,
}

/// A name of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyName {
    /// The name.
    pub name: String,
    /// Since when.
    pub basis: Basis,
}

impl Body {
    /// The name that it bears now.
    pub fn name(&self) -> Option<&str> {
        self.names.last().map(|borne| borne.name.as_str())
    }

    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &BodyEvent, fact: &Fact<RegisterEvent>) {
        let name = match event {
            BodyEvent::Founded(founded) => {
                self.language = Some(founded.language);
                &founded.name
            }
            BodyEvent::Renamed(renamed) => &renamed.name,
        };
        self.names.push(BodyName { name: name.clone(), basis: Basis::of(fact) });
    }
}
