//! The clauses, each a claim about any store.
//!
//! A clause that a store breaks panics.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a clause fails by panicking"
)]

mod concurrency;
mod guards;
mod handles;
mod placing;
mod reading;
mod repeats;
mod script;
mod stamps;

pub use concurrency::*;
pub use guards::*;
pub use handles::*;
pub use placing::*;
pub use reading::*;
pub use repeats::*;
pub use script::*;
pub use stamps::*;
