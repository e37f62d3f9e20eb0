//! Dates and other values on the command line.

use chrono::{DateTime, Local, NaiveDate, NaiveTime, TimeZone, Utc};
use spro_core::kernel::stamp::Stamp;
use spro_core::when::When;
use spro_minutes::dates;

use crate::clock;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::locale::Language;

/// Reads the code of a language.
pub(crate) fn language(text: &str) -> Result<Language, Failure> {
    text.parse().map_err(|code| Failure::new(Exit::Usage, "usage-language").with("language", code))
}

/// Reads one day: ISO, or words that mean one.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Failure> {
    if is_iso_day(text) {
        return text.parse().map_err(|_| impossible(text));
    }
    when(text)?
        .as_day()
        .ok_or_else(|| Failure::new(Exit::Usage, "usage-not-one-day").with("text", text))
}

/// Reads a date as people write it: EDTF, or words in French or English.
///
/// Words beside the date are refused unless they leave its meaning as it is: "after 3 March" is
/// not 3 March.
pub(crate) fn when(text: &str) -> Result<When, Failure> {
    let text = text.trim();
    if is_iso_day(text) {
        return text.parse().map(NaiveDate::into).map_err(|_| impossible(text));
    }
    if let Ok(when) = When::edtf(text) {
        return Ok(when);
    }
    let unclear = || Failure::new(Exit::Usage, "usage-date-unclear").with("text", text);
    let found = dates::find(text, Some(clock::today()));
    let [found] = found.as_slice() else {
        return Err(unclear());
    };
    let before = text.get(..found.bytes.start).unwrap_or_default();
    let after = text.get(found.bytes.end..).unwrap_or_default();
    if !before.split(|c: char| !c.is_alphabetic()).all(is_idle) || !after.trim().is_empty() {
        return Err(unclear());
    }
    let when = found.when.clone().ok_or_else(|| impossible(text))?;
    Ok(when.printed_as(text))
}

/// Reads an instant; a day means its end here.
pub(crate) fn instant(text: &str) -> Result<Stamp, Failure> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(Stamp::new(instant.with_timezone(&Utc)));
    }
    let day =
        day(text).map_err(|_| Failure::new(Exit::Usage, "usage-instant").with("text", text))?;
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    let begins = Local.from_local_datetime(&next).earliest();
    let begins = begins.map_or_else(|| next.and_utc(), |local| local.with_timezone(&Utc));
    Ok(Stamp::new(begins - chrono::TimeDelta::milliseconds(1)))
}

fn impossible(text: &str) -> Failure {
    Failure::new(Exit::Usage, "usage-no-such-day").with("text", text)
}

fn is_iso_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Words that may stand before a due date without changing it.
fn is_idle(word: &str) -> bool {
    matches!(
        word,
        "" | "le"
            | "en"
            | "au"
            | "avant"
            | "d"
            | "ici"
            | "l"
            | "on"
            | "in"
            | "by"
            | "before"
            | "the"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Option<String> {
        when(text).ok().and_then(|when| when.as_edtf().map(std::borrow::Cow::into_owned))
    }

    #[test]
    fn a_date_may_be_iso_edtf_or_words() {
        for (text, meant) in [
            ("2024-05-31", "2024-05-31"),
            ("2018-03", "2018-03"),
            ("2018-04-09/2018-04-14", "2018-04-09/2018-04-14"),
            ("mars 2018", "2018-03"),
            ("avant le 15 mars 2024", "2024-03-15"),
            ("by 15 March 2024", "2024-03-15"),
            ("du 9 au 14 avril 2018", ""),
        ] {
            assert_eq!(edtf(text).unwrap_or_default(), meant, "{text}");
        }
    }

    #[test]
    fn words_that_change_the_meaning_are_refused() {
        for text in
            ["après le 3 mars 2024", "after 3 March 2024", "3 mars 2024 ou jamais", "bientôt"]
        {
            assert!(when(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_that_no_calendar_has_is_told_apart() {
        for text in ["2024-02-30", "le 31/02/2024"] {
            let failure = when(text).unwrap_err();
            assert_eq!(failure.to_string(), "usage-no-such-day", "{text}");
        }
    }

    #[test]
    fn a_month_is_not_one_day() {
        assert_eq!(day("mars 2018").unwrap_err().to_string(), "usage-not-one-day");
        assert_eq!(day("le 3 mars 2018").unwrap().to_string(), "2018-03-03");
    }

    #[test]
    fn an_instant_that_is_a_day_is_its_last_one() {
        let end = instant("2024-03-01").unwrap();
        assert_eq!(end.instant().with_timezone(&Local).date_naive().to_string(), "2024-03-01");
        let next = end.instant() + chrono::TimeDelta::milliseconds(1);
        assert_eq!(next.with_timezone(&Local).date_naive().to_string(), "2024-03-02");
    }
}
