//! What a run holds of each record.

use std::iter::FusedIterator;
use std::sync::Arc;

use super::block::Numbers;

/// Where the line of a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) position: u64,
    /// The first position of its segment.
    pub(crate) segment: u64,
    /// Where the line before it begins; 0 where that is the segment's first line.
    pub(crate) before: u64,
    /// Where it begins.
    pub(crate) at: u64,
    /// Its length, with its line break.
    pub(crate) len: u64,
    /// The position that its commit begins with, and where.
    pub(crate) commit: u64,
    pub(crate) commit_at: u64,
}

impl Line {
    /// Where it ends.
    pub(crate) const fn end(&self) -> u64 {
        self.at.saturating_add(self.len)
    }

    /// The line that follows it in its segment.
    pub(super) const fn followed_by(&self, len: u64, begins_commit: bool) -> Self {
        let (position, at) = (self.position.saturating_add(1), self.end());
        let (commit, commit_at) =
            if begins_commit { (position, at) } else { (self.commit, self.commit_at) };
        Self { position, segment: self.segment, before: self.at, at, len, commit, commit_at }
    }
}

/// An id, and which record of its run bears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    pub(super) bytes: [u8; 16],
    /// Twice the place of the record, counted from the run's first, and 1 more for a commit's id.
    pub(super) tagged: u32,
}

/// What bears an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    Event = 0,
    Commit = 1,
}

impl Id {
    pub(super) const fn of(bytes: [u8; 16], offset: u32, named: Named) -> Self {
        Self { bytes, tagged: offset << 1 | named as u32 }
    }

    pub(super) const fn offset(self) -> u32 {
        self.tagged >> 1
    }

    pub(super) const fn is(self, named: Named) -> bool {
        self.tagged & 1 == named as u32
    }
}

/// Records in a row that have a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    pub(super) key: u64,
    /// Counted from the run's first.
    pub(super) first: u32,
    pub(super) len: u32,
}

impl Range {
    pub(super) const fn end(&self) -> u32 {
        self.first.saturating_add(self.len)
    }
}

/// The content of a block that is read entry by entry.
#[derive(Clone)]
pub(super) struct Content {
    block: Arc<[u8]>,
    at: usize,
}

impl Content {
    pub(super) const fn new(block: Arc<[u8]>) -> Self {
        Self { block, at: 0 }
    }

