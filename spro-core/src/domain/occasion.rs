//! Occasions: planned public events; tentative → confirmed → held, or postponed, or cancelled (after
//! iCalendar's `VEVENT`, RFC 5545 §3.6.1).

mod commands;
mod state;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::owner::Owner;
use super::recorded::{payload, recorded};
use crate::kernel::seal::text::Text;
use crate::when::When;

pub use commands::{cancel, confirm, hold, postpone};
pub use state::{Occasion, Participant, Postponement};

payload! {
    /// What one document says of an occasion. What it does not say stays as it was known.
    pub struct Reported {
        /// Its name, by which other documents name it.
        pub name: Text,
        /// How far it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<OccasionStatus>,
        /// When it is; of one postponed, its new time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        /// Where; one for each stop, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub places: Vec<Text>,
        /// How many stops or sessions it has, where they are not named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub stops: Option<u64>,
        /// For whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub audience: Option<Text>,
        /// Who organises it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub organiser: Option<Owner>,
        /// The lines of its programme, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub programme: Vec<Text>,
        /// All that the document says of it, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// It is further than it was, or put off; whoever says so describes nothing.
    pub struct StatusChanged {
        /// How far it is.
        pub status: OccasionStatus,
        /// Of one postponed: its new time, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Somebody takes part, or does not.
    pub struct Replied {
        /// Who.
        pub participant: Owner,
        /// The reply.
        pub reply: Reply,
    }
}

payload! {
    /// How many visitors are expected.
    pub struct TurnoutEstimated {
        /// How many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<u64>,
        /// In which time.
        pub over: TurnoutSpan,
        /// By whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Owner>,
        /// The words as printed.
        pub words: Text,
    }
}

payload! {
    /// How many visitors came.
    pub struct TurnoutCounted {
        /// How many.
        pub number: u64,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to an occasion.
    pub enum OccasionEvent {
        /// What a document says of it.
        Reported = "spro.occasion.reported",
        /// Further than it was, or put off.
        StatusChanged = "spro.occasion.status-changed",
        /// Somebody takes part, or does not.
        Replied = "spro.occasion.replied",
        /// Visitors expected.
        TurnoutEstimated = "spro.occasion.turnout-estimated",
        /// Visitors counted.
        TurnoutCounted = "spro.occasion.turnout-counted",
    }
}

/// How far an occasion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OccasionStatus {
    /// Planned, not certain.
    Tentative,
    /// Certain.
    Confirmed,
    /// Moved to a later time.
    Postponed,
    /// Took place.
    Held,
    /// Will not take place.
    Cancelled,
}

impl OccasionStatus {
    /// Whether nothing more is to come of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Held | Self::Cancelled)
    }

    /// As persisted and exported.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tentative => "tentative",
            Self::Confirmed => "confirmed",
            Self::Postponed => "postponed",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Whether somebody takes part (iCalendar's `PARTSTAT`, RFC 5545 §3.2.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Was asked.
    NeedsAction,
    /// Comes.
    Accepted,
    /// Wishes to come.
    Tentative,
    /// Does not come.
    Declined,
}

/// In which time a number of visitors is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TurnoutSpan {
    /// In all.
    Whole,
    /// On each day.
    Day,
}
