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

use crate::ahead::Read;
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::index::{self, Index, Line, Named, Part};
use crate::log::Log;
use crate::look::{Look, Visiting};
use crate::options::{ReadCheck, ReadThreads};
use crate::scan::Place;
use crate::spot::{Spots, Spotted};
use crate::walk::{End, Stop, Walk};

/// Who asks for so few of all records is given them one by one.
const FEW: u64 = 16;
/// How long in bytes a part of the log is, at most, that is read at once for the lines in it.
const AT_ONCE: u64 = 256 * 1024;

/// What is read, and up to where.
pub(crate) struct Reading<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) ledger: LedgerId,
    pub(crate) index: &'a Index,
    /// The place that was published when the read began.
    pub(crate) end: Place,
    pub(crate) check: ReadCheck,
    pub(crate) threads: ReadThreads,
}

/// How far a read has come.
pub(crate) struct Progress<'r> {
    pub(crate) request: &'r ReadRequest,
    left: Option<u64>,
    /// The last position that was looked at.
    pub(crate) last: Position,
    /// Where to go on, once it has ended before all was looked at.
    resume_after: Option<Position>,
    /// A look at a record that the index found tells no more.
    is_told_by_keys: bool,
}

impl Progress<'_> {
    /// Looks at the record of a position, unless as many were looked at as were asked for.
    pub(crate) fn step(
        &mut self,
        position: Position,
        look: impl FnOnce() -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.last = position;
        if self.left == Some(0) {
            self.resume_after = Some(before(position));
            return ControlFlow::Break(());
        }
        self.left = self.left.map(|left| left.saturating_sub(1));
        let flow = look();
        if flow.is_break() {
            self.resume_after = Some(position);
        }
        flow
    }
}

/// A read of single records.
struct Picking<'p, 'r, L> {
    progress: &'p mut Progress<'r>,
    decoder: Decoder,
    look: &'p mut L,
}

impl<L: Look> Picking<'_, '_, L> {
    fn look_at(&mut self, spotted: &Spotted<'_>) -> Result<ControlFlow<()>, ReadError> {
        let query = &self.progress.request.query;
        // Mostly each that the index found by all that is asked for matches.
        let may_match = self.progress.is_told_by_keys || query.may_match(spotted.bytes);
        if spotted.position <= self.progress.last || !may_match {
            return Ok(ControlFlow::Continue(()));
        }
        let record = spotted.decode(&mut self.decoder)?;
        if query.matches(&record.body) {
            return Ok(self.progress.step(record.position(), || self.look.look(&record)));
        }
        Ok(ControlFlow::Continue(()))
    }
}

