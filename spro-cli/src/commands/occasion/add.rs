//! `occasion add`: a public event that is planned, recorded by hand.

use spro_core::domain::occasion::{OccasionStatus, Reported};
use spro_core::kernel::seal::text::Text;
use spro_core::when::When;

use crate::actor;
use crate::args::General;
use crate::days;
use crate::failure::Failure;
use crate::output::Console;
use crate::raised::{self, Said};
use crate::recording;
use crate::typed;

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[arg(value_name = "NAME", value_parser = typed::text)]
    name: String,
    #[arg(long, value_name = "WHEN", value_parser = days::when)]
    when: Option<When>,
    #[arg(long)]
    confirmed: bool,
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
    #[command(flatten)]
    said: Said,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let subject = actor::new_subject("occasion")?;
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let all = |texts: &[String]| texts.iter().map(|text| Text::plain(text)).collect();
            let reported = Reported {
                name: Text::plain(&self.name),
                status: self.confirmed.then_some(OccasionStatus::Confirmed),
                when: self.when.clone(),
                places: all(&self.places),
                stops: self.stops,
                audience: self.audience.as_deref().map(Text::plain),
                organiser: raised::who(grounds, self.organiser.as_deref())?,
                programme: all(&self.programme),
                words: None,
            };
            Ok(vec![(subject.clone(), reported.into(), times)])
        })
    }
}
