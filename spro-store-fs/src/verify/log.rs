//! Checks the files of `log/`, each on its own and as what follows the one before.

use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::PathBuf;

use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::store::LedgerIdentity;

use super::known::Known;
use super::{Finding, Grade, Slots};
use crate::ahead::{self, Read};
use crate::disk::{Access, OpenFile, Span};
use crate::error::FsError;
use crate::flaw::Flaw;
use crate::folder::{Folder, Listing, read_span};
use crate::head::Published;
use crate::index::Comparison;
use crate::log;
use crate::options::ReadThreads;
use crate::scan::{Place, Scanner, Stop, Tail, judge, written};
use crate::segment::{self, read_header};

const BUFFER: usize = 64 * 1024;
/// Longer than any first line of a segment.
const LONGEST_HEADER: u64 = 1024;

/// Checks the log; gives its head, and the length of what follows it.
pub(super) fn check(
    folder: &Folder,
    identity: &LedgerIdentity,
    listing: &Listing,
    slots: &Slots,
    findings: &mut Vec<Finding>,
) -> Result<(Head, u64), FsError> {
    for path in &listing.unknown {
        let why = Flaw::NotOfLog;
        findings.push(Finding::of_file(path, Grade::Altered, why));
    }
    for path in &listing.unfinished {
        let why = Flaw::UnfinishedSegment;
        findings.push(Finding::of_file(path, Grade::Recoverable, why));
    }
    let before = findings.len();
    let start = log::start(identity);
    let index = Comparison::begin(folder, identity.id, start);
    let mut check = Check {
        folder,
        identity,
        slots,
        known: Known::none(start, index),
        follows: Some(identity.genesis()),
        last: None,
        found_head: false,
        after_head: 0,
        findings,
    };
    for first in &listing.firsts {
        check.segment(*first, listing.firsts.last() == Some(first))?;
    }
    let Check { known, found_head, after_head, .. } = check;
    let Some(published) = slots.published else {
        return Ok((known.place.head, after_head));
    };
    if !found_head && findings.len() == before {
        let missing = folder.segment(published.place.segment);
        let (path, grade) = if listing.firsts.contains(&published.place.segment) {
            (&folder.head, Grade::Altered)
        } else {
            (&missing, Grade::Truncated)
        };
        let why = Flaw::HeadBeyond { position: published.place.head.position };
        findings.push(Finding::of_file(path, grade, why));
    }
    if after_head > 0 {
        let Place { segment, .. } = published.place;
        let why = Flaw::UnfinishedWrite;
        let (path, line) = (folder.segment(segment), published.place.next_line());
        findings.push(Finding::of_line(&path, line, Grade::Recoverable, why));
    }
    for unlike in known.index.end() {
        findings.push(Finding::of_file(&unlike.path, Grade::Recoverable, unlike.why));
    }
    Ok((published.place.head, after_head))
}

struct Check<'a> {
    folder: &'a Folder,
    identity: &'a LedgerIdentity,
    slots: &'a Slots,
    known: Known,
    /// What the next segment must follow; `None` after one that is damaged.
    follows: Option<Head>,
    /// Where the segment before ended.
    last: Option<Place>,
    found_head: bool,
    after_head: u64,
    findings: &'a mut Vec<Finding>,
}

/// A segment while it is read.
struct Segment {
    path: PathBuf,
    file: OpenFile,
    len: u64,
    is_last: bool,
}

