//! By when an action is due.

use chrono::NaiveDate;
use spro_core::when::When;

use crate::dates::{self, Calendar};
use crate::fold::{Word, words};

/// The date that ends `text`, that a word such as "before" leads, or the time that such a word leads:
/// "avant la mi-avril", "end of March", "d'ici la prochaine réunion".
pub(crate) fn due(text: &str, calendar: impl Into<Calendar>) -> Option<When> {
    let dated = dates::find(text, calendar);
    let last = dated
        .last()
        .filter(|found| !text.get(found.bytes.end..).unwrap_or("").contains(char::is_alphanumeric));
    let led = || dated.iter().find(|found| is_led(text.get(..found.bytes.start).unwrap_or("")));
    if let Some(when) = last.or_else(led).and_then(|found| found.when.as_ref()) {
        // The words before it are its bound: "before the middle of April".
        return from_words(&to_words(when));
    }
    When::words(vague(text)?).ok()
}

/// Whether a word that sets a term ends `before`.
fn is_led(before: &str) -> bool {
    let key: Vec<_> = words(before).into_iter().map(|word| word.folded).collect();
    let ends = |cue: &[&str]| {
        key.len() >= cue.len() && key.iter().rev().zip(cue.iter().rev()).all(|(a, b)| a == b)
    };
    let skipped =
        key.last().is_some_and(|word| matches!(word.as_str(), "le" | "the" | "la" | "fin"));
    let short = key.len() - usize::from(skipped);
    let key = key.get(..short).unwrap_or(&[]);
    let short = |cue: &[&str]| {
        key.len() >= cue.len() && key.iter().rev().zip(cue.iter().rev()).all(|(a, b)| a == b)
    };
    TERMS.iter().any(|cue| ends(cue) || short(cue))
}

/// Words that set a term.
const TERMS: &[&[&str]] = &[
    &["avant"],
    &["d", "ici"],
    &["au", "plus", "tard"],
    &["pour"],
    &["des"],
    &["by"],
    &["before"],
    &["until"],
    &["no", "later", "than"],
    &["due"],
    &["jusqu", "a"],
    &["jusqu", "au"],
];

/// The time that no calendar dates, from the word that sets the term on.
fn vague(text: &str) -> Option<&str> {
    let words = words(text);
    for at in 0..words.len() {
        let length = TERMS.iter().filter(|cue| is(&words, at, cue)).map(|cue| cue.len()).max();
        let (start, from, led) = match length {
            Some(length) => (at, at + length, true),
            None => (at, at, false),
        };
        let whose = matches!(word(&words, at), "pour" | "des") && led;
        if let Some(end) = time(&words, from, led && !whose) {
            let (first, last) = (words.get(start)?, words.get(end - 1)?);
            let phrase = text.get(first.start..last.end)?;
            return Some(phrase).filter(|phrase| !phrase.contains(['.', ';', '(']));
        }
    }
    None
}

fn word(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.folded.as_str())
}

fn is(words: &[Word], at: usize, phrase: &[&str]) -> bool {
    phrase.iter().zip(at..).all(|(want, at)| word(words, at) == *want)
}

/// The index after a time that begins at `at`; more times are one after a word that sets a term.
fn time(words: &[Word], at: usize, led: bool) -> Option<usize> {
    let phrases: &[&[&str]] = &[
        &["cette", "semaine"],
        &["la", "semaine", "prochaine"],
        &["la", "semaine", "suivante"],
        &["semaine", "prochaine"],
        &["le", "mois", "prochain"],
        &["this", "week"],
        &["next", "week"],
        &["next", "month"],
        &["end", "of", "the", "week"],
        &["end", "of", "the", "month"],
        &["end", "of", "the", "year"],
        &["fin", "de", "semaine"],
        &["la", "fin", "de", "la", "semaine"],
        &["la", "fin", "du", "mois"],
        &["la", "fin", "de", "l", "annee"],
        &["fin", "d", "annee"],
    ];
    let terms: &[&[&str]] = &[
        &["la", "prochaine", "reunion"],
        &["la", "prochaine", "seance"],
        &["le", "prochain", "ca"],
        &["la", "prochaine", "ag"],
        &["l", "ete"],
        &["la", "rentree"],
        &["les", "vacances"],
        &["noel"],
        &["the", "next", "meeting"],
        &["next", "meeting"],
        &["the", "summit"],
        &["christmas"],
        &["the", "end", "of", "the", "week"],
        &["the", "end", "of", "the", "month"],
    ];
    let found =
        phrases.iter().chain(terms.iter().filter(|_| led)).find(|phrase| is(words, at, phrase));
    if let Some(found) = found {
        return Some(at + found.len());
    }
    // "the October meeting", "la réunion de juin".
    if led {
        let bare = at + usize::from(matches!(word(words, at), "la" | "le" | "the" | "l"));
        let meets = |word: &str| {
            matches!(
                word,
                "meeting" | "call" | "reunion" | "seance" | "conseil" | "ca" | "ag" | "session"
            )
        };
        if is_month(word(words, bare)) && meets(word(words, bare + 1)) {
            return Some(bare + 2);
        }
        let de = matches!(word(words, bare + 1), "de" | "d");
        if meets(word(words, bare)) && de && is_month(word(words, bare + 2)) {
            return Some(bare + 3);
        }
    }
    // "mi-avril", "la mi-avril", "fin mars", "end of March", "early in June".
    let bare = at + usize::from(led && matches!(word(words, at), "la" | "le" | "the" | "l"));
    let part = match word(words, bare) {
        "mi" | "fin" | "debut" | "mid" | "late" | "early" => bare + 1,
        "end" | "middle" | "start" | "beginning" if word(words, bare + 1) == "of" => bare + 2,
        _ => return None,
    };
    is_month(word(words, part)).then_some(part + 1)
}

fn is_month(word: &str) -> bool {
    dates::month(word).is_some()
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
pub(crate) fn dated(text: &str, calendar: impl Into<Calendar>) -> Option<When> {
    let found = dates::find(text, calendar).into_iter().next()?;
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
            "2024/04/31",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_a_date_at_the_end_or_a_time_that_a_word_leads() {
        let meeting = NaiveDate::from_ymd_opt(2024, 3, 4);
        for (text, want) in [
            ("Ana fera le plan, avant le 5 avril 2024", Some("2024-04-05")),
            ("Lancer dès le 30 avril 2024 la campagne", Some("2024-04-30")),
            ("Lire avant la mi-avril les statuts", Some("avant la mi-avril")),
            ("Ana to cut the release end of March", Some("end of March")),
            ("Envoyer le plan d'ici la prochaine réunion", Some("d'ici la prochaine réunion")),
            ("Parler du 5 avril 2024 avec la CCI", None),
            ("Préparer la prochaine réunion", None),
        ] {
            assert_eq!(due(text, meeting).map(|when| to_words(&when)).as_deref(), want, "{text}");
        }
    }
}
