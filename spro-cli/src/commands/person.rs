//! `person`: who is known, and what becomes of their names.

mod erase;

use clap::Subcommand;

use self::erase::Erase;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Person {
    Erase(Erase),
}

impl Person {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::Erase(it) => it.run(console, general),
        }
    }
}
