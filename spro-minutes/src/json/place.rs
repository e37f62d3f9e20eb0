//! Lines and columns in the text of a proposal.

use super::refusal;
use crate::draft::Problem;

/// Where the lines of a text begin.
pub(super) struct Places<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// Line and column, in characters from 1, of the byte `at` of `part`, a piece of this text.
    pub(super) fn of_part(&self, part: &str, at: usize) -> (u32, u32) {
        let before = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let mut at = (before + at).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..at).unwrap_or("").chars().count() + 1;
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (number(line), number(column))
    }

    /// What serde says of `part`, with its place in the whole.
    pub(super) fn problem(&self, part: &str, error: &serde_json::Error) -> Problem {
        let (line, column) = self.of_part(part, byte_of(part, error));
        Problem { line, column, kind: refusal::kind(error) }
    }
}

/// The byte of `part` at which serde stopped.
pub(super) fn byte_of(part: &str, error: &serde_json::Error) -> usize {
    let lines = part.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
}
