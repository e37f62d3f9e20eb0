//! Titles in text without the marks of headings: a short line that stands above its text, or a number
//! or bold letters that set it off.

mod points;

use crate::attendance;
use crate::blocks::{Block, Shape};

/// A title is no longer, in bytes.
const LONGEST: usize = 90;

/// `blocks` with the titles that stand above their text as headings of their own. A text that marks its
/// headings is left as it is.
pub(crate) fn apart(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.iter().any(|block| block.shape == Shape::Heading && block.level > 1) {
        return blocks;
    }
    let blocks = bold(points::apart(blocks));
    let numbered = blocks.iter().filter(|block| is_numbered(block) && split(block).is_some());
    let numbered = numbered.count() > 1;
    let mut found = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let listed = matches!(block.shape, Shape::Bullet | Shape::Numbered);
        if let Some((title, text)) =
            split(&block).filter(|_| !listed || numbered || !is_numbered(&block))
        {
            found.extend([title, text]);
            continue;
        }
        // Among numbered titles one may stand alone, above a list or a table.
        let alone = numbered
            && is_numbered(&block)
            && is_title(&block.text)
            && blocks.peek().is_some_and(|next| {
                !is_numbered(next)
                    && next.first() > block.last() + u32::from(next.shape == Shape::Paragraph)
                    || next.shape == Shape::Bullet
            });
        found.push(if alone { block.titled() } else { block });
    }
    found
}

/// Lines of bold letters alone, above what reads as text, are titles where there are several.
fn bold(blocks: Vec<Block>) -> Vec<Block> {
    let text =
        |block: &Block| block.text.split(' ').count() > 7 || block.text.ends_with(['.', '!']);
    let titles: Vec<bool> = blocks
        .iter()
        .zip(blocks.iter().skip(1).map(Some).chain([None]))
        .map(|(block, next)| {
            let inner = block.text.strip_prefix("**").and_then(|it| it.strip_suffix("**"));
            let inner = inner.filter(|it| !it.contains('*') && !it.ends_with([':', '.', ',']));
            block.shape == Shape::Paragraph
                && inner.is_some_and(|it| is_title(it) && attendance::cue(it).is_none())
                && next.is_some_and(text)
        })
        .collect();
    let several = titles.iter().filter(|title| **title).count() > 2;
    let pairs = blocks.into_iter().zip(titles);
    pairs.map(|(block, title)| if title && several { block.titled() } else { block }).collect()
}

fn is_numbered(block: &Block) -> bool {
    block.shape == Shape::Numbered && block.indent == 0
}

/// The first line as a title, and the rest, where the rest is running text or a list.
fn split(block: &Block) -> Option<(Block, Block)> {
    if block.indent > 0 || block.shape == Shape::Heading || block.text.starts_with('|') {
        return None;
    }
    let mut lines = block.by_line().into_iter();
    let title = lines.next()?;
    let second = lines.next()?;
    let begins = second
        .text
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "[*\"«".contains(c));
    let rest = lines.fold(second.shaped(Shape::Paragraph), |text, line| text.joined(&line));
    let told = rest.text.trim_end().ends_with(['.', '?', '!', ')'])
        && rest.text.split(' ').count() > 4
        || rest.text.contains(". ");
    let people = attendance::labelled(&title.text).is_some()
        || attendance::labelled(&rest.text).is_some_and(|(_, names)| !names.is_empty());
    // A line as long as those below it is one of them.
    let short = title.text.len() + 12 < rest.text.len() || title.text.len() < 45;
    (is_title(&title.text) && begins && told && short && !people).then(|| (title.titled(), rest))
}

fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let begins = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    begins
        && text.len() <= LONGEST
        && words < 13
        && !text.ends_with(['.', ',', ';', '?', '!', '-', ')', '…'])
        && !text.contains([':', '@', '|', '*'])
            | text.split_once(" : ").is_some_and(|(label, _)| label.contains(char::is_numeric))
        && !text.contains(". ")
}

#[cfg(test)]
mod tests {
    use crate::blocks::{Shape, blocks};

    fn titles(text: &str) -> Vec<String> {
        let all = super::apart(blocks(text, 0)).into_iter();
        all.filter(|block| block.shape == Shape::Heading).map(|block| block.text).collect()
    }

    #[test]
    fn a_short_line_above_running_text_is_a_title() {
        let text = "Call to Order\nThe chair opened the meeting at 6.\n\n46/23 Planning\nThe plan was read. Nobody spoke.\n";
        assert_eq!(titles(text), ["Call to Order", "46/23 Planning"]);
        let text = "1) Locaux\nLe bail se termine en mai.\n\n2) Suivi\n\n| a | b |\n|---|---|\n\n3) Budget\nRien de neuf ici, donc.\n";
        assert_eq!(titles(text), ["Locaux", "Suivi", "Budget"]);
    }

    #[test]
    fn lines_of_a_paragraph_a_list_or_names_are_none() {
        for text in [
            "The chair opened the meeting and read the plan of\nBrighton. Nobody spoke of it.\n",
            "Ana BEL\nLéo NOUR\n",
            "1. Appeler l'imprimeur\n2. Lire le plan\n",
            "Présents :\nAna BEL, Léo NOUR et Zoé PRE sont là.\n",
        ] {
            assert_eq!(titles(text), [] as [&str; 0], "{text}");
        }
        // A text that marks its headings marks all of them.
        assert_eq!(titles("## Titre\n\nLocaux\nLe bail se termine en mai.\n"), ["Titre"]);
    }
}
