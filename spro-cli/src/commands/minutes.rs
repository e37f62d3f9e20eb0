//! `minutes`: how far the minutes of a meeting are.

mod change;
mod rectify;

use clap::Subcommand;

use self::change::{Approve, Circulate, Defer, Draft};
use self::rectify::Rectify;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Minutes {
    Draft(Draft),
    Circulate(Circulate),
    Approve(Approve),
    Defer(Defer),
    Rectify(Rectify),
}

impl Minutes {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::Draft(it) => it.run(console, general),
            Self::Circulate(it) => it.run(console, general),
            Self::Approve(it) => it.run(console, general),
            Self::Defer(it) => it.run(console, general),
            Self::Rectify(it) => it.run(console, general),
        }
    }
}
