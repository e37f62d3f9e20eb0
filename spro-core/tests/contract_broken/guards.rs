//! Bugs of a guard.

use std::ops::ControlFlow;

use spro_core::kernel::encoding::Body;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::{Alternative, Query};
use spro_core::kernel::store::{AppendError, ReadRequest, Store as _};

use super::{BrokenStore, Bug};

impl Bug {
    /// Whether it is one that this file seeds.
    pub(super) fn is_of_guards(self) -> bool {
        matches!(
            self,
            Self::StaleGuard
                | Self::GuardFromTheStart
                | Self::GuardAheadHolds
                | Self::LastFoundNamed
                | Self::AllMeansNone
                | Self::MentionForSubject
                | Self::BlindToMentions
                | Self::BlindToSources
                | Self::BlindToTypes
                | Self::BlindToCorrections
                | Self::BlindToRetractions
                | Self::FirstAlternativeOnly
                | Self::ConditionsApart
                | Self::HandleGuardsItsOwn
        )
    }
}

impl BrokenStore {
    /// Asks the guard as the bug has it.
    pub(super) fn ask(&self, guard: &Guard) -> Result<(), AppendError> {
        let Some((query, expected)) = guard.condition() else { return Ok(()) };
        let query = self.misread(query);
        let after = if self.has(Bug::GuardFromTheStart) { Position::START } else { expected };
        let all = ReadRequest { query: Query::all(), after, limit: None };
        let mut found = None;
        self.sound.read(&all, &mut |record| {
            if self.sees(&query, record.body.clone()) {
                found = Some(record.position());
                if !self.has(Bug::LastFoundNamed) {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
        found.map_or(Ok(()), |found| Err(AppendError::Stale { expected, found }))
    }

    /// The query that the bug makes of it.
    fn misread(&self, query: &Query) -> Query {
        let any = Alternative::default;
        let Some(alternatives) = query.alternatives() else {
            return if self.has(Bug::AllMeansNone) { Query::any([]) } else { query.clone() };
        };
        let each = alternatives.iter();
        match self.bug {
            Some(Bug::FirstAlternativeOnly) => Query::any(each.take(1).cloned()),
            Some(Bug::BlindToTypes) => {
                Query::any(each.filter(|one| one.asked_types().is_none()).cloned())
            }
            Some(Bug::MentionForSubject) => Query::any(each.flat_map(|one| {
                let subjects = one.asked_subjects().into_iter().flatten();
                let mentioned = subjects.map(|it| any().mentioning(it.clone()));
                std::iter::once(one.clone()).chain(mentioned)
            })),
            Some(Bug::ConditionsApart) => Query::any(each.flat_map(|one| {
                let subjects = one.asked_subjects().map(|it| any().of_any(it.iter().cloned()));
                let mention = one.asked_mention().map(|it| any().mentioning(it.clone()));
                let types = one.asked_types().map(|it| any().typed(it.iter().cloned()));
                subjects.into_iter().chain(mention).chain(types)
            })),
            _ => query.clone(),
        }
    }

    fn sees(&self, query: &Query, mut body: Body<'_>) -> bool {
        match self.bug {
            Some(Bug::BlindToMentions) => body.mentions.clear(),
            Some(Bug::BlindToSources) => body.source = None,
            Some(Bug::BlindToCorrections) => body.was.clear(),
            _ => {}
        }
        let overlooked = match self.bug {
            Some(Bug::BlindToRetractions) => body.retracts.is_some(),
            Some(Bug::StaleGuard) => self.last_receipt().is_some_and(|it| body.seq >= it.first),
            Some(Bug::HandleGuardsItsOwn) => body.seq > self.own.lock().unwrap().head.position,
            _ => false,
        };
        !overlooked && query.matches(&body)
    }
}
