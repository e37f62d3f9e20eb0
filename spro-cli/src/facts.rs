//! Recorded facts as they stand in the ledger, amendments among them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::batch::Change;
use spro_core::kernel::encoding::{Amendment, Source};
use spro_core::kernel::event::{Fact, Recordable};
use spro_core::kernel::history::{AsOf, History};
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::record::Record;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{ReadRequest, Store};
use spro_core::kernel::subject::Subject;
use spro_core::when::{Begun, When};

use crate::failure::Failure;
use crate::ledger::{decode_failure, read_failure};

/// One record.
#[derive(Debug, Clone)]
#[allow(clippy::struct_field_names, reason = "`recorded_at` is the word for it everywhere")]
pub(crate) struct Recorded {
    pub(crate) position: Position,
    pub(crate) id: EventId,
    pub(crate) kind: String,
    pub(crate) subject: Subject,
    pub(crate) since: When,
    pub(crate) learned: NaiveDate,
    pub(crate) recorded_at: Stamp,
    pub(crate) by: Subject,
    pub(crate) commit: CommitId,
    pub(crate) source: Option<Source>,
    pub(crate) amends: Option<(Change, Amendment)>,
    /// `None` in a retraction, and in what another program recorded.
    pub(crate) fact: Option<Fact<RegisterEvent>>,
    /// Whether it is in force as of when the question is asked.
    pub(crate) in_force: bool,
}

/// The records that match, in their order, as far as they were known and recorded by then.
pub(crate) fn read(
    store: &impl Store,
    query: Query,
    as_of: AsOf,
) -> Result<(Vec<Recorded>, Head), Failure> {
    let mut records = Vec::new();
    let mut histories: BTreeMap<Subject, History<RegisterEvent>> = BTreeMap::new();
    let mut failed = None;
    let end = store.read(&ReadRequest::from_start(query), &mut |record| {
        let mut take = || -> Result<(), Failure> {
            let history =
                histories.entry(record.body.subject.clone()).or_insert_with(|| History::new(as_of));
            history.add(record).map_err(|error| decode_failure(&error))?;
            let recorded = recorded(record)?;
            if recorded.is_seen(as_of) {
                records.push(recorded);
            }
            Ok(())
        };
        match take() {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                failed = Some(failure);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    let end = end.map_err(|error| read_failure(&error))?;
    let in_force: BTreeSet<Position> =
        histories.into_values().flat_map(History::into_facts).map(|fact| fact.position).collect();
    for record in &mut records {
        record.in_force = in_force.contains(&record.position);
    }
    Ok((records, end.head))
}

fn recorded(record: &Record<'_>) -> Result<Recorded, Failure> {
    let body = &record.body;
    let fact = Fact::<RegisterEvent>::decode(record).map_err(|error| decode_failure(&error))?;
    let corrects = body.corrects.map(|amendment| (Change::Corrects, amendment));
    let retracts = body.retracts.map(|amendment| (Change::Retracts, amendment));
    Ok(Recorded {
        position: body.seq,
        id: body.id,
        kind: body.kind.to_string(),
        subject: body.subject.clone(),
        since: body.occurred.clone().unwrap_or_else(|| When::day(body.learned)),
        learned: body.learned,
        recorded_at: record.commit.at,
        by: record.commit.by.clone(),
        commit: record.commit.id,
        source: body.source.clone(),
        amends: corrects.or(retracts),
        fact,
        in_force: false,
    })
}

impl From<Fact<RegisterEvent>> for Recorded {
    fn from(fact: Fact<RegisterEvent>) -> Self {
        Self {
            position: fact.position,
            id: fact.id,
            kind: fact.event.kind().to_owned(),
            subject: fact.subject.clone(),
            since: fact.since(),
            learned: fact.learned,
            recorded_at: fact.recorded_at,
            by: fact.by.clone(),
            commit: fact.commit,
            source: fact.source.clone(),
            amends: None,
            fact: Some(fact),
            in_force: true,
        }
    }
}

impl Recorded {
    fn is_seen(&self, as_of: AsOf) -> bool {
        as_of.known_at.is_none_or(|day| self.learned <= day)
            && as_of.recorded_at.is_none_or(|instant| self.recorded_at <= instant)
            && as_of.on.is_none_or(|day| self.since.begun_on(day) != Begun::No)
    }
}
