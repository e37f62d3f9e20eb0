//! Positions, recorded by hand.

use spro_core::domain::stance::{self, Side, Taken};

use crate::actor;
use crate::args::General;
use crate::failure::Failure;
use crate::ids;
use crate::names;
use crate::output::Console;
use crate::raised::{self, Raised, Said, Words};
use crate::recording;
use crate::rejected;
use crate::typed;

const SIDES: [Side; 3] = [Side::For, Side::Against, Side::Reservation];

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[arg(value_name = "SIDE", value_parser = typed::one_of(SIDES, Side::as_str))]
    side: Side,
    #[command(flatten)]
    raised: Raised,
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let subject = actor::new_subject("stance")?;
        let said = self.raised.said();
        recording::change_all(console, general, said.dated(), |grounds| {
            let (meeting, times) = said.at(grounds)?;
            let known = || {
                let entries = grounds.register.entries();
                entries.map(|(subject, entry)| (subject, names::number(&entry.known)))
            };
            let on = self.about.as_deref().map(|id| ids::find_one(id, known())).transpose()?;
            let taken = Taken {
                side: self.side,
                on,
                by: raised::who(grounds, self.by.as_deref())?,
                text: self.raised.text(),
                meeting,
            };
            Ok(vec![(subject.clone(), taken.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lift {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

impl Lift {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let subject = recording::find(grounds.register, "stance", &self.id)?;
            let stance =
                grounds.register.stance(&subject).ok_or_else(|| ids::not_found(&self.id))?;
            let (_, times) = self.said.at(grounds)?;
            let event = stance::lift(stance, &times, self.words.text())
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}
