//! Dates in words, French first, English too.
//!
//! Conventions, beside those of [`When`]: the start of a year is January to March; a semester is
//! six months, a quarter three; a year that is not printed is the one that brings the date nearest
//! to the meeting. Which number of 4/5/2020 is the day, a [`Calendar`] says.

mod in_words;
mod numbers;
mod spelt;

use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use spro_core::when::{InvalidWhen, PartOfDay, When, Window};

use crate::fold::{Word, words};

use spelt::short_month;
pub(crate) use spelt::{is_weekday, month, weekday};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// What it means; `None` for a date that no calendar has, such as 31/02.
    pub when: Option<When>,
}

/// Which number stands first in a date such as 4/5/2020.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The day.
    #[default]
    DayFirst,
    /// The month.
    MonthFirst,
    /// Nobody knows: such dates are passed over.
    Unknown,
}

/// What a text does not say of the dates in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The day of the meeting, which gives a year to dates printed without one; where it is unknown
    /// too, they are passed over.
    pub meeting: Option<NaiveDate>,
    /// Which number stands first where both could be a month's.
    pub order: Order,
    /// Whether the order was concluded from other dates, so that dates read by it are inferred.
    pub concluded: bool,
}

impl From<Option<NaiveDate>> for Calendar {
    fn from(meeting: Option<NaiveDate>) -> Self {
        Self { meeting, ..Self::default() }
    }
}

/// Every date in `text`, in order.
pub fn find(text: &str, calendar: impl Into<Calendar>) -> Vec<Found> {
    let dated = |(bytes, read): (Range<usize>, Reading)| {
        let when = match read {
            Ok(when) => Some(when),
            Err(Unread::Impossible) => None,
            Err(Unread::Either { .. }) => return None,
        };
        let printed = text.get(bytes.clone()).unwrap_or("");
        Some(Found { when: when.map(|when| when.printed_as(printed)), bytes })
    };
    scan(text, calendar.into()).into_iter().filter_map(dated).collect()
}

/// A date that lacks a year, or may be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unsettled {
    /// Its bytes.
    pub(crate) bytes: Range<usize>,
    /// The weekday printed with it.
    pub(crate) weekday: Option<Weekday>,
    /// The month and the day.
    pub(crate) month: u32,
    pub(crate) day: u32,
}

/// Every day in `text` that is printed without a year.
pub(crate) fn without_year(text: &str, calendar: Calendar) -> Vec<Unsettled> {
    // A leap year has every day.
    let leap = Calendar { meeting: NaiveDate::from_ymd_opt(2000, 7, 1), ..calendar };
    let unsettled = |found: Found| {
        let when = found.when.filter(When::is_inferred)?;
        let day = when.as_day().filter(|_| !has_year(text, &found.bytes))?;
        let weekday = weekday_of(text, &found.bytes);
        Some(Unsettled { bytes: found.bytes, weekday, month: day.month(), day: day.day() })
    };
    find(text, leap).into_iter().filter_map(unsettled).collect()
}

/// A date of two numbers that both could be a month's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Either {
    /// Its bytes.
    pub(crate) bytes: Range<usize>,
    /// The numbers.
    pub(crate) numbers: (u32, u32),
    /// The year, where it has one.
    pub(crate) year: Option<i32>,
}

/// Every date in `text` of two numbers that both could be a month's.
pub(crate) fn either(text: &str) -> Vec<Either> {
    let unknown = Calendar { order: Order::Unknown, ..Calendar::default() };
    let either = |(bytes, read)| match read {
        Err(Unread::Either { numbers, year }) => Some(Either { bytes, numbers, year }),
        _ => None,
    };
    scan(text, unknown).into_iter().filter_map(either).collect()
}

/// No weekday has more letters.
const WEEKDAY: usize = 10;

/// The weekday printed in a date, or just before it.
pub(crate) fn weekday_of(text: &str, bytes: &Range<usize>) -> Option<Weekday> {
    let within = words(text.get(bytes.clone())?);
    within.first().and_then(|word| weekday(&word.folded)).or_else(|| {
        // No more of a line that may be long than the word needs.
        let before =
            text.get(..bytes.start)?.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
        let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(WEEKDAY);
        let length: usize = letters.map(char::len_utf8).sum();
        weekday(&crate::fold::fold(before.get(before.len() - length..)?))
    })
}

