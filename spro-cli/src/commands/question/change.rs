//! What becomes of a question, recorded by hand.

use spro_core::domain::question::{self, Answered, Question};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;

use crate::args::General;
use crate::failure::Failure;
use crate::ids;
use crate::output::Console;
use crate::raised::{self, Said, Words};
use crate::recording::{self, Grounds};
use crate::rejected;
use crate::typed;

#[derive(Debug, clap::Args)]
pub(crate) struct Answer {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "TEXT", value_parser = typed::text, required_unless_present = "decision")]
    text: Option<String>,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(long, value_name = "ID")]
    decision: Option<String>,
    #[command(flatten)]
    said: Said,
}

impl Answer {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, question) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let decision = self.decision.as_deref();
            let decision = decision.map(|id| recording::find(grounds.register, "decision", id));
            let answered = Answered {
                words: self.text.as_deref().map(Text::plain),
                by: raised::who(grounds, self.by.as_deref())?,
                decision: decision.transpose()?,
            };
            let event = question::answer(question, &times, answered)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lapse {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

impl Lapse {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, question) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let event = question::lapse(question, &times, self.words.text())
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}

/// The question that is meant.
fn named<'g>(grounds: &Grounds<'g>, id: &str) -> Result<(Subject, &'g Question), Failure> {
    let subject = recording::find(grounds.register, "question", id)?;
    let question = grounds.register.question(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, question))
}
