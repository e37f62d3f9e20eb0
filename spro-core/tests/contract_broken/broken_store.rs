//! The reference store with one bug of choice, or with none.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod appends;
mod guards;
mod reads;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use spro_core::kernel::batch::Batch;
use spro_core::kernel::chain::Digest;
use spro_core::kernel::contract::{Factory, SettableClock};
use spro_core::kernel::encoding::EncodedCommit;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::stamp::Clock as _;
use spro_core::kernel::store::{
    AppendError, LedgerIdentity, ReadEnd, ReadError, ReadRequest, Receipt, Store, Visitor,
};

/// What is wrong with the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bug {
    // What is recorded, and where.
    EmptyHeadZero,
    Gap,
    Reordering,
    StaleHead,
    HalfStoredCommit,
    RefusedIdsKept,
    AmendsNothing,
    ReencodedBytes,
    ChainOfOneLink,
    NulRefused,
    LongRecordRefused,
    LongCommitCut,
    Forgetful,
    ForgetsIds,
    // Repeats and conflicts.
    NewReceipt,
    GuardBeforeIds,
    IdReuse,
    OrderIgnored,
    PartIsRepeat,
    FirstIdDecides,
    HeaderIgnored,
    CommitsMixed,
    CommitIdReuse,
    // Guards.
    StaleGuard,
    GuardFromTheStart,
    GuardAheadHolds,
    LastFoundNamed,
    AllMeansNone,
    MentionForSubject,
    BlindToMentions,
    BlindToSources,
    BlindToTypes,
    BlindToCorrections,
    BlindToRetractions,
    FirstAlternativeOnly,
    ConditionsApart,
    // Stamps.
    StampAnEvent,
    StampGoesBack,
    ClockTrusted,
    // Reads.
    SeenTwice,
    ReadBlindToAmendments,
    ReadFromPosition,
    LimitBeforeFilter,
    FollowerSkips,
    BreakIgnored,
    HeadOfLastMatch,
    BusyWhileReading,
    ReadRunsOn,
    SwallowedReadError,
    DirtyRead,
    // Several at once.
    LostUpdate,
    LateReceipt,
    InFlightRefused,
    WaitReturnsAtOnce,
    WaitForTheNext,
    WaitTellsOldHead,
    // Several handles.
    HandleReadsItsOwn,
    HandleKnowsItsOwn,
    HandleGuardsItsOwn,
    HandleHearsItsOwn,
}

/// Makes stores with this bug.
pub(crate) struct Seeded(pub(crate) Option<Bug>);

/// A store that may be broken.
pub(crate) struct BrokenStore {
    sound: Arc<MemoryStore<SettableClock>>,
    clock: SettableClock,
    sound_clock: SettableClock,
    bug: Option<Bug>,
    damaged: bool,
    reopened: bool,
    /// What the bugs of all handles of the ledger remember.
    memory: Arc<Mutex<Memory>>,
    /// What the bugs of this handle remember.
    own: Mutex<Own>,
}

#[derive(Default)]
struct Memory {
    burnt: u64,
    recorded: Vec<(Batch, Receipt)>,
    head_before: Option<Head>,
    refused: BTreeSet<EventId>,
    pending: Option<EncodedCommit>,
    in_flight: BTreeSet<CommitId>,
    reads: u32,
}

struct Own {
    head: Head,
    commits: BTreeSet<CommitId>,
}

impl Factory for Seeded {
    type Store = BrokenStore;

    fn fresh(&self, clock: &SettableClock) -> BrokenStore {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let sound_clock = SettableClock::at(clock.now());
        BrokenStore {
            sound: Arc::new(MemoryStore::new(identity, sound_clock.clone())),
            clock: clock.clone(),
            sound_clock,
            bug: self.0,
            damaged: false,
            reopened: false,
            memory: Arc::default(),
            own: Mutex::new(Own { head: identity.genesis(), commits: BTreeSet::new() }),
        }
    }

    fn reopen(&self, store: BrokenStore) -> BrokenStore {
        if self.0 == Some(Bug::Forgetful) {
            return self.fresh(&store.clock);
        }
        BrokenStore { reopened: true, ..store }
    }

    fn another(&self, store: &BrokenStore) -> Option<BrokenStore> {
        let BrokenStore { sound, clock, sound_clock, bug, damaged, reopened, memory, .. } = store;
        let own = Own { head: sound.head().unwrap(), commits: BTreeSet::new() };
        Some(BrokenStore {
            sound: Arc::clone(sound),
            clock: clock.clone(),
            sound_clock: sound_clock.clone(),
            bug: *bug,
            damaged: *damaged,
            reopened: *reopened,
            memory: Arc::clone(memory),
            own: Mutex::new(own),
        })
    }

    fn damaged(&self, store: BrokenStore) -> Option<BrokenStore> {
        Some(BrokenStore { damaged: true, ..store })
    }
}

impl BrokenStore {
    fn has(&self, bug: Bug) -> bool {
        self.bug == Some(bug)
    }

    fn last_receipt(&self) -> Option<Receipt> {
        self.memory.lock().unwrap().recorded.last().map(|(_, receipt)| *receipt)
    }
}

impl Store for BrokenStore {
    fn identity(&self) -> LedgerIdentity {
        self.sound.identity()
    }

    fn head(&self) -> Result<Head, ReadError> {
        let before = self.memory.lock().unwrap().head_before;
        let head = self.sound.head()?;
        Ok(match (self.bug, before) {
            (Some(Bug::StaleHead), Some(before)) => before,
            (Some(Bug::EmptyHeadZero), _) if head.position == Position::START => {
                Head { digest: Digest::from_bytes([0; 32]), ..head }
            }
            (Some(Bug::HandleReadsItsOwn), _) => self.own.lock().unwrap().head,
            _ => head,
        })
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        self.append_as_the_bug_has_it(batch, guard)
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        self.memory.lock().unwrap().reads += 1;
        let end = self.read_as_the_bug_has_it(request, visit);
        self.memory.lock().unwrap().reads -= 1;
        end
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        let before = self.sound.head()?;
        match self.bug {
            Some(Bug::WaitReturnsAtOnce) => Ok(before),
            Some(Bug::WaitForTheNext) if before.position > position => {
                thread::sleep(timeout / 2);
                Ok(before)
            }
            Some(Bug::WaitTellsOldHead) => {
                self.sound.wait_after(position, timeout)?;
                Ok(before)
            }
            Some(Bug::HandleHearsItsOwn) => {
                self.sound.wait_after(position, timeout)?;
                Ok(self.own.lock().unwrap().head)
            }
            _ => self.sound.wait_after(position, timeout),
        }
    }
}
