//! JSON that every store and every reader keeps alike.
//!
//! Of JSON (RFC 8259) a record's data uses what all languages read the same: no key twice in one
//! object, integers between −(2^53 − 1) and 2^53 − 1 (RFC 7493), no fractions or exponents, and no
//! line break between tokens, since a record is a line.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The largest integer that a double-precision reader keeps.
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// JSON that not every reader reads alike, or none at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the event's data is not plain JSON: {why}")]
pub struct NotPlain {
    /// What is wrong, and where.
    pub why: String,
}

/// Checks a text of JSON.
///
/// # Errors
/// [`NotPlain`] names the first thing that is not plain.
pub fn check(json: &str) -> Result<(), NotPlain> {
    if json.contains(['\n', '\r']) {
        return Err(NotPlain { why: "a line break stands between two tokens".into() });
    }
    serde_json::from_str::<Plain>(json)
        .map(|Plain| ())
        .map_err(|error| NotPlain { why: error.to_string() })
}

/// A value that was seen to be plain; nothing of it is kept.
struct Plain;

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Plain {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain JSON")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_unit<E: Error>(self) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self, E> {
        if number > MAX_INTEGER {
            return Err(E::custom(format_args!("{number} is beyond 2^53 - 1")));
        }
        Ok(Self)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self, E> {
        if number.unsigned_abs() > MAX_INTEGER {
            return Err(E::custom(format_args!("{number} is beyond 2^53 - 1")));
        }
        Ok(Self)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self, E> {
        Err(E::custom(format_args!("{number} is not an integer")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(Self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        let mut keys = Vec::new();
        while let Some(Key(key)) = entries.next_key()? {
            entries.next_value::<Self>()?;
            keys.push(key);
        }
        keys.sort_unstable();
        let mut pairs = keys.iter().zip(keys.iter().skip(1));
        match pairs.find(|(one, next)| one == next) {
            Some((twice, _)) => Err(A::Error::custom(format_args!("key {twice:?} stands twice"))),
            None => Ok(Self),
        }
    }
}

/// A key, where it stands if it is spelt without escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_reader_reads_alike_is_plain() {
        for json in ["null", r#"{"a":[1,-2,true,"x"]}"#, "9007199254740991", "-9007199254740991"] {
            assert_eq!(check(json), Ok(()), "{json}");
        }
    }

    #[test]
    fn what_readers_read_differently_is_refused() {
        for json in [
            r#"{"a":1,"a":2}"#,
            r#"[{"b":{"a":1,"a":1}}]"#,
            r#"{"a":1,"b":2,"\u0061":3}"#,
            "1.5",
            "1e3",
            "9007199254740992",
            "-9007199254740992",
            "[1,\n2]",
            "{",
        ] {
            assert!(check(json).is_err(), "{json}");
        }
    }
}
