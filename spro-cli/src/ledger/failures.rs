//! What the errors of stores, keys and originals mean for the user.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::Path;

use spro_core::domain::erasure::ErasureError;
use spro_core::kernel::blob::BlobError;
use spro_core::kernel::encoding::InvalidRecord;
use spro_core::kernel::event::DecodeError;
use spro_core::kernel::ledger::RecordError;
use spro_core::kernel::projection::FoldError;
use spro_core::kernel::seal::SealError;
use spro_core::kernel::seal::keyring::OpenError;
use spro_core::kernel::seal::text::KeyOwner;
use spro_core::kernel::seal::vault::VaultError;
use spro_core::kernel::store::{AppendError, ReadError};
use spro_store_fs::{Flaw, FsError};

use crate::exit::Exit;
use crate::failure::{Failure, STALE};

/// What a store's error means for the user.
pub(crate) fn store_failure(error: &FsError) -> Failure {
    match error {
        FsError::Io { path, source, .. } => io_failure(path, source),
        FsError::NotEmpty { path } => {
            Failure::new(Exit::Refused, "error-not-empty").with("path", path.display())
        }
        FsError::NotALedger { path } => {
            Failure::new(Exit::NoLedger, "error-no-ledger-in").with("path", path.display())
        }
        FsError::NetworkFolder { path, kind } => {
            Failure::new(Exit::Io, "error-network").with("path", path.display()).with("kind", kind)
        }
        FsError::Busy { path, .. } => {
            Failure::new(Exit::Busy, "error-busy").with("path", path.display())
        }
        FsError::UnknownFile { path } => {
            Failure::new(Exit::Altered, "error-unknown-file").with("path", path.display())
        }
        FsError::NewerFormat { path, format } => Failure::new(Exit::Newer, "error-newer-format")
            .with("path", path.display())
            .with("format", format),
        FsError::Unreadable { path, why } => {
            Failure::new(Exit::Altered, "error-damaged").with("path", path.display()).with_flaw(why)
        }
        FsError::Truncated { path, expected, found, .. } => {
            Failure::new(Exit::Truncated, "error-truncated")
                .with("path", path.display())
                .with("expected", expected)
                .with("found", found)
        }
        FsError::Altered { path, line, why } | FsError::Corrupt { path, line, why } => {
            Failure::new(Exit::Altered, "error-altered")
                .with("path", path.display())
                .with("line", line)
                .with_flaw(why)
        }
        FsError::NoVault { .. } => Failure::new(Exit::Altered, "error-no-keys"),
        FsError::Poisoned { path } => {
            Failure::new(Exit::Indeterminate, "error-poisoned").with("path", path.display())
        }
        other => Failure::new(Exit::Io, "error-store").because(other),
    }
}

/// What a failed read means for the user.
pub(crate) fn read_failure(error: &ReadError) -> Failure {
    match error {
        ReadError::Damaged { after, source } => {
            if let Some(named) = FsError::find(error) {
                return store_failure(named);
            }
            let failure = Failure::new(Exit::Altered, "error-record-damaged").with("after", after);
            if let Some(flaw) = source.downcast_ref::<Flaw>() {
                failure.because_of(flaw.into())
            } else if let Some(invalid) = source.downcast_ref::<InvalidRecord>() {
                failure.because_of(invalid.into())
            } else {
                failure.because(error)
            }
        }
        ReadError::Unavailable(_) => of_the_store(error),
        other => Failure::new(Exit::Io, "error-store").because(other),
    }
}

/// What an append that was not acknowledged means for the user.
fn append_failure(error: &AppendError) -> Failure {
    match error {
        AppendError::Stale { .. } => Failure::new(Exit::Busy, STALE),
        AppendError::ClockBehind(behind) => Failure::new(Exit::Refused, "error-clock")
            .with("last", behind.last)
            .with("clock", behind.clock),
        AppendError::GuardAhead { expected, head } => {
            Failure::new(Exit::Older, "error-older").with("found", head).with("seen", expected)
        }
        AppendError::Unreadable(source) => read_failure(source),
        AppendError::Refused(_) => of_the_store(error),
        AppendError::Indeterminate(_) => {
            Failure::new(Exit::Indeterminate, "error-indeterminate").after(of_the_store(error))
        }
        other => Failure::new(Exit::Refused, "error-append").because(other),
    }
}

