//! File-system store for the ledger.
//!
//! [`FsStore`] keeps a ledger in a folder, as lines of JSON that other programs can read.

mod disk;
mod error;
#[cfg(test)]
mod faults;
mod line;
mod log;
mod manifest;
mod scan;
mod slots;
mod store;
mod verify;

pub use error::FsError;
pub use store::FsStore;
pub use verify::{Finding, Verified, verify};
