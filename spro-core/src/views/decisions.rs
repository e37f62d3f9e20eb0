//! Decisions: which stand, on what condition, replaced by what.

use std::collections::BTreeMap;

use super::order::by_number;
use super::register::{Entry, Register};
use super::stances::{StanceRow, stances_by_subject};
use crate::domain::decision::{Decision, DecisionStatus};
use crate::kernel::subject::Subject;
use crate::when::When;

/// The decisions that were asked for.
#[derive(Debug, Clone)]
pub struct Decisions<'r> {
    /// By number, then as they were read.
    pub rows: Vec<DecisionRow<'r>>,
    /// How many there are of each status, whichever were asked for.
    pub counts: BTreeMap<DecisionStatus, usize>,
}

/// Which decisions are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// Every one.
    #[default]
    All,
    /// Those in force: the standing ones, and those that stand on a condition.
    InForce,
}

/// One decision.
#[derive(Debug, Clone)]
pub struct DecisionRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What is known of it.
    pub decision: &'r Decision,
    /// How it stands.
    pub status: DecisionStatus,
    /// Since when, where that is known.
    pub since: Option<&'r When>,
    /// The decision that took its place.
    pub superseded_by: Option<&'r Subject>,
    /// Those whose place it took.
    pub supersedes: Vec<&'r Subject>,
    /// The positions on it.
    pub stances: Vec<StanceRow<'r>>,
    /// The facts on which it rests.
    pub entry: &'r Entry,
}

impl<'r> Decisions<'r> {
    /// The decisions of a register.
    pub fn of(register: &'r Register, which: Which) -> Self {
        let mut stances_on = stances_by_subject(register);
        let mut predecessors = BTreeMap::<_, Vec<_>>::new();
        let mut counts = BTreeMap::new();
        for (subject, decision, _) in register.decisions() {
            *counts.entry(decision.status()).or_default() += 1;
            if let Some(by) = decision.superseded_by() {
                predecessors.entry(by).or_default().push(subject);
            }
        }
        let mut rows: Vec<_> = register
            .decisions()
            .map(|(subject, decision, entry)| DecisionRow {
                subject,
                decision,
                status: decision.status(),
                since: decision.since(),
                superseded_by: decision.superseded_by(),
                supersedes: predecessors.remove(subject).unwrap_or_default(),
                stances: stances_on.remove(subject).unwrap_or_default(),
                entry,
            })
            .filter(|row| which == Which::All || row.status.is_in_force())
            .collect();
        rows.sort_by(|a, b| {
            let key = |row: &DecisionRow<'r>| by_number(row.decision.number.as_ref(), row.entry);
            key(a).cmp(&key(b))
        });
        Self { rows, counts }
    }

    /// How many decisions have a status.
    pub fn count(&self, status: DecisionStatus) -> usize {
        self.counts.get(&status).copied().unwrap_or_default()
    }
}
