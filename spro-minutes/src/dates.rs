//! Dates in words, French first, English too.
//!
//! Conventions, beside those of [`When`]: the start of a year is January to March; a semester is
//! six months, a quarter three; a year that is not printed is the one that brings the date nearest
//! to the meeting.

mod in_words;

use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};
use spro_core::when::{PartOfDay, When, Window};

use crate::fold::{Word, words};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// What it means; `None` for a date that no calendar has, such as 31/02.
    pub when: Option<When>,
}

/// Every date in `text`, in order. `meeting` gives a year to dates printed without one; where it
/// is unknown too, they are passed over.
pub fn find(text: &str, meeting: Option<NaiveDate>) -> Vec<Found> {
    let words = words(text);
    let scan = Scan { text, words: &words, meeting };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((end, when)) = scan.date(at)
            && let (Some(first), Some(last)) = (words.get(at), words.get(end - 1))
        {
            let bytes = first.start..last.end;
            let printed = text.get(bytes.clone()).unwrap_or("");
            let when = when.map(|when| when.printed_as(printed));
            found.push(Found { bytes, when });
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
    meeting: Option<NaiveDate>,
}

/// A day that no calendar has.
struct Impossible;

/// The index after the last word, and what was meant where that exists.
type Read = Option<(usize, Option<When>)>;

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
        Some((after, NaiveDate::from_ymd_opt(year, month, day).map(When::day)))
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
    fn day(
        &self,
        year: Option<i32>,
        month: u32,
        day: u32,
    ) -> Option<Result<NaiveDate, Impossible>> {
        if let Some(year) = year {
            return Some(NaiveDate::from_ymd_opt(year, month, day).ok_or(Impossible));
        }
        let meeting = self.meeting?;
        let around = [meeting.year() - 1, meeting.year(), meeting.year() + 1];
        let days = around.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day));
        let nearest = days.min_by_key(|day| (*day - meeting).num_days().abs());
        Some(nearest.ok_or(Impossible))
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
            return Some((after, None));
        };
        let (after, when) = self.part(after, When::day(day));
        Some((after, Some(inferred(when, year.is_none()))))
    }

    fn single(&self, at: usize) -> Read {
        let (after, day) = self.number(at)?;
        let (after, month, year) = self.month_year(after)?;
        let Ok(day) = self.day(year, month, day)? else {
            return Some((after, None));
        };
        let (after, when) = self.part(after, When::day(day));
        Some((after, Some(inferred(when, year.is_none()))))
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
            return Some((after, None));
        };
        let Ok(first) = self.day(first_year.or(Some(last.year())), first_month, first)? else {
            return Some((after, None));
        };
        let when = if all { When::span(first, last) } else { When::days([first, last]) };
        let Ok(when) = when else {
            return Some((after, None));
        };
        let (after, when) = self.part(after, when);
        Some((after, Some(inferred(when, year.is_none()))))
    }

    fn joined(&self, at: usize, by: &str) -> bool {
        let (Some(one), Some(two)) = (self.words.get(at), self.words.get(at + 1)) else {
            return false;
        };
        self.text.get(one.end..two.start) == Some(by)
    }

    /// `25/11`, `02/02/2018`, `2/2/18`; `4/27/20`, where only the month may stand first, is read so.
    fn slashed(&self, at: usize) -> Read {
        if !self.joined(at, "/") || at > 0 && self.joined(at - 1, "/") {
            return None;
        }
        let (first, second) = (self.word(at), self.word(at + 1));
        let whole = self.joined(at + 1, "/");
        let wanted = |word: &str| word.len() == 2 || whole && word.len() == 1;
        let number = |word: &str| word.parse::<u32>().ok().filter(|_| wanted(word));
        let (first, second) = (number(first)?, number(second)?);
        let year = self.short_year(at + 2).filter(|_| whole);
        if whole && (year.is_none() || self.joined(at + 2, "/")) {
            return None;
        }
        let month_first = year.is_some() && first <= 12 && (13..=31).contains(&second);
        let (day, month) = if month_first { (second, first) } else { (first, second) };
        let after = if year.is_some() { at + 3 } else { at + 2 };
        let day = self.day(year, month, day)?.ok();
        Some((after, day.map(|day| inferred(When::day(day), year.is_none()))))
    }

    /// `29.11.2016`, `29.11.16`. Other numbers with dots between, such as versions, are no dates.
    fn dotted(&self, at: usize) -> Read {
        let dots = self.joined(at, ".") && self.joined(at + 1, ".");
        let dashes =
            self.joined(at, "-") && self.joined(at + 1, "-") && self.year(at + 2).is_some();
        let alone = at == 0 || !self.joined(at - 1, ".") && !self.joined(at - 1, "-");
        if !(dots || dashes) || !alone || self.joined(at + 2, ".") {
            return None;
        }
        let (day, month) = (self.word(at), self.word(at + 1));
        let year = self.short_year(at + 2)?;
        let short = self.year(at + 2).is_none() && (day.len() != 2 || month.len() != 2);
        let date = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
        (!short).then_some((at + 3, Some(When::day(date))))
    }

    fn iso(&self, at: usize) -> Read {
        let year = self.year(at)?;
        if !self.joined(at, "-") || !self.joined(at + 1, "-") {
            return None;
        }
        let month = self.word(at + 1).parse().ok()?;
        let day = self.word(at + 2).parse().ok()?;
        Some((at + 3, NaiveDate::from_ymd_opt(year, month, day).map(When::day)))
    }

    fn vague(&self, at: usize) -> Read {
        if self.word(at) == "depuis" {
            let skip = usize::from(self.is(at + 1, &["l"]) || self.is(at + 1, &["le"]));
            let (after, from) = self.season(at + 1 + skip)?;
            return Some((after, When::edtf(&format!("{from}/..")).ok()));
        }
        if self.is(at, &["debut", "d", "annee"]) {
            let year = self.year(at + 3)?;
            let first = NaiveDate::from_ymd_opt(year, 1, 1);
            let last = NaiveDate::from_ymd_opt(year, 3, 31);
            let window = Window::new(first, last).ok()?;
            let start = self.words.get(at)?.start;
            let words = self.text.get(start..self.words.get(at + 3)?.end)?;
            let why = "the start of a year is January to March";
            return Some((at + 4, When::by_convention(words, window, why).ok()));
        }
        if let Some(months) = months_of(self.word(at + 1)) {
            let after = at + 2 + usize::from(matches!(self.word(at + 2), "of" | "de"));
            let year = self.year(after)?;
            let place = ordinal(self.word(at)).filter(|place| (1..=12 / months).contains(place))?;
            let first = NaiveDate::from_ymd_opt(year, (place - 1) * months + 1, 1)?;
            let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
            return Some((after + 1, When::some_day_in(first, last).ok()));
        }
        if let Some((after, season)) = self.season(at) {
            return Some((after, When::edtf(&season).ok()));
        }
        let (after, month, year) = self.month_year(at)?;
        Some((after, When::edtf(&format!("{:04}-{month:02}", year?)).ok()))
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

pub(crate) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

pub(crate) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "janvier" | "january" => 1,
        "fevrier" | "february" => 2,
        "mars" | "march" => 3,
        "avril" | "april" => 4,
        "mai" | "may" => 5,
        "juin" | "june" => 6,
        "juillet" | "july" => 7,
        "aout" | "august" => 8,
        "septembre" | "september" => 9,
        "octobre" | "october" => 10,
        "novembre" | "november" => 11,
        "decembre" | "december" => 12,
        _ => return None,
    })
}

/// A month cut short, as tables and titles print it.
fn short_month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "janv" => 1,
        "feb" | "fev" | "fevr" => 2,
        "mar" => 3,
        "apr" | "avr" => 4,
        "jun" => 6,
        "jul" | "juil" => 7,
        "aug" => 8,
        "sep" | "sept" => 9,
        "oct" => 10,
        "nov" => 11,
        "dec" => 12,
        _ => return None,
    })
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
