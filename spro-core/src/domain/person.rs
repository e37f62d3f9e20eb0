//! Persons: names, aliases, merges, erasure.

use serde::{Deserialize, Serialize};

use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::seal::vault::KeyId;
use crate::kernel::subject::Subject;

/// A person's name, address or alias: sealed under that person's own key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(pub Text);

payload! {
    /// A person bears a name, as a document prints it. The one known first is shown.
    pub struct Named {
        /// The name.
        pub name: Name,
    }
}

payload! {
    /// A person goes by another name too: initials, a handle, a birth name.
    pub struct Aliased {
        /// The alias.
        pub alias: Name,
    }
}

payload! {
    /// Two entries were one person: whatever names this one means the other.
    pub struct Merged {
        /// The entry that stays.
        pub into: Subject,
    }
}

payload! {
    /// A person's name was erased from the register.
    pub struct Erased {
        /// On what ground.
        pub ground: Ground,
        /// The keys that were destroyed with it, to be destroyed again in a restored backup.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub keys: Vec<KeyId>,
    }
}

recorded! {
    /// What happens to a person's entry.
    pub enum PersonEvent {
        /// A name as printed.
        Named = "spro.person.named",
        /// Another name.
        Aliased = "spro.person.aliased",
        /// One with another entry.
        Merged = "spro.person.merged",
        /// The name was erased.
        Erased = "spro.person.erased",
    }
}

/// Why a person's name is erased, by Article 17(1) of the GDPR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// (a) It is no longer needed for what it was kept for.
    NoLongerNeeded,
    /// (b) The person withdrew consent.
    ConsentWithdrawn,
    /// (c) The person objects.
    Objection,
    /// (d) It was kept unlawfully.
    Unlawful,
    /// (e) The law asks for its erasure.
    LegalObligation,
}

/// What is known of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {}

impl Person {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, _event: &PersonEvent, _fact: &Fact<RegisterEvent>) {}
}
