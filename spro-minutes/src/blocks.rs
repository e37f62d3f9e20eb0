//! Lines of Markdown, or of what a converter made of a page, as blocks.

use std::ops::Range;

use crate::draft::{Confidence, Modality, Source};
use crate::fold::squeeze;
use crate::{agenda, labelled, listing};

/// What a block looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Heading,
    Bullet,
    /// A bullet with a number.
    Numbered,
    Paragraph,
}

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) shape: Shape,
    /// Characters of white space before its mark.
    pub(crate) indent: usize,
    /// How deep a heading is, from 1; 0 for what its marks do not tell.
    pub(crate) level: usize,
    /// Without the mark of its bullet or heading; white space squeezed.
    pub(crate) text: String,
    /// The byte of `text` where each line begins, and its number.
    lines: Vec<(usize, u32)>,
}

impl Block {
    /// The whole block, as its layout says.
    pub(crate) fn whole(&self) -> Source {
        self.source(&self.text, Confidence::Sure)
    }

    /// `piece` of this block's text, as its wording says.
    pub(crate) fn part(&self, piece: &str) -> Source {
        self.source(piece, Confidence::Likely)
    }

    /// `piece` of this block's text.
    pub(crate) fn source(&self, piece: &str, confidence: Confidence) -> Source {
        let start = piece.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let within = start.checked_add(piece.len()).is_some_and(|end| end <= self.text.len());
        let range = if within { start..start + piece.len() } else { 0..self.text.len() };
        let last = range.end.saturating_sub(1).max(range.start);
        let lines = vec![[self.line(range.start), self.line(last)]];
        Source { text: piece.to_owned(), lines, modality: Modality::Stated, confidence }
    }

    pub(crate) fn first(&self) -> u32 {
        self.lines.first().map_or(0, |(_, line)| *line)
    }

    pub(crate) fn last(&self) -> u32 {
        self.lines.last().map_or(0, |(_, line)| *line)
    }

    fn may_be_title(&self) -> bool {
        self.shape == Shape::Paragraph && self.lines.len() == 1 && self.text.len() <= 120
    }

    /// Its lines, each as a block of the same shape.
    pub(crate) fn by_line(&self) -> Vec<Self> {
        let ends = self.lines.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        let piece = |(&(start, number), end): (&(usize, u32), usize)| Self {
            text: self.text.get(start..end).unwrap_or("").trim().to_owned(),
            lines: vec![(0, number)],
            ..*self
        };
        self.lines.iter().zip(ends).map(piece).collect()
    }

    /// The bytes `range` of its text, as a block of the same shape.
    pub(crate) fn piece(&self, range: Range<usize>) -> Self {
        let whole = self.text.get(range.clone()).unwrap_or("");
        let text = whole.trim();
        let start = range.start + (whole.len() - whole.trim_start().len());
        let end = start + text.len();
        let first = self.lines.partition_point(|(at, _)| *at <= start).saturating_sub(1);
        let lines = self.lines.iter().skip(first).take_while(|(at, _)| *at < end.max(start + 1));
        let lines = lines.map(|(at, line)| (at.saturating_sub(start), *line)).collect();
        Self { text: text.to_owned(), lines, ..*self }
    }

    /// `self` with another shape.
    pub(crate) fn shaped(self, shape: Shape) -> Self {
        Self { shape, ..self }
    }

    /// `self` as an item of a numbered list, which no title is.
    pub(crate) fn numbered(self) -> Self {
        Self { shape: Shape::Numbered, indent: self.indent + 1, ..self }
    }

    /// `self` as the title of what follows it.
    pub(crate) fn titled(self) -> Self {
        Self { shape: Shape::Heading, level: 2, ..self }
    }

    /// `title` as the title of what follows, in the place of `self`.
    pub(crate) fn titled_as(self, title: String) -> Self {
        let lines = vec![(0, self.first())];
        Self { text: title, lines, ..self.titled() }
    }

