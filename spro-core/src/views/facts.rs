//! The records themselves, amendments among them, as they were recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::register::is_late;
use crate::domain::event::RegisterEvent;
use crate::kernel::batch::Change;
use crate::kernel::cursor::Cursor;
use crate::kernel::encoding::{Amendment, Source};
use crate::kernel::event::Fact;
use crate::kernel::event_type::EventType;
use crate::kernel::history::{AsOf, History};
use crate::kernel::id::{CommitId, EventId};
use crate::kernel::position::{Head, Position};
use crate::kernel::projection::FoldError;
use crate::kernel::query::{Alternative, Query};
use crate::kernel::record::Record;
use crate::kernel::stamp::Stamp;
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;
use crate::when::When;

/// Records, in the order of recording.
#[derive(Debug)]
pub struct Facts {
    /// The place up to which the ledger was read.
    pub head: Head,
    /// The records.
    pub rows: Vec<RecordedFact>,
}

/// One record.
#[derive(Debug, Clone)]
#[allow(clippy::struct_field_names, reason = "`recorded_at` is the word for it everywhere")]
pub struct RecordedFact {
    /// Its place.
    pub position: Position,
    /// The event's id.
    pub id: EventId,
    /// The type; a retraction has its target's.
    pub kind: EventType,
    /// What it is about.
    pub subject: Subject,
    /// What it says; `None` of a retraction, and of another host's event.
    pub fact: Option<Fact<RegisterEvent>>,
    /// What it does to an earlier record.
    pub amends: Option<(Change, Amendment)>,
    /// Whether it is in force as of the day asked for; no retraction is.
    pub in_force: bool,
    /// Since when it is true; where that is not stated, since the day it was learned.
    pub since: When,
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

impl Facts {
    /// The records that match, as far as they were known, recorded and begun by then. Amendments
    /// without a day of their own stand whatever the day on which something is asked: they tell why a
    /// fact is not in force.
    ///
    /// One read, and a second one of the subjects of which a correction matches and not what it
    /// corrects. Memory grows with the records that match, and with those of these subjects.
    ///
    /// # Errors
    /// [`FoldError`] as for a view.
    pub fn of(store: &impl Store, query: Query, as_of: AsOf) -> Result<Self, FoldError> {
        let mut histories = BTreeMap::<Subject, History<RegisterEvent>>::new();
        let (mut matched, mut in_part) = (BTreeSet::new(), BTreeSet::new());
        let mut rows = Vec::new();
        let mut cursor = Cursor::start(&store.identity());
        cursor.read_on(store, query, |record| {
            let body = &record.body;
            matched.insert(body.seq);
            if body.corrects.is_some_and(|it| !matched.contains(&it.target)) {
                in_part.insert(body.subject.clone());
            }
            let history = histories.entry(body.subject.clone());
            history.or_insert_with(|| History::new(as_of)).add(record)?;
            if is_seen(record, as_of) {
                rows.push(RecordedFact::of(record)?);
            }
            Ok::<_, FoldError>(ControlFlow::Continue(()))
        })?;
        if !in_part.is_empty() {
            let whole = in_part.iter().map(|it| Alternative::default().of(it.clone()));
            histories.retain(|subject, _| !in_part.contains(subject));
            Cursor::start(&store.identity()).read_on(store, Query::any(whole), |record| {
                if record.position() > cursor.position() {
                    return Ok(ControlFlow::Break(()));
                }
                let history = histories.entry(record.body.subject.clone());
                history.or_insert_with(|| History::new(as_of)).add(record)?;
                Ok::<_, FoldError>(ControlFlow::Continue(()))
            })?;
        }
        let in_force = histories.into_values().flat_map(History::into_facts);
        let in_force: BTreeMap<_, _> = in_force.map(|fact| (fact.position, fact)).collect();
        for row in &mut rows {
            if let Some(fact) = in_force.get(&row.position) {
                row.in_force = true;
                row.since = fact.since();
            }
        }
        Ok(Self { head: cursor.head(), rows })
    }
}

impl RecordedFact {
    fn of(record: &Record<'_>) -> Result<Self, FoldError> {
        let body = &record.body;
        let corrects = body.corrects.map(|amendment| (Change::Corrects, amendment));
        let retracts = body.retracts.map(|amendment| (Change::Retracts, amendment));
        Ok(Self {
            position: body.seq,
            id: body.id,
            kind: body.kind.clone(),
            subject: body.subject.clone(),
            fact: Fact::decode(record)?,
            amends: corrects.or(retracts),
            in_force: false,
            since: body.occurred.clone().unwrap_or_else(|| When::day(body.learned)),
            learned: body.learned,
            recorded_at: record.commit.at,
            recorded_later: is_late(body.learned, record.commit.at),
            by: record.commit.by.clone(),
            commit: record.commit.id,
            source: body.source.clone(),
        })
    }
}

fn is_seen(record: &Record<'_>, as_of: AsOf) -> bool {
    let body = &record.body;
    let amends = body.corrects.or(body.retracts).is_some();
    as_of.sees(body.learned, record.commit.at)
        && (amends && body.occurred.is_none()
            || as_of.has_begun(body.occurred.as_ref(), body.learned))
}
