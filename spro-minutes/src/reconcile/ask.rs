//! What a person must say before a plan is whole: [`Question`]s, and [`Answers`] to them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use spro_core::kernel::position::Position;
use spro_core::kernel::subject::Subject;

use crate::draft::ItemRef;

/// What only a person can say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// Whether a slash parts two organisations, or belongs to the name of one.
    Organisation {
        /// As printed; what [`Answers::organisations`] is asked for.
        whole: String,
        /// On its sides.
        parts: Vec<String>,
        /// Where it stands.
        lines: Vec<(u32, u32)>,
    },
    /// Who is meant.
    Person {
        /// As printed; what [`Answers::persons`] is asked for.
        name: String,
        /// Whom it may name, of those that the register knows.
        candidates: Vec<Subject>,
        /// Whether the candidates are persons of this document whose names were erased.
        erased: bool,
        /// Where it stands.
        lines: Vec<(u32, u32)>,
    },
    /// Whether an action is one that other minutes raised; what [`Answers::actions`] is asked for.
    Action {
        /// As printed.
        words: String,
        /// What it may be.
        candidates: Vec<Subject>,
        /// Where it stands.
        lines: Vec<(u32, u32)>,
    },
    /// Which meeting of a day is meant; what [`Answers::meetings`] is asked for.
    Meeting {
        /// The day.
        day: NaiveDate,
        /// The meetings of that day.
        candidates: Vec<Subject>,
    },
    /// Whether this is a new edition of the minutes of that day or those of another meeting, since
    /// most of what was recorded would go; what [`Answers::meetings`] is asked for.
    OtherMinutes {
        /// The day.
        day: NaiveDate,
        /// The meeting whose minutes are recorded.
        meeting: Subject,
        /// How many of the recorded facts stay as they are.
        kept: usize,
        /// How many would go.
        gone: usize,
    },
    /// What the changes to minutes that were approved are; what [`Answers::approved`] is asked for.
    Approved {
        /// The day on which they were approved.
        on: NaiveDate,
    },
    /// The minutes name another body than the register's. Nothing hangs on it.
    Body {
        /// As printed.
        printed: String,
        /// The register's.
        registered: String,
    },
    /// Whether the day stands first in dates such as 4/5/2020, or the month; to answer it, read the
    /// minutes again with the order ([`Surroundings::order`](crate::Surroundings::order)). The parts that
    /// such dates say hang on it.
    DateOrder {
        /// The first of them, as printed.
        printed: String,
        /// Where it stands.
        lines: Vec<(u32, u32)>,
    },
    /// Which date is meant; to answer it, correct the draft. Nothing hangs on it.
    Date {
        /// The item.
        about: ItemRef,
        /// As printed.
        readings: Vec<String>,
    },
}

impl Question {
    /// What is to be chosen from, of what the register knows.
    pub fn candidates(&self) -> &[Subject] {
        match self {
            Self::Person { candidates, .. }
            | Self::Action { candidates, .. }
            | Self::Meeting { candidates, .. } => candidates,
            Self::OtherMinutes { meeting, .. } => std::slice::from_ref(meeting),
            Self::Organisation { .. }
            | Self::Approved { .. }
            | Self::Body { .. }
            | Self::DateOrder { .. }
            | Self::Date { .. } => &[],
        }
    }
}

/// What a person said. Keys are the words as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// What a name with a slash stands for.
    pub organisations: HashMap<String, OrganisationAnswer>,
    /// Whom a name means.
    pub persons: HashMap<String, PersonAnswer>,
    /// Which action is meant.
    pub actions: HashMap<String, ActionAnswer>,
    /// Which meeting of a day is meant.
    pub meetings: HashMap<NaiveDate, MeetingAnswer>,
    /// What changes to approved minutes are.
    pub approved: Option<ApprovedAnswer>,
    /// Items that are not to be recorded; what is recorded of them already stays as it is.
    pub left_out: HashSet<InDraft>,
    /// The places of facts that stay, though the new edition does not say them any more.
    pub kept: HashSet<Position>,
}

/// Names an item of a draft by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InDraft {
    /// The key of its list in a proposal, such as `actions`.
    pub list: &'static str,
    /// Its place in the list, from 0.
    pub index: usize,
}

/// What a name with a slash stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationAnswer {
    /// One organisation, the slash belongs to its name.
    One,
    /// A service, and its host behind the slash.
    ServiceAndHost,
    /// The first; what stands behind the slash is nobody's employer.
    FirstOnly,
    /// Nobody knows.
    Unknown,
}

/// Whom a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonAnswer {
    /// This person, or this organisation where one can be meant.
    Is(Subject),
    /// A person whom the register does not know.
    New,
    /// Nobody knows.
    Unknown,
}

/// Which action is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionAnswer {
    /// This one, which goes on.
    Is(Subject),
    /// One that the register does not know.
    New,
}

/// Which meeting is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingAnswer {
    /// This one.
    Is(Subject),
    /// One that the register does not know.
    Another,
}

/// What changes to approved minutes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApprovedAnswer {
    /// The minutes stand; they were misread when they were recorded.
    Misread,
    /// An erratum, which the body knows since this day.
    Erratum {
        /// The day.
        learned: NaiveDate,
    },
}
