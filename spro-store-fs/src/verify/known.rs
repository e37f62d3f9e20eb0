//! What a check of the log keeps of the records that it came by.

use std::collections::HashSet;

use spro_core::kernel::encoding::EncodedCommit;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::stamp::Stamp;

use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::index::Comparison;
use crate::log::{bad, bodies};
use crate::scan::Place;
use crate::walk::Bad;

/// The records up to a place: all their ids, since none may be used twice.
pub(super) struct Known {
    pub(super) place: Place,
    stamp: Option<Stamp>,
    events: HashSet<EventId>,
    commits: HashSet<CommitId>,
    pub(super) index: Comparison,
}

impl Known {
    /// No record, before the place that a log begins with.
    pub(super) fn none(start: Place, index: Comparison) -> Self {
        let (events, commits) = (HashSet::new(), HashSet::new());
        Self { place: start, stamp: None, events, commits, index }
    }

    /// Adds the next commit, which ends at `place`.
    pub(super) fn add(
        &mut self,
        folder: &Folder,
        commit: &EncodedCommit,
        place: Place,
    ) -> Result<(), Bad> {
        let bodies = bodies(folder, commit, place, self.stamp)?;
        for body in &bodies {
            if !self.events.insert(body.id) {
                return Err(bad(folder, body.seq, place, Flaw::EventTwice));
            }
        }
        if !self.commits.insert(commit.header.id) {
            let why = Flaw::CommitTwice;
            return Err(bad(folder, commit.first, place, why));
        }
        self.index.add(commit, &bodies, (self.place, place));
        self.stamp = Some(commit.header.at);
        self.place = place;
        Ok(())
    }
}
