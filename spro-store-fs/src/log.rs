//! What a process knows of the log.

use std::collections::HashMap;

use spro_core::kernel::encoding::{Body, EncodedCommit};
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::Access;
use crate::error::FsError;
use crate::folder::{Folder, read_span};
use crate::marks::Marks;
use crate::scan::Place;
use crate::segment::{self, line_of};
use crate::walk::Bad;

/// The place after the first line of the first segment.
pub(crate) fn start(identity: &LedgerIdentity) -> Place {
    let head = identity.genesis();
    let bytes = segment::header(identity.id, head).len() as u64;
    Place { head, segment: segment::FIRST, bytes }
}

/// Checks that the first segment begins as one of this ledger.
pub(crate) fn check_start(folder: &Folder, identity: &LedgerIdentity) -> Result<(), FsError> {
    let path = folder.segment(segment::FIRST);
    let Some(file) = folder.open_if_there(&path, Access::Read)? else {
        return Err(FsError::Altered { path, line: 1, why: "the file is missing".into() });
    };
    let expected = segment::header(identity.id, identity.genesis());
    let found = read_span(file, &path, 0, expected.len() as u64)?;
    if found == expected.as_bytes() {
        return Ok(());
    }
    let why = "it is not the first line of this ledger's log".into();
    Err(FsError::Altered { path, line: 1, why })
}

/// An index of the log up to a place.
pub(crate) struct Log {
    pub(crate) place: Place,
    /// Where the last commit begins; the place itself while there is none.
    pub(crate) last_commit: Place,
    pub(crate) stamp: Option<Stamp>,
    pub(crate) ids: HashMap<EventId, Position>,
    pub(crate) begins: HashMap<CommitId, Position>,
    pub(crate) marks: Marks,
    /// The first position of each segment.
    pub(crate) segments: Vec<Position>,
}

impl Log {
    /// The index of a log that holds no record.
    pub(crate) fn empty(identity: &LedgerIdentity) -> Self {
        let place = start(identity);
        Self {
            place,
            last_commit: place,
            stamp: None,
            ids: HashMap::new(),
            begins: HashMap::new(),
            marks: Marks::from(place),
            segments: vec![place.segment],
        }
    }

    /// Goes on at a place, which may be the begin of a segment.
    pub(crate) fn enter(&mut self, place: Place) {
        if self.segments.last() != Some(&place.segment) {
            self.segments.push(place.segment);
        }
        self.place = place;
    }

    /// Adds a commit that this process wrote, which ends at `place`, and its events' ids.
    pub(crate) fn add_own(
        &mut self,
        commit: &EncodedCommit,
        ids: impl IntoIterator<Item = EventId>,
        place: Place,
    ) {
        let places = (commit.first.get()..).map(Position::new);
        self.ids.extend(ids.into_iter().zip(places));
        self.begins.insert(commit.header.id, commit.first);
        self.end_with(commit, place);
    }

    /// Adds the next commit that was read, which ends at `place`.
    pub(crate) fn add(
        &mut self,
        folder: &Folder,
        commit: &EncodedCommit,
        place: Place,
    ) -> Result<(), Bad> {
        let mut seq = commit.first;
        let bad = |seq: Position, why: String| Bad {
            path: folder.segment(place.segment),
            line: line_of(seq, place.segment),
            why,
        };
        if Some(commit.header.at) < self.stamp {
            return Err(bad(seq, "it was recorded before the line before".into()));
        }
        for (index, (bytes, _)) in commit.records.iter().enumerate() {
            let body = Body::decode(bytes).map_err(|error| bad(seq, error.to_string()))?;
            if body.seq != seq || body.commit.is_some() != (index == 0) {
                return Err(bad(seq, "the record belongs to another place".into()));
            }
            if self.ids.insert(body.id, seq).is_some() {
                return Err(bad(seq, "the event's id is used twice".into()));
            }
            seq = seq.next();
        }
        if self.begins.insert(commit.header.id, commit.first).is_some() {
            return Err(bad(commit.first, "the commit's id is used twice".into()));
        }
        self.end_with(commit, place);
        Ok(())
    }

    fn end_with(&mut self, commit: &EncodedCommit, place: Place) {
        self.stamp = Some(commit.header.at);
        self.last_commit = self.place;
        self.enter(place);
        self.marks.note(place);
    }
}
