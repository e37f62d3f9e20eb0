//! A transcript for each command: what users see, in both languages where words matter.

mod desk;
mod usage;
