//! The day of a meeting whose minutes print it without a year, or not at all.

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};

use super::Surroundings;
use crate::dates::{self, Order};
use crate::draft::DateFrom;

/// A day as minutes print it: without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) month: u32,
    pub(crate) day: u32,
    pub(crate) weekday: Option<Weekday>,
}

/// How far up a folder may tell the year of what is in it.
const FOLDERS: usize = 3;

/// What tells of the year, the surest first.
const TELLING: [DateFrom; 5] = [
    DateFrom::FileName,
    DateFrom::Folder,
    DateFrom::OtherDates,
    DateFrom::Neighbours,
    DateFrom::Register,
];

/// The day, and what it was inferred from; `None` where nothing tells it, or two things tell it
/// otherwise.
pub(crate) fn infer(
    printed: Option<Printed>,
    text: &str,
    order: Order,
    around: &Surroundings<'_>,
) -> Option<(NaiveDate, DateFrom)> {
    let Some(printed) = printed else {
        return Some((around.day(order)?, DateFrom::FileName));
    };
    let mut inferred: Option<(NaiveDate, DateFrom)> = None;
    for from in TELLING {
        let told = match from {
            DateFrom::FileName => printed.by_name(order, around),
            DateFrom::Folder => printed.by_folder(around),
            DateFrom::OtherDates => printed.by_dates(text),
            DateFrom::Neighbours => printed.by_neighbours(around),
            // It tells what is usual, and that no more than where nothing else tells.
            DateFrom::Register if inferred.is_none() => printed.by_register(around),
            DateFrom::Register => None,
        };
        match (told, inferred) {
            (Some(day), None) => inferred = Some((day, from)),
            (Some(day), Some((other, _))) if day != other => return None,
            _ => {}
        }
    }
    inferred
}

impl Printed {
    /// The day in `year`, where it exists and is on the weekday that is printed with it.
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        let day = NaiveDate::from_ymd_opt(year, self.month, self.day)?;
        self.weekday.is_none_or(|weekday| weekday == day.weekday()).then_some(day)
    }

    /// The day nearest to `other`.
    fn near(self, other: NaiveDate) -> Option<NaiveDate> {
        let years = [other.year() - 1, other.year(), other.year() + 1];
        let days =
            years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, self.month, self.day));
        let nearest = days.min_by_key(|day| (*day - other).num_days().abs())?;
        self.in_year(nearest.year())
    }

    fn by_name(self, order: Order, around: &Surroundings<'_>) -> Option<NaiveDate> {
        match around.day(order) {
            Some(day) => self.near(day),
            None => self.in_year(year_in(around.name())?),
        }
    }

    fn by_folder(self, around: &Surroundings<'_>) -> Option<NaiveDate> {
        self.in_year(around.folders().take(FOLDERS).find_map(year_in)?)
    }

    /// The day nearest to the days that are printed in full, where all agree.
    fn by_dates(self, text: &str) -> Option<NaiveDate> {
        let of_line = |line| dates::find(line, None);
        let full = text.lines().flat_map(of_line).filter_map(|found| found.when?.as_day());
        let mut near = full.map(|day| self.near(day));
        let first = near.next()??;
        near.all(|day| day == Some(first)).then_some(first)
    }

    /// The day that stands between those of the neighbours, or is nearest to the one there is.
    fn by_neighbours(self, around: &Surroundings<'_>) -> Option<NaiveDate> {
        match (around.before, around.after) {
            (Some(before), Some(after)) if before <= after => {
                let between = |day: &NaiveDate| (before..=after).contains(day);
                let mut days = (before.year()..=after.year())
                    .filter_map(|year| self.in_year(year))
                    .filter(between);
                let day = days.next()?;
                days.next().is_none().then_some(day)
            }
            (Some(one), None) | (None, Some(one)) => self.near(one),
            _ => None,
        }
    }

    /// The day of a meeting that is known; else the only one on its weekday from the year before the
    /// first meeting to the year behind the last.
    fn by_register(self, around: &Surroundings<'_>) -> Option<NaiveDate> {
        let years = || {
            let first = around.meetings.first().map(NaiveDate::year);
            let last = around.meetings.last().map(NaiveDate::year);
            let years = first.zip(last).map(|(first, last)| first..=last);
            years.into_iter().flatten()
        };
        let known = |year| self.in_year(year).filter(|day| around.meetings.contains(day));
        if let Some(day) = only(years().filter_map(known)) {
            return Some(day);
        }
        self.weekday?;
        let last = *around.meetings.last()?;
        let next = last + TimeDelta::days(365);
        let on_weekday = years().chain([next.year()]).filter_map(|year| self.in_year(year));
        let mut days: Vec<_> = on_weekday.filter(|day| *day <= next).collect();
        days.dedup();
        only(days.into_iter())
    }
}

