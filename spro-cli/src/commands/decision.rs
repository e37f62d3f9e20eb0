//! `decision`: what was decided, on what condition, and whether it stands.

mod change;
mod decide;
pub(crate) mod list;

use clap::Subcommand;

use self::change::{Condition, End, Supersede};
use self::decide::{Add, Amend, Decide};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Decision {
    List(List),
    Add(Add),
    Decide(Decide),
    Condition(Condition),
    Amend(Amend),
    Supersede(Supersede),
    Repeal(End),
    Lapse(End),
}

impl Decision {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        use spro_core::domain::decision;
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Decide(it) => it.run(console, general),
            Self::Condition(it) => it.run(console, general),
            Self::Amend(it) => it.run(console, general),
            Self::Supersede(it) => it.run(console, general),
            Self::Repeal(it) => it.run(console, general, decision::repeal),
            Self::Lapse(it) => it.run(console, general, decision::lapse),
        }
    }
}
