//! `idea add`: an idea, recorded by hand.

use spro_core::domain::idea::{self, Raised as Facts};

use crate::actor;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;
use crate::raised::{self, Numbered, Raised};
use crate::recording;
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[command(flatten)]
    raised: Raised,
    #[command(flatten)]
    numbered: Numbered,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let fresh = actor::new_subject("idea")?;
        let said = self.raised.said();
        recording::change_all(console, general, said.dated(), |grounds| {
            let (meeting, times) = said.at(grounds)?;
            let facts = Facts {
                number: self.numbered.number(),
                text: self.raised.text(),
                by: raised::who(grounds, self.by.as_deref())?,
                meeting,
            };
            let subject = self.numbered.subject(grounds, &fresh);
            let known = grounds.register.idea(&subject).cloned().unwrap_or_default();
            let event = idea::raise(&known, facts)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}
