//! `body`: what the body is called.

mod rename;
mod show;

use clap::Subcommand;

use self::rename::Rename;
use self::show::Show;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;

#[derive(Debug, Subcommand)]
pub(crate) enum Body {
    Show(Show),
    Rename(Rename),
}

impl Body {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::Show(it) => it.run(console, general),
            Self::Rename(it) => it.run(console, general),
        }
    }
}
