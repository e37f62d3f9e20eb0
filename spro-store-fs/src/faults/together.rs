//! Threads that share a write and a sync, on a machine that fails.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use spro_core::kernel::batch::Batch;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::CommitId;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{AppendError, ReadRequest, Receipt, Store as _};

use super::appends::{IDENTITY, NOW, batch_of, numbered};
use super::harness::{Ledger, ROOT};
use super::machine::{Bug, Fault, Gatekeeper, Machine, Operation};
use super::power::Losses;
use crate::error::{FsError, FsErrorKind};
use crate::options::Options;
use crate::store::{FsStore, GROUPS};

type Answer = Result<Receipt, AppendError>;

/// Appends in threads of their own: the others one after the other, while the first one is in an
/// operation on the log. `meanwhile` opens its gate.
pub(super) fn together(
    machine: &Machine,
    store: &Ledger,
    sent: &[(Batch, Guard)],
    during: Operation,
    meanwhile: impl FnOnce(Gatekeeper),
) -> Vec<Answer> {
    let append = |(batch, guard): &(Batch, Guard)| {
        let answer = store.append(batch, guard);
        // Nobody comes to it any more, where this was the first.
        machine.remove_gate();
        answer
    };
    let mut gate = machine.close_gate(during);
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for (index, sent) in sent.iter().enumerate() {
            let before = store.waiting();
            let thread = scope.spawn(move || append(sent));
            if index == 0 {
                // It may have to mend the log before.
                while gate.wait() && store.waiting().is_none() {
                    gate = machine.close_gate(during);
                }
            } else {
                let waits = || store.waiting().is_some_and(|now| Some(now) != before);
                while !waits() && !thread.is_finished() {
                    thread::yield_now();
                }
            }
            threads.push(thread);
        }
        machine.remove_gate();
        meanwhile(gate);
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn create(machine: &Machine) -> Ledger {
    Ledger::create_on(machine.process(None), Path::new(ROOT), &Options::new(), IDENTITY, NOW(), NOW)
        .unwrap()
}

fn open(machine: &Machine) -> Ledger {
    Ledger::open_on(machine.process(None), Path::new(ROOT), &Options::new(), NOW).unwrap()
}

fn unguarded(ids: impl IntoIterator<Item = u8>) -> Vec<(Batch, Guard)> {
    ids.into_iter().map(|id| (batch_of(id, 1), Guard::unguarded())).collect()
}

fn head(store: &Ledger) -> u64 {
    store.head().unwrap().position.get()
}

fn kind(error: &AppendError) -> FsErrorKind {
    FsError::find(error).unwrap().kind()
}

fn sync_fails(machine: &Machine) {
    machine.arm(Fault::SyncFails, 0, 1);
}

#[test]
fn what_gathers_during_a_sync_is_written_and_synced_once_and_in_order() {
    let machine = Machine::new(1);
    let store = create(&machine);
    // The third sync would fail: one is for the first commit, one for the four others.
    machine.arm(Fault::SyncFails, 2, 1);
    let answers = together(&machine, &store, &unguarded(1..=5), Operation::Sync, drop);
    let places: Vec<_> = answers.into_iter().map(|answer| answer.unwrap().first.get()).collect();
    assert_eq!(places, [1, 2, 3, 4, 5]);
    assert!(matches!(
        store.append(&batch_of(6, 1), &Guard::unguarded()),
        Err(AppendError::Indeterminate(_))
    ));
}

#[test]
fn nothing_is_told_of_a_group_before_its_sync() {
    let machine = Machine::new(1);
    let store = create(&machine);
    let reader =
        Ledger::open_read_only_on(machine.process(None), Path::new(ROOT), &Options::new(), NOW)
            .unwrap();
    let answers = together(&machine, &store, &unguarded(1..=3), Operation::Sync, |gate| {
        for store in [&store, &reader] {
            assert_eq!(head(store), 0);
            let waited = store.wait_after(Position::START, Duration::from_millis(1)).unwrap();
            assert_eq!(waited.position, Position::START);
            let request = ReadRequest::from_start(Query::all());
            let seen = store.read(&request, &mut |_| panic!("a record is read")).unwrap();
            assert_eq!(seen.head.position, Position::START);
        }
        drop(gate);
    });
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!((head(&store), head(&reader)), (3, 3));
}

#[test]
fn a_failed_write_refuses_its_group_and_the_one_that_stood_on_it() {
    let machine = Machine::new(1);
    let store = create(&machine);
    machine.arm(Fault::NoSpace, 0, 1);
    let answers = together(&machine, &store, &unguarded(1..=3), Operation::Write, drop);
    for answer in answers {
        let refused = answer.unwrap_err();
        assert!(matches!(refused, AppendError::Refused(_)), "{refused}");
        assert_eq!(kind(&refused), FsErrorKind::DiskFull);
    }
    assert_eq!(head(&store), 0);
    // There is room again, and the writer goes on.
    assert_eq!(store.append(&batch_of(3, 1), &Guard::unguarded()).unwrap().first.get(), 1);
}

/// Whether some of a group that was refused is there after a power cut.
fn comes_back(seed: u64, bug: Option<Bug>) -> bool {
    let machine = Machine::new(seed);
    let root = Path::new(ROOT);
    let options = Options::new();
    let disk = machine.process(bug);
    let store = Ledger::create_on(disk, root, &options, IDENTITY, NOW(), NOW as fn() -> _).unwrap();
    // It strikes the second group, which mostly holds whole commits by then.
    let answers = together(&machine, &store, &unguarded(1..=6), Operation::Sync, |gate| {
        // After `head` is written for the first.
        machine.arm(Fault::WriteFails, 1, 1);
        drop(gate);
    });
    let refused = answers.iter().filter(|answer| matches!(answer, Err(AppendError::Refused(_))));
    assert_eq!((answers.first().map(Result::is_ok), refused.count()), (Some(true), 5));
    drop(store);
    machine.restart(Losses::OfUnsynced);
    head(&open(&machine)) > 1
}

#[test]
fn what_was_refused_does_not_come_back_after_a_power_cut() {
    assert!(!(0..50).any(|seed| comes_back(seed, None)));
    assert!((0..50).any(|seed| comes_back(seed, Some(Bug::SkipsSyncAfterFailedWrite))));
}

#[test]
fn a_failed_sync_leaves_its_group_unknown_and_refuses_the_one_that_stood_on_it() {
    let machine = Machine::new(1);
    let store = create(&machine);
    sync_fails(&machine);
    let answers = together(&machine, &store, &unguarded(1..=3), Operation::Sync, drop);
    let [first, others @ ..] = answers.as_slice() else { panic!("there were three") };
    assert!(matches!(first, Err(AppendError::Indeterminate(_))), "{first:?}");
    for answer in others {
        assert!(matches!(answer, Err(AppendError::Refused(_))), "{answer:?}");
    }
    let again = store.append(&batch_of(1, 1), &Guard::unguarded()).unwrap_err();
    assert_eq!(kind(&again), FsErrorKind::Poisoned);
    assert_eq!(store.close().unwrap_err().kind(), FsErrorKind::Poisoned);
    // Nothing of what was refused is there, and what was unknown is settled.
    let store = open(&machine);
    assert!(head(&store) <= 1);
    assert_eq!(store.append(&batch_of(1, 1), &Guard::unguarded()).unwrap().first.get(), 1);
}

#[test]
fn a_repeat_of_what_is_under_way_waits_for_it_and_shares_its_fate() {
    for fails in [false, true] {
        let machine = Machine::new(1);
        let store = create(&machine);
        if fails {
            sync_fails(&machine);
        }
        let sent = unguarded([1, 1, 2, 2]);
        let answers = together(&machine, &store, &sent, Operation::Sync, drop);
        let [first, again, second, second_again] = answers.as_slice() else { panic!("four") };
        if fails {
            assert!(matches!(again, Err(AppendError::Indeterminate(_))), "{again:?}");
            // It rests on the first as well, whose end is not known.
            assert!(matches!(second, Err(AppendError::Refused(_))), "{second:?}");
        } else {
            assert_eq!(first.as_ref().unwrap(), again.as_ref().unwrap());
            assert_eq!(second.as_ref().unwrap(), second_again.as_ref().unwrap());
        }
    }
}

#[test]
fn what_is_refused_because_of_what_is_under_way_is_judged_anew_when_that_vanishes() {
    for fails in [false, true] {
        let machine = Machine::new(1);
        let store = create(&machine);
        if fails {
            machine.arm(Fault::NoSpace, 0, 1);
        }
        let unchanged = Guard::unchanged(Query::all(), Position::START);
        let sent = [(batch_of(1, 1), Guard::unguarded()), (batch_of(2, 1), unchanged)];
        let answers = together(&machine, &store, &sent, Operation::Write, drop);
        let [first, guarded] = answers.as_slice() else { panic!("there were two") };
        assert_eq!(first.is_err(), fails);
        match guarded {
            Ok(receipt) => assert!(fails && receipt.first.get() == 1, "{receipt:?}"),
            Err(AppendError::Stale { found, .. }) => assert!(!fails && found.get() == 1),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn a_writer_that_breaks_down_leaves_nobody_waiting() {
    let machine = Machine::new(1);
    let store = create(&machine);
    let answers = thread::scope(|scope| {
        let (machine, store) = (&machine, &store);
        let gate = machine.close_gate(Operation::Write);
        let leader = scope.spawn(|| store.append(&batch_of(1, 1), &Guard::unguarded()));
        assert!(gate.wait());
        let others: Vec<_> = (2..4_u8)
            .map(|id| scope.spawn(move || store.append(&batch_of(id, 1), &Guard::unguarded())))
            .collect();
        while store.waiting() != Some(3) {
            thread::yield_now();
        }
        gate.break_down();
        leader.join().unwrap_err();
        others.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    for answer in answers {
        let refused = answer.unwrap_err();
        assert!(matches!(refused, AppendError::Refused(_)), "{refused}");
        assert_eq!(kind(&refused), FsErrorKind::Poisoned);
    }
    // The folder is free for others.
    assert_eq!(open(&machine).append(&batch_of(2, 1), &Guard::unguarded()).unwrap().first.get(), 1);
}

#[test]
fn a_clock_that_panics_leaves_nobody_waiting_and_the_folder_free() {
    static BROKEN: AtomicBool = AtomicBool::new(false);
    fn clock() -> Stamp {
        assert!(!BROKEN.swap(false, Ordering::SeqCst), "the clock is broken");
        NOW()
    }
    let machine = Machine::new(1);
    drop(create(&machine));
    let clock: fn() -> Stamp = clock;
    let root = Path::new(ROOT);
    let store = FsStore::open_on(machine.process(None), root, &Options::new(), clock).unwrap();
    // Once where it began the session, and once where others wait in it.
    BROKEN.store(true, Ordering::SeqCst);
    thread::scope(|scope| {
        let append = || store.append(&batch_of(1, 1), &Guard::unguarded());
        scope.spawn(append).join().unwrap_err();
    });
    open(&machine).append(&batch_of(2, 1), &Guard::unguarded()).unwrap();
    let gate = machine.close_gate(Operation::Sync);
    thread::scope(|scope| {
        let append = |id| {
            let store = &store;
            move || store.append(&batch_of(id, 1), &Guard::unguarded())
        };
        let leader = scope.spawn(append(3));
        assert!(gate.wait());
        BROKEN.store(true, Ordering::SeqCst);
        scope.spawn(append(4)).join().unwrap_err();
        drop(gate);
        assert_eq!(leader.join().unwrap().unwrap().first.get(), 2);
    });
    assert_eq!(open(&machine).append(&batch_of(4, 1), &Guard::unguarded()).unwrap().first.get(), 3);
    assert_eq!(store.append(&batch_of(5, 1), &Guard::unguarded()).unwrap().first.get(), 4);
}

#[test]
fn a_close_waits_for_what_is_under_way() {
    let machine = Machine::new(1);
    let store = create(&machine);
    let gate = machine.close_gate(Operation::Sync);
    thread::scope(|scope| {
        let store = &store;
        let append = scope.spawn(|| store.append(&batch_of(1, 1), &Guard::unguarded()));
        assert!(gate.wait());
        let close = scope.spawn(|| store.close());
        thread::sleep(Duration::from_millis(5));
        assert!(!close.is_finished());
        drop(gate);
        close.join().unwrap().unwrap();
        append.join().unwrap().unwrap();
    });
    assert!(open(&machine).recovered().is_none());
}

/// The threads meet as they may, so that each run is another one.
#[test]
fn what_threads_were_told_at_any_time_survives_a_power_cut() {
    for seed in 0..60 {
        let machine = Machine::new(seed);
        let store = create(&machine);
        machine.arm(Fault::PowerCut, u32::try_from(20 + seed * 7 % 200).unwrap(), 1);
        let told: BTreeMap<CommitId, Receipt> = thread::scope(|scope| {
            let store = &store;
            let writers: Vec<_> = (0..4_u8)
                .map(|writer| {
                    scope.spawn(move || {
                        let commits = (0..40_u8).map(|count| batch_of(writer * 40 + count, 2));
                        let told = commits.map_while(|batch| {
                            let receipt = store.append(&batch, &Guard::unguarded()).ok()?;
                            Some((batch.id(), receipt))
                        });
                        told.collect::<Vec<_>>()
                    })
                })
                .collect();
            writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
        });
        drop(store);
        machine.restart(Losses::OfUnsynced);
        let store = open(&machine);
        let mut found = BTreeMap::new();
        let request = ReadRequest::from_start(Query::all());
        store
            .read(&request, &mut |record| {
                found.entry(record.commit.id).or_insert(record.position());
                ControlFlow::Continue(())
            })
            .unwrap();
        for (id, receipt) in told {
            assert_eq!(found.get(&id), Some(&receipt.first), "seed {seed}");
        }
    }
}

/// Where the commit of another process comes to stand that waits for the folder's lock, while one is
/// always gathering for the next group.
fn place_of_a_rival() -> u64 {
    let machine = Machine::new(1);
    let busy = create(&machine);
    let rival = open(&machine);
    thread::scope(|scope| {
        let append = |store, writer, count| {
            let batch = numbered(writer, count);
            scope.spawn(move || Ledger::append(store, &batch, &Guard::unguarded()).unwrap())
        };
        let mut gate = machine.close_gate(Operation::Sync);
        append(&busy, 1, 0);
        assert!(gate.wait());
        let rival = append(&rival, 2, 0);
        while !machine.is_locked(&Path::new(ROOT).join("spro.json")) {
            thread::yield_now();
        }
        for count in 1..GROUPS as u64 {
            append(&busy, 1, count);
            // Itself, and the one that writes.
            while busy.waiting() != Some(2) {
                thread::yield_now();
            }
            let next = machine.close_gate(Operation::Sync);
            drop(gate);
            assert!(next.wait());
            gate = next;
        }
        append(&busy, 1, GROUPS as u64);
        // It is shut out.
        thread::sleep(Duration::from_millis(5));
        drop(gate);
        rival.join().unwrap().first.get()
    })
}

#[test]
fn a_handle_that_never_rests_lets_others_write() {
    // On a busy machine the rival may sleep through its turn.
    let mut places = (0..4).map(|_| place_of_a_rival());
    assert!(places.any(|place| place == GROUPS as u64 + 1));
}
