//! Stances: who took which position on what.

use std::collections::BTreeMap;

use super::register::{Entry, Register};
use crate::domain::stance::{Stance, Taken};
use crate::domain::stated::Stated;
use crate::kernel::subject::Subject;

/// One position.
#[derive(Debug, Clone, Copy)]
pub struct StanceRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What was taken, and since when.
    pub taken: &'r Stated<Taken>,
    /// What is known of it.
    pub stance: &'r Stance,
    /// The facts on which it rests.
    pub entry: &'r Entry,
}

/// Every position, as they were taken.
pub fn stances(register: &Register) -> Vec<StanceRow<'_>> {
    let mut rows: Vec<_> = register
        .stances()
        .filter_map(|(subject, stance, entry)| {
            Some(StanceRow { subject, taken: stance.taken.as_ref()?, stance, entry })
        })
        .collect();
    rows.sort_by_key(|row| row.entry.read_at);
    rows
}

/// The positions on each thing that the register knows, those among them that were given up.
pub fn stances_by_subject(register: &Register) -> BTreeMap<&Subject, Vec<StanceRow<'_>>> {
    let mut on = BTreeMap::<_, Vec<_>>::new();
    for row in stances(register) {
        if let Some(subject) = &row.taken.value.on {
            on.entry(subject).or_default().push(row);
        }
    }
    on
}
