//! What stays open from one read to the next, and what was last read in `head`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use spro_core::kernel::position::Position;

use crate::disk::{Access, OpenFile};
use crate::error::FsError;
use crate::folder::Folder;
use crate::head::{self, Published};
use crate::kept::Kept;

/// How many segments stay open.
const SEGMENTS: usize = 8;

/// The files that reads ask. Each is looked up by its name again before it is used.
#[derive(Default)]
pub(crate) struct Opened(Mutex<Files>);

#[derive(Default)]
struct Files {
    head: Kept,
    seen: Option<Seen>,
    /// The one that was asked for last is the last one.
    segments: Vec<(Position, Kept)>,
}

/// The content of `head` when both of its slots were whole, and what it says.
struct Seen {
    bytes: Vec<u8>,
    published: Published,
}

impl Opened {
    fn files(&self) -> MutexGuard<'_, Files> {
        // What a panic left is looked up anew.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What `head` says now. One that is as it was last is not taken apart again.
    pub(crate) fn published(&self, folder: &Folder) -> Result<Published, FsError> {
        let mut files = self.files();
        let file = files.head.get(&*folder.disk, &folder.head, Access::Read)?;
        if let Some(Seen { bytes, published }) = &files.seen {
            let mut now = [0; head::FILE];
            if file.read_at(&mut now, 0).is_ok_and(|read| read == now.len()) && *bytes == now {
                return Ok(*published);
            }
        }
        files.seen = None;
        drop(files);
        let (published, bytes) = folder.look_at_published(&file)?;
        if let Some(bytes) = bytes {
            self.files().seen = Some(Seen { bytes, published });
        }
        Ok(published)
    }

    /// The file of the segment that begins at a position.
    pub(crate) fn segment(&self, folder: &Folder, first: Position) -> Result<OpenFile, FsError> {
        let mut files = self.files();
        let found = files.segments.iter().position(|(position, _)| *position == first);
        let (_, mut kept) = match found {
            Some(at) => files.segments.remove(at),
            None => (first, Kept::default()),
        };
        let file = kept.get(&*folder.disk, &folder.segment(first), Access::Read)?;
        if files.segments.len() >= SEGMENTS {
            files.segments.remove(0);
        }
        files.segments.push((first, kept));
        Ok(file)
    }
}
