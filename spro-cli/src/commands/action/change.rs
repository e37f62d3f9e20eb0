//! Changes of an action by hand.

use spro_core::domain::action::{self, Action, ActionEvent};
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
use crate::parties::Parties;
use crate::raised::{Said, Words};
use crate::recording::{self, Grounds};
use crate::rejected;

/// A change of an action's status.
#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

/// What decides a change of status.
type Decide = fn(&Action, &Times, Option<Text>) -> Result<ActionEvent, Rejection>;

impl Change {
    pub(super) fn run(
        &self,
        console: &mut Console,
        general: &General,
        decide: Decide,
    ) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let (subject, action) = named(grounds, &self.id)?;
            let event = decide(action, &times, self.words.text());
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Due {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "WHEN", value_parser = days::when, required_unless_present = "never")]
    when: Option<When>,
    #[arg(long, conflicts_with = "when")]
    never: bool,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

impl Due {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let (subject, action) = named(grounds, &self.id)?;
            let event = action::set_due(action, self.when.clone(), &times, self.words.text());
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Assign {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "NAME", required_unless_present = "nobody")]
    owners: Vec<String>,
    #[arg(long, conflicts_with = "owners")]
    nobody: bool,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

impl Assign {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let (subject, action) = named(grounds, &self.id)?;
            let parties = Parties::new(grounds.register, grounds.names)?;
            let owners =
                self.owners.iter().map(|name| parties.owner(name)).collect::<Result<_, _>>()?;
            let event = action::assign(action, owners, &times, self.words.text());
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}

/// The action that is meant.
fn named<'g>(grounds: &Grounds<'g>, id: &str) -> Result<(Subject, &'g Action), Failure> {
    let subject = recording::find(grounds.register, "action", id)?;
    let action = grounds.register.action(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, action))
}
