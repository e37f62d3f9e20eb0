//! Changes of a meeting and of its minutes by hand.

use chrono::NaiveDate;
use spro_core::domain::meeting::{self, Held, Meeting, Planned};
use spro_core::domain::minutes::{self, Approved};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use crate::actor;
use crate::args::General;
use crate::days;
use crate::failure::Failure;
use crate::ids;
use crate::output::Console;
use crate::recording::{self, Dated, Grounds};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Plan {
    #[arg(value_name = "WHEN", value_parser = days::when)]
    when: When,
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,
    #[arg(long, value_name = "PLACE")]
    venue: Option<String>,
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Plan {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let fresh = actor::new_subject("meeting")?;
        recording::change(console, general, &self.dated, |grounds| {
            let unknown = Meeting::default();
            let (subject, meeting) = match &self.meeting {
                Some(id) => named(grounds, id)?,
                None => (fresh.clone(), &unknown),
            };
            let planned = Planned {
                on: self.when.clone(),
                venue: self.venue.as_deref().map(Text::plain),
                group: self.group.as_deref().map(Text::plain),
            };
            let event = meeting::plan(meeting, planned)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Hold {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "DATE", value_parser = days::day)]
    day: NaiveDate,
    #[arg(long, value_name = "PLACE")]
    venue: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Hold {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, &self.dated, |grounds| {
            let (subject, meeting) = named(grounds, &self.id)?;
            let held = Held {
                on: self.day,
                title: None,
                venue: self.venue.as_deref().map(Text::plain),
                starts: None,
                ends: None,
                group: None,
            };
            let event = meeting::hold(meeting, held)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), grounds.since(self.day))])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Cancel {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    dated: Dated,
}

impl Cancel {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, meeting) = named(grounds, &self.id)?;
            let event = meeting::cancel(meeting, None)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Approve {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "ID")]
    at: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Approve {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, meeting) = named(grounds, &self.id)?;
            let at = self.at.as_deref().map(|id| named(grounds, id)).transpose()?;
            let approved = Approved { at: at.map(|(subject, _)| subject), words: None };
            let event = minutes::approve(meeting, approved)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

/// The meeting that is meant: an id, or its day.
pub(super) fn named<'g>(
    grounds: &Grounds<'g>,
    id: &str,
) -> Result<(Subject, &'g Meeting), Failure> {
    let subject = recording::find(grounds.register, "meeting", id)?;
    let meeting = grounds.register.meeting(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, meeting))
}
