//! The items of a draft, as their minutes print them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use spro_core::when::{LocalTime, When};

use super::question::ItemRef;
use super::shape::{due, item, time};
use super::source::Source;

/// Attendance as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// On site.
    Present,
    /// Away, and said so.
    Excused,
    /// Away.
    Absent,
    /// Away, and gave a proxy.
    Proxied,
    /// Present from afar.
    Remote,
    /// Present without belonging to the body.
    Guest,
}

item! {
    /// One person of an attendance list, or an organisation that is listed without one.
    pub struct Attendee {
        /// The name as printed; none where an organisation is listed alone.
        pub person: Option<String>,
        /// What else the list calls the person: a handle, a pseudonym, initials.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub alias: Option<String>,
        /// For whom the person came, the body itself left out.
        pub organisation: Option<String>,
        /// Whether `organisation` is printed so that it may be one structure or two; then it is the
        /// whole text, and a question in [`Draft::asked`](super::Draft::asked) names it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub organisation_asked: bool,
        /// Whether the body itself is named beside the organisation; the role is not known.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub for_body: bool,
        /// The status; none where the list has columns for it and no mark in them.
        pub status: Option<Status>,
        /// Who holds the proxy.
        pub proxy: Option<String>,
        /// Local time of arrival.
        #[serde(default, with = "time", skip_serializing_if = "Option::is_none")]
        pub arrived: Option<LocalTime>,
        /// Local time of departure.
        #[serde(default, with = "time", skip_serializing_if = "Option::is_none")]
        pub left: Option<LocalTime>,
    }
}

item! {
    /// Somebody whom the text names and no list of attendance does.
    pub struct Named {
        /// The name as printed.
        pub person: String,
        /// For whom the person acts, where it is printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub organisation: Option<String>,
    }
}

/// How a decision ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionKind {
    /// Adopted.
    Approved,
    /// Voted down.
    Rejected,
    /// Left for later.
    Deferred,
    /// Adopted on a condition.
    Conditional,
}

/// How often a condition is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionKind {
    /// Once for all.
    #[default]
    Once,
    /// For each occasion anew.
    EachOccasion,
}

/// What a decision hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The words as printed.
    pub words: String,
    /// How often it is judged.
    #[serde(default)]
    pub judged: ConditionKind,
}

item! {
    /// A decision.
    pub struct Decision {
        /// The number as printed, such as `D4`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// How it ended.
        pub kind: DecisionKind,
        /// The outcome as printed, with its votes.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub outcome: Option<String>,
        /// What it hangs on.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub condition: Option<Condition>,
        /// What "this project" is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub about: Option<ItemRef>,
        /// The question it answers.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub answers: Option<ItemRef>,
        /// The number of the decision that it replaces.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub supersedes: Option<String>,
    }
}

/// How far an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionState {
    /// To be done.
    #[default]
    Open,
    /// Under way.
    Started,
    /// Done.
    Completed,
    /// Dropped.
    Cancelled,
}

impl ActionState {
    /// Whether it is to be done, and nothing more is said.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

item! {
    /// Something to do.
    pub struct Action {
        /// The number as printed, such as `A4`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// Who owes it, as printed; nobody where nobody is named.
        /// [`Draft::parties`](super::Draft::parties) tells what each is.
        #[serde(default)]
        pub owner: Vec<String>,
        /// By when.
        #[serde(default, with = "due")]
        pub due: Option<When>,
        /// How far it is, as these minutes say.
        #[serde(default, skip_serializing_if = "ActionState::is_open")]
        pub state: ActionState,
    }
}

/// What became of something numbered earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// An action is done.
    Completed,
    /// An action is under way.
    InProcess,
    /// An action has other owners.
    Assigned,
    /// An action is due on another day.
    DueChanged,
    /// An action is given up.
    Cancelled,
    /// A condition is met.
    ConditionMet,
    /// A condition is not met, and will not be.
    ConditionFailed,
    /// A condition is no longer asked.
    ConditionWaived,
    /// A condition is still waited for.
    ConditionPending,
    /// A decision is adopted; an idea is taken up.
    Adopted,
    /// A decision is voted down.
    Rejected,
    /// A decision is left for later.
    Deferred,
    /// A decision no longer holds.
    Repealed,
    /// An idea is not taken up.
    SetAside,
}

