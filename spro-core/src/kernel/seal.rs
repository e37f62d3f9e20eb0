//! Sealed values: what can name a person, as bytes that stores cannot read.
//!
//! A value is sealed under a *key* named by a [`Scope`] of its event: its subject, its source
//! document, or its commit. A [`Vault`](vault::Vault) keeps the keys apart from the log, so a copy
//! of the log alone tells nobody's name, and destroying one key makes all that it sealed
//! unreadable while the chain stays valid.
//!
//! The text of a sealed value is base64url (RFC 4648 §5, no padding) of:
//!
//! | bytes | hold |
//! |---|---|
//! | 1 | the version of this layout: 1 |
//! | 1 | the scope: 1 subject, 2 source document, 3 commit |
//! | 4 | the vault's epoch, big-endian |
//! | 16 | the key's commitment: AES-GCM-SIV alone would let one text open under two keys |
//! | rest | AES-256-GCM-SIV (RFC 8452) of the padded text, with its tag of 16 bytes |
//!
//! The text is padded with one byte 0x80 and zeros to a multiple of 32 bytes, so that a name's
//! length tells little. Key, commitment and nonce come from HKDF-SHA256 (RFC 5869) over the vault's
//! key; the associated data are the bytes before the ciphertext, the ledger's and the event's ids,
//! and the field. The nonce depends on event and field alone: sealing the same event again gives
//! the same bytes, so a repeated append is the same append.

pub mod keyring;
pub mod text;
pub mod vault;

use std::fmt;
use std::str::FromStr;

use aes_gcm_siv::aead::{Aead, AeadInOut, Payload};
use aes_gcm_siv::aes::Aes256Enc;
use aes_gcm_siv::{AesGcmSiv, KeyInit, Nonce};
use data_encoding::BASE64URL_NOPAD;
use hkdf::Hkdf;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use self::vault::Epoch;
use super::id::{EventId, LedgerId};
use super::parsed::parsed;

const LAYOUT: u8 = 1;
const HEADER: usize = 6;
const COMMITMENT: usize = 16;
const PAD_TO: usize = 32;
const TAG: usize = 16;

/// Which key seals a value, told by the event that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The key of the event's subject: a person's name under the person's key.
    Subject,
    /// The key of the document that the event was read from.
    Source,
    /// The key of the event's commit: what was typed by hand.
    Commit,
}

impl Scope {
    const fn code(self) -> u8 {
        match self {
            Self::Subject => 1,
            Self::Source => 2,
            Self::Commit => 3,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Subject),
            2 => Some(Self::Source),
            3 => Some(Self::Commit),
            _ => None,
        }
    }
}

/// Where a sealed value stands; a value that is moved elsewhere does not open.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The ledger.
    pub ledger: LedgerId,
    /// The event.
    pub event: EventId,
    /// The field of its data.
    pub field: &'a str,
}

/// The key of one person, document or commit in one epoch; wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    /// Takes 32 secret bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Gives the secret bytes, to a vault that stores them.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Derives `N` bytes for one use; the label keeps the uses apart.
    pub(super) fn derive<const N: usize>(&self, label: &str, context: &[&[u8]]) -> [u8; N] {
        self.extracted().expand(label, context)
    }

    /// The first half of HKDF, which all uses of the key share.
    fn extracted(&self) -> Extracted {
        Extracted(Self(Hkdf::<Sha256>::extract(None, &self.0).0.into()))
    }
}

/// The pseudorandom key of HKDF that a key gives.
#[derive(Debug, Clone)]
struct Extracted(Key);

impl Extracted {
    /// The second half of HKDF, of a label and a context whose parts have their lengths before them.
    fn expand<const N: usize>(&self, label: &str, context: &[&[u8]]) -> [u8; N] {
        let parts: usize = context.iter().map(|part| size_of::<u64>() + part.len()).sum();
        let mut info = Vec::with_capacity(label.len() + parts);
        info.extend_from_slice(label.as_bytes());
        for part in context {
            info.extend_from_slice(&(part.len() as u64).to_be_bytes());
            info.extend_from_slice(part);
        }
        let mut out = [0; N];
        // It fails only for keys shorter than a digest, and beyond 255 × 32 bytes; no caller asks for
        // more than 32.
        if let Ok(hkdf) = Hkdf::<Sha256>::from_prk(&self.0.0) {
            let _ = hkdf.expand(&info, &mut out);
        }
        out
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// AES-256-GCM-SIV; it decrypts with a key schedule for encrypting alone, as counter modes do.
type Cipher = AesGcmSiv<Aes256Enc>;

/// A key made ready to seal and open many values.
#[derive(Debug, Clone)]
pub struct SealingKey {
    extracted: Extracted,
    cipher: Key,
    commitment: [u8; COMMITMENT],
}

impl SealingKey {
    /// Derives what all values under `key` share.
    pub fn of(key: &Key) -> Self {
        let extracted = key.extracted();
        let cipher = Key::from_bytes(extracted.expand("spro seal 1 key", &[]));
        let commitment = extracted.expand("spro seal 1 commitment", &[]);
        Self { extracted, cipher, commitment }
    }

    fn cipher(&self) -> Cipher {
        Cipher::new(&(*self.cipher.expose()).into())
    }

    fn nonce(&self, place: &Place<'_>) -> Nonce {
        let context: [&[u8]; 2] = [place.event.as_bytes(), place.field.as_bytes()];
        self.extracted.expand::<12>("spro seal 1 nonce", &context).into()
    }
}

/// A value that only the holder of its key can read.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sealed {
    bytes: Box<[u8]>,
}

impl Sealed {
    /// Seals a text under the key of this scope and epoch.
    ///
    /// # Errors
    /// [`SealError`] when the cipher refuses, which it does for texts beyond 64 GiB only.
    pub fn seal(
        text: &str,
        scope: Scope,
        epoch: Epoch,
        key: &SealingKey,
        place: &Place<'_>,
    ) -> Result<Self, SealError> {
        Self::seal_bytes(text.as_bytes(), scope, epoch, key, place)
    }

