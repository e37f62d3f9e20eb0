//! Tests that cross the crates, and what they share.

pub mod tidy;
