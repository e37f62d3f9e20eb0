//! Dates as people write them: exact, vague, open, or only words.
//!
//! A [`When`] keeps three things apart:
//!
//! - the *extent*, which days are meant: 9 to 14 April are six days, 16 and 17 February are two;
//! - the *uncertainty*, which day it is: some day in March, in spring, one of these;
//! - the *part of the day*: afternoon, 14:00, 14:00 to 16:00, local and without zone.
//!
//! The first two are spelt in EDTF (ISO 8601-2, levels 0 to 2), read thus:
//!
//! | EDTF | meaning | [`Extent`] |
//! |---|---|---|
//! | `2018-03-20` | that day | `Day` |
//! | `2018-03`, `2018`, `2018-21`, `2018-03-XX` | some day of that month, year, season | `SomeDayIn` |
//! | `[2018-03-09..2018-03-14]`, `[2018-02-16,2018-02-17]` | one of these days | `SomeDayIn` |
//! | `2018-04-09/2018-04-14` | all these days | `Span` |
//! | `2017-22/..`, `../2018-03` | since summer 2017; until some day of March 2018 | `Span` |
//! | `{2018-02-16,2018-02-17}`, `{2018-02,2018-04}` | each of these; one in each of these | `Days` |
//!
//! So all of March is `2018-03-01/2018-03-31`, and `2018-03` is a day of it that is not known.
//!
//! Conventions, since the words do not say:
//! - Seasons are northern and of whole months: spring (`21`) March to May, summer (`22`) June to
//!   August, autumn (`23`) September to November, winter (`24`) December to February of the *next*
//!   year, so `2017-24` ends on 2018-02-28.
//! - `?` and `~` cast doubt on a date and leave its bounds where they are written; words that mean
//!   "around" want bounds, by a one-of set or a convention of their own.
//! - A week is the days printed; its number is never turned into days.
//! - Years are 0001 to 9999.
//!
//! ```
//! use chrono::NaiveDate;
//! use spro_core::when::{Begun, Lateness, PartOfDay, When, lateness};
//!
//! let day = |month, day| NaiveDate::from_ymd_opt(2018, month, day).unwrap();
//!
//! // "à faire en mars 2018": late only once all of March has gone by.
//! let due = When::edtf("2018-03")?.printed_as("mars 2018");
//! assert_eq!(lateness(&due, day(3, 1)), Lateness::NotLate);
//! assert_eq!(lateness(&due, day(3, 20)), Lateness::PossiblyLate);
//! assert_eq!(lateness(&due, day(4, 1)), Lateness::Late);
//!
//! // "depuis l'été 2017": no latest day, and begun for sure once summer is over.
//! let since = When::edtf("2017-22/..")?;
//! assert_eq!(since.latest(), None);
//! assert_eq!(since.begun_on(day(1, 1)), Begun::Surely);
//!
//! // What a ledger keeps of them is no more than what they say.
//! let afternoon = When::day(day(3, 20)).with_part(PartOfDay::Afternoon);
//! assert_eq!(serde_json::to_string(&When::day(day(3, 20))).unwrap(), r#""2018-03-20""#);
//! assert_eq!(
//!     serde_json::to_string(&afternoon).unwrap(),
//!     r#"{"edtf":"2018-03-20","part":"afternoon"}"#
//! );
//! # Ok::<(), spro_core::when::InvalidWhen>(())
//! ```

mod extent;
mod invalid;
mod judgement;
mod part;
mod persisted;
#[cfg(test)]
mod properties;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use edtf_core::Edtf;

pub use extent::{Edge, Extent, Window};
pub use invalid::InvalidWhen;
pub use judgement::{Begun, Lateness, OrderKey, lateness};
pub use part::{InvalidPart, LocalTime, PartOfDay, TimeRange};