    /// Seals bytes, such as those of an original document.
    ///
    /// # Errors
    /// As [`Sealed::seal`].
    pub fn seal_bytes(
        content: &[u8],
        scope: Scope,
        epoch: Epoch,
        key: &SealingKey,
        place: &Place<'_>,
    ) -> Result<Self, SealError> {
        let padded = (content.len() + 1).next_multiple_of(PAD_TO);
        let mut bytes = Vec::with_capacity(HEADER + COMMITMENT + padded + TAG);
        bytes.extend_from_slice(&[LAYOUT, scope.code()]);
        bytes.extend_from_slice(&epoch.get().to_be_bytes());
        bytes.extend_from_slice(&key.commitment);
        let aad = associated_data(&bytes, place);
        bytes.extend_from_slice(content);
        bytes.push(0x80);
        bytes.resize(HEADER + COMMITMENT + padded, 0);
        let text = bytes.get_mut(HEADER + COMMITMENT..).unwrap_or_default();
        let tag = key
            .cipher()
            .encrypt_inout_detached(&key.nonce(place), &aad, text.into())
            .map_err(|_| SealError::Cipher)?;
        bytes.extend_from_slice(&tag);
        Ok(Self { bytes: bytes.into() })
    }

    /// Opens it with the key of its scope and epoch.
    ///
    /// # Errors
    /// [`SealError::OtherKey`] when it was sealed under another key; [`SealError::Altered`] when
    /// the value, or the place that it stands in, is not the one that was sealed.
    pub fn open(&self, key: &SealingKey, place: &Place<'_>) -> Result<String, SealError> {
        String::from_utf8(self.open_bytes(key, place)?).map_err(|_| SealError::Altered)
    }

    /// Opens what [`Sealed::seal_bytes`] sealed.
    ///
    /// # Errors
    /// As [`Sealed::open`].
    pub fn open_bytes(&self, key: &SealingKey, place: &Place<'_>) -> Result<Vec<u8>, SealError> {
        let (head, ciphertext) =
            self.bytes.split_at_checked(HEADER + COMMITMENT).ok_or(SealError::Altered)?;
        if !head.ends_with(&key.commitment) {
            return Err(SealError::OtherKey);
        }
        let aad = associated_data(head, place);
        let mut padded = key
            .cipher()
            .decrypt(&key.nonce(place), Payload { msg: ciphertext, aad: &aad })
            .map_err(|_| SealError::Altered)?;
        let end = padded.iter().rposition(|&byte| byte != 0).ok_or(SealError::Altered)?;
        padded.truncate(end);
        Ok(padded)
    }

    /// The bytes, as laid out above.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Takes the bytes of a known layout.
    ///
    /// # Errors
    /// [`InvalidSealed`] when the layout is not one that this version knows.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, InvalidSealed> {
        let known =
            matches!(bytes.as_slice(), [LAYOUT, scope, ..] if Scope::from_code(*scope).is_some());
        if known && bytes.len() > HEADER + COMMITMENT {
            Ok(Self { bytes: bytes.into() })
        } else {
            Err(InvalidSealed)
        }
    }

    /// Which key of its event opens it.
    pub fn scope(&self) -> Scope {
        // `from_bytes` and `seal` let no other code in.
        self.bytes.get(1).copied().and_then(Scope::from_code).unwrap_or(Scope::Subject)
    }

    /// The epoch of the vault that it was sealed in.
    pub fn epoch(&self) -> Epoch {
        let number = self.bytes.get(2..HEADER).and_then(|bytes| bytes.try_into().ok());
        Epoch::new(number.map_or(0, u32::from_be_bytes))
    }
}

fn associated_data(head: &[u8], place: &Place<'_>) -> Vec<u8> {
    [head, place.ledger.as_bytes(), place.event.as_bytes(), place.field.as_bytes()].concat()
}

/// Why a value was not sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The cipher refused.
    #[error("the cipher refused")]
    Cipher,
    /// It was sealed under another key.
    #[error("the value was sealed under another key")]
    OtherKey,
    /// It is not what was sealed in this place.
    #[error("the sealed value, or its place, was altered")]
    Altered,
}

/// A text that is no sealed value of a known layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a sealed value of a layout that this version knows")]
pub struct InvalidSealed;

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({:?}, {} bytes)", self.scope(), self.bytes.len())
    }
}

/// Texts of at most so many characters are written without an allocation.
const SHORT: usize = 512;

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut text = [0; SHORT];
        match text.get_mut(..BASE64URL_NOPAD.encode_len(self.bytes.len())) {
            Some(text) => {
                BASE64URL_NOPAD.encode_mut(&self.bytes, text);
                to.serialize_str(str::from_utf8(text).unwrap_or_default())
            }
            None => to.serialize_str(&BASE64URL_NOPAD.encode(&self.bytes)),
        }
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parsed(from)
    }
}

/// Reads base64url.
impl FromStr for Sealed {
    type Err = InvalidSealed;
    fn from_str(text: &str) -> Result<Self, InvalidSealed> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| InvalidSealed)?;
        Self::from_bytes(bytes)
    }
}
