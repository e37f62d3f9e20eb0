//! Decisions: which stand, on what condition, replaced by what.

use std::collections::BTreeMap;

use super::order::by_number;
use super::register::{Entry, Register};
use super::stances::{StanceRow, stances_by_subject};
use crate::domain::decision::{Decision, DecisionStatus};
use crate::kernel::subject::Subject;
use crate::when::When;

/// The decisions that were asked for.
///
/// ```
/// # use spro_core::domain::event::RegisterEvent;
/// # use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
/// # use spro_core::kernel::prelude::*;
/// # use spro_core::kernel::seal::text::Text;
/// # use spro_core::kernel::seal::vault::MemoryVault;
/// # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
/// # let store = MemoryStore::new(identity, || "2024-07-01T08:00:00.000Z".parse().unwrap());
/// # let ledger = Ledger::new(store, Some(MemoryVault::new(|| [3; 32])));
/// # let mut made = 0;
/// # let mut say = |about: &str, event: RegisterEvent, learned: &str| {
/// #     made += 1;
/// #     let id = EventId::from_bytes([made; 16]);
/// #     let fact = NewFact::new(id, Subject::parse(about).unwrap(), event, learned.parse().unwrap());
/// #     let (id, by) = (CommitId::from_bytes([made; 16]), Subject::parse("person/clerk").unwrap());
/// #     let commit = Commit { id, by, cause: None, entries: vec![Entry::Fact(fact)] };
/// #     ledger.record(commit, &Guard::unguarded()).unwrap();
/// # };
/// use spro_core::domain::decision::{
///     AdoptedConditionally, ConditionMet, DecisionStatus, Judged, Proposed,
/// };
/// use spro_core::views::decisions::{Decisions, Which};
/// use spro_core::views::register::Register;
///
/// # let proposed = Proposed {
/// #     number: None,
/// #     text: Text::plain("A bus tour"),
/// #     meeting: None,
/// #     about: None,
/// #     concerns: vec![],
/// #     answers: None,
/// #     decided_by: None,
/// #     basis: None,
/// # };
/// let condition = Text::plain("if the region pays half");
/// let adopted = AdoptedConditionally { condition, judged: Judged::Once, words: None };
/// say("decision/tour", proposed.into(), "2024-01-18");
/// say("decision/tour", adopted.into(), "2024-01-18");
/// say("decision/tour", ConditionMet { occasion: None, words: None }.into(), "2024-05-16");
///
/// for (known_at, status) in
///     [("2024-05-15", DecisionStatus::Conditional), ("2024-05-16", DecisionStatus::Standing)]
/// {
///     let as_of = AsOf { known_at: Some(known_at.parse()?), ..AsOf::default() };
///     let register = Register::of(ledger.store(), as_of)?;
///     assert_eq!(Decisions::of(&register, Which::InForce).rows[0].status, status);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
