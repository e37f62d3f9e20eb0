//! `occasion`: planned public events.

mod change;
mod list;

use clap::Subcommand;

use self::change::{Change, Postpone};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Occasion {
    List(List),
    Confirm(Change),
    Postpone(Postpone),
    Hold(Change),
    Cancel(Change),
}

impl Occasion {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        use spro_core::domain::occasion;
        match self {
            Self::List(it) => it.run(console, general),
            Self::Confirm(it) => it.run(console, general, occasion::confirm),
            Self::Postpone(it) => it.run(console, general),
            Self::Hold(it) => it.run(console, general, occasion::hold),
            Self::Cancel(it) => it.run(console, general, occasion::cancel),
        }
    }
}
