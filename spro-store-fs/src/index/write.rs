//! Writes a run, section by section, as a stream.

use std::io::{self, Write};

use super::block::{BLOCK, ROOM, put_varint, seal};
use super::entry::{Restart, STRIDE};
use super::run::{Counts, Covered, Id, Line, Range, tag};

/// Room for a section's count of entries at the begin of a block.
const COUNT: usize = 2;
const LINES_BEGIN: usize = 6 * 8 + COUNT;
const ID: usize = 16 + 4;
/// The longest of two numbers below 2^32, as they are written.
const LONGEST_RANGE: usize = 10;
const KEY_BEGIN: usize = 8 + COUNT;

/// Takes the lines, then the ids, then the ranges of a run, each in order.
pub(super) struct Writer<W> {
    out: W,
    tag: u32,
    counts: Counts,
    block: Vec<u8>,
    /// Entries in the block, or bytes in the last key of it.
    entries: u16,
    blocks: u32,
    /// The first line of the block, and the last that was written.
    first_line: Option<Line>,
    last_line: Option<Line>,
    restarts: Vec<Restart>,
    line_fence: Vec<[u8; 8]>,
    id_fence: Vec<[u8; 16]>,
    last_id: [u8; 16],
    key_fence: Vec<[u8; 8]>,
    /// The range that the next one may lengthen.
    pending: Option<Range>,
    /// The last range that was written.
    open: Option<Range>,
    /// Where in the block the key of the last range begins.
    open_at: usize,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W, covered: &Covered) -> Self {
        Self {
            out,
            tag: tag(covered),
            counts: Counts::default(),
            block: Vec::with_capacity(BLOCK),
            entries: 0,
            blocks: 0,
            first_line: None,
            last_line: None,
            restarts: Vec::new(),
            line_fence: Vec::new(),
            id_fence: Vec::new(),
            last_id: [0; 16],
            key_fence: Vec::new(),
            pending: None,
            open: None,
            open_at: 0,
        }
    }

    fn end_block(&mut self) -> io::Result<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        seal(&mut self.block, self.tag, self.blocks);
        self.out.write_all(&self.block)?;
        self.blocks = self.blocks.saturating_add(1);
        self.block.clear();
        self.entries = 0;
        Ok(())
    }

    /// Writes a count that was left out.
    fn count(&mut self, at: usize, count: u16) {
        if let Some(room) = self.block.get_mut(at..at + COUNT) {
            room.copy_from_slice(&count.to_le_bytes());
        }
    }

    pub(super) fn line(&mut self, line: Line) -> io::Result<()> {
        let goes_on = self.last_line.is_some_and(|last| last.segment == line.segment);
        // The longest line takes four bytes.
        let taken = self.block.len() + 4 + (self.restarts.len() + 1) * Restart::LEN;
        if !goes_on || taken > ROOM {
            self.end_lines()?;
            let begin =
                [line.position, line.segment, line.before, line.at, line.commit, line.commit_at];
            self.block.extend(begin.iter().flat_map(|number| number.to_le_bytes()));
            self.block.extend([0; COUNT]);
            self.line_fence.push(line.position.to_le_bytes());
            self.first_line = Some(line);
        } else if self.entries.is_multiple_of(STRIDE) {
            self.restarts.extend(self.restart());
        }
        put_varint(&mut self.block, line.len << 1 | u64::from(line.commit == line.position));
        self.entries += 1;
        self.last_line = Some(line);
        Ok(())
    }

    /// What goes on after the last line.
    fn restart(&self) -> Option<Restart> {
        let (first, last) = (self.first_line?, self.last_line?);
        // A block has room for less than 4,000 lines of a MiB each.
        let from = |at: u64| u32::try_from(at.saturating_sub(first.at)).ok();
        let commit = last.commit.checked_sub(first.position);
        Some(Restart {
            content: u16::try_from(self.block.len()).ok()?,
            commit: commit.and_then(|commit| u16::try_from(commit).ok()),
            len: u32::try_from(last.len).ok()?,
            at: from(last.at)?,
            commit_at: from(last.commit_at)?,
        })
    }

    pub(super) fn end_lines(&mut self) -> io::Result<()> {
        self.count(LINES_BEGIN - COUNT, self.entries);
        // The first one at the end, so that each is found without those that follow it.
        let restarts = std::mem::take(&mut self.restarts);
        if !self.block.is_empty() {
            self.block.resize(ROOM.saturating_sub(restarts.len() * Restart::LEN), 0);
            self.block.extend(restarts.iter().rev().flat_map(|restart| restart.to_bytes()));
        }
        self.end_block()?;
        self.counts.lines = self.blocks;
        Ok(())
    }

    /// Those of one id in the order of [`Id::tagged`].
    pub(super) fn id(&mut self, id: Id) -> io::Result<()> {
        if self.block.len() + ID > ROOM {
            self.end_ids()?;
        }
        if self.block.is_empty() {
            self.block.extend([0; COUNT]);
            self.id_fence.push(id.bytes);
        }
        self.block.extend_from_slice(&id.bytes);
        self.block.extend_from_slice(&id.tagged.to_le_bytes());
        self.entries += 1;
        self.last_id = id.bytes;
        Ok(())
    }

    pub(super) fn end_ids(&mut self) -> io::Result<()> {
        self.count(0, self.entries);
        self.end_block()?;
        self.counts.ids = self.blocks.saturating_sub(self.counts.lines);
        Ok(())
    }

    /// Those of one key in order; one that begins where the last one ends lengthens it.
    pub(super) fn range(&mut self, range: Range) -> io::Result<()> {
        if let Some(pending) = &mut self.pending
            && pending.key == range.key
            && pending.end() == range.first
        {
            pending.len += range.len;
            return Ok(());
        }
        match self.pending.replace(range) {
            Some(pending) => self.put_range(pending),
            None => Ok(()),
        }
    }

    fn put_range(&mut self, range: Range) -> io::Result<()> {
        let same_key = self.open.is_some_and(|open| open.key == range.key);
        let needed = LONGEST_RANGE + if same_key { 0 } else { KEY_BEGIN };
        if self.block.len() + needed > ROOM {
            self.end_keys_block()?;
        }
        let mut before = self.open.filter(|_| same_key && !self.block.is_empty());
        if before.is_none() {
            self.close_key();
            if self.block.is_empty() {
                self.key_fence.push(range.key.to_le_bytes());
                self.block.extend([0; COUNT]);
            }
            self.entries += 1;
            self.open_at = self.block.len();
            self.block.extend_from_slice(&range.key.to_le_bytes());
            self.block.extend([0; COUNT]);
            before = Some(Range { key: range.key, first: 0, len: 0 });
        }
        let end = before.map_or(0, |before| before.end());
        put_varint(&mut self.block, u64::from(range.first.saturating_sub(end)));
        put_varint(&mut self.block, u64::from(range.len));
        self.open = Some(range);
        Ok(())
    }

    /// Writes how many bytes the ranges of the last key take.
    fn close_key(&mut self) {
        if self.open.take().is_some() && !self.block.is_empty() {
            let taken = self.block.len().saturating_sub(self.open_at + KEY_BEGIN);
            self.count(self.open_at + KEY_BEGIN - COUNT, u16::try_from(taken).unwrap_or(u16::MAX));
        }
    }

    fn end_keys_block(&mut self) -> io::Result<()> {
        self.close_key();
        self.count(0, self.entries);
        self.end_block()
    }

    /// Writes what finds the blocks, and what the run covers; gives what it was written to.
    pub(super) fn finish(mut self, covered: &Covered) -> io::Result<W> {
        if let Some(pending) = self.pending.take() {
            self.put_range(pending)?;
        }
        self.end_keys_block()?;
        self.counts.keys = self.blocks.saturating_sub(self.counts.lines + self.counts.ids);
        self.counts.segments = u32::try_from(covered.segments.len()).unwrap_or(u32::MAX);
        self.counts.first_id = self.id_fence.first().copied().unwrap_or([0xff; 16]);
        self.counts.last_id = self.last_id;
        let segments: Vec<[u8; 16]> = covered.segments.iter().map(|it| it.to_bytes()).collect();
        self.fence(&segments)?;
        let lines = std::mem::take(&mut self.line_fence);
        self.fence(&lines)?;
        let ids = std::mem::take(&mut self.id_fence);
        self.fence(&ids)?;
        let keys = std::mem::take(&mut self.key_fence);
        self.fence(&keys)?;
        covered.write(&self.counts, &mut self.block);
        self.end_block()?;
        Ok(self.out)
    }

    fn fence<const N: usize>(&mut self, entries: &[[u8; N]]) -> io::Result<()> {
        for part in entries.chunks(ROOM / N) {
            self.block.extend(part.iter().flatten());
            self.end_block()?;
        }
        Ok(())
    }
}
