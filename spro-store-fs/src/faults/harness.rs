//! Plays a script on a machine that fails, against the reference store, and holds what a ledger
//! promises.

mod sending;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use spro_core::kernel::batch::Batch;
use spro_core::kernel::chain::Digest;
use spro_core::kernel::encoding::Body;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::CommitId;
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{ReadError, ReadRequest, Store};

use self::sending::room_of;
use super::appends::{IDENTITY, NOW};
use super::machine::{Bug, Fault, Machine};
use super::power::Losses;
use super::script::{Script, Settings, Step, WRITERS};
use crate::disk::Disk;
use crate::error::{FsError, FsErrorKind};
use crate::flaw::Flaw;
use crate::options::Options;
use crate::store::{FsStore, RoomPolicy};
use crate::verify::{Finding, Grade, Writers, verify_on};

pub(super) const ROOT: &str = "/ledger";

pub(super) type Ledger = FsStore<fn() -> Stamp>;
type Reference = MemoryStore<fn() -> Stamp>;

/// What a ledger promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Invariant {
    EverythingAcknowledgedIsThere,
    WhatIsThereIsAPrefixOfWhatWasAttempted,
    NothingIsThereThatWasNotAttempted,
    ACommitIsThereWholeOrNotAtAll,
    NoRecordIsTorn,
    PositionsAreGaplessAndStampsNeverGoBack,
    TheIndexEqualsTheLog,
    GuardsWereTrueWhenTheirCommitWasPlaced,
    /// Beside the eight: what is promised is worth little if the ledger cannot be opened.
    ItOpensAfterEveryCrash,
    RecoveringTwiceChangesNothing,
    NothingIsRefusedWithoutAReason,
}

/// Which invariant does not hold, and what shows it.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) invariant: Invariant,
    why: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} does not hold: {}", self.invariant, self.why)
    }
}

fn broken<T>(invariant: Invariant, why: impl fmt::Display) -> Result<T, Broken> {
    Err(Broken { invariant, why: why.to_string() })
}

fn hold(invariant: Invariant, holds: bool, why: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { broken(invariant, why()) }
}

/// What was sent and may have been recorded.
struct Sent {
    batch: Batch,
    /// It was placed under one of them.
    guards: Vec<Guard>,
    /// Where the store said that it stands, and in which step it first did.
    acknowledged: Option<(Position, u64)>,
}

/// What is read of a commit.
struct Found {
    id: CommitId,
    declared: u32,
    records: Vec<(u64, Vec<u8>, Digest)>,
    at: Stamp,
}

/// A script that is being played.
pub(super) struct Play {
    machine: Machine,
    bug: Option<Bug>,
    losses: Losses,
    settings: Vec<Settings>,
    room: RoomPolicy,
    openings: Cell<usize>,
    stores: [Option<Ledger>; WRITERS],
    /// What is known to be recorded.
    reference: Reference,
    recorded: Vec<Batch>,
    /// What was sent since.
    sent: Vec<Sent>,
    /// Everything that was ever sent.
    attempted: Vec<Batch>,
    /// How many appends there were, those together counted as one.
    step: u64,
    /// No writer opened it since the power went.
    awaits_recovery: bool,
    /// How often a process or the machine came to its end.
    pub(super) crashes: u64,
}

impl Play {
    /// Plays a script to its end; gives how many crashes it went through.
    pub(super) fn script(script: &Script, bug: Option<Bug>) -> Result<u64, Broken> {
        let mut play = Self::begin(script, bug, Losses::OfUnsynced)?;
        for step in &script.steps {
            play.step(step)?;
        }
        play.end()?;
        Ok(play.crashes)
    }

