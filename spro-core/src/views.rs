//! Answers: what the register says, as of a day.
//!
//! [`register::Register`] folds the ledger; each view is a function of it. A view holds texts as
//! they are recorded, sealed: who shows them opens them.

pub mod actions;
pub mod affiliation;
pub mod attendance;
pub mod decisions;
pub mod directory;
pub mod facts;
pub mod ideas;
pub mod meetings;
pub mod notes;
pub mod occasions;
mod order;
pub mod questions;
pub mod register;
pub mod stances;
mod staying;
pub mod timeline;
