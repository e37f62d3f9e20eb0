//! How an append is judged, and waits until what was decided is durable.
//!
//! A handle has a *session* while it holds the folder's lock. What is admitted in it gathers in a
//! group; one of those who wait leads, and writes and syncs it for all, while the next one gathers.

use std::sync::{Arc, MutexGuard, PoisonError};
use std::thread;

use spro_core::kernel::admission::{self, Admission};
use spro_core::kernel::batch::Batch;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Clock;
use spro_core::kernel::store::{AppendError, Receipt};

use super::group::{Fate, Group, Outcome};
use super::pending::WithPending;
use super::{FsStore, Mode};
use crate::disk::OpenFile;
use crate::error::FsError;
use crate::head::Published;
use crate::index::Moment;
use crate::kept::Files;
use crate::lock::{Held, TURN};
use crate::log::Log;
use crate::read::Locked;
use crate::recover::{CaughtUp, Look, catch_up};

/// How many groups a session writes at most, so that other processes come to write.
pub(crate) const GROUPS: usize = 32;

/// What the appends of a handle share.
pub(super) struct Writer {
    /// What is durable.
    pub(super) log: Log,
    /// Set by a failed write: what the file then holds is known to whoever opens it anew.
    pub(super) poisoned: bool,
    pub(super) session: Option<Session>,
    files: Files,
    /// How many wait to close; nobody is admitted before them.
    closers: usize,
    /// How many wait at the door.
    at_door: usize,
    /// The last session ended because others wait for the folder's lock.
    gives_way: bool,
}

/// What is under way while the folder's lock is held.
pub(super) struct Session {
    pub(super) published: Published,
    pub(super) head: OpenFile,
    /// The last one.
    pub(super) segment: OpenFile,
    /// What is being written.
    pub(super) flying: Option<Arc<Group>>,
    /// What was admitted since.
    pub(super) gathering: Group,
    /// One of those who wait writes, or was asked to.
    pub(super) is_led: bool,
    /// How many groups were begun.
    pub(super) groups: usize,
    _lock: Held,
}

impl Writer {
    pub(super) fn new(log: Log) -> Self {
        let files = Files::default();
        Self {
            log,
            poisoned: false,
            session: None,
            files,
            closers: 0,
            at_door: 0,
            gives_way: false,
        }
    }
}

impl Session {
    /// The fates of what is not durable yet, in the order of the log.
    fn pending(&self) -> Vec<Arc<Fate>> {
        let gathering = Some(&self.gathering).filter(|group| !group.commits.is_empty());
        let groups = self.flying.as_deref().into_iter().chain(gathering);
        groups.map(|group| Arc::clone(&group.fate)).collect()
    }
}

/// What became of a batch that was judged.
enum Judged {
    /// It is what it is, whatever becomes of others.
    Answered(Result<Receipt, AppendError>),
    /// Admitted into the group of this fate.
    Placed { receipt: Receipt, fate: Arc<Fate>, leads: bool },
    /// The answer rests on what is not durable yet.
    Resting { answer: Result<Receipt, AppendError>, on: Vec<Arc<Fate>> },
}

impl<C: Clock> FsStore<C> {
    /// Records a batch as the trait says.
    pub(super) fn record(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        if self.mode == Mode::ReadOnly {
            return Err(refused(FsError::ReadOnlyHandle { path: self.folder.root.clone() }));
        }
        loop {
            // The session is left before anything is waited for.
            let judged = self.enter()?.judge(batch, guard);
            match judged {
                Judged::Answered(answer) => return answer,
                Judged::Placed { receipt, fate, leads } => {
                    if leads {
                        self.lead();
                    }
                    return match self.fate_of(&fate) {
                        Outcome::Durable => Ok(receipt),
                        Outcome::Refused(error) => Err(AppendError::Refused(error.into())),
                        Outcome::Unsure(error) => Err(AppendError::Indeterminate(error.into())),
                    };
                }
                Judged::Resting { answer, on } => {
                    if let Some(answer) = self.rest(answer, &on) {
                        return answer;
                    }
                }
            }
        }
    }

