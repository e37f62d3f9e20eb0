//! Who owes an action, raises a question, or organises an occasion.

use serde::{Deserialize, Serialize};

use super::recorded::Part;
use crate::kernel::event::TextVisitor;
use crate::kernel::seal::text::{Field, Text};
use crate::kernel::subject::Subject;

/// Somebody who can owe or say something. Nobody named is an absent owner, never one of these.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// A person.
    Person(Subject),
    /// An organisation, whoever acts for it.
    Organisation(Subject),
    /// A working group, by its name as printed.
    ///
    /// Of a sealed ledger, two readings of one name are not equal, since each is sealed for its own
    /// place: whoever holds the keys compares them opened. States, which hold no keys, take such a
    /// group for another one, and so show the same group named anew as a change.
    Group(Text),
    /// The body itself.
    Body,
    /// Each of the partners, one by one.
    EachPartner,
}

impl Owner {
    /// The person or organisation.
    pub const fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Person(subject) | Self::Organisation(subject) => Some(subject),
            Self::Group(_) | Self::Body | Self::EachPartner => None,
        }
    }
}

impl Part for Owner {
    fn texts(&mut self, field: Field, visit: &mut TextVisitor<'_>) {
        if let Self::Group(name) = self {
            name.texts(field, visit);
        }
    }
    fn mentions(&self, into: &mut Vec<Subject>) {
        into.extend(self.subject().cloned());
    }
}
