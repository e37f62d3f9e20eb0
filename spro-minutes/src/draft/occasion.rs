//! A planned event.

use serde::{Deserialize, Serialize};
use spro_core::when::When;

use super::shape::item;

/// How far an occasion has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OccasionStatus {
    /// Planned.
    Tentative,
    /// Sure to be.
    Confirmed,
    /// Moved to another date, which is the one given.
    Postponed,
    /// It was.
    Held,
    /// It will not be.
    Cancelled,
}

/// What somebody answered to an invitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Will come.
    #[default]
    Accepted,
    /// May come, or wishes to.
    Tentative,
    /// Will not come.
    Declined,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The name as printed.
    pub person: String,
    /// The answer.
    #[serde(default)]
    pub reply: Reply,
}

/// How many are expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// The words as printed, with what they rest on.
    pub words: String,
    /// The number they mean, about.
    pub number: Option<u32>,
    /// For each of what, as printed, such as `jour`; none where it is for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Who says so, where somebody is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// How many came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turnout {
    /// The words as printed.
    pub words: String,
    /// The number of all.
    pub number: Option<u32>,
}

item! {
    /// A stop, a turn, or a point of the programme.
    pub struct Part {
        /// When, as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub slot: Option<String>,
        /// When.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        /// Where.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub place: Option<String>,
        /// Who is there.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub people: Vec<String>,
        /// How many are still wanted.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub vacant: Option<u32>,
    }
}

item! {
    /// A planned event.
    pub struct Occasion {
        /// Its name.
        pub name: String,
        /// When it is; the new date where it was postponed.
        pub when: Option<When>,
        /// How far it has come; none where the text does not say.
        pub status: Option<OccasionStatus>,
        /// Why it is so.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// Where, as printed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub places: Vec<String>,
        /// For whom it is, as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub audience: Option<String>,
        /// Who organises it, as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub organiser: Option<String>,
        /// How many stops it makes, where they are not all listed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub stops: Option<u32>,
        /// Its stops, turns and points, in order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub parts: Vec<Part>,
        /// Who takes part.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub participants: Vec<Participant>,
        /// How many are expected.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub estimate: Option<Estimate>,
        /// How many came.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub turnout: Option<Turnout>,
    }
}