item! {
    /// What became of something numbered in earlier minutes.
    pub struct StatusChange {
        /// The number, such as `A5`, `D4`, `I1`.
        pub of: String,
        /// What became of it.
        pub to: Change,
        /// The new owners.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub owner: Vec<String>,
        /// The new due date.
        #[serde(default, with = "due", skip_serializing_if = "Option::is_none")]
        pub due: Option<When>,
        /// The day it came true; the meeting's where none is printed.
        pub on: Option<NaiveDate>,
    }
}

item! {
    /// An idea.
    pub struct Idea {
        /// The number as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// Whose it is.
        pub raised_by: Option<String>,
    }
}

item! {
    /// A question that the meeting raised.
    pub struct Question {
        /// The number as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// Who asks.
        pub raised_by: Option<String>,
    }
}

item! {
    /// An answer.
    pub struct Answer {
        /// The number of the question.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub to: Option<String>,
        /// The question, where it has no number.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub about: Option<ItemRef>,
        /// Who answers.
        pub by: Option<String>,
    }
}

/// The side that a position takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// A reservation.
    Reservation,
    /// In favour.
    For,
    /// Against.
    Against,
}

item! {
    /// A position that somebody takes.
    pub struct Position {
        /// The side.
        pub kind: Stance,
        /// Who takes it, where somebody is named.
        pub by: Option<String>,
        /// The number of what it is on.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub on: Option<String>,
        /// What it is on, where that has no number.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub about: Option<ItemRef>,
    }
}

/// What was decided of earlier minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalOutcome {
    /// They are approved.
    #[default]
    Approved,
    /// Their approval is left for later.
    Deferred,
}

item! {
    /// What was decided of earlier minutes.
    pub struct Approval {
        /// The day of their meeting.
        pub minutes_of: NaiveDate,
        /// Whether they are approved.
        #[serde(default)]
        pub outcome: ApprovalOutcome,
    }
}

/// One person's attendance, as first printed and as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rectified {
    /// Whose.
    pub person: String,
    /// For whom the person came.
    pub organisation: Option<String>,
    /// As first printed.
    pub was: Status,
    /// As it was.
    pub is: Status,
}

item! {
    /// A correction of earlier minutes.
    pub struct Erratum {
        /// The day of their meeting.
        pub minutes_of: NaiveDate,
        /// The attendance that it corrects, where it corrects one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub attendance: Option<Rectified>,
    }
}

/// What kind of information a note is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Something that one of the structures carries.
    Project,
    /// A working group.
    WorkingGroup,
    /// A reusable programme; its steps are the note's parts.
    Outline,
    /// Who is needed, or when, for an occasion.
    Staffing,
    /// What was said.
    Exchange,
    /// News.
    News,
    /// What others do elsewhere, or would do.
    Elsewhere,
    /// Anything else.
    #[default]
    Other,
}

item! {
    /// Information that nobody decides or owes.
    pub struct Note {
        /// Its kind.
        #[serde(default)]
        pub kind: NoteKind,
        /// The name of the group, project or outline.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// The people it names, as printed: the members of a group, who speaks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub people: Vec<String>,
        /// The date it names, where it names one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        /// The steps of an outline, or the places of which it tells.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub parts: Vec<Source>,
    }
}

impl Note {
    /// A note that is no more than its text.
    pub(crate) fn bare(kind: NoteKind, source: Source) -> Self {
        let (name, people, when, parts) = (None, Vec::new(), None, Vec::new());
        Self { source, kind, name, people, when, parts }
    }
}

/// Where a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentState {
    /// In the same text.
    Present,
    /// Named as attached, and not in the text.
    Announced,
    /// At an address.
    #[default]
    Link,
}

item! {
    /// A document, or an address as printed.
    pub struct Document {
        /// Its title.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub title: Option<String>,
        /// The address as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        /// Where it is.
        #[serde(default)]
        pub state: DocumentState,
        /// Whether the address leads nowhere as it is printed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub broken: bool,
    }
}

item! {
    /// Who acts for whom since when.
    pub struct Mandate {
        /// The person.
        pub person: String,
        /// For whom the person acts.
        pub organisation: String,
        /// Since when.
        pub since: Option<When>,
        /// Until when.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub until: Option<When>,
        /// For whom the person acted before.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub left_organisation: Option<String>,
    }
}

item! {
    /// The meeting after this one.
    pub struct NextMeeting {
        /// When it is.
        pub when: Option<When>,
        /// Where it is.
        pub venue: Option<String>,
    }
}
