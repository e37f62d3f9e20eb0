//! `action add`: what is to be done, recorded by hand.

use spro_core::domain::action::{self, Raised as Facts};
use spro_core::when::When;

use crate::actor;
use crate::args::General;
use crate::days;
use crate::failure::Failure;
use crate::output::Console;
use crate::parties::Parties;
use crate::raised::{Numbered, Raised};
use crate::recording;
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[command(flatten)]
    raised: Raised,
    #[command(flatten)]
    numbered: Numbered,
    #[arg(long = "owner", value_name = "NAME")]
    owners: Vec<String>,
    #[arg(long, value_name = "WHEN", value_parser = days::when)]
    due: Option<When>,
    #[arg(long, value_name = "ID")]
    decision: Option<String>,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let fresh = actor::new_subject("action")?;
        let said = self.raised.said();
        recording::change_all(console, general, said.dated(), |grounds| {
            let (meeting, times) = said.at(grounds)?;
            let parties = Parties::new(grounds.register, grounds.names)?;
            let owners = self.owners.iter().map(|name| parties.owner(name));
            let decision = self.decision.as_deref();
            let decision = decision.map(|id| recording::find(grounds.register, "decision", id));
            let facts = Facts {
                number: self.numbered.number(),
                text: self.raised.text(),
                owners: owners.collect::<Result<_, _>>()?,
                due: self.due.clone(),
                meeting,
                decision: decision.transpose()?,
            };
            let subject = self.numbered.subject(grounds, &fresh);
            let known = grounds.register.action(&subject).cloned().unwrap_or_default();
            let event = action::raise(&known, facts)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}
