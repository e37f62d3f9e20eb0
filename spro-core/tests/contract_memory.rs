//! The reference store keeps the contract of stores.

use std::sync::Arc;

use spro_core::kernel::contract::{Factory, SettableClock};
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::store::LedgerIdentity;

struct InMemory;

impl Factory for InMemory {
    type Store = Arc<MemoryStore<SettableClock>>;

    fn fresh(&self, clock: &SettableClock) -> Self::Store {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        Arc::new(MemoryStore::new(identity, clock.clone()))
    }

    fn reopen(&self, store: Self::Store) -> Self::Store {
        store
    }

    fn another(&self, store: &Self::Store) -> Option<Self::Store> {
        Some(Arc::clone(store))
    }

    fn damaged(&self, _: Self::Store) -> Option<Self::Store> {
        None
    }
}

spro_core::contract_suite!(InMemory);
