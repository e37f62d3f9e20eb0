//! When a commit was recorded.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::parsed::parsed;

/// How far the clock may lie behind the last recorded stamp before an append is refused.
///
/// A clock that was set back a little is waited out by repeating the last stamp; one that is
/// hours behind would stamp a day's work with one instant.
pub const MAX_SKEW: TimeDelta = TimeDelta::minutes(10);

/// One spelling: `2026-11-24T09:30:00.125Z`.
const FORMAT: &str = "%Y-%m-%dT%H:%M:%S%.3fZ";

/// An instant in UTC, to the millisecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(DateTime<Utc>);

impl Stamp {
    /// Takes an instant; what is finer than a millisecond is cut off.
    pub fn new(instant: DateTime<Utc>) -> Self {
        Self(instant.trunc_subsecs(3))
    }

    /// Gives the instant.
    pub const fn instant(self) -> DateTime<Utc> {
        self.0
    }

    /// Stamps a commit: the later of the clock and the last stamp.
    ///
    /// # Errors
    /// [`ClockBehind`] when the clock lies more than [`MAX_SKEW`] behind the last stamp; set the
    /// clock right and append again.
    pub fn after(last: Option<Self>, clock: Self) -> Result<Self, ClockBehind> {
        match last {
            Some(last) if last.0 - clock.0 > MAX_SKEW => Err(ClockBehind { last, clock }),
            Some(last) => Ok(last.max(clock)),
            None => Ok(clock),
        }
    }
}

/// The clock lies further behind the last stamp than [`MAX_SKEW`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clock says {clock}, but the last commit was recorded at {last}")]
pub struct ClockBehind {
    /// When the last commit was recorded.
    pub last: Stamp,
    /// What the clock says.
    pub clock: Stamp,
}

/// Tells the time to a store.
pub trait Clock: Send + Sync {
    /// The instant that it is now.
    fn now(&self) -> Stamp;
}

impl<F: Fn() -> Stamp + Send + Sync> Clock for F {
    fn now(&self) -> Stamp {
        self()
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format(FORMAT))
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stamp({self})")
    }
}

/// A text that is not a stamp.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an instant such as 2026-11-24T09:30:00.125Z")]
pub struct InvalidStamp {
    /// The text, cut after 40 characters.
    pub text: String,
}

impl std::str::FromStr for Stamp {
    type Err = InvalidStamp;
    fn from_str(text: &str) -> Result<Self, InvalidStamp> {
        let refused = || InvalidStamp { text: text.chars().take(40).collect() };
        let naive = NaiveDateTime::parse_from_str(text, FORMAT).map_err(|_| refused())?;
        let stamp = Self::new(naive.and_utc());
        if stamp.to_string() == text { Ok(stamp) } else { Err(refused()) }
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parsed(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> Stamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_a_little_behind_repeats_the_last_stamp() {
        let last = stamp("2026-01-01T12:00:00.000Z");
        assert_eq!(Stamp::after(Some(last), stamp("2026-01-01T11:50:00.000Z")), Ok(last));
    }

    #[test]
    fn a_clock_far_behind_is_refused() {
        let last = stamp("2026-01-01T12:00:00.000Z");
        let clock = stamp("2026-01-01T11:49:59.999Z");
        assert_eq!(Stamp::after(Some(last), clock), Err(ClockBehind { last, clock }));
    }

    #[test]
    fn one_instant_has_one_spelling() {
        assert!("2026-01-01T12:00:00Z".parse::<Stamp>().is_err());
        assert!("2026-01-01T12:00:00.000+00:00".parse::<Stamp>().is_err());
        assert_eq!(stamp("2026-01-01T12:00:00.120Z").to_string(), "2026-01-01T12:00:00.120Z");
    }
}
