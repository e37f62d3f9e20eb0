//! Reads the log commit by commit, from one segment to the next.

use std::io::BufReader;
use std::path::PathBuf;

use spro_core::kernel::encoding::EncodedCommit;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::Position;

use crate::disk::{Access, Span};
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::{Folder, read_span};
use crate::options::ReadCheck;
use crate::scan::{self, Place, Scanner};
use crate::segment;

const BUFFER: usize = 64 * 1024;

/// Why a walk stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    Fs(FsError),
    Bad(Bad),
}

/// A line that is not what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bad {
    pub(crate) path: PathBuf,
    /// Counted from 1.
    pub(crate) line: u64,
    pub(crate) why: Flaw,
}

impl From<Bad> for FsError {
    fn from(Bad { path, line, why }: Bad) -> Self {
        Self::Altered { path, line, why }
    }
}

impl From<Stop> for FsError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Fs(error) => error,
            Stop::Bad(bad) => bad.into(),
        }
    }
}

/// Where a walk ends at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// With the last segment.
    Files,
    /// At a place.
    At(Place),
}

/// Reads commits from a place on.
pub(crate) struct Walk<'f> {
    folder: &'f Folder,
    ledger: LedgerId,
    end: End,
    check: ReadCheck,
    scanner: Scanner<BufReader<Span>>,
}

impl<'f> Walk<'f> {
    /// A walk from `place`, whose segment is trusted to begin as it should.
    pub(crate) fn from(
        folder: &'f Folder,
        ledger: LedgerId,
        place: Place,
        end: End,
    ) -> Result<Self, FsError> {
        let path = folder.segment(place.segment);
        let file = folder.open(&path, Access::Read)?;
        let span = Span { file, at: place.bytes, end: end_in(end, place) };
        let scanner = Scanner::new(BufReader::with_capacity(BUFFER, span), place);
        Ok(Self { folder, ledger, end, check: ReadCheck::Digests, scanner })
    }

    /// The same, which checks no more than is said.
    pub(crate) fn checking(self, check: ReadCheck) -> Self {
        Self { check, scanner: self.scanner.checking(check), ..self }
    }

    /// After the last whole commit.
    pub(crate) const fn place(&self) -> Place {
        self.scanner.place
    }

    /// What the last commit says of what was durable before it.
    pub(crate) const fn durable(&self) -> Position {
        self.scanner.durable
    }

    /// The commit that was read last; `None` before the first, and at the end.
    pub(crate) const fn commit(&self) -> Option<&EncodedCommit> {
        self.scanner.commit()
    }

    /// Takes the commit that was read last.
    pub(crate) const fn take(&mut self) -> Option<EncodedCommit> {
        self.scanner.take()
    }

    /// Reads the next commit into the room of another.
    pub(crate) fn reuse(&mut self, room: Option<EncodedCommit>) {
        self.scanner.reuse(room);
    }

    /// Reads the next whole commit; `false` at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, Stop> {
        while !self.scanner.advance().map_err(|stop| self.stop(stop))? {
            if !self.enter_next_segment()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn stop(&self, stop: scan::Stop) -> Stop {
        let path = self.folder.segment(self.place().segment);
        match stop {
            scan::Stop::Io(source) => Stop::Fs(FsError::io("read", &path)(source)),
            scan::Stop::Bad { line, why } => Stop::Bad(Bad { path, line, why }),
        }
    }

    /// Goes on in the segment that begins after this place; `false` where that is the last one.
    fn enter_next_segment(&mut self) -> Result<bool, Stop> {
        let place = self.place();
        if matches!(self.end, End::At(end) if place.segment >= end.segment) {
            return Ok(false);
        }
        let first = place.head.position.next();
        if first == place.segment {
            return self.no_segment_follows();
        }
        let path = self.folder.segment(first);
        let Some(file) = self.folder.open_if_there(&path, Access::Read).map_err(Stop::Fs)? else {
            return self.no_segment_follows();
        };
        let header = segment::header(self.ledger, place.head);
        let bytes = header.len() as u64;
        let found = read_span(file.clone(), &path, 0, bytes).map_err(Stop::Fs)?;
        if found != header.as_bytes() {
            let why = Flaw::NotFollowing;
            return Err(Stop::Bad(Bad { path, line: 1, why }));
        }
        let place = Place { segment: first, bytes, ..place };
        let span = Span { file, at: bytes, end: end_in(self.end, place) };
        let scanner = Scanner::new(BufReader::with_capacity(BUFFER, span), place);
        self.scanner = scanner.checking(self.check);
        Ok(true)
    }

    /// There is no segment that begins right here: then there must be none that begins later.
    fn no_segment_follows(&self) -> Result<bool, Stop> {
        let place = self.place();
        let listing = self.folder.segments().map_err(Stop::Fs)?;
        let Some(later) = listing.firsts.into_iter().find(|first| *first > place.segment) else {
            return Ok(false);
        };
        let why = Flaw::Gap { end: place.head.position, next: later };
        let path = self.folder.segment(place.segment);
        Err(Stop::Bad(Bad { path, line: place.next_line(), why }))
    }
}

const fn end_in(end: End, place: Place) -> u64 {
    match end {
        End::At(end) if end.segment.get() == place.segment.get() => end.bytes,
        _ => u64::MAX,
    }
}