/// A date as people write it; see the [module](self) for what it can say.
///
/// Immutable, and cheap to clone. Two are equal when they say the same in the same spelling and
/// words.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct When {
    meaning: Meaning,
    part: Option<PartOfDay>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Meaning {
    /// An EDTF value.
    Dated { date: Dated, printed: Option<Arc<str>>, inferred: bool },
    /// Words, and bounds for them by a convention that is written down.
    Agreed { printed: Arc<str>, agreed: Arc<Agreed>, inferred: bool },
    /// Words alone.
    Words(Arc<str>),
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Dated {
    Day(NaiveDate),
    Vague(Arc<Vague>),
}

#[derive(PartialEq, Eq, Hash)]
struct Vague {
    /// Canonical, and no spelling of a single undoubted day.
    edtf: Box<str>,
    extent: Extent,
    doubted: bool,
}

#[derive(PartialEq, Eq, Hash)]
struct Agreed {
    /// Bounded on one side at least.
    window: Window,
    convention: Box<str>,
}

impl When {
    /// Means exactly `day`.
    ///
    /// A day outside the years 0001 to 9999 has no spelling in EDTF: it is kept as words, undated.
    pub fn day(day: NaiveDate) -> Self {
        if extent::in_range(day) {
            Self::dated(Dated::Day(day))
        } else {
            Self { meaning: Meaning::Words(day.to_string().into()), part: None }
        }
    }

    /// Means what `text` says in EDTF; the [module](self) tells how each form is read.
    ///
    /// The spelling becomes EDTF's preferred one, and that of a single day (`{2018-02-16}`,
    /// `2018-02-16/2018-02-16`) becomes the day.
    ///
    /// # Errors
    /// [`InvalidWhen`] when `text` is no EDTF, has a time of day (give it by
    /// [`with_part`](Self::with_part)), or means days that no calendar of the years 0001 to 9999
    /// can list.
    pub fn edtf(text: &str) -> Result<Self, InvalidWhen> {
        let edtf = Edtf::parse(text)
            .map_err(|source| InvalidWhen::NotEdtf { text: text.to_owned(), source })?;
        let extent = extent::read(&edtf)?;
        Ok(Self::dated(match extent {
            Extent::Day(day) => Dated::Day(day),
            extent => Dated::Vague(Arc::new(Vague {
                edtf: edtf.to_string().into(),
                extent,
                doubted: edtf.is_uncertain() || edtf.is_approximate(),
            })),
        }))
    }

    /// Means every day from `first` to `last`, both included.
    ///
    /// # Errors
    /// [`InvalidWhen::Reversed`], [`InvalidWhen::OutsideYears`].
    pub fn span(first: NaiveDate, last: NaiveDate) -> Result<Self, InvalidWhen> {
        Window::new(Some(first), Some(last))?;
        Self::edtf(&format!("{first}/{last}"))
    }

    /// Means each of `days`, in any order.
    ///
    /// # Errors
    /// [`InvalidWhen::NoDays`], [`InvalidWhen::TooManyDays`] past 366,
    /// [`InvalidWhen::OutsideYears`].
    pub fn days(days: impl IntoIterator<Item = NaiveDate>) -> Result<Self, InvalidWhen> {
        Self::set('{', days, '}')
    }

    /// Means one of `days`, not known which.
    ///
    /// # Errors
    /// As [`days`](Self::days).
    pub fn one_of(days: impl IntoIterator<Item = NaiveDate>) -> Result<Self, InvalidWhen> {
        Self::set('[', days, ']')
    }

    /// Means one day from `earliest` to `latest`, both included, not known which.
    ///
    /// # Errors
    /// [`InvalidWhen::Reversed`], [`InvalidWhen::OutsideYears`].
    pub fn some_day_in(earliest: NaiveDate, latest: NaiveDate) -> Result<Self, InvalidWhen> {
        Window::new(Some(earliest), Some(latest))?;
        Self::edtf(&format!("[{earliest}..{latest}]"))
    }

    /// Means some day in `window`, by a `convention` that says why `words` ("début d'année 2018")
    /// have these bounds.
    ///
    /// # Errors
    /// [`InvalidWhen::NoWords`], [`InvalidWhen::NoConvention`], or [`InvalidWhen::NoBounds`] when
    /// the window has neither bound ([`words`](Self::words) says that).
    pub fn by_convention(
        words: &str,
        window: Window,
        convention: &str,
    ) -> Result<Self, InvalidWhen> {
        let printed = said(words).ok_or(InvalidWhen::NoWords)?.into();
        let convention = said(convention).ok_or(InvalidWhen::NoConvention)?.into();
        if window == Window::UNKNOWN {
            return Err(InvalidWhen::NoBounds);
        }
        let agreed = Arc::new(Agreed { window, convention });
        Ok(Self { meaning: Meaning::Agreed { printed, agreed, inferred: false }, part: None })
    }

    /// Means what `words` say ("prochainement"), which no calendar knows.
    ///
    /// # Errors
    /// [`InvalidWhen::NoWords`] when they are blank.
    pub fn words(words: &str) -> Result<Self, InvalidWhen> {
        let printed = said(words).ok_or(InvalidWhen::NoWords)?.into();
        Ok(Self { meaning: Meaning::Words(printed), part: None })
    }

    /// Keeps the words as printed, in place of those there were.
    ///
    /// White space around them is left out. Words that are blank, or spell the EDTF value itself,
    /// say nothing more: a dated value then has none, and the others keep those they had.
    #[must_use]
    pub fn printed_as(mut self, words: &str) -> Self {
        let words = said(words);
        match &mut self.meaning {
            Meaning::Dated { date, printed, .. } => {
                *printed = words.filter(|&words| words != date.edtf()).map(Into::into);
            }
            Meaning::Agreed { printed, .. } | Meaning::Words(printed) => {
                if let Some(words) = words {
                    *printed = words.into();
                }
            }
        }
        self
    }

    /// Says which part of each day is meant.
    #[must_use]
    pub fn with_part(self, part: PartOfDay) -> Self {
        Self { part: Some(part), ..self }
    }

    /// Marks that some of the date is not printed but was concluded: the year of "25/11" from the
    /// day of the meeting. Words without a date stay as they are: there is nothing to conclude.
    #[must_use]
    pub fn as_inferred(mut self) -> Self {
        match &mut self.meaning {
            Meaning::Dated { inferred, .. } | Meaning::Agreed { inferred, .. } => *inferred = true,
            Meaning::Words(_) => {}
        }
        self
    }

    /// The days meant, and how surely.
    pub fn extent(&self) -> Extent {
        match &self.meaning {
            Meaning::Dated { date: Dated::Day(day), .. } => Extent::Day(*day),
            Meaning::Dated { date: Dated::Vague(vague), .. } => vague.extent.clone(),
            Meaning::Agreed { agreed, .. } => Extent::SomeDayIn([agreed.window].into()),
            Meaning::Words(_) => Extent::Unsaid,
        }
    }

    /// The first day that it can mean; `None` when open to the left or not known.
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.extent().whole().earliest()
    }

    /// The last day that it can mean; `None` when open to the right or not known.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.extent().whole().latest()
    }

    /// The days on which it may begin: of a span its start, of several days the first of them.
    pub fn begins(&self) -> Window {
        self.extent().begins()
    }

    /// The days on which it may end: of a span its end, of several days the last of them.
    pub fn ends(&self) -> Window {
        self.extent().ends()
    }

    /// Tells whether exactly one day is meant, without doubt.
    pub fn is_day(&self) -> bool {
        self.as_day().is_some()
    }

    /// The day, where exactly one is meant, without doubt.
    pub fn as_day(&self) -> Option<NaiveDate> {
        match self.meaning {
            Meaning::Dated { date: Dated::Day(day), .. } => Some(day),
            _ => None,
        }
    }

    /// Tells whether nothing bounds it on either side.
    pub fn is_undated(&self) -> bool {
        self.earliest().is_none() && self.latest().is_none()
    }

    /// Tells whether its source is doubted (EDTF `?`) or it is an estimate (EDTF `~`).
    pub fn is_doubted(&self) -> bool {
        match &self.meaning {
            Meaning::Dated { date: Dated::Vague(vague), .. } => vague.doubted,
            _ => false,
        }
    }

    /// Tells whether some of the date was concluded, not printed.
    pub fn is_inferred(&self) -> bool {
        match self.meaning {
            Meaning::Dated { inferred, .. } | Meaning::Agreed { inferred, .. } => inferred,
            Meaning::Words(_) => false,
        }
    }

    /// The EDTF value, in its preferred spelling, where there is one.
    pub fn as_edtf(&self) -> Option<Cow<'_, str>> {
        match &self.meaning {
            Meaning::Dated { date, .. } => Some(date.edtf()),
            Meaning::Agreed { .. } | Meaning::Words(_) => None,
        }
    }

    /// The words as printed, where they say more than the value.
    pub fn printed(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Dated { printed, .. } => printed.as_deref(),
            Meaning::Agreed { printed, .. } | Meaning::Words(printed) => Some(printed),
        }
    }

    /// The convention that gave its bounds, where one did.
    pub fn convention(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Agreed { agreed, .. } => Some(&agreed.convention),
            Meaning::Dated { .. } | Meaning::Words(_) => None,
        }
    }

    /// The part of each day, where one is said.
    pub fn part(&self) -> Option<PartOfDay> {
        self.part
    }

    fn dated(date: Dated) -> Self {
        Self { meaning: Meaning::Dated { date, printed: None, inferred: false }, part: None }
    }

    fn set(
        open: char,
        days: impl IntoIterator<Item = NaiveDate>,
        close: char,
    ) -> Result<Self, InvalidWhen> {
        let mut set = BTreeSet::new();
        for day in days {
            if !extent::in_range(day) {
                return Err(InvalidWhen::OutsideYears);
            }
            set.insert(day);
            if set.len() > extent::MAX_MEMBERS {
                return Err(InvalidWhen::TooManyDays);
            }
        }
        if set.is_empty() {
            return Err(InvalidWhen::NoDays);
        }
        let days: Vec<_> = set.iter().map(NaiveDate::to_string).collect();
        Self::edtf(&format!("{open}{}{close}", days.join(",")))
    }
}

