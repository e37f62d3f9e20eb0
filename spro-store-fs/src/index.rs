//! Finds records without reading the log.
//!
//! The log up to some place is covered by *runs*, files of `cache/` that follow from it; the rest by
//! what is held in memory. A run is taken only where its end is an end of the log, and every block
//! of it is checked when it is read. One that is lost or damaged is made anew from the log.

mod block;
mod compare;
mod entry;
mod files;
mod key;
mod merge;
mod run;
mod tail;
mod upkeep;
mod wanted;
mod write;

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use spro_core::kernel::encoding::{Body, Decoder, EncodedCommit};
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;

pub(crate) use self::compare::Comparison;
pub(crate) use self::entry::{Line, Named};
pub(crate) use self::key::Entries;
use self::key::Keys;
use self::run::SegmentEnd;
pub(crate) use self::run::Unusable;
use self::run::{Bytes, Run};
pub(crate) use self::tail::UsedTwice;
use self::tail::{Known, Tail};
pub(crate) use self::upkeep::Moment;
pub(crate) use self::wanted::{is_told_by_keys, keys};
use crate::disk::Access;
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::scan::Place;
use crate::segment::line_of;
use crate::spot::Spots;
use crate::walk::{Bad, End, Stop, Walk};

/// So many tails long is what a running writer holds in memory before it makes a run of it.
const TAILS: u64 = 8;

/// The index of a log up to a place.
pub(crate) struct Index {
    ledger: LedgerId,
    start: Place,
    state: Mutex<State>,
}

struct State {
    /// They follow one another from the first record on.
    runs: Arc<Vec<Arc<Run>>>,
    tail: Tail,
    /// A run in `cache/` could not be read; none there is taken until they are written anew.
    distrusts_cache: bool,
    /// The last position of the runs that could not be written.
    not_written: Option<u64>,
}

/// Records in a row, and what finds those that are wanted.
pub(crate) struct Part {
    /// Where they begin and end.
    pub(crate) from: Place,
    pub(crate) to: Place,
    finder: Finder,
}

enum Finder {
    Run(Arc<Run>),
    /// The lines of those that are wanted, where they are few.
    Lines(Option<Vec<Line>>),
}

