//! Which number of 4/5/2020 is the day.

use chrono::{Datelike as _, NaiveDate};

use super::Surroundings;
use crate::dates::{self, Either, Order};
use crate::draft::{Confidence, DateOrder, Language, Modality, OrderFrom, Source};
use crate::fold::squeeze;

/// How dates of two numbers are read in `text`; `None` where it prints none, or is French, which has
/// the day first.
///
/// What the text itself tells goes first: a number that can be no month, a weekday, the file's name.
pub(crate) fn order(
    text: &str,
    language: Language,
    around: &Surroundings<'_>,
) -> Option<DateOrder> {
    if language == Language::French {
        return None;
    }
    let mut first: Option<Source> = None;
    let mut told = Told::default();
    let named = around.day(Order::Unknown);
    for (line, number) in text.lines().zip(1_u32..) {
        if !line.contains(['/', '-']) {
            continue;
        }
        for Either { bytes, numbers, year } in dates::either(line) {
            let printed = squeeze(line.get(bytes.clone()).unwrap_or_default());
            first.get_or_insert_with(|| Source {
                text: printed,
                lines: vec![[number, number]],
                modality: Modality::Stated,
                confidence: Confidence::Unsure,
            });
            let Some(year) = year else { continue };
            let day_first = NaiveDate::from_ymd_opt(year, numbers.1, numbers.0);
            let month_first = NaiveDate::from_ymd_opt(year, numbers.0, numbers.1);
            let weekday = dates::weekday_of(line, &bytes);
            let fits = |day: Option<NaiveDate>| {
                day.is_some_and(|it| weekday == Some(it.weekday()) || Some(it) == named)
            };
            told.add(fits(day_first), fits(month_first));
        }
        for (day_first, month_first) in settled(line) {
            told.add(day_first, month_first);
        }
    }
    let source = first?;
    let (order, from) = match (told.order(), around.order) {
        (Some(order), _) => (order, Some(OrderFrom::Document)),
        (None, Some((order, from))) if !told.is_contradictory() || from == OrderFrom::Person => {
            (order, Some(from))
        }
        (None, _) => (Order::Unknown, None),
    };
    let confidence = if from.is_some() { Confidence::Sure } else { Confidence::Unsure };
    Some(DateOrder { source: Source { confidence, ..source }, order, from })
}

/// What dates tell that can be read in one way.
#[derive(Default)]
struct Told {
    day_first: bool,
    month_first: bool,
}

impl Told {
    fn add(&mut self, day_first: bool, month_first: bool) {
        self.day_first |= day_first && !month_first;
        self.month_first |= month_first && !day_first;
    }

    const fn is_contradictory(&self) -> bool {
        self.day_first && self.month_first
    }

    const fn order(&self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    }
}

/// The dates of numbers in a line of which one can be no month: whether the day is first, or the month.
fn settled(line: &str) -> impl Iterator<Item = (bool, bool)> {
    let found = dates::find(line, None).into_iter();
    found.filter_map(|found| {
        let day = found.when?.as_day().filter(|day| day.day() > 12)?;
        let printed = line.get(found.bytes)?;
        let parts: Vec<_> = printed.split(['/', '-']).collect();
        match parts.as_slice() {
            [first, second, third] if first.len() <= 2 && !third.is_empty() => {
                let is_day = |part: &str| part.parse() == Ok(day.day());
                Some((is_day(first), is_day(second)))
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, around: Surroundings<'_>) -> Option<(Order, Option<OrderFrom>)> {
        let order = order(text, Language::English, &around);
        order.map(|order| (order.order, order.from))
    }

    #[test]
    fn the_order_is_told_by_the_document_before_the_register_before_nobody() {
        let none = Surroundings::default();
        let unknown = Some((Order::Unknown, None));
        let document = |order| Some((order, Some(OrderFrom::Document)));
        assert_eq!(of("on 4/5/2020", none), unknown);
        assert_eq!(of("on 4/5/2020, due 25/5/2020", none), document(Order::DayFirst));
        assert_eq!(of("on 4/5/2020\ndue 5/25/20", none), document(Order::MonthFirst));
        assert_eq!(of("on 4/5/2020, 25/5/2020 and 5/25/2020", none), unknown);
        assert_eq!(of("Monday 4/5/2020", none), document(Order::DayFirst));
        assert_eq!(of("Sunday, 4/5/2020", none), document(Order::MonthFirst));
        let named = Surroundings { path: "minutes/2020-05-04.md", ..none };
        assert_eq!(of("on 4/5/2020", named), document(Order::DayFirst));
        let register = Some((Order::MonthFirst, OrderFrom::Register));
        let known = Surroundings { order: register, ..none };
        assert_eq!(of("on 4/5/2020", known), Some((Order::MonthFirst, Some(OrderFrom::Register))));
        assert_eq!(of("on 4/5/2020 and 25/5/2020", known), document(Order::DayFirst));
        assert_eq!(of("on 4/5/2020, 25/5/2020 and 5/25/2020", known), unknown);
        for settled in ["on 2020-05-04", "on 25/5/2020", "4.5.2020", "version 1/2", "5/5/2020"] {
            assert_eq!(of(settled, none), None, "{settled}");
        }
        assert_eq!(order("le 4/5/2020", Language::French, &none), None);
    }
}
