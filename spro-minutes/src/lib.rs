//! Reads minutes of meetings into proposals for the register.
