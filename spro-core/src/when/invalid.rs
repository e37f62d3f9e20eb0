//! Why a date is refused.

use chrono::NaiveDate;
use edtf_core::ParseError;
use thiserror::Error;

use super::extent;

/// Why something is no [`When`](super::When).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidWhen {
    /// The text is no EDTF, or names a day that does not exist.
    #[error("{text:?} is no date in EDTF")]
    NotEdtf {
        /// The text refused.
        text: String,
        /// What is wrong, and at which byte.
        source: ParseError,
    },
    /// The EDTF text has a time of day, which is a part of the day here, local and without zone.
    #[error("a time of day is given as the part of the day, not in the date")]
    ClockTime,
    /// A day before the year 0001 or after 9999.
    #[error("the years are 0001 to 9999")]
    OutsideYears,
    /// The bounds are out of order.
    #[error("the latest day {latest} is before the earliest {earliest}")]
    Reversed {
        /// The earliest day given.
        earliest: NaiveDate,
        /// The latest day given.
        latest: NaiveDate,
    },
    /// A set of days without a day.
    #[error("a set of days names at least one")]
    NoDays,
    /// More than 366 days in a set.
    #[error("a set of days names at most {}", extent::MAX_MEMBERS)]
    TooManyDays,
    /// A set `{…}` that goes on for ever: an interval (`2018-03/..`) says that.
    #[error("a set of all days from or until a date is written as an interval")]
    UnboundedSet,
    /// A range of months or years in a set `{…}`: one day in each of them, or every day?
    #[error("a range in a set of all days goes from day to day")]
    VagueRange,
    /// The words as printed are missing or blank.
    #[error("neither a date nor words say when")]
    NoWords,
    /// Bounds given without the convention that they follow.
    #[error("bounds given for words name the convention that they follow")]
    NoConvention,
    /// A convention that gives no bound.
    #[error("a convention gives an earliest or a latest day")]
    NoBounds,
}
