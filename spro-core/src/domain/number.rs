//! Numbers as minutes print them.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest number, in bytes.
pub const MAX_LEN: usize = 24;

/// The number that minutes print for a decision, an action, a question or an idea: `D4`, `2024-07`.
///
/// Invariant: at least one digit; letters, digits, `.`, `-`, `/` and `_` alone; at most [`MAX_LEN`]
/// bytes. It is the key by which later minutes name what earlier ones recorded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// Parses a printed number.
    ///
    /// # Errors
    /// [`InvalidNumber`] when the invariant does not hold.
    pub fn parse(text: &str) -> Result<Self, InvalidNumber> {
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '_');
        if text.len() <= MAX_LEN
            && text.chars().all(allowed)
            && text.chars().any(|c| c.is_ascii_digit())
        {
            Ok(Self(text.into()))
        } else {
            Err(InvalidNumber { text: text.chars().take(MAX_LEN).collect() })
        }
    }

    /// As printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What sorts `A2` before `A10`: the letters before the first digits, these as a number, the rest.
    pub fn sort_key(&self) -> (&str, u64, &str) {
        let begin = self.0.find(|c: char| c.is_ascii_digit()).unwrap_or(self.0.len());
        let (letters, rest) = self.0.split_at(begin);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, rest) = rest.split_at(end);
        (letters, digits.parse().unwrap_or(u64::MAX), rest)
    }
}

/// A text that is no printed number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a number such as A4 or 2024-07")]
pub struct InvalidNumber {
    /// The text, cut after [`MAX_LEN`] characters.
    pub text: String,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_number_sorts_before_a_larger_one_with_more_digits() {
        let (two, ten) = (Number::parse("A2").unwrap(), Number::parse("A10").unwrap());
        assert!(two.sort_key() < ten.sort_key());
    }

    #[test]
    fn a_text_without_a_digit_or_with_a_space_is_no_number() {
        for text in ["", "A", "A 4", "A4\n", "une longue phrase qui n'a pas de fin 4"] {
            assert!(Number::parse(text).is_err(), "{text:?}");
        }
    }
}
