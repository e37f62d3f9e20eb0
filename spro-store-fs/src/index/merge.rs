//! Makes one run of several that follow one another.

use std::io::{self, Write};
use std::iter::Peekable;
use std::sync::Arc;

use super::entry::{Id, Range};
use super::run::{Covered, Run, SegmentEnd, Unusable};
use super::write::Writer;

/// Why runs were not merged.
#[derive(Debug)]
pub(super) enum NotMerged {
    /// One of them cannot be read.
    Unusable,
    /// The new one cannot be written.
    Io,
}

impl From<Unusable> for NotMerged {
    fn from(Unusable: Unusable) -> Self {
        Self::Unusable
    }
}

impl From<io::Error> for NotMerged {
    fn from(_: io::Error) -> Self {
        Self::Io
    }
}

/// What one run covers instead of several; `None` where they do not follow one another.
pub(super) fn covered(runs: &[Arc<Run>]) -> Option<Covered> {
    let (first, last) = (runs.first()?, runs.last()?);
    let follow = runs.iter().zip(runs.iter().skip(1));
    if !follow.into_iter().all(|(one, next)| one.covered.end.head == next.covered.before) {
        return None;
    }
    let mut segments: Vec<SegmentEnd> = Vec::new();
    for segment in runs.iter().flat_map(|run| &run.covered.segments) {
        match segments.last_mut() {
            Some(last) if last.first == segment.first => last.bytes = segment.bytes,
            _ => segments.push(*segment),
        }
    }
    Some(Covered { before: first.covered.before, segments, ..last.covered.clone() })
}

/// Writes the run that covers what `runs` do, which follow one another.
pub(super) fn merge<W: Write>(out: W, runs: &[Arc<Run>], to: &Covered) -> Result<W, NotMerged> {
    let mut writer = Writer::new(out, to);
    for run in runs {
        for line in run.all_lines() {
            writer.line(line?)?;
        }
    }
    writer.end_lines()?;
    // Counted from the first position of the new run.
    let moved = |run: &Run| u32::try_from(run.first() - to.first()).map_err(|_| Unusable);
    let mut ids = Vec::new();
    for run in runs {
        let by = moved(run)?;
        ids.push(
            run.all_ids()
                .map(move |id| id.map(|id| Id { tagged: id.tagged.saturating_add(by << 1), ..id })),
        );
    }
    for_each_in_order(ids, |id| Ok(writer.id(id)?))?;
    writer.end_ids()?;
    let mut ranges = Vec::new();
    for run in runs {
        let by = moved(run)?;
        ranges.push(run.all_ranges().map(move |range| {
            range.map(|range| Range { first: range.first.saturating_add(by), ..range })
        }));
    }
    for_each_in_order(ranges, |range| Ok(writer.range(range)?))?;
    Ok(writer.finish(to)?)
}

/// Takes the entries of sorted lists in order; of equal ones, those of an earlier list first.
fn for_each_in_order<T: Ord + Copy, I: Iterator<Item = Result<T, Unusable>>>(
    lists: Vec<I>,
    mut take: impl FnMut(T) -> Result<(), NotMerged>,
) -> Result<(), NotMerged> {
    let mut lists: Vec<Peekable<I>> = lists.into_iter().map(Iterator::peekable).collect();
    loop {
        // The list with the lowest entry, and the lowest entry of the others.
        let mut lowest: Option<(usize, T)> = None;
        let mut bound: Option<T> = None;
        for (at, list) in lists.iter_mut().enumerate() {
            let entry = match list.peek() {
                None => continue,
                Some(Ok(entry)) => *entry,
                Some(Err(unusable)) => return Err((*unusable).into()),
            };
            match lowest {
                Some((_, low)) if low <= entry => {
                    bound = Some(bound.map_or(entry, |bound| bound.min(entry)));
                }
                _ => {
                    bound = lowest.map(|(_, low)| low).or(bound);
                    lowest = Some((at, entry));
                }
            }
        }
        let Some((at, _)) = lowest else { return Ok(()) };
        let Some(list) = lists.get_mut(at) else { return Ok(()) };
        // Mostly a list has many entries in a row: ids grow with time.
        while let Some(entry) =
            list.next_if(|entry| entry.is_ok_and(|entry| bound.is_none_or(|bound| entry <= bound)))
        {
            take(entry?)?;
        }
        if let Some(Err(unusable)) = list.peek() {
            return Err((*unusable).into());
        }
    }
}
