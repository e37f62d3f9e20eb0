//! What the writers of a script send, and whether the answers are those of the reference store.

use std::collections::BTreeSet;

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{AppendError, Receipt, Store as _};
use spro_core::kernel::subject::Subject;

use super::super::appends::NOW;
use super::super::machine::Operation;
use super::super::script::{Guarding, Sending};
use super::super::together::together;
use super::{Broken, Invariant, Play, Sent, hold};
use crate::error::{FsError, FsErrorKind};

impl Play {
    fn batch(&self, events: u8, room: u8) -> Batch {
        let count = u64::try_from(self.attempted.len()).unwrap();
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&count.to_be_bytes());
        let kind = EventType::parse("hotel.room.booked").unwrap();
        let day = NOW().instant().date_naive();
        let event = |index| {
            bytes[15] = index;
            let id = EventId::from_bytes(bytes);
            // Now and then longer than a page.
            let text = "x".repeat(if count.is_multiple_of(7) { 1500 } else { 5 });
            NewEvent::new(id, kind.clone(), room_of(room), day, &text).unwrap()
        };
        let events = (0..events).map(event).collect();
        let mut id = [0xff; 16];
        id[..8].copy_from_slice(&count.to_be_bytes());
        let clerk = Subject::parse("person/clerk").unwrap();
        Batch::new(CommitId::from_bytes(id), clerk, events).unwrap()
    }

    fn guard(&self, room: u8, guarding: Guarding) -> Guard {
        let head = self.reference.head().unwrap().position.get();
        let ago = |back: u64| Position::new(head.saturating_sub(back));
        match guarding {
            Guarding::Nothing => Guard::unguarded(),
            Guarding::Room(back) => Guard::subject_unchanged(room_of(room), ago(back)),
            Guarding::All(back) => Guard::unchanged(Query::all(), ago(back)),
        }
    }

    /// What is sent, with earlier commits in it.
    pub(super) fn sendings(&mut self, sendings: &[Sending]) -> Vec<(Batch, Guard)> {
        let mut sent = Vec::new();
        for sending in sendings {
            let (batch, guard) = match sending {
                Sending::New { events, room, guarding } => {
                    (self.batch(*events, *room), self.guard(*room, *guarding))
                }
                Sending::Again(which) => {
                    let earlier = self.attempted.get(which % self.attempted.len().max(1));
                    let Some(batch) = earlier.cloned() else { continue };
                    (batch, Guard::unguarded())
                }
            };
            self.attempted.push(batch.clone());
            sent.push((batch, guard));
        }
        sent
    }

    /// Appends, all but the first while that is in an operation where one is named.
    pub(super) fn append(
        &mut self,
        writer: usize,
        sent: Vec<(Batch, Guard)>,
        during: Option<Operation>,
    ) -> Result<(), Broken> {
        if self.stores[writer].is_none() {
            self.open(writer)?;
        }
        let Some(store) = &self.stores[writer] else {
            // A fault that struck while the opened ledger was looked at took the writer down again.
            return Ok(());
        };
        let answers = match during {
            Some(during) => together(&self.machine, store, &sent, during, drop),
            None => sent.iter().map(|(batch, guard)| store.append(batch, guard)).collect(),
        };
        self.step += 1;
        let mut answered: Vec<_> = sent
            .into_iter()
            .zip(answers)
            .map(|((batch, guard), answer)| (batch, guard, answer))
            .collect();
        for (batch, guard, answer) in &answered {
            self.note_sent(batch, guard, answer)?;
        }
        let gives_up = |answer: &Result<Receipt, AppendError>| {
            use AppendError::{Indeterminate, Refused, Unreadable};
            matches!(answer, Err(Indeterminate(_) | Refused(_) | Unreadable(_)))
        };
        if answered.iter().any(|(.., answer)| gives_up(answer)) {
            let struck = self.machine.calm() || self.machine.is_down();
            for (.., answer) in answered {
                let Err(error @ (AppendError::Refused(_) | AppendError::Unreadable(_))) = answer
                else {
                    continue;
                };
                let is_poisoned =
                    FsError::find(&error).is_some_and(|e| e.kind() == FsErrorKind::Poisoned);
                let expected = is_poisoned || struck;
                hold(Invariant::NothingIsRefusedWithoutAReason, expected, || error.to_string())?;
            }
            self.give_up(writer);
            return Ok(());
        }
        self.settle(writer)?;
        // As they were placed, and those that were not.
        answered.sort_by_key(|(.., answer)| answer.as_ref().map_or(u64::MAX, |it| it.first.get()));
        let placed: BTreeSet<_> = answered
            .iter()
            .filter(|(.., answer)| answer.is_ok())
            .map(|(batch, ..)| batch.id())
            .collect();
        for (batch, guard, answer) in answered {
            // What was refused to one may have been granted to a later one of the same step.
            if answer.is_ok() || !placed.contains(&batch.id()) {
                self.compare(&batch, &guard, answer)?;
            }
        }
        Ok(())
    }

    /// Takes note of what may be recorded now.
    ///
    /// What is acknowledged stands behind all that was acknowledged in an earlier step, unless it may
    /// have been recorded before that.
    fn note_sent(
        &mut self,
        batch: &Batch,
        guard: &Guard,
        answer: &Result<Receipt, AppendError>,
    ) -> Result<(), Broken> {
        let first = match answer {
            Ok(receipt) => Some(receipt.first),
            Err(AppendError::Indeterminate(_)) => None,
            Err(_) => return Ok(()),
        };
        if self.recorded.iter().any(|known| known.id() == batch.id()) {
            return Ok(());
        }
        let acknowledged = first.map(|first| (first, self.step));
        if let Some(sent) = self.sent.iter_mut().find(|sent| sent.batch.id() == batch.id()) {
            // Of those that are sent together, any may have come first.
            if sent.acknowledged.is_none_or(|(_, step)| step == self.step) {
                sent.guards.push(guard.clone());
                sent.acknowledged = sent.acknowledged.or(acknowledged);
            }
            return Ok(());
        }
        let earlier = self.sent.iter().filter_map(|sent| sent.acknowledged);
        let last = earlier.filter(|(_, step)| *step < self.step).map(|(first, _)| first).max();
        hold(
            Invariant::WhatIsThereIsAPrefixOfWhatWasAttempted,
            first.is_none_or(|first| Some(first) > last),
            || format!("{first:?} was acknowledged after {last:?}"),
        )?;
        let guards = vec![guard.clone()];
        self.sent.push(Sent { batch: batch.clone(), guards, acknowledged });
        Ok(())
    }

    /// Holds an answer against that of the reference, which has what is recorded.
    fn compare(
        &self,
        batch: &Batch,
        guard: &Guard,
        answer: Result<Receipt, AppendError>,
    ) -> Result<(), Broken> {
        match answer {
            Ok(receipt) => {
                let expected = self.reference.append(batch, &Guard::unguarded()).unwrap();
                hold(Invariant::TheIndexEqualsTheLog, receipt == expected, || {
                    format!("the receipt {receipt:?} is not {expected:?}")
                })
            }
            Err(error) => {
                let expected = self.reference.append(batch, guard);
                let same = expected
                    .as_ref()
                    .is_err_and(|expected| expected.to_string() == error.to_string());
                let invariant = match error {
                    AppendError::Stale { .. } => Invariant::GuardsWereTrueWhenTheirCommitWasPlaced,
                    _ => Invariant::TheIndexEqualsTheLog,
                };
                hold(invariant, same, || format!("{error}, where the reference said {expected:?}"))
            }
        }
    }
}

pub(super) fn room_of(room: u8) -> Subject {
    Subject::parse(&format!("room/{room}")).unwrap()
}