impl Reading<'_> {
    /// Looks at what is asked for.
    pub(crate) fn look(
        &self,
        request: &ReadRequest,
        look: &mut impl Look,
    ) -> Result<ReadEnd, ReadError> {
        let head = self.end.head;
        let (left, last) = (request.limit, request.after);
        let is_told_by_keys = index::is_told_by_keys(&request.query);
        let mut progress = Progress { request, left, last, resume_after: None, is_told_by_keys };
        if request.after < head.position {
            self.look_at_all(&mut progress, look)?;
        }
        let all = head.position.max(request.after);
        Ok(ReadEnd { head, resume_after: progress.resume_after.unwrap_or(all) })
    }

    fn look_at_all(
        &self,
        progress: &mut Progress<'_>,
        look: &mut impl Look,
    ) -> Result<(), ReadError> {
        let request = progress.request;
        match (index::keys(&request.query), request.limit) {
            (None, Some(limit)) if limit <= FEW && request.query.alternatives().is_none() => {
                self.look_at_few(limit, progress, look)
            }
            (None, _) => self.scan(self.begin_for(request.after)?, self.end, progress, look),
            (Some(keys), _) => {
                let parts = self.index.parts(self.folder, self.end, request.after, &keys);
                for part in parts.map_err(|stop| self.stopped(stop))? {
                    self.look_at_part(&part, &keys, progress, look)?;
                    if progress.resume_after.is_some() {
                        break;
                    }
                }
                Ok(())
            }
        }
    }

    /// Looks at the next records, and at one more to see whether there is more.
    fn look_at_few(
        &self,
        limit: u64,
        progress: &mut Progress<'_>,
        look: &mut impl Look,
    ) -> Result<(), ReadError> {
        let mut spots = Spots::of(self.folder).checking(self.check);
        let next = progress.request.after.next().get();
        let mut picking = Picking { progress, decoder: Decoder::new(), look };
        for position in
            (next..).take(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1))
        {
            let Some(line) = self.line(Position::new(position))? else { break };
            let flow = spots.visit(&[line], &mut |record| picking.look_at(record))?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn look_at_part(
        &self,
        part: &Part,
        keys: &[u64],
        progress: &mut Progress<'_>,
        look: &mut impl Look,
    ) -> Result<(), ReadError> {
        let mut spots = Spots::of(self.folder).checking(self.check);
        let mut lines: Vec<Line> = Vec::new();
        let Some(wanted) = part.wanted(keys, progress.last) else {
            return self.scan_part(part, progress, look);
        };
        let mut picking = Picking { progress, decoder: Decoder::new(), look };
        for line in wanted {
            // The log itself has what a damaged index cannot find.
            let Ok(line) = line else {
                return self.scan_part(part, picking.progress, picking.look);
            };
            let joins = lines.last().zip(lines.first()).is_none_or(|(last, first)| {
                last.segment == line.segment
                    && last.end() == line.at
                    && line.end().saturating_sub(first.before) <= AT_ONCE
            });
            if !joins {
                let flow = spots.visit(&lines, &mut |record| picking.look_at(record))?;
                if flow.is_break() {
                    return Ok(());
                }
                lines.clear();
            }
            lines.push(line);
        }
        spots.visit(&lines, &mut |record| picking.look_at(record)).map(drop)
    }

    fn scan_part(
        &self,
        part: &Part,
        progress: &mut Progress<'_>,
        look: &mut impl Look,
    ) -> Result<(), ReadError> {
        let from = if progress.last > part.from.head.position {
            self.begin_for(progress.last)?
        } else {
            part.from
        };
        self.scan(from, part.to, progress, look)
    }

    /// Looks at all records between two places.
    fn scan(
        &self,
        from: Place,
        to: Place,
        progress: &mut Progress<'_>,
        look: &mut impl Look,
    ) -> Result<(), ReadError> {
        let walk = Walk::from(self.folder, self.ledger, from, End::At(to)).map_err(unavailable)?;
        let mut walk = walk.checking(self.check);
        let next = |room| {
            let place = walk.place();
            if place.head.position < to.head.position {
                let commit = next_commit(self.folder, &mut walk, room)?;
                return Ok(Some(Read { commit, place: walk.place() }));
            }
            if place.head != to.head {
                return Err(damaged(self.folder, place, Flaw::HeadDiffers));
            }
            Ok(None)
        };
        look.look_through(progress, self.threads, next)
    }

    fn line(&self, position: Position) -> Result<Option<Line>, ReadError> {
        self.index.line(self.folder, self.end, position).map_err(|stop| self.stopped(stop))
    }

    /// The place before the commit that holds the record after `after`.
    fn begin_for(&self, after: Position) -> Result<Place, ReadError> {
        let gone = || damaged(self.folder, self.end, Flaw::EndsBeforeHead);
        let line = self.line(after.next())?.ok_or_else(gone)?;
        let line = if line.commit == line.position {
            line
        } else {
            self.line(Position::new(line.commit))?.ok_or_else(gone)?
        };
        Spots::of(self.folder).begin_of(&line)
    }

    fn stopped(&self, stop: Stop) -> ReadError {
        match stop {
            Stop::Bad(bad) => {
                let after = self.index.end().0.head.position;
                ReadError::Damaged { after, source: FsError::from(bad).into() }
            }
            Stop::Fs(error) => unavailable(error),
        }
    }
}

