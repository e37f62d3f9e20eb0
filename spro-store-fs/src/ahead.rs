//! Reads commits on a second thread, ahead of the one that looks at them.

use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use spro_core::kernel::encoding::EncodedCommit;

use crate::options::ReadThreads;
use crate::scan::Place;

/// How many bytes of records are read before a thread is begun: most reads are short.
pub(crate) const ALONE: usize = 1024 * 1024;
/// How many bytes of records are handed over together, so that small commits do not wait for one another.
const LOAD: usize = 128 * 1024;
/// How many loads wait at most.
const WAITING: usize = 2;

/// A commit that was read.
pub(crate) struct Read {
    pub(crate) commit: EncodedCommit,
    /// Where it ends.
    pub(crate) place: Place,
}

/// Gives the next commit, in the room of one that is not needed any more; `None` at the end.
pub(crate) trait Next<E>:
    FnMut(Option<EncodedCommit>) -> Result<Option<Read>, E> + Send
{
}

impl<E, F: FnMut(Option<EncodedCommit>) -> Result<Option<Read>, E> + Send> Next<E> for F {}

/// Commits in order, or why there are no more.
type Load<E> = Result<Vec<Read>, E>;

/// Looks at each commit that `next` gives, in order, until one of the two ends it or fails.
///
/// What is looked at, and what comes of it, does not depend on `threads`; `next` may have been asked
/// for more than was looked at.
pub(crate) fn each<E: Send>(
    threads: ReadThreads,
    mut next: impl Next<E>,
    mut look: impl FnMut(&Read) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    if threads == ReadThreads::Two {
        if let Some(ended) = alone(ALONE, &mut next, &mut look) {
            return ended;
        }
        if let Some(ended) = together(&mut next, &mut look) {
            return ended;
        }
    }
    alone(usize::MAX, &mut next, &mut look).unwrap_or(Ok(()))
}

/// Reads and looks by turns; `None` once so many bytes were read, before the end.
pub(crate) fn alone<E>(
    bytes: usize,
    next: &mut impl Next<E>,
    look: &mut impl FnMut(&Read) -> Result<ControlFlow<()>, E>,
) -> Option<Result<(), E>> {
    let mut room = None;
    let mut left = bytes;
    while left > 0 {
        let read = match next(room.take()) {
            Ok(Some(read)) => read,
            Ok(None) => return Some(Ok(())),
            Err(error) => return Some(Err(error)),
        };
        match look(&read) {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => return Some(Ok(())),
            Err(error) => return Some(Err(error)),
        }
        if bytes < usize::MAX {
            left = left.saturating_sub(read.commit.records.bytes());
        }
        room = Some(read.commit);
    }
    None
}

/// Reads on a second thread; `None` where there is no use in one, or none to be had.
fn together<E: Send>(
    next: &mut impl Next<E>,
    look: &mut impl FnMut(&Read) -> Result<ControlFlow<()>, E>,
) -> Option<Result<(), E>> {
    if thread::available_parallelism().map_or(1, usize::from) == 1 {
        return None;
    }
    thread::scope(|scope| {
        let (full, loads) = sync_channel(WAITING);
        let (used, empty) = channel();
        let reader = thread::Builder::new().name("spro read".to_owned());
        let reader = reader.spawn_scoped(scope, move || fill(next, &full, &empty)).ok()?;
        // Who breaks off drops `loads`, which ends the reader.
        for load in loads {
            let load = match load {
                Ok(load) => load,
                Err(error) => return Some(Err(error)),
            };
            for read in &load {
                match look(read) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(())) => return Some(Ok(())),
                    Err(error) => return Some(Err(error)),
                }
            }
            // Fails where the reader has come to the end, and needs no more room.
            let _ = used.send(load);
        }
        // The end of the loads is that of the log only where the reader did not panic.
        Some(reader.join().map_or_else(|panic| resume_unwind(panic), Ok))
    })
}

fn fill<E>(next: &mut impl Next<E>, full: &SyncSender<Load<E>>, empty: &Receiver<Vec<Read>>) {
    let mut room = Vec::new();
    let mut went_on = Ok(true);
    while matches!(went_on, Ok(true)) {
        let mut load = empty.try_recv().unwrap_or_default();
        room.extend(load.drain(..).map(|read| read.commit));
        let mut bytes = 0;
        while bytes < LOAD && matches!(went_on, Ok(true)) {
            went_on = next(room.pop()).map(|read| {
                bytes += read.as_ref().map_or(0, |read| read.commit.records.bytes());
                let is_one = read.is_some();
                load.extend(read);
                is_one
            });
        }
        if full.send(Ok(load)).is_err() {
            return;
        }
    }
    if let Err(error) = went_on {
        // Nobody waits for it where the look broke off.
        let _ = full.send(Err(error));
    }
}
