//! `organisation`: which organisations are known, and how they belong together.

mod change;
mod list;

use clap::Subcommand;

use self::change::{Add, Alias, Merge, PartOf};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Organisation {
    List(List),
    Add(Add),
    Alias(Alias),
    Merge(Merge),
    PartOf(PartOf),
}

impl Organisation {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Alias(it) => it.run(console, general),
            Self::Merge(it) => it.run(console, general),
            Self::PartOf(it) => it.run(console, general),
        }
    }
}
