//! fjall: a keyspace of lines by position, and one of positions by stream and version.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use fjall::{Database, Keyspace, KeyspaceCreateOptions, PersistMode};

use crate::clear::{Asked, Clear, fold_line};
use crate::contender::{Append, Contender};
use crate::fold::Tally;
use crate::workload::Import;

/// A database whose journal is synced with each commit.
pub struct Fjall {
    database: Database,
    events: Keyspace,
    streams: Keyspace,
    /// The last position; positions are taken, and commits made, in one order.
    last: Mutex<u64>,
}

fn place(stream: u64, version: u32) -> [u8; 12] {
    let mut key = [0; 12];
    let (first, second) = key.split_at_mut(8);
    first.copy_from_slice(&stream.to_be_bytes());
    second.copy_from_slice(&version.to_be_bytes());
    key
}

impl Fjall {
    /// Opens the database, or makes it.
    ///
    /// # Errors
    /// Those of fjall.
    pub fn open(folder: &Path) -> Result<Self> {
        let database = Database::builder(folder).open()?;
        let events = database.keyspace("events", KeyspaceCreateOptions::default)?;
        let streams = database.keyspace("streams", KeyspaceCreateOptions::default)?;
        let last = match events.last_key_value() {
            Some(last) => u64::from_be_bytes(last.key()?.as_ref().try_into()?),
            None => 0,
        };
        Ok(Self { database, events, streams, last: Mutex::new(last) })
    }

    fn append(&self, recorded: &[Clear]) -> Result<()> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let mut batch = self.database.batch().durability(Some(PersistMode::SyncData));
        let mut position = *last;
        for event in recorded {
            position += 1;
            let place = place(event.stream, event.version);
            ensure!(!self.streams.contains_key(place)?, "the stream has that version already");
            batch.insert(&self.streams, place, position.to_be_bytes());
            batch.insert(&self.events, position.to_be_bytes(), event.line.as_slice());
        }
        batch.commit()?;
        *last = position;
        Ok(())
    }
}

impl Contender for Fjall {
    fn prepare(&self, import: Import) -> Result<Append<'_>> {
        let events = super::spelt(&import)?;
        Ok(Box::new(move || self.append(&events)))
    }

    fn replay(&self, asked: Asked) -> Result<Tally> {
        let mut tally = Tally::default();
        for entry in self.events.iter() {
            fold_line(&entry.value()?, asked, &mut tally)?;
        }
        Ok(tally)
    }

    fn meeting(&self, number: u64) -> Result<Option<Tally>> {
        let mut tally = Tally::default();
        for entry in self.streams.prefix(number.to_be_bytes()) {
            let line = self.events.get(entry.value()?)?.context("the stream names an event")?;
            fold_line(&line, Asked::All, &mut tally)?;
        }
        Ok(Some(tally))
    }

    fn close(self: Box<Self>) -> Result<()> {
        Ok(self.database.persist(PersistMode::SyncAll)?)
    }
}
