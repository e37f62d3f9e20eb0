//! `occasion add` and `describe`: what is said of a public event, recorded by hand.

use spro_core::domain::occasion::{Occasion, OccasionStatus, Reported};
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::text::Text;
use spro_core::when::When;

use super::change::named;
use crate::actor;
use crate::args::General;
use crate::days;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::ledger::open_failure;
use crate::output::Console;
use crate::raised::{self, Said};
use crate::recording::{self, Grounds};
use crate::typed;

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[arg(value_name = "NAME", value_parser = typed::text)]
    name: String,
    #[arg(long)]
    confirmed: bool,
    #[command(flatten)]
    described: Described,
    #[command(flatten)]
    said: Said,
}

/// What an occasion is.
#[derive(Debug, clap::Args)]
struct Described {
    #[arg(long, value_name = "WHEN", value_parser = days::when)]
    when: Option<When>,
    #[arg(long = "place", value_name = "TEXT", value_parser = typed::text)]
    places: Vec<String>,
    #[arg(long, value_name = "NUMBER")]
    stops: Option<u64>,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    audience: Option<String>,
    #[arg(long, value_name = "NAME")]
    organiser: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    programme: Vec<String>,
}

impl Described {
    fn reported(&self, name: &str, grounds: &Grounds<'_>) -> Result<Reported, Failure> {
        let all = |texts: &[String]| texts.iter().map(|text| Text::plain(text)).collect();
        Ok(Reported {
            name: Text::plain(name),
            status: None,
            when: self.when.clone(),
            places: all(&self.places),
            stops: self.stops,
            audience: self.audience.as_deref().map(Text::plain),
            organiser: raised::who(grounds, self.organiser.as_deref())?,
            programme: all(&self.programme),
            words: None,
        })
    }

    const fn says_nothing(&self) -> bool {
        self.when.is_none()
            && self.places.is_empty()
            && self.stops.is_none()
            && self.audience.is_none()
            && self.organiser.is_none()
            && self.programme.is_empty()
    }
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let subject = actor::new_subject("occasion")?;
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let status = self.confirmed.then_some(OccasionStatus::Confirmed);
            let reported = Reported { status, ..self.described.reported(&self.name, grounds)? };
            Ok(vec![(subject.clone(), reported.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Describe {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    name: Option<String>,
    #[command(flatten)]
    described: Described,
    #[command(flatten)]
    said: Said,
}

impl Describe {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        if self.name.is_none() && self.described.says_nothing() {
            return Err(Failure::new(Exit::Usage, "usage-describes-nothing"));
        }
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, occasion) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let name = match &self.name {
                Some(name) => name.clone(),
                None => known_name(occasion, grounds)?,
            };
            let reported = self.described.reported(&name, grounds)?;
            Ok(vec![(subject, reported.into(), times)])
        })
    }
}

/// What an occasion is called; asks for it where its name was erased.
fn known_name(occasion: &Occasion, grounds: &Grounds<'_>) -> Result<String, Failure> {
    let opened = occasion.name.as_ref().map(|name| grounds.names.keyring().open(name));
    match opened.transpose().map_err(|error| open_failure(&error))? {
        Some(Opened::Clear(name)) => Ok(name.into_owned()),
        Some(Opened::Erased) | None => {
            Err(Failure::new(Exit::Usage, "usage-missing").with("argument", "--name"))
        }
    }
}
