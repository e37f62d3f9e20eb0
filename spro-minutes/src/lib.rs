//! Reads minutes of meetings into proposals for the register.
//!
//! [`read`] gives a [`Draft`](draft::Draft): what the text claims, each claim with its lines. It
//! knows no ledger. [`json`] writes a draft as a file that a person can edit. [`reconcile`] compares
//! it with a ledger and gives what is to be recorded, which the caller records.
//!
//! ```
//! let (draft, problems) = spro_minutes::read("## Présents\n\n- Ana BEL – ATELIER\n");
//! assert!(problems.is_empty());
//! assert_eq!(draft.attendance[0].person.as_deref(), Some("Ana BEL"));
//! assert_eq!(draft.attendance[0].source.lines, [[3, 3]]);
//! ```

mod acting;
mod agenda;
mod approval;
mod attendance;
mod blocks;
mod called;
mod clock;
mod closing;
pub mod dates;
mod documents;
pub mod draft;
mod due;
mod fold;
mod front;
mod head;
pub mod input;
pub mod json;
mod labelled;
mod listing;
mod mandate;
mod names;
mod number;
mod occasion;
mod outcome_table;
mod owner;
mod people;
mod progress;
mod prose;
mod reader;
pub mod reconcile;
pub mod redaction;
mod restated;
mod section;
mod sentence;
mod status_change;
mod surroundings;
mod task;
mod titles;
mod verdict;
mod vote;

pub use reader::{read, read_in};
pub use surroundings::Surroundings;
