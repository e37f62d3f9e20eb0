//! What holds of any draft that is brought to a ledger.

use std::cell::Cell;

use spro_core::kernel::id::{CommitId, LedgerId};
use spro_core::kernel::ledger::{Commit, Ledger};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;
use spro_core::kernel::subject::Subject;
use spro_minutes::draft::{Confidence, Draft};
use spro_minutes::json::{from_json, to_json};
use spro_minutes::reconcile::{Answers, Import, Known, PlanError, plan};

/// A draft is written as a proposal, and read again as the same.
pub(super) fn written_and_read(draft: &Draft) {
    let again = from_json(&to_json(draft));
    assert_eq!(again.as_ref(), Ok(draft));
}

/// What a draft plans for an empty ledger is recorded, and once it is, the draft plans nothing.
pub(super) fn recorded_once(draft: &Draft) {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let store = MemoryStore::new(identity, || Stamp::new(chrono::DateTime::UNIX_EPOCH));
    let ledger = Ledger::new(store, None::<MemoryVault<fn() -> [u8; 32]>>);
    let next = Cell::new(1_u128);
    let new_id = || next.replace(next.get() + 1).to_be_bytes();
    let answers = Answers::default();
    let import = Import { draft, original: None, at_least: Confidence::Unsure };
    let planned = || {
        let known = Known::read(&ledger).unwrap();
        plan(&ledger, &known, &import, &answers, &mut || new_id())
    };
    let first = match planned() {
        Err(PlanError::NoDay) => return,
        first => first.unwrap(),
    };
    if first.is_blocked() {
        return;
    }
    let guard = first.guard();
    let entries = first.into_entries();
    if entries.is_empty() {
        return;
    }
    let (id, by) = (CommitId::from_bytes(new_id()), Subject::parse("person/clerk").unwrap());
    ledger.record(Commit { id, by, cause: None, entries }, &guard).unwrap();
    let again = planned().unwrap();
    assert!(again.is_empty(), "planned again: {:#?}", again.items);
}
