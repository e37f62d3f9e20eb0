//! Parts of a day and local times, without zone.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A part of each day that a [`When`](super::When) means.
///
/// Persisted as its [`Display`](fmt::Display) text: `morning`, `afternoon`, `evening`, `14:00` or
/// `14:00/16:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// The morning.
    Morning,
    /// The afternoon.
    Afternoon,
    /// The evening.
    Evening,
    /// At, or from, one local time.
    At(LocalTime),
    /// From one local time to a later one.
    Between(TimeRange),
}

impl PartOfDay {
    /// The minute of the day from which this part is sorted.
    ///
    /// A convention for sorting only: morning from 00:00, afternoon from 12:00, evening from 18:00.
    pub(super) fn first_minute(self) -> u16 {
        match self {
            Self::Morning => 0,
            Self::Afternoon => 12 * 60,
            Self::Evening => 18 * 60,
            Self::At(time) => time.minutes,
            Self::Between(range) => range.from.minutes,
        }
    }
}

impl fmt::Display for PartOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Morning => f.write_str("morning"),
            Self::Afternoon => f.write_str("afternoon"),
            Self::Evening => f.write_str("evening"),
            Self::At(time) => time.fmt(f),
            Self::Between(range) => range.fmt(f),
        }
    }
}

impl FromStr for PartOfDay {
    type Err = InvalidPart;

    fn from_str(text: &str) -> Result<Self, InvalidPart> {
        match text {
            "morning" => Ok(Self::Morning),
            "afternoon" => Ok(Self::Afternoon),
            "evening" => Ok(Self::Evening),
            _ => match text.split_once('/') {
                Some((from, to)) => TimeRange::new(from.parse()?, to.parse()?).map(Self::Between),
                None => text.parse().map(Self::At),
            },
        }
    }
}

/// A local time of day to the minute, 00:00 to 23:59; the zone is the body's and is not held here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalTime {
    minutes: u16,
}

impl LocalTime {
    /// Makes the time `hour`:`minute`.
    ///
    /// # Errors
    /// [`InvalidPart::Time`] past 23:59.
    pub fn new(hour: u8, minute: u8) -> Result<Self, InvalidPart> {
        if hour < 24 && minute < 60 {
            Ok(Self { minutes: u16::from(hour) * 60 + u16::from(minute) })
        } else {
            Err(InvalidPart::Time { text: format!("{hour:02}:{minute:02}") })
        }
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// The minute of the hour, 0 to 59.
    pub fn minute(self) -> u16 {
        self.minutes % 60
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

/// As its text.
impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl FromStr for LocalTime {
    type Err = InvalidPart;

    /// Reads exactly `hh:mm`.
    fn from_str(text: &str) -> Result<Self, InvalidPart> {
        let two_digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u8>().ok())
                .flatten()
        };
        text.split_once(':')
            .and_then(|(hour, minute)| Some((two_digits(hour)?, two_digits(minute)?)))
            .and_then(|(hour, minute)| Self::new(hour, minute).ok())
            .ok_or_else(|| InvalidPart::Time { text: text.to_owned() })
    }
}

/// A range of local times inside one day; it begins before it ends.
///
/// A range past midnight is not one: its start alone ([`PartOfDay::At`]) and the words as printed
/// say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeRange {
    from: LocalTime,
    to: LocalTime,
}

impl TimeRange {
    /// Makes the range from `from` to `to`.
    ///
    /// # Errors
    /// [`InvalidPart::Reversed`] unless `from` is before `to`.
    pub fn new(from: LocalTime, to: LocalTime) -> Result<Self, InvalidPart> {
        if from < to { Ok(Self { from, to }) } else { Err(InvalidPart::Reversed { from, to }) }
    }

    /// The time at which it begins.
    pub fn from(self) -> LocalTime {
        self.from
    }

    /// The time at which it ends, later than [`from`](Self::from).
    pub fn to(self) -> LocalTime {
        self.to
    }
}

impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

/// Why a text is no [`PartOfDay`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidPart {
    /// Neither a named part nor a local time `hh:mm`.
    #[error("{text:?} is no part of a day: morning, afternoon, evening, hh:mm or hh:mm/hh:mm")]
    Time {
        /// The text refused.
        text: String,
    },
    /// The range does not begin before it ends.
    #[error("a range of times begins before it ends, not {from}/{to}")]
    Reversed {
        /// The start given.
        from: LocalTime,
        /// The end given.
        to: LocalTime,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_reads_back_from_its_text() {
        for text in ["morning", "afternoon", "evening", "00:00", "23:59", "14:00/16:30"] {
            assert_eq!(text.parse::<PartOfDay>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_time_past_the_end_of_the_day_is_refused() {
        for text in ["24:00", "12:60", "9:00", "+9:00", "09:0", "09:00:00", "", "nuit", "09:00Z"] {
            assert_eq!(
                text.parse::<PartOfDay>(),
                Err(InvalidPart::Time { text: text.to_owned() }),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_range_of_times_begins_before_it_ends() {
        let (two, four) = (LocalTime::new(14, 0).unwrap(), LocalTime::new(16, 0).unwrap());
        assert_eq!(
            "16:00/14:00".parse::<PartOfDay>(),
            Err(InvalidPart::Reversed { from: four, to: two })
        );
        assert!("14:00/14:00".parse::<PartOfDay>().is_err());
        assert!(TimeRange::new(two, four).is_ok());
    }
}