impl Dated {
    fn edtf(&self) -> Cow<'_, str> {
        match self {
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Vague(vague) => Cow::Borrowed(&vague.edtf),
        }
    }
}

fn said(words: &str) -> Option<&str> {
    Some(words.trim()).filter(|words| !words.is_empty())
}

impl From<NaiveDate> for When {
    fn from(day: NaiveDate) -> Self {
        Self::day(day)
    }
}

/// The words as printed where there are any, else the EDTF value and the part of the day.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(words) = self.printed() {
            return f.pad(words);
        }
        let edtf = self.as_edtf().unwrap_or_default();
        match self.part {
            Some(part) => f.pad(&format!("{edtf} {part}")),
            None => f.pad(&edtf),
        }
    }
}

/// The persisted shape.
impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut when = f.debug_struct("When");
        for (key, value) in persisted::fields(self) {
            when.field(key, &value);
        }
        when.finish()
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

    fn bounds(when: &When) -> (Option<String>, Option<String>) {
        let text = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        (text(when.earliest()), text(when.latest()))
    }

    fn between(earliest: &str, latest: &str) -> (Option<String>, Option<String>) {
        (Some(earliest.to_owned()), Some(latest.to_owned()))
    }

    #[test]
    fn seasons_are_northern_and_of_whole_months() {
        assert_eq!(bounds(&edtf("2018-21")), between("2018-03-01", "2018-05-31"));
        assert_eq!(bounds(&edtf("2018-22")), between("2018-06-01", "2018-08-31"));
        assert_eq!(bounds(&edtf("2018-23")), between("2018-09-01", "2018-11-30"));
        assert_eq!(bounds(&edtf("2017-24")), between("2017-12-01", "2018-02-28"));
    }

    #[test]
    fn days_that_are_all_meant_differ_from_a_day_that_is_not_known() {
        let (first, last) = (day("2018-03-09"), day("2018-03-14"));
        let all = When::span(first, last).unwrap();
        let one = When::some_day_in(first, last).unwrap();
        assert_eq!(bounds(&all), bounds(&one));
        assert_eq!(all.as_edtf().unwrap(), "2018-03-09/2018-03-14");
        assert_eq!(one.as_edtf().unwrap(), "[2018-03-09..2018-03-14]");
        assert_eq!((all.begins().exact(), all.ends().exact()), (Some(first), Some(last)));
        assert_eq!((one.begins().exact(), one.ends().exact()), (None, None));
        assert!(matches!(all.extent(), Extent::Span { .. }));
        assert!(matches!(one.extent(), Extent::SomeDayIn(_)));
    }

    #[test]
    fn two_days_are_two_days_and_not_the_days_between() {
        let days = When::days([day("2018-02-20"), day("2018-02-16"), day("2018-02-20")]).unwrap();
        assert_eq!(days.as_edtf().unwrap(), "{2018-02-16,2018-02-20}");
        let Extent::Days(days) = days.extent() else { panic!("{days}") };
        let days: Vec<_> = days.iter().filter_map(|day| day.exact()).collect();
        assert_eq!(days, [day("2018-02-16"), day("2018-02-20")]);
    }

    #[test]
    fn a_run_of_days_in_a_set_is_each_of_its_days() {
        let Extent::Days(days) = edtf("{2018-04-09..2018-04-11,2018-04-14}").extent() else {
            panic!("no days")
        };
        let days: Vec<_> = days.iter().filter_map(|day| day.exact()).collect();
        assert_eq!(days, ["2018-04-09", "2018-04-10", "2018-04-11", "2018-04-14"].map(day));
    }

    #[test]
    fn the_days_of_a_set_are_in_order_and_none_twice() {
        let text = "2018-04-14,2018-04-09..2018-04-10,2018-04-10";
        let sorted = ["2018-04-09", "2018-04-10", "2018-04-14"].map(day);
        let Extent::Days(days) = edtf(&format!("{{{text}}}")).extent() else { panic!("no days") };
        assert_eq!(days.iter().filter_map(|day| day.exact()).collect::<Vec<_>>(), sorted);
    }

    #[test]
    fn several_days_end_with_the_last_of_them() {
        let ends = edtf("{2018-02-16,2018-02}").ends();
        let (first, last) = (day("2018-02-16"), day("2018-02-28"));
        assert_eq!((ends.earliest(), ends.latest()), (Some(first), Some(last)));
    }

    #[test]
    fn a_set_names_each_day_of_a_leap_year_and_no_more() {
        let year = |days| day("2016-01-01").iter_days().take(days);
        let days = When::days(year(366).chain(year(366))).unwrap();
        assert_eq!(days.latest(), Some(day("2016-12-31")));
        assert_eq!(When::days(year(367)), Err(InvalidWhen::TooManyDays));
        assert_eq!(When::one_of(year(367)), Err(InvalidWhen::TooManyDays));
        assert_eq!(edtf("{2016-01-01..2016-12-31}").latest(), days.latest());
        for set in ["{2016-01-01..2017-01-01}".to_owned(), format!("[{}2016]", "2016,".repeat(366))]
        {
            assert_eq!(When::edtf(&set), Err(InvalidWhen::TooManyDays));
        }
    }

    #[test]
    fn every_spelling_of_one_day_is_that_day() {
        for text in ["2018-02-16", "{2018-02-16}", "[2018-02-16]", "2018-02-16/2018-02-16"] {
            assert_eq!(edtf(text), When::day(day("2018-02-16")), "{text}");
        }
    }

    #[test]
    fn a_doubted_day_is_no_exact_day_and_keeps_its_bounds() {
        for text in ["2018-02-16?", "2018-02-16~", "{2018-02-16?}"] {
            let when = edtf(text);
            assert!(when.is_doubted() && !when.is_day(), "{text}");
            assert_eq!(bounds(&when), between("2018-02-16", "2018-02-16"));
        }
    }

    #[test]
    fn a_date_open_to_the_right_has_no_latest_day() {
        let since = edtf("2017-22/..").printed_as("depuis l'été 2017");
        assert_eq!(bounds(&since), (Some("2017-06-01".to_owned()), None));
        assert_eq!(since.begins().latest(), Some(day("2017-08-31")));
        assert!(matches!(since.extent(), Extent::Span { end: Edge::Open, .. }));
        assert!(!since.is_undated());
    }

    #[test]
    fn neither_end_of_a_span_lies_beyond_the_other() {
        let span = edtf("2018-03-20/2018-03");
        assert_eq!(span.ends().earliest(), Some(day("2018-03-20")));
        let span = edtf("2018-03/2018-03-20");
        assert_eq!(span.begins().latest(), Some(day("2018-03-20")));
    }

    #[test]
    fn words_with_a_convention_are_bounded_and_say_which_it_was() {
        let window = Window::new(Some(day("2018-01-01")), Some(day("2018-03-31"))).unwrap();
        let when =
            When::by_convention("début d'année 2018", window, "first quarter of the year").unwrap();
        assert_eq!(bounds(&when), between("2018-01-01", "2018-03-31"));
        assert_eq!(when.convention(), Some("first quarter of the year"));
        assert_eq!(when.as_edtf(), None);
        assert_eq!(when.to_string(), "début d'année 2018");
    }

    #[test]
    fn a_convention_needs_words_a_name_and_a_bound() {
        let window = Window::new(Some(day("2018-01-01")), None).unwrap();
        assert_eq!(When::by_convention(" ", window, "c"), Err(InvalidWhen::NoWords));
        assert_eq!(When::by_convention("w", window, ""), Err(InvalidWhen::NoConvention));
        assert_eq!(When::by_convention("w", Window::UNKNOWN, "c"), Err(InvalidWhen::NoBounds));
    }

    #[test]
    fn words_alone_are_undated_and_cannot_be_inferred() {
        let soon = When::words("prochainement").unwrap().as_inferred();
        assert!(soon.is_undated() && !soon.is_inferred());
        assert_eq!(soon.extent(), Extent::Unsaid);
        assert_eq!(When::words("\t"), Err(InvalidWhen::NoWords));
    }

    #[test]
    fn printed_words_that_only_repeat_the_value_are_left_out() {
        let when = edtf("2018-03");
        assert_eq!(when.clone().printed_as(" 2018-03 "), when);
        assert_eq!(when.clone().printed_as("  "), when);
        assert_eq!(when.printed_as(" mars 2018").printed(), Some("mars 2018"));
    }

    #[test]
    fn what_is_shown_is_the_printed_words_else_the_value() {
        let when = When::day(day("2018-03-20")).with_part(PartOfDay::Afternoon);
        assert_eq!(when.to_string(), "2018-03-20 afternoon");
        assert_eq!(format!("{:>12}", edtf("2018-03")), "     2018-03");
        assert_eq!(when.printed_as("mardi 20 mars").to_string(), "mardi 20 mars");
    }

    #[test]
    fn a_day_without_a_spelling_is_kept_as_words() {
        let far = When::day(NaiveDate::MAX);
        assert!(far.is_undated());
        assert_eq!(far.printed(), Some(NaiveDate::MAX.to_string().as_str()));
        assert_eq!(When::day(day("0001-01-01")).to_string(), "0001-01-01");
    }

    #[test]
    fn what_no_calendar_can_list_is_refused_by_name() {
        for (text, why) in [
            ("2018-03-20T14:00:00", InvalidWhen::ClockTime),
            ("0000", InvalidWhen::OutsideYears),
            ("XXXX", InvalidWhen::OutsideYears),
            ("-0044-03-15", InvalidWhen::OutsideYears),
            ("Y17E7", InvalidWhen::OutsideYears),
            ("9999-24", InvalidWhen::OutsideYears),
            ("{2018-03..}", InvalidWhen::UnboundedSet),
            ("{..2018-03}", InvalidWhen::UnboundedSet),
            ("{2018-01..2018-03}", InvalidWhen::VagueRange),
            ("{0001-01-01..9999-12-31}", InvalidWhen::TooManyDays),
        ] {
            assert_eq!(When::edtf(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused_with_its_place() {
        let Err(InvalidWhen::NotEdtf { source, .. }) = When::edtf("2018-02-30") else {
            panic!("accepted")
        };
        assert_eq!(source.offset, 8);
        for text in ["", "25/11", "2018-3", "mars 2018", "2018-04-14/2018-04-09", "../.."] {
            assert!(matches!(When::edtf(text), Err(InvalidWhen::NotEdtf { .. })), "{text}");
        }
    }

    #[test]
    fn bounds_out_of_order_are_refused() {
        let (first, last) = (day("2018-04-14"), day("2018-04-09"));
        let reversed = InvalidWhen::Reversed { earliest: first, latest: last };
        assert_eq!(When::span(first, last), Err(reversed.clone()));
        assert_eq!(When::some_day_in(first, last), Err(reversed.clone()));
        assert_eq!(Window::new(Some(first), Some(last)), Err(reversed));
    }
}