    /// Plays a script on a disk that is not to be trusted, up to the first loss; tells whether the
    /// store told of it.
    ///
    /// What was acknowledged may be lost from the end then. What is read is still what was recorded,
    /// in its order, from the begin on.
    pub(super) fn without_trust(script: &Script, losses: Losses) -> Result<bool, Broken> {
        let mut play = match Self::begin(script, None, losses) {
            Err(Broken { invariant: Invariant::ItOpensAfterEveryCrash, .. }) => return Ok(true),
            begun => begun?,
        };
        for step in &script.steps {
            match play.step(step) {
                Ok(()) => {}
                Err(Broken {
                    invariant: Invariant::ItOpensAfterEveryCrash | Invariant::NoRecordIsTorn,
                    ..
                }) => return Ok(true),
                Err(Broken { invariant: Invariant::EverythingAcknowledgedIsThere, .. }) => {
                    play.hold_the_begin()?;
                    return Ok(false);
                }
                Err(broken) => return Err(broken),
            }
        }
        Ok(false)
    }

    /// Checks that what is there is the begin of what was recorded and sent.
    fn hold_the_begin(&self) -> Result<(), Broken> {
        let Ok(found) = self.open_once().map(|store| commits_of(&store)) else { return Ok(()) };
        let Ok(found) = found else { return Ok(()) };
        check_shape(&found)?;
        let records = found.iter().flat_map(|commit| commit.records.iter());
        let reference = commits_of(&self.reference).unwrap();
        let known = reference.iter().flat_map(|commit| commit.records.iter());
        hold(
            Invariant::WhatIsThereIsAPrefixOfWhatWasAttempted,
            records.zip(known).all(|(found, known)| found == known),
            || "what is there is not the begin of what was recorded".into(),
        )
    }

    fn begin(script: &Script, bug: Option<Bug>, losses: Losses) -> Result<Self, Broken> {
        let room = RoomPolicy {
            after_groups: script.seed % 3,
            first: script.room,
            most: 2 * script.room,
            longest_group: 4000,
        };
        let mut play = Self {
            machine: Machine::new(script.seed),
            bug,
            losses,
            settings: script.settings.clone(),
            room,
            openings: Cell::new(0),
            stores: [const { None }; WRITERS],
            reference: MemoryStore::new(IDENTITY, NOW),
            recorded: Vec::new(),
            sent: Vec::new(),
            attempted: Vec::new(),
            step: 0,
            awaits_recovery: false,
            crashes: 0,
        };
        play.create(script.seed)?;
        Ok(play)
    }

    /// Those of the next process that opens the ledger.
    fn options(&self) -> Options {
        let opening = self.openings.replace(self.openings.get() + 1);
        let Settings { segment_limit, index_every } = self.settings[opening % self.settings.len()];
        let mut options = Options::new().segment_limit(segment_limit).index_every(index_every);
        options.room = self.room;
        options
    }

    fn disk(&self) -> Arc<dyn Disk> {
        self.machine.process(self.bug)
    }

    /// Makes the ledger, in every third script on a machine whose power goes meanwhile.
    fn create(&mut self, seed: u64) -> Result<(), Broken> {
        use Invariant::ItOpensAfterEveryCrash as Opens;
        let create = |play: &Self| {
            let (disk, root) = (play.disk(), Path::new(ROOT));
            Ledger::create_on(disk, root, &play.options(), IDENTITY, NOW(), NOW as fn() -> Stamp)
        };
        if seed.is_multiple_of(3) {
            self.machine.arm(Fault::PowerCut, u32::try_from(seed / 3 % 48).unwrap(), 1);
        }
        let created = create(self).map(drop);
        self.machine.calm();
        let is_cut = created.is_err() || self.machine.is_down() || seed.is_multiple_of(2);
        if is_cut {
            self.power_cut();
        }
        match self.open_once().map(drop) {
            Err(FsError::NotALedger { .. }) if created.is_err() => match create(self) {
                Ok(_) => Ok(()),
                Err(error) => broken(Opens, format!("it cannot be made again: {error}")),
            },
            Err(error) => broken(Opens, format!("after it was made: {error:?}")),
            Ok(()) => Ok(()),
        }
    }

    fn power_cut(&mut self) {
        self.stores = [const { None }; WRITERS];
        self.machine.calm();
        self.machine.restart(self.losses);
        self.awaits_recovery = true;
        self.crashes += 1;
    }

