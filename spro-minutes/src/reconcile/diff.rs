//! What a new edition changes: the claims of a draft against the facts in force of its document.
//!
//! A claim and a fact are paired where they fill the same *slot*: the same subject, and what may be
//! said of it once in a document, such as one person's attendance or the outcome of a decision. In a
//! slot, equal ones pair first. What is equal changes nothing, lines aside: they move with every
//! edit. A claim that is left is new, a fact that is left is withdrawn.

use std::collections::{HashMap, HashSet, VecDeque};

use spro_core::domain::action::ActionEvent;
use spro_core::domain::attendance::AttendanceEvent;
use spro_core::domain::decision::DecisionEvent;
use spro_core::domain::document::DocumentEvent;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::idea::IdeaEvent;
use spro_core::domain::minutes::MinutesEvent;
use spro_core::domain::occasion::OccasionEvent;
use spro_core::domain::organisation::OrganisationEvent;
use spro_core::domain::owner::Owner;
use spro_core::domain::person::PersonEvent;
use spro_core::kernel::event::Recordable as _;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::ask::Answers;
use super::claims::Claim;
use super::known::Names;
use super::own::{Own, OwnFact, persons_of, with_words_of};
use super::parties::keep_parties;
use super::plan::{Left, Why};
use crate::draft::{Confidence, Source};

/// What is to be recorded of a claim or a fact.
#[derive(Debug)]
pub(super) enum Difference<'o> {
    New(Claim),
    Changed { claim: Claim, was: &'o OwnFact },
    Gone(&'o OwnFact),
}

/// The differences, in the order of the claims and then of the facts.
#[derive(Debug, Default)]
pub(super) struct Differences<'o> {
    pub(super) found: Vec<Difference<'o>>,
    pub(super) left: Vec<Left>,
    /// How many facts in force stay as they are.
    pub(super) kept: usize,
    /// Whom facts that stay name, though no claim does.
    named: HashSet<Subject>,
}

/// Compares. Cost: linear in claims and facts, but for slots that are filled more than once.
pub(super) fn diff<'o>(
    claims: Vec<Claim>,
    own: &'o Own,
    names: &Names,
    at_least: Confidence,
    answers: &Answers,
) -> Differences<'o> {
    let mut slots: HashMap<Slot, VecDeque<&OwnFact>> = HashMap::new();
    for fact in own.facts.iter().filter(|own| !is_edition(&own.fact.event)) {
        let slot = Slot::of(names.bearer(&fact.fact.subject), &fact.fact.event);
        slots.entry(slot).or_default().push_back(fact);
    }
    let mut differences = Differences::default();
    let mut equal: HashMap<Slot, Vec<&OwnFact>> = HashMap::new();
    let mut unpaired = Vec::new();
    for (slot, claim) in once(claims) {
        let there = slots.get_mut(&slot);
        let same = there.as_ref().and_then(|there| there.iter().position(|it| says(it, &claim)));
        match same.and_then(|at| there?.remove(at)) {
            Some(fact) => {
                differences.kept += 1;
                equal.entry(slot).or_default().push(fact);
            }
            None => unpaired.push((slot, claim)),
        }
    }
    for (slot, claim) in unpaired {
        // A fact that somebody corrected by hand is the last to be paired.
        let there = slots.get_mut(&slot);
        let at = there.as_ref().and_then(|there| {
            let read = there.iter().position(|it| !it.overruled);
            read.or_else(|| (!there.is_empty()).then_some(0))
        });
        match at.and_then(|at| there?.remove(at)) {
            Some(was) => differences.change(claim, was, at_least),
            None if claim.left_out => differences.leave(&claim, Why::LeftOut),
            None if claim.confidence < at_least => differences.leave(&claim, Why::NotSure),
            None => differences.found.push(Difference::New(claim)),
        }
    }
    // Entries that were merged since may say one thing twice.
    for (slot, facts) in &equal {
        if let Some(there) = slots.get_mut(slot) {
            there.retain(|own| facts.iter().all(|kept| kept.fact.event != own.fact.event));
        }
    }
    differences.withdraw(slots.into_values().flatten().collect(), names, answers);
    differences
}

/// The claims with their slots, without those that say again what was said.
fn once(claims: Vec<Claim>) -> Vec<(Slot, Claim)> {
    let mut once: Vec<(Slot, Claim)> = Vec::with_capacity(claims.len());
    let mut places: HashMap<Slot, Vec<usize>> = HashMap::new();
    for claim in claims {
        let slot = Slot::of(claim.subject.clone(), &claim.event);
        let there = places.entry(slot.clone()).or_default();
        let again = |at: &usize| {
            once.get(*at).is_some_and(|(_, said)| {
                (&said.event, since(said), said.learned)
                    == (&claim.event, since(&claim), claim.learned)
            })
        };
        if !there.iter().any(again) {
            there.push(once.len());
            once.push((slot, claim));
        }
    }
    once
}