fn has_year(text: &str, bytes: &Range<usize>) -> bool {
    let printed = words(text.get(bytes.clone()).unwrap_or_default());
    printed.iter().any(|word| word.folded.len() == 4 && word.folded.parse::<u32>().is_ok())
}

fn scan(text: &str, calendar: Calendar) -> Vec<(Range<usize>, Reading)> {
    let words = words(text);
    let scan = Scan { text, words: &words, calendar };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((end, read)) = scan.date(at)
            && let (Some(first), Some(last)) = (words.get(at), words.get(end - 1))
        {
            found.push((first.start..last.end, read));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

struct Scan<'a> {
    text: &'a str,
    words: &'a [Word],
    calendar: Calendar,
}

/// What a date was meant to be, where that can be told.
type Reading = Result<When, Unread>;

/// Why it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unread {
    /// No calendar has it.
    Impossible,
    /// Either number could be the month's.
    Either { numbers: (u32, u32), year: Option<i32> },
}

/// The index after the last word, and what was meant.
type Read = Option<(usize, Reading)>;

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.folded)
    }

    fn is(&self, at: usize, phrase: &[&str]) -> bool {
        phrase.iter().zip(at..).all(|(want, at)| self.word(at) == *want)
    }

    fn date(&self, at: usize) -> Read {
        self.slashed(at)
            .or_else(|| self.dotted(at))
            .or_else(|| self.iso(at))
            .or_else(|| self.range(at))
            .or_else(|| self.single(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.in_words(at))
            .or_else(|| self.vague(at))
    }

    /// `le vingt-neuf juin deux mil dix`, `l'an deux mille vingt, le mardi deux mars`.
    fn in_words(&self, at: usize) -> Read {
        let number = |at: usize| in_words::number(self.words, at);
        let year = |at: usize| {
            let (after, year) = number(at)?;
            Some((after, i32::try_from(year).ok().filter(|year| (1900..2200).contains(year))?))
        };
        let (start, stated) = match (self.word(at), year(at + 1)) {
            ("an", Some((after, year))) => (after, Some(year)),
            _ => (at, None),
        };
        let start = start + usize::from(self.word(start) == "et");
        let start = start + usize::from(self.word(start) == "le");
        let start = start + usize::from(is_weekday(self.word(start)));
        let printed = || self.number(start).filter(|_| stated.is_some());
        let (after, day) = number(start).or_else(printed)?;
        let month = self.month(after).filter(|_| day < 32)?;
        let (after, year) = match (stated, self.year(after + 1), year(after + 1)) {
            (Some(year), _, _) => (after + 1, year),
            (None, Some(year), _) => (after + 2, year),
            (None, None, Some((after, year))) => (after, year),
            _ => return None,
        };
        Some((
            after,
            NaiveDate::from_ymd_opt(year, month, day).map(When::day).ok_or(Unread::Impossible),
        ))
    }

    /// A day of a month, with `er` and a weekday passed over: the index after it, and the day.
    fn number(&self, at: usize) -> Option<(usize, u32)> {
        let at = if is_weekday(self.word(at)) { at + 1 } else { at };
        let word = self.word(at);
        let suffix = ["er", "st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
        let digits = suffix.unwrap_or(word);
        let day: u32 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
        let after = at + 1;
        let after = if self.word(after) == "er" { after + 1 } else { after };
        (day <= 39).then_some((after, day))
    }

    fn year(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let year = word.parse().ok().filter(|_| word.len() == 4)?;
        (1900..2200).contains(&year).then_some(year)
    }

    /// A month in full; one that is cut short only beside a year.
    fn month(&self, at: usize) -> Option<u32> {
        let near = || (1..=3).any(|step| self.year(at + step).is_some());
        month(self.word(at)).or_else(|| short_month(self.word(at)).filter(|_| near()))
    }

    /// A year of four digits, or the last two of one of this century.
    fn short_year(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let short = word.parse::<i32>().ok().filter(|_| word.len() == 2);
        self.year(at).or(short.map(|year| 2000 + year))
    }

    /// A month and perhaps its year: the index after them.
    fn month_year(&self, at: usize) -> Option<(usize, u32, Option<i32>)> {
        let month = self.month(at)?;
        Some(match self.year(at + 1) {
            Some(year) => (at + 2, month, Some(year)),
            None => (at + 1, month, None),
        })
    }

    /// The day; `None` when no year can be told.
    fn day(&self, year: Option<i32>, month: u32, day: u32) -> Option<Result<NaiveDate, Unread>> {
        if let Some(year) = year {
            return Some(NaiveDate::from_ymd_opt(year, month, day).ok_or(Unread::Impossible));
        }
        let meeting = self.calendar.meeting?;
        let around = [meeting.year() - 1, meeting.year(), meeting.year() + 1];
        let days = around.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day));
        let nearest = days.min_by_key(|day| (*day - meeting).num_days().abs());
        Some(nearest.ok_or(Unread::Impossible))
    }

    /// The part of the day that follows, perhaps after an article.
    fn part(&self, at: usize, when: When) -> (usize, When) {
        let said = at + usize::from(matches!(self.word(at), "le" | "l" | "in"));
        let said = said + usize::from(self.is(said.saturating_sub(1), &["in", "the"]));
        match self.word(said) {
            "apres" if self.word(said + 1) == "midi" => {
                (said + 2, when.with_part(PartOfDay::Afternoon))
            }
            "afternoon" => (said + 1, when.with_part(PartOfDay::Afternoon)),
            "matin" | "morning" => (said + 1, when.with_part(PartOfDay::Morning)),
            "soir" | "soiree" | "evening" => (said + 1, when.with_part(PartOfDay::Evening)),
            _ => (at, when),
        }
    }

    /// `January 18, 2024`, `January 18th`.
    fn month_first(&self, at: usize) -> Read {
        let month = self.month(at)?;
        let (after, day) = self.number(at + 1)?;
        let year = self.year(after);
        let after = if year.is_some() { after + 1 } else { after };
        let Ok(day) = self.day(year, month, day)? else {
            return Some((after, Err(Unread::Impossible)));
        };
        let (after, when) = self.part(after, When::day(day));
        Some((after, Ok(inferred(when, year.is_none()))))
    }

    fn single(&self, at: usize) -> Read {
        let (after, day) = self.number(at)?;
        let (after, month, year) = self.month_year(after)?;
        let Ok(day) = self.day(year, month, day)? else {
            return Some((after, Err(Unread::Impossible)));
        };
        let (after, when) = self.part(after, When::day(day));
        Some((after, Ok(inferred(when, year.is_none()))))
    }

    /// `9 au 14 avril`, `30 mars au 2 avril`, `16 et 17 février`.
    fn range(&self, at: usize) -> Read {
        let (after, first) = self.number(at)?;
        let (after, early) = match self.month_year(after) {
            Some((after, month, year)) => (after, Some((month, year))),
            None => (after, None),
        };
        let all = match self.word(after) {
            "au" | "to" => true,
            "et" | "and" if early.is_none() => false,
            _ => return None,
        };
        let (after, last) = self.number(after + 1)?;
        let (after, month, year) = self.month_year(after)?;
        let (first_month, first_year) = early.unwrap_or((month, year));
        let Ok(last) = self.day(year, month, last)? else {
            return Some((after, Err(Unread::Impossible)));
        };
        let Ok(first) = self.day(first_year.or(Some(last.year())), first_month, first)? else {
            return Some((after, Err(Unread::Impossible)));
        };
        let when = if all { When::span(first, last) } else { When::days([first, last]) };
        let Ok(when) = when else {
            return Some((after, Err(Unread::Impossible)));
        };
        let (after, when) = self.part(after, when);
        Some((after, Ok(inferred(when, year.is_none()))))
    }

    fn vague(&self, at: usize) -> Read {
        if self.word(at) == "depuis" {
            let skip = usize::from(self.is(at + 1, &["l"]) || self.is(at + 1, &["le"]));
            let (after, from) = self.season(at + 1 + skip)?;
            return Some((after, certain(When::edtf(&format!("{from}/..")))));
        }
        if self.is(at, &["debut", "d", "annee"]) {
            let year = self.year(at + 3)?;
            let first = NaiveDate::from_ymd_opt(year, 1, 1);
            let last = NaiveDate::from_ymd_opt(year, 3, 31);
            let window = Window::new(first, last).ok()?;
            let start = self.words.get(at)?.start;
            let words = self.text.get(start..self.words.get(at + 3)?.end)?;
            let why = "the start of a year is January to March";
            return Some((at + 4, certain(When::by_convention(words, window, why))));
        }
        if let Some(months) = months_of(self.word(at + 1)) {
            let after = at + 2 + usize::from(matches!(self.word(at + 2), "of" | "de"));
            let year = self.year(after)?;
            let place = ordinal(self.word(at)).filter(|place| (1..=12 / months).contains(place))?;
            let first = NaiveDate::from_ymd_opt(year, (place - 1) * months + 1, 1)?;
            let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
            return Some((after + 1, certain(When::some_day_in(first, last))));
        }
        if let Some((after, season)) = self.season(at) {
            return Some((after, certain(When::edtf(&season))));
        }
        let (after, month, year) = self.month_year(at)?;
        Some((after, certain(When::edtf(&format!("{:04}-{month:02}", year?)))))
    }

    fn season(&self, at: usize) -> Option<(usize, String)> {
        let season = match self.word(at) {
            "printemps" | "spring" => 21,
            "ete" | "summer" => 22,
            "automne" | "autumn" => 23,
            "hiver" | "winter" => 24,
            _ => return None,
        };
        let year = self.year(at + 1)?;
        Some((at + 2, format!("{year:04}-{season}")))
    }
}

