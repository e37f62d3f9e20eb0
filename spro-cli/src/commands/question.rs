//! `question`: what was asked, and who answered.

mod add;
mod change;
mod list;

use clap::Subcommand;

use self::add::Add;
use self::change::{Answer, Lapse};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    List(List),
    Add(Add),
    Answer(Answer),
    Lapse(Lapse),
}

impl Question {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Answer(it) => it.run(console, general),
            Self::Lapse(it) => it.run(console, general),
        }
    }
}
