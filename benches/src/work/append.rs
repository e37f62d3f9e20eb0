//! Recording: one event at a time, many threads at once, and in bulk.

use std::sync::Barrier;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::{Bench, rate};
use crate::contender::{Append, Contender};
use crate::row::{Better, Row, figure};
use crate::workload::{self, EVENTS, Event, Import};

/// How many events a commit in bulk holds.
pub const IN_BULK: u64 = 1_000;

/// Commits of one event, each durable before the next is begun.
///
/// # Errors
/// Those of the contenders.
pub fn singles(bench: &mut Bench<'_>) -> Result<Row> {
    let count = bench.scale.singles;
    let work = format!("{} commits of one event, each durable before the next", figure_of(count));
    let ground = bench.ground;
    bench.alternate(work, ("commits/s", Better::Higher), |_, entrant| {
        let folder = ground.clear(entrant.name)?;
        let store = (entrant.open)(&folder)?;
        let appends = one_by_one(&*store, 0, count)?;
        let begin = Instant::now();
        for append in appends {
            append()?;
        }
        let time = begin.elapsed();
        store.close()?;
        ground.clear(entrant.name)?;
        Ok(Some(rate(count, time)))
    })
}

/// Commits of one event by threads that all want theirs durable.
///
/// # Errors
/// Those of the contenders.
pub fn by_threads(bench: &mut Bench<'_>, threads: u64, each: u64) -> Result<Row> {
    let work = format!("{threads} threads, {each} commits of one event each, all durable");
    let ground = bench.ground;
    bench.alternate(work, ("commits/s", Better::Higher), |_, entrant| {
        let folder = ground.clear(entrant.name)?;
        let store = (entrant.open)(&folder)?;
        let meetings = each.div_ceil(EVENTS);
        let shares = (0..threads)
            .map(|thread| one_by_one(&*store, thread * meetings, each))
            .collect::<Result<Vec<_>>>()?;
        let time = at_once(shares)?;
        store.close()?;
        ground.clear(entrant.name)?;
        Ok(Some(rate(threads * each, time)))
    })
}

/// Runs the appends of each share in a thread of its own, and tells how long all took together.
fn at_once(shares: Vec<Vec<Append<'_>>>) -> Result<Duration> {
    let barrier = Barrier::new(shares.len() + 1);
    std::thread::scope(|scope| {
        let workers: Vec<_> = shares
            .into_iter()
            .map(|appends| {
                scope.spawn(|| {
                    barrier.wait();
                    appends.into_iter().try_for_each(|append| append())
                })
            })
            .collect();
        barrier.wait();
        let begin = Instant::now();
        for worker in workers {
            worker.join().ok().context("a thread panicked")??;
        }
        Ok(begin.elapsed())
    })
}

/// The first events from a meeting on, each a commit of its own.
fn one_by_one(store: &dyn Contender, meeting: u64, count: u64) -> Result<Vec<Append<'_>>> {
    let mut appends = Vec::new();
    let mut number = meeting;
    while (appends.len() as u64) < count {
        for event in workload::meeting(number)? {
            if (appends.len() as u64) < count {
                appends.push(store.prepare(Import::of(vec![event])?)?);
            }
        }
        number += 1;
    }
    Ok(appends)
}

/// Commits of [`IN_BULK`] events.
///
/// # Errors
/// Those of the contenders.
pub fn bulk(bench: &mut Bench<'_>) -> Result<Row> {
    let count = bench.scale.bulk;
    let work = format!("{} events in commits of {}", figure_of(count), figure_of(IN_BULK));
    let ground = bench.ground;
    bench.alternate(work, ("events/s", Better::Higher), |_, entrant| {
        let folder = ground.clear(entrant.name)?;
        let store = (entrant.open)(&folder)?;
        let time = load(&*store, count)?;
        store.close()?;
        ground.clear(entrant.name)?;
        Ok(Some(rate(count, time)))
    })
}

/// Records the workload's first events in bulk, and tells how long the appends took.
///
/// # Errors
/// Those of the store.
pub fn load(store: &dyn Contender, count: u64) -> Result<Duration> {
    let mut time = Duration::ZERO;
    let mut recorded = 0;
    let mut number = 0;
    while recorded < count {
        let mut events: Vec<Event> = Vec::new();
        while (events.len() as u64) < IN_BULK.min(count - recorded) {
            events.extend(workload::meeting(number)?);
            number += 1;
        }
        recorded += events.len() as u64;
        let append = store.prepare(Import::of(events)?)?;
        let begin = Instant::now();
        append()?;
        time += begin.elapsed();
    }
    Ok(time)
}

/// A count, its digits in groups of three.
#[allow(clippy::cast_precision_loss, reason = "counts lie far below 2^52")]
pub fn figure_of(count: u64) -> String {
    figure(count as f64)
}