    /// `self` with the lines of `next` after its own.
    pub(crate) fn joined(mut self, next: &Self) -> Self {
        self.text.push(' ');
        let start = self.text.len();
        self.text.push_str(&next.text);
        self.lines.extend(next.lines.iter().map(|(at, line)| (start + at, *line)));
        self
    }

    fn line(&self, at: usize) -> u32 {
        let after = self.lines.partition_point(|(start, _)| *start <= at);
        self.lines.get(after.saturating_sub(1)).map_or(0, |(_, line)| *line)
    }
}

/// Cuts `text` into blocks, past its first `skipped` lines. A blank line, a mark, or a hard break
/// (two spaces) begins a new one.
pub(crate) fn blocks(text: &str, skipped: usize) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    let scribed = text.lines().filter(|line| is_speaker(line)).take(SCRIBED).count() == SCRIBED;
    for (line, number) in text.lines().zip(1_u32..).skip(skipped) {
        let bare = line.trim_start_matches('\u{feff}').trim();
        if bare.is_empty() {
            open = false;
            continue;
        }
        if bare.contains("<td") {
            found.extend(cells(bare, number));
            open = false;
            continue;
        }
        let hard = line.ends_with("  ") || line.ends_with('\\');
        let (shape, rest) = mark(bare);
        if is_rule(bare) {
            // Below a line of text it makes that line a heading.
            let titled = open && bare.starts_with(['=', '-']);
            if let Some(last) = found.last_mut().filter(|it| titled && it.may_be_title()) {
                last.shape = Shape::Heading;
                last.level = if bare.starts_with('=') { 1 } else { 2 };
            }
            open = false;
            continue;
        }
        let speaks = scribed && (is_speaker(bare) || bare.starts_with("... "));
        let agenda = shape == Shape::Paragraph && agenda::is_title(bare);
        let label = agenda || shape == Shape::Paragraph && (is_label(bare) || speaks);
        let row = bare.starts_with('|');
        let last = found.last_mut().filter(|last| {
            let apart = last.text.starts_with('|') != row
                || is_reference(bare) && last.text.ends_with(['.', ';']);
            open && shape == Shape::Paragraph && !label && !apart
        });
        if let Some(last) = last {
            last.text.push(' ');
            last.lines.push((last.text.len(), number));
            last.text.push_str(&squeeze(rest));
        } else {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            let level = bare.len() - bare.trim_start_matches('#').len();
            let level = if shape == Shape::Heading { level } else { 0 };
            let lines = vec![(0, number)];
            found.push(Block { shape, indent, level, text: squeeze(rest), lines });
        }
        open = shape != Shape::Heading && !hard && !(label && (agenda || bare.ends_with(':')));
    }
    found
}

/// What a table holds that was left as HTML: rows of short cells as rows, long passages as paragraphs.
fn cells(line: &str, number: u32) -> Vec<Block> {
    let mut found = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut text = String::new();
    let paragraph = |text: String| {
        let (shape, lines) = (Shape::Paragraph, vec![(0, number)]);
        Block { shape, indent: 0, level: 0, text, lines }
    };
    let mut close = |row: &mut Vec<String>| {
        let cells = std::mem::take(row);
        if cells.len() > 1 && cells.iter().all(|cell| cell.len() < 80) {
            found.push(paragraph(format!("| {} |", cells.join(" | "))));
        } else {
            found.extend(cells.into_iter().map(paragraph));
        }
    };
    for piece in line.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        if !matches!(name, "" | "strong" | "b" | "em" | "i" | "a" | "span" | "u" | "sup" | "sub") {
            let told = std::mem::take(&mut text).replace("&nbsp;", " ").replace("&amp;", "&");
            row.extend(Some(squeeze(&told)).filter(|it| it.chars().any(char::is_alphanumeric)));
        }
        if name == "tr" {
            close(&mut row);
        }
        text.push_str(after);
    }
    row.extend(Some(squeeze(&text)).filter(|it| it.chars().any(char::is_alphanumeric)));
    close(&mut row);
    found
}

