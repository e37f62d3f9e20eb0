//! Workloads, and the stores that the ledger is compared with.
//!
//! | module | holds |
//! |---|---|
//! | [`workload`] | the events: meetings of fifty, the same each time |
//! | [`clear`] | an event as peers store it, its texts in the clear |
//! | [`fold`] | what a replay folds |
//! | [`contender`] | what a store must do to take part |
//! | [`spro`], [`floor`] | the ledger, and a file that is synced and not checked |
//! | `peers` | SQLite, redb, fjall and tephra (feature `peers`) |
//! | [`work`] | the works that are measured |
//! | [`row`], [`measure`] | figures, medians and ratios; the machine |

pub mod clear;
pub mod contender;
pub mod floor;
pub mod fold;
pub mod measure;
#[cfg(feature = "peers")]
pub mod peers;
pub mod row;
pub mod spro;
pub mod work;
pub mod workload;
