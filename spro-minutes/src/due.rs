//! By when an action is due.

use chrono::NaiveDate;
use spro_core::when::When;

use crate::dates;
use crate::fold::words;

/// The date that ends `text`.
pub(crate) fn due(text: &str, meeting: Option<NaiveDate>) -> Option<When> {
    let found = dates::find(text, meeting).pop()?;
    let rest = text.get(found.bytes.end..).unwrap_or("");
    let when = found.when.filter(|_| !rest.contains(char::is_alphanumeric))?;
    from_words(&to_words(&when))
}

/// The day where one is meant, else the words as printed, else the EDTF value.
pub(crate) fn to_words(due: &When) -> String {
    match (due.as_day(), due.as_edtf()) {
        (Some(day), _) => day.to_string(),
        // The words alone have no year.
        (None, Some(date)) if due.is_inferred() => date.into_owned(),
        _ => due.to_string(),
    }
}

/// What [`to_words`] wrote, or a person: a date that is all of `text`, or words that no calendar
/// knows; `None` when blank.
pub(crate) fn from_words(text: &str) -> Option<When> {
    let bare = text.trim();
    if let Ok(when) = When::edtf(bare) {
        return Some(when);
    }
    dated(bare, None).or_else(|| When::words(bare).ok())
}

/// The date that is all of `text`, but for words that lead to one.
pub(crate) fn dated(text: &str, meeting: Option<NaiveDate>) -> Option<When> {
    let found = dates::find(text, meeting).into_iter().next()?;
    let before = words(text.get(..found.bytes.start)?);
    let leads = before.iter().all(|word| LEADS.contains(&word.folded.as_str()));
    let all = leads && found.bytes.end == text.len();
    let when = found.when.filter(|_| all)?;
    // What is written again is read the same.
    Some(when.as_day().map_or_else(|| when.clone().printed_as(text), When::day))
}

/// Words before a date that leave it the same.
const LEADS: [&str; 16] = [
    "le", "la", "l", "au", "en", "avant", "d", "ici", "pour", "plus", "tard", "on", "in", "the",
    "by", "before",
];

/// Whether `text`, which no calendar dates, was meant to be a date: `2024-02-30`, `2024/04/15`.
pub(crate) fn is_failed_date(text: &str) -> bool {
    // A leap year, so that the 29th of February passes where no year is said.
    let leap = NaiveDate::from_ymd_opt(2024, 7, 1);
    if dates::find(text, leap).iter().any(|found| found.when.is_none()) {
        return true;
    }
    let bare = text.chars().any(|c| c.is_ascii_digit()) && !text.chars().any(char::is_alphabetic);
    bare && dated(text, leap).is_none() || text.split_whitespace().any(is_numeric_date)
}

/// Whether three numbers stand with marks between, one of them a year.
fn is_numeric_date(token: &str) -> bool {
    let pieces: Vec<_> = token.split(['-', '/', '.']).collect();
    let [first, second, third, ..] = pieces.as_slice() else {
        return false;
    };
    let digits = |piece: &str| piece.chars().take_while(char::is_ascii_digit).count();
    let number = |piece: &str| !piece.is_empty() && digits(piece) == piece.len();
    number(first)
        && number(second)
        && digits(third) > 0
        && (first.len() == 4 || digits(third) == 4)
        && dates::find(token, None).is_empty()
}

#[cfg(test)]
mod said {
    use super::*;

    #[test]
    fn words_that_are_a_date_become_it_and_others_stay_words() {
        for (text, want) in [
            ("15/04/2024", Some("2024-04-15")),
            ("avant le 15 avril 2024", Some("2024-04-15")),
            ("by April 15, 2024", Some("2024-04-15")),
            ("en mars 2024", Some("2024-03")),
            ("2024-03", Some("2024-03")),
            ("prochainement", None),
            ("après le 15 avril 2024", None),
        ] {
            let when = from_words(text).unwrap();
            assert_eq!(when.as_edtf().as_deref(), want, "{text}");
            assert_eq!(from_words(&to_words(&when)).as_ref(), Some(&when), "{text}");
            assert!(!when.is_undated() || !is_failed_date(text), "{text}");
        }
    }

    #[test]
    fn what_was_meant_as_a_date_and_is_none_is_told_from_words() {
        for text in [
            "2024-02-30",
            "le 31/02/2024",
            "30 février",
            "2024/04/15",
            "15-13-2024",
            "29.02.2023",
            "2024-13",
            "20240415",
            "2024-04-15T10:00",
        ] {
            assert!(is_failed_date(text), "{text}");
        }
        for text in ["15 avril", "15/04", "29 février", "version 1.2.3", "T2 2024", "fin mars"] {
            assert!(!is_failed_date(text), "{text}");
        }
    }

    #[test]
    fn days_without_a_printed_year_keep_the_one_they_were_given() {
        let meeting = NaiveDate::from_ymd_opt(2024, 2, 1);
        let when = due("à lire du 2 au 5 mars", meeting).unwrap();
        assert_eq!(when.as_edtf().as_deref(), Some("2024-03-02/2024-03-05"));
    }
}
