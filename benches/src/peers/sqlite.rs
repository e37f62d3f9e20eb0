//! SQLite: a table of events with a unique pair of stream and version, WAL, synchronous FULL.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use rusqlite::{Connection, ToSql, params, params_from_iter};

use crate::clear::{Asked, Clear, fold_parts};
use crate::contender::{Append, Contender};
use crate::fold::Tally;
use crate::workload::Import;

/// The subject, the type and the data stand in columns of their own, so that a replay parses the
/// data alone.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS events (
        position INTEGER PRIMARY KEY,
        stream INTEGER NOT NULL,
        version INTEGER NOT NULL,
        subject TEXT NOT NULL,
        type TEXT NOT NULL,
        about TEXT NOT NULL,
        data TEXT NOT NULL,
        UNIQUE (stream, version)
    ) STRICT;";

const INSERT: &str = "
    INSERT INTO events (stream, version, subject, type, about, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// A database, used by one thread at a time.
pub struct Sqlite {
    connection: Mutex<Connection>,
}

impl Sqlite {
    /// Opens the database, or makes it.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let connection = Connection::open(folder.join("events.sqlite"))?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn append(&self, events: &[Clear]) -> Result<()> {
        let mut connection = self.connection();
        if let [event] = events {
            return insert(&connection, event);
        }
        let transaction = connection.transaction()?;
        for event in events {
            insert(&transaction, event)?;
        }
        Ok(transaction.commit()?)
    }

    fn read(&self, sql: &str, with: impl IntoIterator<Item = impl ToSql>) -> Result<Tally> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(with))?;
        let mut tally = Tally::default();
        while let Some(row) = rows.next()? {
            let text = |column| row.get_ref(column)?.as_str().context("the column holds text");
            fold_parts(text(0)?, text(1)?, text(2)?, &mut tally)?;
        }
        Ok(tally)
    }
}

fn insert(connection: &Connection, event: &Clear) -> Result<()> {
    let Clear { stream, version, subject, kind, about, data, .. } = event;
    connection.prepare_cached(INSERT)?.execute(params![
        i64::try_from(*stream)?,
        version,
        subject.as_str(),
        kind,
        about,
        data.get()
    ])?;
    Ok(())
}

impl Contender for Sqlite {
    fn prepare(&self, import: Import) -> Result<Append<'_>> {
        let events = super::spelt(&import)?;
        Ok(Box::new(move || self.append(&events)))
    }

    fn replay(&self, asked: Asked) -> Result<Tally> {
        match asked {
            Asked::All => self.read(
                "SELECT subject, type, data FROM events ORDER BY position",
                std::iter::empty::<&str>(),
            ),
            Asked::Folded => {
                let types: Vec<_> = Tally::types().collect();
                let marks = vec!["?"; types.len()].join(", ");
                let sql = format!(
                    "SELECT subject, type, data FROM events WHERE type IN ({marks}) ORDER BY position"
                );
                self.read(&sql, types)
            }
        }
    }

    fn meeting(&self, number: u64) -> Result<Option<Tally>> {
        let sql = "SELECT subject, type, data FROM events WHERE stream = ?1 ORDER BY version";
        self.read(sql, [i64::try_from(number)?]).map(Some)
    }

    fn close(self: Box<Self>) -> Result<()> {
        let connection = self.connection.into_inner().unwrap_or_else(PoisonError::into_inner);
        connection.close().map_err(|(_, error)| error.into())
    }
}
