//! What is asked of a vague date on a day: late? begun? before which other?

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Edge, Extent, When};

/// Whether something due is late on a day.
///
/// Sorted from the least to the most late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lateness {
    /// No day that it can mean has certainly gone by.
    NotLate,
    /// Some days that it can mean have gone by, and some have not.
    PossiblyLate,
    /// Every day that it can mean has gone by.
    Late,
}

/// Tells whether what is `due` is late on `day`.
///
/// Exactly: [`Late`](Lateness::Late) when its latest day is known and before `day`; else
/// [`PossiblyLate`](Lateness::PossiblyLate) when its earliest day is known and before `day`; else
/// [`NotLate`](Lateness::NotLate). So nothing is late on the day it is due; what is open to the
/// right ("à partir de mars") is never surely late; what has a latest day alone ("avant le 31 mars")
/// is not late until that has gone by; what is undated is never late, and is to be listed apart
/// ([`When::is_undated`]).
pub fn lateness(due: &When, day: NaiveDate) -> Lateness {
    let whole = due.extent().whole();
    let gone_by = |bound: Option<NaiveDate>| bound.is_some_and(|bound| bound < day);
    if gone_by(whole.latest()) {
        Lateness::Late
    } else if gone_by(whole.earliest()) {
        Lateness::PossiblyLate
    } else {
        Lateness::NotLate
    }
}

/// Whether something that is true since a [`When`] is true on a day.
///
/// Sorted from the least to the most sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Begun {
    /// It cannot have begun yet.
    No,
    /// It may have begun.
    Possibly,
    /// It has begun.
    Surely,
}

impl When {
    /// Tells whether it has begun on `day`; what begins on `day` itself has.
    ///
    /// Exactly, on the window in which it [begins](Self::begins): [`Surely`](Begun::Surely) when the
    /// latest day of that window is known and not after `day`, or when the start is open (EDTF
    /// `../…`); else [`No`](Begun::No) when its earliest day is known and after `day`; else
    /// [`Possibly`](Begun::Possibly). So words alone have possibly begun on any day.
    pub fn begun_on(&self, day: NaiveDate) -> Begun {
        let has_open_start = matches!(self.extent(), Extent::Span { start: Edge::Open, .. });
        if has_open_start || self.begins().latest().is_some_and(|latest| latest <= day) {
            Begun::Surely
        } else if self.may_begin().is_some_and(|first| day < first) {
            Begun::No
        } else {
            Begun::Possibly
        }
    }

    /// The first day on which it may have begun; `None` where it may have on any day.
    ///
    /// It has [not begun](Begun::No) exactly on the days before that one.
    pub fn may_begin(&self) -> Option<NaiveDate> {
        if matches!(self.extent(), Extent::Span { start: Edge::Open, .. }) {
            return None;
        }
        let window = self.begins();
        // Of several days, one may be known by its latest alone, and be the first.
        window.earliest().map(|first| window.latest().map_or(first, |latest| latest.min(first)))
    }

    /// The place of this date among others, those without an earliest day first.
    ///
    /// The same as [`order_key_or`](Self::order_key_or) before all days.
    pub fn order_key(&self) -> OrderKey {
        self.order_key_or(NaiveDate::MIN)
    }

    /// The place of this date among others, where `learned` stands in for an earliest day that is
    /// not known.
    ///
    /// Sorts by the earliest day on which it may begin; then by the latest one, so that the
    /// narrower date comes first and an unbounded one last; then by the time of day, where no part
    /// and the morning count from 00:00, the afternoon from 12:00, the evening from 18:00. The
    /// stand-in is `learned`, or the latest day on which it may begin where that is before it: what
    /// was so by the 3rd is not placed on the 5th.
    ///
    /// Dates that are told apart otherwise (words, an end) can share a key; the position in the
    /// ledger then decides.
    pub fn order_key_or(&self, learned: NaiveDate) -> OrderKey {
        let begins = self.begins();
        let known_by = begins.latest().or_else(|| self.latest());
        let stand_in = || known_by.map_or(learned, |latest| latest.min(learned));
        OrderKey {
            earliest: begins.earliest().unwrap_or_else(stand_in),
            latest: begins.latest().unwrap_or(NaiveDate::MAX),
            minute: self.part().map_or(0, super::PartOfDay::first_minute),
        }
    }
}

/// The place of a [`When`] in time, totally ordered; see [`When::order_key_or`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OrderKey {
    earliest: NaiveDate,
    latest: NaiveDate,
    minute: u16,
}

