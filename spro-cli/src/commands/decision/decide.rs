//! Decisions, recorded by hand: what was put to decision, and which way it went.

use spro_core::domain::decision::{self, Choice, Judged, Proposed};
use spro_core::kernel::seal::text::Text;
use spro_core::when::When;

use super::change::named;
use crate::actor;
use crate::args::General;
use crate::days;
use crate::failure::Failure;
use crate::output::Console;
use crate::raised::{self, Numbered, Raised, Said, Words};
use crate::recording;
use crate::rejected;
use crate::typed;

/// Which way a decision went, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Adopted,
    Rejected,
    Deferred,
    Withdrawn,
}

impl Outcome {
    const ALL: [Self; 4] = [Self::Adopted, Self::Rejected, Self::Deferred, Self::Withdrawn];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Rejected => "rejected",
            Self::Deferred => "deferred",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// On which terms it went so.
#[derive(Debug, clap::Args)]
struct Terms {
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    condition: Option<String>,
    #[arg(long, requires = "condition")]
    each_occasion: bool,
    #[arg(long, value_name = "WHEN", value_parser = days::when)]
    until: Option<When>,
    #[command(flatten)]
    words: Words,
}

impl Terms {
    /// Refuses terms that the outcome makes void.
    fn check(&self, outcome: Option<Outcome>) -> Result<(), Failure> {
        if outcome != Some(Outcome::Adopted) {
            typed::only_with(self.condition.is_some(), "--condition", Outcome::Adopted.as_str())?;
        }
        if outcome != Some(Outcome::Deferred) {
            typed::only_with(self.until.is_some(), "--until", Outcome::Deferred.as_str())?;
        }
        Ok(())
    }

    fn choice(&self, outcome: Outcome) -> Choice {
        let judged = if self.each_occasion { Judged::EachOccasion } else { Judged::Once };
        let condition = self.condition.as_deref().map(|text| (Text::plain(text), judged));
        match outcome {
            Outcome::Adopted => Choice::Adopt { condition },
            Outcome::Rejected => Choice::Reject,
            Outcome::Deferred => Choice::Defer { until: self.until.clone() },
            Outcome::Withdrawn => Choice::Withdraw,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[command(flatten)]
    raised: Raised,
    #[arg(value_name = "OUTCOME", value_parser = typed::one_of(Outcome::ALL, Outcome::as_str))]
    outcome: Option<Outcome>,
    #[command(flatten)]
    terms: Terms,
    #[command(flatten)]
    numbered: Numbered,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    about: Option<String>,
    #[arg(long, value_name = "ID")]
    answers: Option<String>,
    #[arg(long, value_name = "NAME")]
    decided_by: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    basis: Option<String>,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        self.terms.check(self.outcome)?;
        let fresh = actor::new_subject("decision")?;
        let said = self.raised.said();
        recording::change_all(console, general, said.dated(), |grounds| {
            let (meeting, times) = said.at(grounds)?;
            let answers = self.answers.as_deref();
            let answers = answers.map(|id| recording::find(grounds.register, "question", id));
            let proposed = Proposed {
                number: self.numbered.number(),
                text: self.raised.text(),
                meeting,
                about: self.about.as_deref().map(Text::plain),
                concerns: Vec::new(),
                answers: answers.transpose()?,
                decided_by: raised::who(grounds, self.decided_by.as_deref())?,
                basis: self.basis.as_deref().map(Text::plain),
            };
            let subject = self.numbered.subject(grounds, &fresh);
            let known = grounds.register.decision(&subject).cloned().unwrap_or_default();
            let refused = |refused| rejected::failure(&refused, grounds.names);
            let proposed = decision::propose(&known, proposed).map_err(refused)?;
            let mut changes = vec![(subject.clone(), proposed.into(), times.clone())];
            if let Some(outcome) = self.outcome {
                let (choice, words) = (self.terms.choice(outcome), self.terms.words.text());
                let decided = decision::decide(&known, choice, &times, words).map_err(refused)?;
                changes.push((subject.clone(), decided.into(), times));
            }
            Ok(changes)
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Decide {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "OUTCOME", value_parser = typed::one_of(Outcome::ALL, Outcome::as_str))]
    outcome: Outcome,
    #[command(flatten)]
    terms: Terms,
    #[command(flatten)]
    said: Said,
}

impl Decide {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        self.terms.check(Some(self.outcome))?;
        recording::change_all(console, general, self.said.dated(), |grounds| {
            let (subject, known) = named(grounds, &self.id)?;
            let (_, times) = self.said.at(grounds)?;
            let choice = self.terms.choice(self.outcome);
            let event = decision::decide(known, choice, &times, self.terms.words.text())
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Amend {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    raised: Raised,
}

impl Amend {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let said = self.raised.said();
        recording::change_all(console, general, said.dated(), |grounds| {
            let (subject, known) = named(grounds, &self.id)?;
            let (_, times) = said.at(grounds)?;
            let event = decision::amend(known, &times, self.raised.text())
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}
