//! JSON that every store and every reader keeps alike.
//!
//! Of JSON (RFC 8259) a record's data uses what all languages read the same: no key twice in one
//! object, integers between −(2^53 − 1) and 2^53 − 1 (RFC 7493), no fractions or exponents, and no
//! line break between tokens, since a record is a line.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr2;
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
    if Usual(json.as_bytes()).fits() {
        return Ok(());
    }
    if json.contains(['\n', '\r']) {
        return Err(NotPlain { why: "a line break stands between two tokens".into() });
    }
    serde_json::from_str::<Plain>(json)
        .map(|Plain| ())
        .map_err(|error| NotPlain { why: error.to_string() })
}

/// How deep values stand in others that are looked at.
const DEPTH: usize = 16;
/// How many keys an object has that is looked at.
const KEYS: usize = 16;
/// Integers of so many digits are below 2^53.
const DIGITS: usize = 15;

/// What is left of a text that is looked at as most programs write JSON: without blanks, escapes and
/// long numbers, in objects of few keys. That is plain; what is written otherwise is left to
/// `serde_json`.
struct Usual<'a>(&'a [u8]);

impl<'a> Usual<'a> {
    fn fits(mut self) -> bool {
        self.value(DEPTH).is_some() && self.0.is_empty()
    }

    /// Passes over these bytes, if they are what follows.
    fn has(&mut self, bytes: &[u8]) -> bool {
        let rest = self.0.strip_prefix(bytes);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match *self.0.first()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(drop),
            b'-' | b'0'..=b'9' => self.number(),
            _ => (self.has(b"true") || self.has(b"false") || self.has(b"null")).then_some(()),
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        if self.has(b"{}") {
            return Some(());
        }
        let mut keys: [&[u8]; KEYS] = [&[]; KEYS];
        let mut count = 0;
        while self.has(if count == 0 { b"{" } else { b"," }) {
            let key = self.string()?;
            if keys.get(..count)?.contains(&key) {
                return None;
            }
            *keys.get_mut(count)? = key;
            count += 1;
            self.has(b":").then_some(())?;
            self.value(depth)?;
        }
        self.has(b"}").then_some(())
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        if self.has(b"[]") {
            return Some(());
        }
        let mut before: &[u8] = b"[";
        while self.has(before) {
            self.value(depth)?;
            before = b",";
        }
        self.has(b"]").then_some(())
    }

    /// What stands between two quotes, without an escape or a control character.
    fn string(&mut self) -> Option<&'a [u8]> {
        let rest = self.0.strip_prefix(b"\"")?;
        let (text, rest) = rest.split_at_checked(memchr2(b'"', b'\\', rest)?)?;
        let least = text.iter().copied().fold(u8::MAX, u8::min);
        self.0 = rest.strip_prefix(b"\"").filter(|_| least >= b' ')?;
        Some(text)
    }

    fn number(&mut self) -> Option<()> {
        let is_negative = self.has(b"-");
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.0.split_at_checked(digits)?;
        let is_usual = digits == 1 || digits <= DIGITS && !number.starts_with(b"0");
        let is_integer = !matches!(rest.first(), Some(b'.' | b'e' | b'E'));
        self.0 = rest;
        // Minus zero is read as a fraction.
        let is_integer = is_integer && !(is_negative && number == b"0");
        (digits > 0 && is_usual && is_integer).then_some(())
    }
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
    use proptest::prelude::*;

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
            "-0",
            "[1,\n2]",
            "{",
        ] {
            assert!(check(json).is_err(), "{json}");
        }
    }

    fn by_serde(json: &str) -> bool {
        !json.contains(['\n', '\r']) && serde_json::from_str::<Plain>(json).is_ok()
    }

    #[test]
    fn what_is_taken_at_a_glance_is_what_events_are() {
        for json in [
            "{}",
            "[]",
            "-10",
            r#"{"on":"2024-03-14","venue":{"sealed":"AQIAAAAA"},"of":[[1,2],[30,45]],"by":null}"#,
        ] {
            assert!(Usual(json.as_bytes()).fits(), "{json}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_at_a_glance_is_plain(
            json in r#"[{}\[\],:"\\ab0-2.eE\-\n ]{0,8}|\{("[ab]":([0-9]{1,17}|-?0?1|null|true|\[\]|"[a\\n\t]{0,2}"),?){0,3}\}"#,
        ) {
            if Usual(json.as_bytes()).fits() {
                prop_assert!(by_serde(&json), "{json:?}");
            }
        }

        #[test]
        fn a_glance_and_a_whole_look_agree_on_short_texts(json in r#"[\[{"a:,1\]}-]{1,7}"#) {
            prop_assert_eq!(check(&json).is_ok(), by_serde(&json), "{:?}", json);
        }
    }
}