/// Whether a line begins with the reference of a file, as councils print it: `23/01204/OUT`.
fn is_reference(bare: &str) -> bool {
    let mut pieces = bare.split(' ').next().unwrap_or("").split('/');
    let digits = |piece: Option<&str>| {
        piece.is_some_and(|it| !it.is_empty() && it.chars().all(|c| c.is_ascii_digit()))
    };
    digits(pieces.next()) && digits(pieces.next()) && pieces.next().is_some_and(|it| !it.is_empty())
}

/// So many lines that begin with who speaks make a text one that was scribed.
const SCRIBED: usize = 6;

/// Whether a line begins with the initials of who speaks: `AB: I will ask`.
fn is_speaker(line: &str) -> bool {
    let label = line.trim_start().split_once(": ").map(|(label, _)| label);
    label.is_some_and(|label| {
        (2..=4).contains(&label.len()) && label.chars().all(|c| c.is_ascii_uppercase())
    })
}

/// Whether a line only parts what stands above it from what stands below.
fn is_rule(bare: &str) -> bool {
    let mark = bare.chars().next().filter(|c| "-=*_".contains(*c));
    bare.len() > 2 && mark.is_some_and(|mark| bare.chars().all(|c| c == mark))
}

/// Whether a line begins something of its own right after another: an entry that a label announces,
/// the head of a list of actions or decisions, or a few words up to a colon.
fn is_label(bare: &str) -> bool {
    let capital = bare.trim_start_matches(['*', '_']).starts_with(char::is_uppercase);
    let leads = bare.ends_with(':') && bare.split_whitespace().count() <= 6;
    capital && (leads || labelled::announces(bare) || listing::is_head(bare))
}

/// The shape, and the text after its mark; a mark alone is a text.
fn mark(bare: &str) -> (Shape, &str) {
    match marked(bare) {
        (_, "") => (Shape::Paragraph, bare),
        marked => marked,
    }
}

fn marked(bare: &str) -> (Shape, &str) {
    let rest = bare.trim_start_matches('#');
    if rest.len() < bare.len() && rest.starts_with(' ') {
        let rest = rest.trim().trim_start_matches(['•', '-']).trim();
        return (Shape::Heading, rest);
    }
    for bullet in ["- ", "* ", "+ ", "• ", "– ", "— ", "◦ ", "▪ ", "‣ ", "● ", "○ "]
    {
        if let Some(rest) = bare.strip_prefix(bullet) {
            let rest = rest.trim();
            let numbered = mark_number(rest).map(|rest| (Shape::Numbered, rest));
            return numbered.unwrap_or((Shape::Bullet, rest));
        }
    }
    // Marks of word processors stand close to their text too.
    let glyphs =
        ['•', '●', '▪', '■', '◦', '‣', '➢', '➤', '►', '❖', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}'];
    let glyph = bare.strip_prefix(glyphs).or_else(|| bare.strip_prefix("Ø "));
    if let Some(rest) = glyph.map(str::trim).filter(|rest| rest.starts_with(char::is_alphanumeric))
    {
        return (Shape::Bullet, rest);
    }
    // A star without a space is a mark too, unless it sets words off.
    if let Some(rest) = bare.strip_prefix('*').filter(|rest| !rest.contains('*'))
        && rest.starts_with(char::is_alphanumeric)
    {
        return (Shape::Bullet, rest);
    }
    match mark_number(bare) {
        Some(rest) => (Shape::Numbered, rest),
        None => (Shape::Paragraph, bare),
    }
}

fn mark_number(bare: &str) -> Option<&str> {
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - rest.len();
    // Converters put a backslash before a mark that begins no list of theirs.
    let after = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && after.starts_with(' ')).then(|| after.trim())
}
