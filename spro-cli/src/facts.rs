//! Recorded facts as they stand in the ledger, amendments among them.

use chrono::NaiveDate;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::batch::Change;
use spro_core::kernel::encoding::{Amendment, Source};
use spro_core::kernel::event::{Fact, Recordable};
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::Store;
use spro_core::kernel::subject::Subject;
use spro_core::views::facts::{Facts, RecordedFact};
use spro_core::when::When;

use crate::failure::Failure;
use crate::ledger::fold_failure;

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
    let facts = Facts::of(store, query, as_of).map_err(|error| fold_failure(&error))?;
    Ok((facts.rows.into_iter().map(Recorded::from).collect(), facts.head))
}

impl From<RecordedFact> for Recorded {
    fn from(row: RecordedFact) -> Self {
        Self {
            position: row.position,
            id: row.id,
            kind: row.kind.to_string(),
            subject: row.subject,
            since: row.since,
            learned: row.learned,
            recorded_at: row.recorded_at,
            by: row.by,
            commit: row.commit,
            source: row.source,
            amends: row.amends,
            fact: row.fact,
            in_force: row.in_force,
        }
    }
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
