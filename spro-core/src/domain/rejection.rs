//! Why a command is refused.

use std::fmt;

use chrono::NaiveDate;

use super::action::ActionStatus;
use super::decision::{DecisionStatus, Verdict};
use super::idea::IdeaStatus;
use super::occasion::OccasionStatus;
use super::question::QuestionStatus;
use crate::kernel::subject::Subject;
use crate::when::{LocalTime, When};

/// Why a command is refused. Nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// The register knows nothing of it.
    #[error("the register knows nothing of {subject}")]
    Unknown {
        /// What was asked for.
        subject: Subject,
    },
    /// It is in the register already, under this number or as this thing.
    #[error("it is in the register already")]
    Raised,
    /// Both names mean one entry.
    #[error("both are {subject}")]
    Same {
        /// The entry.
        subject: Subject,
    },
    /// Two entries are one already.
    #[error("{subject} is one with {into} already")]
    AlreadyMerged {
        /// The entry that was merged.
        subject: Subject,
        /// The entry that stays.
        into: Subject,
    },
    /// The person's name was erased.
    #[error("the name of {subject} was erased")]
    NameErased {
        /// The person.
        subject: Subject,
    },
    /// One organisation is part of the other, so the other is neither part of it nor one with it.
    #[error("{part} is part of {whole}")]
    Circle {
        /// The part, perhaps through others.
        part: Subject,
        /// The whole.
        whole: Subject,
    },
    /// The person acts for this organisation already.
    #[error("the person acts for it already, since {since}")]
    AlreadyMember {
        /// Since when.
        since: NaiveDate,
    },
    /// Nothing ends before it began.
    #[error("it began only on {began}")]
    EndsBeforeItBegan {
        /// When it began, at the earliest.
        began: NaiveDate,
    },
    /// The meeting was held.
    #[error("the meeting was held, on {on}")]
    MeetingHeld {
        /// When.
        on: NaiveDate,
    },
    /// The register does not know that the meeting was held.
    #[error("the register does not know that the meeting was held")]
    MeetingNotHeld,
    /// The meeting was cancelled.
    #[error("the meeting was cancelled, on {since}")]
    MeetingCancelled {
        /// When.
        since: NaiveDate,
    },
    /// The minutes were approved, and change by erratum only.
    #[error("the minutes were approved, on {since}: they change by erratum only")]
    MinutesApproved {
        /// When.
        since: NaiveDate,
    },
    /// The minutes were not approved, so that there is nothing to put right by erratum.
    #[error("the minutes are not approved: they change without an erratum")]
    MinutesNotApproved,
    /// Nobody holds a proxy of their own.
    #[error("{person} cannot hold the proxy that they give")]
    ProxyToOneself {
        /// The person.
        person: Subject,
    },
    /// Who holds a proxy has to be present.
    #[error("{holder} holds the proxy of {person} and is not present")]
    ProxyHolderAway {
        /// Who would hold it.
        holder: Subject,
        /// Who gives it.
        person: Subject,
    },
    /// Nobody leaves before arriving.
    #[error("nobody arrives at {arrived} and leaves at {left}")]
    LeftBeforeArrival {
        /// When the person arrived.
        arrived: LocalTime,
        /// When the person left.
        left: LocalTime,
    },
    /// It ended already.
    #[error("it ended already, on {since}")]
    Ended {
        /// When.
        since: NaiveDate,
    },
    /// An action's status does not allow it.
    #[error("the action is {}{}", status.as_str(), Since(since.as_ref()))]
    ActionStatus {
        /// The status.
        status: ActionStatus,
        /// Since when, where that was said.
        since: Option<When>,
    },
    /// A decision's status does not allow it.
    #[error("the decision is {}{}", status.as_str(), Since(since.as_ref()))]
    DecisionStatus {
        /// The status.
        status: DecisionStatus,
        /// Since when, where that was said.
        since: Option<When>,
    },
    /// An occasion's status does not allow it.
    #[error("the occasion is {}{}", status.as_str(), Since(since.as_ref()))]
    OccasionStatus {
        /// The status.
        status: OccasionStatus,
        /// Since when, where that was said.
        since: Option<When>,
    },
    /// It is so already.
    #[error("it is so already")]
    Unchanged,
    /// What is on record holds against it, so that it would have no effect.
    #[error("what is recorded as true since {since} holds against it; say it of a later day")]
    Overtaken {
        /// Since when that is true.
        since: When,
    },
    /// The decision has no condition.
    #[error("the decision has no condition")]
    NoCondition,
    /// The condition is judged already.
    #[error("the condition is {} already, since {since}", verdict.as_str())]
    ConditionJudged {
        /// How.
        verdict: Verdict,
        /// Since when.
        since: When,
    },
    /// The condition is judged once for all, not for each occasion.
    #[error("the condition is judged once for all, not for an occasion")]
    JudgedOnce,
    /// The condition is a criterion: it is met or fails for an occasion, and is dropped for all.
    #[error("the condition is judged for each occasion; name the one")]
    JudgedForEach,
    /// A decision would take its own place, at once or through others.
    #[error("a decision cannot take its own place; {through} is superseded already")]
    Cycle {
        /// The decision through which the circle closes.
        through: Subject,
    },
    /// An idea's status does not allow it.
    #[error("the idea is {}{}", status.as_str(), Since(since.as_ref()))]
    IdeaStatus {
        /// The status.
        status: IdeaStatus,
        /// Since when, where that was said.
        since: Option<When>,
    },
    /// A question's status does not allow it.
    #[error("the question is {}{}", status.as_str(), Since(since.as_ref()))]
    QuestionStatus {
        /// The status.
        status: QuestionStatus,
        /// Since when, where that was said.
        since: Option<When>,
    },
}

/// Since when, in a message; nothing where that was not said.
struct Since<'a>(Option<&'a When>);

impl fmt::Display for Since<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |since| write!(f, " since {since}"))
    }
}
