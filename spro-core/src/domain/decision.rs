//! Decisions: proposed → adopted, adopted on a condition, rejected, deferred or withdrawn; then
//! amended, superseded, repealed or lapsed.

mod commands;
mod condition;
mod state;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::number::Number;
use super::owner::Owner;
use super::recorded::{payload, recorded};
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::When;

pub use commands::{Choice, amend, decide, judge, lapse, propose, repeal, supersede};
pub use condition::{Condition, Judgement, Verdict};
pub use state::{Decision, DecisionStatus, End, Outcome, OutcomeKind};

payload! {
    /// A document names a decision by its number alone.
    pub struct Cited {
        /// The number as printed.
        pub number: Number,
    }
}

payload! {
    /// What was proposed for decision, in words.
    pub struct Proposed {
        /// The number as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<Number>,
        /// The words as printed.
        pub text: Text,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
        /// What "this project" is, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub about: Option<Text>,
        /// What it is about, where the register knows it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub concerns: Vec<Subject>,
        /// The question that it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answers: Option<Subject>,
        /// Who decides, where that is not the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided_by: Option<Owner>,
        /// On what basis, as printed: a report, a rule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis: Option<Text>,
    }
}

payload! {
    /// Adopted without condition.
    pub struct Adopted {
        /// The outcome as printed, votes among it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Adopted on a condition.
    pub struct AdoptedConditionally {
        /// The condition as printed.
        pub condition: Text,
        /// How often it is judged.
        pub judged: Judged,
        /// The outcome as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Voted down.
    pub struct Rejected {
        /// The outcome as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Left for later.
    pub struct Deferred {
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<When>,
        /// The outcome as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Taken back by who proposed it.
    pub struct Withdrawn {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Its condition still waits.
    pub struct ConditionPending {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Its condition is met: once for all, or for one occasion.
    pub struct ConditionMet {
        /// For which occasion, of a criterion for each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub occasion: Option<Subject>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Its condition failed: once for all, or for one occasion.
    pub struct ConditionFailed {
        /// For which occasion, of a criterion for each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub occasion: Option<Subject>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Its condition was dropped, for all or for one occasion.
    pub struct ConditionWaived {
        /// For which occasion, of a criterion for each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub occasion: Option<Subject>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Its wording was changed.
    pub struct Amended {
        /// The new words.
        pub text: Text,
    }
}

payload! {
    /// Another decision took its place.
    pub struct Superseded {
        /// The other decision.
        pub by: Subject,
    }
}

payload! {
    /// It was undone, and nothing took its place.
    pub struct Repealed {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// It ran out.
    pub struct Lapsed {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to a decision.
    pub enum DecisionEvent {
        /// Named by its number alone.
        Cited = "spro.decision.cited",
        /// Put into words.
        Proposed = "spro.decision.proposed",
        /// Adopted.
        Adopted = "spro.decision.adopted",
        /// Adopted on a condition.
        AdoptedConditionally = "spro.decision.adopted-conditionally",
        /// Voted down.
        Rejected = "spro.decision.rejected",
        /// Left for later.
        Deferred = "spro.decision.deferred",
        /// Taken back.
        Withdrawn = "spro.decision.withdrawn",
        /// The condition waits.
        ConditionPending = "spro.decision.condition-pending",
        /// The condition is met.
        ConditionMet = "spro.decision.condition-met",
        /// The condition failed.
        ConditionFailed = "spro.decision.condition-failed",
        /// The condition was dropped.
        ConditionWaived = "spro.decision.condition-waived",
        /// Reworded.
        Amended = "spro.decision.amended",
        /// Replaced by another.
        Superseded = "spro.decision.superseded",
        /// Undone.
        Repealed = "spro.decision.repealed",
        /// Ran out.
        Lapsed = "spro.decision.lapsed",
    }
}

/// How often a condition is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Once for all.
    Once,
    /// For each occasion anew: a criterion.
    EachOccasion,
}
