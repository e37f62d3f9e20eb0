//! Reads a segment commit by commit, and checks it on the way.

use std::io::{self, BufRead, Read as _};

use spro_core::kernel::encoding::{CommitHeader, EncodedCommit};
use spro_core::kernel::position::{Head, Position};

use crate::line::{self, MAX_LINE};
use crate::segment::line_of;

/// A place between two commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) head: Head,
    /// The first position of the segment that it stands in.
    pub(crate) segment: Position,
    /// Its offset in that segment.
    pub(crate) bytes: u64,
}

impl Place {
    /// The line of its segment that follows it.
    pub(crate) const fn next_line(&self) -> u64 {
        line_of(self.head.position.next(), self.segment)
    }
}

/// Why the scan stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    Io(io::Error),
    /// A line, counted from 1, that is not what follows.
    Bad {
        line: u64,
        why: String,
    },
}

/// Reads commits from a place on.
pub(crate) struct Scanner<R> {
    pub(crate) reader: R,
    /// After the last whole commit.
    pub(crate) place: Place,
    /// What the last commit says of what was durable before it.
    pub(crate) durable: Position,
    buffer: Vec<u8>,
}

impl<R: BufRead> Scanner<R> {
    /// A reader that stands at `place`.
    pub(crate) const fn new(reader: R, place: Place) -> Self {
        Self { reader, place, durable: Position::START, buffer: Vec::new() }
    }

    /// The next whole commit; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<EncodedCommit>, Stop> {
        let mut next = self.place;
        let mut records = Vec::new();
        let mut header = None;
        let mut left = 1;
        while left > 0 {
            let at = next.next_line();
            let bad = |why: &dyn std::fmt::Display| Stop::Bad { line: at, why: why.to_string() };
            self.buffer.clear();
            let mut line = (&mut self.reader).take(MAX_LINE);
            let read = line.read_until(b'\n', &mut self.buffer).map_err(Stop::Io)?;
            if read == 0 && header.is_none() {
                return Ok(None);
            }
            if read == 0 {
                return Err(bad(&"the commit has no end"));
            }
            let line = line::parse(&self.buffer).map_err(|error| bad(&error))?;
            if line.durable.is_some() != header.is_none() {
                return Err(bad(&"a commit begins or goes on where it should not"));
            }
            if line.durable > Some(self.place.head.position) {
                return Err(bad(&"`dur` lies ahead"));
            }
            let digest = next.head.digest.link(line.record);
            if digest != line.digest {
                return Err(bad(&"the digest is not that of the record"));
            }
            if let Some(durable) = line.durable {
                self.durable = durable;
                let begin = CommitHeader::of_first(line.record).map_err(|error| bad(&error))?;
                let begin = begin.ok_or_else(|| bad(&"the record begins no commit"))?;
                left = begin.n;
                if left == 0 {
                    return Err(bad(&"the commit holds no record"));
                }
                header = Some(begin);
            }
            records.push((line.record.to_vec(), digest));
            next = Place {
                head: Head { position: next.head.position.next(), digest },
                segment: next.segment,
                bytes: next.bytes + read as u64,
            };
            left -= 1;
        }
        let first = self.place.head.position.next();
        self.place = next;
        Ok(header.map(|header| EncodedCommit { header, first, records, head: next.head }))
    }
}

/// What stands after the last whole commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    /// Blank lines alone: room that was laid out ahead.
    Blank,
    /// A write that was cut off and never acknowledged.
    Torn,
    /// Something that was recorded, since a later line knows it to be durable.
    Recorded,
}

/// Judges the bytes after the last whole commit, which ends at `last`.
pub(crate) fn judge(tail: &[u8], last: Position) -> Tail {
    match line::highest_durable(tail) {
        Some(durable) if durable > last => Tail::Recorded,
        _ if tail.iter().all(|byte| *byte == b'\n') => Tail::Blank,
        _ => Tail::Torn,
    }
}
