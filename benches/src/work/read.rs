//! Reading what was recorded in bulk, and what it takes of the disk.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use spro_store_fs::ReadThreads;

use super::append::{figure_of, load};
use super::{Bench, rate};
use crate::clear::Asked;
use crate::contender::{Contender, Hashes, Manner};
use crate::fold::Tally;
use crate::measure::{Ground, bytes_on_disk};
use crate::row::{Better, Column, Row};
use crate::workload::EVENTS;

/// A store that holds the workload.
struct Full {
    store: Box<dyn Contender>,
    bytes: u64,
}

/// The stores of all contenders, each holding the same events.
pub struct Loaded<'a> {
    ground: &'a Ground,
    events: u64,
    full: Vec<Full>,
    folders: Vec<PathBuf>,
}

/// How many meetings are looked up in a run, and how long it lasts at most.
const LOOK_UPS: u64 = 200;
const LOOK_UP_TIME: Duration = Duration::from_secs(2);

impl<'a> Loaded<'a> {
    /// Loads the workload into every contender's store.
    ///
    /// # Errors
    /// Those of the contenders.
    pub fn by(bench: &mut Bench<'a>) -> Result<Self> {
        let (ground, events) = (bench.ground, bench.scale.bulk);
        let mut loaded = Self { ground, events, full: Vec::new(), folders: Vec::new() };
        for entrant in bench.entrants {
            writeln!(bench.progress, "loading {} events: {}", figure_of(events), entrant.name)?;
            let folder = ground.clear(entrant.name)?;
            let store = (entrant.open)(&folder)?;
            load(&*store, events)?;
            store.close()?;
            let bytes = bytes_on_disk(&folder)?;
            loaded.full.push(Full { store: (entrant.open)(&folder)?, bytes });
            loaded.folders.push(folder);
        }
        Ok(loaded)
    }

    /// Reads all in order, typed and folded.
    ///
    /// # Errors
    /// Those of the contenders; and when two of them give different answers.
    pub fn replay(&self, bench: &mut Bench<'_>, asked: Asked, manner: Manner) -> Result<Row> {
        let what = match asked {
            Asked::All => "every one typed",
            Asked::Folded => "those of attendance and actions typed",
        };
        let threads = match manner.threads {
            ReadThreads::One => "one thread",
            ReadThreads::Two => "two threads (the peers: one)",
        };
        let checked = match manner.hashes {
            Hashes::Checked => "hashes checked",
            Hashes::NotChecked => "hashes not checked",
        };
        let work = format!(
            "{} events read in order by {threads}, {what}, attendance and actions folded, {checked}",
            figure_of(self.events)
        );
        let mut answer: Option<Tally> = None;
        for full in &self.full {
            // What is opened for it alone is opened outside the measured time, as all stores are.
            full.store.replay_in(asked, manner)?;
        }
        bench.alternate(work, ("events/s", Better::Higher), |index, entrant| {
            let Some(full) = self.full.get(index) else { return Ok(None) };
            let begin = Instant::now();
            let tally = full.store.replay_in(asked, manner)?;
            let time = begin.elapsed();
            let expected = answer.get_or_insert_with(Tally::default);
            if *expected == Tally::default() {
                *expected = tally;
            } else {
                ensure!(*expected == tally, "{} gives another answer", entrant.name);
            }
            Ok(Some(rate(self.events, time)))
        })
    }

    /// Reads the events of one meeting, and of another, and so on.
    ///
    /// # Errors
    /// Those of the contenders; and when a meeting has not its events.
    pub fn meetings(&self, bench: &mut Bench<'_>) -> Result<Row> {
        let work = format!("one meeting's {EVENTS} events among {}, typed", figure_of(self.events));
        let meetings = self.events / EVENTS;
        bench.alternate(work, ("meetings/s", Better::Higher), |index, entrant| {
            let Some(full) = self.full.get(index) else { return Ok(None) };
            let mut looked_up = 0;
            let begin = Instant::now();
            while looked_up < LOOK_UPS && (looked_up == 0 || begin.elapsed() < LOOK_UP_TIME) {
                let number = looked_up * 7_919 % meetings;
                let Some(tally) = full.store.meeting(number)? else { return Ok(None) };
                ensure!(tally.events == EVENTS, "{} misses events", entrant.name);
                looked_up += 1;
            }
            Ok(Some(rate(looked_up, begin.elapsed())))
        })
    }

    /// What an event takes of the disk once the store was closed.
    #[allow(clippy::cast_precision_loss, reason = "sizes lie far below 2^52")]
    pub fn bytes(&self, bench: &Bench<'_>) -> Row {
        let column = |(name, full): (&'static str, &Full)| Column {
            name,
            runs: vec![full.bytes as f64 / self.events as f64],
        };
        let names = bench.entrants.iter().map(|entrant| entrant.name);
        Row {
            work: format!("the disk that {} events take, closed", figure_of(self.events)),
            unit: "bytes an event",
            better: Better::Lower,
            columns: names.zip(&self.full).map(column).collect(),
        }
    }

    /// Closes the stores, and removes them.
    ///
    /// # Errors
    /// Those of the contenders.
    pub fn close(self, bench: &Bench<'_>) -> Result<()> {
        for full in self.full {
            full.store.close()?;
        }
        for entrant in bench.entrants {
            self.ground.clear(entrant.name)?;
        }
        Ok(())
    }
}
