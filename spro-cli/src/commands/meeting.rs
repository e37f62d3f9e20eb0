//! `meeting`: when the body met, who came, how far the minutes are.

mod attend;
mod change;
mod list;

use clap::Subcommand;

use self::attend::Attend;
use self::change::{Agenda, Cancel, Hold, Plan};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Meeting {
    List(List),
    Plan(Plan),
    Hold(Hold),
    Cancel(Cancel),
    Attend(Attend),
    Agenda(Agenda),
}

impl Meeting {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
            Self::Plan(it) => it.run(console, general),
            Self::Hold(it) => it.run(console, general),
            Self::Cancel(it) => it.run(console, general),
            Self::Attend(it) => it.run(console, general),
            Self::Agenda(it) => it.run(console, general),
        }
    }
}