    fn open_once(&self) -> Result<Ledger, FsError> {
        Ledger::open_on(self.disk(), Path::new(ROOT), &self.options(), NOW)
    }

    /// Opens the ledger for a writer, through whatever faults are still to strike.
    fn open(&mut self, writer: usize) -> Result<(), Broken> {
        self.stores[writer] = None;
        let first = self.open_once();
        let store = match first {
            Ok(store) => store,
            Err(error) => {
                let struck = self.machine.calm() || self.machine.is_down();
                hold(Invariant::ItOpensAfterEveryCrash, struck, || format!("{error:?}"))?;
                self.crashes += 1;
                if self.machine.is_down() {
                    self.power_cut();
                }
                match self.open_once() {
                    Ok(store) => store,
                    Err(error) => {
                        return broken(Invariant::ItOpensAfterEveryCrash, format!("{error:?}"));
                    }
                }
            }
        };
        self.stores[writer] = Some(store);
        self.awaits_recovery = false;
        self.settle(writer)
    }

    fn step(&mut self, step: &Step) -> Result<(), Broken> {
        match step {
            Step::Append { writer, sending } => {
                let sent = self.sendings(&[*sending]);
                self.append(*writer, sent, None)
            }
            Step::Together { writer, during, sendings } => {
                let sent = self.sendings(sendings);
                self.append(*writer, sent, Some(*during))
            }
            Step::Read { after } => self.read(*after),
            Step::Close { writer } => self.close(*writer),
            Step::Reopen { writer } => self.open(*writer),
            Step::Fail { fault, spares, strikes } => {
                self.machine.arm(*fault, *spares, *strikes);
                Ok(())
            }
            Step::PowerCut => {
                self.power_cut();
                self.open(0)?;
                self.recover_again()
            }
        }
    }

    /// The writer is opened anew before its next commit.
    fn give_up(&mut self, writer: usize) {
        self.stores[writer] = None;
        if self.machine.is_down() {
            self.power_cut();
        }
    }

    fn read(&mut self, after: u64) -> Result<(), Broken> {
        let request = ReadRequest { query: Query::all(), after: Position::new(after), limit: None };
        let Ok(reader) =
            Ledger::open_read_only_on(self.disk(), Path::new(ROOT), &self.options(), NOW)
        else {
            let struck = self.machine.calm() || self.machine.is_down();
            return hold(Invariant::ItOpensAfterEveryCrash, struck, || "not to be read".into());
        };
        let Ok(found) = bytes_of(&reader, &request) else {
            let struck = self.machine.calm() || self.machine.is_down();
            return hold(Invariant::NoRecordIsTorn, struck, || "a read failed".into());
        };
        // What was sent and is not settled yet may be there already.
        let expected = bytes_of(&self.reference, &request).unwrap();
        let common = found.len().min(expected.len());
        hold(
            Invariant::WhatIsThereIsAPrefixOfWhatWasAttempted,
            found[..common] == expected[..common],
            || "what is read is not what was recorded".into(),
        )?;
        // After a power cut, a reader sees what a writer has recovered.
        let is_all = found.len() >= expected.len() || self.awaits_recovery;
        hold(Invariant::EverythingAcknowledgedIsThere, is_all, || {
            format!("{} of {} records are read", found.len(), expected.len())
        })?;
        self.read_rooms(&reader, &request)
    }

    /// What the index finds is what is there.
    fn read_rooms(&mut self, reader: &Ledger, request: &ReadRequest) -> Result<(), Broken> {
        for room in 0..3 {
            let query = Query::about(room_of(room));
            let request = ReadRequest { query: query.clone(), ..request.clone() };
            let all = ReadRequest { query: Query::all(), ..request.clone() };
            let (Ok(found), Ok(all)) = (bytes_of(reader, &request), bytes_of(reader, &all)) else {
                let struck = self.machine.calm() || self.machine.is_down();
                return hold(Invariant::NoRecordIsTorn, struck, || "a read failed".into());
            };
            let matches = |record: &&Vec<u8>| query.matches(&Body::decode(record).unwrap());
            let expected: Vec<_> = all.iter().filter(matches).collect();
            hold(Invariant::TheIndexEqualsTheLog, found.iter().eq(expected), || {
                format!("of room {room}, other records are found than are there")
            })?;
        }
        Ok(())
    }

