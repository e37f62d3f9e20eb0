//! Reads records where the index says that they stand.
//!
//! Each is checked by the digest on the line before it; so what the index says wrong is found, and
//! no other record is needed.

use std::ops::ControlFlow;

use spro_core::kernel::chain::Digest;
use spro_core::kernel::encoding::{CommitHeader, Decoder};
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::record::Record;
use spro_core::kernel::store::ReadError;

use crate::disk::OpenFile;
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::Folder;
use crate::index::Line;
use crate::line::{self, MAX_LINE};
use crate::options::ReadCheck;
use crate::read::unavailable;
use crate::scan::Place;
use crate::segment::{self, line_of};

/// What is read at first of a commit's first line, mostly all of it.
const FIRST_LOOK: u64 = 2048;

/// Reads single records of a log.
pub(crate) struct Spots<'f> {
    folder: &'f Folder,
    check: ReadCheck,
    file: Option<(u64, OpenFile)>,
    buffer: Vec<u8>,
    /// That of the commit that begins there.
    header: Option<(u64, CommitHeader)>,
}

/// A record that was checked, not decoded yet.
pub(crate) struct Spotted<'a> {
    pub(crate) position: Position,
    pub(crate) bytes: &'a [u8],
    pub(crate) digest: Digest,
    commit: &'a CommitHeader,
    elsewhere: &'a dyn Fn() -> FsError,
}

impl<'a> Spotted<'a> {
    pub(crate) fn decode(&self, decoder: &mut Decoder) -> Result<Record<'a>, ReadError> {
        let after = before(self.position);
        let body = decoder
            .decode(self.bytes)
            .map_err(|error| ReadError::Damaged { after, source: error.into() })?;
        if body.seq != self.position {
            return Err(ReadError::Damaged { after, source: (self.elsewhere)().into() });
        }
        Ok(Record { digest: self.digest, bytes: self.bytes, commit: self.commit, body })
    }
}

impl<'f> Spots<'f> {
    pub(crate) const fn of(folder: &'f Folder) -> Self {
        Self { folder, check: ReadCheck::Digests, file: None, buffer: Vec::new(), header: None }
    }

    /// The same, which checks no more than is said.
    pub(crate) fn checking(self, check: ReadCheck) -> Self {
        Self { check, ..self }
    }

    /// Visits the records of these lines, which follow one another in one segment.
    pub(crate) fn visit(
        &mut self,
        lines: &[Line],
        visit: &mut dyn FnMut(&Spotted<'_>) -> Result<ControlFlow<()>, ReadError>,
    ) -> Result<ControlFlow<()>, ReadError> {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return Ok(ControlFlow::Continue(()));
        };
        if first.commit != first.position
            && self.header.as_ref().is_none_or(|(begin, _)| *begin != first.commit)
        {
            self.header = Some((first.commit, self.read_header(first)?));
        }
        self.fill(first, first.before, last.end())?;
        let buffer = std::mem::take(&mut self.buffer);
        let visited = self.visit_in(&buffer, lines, first, visit);
        self.buffer = buffer;
        visited
    }

