//! Which subjects may be unsettled, as of any day: what a list of open things folds, instead of all.
//!
//! Most of what a long history tells is settled: actions are done, questions are answered. A list of
//! what is open, today or on some day, needs the few subjects that were open then. [`Unsettled`] knows
//! them: those that are not settled now, and of each settled one the spans, on the three axes of
//! [`AsOf`], within which a question sees some of its facts and not all. Outside of them a question
//! sees none of its facts, so that nothing is known of it, or all, so that it is settled.
//!
//! What it gives are candidates, each to be folded as of the question: none is missing, and one too many
//! does no harm.
//!
//! The unsettled ones and the last settled ones stand in one [snapshot](super::snapshot); the other
//! settled ones in pieces that never change, each named by its digest, which are opened only where
//! their spans hold the day of the question.
//!
//! ```
//! use spro_core::kernel::prelude::*;
//! use spro_core::kernel::snapshot::MemorySnapshots;
//! use spro_core::kernel::unsettled::{Settling, Unsettled};
//! # struct Lent;
//! # impl Event for Lent {
//! #     const NAMESPACE: &'static str = "library";
//! #     fn decode(_: &str, _: &str) -> Option<Result<Self, serde_json::Error>> { Some(Ok(Self)) }
//! # }
//! # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
//! # let ledger = MemoryStore::new(identity, || "2026-06-01T08:00:00.000Z".parse().unwrap());
//!
//! /// Whether each book is lent: it goes out and comes back in turn.
//! #[derive(Clone)]
//! struct Loans;
//! impl Projection for Loans {
//!     type Event = Lent;
//!     type State = bool;
//!     fn evolve(&self, is_lent: &mut bool, _: &Fact<Lent>) {
//!         *is_lent = !*is_lent;
//!     }
//! }
//! impl Settling for Loans {
//!     const NAME: &'static str = "loans";
//!     const VERSION: u32 = 1;
//!     fn is_settled(&self, is_lent: &bool) -> bool {
//!         !is_lent
//!     }
//! }
//!
//! let lent = Unsettled::ask(&ledger, Loans, &MemorySnapshots::default(), AsOf::default())?;
//! if let Some(why) = lent.ignored {
//!     eprintln!("folded from the start: {why}");
//! }
//! # assert!(lent.subjects.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod lifetime;
mod settled;
mod window;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use self::lifetime::{Lifetime, Spans};
use self::settled::Settled;
use self::window::{Met, Told, Window};
use super::cursor::{Cursor, FollowError};
use super::history::AsOf;
use super::position::{Head, Position};
use super::projection::{FoldError, Projection, read_subjects};
use super::snapshot::{FoldedBy, Ignored, MemorySnapshots, SaveError, Snapshot, Snapshots};
use super::store::{BoxError, Store};
use super::subject::Subject;

/// So many subjects are read a second time at once.
const AT_ONCE: usize = 4_096;

/// After so many records a snapshot is saved anew.
const SAVED_EACH: u64 = 1_000;

/// A projection of subjects of which most are settled sooner or later.
///
/// Its query asks for all facts of a subject, or for none.
pub trait Settling: Projection {
    /// Names its snapshot among all that are kept together; letters, digits, and `-`.
    const NAME: &'static str;
    /// Changes with the query, with what `evolve` does, and with what is settled.
    const VERSION: u32;

    /// Whether a list of what is unsettled leaves out a subject of this state.
    fn is_settled(&self, state: &Self::State) -> bool;
}

/// Which subjects may be unsettled, up to a place in one ledger.
///
/// Memory grows with the subjects that are not settled, and with those that are where snapshots cannot
/// be kept.
#[derive(Debug)]
pub struct Unsettled<P> {
    projection: P,
    cursor: Cursor,
    known: Known,
}

