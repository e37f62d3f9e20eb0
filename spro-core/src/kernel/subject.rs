//! What an event is about: [`Subject`].

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id;
use super::parsed::parsed;

/// The longest text of a subject, in bytes.
pub const MAX_LEN: usize = 100;

/// Names one subject of the ledger by an opaque id: `<kind>/<key>`, such as
/// `meeting/aaaqeayeaudaocajbifqydiob4`.
///
/// Invariant: both parts are non-empty, hold only `a-z`, `0-9` and `-`, and the whole is at most
/// [`MAX_LEN`] bytes. Dates and names make bad keys: two meetings fall on one day, a date is
/// corrected, a name is erased.
///
/// ```
/// use spro_core::kernel::subject::Subject;
///
/// let room = Subject::parse("room/blue")?;
/// assert_eq!((room.kind(), room.key()), ("room", "blue"));
/// assert!(Subject::parse("room/Blue").is_err());
/// # Ok::<(), spro_core::kernel::subject::InvalidSubject>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    text: Arc<str>,
}

impl Subject {
    /// Parses `text`.
    ///
    /// # Errors
    /// [`InvalidSubject`] says which part of the invariant does not hold.
    pub fn parse(text: &str) -> Result<Self, InvalidSubject> {
        if is_subject(text) {
            return Ok(Self { text: text.into() });
        }
        let refused = |why| InvalidSubject { text: text.chars().take(MAX_LEN).collect(), why };
        let (kind, key) = text.split_once('/').ok_or_else(|| refused(Why::NoSlash))?;
        if kind.is_empty() || key.is_empty() {
            return Err(refused(Why::EmptyPart));
        }
        if text.len() > MAX_LEN {
            return Err(refused(Why::TooLong));
        }
        let allowed = |c: char| u8::try_from(c).is_ok_and(is_plain);
        match kind.chars().chain(key.chars()).find(|&c| !allowed(c)) {
            Some(found) => Err(refused(Why::Character(found))),
            None => Ok(Self { text: text.into() }),
        }
    }

    /// Makes the subject of `kind` whose key is these 16 bytes, which the caller made unique.
    ///
    /// # Errors
    /// [`InvalidSubject`] when `kind` breaks the invariant.
    pub fn with_key(kind: &str, key: &[u8; 16]) -> Result<Self, InvalidSubject> {
        Self::parse(&format!("{kind}/{}", id::to_text(key)))
    }

    /// What sort of thing it is: the part before the slash.
    pub fn kind(&self) -> &str {
        self.text.split_once('/').map_or("", |(kind, _)| kind)
    }

    /// Which one it is: the part behind the slash.
    pub fn key(&self) -> &str {
        self.text.split_once('/').map_or("", |(_, key)| key)
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Whether the invariant holds; all characters are looked at, which takes less than to stop at the
/// first one that is wrong.
fn is_subject(text: &str) -> bool {
    let bytes = text.as_bytes();
    if text.len() > MAX_LEN {
        return false;
    }
    // So few that a byte counts them.
    let others = bytes.iter().fold(0_u8, |others, byte| others + u8::from(!is_plain(*byte)));
    let slash = memchr::memchr(b'/', bytes);
    others == 1 && slash.is_some_and(|slash| slash > 0 && slash + 1 < bytes.len())
}

const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// A text that is not a subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a subject: {why}")]
pub struct InvalidSubject {
    /// The text, cut after [`MAX_LEN`] characters.
    pub text: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What keeps a text from being a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Nothing tells the kind from the key.
    #[error("a slash between kind and key is missing")]
    NoSlash,
    /// Kind or key is empty.
    #[error("kind and key may not be empty")]
    EmptyPart,
    /// It is longer than [`MAX_LEN`] bytes.
    #[error("it is longer than {MAX_LEN} bytes")]
    TooLong,
    /// A character other than `a-z`, `0-9` and `-`.
    #[error("{0:?} is not one of a-z, 0-9 and -")]
    Character(char),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Subject({})", self.text)
    }
}

impl FromStr for Subject {
    type Err = InvalidSubject;
    fn from_str(text: &str) -> Result<Self, InvalidSubject> {
        Self::parse(text)
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parsed(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_subject_is_a_kind_a_slash_and_a_key(text in "[a-z0-9/A-]{0,4}/?[a-z0-9é-]{0,110}") {
            let allowed = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-');
            let is_part = |part: &str| !part.is_empty() && part.chars().all(allowed);
            let parts = text.split_once('/');
            let is_subject = parts.is_some_and(|(kind, key)| is_part(kind) && is_part(key));
            prop_assert_eq!(Subject::parse(&text).is_ok(), is_subject && text.len() <= MAX_LEN);
        }
    }

    #[test]
    fn a_second_slash_is_refused() {
        let refused = Subject::parse("room/blue/left").unwrap_err();
        assert_eq!(refused.why, Why::Character('/'));
    }

    #[test]
    fn a_subject_longer_than_the_limit_is_refused() {
        let text = format!("room/{}", "a".repeat(MAX_LEN));
        assert_eq!(Subject::parse(&text).unwrap_err().why, Why::TooLong);
    }

    #[test]
    fn an_empty_key_is_refused() {
        assert_eq!(Subject::parse("room/").unwrap_err().why, Why::EmptyPart);
    }
}