/// The log while its writers' lock is held.
pub(crate) struct Locked<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) ledger: LedgerId,
    pub(crate) log: &'a Log,
}

impl Locked<'_> {
    fn reading(&self) -> Reading<'_> {
        let Self { folder, ledger, log } = *self;
        let (index, end) = (&*log.index, log.place);
        let (check, threads) = (ReadCheck::Digests, ReadThreads::One);
        Reading { folder, ledger, index, end, check, threads }
    }

    fn place_of(&self, named: Named, id: &[u8; 16]) -> Result<Option<Position>, ReadError> {
        let found = self.log.index.position_of(self.folder, self.log.place, named, id);
        found.map_err(|stop| self.reading().stopped(stop))
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
        self.place_of(Named::Event, id.as_bytes())
    }

    fn begin_of(&self, id: &CommitId) -> Result<Option<Position>, ReadError> {
        self.place_of(Named::Commit, id.as_bytes())
    }

    fn commit_at(&self, position: Position) -> Result<Option<(Head, EncodedCommit)>, ReadError> {
        if position > self.log.place.head.position {
            return Ok(None);
        }
        let from = self.reading().begin_for(before(position))?;
        let mut walk = Walk::from(self.folder, self.ledger, from, End::At(self.log.place))
            .map_err(unavailable)?;
        Ok(Some((from.head, next_commit(self.folder, &mut walk, None)?)))
    }

    fn first_match(&self, query: &Query, after: Position) -> Result<Option<Position>, ReadError> {
        let request = ReadRequest { query: query.clone(), after, limit: None };
        let mut found = None;
        let visit: &mut Visitor<'_> = &mut |record| {
            found = Some(record.position());
            ControlFlow::Break(())
        };
        self.reading().look(&request, &mut Visiting(visit))?;
        Ok(found)
    }
}

/// Reads the next commit, into the room of one that is not needed any more.
fn next_commit(
    folder: &Folder,
    walk: &mut Walk<'_>,
    room: Option<EncodedCommit>,
) -> Result<EncodedCommit, ReadError> {
    let after = walk.place().head.position;
    walk.reuse(room);
    walk.advance().map_err(|stop| match stop {
        Stop::Bad(bad) => ReadError::Damaged { after, source: FsError::from(bad).into() },
        Stop::Fs(error) => unavailable(error),
    })?;
    walk.take().ok_or_else(|| damaged(folder, walk.place(), Flaw::EndsBeforeHead))
}

fn damaged(folder: &Folder, at: Place, why: Flaw) -> ReadError {
    let path = folder.segment(at.segment);
    let error = FsError::Altered { path, line: at.next_line(), why };
    ReadError::Damaged { after: at.head.position, source: error.into() }
}

/// Looks at the records of a commit that match and stand after `after`; the others are not decoded where
/// a glance is enough.
pub(crate) fn each_matching(
    commit: &EncodedCommit,
    query: &Query,
    after: Position,
    decoder: &mut Decoder,
    mut look: impl FnMut(&Record<'_>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, ReadError> {
    let places = (commit.first.get()..).map(Position::new);
    for ((bytes, digest), place) in commit.records.iter().zip(places) {
        if place <= after || !query.may_match(bytes) {
            continue;
        }
        let damaged = |source| ReadError::Damaged { after: before(place), source };
        let body = decoder.decode(bytes).map_err(|error| damaged(error.into()))?;
        if body.seq != place {
            return Err(damaged(Flaw::Elsewhere.into()));
        }
        if !query.matches(&body) {
            continue;
        }
        if look(&Record { digest, bytes, commit: &commit.header, body }).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

pub(crate) fn unavailable(error: FsError) -> ReadError {
    ReadError::Unavailable(error.into())
}

/// The place just before this one.
const fn before(position: Position) -> Position {
    Position::new(position.get().saturating_sub(1))
}
