//! What becomes of an idea, by hand.

use spro_core::domain::idea::{Idea, IdeaEvent};
use spro_core::domain::rejection::Rejection;
use spro_core::domain::stated::Times;
use spro_core::kernel::seal::text::Text;

use crate::args::General;
use crate::failure::Failure;
use crate::ids;
use crate::output::Console;
use crate::recording::{self, Dated};
use crate::rejected;

/// A change of how far an idea is.
#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    dated: Dated,
}

/// What decides it.
type Decide = fn(&Idea, &Times, Option<Text>) -> Result<IdeaEvent, Rejection>;

impl Change {
    pub(super) fn run(
        &self,
        console: &mut Console,
        general: &General,
        decide: Decide,
    ) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let subject = recording::find(grounds.register, "idea", &self.id)?;
            let idea = grounds.register.idea(&subject);
            let idea = idea.ok_or_else(|| ids::not_found(&self.id))?;
            let event = decide(idea, &grounds.times, None)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}