    /// Closes the ledger, once nothing is under way.
    pub(super) fn close_writer(&self) -> Result<(), FsError> {
        if self.mode == Mode::ReadOnly {
            return Ok(());
        }
        let mut writer = self.writer();
        writer.closers = writer.closers.saturating_add(1);
        while writer.session.is_some() {
            writer = self.wait_at_door(writer);
        }
        writer.closers = writer.closers.saturating_sub(1);
        self.open_door(&writer);
        if writer.poisoned {
            return Err(self.poisoned());
        }
        let _lock = writer.files.lock(&self.folder)?;
        let published = self.catch_up(&mut writer)?.published;
        writer.log.index.write(&self.folder, writer.log.place, Moment::AtRest);
        self.leave_no_room(&mut writer)?;
        self.folder.publish_closed(published, writer.log.place)
    }

    /// Removes the room after the log. A power cut may bring it back, and it means nothing.
    fn leave_no_room(&self, writer: &mut Writer) -> Result<(), FsError> {
        let place = writer.log.place;
        let path = self.folder.segment(place.segment);
        let last = writer.files.segment_if_there(&self.folder, &path)?;
        if let Some((segment, _)) = last.filter(|(_, len)| *len > place.bytes) {
            segment.truncate(place.bytes).map_err(FsError::io("cut", &path))?;
        }
        Ok(())
    }

    /// Takes part in the session, or begins one.
    fn enter(&self) -> Result<Entry<'_, C>, AppendError> {
        let mut writer = self.writer();
        loop {
            if writer.poisoned {
                return Err(refused(self.poisoned()));
            }
            match &writer.session {
                Some(session) if session.groups < GROUPS && writer.closers == 0 => {
                    return Ok(Entry { store: self, writer });
                }
                None if writer.closers == 0 => break,
                _ => writer = self.wait_at_door(writer),
            }
        }
        if std::mem::take(&mut writer.gives_way) {
            thread::sleep(TURN);
        }
        let lock = writer.files.lock(&self.folder).map_err(refused)?;
        let CaughtUp { published, segment, .. } = self.catch_up(&mut writer).map_err(refused)?;
        let head = writer.files.known_head(&self.folder).map_err(refused)?;
        let segment = if let Some(segment) = segment {
            segment
        } else {
            let path = self.folder.segment(writer.log.place.segment);
            writer.files.segment(&self.folder, &path).map_err(refused)?
        };
        writer.session = Some(Session {
            published,
            head,
            segment,
            flying: None,
            gathering: Group::default(),
            is_led: false,
            groups: 0,
            _lock: lock,
        });
        Ok(Entry { store: self, writer })
    }

    fn catch_up(&self, writer: &mut Writer) -> Result<CaughtUp, FsError> {
        // Neither an error nor a panic in here leaves an index that is of more use.
        writer.poisoned = true;
        let (files, log) = (&mut writer.files, &mut writer.log);
        match catch_up(&self.folder, &self.identity, Look::Begin, files, log) {
            Ok(caught_up) => {
                writer.poisoned = false;
                Ok(caught_up)
            }
            Err(error) => {
                // Readers of this handle share it, and what was found may yet be lost.
                writer.log.index.forget();
                Err(error)
            }
        }
    }

    /// Waits for a group, and writes it where nobody else does.
    fn fate_of(&self, fate: &Fate) -> Outcome {
        loop {
            match fate.wait() {
                Some(outcome) => return outcome,
                None => self.lead(),
            }
        }
    }

    /// Waits until what an answer rests on is durable; `None` where it was refused, so that the
    /// batch is to be judged anew.
    fn rest(
        &self,
        answer: Result<Receipt, AppendError>,
        on: &[Arc<Fate>],
    ) -> Option<Result<Receipt, AppendError>> {
        // All are waited for, since this thread may have been asked to write the last one.
        let outcomes: Vec<_> = on.iter().map(|fate| self.fate_of(fate)).collect();
        for outcome in outcomes {
            match outcome {
                Outcome::Durable => {}
                Outcome::Refused(_) => return None,
                Outcome::Unsure(error) if answer.is_ok() => {
                    return Some(Err(AppendError::Indeterminate(error.into())));
                }
                Outcome::Unsure(error) => return Some(Err(AppendError::Refused(error.into()))),
            }
        }
        Some(answer)
    }

    /// Ends the session, and lets in who waits for that.
    pub(super) fn end_session(&self, writer: &mut Writer) {
        let was_long = writer.session.take().is_some_and(|session| session.groups >= GROUPS);
        writer.gives_way = was_long && self.folder.is_waited_for();
        self.open_door(writer);
    }

    fn wait_at_door<'w>(&self, mut writer: MutexGuard<'w, Writer>) -> MutexGuard<'w, Writer> {
        writer.at_door = writer.at_door.saturating_add(1);
        let mut writer = self.door.wait(writer).unwrap_or_else(PoisonError::into_inner);
        writer.at_door = writer.at_door.saturating_sub(1);
        writer
    }

    /// Wakes those who wait at the door; the system is not asked to where nobody does.
    pub(super) fn open_door(&self, writer: &Writer) {
        if writer.at_door > 0 {
            self.door.notify_all();
        }
    }
}

