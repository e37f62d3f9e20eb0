//! [`Basis`]: the fact that a part of a state rests on.

use chrono::NaiveDate;

use super::event::RegisterEvent;
use crate::kernel::event::Fact;
use crate::kernel::position::Position;
use crate::when::When;

/// The fact that a part of a state rests on: when it became true and known, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// Since when it is true.
    pub since: When,
    /// The day that the body knew.
    pub learned: NaiveDate,
    /// Its place in the ledger.
    pub position: Position,
}

impl Basis {
    /// Takes them from a fact.
    pub fn of(fact: &Fact<RegisterEvent>) -> Self {
        Self { since: fact.since(), learned: fact.learned, position: fact.position }
    }

    /// The day under which it is filed: the earliest on which it can have become true, or where
    /// that is not known, the day it was learned.
    pub fn day(&self) -> NaiveDate {
        self.since.order_key_or(self.learned).day()
    }
}

/// What a fact says, and when and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Of<E> {
    /// What it says.
    pub recorded: E,
    /// When and where.
    pub basis: Basis,
}
