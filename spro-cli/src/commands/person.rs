//! `person`: who is known, and what becomes of their names.

mod change;
mod erase;
mod list;

use clap::Subcommand;

use self::change::{Add, Alias, Merge};
use self::erase::Erase;
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Person {
    List(List),
    Add(Add),
    Alias(Alias),
    Merge(Merge),
    Erase(Erase),
}

impl Person {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Alias(it) => it.run(console, general),
            Self::Merge(it) => it.run(console, general),
            Self::Erase(it) => it.run(console, general),
        }
    }
}
