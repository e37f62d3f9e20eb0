//! Tests that cross the crates, and what they share.

pub mod fuzzed;
pub mod tidy;