    fn visit_in(
        &mut self,
        buffer: &[u8],
        lines: &[Line],
        first: &Line,
        visit: &mut dyn FnMut(&Spotted<'_>) -> Result<ControlFlow<()>, ReadError>,
    ) -> Result<ControlFlow<()>, ReadError> {
        let part = |from: u64, to: u64| {
            let from = usize::try_from(from.saturating_sub(first.before)).ok()?;
            let to = usize::try_from(to.saturating_sub(first.before)).ok()?;
            buffer.get(from..to)
        };
        let before = part(first.before, first.at).and_then(|line| digest_of(line, first.before));
        let mut digest = before.ok_or_else(|| self.damaged(first, Flaw::NoLineBefore))?;
        for at in lines {
            let bytes = part(at.at, at.end()).unwrap_or_default();
            let line = line::parse(bytes).map_err(|error| self.damaged(at, error))?;
            digest = match self.check {
                ReadCheck::Digests => digest.link(line.record),
                ReadCheck::Framing => line.digest,
            };
            if digest != line.digest {
                return Err(self.damaged(at, Flaw::Digest));
            }
            if line.durable.is_some() != (at.commit == at.position) {
                return Err(self.damaged(at, Flaw::CommitBounds));
            }
            if line.durable.is_some() {
                let header = CommitHeader::of_first(line.record).ok().flatten();
                let header = header.ok_or_else(|| self.damaged(at, Flaw::BeginsNoCommit))?;
                self.header = Some((at.position, header));
            }
            let Some((begin, commit)) = &self.header else {
                return Err(self.damaged(at, Flaw::NoCommit));
            };
            if at.position.saturating_sub(*begin) >= u64::from(commit.n) {
                return Err(self.damaged(at, Flaw::NoCommit));
            }
            let elsewhere = || self.altered(at, Flaw::Elsewhere);
            let spotted = Spotted {
                position: Position::new(at.position),
                bytes: line.record,
                digest,
                commit,
                elsewhere: &elsewhere,
            };
            if visit(&spotted)? == ControlFlow::Break(()) {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The place before the commit of a line.
    pub(crate) fn begin_of(&mut self, first: &Line) -> Result<Place, ReadError> {
        self.fill(first, first.before, first.at)?;
        let digest = digest_of(&self.buffer, first.before)
            .ok_or_else(|| self.damaged(first, Flaw::NoLineBefore))?;
        let head = Head { position: before(Position::new(first.position)), digest };
        Ok(Place { head, segment: Position::new(first.segment), bytes: first.at })
    }

    /// Reads the first line of a line's commit, which is checked by itself.
    fn read_header(&mut self, of: &Line) -> Result<CommitHeader, ReadError> {
        let mut len = FIRST_LOOK;
        loop {
            self.fill(of, of.commit_at, of.commit_at.saturating_add(len).min(of.at))?;
            let end = memchr::memchr(b'\n', &self.buffer);
            if end.is_some() || len > MAX_LINE as u64 {
                break;
            }
            len = len.saturating_mul(16);
        }
        let line = self.buffer.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        let parsed = line::parse(line).ok().filter(|line| line.durable.is_some());
        let header = parsed.and_then(|line| header_at(line.record, of.commit));
        let at = Line { position: of.commit, ..*of };
        header.ok_or_else(|| self.damaged(&at, Flaw::NotFirstOfCommit))
    }

    /// Reads a part of a line's segment.
    fn fill(&mut self, line: &Line, from: u64, to: u64) -> Result<(), ReadError> {
        let file = match &self.file {
            Some((segment, file)) if *segment == line.segment => OpenFile::clone(file),
            _ => {
                let segment = Position::new(line.segment);
                let opened = &self.folder.opened;
                let file = opened.segment(self.folder, segment).map_err(unavailable)?;
                self.file = Some((line.segment, OpenFile::clone(&file)));
                file
            }
        };
        let len = usize::try_from(to.saturating_sub(from)).unwrap_or_default();
        self.buffer.resize(len, 0);
        let mut done = 0;
        while let Some(left) = self.buffer.get_mut(done..).filter(|left| !left.is_empty()) {
            match file.read_at(left, from.saturating_add(done as u64)) {
                Ok(0) => return Err(self.damaged(line, Flaw::EndsBeforeHead)),
                Ok(read) => done = done.saturating_add(read),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(source) => {
                    let path = self.folder.segment(Position::new(line.segment));
                    return Err(unavailable(FsError::io("read", &path)(source)));
                }
            }
        }
        Ok(())
    }

    fn altered(&self, line: &Line, why: Flaw) -> FsError {
        let (position, segment) = (Position::new(line.position), Position::new(line.segment));
        let path = self.folder.segment(segment);
        FsError::Altered { path, line: line_of(position, segment), why }
    }

    fn damaged(&self, line: &Line, why: Flaw) -> ReadError {
        let after = before(Position::new(line.position));
        ReadError::Damaged { after, source: self.altered(line, why).into() }
    }
}

/// What a commit's first record says of all of them, if it is the record of this position.
fn header_at(record: &[u8], position: u64) -> Option<CommitHeader> {
    let header = CommitHeader::of_first(record).ok().flatten()?;
    // Nothing in a header has a brace in it.
    let end = memchr::memchr(b'}', record)?;
    let seq = record.get(end..)?.strip_prefix(b"},\"seq\":")?;
    let rest = seq.strip_prefix(position.to_string().as_bytes())?;
    rest.starts_with(b",").then_some(header)
}

/// The digest that a line bears: that of its record, or of the record before the segment.
fn digest_of(line: &[u8], at: u64) -> Option<Digest> {
    if at == 0 {
        segment::read_header(line).map(|(_, before)| before.digest)
    } else {
        line::digest(line)
    }
}

const fn before(position: Position) -> Position {
    Position::new(position.get().saturating_sub(1))
}
