//! File-system store for the ledger.
//!
//! [`FsStore`] keeps a ledger in a folder, as lines of JSON that other programs can read. Each commit
//! is durable before it is acknowledged; several processes may write, and others read meanwhile. Beside
//! the log, [`FsVault`] keeps the keys of what is sealed, and [`FsBlobs`] keeps originals,
//! and [`FsSnapshots`] what was folded. [`verify`] checks the log, the keys and the originals, and [`repair`] mends what can be mended. What the folder holds, byte for byte, is in `FORMAT.md` of each ledger.
//!
//! ```
//! use spro_core::kernel::prelude::*;
//! use spro_store_fs::{FsStore, Grade, verify};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let dir = tempfile::tempdir()?;
//! # let folder = dir.path().join("hotel");
//! // Ids, nonce and time are the host's to give.
//! let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
//! let clock = || Stamp::new(chrono::DateTime::UNIX_EPOCH);
//! let store = FsStore::create(&folder, identity, clock(), clock)?;
//!
//! let kind = EventType::parse("hotel.room.booked")?;
//! let day = clock().instant().date_naive();
//! let id = EventId::from_bytes([3; 16]);
//! let booked = NewEvent::new(id, kind, Subject::parse("room/blue")?, day, &"for a night")?;
//! let clerk = Subject::parse("person/clerk")?;
//! let batch = Batch::new(CommitId::from_bytes([4; 16]), clerk, vec![booked])?;
//! let receipt = store.append(&batch, &Guard::unguarded())?;
//! store.close()?;
//!
//! let store = FsStore::open_read_only(&folder, clock)?;
//! assert_eq!(store.head()?, receipt.head);
//! assert_eq!(verify(&folder)?.grade(), Grade::Clean);
//! # Ok(())
//! # }
//! ```
//!
//! It keeps what it says on a local file system: on others, neither locks nor syncs hold, and
//! [`Options::network_folders`] must allow them. It makes no backups, and cannot tell an old copy of
//! the folder from the ledger itself: who holds a later head can.

mod ahead;
mod blobs;
mod create;
mod disk;
mod error;
#[cfg(test)]
mod faults;
mod flaw;
mod folder;
mod head;
mod index;
mod kept;
mod line;
mod lock;
mod log;
mod look;
mod manifest;
mod opened;
mod options;
mod read;
mod recover;
mod repair;
mod roll;
mod scan;
mod segment;
mod shared;
mod snapshots;
mod spot;
mod store;
mod vault;
mod verify;
mod walk;

pub use blobs::FsBlobs;
pub use error::{FsError, FsErrorKind};
pub use flaw::Flaw;
pub use options::{NetworkFolders, Options, ReadCheck, ReadThreads};
pub use recover::Recovered;
pub use repair::{Mend, Mended, RepairMode, Repaired, repair};
pub use snapshots::FsSnapshots;
pub use store::FsStore;
pub use vault::{ErasingLock, FsVault, SealingLock};
pub use verify::{Finding, Grade, Verified, verify};
