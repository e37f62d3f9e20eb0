//! [`Basis`]: the fact that a part of a state rests on.
//!
//! Where a view has to cite the very fact that a part of a state rests on, the state keeps a basis, or
//! [`Of`] what the fact says. Where several facts say one thing over time, and what counts is which of
//! them stands, it keeps [`Stated`](super::stated::Stated) values, without their places.

use chrono::NaiveDate;

use super::event::RegisterEvent;
use super::stated::Times;
use crate::kernel::event::Fact;
use crate::kernel::position::Position;

/// The fact that a part of a state rests on: its times, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// Since when it is true, and since when the body knows.
    pub at: Times,
    /// Its place in the ledger.
    pub position: Position,
}

impl Basis {
    /// Takes them from a fact.
    pub fn of(fact: &Fact<RegisterEvent>) -> Self {
        Self { at: Times::of(fact), position: fact.position }
    }

    /// The day under which it is filed, as [`Times::day`].
    pub fn day(&self) -> NaiveDate {
        self.at.day()
    }
}

/// What a fact says, and the fact itself: `Of<Held>` is that a meeting was held, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Of<E> {
    /// What it says.
    pub recorded: E,
    /// When and where.
    pub basis: Basis,
}
