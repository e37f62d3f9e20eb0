//! Lines of Markdown, or of what a converter made of a page, as blocks.

use crate::fold::squeeze;

/// What a block looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Heading,
    Bullet,
    Paragraph,
}

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) shape: Shape,
    /// Without the mark of its bullet or heading; white space squeezed.
    pub(crate) text: String,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// Cuts `text` into blocks. A blank line, a mark, or a hard break (two spaces) begins a new one.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1_u32..) {
        let bare = line.trim();
        if bare.is_empty() {
            open = false;
            continue;
        }
        let hard = line.ends_with("  ") || line.ends_with('\\');
        let (shape, rest) = mark(bare);
        let last = found.last_mut().filter(|_| open && shape == Shape::Paragraph);
        if let Some(last) = last {
            last.text.push(' ');
            last.text.push_str(&squeeze(rest));
            last.last = number;
        } else {
            let text = squeeze(rest);
            found.push(Block { shape, text, first: number, last: number });
        }
        open = shape != Shape::Heading && !hard;
    }
    found
}

fn mark(bare: &str) -> (Shape, &str) {
    let rest = bare.trim_start_matches('#');
    if rest.len() < bare.len() && rest.starts_with(' ') {
        let rest = rest.trim().trim_start_matches(['•', '-']).trim();
        return (Shape::Heading, rest);
    }
    for bullet in ["- ", "* ", "+ ", "• ", "– ", "— "] {
        if let Some(rest) = bare.strip_prefix(bullet) {
            let rest = rest.trim();
            let numbered = mark_number(rest).unwrap_or(rest);
            return (Shape::Bullet, numbered);
        }
    }
    match mark_number(bare) {
        Some(rest) => (Shape::Bullet, rest),
        None => (Shape::Paragraph, bare),
    }
}

fn mark_number(bare: &str) -> Option<&str> {
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - rest.len();
    let after = rest.strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && after.starts_with(' ')).then(|| after.trim())
}