impl Check<'_> {
    fn segment(&mut self, first: Position, is_last: bool) -> Result<(), FsError> {
        let path = self.folder.segment(first);
        let file = self.folder.open(&path, Access::Read)?;
        let len = file.len().map_err(FsError::io("measure", &path))?;
        let segment = Segment { path, file, len, is_last };
        let Some(start) = self.start(&segment, first)? else {
            self.follows = None;
            return Ok(());
        };
        self.known.place = start;
        let end = self.commits(&segment, start)?;
        self.follows = end.map(|end| end.head);
        self.last = Some(end.unwrap_or(self.known.place));
        Ok(())
    }

    /// The place after a segment's first line; `None` when the segment is not to be read.
    fn start(&mut self, segment: &Segment, first: Position) -> Result<Option<Place>, FsError> {
        let Segment { path, file, .. } = segment;
        let begin = read_span(OpenFile::clone(file), path, 0, LONGEST_HEADER)?;
        let line = begin.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        let header = read_header(line).filter(|(ledger, before)| {
            *ledger == self.identity.id && before.position.next() == first
        });
        let Some((_, mut before)) = header else {
            self.altered(path, 1, Flaw::NotFirstLine);
            return Ok(None);
        };
        if let Some(follows) = self.follows.filter(|follows| *follows != before) {
            self.refuse_gap(segment, first, follows);
            if follows.position == before.position {
                // The records tell which of the two is right.
                before = follows;
            }
        }
        let is_beyond = |published: &Published| first > published.place.segment;
        if self.slots.is_end && self.slots.published.as_ref().is_some_and(is_beyond) {
            self.altered(path, 1, Flaw::Stray);
            return Ok(None);
        }
        Ok(Some(Place { head: before, segment: first, bytes: line.len() as u64 }))
    }

    fn refuse_gap(&mut self, segment: &Segment, first: Position, follows: Head) {
        let why = Flaw::Gap { end: follows.position, next: first };
        match self.last {
            _ if follows.position.next() >= first => {
                self.altered(&segment.path, 1, Flaw::NotFollowing);
            }
            Some(last) => {
                let path = self.folder.segment(last.segment);
                self.altered(&path, last.next_line(), why);
            }
            None => {
                let path = self.folder.segment(segment::FIRST);
                self.findings.push(Finding::of_file(&path, Grade::Altered, Flaw::Missing));
            }
        }
    }

    /// Reads the commits of a segment; gives where they end, or `None` where one is damaged.
    fn commits(&mut self, segment: &Segment, start: Place) -> Result<Option<Place>, FsError> {
        let published = self.slots.published.map(|published| published.place);
        let in_last = published.filter(|published| published.segment == start.segment);
        let end = in_last.filter(|_| self.slots.is_end).map_or(u64::MAX, |place| place.bytes);
        let span = Span { file: OpenFile::clone(&segment.file), at: start.bytes, end };
        let mut scanner = Scanner::new(BufReader::with_capacity(BUFFER, span), start);
        if !self.is_as_named(&segment.path, start) {
            return Ok(None);
        }
        let next = |room| {
            scanner.reuse(room);
            scanner.advance()?;
            Ok(scanner.take().map(|commit| Read { commit, place: scanner.place }))
        };
        let mut is_refused = false;
        let read = ahead::each(ReadThreads::Two, next, |Read { commit, place }| {
            is_refused = match self.known.add(self.folder, commit, *place) {
                Ok(()) => !self.is_as_named(&segment.path, *place),
                Err(bad) => {
                    self.altered(&bad.path, bad.line, bad.why);
                    true
                }
            };
            let flow = if is_refused { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
            Ok(flow)
        });
        if is_refused {
            return Ok(None);
        }
        let stopped = match read {
            Ok(()) => None,
            Err(Stop::Io(source)) => return Err(FsError::io("read", &segment.path)(source)),
            Err(Stop::Bad { line, why }) => Some((line, why)),
        };
        let place = scanner.place;
        let is_known = published.is_some_and(|end| place.head.position < end.head.position);
        let is_cut = in_last.is_some_and(|end| segment.len < end.bytes);
        if let Some(end) = in_last.filter(|_| is_known && is_cut) {
            let line = stopped.as_ref().map_or(place.next_line(), |(line, _)| *line);
            let why = Flaw::Cut { expected: end.bytes, found: segment.len };
            self.findings.push(Finding::of_line(&segment.path, line, Grade::Truncated, why));
        }
        let Some((line, why)) = stopped else {
            self.count_after_head(start, place.bytes);
            return Ok(Some(place));
        };
        if is_known {
            let at_end = scanner.is_at_end().map_err(FsError::io("read", &segment.path))?;
            if !(is_cut && at_end) {
                self.altered(&segment.path, line, why);
            }
            return Ok(None);
        }
        let Segment { path, file, is_last, .. } = segment;
        let tail = read_span(OpenFile::clone(file), path, place.bytes, u64::MAX)?;
        match judge(&tail, place.head.position) {
            Tail::Blank | Tail::Torn if *is_last => {
                let end = place.bytes.saturating_add(written(&tail).len() as u64);
                self.count_after_head(start, end);
            }
            _ => self.altered(path, line, why),
        }
        Ok(None)
    }

    /// Counts what stands after `head` in a segment that is written up to `until`, its first line left
    /// out.
    fn count_after_head(&mut self, start: Place, until: u64) {
        let Some(Published { place: end, .. }) =
            self.slots.published.filter(|_| !self.slots.is_end)
        else {
            return;
        };
        if start.segment >= end.segment {
            let known = if start.segment == end.segment { end.bytes } else { start.bytes };
            let after = until.saturating_sub(known);
            self.after_head = self.after_head.saturating_add(after);
        }
    }

    /// Tells whether the log has what `head` names, where this is the place that it names.
    fn is_as_named(&mut self, path: &std::path::Path, place: Place) -> bool {
        for named in [self.slots.before, self.slots.published].into_iter().flatten() {
            let Place { head, segment, bytes } = named.place;
            if head.position != place.head.position {
                continue;
            }
            if head != place.head || (segment == place.segment && bytes != place.bytes) {
                self.altered(path, place.next_line(), Flaw::HeadDiffers);
                return false;
            }
            self.found_head |= Some(named) == self.slots.published;
        }
        true
    }

    fn altered(&mut self, path: &std::path::Path, line: u64, why: Flaw) {
        self.findings.push(Finding::of_line(path, line, Grade::Altered, why));
    }
}
