//! File-system store for the ledger.
//!
//! [`FsStore`] keeps a ledger in a folder, as lines of JSON that other programs can read.

mod blobs;
mod create;
mod disk;
mod error;
#[cfg(test)]
mod faults;
mod folder;
mod head;
mod line;
mod lock;
mod log;
mod manifest;
mod marks;
mod options;
mod read;
mod recover;
mod roll;
mod scan;
mod segment;
mod store;
mod vault;
mod verify;
mod walk;

pub use blobs::FsBlobs;
pub use error::{FsError, FsErrorKind};
pub use options::{NetworkFolders, Options};
pub use recover::Recovered;
pub use store::FsStore;
pub use vault::{ErasingLock, FsVault, SealingLock};
pub use verify::{Finding, Grade, Verified, verify};
