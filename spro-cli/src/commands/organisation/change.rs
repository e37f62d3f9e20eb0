//! Changes of an organisation's entry by hand.

use spro_core::domain::organisation::{self, Aliased, Named, Organisation};
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;

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
        let fresh = actor::new_subject("organisation")?;
        recording::change(console, general, &self.dated, |grounds| {
            let parties = Parties::new(grounds.register, grounds.names)?;
            if let Some(known) = parties.organisation(&self.name)? {
                return Err(Failure::new(Exit::Refused, "error-known-already")
                    .with("name", &self.name)
                    .with("known", known));
            }
            let named = Named { name: self.name.clone() };
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
            let subject = grounds.organisation(&self.name)?;
            Ok((subject, Aliased { alias: self.also.clone() }.into()))
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
            let from = grounds.organisation(&self.name)?;
            let into = grounds.organisation(&self.into)?;
            let event = organisation::merge(&from, &into, known(grounds.register))
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((from.clone(), event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct PartOf {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "WHOLE")]
    whole: String,
    #[command(flatten)]
    dated: Dated,
}

impl PartOf {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let part = grounds.organisation(&self.name)?;
            let whole = grounds.organisation(&self.whole)?;
            let event = organisation::part_of(&part, &whole, known(grounds.register))
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((part.clone(), event.into()))
        })
    }
}

fn known(register: &Register) -> impl Iterator<Item = (&Subject, &Organisation)> {
    register.organisations().map(|(subject, organisation, _)| (subject, organisation))
}
