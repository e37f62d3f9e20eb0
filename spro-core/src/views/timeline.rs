//! The history retold: every fact in force, in the order in which facts take effect.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::register::is_late;
use crate::domain::event::RegisterEvent;
use crate::kernel::cursor::Cursor;
use crate::kernel::event::{DecodeError, Fact};
use crate::kernel::history::{AsOf, FoldPlace, History, Told};
use crate::kernel::position::Head;
use crate::kernel::projection::FoldError;
use crate::kernel::query::Query;
use crate::kernel::record::Record;
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;

/// Every fact in force, in effective order.
#[derive(Debug)]
pub struct Timeline {
    /// The place up to which the ledger was read.
    pub head: Head,
    /// The facts.
    pub moments: Vec<Moment>,
}

/// One fact, and the day under which it is filed.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The first day since when it may be true; where that is not said, the day it was learned.
    pub day: NaiveDate,
    /// The fact: after corrections, the version in force.
    pub fact: Fact<RegisterEvent>,
    /// Whether it was recorded long after the body knew.
    pub recorded_later: bool,
}

impl Timeline {
    /// Retells what the ledger holds.
    ///
    /// A correction shows as the fact that it puts right, a retraction as nothing; memory grows with
    /// the number of facts.
    ///
    /// # Errors
    /// [`FoldError`] as for a view.
    pub fn of(store: &impl Store, as_of: AsOf) -> Result<Self, FoldError> {
        let mut histories = BTreeMap::<Subject, History<RegisterEvent>>::new();
        let mut cursor = Cursor::start(&store.identity());
        let told = |record: &Record<'_>| {
            let told = Told::of(record, as_of)?;
            Ok(told.map(|told| (record.body.subject.clone(), told)))
        };
        cursor.read_on_made(store, Query::all(), told, |told: &mut Result<_, DecodeError>| {
            if let Some((subject, told)) = std::mem::replace(told, Ok(None))? {
                histories.entry(subject).or_insert_with(|| History::new(as_of)).take(told);
            }
            Ok::<_, FoldError>(ControlFlow::Continue(()))
        })?;
        let mut placed: Vec<(FoldPlace, _)> =
            histories.into_values().flat_map(History::into_placed_facts).collect();
        placed.sort_by_key(|(place, _)| *place);
        let moments = placed.into_iter().map(|(place, fact)| {
            let recorded_later = is_late(fact.learned, fact.recorded_at);
            Moment { day: place.day(), fact, recorded_later }
        });
        Ok(Self { head: cursor.head(), moments: moments.collect() })
    }
}
