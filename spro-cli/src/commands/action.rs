//! `action`: what is to be done, by whom, by when.

mod add;
mod change;
pub(crate) mod list;

use clap::Subcommand;

use self::add::Add;
use self::change::{Assign, Change, Due};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    List(List),
    Add(Add),
    Start(Change),
    Done(Change),
    Cancel(Change),
    Reopen(Change),
    Due(Due),
    Assign(Assign),
}

impl Action {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        use spro_core::domain::action;
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Start(it) => it.run(console, general, action::start),
            Self::Done(it) => it.run(console, general, action::complete),
            Self::Cancel(it) => it.run(console, general, action::cancel),
            Self::Reopen(it) => it.run(console, general, action::reopen),
            Self::Due(it) => it.run(console, general),
            Self::Assign(it) => it.run(console, general),
        }
    }
}
