//! Persons: names, aliases, merges, erasure.

use serde::{Deserialize, Serialize};

use super::basis::Basis;
use super::event::RegisterEvent;
use super::merged::MergedInto;
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
pub struct Person {
    /// The names, the one known first before the others: it is the one that is shown.
    pub names: Vec<KnownName>,
    /// The other names by which the person goes.
    pub aliases: Vec<KnownName>,
    /// The entry that this one was found to be one with.
    pub merged: Option<MergedInto>,
    /// That, and why, the name was erased.
    pub erased: Option<Erasure>,
}

/// A name or alias of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The name, sealed under the person's key.
    pub name: Text,
    /// Since when it is known.
    pub basis: Basis,
}

/// That the name of a person was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// On what ground.
    pub ground: Ground,
    /// The keys that were destroyed with it.
    pub keys: Vec<KeyId>,
    /// Since when.
    pub basis: Basis,
}

impl Person {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &PersonEvent, fact: &Fact<RegisterEvent>) {
        let basis = Basis::of(fact);
        match event {
            PersonEvent::Named(Named { name }) => {
                self.names.push(KnownName { name: name.0.clone(), basis });
            }
            PersonEvent::Aliased(Aliased { alias }) => {
                self.aliases.push(KnownName { name: alias.0.clone(), basis });
            }
            PersonEvent::Merged(Merged { into }) => {
                self.merged = Some(MergedInto { into: into.clone(), basis });
            }
            PersonEvent::Erased(Erased { ground, keys }) => {
                self.erased = Some(Erasure { ground: *ground, keys: keys.clone(), basis });
            }
        }
    }
}
