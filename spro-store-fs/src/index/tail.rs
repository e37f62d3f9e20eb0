//! What is known of the records after the last run, in memory.

use std::io;

use foldhash::{HashMap, HashMapExt as _};
use spro_core::kernel::encoding::EncodedCommit;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;

use super::entry::{Id, Line, Named, Range};
use super::run::{Covered, SegmentEnd};
use super::write::Writer;
use crate::line::framed_len;
use crate::scan::Place;
use crate::segment;

/// Records in a row, from a place on.
pub(super) struct Tail {
    ledger: LedgerId,
    pub(super) begin: Place,
    /// Where the last line before it begins; 0 where that is a segment's first line.
    last_line: u64,
    pub(super) last_commit: Place,
    pub(super) end: Place,
    pub(super) stamp: Option<Stamp>,
    lines: Vec<Line>,
    ids: HashMap<(Named, [u8; 16]), u32>,
    ranges: HashMap<u64, Vec<(u32, u32)>>,
    segments: Vec<SegmentEnd>,
    /// How many bytes of the log it covers.
    pub(super) bytes: u64,
}

/// Where the records that are covered end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Where the last commit begins.
    pub(super) last_commit: Place,
    pub(super) end: Place,
    /// Where the last line begins; 0 where that is a segment's first line.
    pub(super) last_line: u64,
    /// When the last commit was recorded; `None` where there is none.
    pub(super) stamp: Option<Stamp>,
}

/// An id that stands twice in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UsedTwice {
    pub(crate) named: Named,
    pub(crate) position: Position,
}

impl Tail {
    /// One that covers nothing yet, and goes on where `after` ends.
    pub(super) fn after(ledger: LedgerId, after: &Known) -> Self {
        let Known { last_commit, end: begin, last_line, stamp } = *after;
        Self {
            ledger,
            begin,
            last_line,
            last_commit,
            end: begin,
            stamp,
            lines: Vec::new(),
            ids: HashMap::new(),
            ranges: HashMap::new(),
            segments: Vec::new(),
            bytes: 0,
        }
    }

    pub(super) const fn first(&self) -> u64 {
        self.begin.head.position.get().saturating_add(1)
    }

    pub(super) const fn last(&self) -> u64 {
        self.end.head.position.get()
    }

    /// Adds the next commit, which ends at `place`, with the id and the keys of each record; tells of
    /// an id that is used twice in what the tail covers.
    pub(super) fn add<K: IntoIterator<Item = u64>>(
        &mut self,
        commit: &EncodedCommit,
        entries: impl IntoIterator<Item = ([u8; 16], K)>,
        place: Place,
    ) -> Option<UsedTwice> {
        let mut twice = None;
        for ((id, keys), position) in entries.into_iter().zip(commit.first.get()..) {
            let offset = self.offset_of(position);
            if self.ids.insert((Named::Event, id), offset).is_some() {
                let position = Position::new(position);
                twice = twice.or(Some(UsedTwice { named: Named::Event, position }));
            }
            self.note(offset, keys);
        }
        twice.or(self.end_with(commit, place))
    }

    fn note(&mut self, offset: u32, keys: impl IntoIterator<Item = u64>) {
        for key in keys {
            let ranges = self.ranges.entry(key).or_default();
            match ranges.last_mut() {
                Some((first, len)) if offset < *first + *len => {}
                Some((first, len)) if offset == *first + *len => *len += 1,
                _ => ranges.push((offset, 1)),
            }
        }
    }

