//! For whom a person acts, since when and until when.
//!
//! Minutes list people with their organisations and seldom say when a membership began. What is
//! recorded of memberships therefore goes with what is listed:
//!
//! - At a meeting, a person acts for the organisations with which the meeting's own list names
//!   them.
//! - On any other day, for that of the recorded membership that began last and has not ended, of
//!   those that name an organisation.
//! - Without one, for those of the last list before that day that names any, where that has not
//!   ended; and where nothing is listed or recorded before, of the first list after it.
//!
//! A membership ends when that is recorded, or when another is recorded to have begun instead of
//! it. What lists show ends with either as well, for good with any membership that is recorded to
//! have begun since for another organisation, and with the next list that shows a guest.

mod history;
mod timeline;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub(super) use self::history::{HeldAt, History, Listing};
use super::register::Register;
use crate::domain::basis::Basis;
use crate::kernel::position::Position;
use crate::kernel::subject::Subject;

/// For whom every person acts.
///
/// Built in one pass over meetings and memberships, each list sorted once; memory grows with the
/// entries listed.
#[derive(Debug)]
pub struct Affiliations<'r> {
    register: &'r Register,
    people: BTreeMap<&'r Subject, History<'r>>,
}

/// That a person acts for an organisation, or for nobody else, for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation<'r> {
    /// For whom; `None` where a recorded membership names nobody else.
    pub organisation: Option<&'r Subject>,
    /// Since when, and how that is known.
    pub since: Since<'r>,
    /// Until when: it no longer holds from that day on.
    pub until: Option<Until<'r>>,
    /// The role, as printed.
    pub role: Option<&'r str>,
}

/// Since when something about a person holds, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since<'r> {
    /// The start is recorded.
    Recorded(&'r Basis),
    /// No start is recorded: the first list that shows it.
    FirstListed {
        /// The day of the meeting.
        day: NaiveDate,
        /// The entry's place in the ledger.
        cites: Position,
    },
}

/// Until when something about a person holds, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until<'r> {
    /// The end is recorded, or that another affiliation began instead.
    Recorded(&'r Basis),
    /// No end is recorded: the first list that shows another organisation.
    ListedElsewhere {
        /// The day of the meeting.
        day: NaiveDate,
        /// The entry's place in the ledger.
        cites: Position,
    },
}

impl<'r> Affiliations<'r> {
    /// Reads them off a register.
    pub fn of(register: &'r Register) -> Self {
        let mut people: BTreeMap<_, History<'r>> = BTreeMap::new();
        for held in HeldAt::all(register) {
            for (person, attendance) in &held.meeting.attendance {
                let person = register.staying(person);
                people.entry(person).or_default().list(Listing::of(register, held, attendance));
            }
        }
        for (_, membership, _) in register.memberships() {
            if let Some(began) = &membership.began {
                let person = register.staying(&began.recorded.person);
                people.entry(person).or_default().appoint(register, began, membership);
            }
        }
        for history in people.values_mut() {
            history.settle();
        }
        Self { register, people }
    }

    /// The affiliations of a person, in the order in which they began.
    pub fn of_person(&self, person: &Subject) -> Vec<Affiliation<'r>> {
        self.history(person).map(History::affiliations).unwrap_or_default()
    }

    /// The organisations for which a person acts on a day, by what is recorded, and else by the
    /// lists of other days.
    pub fn acts_for(&self, person: &Subject, day: NaiveDate) -> Vec<&'r Subject> {
        self.history(person).map(|history| history.acts_for(day)).unwrap_or_default()
    }

    fn history(&self, person: &Subject) -> Option<&History<'r>> {
        self.people.get(self.register.staying(person))
    }

    /// Everybody who is listed at a meeting or has a membership.
    pub(super) fn people(&self) -> impl Iterator<Item = (&'r Subject, &History<'r>)> {
        self.people.iter().map(|(person, history)| (*person, history))
    }
}

impl Affiliation<'_> {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since.day() <= day && self.until.is_none_or(|until| day < until.day())
    }

    /// The places in the ledger of the facts that it rests on.
    pub fn cites(&self) -> impl Iterator<Item = Position> {
        std::iter::once(self.since.cites()).chain(self.until.as_ref().map(Until::cites))
    }
}

impl Since<'_> {
    /// The day.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Recorded(basis) => basis.day(),
            Self::FirstListed { day, .. } => *day,
        }
    }

    /// The place in the ledger of the fact that it rests on.
    pub const fn cites(&self) -> Position {
        match self {
            Self::Recorded(basis) => basis.position,
            Self::FirstListed { cites, .. } => *cites,
        }
    }
}

impl Until<'_> {
    /// The first day on which it no longer holds.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Recorded(basis) => basis.day(),
            Self::ListedElsewhere { day, .. } => *day,
        }
    }

    /// The place in the ledger of the fact that it rests on.
    pub const fn cites(&self) -> Position {
        match self {
            Self::Recorded(basis) => basis.position,
            Self::ListedElsewhere { cites, .. } => *cites,
        }
    }
}
