//! Dates of numbers alone: 25/11, 4/27/20, 29.11.2016, 2016-11-29.

use chrono::NaiveDate;
use spro_core::when::When;

use super::{Order, Read, Scan, Unread, inferred};

/// A day and a month that stand in either order.
struct Pair {
    day: u32,
    month: u32,
    /// Whether other dates alone tell which is which.
    concluded: bool,
}

impl Scan<'_> {
    fn joined(&self, at: usize, by: &str) -> bool {
        let (Some(one), Some(two)) = (self.words.get(at), self.words.get(at + 1)) else {
            return false;
        };
        self.text.get(one.end..two.start) == Some(by)
    }

    /// Which of two numbers is the day: the one that can be no month, else as the calendar says.
    fn pair(&self, first: u32, second: u32, year: Option<i32>) -> Result<Pair, Unread> {
        let concluded = self.calendar.concluded;
        let day_first = Pair { day: first, month: second, concluded: false };
        let month_first = Pair { day: second, month: first, concluded: false };
        match (first, second) {
            (1..=12, 13..=31) if year.is_some() || self.calendar.order == Order::MonthFirst => {
                Ok(month_first)
            }
            (1..=12, 1..=12) if first != second => match self.calendar.order {
                Order::DayFirst => Ok(Pair { concluded, ..day_first }),
                Order::MonthFirst => Ok(Pair { concluded, ..month_first }),
                Order::Unknown => Err(Unread::Either { numbers: (first, second), year }),
            },
            _ => Ok(day_first),
        }
    }

    fn of_pair(&self, first: u32, second: u32, year: Option<i32>, after: usize) -> Read {
        let pair = match self.pair(first, second, year) {
            Ok(pair) => pair,
            Err(either) => return Some((after, Err(either))),
        };
        let day = self.day(year, pair.month, pair.day)?;
        let is_inferred = year.is_none() || pair.concluded;
        Some((after, day.map(|day| inferred(When::day(day), is_inferred))))
    }

    /// `25/11`, `02/02/2018`, `2/2/18`; `4/27/20`, where only the month may stand first, is read so.
    pub(super) fn slashed(&self, at: usize) -> Read {
        if !self.joined(at, "/") || at > 0 && self.joined(at - 1, "/") {
            return None;
        }
        let (first, second) = (self.word(at), self.word(at + 1));
        let whole = self.joined(at + 1, "/");
        if whole && self.year(at).is_some() {
            let read = self.year_first(at)?;
            return (!self.joined(at + 2, "/")).then_some((at + 3, read));
        }
        let wanted = |word: &str| word.len() == 2 || whole && word.len() == 1;
        let number = |word: &str| word.parse::<u32>().ok().filter(|_| wanted(word));
        let (first, second) = (number(first)?, number(second)?);
        let year = self.short_year(at + 2).filter(|_| whole);
        if whole && (year.is_none() || self.joined(at + 2, "/")) {
            return None;
        }
        let after = if year.is_some() { at + 3 } else { at + 2 };
        self.of_pair(first, second, year, after)
    }

    /// `29.11.2016`, `29.11.16`, `29-11-2016`. Other numbers with dots between, such as versions, are
    /// no dates. Dots part days from months, in this order, wherever they do.
    pub(super) fn dotted(&self, at: usize) -> Read {
        let dots = self.joined(at, ".") && self.joined(at + 1, ".");
        let dashes =
            self.joined(at, "-") && self.joined(at + 1, "-") && self.year(at + 2).is_some();
        let alone = at == 0 || !self.joined(at - 1, ".") && !self.joined(at - 1, "-");
        if !(dots || dashes) || !alone || self.joined(at + 2, ".") {
            return None;
        }
        let (first, second) = (self.word(at), self.word(at + 1));
        let year = self.short_year(at + 2)?;
        let short = self.year(at + 2).is_none() && (first.len() != 2 || second.len() != 2);
        let (first, second) = (first.parse().ok()?, second.parse().ok()?);
        if dashes {
            let read = self.of_pair(first, second, Some(year), at + 3)?;
            // A number of three parts need be no date.
            return (read.1 != Err(Unread::Impossible)).then_some(read);
        }
        let date = NaiveDate::from_ymd_opt(year, second, first)?;
        (!short).then_some((at + 3, Ok(When::day(date))))
    }

    pub(super) fn iso(&self, at: usize) -> Read {
        if !self.joined(at, "-") || !self.joined(at + 1, "-") {
            return None;
        }
        Some((at + 3, self.year_first(at)?))
    }

    fn year_first(&self, at: usize) -> Option<super::Reading> {
        let number = |at| self.word(at).parse().ok().filter(|_| self.word(at).len() <= 2);
        let (month, day) = (number(at + 1)?, number(at + 2)?);
        let date = NaiveDate::from_ymd_opt(self.year(at)?, month, day);
        Some(date.map(When::day).ok_or(Unread::Impossible))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{Calendar, Order, either, find};

    fn read(text: &str, order: Order, concluded: bool) -> Vec<(String, bool)> {
        let meeting = NaiveDate::from_ymd_opt(2020, 6, 1);
        let found = find(text, Calendar { meeting, order, concluded });
        let told = found.into_iter().filter_map(|found| found.when);
        told.map(|when| (when.as_day().unwrap().to_string(), when.is_inferred())).collect()
    }

    #[test]
    fn which_number_is_the_day_is_said_concluded_or_not_known() {
        for text in ["4/5/2020", "04-05-2020", "4/5/20"] {
            let day = |day: &str, inferred| vec![(day.to_owned(), inferred)];
            assert_eq!(read(text, Order::DayFirst, false), day("2020-05-04", false), "{text}");
            assert_eq!(read(text, Order::MonthFirst, false), day("2020-04-05", false), "{text}");
            assert_eq!(read(text, Order::MonthFirst, true), day("2020-04-05", true), "{text}");
            assert_eq!(read(text, Order::Unknown, false), [], "{text}");
            assert_eq!(either(text).len(), 1, "{text}");
        }
        // The part that would be a date of its own is none.
        assert_eq!(read("4/5/2020", Order::Unknown, false), []);
    }

    #[test]
    fn a_number_that_is_no_month_needs_no_order() {
        for order in [Order::DayFirst, Order::MonthFirst, Order::Unknown] {
            for (text, day) in [
                ("25/5/2020", "2020-05-25"),
                ("5/25/2020", "2020-05-25"),
                ("05-25-2020", "2020-05-25"),
                ("5/5/2020", "2020-05-05"),
                ("4.5.2020", "2020-05-04"),
                ("2020/05/04", "2020-05-04"),
            ] {
                assert_eq!(read(text, order, true), [(day.to_owned(), false)], "{text}");
            }
        }
        assert_eq!(read("05/25", Order::MonthFirst, false), [("2020-05-25".to_owned(), true)]);
    }

    #[test]
    fn numbers_that_are_no_date_stay_so() {
        for text in ["24/7", "99-10-2020", "1/2", "3/4/5/2020"] {
            assert_eq!(read(text, Order::DayFirst, false), [], "{text}");
            assert_eq!(either(text), [], "{text}");
        }
    }
}
