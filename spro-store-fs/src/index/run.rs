//! Reads a run: an immutable file, or bytes in memory, that finds the records of some commits in
//! a row.
//!
//! A run is blocks of 4 KiB: where each record's line stands; the ids of events and commits, sorted;
//! the hashed keys, sorted, with the records that have them; then the first entry of each of these
//! blocks, and at last one block that says what the run covers. Whatever is not as it was written
//! is no answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::stamp::Stamp;
use twox_hash::XxHash3_64;

use super::block::{self, BLOCK, Numbers, ROOM};
use super::entry::{Content, Goes, Ids, Lines, Ranges, STRIDE};
pub(super) use super::entry::{Id, Line, Named, Range};
use super::tail::Known;
use crate::disk::OpenFile;
use crate::scan::Place;

/// Begins the block that says what a run covers; another layout has another one.
const MAGIC: &[u8; 16] = b"spro index 2\n\0\0\0";
/// How many blocks of a run are kept in memory.
const KEPT: usize = 64;
/// How many blocks are read at once where all are.
const AT_ONCE: u32 = 16;

/// A run, or what is looked up in it, cannot be read as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unusable;

/// How far a segment is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SegmentEnd {
    /// Its first position.
    pub(crate) first: u64,
    /// Where the last line of it that is covered ends.
    pub(crate) bytes: u64,
}

impl SegmentEnd {
    pub(super) fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        let (first, end) = bytes.split_at_mut(8);
        first.copy_from_slice(&self.first.to_le_bytes());
        end.copy_from_slice(&self.bytes.to_le_bytes());
        bytes
    }

    fn of_bytes(bytes: [u8; 16]) -> Option<Self> {
        let mut numbers = Numbers(&bytes);
        Some(Self { first: numbers.u64()?, bytes: numbers.u64()? })
    }
}

/// What a run covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Covered {
    pub(super) ledger: LedgerId,
    /// The head before its first record.
    pub(super) before: Head,
    /// Where the last commit that it covers begins, and ends.
    pub(super) last_commit: Place,
    pub(super) end: Place,
    /// When that commit was recorded.
    pub(super) stamp: Stamp,
    /// The segments that it covers a part of, in order.
    pub(super) segments: Vec<SegmentEnd>,
}

/// How many blocks each section has, and the lowest and the highest id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) lines: u32,
    pub(super) ids: u32,
    pub(super) keys: u32,
    pub(super) segments: u32,
    pub(super) first_id: [u8; 16],
    pub(super) last_id: [u8; 16],
}

impl Covered {
    pub(super) const fn first(&self) -> u64 {
        self.before.position.get().saturating_add(1)
    }

    pub(super) const fn last(&self) -> u64 {
        self.end.head.position.get()
    }

    pub(super) fn write(&self, counts: &Counts, out: &mut Vec<u8>) {
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(self.ledger.as_bytes());
        put_head(out, self.before);
        put_place(out, self.last_commit);
        put_place(out, self.end);
        out.extend(self.stamp.instant().timestamp_millis().to_le_bytes());
        for count in [counts.lines, counts.ids, counts.keys, counts.segments] {
            out.extend(count.to_le_bytes());
        }
        out.extend_from_slice(&counts.first_id);
        out.extend_from_slice(&counts.last_id);
    }

    fn read(content: &[u8]) -> Option<(Self, Counts)> {
        let mut numbers = Numbers(content);
        if numbers.array::<16>()? != *MAGIC {
            return None;
        }
        let ledger = LedgerId::from_bytes(numbers.array()?);
        let before = head(&mut numbers)?;
        let (last_commit, end) = (place(&mut numbers)?, place(&mut numbers)?);
        let millis = i64::from_le_bytes(numbers.array()?);
        let stamp = Stamp::new(chrono::DateTime::from_timestamp_millis(millis)?);
        let counts = Counts {
            lines: numbers.u32()?,
            ids: numbers.u32()?,
            keys: numbers.u32()?,
            segments: numbers.u32()?,
            first_id: numbers.array()?,
            last_id: numbers.array()?,
        };
        let segments = Vec::new();
        Some((Self { ledger, before, last_commit, end, stamp, segments }, counts))
    }
}

fn put_head(out: &mut Vec<u8>, head: Head) {
    out.extend(head.position.get().to_le_bytes());
    out.extend_from_slice(head.digest.as_bytes());
}

fn put_place(out: &mut Vec<u8>, place: Place) {
    put_head(out, place.head);
    out.extend(place.segment.get().to_le_bytes());
    out.extend(place.bytes.to_le_bytes());
}

