//! How things are named on the command line: a printed number, the tail of a key, or all of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use spro_core::domain::number::Number;
use spro_core::kernel::position::Position;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;

use crate::exit::Exit;
use crate::failure::Failure;

/// The shortest tail that is shown. Keys may begin alike, since ids made together do.
const SHOWN: usize = 5;
/// The length of a whole key.
const LONGEST: usize = 26;
/// The shortest tail that is understood.
const UNDERSTOOD: usize = 4;

/// How many last characters of a key are shown in a ledger that is so long: five, or more where
/// another key would else end alike more often than once in a thousand tails.
///
/// Looking at all keys to tell one would read the whole ledger; who types a tail that several keys
/// have is shown them.
pub(crate) fn tail_length(last: Position) -> usize {
    // No more keys than records. A character tells five bits, and the last one of a key three.
    let wanted = u128::from(last.get()) * 1_000;
    (SHOWN..LONGEST).find(|length| 1_u128 << (5 * length - 2) >= wanted).unwrap_or(LONGEST)
}

/// The last `length` characters of a subject's key.
pub(crate) fn tail(subject: &Subject, length: usize) -> &str {
    let key = subject.key();
    let begin = key.len().saturating_sub(length);
    key.get(begin..).unwrap_or(key)
}

/// Whether `text` is this subject, or enough of the end of its key.
pub(crate) fn answers(subject: &Subject, text: &str) -> bool {
    let lower = text.to_lowercase();
    subject.as_str() == text || lower.len() >= UNDERSTOOD && subject.key().ends_with(&lower)
}

/// Whether `text` may be a printed number, or the end of a key.
pub(crate) fn may_be_id(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '_'))
}

/// Finds the one that `text` names among `known`, each with its printed number.
///
/// # Errors
/// [`Exit::NotFound`] when several answer, which are then listed.
pub(crate) fn find<'s>(
    text: &str,
    known: impl IntoIterator<Item = (&'s Subject, Option<&'s Number>)>,
) -> Result<Option<Subject>, Failure> {
    let mut by_number = BTreeMap::new();
    let mut by_key = BTreeMap::new();
    let lower = text.to_lowercase();
    for (subject, number) in known {
        if subject.as_str() == text {
            return Ok(Some(subject.clone()));
        }
        if number.is_some_and(|number| number.as_str().to_lowercase() == lower) {
            by_number.insert(subject, number);
        }
        if answers(subject, text) {
            by_key.insert(subject, number);
        }
    }
    // Who types a number that happens to end a key means the number.
    let found = if by_number.is_empty() { by_key } else { by_number };
    let mut all = found.iter();
    match (all.next(), all.next()) {
        (None, _) => Ok(None),
        (Some((subject, _)), None) => Ok(Some((*subject).clone())),
        _ => {
            let listed: Vec<_> = found.keys().map(|subject| subject.as_str()).collect();
            Err(Failure::new(Exit::NotFound, "error-ambiguous")
                .with("id", text)
                .with("found", listed.join(", ")))
        }
    }
}

/// Finds the one that `text` names.
///
/// # Errors
/// [`Exit::NotFound`] when none answers, or several do.
pub(crate) fn find_one<'s>(
    text: &str,
    known: impl IntoIterator<Item = (&'s Subject, Option<&'s Number>)>,
) -> Result<Subject, Failure> {
    find(text, known)?.ok_or_else(|| not_found(text))
}

/// The meeting of the day that `text` is; `None` where it is no day, or no meeting was then.
///
/// # Errors
/// [`Exit::NotFound`] when there were several.
pub(crate) fn meeting_on(register: &Register, text: &str) -> Result<Option<Subject>, Failure> {
    let Ok(day) = text.parse::<NaiveDate>() else {
        return Ok(None);
    };
    let found: Vec<_> = register.meetings_on(day).map(|(subject, _)| subject).collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).clone())),
        several => {
            let listed: Vec<_> = several.iter().map(|subject| subject.as_str()).collect();
            Err(Failure::new(Exit::NotFound, "error-ambiguous")
                .with("id", text)
                .with("found", listed.join(", ")))
        }
    }
}

/// Nothing is called so.
pub(crate) fn not_found(text: &str) -> Failure {
    Failure::new(Exit::NotFound, "error-not-found").with("id", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(text: &str) -> Subject {
        Subject::parse(text).unwrap()
    }

    #[test]
    fn a_tail_is_as_long_as_the_ledger_is_long() {
        for (records, length) in [(0, 5), (8_388, 5), (8_389, 6), (10_000_000, 8), (u64::MAX, 16)] {
            assert_eq!(tail_length(Position::new(records)), length, "{records}");
        }
        assert_eq!(tail(&subject("action/aaaaabcdefg"), 7), "abcdefg");
        assert_eq!(tail(&subject("action/x"), 5), "x");
    }

    #[test]
    fn a_number_comes_before_a_tail() {
        let number = Number::parse("A4").unwrap();
        let long = Number::parse("2024").unwrap();
        let (one, other) = (subject("action/qqqq"), subject("action/zz2024"));
        let known = [(&one, Some(&long)), (&other, Some(&number))];
        assert_eq!(find("a4", known).unwrap(), Some(other.clone()));
        assert_eq!(find("2024", known).unwrap(), Some(one.clone()));
    }

    #[test]
    fn what_several_answer_to_is_listed() {
        let (one, other) = (subject("action/aaxyzw"), subject("decision/bbxyzw"));
        let known = [(&one, None), (&other, None)];
        let failure = find("xyzw", known).unwrap_err();
        assert_eq!(failure.to_string(), "error-ambiguous");
        assert_eq!(find("axyzw", known).unwrap(), Some(one.clone()));
        assert_eq!(find("decision/bbxyzw", known).unwrap(), Some(other.clone()));
    }

    #[test]
    fn a_tail_that_is_too_short_names_nothing() {
        let one = subject("action/abcd");
        assert_eq!(find("bcd", [(&one, None)]).unwrap(), None);
        assert_eq!(find("abcd", [(&one, None)]).unwrap(), Some(one.clone()));
    }
}
