//! The commands, one a file: its arguments, and what it does with them.

pub(crate) mod help;
pub(crate) mod verify;
