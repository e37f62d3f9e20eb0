//! `occasion`: planned public events.

mod add;
mod change;
mod list;

use clap::Subcommand;

use self::add::{Add, Describe};
use self::change::{Count, Expect, Postpone, Replies, Status};
use self::list::List;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Occasion {
    List(List),
    Add(Add),
    Describe(Describe),
    Confirm(Status),
    Postpone(Postpone),
    Hold(Status),
    Cancel(Status),
    Reply(Replies),
    Expect(Expect),
    Count(Count),
}

impl Occasion {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        use spro_core::domain::occasion;
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Describe(it) => it.run(console, general),
            Self::Confirm(it) => it.run(console, general, occasion::confirm),
            Self::Postpone(it) => it.run(console, general),
            Self::Hold(it) => it.run(console, general, occasion::hold),
            Self::Cancel(it) => it.run(console, general, occasion::cancel),
            Self::Reply(it) => it.run(console, general),
            Self::Expect(it) => it.run(console, general),
            Self::Count(it) => it.run(console, general),
        }
    }
}
