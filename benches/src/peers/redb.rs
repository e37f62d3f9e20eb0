//! redb: a table of lines by position, and one of positions by stream and version.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use redb::{Database, ReadableDatabase as _, ReadableTable as _, TableDefinition};

use crate::clear::{Asked, Clear, fold_line};
use crate::contender::{Append, Contender};
use crate::fold::Tally;
use crate::workload::Import;

const EVENTS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("events");
const STREAMS: TableDefinition<'_, (u64, u32), u64> = TableDefinition::new("streams");

/// A database in one file.
pub struct Redb {
    database: Database,
}

impl Redb {
    /// Opens the database, or makes it.
    ///
    /// # Errors
    /// Those of redb.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let database = Database::create(folder.join("events.redb"))?;
        let making = database.begin_write()?;
        making.open_table(EVENTS)?;
        making.open_table(STREAMS)?;
        making.commit()?;
        Ok(Self { database })
    }

    fn append(&self, recorded: &[Clear]) -> Result<()> {
        let writing = self.database.begin_write()?;
        {
            let mut events = writing.open_table(EVENTS)?;
            let mut streams = writing.open_table(STREAMS)?;
            let mut position = events.last()?.map_or(0, |(last, _)| last.value());
            for event in recorded {
                position += 1;
                let earlier = streams.insert((event.stream, event.version), position)?;
                ensure!(earlier.is_none(), "the stream has that version already");
                events.insert(position, event.line.as_slice())?;
            }
        }
        Ok(writing.commit()?)
    }
}

impl Contender for Redb {
    fn prepare(&self, import: Import) -> Result<Append<'_>> {
        let events = super::spelt(&import)?;
        Ok(Box::new(move || self.append(&events)))
    }

    fn replay(&self, asked: Asked) -> Result<Tally> {
        let mut tally = Tally::default();
        for entry in self.database.begin_read()?.open_table(EVENTS)?.iter()? {
            fold_line(entry?.1.value(), asked, &mut tally)?;
        }
        Ok(tally)
    }

    fn meeting(&self, number: u64) -> Result<Option<Tally>> {
        let mut tally = Tally::default();
        let reading = self.database.begin_read()?;
        let events = reading.open_table(EVENTS)?;
        for entry in reading.open_table(STREAMS)?.range((number, 0)..=(number, u32::MAX))? {
            let event = events.get(entry?.1.value())?.context("the stream names an event")?;
            fold_line(event.value(), Asked::All, &mut tally)?;
        }
        Ok(Some(tally))
    }

    fn close(self: Box<Self>) -> Result<()> {
        Ok(self.database.close()?)
    }
}