    fn close(&mut self, writer: usize) -> Result<(), Broken> {
        let Some(store) = &self.stores[writer] else { return Ok(()) };
        match store.close() {
            Ok(()) => self.settle(writer),
            Err(error) => {
                let expected = error.kind() == FsErrorKind::Poisoned
                    || self.machine.calm()
                    || self.machine.is_down();
                hold(Invariant::NothingIsRefusedWithoutAReason, expected, || error.to_string())?;
                self.give_up(writer);
                Ok(())
            }
        }
    }

    /// Takes note of what is there, right after a writer caught up with it.
    fn settle(&mut self, writer: usize) -> Result<(), Broken> {
        if self.machine.is_down() {
            return Ok(());
        }
        self.machine.calm();
        let Some(store) = &self.stores[writer] else { return Ok(()) };
        let found = match commits_of(store) {
            Ok(found) => found,
            // It died in its last operation, which was done all the same.
            Err(_) if store_is_dead(store) => {
                self.give_up(writer);
                return Ok(());
            }
            Err(error) => return broken(Invariant::NoRecordIsTorn, error),
        };
        self.match_with(&found)
    }

    fn match_with(&mut self, found: &[Found]) -> Result<(), Broken> {
        check_shape(found)?;
        let attempted: BTreeSet<CommitId> = self.attempted.iter().map(Batch::id).collect();
        for commit in found {
            hold(
                Invariant::NothingIsThereThatWasNotAttempted,
                attempted.contains(&commit.id),
                || format!("commit {} is there", commit.id),
            )?;
        }
        let known = self.recorded.len();
        let lasting = found.iter().map(|commit| commit.id).take(known);
        hold(
            Invariant::EverythingAcknowledgedIsThere,
            lasting.eq(self.recorded.iter().map(Batch::id)),
            || format!("{} commits were known, {} are there", known, found.len()),
        )?;
        let place = |sent: &Sent| found.iter().position(|commit| commit.id == sent.batch.id());
        for sent in &self.sent {
            let Some((said, _)) = sent.acknowledged else { continue };
            let is_there = place(sent).is_some_and(|at| found[at].records[0].0 == said.get());
            hold(Invariant::EverythingAcknowledgedIsThere, is_there, || {
                format!("commit {} is not there, at {said}", sent.batch.id())
            })?;
        }
        // One whose answer was lost may be there since it was first sent, or since it was sent again.
        self.sent.sort_by_key(|sent| place(sent).unwrap_or(usize::MAX));
        let mut new = found[known..].iter().peekable();
        for sent in std::mem::take(&mut self.sent) {
            if new.next_if(|commit| commit.id == sent.batch.id()).is_some() {
                let place_under = |guard| self.reference.append(&sent.batch, guard).is_ok();
                let is_placed = sent.guards.iter().any(place_under);
                hold(Invariant::GuardsWereTrueWhenTheirCommitWasPlaced, is_placed, || {
                    format!("commit {} is there", sent.batch.id())
                })?;
                self.recorded.push(sent.batch);
            }
        }
        hold(Invariant::WhatIsThereIsAPrefixOfWhatWasAttempted, new.next().is_none(), || {
            "commits are there that were refused, or in another order".into()
        })?;
        let expected = commits_of(&self.reference).unwrap();
        let same = expected.iter().flat_map(|commit| &commit.records);
        hold(
            Invariant::WhatIsThereIsAPrefixOfWhatWasAttempted,
            same.eq(found.iter().flat_map(|commit| &commit.records)),
            || "bytes or digests differ".into(),
        )
    }

