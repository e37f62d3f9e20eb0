//! Reads records that are spelt as [`write`](super::write) spells them, key by key.
//!
//! What is spelt otherwise is left to `serde_json`, which alone says what is wrong with a record. So
//! this reader takes nothing that the other refuses, and gives for what it takes the same body.

use chrono::NaiveDate;
use memchr::memchr2;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::known::Known;
use super::{Body, Source};
use crate::kernel::event_type::SchemaVersion;
use crate::kernel::position::Position;
use crate::kernel::subject::Subject;

/// Reads a record; `None` where only `serde_json` can tell.
pub(super) fn record<'a>(text: &'a str, known: &mut Known) -> Option<Body<'a>> {
    let mut left = Left(text);
    let commit = if left.has("{\"commit\":") {
        let commit = left.json()?;
        left.key(",\"seq\":")?;
        Some(commit)
    } else {
        left.key("{\"seq\":")?;
        None
    };
    let seq = Position::new(left.number()?);
    left.key(",\"id\":\"")?;
    let id = left.text()?.parse().ok()?;
    left.key(",\"type\":\"")?;
    let kind = known.kind(left.text()?)?;
    left.key(",\"v\":")?;
    let version = u16::try_from(left.number()?).ok()?.try_into().ok()?;
    left.key(",\"subject\":\"")?;
    let subject = known.subject(left.text()?)?;
    let mentions = left.list(",\"mentions\":[", |text| known.subject(text))?;
    let occurred = left.optional(",\"occurred\":").ok()?;
    left.key(",\"learned\":\"")?;
    let learned = day(left.text()?)?;
    let source = if left.has(",\"source\":") {
        Some(left.source(|text| known.subject(text))?)
    } else {
        None
    };
    let corrects = left.optional(",\"corrects\":").ok()?;
    let retracts = left.optional(",\"retracts\":").ok()?;
    let was = left.list(",\"was\":[", |name| known.kind(name))?;
    let data = if left.has(",\"data\":") {
        Some(left.last()?)
    } else {
        (left.0 == "}").then_some(())?;
        None
    };
    let v = SchemaVersion::new(version);
    Some(Body {
        commit,
        seq,
        id,
        kind,
        v,
        subject,
        mentions,
        occurred,
        learned,
        source,
        corrects,
        retracts,
        was,
        data,
    })
}

/// It is spelt in another way, or not at all.
struct Otherwise;

/// What is left of a record.
struct Left<'a>(&'a str);

impl<'a> Left<'a> {
    /// Passes over this text, which must follow.
    fn key(&mut self, key: &str) -> Option<()> {
        self.has(key).then_some(())
    }

    /// Passes over this text, if it is what follows.
    fn has(&mut self, key: &str) -> bool {
        let rest = self.0.strip_prefix(key);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// The text up to the quote that ends it, if nothing in it is escaped.
    fn text(&mut self) -> Option<&'a str> {
        let end = memchr2(b'"', b'\\', self.0.as_bytes())?;
        let text = self.0.get(..end)?;
        self.0 = self.0.get(end..)?.strip_prefix('"')?;
        Some(text)
    }

    fn number(&mut self) -> Option<u64> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.0.split_at_checked(digits)?;
        // JSON knows no leading zeros.
        (digits == 1 || !number.starts_with('0')).then_some(())?;
        self.0 = rest;
        number.parse().ok()
    }

    /// Any value that is not a number.
    fn json<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut values = serde_json::Deserializer::from_str(self.0).into_iter();
        let value = values.next()?.ok()?;
        self.0 = self.0.get(values.byte_offset()..)?;
        Some(value)
    }

    /// The value of a key; `None` where the key does not follow.
    fn optional<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<T>, Otherwise> {
        if self.has(key) { self.json().map(Some).ok_or(Otherwise) } else { Ok(None) }
    }

    /// The names of a list; none where the key does not follow.
    fn list<T>(&mut self, key: &str, mut name: impl FnMut(&'a str) -> Option<T>) -> Option<Vec<T>> {
        let mut names = Vec::new();
        if self.has(key) {
            self.key("\"")?;
            names.push(name(self.text()?)?);
            while self.has(",\"") {
                names.push(name(self.text()?)?);
            }
            self.key("]")?;
        }
        Some(names)
    }

    fn source(&mut self, subject: impl FnOnce(&'a str) -> Option<Subject>) -> Option<Source> {
        self.key("{\"document\":\"")?;
        let document = subject(self.text()?)?;
        let mut lines = Vec::new();
        if self.has(",\"lines\":[") {
            lines.push(self.pair()?);
            while self.has(",") {
                lines.push(self.pair()?);
            }
            self.key("]")?;
        }
        self.key("}")?;
        Some(Source { document, lines })
    }

    fn pair(&mut self) -> Option<(u32, u32)> {
        self.key("[")?;
        let first = u32::try_from(self.number()?).ok()?;
        self.key(",")?;
        let last = u32::try_from(self.number()?).ok()?;
        self.key("]")?;
        Some((first, last))
    }

    /// All that is left but the brace that ends the record.
    fn last(self) -> Option<&'a RawValue> {
        serde_json::from_str(self.0.strip_suffix('}')?).ok()
    }
}

/// A day with a year of four digits.
fn day(text: &str) -> Option<NaiveDate> {
    let digits: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *digits else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number: u32, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)
}
