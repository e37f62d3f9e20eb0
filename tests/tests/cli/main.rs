//! What the command line promises on whole folders: the real binary, run as its users run it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]
#![allow(clippy::indexing_slicing, clippy::print_stderr, reason = "tests fail by panicking")]

mod axes;
mod binary;
mod clock;
mod crash;
mod desk;
mod disk;
mod erasure;
mod folder;
mod invented;
mod kept;
mod order;
mod partner;
mod proposals;
mod real;
mod refusals;
mod reimport;
mod repair;
mod together;
mod tour;
