//! Meetings of the body, or of a working group of it: planned → held or cancelled.

use chrono::NaiveDate;

use super::attendance::AttendanceEvent;
use super::event::RegisterEvent;
use super::minutes::MinutesEvent;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::when::{LocalTime, When};

payload! {
    /// A meeting was planned.
    pub struct Planned {
        /// For when.
        pub on: When,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub venue: Option<Text>,
        /// Of which working group; `None` for the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<Text>,
    }
}

payload! {
    /// A meeting was held.
    pub struct Held {
        /// On which day.
        pub on: NaiveDate,
        /// Its title as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title: Option<Text>,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub venue: Option<Text>,
        /// When it began, local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub starts: Option<LocalTime>,
        /// When it ended, local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ends: Option<LocalTime>,
        /// Of which working group; `None` for the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<Text>,
    }
}

payload! {
    /// A document names a meeting of this day, which the register does not know otherwise.
    pub struct Cited {
        /// The day.
        pub on: NaiveDate,
    }
}

payload! {
    /// A planned meeting was cancelled.
    pub struct Cancelled {
        /// Why, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// The points of the agenda, in their order.
    pub struct AgendaListed {
        /// The points.
        pub items: Vec<Text>,
    }
}

recorded! {
    /// What happens to a meeting.
    pub enum MeetingEvent {
        /// Planned.
        Planned = "spro.meeting.planned",
        /// Held.
        Held = "spro.meeting.held",
        /// Named by a document.
        Cited = "spro.meeting.cited",
        /// Cancelled.
        Cancelled = "spro.meeting.cancelled",
        /// Its agenda.
        AgendaListed = "spro.meeting.agenda-listed",
    }
}

/// What is known of a meeting, its attendance and its minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meeting {}

impl Meeting {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, _event: &MeetingEvent, _fact: &Fact<RegisterEvent>) {}

    /// Folds a fact about its attendance in.
    pub fn evolve_attendance(&mut self, _event: &AttendanceEvent, _fact: &Fact<RegisterEvent>) {}

    /// Folds a fact about its minutes in.
    pub fn evolve_minutes(&mut self, _event: &MinutesEvent, _fact: &Fact<RegisterEvent>) {}
}
