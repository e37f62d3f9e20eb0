//! Changes of an occasion by hand.

use spro_core::domain::occasion::{self, Occasion, OccasionEvent};
use spro_core::domain::rejection::Rejection;
use spro_core::domain::stated::Times;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use crate::args::General;
use crate::days;
use crate::failure::Failure;
use crate::ids;
use crate::output::Console;
use crate::recording::{self, Dated, Grounds};
use crate::rejected;

/// A change of how far an occasion is.
#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    dated: Dated,
}

/// What decides it.
type Decide = fn(&Occasion, &Times, Option<Text>) -> Result<OccasionEvent, Rejection>;

impl Change {
    pub(super) fn run(
        &self,
        console: &mut Console,
        general: &General,
        decide: Decide,
    ) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, occasion) = named(grounds, &self.id)?;
            let event = decide(occasion, &grounds.times, None)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Postpone {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "WHEN", value_parser = days::when)]
    to: Option<When>,
    #[command(flatten)]
    dated: Dated,
}

impl Postpone {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, occasion) = named(grounds, &self.id)?;
            let event = occasion::postpone(occasion, self.to.clone(), &grounds.times, None)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

fn named<'g>(grounds: &Grounds<'g>, id: &str) -> Result<(Subject, &'g Occasion), Failure> {
    let subject = recording::find(grounds.register, "occasion", id)?;
    let occasion = grounds.register.occasion(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, occasion))
}
