//! Changes of a decision by hand.

use clap::ValueEnum;
use spro_core::domain::decision::{self, Decision, DecisionEvent, Verdict};
use spro_core::domain::rejection::Rejection;
use spro_core::domain::stated::Times;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;

use crate::args::General;
use crate::failure::Failure;
use crate::ids;
use crate::output::Console;
use crate::raised::{Said, Words};
use crate::recording::{self, Grounds};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Condition {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "met|failed|waived")]
    verdict: Judged,
    #[arg(long, value_name = "ID")]
    occasion: Option<String>,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

/// How a condition is judged, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Judged {
    Met,
    Failed,
    Waived,
}

impl Condition {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let verdict = match self.verdict {
            Judged::Met => Verdict::Met,
            Judged::Failed => Verdict::Failed,
            Judged::Waived => Verdict::Waived,
        };
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let (subject, decision) = named(grounds, &self.id)?;
            let occasion = self.occasion.as_deref();
            let occasion =
                occasion.map(|id| recording::find(grounds.register, "occasion", id)).transpose()?;
            let event = decision::judge(decision, verdict, occasion, &times, self.words.text());
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Supersede {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "ID")]
    by: String,
    #[command(flatten)]
    said: Said,
}

impl Supersede {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let (subject, decision) = named(grounds, &self.id)?;
            let (by, _) = named(grounds, &self.by)?;
            let known = |subject: &Subject| grounds.register.decision(subject);
            let event = decision::supersede(&subject, decision, &by, known, &times);
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}

/// The end of a decision that nothing replaces.
#[derive(Debug, clap::Args)]
pub(crate) struct End {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    said: Said,
}

/// What decides an end.
type Decide = fn(&Decision, &Times, Option<Text>) -> Result<DecisionEvent, Rejection>;

impl End {
    pub(super) fn run(
        &self,
        console: &mut Console,
        general: &General,
        decide: Decide,
    ) -> Result<(), Failure> {
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (_, times) = self.said.at(grounds)?;
            let (subject, decision) = named(grounds, &self.id)?;
            let event = decide(decision, &times, self.words.text());
            let event = event.map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}

/// The decision that is meant.
pub(super) fn named<'g>(
    grounds: &Grounds<'g>,
    id: &str,
) -> Result<(Subject, &'g Decision), Failure> {
    let subject = recording::find(grounds.register, "decision", id)?;
    let decision = grounds.register.decision(&subject).ok_or_else(|| ids::not_found(id))?;
    Ok((subject, decision))
}
