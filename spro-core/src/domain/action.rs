//! Actions: needs-action → in-process → completed or cancelled; they may be reopened (the words of
//! iCalendar's `VTODO`, RFC 5545 §3.8.1.11).

mod commands;
mod state;
#[cfg(test)]
mod tests;

use super::number::Number;
use super::owner::Owner;
use super::recorded::{payload, recorded};
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::When;

pub use commands::{assign, cancel, complete, raise, reopen, set_due, start};
pub use state::{Action, ActionStatus, StatusChange};

payload! {
    /// A document names an action by its number alone.
    pub struct Cited {
        /// The number as printed.
        pub number: Number,
    }
}

payload! {
    /// Something is to be done.
    pub struct Raised {
        /// The number as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<Number>,
        /// The words as printed.
        pub text: Text,
        /// Who owes it; empty where nobody is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub owners: Vec<Owner>,
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<When>,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
        /// The decision that it carries out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decision: Option<Subject>,
    }
}

payload! {
    /// Others owe it from now on.
    pub struct Assigned {
        /// Who; empty where nobody does any more.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub owners: Vec<Owner>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// It is due at another time.
    pub struct DueChanged {
        /// By when; `None` where it is due at no time any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<When>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// It is under way.
    pub struct Started {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// It is done.
    pub struct Completed {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// It was dropped.
    pub struct Cancelled {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// It is to be done after all.
    pub struct Reopened {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to an action.
    pub enum ActionEvent {
        /// Named by its number alone.
        Cited = "spro.action.cited",
        /// To be done.
        Raised = "spro.action.raised",
        /// Owed by others.
        Assigned = "spro.action.assigned",
        /// Due at another time.
        DueChanged = "spro.action.due-changed",
        /// Under way.
        Started = "spro.action.started",
        /// Done.
        Completed = "spro.action.completed",
        /// Dropped.
        Cancelled = "spro.action.cancelled",
        /// To be done after all.
        Reopened = "spro.action.reopened",
    }
}