/// What was resumed, and what became of its snapshot.
#[derive(Debug)]
pub struct Resumed<P> {
    /// Up to the ledger's head.
    pub unsettled: Unsettled<P>,
    /// The place after which the ledger was folded; [`Position::START`] when no snapshot helped.
    pub after: Position,
    /// Why the snapshot that there was did not help. To be told to whoever runs the program.
    pub ignored: Option<Ignored>,
    /// Why what was folded could not be kept, where it was to be: the next question folds it again. To be
    /// told, too.
    pub unsaved: Option<SaveError>,
}

/// The subjects that a question may see unsettled.
#[derive(Debug)]
pub struct Candidates {
    /// Which.
    pub subjects: BTreeSet<Subject>,
    /// The place up to which this is so: fold them up to there.
    pub head: Head,
    /// As in [`Resumed::ignored`].
    pub ignored: Option<Ignored>,
    /// As in [`Resumed::unsaved`].
    pub unsaved: Option<SaveError>,
}

/// Why a snapshot could not be compared with the ledger.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The snapshot is of no use: the next question passes over it.
    #[error(transparent)]
    OfNoUse(#[from] Ignored),
    /// The ledger could not be folded.
    #[error(transparent)]
    Fold(#[from] FoldError),
}

/// What a snapshot holds.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    now: BTreeSet<Subject>,
    settled: Settled,
}

/// A subject, and its spans where it is settled.
type Settlement = (Subject, Option<Spans>);

impl<P: Settling> Unsettled<P> {
    /// Goes on from the projection's snapshot, or from the ledger's start where there is none of use;
    /// and saves a new one where that was far. A ledger whose snapshots cannot be written is answered
    /// all the same.
    ///
    /// # Errors
    /// As [`Unsettled::catch_up`]; never because of a snapshot.
    pub fn resume(
        store: &impl Store,
        projection: P,
        snapshots: &impl Snapshots,
    ) -> Result<Resumed<P>, FoldError> {
        let cursor = Cursor::start(&store.identity());
        let mut unsettled = Self { projection, cursor, known: Known::default() };
        let mut ignored = None;
        match Self::read(snapshots) {
            Ok(Some(Snapshot { cursor, content, .. })) => match cursor.check(store) {
                Err(FollowError::OtherLedger { position }) => {
                    ignored = Some(Ignored::OtherLedger { position });
                }
                checked => {
                    checked?;
                    unsettled.cursor = cursor;
                    unsettled.known = content;
                }
            },
            Ok(None) => {}
            Err(why) => ignored = Some(why),
        }
        let after = unsettled.cursor.position();
        unsettled.catch_up(store, snapshots)?;
        let is_far = unsettled.cursor.position().get().saturating_sub(after.get()) >= SAVED_EACH;
        let unsaved = if is_far { unsettled.save(snapshots, after).err() } else { None };
        Ok(Resumed { unsettled, after, ignored, unsaved })
    }

    /// Resumes, and gives the [candidates](Self::candidates) of a question. Where a part of the snapshot
    /// turns out to be lost or damaged, the snapshot is dropped, and all is folded from the start.
    ///
    /// # Errors
    /// As [`Unsettled::catch_up`].
    pub fn ask(
        store: &impl Store,
        projection: P,
        snapshots: &impl Snapshots,
        as_of: AsOf,
    ) -> Result<Candidates, FoldError>
    where
        P: Clone,
    {
        let Resumed { unsettled, ignored, unsaved, .. } =
            Self::resume(store, projection.clone(), snapshots)?;
        match unsettled.candidates(as_of, snapshots) {
            Ok(subjects) => Ok(Candidates { subjects, head: unsettled.head(), ignored, unsaved }),
            Err(damaged) => {
                // Who cannot drop it drops it next time.
                let _ = Self::drop_from(snapshots);
                let kept = MemorySnapshots::default();
                let unsettled = Self::resume(store, projection, &kept)?.unsettled;
                let subjects = unsettled.candidates(as_of, &kept)?;
                let (head, ignored) = (unsettled.head(), Some(damaged));
                Ok(Candidates { subjects, head, ignored, unsaved })
            }
        }
    }

