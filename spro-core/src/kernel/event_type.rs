//! Names of event types and the versions of their shapes.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::parsed::parsed;

/// The longest name of a type, in bytes.
pub const MAX_LEN: usize = 100;

/// Names a type of event within a namespace, such as `spro.decision.adopted`.
///
/// Invariant: at least two parts between dots, each non-empty and of `a-z`, `0-9` and `-`; at most
/// [`MAX_LEN`] bytes. The first part is the namespace: whose event it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventType {
    name: Arc<str>,
}

impl EventType {
    /// Parses a name.
    ///
    /// # Errors
    /// [`InvalidEventType`] when the invariant does not hold.
    pub fn parse(name: &str) -> Result<Self, InvalidEventType> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let part_is_fine = |part: &str| !part.is_empty() && part.chars().all(allowed);
        if name.len() <= MAX_LEN && name.contains('.') && name.split('.').all(part_is_fine) {
            Ok(Self { name: name.into() })
        } else {
            Err(InvalidEventType { name: name.chars().take(MAX_LEN).collect() })
        }
    }

    /// Whose event it is: the part before the first dot.
    pub fn namespace(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.name
    }
}

/// A text that does not name an event type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` does not name an event type such as `spro.decision.adopted`")]
pub struct InvalidEventType {
    /// The text, cut after [`MAX_LEN`] characters.
    pub name: String,
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Debug for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventType({})", self.name)
    }
}

impl FromStr for EventType {
    type Err = InvalidEventType;
    fn from_str(name: &str) -> Result<Self, InvalidEventType> {
        Self::parse(name)
    }
}

impl Serialize for EventType {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.name)
    }
}

impl<'de> Deserialize<'de> for EventType {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parsed(from)
    }
}

/// The version of the shape of an event's data; counts from 1 within its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchemaVersion(NonZeroU16);

impl SchemaVersion {
    /// The first shape of a type.
    pub const FIRST: Self = Self(NonZeroU16::MIN);

    /// The version with this number, counted from 1.
    pub const fn new(number: NonZeroU16) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn get(self) -> u16 {
        self.0.get()
    }
}

impl fmt::Display for SchemaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_namespace_is_the_first_part() {
        assert_eq!(EventType::parse("spro.decision.adopted").unwrap().namespace(), "spro");
    }

    #[test]
    fn a_name_without_namespace_or_with_an_empty_part_is_refused() {
        for name in ["adopted", ".adopted", "spro.", "spro..adopted", "Spro.adopted", ""] {
            assert!(EventType::parse(name).is_err(), "{name}");
        }
    }
}
