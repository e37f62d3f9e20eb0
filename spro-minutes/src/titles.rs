//! Titles in text without the marks of headings: a short line that stands above its text, or a number
//! or bold letters that set it off.

mod numbered;
mod points;

use numbered::{are_titles, numbered, sequences};

use crate::agenda;
use crate::attendance;
use crate::blocks::{Block, Shape};
use crate::called::without_title;
use crate::fold::fold;

/// A title is no longer, in bytes.
const LONGEST: usize = 90;

/// `blocks` with the titles that stand above their text as headings of their own. A text that marks its
/// headings is left as it is.
pub(crate) fn apart(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.iter().any(|block| block.shape == Shape::Heading && block.level > 1) {
        return blocks;
    }
    let blocks = bold(points::apart(apart_numbered(opened(blocks))));
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

/// Lines of bold letters alone, above what reads as text, are titles where there are several; a number
/// before them makes that sure.
fn bold(blocks: Vec<Block>) -> Vec<Block> {
    let text =
        |block: &Block| block.text.split(' ').count() > 7 || block.text.ends_with(['.', '!']);
    let titles: Vec<Option<String>> = blocks
        .iter()
        .zip(blocks.iter().skip(1).map(Some).chain([None]))
        .map(|(block, next)| {
            let inner = block.text.strip_prefix("**").and_then(|it| it.strip_suffix("**"))?;
            let inner = inner.trim_matches(['_', '*', ' ']);
            let (number, title) = match inner.split_once("** **").or(inner.split_once("**  **")) {
                Some((number, title)) if points::is_number(number) => (true, title),
                Some(_) => return None,
                None => match points::past_number(inner) {
                    Some(title) => (true, title),
                    None => (block.shape == Shape::Numbered, inner),
                },
            };
            let title = title.trim_matches(['_', '*', ' ']).trim_end_matches([':', '.']);
            let bare = !title.contains('*') && !title.ends_with(',') && block.indent < 4;
            let above = next.is_some_and(|next| number || text(next));
            let is = bare && points::is_title(title) && attendance::cue(title).is_none() && above;
            (is && (number || block.shape == Shape::Paragraph)).then(|| title.to_owned())
        })
        .collect();
    let several = titles.iter().flatten().count() > 2;
    let pairs = blocks.into_iter().zip(titles);
    pairs
        .map(|(block, title)| match title {
            Some(title) if several => block.titled_as(title),
            _ => block,
        })
        .collect()
}

/// `blocks` with the short lines apart with which the first of them opens: body, kind of text, day.
fn opened(blocks: Vec<Block>) -> Vec<Block> {
    let mut blocks = blocks.into_iter();
    let Some(first) = blocks.next() else { return Vec::new() };
    let lines = first.by_line();
    let opens = |line: &Block| {
        let last = fold(&line.text).rsplit(' ').next().unwrap_or("").to_owned();
        let goes_on = ["de", "du", "des", "le", "la", "les", "l", "d", "a", "et", "of", "the"];
        line.text.len() < 75
            && !line.text.ends_with([',', ';'])
            && !goes_on.contains(&last.as_str())
            && attendance::labelled(&line.text).is_none()
    };
    let mut count = lines.iter().take_while(|line| opens(line)).count();
    // A line goes on in small letters.
    while count > 0
        && lines.get(count).is_some_and(|next| next.text.starts_with(char::is_lowercase))
    {
        count -= 1;
    }
    if first.shape != Shape::Paragraph || count == 0 || lines.len() < 4 || count == lines.len() {
        return std::iter::once(first).chain(blocks).collect();
    }
    let mut found: Vec<_> = lines.iter().take(count).cloned().collect();
    let rest = lines.into_iter().skip(count).reduce(|text, line| text.joined(&line));
    found.extend(rest);
    found.extend(blocks);
    found
}

/// `blocks` with the lines apart that number the matters of the text.
fn apart_numbered(blocks: Vec<Block>) -> Vec<Block> {
    let lines: Vec<_> = blocks.iter().flat_map(Block::by_line).collect();
    let firsts: Vec<_> = blocks.iter().map(Block::first).collect();
    let may_be = |line: &Block| {
        let told = line.text.len() > 140 || line.text.ends_with(['.', ';']);
        // Only the first line of an item stands behind its mark.
        let marked = line.shape != Shape::Paragraph && firsts.contains(&line.first());
        (!told && !marked).then(|| numbered(&line.text)).flatten()
    };
    let found: Vec<_> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, may_be(line)?))).collect();
    // What an agenda lists is no title yet.
    let above = |run: &Vec<usize>| run.first().and_then(|at| lines.get(at.checked_sub(1)?));
    // They are listed where nothing is told below each, or where counting begins anew after them.
    let again = |run: &Vec<usize>| {
        let of = |at: usize| found.iter().find(|(line, _)| *line == at).map(|(_, it)| it);
        let style = run.first().and_then(|at| of(*at)).map(|it| &it.style);
        let after = found.iter().filter(|(at, _)| run.last().is_some_and(|last| at > last));
        after.into_iter().any(|(_, it)| it.number == 1 && Some(&it.style) == style)
    };
    let listed = |run: &Vec<usize>| {
        let only = !are_titles(run) || again(run);
        only && above(run).is_some_and(|line| {
            let leads = line.text.ends_with(':') && agenda::introduces(&line.text);
            leads || agenda::is_title(&line.text)
        })
    };
    let (points, runs): (Vec<_>, Vec<_>) = sequences(&found).into_iter().partition(listed);
    let titles: Vec<_> = runs.into_iter().filter(|run| are_titles(run)).flatten().collect();
    let points: Vec<_> = points.into_iter().flatten().collect();
    if titles.is_empty() && points.is_empty() {
        return blocks;
    }
    let starts = |at: usize| found.iter().find(|(line, _)| *line == at).map(|(_, it)| it.start);
    let mut apart: Vec<Block> = Vec::new();
    let mut at = 0;
    for block in blocks {
        let mut open: Option<Block> = None;
        for line in block.by_line() {
            let words = starts(at).map(|start| line.piece(start..line.text.len()));
            match words {
                Some(words) if titles.contains(&at) => {
                    apart.extend(open.take());
                    apart.push(words.titled());
                }
                Some(words) if points.contains(&at) => {
                    apart.extend(open.replace(words.numbered()));
                }
                _ => {
                    open = Some(match open {
                        Some(whole) => whole.joined(&line),
                        None => line,
                    });
                }
            }
            at += 1;
        }
        apart.extend(open);
    }
    apart
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
    let title = match title.text.trim_end_matches([' ', ':']) {
        "" => title,
        bare if is_numbered(block) => title.piece(0..bare.len()),
        _ => title,
    };
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
        && without_title(text).len() == text.len()
        && !text.contains('€')
        && text.len() <= LONGEST
        && words < 13
        && text.matches(',').count() < 3
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
        let text =
            "Le point.\n1/ Locaux (bail) :\nLe bail finit en mai\n2/ Que faire ?\nRien encore\n";
        assert_eq!(titles(text), ["Locaux (bail) :", "Que faire ?"]);
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
        for text in ["1/ Lire\n2/ Relire\n3/ Dire\n", "1 Rue du Port\nTours\n"] {
            assert_eq!(titles(text), [] as [&str; 0], "{text}");
        }
        // A text that marks its headings marks all of them.
        assert_eq!(titles("## Titre\n\nLocaux\nLe bail se termine en mai.\n"), ["Titre"]);
    }
}
