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

/// How many records a run covers at most: it counts them in 31 bits.
const LONGEST: u64 = 1 << 31;

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
        let sizes: Vec<_> = runs.iter().map(size).collect();
        let keep = first_merged(&sizes, lost, moment, LONGEST);
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
                state.not_written = None;
            }
            Err(NotMerged::Unusable) => self.drop_unusable(&mut state),
            Err(NotMerged::Io) => state.not_written = runs.last().map(|run| run.last()),
        }
    }

    /// The runs, those in memory among them, where it is time to write any.
    fn to_write(&self, folder: &Folder, end: Place, moment: Moment) -> Option<Vec<Arc<Run>>> {
        let mut state = self.state();
        let in_memory = state.runs.iter().any(|run| matches!(run.bytes, Bytes::Memory(_)));
        let every = folder.options.index_every;
        // On a full disk, not with every commit.
        let is_new = state.runs.last().map(|run| run.last()) != state.not_written;
        let is_due = match moment {
            Moment::Running => in_memory && is_new,
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

/// The first of the runs of these sizes that are made one, among them all from `lost` on. None becomes
/// longer than `longest` by it, so that one that nearly is stays as it is.
fn first_merged(sizes: &[u64], lost: usize, moment: Moment, longest: u64) -> usize {
    let mut begin = 0;
    loop {
        let (later, lost_later) =
            (sizes.get(begin..).unwrap_or_default(), lost.saturating_sub(begin));
        let keep = begin.saturating_add(match moment {
            Moment::Running => merged_while_running(later, lost_later),
            Moment::AtRest => merged_at_rest(later, lost_later),
        });
        let merged = sizes
            .get(keep..)
            .unwrap_or_default()
            .iter()
            .fold(0, |all: u64, size| all.saturating_add(*size));
        if keep >= lost || merged <= longest {
            return keep;
        }
        begin = keep.saturating_add(1);
    }
}

/// So that each is some times as long as all after it.
fn merged_at_rest(sizes: &[u64], lost: usize) -> usize {
    let (mut keep, mut after) = (lost, 0_u64);
    for (at, size) in sizes.iter().enumerate().rev() {
        if *size < after.saturating_mul(STEP) {
            keep = keep.min(at);
        }
        after = after.saturating_add(*size);
    }
    keep
}

/// So that there are few of one size.
fn merged_while_running(sizes: &[u64], lost: usize) -> usize {
    let mut keep = lost;
    let mut largest = sizes.iter().skip(keep).copied().max().unwrap_or(0);
    loop {
        let is_alike = |size: &&u64| **size < largest.saturating_mul(2);
        let alike = sizes.iter().take(keep).rev().take_while(is_alike).count();
        if alike == 0 || alike + usize::from(keep < sizes.len()) < ALIKE {
            return keep;
        }
        keep = keep.saturating_sub(alike);
        largest = sizes.iter().skip(keep).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_rest_each_run_is_some_times_as_long_as_all_after_it() {
        assert_eq!(first_merged(&[100, 20, 4], 3, Moment::AtRest, LONGEST), 3);
        assert_eq!(first_merged(&[100, 20, 6], 3, Moment::AtRest, LONGEST), 0);
        assert_eq!(first_merged(&[1000, 20, 6], 3, Moment::AtRest, LONGEST), 1);
        assert_eq!(first_merged(&[1000, 20, 4], 2, Moment::AtRest, LONGEST), 2);
    }

    /// Positions in a run are 31 bits long; a merge of more would have told other records.
    #[test]
    fn no_run_becomes_longer_than_it_can_count() {
        assert_eq!(first_merged(&[90, 30, 6], 3, Moment::AtRest, 100), 3);
        assert_eq!(first_merged(&[90, 30, 10], 3, Moment::AtRest, 100), 1);
        assert_eq!(first_merged(&[90, 30, 6], 2, Moment::AtRest, 100), 2);
        assert_eq!(first_merged(&[20; 7], 6, Moment::Running, 100), 6);
        assert_eq!(first_merged(&[10; 8], 7, Moment::Running, 100), 0);
    }
}