    fn end_with(&mut self, commit: &EncodedCommit, place: Place) -> Option<UsedTwice> {
        let first = commit.first.get();
        let offset = self.offset_of(first);
        let id = (Named::Commit, *commit.header.id.as_bytes());
        let twice = self.ids.insert(id, offset);
        let rest = commit.records.iter().skip(1).map(|(record, _)| framed_len(record));
        let rest: u64 = rest.sum();
        let continues = self.end.segment == place.segment;
        let at = if continues {
            self.end.bytes
        } else {
            segment::header(self.ledger, self.end.head).len() as u64
        };
        let len = place.bytes.saturating_sub(at).saturating_sub(rest);
        let before = match self.lines.last() {
            Some(last) if continues => last.at,
            None if continues => self.last_line,
            _ => 0,
        };
        let segment = place.segment.get();
        let mut line =
            Line { position: first, segment, before, at, len, commit: first, commit_at: at };
        self.lines.push(line);
        for (record, _) in commit.records.iter().skip(1) {
            line = line.followed_by(framed_len(record), false);
            self.lines.push(line);
        }
        match self.segments.last_mut() {
            Some(last) if last.first == segment => last.bytes = place.bytes,
            _ => self.segments.push(SegmentEnd { first: segment, bytes: place.bytes }),
        }
        self.bytes = self.bytes.saturating_add(place.bytes.saturating_sub(at));
        self.stamp = Some(commit.header.at);
        self.last_commit = Place { segment: place.segment, bytes: at, ..self.end };
        self.end = place;
        twice.map(|_| UsedTwice { named: Named::Commit, position: commit.first })
    }

    fn offset_of(&self, position: u64) -> u32 {
        u32::try_from(position.saturating_sub(self.first())).unwrap_or(u32::MAX)
    }

    /// The line of a position, and those that follow it.
    pub(super) fn lines_from(&self, position: u64) -> &[Line] {
        let offset = position.checked_sub(self.first()).and_then(|at| usize::try_from(at).ok());
        offset.and_then(|offset| self.lines.get(offset..)).unwrap_or_default()
    }

    pub(super) fn position_of(&self, named: Named, id: &[u8; 16]) -> Option<u64> {
        self.ids.get(&(named, *id)).map(|offset| self.first() + u64::from(*offset))
    }

    /// The ranges of a key, counted from the first position.
    pub(super) fn ranges(&self, key: u64) -> &[(u32, u32)] {
        self.ranges.get(&key).map_or(&[], Vec::as_slice)
    }

    /// In no order.
    pub(super) fn all_ids(&self) -> impl Iterator<Item = Id> {
        self.ids.iter().map(|((named, id), offset)| Id::of(*id, *offset, *named))
    }

    /// In no order.
    pub(super) fn all_ranges(&self) -> impl Iterator<Item = Range> {
        self.ranges.iter().flat_map(|(key, ranges)| {
            ranges.iter().map(|(first, len)| Range { key: *key, first: *first, len: *len })
        })
    }

    pub(super) fn segments(&self) -> &[SegmentEnd] {
        &self.segments
    }

    pub(super) fn known(&self) -> Known {
        let last_line = match self.lines.last() {
            Some(line) => line.at,
            None => self.last_line,
        };
        Known { last_commit: self.last_commit, end: self.end, last_line, stamp: self.stamp }
    }

    /// The run that covers the same; `None` where it covers nothing.
    pub(super) fn encode(&self) -> Option<Vec<u8>> {
        let covered = Covered {
            ledger: self.ledger,
            before: self.begin.head,
            last_commit: self.last_commit,
            end: self.end,
            stamp: self.stamp?,
            segments: self.segments.clone(),
        };
        let written = || -> io::Result<Vec<u8>> {
            let mut writer = Writer::new(Vec::new(), &covered);
            for line in &self.lines {
                writer.line(*line)?;
            }
            writer.end_lines()?;
            let mut ids: Vec<Id> = self.all_ids().collect();
            ids.sort_unstable();
            for id in ids {
                writer.id(id)?;
            }
            writer.end_ids()?;
            let mut keys: Vec<u64> = self.ranges.keys().copied().collect();
            keys.sort_unstable();
            for key in keys {
                for (first, len) in self.ranges(key) {
                    writer.range(Range { key, first: *first, len: *len })?;
                }
            }
            writer.finish(&covered)
        };
        // Writing to memory does not fail.
        written().ok().filter(|_| !self.lines.is_empty())
    }
}
