//! Why a command is refused.

use std::fmt;

use chrono::NaiveDate;

use super::action::ActionStatus;
use super::decision::{DecisionStatus, Verdict};
use super::idea::IdeaStatus;
use super::occasion::OccasionStatus;
use super::question::QuestionStatus;
use crate::kernel::subject::Subject;
use crate::when::When;

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
