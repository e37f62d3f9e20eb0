//! What stands before the text: front matter between two rules, and comments that give a title.

use chrono::NaiveDate;

use crate::attendance;
use crate::draft::{Confidence, Draft, Modality, Source};
use crate::fold::{fold, squeeze};

/// Reads the front matter of `lines` into `draft`, and gives how many lines it takes. Its day is that
/// of the document: the head's own goes before it.
pub(crate) fn read(lines: &[&str], draft: &mut Draft) -> usize {
    let bare = |line: &&str| line.trim_start_matches('\u{feff}').trim_end() == "---";
    let comments = lines.iter().take_while(|line| comment(line).is_some()).count();
    if comments > 0 {
        for (line, number) in lines.iter().take(comments).zip(1_u32..) {
            if let Some((key, value)) = comment(line).and_then(|inner| inner.split_once(':')) {
                tell(&fold(key), value, source(value, number), draft);
            }
        }
        return comments;
    }
    if !lines.first().is_some_and(bare) {
        return 0;
    }
    let end = lines.iter().skip(1).position(|line| matches!(line.trim_end(), "---" | "..."));
    let Some(end) =
        end.map(|at| at + 1).filter(|_| lines.get(1).is_some_and(|it| it.contains(':')))
    else {
        return 0;
    };
    let mut key = String::new();
    for (line, number) in lines.iter().zip(1_u32..).take(end).skip(1) {
        let item = line.trim().strip_prefix("- ");
        match (item, line.split_once(':')) {
            (Some(item), _) => tell(&key, item, source(item, number), draft),
            (None, Some((name, value))) if !line.starts_with(char::is_whitespace) => {
                key = fold(name);
                tell(&key, value, source(value, number), draft);
            }
            _ => draft.head.extend(source(line, number)),
        }
    }
    end + 1
}

fn comment<'a>(line: &'a &str) -> Option<&'a str> {
    line.trim_start_matches('\u{feff}').trim().strip_prefix("<!--")?.strip_suffix("-->")
}

fn source(text: &str, line: u32) -> Option<Source> {
    let (modality, confidence) = (Modality::Stated, Confidence::Sure);
    let text = unquoted(text);
    let lines = vec![[line, line]];
    (!text.is_empty()).then_some(Source { text, lines, modality, confidence })
}

fn unquoted(value: &str) -> String {
    squeeze(value.trim().trim_matches(['"', '\'', '`', '[', ']']))
}

fn tell(key: &str, value: &str, source: Option<Source>, draft: &mut Draft) {
    let Some(source) = source else { return };
    let value = unquoted(value);
    match key {
        "title" | "titre" => draft.title = Some(value),
        "date" => {
            let day = value.get(..10).unwrap_or(&value);
            draft.date = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().or(draft.date);
        }
        _ => {
            if let Some(cue) = attendance::cue(key) {
                return attendance::front(cue, &source, draft);
            }
        }
    }
    draft.head.push(source);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_gives_title_day_and_people() {
        let text = "---\ntitle: \"Réunion\"\ndate: 2024-05-04T10:00\npresent:\n- Ana BEL\n- Léo NOUR\n---\n";
        let lines: Vec<_> = text.lines().collect();
        let mut draft = Draft::default();
        assert_eq!(read(&lines, &mut draft), 7);
        assert_eq!(draft.title.as_deref(), Some("Réunion"));
        assert_eq!(draft.date, NaiveDate::from_ymd_opt(2024, 5, 4));
        assert_eq!(draft.attendance.len(), 2);
    }

    #[test]
    fn a_rule_without_keys_is_no_front_matter() {
        assert_eq!(read(&["---", "Ana BEL", "---"], &mut Draft::default()), 0);
        assert_eq!(read(&["# Title"], &mut Draft::default()), 0);
    }
}
