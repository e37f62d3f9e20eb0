//! The life of a meeting's minutes: draft → circulated → approved → erratum. Facts on the meeting.

use super::recorded::{payload, recorded};
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

payload! {
    /// Minutes were written.
    pub struct Drafted {
        /// By whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Subject>,
        /// The document that holds them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub document: Option<Subject>,
    }
}

payload! {
    /// They went round.
    pub struct Circulated {}
}

payload! {
    /// They were approved; from then on they change by erratum only.
    pub struct Approved {
        /// At which meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Subject>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Their approval was put off.
    pub struct ApprovalDeferred {
        /// At which meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Subject>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// An erratum: the words of what was put right. What it changes is a fact of its own.
    pub struct Rectified {
        /// At which meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Subject>,
        /// The words as printed.
        pub words: Text,
    }
}

recorded! {
    /// What happens to the minutes of a meeting.
    pub enum MinutesEvent {
        /// Written.
        Drafted = "spro.minutes.drafted",
        /// Went round.
        Circulated = "spro.minutes.circulated",
        /// Approved.
        Approved = "spro.minutes.approved",
        /// Approval put off.
        ApprovalDeferred = "spro.minutes.approval-deferred",
        /// Put right.
        Rectified = "spro.minutes.rectified",
    }
}
