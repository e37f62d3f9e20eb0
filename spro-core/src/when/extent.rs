//! What an EDTF expression says of days: which of them (extent), and how surely (windows).

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use edtf_core::{
    Bound, Date, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind,
};

use super::InvalidWhen;

/// How many members a set of days may have: each day of a leap year.
pub(super) const MAX_MEMBERS: usize = 366;

/// The days that a [`When`](super::When) means.
///
/// Extent (how many days) is told by the variant; uncertainty (which day) by the [`Window`]s in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// Exactly this day. EDTF `2018-03-20`.
    Day(NaiveDate),
    /// Every day from the start to the end. EDTF `2018-04-09/2018-04-14`, `2017-22/..`.
    Span {
        /// When it begins.
        start: Edge,
        /// When it ends.
        end: Edge,
    },
    /// Each of these days, of which one may be vague itself: in order, none twice, at least one.
    /// EDTF `{2018-02-16,2018-02-17}`.
    Days(Arc<[Window]>),
    /// One day, not known which, in one of these windows: in order, none twice, at least one.
    /// EDTF `2018-03`, `2018-21`, `[2018-03-09..2018-03-14]`, `2018-03-20?`.
    SomeDayIn(Arc<[Window]>),
    /// Nothing that a calendar knows ("prochainement").
    Unsaid,
}

impl Extent {
    /// The window from the first day of all to the last.
    pub(super) fn whole(&self) -> Window {
        match self {
            Self::Day(day) => Window::day(*day),
            Self::Span { start, end } => {
                Window { earliest: start.window().earliest, latest: end.window().latest }
            }
            Self::Days(windows) | Self::SomeDayIn(windows) => Window {
                earliest: windows.iter().map(|w| w.earliest).min().flatten(),
                // `None` sorts first and means no latest day here, so it has to win.
                latest: if windows.iter().any(|w| w.latest.is_none()) {
                    None
                } else {
                    windows.iter().filter_map(|w| w.latest).max()
                },
            },
            Self::Unsaid => Window::UNKNOWN,
        }
    }

    /// The window in which it begins.
    pub(super) fn begins(&self) -> Window {
        match self {
            Self::Day(_) | Self::SomeDayIn(_) | Self::Unsaid => self.whole(),
            Self::Span { start, .. } => start.window(),
            Self::Days(windows) => Window {
                earliest: windows.iter().filter_map(|w| w.earliest).min(),
                latest: windows.iter().filter_map(|w| w.latest).min(),
            },
        }
    }

    /// The window in which it ends.
    pub(super) fn ends(&self) -> Window {
        match self {
            Self::Day(_) | Self::SomeDayIn(_) | Self::Unsaid => self.whole(),
            Self::Span { end, .. } => end.window(),
            Self::Days(windows) => Window {
                earliest: windows.iter().filter_map(|w| w.earliest).max(),
                latest: windows.iter().filter_map(|w| w.latest).max(),
            },
        }
    }

    /// The single day that is meant, whatever the variant.
    fn only_day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(_) | Self::Span { .. } => self.whole().exact(),
            Self::Days(windows) | Self::SomeDayIn(windows) => match **windows {
                [window] => window.exact(),
                _ => None,
            },
            Self::Unsaid => None,
        }
    }
}

/// One end of a [`Extent::Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// None: it has always been so, or goes on. EDTF `..`.
    Open,
    /// On a day of this window; where EDTF leaves the end empty, the window has no bound but the
    /// one that the other end gives.
    In(Window),
}

impl Edge {
    fn window(self) -> Window {
        match self {
            Self::Open => Window::UNKNOWN,
            Self::In(window) => window,
        }
    }
}

/// The days on which one thing may lie, first and last included; `None` where nothing bounds it.
///
/// Invariant: `earliest <= latest` where both are known, years 0001 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Window {
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
}

impl Window {
    /// Any day at all.
    pub const UNKNOWN: Self = Self { earliest: None, latest: None };

    /// Makes the window from `earliest` to `latest`.
    ///
    /// # Errors
    /// [`InvalidWhen::Reversed`] when it ends before it begins, [`InvalidWhen::OutsideYears`].
    pub fn new(
        earliest: Option<NaiveDate>,
        latest: Option<NaiveDate>,
    ) -> Result<Self, InvalidWhen> {
        if [earliest, latest].into_iter().flatten().any(|day| !in_range(day)) {
            return Err(InvalidWhen::OutsideYears);
        }
        match (earliest, latest) {
            (Some(earliest), Some(latest)) if latest < earliest => {
                Err(InvalidWhen::Reversed { earliest, latest })
            }
            _ => Ok(Self { earliest, latest }),
        }
    }

    /// The first day possible.
    pub fn earliest(self) -> Option<NaiveDate> {
        self.earliest
    }

    /// The last day possible.
    pub fn latest(self) -> Option<NaiveDate> {
        self.latest
    }

    /// The day, where only one is possible.
    pub fn exact(self) -> Option<NaiveDate> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    fn day(day: NaiveDate) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }
}

/// Tells whether EDTF has a spelling for `day`.
pub(super) fn in_range(day: NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}

