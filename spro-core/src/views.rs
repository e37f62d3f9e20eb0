//! Answers: what the register says, as of a day.
//!
//! [`register::Register`] folds the ledger; each view is a function of it. A view holds texts as
//! they are recorded, sealed: who shows them opens them.

pub mod register;
