//! When runs are written, merged and removed.

use std::sync::Arc;

use super::Index;
use super::files;
use super::merge::NotMerged;
use super::run::{Bytes, Run};
use crate::folder::Folder;
use crate::scan::Place;

/// How many runs of about one size there are at most while a writer runs.
const ALIKE: usize = 8;
/// How many times as long as all after it a run is once the writer has closed.
const STEP: u64 = 4;

/// When a run is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The writer goes on.
    Running,
    /// It opens or closes the ledger.
    AtRest,
}

impl Index {
    /// Writes what is in memory of the records up to `end`, the log's, to `cache/`, once it is long
    /// enough. The caller holds the writers' lock. What cannot be written stays in memory.
    pub(crate) fn write(&self, folder: &Folder, end: Place, moment: Moment) {
        let Some(mut runs) = self.to_write(folder, end, moment) else { return };
        let listed = files::list(folder);
        let is_kept = |run: &Arc<Run>| {
            let is_file = matches!(run.bytes, Bytes::File(_));
            is_file && !run.is_unusable() && listed.contains(&(run.first(), run.last()))
        };
        let lost = runs.iter().position(|run| !is_kept(run)).unwrap_or(runs.len());
        let keep = match moment {
            Moment::Running => merged_while_running(&runs, lost),
            Moment::AtRest => merged_at_rest(&runs, lost),
        };
        if keep == runs.len() {
            files::remove_others(folder, &runs);
            return;
        }
        let merged = files::write(folder, runs.get(keep..).unwrap_or_default());
        let mut state = self.state();
        match merged {
            Ok(run) => {
                let reached = run.last();
                runs.truncate(keep);
                runs.push(Arc::new(run));
                files::remove_others(folder, &runs);
                // A reader may have added to them, or found one of them damaged, meanwhile.
                if state.runs.iter().any(|run| run.last() == reached) {
                    runs.extend(state.runs.iter().filter(|run| run.first() > reached).cloned());
                    state.runs = Arc::new(runs);
                }
                state.distrusts_cache = false;
            }
            Err(NotMerged::Unusable) => self.drop_unusable(&mut state),
            Err(NotMerged::Io) => {}
        }
    }

    /// The runs, those in memory among them, where it is time to write any.
    fn to_write(&self, folder: &Folder, end: Place, moment: Moment) -> Option<Vec<Arc<Run>>> {
        let mut state = self.state();
        let in_memory = state.runs.iter().any(|run| matches!(run.bytes, Bytes::Memory(_)));
        let every = folder.options.index_every;
        let is_due = match moment {
            Moment::Running => in_memory,
            Moment::AtRest => state.tail.bytes >= every || !files::list(folder).is_empty(),
        };
        if !is_due {
            return None;
        }
        // Others may have written, or removed, what this process does not know of.
        self.load_into(&mut state, folder, end);
        self.extend(&mut state, folder, end).ok()?;
        if moment == Moment::AtRest && state.tail.bytes >= every {
            self.end_tail(&mut state).ok()?;
        }
        Some(Vec::clone(&state.runs))
    }
}

fn size(run: &Arc<Run>) -> u64 {
    run.last().saturating_sub(run.first()).saturating_add(1)
}

/// The first of the runs that are made one, among them all from `lost` on: so that each is some
/// times as long as all after it.
fn merged_at_rest(runs: &[Arc<Run>], lost: usize) -> usize {
    let (mut keep, mut after) = (lost, 0_u64);
    for (at, run) in runs.iter().enumerate().rev() {
        if size(run) < after.saturating_mul(STEP) {
            keep = keep.min(at);
        }
        after = after.saturating_add(size(run));
    }
    keep
}

/// The same, so that there are few of one size.
fn merged_while_running(runs: &[Arc<Run>], lost: usize) -> usize {
    let mut keep = lost;
    let mut largest = runs.iter().skip(keep).map(size).max().unwrap_or(0);
    loop {
        let is_alike = |run: &&Arc<Run>| size(run) < largest.saturating_mul(2);
        let alike = runs.iter().take(keep).rev().take_while(is_alike).count();
        if alike == 0 || alike + usize::from(keep < runs.len()) < ALIKE {
            return keep;
        }
        keep = keep.saturating_sub(alike);
        largest = runs.iter().skip(keep).map(size).sum();
    }
}
