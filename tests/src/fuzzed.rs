//! What holds of any bytes, for each reader of the project that takes bytes from elsewhere.
//!
//! Each function panics where what it holds does not hold. A fuzzer calls them with bytes of its own
//! (`fuzz/`), and `tests/fuzzed.rs` with the seeds that are kept there, on every run of the tests.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what does not hold is told by panicking")]
#![allow(clippy::indexing_slicing, clippy::missing_panics_doc, reason = "it is told so, too")]

mod desk;
mod forged;
mod minutes;
mod office;
mod proposal;
mod record;
mod recovery;
mod scene;
mod sealed;
mod vault;
mod when;

pub use forged::{forged_head, forged_log};
pub use minutes::minutes;
pub use office::office;
pub use proposal::proposal;
pub use record::record;
pub use recovery::recovery;
pub use sealed::sealed;
pub use vault::vault;
pub use when::when;

/// What holds of any bytes; panics where it does not.
pub type Holds = fn(&[u8]);

/// Each function by its name, which is that of its fuzz target and of the folder of its seeds.
pub const TARGETS: [(&str, Holds); 10] = [
    ("forged_head", forged_head),
    ("forged_log", forged_log),
    ("minutes", minutes),
    ("office", office),
    ("proposal", proposal),
    ("record", record),
    ("recovery", recovery),
    ("sealed", sealed),
    ("vault", vault),
    ("when", when),
];