/// How many months a part of the year has.
fn months_of(part: &str) -> Option<u32> {
    match part {
        "semestre" | "half" => Some(6),
        "trimestre" | "quarter" => Some(3),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<u32> {
    Some(match word {
        "premier" | "1er" | "first" => 1,
        "deuxieme" | "second" | "2e" => 2,
        "troisieme" | "third" | "3e" => 3,
        "quatrieme" | "fourth" | "4e" => 4,
        _ => return None,
    })
}

fn inferred(when: When, is: bool) -> When {
    if is { when.as_inferred() } else { when }
}

fn certain(when: Result<When, InvalidWhen>) -> Reading {
    when.map_err(|_| Unread::Impossible)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let meeting = NaiveDate::from_ymd_opt(2017, 11, 10);
        find(text, meeting)
            .into_iter()
            .map(|found| {
                let when = found.when.map_or("none".into(), |when| {
                    when.as_edtf().map_or("words".into(), std::borrow::Cow::into_owned)
                });
                (text[found.bytes].to_owned(), when)
            })
            .collect()
    }

    #[test]
    fn dates_mean_what_they_print() {
        for (text, when) in [
            ("semaine du 9 au 14 avril 2018 (semaine 15)", "2018-04-09/2018-04-14"),
            ("le 1<sup>er</sup> décembre", "2017-12-01"),
            ("du 20 mars 2018 après-midi", "2018-03-20"),
            ("(02/02/2018)", "2018-02-02"),
            ("le vingt-neuf juin deux mil dix", "2010-06-29"),
            ("an deux mille vingt et un, le vendredi vingt-six mars", "2021-03-26"),
            ("an deux mil trois, le premier avril", "2003-04-01"),
            ("le 25/11", "2017-11-25"),
            ("depuis l'été 2017", "2017-22/.."),
            ("au printemps 2018", "2018-21"),
            ("(mars 2018)", "2018-03"),
            ("début d'année 2018", "words"),
            ("le 31/02/2018", "none"),
            ("on 9 to 14 April 2018", "2018-04-09/2018-04-14"),
            ("on January 18th, 2018", "2018-01-18"),
            ("premier trimestre 2018", "[2018-01-01..2018-03-31]"),
            ("second half of 2018", "[2018-07-01..2018-12-31]"),
            ("le 29.11.16", "2016-11-29"),
            ("29.11.2016", "2016-11-29"),
            ("le 29-11-2016", "2016-11-29"),
            ("Thursday, Feb 20, 2020", "2020-02-20"),
            ("27 Nov 2023", "2023-11-27"),
            ("Date 4/27/20", "2020-04-27"),
            ("du 7/3/2018", "2018-03-07"),
        ] {
            let found = read(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].1, when, "{text}");
        }
        for text in ["version 6.0.0", "10.2.14", "on mar 5 points", "24/7", "99.10.20"] {
            assert_eq!(read(text), [], "{text}");
        }
        assert_eq!(read("les 16 et 17 février 2018")[0].0, "16 et 17 février 2018");
        assert_eq!(read("16 et 17 février 2018")[0].1, "{2018-02-16,2018-02-17}");
    }
}
