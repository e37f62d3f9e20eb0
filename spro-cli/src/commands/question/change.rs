//! What becomes of a question, by hand.

use spro_core::domain::question::{self, Answered, Question};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;

use crate::args::General;
use crate::failure::Failure;
use crate::ids;
use crate::output::Console;
use crate::parties::Parties;
use crate::recording::{self, Dated, Grounds};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Answer {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "WORDS", required_unless_present = "decision")]
    words: Option<String>,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(long, value_name = "ID")]
    decision: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Answer {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, question) = named(grounds, &self.id)?;
            let parties = Parties::new(grounds.register, grounds.names)?;
            let decision = self.decision.as_deref();
            let answered = Answered {
                words: self.words.as_deref().map(Text::plain),
                by: self.by.as_deref().map(|name| parties.owner(name)).transpose()?,
                decision: decision
                    .map(|id| recording::find(grounds.register, "decision", id))
                    .transpose()?,
            };
            let event = question::answer(question, &grounds.times, answered)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lapse {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    dated: Dated,
}

impl Lapse {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, question) = named(grounds, &self.id)?;
            let event = question::lapse(question, &grounds.times, None)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

fn named<'g>(grounds: &Grounds<'g>, id: &str) -> Result<(Subject, &'g Question), Failure> {
    let subject = recording::find(grounds.register, "question", id)?;
    let question = grounds.register.question(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, question))
}
