//! What was folded, kept so that it need not be folded again.
//!
//! A snapshot is disposable: it says nothing that the ledger does not say. One that cannot be read,
//! that another program folded, or that is of another ledger is ignored, and [`Resumed`] says why;
//! the ledger is then folded from its start. A sound checksum is no proof: who doubts a view asks
//! [`View::differences`].
//!
//! Snapshots are of the ledger as of now alone. A view as of a day leaves facts out that a later
//! question may want, so it is of no use to any other question, and each day has its own; as of
//! now nothing is left out, and one snapshot serves every question to come.
//!
//! A state is saved as it is: what is sealed in the ledger stays sealed in a snapshot.
//!
//! ```
//! use spro_core::kernel::prelude::*;
//! use spro_core::kernel::snapshot::{MemorySnapshots, Resumable};
//! # struct Lent;
//! # impl Event for Lent {
//! #     const NAMESPACE: &'static str = "library";
//! #     fn decode(_: &str, _: &str) -> Option<Result<Self, serde_json::Error>> { Some(Ok(Self)) }
//! # }
//! # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
//! # let ledger = MemoryStore::new(identity, || "2026-06-01T08:00:00.000Z".parse().unwrap());
//!
//! /// How often each book was lent.
//! struct Loans;
//! impl Projection for Loans {
//!     type Event = Lent;
//!     type State = u32;
//!     fn evolve(&self, times: &mut u32, _: &Fact<Lent>) {
//!         *times += 1;
//!     }
//! }
//! impl Resumable for Loans {
//!     const VERSION: u32 = 1;
//!     fn name(&self) -> &str {
//!         "loans"
//!     }
//! }
//!
//! let snapshots = MemorySnapshots::default();
//! let resumed = View::resume(&ledger, Loans, &snapshots)?;
//! if let Some(why) = resumed.ignored {
//!     eprintln!("folding from the start: {why}");
//! }
//! resumed.view.save(&snapshots)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::cursor::{Cursor, FollowError};
use super::event::Event;
use super::event_type::SchemaVersion;
use super::history::{AsOf, FoldPlace};
use super::position::Position;
use super::projection::{FoldError, Folded, Projection, View};
use super::store::{BoxError, Store};
use super::subject::Subject;

/// The version of a snapshot's shape, and of the order in which facts fold.
const FORMAT: u16 = 1;

/// A projection whose states can be saved and resumed.
pub trait Resumable: Projection<State: Serialize + DeserializeOwned> {
    /// Changes with the query, with what `evolve` does, and with the shape of the states.
    const VERSION: u32;

    /// Names it among all whose states are saved together. Where settings of a projection change
    /// its answers, they are part of the name.
    fn name(&self) -> &str;
}

/// Keeps snapshots, one a projection.
///
/// The bytes hold all that is needed to tell whether they are of use; a store of snapshots may
/// lose or damage them.
pub trait Snapshots {
    /// Keeps these in the place of those that the projection of this name had.
    ///
    /// # Errors
    /// Those of the store; the earlier ones may be lost then.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), BoxError>;

    /// Gives those of the projection of this name.
    ///
    /// # Errors
    /// Those of the store.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, BoxError>;
}

/// Keeps snapshots in memory.
#[derive(Debug, Default)]
pub struct MemorySnapshots {
    kept: Mutex<HashMap<String, Vec<u8>>>,
}

impl MemorySnapshots {
    /// Nothing can panic while it holds the lock, so a poisoned lock still guards a whole map.
    fn kept(&self) -> MutexGuard<'_, HashMap<String, Vec<u8>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Snapshots for MemorySnapshots {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), BoxError> {
        self.kept().insert(name.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, BoxError> {
        Ok(self.kept().get(name).cloned())
    }
}

/// A view, and what became of its snapshot.
pub struct Resumed<P: Projection> {
    /// The view, up to the ledger's head.
    pub view: View<P>,
    /// The place after which the ledger was folded; [`Position::START`] when no snapshot helped.
    pub after: Position,
    /// Why the snapshot that there was did not help. To be told to whoever runs the program.
    pub ignored: Option<Ignored>,
}

impl<P: Resumable> View<P> {
    /// Folds what was recorded since the projection's snapshot, or the whole ledger where there is
    /// none of use.
    ///
    /// # Errors
    /// As [`View::of`]; never because of a snapshot.
    pub fn resume(
        store: &impl Store,
        projection: P,
        snapshots: &impl Snapshots,
    ) -> Result<Resumed<P>, FoldError> {
        let ignored = match read_saved(&projection, snapshots) {
            Ok(Some((cursor, subjects))) => match cursor.check(store) {
                Err(FollowError::OtherLedger { position }) => {
                    Some(Ignored::OtherLedger { position })
                }
                checked => {
                    checked?;
                    let mut view = Self { projection, as_of: AsOf::default(), cursor, subjects };
                    view.catch_up(store)?;
                    return Ok(Resumed { view, after: cursor.position(), ignored: None });
                }
            },
            Ok(None) => None,
            Err(ignored) => Some(ignored),
        };
        let view = Self::of(store, projection, AsOf::default())?;
        Ok(Resumed { view, after: Position::START, ignored })
    }

