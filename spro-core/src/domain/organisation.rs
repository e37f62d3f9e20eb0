//! Organisations: names, aliases, what they are part of.

use super::basis::Basis;
use super::event::RegisterEvent;
use super::merged::MergedInto;
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
pub struct Organisation {
    /// The names, the one known first before the others: it is the one that is shown.
    pub names: Vec<KnownName>,
    /// The other names by which it goes.
    pub aliases: Vec<KnownName>,
    /// What it is part of, since the fact that said so last.
    pub part_of: Option<Whole>,
    /// The entry that this one was found to be one with.
    pub merged: Option<MergedInto>,
}

/// A name or alias of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The name.
    pub name: String,
    /// Since when it is known.
    pub basis: Basis,
}

/// What an organisation is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The other organisation.
    pub whole: Subject,
    /// Since when.
    pub basis: Basis,
}

impl Organisation {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &OrganisationEvent, fact: &Fact<RegisterEvent>) {
        let basis = Basis::of(fact);
        match event {
            OrganisationEvent::Named(Named { name }) => {
                self.names.push(KnownName { name: name.clone(), basis });
            }
            OrganisationEvent::Aliased(Aliased { alias }) => {
                self.aliases.push(KnownName { name: alias.clone(), basis });
            }
            OrganisationEvent::PartOf(PartOf { whole }) => {
                self.part_of = Some(Whole { whole: whole.clone(), basis });
            }
            OrganisationEvent::Merged(Merged { into }) => {
                self.merged = Some(MergedInto { into: into.clone(), basis });
            }
        }
    }
}
