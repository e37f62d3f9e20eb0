//! Begins a new segment of the log.

use std::io;
use std::path::{Path, PathBuf};

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::Position;

use crate::disk::Visibility;
use crate::error::FsError;
use crate::folder::Folder;
use crate::head::Published;
use crate::scan::Place;
use crate::segment;

/// How far a roll came that failed; nothing was recorded in any case.
pub(crate) enum NotRolled {
    /// The log is as before.
    Before(FsError),
    /// Only opening the ledger anew tells.
    Unsure(FsError),
}

/// Begins the segment after `place`, and says in `head` that the log goes on there.
pub(crate) fn roll(
    folder: &Folder,
    ledger: LedgerId,
    published: Published,
    place: Place,
) -> Result<(Place, Published), NotRolled> {
    let first = place.head.position.next();
    let path = folder.segment(first);
    let unfinished = with_suffix(&path, segment::UNFINISHED);
    let header = segment::header(ledger, place.head);
    let file = create(folder, &unfinished, place.head.position).map_err(NotRolled::Before)?;
    file.write_at(header.as_bytes(), 0)
        .map_err(|source| NotRolled::Before(FsError::io("write", &unfinished)(source)))?;
    let begun = Place { head: place.head, segment: first, bytes: header.len() as u64 };
    file.sync()
        .map_err(FsError::io("sync", &unfinished))
        .and_then(|()| {
            folder.disk.rename_new(&unfinished, &path).map_err(FsError::io("name", &path))
        })
        .and_then(|()| folder.sync_dir(&folder.log))
        .and_then(|()| folder.publish(published, begun))
        .map(|published| (begun, published))
        .map_err(NotRolled::Unsure)
}

fn create(folder: &Folder, path: &Path, last: Position) -> Result<crate::disk::OpenFile, FsError> {
    match folder.disk.create(path, Visibility::Ordinary) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            set_aside(folder, path, last)?;
            folder.disk.create(path, Visibility::Ordinary)
        }
        made => made,
    }
    .map_err(FsError::io("create", path))
}

/// Moves a segment that was not finished to `quarantine/`; gives where it lies there.
pub(crate) fn set_aside(folder: &Folder, path: &Path, last: Position) -> Result<PathBuf, FsError> {
    let aside = folder.quarantine_path(last, "unfinished")?;
    folder.disk.rename_new(path, &aside).map_err(FsError::io("move", path))?;
    folder.sync_dir(&folder.quarantine)?;
    folder.sync_dir(&folder.log)?;
    Ok(aside)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
