//! All that was recorded of one subject, as it was recorded.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::register::is_late;
use crate::domain::event::RegisterEvent;
use crate::kernel::cursor::Cursor;
use crate::kernel::encoding::{Amendment, Source};
use crate::kernel::event::Fact;
use crate::kernel::event_type::EventType;
use crate::kernel::history::{AsOf, History};
use crate::kernel::id::CommitId;
use crate::kernel::position::Position;
use crate::kernel::projection::FoldError;
use crate::kernel::query::Query;
use crate::kernel::stamp::Stamp;
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;
use crate::when::When;

/// One record.
#[derive(Debug, Clone)]
pub struct RecordedFact {
    /// Its place.
    pub position: Position,
    /// The type; a retraction has its target's.
    pub kind: EventType,
    /// What it says; `None` of a retraction, and of another host's event.
    pub event: Option<RegisterEvent>,
    /// What it does to an earlier record.
    pub amends: Option<Amends>,
    /// Whether it is in force as of the day asked for; no retraction is.
    pub in_force: bool,
    /// Since when it is true, where that is said.
    pub occurred: Option<When>,
    /// The day that the body knew.
    pub learned: NaiveDate,
    /// When it was recorded.
    pub recorded_at: Stamp,
    /// Whether that was long after the body knew.
    pub recorded_later: bool,
    /// Who recorded it.
    pub by: Subject,
    /// The commit.
    pub commit: CommitId,
    /// Where it was read.
    pub source: Option<Source>,
}

/// What a record does to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amends {
    /// Takes its place.
    Corrects(Amendment),
    /// Withdraws it.
    Retracts(Amendment),
}

/// Every record of a subject, in the order of recording; none where nothing was recorded of it.
///
/// # Errors
/// [`FoldError`] as for a view.
pub fn facts(
    store: &impl Store,
    subject: &Subject,
    as_of: AsOf,
) -> Result<Vec<RecordedFact>, FoldError> {
    let mut history = History::<RegisterEvent>::new(as_of);
    let mut rows = Vec::new();
    let mut cursor = Cursor::start(&store.identity());
    cursor.read_on(store, Query::subject(subject.clone()), |record| {
        history.add(record)?;
        let body = &record.body;
        let corrects = body.corrects.map(Amends::Corrects);
        rows.push(RecordedFact {
            position: body.seq,
            kind: body.kind.clone(),
            event: Fact::decode(record)?.map(|fact| fact.event),
            amends: corrects.or(body.retracts.map(Amends::Retracts)),
            in_force: false,
            occurred: body.occurred.clone(),
            learned: body.learned,
            recorded_at: record.commit.at,
            recorded_later: is_late(body.learned, record.commit.at),
            by: record.commit.by.clone(),
            commit: record.commit.id,
            source: body.source.clone(),
        });
        Ok::<_, FoldError>(ControlFlow::Continue(()))
    })?;
    let in_force: BTreeSet<_> = history.into_facts().iter().map(|fact| fact.position).collect();
    for row in &mut rows {
        row.in_force = in_force.contains(&row.position);
    }
    Ok(rows)
}