impl<'o> Differences<'o> {
    /// Withdraws what is left, but for what was done by hand, what is to stay, what is about somebody
    /// whose name was erased, and what such facts are called by.
    fn withdraw(&mut self, mut unclaimed: Vec<&'o OwnFact>, names: &Names, answers: &Answers) {
        unclaimed.sort_by_key(|own| own.fact.position);
        let stays = |own: &&OwnFact| {
            own.overruled
                || answers.kept.contains(&own.fact.position)
                || persons_of(&own.fact).iter().any(|person| names.is_erased(person))
        };
        let (staying, going): (Vec<_>, Vec<_>) = unclaimed.into_iter().partition(stays);
        self.kept += staying.len();
        self.named.extend(staying.iter().flat_map(|own| own.fact.event.mentions()));
        for own in going {
            let is_name = matches!(
                own.fact.event,
                RegisterEvent::Person(PersonEvent::Named(_) | PersonEvent::Aliased(_))
                    | RegisterEvent::Organisation(
                        OrganisationEvent::Named(_) | OrganisationEvent::Aliased(_)
                    )
            );
            if is_name && self.named.contains(&names.bearer(&own.fact.subject)) {
                self.kept += 1;
            } else {
                self.found.push(Difference::Gone(own));
            }
        }
    }

    fn change(&mut self, mut claim: Claim, was: &'o OwnFact, at_least: Confidence) {
        let recorded = &was.fact.event;
        if claim.doubtful {
            keep_parties(&mut claim.event, recorded);
            self.named.extend(recorded.mentions());
        }
        if was.rewritten || was.lost {
            let printed = claim.event.clone();
            with_words_of(&mut claim.event, recorded);
            if claim.event != printed {
                self.leave(&claim, Why::RewrittenByErasure);
            }
        }
        if says(was, &claim) {
            self.kept += 1;
        } else if was.overruled {
            self.kept += 1;
            self.leave(&claim, Why::CorrectedByHand);
        } else if claim.left_out {
            self.kept += 1;
            self.leave(&claim, Why::LeftOut);
        } else if claim.confidence < at_least {
            self.kept += 1;
            self.leave(&claim, Why::NotSure);
        } else if was.lost {
            self.kept += 1;
        } else if !has_its_own_day(&claim.event) {
            self.found.push(Difference::Changed { claim, was });
        } else {
            // A slip would keep the day that its target was learned.
            self.found.push(Difference::Gone(was));
            self.found.push(Difference::New(claim));
        }
    }

    fn leave(&mut self, claim: &Claim, why: Why) {
        let lines = claim.lines.iter().map(|(first, last)| [*first, *last]).collect();
        let (modality, confidence) = (claim.modality, claim.confidence);
        let source = Source { text: String::new(), lines, modality, confidence };
        let (event, in_draft) = (Some(claim.event.clone()), claim.in_draft);
        self.left.push(Left { event, in_draft, ..Left::of(&source, why) });
    }
}

/// Whether the fact says what is claimed. What an erratum changed is known later than the minutes
/// tell, and true since the same day.
fn says(own: &OwnFact, claim: &Claim) -> bool {
    let fact = &own.fact;
    let claimed = claim.occurred.clone().unwrap_or_else(|| When::day(claim.learned));
    fact.event == claim.event && fact.since() == claimed && fact.learned >= claim.learned
}

/// Whether an event was learned on a day of its own, which another edition may print otherwise.
const fn has_its_own_day(event: &RegisterEvent) -> bool {
    matches!(event, RegisterEvent::Minutes(MinutesEvent::Circulated(_)))
}

/// Since when a claim is true, where that is not the day it was learned.
pub(super) fn since(claim: &Claim) -> Option<When> {
    claim.occurred.clone().filter(|when| when.as_day() != Some(claim.learned) || when.is_inferred())
}

/// Whether a fact tells of an edition of the document, which stays whatever the next one says.
fn is_edition(event: &RegisterEvent) -> bool {
    matches!(event, RegisterEvent::Document(DocumentEvent::Stored(_)))
}

/// What may be said once of a subject in one document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Slot {
    subject: Subject,
    what: &'static str,
    who: Option<Owner>,
}

impl Slot {
    fn of(subject: Subject, event: &RegisterEvent) -> Self {
        let who = match event {
            RegisterEvent::Attendance(AttendanceEvent::Recorded(it)) => {
                Some(Owner::Person(it.person.clone()))
            }
            RegisterEvent::Occasion(OccasionEvent::Replied(it)) => Some(it.participant.clone()),
            _ => None,
        };
        let what = match event {
            RegisterEvent::Decision(
                DecisionEvent::Adopted(_)
                | DecisionEvent::AdoptedConditionally(_)
                | DecisionEvent::Rejected(_)
                | DecisionEvent::Deferred(_),
            )
            | RegisterEvent::Idea(IdeaEvent::Adopted(_) | IdeaEvent::SetAside(_)) => "outcome",
            RegisterEvent::Decision(
                DecisionEvent::ConditionPending(_)
                | DecisionEvent::ConditionMet(_)
                | DecisionEvent::ConditionFailed(_)
                | DecisionEvent::ConditionWaived(_),
            ) => "condition",
            RegisterEvent::Action(
                ActionEvent::Started(_) | ActionEvent::Completed(_) | ActionEvent::Cancelled(_),
            ) => "progress",
            RegisterEvent::Minutes(
                MinutesEvent::Approved(_) | MinutesEvent::ApprovalDeferred(_),
            ) => "approval",
            other => other.kind(),
        };
        Self { subject, what, who }
    }
}
