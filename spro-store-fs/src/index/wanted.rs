//! Which records a query is about, as the index can tell.

use std::iter::Peekable;
use std::vec::IntoIter;

use spro_core::kernel::query::{Alternative, Query};

use super::entry::{Line, Lines};
use super::key::{Role, key};
use super::run::{Run, Unusable};
use super::tail::Tail;

/// A read of more than one in so many records goes through all of them.
const ONE_IN: u64 = 4;
/// A read of no more than so many goes to each.
const FEW: u64 = 32;
/// So many ranges are held in memory at most; who needs more reads all records.
const MOST_RANGES: usize = 1 << 19;

/// The hashed keys one of which each record that matches has; `None` where a record may match
/// without any.
pub(crate) fn keys(query: &Query) -> Option<Vec<u64>> {
    let mut keys = Vec::new();
    for alternative in query.alternatives()? {
        keys.extend(keys_of(alternative)?);
    }
    keys.sort_unstable();
    keys.dedup();
    Some(keys)
}

/// Whether a record that has one of the keys matches, but for one whose key has the same hash.
pub(crate) fn is_told_by_keys(query: &Query) -> bool {
    let is_one_condition = |it: &Alternative| {
        let conditions = [
            it.asked_subjects().is_some(),
            it.asked_mention().is_some(),
            it.asked_types().is_some(),
        ];
        conditions.into_iter().filter(|is_asked| *is_asked).count() == 1
    };
    query.alternatives().is_some_and(|all| all.iter().all(is_one_condition))
}

/// Those of the condition that fewest records meet, as it mostly is.
fn keys_of(alternative: &Alternative) -> Option<Vec<u64>> {
    if let Some(subjects) = alternative.asked_subjects() {
        return Some(subjects.iter().map(|it| key(Role::Subject, it.as_str())).collect());
    }
    if let Some(mention) = alternative.asked_mention() {
        return Some(vec![key(Role::Mention, mention.as_str())]);
    }
    let types = alternative.asked_types()?;
    Some(types.iter().map(|it| key(Role::Type, it.as_str())).collect())
}

/// The ranges of the records that have one of `keys` and stand after `after`, up to `last`, counted
/// from `first`; `None` where they are so many that all records are better read.
fn few(
    mut ranges: Vec<(u32, u32)>,
    first: u64,
    (after, last): (u64, u64),
) -> Option<Vec<(u64, u64)>> {
    if ranges.len() > MOST_RANGES {
        return None;
    }
    join(&mut ranges);
    let clipped = ranges.into_iter().filter_map(|(begin, len)| {
        let begin = first.saturating_add(u64::from(begin));
        let end = begin.saturating_add(u64::from(len)).min(last.saturating_add(1));
        let begin = begin.max(after.saturating_add(1));
        (begin < end).then_some((begin, end))
    });
    let clipped: Vec<_> = clipped.collect();
    let records: u64 = clipped.iter().map(|(begin, end)| end.saturating_sub(*begin)).sum();
    let all = last.saturating_sub(after.max(first.saturating_sub(1)));
    (records <= FEW || records.saturating_mul(ONE_IN) <= all).then_some(clipped)
}

impl Tail {
    /// The lines of those up to `last` that have one of `keys` and stand after `after`; `None` where
    /// they are many.
    pub(super) fn wanted(&self, keys: &[u64], after: u64, last: u64) -> Option<Vec<Line>> {
        let ranges = keys.iter().flat_map(|key| self.ranges(*key)).copied().collect();
        let ranges = few(ranges, self.first(), (after, last))?;
        let lines = ranges.into_iter().flat_map(|(begin, end)| {
            let len = usize::try_from(end.saturating_sub(begin)).unwrap_or(usize::MAX);
            self.lines_from(begin).iter().take(len)
        });
        Some(lines.copied().collect())
    }
}

impl Run {
    /// The same of the lines up to `last`.
    pub(super) fn wanted(&self, keys: &[u64], after: u64, last: u64) -> Option<Wanted<'_>> {
        let mut ranges = Vec::new();
        for key in keys {
            self.ranges(*key, MOST_RANGES, &mut ranges).ok()?;
        }
        let ranges = few(ranges, self.first(), (after, last))?;
        Some(Wanted { run: self, ranges: ranges.into_iter(), left: 0..0, lines: None })
    }
}

/// The lines of records of a run, in order.
pub(crate) struct Wanted<'a> {
    run: &'a Run,
    ranges: IntoIter<(u64, u64)>,
    left: std::ops::Range<u64>,
    /// Those of a block, from where the last one was found.
    lines: Option<Peekable<Lines>>,
}

impl Wanted<'_> {
    fn find(&mut self, position: u64) -> Result<Line, Unusable> {
        if let Some(lines) = &mut self.lines {
            while lines.next_if(|line| line.position < position).is_some() {}
            if let Some(found) = lines.next_if(|line| line.position == position) {
                return Ok(found);
            }
        }
        let from = self.lines.insert(self.run.lines_from(position)?.peekable());
        from.next().ok_or(Unusable)
    }
}

impl Iterator for Wanted<'_> {
    type Item = Result<Line, Unusable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left.is_empty() {
            let (begin, end) = self.ranges.next()?;
            self.left = begin..end;
        }
        let position = self.left.next()?;
        Some(self.find(position))
    }
}

/// Sorts ranges, and joins those that touch or overlap.
fn join(ranges: &mut Vec<(u32, u32)>) {
    ranges.sort_unstable();
    ranges.dedup_by(|(first, len), (before, before_len)| {
        let end = before.saturating_add(*before_len);
        let joins = *first <= end;
        if joins {
            *before_len = end.max(first.saturating_add(*len)).saturating_sub(*before);
        }
        joins
    });
}