/// What an error that a store gave a reason for means for the user.
pub(crate) fn of_the_store(error: &(dyn Error + 'static)) -> Failure {
    FsError::find(error)
        .map_or_else(|| Failure::new(Exit::Io, "error-store").because(error), store_failure)
}

/// `EIO`, for which the standard library has no kind.
const BROKEN: i32 = 5;

/// What the operating system's refusal of an operation on a path means for the user.
pub(crate) fn io_failure(path: &Path, error: &io::Error) -> Failure {
    let (exit, key) = match error.kind() {
        ErrorKind::NotFound => (Exit::Io, "error-io-not-found"),
        ErrorKind::PermissionDenied => (Exit::Io, "error-io-permission"),
        ErrorKind::ReadOnlyFilesystem => (Exit::Io, "error-io-read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (Exit::Io, "error-io-full"),
        ErrorKind::WouldBlock => (Exit::Busy, "error-busy"),
        _ if error.raw_os_error() == Some(BROKEN) => (Exit::Io, "error-io-failed"),
        _ => (Exit::Io, "error-io"),
    };
    let failure = Failure::new(exit, key).with("path", path.display());
    // The others say in the locale's words what the system says in its own.
    if key == "error-io" { failure.because(error) } else { failure }
}

/// What a ledger that cannot be folded means for the user.
pub(crate) fn fold_failure(error: &FoldError) -> Failure {
    match error {
        FoldError::Read(error) => read_failure(error),
        FoldError::Decode(error) => decode_failure(error),
        FoldError::OtherLedger { position } => {
            Failure::new(Exit::Altered, "error-rewritten").with("position", position)
        }
        FoldError::Snapshot(why) => {
            Failure::new(Exit::Altered, "error-store").because_of(why.into())
        }
        other => Failure::new(Exit::Altered, "error-store").because(other),
    }
}

/// What a record that this version does not know means for the user.
pub(crate) fn decode_failure(error: &DecodeError) -> Failure {
    match error {
        DecodeError::Malformed { position, kind, source } => {
            Failure::new(Exit::Altered, "error-malformed")
                .with("position", position)
                .with("kind", kind)
                .with("column", source.column())
        }
        DecodeError::UnknownType { position, kind } => {
            Failure::new(Exit::Newer, "error-newer-event")
                .with("position", position)
                .with("kind", kind)
        }
        DecodeError::UnknownVersion { position, kind, found, known } => {
            Failure::new(Exit::Newer, "error-newer-version")
                .with("position", position)
                .with("kind", kind)
                .with("found", found)
                .with("known", known)
        }
        other => Failure::new(Exit::Newer, "error-store").because(other),
    }
}

/// What a text that does not open means for the user.
pub(crate) fn open_failure(error: &OpenError) -> Failure {
    match error {
        OpenError::NoVault => Failure::new(Exit::Altered, "error-no-keys"),
        OpenError::Vault(error) => vault_failure(error),
        OpenError::Seal(SealError::OtherKey) => Failure::new(Exit::Altered, "error-sealed-key"),
        OpenError::Seal(SealError::Altered) => Failure::new(Exit::Altered, "error-sealed"),
        OpenError::Destroyed { owner } => {
            let failure = Failure::new(Exit::Refused, "error-sealed-destroyed");
            match owner {
                KeyOwner::Subject(subject) => failure.with("owner", subject),
                KeyOwner::Commit(commit) => failure.with("owner", commit),
            }
        }
        other => Failure::new(Exit::Altered, "error-sealed").because(other),
    }
}

/// What a commit that was not acknowledged means for the user.
pub(crate) fn record_failure(error: &RecordError) -> Failure {
    match error {
        RecordError::Append(error) => append_failure(error),
        RecordError::Read(error) => read_failure(error),
        RecordError::Seal(error) => open_failure(error),
        other => Failure::new(Exit::Refused, "error-append").because(other),
    }
}

/// What originals that give no answer mean for the user.
pub(crate) fn blob_failure(error: &BlobError) -> Failure {
    match error {
        BlobError::Damaged { id, .. } => {
            Failure::new(Exit::Altered, "error-original").with("original", id)
        }
        BlobError::Exists { id } => {
            Failure::new(Exit::Altered, "error-original-differs").with("original", id)
        }
        BlobError::Missing { id } => {
            Failure::new(Exit::Io, "error-original-missing").with("original", id)
        }
        BlobError::Unavailable(_) => of_the_store(error),
        other => Failure::new(Exit::Io, "error-store").because(other),
    }
}

/// What a vault that gives no answer means for the user.
fn vault_failure(error: &VaultError) -> Failure {
    match error {
        VaultError::NoSuchEpoch { .. } => Failure::new(Exit::Altered, "error-keys-old"),
        other => FsError::find(other)
            .map_or_else(|| Failure::new(Exit::Io, "error-keys").because(other), store_failure),
    }
}

/// Why a name was not erased.
pub(crate) fn erasure_failure(error: &ErasureError) -> Failure {
    match error {
        ErasureError::NoName { person } => {
            Failure::new(Exit::Refused, "error-no-name").with("person", person)
        }
        ErasureError::Unreadable { media_type, .. } => {
            Failure::new(Exit::Unreadable, "error-erasure-original").with("kind", media_type)
        }
        ErasureError::NotSealed => Failure::new(Exit::Refused, "error-erasure-unsealed"),
        ErasureError::Original { id, .. } => {
            Failure::new(Exit::Altered, "error-original").with("original", id)
        }
        ErasureError::Read(error) => read_failure(error),
        ErasureError::Decode(error) => decode_failure(error),
        ErasureError::Open(error) => open_failure(error),
        ErasureError::Vault(error) => vault_failure(error),
        ErasureError::Blob(error) => blob_failure(error),
        ErasureError::Record(error) => record_failure(error),
        other => Failure::new(Exit::Altered, "error-erasure").because(other),
    }
}