/// Reads the extent of `edtf`.
pub(super) fn read(edtf: &Edtf) -> Result<Extent, InvalidWhen> {
    let extent = match edtf {
        Edtf::Date(date) => Extent::SomeDayIn([window(date)?].into()),
        Edtf::DateTime(_) => return Err(InvalidWhen::ClockTime),
        Edtf::Interval(interval) => span(interval)?,
        Edtf::Set(set) => match set.kind {
            SetKind::AllMembers => Extent::Days(sorted(each_member(set)?)?),
            SetKind::OneMember => Extent::SomeDayIn(sorted(candidates(set)?)?),
        },
    };
    let doubted = edtf.is_uncertain() || edtf.is_approximate();
    Ok(match extent.only_day() {
        Some(day) if !doubted => Extent::Day(day),
        _ => extent,
    })
}

fn window(date: &Date) -> Result<Window, InvalidWhen> {
    let bounds = Edtf::Date(*date).bounds();
    Window::new(Some(bound(bounds.earliest)?), Some(bound(bounds.latest)?))
}

fn bound(bound: Bound) -> Result<NaiveDate, InvalidWhen> {
    let Bound::Date(day) = bound else {
        return Err(InvalidWhen::OutsideYears);
    };
    i32::try_from(day.year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, day.month.into(), day.day.into()))
        .ok_or(InvalidWhen::OutsideYears)
}

fn span(interval: &Interval) -> Result<Extent, InvalidWhen> {
    let edge = |endpoint: &IntervalEndpoint| {
        Ok(match endpoint {
            IntervalEndpoint::Open => Edge::Open,
            IntervalEndpoint::Unknown => Edge::In(Window::UNKNOWN),
            IntervalEndpoint::Date(date) => Edge::In(window(date)?),
            IntervalEndpoint::OnOrBefore(date) => {
                Edge::In(Window { earliest: None, ..window(date)? })
            }
            IntervalEndpoint::OnOrAfter(date) => Edge::In(Window { latest: None, ..window(date)? }),
        })
    };
    let (start, end) = (edge(&interval.start)?, edge(&interval.end)?);
    // Neither end lies beyond the other: `2018-03-20/2018-03` cannot end before the 20th.
    let first = start.window().earliest;
    let last = end.window().latest;
    let start = match start {
        Edge::Open => Edge::Open,
        Edge::In(w) => Edge::In(Window::new(w.earliest, tighter(w.latest, last, Ord::min))?),
    };
    let end = match end {
        Edge::Open => Edge::Open,
        Edge::In(w) => Edge::In(Window::new(tighter(w.earliest, first, Ord::max), w.latest)?),
    };
    Ok(Extent::Span { start, end })
}

fn tighter(
    one: Option<NaiveDate>,
    other: Option<NaiveDate>,
    choose: fn(NaiveDate, NaiveDate) -> NaiveDate,
) -> Option<NaiveDate> {
    match (one, other) {
        (Some(one), Some(other)) => Some(choose(one, other)),
        (one, other) => one.or(other),
    }
}

fn each_member(set: &Set) -> Result<Vec<Window>, InvalidWhen> {
    let mut windows = Vec::new();
    for element in &set.elements {
        match element {
            SetElement::Date(date) => windows.push(window(date)?),
            SetElement::Range(from, _) if from.precision() == Precision::Day => {
                let range = Set { kind: SetKind::AllMembers, elements: vec![*element] };
                let days = Edtf::Set(range).values().map_err(|_| InvalidWhen::UnboundedSet)?;
                // Lazy, so a range of millennia costs no more than the limit.
                for day in days.take(MAX_MEMBERS + 1) {
                    let bounds = day.bounds();
                    windows.push(Window::new(
                        Some(bound(bounds.earliest)?),
                        Some(bound(bounds.latest)?),
                    )?);
                }
            }
            SetElement::Range(..) => return Err(InvalidWhen::VagueRange),
            SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) => {
                return Err(InvalidWhen::UnboundedSet);
            }
        }
        if windows.len() > MAX_MEMBERS {
            return Err(InvalidWhen::TooManyDays);
        }
    }
    Ok(windows)
}

fn candidates(set: &Set) -> Result<Vec<Window>, InvalidWhen> {
    if set.elements.len() > MAX_MEMBERS {
        return Err(InvalidWhen::TooManyDays);
    }
    set.elements
        .iter()
        .map(|element| {
            Ok(match element {
                SetElement::Date(date) => window(date)?,
                SetElement::OnOrBefore(date) => Window { earliest: None, ..window(date)? },
                SetElement::OnOrAfter(date) => Window { latest: None, ..window(date)? },
                SetElement::Range(from, to) => {
                    Window::new(window(from)?.earliest, window(to)?.latest)?
                }
            })
        })
        .collect()
}

fn sorted(mut windows: Vec<Window>) -> Result<Arc<[Window]>, InvalidWhen> {
    if windows.is_empty() {
        return Err(InvalidWhen::NoDays);
    }
    windows.sort_unstable();
    windows.dedup();
    Ok(windows.into())
}
