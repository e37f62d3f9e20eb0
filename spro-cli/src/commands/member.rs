//! `member`: who acts in the body, for whom, since when.

mod change;
mod list;

use clap::Subcommand;

use self::change::{Add, End};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Member {
    List(List),
    Add(Add),
    End(End),
}

impl Member {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::End(it) => it.run(console, general),
        }
    }
}
