//! Bugs of an append.

use std::thread;
use std::time::Duration;

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::encoding;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Clock as _;
use spro_core::kernel::store::{AppendError, Receipt, Store as _};

use super::{BrokenStore, Bug};

/// Some store's own limits.
const LONG_RECORD: usize = 64 * 1024;
const LONG_COMMIT: usize = 1000;

impl BrokenStore {
    pub(super) fn append_as_the_bug_has_it(
        &self,
        batch: &Batch,
        guard: &Guard,
    ) -> Result<Receipt, AppendError> {
        let before = self.sound.head()?;
        let now = match self.last_receipt() {
            Some(last) if self.has(Bug::ClockTrusted) => self.clock.now().max(last.recorded_at),
            _ => self.clock.now(),
        };
        self.sound_clock.set(now);
        self.refuse_at_sight(batch)?;
        let mut receipt = match self.append(batch, guard) {
            Ok(receipt) => receipt,
            Err(error) => return self.refuse(batch, error),
        };
        let mut memory = self.memory.lock().unwrap();
        memory.recorded.push((batch.clone(), receipt));
        memory.head_before = Some(before);
        drop(memory);
        let mut own = self.own.lock().unwrap();
        own.head = receipt.head;
        own.commits.insert(batch.id());
        match self.bug {
            Some(Bug::NewReceipt) => receipt.head = self.sound.head()?,
            Some(Bug::StampGoesBack) => receipt.recorded_at = self.clock.now(),
            Some(Bug::LateReceipt) => {
                thread::sleep(Duration::from_millis(2));
                let events = batch.events().len() as u64;
                receipt.head = self.sound.head()?;
                receipt.first = Position::new(receipt.head.position.get() + 1 - events);
            }
            _ => {}
        }
        Ok(receipt)
    }

    /// Refuses what a sound store takes.
    fn refuse_at_sight(&self, batch: &Batch) -> Result<(), AppendError> {
        let memory = self.memory.lock().unwrap();
        let ids: Vec<_> = batch.events().iter().map(NewEvent::id).collect();
        let is_recorded = memory.recorded.iter().any(|(it, _)| it.id() == batch.id());
        let is_own = self.own.lock().unwrap().commits.contains(&batch.id());
        let any_data = |test: &dyn Fn(&str) -> bool| {
            batch.events().iter().filter_map(NewEvent::data).any(|data| test(data.get()))
        };
        let in_conflict = match self.bug {
            Some(Bug::RefusedIdsKept) => ids.iter().any(|id| memory.refused.contains(id)),
            Some(Bug::ForgetsIds) => self.reopened && is_recorded,
            Some(Bug::HandleKnowsItsOwn) => is_recorded && !is_own,
            Some(Bug::InFlightRefused) => memory.in_flight.contains(&batch.id()),
            _ => false,
        };
        let refused = match self.bug {
            Some(Bug::NulRefused) => any_data(&|data| data.contains("\\u0000")),
            Some(Bug::LongRecordRefused) => any_data(&|data| data.len() > LONG_RECORD),
            Some(Bug::BusyWhileReading) => memory.reads > 0,
            _ => false,
        };
        if in_conflict {
            Err(AppendError::Conflict { ids })
        } else if refused {
            Err(AppendError::Refused("the store has its own limits".into()))
        } else {
            Ok(())
        }
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        let with_events = |events: Vec<NewEvent>| {
            let other = Batch::new(batch.id(), batch.by().clone(), events).unwrap();
            batch.cause().map_or(other.clone(), |cause| other.caused_by(cause))
        };
        match self.bug {
            Some(bug) if bug.is_of_guards() => {
                self.ask(guard)?;
                self.sound.append(batch, &Guard::unguarded())
            }
            Some(Bug::GuardBeforeIds) => {
                self.ask(guard)?;
                self.sound.append(batch, guard)
            }
            Some(Bug::LostUpdate) => {
                self.ask(guard)?;
                thread::sleep(Duration::from_millis(20));
                self.sound.append(batch, &Guard::unguarded())
            }
            Some(Bug::Reordering) => {
                let reversed = batch.events().iter().rev().cloned().collect();
                self.sound.append(&with_events(reversed), guard)
            }
            Some(Bug::LongCommitCut) => {
                let first = batch.events().iter().take(LONG_COMMIT).cloned().collect();
                self.sound.append(&with_events(first), guard)
            }
            Some(Bug::DirtyRead) => {
                let pending = encoding::encode(batch, self.sound.head()?, self.clock.now());
                self.memory.lock().unwrap().pending = pending.ok();
                thread::sleep(Duration::from_millis(3));
                let outcome = self.sound.append(batch, guard);
                self.memory.lock().unwrap().pending = None;
                outcome
            }
            Some(Bug::InFlightRefused) => {
                self.memory.lock().unwrap().in_flight.insert(batch.id());
                thread::sleep(Duration::from_millis(5));
                let outcome = self.sound.append(batch, guard);
                self.memory.lock().unwrap().in_flight.remove(&batch.id());
                outcome
            }
            _ => self.sound.append(batch, guard),
        }
    }

