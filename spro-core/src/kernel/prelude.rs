//! What a host that embeds the kernel names most.

pub use super::batch::{Batch, NewEvent};
pub use super::event::{Event, Fact};
pub use super::event_type::EventType;
pub use super::guard::Guard;
pub use super::history::AsOf;
pub use super::id::{CommitId, EventId, LedgerId};
pub use super::memory::MemoryStore;
pub use super::position::Position;
pub use super::projection::{Projection, View};
pub use super::query::{Alternative, Query};
pub use super::stamp::Stamp;
pub use super::store::{LedgerIdentity, ReadRequest, Store};
pub use super::subject::Subject;
