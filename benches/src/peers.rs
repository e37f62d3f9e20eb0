//! The stores that the ledger is compared with, each used as its own documentation advises, with every
//! commit synced, and with the check that event sourcing needs: an event whose stream has its version
//! already is refused.

pub mod fjall;
pub mod redb;
pub mod sqlite;
pub mod tephra;

use anyhow::Result;

use crate::clear::Clear;
use crate::workload::Import;

fn spelt(import: &Import) -> Result<Vec<Clear>> {
    import.events.iter().map(Clear::of).collect()
}
