//! Writes a group and syncs it, for all who wait for it.

use std::sync::{Arc, MutexGuard, PoisonError};

use spro_core::kernel::stamp::Clock;

use super::FsStore;
use super::append::Writer;
use super::group::{Admitted, Group, Outcome};
use crate::disk::{Access, OpenFile};
use crate::error::FsError;
use crate::head::Published;
use crate::index::Moment;
use crate::log::Log;
use crate::roll::{self, NotRolled};
use crate::scan::Place;

/// Why a group was not placed, and what became of it.
enum NotPlaced {
    /// Nothing was recorded, and the log is as before.
    Refused(FsError),
    /// Nothing was recorded, and only opening the ledger anew tells how the log is.
    RefusedForGood(FsError),
    /// Whether it was recorded is not known.
    Unsure(FsError),
}

/// Where a group is written, and what `head` says before.
struct Runway {
    published: Published,
    head: OpenFile,
    place: Place,
    segment: OpenFile,
}

impl<C: Clock> FsStore<C> {
    /// Writes what has gathered, and hands the next group to one of those who wait for it.
    pub(super) fn lead(&self) {
        let flight = Flight { store: self, has_landed: false };
        let Some((group, runway)) = self.take_off() else { return };
        let written = self.roll_if_full(runway).and_then(|runway| {
            let published = self.write(&runway, &group)?;
            Ok((runway.place, published))
        });
        flight.land(written);
    }

    fn take_off(&self) -> Option<(Arc<Group>, Runway)> {
        let mut writer = self.writer();
        let place = writer.log.place;
        let session = writer.session.as_mut()?;
        let group = Arc::new(std::mem::take(&mut session.gathering));
        session.flying = Some(Arc::clone(&group));
        session.groups = session.groups.saturating_add(1);
        let (head, segment) = (OpenFile::clone(&session.head), OpenFile::clone(&session.segment));
        Some((group, Runway { published: session.published, head, place, segment }))
    }

    fn roll_if_full(&self, runway: Runway) -> Result<Runway, NotPlaced> {
        let Place { head, segment, bytes } = runway.place;
        if bytes < self.folder.options.segment_limit || head.position < segment {
            return Ok(runway);
        }
        self.trim(&runway)?;
        match roll::roll(&self.folder, self.identity.id, runway.published, runway.place) {
            Ok((place, published)) => {
                let path = self.folder.segment(place.segment);
                // It was begun, and is there for whoever opens the ledger anew.
                let segment =
                    self.folder.open(&path, Access::Write).map_err(NotPlaced::RefusedForGood)?;
                let mut writer = self.writer();
                writer.log.enter(place);
                if let Some(session) = &mut writer.session {
                    session.published = published;
                    session.segment = OpenFile::clone(&segment);
                }
                Ok(Runway { published, place, segment, ..runway })
            }
            Err(NotRolled::Before(error)) => Err(NotPlaced::Refused(error)),
            Err(NotRolled::Unsure(error)) => Err(NotPlaced::RefusedForGood(error)),
        }
    }

    /// Adds what is durable now to what the handle knows, and tells those who wait for it to be read.
    fn take_in(&self, log: &mut Log, group: &Group, begin: Place) {
        for Admitted { commit, entries, end, .. } in &group.commits {
            let bytes = begin.bytes.saturating_add(*end);
            let place = Place { head: commit.head, segment: begin.segment, bytes };
            log.add_own(&self.folder, commit, entries, place);
        }
        let waiting = *self.told();
        if waiting > 0 {
            self.grown.notify_all();
        }
    }

    /// Ends the session after a group that was not placed. What was admitted after it stood on it, and
    /// is refused.
    fn abandon(&self, mut writer: MutexGuard<'_, Writer>, outcome: Outcome, why: Arc<FsError>) {
        let session = writer.session.take();
        self.open_door(&writer);
        drop(writer);
        if let Some(session) = session {
            if let Some(group) = &session.flying {
                group.fate.settle(outcome);
            }
            session.gathering.fate.settle(Outcome::Refused(why));
        }
    }

