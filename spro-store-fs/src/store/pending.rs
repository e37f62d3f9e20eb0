//! The log with what was admitted after it and is not durable yet: what an append is judged by.

use std::ops::ControlFlow;

use spro_core::kernel::admission::Placed;
use spro_core::kernel::encoding::{Decoder, EncodedCommit};
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::ReadError;

use super::group::{Admitted, Group};
use crate::read::{Locked, each_matching};

/// The log, the group that is being written, and the one that gathers.
pub(super) struct WithPending<'a> {
    pub(super) durable: Locked<'a>,
    pub(super) flying: Option<&'a Group>,
    pub(super) gathering: &'a Group,
}

impl WithPending<'_> {
    fn groups(&self) -> impl Iterator<Item = &Group> {
        self.flying.into_iter().chain([self.gathering])
    }

    fn commits(&self) -> impl Iterator<Item = &Admitted> {
        self.groups().flat_map(|group| &group.commits)
    }

    fn last(&self) -> Option<&EncodedCommit> {
        let last = |group: &Group| group.commits.last().is_some();
        let group = Some(self.gathering).filter(|group| last(group)).or(self.flying)?;
        group.commits.last().map(|admitted| &admitted.commit)
    }
}

impl Placed for WithPending<'_> {
    fn head(&self) -> Head {
        self.last().map_or_else(|| self.durable.head(), |commit| commit.head)
    }

    fn last_stamp(&self) -> Option<Stamp> {
        self.last().map_or_else(|| self.durable.last_stamp(), |commit| Some(commit.header.at))
    }

    fn position_of(&self, id: &EventId) -> Result<Option<Position>, ReadError> {
        match self.groups().find_map(|group| group.places.get(id)) {
            Some(position) => Ok(Some(*position)),
            None => self.durable.position_of(id),
        }
    }

    fn begin_of(&self, id: &CommitId) -> Result<Option<Position>, ReadError> {
        match self.commits().find(|admitted| admitted.commit.header.id == *id) {
            Some(admitted) => Ok(Some(admitted.commit.first)),
            None => self.durable.begin_of(id),
        }
    }

    fn commit_at(&self, position: Position) -> Result<Option<(Head, EncodedCommit)>, ReadError> {
        if position <= self.durable.head().position {
            return self.durable.commit_at(position);
        }
        let holds = |admitted: &&Admitted| admitted.commit.head.position >= position;
        let found = self.commits().find(holds);
        Ok(found.map(|admitted| (admitted.before, admitted.commit.clone())))
    }

    fn first_match(&self, query: &Query, after: Position) -> Result<Option<Position>, ReadError> {
        if let Some(found) = self.durable.first_match(query, after)? {
            return Ok(Some(found));
        }
        let mut decoder = Decoder::new();
        for Admitted { commit, .. } in self.commits() {
            let mut found = None;
            let flow = each_matching(commit, query, after, &mut decoder, |record| {
                found = Some(record.position());
                ControlFlow::Break(())
            })?;
            if flow.is_break() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}
