//! [`Stated`]: what facts say of one thing over time, and which of them stands.

use chrono::NaiveDate;

use super::event::RegisterEvent;
use super::rejection::Rejection;
use crate::kernel::event::Fact;
use crate::when::{OrderKey, When};

/// Since when something is true, and since when the body knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// Since when it is true.
    pub since: When,
    /// The day that the body knew; where it was said several times, the last of them.
    pub learned: NaiveDate,
    /// Whether it was said since when. Where it was not, it is true since the day it was learned,
    /// and may have become so before.
    pub said: bool,
}

impl Times {
    /// True, and known, from a day on.
    pub fn on(day: NaiveDate) -> Self {
        Self::new(When::day(day), day)
    }

    /// True since one day, and known since another.
    pub const fn new(since: When, learned: NaiveDate) -> Self {
        Self { since, learned, said: true }
    }

    pub(super) fn of(fact: &Fact<RegisterEvent>) -> Self {
        Self { since: fact.since(), learned: fact.learned, said: fact.occurred.is_some() }
    }

    /// The day under which it is filed: the earliest on which it can have become true, or where
    /// that is not known, the day it was learned.
    pub fn day(&self) -> NaiveDate {
        self.since.order_key_or(self.learned).day()
    }

    /// The order in which facts fold, but for their place in the ledger.
    pub(super) fn key(&self) -> (OrderKey, NaiveDate) {
        (self.since.order_key_or(self.learned), self.learned)
    }

    /// Refuses what would fold before `last`, and so have no effect.
    pub(super) fn follow(&self, last: &Self) -> Result<(), Rejection> {
        if self.key() < last.key() {
            return Err(Rejection::Overtaken { since: last.since.clone() });
        }
        Ok(())
    }
}

/// What a fact says, and its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// What it says.
    pub value: T,
    /// Since when.
    pub at: Times,
}

impl<T> Stated<T> {
    pub(super) fn by(fact: &Fact<RegisterEvent>, value: T) -> Self {
        Self { value, at: Times::of(fact) }
    }

    /// Whether this, which settles a matter, holds against a statement that folds after it: the
    /// body learned of this later, and so knew better. "Done on 1 March", said in April, holds
    /// against "under way" in the minutes of 14 March.
    pub(super) fn outlasts(&self, next: &Times) -> bool {
        next.learned < self.at.learned
    }

    /// Takes note that it was said again: the body still held it then, since the same day.
    pub(super) fn hold_again(&mut self, next: &Times) {
        self.at.learned = self.at.learned.max(next.learned);
    }
}

/// Takes over what a document says; what it does not say stays as it was known.
pub(super) fn take_over<T: Clone>(known: &mut Option<T>, said: Option<&T>) {
    if let Some(said) = said {
        *known = Some(said.clone());
    }
}

/// Whether two dates mean the same: in other words too, but for those that no calendar knows.
pub(super) fn same_time(one: Option<&When>, other: Option<&When>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) if !one.is_undated() => {
            (one.extent(), one.part()) == (other.extent(), other.part())
        }
        _ => one == other,
    }
}
