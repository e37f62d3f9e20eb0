//! Answers as JSON: one envelope, keys in a fixed order, printable.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;
use spro_core::kernel::chain::Digest;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;

use super::{Answer, visible};
use crate::exit::Exit;
use crate::failure::Failure;

/// What every answer is wrapped in. The keys and their order are kept.
#[derive(Serialize)]
pub(crate) struct Envelope<'a, T> {
    schema: String,
    /// The last place in the ledger that the answer takes in, and the digest of all up to there.
    position: Position,
    fingerprint: Digest,
    as_of: Axes,
    items: &'a [T],
}

#[derive(Serialize)]
struct Axes {
    on: Option<chrono::NaiveDate>,
    known_at: Option<chrono::NaiveDate>,
    recorded_at: Option<Stamp>,
}

impl<'a, T> Envelope<'a, T> {
    pub(super) fn new(answer: &'a Answer<'_, T>) -> Self {
        let AsOf { on, known_at, recorded_at } = *answer.as_of;
        Self {
            schema: format!("spro/{}/1", answer.what),
            position: answer.head.position,
            fingerprint: answer.head.digest,
            as_of: Axes { on, known_at, recorded_at },
            items: &answer.items,
        }
    }
}

/// The JSON on one line, in which no character acts on a terminal.
pub(super) fn text(document: &impl Serialize) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let mut to = serde_json::Serializer::with_formatter(&mut bytes, Printable);
    document
        .serialize(&mut to)
        .map_err(|error| Failure::new(Exit::Io, "error-output").because(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A document of JSON that was laid out on several lines, on one and printable: line ends stand
/// between its tokens only, and what acts on a terminal within its strings only.
pub(crate) fn one_line(document: &str) -> String {
    let mut line = String::with_capacity(document.len());
    for part in document.lines() {
        for c in part.trim_start().chars() {
            if visible::acts(c) {
                line.push_str(&escape(c));
            } else {
                line.push(c);
            }
        }
    }
    line
}

/// The escape of a character of the first plane, where all of them lie.
fn escape(c: char) -> String {
    format!("\\u{:04x}", u32::from(c))
}

/// Escapes, beside what JSON demands, the rest of what [`visible`] shows.
struct Printable;

impl Formatter for Printable {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        for part in fragment.split_inclusive(visible::acts) {
            let plain = part.trim_end_matches(visible::acts);
            writer.write_all(plain.as_bytes())?;
            for c in part.chars().skip(plain.chars().count()) {
                // All of them lie within the first plane, where one escape is enough.
                writer.write_all(escape(c).as_bytes())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_sequence_of_one_character_is_escaped() {
        let written = text(&"a\u{9b}31mb\u{7f}\u{202e}").unwrap();
        assert_eq!(written, r#""a\u009b31mb\u007f\u202e""#);
        let read: String = serde_json::from_str(&written).unwrap();
        assert_eq!(read, "a\u{9b}31mb\u{7f}\u{202e}");
    }
}
