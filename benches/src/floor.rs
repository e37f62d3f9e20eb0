//! The floor: a file of lines that is synced and never checked. No store that keeps a file can be
//! faster than the device lets this be.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};

use crate::clear::{Asked, Clear, fold_line};
use crate::contender::{Append, Contender};
use crate::fold::Tally;
use crate::workload::Import;

/// How much is laid out at a time.
const LAID_OUT: u64 = 1 << 20;

/// Where a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// At the end of the file, which grows.
    Grown,
    /// In place of line breaks that were written and synced before, so that a commit changes no
    /// metadata.
    LaidOut,
}

/// A file of JSON Lines, each `fdatasync` shared by the threads that wait for one.
pub struct Floor {
    file: File,
    room: Room,
    queue: Mutex<Queue>,
    synced: Condvar,
}

/// What waits to be written.
#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<u8>,
    /// The number of the group that is being filled.
    filling: u64,
    /// The number of groups that are durable.
    durable: u64,
    writing: bool,
    failed: bool,
    end: u64,
    laid_out: u64,
}

impl Floor {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn open(folder: &Path, room: Room) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join("events.jsonl");
        let file =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
        let end = file.metadata()?.len();
        File::open(folder)?.sync_all()?;
        let queue = Mutex::new(Queue { end, laid_out: end, ..Queue::default() });
        Ok(Self { file, room, queue, synced: Condvar::new() })
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever finds nobody writing writes for all that wait.
    fn append(&self, lines: &[u8]) -> Result<()> {
        let mut queue = self.queue();
        queue.waiting.extend_from_slice(lines);
        let group = queue.filling;
        while queue.durable <= group {
            if queue.failed {
                bail!("another thread failed to write");
            }
            if queue.writing {
                queue = self.synced.wait(queue).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let bytes = std::mem::take(&mut queue.waiting);
            let (at, laid_out) = (queue.end, queue.laid_out);
            queue.writing = true;
            queue.filling += 1;
            drop(queue);
            let written = self.write(&bytes, at, laid_out);
            queue = self.queue();
            queue.writing = false;
            queue.failed = written.is_err();
            queue.laid_out = *written.as_ref().unwrap_or(&laid_out);
            queue.end = at + bytes.len() as u64;
            queue.durable += 1;
            self.synced.notify_all();
            written?;
        }
        Ok(())
    }

    /// Writes and syncs; gives the end of what is laid out then.
    fn write(&self, bytes: &[u8], at: u64, laid_out: u64) -> Result<u64> {
        let end = at + bytes.len() as u64;
        let mut laid_out = laid_out;
        if self.room == Room::LaidOut && end > laid_out {
            let until = end.next_multiple_of(LAID_OUT);
            let blank = vec![b'\n'; usize::try_from(until - laid_out)?];
            self.file.write_all_at(&blank, laid_out)?;
            self.file.sync_all()?;
            laid_out = until;
        }
        self.file.write_all_at(bytes, at)?;
        self.file.sync_data()?;
        Ok(laid_out)
    }
}

impl Contender for Floor {
    fn prepare(&self, import: Import) -> Result<Append<'_>> {
        let mut lines = Vec::new();
        for event in &import.events {
            lines.extend(Clear::of(event)?.line);
            lines.push(b'\n');
        }
        Ok(Box::new(move || self.append(&lines)))
    }

    fn replay(&self, asked: Asked) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut reader = BufReader::with_capacity(1 << 20, self.file.try_clone()?);
        std::io::Seek::rewind(&mut reader)?;
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            if line.len() > 1 {
                fold_line(&line, asked, &mut tally)?;
            }
            line.clear();
        }
        Ok(tally)
    }

    fn meeting(&self, _: u64) -> Result<Option<Tally>> {
        Ok(None)
    }

    fn close(self: Box<Self>) -> Result<()> {
        let end = self.queue().end;
        self.file.set_len(end)?;
        self.file.sync_all()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload;

    /// Two rooms, several threads: what each appended is there, once.
    #[test]
    fn what_threads_append_at_once_is_all_there() {
        for room in [Room::Grown, Room::LaidOut] {
            let folder = tempfile::tempdir().unwrap();
            let floor = Floor::open(folder.path(), room).unwrap();
            std::thread::scope(|scope| {
                for number in 0..4 {
                    let floor = &floor;
                    scope.spawn(move || {
                        for event in workload::meeting(number).unwrap() {
                            let import = Import::of(vec![event]).unwrap();
                            floor.prepare(import).unwrap()().unwrap();
                        }
                    });
                }
            });
            assert_eq!(floor.replay(Asked::All).unwrap().events, 4 * workload::EVENTS);
            Box::new(floor).close().unwrap();
            let floor = Floor::open(folder.path(), room).unwrap();
            assert_eq!(floor.replay(Asked::All).unwrap().events, 4 * workload::EVENTS);
        }
    }
}
