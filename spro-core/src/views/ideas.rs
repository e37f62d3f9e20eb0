//! Ideas, and what became of them.

use super::order::by_number;
use super::register::{Entry, Register};
use super::stances::{StanceRow, stances_by_subject};
use crate::domain::idea::{Idea, IdeaStatus};
use crate::kernel::subject::Subject;

/// One idea.
#[derive(Debug, Clone)]
pub struct IdeaRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What is known of it.
    pub idea: &'r Idea,
    /// How far it is.
    pub status: IdeaStatus,
    /// The positions on it.
    pub stances: Vec<StanceRow<'r>>,
    /// The facts on which it rests.
    pub entry: &'r Entry,
}

/// Every idea, by number, then as they were read.
pub fn ideas(register: &Register) -> Vec<IdeaRow<'_>> {
    let mut stances_on = stances_by_subject(register);
    let mut rows: Vec<_> = register
        .ideas()
        .map(|(subject, idea, entry)| {
            let stances = stances_on.remove(subject).unwrap_or_default();
            IdeaRow { subject, idea, status: idea.status(), stances, entry }
        })
        .collect();
    rows.sort_by_cached_key(|row| by_number(row.idea.number.as_ref(), row.entry));
    rows
}
