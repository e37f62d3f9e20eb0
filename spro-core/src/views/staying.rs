//! Merged entries count as one: which of them stays.

use super::register::{Known, Register};
use crate::domain::merged;
use crate::kernel::subject::Subject;

impl Register {
    /// The entry that stays for a person or an organisation; any other subject itself.
    ///
    /// Cost: the merges that lead there.
    pub fn staying<'s>(&'s self, subject: &'s Subject) -> &'s Subject {
        merged::staying(subject, |at| match &self.entry(at)?.known {
            Known::Person(person) => person.merged.as_ref().map(|merged| &merged.into),
            Known::Organisation(organisation) => {
                organisation.merged.as_ref().map(|merged| &merged.into)
            }
            _ => None,
        })
    }
}