    /// What a bug makes of a refusal.
    fn refuse(&self, batch: &Batch, error: AppendError) -> Result<Receipt, AppendError> {
        let mut memory = self.memory.lock().unwrap();
        memory.burnt += u64::from(self.has(Bug::Gap));
        if self.has(Bug::RefusedIdsKept) {
            memory.refused.extend(batch.events().iter().map(NewEvent::id));
        }
        drop(memory);
        match &error {
            AppendError::CommitConflict { .. } if self.has(Bug::CommitIdReuse) => {
                let id = CommitId::from_bytes([0xee; 16]);
                let renamed = Batch::new(id, batch.by().clone(), batch.events().to_vec()).unwrap();
                self.sound.append(&renamed, &Guard::unguarded())
            }
            AppendError::NothingAmended { .. } if self.has(Bug::AmendsNothing) => {
                let facts = batch.events().iter().filter(|event| event.amendment().is_none());
                let facts = Batch::new(batch.id(), batch.by().clone(), facts.cloned().collect());
                self.sound.append(&facts.unwrap(), &Guard::unguarded())
            }
            AppendError::Conflict { .. } if self.has(Bug::IdReuse) => {
                let head = self.sound.head()?;
                let (commit, first) = (batch.id(), head.position);
                Ok(Receipt { commit, first, head, recorded_at: self.clock.now() })
            }
            AppendError::Conflict { ids } if self.has(Bug::HalfStoredCommit) => {
                self.record_half(batch, ids)?;
                Err(error)
            }
            AppendError::Conflict { .. } => self.taken_for_a_repeat(batch).ok_or(error),
            _ => Err(error),
        }
    }

    /// Records the events that are none of these.
    fn record_half(&self, batch: &Batch, ids: &[EventId]) -> Result<(), AppendError> {
        let new = batch.events().iter().filter(|event| !ids.contains(&event.id()));
        let id = CommitId::from_bytes([0xee; 16]);
        if let Ok(half) = Batch::new(id, batch.by().clone(), new.cloned().collect()) {
            self.sound.append(&half, &Guard::unguarded())?;
        }
        Ok(())
    }

    /// The receipt of a commit that the bug takes for this one.
    fn taken_for_a_repeat(&self, batch: &Batch) -> Option<Receipt> {
        let memory = self.memory.lock().unwrap();
        let events = batch.events();
        let among =
            |event: &NewEvent, others: &[NewEvent]| others.iter().any(|other| same(event, other));
        let mut recorded = memory.recorded.iter();
        let taken = match self.bug? {
            Bug::OrderIgnored => recorded.find(|(it, _)| {
                it.events().len() == events.len()
                    && events.iter().all(|event| among(event, it.events()))
                    && same_header(it, batch)
            }),
            Bug::PartIsRepeat => recorded.find(|(it, _)| {
                events.iter().all(|event| among(event, it.events())) && same_header(it, batch)
            }),
            Bug::FirstIdDecides => {
                recorded.find(|(it, _)| among(events.first().unwrap(), it.events()))
            }
            Bug::HeaderIgnored => recorded.find(|(it, _)| {
                it.events().len() == events.len()
                    && it.events().iter().zip(events).all(|(one, other)| same(one, other))
            }),
            Bug::CommitsMixed => {
                let all: Vec<_> = memory.recorded.iter().flat_map(|(it, _)| it.events()).collect();
                let known = |event| all.iter().any(|other| same(event, other));
                recorded.next_back().filter(|_| events.iter().all(known))
            }
            _ => None,
        };
        taken.map(|(_, receipt)| *receipt)
    }
}

fn same(one: &NewEvent, other: &NewEvent) -> bool {
    let data = |event: &NewEvent| event.data().map(|data| data.get().to_owned());
    one.id() == other.id() && one.mentions() == other.mentions() && data(one) == data(other)
}

fn same_header(one: &Batch, other: &Batch) -> bool {
    (one.id(), one.by(), one.cause()) == (other.id(), other.by(), other.cause())
}
