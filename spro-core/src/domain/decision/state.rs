//! What is known of a decision: wording, outcome, condition and end.

use serde::{Deserialize, Serialize};

use super::DecisionEvent;
use super::condition::{Condition, Judgement, Verdict};
use crate::domain::event::RegisterEvent;
use crate::domain::number::Number;
use crate::domain::owner::Owner;
use crate::domain::stated::{Stated, Times, take_over};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::When;

/// What is known of a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// The number as printed.
    pub number: Option<Number>,
    /// The words as printed, amendments apart; `None` while documents only name its number.
    pub text: Option<Text>,
    /// The words that took their place, one after another.
    pub amendments: Vec<Stated<Text>>,
    /// Since when it was on the table; `None` while documents only name its number.
    pub put: Option<Times>,
    /// The meeting at which it was first on the table.
    pub meeting: Option<Subject>,
    /// What "this project" is, as printed.
    pub about: Option<Text>,
    /// What it is about, where the register knows it.
    pub concerns: Vec<Subject>,
    /// The question that it answers.
    pub answers: Option<Subject>,
    /// Who decides, where that is not the body.
    pub decided_by: Option<Owner>,
    /// On what basis, as printed.
    pub basis: Option<Text>,
    /// What was decided; `None` while nothing was, or that is not known.
    pub outcome: Option<Stated<Outcome>>,
    /// The condition, where it was adopted on one.
    pub condition: Option<Condition>,
    /// How it ended. The first one ended it; documents that contradict each other may say more.
    pub ends: Vec<Stated<End>>,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What.
    pub kind: OutcomeKind,
    /// The outcome as printed, votes among it.
    pub words: Option<Text>,
    /// Of a decision left for later: until when.
    pub until: Option<When>,
}

/// Which way a decision went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeKind {
    /// Adopted.
    Adopted,
    /// Adopted on a condition.
    AdoptedConditionally,
    /// Voted down.
    Rejected,
    /// Left for later.
    Deferred,
    /// Taken back.
    Withdrawn,
}

/// How a decision ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Another took its place.
    Superseded {
        /// The other.
        by: Subject,
    },
    /// It was undone.
    Repealed {
        /// The words as printed.
        words: Option<Text>,
    },
    /// It ran out.
    Lapsed {
        /// The words as printed.
        words: Option<Text>,
    },
}

/// How a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionStatus {
    /// Documents name its number, and none says how it went.
    Unknown,
    /// Put into words, and not decided.
    Proposed,
    /// In force: adopted, and its condition, if any, met or waived.
    Standing,
    /// Adopted on a condition that waits, or that is a criterion for each occasion.
    Conditional,
    /// Voted down.
    Rejected,
    /// Left for later.
    Deferred,
    /// Taken back.
    Withdrawn,
    /// Another took its place.
    Superseded,
    /// Undone.
    Repealed,
    /// Ran out, or its condition failed.
    Lapsed,
}

impl DecisionStatus {
    /// As persisted and exported.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Proposed => "proposed",
            Self::Standing => "standing",
            Self::Conditional => "conditional",
            Self::Rejected => "rejected",
            Self::Deferred => "deferred",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
            Self::Repealed => "repealed",
            Self::Lapsed => "lapsed",
        }
    }

    /// Whether it was adopted and has not ended, on a condition or without.
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Standing | Self::Conditional)
    }
}

impl Decision {
    /// How it stands.
    pub fn status(&self) -> DecisionStatus {
        if let Some(end) = self.ends.first() {
            return match end.value {
                End::Superseded { .. } => DecisionStatus::Superseded,
                End::Repealed { .. } => DecisionStatus::Repealed,
                End::Lapsed { .. } => DecisionStatus::Lapsed,
            };
        }
        match self.outcome.as_ref().map(|outcome| outcome.value.kind) {
            Some(OutcomeKind::Adopted) => DecisionStatus::Standing,
            Some(OutcomeKind::Rejected) => DecisionStatus::Rejected,
            Some(OutcomeKind::Deferred) => DecisionStatus::Deferred,
            Some(OutcomeKind::Withdrawn) => DecisionStatus::Withdrawn,
            Some(OutcomeKind::AdoptedConditionally) => self.status_by_condition(),
            // A condition that waits or is judged is one on which it was adopted.
            None if self.condition.is_some() => self.status_by_condition(),
            None if self.put.is_some() => DecisionStatus::Proposed,
            None => DecisionStatus::Unknown,
        }
    }

    /// Since when it stands so, where that is known.
    pub fn since(&self) -> Option<&When> {
        let at = if let Some(end) = self.ends.first() {
            Some(&end.at)
        } else if let Some(settled) = self.decisive_judgement() {
            Some(&settled.at)
        } else {
            self.outcome.as_ref().map(|outcome| &outcome.at).or(self.put.as_ref())
        };
        at.map(|at| &at.since)
    }

    /// The words as they are in force.
    pub fn wording(&self) -> Option<&Text> {
        self.amendments.last().map(|amendment| &amendment.value).or(self.text.as_ref())
    }

    /// The decision that took its place.
    pub fn superseded_by(&self) -> Option<&Subject> {
        match &self.ends.first()?.value {
            End::Superseded { by } => Some(by),
            End::Repealed { .. } | End::Lapsed { .. } => None,
        }
    }

    /// Since when it is adopted, on a condition or without; it may have ended since.
    pub fn adopted(&self) -> Option<&Times> {
        let adopted = [OutcomeKind::Adopted, OutcomeKind::AdoptedConditionally];
        let outcome = self.outcome.as_ref().filter(|it| adopted.contains(&it.value.kind));
        outcome.map(|outcome| &outcome.at)
    }

