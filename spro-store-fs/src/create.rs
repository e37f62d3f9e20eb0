//! Makes the folder of an empty ledger.
//!
//! `spro.json` comes last, under its own name at once: until it is there, there is no ledger, and
//! what a crash left of one is made anew.

use std::io;
use std::path::{Path, PathBuf};

use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::{Access, Visibility};
use crate::error::FsError;
use crate::folder::{Folder, parent_of};
use crate::head::Published;
use crate::log::start;
use crate::manifest::{DESCRIPTION, Manifest};
use crate::segment::{self, FIRST};

const UNFINISHED_MANIFEST: &str = "spro.json.tmp";

/// Makes an empty ledger in a folder that is new, empty, or left by a crash in here.
pub(crate) fn create(
    folder: &Folder,
    identity: LedgerIdentity,
    created: Stamp,
) -> Result<(), FsError> {
    make_dir(folder, &folder.root)?;
    folder.refuse_network()?;
    if names(folder, &folder.root)?.is_empty() {
        match folder.disk.create(&folder.lock, Visibility::Ordinary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => drop(made.map_err(FsError::io("create", &folder.lock))?),
        }
        // It is what tells a ledger that a crash left unfinished from another's folder.
        folder.sync_dir(&folder.root)?;
    }
    if folder.open_if_there(&folder.lock, Access::Write)?.is_none() {
        return Err(not_empty(folder));
    }
    // Two may be at it; and what one finished, the other finds.
    let _lock = folder.lock()?;
    let header = segment::header(identity.id, identity.genesis());
    remove_unfinished(folder, header.len())?;
    for path in [&folder.log, &folder.quarantine] {
        make_dir(folder, path)?;
    }
    let place = start(&identity);
    let segment = folder.segment(FIRST);
    folder.write_new(&segment, header.as_bytes(), Visibility::Ordinary)?;
    folder.write_new(&folder.description, DESCRIPTION.as_bytes(), Visibility::Ordinary)?;
    folder.write_new(&folder.head, &Published::first_file(place), Visibility::Ordinary)?;
    folder.sync_dir(&folder.log)?;
    let manifest = Manifest::new(identity, created).write();
    let unfinished = folder.root.join(UNFINISHED_MANIFEST);
    folder.write_new(&unfinished, manifest.as_bytes(), Visibility::Ordinary)?;
    folder.sync_dir(&folder.root)?;
    folder
        .disk
        .rename_new(&unfinished, &folder.manifest)
        .map_err(FsError::io("name", &folder.manifest))?;
    folder.sync_dir(&folder.root)?;
    folder.sync_dir(parent_of(&folder.root))
}

fn make_dir(folder: &Folder, path: &Path) -> Result<(), FsError> {
    match folder.disk.create_dir(path, Visibility::Ordinary) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map_err(FsError::io("create", path)),
    }
}

fn names(folder: &Folder, path: &Path) -> Result<Vec<String>, FsError> {
    let names = folder.disk.names(path).map_err(FsError::io("list", path))?;
    Ok(names.into_iter().map(|name| name.to_string_lossy().into_owned()).collect())
}

fn not_empty(folder: &Folder) -> FsError {
    FsError::NotEmpty { path: folder.root.clone() }
}

/// Removes what a crash left of a ledger that never was; refuses a folder that holds more.
fn remove_unfinished(folder: &Folder, header_len: usize) -> Result<(), FsError> {
    let mut files = Vec::new();
    for name in names(folder, &folder.root)? {
        let path = folder.root.join(&name);
        match name.as_str() {
            "LOCK" => {}
            "FORMAT.md" | "head" | UNFINISHED_MANIFEST => files.push(path),
            "log" => files.extend(unfinished_log(folder, header_len)?),
            "quarantine" if names(folder, &path)?.is_empty() => {}
            _ => return Err(not_empty(folder)),
        }
    }
    for path in files {
        folder.disk.remove(&path).map_err(FsError::io("remove", &path))?;
    }
    Ok(())
}

/// The file of a log without any record; a log whose `spro.json` was lost is left alone.
fn unfinished_log(folder: &Folder, header_len: usize) -> Result<Option<PathBuf>, FsError> {
    let path = folder.segment(FIRST);
    let held = names(folder, &folder.log)?;
    match held.as_slice() {
        [] => Ok(None),
        [only] if *only == segment::name(Position::new(1)) => {
            // Its first line may not have come to the disk; no record fits into its length.
            let bytes = folder.read(&path, header_len as u64 + 1)?;
            if bytes.len() <= header_len { Ok(Some(path)) } else { Err(not_empty(folder)) }
        }
        _ => Err(not_empty(folder)),
    }
}
