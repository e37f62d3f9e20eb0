//! [`Contender`]: a store that the same work is done on.

use std::path::Path;

use anyhow::Result;
use spro_store_fs::ReadThreads;

use crate::clear::Asked;
use crate::floor::{Floor, Room};
use crate::fold::Tally;
use crate::row::OWN;
use crate::spro::Spro;
use crate::workload::Import;

/// Whether the ledger checks every hash as it reads; the peers check none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hashes {
    /// It does.
    Checked,
    /// It does not.
    NotChecked,
}

/// How the ledger reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// What it checks.
    pub hashes: Hashes,
    /// On how many threads.
    pub threads: ReadThreads,
}

/// A store that is open.
pub trait Contender: Sync {
    /// Makes an import ready to be recorded, outside the measured time: a peer's JSON is spelt here,
    /// while a ledger's events are still to be sealed and encoded when the append runs.
    ///
    /// # Errors
    /// When the import cannot be spelt.
    fn prepare(&self, import: Import) -> Result<Append<'_>>;

    /// Reads all events in order on one thread, types those that are asked for, and folds them.
    ///
    /// # Errors
    /// Those of the store.
    fn replay(&self, asked: Asked) -> Result<Tally>;

    /// The same in a manner; peers check nothing, and read on one thread, whatever is said.
    ///
    /// # Errors
    /// Those of the store.
    fn replay_in(&self, asked: Asked, _: Manner) -> Result<Tally> {
        self.replay(asked)
    }

    /// Reads and types the events of one meeting; `None` where the store has no index for it.
    ///
    /// # Errors
    /// Those of the store.
    fn meeting(&self, number: u64) -> Result<Option<Tally>>;

    /// Closes the store, with all its files as they are to stay.
    ///
    /// # Errors
    /// Those of the store.
    fn close(self: Box<Self>) -> Result<()>;
}

/// Records what was prepared; it is durable when this returns.
pub type Append<'a> = Box<dyn FnOnce() -> Result<()> + Send + 'a>;

/// A store that takes part.
#[derive(Clone, Copy)]
pub struct Entrant {
    /// How it is called in the tables.
    pub name: &'static str,
    /// Opens the store in a folder, which is made where there is none.
    pub open: fn(&Path) -> Result<Box<dyn Contender>>,
}

/// The ledger first, then its peers.
pub fn entrants() -> Vec<Entrant> {
    vec![
        Entrant { name: OWN, open: |folder| Ok(Box::new(Spro::open(folder)?)) },
        Entrant { name: "floor", open: |folder| Ok(Box::new(Floor::open(folder, Room::Grown)?)) },
        Entrant {
            name: "floor, laid out",
            open: |folder| Ok(Box::new(Floor::open(folder, Room::LaidOut)?)),
        },
        #[cfg(feature = "peers")]
        Entrant {
            name: "SQLite",
            open: |folder| Ok(Box::new(crate::peers::sqlite::Sqlite::open(folder)?)),
        },
        #[cfg(feature = "peers")]
        Entrant {
            name: "redb",
            open: |folder| Ok(Box::new(crate::peers::redb::Redb::open(folder)?)),
        },
        #[cfg(feature = "peers")]
        Entrant {
            name: "fjall",
            open: |folder| Ok(Box::new(crate::peers::fjall::Fjall::open(folder)?)),
        },
        #[cfg(feature = "peers")]
        Entrant {
            name: "tephra",
            open: |folder| Ok(Box::new(crate::peers::tephra::Tephra::open(folder)?)),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::append::load;
    use crate::workload::EVENTS;

    #[test]
    fn contenders_that_hold_the_same_events_give_the_same_answers() {
        let folder = tempfile::tempdir().unwrap();
        let events = 24 * EVENTS;
        let mut answers = Vec::new();
        for entrant in entrants() {
            let place = folder.path().join(entrant.name);
            let store = (entrant.open)(&place).unwrap();
            load(&*store, events).unwrap();
            store.close().unwrap();
            let store = (entrant.open)(&place).unwrap();
            let (all, asked) =
                (store.replay(Asked::All).unwrap(), store.replay(Asked::Folded).unwrap());
            assert_eq!(all.events, events, "{}", entrant.name);
            assert!(asked.events < events, "{}", entrant.name);
            if let Some(meeting) = store.meeting(23).unwrap() {
                assert_eq!(meeting.events, EVENTS, "{}", entrant.name);
            }
            answers.push((all, asked));
        }
        for answer in &answers {
            assert!(*answer == answers[0]);
        }
    }
}
