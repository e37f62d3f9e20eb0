//! The reference store keeps the contract of stores.

use spro_core::kernel::contract::{Factory, SettableClock};
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::store::LedgerIdentity;

struct InMemory;

impl Factory for InMemory {
    type Store = MemoryStore<SettableClock>;

    fn fresh(&self, clock: &SettableClock) -> Self::Store {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        MemoryStore::new(identity, clock.clone())
    }

    fn reopen(&self, store: Self::Store) -> Self::Store {
        store
    }
}

spro_core::contract_suite!(InMemory);
