//! Attendance: facts on the meeting, one for each person listed.

use serde::{Deserialize, Serialize};

use super::basis::Of;
use super::recorded::{payload, recorded};
use crate::kernel::subject::Subject;
use crate::when::LocalTime;

payload! {
    /// A person's attendance at the meeting that is the event's subject.
    ///
    /// What is recorded of the same person later, and learned later, takes its place.
    pub struct Recorded {
        /// The person.
        pub person: Subject,
        /// Whether the person came.
        pub status: AttendanceStatus,
        /// How.
        #[serde(default, skip_serializing_if = "Mode::is_on_site")]
        pub mode: Mode,
        /// As what.
        #[serde(default, skip_serializing_if = "Role::is_member")]
        pub role: Role,
        /// For which organisations.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub on_behalf_of: Vec<Subject>,
        /// Whether the body itself is named beside them, the role in it unknown.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub for_body: bool,
        /// Who holds the person's proxy.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub proxy: Option<Subject>,
        /// When the person came, where that was not from the start; local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub arrived: Option<LocalTime>,
        /// When the person left, where that was not at the end; local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub left: Option<LocalTime>,
    }
}

recorded! {
    /// Who came to a meeting.
    pub enum AttendanceEvent {
        /// One person's attendance.
        Recorded = "spro.attendance.recorded",
    }
}

/// A person's attendance at one meeting: the entry in force, and those whose place it took.
///
/// A meeting holds one of these for each person, so that a person has one status in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The entry in force.
    pub current: Listed,
    /// The entries before it, in the order in which they held.
    pub replaced: Vec<Listed>,
}

/// An entry of a list of attendance.
pub type Listed = Of<Recorded>;

impl Attendance {
    /// What the entry in force says.
    pub const fn recorded(&self) -> &Recorded {
        &self.current.recorded
    }

    /// Whether the person is there: came, on site or from afar.
    pub fn is_present(&self) -> bool {
        self.recorded().status == AttendanceStatus::Present
    }

    /// The entries that said something else than the one in force.
    pub fn rectified(&self) -> impl Iterator<Item = &Listed> {
        self.replaced.iter().filter(|listed| listed.recorded != *self.recorded())
    }

    /// Puts an entry in the place of the one in force.
    pub(super) fn replace(&mut self, by: Listed) {
        self.replaced.push(std::mem::replace(&mut self.current, by));
    }
}

/// Whether a person came, as listed. Who is on no list is unlisted, which is never recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttendanceStatus {
    /// Came.
    Present,
    /// Away, and said so.
    Excused,
    /// Away.
    Absent,
    /// Away, and gave a proxy.
    Proxied,
}

/// How a person attends.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// In the room.
    #[default]
    OnSite,
    /// From afar.
    Remote,
}

/// As what a person attends.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A member of the body.
    #[default]
    Member,
    /// Invited, for this meeting.
    Guest,
    /// Watches.
    Observer,
}

impl Mode {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_on_site(&self) -> bool {
        *self == Self::OnSite
    }
}

impl Role {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_member(&self) -> bool {
        *self == Self::Member
    }
}
