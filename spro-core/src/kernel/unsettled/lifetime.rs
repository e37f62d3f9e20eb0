//! Between which days a question may see a subject unsettled that is settled now.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::kernel::history::AsOf;
use crate::kernel::record::Record;
use crate::kernel::subject::Subject;

/// A subject that is settled, and when it may have been seen otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lifetime(pub(super) Subject, pub(super) Spans);

/// A span on each axis of a question: of instants of recording, of days of knowledge, of days on which
/// something had begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spans([Span; 3]);

/// On one axis: who asks before the first of the two sees no fact, and from the second one on every
/// fact. In milliseconds, or in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Span(i64, i64);

impl Span {
    /// Of nothing.
    const EMPTY: Self = Self(i64::MAX, i64::MIN);

    fn widen(&mut self, other: Self) {
        self.0 = self.0.min(other.0);
        self.1 = self.1.max(other.1);
    }

    const fn at(place: i64) -> Self {
        Self(place, place)
    }

    fn on(day: NaiveDate) -> Self {
        Self::at(days(day))
    }
}

fn days(day: NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}

impl Spans {
    /// Of no record.
    pub(super) const EMPTY: Self = Self([Span::EMPTY; 3]);

    /// Takes in what others span.
    pub(super) fn widen(&mut self, other: Self) {
        for (span, other) in self.0.iter_mut().zip(other.0) {
            span.widen(other);
        }
    }

    /// Whether a question may see some facts, and not all: one that sees none knows nothing of the
    /// subject, and one that sees all knows what is known now.
    pub(super) fn may_be_seen_unsettled(self, as_of: AsOf) -> bool {
        let asked = [
            as_of.recorded_at.map(|stamp| stamp.instant().timestamp_millis()),
            as_of.known_at.map(days),
            as_of.on.map(days),
        ];
        let given = || asked.iter().zip(self.0).filter_map(|(at, span)| at.map(|at| (at, span)));
        given().all(|(at, Span(first, _))| first <= at)
            && given().any(|(at, Span(_, last))| at < last)
    }
}

/// The spans of records, gathered one by one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gathered {
    recorded: Span,
    known: Span,
    begun: Span,
    has_undated: bool,
}

impl Gathered {
    pub(super) const NOTHING: Self =
        Self { recorded: Span::EMPTY, known: Span::EMPTY, begun: Span::EMPTY, has_undated: false };

    pub(super) fn of(record: &Record<'_>) -> Self {
        let body = &record.body;
        let mut gathered = Self {
            recorded: Span::at(record.commit.at.instant().timestamp_millis()),
            known: Span::on(body.learned),
            ..Self::NOTHING
        };
        if body.retracts.is_some() {
            return gathered;
        }
        match body.occurred.as_ref().filter(|occurred| !occurred.is_undated()) {
            Some(occurred) => {
                gathered.begun = occurred.may_begin().map_or(Span::at(i64::MIN), Span::on);
            }
            None => gathered.has_undated = true,
        }
        gathered
    }

    pub(super) fn widen(&mut self, other: Self) {
        self.recorded.widen(other.recorded);
        self.known.widen(other.known);
        self.begun.widen(other.begun);
        self.has_undated |= other.has_undated;
    }

    /// What is undated begins on the day that some version of it was learned.
    pub(super) fn spans(mut self) -> Spans {
        if self.has_undated {
            self.begun.widen(self.known);
        }
        Spans([self.recorded, self.known, self.begun])
    }
}
