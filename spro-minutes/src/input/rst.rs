//! reStructuredText, its lines kept: a heading's underline becomes a blank line, and a table's lines
//! that are only drawn stand blank behind it.

mod table;

/// What a line of a title is underlined with.
const ADORNMENTS: &str = "=-`:.'\"~^_*+#<>";

/// The text as Markdown, with as many lines.
pub(super) fn read(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    headings(&mut lines);
    table::tables(&mut lines);
    let mut in_comment = false;
    for line in &mut lines {
        if let Some(rest) = line.strip_prefix("..") {
            in_comment = rest.is_empty() || rest.starts_with(' ');
            // What a directive says stays, with its name; a comment says nothing.
            if in_comment && !rest.contains("::") && !rest.trim_start().starts_with(['_', '[']) {
                line.clear();
            } else {
                in_comment = false;
            }
        } else if in_comment && (line.starts_with(' ') || line.is_empty()) {
            line.clear();
        } else {
            in_comment = false;
            *line = inline(&field(line));
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// A line of punctuation alone, and which: `None` for others.
fn adornment(line: &str) -> Option<(char, usize)> {
    let line = line.trim_end();
    let first = line.chars().next().filter(|c| ADORNMENTS.contains(*c))?;
    line.chars().all(|c| c == first).then_some((first, line.len()))
}

/// Each way of setting off a title is a level, in the order in which they come.
fn headings(lines: &mut [String]) {
    let mut levels: Vec<(char, bool)> = Vec::new();
    for at in 1..lines.len() {
        let (Some(title), Some(below)) = (lines.get(at - 1), lines.get(at)) else { continue };
        let Some((mark, length)) = adornment(below) else { continue };
        let words = title.trim();
        let is_title = !words.is_empty()
            && adornment(title).is_none()
            && length >= words.chars().count().min(4);
        let above = at.checked_sub(2).and_then(|at| lines.get(at));
        let over = above.and_then(|line| adornment(line)).is_some_and(|(over, _)| over == mark);
        let stands = over || above.is_none_or(|line| line.trim().is_empty());
        let full = over || (!title.starts_with(' ') && length + 2 >= words.chars().count());
        if !is_title || !stands || !full {
            continue;
        }
        let level = levels.iter().position(|known| *known == (mark, over)).unwrap_or_else(|| {
            levels.push((mark, over));
            levels.len() - 1
        });
        let heading = format!("{} {words}", "#".repeat((level + 1).min(6)));
        for (back, text) in [(0, ""), (1, heading.as_str()), (2, "")] {
            let line = at.checked_sub(back).and_then(|at| lines.get_mut(at));
            if let Some(line) = line.filter(|_| back < 2 || over) {
                text.clone_into(line);
            }
        }
    }
}

/// `:Date: 3 May` is a label and its words; `#.` is the next number.
fn field(line: &str) -> String {
    let bare = line.trim_start();
    let indent = line.get(..line.len() - bare.len()).unwrap_or_default();
    if let Some(rest) = bare.strip_prefix("#. ") {
        return format!("{indent}1. {rest}");
    }
    let name = bare.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    match name {
        Some((name, words))
            if !name.is_empty()
                && name.chars().next().is_some_and(char::is_alphabetic)
                && (words.is_empty() || words.starts_with(' ')) =>
        {
            format!("{indent}**{name}:**{words}")
        }
        _ => line.to_owned(),
    }
}

/// `` `words <address>`_ `` is a link.
fn inline(line: &str) -> String {
    let mut written = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('`') {
        written.push_str(before);
        if let Some((link, behind)) = link(after) {
            written.push_str(&link);
            rest = behind;
        } else {
            written.push('`');
            rest = after;
        }
    }
    written.push_str(rest);
    written
}

/// The link that begins `text`, and what stands behind it.
fn link(text: &str) -> Option<(String, &str)> {
    let (inside, behind) = text.split_once('`')?;
    let behind = behind.strip_prefix("__").or_else(|| behind.strip_prefix('_'))?;
    let (words, address) = inside.strip_suffix('>')?.rsplit_once('<')?;
    Some((format!("[{}]({address})", words.trim()), behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_headings_and_lines_keep_their_numbers() {
        let text = "======\nBureau\n======\n\nPrésents\n--------\n\n* Ana\n* Léo\n\nSuite\n-----\n";
        let expected = "\n# Bureau\n\n\n## Présents\n\n\n* Ana\n* Léo\n\n## Suite\n\n";
        assert_eq!(read(text), expected);
    }

    #[test]
    fn a_rule_between_paragraphs_is_no_title() {
        assert_eq!(read("un\n\n----\n\ndeux"), "un\n\n----\n\ndeux\n");
    }

    #[test]
    fn fields_are_labels_and_comments_say_nothing() {
        let text = ":Date: 3 mai 2024\n.. un mot\n   de plus\n#. Ana\n.. note:: dit";
        assert_eq!(read(text), "**Date:** 3 mai 2024\n\n\n1. Ana\n.. note:: dit\n");
    }

    #[test]
    fn links_are_markdown_s() {
        let text = "Voir `le plan <https://a.example>`_ et ``code``.";
        assert_eq!(read(text), "Voir [le plan](https://a.example) et ``code``.\n");
    }
}
