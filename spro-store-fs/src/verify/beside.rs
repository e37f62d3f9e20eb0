//! Checks what lies beside the log: keys and originals.

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::Position;

use super::{Finding, Grade};
use crate::blobs::{self, Name};
use crate::error::{FsError, FsErrorKind};
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::vault;

pub(super) fn check_keys(
    folder: &Folder,
    ledger: LedgerId,
    head: Position,
    findings: &mut Vec<Finding>,
) -> Result<(), FsError> {
    let checked = match vault::check(&folder.disk, &folder.keys, ledger) {
        Err(error) => {
            findings.push(unreadable(&folder.keys, &error));
            return Ok(());
        }
        Ok(checked) => checked,
    };
    super::check_lock(folder, &folder.keys.join(vault::LOCK), findings)?;
    for path in checked.leftovers {
        let why = Flaw::UnfinishedDestruction;
        findings.push(Finding::of_file(&path, Grade::Recoverable, why));
    }
    for path in checked.unknown {
        let why = Flaw::NotOfVault;
        findings.push(Finding::of_file(&path, Grade::Recoverable, why));
    }
    match checked.keys {
        Ok(()) => {}
        // Made, but not brought to its end, before the first commit.
        Err(FsError::NoVault { path }) if head == Position::START => {
            let why = Flaw::NoVaultYet;
            findings.push(Finding::of_file(&path, Grade::Recoverable, why));
        }
        Err(FsError::NoVault { path }) => {
            findings.push(Finding::of_file(&path, Grade::Altered, Flaw::NoKeys));
        }
        Err(FsError::Unreadable { path, why }) => {
            findings.push(Finding::of_file(&path, Grade::Altered, why));
        }
        Err(error) => findings.push(unreadable(&folder.keys, &error)),
    }
    Ok(())
}

pub(super) fn check_blobs(folder: &Folder, findings: &mut Vec<Finding>) -> Result<(), FsError> {
    let names = folder.disk.names(&folder.blobs).map_err(FsError::io("list", &folder.blobs))?;
    for name in names {
        let path = folder.blobs.join(&name);
        match blobs::parse(&name.to_string_lossy()) {
            Name::Kept(id) => match folder.read(&path, u64::MAX) {
                Ok(file) => {
                    if blobs::content(&id, file).is_none() {
                        let why = Flaw::Changed;
                        findings.push(Finding::of_file(&path, Grade::Altered, why));
                    }
                }
                Err(error) => findings.push(unreadable(&path, &error)),
            },
            Name::Leftover(_) => {
                let why = Flaw::UnfinishedOriginal;
                findings.push(Finding::of_file(&path, Grade::Recoverable, why));
            }
            Name::Unknown => {
                let why = Flaw::NotAnOriginal;
                findings.push(Finding::of_file(&path, Grade::Recoverable, why));
            }
        }
    }
    Ok(())
}

/// What cannot be read: keys are for their owner's eyes, so that not all who check may see them.
fn unreadable(path: &std::path::Path, error: &FsError) -> Finding {
    if error.kind() == FsErrorKind::PermissionDenied {
        let path = if let FsError::Io { path, .. } = error { path } else { path };
        return Finding::of_file(path, Grade::Recoverable, Flaw::NoPermission);
    }
    let (path, answer) = match error {
        FsError::Io { path, source, .. } => (path.as_path(), source.to_string()),
        other => (path, other.to_string()),
    };
    Finding::of_file(path, Grade::Altered, Flaw::NotChecked { answer })
}