    /// Saves the states, in the place of those that were saved before.
    ///
    /// # Errors
    /// [`SaveError`]. The view is as good as before.
    pub fn save(&self, snapshots: &impl Snapshots) -> Result<(), SaveError> {
        if self.as_of != AsOf::default() {
            return Err(SaveError::AsOfADay);
        }
        let states = self.subjects.iter().map(|(subject, it)| (subject, &it.last, &it.state));
        let snapshot = Snapshot {
            folded_by: FoldedBy::of(&self.projection),
            cursor: self.cursor,
            states: states.collect::<Vec<_>>(),
        };
        let json = serde_json::to_vec(&snapshot).map_err(SaveError::Unwritable)?;
        let bytes = [checksum(&json).as_bytes(), b"\n", &json].concat();
        snapshots.put(self.projection.name(), &bytes).map_err(SaveError::Snapshots)
    }
}

/// States, and the place up to which they were folded.
type Saved<P> = (Cursor, BTreeMap<Subject, Folded<<P as Projection>::State>>);

/// The states that this program saved of some ledger.
fn read_saved<P: Resumable>(
    projection: &P,
    snapshots: &impl Snapshots,
) -> Result<Option<Saved<P>>, Ignored> {
    let Some(bytes) = snapshots.get(projection.name()).map_err(Ignored::Unavailable)? else {
        return Ok(None);
    };
    let damaged = || Ignored::Damaged { source: "its checksum is not that of its content".into() };
    let unreadable = |error: serde_json::Error| Ignored::Damaged { source: error.into() };
    let (check, json) = bytes.split_at_checked(CHECKSUM_LEN).ok_or_else(damaged)?;
    let json = json.strip_prefix(b"\n").ok_or_else(damaged)?;
    if check != checksum(json).as_bytes() {
        return Err(damaged());
    }
    let snapshot: Snapshot<&RawValue> = serde_json::from_slice(json).map_err(unreadable)?;
    let present = FoldedBy::of(projection);
    if snapshot.folded_by != present {
        let saved = Box::new(snapshot.folded_by);
        return Err(Ignored::OtherProgram { saved, present: Box::new(present) });
    }
    let states: Vec<(Subject, FoldPlace, P::State)> =
        serde_json::from_str(snapshot.states.get()).map_err(unreadable)?;
    let folded = states.into_iter().map(|(subject, last, state)| (subject, Folded { state, last }));
    Ok(Some((snapshot.cursor, folded.collect())))
}

/// The content of a snapshot; before it, on a line of its own, stands its checksum.
#[derive(Serialize, Deserialize)]
struct Snapshot<S> {
    folded_by: FoldedBy,
    cursor: Cursor,
    states: S,
}

/// What folded the states of a snapshot; another might have folded the same facts otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoldedBy {
    format: u16,
    projection: String,
    version: u32,
    namespace: String,
    upcasters: Vec<(String, SchemaVersion)>,
}

impl FoldedBy {
    fn of<P: Resumable>(projection: &P) -> Self {
        let upcasters = P::Event::UPCASTERS.iter().map(|it| (it.kind.to_owned(), it.from));
        let mut upcasters: Vec<_> = upcasters.collect();
        upcasters.sort_unstable();
        Self {
            format: FORMAT,
            projection: projection.name().to_owned(),
            version: P::VERSION,
            namespace: P::Event::NAMESPACE.to_owned(),
            upcasters,
        }
    }
}

impl fmt::Display for FoldedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { format, projection, version, namespace, upcasters } = self;
        let upcasters = upcasters.len();
        write!(
            f,
            "{projection} version {version} of {namespace} with {upcasters} upcasters in format {format}"
        )
    }
}

/// Why a snapshot is of no use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Ignored {
    /// The snapshots could not be reached.
    #[error("the snapshot could not be reached")]
    Unavailable(#[source] BoxError),
    /// It is not as it was saved, or its states have not the shape that is read.
    #[error("the snapshot is damaged")]
    Damaged {
        /// What is wrong with it.
        source: BoxError,
    },
    /// The projection, its version or its upcasters are others.
    #[error("the snapshot was folded by {saved}; this is {present}")]
    OtherProgram {
        /// What folded it.
        saved: Box<FoldedBy>,
        /// What would fold it now.
        present: Box<FoldedBy>,
    },
    /// It is of another ledger, or of one that was changed.
    #[error("the snapshot at position {position} is not of this ledger")]
    OtherLedger {
        /// The place up to which it was folded.
        position: Position,
    },
}

/// Why states could not be saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// The view leaves out what another question wants.
    #[error("a view as of a day is not saved: it serves no other question")]
    AsOfADay,
    /// A state has no JSON.
    #[error("a state cannot be written as JSON")]
    Unwritable(#[source] serde_json::Error),
    /// They could not be kept.
    #[error("the snapshot could not be kept")]
    Snapshots(#[source] BoxError),
}

/// Length of the text of a checksum.
const CHECKSUM_LEN: usize = 43;

fn checksum(json: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(json))
}
