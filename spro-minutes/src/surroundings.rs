//! What is known of minutes beside their text, and what dates are concluded from it.

mod order;
mod year;

use chrono::NaiveDate;

use crate::dates::Order;
use crate::draft::OrderFrom;

pub(crate) use order::order;
pub(crate) use year::{Printed, infer};

/// What is known of minutes beside their text.
///
/// From it comes what the text does not print of its dates: a year, or which number is the day. What
/// is concluded is marked in the draft ([`date_inferred_from`](crate::draft::Draft::date_inferred_from)),
/// and where two things say otherwise, nothing is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// The file's path: its name, and before it the folders that it is in.
    pub path: &'a str,
    /// The days of the meetings whose minutes stand just before and just after these in one folder.
    pub before: Option<NaiveDate>,
    /// See [`before`](Self::before).
    pub after: Option<NaiveDate>,
    /// The days on which meetings were held or are planned, as far as the register knows, in order.
    pub meetings: &'a [NaiveDate],
    /// Which number of a date such as 4/5/2020 is the day, and what tells it.
    pub order: Option<(Order, OrderFrom)>,
}

impl Surroundings<'_> {
    /// The file's name, without its ending.
    fn name(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(name, _)| name)
    }

    /// The one day that the file's name gives in full.
    pub(crate) fn day(&self, order: Order) -> Option<NaiveDate> {
        day_in(self.name(), order)
    }

    /// The folders that it is in, the nearest first.
    fn folders(&self) -> impl Iterator<Item = &str> {
        self.path.rsplit(['/', '\\']).skip(1)
    }
}

/// The one day that a file's name gives in full, such as `2024-03-12`, `12_03_2024` or `20240312`.
fn day_in(name: &str, order: Order) -> Option<NaiveDate> {
    let spaced = name.replace(['_', '.', ' '], "-");
    let digits: Vec<_> = spaced.split(|c: char| !c.is_ascii_digit()).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let of = |year: &str, month: &str, day: &str| {
        let day = NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?)?;
        (1900..2200).contains(&chrono::Datelike::year(&day)).then_some(day)
    };
    let mut days: Vec<NaiveDate> = Vec::new();
    for text in &digits {
        if let (8, Some(year), Some(month), Some(day)) =
            (text.len(), text.get(..4), text.get(4..6), text.get(6..))
        {
            days.extend(of(year, month, day));
        }
    }
    for parts in digits.windows(3) {
        if let [first, second, third] = parts {
            match (first.len(), second.len(), third.len()) {
                (4, 1..=2, 1..=2) => days.extend(of(first, second, third)),
                (1..=2, 1..=2, 4) => {
                    let (day_first, month_first) =
                        (of(third, second, first), of(third, first, second));
                    match order {
                        Order::DayFirst => days.extend(day_first.or(month_first)),
                        Order::MonthFirst => days.extend(month_first.or(day_first)),
                        Order::Unknown if day_first == month_first => days.extend(day_first),
                        Order::Unknown => days.extend(day_first.xor(month_first)),
                    }
                }
                _ => {}
            }
        }
    }
    let words = crate::dates::find(&name.replace(['_', '-'], " "), None).into_iter();
    days.extend(words.filter_map(|found| found.when?.as_day()));
    days.sort_unstable();
    days.dedup();
    match days.as_slice() {
        [day] => Some(*day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_s_name_gives_a_day_where_it_gives_one_in_full() {
        for name in [
            "2024-03-12",
            "CR_2024_03_12_v2",
            "20240312-ca",
            "bureau 12 mars 2024",
            "2024.03.12 minutes",
            "CR-12-mars-2024",
            "minutes-2024-3-12",
        ] {
            assert_eq!(
                day_in(name, Order::Unknown),
                NaiveDate::from_ymd_opt(2024, 3, 12),
                "{name}"
            );
        }
        assert_eq!(day_in("CR 25-03-2024", Order::Unknown), NaiveDate::from_ymd_opt(2024, 3, 25));
        let named = day_in("CR 12-03-2024", Order::DayFirst);
        assert_eq!(named, NaiveDate::from_ymd_opt(2024, 3, 12));
        for name in ["12-03-2024", "cr-12-mars", "2024-03", "2024-03-12 et 2024-03-14", "20241312"]
        {
            assert_eq!(day_in(name, Order::Unknown), None, "{name}");
        }
    }
}
