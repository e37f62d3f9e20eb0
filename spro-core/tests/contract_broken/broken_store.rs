//! The reference store with one bug of choice, or with none.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use chrono::TimeDelta;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::contract::{Factory, SettableClock};
use spro_core::kernel::encoding::{self, Body, EncodedCommit};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::record::Record;
use spro_core::kernel::stamp::{Clock, Stamp};
use spro_core::kernel::store::{
    AppendError, LedgerIdentity, ReadEnd, ReadError, ReadRequest, Receipt, Store, Visitor,
};

/// What is wrong with the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bug {
    LostUpdate,
    Gap,
    Reordering,
    HalfStoredCommit,
    DirtyRead,
    StaleGuard,
    GuardBeforeRepeat,
    GuardFromTheStart,
    BlindToMentions,
    BlindToSources,
    BlindToTypes,
    BlindToCorrections,
    BlindToRetractions,
    FirstAlternativeOnly,
    IdReuse,
    CommitIdReuse,
    NewReceipt,
    RefusedIdsKept,
    SwallowedReadError,
    LimitBeforeFilter,
    FollowerSkips,
    BreakIgnored,
    ReadFromPosition,
    HeadOfLastMatch,
    StaleHead,
    ReencodedBytes,
    StampAnEvent,
    StampGoesBack,
    ClockTrusted,
    Forgetful,
    WaitReturnsAtOnce,
    WaitTellsOldHead,
}

/// Makes stores with this bug.
pub(crate) struct Seeded(pub(crate) Option<Bug>);

/// A store that may be broken.
pub(crate) struct BrokenStore {
    sound: MemoryStore<SettableClock>,
    clock: SettableClock,
    sound_clock: SettableClock,
    bug: Option<Bug>,
    damaged: bool,
    memory: Mutex<Memory>,
}

/// What the bugs remember.
#[derive(Default)]
struct Memory {
    burnt: u64,
    last: Option<Receipt>,
    head_before: Option<Head>,
    refused: BTreeSet<EventId>,
    pending: Option<EncodedCommit>,
}

impl Factory for Seeded {
    type Store = BrokenStore;

    fn fresh(&self, clock: &SettableClock) -> BrokenStore {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let sound_clock = SettableClock::at(clock.now());
        BrokenStore {
            sound: MemoryStore::new(identity, sound_clock.clone()),
            clock: clock.clone(),
            sound_clock,
            bug: self.0,
            damaged: false,
            memory: Mutex::default(),
        }
    }

    fn reopen(&self, store: BrokenStore) -> BrokenStore {
        if self.0 == Some(Bug::Forgetful) { self.fresh(&store.clock) } else { store }
    }

    fn damaged(&self, store: BrokenStore) -> Option<BrokenStore> {
        Some(BrokenStore { damaged: true, ..store })
    }
}

impl BrokenStore {
    fn has(&self, bug: Bug) -> bool {
        self.bug == Some(bug)
    }

