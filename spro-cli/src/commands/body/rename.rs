//! `body rename`: another name of the body.

use spro_core::domain::body;

use crate::args::General;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Console;
use crate::recording::{self, Dated};
use crate::rejected;
use crate::typed;

#[derive(Debug, clap::Args)]
pub(crate) struct Rename {
    #[arg(value_name = "NAME", value_parser = typed::text)]
    name: String,
    #[command(flatten)]
    dated: Dated,
}

impl Rename {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, body, _) = grounds
                .register
                .bodies()
                .next()
                .ok_or_else(|| Failure::new(Exit::NotFound, "error-no-body"))?;
            let event = body::rename(body, &self.name, &grounds.times)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject.clone(), event.into()))
        })
    }
}