    /// Folds anew what the projection's snapshot holds, and names the subjects of which it holds something
    /// else; none where there is no snapshot. Writes nothing.
    ///
    /// # Errors
    /// [`CheckError`]: the snapshot is of no use, or the ledger could not be folded.
    pub fn check(
        store: &impl Store,
        projection: P,
        snapshots: &impl Snapshots,
    ) -> Result<BTreeSet<Subject>, CheckError> {
        let Some(Snapshot { cursor, content, .. }) = Self::read(snapshots)? else {
            return Ok(BTreeSet::new());
        };
        match cursor.check(store) {
            Err(FollowError::OtherLedger { position }) => {
                return Err(Ignored::OtherLedger { position }.into());
            }
            checked => checked.map_err(FoldError::from)?,
        }
        let saved = Self { projection, cursor, known: content };
        saved.differences(store, snapshots).map_err(|error| match error {
            FoldError::Snapshot(why) => CheckError::OfNoUse(why),
            error => CheckError::Fold(error),
        })
    }

    /// Drops the projection's snapshot: the next question folds the ledger from its start.
    ///
    /// # Errors
    /// Those of the store of snapshots.
    pub fn drop_from(snapshots: &impl Snapshots) -> Result<(), BoxError> {
        snapshots.retain(&|name| name != P::NAME && Settled::default().keeps(name, P::NAME))
    }

    /// Takes in what was recorded since.
    ///
    /// From the ledger's start, in one read of what the projection asks for, and a second one of the
    /// subjects that are told of in places far from one another; from elsewhere on, of each subject that
    /// something was recorded of.
    ///
    /// # Errors
    /// [`FoldError`]; it is to be dropped.
    pub fn catch_up(
        &mut self,
        store: &impl Store,
        snapshots: &impl Snapshots,
    ) -> Result<(), FoldError> {
        let is_at_start = self.cursor.position() == Position::START;
        let mut met = if is_at_start { Met::none() } else { Met::any() };
        let mut has_more = true;
        while has_more {
            let mut cursor = self.cursor;
            let folded;
            (folded, has_more) = self.fold_on(store, &mut cursor, None, &mut met)?;
            for (subject, spans) in folded {
                match spans {
                    None => {
                        self.known.now.insert(subject);
                    }
                    Some(spans) => {
                        self.known.now.remove(&subject);
                        let lifetime = Lifetime(subject, spans);
                        self.known.settled.push(lifetime, P::NAME, snapshots);
                    }
                }
            }
            self.cursor = cursor;
        }
        Ok(())
    }

    /// The subjects that a question as of then may see unsettled; it sees no other so.
    ///
    /// # Errors
    /// [`Ignored`] when a part of the snapshot is lost or damaged: drop the snapshot, and resume.
    pub fn candidates(
        &self,
        as_of: AsOf,
        snapshots: &impl Snapshots,
    ) -> Result<BTreeSet<Subject>, Ignored> {
        let mut found = self.known.now.clone();
        let may_be_seen = |spans: Spans| spans.may_be_seen_unsettled(as_of);
        self.known.settled.visit(P::NAME, snapshots, may_be_seen, |Lifetime(subject, _)| {
            found.insert(subject);
        })?;
        Ok(found)
    }

    /// The place up to which the ledger was taken in.
    pub const fn head(&self) -> Head {
        self.cursor.head()
    }