    /// Asks the guard as the bug has it.
    fn ask(&self, guard: &Guard) -> Result<(), AppendError> {
        let Some((query, expected)) = guard.condition() else { return Ok(()) };
        let mut query = query.clone();
        let alternatives = query.alternatives().unwrap_or_default().to_vec();
        if self.has(Bug::FirstAlternativeOnly) {
            query = Query::any(alternatives.into_iter().take(1));
        } else if self.has(Bug::BlindToTypes) {
            let untyped = alternatives.into_iter().filter(|one| one.asked_types().is_none());
            query = Query::any(untyped);
        }
        let last = self.memory.lock().unwrap().last;
        let after = if self.has(Bug::GuardFromTheStart) { Position::START } else { expected };
        let all = ReadRequest { query: Query::all(), after, limit: None };
        let mut found = None;
        self.sound.read(&all, &mut |record| {
            let mut body = record.body.clone();
            match self.bug {
                Some(Bug::BlindToMentions) => body.mentions.clear(),
                Some(Bug::BlindToSources) => body.source = None,
                Some(Bug::BlindToCorrections) => body.was.clear(),
                Some(Bug::BlindToRetractions) if body.retracts.is_some() => {
                    return ControlFlow::Continue(());
                }
                Some(Bug::StaleGuard) if last.is_some_and(|last| body.seq >= last.first) => {
                    return ControlFlow::Continue(());
                }
                _ => {}
            }
            if query.matches(&body) {
                found = Some(body.seq);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        found.map_or(Ok(()), |found| Err(AppendError::Stale { expected, found }))
    }

    fn append_with_bug(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        match self.bug {
            Some(
                Bug::StaleGuard
                | Bug::GuardFromTheStart
                | Bug::BlindToMentions
                | Bug::BlindToSources
                | Bug::BlindToTypes
                | Bug::BlindToCorrections
                | Bug::BlindToRetractions
                | Bug::FirstAlternativeOnly,
            ) => {
                self.ask(guard)?;
                self.sound.append(batch, &Guard::unguarded())
            }
            Some(Bug::GuardBeforeRepeat) => {
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
                let other = Batch::new(batch.id(), batch.by().clone(), reversed).unwrap();
                self.sound
                    .append(&batch.cause().map_or(other.clone(), |it| other.caused_by(it)), guard)
            }
            Some(Bug::DirtyRead) => {
                let pending = encoding::encode(batch, self.sound.head()?, self.clock.now());
                self.memory.lock().unwrap().pending = pending.ok();
                thread::sleep(Duration::from_millis(3));
                let outcome = self.sound.append(batch, guard);
                self.memory.lock().unwrap().pending = None;
                outcome
            }
            Some(Bug::RefusedIdsKept) => {
                let refused = &self.memory.lock().unwrap().refused;
                let ids: Vec<_> = batch.events().iter().map(NewEvent::id).collect();
                if ids.iter().any(|id| refused.contains(id)) {
                    return Err(AppendError::Conflict { ids });
                }
                self.sound.append(batch, guard)
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
        if let AppendError::CommitConflict { .. } = &error
            && self.has(Bug::CommitIdReuse)
        {
            let other = batch.events().first().unwrap().id();
            let id = CommitId::from_bytes(*other.as_bytes());
            let renamed = Batch::new(id, batch.by().clone(), batch.events().to_vec()).unwrap();
            return self.sound.append(&renamed, &Guard::unguarded());
        }
        let AppendError::Conflict { ids } = &error else { return Err(error) };
        if self.has(Bug::IdReuse) {
            let head = self.sound.head()?;
            let first = head.position;
            return Ok(Receipt { commit: batch.id(), first, head, recorded_at: self.clock.now() });
        }
        if self.has(Bug::HalfStoredCommit) {
            let new = batch.events().iter().filter(|event| !ids.contains(&event.id()));
            let half = Batch::new(batch.id(), batch.by().clone(), new.cloned().collect());
            if let Ok(half) = half {
                self.sound.append(&half, &Guard::unguarded())?;
            }
        }
        Err(error)
    }

    /// Shows a record as the bug has it.
    fn show(&self, record: &Record<'_>, visit: &mut Visitor<'_>) -> ControlFlow<()> {
        let mut header = record.commit.clone();
        let mut bytes = record.bytes.to_vec();
        let mut shown = record.clone();
        if self.has(Bug::StampAnEvent) {
            let place = i64::try_from(record.position().get()).unwrap();
            let instant = header.at.instant() + TimeDelta::milliseconds(place);
            header.at = Stamp::new(instant);
        }
        if self.has(Bug::ReencodedBytes) {
            let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            bytes = serde_json::to_vec(&value).unwrap();
        }
        let burnt = self.memory.lock().unwrap().burnt;
        shown.body.seq = shown.body.seq.forward(burnt);
        visit(&Record { commit: &header, bytes: &bytes, ..shown })
    }
}

impl Store for BrokenStore {
    fn identity(&self) -> LedgerIdentity {
        self.sound.identity()
    }

    fn head(&self) -> Result<Head, ReadError> {
        let before = self.memory.lock().unwrap().head_before;
        match before {
            Some(before) if self.has(Bug::StaleHead) => Ok(before),
            _ => self.sound.head(),
        }
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        let before = self.sound.head()?;
        let last = self.memory.lock().unwrap().last;
        let now = match last {
            Some(last) if self.has(Bug::ClockTrusted) => self.clock.now().max(last.recorded_at),
            _ => self.clock.now(),
        };
        self.sound_clock.set(now);
        let mut receipt = match self.append_with_bug(batch, guard) {
            Ok(receipt) => receipt,
            Err(error) => return self.refuse(batch, error),
        };
        let mut memory = self.memory.lock().unwrap();
        memory.last = Some(receipt);
        memory.head_before = Some(before);
        if self.has(Bug::NewReceipt) {
            receipt.head = self.sound.head()?;
        }
        if self.has(Bug::StampGoesBack) {
            receipt.recorded_at = self.clock.now();
        }
        Ok(receipt)
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        let mut asked = request.clone();
        if self.has(Bug::ReadFromPosition) {
            asked.after = Position::new(asked.after.get().saturating_sub(1));
        }
        if self.has(Bug::LimitBeforeFilter) {
            asked.query = Query::all();
        }
        if self.damaged {
            asked.limit = Some(1);
        }
        let mut broken_off = false;
        let mut last = Position::START;
        let mut end = self.sound.read(&asked, &mut |record| {
            if !request.query.matches(&record.body) {
                return ControlFlow::Continue(());
            }
            last = record.position();
            let flow = self.show(record, visit);
            broken_off = flow.is_break();
            if self.has(Bug::BreakIgnored) { ControlFlow::Continue(()) } else { flow }
        })?;
        if self.damaged && !self.has(Bug::SwallowedReadError) {
            return Err(ReadError::Damaged { after: last, source: "a bit is flipped".into() });
        }
        let pending = self.memory.lock().unwrap().pending.clone();
        if let Some(commit) = pending.filter(|_| !broken_off)
            && let Some((bytes, digest)) = commit.records.first()
        {
            let body = Body::decode(bytes).unwrap();
            let dirty = Record { digest: *digest, bytes, commit: &commit.header, body };
            let _ = visit(&dirty);
        }
        if self.has(Bug::FollowerSkips) {
            end.resume_after = end.head.position;
        }
        if self.has(Bug::HeadOfLastMatch) {
            end.head.position = last;
        }
        Ok(end)
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        match self.bug {
            Some(Bug::WaitReturnsAtOnce) => self.sound.head(),
            Some(Bug::WaitTellsOldHead) => {
                let head = self.sound.head();
                self.sound.wait_after(position, timeout)?;
                head
            }
            _ => self.sound.wait_after(position, timeout),
        }
    }
}
