//! What must not have been recorded meanwhile.

use super::position::Position;
use super::query::Query;
use super::subject::Subject;

/// What an append was decided on: it is refused when anything that matches was recorded after, or
/// when the ledger does not reach as far as the decision.
///
/// A required argument of every append, without default: who wants none says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    condition: Option<(Query, Position)>,
}

impl Guard {
    /// Refuses when a record that matches `query` stands after `position`.
    pub const fn unchanged(query: Query, position: Position) -> Self {
        Self { condition: Some((query, position)) }
    }

    /// Refuses when a record of `subject` stands after `position`: an expected version.
    pub fn subject_unchanged(subject: Subject, position: Position) -> Self {
        Self::unchanged(Query::subject(subject), position)
    }

    /// Refuses nothing: for a fact that is true whatever else was recorded.
    pub const fn unguarded() -> Self {
        Self { condition: None }
    }

    /// What is asked, and after which position; `None` when unguarded.
    pub fn condition(&self) -> Option<(&Query, Position)> {
        self.condition.as_ref().map(|(query, position)| (query, *position))
    }
}