pub(super) fn refused(error: FsError) -> AppendError {
    AppendError::Refused(error.into())
}

/// Part in a session, under the handle's own lock. A session that is left with nothing to write ends
/// with it, also when a panic leaves it.
struct Entry<'a, C: Clock> {
    store: &'a FsStore<C>,
    writer: MutexGuard<'a, Writer>,
}

impl<C: Clock> Entry<'_, C> {
    fn judge(mut self, batch: &Batch, guard: &Guard) -> Judged {
        let Writer { log, session, .. } = &mut *self.writer;
        let Some(session) = session else {
            return Judged::Answered(Err(refused(self.store.poisoned())));
        };
        let FsStore { folder, identity, clock, .. } = self.store;
        let placed = WithPending {
            durable: Locked { folder, ledger: identity.id, log },
            flying: session.flying.as_deref(),
            gathering: &session.gathering,
        };
        let durable = log.place.head.position;
        let answer = match admission::admit(batch, guard, clock.now(), &placed) {
            Ok(Admission::Place(commit)) => {
                let before = admission::Placed::head(&placed);
                let receipt = admission::receipt(&commit);
                session.gathering.add(batch, before, commit, durable);
                let leads = !std::mem::replace(&mut session.is_led, true);
                let fate = Arc::clone(&session.gathering.fate);
                return Judged::Placed { receipt, fate, leads };
            }
            Ok(Admission::Repeat(receipt)) => Ok(receipt),
            Err(error) => Err(error),
        };
        let on = session.pending();
        if on.is_empty() || !may_vanish(&answer, durable) {
            return Judged::Answered(answer);
        }
        Judged::Resting { answer, on }
    }
}

impl<C: Clock> Drop for Entry<'_, C> {
    fn drop(&mut self) {
        if self.writer.session.as_ref().is_some_and(|session| !session.is_led) {
            self.store.end_session(&mut self.writer);
        }
    }
}

/// Whether an answer could be another one, were all lost that stands after `durable`.
fn may_vanish(answer: &Result<Receipt, AppendError>, durable: Position) -> bool {
    match answer {
        Ok(receipt) => receipt.head.position > durable,
        Err(AppendError::Stale { found, .. }) => *found > durable,
        Err(_) => true,
    }
}

#[cfg(test)]
impl<C: Clock> FsStore<C> {
    /// How often threads wait for what is under way; the one that writes is counted, too. `None`
    /// while an append is being judged, or the ledger mended.
    pub(crate) fn waiting(&self) -> Option<usize> {
        let writer = self.writer.try_lock().ok()?;
        let fates = writer.session.as_ref().map(Session::pending).unwrap_or_default();
        // The group has it as well, and so does this look.
        Some(fates.iter().map(|fate| Arc::strong_count(fate) - 2).sum())
    }
}
