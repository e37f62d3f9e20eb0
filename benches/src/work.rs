//! The works that are measured, and how: all contenders in turn, as many times as there are runs.

pub mod append;
pub mod grown;
pub mod read;

use std::io::Write;

use anyhow::Result;

use crate::contender::Entrant;
use crate::measure::Ground;
use crate::row::{Better, Column, Row};

/// How much work is done.
#[derive(Debug, Clone)]
pub struct Scale {
    /// How many commits of one event.
    pub singles: u64,
    /// How many commits of one event each of 8, and of 64, threads makes.
    pub by_threads: [(u64, u64); 2],
    /// How many events are recorded in commits of a thousand, and then read.
    pub bulk: u64,
    /// How many events the ledgers hold whose answers are timed.
    pub grown: Vec<u64>,
}

impl Scale {
    /// A minute or two: to see that all works are done. Its figures say little.
    pub fn small() -> Self {
        Self {
            singles: 200,
            by_threads: [(8, 50), (64, 20)],
            bulk: 20_000,
            grown: vec![10_000, 20_000, 40_000],
        }
    }

    /// What `BENCHMARKS.md` tells of.
    pub fn full() -> Self {
        Self {
            singles: 2_000,
            by_threads: [(8, 1_000), (64, 500)],
            bulk: 1_000_000,
            grown: vec![100_000, 1_000_000, 10_000_000],
        }
    }
}

/// Where, by whom and how often.
pub struct Bench<'a> {
    /// Where the stores lie.
    pub ground: &'a Ground,
    /// The contenders.
    pub entrants: &'a [Entrant],
    /// How many times each work is done by each.
    pub runs: usize,
    /// How much of it.
    pub scale: Scale,
    /// Who is told how far it is.
    pub progress: &'a mut dyn Write,
}

impl Bench<'_> {
    /// Has each contender do a work in turn, `runs` times, each run begun by another of them.
    ///
    /// # Errors
    /// The first of a contender's.
    pub fn alternate(
        &mut self,
        work: String,
        (unit, better): (&'static str, Better),
        mut measure: impl FnMut(usize, &Entrant) -> Result<Option<f64>>,
    ) -> Result<Row> {
        let mut columns: Vec<_> = self
            .entrants
            .iter()
            .map(|entrant| Column { name: entrant.name, runs: Vec::new() })
            .collect();
        for run in 0..self.runs {
            for turn in 0..columns.len() {
                let index = (run + turn) % columns.len();
                let (Some(entrant), Some(column)) =
                    (self.entrants.get(index), columns.get_mut(index))
                else {
                    continue;
                };
                writeln!(
                    self.progress,
                    "{work}: run {} of {}, {}",
                    run + 1,
                    self.runs,
                    entrant.name
                )?;
                column.runs.extend(measure(index, entrant)?);
            }
        }
        Ok(Row { work, unit, better, columns })
    }
}

/// How many a second, of so many in such a time.
#[allow(clippy::cast_precision_loss, reason = "counts lie far below 2^52")]
fn rate(count: u64, time: std::time::Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}
