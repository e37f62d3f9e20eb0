//! Organisations: names, aliases, what they are part of.

use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;
use crate::kernel::subject::Subject;

payload! {
    /// An organisation bears a name, as a document prints it. The one known first is shown.
    pub struct Named {
        /// The name.
        pub name: String,
    }
}

payload! {
    /// An organisation goes by another name too.
    pub struct Aliased {
        /// The alias.
        pub alias: String,
    }
}

payload! {
    /// An organisation belongs to another: a service to its host.
    pub struct PartOf {
        /// The other.
        pub whole: Subject,
    }
}

payload! {
    /// Two entries were one organisation: whatever names this one means the other.
    pub struct Merged {
        /// The entry that stays.
        pub into: Subject,
    }
}

recorded! {
    /// What happens to an organisation's entry.
    pub enum OrganisationEvent {
        /// A name as printed.
        Named = "spro.organisation.named",
        /// Another name.
        Aliased = "spro.organisation.aliased",
        /// Part of another.
        PartOf = "spro.organisation.part-of",
        /// One with another entry.
        Merged = "spro.organisation.merged",
    }
}

/// What is known of an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organisation {}

impl Organisation {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, _event: &OrganisationEvent, _fact: &Fact<RegisterEvent>) {}
}
