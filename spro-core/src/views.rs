//! Answers: what the register says, as of a day.
//!
//! [`register::Register`] folds the ledger; each view is a function of it. A view holds texts as
//! they are recorded, sealed: who shows them opens them.
//!
//! | view | answers |
//! |---|---|
//! | [`attendance`] | who came, for whom, how often: by person, by organisation, by meeting |
//! | [`meetings`] | which meetings there were and will be, and how far their minutes have come |
//! | [`directory`], [`affiliation`] | who is known by which names, and who acts for whom, since when |
//! | [`actions`] | who owes what, since when, and whether it is late |
//! | [`decisions`] | which decisions stand, on what condition, replaced by what |
//! | [`occasions`] | which public events are planned and were held |
//! | [`questions`], [`ideas`], [`stances`], [`notes`] | what was said, and what became of it |
//! | [`timeline`], [`facts`] | every fact in force in its order; the records themselves, amended ones too |

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