    /// Removes what follows the log, for good: only the last segment may have some. What a close cut off is
    /// back after a power cut, unless it is synced here; so is what a recovery cut off whose sync failed,
    /// though the file looks cut. So it is cut whatever its length.
    fn trim(&self, runway: &Runway) -> Result<(), NotPlaced> {
        let Runway { place, segment, .. } = runway;
        let path = self.folder.segment(place.segment);
        let cut = segment.truncate(place.bytes).map_err(FsError::io("cut", &path));
        cut.map_err(NotPlaced::Refused)?;
        let synced = segment.sync().map_err(FsError::io("sync", &path));
        synced.map_err(NotPlaced::RefusedForGood)
    }

    /// Writes a group at the end of the log, syncs it, and says so in `head`.
    fn write(&self, runway: &Runway, group: &Group) -> Result<Published, NotPlaced> {
        let Place { segment, bytes: at, .. } = runway.place;
        let path = self.folder.segment(segment);
        let file = &runway.segment;
        if let Err(source) = file.write_at(&group.bytes, at) {
            // The first commits of it may be whole. It is cut off for good, lest a power cut bring
            // them back, before anyone is told that nothing was recorded.
            let error = FsError::io("write", &path)(source);
            return Err(match file.truncate(at).and_then(|()| file.sync()) {
                Ok(()) => NotPlaced::Refused(error),
                Err(_) => NotPlaced::Unsure(error),
            });
        }
        let len = group.bytes.len() as u64;
        let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
        room.lay_out(file, len, at.saturating_add(len), self.folder.options.segment_limit);
        drop(room);
        file.sync().map_err(|source| NotPlaced::Unsure(FsError::io("sync", &path)(source)))?;
        let end = group.commits.last().map_or(runway.place, |last| {
            let bytes = at.saturating_add(last.end);
            Place { head: last.commit.head, segment, bytes }
        });
        self.folder.publish_in(&runway.head, runway.published, end).map_err(NotPlaced::Unsure)
    }
}

/// A group that is being written. Where a panic keeps it from landing, whether it was recorded is not
/// known, and those who wait are told so.
struct Flight<'a, C: Clock> {
    store: &'a FsStore<C>,
    has_landed: bool,
}

impl<C: Clock> Flight<'_, C> {
    fn land(mut self, written: Result<(Place, Published), NotPlaced>) {
        let store = self.store;
        let mut writer = store.writer();
        let Writer { log, poisoned, session, .. } = &mut *writer;
        let Some(session) = session else { return };
        let Some(group) = session.flying.clone() else { return };
        match written {
            Ok((begin, published)) => {
                session.published = published;
                store.take_in(log, &group, begin);
                session.flying = None;
                self.has_landed = true;
                if session.gathering.commits.is_empty() {
                    group.fate.settle(Outcome::Durable);
                    writer.log.index.write(&store.folder, writer.log.place, Moment::Running);
                    store.end_session(&mut writer);
                    return;
                }
                // Before the others wake, since the disk is idle until it is written.
                session.gathering.fate.ask_for_leader();
                drop(writer);
                group.fate.settle(Outcome::Durable);
            }
            Err(why) => {
                let (outcome, error) = match why {
                    NotPlaced::Refused(error) => {
                        let error = Arc::new(error);
                        (Outcome::Refused(Arc::clone(&error)), error)
                    }
                    NotPlaced::RefusedForGood(error) => {
                        *poisoned = true;
                        let error = Arc::new(error);
                        (Outcome::Refused(Arc::clone(&error)), error)
                    }
                    NotPlaced::Unsure(error) => {
                        *poisoned = true;
                        let error = Arc::new(error);
                        (Outcome::Unsure(Arc::clone(&error)), error)
                    }
                };
                self.has_landed = true;
                store.abandon(writer, outcome, error);
            }
        }
    }
}

impl<C: Clock> Drop for Flight<'_, C> {
    fn drop(&mut self) {
        if !self.has_landed {
            let mut writer = self.store.writer();
            writer.poisoned = true;
            let error = Arc::new(self.store.poisoned());
            self.store.abandon(writer, Outcome::Unsure(Arc::clone(&error)), error);
        }
    }
}
