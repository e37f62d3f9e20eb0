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
use crate::recording::{self, Dated, Grounds};
use crate::rejected;

/// A change of an action's status.
#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    dated: Dated,
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
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, action) = named(grounds, &self.id)?;
            let event = decide(action, &grounds.times, None);
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
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
    dated: Dated,
}

impl Due {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, action) = named(grounds, &self.id)?;
            let event = action::set_due(action, self.when.clone(), &grounds.times, None);
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
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
    dated: Dated,
}

impl Assign {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, action) = named(grounds, &self.id)?;
            let parties = Parties::new(grounds.register, grounds.names)?;
            let owners =
                self.owners.iter().map(|name| parties.owner(name)).collect::<Result<_, _>>()?;
            let event = action::assign(action, owners, &grounds.times, None);
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

/// The action that is meant.
fn named<'g>(grounds: &Grounds<'g>, id: &str) -> Result<(Subject, &'g Action), Failure> {
    let subject = recording::find(grounds.register, "action", id)?;
    let action = grounds.register.action(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, action))
}