    /// Whether nothing is known of how it went, since documents only name it.
    pub fn is_only_named(&self) -> bool {
        self.outcome.is_none() && self.put.is_none()
    }

    /// Folds one fact in. Total: the fact has happened already.
    ///
    /// What was adopted, rejected or withdrawn is so until the body learns otherwise; what ended has
    /// ended for good.
    pub fn evolve(&mut self, event: &DecisionEvent, fact: &Fact<RegisterEvent>) {
        match event {
            DecisionEvent::Cited(cited) => {
                self.number.get_or_insert_with(|| cited.number.clone());
            }
            DecisionEvent::Proposed(it) => {
                take_over(&mut self.number, it.number.as_ref());
                self.text = Some(it.text.clone());
                self.put.get_or_insert_with(|| Times::of(fact));
                self.meeting = self.meeting.take().or_else(|| it.meeting.clone());
                take_over(&mut self.about, it.about.as_ref());
                if !it.concerns.is_empty() {
                    self.concerns.clone_from(&it.concerns);
                }
                take_over(&mut self.answers, it.answers.as_ref());
                take_over(&mut self.decided_by, it.decided_by.as_ref());
                take_over(&mut self.basis, it.basis.as_ref());
            }
            DecisionEvent::Adopted(it) => {
                self.decide(fact, OutcomeKind::Adopted, it.words.as_ref());
            }
            DecisionEvent::AdoptedConditionally(it) => {
                let decided_anew =
                    self.decide(fact, OutcomeKind::AdoptedConditionally, it.words.as_ref());
                let condition = self.condition.get_or_insert_default();
                if decided_anew && condition.words.is_some() {
                    *condition = Condition::default();
                }
                // Others may have said already how it stands.
                condition.words = Some(it.condition.clone());
                condition.judged = Some(it.judged);
            }
            DecisionEvent::Rejected(it) => {
                self.decide(fact, OutcomeKind::Rejected, it.words.as_ref());
            }
            DecisionEvent::Deferred(it) => {
                let (words, until) = (it.words.clone(), it.until.clone());
                let kind = OutcomeKind::Deferred;
                self.change_outcome(Stated::by(fact, Outcome { kind, words, until }));
            }
            DecisionEvent::Withdrawn(it) => {
                self.decide(fact, OutcomeKind::Withdrawn, it.words.as_ref());
            }
            DecisionEvent::ConditionPending(it) => {
                let condition = self.condition.get_or_insert_default();
                condition.pending = Some(Stated::by(fact, it.words.clone()));
            }
            DecisionEvent::ConditionMet(it) => {
                self.judge(fact, Verdict::Met, it.occasion.as_ref(), it.words.as_ref());
            }
            DecisionEvent::ConditionFailed(it) => {
                self.judge(fact, Verdict::Failed, it.occasion.as_ref(), it.words.as_ref());
            }
            DecisionEvent::ConditionWaived(it) => {
                self.judge(fact, Verdict::Waived, it.occasion.as_ref(), it.words.as_ref());
            }
            DecisionEvent::Amended(it) => self.amendments.push(Stated::by(fact, it.text.clone())),
            DecisionEvent::Superseded(it) => {
                self.ends.push(Stated::by(fact, End::Superseded { by: it.by.clone() }));
            }
            DecisionEvent::Repealed(it) => {
                self.ends.push(Stated::by(fact, End::Repealed { words: it.words.clone() }));
            }
            DecisionEvent::Lapsed(it) => {
                self.ends.push(Stated::by(fact, End::Lapsed { words: it.words.clone() }));
            }
        }
    }

    fn status_by_condition(&self) -> DecisionStatus {
        let settled = self.condition.as_ref().and_then(Condition::settled);
        match settled.map(|judgement| judgement.value.verdict) {
            None => DecisionStatus::Conditional,
            Some(Verdict::Met | Verdict::Waived) => DecisionStatus::Standing,
            Some(Verdict::Failed) => DecisionStatus::Lapsed,
        }
    }

    /// The judgement of its condition, where the status rests on it.
    fn decisive_judgement(&self) -> Option<&Stated<Judgement>> {
        let kind = self.outcome.as_ref().map(|outcome| outcome.value.kind);
        match kind {
            None | Some(OutcomeKind::AdoptedConditionally) => self.condition.as_ref()?.settled(),
            Some(_) => None,
        }
    }

    fn decide(
        &mut self,
        fact: &Fact<RegisterEvent>,
        kind: OutcomeKind,
        words: Option<&Text>,
    ) -> bool {
        let words = words.cloned();
        self.change_outcome(Stated::by(fact, Outcome { kind, words, until: None }))
    }

    /// Tells whether it was decided anew.
    fn change_outcome(&mut self, next: Stated<Outcome>) -> bool {
        let deferred = |outcome: &Outcome| outcome.kind == OutcomeKind::Deferred;
        match &mut self.outcome {
            Some(present) if !deferred(&present.value) && present.outlasts(&next.at) => false,
            Some(present) if !deferred(&present.value) && present.value.kind == next.value.kind => {
                present.hold_again(&next.at);
                false
            }
            outcome => {
                *outcome = Some(next);
                true
            }
        }
    }

    fn judge(
        &mut self,
        fact: &Fact<RegisterEvent>,
        verdict: Verdict,
        occasion: Option<&Subject>,
        words: Option<&Text>,
    ) {
        let judgement = Judgement { verdict, occasion: occasion.cloned(), words: words.cloned() };
        let condition = self.condition.get_or_insert_default();
        condition.judgements.push(Stated::by(fact, judgement));
    }
}
