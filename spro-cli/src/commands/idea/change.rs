//! What becomes of an idea, recorded by hand.

use spro_core::domain::idea::{Idea, IdeaEvent};
use spro_core::domain::rejection::Rejection;
use spro_core::domain::stated::Times;
use spro_core::kernel::seal::text::Text;

use crate::args::General;
use crate::failure::Failure;
use crate::ids;
use crate::output::Console;
use crate::raised::{Said, Words};
use crate::recording;
use crate::rejected;

/// What the body makes of an idea.
#[derive(Debug, clap::Args)]
pub(crate) struct Outcome {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

/// What decides an outcome.
type Decide = fn(&Idea, &Times, Option<Text>) -> Result<IdeaEvent, Rejection>;

impl Outcome {
    pub(super) fn run(
        &self,
        console: &mut Console,
        general: &General,
        decide: Decide,
    ) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let subject = recording::find(grounds.register, "idea", &self.id)?;
            let idea = grounds.register.idea(&subject).ok_or_else(|| ids::not_found(&self.id))?;
            let (_, times) = self.said.at(grounds)?;
            let event = decide(idea, &times, self.words.text())
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}
