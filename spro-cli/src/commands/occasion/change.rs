//! What becomes of an occasion, recorded by hand.

use spro_core::domain::occasion::{
    self, Occasion, OccasionEvent, Replied, Reply, TurnoutCounted, TurnoutEstimated, TurnoutSpan,
};
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
use crate::raised::{self, Said, Words};
use crate::recording::{self, Grounds};
use crate::rejected;
use crate::typed;

/// How far an occasion is.
#[derive(Debug, clap::Args)]
pub(crate) struct Status {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

/// What decides a change of status.
type Decide = fn(&Occasion, &Times, Option<Text>) -> Result<OccasionEvent, Rejection>;

impl Status {
    pub(super) fn run(
        &self,
        console: &mut Console,
        general: &General,
        decide: Decide,
    ) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, occasion) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let event = decide(occasion, &times, self.words.text())
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Postpone {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "WHEN", value_parser = days::when)]
    when: Option<When>,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

impl Postpone {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, occasion) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let (to, words) = (self.when.clone(), self.words.text());
            let event = occasion::postpone(occasion, to, &times, words)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}

const REPLIES: [Reply; 4] =
    [Reply::Accepted, Reply::Tentative, Reply::Declined, Reply::NeedsAction];

#[derive(Debug, clap::Args)]
pub(crate) struct Replies {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "REPLY", value_parser = typed::one_of(REPLIES, reply))]
    reply: Reply,
    #[command(flatten)]
    said: Said,
}

impl Replies {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, _) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let participant = Parties::new(grounds.register, grounds.names)?.owner(&self.name)?;
            let replied = Replied { participant, reply: self.reply };
            Ok(vec![(subject.clone(), replied.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Expect {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "NUMBER")]
    number: u64,
    #[arg(long)]
    daily: bool,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    words: String,
    #[command(flatten)]
    said: Said,
}

impl Expect {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, _) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let estimated = TurnoutEstimated {
                number: Some(self.number),
                over: if self.daily { TurnoutSpan::Day } else { TurnoutSpan::Whole },
                by: raised::who(grounds, self.by.as_deref())?,
                words: Text::plain(&self.words),
            };
            Ok(vec![(subject.clone(), estimated.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Count {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "NUMBER")]
    number: u64,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

impl Count {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, _) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let counted = TurnoutCounted { number: self.number, words: self.words.text() };
            Ok(vec![(subject.clone(), counted.into(), times)])
        })
    }
}

const fn reply(reply: Reply) -> &'static str {
    match reply {
        Reply::NeedsAction => "needs-action",
        Reply::Accepted => "accepted",
        Reply::Tentative => "tentative",
        Reply::Declined => "declined",
    }
}

/// The occasion that is meant.
pub(super) fn named<'g>(
    grounds: &Grounds<'g>,
    id: &str,
) -> Result<(Subject, &'g Occasion), Failure> {
    let subject = recording::find(grounds.register, "occasion", id)?;
    let occasion = grounds.register.occasion(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, occasion))
}