fn only(mut days: impl Iterator<Item = NaiveDate>) -> Option<NaiveDate> {
    let day = days.next()?;
    days.next().is_none().then_some(day)
}

/// The one year that a name gives: `2024`, `CR 2024`, but not `2023-2024`.
fn year_in(name: &str) -> Option<i32> {
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter(|text| text.len() == 4).filter_map(|text| text.parse().ok());
    let mut years: Vec<i32> = years.filter(|year| (1950..2100).contains(year)).collect();
    years.dedup();
    match years.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_FIRST: Order = Order::DayFirst;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(
        printed: (u32, u32, Option<Weekday>),
        text: &str,
        around: Surroundings<'_>,
    ) -> Option<(String, DateFrom)> {
        let (day, month, weekday) = printed;
        let inferred = infer(Some(Printed { month, day, weekday }), text, DAY_FIRST, &around);
        inferred.map(|(day, from)| (day.to_string(), from))
    }

    #[test]
    fn the_year_comes_from_what_stands_around() {
        let none = Surroundings::default();
        let march = (12, 3, None);
        let is = |from| Some(("2024-03-12".to_owned(), from));
        assert_eq!(of(march, "", none), None);
        for path in ["2024-03-12.md", "cr-2024.docx", "2024/2024-03-14 CR.odt"] {
            assert_eq!(of(march, "", Surroundings { path, ..none }), is(DateFrom::FileName));
        }
        for path in ["2024/cr-mars.md", "2024/bureau/cr-mars.md", "CA 2024/cr.md"] {
            assert_eq!(of(march, "", Surroundings { path, ..none }), is(DateFrom::Folder));
        }
        let text = "PV du 6 février 2024 adopté.\nProchaine réunion le 9 avril 2024.";
        assert_eq!(of(march, text, none), is(DateFrom::OtherDates));
        let before = Some(day("2024-02-06"));
        assert_eq!(of(march, "", Surroundings { before, ..none }), is(DateFrom::Neighbours));
        let meetings = &[day("2023-12-05"), day("2024-03-12")];
        assert_eq!(of(march, "", Surroundings { meetings, ..none }), is(DateFrom::Register));
    }

    #[test]
    fn what_tells_it_otherwise_tells_nothing() {
        let none = Surroundings::default();
        let path = "2023/2024-03-12.md";
        assert_eq!(of((12, 3, None), "", Surroundings { path, ..none }), None);
        // Other dates that lie years apart agree on none.
        let text = "Depuis le 1 juin 2019.\nPV du 6 février 2024 adopté.";
        assert_eq!(of((12, 3, None), text, none), None);
        let (before, after) = (Some(day("2020-01-01")), Some(day("2024-12-31")));
        assert_eq!(of((12, 3, None), "", Surroundings { before, after, ..none }), None);
        // A register without that day tells nothing of a day without its weekday.
        let meetings = &[day("2023-12-05")];
        assert_eq!(of((12, 3, None), "", Surroundings { meetings, ..none }), None);
    }

    #[test]
    fn the_weekday_must_fit() {
        let none = Surroundings::default();
        let tuesday = (12, 3, Some(Weekday::Tue));
        let around = Surroundings { path: "2024/cr.md", ..none };
        assert_eq!(of(tuesday, "", around), Some(("2024-03-12".to_owned(), DateFrom::Folder)));
        assert_eq!(of((12, 3, Some(Weekday::Fri)), "", around), None);
        // 12 March was a Tuesday in 2019 and in 2024.
        let meetings = &[day("2022-12-05"), day("2023-12-05")];
        let around = Surroundings { meetings, ..none };
        assert_eq!(of(tuesday, "", around), Some(("2024-03-12".to_owned(), DateFrom::Register)));
    }

    #[test]
    fn a_day_that_is_not_printed_at_all_is_that_of_the_name() {
        let around = Surroundings { path: "2023/CR 2024-03-12.md", ..Surroundings::default() };
        assert_eq!(
            infer(None, "", DAY_FIRST, &around),
            Some((day("2024-03-12"), DateFrom::FileName))
        );
        assert_eq!(infer(None, "", DAY_FIRST, &Surroundings::default()), None);
    }
}
