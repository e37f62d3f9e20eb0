//! What somebody sees of a document, and says of it, before it is recorded.

use chrono::NaiveDate;
use spro_core::kernel::seal::keyring::Keyring;
use spro_minutes::reconcile::{Answers, ApprovedAnswer, Plan, Question};

use super::answers::{self, Preset, Said};
use super::document::{Document, Further, Outcome, proposal, settled};
use super::steps::{Next, Steps};
use super::{Mode, Taken, change, shown};
use crate::clock;
use crate::confirm;
use crate::failure::Failure;
use crate::ledger::Vault;
use crate::output::Console;

/// What somebody has seen and said of a document.
pub(super) struct Review {
    mode: Mode,
    /// How sure the reader must be.
    pub(super) taken: Taken,
    /// What was said of the questions.
    pub(super) answers: Answers,
    shown: bool,
    agreed: bool,
    /// Set while it is gone through one by one.
    stepping: bool,
    steps: Steps,
    /// The day on which the minutes were approved that would be changed by an erratum.
    approved_on: Option<NaiveDate>,
}

/// What follows a look at a plan.
pub(super) enum Step {
    /// Something was said: plan again.
    Again,
    /// There is nothing to record.
    Settled(Outcome),
    /// It is to be recorded.
    Record,
}

impl Review {
    pub(super) fn new(mode: Mode, preset: &Preset, said: &Said) -> Self {
        Self {
            mode,
            taken: if let Mode::Yes(taken) = mode { taken } else { Taken::Likely },
            answers: preset.answers(said),
            shown: false,
            agreed: matches!(mode, Mode::Yes(_)),
            stepping: false,
            steps: Steps::default(),
            approved_on: None,
        }
    }

    /// What was agreed to has changed: who was asked is asked again.
    pub(super) fn begin_anew(&mut self) {
        if self.mode == Mode::Ask {
            self.shown = false;
            self.agreed = false;
        }
    }

    /// Asks for the day of the meeting where the minutes give none; false where nobody says it.
    pub(super) fn asks_day(
        console: &mut Console,
        document: &mut Document,
    ) -> Result<bool, Failure> {
        if document.draft.date.is_some() {
            return Ok(true);
        }
        let name = [("name", document.name.clone())];
        let text = console.locale.text_with("say-no-day", &name);
        console.say(&text);
        change::day(console, &mut document.draft)
    }

    /// Shows a plan, and asks, as the mode says.
    pub(super) fn of(
        &mut self,
        console: &mut Console,
        keyring: &Keyring<Vault>,
        document: &mut Document,
        plan: &Plan,
    ) -> Result<Step, Failure> {
        if self.mode == Mode::DryRun && console.json {
            return Ok(Step::Settled(looked(document, plan)));
        }
        if !matches!(self.mode, Mode::Yes(_)) && self.proposes_erratum(document, plan) {
            return Ok(Step::Again);
        }
        if self.mode == Mode::Ask && answers::ask(console, plan, &mut self.answers)? {
            return Ok(Step::Again);
        }
        if !self.shown && !console.json {
            shown::plan(console, keyring, document, plan, self.mode, self.erratum())?;
            self.shown = true;
        }
        if plan.is_empty() && !(self.answers.left_out.is_empty() && self.answers.kept.is_empty()) {
            return Ok(Step::Settled(Outcome::Left(Further::GoOn)));
        }
        if plan.is_empty() {
            let settled = settled(console, keyring, document, plan)?;
            return Ok(Step::Settled(Outcome::Unchanged(settled)));
        }
        if self.mode == Mode::DryRun {
            return Ok(Step::Settled(looked(document, plan)));
        }
        if plan.is_blocked() {
            return Err(answers::blocked(plan, &document.name));
        }
        if self.agreed {
            return Ok(Step::Record);
        }
        self.ask(console, keyring, document, plan)
    }

    /// The erratum that is proposed: of minutes approved on a day, known since another.
    fn erratum(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self.answers.approved {
            Some(ApprovedAnswer::Erratum { learned }) => Some((self.approved_on?, learned)),
            _ => None,
        }
    }

    /// Takes the changes to minutes that were approved for an erratum, known since the new edition
    /// went round, or else since today; tells whether there were any.
    fn proposes_erratum(&mut self, document: &Document, plan: &Plan) -> bool {
        let approved = plan.questions.iter().find_map(|question| match question {
            Question::Approved { on } => Some(*on),
            _ => None,
        });
        let Some(on) = approved.filter(|_| self.answers.approved.is_none()) else {
            return false;
        };
        let circulated = document.draft.circulated.filter(|day| *day > on);
        let learned = circulated.unwrap_or_else(clock::today);
        self.answers.approved = Some(ApprovedAnswer::Erratum { learned });
        self.approved_on = Some(on);
        true
    }

    fn ask(
        &mut self,
        console: &mut Console,
        keyring: &Keyring<Vault>,
        document: &mut Document,
        plan: &Plan,
    ) -> Result<Step, Failure> {
        if self.stepping {
            match self.steps.go(console, keyring, document, plan, &mut self.answers)? {
                Next::Again => return Ok(Step::Again),
                Next::Done => self.stepping = false,
                Next::Quit => return Ok(Step::Settled(Outcome::Left(Further::Stop))),
            }
            shown::counts(console, plan);
        }
        let keys = self.keys(plan);
        let question = console.locale.text("ask-record");
        let picked = confirm::pick(console, &question, &keys)?;
        Ok(match picked.and_then(|at| keys.get(at)).copied() {
            Some("ask-yes") => {
                self.agreed = true;
                Step::Record
            }
            Some("ask-all") => {
                self.agreed = true;
                self.taken = Taken::All;
                Step::Again
            }
            Some("ask-key-review") => {
                self.stepping = true;
                Step::Again
            }
            Some("ask-key-edit") => {
                if change::all(console, &mut document.draft)? {
                    self.begin_anew();
                    self.steps = Steps::default();
                    self.answers.left_out.clear();
                }
                Step::Again
            }
            Some("ask-key-misread") => {
                self.answers.approved = Some(ApprovedAnswer::Misread);
                self.approved_on = None;
                self.begin_anew();
                Step::Again
            }
            Some("ask-key-no") => Step::Settled(Outcome::Left(Further::GoOn)),
            _ => Step::Settled(Outcome::Left(Further::Stop)),
        })
    }

    /// What can be said of it as a whole.
    fn keys(&self, plan: &Plan) -> Vec<&'static str> {
        let not_sure = self.taken == Taken::Likely && plan.left.iter().any(shown::can_be_taken);
        let mut keys = vec!["ask-yes"];
        keys.extend(not_sure.then_some("ask-all"));
        keys.extend(["ask-key-review", "ask-key-edit"]);
        keys.extend(self.approved_on.map(|_| "ask-key-misread"));
        keys.extend(["ask-key-no", "ask-key-quit"]);
        keys
    }
}

/// What a look at a document gives.
fn looked(document: &Document, plan: &Plan) -> Outcome {
    let proposal = proposal(document, Some(plan));
    if plan.is_blocked() { Outcome::Asked(proposal) } else { Outcome::Proposed(proposal) }
}
