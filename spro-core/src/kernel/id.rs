//! Opaque 128-bit ids, as 26 letters and digits.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::parsed::parsed;

/// Length of an id's text.
const TEXT_LEN: usize = 26;

/// Writes 16 bytes as 26 characters of RFC 4648 base32, in lower case, without padding.
///
/// Lower case, so that an id survives a file system or a person that folds case.
pub(crate) fn to_text(bytes: &[u8; 16]) -> String {
    with_text(bytes, str::to_owned)
}

/// Gives the text that [`to_text`] writes.
fn with_text<T>(bytes: &[u8; 16], give: impl FnOnce(&str) -> T) -> T {
    let mut text = [0; TEXT_LEN];
    BASE32_NOPAD.encode_mut(bytes, &mut text);
    text.make_ascii_lowercase();
    give(std::str::from_utf8(&text).unwrap_or_default())
}

/// Reads what [`to_text`] wrote, and nothing else: one id has one spelling.
fn from_text(text: &str) -> Result<[u8; 16], InvalidId> {
    let decoded = <&[u8; TEXT_LEN]>::try_from(text.as_bytes()).ok().and_then(decoded);
    decoded.ok_or_else(|| InvalidId { text: text.chars().take(40).collect() })
}

/// The 128 bits that lead the 130 of the characters, whose last two must be zeros.
fn decoded(text: &[u8; TEXT_LEN]) -> Option<[u8; 16]> {
    let (mut number, mut others) = (0_u128, 0);
    let (most, last) = text.split_at(TEXT_LEN - 1);
    for byte in most {
        let value = value_of(*byte);
        others |= value;
        number = number << 5 | u128::from(value & 31);
    }
    let last = value_of(*last.first()?);
    ((others | last) < 32 && last.trailing_zeros() >= 2)
        .then(|| (number << 3 | u128::from(last >> 2)).to_be_bytes())
}

/// The five bits of a character; more where it is none.
const fn value_of(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => byte - b'a',
        b'2'..=b'7' => byte - b'2' + 26,
        _ => u8::MAX,
    }
}

/// A text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id: 26 characters of a-z and 2-7 are expected")]
pub struct InvalidId {
    /// The text, cut after 40 characters.
    pub text: String,
}

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Takes 16 bytes that the caller made unique, such as those of a `UUIDv7`.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// Gives the 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(uuid: uuid::Uuid) -> Self {
                Self(uuid.into_bytes())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                with_text(&self.0, |text| f.write_str(text))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                from_text(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                with_text(&self.0, |text| to.serialize_str(text))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                parsed(from)
            }
        }
    };
}

opaque_id! {
    /// Names one event for ever; an append that brings it again is a repeat.
    EventId
}
impl EventId {
    /// Writes the id's text at the end of `out`.
    pub(super) fn write_to(self, out: &mut Vec<u8>) {
        with_text(&self.0, |text| out.extend_from_slice(text.as_bytes()));
    }
}

opaque_id! {
    /// Names one commit.
    CommitId
}
opaque_id! {
    /// Names one original that is kept beside a ledger.
    BlobId
}
opaque_id! {
    /// Names one ledger, wherever its copies lie.
    LedgerId
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_is_read_back_from_its_text(bytes: [u8; 16]) {
            let id = EventId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<EventId>(), Ok(id));
        }

        /// Of the bits behind the 128th, which make no second spelling, too.
        #[test]
        fn a_text_is_read_as_the_codec_reads_it(text in "[a-z2-7]{26}|[a-z2-7]{25}[aeimquyAE=1 é]|.{26}") {
            let is_lower = !text.chars().any(|c| c.is_ascii_uppercase());
            let upper = text.to_ascii_uppercase();
            let read = BASE32_NOPAD.decode(upper.as_bytes()).ok().filter(|it| it.len() == 16 && is_lower);
            prop_assert_eq!(text.parse::<EventId>().ok().map(|id| id.as_bytes().to_vec()), read);
        }

        #[test]
        fn a_text_that_is_read_is_written_the_same(text in "[a-z2-7]{26}") {
            if let Ok(id) = text.parse::<EventId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn an_upper_case_spelling_is_refused() {
        let text = EventId::from_bytes([7; 16]).to_string().to_uppercase();
        assert!(text.parse::<EventId>().is_err());
    }
}
