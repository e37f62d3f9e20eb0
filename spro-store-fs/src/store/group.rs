//! Commits that are written and synced together, and what their threads wait for.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use foldhash::HashMap;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::encoding::EncodedCommit;
use spro_core::kernel::id::EventId;
use spro_core::kernel::position::{Head, Position};

use crate::error::FsError;
use crate::index::Entries;
use crate::line;

/// Commits that follow one another, and their lines.
#[derive(Default)]
pub(super) struct Group {
    pub(super) commits: Vec<Admitted>,
    /// Where the events stand, by their ids.
    pub(super) places: HashMap<EventId, Position>,
    pub(super) bytes: Vec<u8>,
    pub(super) fate: Arc<Fate>,
}

/// A commit whose place is decided.
pub(super) struct Admitted {
    pub(super) before: Head,
    pub(super) commit: EncodedCommit,
    /// What its events are found by.
    pub(super) entries: Entries,
    /// Where its last line ends, counted from the begin of the group's first.
    pub(super) end: u64,
}

impl Group {
    /// Adds the commit that was made of `batch`; up to `durable`, the log is on the disk by now.
    pub(super) fn add(
        &mut self,
        batch: &Batch,
        before: Head,
        commit: EncodedCommit,
        durable: Position,
    ) {
        let ids = batch.events().iter().map(NewEvent::id);
        let places = (commit.first.get()..).map(Position::new);
        self.places.extend(ids.zip(places));
        let entries = Entries::of(batch);
        let lines = line::write(&commit, durable);
        if self.bytes.is_empty() {
            self.bytes = lines;
        } else {
            self.bytes.extend_from_slice(&lines);
        }
        let end = self.bytes.len() as u64;
        self.commits.push(Admitted { before, commit, entries, end });
    }
}

/// What becomes of a group, told to all who wait for it.
#[derive(Default)]
pub(super) struct Fate {
    state: Mutex<State>,
    told: Condvar,
}

#[derive(Default)]
struct State {
    stage: Stage,
    /// How many wait.
    waiting: usize,
}

#[derive(Default)]
enum Stage {
    #[default]
    Open,
    /// It can be written now, by one of those who wait for it.
    NeedsLeader,
    Settled(Outcome),
}

/// How a group ended.
#[derive(Clone)]
pub(super) enum Outcome {
    Durable,
    /// Nothing of it was recorded.
    Refused(Arc<FsError>),
    /// Whether it was recorded is not known.
    Unsure(Arc<FsError>),
}

impl Fate {
    /// Waits until the group's end is known; `None` where the caller is to write it.
    pub(super) fn wait(&self) -> Option<Outcome> {
        let mut state = self.state();
        loop {
            match &state.stage {
                Stage::Settled(outcome) => return Some(outcome.clone()),
                Stage::NeedsLeader => {
                    state.stage = Stage::Open;
                    return None;
                }
                Stage::Open => {
                    state.waiting = state.waiting.saturating_add(1);
                    state = self.told.wait(state).unwrap_or_else(PoisonError::into_inner);
                    state.waiting = state.waiting.saturating_sub(1);
                }
            }
        }
    }

    /// Has one of those who wait write it.
    pub(super) fn ask_for_leader(&self) {
        self.state().stage = Stage::NeedsLeader;
        self.told.notify_one();
    }

    /// Tells those who wait how it ended.
    pub(super) fn settle(&self, outcome: Outcome) {
        let mut state = self.state();
        state.stage = Stage::Settled(outcome);
        let is_waited_for = state.waiting > 0;
        drop(state);
        // The system is not asked to wake anyone where nobody waits.
        if is_waited_for {
            self.told.notify_all();
        }
    }

    /// Each change of the stage is a single assignment, so a panic leaves it as it was or as it was to be.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
