//! Reads a segment commit by commit, and checks it on the way.

use std::io::{self, BufRead, Read as _};

use memchr::memchr;
use spro_core::kernel::encoding::{CommitHeader, EncodedCommit};
use spro_core::kernel::position::{Head, Position};

use crate::flaw::Flaw;
use crate::line::{self, MAX_LINE};
use crate::options::ReadCheck;
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
        why: Flaw,
    },
}

/// Reads commits from a place on.
pub(crate) struct Scanner<R> {
    lines: Lines<R>,
    /// After the last whole commit.
    pub(crate) place: Place,
    /// What the last commit says of what was durable before it.
    pub(crate) durable: Position,
    check: ReadCheck,
    /// The last commit, or another, whose room the next one takes.
    commit: Option<EncodedCommit>,
}

impl<R: BufRead> Scanner<R> {
    /// A reader that stands at `place`.
    pub(crate) const fn new(reader: R, place: Place) -> Self {
        Self {
            lines: Lines::of(reader),
            place,
            durable: Position::START,
            check: ReadCheck::Digests,
            commit: None,
        }
    }

    /// The same, which checks no more than is said.
    pub(crate) fn checking(self, check: ReadCheck) -> Self {
        Self { check, ..self }
    }

    /// Whether nothing follows what was read.
    pub(crate) fn is_at_end(&mut self) -> io::Result<bool> {
        self.lines.is_at_end()
    }

    /// The commit that was read last.
    pub(crate) const fn commit(&self) -> Option<&EncodedCommit> {
        self.commit.as_ref()
    }

    /// Takes the commit that was read last.
    pub(crate) const fn take(&mut self) -> Option<EncodedCommit> {
        self.commit.take()
    }

    /// Reads the next commit into the room of another.
    pub(crate) fn reuse(&mut self, room: Option<EncodedCommit>) {
        self.commit = room;
    }

    /// Reads the next whole commit; `false` at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, Stop> {
        // What is not whole is never given.
        let mut records = self.commit.take().map(|commit| commit.records).unwrap_or_default();
        records.clear();
        let mut next = self.place;
        let mut header = None;
        let mut left = 1;
        while left > 0 {
            let at = next.next_line();
            let bad = |why: Flaw| Stop::Bad { line: at, why };
            let bytes = self.lines.next().map_err(Stop::Io)?;
            if bytes.is_empty() && header.is_none() {
                return Ok(false);
            }
            if bytes.is_empty() {
                return Err(bad(Flaw::CommitCut));
            }
            let line = line::parse(bytes).map_err(bad)?;
            if line.durable.is_some() != header.is_none() {
                return Err(bad(Flaw::CommitBounds));
            }
            if line.durable > Some(self.place.head.position) {
                return Err(bad(Flaw::DurableAhead));
            }
            let digest = match self.check {
                ReadCheck::Digests => next.head.digest.link(line.record),
                ReadCheck::Framing => line.digest,
            };
            if digest != line.digest {
                return Err(bad(Flaw::Digest));
            }
            if let Some(durable) = line.durable {
                self.durable = durable;
                let begin =
                    CommitHeader::of_first(line.record).map_err(|error| bad(error.into()))?;
                let begin = begin.ok_or_else(|| bad(Flaw::BeginsNoCommit))?;
                left = begin.n;
                if left == 0 {
                    return Err(bad(Flaw::EmptyCommit));
                }
                header = Some(begin);
            }
            records.push(line.record, digest);
            next = Place {
                head: Head { position: next.head.position.next(), digest },
                segment: next.segment,
                bytes: next.bytes + bytes.len() as u64,
            };
            left -= 1;
        }
        let first = self.place.head.position.next();
        self.place = next;
        self.commit =
            header.map(|header| EncodedCommit { header, first, records, head: next.head });
        Ok(self.commit.is_some())
    }
}

/// Reads lines.
struct Lines<R> {
    reader: R,
    /// A line that the reader did not hold in one piece.
    buffer: Vec<u8>,
    /// How much of what the reader holds was given, and is still to be passed over.
    given: usize,
}

impl<R: BufRead> Lines<R> {
    const fn of(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), given: 0 }
    }

    /// The next line, with its line break unless it is too long or the last; empty at the end.
    ///
    /// A line that lies whole in what the reader holds is not copied.
    fn next(&mut self) -> io::Result<&[u8]> {
        self.pass_over();
        let held = match self.reader.fill_buf() {
            // What follows tries again.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => &[],
            held => held?,
        };
        let within = held.get(..MAX_LINE).unwrap_or(held);
        if let Some(end) = memchr(b'\n', within) {
            self.given = end + 1;
            return Ok(self.reader.fill_buf()?.get(..self.given).unwrap_or_default());
        }
        self.buffer.clear();
        (&mut self.reader).take(MAX_LINE as u64).read_until(b'\n', &mut self.buffer)?;
        Ok(&self.buffer)
    }

    fn is_at_end(&mut self) -> io::Result<bool> {
        Ok(self.next()?.is_empty())
    }

    fn pass_over(&mut self) {
        self.reader.consume(std::mem::take(&mut self.given));
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
        _ if written(tail).is_empty() => Tail::Blank,
        _ => Tail::Torn,
    }
}

/// What was written of the bytes after the last whole commit: all but the blank lines at their end.
pub(crate) fn written(tail: &[u8]) -> &[u8] {
    let end = tail.iter().rposition(|byte| *byte != b'\n').map_or(0, |last| last.saturating_add(1));
    tail.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn lines_are_the_same_however_much_the_reader_holds() {
        let text = b"one\n\ntwo and three\nfour";
        for held in 1..=text.len() {
            let mut lines = Lines::of(BufReader::with_capacity(held, text.as_slice()));
            for line in text.split_inclusive(|byte| *byte == b'\n') {
                assert_eq!(lines.next().unwrap(), line);
            }
            assert!(lines.is_at_end().unwrap());
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_off() {
        let text = vec![b'a'; MAX_LINE + 7];
        for held in [64 * 1024, 4 * MAX_LINE] {
            let mut lines = Lines::of(BufReader::with_capacity(held, text.as_slice()));
            assert_eq!(lines.next().unwrap().len(), MAX_LINE);
            assert_eq!(lines.next().unwrap().len(), 7);
        }
    }
}