    /// Reads with `read`, and goes on where that ended.
    fn read<T>(&mut self, read: impl FnOnce(&mut Numbers<'_>) -> Option<T>) -> Option<T> {
        let mut numbers = Numbers(self.block.get(self.at..)?);
        let value = read(&mut numbers)?;
        self.at = self.block.len().saturating_sub(numbers.0.len());
        Some(value)
    }

    fn u16(&mut self) -> Option<u16> {
        self.read(|numbers: &mut Numbers<'_>| numbers.u16())
    }

    fn varint(&mut self) -> Option<u64> {
        self.read(|numbers: &mut Numbers<'_>| numbers.varint())
    }
}

/// After how many lines a block says again where they stand.
pub(super) const STRIDE: u16 = 64;

/// Where lines go on within a block, so that those before need not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Restart {
    /// Where in the block the next line is told of.
    pub(super) content: u16,
    /// Which line of the block the commit of the last line begins with; none where an earlier block
    /// has it.
    pub(super) commit: Option<u16>,
    /// The length of the last line; where it and its commit begin, counted from the first line.
    pub(super) len: u32,
    pub(super) at: u32,
    pub(super) commit_at: u32,
}

impl Restart {
    pub(super) const LEN: usize = 16;
    const EARLIER: u16 = u16::MAX;

    pub(super) fn to_bytes(self) -> [u8; Self::LEN] {
        let [a, b] = self.content.to_le_bytes();
        let [c, d] = self.commit.unwrap_or(Self::EARLIER).to_le_bytes();
        let mut bytes = [a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let numbers = [self.len, self.at, self.commit_at];
        for (room, number) in bytes.chunks_exact_mut(4).skip(1).zip(numbers) {
            room.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut numbers = Numbers(bytes);
        let (content, commit) = (numbers.u16()?, numbers.u16()?);
        let commit = (commit != Self::EARLIER).then_some(commit);
        let (len, at, commit_at) = (numbers.u32()?, numbers.u32()?, numbers.u32()?);
        Some(Self { content, commit, len, at, commit_at })
    }
}

/// The lines of a block, in order.
pub(super) struct Lines {
    content: Content,
    count: u16,
    left: u16,
    last: Option<Line>,
    first: Line,
}

impl Lines {
    pub(super) fn of(mut content: Content) -> Option<Self> {
        let (first, left) = content.read(|numbers| {
            let [position, segment, before, at, commit, commit_at] = [
                numbers.u64()?,
                numbers.u64()?,
                numbers.u64()?,
                numbers.u64()?,
                numbers.u64()?,
                numbers.u64()?,
            ];
            let line = Line { position, segment, before, at, len: 0, commit, commit_at };
            Some((line, numbers.u16()?))
        })?;
        Some(Self { content, count: left, left, last: None, first })
    }

    /// Those from a position on; all of them where it stands before the block.
    pub(super) fn from(content: Content, position: u64) -> Option<Self> {
        let mut lines = Self::of(content)?;
        lines.restart_before(position)?;
        lines.skip_before(position);
        Some(lines)
    }

    /// Goes to the last restart that does not stand behind a position.
    fn restart_before(&mut self, position: u64) -> Option<()> {
        let index = position.saturating_sub(self.first.position).min(u64::from(self.count));
        let passed = u16::try_from(index).ok()? / STRIDE;
        // None follows the last line.
        let passed = passed.min(self.count.saturating_sub(1) / STRIDE);
        if passed == 0 {
            return Some(());
        }
        let back = usize::from(passed) * Restart::LEN;
        let from = self.content.block.len().checked_sub(back)?;
        let Restart { content, commit, len, at, commit_at } =
            Restart::of_bytes(self.content.block.get(from..)?)?;
        let first = self.first;
        let (commit, commit_at) = match commit {
            None => (first.commit, first.commit_at),
            Some(commit) => (first.position + u64::from(commit), first.at + u64::from(commit_at)),
        };
        let skipped = passed * STRIDE;
        let (position, at) = (first.position + u64::from(skipped) - 1, first.at + u64::from(at));
        let (before, len) = (at, u64::from(len));
        self.last = Some(Line { position, before, at, len, commit, commit_at, ..first });
        self.left = self.count - skipped;
        self.content.at = usize::from(content);
        Some(())
    }

    /// Goes on with a position that it has not come to.
    fn skip_before(&mut self, position: u64) {
        let last = self.last.map_or(self.first.position, |last| last.position.saturating_add(1));
        for _ in last..position {
            self.next();
        }
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        self.left = self.left.checked_sub(1)?;
        let value = self.content.varint()?;
        let (len, begins_commit) = (value >> 1, value & 1 == 1);
        let line = match self.last {
            Some(last) => last.followed_by(len, begins_commit),
            None => Line { len, ..self.first },
        };
        self.last = Some(line);
        Some(line)
    }
}

impl FusedIterator for Lines {}

/// The ids of a block, in order.
pub(super) struct Ids {
    content: Content,
    left: u16,
}

impl Ids {
    pub(super) fn of(mut content: Content) -> Option<Self> {
        let left = content.u16()?;
        Some(Self { content, left })
    }
}

impl Iterator for Ids {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        self.left = self.left.checked_sub(1)?;
        self.content.read(|numbers| Some(Id { bytes: numbers.array()?, tagged: numbers.u32()? }))
    }
}

/// The ranges of a block, key by key.
pub(super) struct Ranges {
    content: Content,
    /// How many keys are left.
    left: u16,
    key: u64,
    /// Where the last range ended.
    end: u32,
    /// Where the ranges of the key end in the content.
    until: usize,
}

impl Ranges {
    pub(super) fn of(mut content: Content) -> Option<Self> {
        let left = content.u16()?;
        Some(Self { content, left, key: 0, end: 0, until: 0 })
    }

    /// Begins the next key; gives it.
    fn next_key(&mut self) -> Option<u64> {
        self.left = self.left.checked_sub(1)?;
        let (key, len) =
            self.content.read(|numbers| Some((numbers.u64()?, usize::from(numbers.u16()?))))?;
        (self.key, self.end, self.until) = (key, 0, self.content.at.saturating_add(len));
        Some(key)
    }

    fn next_of_key(&mut self) -> Option<Range> {
        let (gap, len) =
            self.content.read(|numbers| Some((numbers.varint()?, numbers.varint()?)))?;
        let first = self.end.checked_add(u32::try_from(gap).ok()?)?;
        let range = Range { key: self.key, first, len: u32::try_from(len).ok()? };
        self.end = range.end();
        Some(range)
    }

    /// Goes to the ranges of a key without reading those of the keys before; tells whether the
    /// block ends before a higher key.
    pub(super) fn collect_of(&mut self, wanted: u64, out: &mut Vec<(u32, u32)>) -> Goes {
        while let Some(key) = self.next_key() {
            if key > wanted {
                return Goes::NoFurther;
            }
            if key < wanted {
                self.content.at = self.until;
                continue;
            }
            while self.content.at < self.until
                && let Some(range) = self.next_of_key()
            {
                out.push((range.first, range.len));
            }
        }
        Goes::On
    }
}

/// Whether what is looked for may go on in the next block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    On,
    NoFurther,
}

impl Iterator for Ranges {
    type Item = Range;

    fn next(&mut self) -> Option<Range> {
        while self.content.at >= self.until {
            self.next_key()?;
        }
        self.next_of_key()
    }
}
