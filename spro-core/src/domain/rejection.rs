//! Why a command is refused.

use chrono::NaiveDate;

use crate::kernel::subject::Subject;

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
}
