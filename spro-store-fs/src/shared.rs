//! Reads commits on two threads that share the work: each takes the next ones and makes something of
//! them, and the caller's looks at what was made, in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use spro_core::kernel::encoding::EncodedCommit;

use crate::ahead::{Next, Read};

/// How many bytes of records make a load: so few that what is made of them stays near the processor.
const LOAD: usize = 32 * 1024;
/// How many loads wait at most, of each thread.
const WAITING: usize = 4;

/// What a load of commits was made into, up to where that failed.
struct Made<T, E> {
    /// Its place among the loads.
    number: u64,
    things: Vec<T>,
    failed: Option<E>,
    /// Whether the helper made it, which then has it back: memory is freed best where it was taken.
    is_helpers: bool,
}

/// The log, of which one thread at a time takes a load.
struct Log<N> {
    next: N,
    /// How many loads were taken.
    taken: u64,
    has_ended: bool,
}

/// Looks at what `make` makes of the commits that `next` gives, in order, until one of the three ends it
/// or fails; `None` where no second thread is to be had. `make` puts it behind what a list holds.
///
/// What is looked at does not depend on which thread made it; more may have been made than was looked
/// at.
pub(crate) fn each<T: Send, E: Send>(
    next: impl Next<E>,
    make: impl Fn(&[Read], &mut Vec<T>) -> Result<(), E> + Sync,
    mut look: impl FnMut(&mut T) -> ControlFlow<()>,
) -> Option<Result<(), E>> {
    if thread::available_parallelism().map_or(1, usize::from) == 1 {
        return None;
    }
    let log = Mutex::new(Log { next, taken: 0, has_ended: false });
    thread::scope(|scope| {
        let (full, loads) = sync_channel(WAITING);
        let (used, empty) = channel();
        let helper = thread::Builder::new().name("spro read".to_owned());
        let (log, make) = (&log, &make);
        let helper = helper.spawn_scoped(scope, move || help(log, make, &full, &empty)).ok()?;
        let mut maker = Maker { log, make, room: Vec::new() };
        let (mut due, mut waiting, mut own) = (0, BTreeMap::new(), Vec::new());
        // Who breaks off drops `loads`, which ends the helper.
        loop {
            waiting.extend(loads.try_iter().map(|load: Made<T, E>| (load.number, load)));
            if let Some(mut load) = waiting.remove(&due) {
                due += 1;
                if load.things.iter_mut().any(|thing| look(thing).is_break()) {
                    return Some(Ok(()));
                }
                if let Some(error) = load.failed {
                    return Some(Err(error));
                }
                if load.is_helpers {
                    // Fails where the helper has come to the end.
                    let _ = used.send(load.things);
                } else {
                    load.things.clear();
                    own.push(load.things);
                }
                continue;
            }
            let load = if waiting.len() < WAITING {
                maker.load(own.pop().unwrap_or_default())
            } else {
                None
            };
            let Some(load) = load.or_else(|| loads.recv().ok()) else { break };
            waiting.insert(load.number, load);
        }
        // The end of the loads is that of the log only where the helper did not panic.
        Some(helper.join().map_or_else(|panic| resume_unwind(panic), Ok))
    })
}

fn help<T, E>(
    log: &Mutex<Log<impl Next<E>>>,
    make: &impl Fn(&[Read], &mut Vec<T>) -> Result<(), E>,
    full: &SyncSender<Made<T, E>>,
    empty: &Receiver<Vec<T>>,
) {
    let mut maker = Maker { log, make, room: Vec::new() };
    loop {
        let mut things = empty.try_recv().unwrap_or_default();
        things.clear();
        let Some(load) = maker.load(things) else { return };
        if full.send(Made { is_helpers: true, ..load }).is_err() {
            return;
        }
    }
}

/// Takes loads, and makes something of them.
struct Maker<'l, N, M> {
    log: &'l Mutex<Log<N>>,
    make: &'l M,
    room: Vec<Read>,
}

impl<N, M> Maker<'_, N, M> {
    /// Makes something of the next load, in an empty list; `None` where nothing is left.
    fn load<T, E>(&mut self, mut things: Vec<T>) -> Option<Made<T, E>>
    where
        N: Next<E>,
        M: Fn(&[Read], &mut Vec<T>) -> Result<(), E>,
    {
        let (number, failed) = self.take()?;
        let failed = (self.make)(&self.room, &mut things).err().or(failed);
        Some(Made { number, things, failed, is_helpers: false })
    }

    /// Takes the next load: its place among all, and why nothing follows it.
    fn take<E>(&mut self) -> Option<(u64, Option<E>)>
    where
        N: Next<E>,
    {
        let mut used: Vec<EncodedCommit> = self.room.drain(..).map(|read| read.commit).collect();
        // Where the other thread panicked, it is joined, and panics again.
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        if log.has_ended {
            return None;
        }
        // Unless it ends well: also where it panics.
        log.has_ended = true;
        let (mut bytes, mut failed) = (0, None);
        while bytes < LOAD {
            match (log.next)(used.pop()) {
                Ok(Some(read)) => {
                    bytes += read.commit.records.bytes();
                    self.room.push(read);
                }
                Ok(None) => break,
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        log.has_ended = bytes < LOAD;
        let number = log.taken;
        log.taken += 1;
        Some((number, failed))
    }
}
