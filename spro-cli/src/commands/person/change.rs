//! Changes of a person's entry by hand.

use spro_core::domain::person::{self, Name, Named};
use spro_core::kernel::seal::text::Text;

use crate::actor;
use crate::args::General;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Console;
use crate::parties::Parties;
use crate::recording::{self, Dated};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    dated: Dated,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let fresh = actor::new_subject("person")?;
        recording::change(console, general, &self.dated, |grounds| {
            let parties = Parties::new(grounds.register, grounds.names)?;
            if let Some(known) = parties.person(&self.name)? {
                return Err(Failure::new(Exit::Refused, "error-known-already")
                    .with("name", &self.name)
                    .with("known", known));
            }
            let named = Named { name: Name(Text::plain(&self.name)) };
            Ok((fresh.clone(), named.into()))
        })
    }
}

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
