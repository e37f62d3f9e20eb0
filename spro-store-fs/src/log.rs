//! What a process knows of the log.

use std::sync::Arc;

use spro_core::kernel::encoding::{Body, Decoder, EncodedCommit};
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::Access;
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::{Folder, read_span};
use crate::index::{Entries, Index, Named, UsedTwice};
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
        return Err(FsError::Altered { path, line: 1, why: Flaw::Missing });
    };
    let expected = segment::header(identity.id, identity.genesis());
    let found = read_span(file, &path, 0, expected.len() as u64)?;
    if found == expected.as_bytes() {
        return Ok(());
    }
    let why = Flaw::NotFirstLine;
    Err(FsError::Altered { path, line: 1, why })
}

/// The log up to a place.
pub(crate) struct Log {
    pub(crate) place: Place,
    /// Where the last commit begins; the place itself while there is none.
    pub(crate) last_commit: Place,
    pub(crate) stamp: Option<Stamp>,
    /// Finds the records up to the place; shared with readers, for whom it may cover more.
    pub(crate) index: Arc<Index>,
    /// The first position of each segment.
    pub(crate) segments: Vec<Position>,
}

impl Log {
    /// A log that holds no record.
    pub(crate) fn empty(identity: &LedgerIdentity) -> Self {
        let place = start(identity);
        let index = Arc::new(Index::empty(identity.id, place));
        Self { place, last_commit: place, stamp: None, index, segments: vec![place.segment] }
    }

    /// The log as far as its index in `cache/` covers it, which is not beyond `published`.
    pub(crate) fn indexed(folder: &Folder, identity: &LedgerIdentity, published: Place) -> Self {
        let index = Arc::new(Index::empty(identity.id, start(identity)));
        index.load(folder, published);
        let (place, last_commit, stamp) = index.end();
        let segments = index.segments();
        Self { place, last_commit, stamp, index, segments }
    }

    /// Goes on at a place, which may be the begin of a segment.
    pub(crate) fn enter(&mut self, place: Place) {
        if self.segments.last() != Some(&place.segment) {
            self.segments.push(place.segment);
        }
        self.place = place;
    }

    /// Adds a commit that this process wrote, which ends at `place`.
    pub(crate) fn add_own(
        &mut self,
        folder: &Folder,
        commit: &EncodedCommit,
        entries: &Entries,
        place: Place,
    ) {
        self.index.add_own(folder, commit, entries, place);
        self.end_with(commit, place);
    }

    /// Adds the next commit that was read, which ends at `place`.
    pub(crate) fn add(
        &mut self,
        folder: &Folder,
        commit: &EncodedCommit,
        place: Place,
    ) -> Result<(), Bad> {
        let bodies = bodies(folder, commit, place, self.stamp)?;
        if let Some(UsedTwice { named, position }) = self.index.add(folder, commit, &bodies, place)
        {
            let why = match named {
                Named::Event => Flaw::EventTwice,
                Named::Commit => Flaw::CommitTwice,
            };
            return Err(bad(folder, position, place, why));
        }
        self.end_with(commit, place);
        Ok(())
    }

    fn end_with(&mut self, commit: &EncodedCommit, place: Place) {
        self.stamp = Some(commit.header.at);
        self.last_commit = self.place;
        self.enter(place);
    }
}

/// The bodies of a commit that was read and ends at `place`, after one that was recorded at `stamp`.
pub(crate) fn bodies<'c>(
    folder: &Folder,
    commit: &'c EncodedCommit,
    place: Place,
    stamp: Option<Stamp>,
) -> Result<Vec<Body<'c>>, Bad> {
    if Some(commit.header.at) < stamp {
        let why = Flaw::StampWentBack;
        return Err(bad(folder, commit.first, place, why));
    }
    let mut seq = commit.first;
    let mut bodies = Vec::with_capacity(commit.records.len());
    let mut decoder = Decoder::new();
    for (index, (bytes, _)) in commit.records.iter().enumerate() {
        let body = decoder.decode(bytes).map_err(|error| bad(folder, seq, place, error.into()))?;
        if body.seq != seq || body.commit.is_some() != (index == 0) {
            return Err(bad(folder, seq, place, Flaw::Elsewhere));
        }
        bodies.push(body);
        seq = seq.next();
    }
    Ok(bodies)
}

/// The line of a record of the commit that ends at `place`.
pub(crate) fn bad(folder: &Folder, seq: Position, place: Place, why: Flaw) -> Bad {
    Bad { path: folder.segment(place.segment), line: line_of(seq, place.segment), why }
}
