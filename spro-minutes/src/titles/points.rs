//! Points of business that are numbered: `3 Matters arising`, `4. Budget. The treasurer …`,
//! `**5\\. Reports**`.

use crate::attendance;
use crate::blocks::{Block, Shape};
use crate::status_change;

/// A title is no longer, in bytes.
const LONGEST: usize = 110;

/// `blocks` with the titles of numbered points as headings of their own, where the text is parted by
/// such points: three or more, with what was said of them behind or below.
pub(super) fn apart(blocks: Vec<Block>) -> Vec<Block> {
    let printed = in_order(&blocks);
    let points: Vec<Option<Point>> = blocks
        .iter()
        .zip(&printed)
        .map(|(block, printed)| (*printed || super::is_numbered(block)).then(|| point(block))?)
        .collect();
    let listed = listed(&points);
    let followed = |at: usize| {
        blocks.get(at + 1).is_some_and(|next| !super::is_numbered(next))
            && points.get(at + 1).is_some_and(Option::is_none)
    };
    let (mut all, mut titled, mut told) = (0_usize, 0_usize, 0_usize);
    for (at, (block, point)) in blocks.iter().zip(&points).enumerate() {
        let numbered = printed.get(at) == Some(&true) || super::is_numbered(block);
        if !numbered || listed.get(at) == Some(&true) {
            continue;
        }
        all += 1;
        titled += usize::from(point.is_some());
        told += usize::from(point.as_ref().is_some_and(|point| point.behind || followed(at)));
    }
    if told < 3 || titled * 3 < all * 2 {
        return blocks;
    }
    let mut found = Vec::with_capacity(blocks.len());
    for ((block, point), listed) in blocks.into_iter().zip(points).zip(listed) {
        match point.filter(|_| !listed) {
            Some(point) => found.extend(point.cut(&block)),
            None => found.push(block),
        }
    }
    found
}

/// Three numbered lines in a row with nothing between are a list, such as that of the agenda.
fn listed(points: &[Option<Point>]) -> Vec<bool> {
    let alone = |point: &Option<Point>| point.as_ref().is_some_and(|point| !point.behind);
    let run = |at: usize| {
        let after = points.iter().skip(at).take_while(|point| alone(point)).count();
        let before = points.iter().take(at).rev().take_while(|point| alone(point)).count();
        if after == 0 { 0 } else { before + after }
    };
    (0..points.len()).map(|at| run(at) > 2).collect()
}

/// What a numbered block is the title of.
struct Point {
    /// Bytes of the block's text: where the title begins and ends, and where what is behind begins.
    title: (usize, usize),
    rest: usize,
    /// Whether something stands behind the title.
    behind: bool,
}

impl Point {
    fn cut(&self, block: &Block) -> Vec<Block> {
        let title = block.piece(self.title.0..self.title.1).titled();
        let mut found = vec![title];
        if self.behind {
            found.push(block.piece(self.rest..block.text.len()).shaped(Shape::Paragraph));
        }
        found
    }
}

/// For each block whether it is a paragraph that begins with a number, in a run of such numbers.
fn in_order(blocks: &[Block]) -> Vec<bool> {
    let number = |block: &Block| {
        let plain = block.shape == Shape::Paragraph && block.indent == 0;
        plain.then(|| leading(&block.text)).flatten().map(|(number, _)| number)
    };
    let numbers: Vec<_> = blocks.iter().map(number).collect();
    let said: Vec<_> = numbers.iter().flatten().copied().collect();
    let steps = said.windows(2).filter(|pair| matches!(pair, [one, two] if *two == one + 1));
    let ordered = steps.count() > 1;
    numbers.into_iter().map(|number| ordered && number.is_some()).collect()
}

/// The number with which a line begins, and the byte where the words behind it begin.
fn leading(text: &str) -> Option<(u32, usize)> {
    let bare = text.trim_start_matches('*');
    let (number, after) = minuted(bare).or_else(|| counted(bare))?;
    let words = after.trim_start_matches(['\\', '.', ')', '*']);
    let marked = words.len() < after.len();
    let words = words.strip_prefix(' ').or_else(|| marked.then_some(words))?;
    let words = words.trim_start_matches([' ', '*']);
    words.starts_with(char::is_uppercase).then(|| (number, text.len() - words.len()))
}

/// Whether `text` is the number of a point alone: `2.`, `ii)`.
pub(super) fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(['_', '*', ' ']).trim_end_matches(['.', ')']);
    let roman = bare.chars().all(|c| "ivxIVX".contains(c));
    (1..=5).contains(&bare.len()) && (roman || bare.chars().all(|c| c.is_ascii_digit()))
}

/// What follows the number with which a title begins.
pub(super) fn past_number(text: &str) -> Option<&str> {
    leading(text).and_then(|(_, at)| text.get(at..))
}

/// A number of a point, and what follows it.
fn counted(text: &str) -> Option<(u32, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number = text.get(..digits).filter(|it| (1..=2).contains(&it.len()))?;
    Some((number.parse().ok()?, text.get(digits..)?))
}

/// The number that a minute has in its year, and what follows it: `47/23 Planning`, `C049/23 2. Planning`.
fn minuted(text: &str) -> Option<(u32, &str)> {
    let (label, rest) = text.split_once(' ')?;
    let (number, year) = label.split_once('/')?;
    let number = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let all_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is = (1..=4).contains(&number.len()) && matches!(year.len(), 2 | 4);
    let number = number.parse().ok().filter(|_| is && all_digits(year))?;
    let inner = counted(rest.trim_start()).filter(|(_, rest)| rest.starts_with(['.', ')']));
    Some((number, inner.map_or(text.get(label.len()..)?, |(_, rest)| rest)))
}

/// The title of a point, if its block begins with one.
fn point(block: &Block) -> Option<Point> {
    let text = block.text.as_str();
    let begins = leading(text).map_or(0, |(_, at)| at);
    let words = text.get(begins..)?;
    if attendance::labelled(words).is_some() || status_change::said(words).is_some() {
        return None;
    }
    let lines = block.by_line();
    let first = lines.first()?.text.len();
    let ends = [": ", ". ", ":** ", ".** ", "** "];
    let inline = ends.iter().filter_map(|end| Some((words.find(end)?, end.len()))).min();
    let (end, rest) = match inline.map(|(at, length)| (begins + at, length)) {
        Some((at, length)) if lines.len() == 1 || at < first => (at, at + length),
        _ if lines.len() > 1 && first > begins => (first, first + 1),
        Some((at, length)) => (at, at + length),
        None => (text.len(), text.len()),
    };
    let title = text.get(begins..end)?.trim_end_matches(['*', ':', '.', ' ']);
    let behind = text.get(rest..).is_some_and(|it| it.chars().any(char::is_alphanumeric));
    is_title(title).then_some(Point { title: (begins, begins + title.len()), rest, behind })
}

pub(super) fn is_title(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && text.len() <= LONGEST
        && text.split_whitespace().count() < 13
        && !text.ends_with([',', ';', '?', '!', '-'])
        && !text.contains(['@', '|', ';'])
}