    /// Opens it once more, and looks at all of it.
    fn recover_again(&mut self) -> Result<(), Broken> {
        use Invariant::RecoveringTwiceChangesNothing as Twice;
        if self.machine.is_down() {
            return Ok(());
        }
        self.machine.calm();
        self.open(1)?;
        let recovered = self.stores[1].as_ref().and_then(|store| store.recovered());
        hold(Twice, recovered.is_none(), || format!("{recovered:?}"))?;
        let verified = match verify_on(self.disk(), Path::new(ROOT), Writers::MayGoOn) {
            Ok(verified) => verified,
            Err(error) => return broken(Invariant::NoRecordIsTorn, error),
        };
        // A slot of `head` that was being written waits for the next write.
        let is_head = |path: &Path| path.ends_with("head");
        let is_serious =
            |found: &&Finding| !(is_head(&found.path) && found.grade == Grade::Recoverable);
        let findings = but_torn_indexes(verified.findings)?;
        let serious = findings.iter().find(is_serious);
        hold(Invariant::NoRecordIsTorn, serious.is_none(), || serious.unwrap().to_string())
    }

    /// Sends everything again, closes the ledger, and checks it.
    fn end(&mut self) -> Result<(), Broken> {
        self.power_cut();
        self.open(0)?;
        self.recover_again()?;
        for batch in self.recorded.clone() {
            self.append(0, vec![(batch, Guard::unguarded())], None)?;
        }
        self.close(0)?;
        match verify_on(self.disk(), Path::new(ROOT), Writers::MayGoOn) {
            Ok(verified) => {
                let findings = but_torn_indexes(verified.findings)?;
                hold(Invariant::NoRecordIsTorn, findings.is_empty(), || format!("{findings:?}"))
            }
            Err(error) => broken(Invariant::NoRecordIsTorn, error),
        }
    }
}

/// A power cut may tear an index, which is not synced; none that is whole differs from the log.
fn but_torn_indexes(findings: Vec<Finding>) -> Result<Vec<Finding>, Broken> {
    let (of_index, others): (Vec<_>, Vec<_>) = findings
        .into_iter()
        .partition(|found| found.path.starts_with(Path::new(ROOT).join("cache")));
    let differs = of_index.iter().find(|found| found.why != Flaw::IndexChanged);
    hold(Invariant::TheIndexEqualsTheLog, differs.is_none(), || differs.unwrap().to_string())?;
    Ok(others)
}

fn store_is_dead(store: &Ledger) -> bool {
    use spro_core::kernel::store::Store as _;
    store.head().is_err()
}

fn check_shape(found: &[Found]) -> Result<(), Broken> {
    let mut position = 0;
    let mut at = None;
    for commit in found {
        hold(
            Invariant::ACommitIsThereWholeOrNotAtAll,
            commit.records.len() == commit.declared as usize,
            || format!("commit {} has {} records", commit.id, commit.records.len()),
        )?;
        for (place, ..) in &commit.records {
            position += 1;
            hold(Invariant::PositionsAreGaplessAndStampsNeverGoBack, *place == position, || {
                format!("position {place} stands where {position} should")
            })?;
        }
        hold(Invariant::PositionsAreGaplessAndStampsNeverGoBack, at <= Some(commit.at), || {
            format!("commit {} was recorded before the one before", commit.id)
        })?;
        at = Some(commit.at);
    }
    Ok(())
}

fn bytes_of(store: &impl Store, request: &ReadRequest) -> Result<Vec<Vec<u8>>, ReadError> {
    let mut bytes = Vec::new();
    store.read(request, &mut |record| {
        bytes.push(record.bytes.to_vec());
        ControlFlow::Continue(())
    })?;
    Ok(bytes)
}

fn commits_of(store: &impl Store) -> Result<Vec<Found>, ReadError> {
    let mut found: Vec<Found> = Vec::new();
    store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        let entry = (record.position().get(), record.bytes.to_vec(), record.digest);
        match found.last_mut() {
            Some(commit) if commit.id == record.commit.id => commit.records.push(entry),
            _ => found.push(Found {
                id: record.commit.id,
                declared: record.commit.n,
                records: vec![entry],
                at: record.commit.at,
            }),
        }
        ControlFlow::Continue(())
    })?;
    Ok(found)
}
