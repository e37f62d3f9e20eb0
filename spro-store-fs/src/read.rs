//! Reading records from the log, for readers and for the rules of an append.

use std::ops::ControlFlow;

use spro_core::kernel::admission::Placed;
use spro_core::kernel::encoding::{Decoder, EncodedCommit};
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::record::Record;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{ReadEnd, ReadError, ReadRequest, Visitor};

use crate::error::FsError;
use crate::folder::Folder;
use crate::log::Log;
use crate::scan::Place;
use crate::walk::{End, Stop, Walk};

/// What is read, and from where to where.
pub(crate) struct Reading<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) ledger: LedgerId,
    /// Not after the begin of the commit that holds the first record that is wanted.
    pub(crate) from: Place,
    /// The place that was published when the read began.
    pub(crate) end: Place,
}

impl Reading<'_> {
    /// Visits what is asked for. Tells each place between commits that it came by to `passed`.
    pub(crate) fn visit(
        &self,
        request: &ReadRequest,
        visit: &mut Visitor<'_>,
        passed: &mut dyn FnMut(Place),
    ) -> Result<ReadEnd, ReadError> {
        let head = self.end.head;
        let mut left = request.limit;
        let mut decoder = Decoder::new();
        let mut walk = self.walk()?;
        while walk.place().head.position < head.position {
            let commit = next_commit(self.folder, &mut walk)?;
            for record in matching(commit, &request.query, request.after, &mut decoder) {
                let record = record?;
                if left == Some(0) {
                    let resume_after = before(record.position());
                    return Ok(ReadEnd { head, resume_after });
                }
                left = left.map(|left| left.saturating_sub(1));
                if visit(&record) == ControlFlow::Break(()) {
                    let resume_after = record.position();
                    return Ok(ReadEnd { head, resume_after });
                }
            }
            passed(walk.place());
        }
        let reached = walk.place().head;
        if reached.position == head.position && reached != head {
            return Err(damaged(self.folder, walk.place(), "`head` names another digest here"));
        }
        Ok(ReadEnd { head, resume_after: head.position.max(request.after) })
    }

    fn walk(&self) -> Result<Walk<'_>, ReadError> {
        let walk = Walk::from(self.folder, self.ledger, self.from, End::At(self.end));
        Ok(walk.map_err(unavailable)?.checking(self.folder.options.read_check))
    }
}

/// The log while its writers' lock is held.
pub(crate) struct Locked<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) ledger: LedgerId,
    pub(crate) log: &'a Log,
}

impl Locked<'_> {
    /// The first answer of `find` for a commit that holds something after `position`.
    fn find<T>(
        &self,
        position: Position,
        mut find: impl FnMut(Head, &EncodedCommit) -> Result<Option<T>, ReadError>,
    ) -> Result<Option<T>, ReadError> {
        let from = self.log.marks.before(position);
        let end = self.log.place;
        if position >= end.head.position {
            return Ok(None);
        }
        let mut walk =
            Walk::from(self.folder, self.ledger, from, End::At(end)).map_err(unavailable)?;
        while walk.place().head.position < end.head.position {
            let before = walk.place().head;
            let commit = next_commit(self.folder, &mut walk)?;
            if commit.head.position > position
                && let Some(found) = find(before, commit)?
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

impl Placed for Locked<'_> {
    fn head(&self) -> Head {
        self.log.place.head
    }

    fn last_stamp(&self) -> Option<Stamp> {
        self.log.stamp
    }

    fn position_of(&self, id: &EventId) -> Result<Option<Position>, ReadError> {
        Ok(self.log.ids.get(id).copied())
    }

    fn begin_of(&self, id: &CommitId) -> Result<Option<Position>, ReadError> {
        Ok(self.log.begins.get(id).copied())
    }

    fn commit_at(&self, position: Position) -> Result<Option<(Head, EncodedCommit)>, ReadError> {
        self.find(before(position), |head, commit| Ok(Some((head, commit.clone()))))
    }

    fn first_match(&self, query: &Query, after: Position) -> Result<Option<Position>, ReadError> {
        self.find(after, |_, commit| {
            let mut decoder = Decoder::new();
            let mut records = matching(commit, query, after, &mut decoder);
            records.next().transpose().map(|record| record.map(|record| record.position()))
        })
    }
}

fn next_commit<'w>(
    folder: &Folder,
    walk: &'w mut Walk<'_>,
) -> Result<&'w EncodedCommit, ReadError> {
    let after = walk.place().head.position;
    walk.advance().map_err(|stop| match stop {
        Stop::Bad(bad) => ReadError::Damaged { after, source: FsError::from(bad).into() },
        Stop::Fs(error) => unavailable(error),
    })?;
    walk.commit().ok_or_else(|| damaged(folder, walk.place(), "the log ends before its head"))
}

fn damaged(folder: &Folder, at: Place, why: &str) -> ReadError {
    let path = folder.segment(at.segment);
    let error = FsError::Altered { path, line: at.next_line(), why: why.to_owned() };
    ReadError::Damaged { after: at.head.position, source: error.into() }
}

/// The records of a commit that match and stand after `after`; the others are not decoded where a
/// look is enough.
pub(crate) fn matching<'a>(
    commit: &'a EncodedCommit,
    query: &'a Query,
    after: Position,
    decoder: &'a mut Decoder,
) -> impl Iterator<Item = Result<Record<'a>, ReadError>> {
    let places = (commit.first.get()..).map(Position::new);
    let records = commit.records.iter().zip(places);
    let may_match =
        records.filter(move |((bytes, _), place)| *place > after && query.may_match(bytes));
    let read = may_match.map(|((bytes, digest), place)| {
        let damaged = |source| ReadError::Damaged { after: before(place), source };
        let body = decoder.decode(bytes).map_err(|error| damaged(error.into()))?;
        if body.seq != place {
            return Err(damaged("the record belongs to another place".into()));
        }
        Ok(Record { digest, bytes, commit: &commit.header, body })
    });
    read.filter(|record| record.as_ref().map_or(true, |record| query.matches(&record.body)))
}

pub(crate) fn unavailable(error: FsError) -> ReadError {
    ReadError::Unavailable(error.into())
}

/// The place just before this one.
const fn before(position: Position) -> Position {
    Position::new(position.get().saturating_sub(1))
}