fn head(numbers: &mut Numbers<'_>) -> Option<Head> {
    let position = Position::new(numbers.u64()?);
    let digest = spro_core::kernel::chain::Digest::from_bytes(numbers.array()?);
    Some(Head { position, digest })
}

fn place(numbers: &mut Numbers<'_>) -> Option<Place> {
    let head = head(numbers)?;
    Some(Place { head, segment: Position::new(numbers.u64()?), bytes: numbers.u64()? })
}

/// What all blocks of a run bear.
pub(super) fn tag(covered: &Covered) -> u32 {
    tag_of(covered.ledger, covered.first(), covered.last())
}

pub(super) fn tag_of(ledger: LedgerId, first: u64, last: u64) -> u32 {
    let bytes = [ledger.as_bytes().as_slice(), &first.to_le_bytes(), &last.to_le_bytes()].concat();
    let [a, b, c, d, ..] = XxHash3_64::oneshot(&bytes).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Where a run lies.
pub(super) enum Bytes {
    File(OpenFile),
    Memory(Vec<u8>),
}

impl Bytes {
    pub(super) fn len(&self) -> Result<u64, Unusable> {
        match self {
            Self::File(file) => file.len().map_err(|_| Unusable),
            Self::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }

    fn read_exact(&self, buffer: &mut [u8], offset: u64) -> Result<(), Unusable> {
        match self {
            Self::File(file) => {
                let mut done = 0;
                while let Some(left) = buffer.get_mut(done..).filter(|left| !left.is_empty()) {
                    match file.read_at(left, offset + done as u64) {
                        Ok(0) | Err(_) => return Err(Unusable),
                        Ok(read) => done += read,
                    }
                }
                Ok(())
            }
            Self::Memory(bytes) => {
                let from = usize::try_from(offset).map_err(|_| Unusable)?;
                let part = bytes.get(from..).and_then(|rest| rest.get(..buffer.len()));
                buffer.copy_from_slice(part.ok_or(Unusable)?);
                Ok(())
            }
        }
    }
}

/// A block in memory, and its number; each has one slot that it may lie in.
type Kept = Option<(u32, Arc<[u8]>)>;

/// A run.
pub(super) struct Run {
    pub(super) bytes: Bytes,
    pub(super) covered: Covered,
    pub(super) counts: Counts,
    tag: u32,
    line_fence: OnceLock<Vec<[u8; 8]>>,
    id_fence: OnceLock<Vec<[u8; 16]>>,
    key_fence: OnceLock<Vec<[u8; 8]>>,
    kept: Mutex<Vec<Kept>>,
    /// Something of it could not be read as it was written.
    is_unusable: AtomicBool,
}

impl Run {
    /// Reads what it covers: the positions that are asked for, or it is none.
    pub(super) fn open(
        bytes: Bytes,
        ledger: LedgerId,
        (first, last): (u64, u64),
    ) -> Result<Self, Unusable> {
        let len = bytes.len()?;
        let blocks = u32::try_from(len / BLOCK as u64).map_err(|_| Unusable)?;
        let tag = tag_of(ledger, first, last);
        let number = blocks.checked_sub(1).ok_or(Unusable)?;
        let (mut covered, counts) =
            Covered::read(&read_block(&bytes, tag, number)?).ok_or(Unusable)?;
        let fits = len.is_multiple_of(BLOCK as u64)
            && covered.ledger == ledger
            && (covered.first(), covered.last()) == (first, last)
            && first <= last;
        if !fits {
            return Err(Unusable);
        }
        covered.segments = Vec::new();
        let mut run = Self {
            bytes,
            covered,
            counts,
            tag,
            line_fence: OnceLock::new(),
            id_fence: OnceLock::new(),
            key_fence: OnceLock::new(),
            kept: Mutex::new(vec![None; KEPT]),
            is_unusable: AtomicBool::new(false),
        };
        let begin = run.end_of_sections();
        let segments = run.fence::<16>(begin, counts.segments)?;
        run.covered.segments = segments.into_iter().filter_map(SegmentEnd::of_bytes).collect();
        Ok(run)
    }

    pub(super) const fn first(&self) -> u64 {
        self.covered.first()
    }

    pub(super) const fn last(&self) -> u64 {
        self.covered.last()
    }

    pub(super) fn is_unusable(&self) -> bool {
        self.is_unusable.load(Ordering::Relaxed)
    }

    fn read_block(&self, number: u32) -> Result<Arc<[u8]>, Unusable> {
        let read = read_block(&self.bytes, self.tag, number);
        if read.is_err() {
            self.is_unusable.store(true, Ordering::Relaxed);
        }
        read
    }

    /// Where the records that it covers end.
    pub(super) fn known(&self) -> Result<Known, Unusable> {
        let last = self.lines_from(self.last())?.next().ok_or(Unusable)?;
        let Covered { last_commit, end, stamp, .. } = self.covered;
        Ok(Known { last_commit, end, last_line: last.at, stamp: Some(stamp) })
    }

    const fn end_of_sections(&self) -> u32 {
        self.counts.lines + self.counts.ids + self.counts.keys
    }

    /// Reads `count` first entries from a block on.
    fn fence<const N: usize>(&self, begin: u32, count: u32) -> Result<Vec<[u8; N]>, Unusable> {
        let mut entries = Vec::new();
        let mut left = usize::try_from(count).map_err(|_| Unusable)?;
        let mut number = begin;
        while left > 0 {
            let content = self.read_block(number)?;
            let mut numbers = Numbers(&content);
            let here = left.min(ROOM / N);
            for _ in 0..here {
                entries.push(numbers.array().ok_or(Unusable)?);
            }
            left -= here;
            number += 1;
        }
        Ok(entries)
    }

    fn line_fence(&self) -> Result<&[[u8; 8]], Unusable> {
        let begin = self.end_of_sections() + fence_blocks::<16>(self.counts.segments);
        once(&self.line_fence, || self.fence(begin, self.counts.lines))
    }

    fn id_fence(&self) -> Result<&[[u8; 16]], Unusable> {
        let begin = self.end_of_sections()
            + fence_blocks::<16>(self.counts.segments)
            + fence_blocks::<8>(self.counts.lines);
        once(&self.id_fence, || self.fence(begin, self.counts.ids))
    }

    fn key_fence(&self) -> Result<&[[u8; 8]], Unusable> {
        let begin = self.end_of_sections()
            + fence_blocks::<16>(self.counts.segments)
            + fence_blocks::<8>(self.counts.lines)
            + fence_blocks::<16>(self.counts.ids);
        once(&self.key_fence, || self.fence(begin, self.counts.keys))
    }

    /// The content of a block, mostly from memory.
    fn block(&self, number: u32) -> Result<Content, Unusable> {
        let slot = number as usize % KEPT;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Some((held, content))) = kept.get(slot)
            && *held == number
        {
            return Ok(Content::new(Arc::clone(content)));
        }
        let content = self.read_block(number)?;
        if let Some(slot) = kept.get_mut(slot) {
            *slot = Some((number, Arc::clone(&content)));
        }
        Ok(Content::new(content))
    }

    /// The lines from a position on, up to the end of their block.
    pub(super) fn lines_from(&self, position: u64) -> Result<Lines, Unusable> {
        let fence = self.line_fence()?;
        let after = fence.partition_point(|first| u64::from_le_bytes(*first) <= position);
        let number = u32::try_from(after).ok().and_then(|after| after.checked_sub(1));
        Lines::from(self.block(number.ok_or(Unusable)?)?, position).ok_or(Unusable)
    }

    /// The position that bears an id.
    pub(super) fn position_of(&self, named: Named, id: &[u8; 16]) -> Result<Option<u64>, Unusable> {
        if *id < self.counts.first_id || *id > self.counts.last_id {
            return Ok(None);
        }
        let fence = self.id_fence()?;
        let begin = fence.partition_point(|first| first < id).saturating_sub(1);
        for number in begin..fence.len() {
            let number = u32::try_from(number).map_err(|_| Unusable)?;
            for found in Ids::of(self.block(self.counts.lines + number)?).ok_or(Unusable)? {
                if found.bytes == *id && found.is(named) {
                    return Ok(Some(self.first() + u64::from(found.offset())));
                }
                if found.bytes > *id {
                    return Ok(None);
                }
            }
        }
        Ok(None)
    }

    /// Adds the ranges of a key, counted from the run's first; not more than a few beyond `most`.
    pub(super) fn ranges(
        &self,
        key: u64,
        most: usize,
        out: &mut Vec<(u32, u32)>,
    ) -> Result<(), Unusable> {
        let fence = self.key_fence()?;
        let begin = fence.partition_point(|first| u64::from_le_bytes(*first) < key);
        let section = self.counts.lines + self.counts.ids;
        for number in begin.saturating_sub(1)..fence.len() {
            let number = u32::try_from(number).map_err(|_| Unusable)?;
            let mut ranges = Ranges::of(self.block(section + number)?).ok_or(Unusable)?;
            if ranges.collect_of(key, out) == Goes::NoFurther || out.len() > most {
                break;
            }
        }
        Ok(())
    }

    /// Whether each block is found by the first entry of it, and lines within their block.
    pub(super) fn has_its_fences(&self) -> Result<bool, Unusable> {
        let (lines, ids, keys) = (self.line_fence()?, self.id_fence()?, self.key_fence()?);
        let mut holds = true;
        for (fence, number) in lines.iter().zip(0..) {
            let content = self.block(number)?;
            let lines = Lines::of(content.clone()).ok_or(Unusable)?;
            for (line, at) in lines.zip(0_u64..) {
                holds &= at > 0 || line.position.to_le_bytes() == *fence;
                if at % u64::from(STRIDE) == 0 {
                    let found = Lines::from(content.clone(), line.position);
                    holds &= found.and_then(|mut found| found.next()) == Some(line);
                }
            }
        }
        for (fence, number) in ids.iter().zip(self.counts.lines..) {
            let first = Ids::of(self.block(number)?).and_then(|mut ids| ids.next());
            holds &= first.is_some_and(|id| id.bytes == *fence);
        }
        for (fence, number) in keys.iter().zip(self.counts.lines + self.counts.ids..) {
            let first = Ranges::of(self.block(number)?).and_then(|mut ranges| ranges.next());
            holds &= first.is_some_and(|range| range.key.to_le_bytes() == *fence);
        }
        Ok(holds)
    }

    /// All lines, in order.
    pub(super) fn all_lines(&self) -> impl Iterator<Item = Result<Line, Unusable>> + '_ {
        self.section(0, self.counts.lines, Lines::of)
    }

    /// All ids, in order.
    pub(super) fn all_ids(&self) -> impl Iterator<Item = Result<Id, Unusable>> + '_ {
        self.section(self.counts.lines, self.counts.ids, Ids::of)
    }

    /// All ranges, in the order of their keys.
    pub(super) fn all_ranges(&self) -> impl Iterator<Item = Result<Range, Unusable>> + '_ {
        self.section(self.counts.lines + self.counts.ids, self.counts.keys, Ranges::of)
    }

    fn section<I: Iterator>(
        &self,
        begin: u32,
        count: u32,
        entries: impl Fn(Content) -> Option<I>,
    ) -> impl Iterator<Item = Result<I::Item, Unusable>> {
        let mut ahead: Vec<u8> = Vec::new();
        let mut ahead_from = begin;
        let contents = (begin..begin + count).map(move |number| {
            let held = u32::try_from(ahead.len() / BLOCK).unwrap_or_default();
            if number < ahead_from || number >= ahead_from + held {
                let blocks = AT_ONCE.min(begin + count - number);
                ahead.resize(blocks as usize * BLOCK, 0);
                ahead_from = number;
                self.bytes.read_exact(&mut ahead, u64::from(number) * BLOCK as u64)?;
            }
            let at = (number - ahead_from) as usize * BLOCK;
            let block = ahead.get(at..at + BLOCK).ok_or(Unusable)?;
            let content = match block::open(block, self.tag, number) {
                Some(content) => Arc::from(content),
                // Once more, and known for damaged where that fails.
                None => self.read_block(number)?,
            };
            entries(Content::new(content)).ok_or(Unusable)
        });
        contents.flat_map(|entries| {
            let (entries, failed) = match entries {
                Ok(entries) => (Some(entries), None),
                Err(unusable) => (None, Some(Err(unusable))),
            };
            entries.into_iter().flatten().map(Ok).chain(failed)
        })
    }
}

const fn fence_blocks<const N: usize>(entries: u32) -> u32 {
    // Less than a block's length.
    #[allow(clippy::cast_possible_truncation, reason = "there is no other way in a `const fn`")]
    let in_one = (ROOM / N) as u32;
    entries.div_ceil(in_one)
}

fn once<T>(
    cell: &OnceLock<Vec<T>>,
    read: impl FnOnce() -> Result<Vec<T>, Unusable>,
) -> Result<&[T], Unusable> {
    if let Some(known) = cell.get() {
        return Ok(known);
    }
    let read = read()?;
    Ok(cell.get_or_init(|| read))
}

fn read_block(bytes: &Bytes, tag: u32, number: u32) -> Result<Arc<[u8]>, Unusable> {
    let mut block = [0; BLOCK];
    // What was read wrong once may be read right again.
    for _ in 0..2 {
        bytes.read_exact(&mut block, u64::from(number) * BLOCK as u64)?;
        if let Some(content) = block::open(&block, tag, number) {
            return Ok(Arc::from(content));
        }
    }
    Err(Unusable)
}
