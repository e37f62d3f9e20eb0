//! The files of `log/`: their names, and the line that each begins with.

use std::ffi::OsStr;

use serde::Deserialize;
use spro_core::kernel::chain::Digest;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::{Head, Position};

/// The format of the ledger, which each of its files begins with.
pub(crate) const FORMAT: u64 = 1;

const DIGITS: usize = 20;
const SUFFIX: &str = ".jsonl";
/// Follows the name of a segment that is not whole yet.
pub(crate) const UNFINISHED: &str = ".tmp";

/// The first segment's first position.
pub(crate) const FIRST: Position = Position::new(1);

/// What a name in `log/` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    /// A segment, by its first position.
    Segment(Position),
    /// A segment that a writer did not come to finish.
    Unfinished,
    /// Nothing that this software makes.
    Unknown,
}

/// The file name of the segment that begins at `first`.
pub(crate) fn name(first: Position) -> String {
    format!("{:0DIGITS$}{SUFFIX}", first.get())
}

/// Reads a file name.
pub(crate) fn parse(text: &OsStr) -> Name {
    let text = text.to_str().unwrap_or_default();
    if let Some(first) = first_of(text) {
        Name::Segment(first)
    } else if text.strip_suffix(UNFINISHED).and_then(first_of).is_some() {
        Name::Unfinished
    } else {
        Name::Unknown
    }
}

fn first_of(text: &str) -> Option<Position> {
    let digits = text.strip_suffix(SUFFIX)?;
    let first = Position::new(digits.parse().ok()?);
    (name(first) == text && first >= FIRST).then_some(first)
}

/// The line that a segment begins with, after `before`.
pub(crate) fn header(ledger: LedgerId, before: Head) -> String {
    let (first, after) = (before.position.next(), before.digest);
    format!(
        "{{\"spro\":{FORMAT},\"ledger\":\"{ledger}\",\"first\":{first},\"after\":\"{after}\"}}\n"
    )
}

/// What a segment's first line says, of which ledger and after what it is; `None` for another line.
pub(crate) fn read_header(line: &[u8]) -> Option<(LedgerId, Head)> {
    let Header { spro, ledger, first, after } = serde_json::from_slice(line).ok()?;
    let position = Position::new(first.get().checked_sub(1)?);
    let before = Head { position, digest: after };
    (spro == FORMAT && header(ledger, before).as_bytes() == line).then_some((ledger, before))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    spro: u64,
    ledger: LedgerId,
    first: Position,
    after: Digest,
}

/// The line, counted from 1, of a position in the segment that begins at `first`.
pub(crate) const fn line_of(position: Position, first: Position) -> u64 {
    position.get().saturating_sub(first.get()).saturating_add(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_segment_has_one_name() {
        let position = Position::new(42);
        assert_eq!(parse(OsStr::new(&name(position))), Name::Segment(position));
        for unknown in ["42.jsonl", "00000000000000000000.jsonl", "0000000000000000004x.jsonl", ""]
        {
            assert_eq!(parse(OsStr::new(unknown)), Name::Unknown, "{unknown}");
        }
        assert_eq!(parse(OsStr::new("00000000000000000042.jsonl.tmp")), Name::Unfinished);
        assert_eq!(parse(OsStr::new("00000000000000000042.jsonl.bak")), Name::Unknown);
    }

    #[test]
    fn a_segments_first_record_stands_on_its_second_line() {
        assert_eq!(line_of(Position::new(42), Position::new(42)), 2);
        assert_eq!(line_of(Position::new(45), Position::new(42)), 5);
    }
}
