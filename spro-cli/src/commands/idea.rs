//! `idea`: ideas, and what became of them.

mod add;
mod change;
mod list;

use clap::Subcommand;

use self::add::Add;
use self::change::Outcome;
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Idea {
    List(List),
    Add(Add),
    Adopt(Outcome),
    SetAside(Outcome),
}

impl Idea {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        use spro_core::domain::idea;
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Adopt(it) => it.run(console, general, idea::adopt),
            Self::SetAside(it) => it.run(console, general, idea::set_aside),
        }
    }
}
