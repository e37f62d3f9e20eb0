//! `spro.json`, which says what ledger it is.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use spro_core::kernel::chain::Digest;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;

use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::line::check;
use crate::segment::FORMAT;

/// Copied into every ledger, so that it explains itself.
pub(crate) const DESCRIPTION: &str = include_str!("../../docs/format.md");
/// Longer than any that was ever written.
const MAX_LEN: u64 = 64 * 1024;

/// What `spro.json` says.
pub(crate) struct Manifest {
    pub(crate) identity: LedgerIdentity,
    pub(crate) created: Stamp,
    /// The digest of the description that was copied beside it.
    pub(crate) description: Digest,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u64,
    ledger: LedgerId,
    nonce: String,
    created: Stamp,
    description: Digest,
    check: String,
}

/// The one key that every format has.
#[derive(Deserialize)]
struct AnyFormat {
    format: u64,
}

/// SHA-256 of a file.
pub(crate) fn digest_of(bytes: &[u8]) -> Digest {
    Digest::from_bytes(Sha256::digest(bytes).into())
}

impl Manifest {
    pub(crate) fn new(identity: LedgerIdentity, created: Stamp) -> Self {
        Self { identity, created, description: digest_of(DESCRIPTION.as_bytes()) }
    }

    pub(crate) fn write(&self) -> String {
        let Self { identity, created, description } = self;
        let (ledger, nonce) = (identity.id, BASE64URL_NOPAD.encode(&identity.nonce));
        let text = format!(
            "{{\"format\":{FORMAT},\"ledger\":\"{ledger}\",\"nonce\":\"{nonce}\",\"created\":\"{created}\",\"description\":\"{description}\""
        );
        let check = check(&[text.as_bytes()]);
        format!("{text},\"check\":\"{check}\"}}\n")
    }

    /// Reads which ledger the folder holds.
    pub(crate) fn read(folder: &Folder) -> Result<Self, FsError> {
        let path = &folder.manifest;
        let bytes = match folder.read(path, MAX_LEN) {
            Err(FsError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                return Err(FsError::NotALedger { path: folder.root.clone() });
            }
            read => read?,
        };
        let unreadable = |why: Flaw| FsError::Unreadable { path: path.clone(), why };
        let any: AnyFormat =
            serde_json::from_slice(&bytes).map_err(|error| unreadable(malformed(&error)))?;
        if any.format > FORMAT {
            return Err(FsError::NewerFormat { path: path.clone(), format: any.format });
        }
        let written: Written =
            serde_json::from_slice(&bytes).map_err(|error| unreadable(malformed(&error)))?;
        let nonce = BASE64URL_NOPAD
            .decode(written.nonce.as_bytes())
            .ok()
            .and_then(|nonce| <[u8; 32]>::try_from(nonce).ok())
            .ok_or_else(|| unreadable(Flaw::Nonce))?;
        let identity = LedgerIdentity { id: written.ledger, nonce };
        let Written { created, description, .. } = written;
        let manifest = Self { identity, created, description };
        if manifest.write().as_bytes() == bytes {
            Ok(manifest)
        } else {
            Err(unreadable(Flaw::Check))
        }
    }
}

fn malformed(error: &serde_json::Error) -> Flaw {
    Flaw::Malformed { line: error.line(), column: error.column() }
}