impl Index {
    /// One that covers nothing of a log that begins at `start`.
    pub(crate) fn empty(ledger: LedgerId, start: Place) -> Self {
        let tail = Tail::after(ledger, &known_start(start));
        let state = State { runs: Arc::default(), tail, distrusts_cache: false, not_written: None };
        Self { ledger, start, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that changes it panics halfway.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the covered records end, where their last commit begins, and when that was recorded.
    pub(crate) fn end(&self) -> (Place, Place, Option<Stamp>) {
        let state = self.state();
        (state.tail.end, state.tail.last_commit, state.tail.stamp)
    }

    /// The first position of each segment that is covered.
    pub(crate) fn segments(&self) -> Vec<Position> {
        let state = self.state();
        let runs = state.runs.iter().flat_map(|run| &run.covered.segments);
        let firsts = runs.chain(state.tail.segments()).map(|it| Position::new(it.first));
        let mut firsts: Vec<_> = std::iter::once(self.start.segment).chain(firsts).collect();
        firsts.dedup();
        firsts
    }

    /// Takes the runs in `cache/` that reach no further than `to`, where they are those of this log.
    pub(crate) fn load(&self, folder: &Folder, to: Place) {
        self.load_into(&mut self.state(), folder, to);
    }

    fn load_into(&self, state: &mut State, folder: &Folder, to: Place) {
        if state.distrusts_cache {
            return;
        }
        let last = to.head.position.get();
        let runs = files::chain(folder, self.ledger, self.start.head, last);
        let Some(found) = runs.last().map(|run| run.covered.end.head) else { return };
        let held = state.runs.last().map(|run| run.covered.end.head);
        if held == Some(found) {
            // Others may have made one of several.
            state.runs = Arc::new(runs);
        } else if held.is_none_or(|held| held.position < found.position) && is_of_log(folder, &runs)
        {
            // What the tail holds is mostly covered now.
            self.take(state, runs);
        }
    }

    /// Takes these runs for all that is covered.
    fn take(&self, state: &mut State, mut runs: Vec<Arc<Run>>) {
        let known = loop {
            match runs.last().map(|run| run.known()) {
                None => break known_start(self.start),
                Some(Ok(known)) => break known,
                Some(Err(Unusable)) => drop(runs.pop()),
            }
        };
        state.tail = Tail::after(self.ledger, &known);
        state.runs = Arc::new(runs);
    }

    /// Covers nothing any more: what is asked for is read anew.
    pub(crate) fn forget(&self) {
        self.take(&mut self.state(), Vec::new());
    }

    /// Makes a run in memory of the tail.
    fn end_tail(&self, state: &mut State) -> Result<(), Unusable> {
        let Some(bytes) = state.tail.encode() else { return Ok(()) };
        let covers = (state.tail.first(), state.tail.last());
        let run = Run::open(Bytes::Memory(bytes), self.ledger, covers)?;
        let known = state.tail.known();
        Arc::make_mut(&mut state.runs).push(Arc::new(run));
        state.tail = Tail::after(self.ledger, &known);
        Ok(())
    }

    /// Adds the next commit, which ends at `place`, with the bodies of its records, unless it is
    /// covered; tells of an id that was used not long before.
    pub(crate) fn add(
        &self,
        folder: &Folder,
        commit: &EncodedCommit,
        bodies: &[Body<'_>],
        place: Place,
    ) -> Option<UsedTwice> {
        let mut state = self.state();
        let follows = commit.first.get() == state.tail.last().saturating_add(1);
        // What is missing before it is read when it is asked for.
        let twice = follows.then(|| state.tail.add(commit, keyed(bodies), place)).flatten();
        self.bound(&mut state, folder);
        twice
    }

    /// Adds a commit that this process wrote.
    pub(crate) fn add_own(
        &self,
        folder: &Folder,
        commit: &EncodedCommit,
        entries: &Entries,
        place: Place,
    ) {
        let mut state = self.state();
        if commit.first.get() == state.tail.last().saturating_add(1) {
            let entries = entries.iter().map(|(id, keys)| (id, keys.iter().copied()));
            let _ = state.tail.add(commit, entries, place);
            self.bound(&mut state, folder);
        }
    }

    /// Keeps the tail short.
    fn bound(&self, state: &mut State, folder: &Folder) {
        if state.tail.bytes >= folder.options.index_every.saturating_mul(TAILS) {
            // One that is not taken now is tried again with the next commit.
            let _ = self.end_tail(state);
        }
    }

    /// Reads on to `end`, which was published, where less is covered.
    fn extend(&self, state: &mut State, folder: &Folder, end: Place) -> Result<(), Stop> {
        if state.runs.iter().any(|run| run.is_unusable()) {
            self.drop_unusable(state);
        }
        if state.tail.end.head.position == end.head.position && state.tail.end.head != end.head {
            // It took in what never became durable, and others recorded something else there.
            self.take(state, Vec::new());
        }
        let covered = state.tail.end;
        if covered.head.position >= end.head.position {
            return Ok(());
        }
        let gap = end.bytes.saturating_sub(covered.bytes);
        if covered.segment != end.segment || gap > folder.options.index_every {
            self.load_into(state, folder, end);
        }
        let mut walk =
            Walk::from(folder, self.ledger, state.tail.end, End::At(end)).map_err(Stop::Fs)?;
        let mut decoder = Decoder::new();
        while walk.advance()? {
            let Some(commit) = walk.commit() else { break };
            let mut bodies = Vec::with_capacity(commit.records.len());
            for ((bytes, _), position) in commit.records.iter().zip(commit.first.get()..) {
                let body = decoder.decode(bytes).ok().filter(|body| body.seq.get() == position);
                bodies.push(body.ok_or_else(|| {
                    let segment = walk.place().segment;
                    Stop::Bad(Bad {
                        path: folder.segment(segment),
                        line: line_of(Position::new(position), segment),
                        why: Flaw::Elsewhere,
                    })
                })?);
            }
            // An id that is used twice is for writers and `verify` to find.
            let _ = state.tail.add(commit, keyed(&bodies), walk.place());
            self.bound(state, folder);
        }
        let reached = walk.place();
        if reached.head == end.head {
            return Ok(());
        }
        let is_short = reached.head.position < end.head.position;
        let why = if is_short { Flaw::EndsBeforeHead } else { Flaw::HeadDiffers };
        let path = folder.segment(reached.segment);
        Err(Stop::Bad(Bad { path, line: reached.next_line(), why }))
    }

    /// Asks the index as it covers the log up to `end`. Runs that turn out to be damaged are made
    /// anew.
    fn ask<T>(
        &self,
        folder: &Folder,
        end: Place,
        ask: impl Fn(&State) -> Result<T, Unusable>,
    ) -> Result<T, Stop> {
        let mut state = self.state();
        loop {
            self.extend(&mut state, folder, end)?;
            match ask(&state) {
                Ok(answer) => return Ok(answer),
                Err(Unusable) if state.runs.is_empty() => {
                    let source = std::io::Error::other("the index in memory is not usable");
                    return Err(Stop::Fs(FsError::io("read", &folder.cache)(source)));
                }
                Err(Unusable) => self.drop_unusable(&mut state),
            }
        }
    }

    /// Keeps the runs before the first that is damaged.
    fn drop_unusable(&self, state: &mut State) {
        let usable = state.runs.iter().take_while(|run| !run.is_unusable()).cloned();
        let mut runs: Vec<_> = usable.collect();
        if runs.len() == state.runs.len() {
            runs.pop();
        }
        self.take(state, runs);
        state.distrusts_cache = true;
    }

    /// The position that bears an id, among those up to `end`.
    pub(crate) fn position_of(
        &self,
        folder: &Folder,
        end: Place,
        named: Named,
        id: &[u8; 16],
    ) -> Result<Option<Position>, Stop> {
        let found = self.ask(folder, end, |state| {
            if let Some(found) = state.tail.position_of(named, id) {
                return Ok(Some(found));
            }
            for run in state.runs.iter().rev() {
                if let Some(found) = run.position_of(named, id)? {
                    return Ok(Some(found));
                }
            }
            Ok(None)
        })?;
        Ok(found.map(Position::new).filter(|found| *found <= end.head.position))
    }

    /// The line of a position that is not after `end`; `None` where there is no such position.
    pub(crate) fn line(
        &self,
        folder: &Folder,
        end: Place,
        position: Position,
    ) -> Result<Option<Line>, Stop> {
        let position = position.get();
        if position == 0 || position > end.head.position.get() {
            return Ok(None);
        }
        self.ask(folder, end, |state| match state.run_of(position) {
            Some(run) => run.lines_from(position)?.next().ok_or(Unusable).map(Some),
            None => Ok(state.tail.lines_from(position).first().copied()),
        })
    }

    /// The parts of the log with records after `after`, up to `end`, and in each what finds the
    /// records that have one of `keys`, sorted.
    pub(crate) fn parts(
        &self,
        folder: &Folder,
        end: Place,
        after: Position,
        keys: &[u64],
    ) -> Result<Vec<Part>, Stop> {
        let mut state = self.state();
        self.extend(&mut state, folder, end)?;
        let mut parts = Vec::new();
        let mut from = self.start;
        for run in state.runs.iter() {
            let to = run.covered.end;
            if to.head.position > after && from.head.position < end.head.position {
                let ends_before = to.head.position <= end.head.position;
                let to = if ends_before { to } else { end };
                parts.push(Part { from, to, finder: Finder::Run(Arc::clone(run)) });
            }
            from = run.covered.end;
        }
        if from.head.position < end.head.position {
            // A writer may have added to it since the read began.
            let last = end.head.position.get();
            let lines = Finder::Lines(state.tail.wanted(keys, after.get(), last));
            parts.push(Part { from, to: end, finder: lines });
        }
        Ok(parts)
    }
}

impl State {
    /// The run that covers a position.
    fn run_of(&self, position: u64) -> Option<&Arc<Run>> {
        let at = self.runs.partition_point(|run| run.last() < position);
        self.runs.get(at)
    }
}

/// What the records of these bodies are found by.
fn keyed<'b>(
    bodies: &'b [Body<'_>],
) -> impl Iterator<Item = ([u8; 16], impl Iterator<Item = u64> + 'b)> {
    bodies.iter().map(|body| (*body.id.as_bytes(), Keys::of(body).hashed()))
}

const fn known_start(start: Place) -> Known {
    Known { last_commit: start, end: start, last_line: 0, stamp: None }
}

/// Whether these runs end where the log has the same digest, and its segments hold what they cover.
fn is_of_log(folder: &Folder, runs: &[Arc<Run>]) -> bool {
    let Some(last) = runs.last() else { return false };
    let holds = |segment: &SegmentEnd| {
        let path = folder.segment(Position::new(segment.first));
        let file = folder.disk.open(&path, Access::Read);
        file.and_then(|file| file.len()).is_ok_and(|len| len >= segment.bytes)
    };
    let Ok(mut lines) = last.lines_from(last.last()) else { return false };
    let Some(line) = lines.next() else { return false };
    let mut is_there = false;
    let visited = Spots::of(folder).visit(&[line], &mut |record| {
        is_there = record.digest == last.covered.end.head.digest;
        Ok(ControlFlow::Break(()))
    });
    let ends = line.end() == last.covered.end.bytes;
    visited.is_ok()
        && is_there
        && ends
        && runs.iter().flat_map(|run| &run.covered.segments).all(holds)
}

impl Part {
    /// The lines of the records that have one of `keys`, those for which the part was made, and
    /// stand after `after`; `None` where they are so many that all are better read, or where the
    /// index cannot tell.
    pub(crate) fn wanted(
        &self,
        keys: &[u64],
        after: Position,
    ) -> Option<Box<dyn Iterator<Item = Result<Line, Unusable>> + '_>> {
        match &self.finder {
            Finder::Lines(None) => None,
            Finder::Lines(Some(lines)) => Some(Box::new(lines.iter().copied().map(Ok))),
            Finder::Run(run) => {
                let last = self.to.head.position.get();
                Some(Box::new(run.wanted(keys, after.get(), last)?))
            }
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use self::tests::pass;
