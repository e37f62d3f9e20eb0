//! Command line of the register.
fn main() {}
