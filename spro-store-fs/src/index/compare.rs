//! Holds the runs in `cache/` against the log, as a stream.
//!
//! Of each entry a run holds, and of each that the log gives, a hash is added to a sum: the sums
//! are equal where the entries are, in whatever order they come.

use std::path::PathBuf;

use spro_core::kernel::encoding::{Body, EncodedCommit};
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::Head;
use twox_hash::XxHash3_64;

use super::entry::{Id, Line, Named, Range};
use super::files;
use super::run::{Run, Unusable};
use super::tail::{Known, Tail};
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::scan::Place;

/// How much of the log is held in memory.
const AT_ONCE: u64 = 4 * 1024 * 1024;

/// Sums of hashes of entries, with two seeds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sum([u64; 2]);

/// What an entry is of.
#[derive(Clone, Copy)]
enum Section {
    Line = 1,
    Event = 2,
    Commit = 3,
    Key = 4,
}

impl Sum {
    fn add(&mut self, section: Section, numbers: &[u64]) {
        let mut bytes = [0; 64];
        let all = std::iter::once(section as u64).chain(numbers.iter().copied());
        for (room, number) in bytes.chunks_exact_mut(8).zip(all) {
            room.copy_from_slice(&number.to_le_bytes());
        }
        for (sum, seed) in self.0.iter_mut().zip([0x5eed, 0x0dd]) {
            *sum = sum.wrapping_add(XxHash3_64::oneshot_with_seed(seed, &bytes));
        }
    }

    fn add_line(&mut self, line: &Line) {
        let Line { position, segment, before, at, len, commit, commit_at } = *line;
        self.add(Section::Line, &[position, segment, before, at, len, commit, commit_at]);
    }

    fn add_id(&mut self, id: Id, first: u64) {
        let [high, low] =
            [0, 64].map(|by| u128::from_be_bytes(id.bytes) >> by & u128::from(u64::MAX));
        let [high, low] = [high, low].map(|half| u64::try_from(half).unwrap_or_default());
        let section = if id.is(Named::Event) { Section::Event } else { Section::Commit };
        self.add(section, &[high, low, first.saturating_add(u64::from(id.offset()))]);
    }

    fn add_range(&mut self, range: Range, first: u64) {
        for offset in range.first..range.end() {
            self.add(Section::Key, &[range.key, first.saturating_add(u64::from(offset))]);
        }
    }

    fn of_run(run: &Run) -> Result<Self, Unusable> {
        let mut sum = Self::default();
        for line in run.all_lines() {
            sum.add_line(&line?);
        }
        for id in run.all_ids() {
            sum.add_id(id?, run.first());
        }
        for range in run.all_ranges() {
            sum.add_range(range?, run.first());
        }
        Ok(sum)
    }

    fn of_tail(tail: &Tail) -> Self {
        let mut sum = Self::default();
        for line in tail.lines_from(tail.first()) {
            sum.add_line(line);
        }
        for id in tail.all_ids() {
            sum.add_id(id, tail.first());
        }
        for range in tail.all_ranges() {
            sum.add_range(range, tail.first());
        }
        sum
    }
}

/// A run that is not what the log makes it.
pub(crate) struct Unlike {
    pub(crate) path: PathBuf,
    pub(crate) why: Flaw,
}

/// The runs that there are, and what the log gives of those positions so far.
pub(crate) struct Comparison {
    ledger: LedgerId,
    runs: Vec<Compared>,
    /// Those that cannot be read.
    damaged: Vec<Unlike>,
    tail: Tail,
}

struct Compared {
    path: PathBuf,
    run: Run,
    sum: Sum,
    /// How many of its records the log has.
    records: u64,
    /// Whether the log has the digests that it begins after and ends with.
    fits: bool,
}

impl Comparison {
    /// Opens the runs that there are; the log begins at `start`.
    pub(crate) fn begin(folder: &Folder, ledger: LedgerId, start: Place) -> Self {
        let (mut runs, mut damaged) = (Vec::new(), Vec::new());
        for covers in files::list(folder) {
            let path = files::path(folder, covers);
            match files::open(folder, ledger, covers) {
                Some(run) => {
                    let fits = run.covered.before == start.head || covers.0 > 1;
                    runs.push(Compared { path, run, sum: Sum::default(), records: 0, fits });
                }
                // Who merges removes it meanwhile.
                None if !files::list(folder).contains(&covers) => {}
                None => damaged.push(Unlike { path, why: Flaw::IndexChanged }),
            }
        }
        let tail = Tail::after(ledger, &super::known_start(start));
        Self { ledger, runs, damaged, tail }
    }

    /// Takes in the next commit, between two places, with its bodies.
    pub(crate) fn add(
        &mut self,
        commit: &EncodedCommit,
        bodies: &[Body<'_>],
        (begin, end): (Place, Place),
    ) {
        if self.runs.is_empty() {
            return;
        }
        if begin.head != self.tail.end.head {
            // What stands before is damaged: it goes on with a segment.
            let known = Known { last_commit: begin, end: begin, last_line: 0, stamp: None };
            self.tail = Tail::after(self.ledger, &known);
        }
        self.check_ends(begin.head);
        // That an id is used twice is told elsewhere.
        let _ = self.tail.add(commit, super::keyed(bodies), end);
        let last = end.head.position.get();
        let ends_one =
            self.runs.iter().any(|it| it.run.last() == last || it.run.first() == last + 1);
        if ends_one || self.tail.bytes >= AT_ONCE {
            self.take_in_tail();
        }
        self.check_ends(end.head);
    }

    fn check_ends(&mut self, at: Head) {
        for Compared { run, fits, .. } in &mut self.runs {
            for named in [run.covered.before, run.covered.end.head] {
                *fits &= named.position != at.position || named == at;
            }
        }
    }

    fn take_in_tail(&mut self) {
        let (first, last) = (self.tail.first(), self.tail.last());
        if last < first {
            return;
        }
        let sum = Sum::of_tail(&self.tail);
        for compared in &mut self.runs {
            if compared.run.first() <= first && last <= compared.run.last() {
                compared.records += last.saturating_sub(first).saturating_add(1);
                for (all, part) in compared.sum.0.iter_mut().zip(sum.0) {
                    *all = all.wrapping_add(part);
                }
            }
        }
        self.tail = Tail::after(self.ledger, &self.tail.known());
    }

    /// The files that do not hold what the log does. One that reaches into what is damaged or not
    /// there is not judged.
    pub(crate) fn end(mut self) -> Vec<Unlike> {
        self.take_in_tail();
        let mut unlike = self.damaged;
        for Compared { path, run, sum, records, fits } in self.runs {
            if records != run.last().saturating_sub(run.first()).saturating_add(1) {
                continue;
            }
            match run.has_its_fences().and_then(|found| Ok((found, Sum::of_run(&run)?))) {
                Ok((true, held)) if fits && held == sum => {}
                Ok(_) => unlike.push(Unlike { path, why: Flaw::IndexDiffers }),
                Err(Unusable) => unlike.push(Unlike { path, why: Flaw::IndexChanged }),
            }
        }
        unlike
    }
}
