//! A transcript for each command: what users see, in both languages where words matter.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]
#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes the transcripts")]

mod by_hand;
mod dates;
mod demo;
mod desk;
mod files;
mod house_format;
mod ledger;
mod minutes;
mod review;
mod usage;
mod without_minutes;