impl OrderKey {
    /// The day under which it is filed.
    pub fn day(self) -> NaiveDate {
        self.earliest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn edtf(text: &str) -> When {
        When::edtf(text).unwrap()
    }

    #[test]
    fn nothing_is_late_on_the_day_it_is_due() {
        let due = When::day(day("2018-03-20"));
        assert_eq!(lateness(&due, day("2018-03-20")), Lateness::NotLate);
        assert_eq!(lateness(&due, day("2018-03-21")), Lateness::Late);
    }

    #[test]
    fn a_vague_due_date_is_possibly_late_between_its_bounds() {
        let due = edtf("2018-21");
        assert_eq!(lateness(&due, day("2018-03-01")), Lateness::NotLate);
        assert_eq!(lateness(&due, day("2018-03-02")), Lateness::PossiblyLate);
        assert_eq!(lateness(&due, day("2018-05-31")), Lateness::PossiblyLate);
        assert_eq!(lateness(&due, day("2018-06-01")), Lateness::Late);
    }

    #[test]
    fn what_is_open_or_undated_is_never_surely_late() {
        let far = day("9999-12-31");
        assert_eq!(lateness(&edtf("2018-03/.."), far), Lateness::PossiblyLate);
        assert_eq!(lateness(&edtf("2018-03/"), far), Lateness::PossiblyLate);
        assert_eq!(lateness(&When::words("prochainement").unwrap(), far), Lateness::NotLate);
    }

    #[test]
    fn a_deadline_is_not_late_until_it_has_gone_by() {
        for text in ["../2018-03-31", "/2018-03-31", "[..2018-03-31]"] {
            assert_eq!(lateness(&edtf(text), day("2018-03-31")), Lateness::NotLate, "{text}");
            assert_eq!(lateness(&edtf(text), day("2018-04-01")), Lateness::Late, "{text}");
        }
    }

    #[test]
    fn a_vague_start_has_begun_possibly_then_surely() {
        let since = edtf("2017-22/..");
        assert_eq!(since.begun_on(day("2017-05-31")), Begun::No);
        assert_eq!(since.begun_on(day("2017-06-01")), Begun::Possibly);
        assert_eq!(since.begun_on(day("2017-08-30")), Begun::Possibly);
        assert_eq!(since.begun_on(day("2017-08-31")), Begun::Surely);
    }

    #[test]
    fn several_days_have_begun_with_the_first_of_them() {
        assert_eq!(edtf("{2018-02-16,2018-02-20}").begun_on(day("2018-02-16")), Begun::Surely);
        assert_eq!(edtf("[2018-02-16,2018-02-20]").begun_on(day("2018-02-16")), Begun::Possibly);
        assert_eq!(edtf("{2018-02,2018-02-20}").begun_on(day("2018-02-20")), Begun::Surely);
    }

    #[test]
    fn an_open_start_has_begun_and_an_unknown_one_only_possibly() {
        assert_eq!(edtf("../2018-03").begun_on(day("2017-01-01")), Begun::Surely);
        assert_eq!(edtf("/2018-03").begun_on(day("2017-01-01")), Begun::Possibly);
        assert_eq!(edtf("/2018-03").begun_on(day("2018-03-31")), Begun::Surely);
        assert_eq!(edtf("..2018-03/..").begun_on(day("2018-03-30")), Begun::Possibly);
        assert_eq!(When::words("un jour").unwrap().begun_on(day("2018-01-01")), Begun::Possibly);
    }

    #[test]
    fn dates_sort_by_first_day_then_the_narrower_then_the_time_of_day() {
        let at = |text: &str, part: &str| edtf(text).with_part(part.parse().unwrap());
        let sorted = [
            When::words("prochainement").unwrap(),
            edtf("2017-11-10"),
            edtf("2018-03-01"),
            at("2018-03-01", "09:30"),
            at("2018-03-01", "afternoon"),
            at("2018-03-01", "14:00/16:00"),
            at("2018-03-01", "evening"),
            edtf("2018-03"),
            edtf("2018-21"),
            edtf("[2018-03..]"),
            edtf("2018-03-02"),
        ];
        for pair in sorted.windows(2) {
            assert!(pair[0].order_key() < pair[1].order_key(), "{} < {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn an_undated_fact_is_placed_after_those_dated_on_the_day_it_was_learnt() {
        let learned = day("2018-02-04");
        let key = |when: &When| when.order_key_or(learned);
        let undated = When::words("récemment").unwrap();
        assert_eq!(key(&undated).day(), learned);
        assert!(key(&When::day(learned)) < key(&undated));
        assert!(key(&undated) < key(&edtf("2018-02-05")));
    }

    #[test]
    fn a_fact_with_a_latest_day_alone_is_not_placed_after_it() {
        let key = |text: &str| edtf(text).order_key_or(day("2018-02-04")).day();
        assert_eq!(key("[..2017-12-31]"), day("2017-12-31"));
        assert_eq!(key("../2017-12-31"), day("2017-12-31"));
        assert_eq!(key("..2017-12-31/.."), day("2017-12-31"));
        assert_eq!(key("[..2018-12-31]"), day("2018-02-04"));
    }
}