    /// Folds every subject anew, and names those of which something else was known; none when all is
    /// right.
    ///
    /// Memory grows with the number of subjects.
    ///
    /// # Errors
    /// [`FoldError`], also when a part of the snapshot is lost or damaged.
    fn differences(
        &self,
        store: &impl Store,
        snapshots: &impl Snapshots,
    ) -> Result<BTreeSet<Subject>, FoldError> {
        let mut known = BTreeMap::new();
        self.known.settled.visit(
            P::NAME,
            snapshots,
            |_| true,
            |Lifetime(subject, spans)| {
                // The last one holds.
                known.insert(subject, Some(spans));
            },
        )?;
        known.extend(self.known.now.iter().map(|subject| (subject.clone(), None)));
        self.cursor.check(store)?;
        let until = self.cursor.position();
        let mut right = BTreeMap::new();
        let mut cursor = Cursor::start(&store.identity());
        let mut met = Met::none();
        let mut has_more = true;
        while has_more {
            let folded;
            (folded, has_more) = self.fold_on(store, &mut cursor, Some(until), &mut met)?;
            right.extend(folded);
        }
        let all = known.keys().chain(right.keys());
        Ok(all.filter(|subject| known.get(subject) != right.get(subject)).cloned().collect())
    }

    /// Folds the subjects of the next records that the projection asks for; and tells whether it is to be
    /// read on.
    fn fold_on(
        &self,
        store: &impl Store,
        cursor: &mut Cursor,
        until: Option<Position>,
        met: &mut Met,
    ) -> Result<(Vec<Settlement>, bool), FoldError> {
        let mut window = Window::new();
        cursor.read_on(store, self.projection.query(), |record| {
            if until.is_some_and(|until| until < record.position()) {
                return Ok(ControlFlow::Break(()));
            }
            window.add(record, met)?;
            let is_full = window.is_full();
            let flow = if is_full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
            Ok::<_, FoldError>(flow)
        })?;
        let has_more = window.is_full();
        let mut folded = Vec::new();
        let mut again = BTreeSet::new();
        for (subject, told) in window.into_subjects() {
            match told {
                Some(told) => folded.push(self.settle(subject, told)),
                None => {
                    again.insert(subject);
                }
            }
            if again.len() >= AT_ONCE {
                self.fold(store, &std::mem::take(&mut again), cursor.position(), &mut folded)?;
            }
        }
        self.fold(store, &again, cursor.position(), &mut folded)?;
        Ok((folded, has_more))
    }

    /// Folds these subjects from all their records up to a place.
    fn fold(
        &self,
        store: &impl Store,
        subjects: &BTreeSet<Subject>,
        until: Position,
        folded: &mut Vec<Settlement>,
    ) -> Result<(), FoldError> {
        let query = self.projection.query();
        let mut all = BTreeMap::new();
        read_subjects(store, subjects, until, |record| {
            let told = all.entry(record.body.subject.clone()).or_insert_with(Told::nothing);
            Ok(told.add(record, query.matches(&record.body))?)
        })?;
        folded.extend(all.into_iter().map(|(subject, told)| self.settle(subject, told)));
        Ok(())
    }

    fn settle(&self, subject: Subject, told: Told<P::Event>) -> Settlement {
        let (facts, spans) = told.into_facts();
        let mut state = P::State::default();
        for fact in &facts {
            self.projection.evolve(&mut state, fact);
        }
        let is_settled = facts.is_empty() || self.projection.is_settled(&state);
        (subject, is_settled.then_some(spans))
    }

    fn read(snapshots: &impl Snapshots) -> Result<Option<Snapshot<Known>>, Ignored> {
        let bytes = snapshots.get(P::NAME).map_err(Ignored::Unavailable)?;
        bytes.map(|bytes| Snapshot::read(&bytes, Self::folded_by())).transpose()
    }

    fn save(&self, snapshots: &impl Snapshots, after: Position) -> Result<(), SaveError> {
        let (folded_by, cursor, content) = (Self::folded_by(), self.cursor, &self.known);
        let bytes = Snapshot { folded_by, cursor, content }.write()?;
        snapshots.put(P::NAME, &bytes).map_err(SaveError::Snapshots)?;
        if after == Position::START {
            // Pieces of an earlier snapshot that was of no use.
            let keep = |name: &str| self.known.settled.keeps(name, P::NAME);
            snapshots.retain(&keep).map_err(SaveError::Snapshots)?;
        }
        Ok(())
    }

    fn folded_by() -> FoldedBy {
        FoldedBy::of::<P::Event>(P::NAME, P::VERSION)
    }
}
