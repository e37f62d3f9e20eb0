//! Documents: originals that were read, pieces that were announced, links as printed.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::basis::{Basis, Of};
use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

payload! {
    /// An edition of the document was read, and its original is kept beside the ledger.
    pub struct Stored {
        /// The file's name.
        pub name: Text,
        /// SHA-256 of the original, as 64 lower-case hexadecimal digits; sealed, since it would
        /// confirm a guess.
        pub digest: Text,
        /// The original's id in the store of originals; `None` once it was erased.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub original: Option<String>,
        /// Its media type (RFC 6838), such as `text/markdown`.
        pub media_type: String,
    }
}

payload! {
    /// A piece was announced that the register does not hold.
    pub struct Announced {
        /// Its title as printed.
        pub title: Text,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
    }
}

payload! {
    /// An address was printed.
    pub struct Linked {
        /// The address as printed.
        pub url: Text,
        /// Whether it leads nowhere as printed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub broken: bool,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
    }
}

payload! {
    /// Words of a document that may be read in several ways were read in one, since a person said so.
    pub struct Interpreted {
        /// The words as printed.
        pub printed: Text,
        /// How they are read.
        pub reading: Reading,
    }
}

/// How words are read that may mean several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// A slash belongs to the name of one organisation.
    OneOrganisation,
    /// A service before the slash, and its host behind it.
    ServiceAndHost,
    /// An organisation before the slash; what stands behind it is nobody's employer.
    FirstOrganisation,
    /// Nobody knows which organisation is meant.
    OrganisationNotKnown,
    /// Nobody knows who is meant.
    PersonNotKnown,
    /// Dates of two numbers have the day first.
    DayFirst,
    /// Dates of two numbers have the month first.
    MonthFirst,
}

recorded! {
    /// What happens to a document.
    pub enum DocumentEvent {
        /// Read and kept.
        Stored = "spro.document.stored",
        /// Announced only.
        Announced = "spro.document.announced",
        /// An address.
        Linked = "spro.document.linked",
        /// Words that were read in one of several ways.
        Interpreted = "spro.document.interpreted",
    }
}

/// The digest of an original: SHA-256, as 64 lower-case hexadecimal digits.
pub fn digest(original: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(original))
}

/// What is known of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The editions that were read, in the order in which they became known.
    pub editions: Vec<Of<Stored>>,
    /// The announcement of a piece; the last, where there are several.
    pub announced: Option<Announced>,
    /// The address as printed; the last, where there are several.
    pub linked: Option<Linked>,
}

impl Document {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &DocumentEvent, fact: &Fact<RegisterEvent>) {
        match event {
            DocumentEvent::Stored(stored) => {
                self.editions.push(Of { recorded: stored.clone(), basis: Basis::of(fact) });
            }
            DocumentEvent::Announced(announced) => self.announced = Some(announced.clone()),
            DocumentEvent::Linked(linked) => self.linked = Some(linked.clone()),
            // What was made of the words stands in the facts that were read from them.
            DocumentEvent::Interpreted(_) => {}
        }
    }
}
