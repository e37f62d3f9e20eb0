//! Changes of a person's entry by hand.

use spro_core::domain::person;

use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;
use crate::recording::{self, Dated};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Alias {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "ALIAS")]
    also: String,
    #[command(flatten)]
    dated: Dated,
}

impl Alias {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let subject = grounds.person(&self.name)?;
            let person = grounds.register.person(&subject);
            let event = person::alias(&subject, person, &self.also)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Merge {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "NAME")]
    into: String,
    #[command(flatten)]
    dated: Dated,
}

impl Merge {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (from, into) = (grounds.person(&self.name)?, grounds.person(&self.into)?);
            let event = person::merge(&from, &into, |subject| grounds.register.person(subject))
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((from, event.into()))
        })
    }
}
