//! Reads minutes of meetings into proposals for the register.
//!
//! [`read`] gives a [`Draft`](draft::Draft): what the text claims, each claim with its lines. It
//! records nothing and knows no ledger.
//!
//! ```
//! let (draft, problems) = spro_minutes::read("## Présents\n\n- Ana BEL – ATELIER\n");
//! assert!(problems.is_empty());
//! assert_eq!(draft.attendance[0].person, "Ana BEL");
//! assert_eq!(draft.attendance[0].source.lines, [[3, 3]]);
//! ```

mod attendance;
mod blocks;
pub mod dates;
pub mod draft;
mod due;
mod fold;
mod follow_up;
pub mod json;
mod labelled;
mod links;
mod prose;
mod reader;
pub mod redaction;
mod section;
mod sentence;

pub use reader::read;
