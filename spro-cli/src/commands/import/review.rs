//! What somebody sees of a document, and says of it, before it is recorded.

use spro_core::kernel::seal::keyring::Keyring;
use spro_minutes::reconcile::{Answers, Plan};

use super::answers::{self, Preset};
use super::document::{Document, Outcome, proposal, settled};
use super::{Mode, Taken, shown};
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
    pub(super) fn new(mode: Mode, preset: &Preset) -> Self {
        let taken = if let Mode::Yes(taken) = mode { taken } else { Taken::Likely };
        let agreed = matches!(mode, Mode::Yes(_));
        Self { mode, taken, answers: preset.answers(), shown: false, agreed }
    }

    /// What was agreed to has changed: who was asked is asked again.
    pub(super) fn begin_anew(&mut self) {
        if self.mode == Mode::Ask {
            self.shown = false;
            self.agreed = false;
        }
    }

    /// Shows a plan, and asks, as the mode says.
    pub(super) fn of(
        &mut self,
        console: &mut Console,
        keyring: &Keyring<Vault>,
        document: &Document,
        plan: &Plan,
    ) -> Result<Step, Failure> {
        let proposed = || Step::Settled(Outcome::Proposed(proposal(document, Some(plan))));
        if self.mode == Mode::DryRun && console.json {
            return Ok(proposed());
        }
        if self.mode == Mode::Ask && answers::ask(console, plan, &mut self.answers)? {
            return Ok(Step::Again);
        }
        if !self.shown && !console.json {
            shown::plan(console, keyring, document, plan, self.mode)?;
            self.shown = true;
        }
        if plan.is_empty() {
            let settled = settled(console, keyring, document, plan)?;
            return Ok(Step::Settled(Outcome::Unchanged(settled)));
        }
        if self.mode == Mode::DryRun {
            return Ok(proposed());
        }
        if plan.is_blocked() {
            return Err(answers::blocked(plan, &document.name));
        }
        if self.agreed {
            return Ok(Step::Record);
        }
        let said = confirm::record(console, self.taken == Taken::Likely && !plan.left.is_empty())?;
        self.agreed = true;
        Ok(match said {
            confirm::Said::Yes => Step::Record,
            confirm::Said::All => {
                self.taken = Taken::All;
                Step::Again
            }
        })
    }
}
