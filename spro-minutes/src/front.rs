//! What stands before the text: front matter between two rules or bare, and comments that give a title.

use chrono::NaiveDate;
use spro_core::when::When;

use crate::attendance::{self, Cue};
use crate::dates;
use crate::draft::{Confidence, Draft, Modality, Source, Status};
use crate::fold::{fold, squeeze};

/// Reads the front matter of `lines` into `draft`, and gives how many lines it takes. Its day is that
/// of the document: the head's own goes before it.
pub(crate) fn read(lines: &[&str], draft: &mut Draft) -> usize {
    let comments = lines.iter().take_while(|line| comment(line).is_some()).count();
    if comments > 0 {
        for (line, number) in lines.iter().take(comments).zip(1_u32..) {
            if let Some((key, value)) = comment(line).and_then(|inner| inner.split_once(':')) {
                tell(&fold(key), value, source(value, number), draft);
            }
        }
        return comments;
    }
    let Some((first, end)) = fenced(lines).or_else(|| unfenced(lines)) else {
        return 0;
    };
    let mut key = String::new();
    for (line, number) in lines.iter().zip(1_u32..).take(end).skip(first) {
        if line.trim_start().starts_with('#') {
            continue;
        }
        let item = line.trim().strip_prefix("- ");
        match (item, pair(line)) {
            (Some(item), _) => tell(&key, item, source(item, number), draft),
            (None, Some((name, value))) if !line.starts_with(char::is_whitespace) => {
                key = fold(name);
                tell(&key, value, source(value, number), draft);
            }
            _ => draft.head.extend(source(line, number)),
        }
    }
    end + first
}

/// Where the keys begin and end that two rules enclose.
fn fenced(lines: &[&str]) -> Option<(usize, usize)> {
    let rule = lines.first()?.trim_start_matches('\u{feff}').trim_end();
    let closes: &[&str] = match rule {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    pair(lines.get(1)?)?;
    let end = lines.iter().skip(1).position(|line| closes.contains(&line.trim_end()))?;
    Some((1, end + 1))
}

/// Where the keys end that begin the text without a rule, up to a blank line: a generator of sites
/// names the page by them.
fn unfenced(lines: &[&str]) -> Option<(usize, usize)> {
    let end = lines.iter().position(|line| line.trim().is_empty())?;
    let keys: Option<Vec<_>> = lines.iter().take(end).map(|line| line.split_once(':')).collect();
    let keys: Vec<_> = keys?.into_iter().map(|(key, _)| key).collect();
    let of_page = ["slug", "layout", "tags", "category", "categories", "permalink"];
    let small = |key: &&str| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase());
    let is = keys.iter().all(small)
        && keys.contains(&"title")
        && keys.iter().any(|key| of_page.contains(key));
    is.then_some((0, end))
}

/// A key and its value: `title: Minutes`, `title = "Minutes"`.
fn pair<'a>(line: &&'a str) -> Option<(&'a str, &'a str)> {
    let at = line.find([':', '='])?;
    Some((line.get(..at)?, line.get(at + 1..)?))
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
            let iso = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok();
            draft.date = iso.or_else(|| day_in(&value, draft)).or(draft.date);
        }
        "subtitle" | "description" | "summary" | "sous titre" => {
            draft.date = draft.date.or_else(|| day_in(&value, draft));
        }
        "agenda" | "ordre du jour" => {
            draft.agenda.push(source);
            return;
        }
        _ => {
            // Whoever sits on the body, as they are called there.
            let seats = matches!(key, "directors" | "trustees" | "councillors" | "administrateurs");
            let cue = seats.then_some(Cue::Listed(Status::Present));
            if let Some(cue) = attendance::cue(key).or(cue) {
                return attendance::front(cue, &source, draft);
            }
        }
    }
    draft.head.push(source);
}

fn day_in(value: &str, draft: &Draft) -> Option<NaiveDate> {
    let found = dates::find(value, draft.calendar()).into_iter().next()?;
    found.when.as_ref().and_then(When::as_day)
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
    fn a_day_stands_in_other_forms_and_no_comment_gives_it() {
        for text in [
            "---\ntitle: CR\ndate: 04/05/2024\n---\n",
            "---\ntitle: CR\n### date: 2019-07-06\ndescription: CR du samedi 4 mai 2024\n---\n",
        ] {
            let lines: Vec<_> = text.lines().collect();
            let mut draft = Draft::default();
            read(&lines, &mut draft);
            assert_eq!(draft.date, NaiveDate::from_ymd_opt(2024, 5, 4), "{text}");
        }
    }

    #[test]
    fn a_rule_without_keys_is_no_front_matter() {
        assert_eq!(read(&["---", "Ana BEL", "---"], &mut Draft::default()), 0);
        assert_eq!(read(&["# Title"], &mut Draft::default()), 0);
    }
}
