//! The hash chain: one digest for each record, over it and all before it.
//!
//! The digest of a record is `SHA-256(digest before ‖ bytes of the record)`, where the bytes are
//! those of [`encoding`](super::encoding), as stored. The digest before the first record is
//! [`Digest::genesis`], which holds the ledger's own nonce: no two ledgers share a link. Framing
//! that a store adds stands outside, so a ledger that moves to another store keeps its digests.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use super::id::LedgerId;
use super::parsed::parsed;

/// Says what is hashed, so that this digest is never mistaken for one of another format.
const GENESIS_TAG: &[u8] = b"spro ledger 1\n";

/// Length of a digest's text.
const TEXT_LEN: usize = 43;

/// A SHA-256 digest of a ledger up to one record; 43 characters of base64url (RFC 4648 §5, no
/// padding) as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest before the first record of the ledger that bears this id and nonce.
    pub fn genesis(ledger: &LedgerId, nonce: &[u8; 32]) -> Self {
        let mut hash = Sha256::new();
        hash.update(GENESIS_TAG);
        hash.update(ledger.as_bytes());
        hash.update(nonce);
        Self(hash.finalize().into())
    }

    /// The digest after `record`, when this one is the digest before it.
    #[must_use]
    pub fn link(&self, record: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(record);
        Self(hash.finalize().into())
    }

    /// Writes the digest's text at the end of `out`.
    pub fn write_to(&self, out: &mut Vec<u8>) {
        self.with_text(|text| out.extend_from_slice(text));
    }

    fn with_text<T>(&self, give: impl FnOnce(&[u8]) -> T) -> T {
        let mut text = [0; TEXT_LEN];
        BASE64URL_NOPAD.encode_mut(&self.0, &mut text);
        give(&text)
    }

    /// Takes 32 bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Gives the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.write_str(std::str::from_utf8(text).unwrap_or_default()))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// A text that is not a digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a digest: 43 characters of base64url are expected")]
pub struct InvalidDigest;

impl FromStr for Digest {
    type Err = InvalidDigest;
    fn from_str(text: &str) -> Result<Self, InvalidDigest> {
        if text.len() != TEXT_LEN {
            return Err(InvalidDigest);
        }
        let mut bytes = [0; 32];
        BASE64URL_NOPAD.decode_mut(text.as_bytes(), &mut bytes).map_err(|_| InvalidDigest)?;
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parsed(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_depends_on_what_came_before() {
        let one = Digest::genesis(&LedgerId::from_bytes([1; 16]), &[0; 32]);
        let other = Digest::genesis(&LedgerId::from_bytes([1; 16]), &[1; 32]);
        assert_ne!(one.link(b"{}"), other.link(b"{}"));
    }

    #[test]
    fn the_chain_is_the_one_that_the_format_describes() {
        // sha256(sha256("spro ledger 1\n" + 16 × 00 + 32 × 00) + "{}"), by another program.
        let genesis = Digest::genesis(&LedgerId::from_bytes([0; 16]), &[0; 32]);
        assert_eq!(genesis.link(b"{}").to_string(), "gKPTwsDNCoSTVTlCMpazF_uIuzpn0FOUKNYai_FnWfY");
    }

    #[test]
    fn a_digest_is_read_back_from_its_text() {
        let digest = Digest::from_bytes([0xfe; 32]);
        assert_eq!(digest.to_string().parse(), Ok(digest));
    }
}
