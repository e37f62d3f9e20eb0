//! Meetings, recorded by hand: planned, held, cancelled, with their agenda.

use chrono::NaiveDate;
use spro_core::domain::meeting::{self, AgendaListed, Held, Planned};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;
use spro_core::when::{LocalTime, When};

use crate::actor;
use crate::args::General;
use crate::clock;
use crate::days;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::met;
use crate::output::Console;
use crate::raised::{Said, Words};
use crate::recording::{self, Dated};
use crate::rejected;
use crate::typed;

/// What `--meeting` says when no known meeting is meant.
const ANOTHER: &str = "another";

#[derive(Debug, clap::Args)]
pub(crate) struct Plan {
    #[arg(value_name = "WHEN", value_parser = days::when)]
    when: When,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    venue: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = typed::text)]
    group: Option<String>,
    #[arg(long, value_name = "MEETING|another")]
    meeting: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Plan {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let fresh = actor::new_subject("meeting")?;
        recording::change(console, general, &self.dated, |grounds| {
            let register = grounds.register;
            let day = self.when.as_day();
            let subject = meant(register, self.meeting.as_deref(), day, &fresh)?;
            let known = register.meeting(&subject).cloned().unwrap_or_default();
            let planned = Planned {
                on: self.when.clone(),
                venue: self.venue.as_deref().map(Text::plain),
                group: self.group.as_deref().map(Text::plain),
            };
            let event = meeting::plan(&known, planned)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Hold {
    #[arg(value_name = "DATE", value_parser = days::day)]
    day: NaiveDate,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    title: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    venue: Option<String>,
    #[arg(long, value_name = "HH:MM", value_parser = typed::time)]
    starts: Option<LocalTime>,
    #[arg(long, value_name = "HH:MM", value_parser = typed::time)]
    ends: Option<LocalTime>,
    #[arg(long, value_name = "NAME", value_parser = typed::text)]
    group: Option<String>,
    #[arg(long, value_name = "MEETING|another")]
    meeting: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Hold {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        if self.day > clock::today() {
            return Err(Failure::new(Exit::Refused, "error-not-yet").with("day", self.day));
        }
        let fresh = actor::new_subject("meeting")?;
        recording::change_all(console, general, &self.dated, |grounds| {
            let register = grounds.register;
            let subject = meant(register, self.meeting.as_deref(), Some(self.day), &fresh)?;
            let known = register.meeting(&subject).cloned().unwrap_or_default();
            let text = |text: &Option<String>| text.as_deref().map(Text::plain);
            let held = Held {
                on: self.day,
                title: text(&self.title),
                venue: text(&self.venue),
                starts: self.starts,
                ends: self.ends,
                group: text(&self.group),
            };
            let event = meeting::hold(&known, held)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), self.dated.times_of(self.day))])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Cancel {
    #[arg(value_name = "MEETING")]
    which: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

impl Cancel {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, known) = met::find(grounds.register, &self.which)?;
            let (_, times) = self.said.at(grounds)?;
            let event = meeting::cancel(known, &times, self.words.text())
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Agenda {
    #[arg(value_name = "MEETING")]
    meeting: String,
    #[arg(value_name = "TEXT", value_parser = typed::text, required = true)]
    points: Vec<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Agenda {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, &self.dated, |grounds| {
            let (subject, known) = met::find(grounds.register, &self.meeting)?;
            let items = self.points.iter().map(|point| Text::plain(point)).collect();
            let times = met::times(Some(known), &self.dated);
            Ok(vec![(subject.clone(), AgendaListed { items }.into(), times)])
        })
    }
}

/// The meeting that is meant: the one that is named, else that of the day, else a new one.
fn meant(
    register: &Register,
    named: Option<&str>,
    day: Option<NaiveDate>,
    fresh: &Subject,
) -> Result<Subject, Failure> {
    if let Some(named) = named {
        let another = named == ANOTHER;
        return if another { Ok(fresh.clone()) } else { Ok(met::find(register, named)?.0) };
    }
    let found = day.map(|day| met::of_day(register, day)).transpose()?.flatten();
    Ok(found.unwrap_or_else(|| fresh.clone()))
}
