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

#[cfg(test)]
mod tests {
    use crate::contender::entrants;
    use crate::workload::{Import, meeting, one_more};

    #[test]
    fn a_version_that_a_stream_has_already_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for entrant in entrants() {
            if !["SQLite", "redb", "fjall"].contains(&entrant.name) {
                continue;
            }
            let store = (entrant.open)(&folder.path().join(entrant.name)).unwrap();
            let record = |events| store.prepare(Import::of(events).unwrap()).unwrap()();
            record(meeting(3).unwrap()).unwrap();
            let mut taken = one_more(3).unwrap();
            record(vec![taken.clone()]).unwrap();
            taken.version = 7;
            assert!(record(vec![taken]).is_err(), "{}", entrant.name);
        }
    }
}
