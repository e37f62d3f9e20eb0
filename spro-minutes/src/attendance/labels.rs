//! Lines that label people, and the blocks that they begin.

use super::cue::{Cue, cue};
use crate::blocks::{Block, Shape};

/// The label of a line and what follows its colon, if the label announces people.
pub(crate) fn labelled(text: &str) -> Option<(Cue, &str)> {
    let at = text.char_indices().find(|(at, c)| {
        let after = text.get(at + 1..).unwrap_or("");
        *c == ':' && (after.is_empty() || after.starts_with([' ', '*', '_', '\u{a0}']))
    });
    let (at, _) = at?;
    let (label, rest) = text.split_at(at + 1);
    let rest = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    Some((cue(label)?, rest.trim()))
}

/// `blocks` cut so that a label of people begins a block, and stands alone where it ends its line.
pub(crate) fn apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for block in blocks {
        if block.shape == Shape::Heading || block.first() == block.last() {
            found.push(block);
            continue;
        }
        let mut open: Option<(Block, bool)> = None;
        for line in block.by_line() {
            let begins = match labelled(&line.text) {
                Some((_, "")) => Some(true),
                Some(_) => Some(false),
                None => (line.text.len() < 60 && cue(&line.text).is_some()).then_some(true),
            };
            open = match (open, begins) {
                (Some((whole, false)), None) => Some((whole.joined(&line), false)),
                (before, begins) => {
                    // Only its first line is behind the mark of a list.
                    let first = before.is_none();
                    found.extend(before.map(|(whole, _)| whole));
                    let shape = if first { line.shape } else { Shape::Paragraph };
                    let line = line.shaped(shape);
                    Some((line, begins == Some(true)))
                }
            };
        }
        found.extend(open.map(|(whole, _)| whole));
    }
    found
}
