//! What can be done to a decision. Each command gives the event, or says why there is none.

use std::collections::BTreeSet;

use super::{
    Adopted, AdoptedConditionally, Amended, ConditionFailed, ConditionMet, ConditionWaived,
    Decision, DecisionEvent, DecisionStatus, Deferred, Judged, Lapsed, Proposed, Rejected,
    Repealed, Superseded, Verdict, Withdrawn,
};
use crate::domain::rejection::Rejection;
use crate::domain::stated::Times;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::When;

/// Puts something to decision; what documents name by its number alone may be.
///
/// # Errors
/// [`Rejection::Raised`].
pub fn propose(decision: &Decision, proposed: Proposed) -> Result<DecisionEvent, Rejection> {
    if decision.text.is_some() {
        return Err(Rejection::Raised);
    }
    Ok(DecisionEvent::Proposed(proposed))
}

/// Which way a decision goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Adopted, on a condition where there is one.
    Adopt {
        /// The condition as printed, and how often it is judged.
        condition: Option<(Text, Judged)>,
    },
    /// Voted down.
    Reject,
    /// Left for later.
    Defer {
        /// Until when.
        until: Option<When>,
    },
    /// Taken back.
    Withdraw,
}

/// Decides what was proposed, or left for later.
///
/// # Errors
/// [`Rejection::DecisionStatus`] when it is decided already, [`Rejection::Overtaken`] when it was
/// proposed, or left for later, after that day.
pub fn decide(
    decision: &Decision,
    choice: Choice,
    at: &Times,
    words: Option<Text>,
) -> Result<DecisionEvent, Rejection> {
    match decision.status() {
        DecisionStatus::Unknown | DecisionStatus::Proposed | DecisionStatus::Deferred => {}
        _ => return Err(refused(decision)),
    }
    let last = decision.outcome.as_ref().map(|outcome| &outcome.at).or(decision.put.as_ref());
    last.map_or(Ok(()), |last| at.follow(last))?;
    Ok(match choice {
        Choice::Adopt { condition: None } => DecisionEvent::Adopted(Adopted { words }),
        Choice::Adopt { condition: Some((condition, judged)) } => {
            let adopted = AdoptedConditionally { condition, judged, words };
            DecisionEvent::AdoptedConditionally(adopted)
        }
        Choice::Reject => DecisionEvent::Rejected(Rejected { words }),
        Choice::Defer { until } => DecisionEvent::Deferred(Deferred { until, words }),
        Choice::Withdraw => DecisionEvent::Withdrawn(Withdrawn { words }),
    })
}

/// Judges the condition of a decision: once for all, or, where it is a criterion for each occasion,
/// for the one that is named. A criterion that is waived without an occasion is dropped for good.
///
/// # Errors
/// [`Rejection::DecisionStatus`] when the decision is not conditional, [`Rejection::NoCondition`]
/// when it never had a condition, [`Rejection::ConditionJudged`] when the condition is judged
/// already, [`Rejection::JudgedOnce`] when an occasion is named and the condition is none for each,
/// [`Rejection::JudgedForEach`] when none is named and it is a criterion that is met or fails,
/// [`Rejection::Overtaken`] when it was adopted after that day.
pub fn judge(
    decision: &Decision,
    verdict: Verdict,
    occasion: Option<Subject>,
    at: &Times,
    words: Option<Text>,
) -> Result<DecisionEvent, Rejection> {
    let condition = decision.condition.as_ref().ok_or(Rejection::NoCondition)?;
    if occasion.is_some() && condition.judged == Some(Judged::Once) {
        return Err(Rejection::JudgedOnce);
    }
    let earlier = match &occasion {
        Some(occasion) => condition.judged_for(occasion).or(condition.settled()),
        None => condition.settled(),
    };
    if let Some(earlier) = earlier {
        let (verdict, since) = (earlier.value.verdict, earlier.at.since.clone());
        return Err(Rejection::ConditionJudged { verdict, since });
    }
    if occasion.is_none() && condition.is_criterion() && verdict != Verdict::Waived {
        return Err(Rejection::JudgedForEach);
    }
    in_force(decision)?;
    if let Some(outcome) = &decision.outcome {
        at.follow(&outcome.at)?;
    }
    Ok(match verdict {
        Verdict::Met => DecisionEvent::ConditionMet(ConditionMet { occasion, words }),
        Verdict::Failed => DecisionEvent::ConditionFailed(ConditionFailed { occasion, words }),
        Verdict::Waived => DecisionEvent::ConditionWaived(ConditionWaived { occasion, words }),
    })
}

/// Puts another decision, `by`, in the place of `decision`, which is that of `subject`.
///
/// `known` gives the decisions of the register. The command rests on all that lie between the two,
/// so a guard on one subject is not enough: guard it against any supersession recorded since.
///
/// # Errors
/// [`Rejection::DecisionStatus`] when either of them is not adopted, or `decision` has ended;
/// [`Rejection::Cycle`] when `by` is, or was followed by, `subject`; [`Rejection::Unknown`] when the
/// register does not know `by`; [`Rejection::Overtaken`] when `decision` was adopted after that day.
pub fn supersede<'d>(
    subject: &Subject,
    decision: &Decision,
    by: &Subject,
    known: impl Fn(&Subject) -> Option<&'d Decision>,
    at: &Times,
) -> Result<DecisionEvent, Rejection> {
    ends(decision, at)?;
    let successor = known(by).ok_or_else(|| Rejection::Unknown { subject: by.clone() })?;
    let mut seen = BTreeSet::new();
    let mut next = Some(by);
    while let Some(later) = next.filter(|&later| seen.insert(later)) {
        if later == subject {
            return Err(Rejection::Cycle { through: by.clone() });
        }
        next = known(later).and_then(Decision::superseded_by);
    }
    // One that is known by its number alone may well be adopted in minutes still to come.
    if successor.adopted().is_none() && !successor.is_only_named() {
        return Err(refused(successor));
    }
    Ok(DecisionEvent::Superseded(Superseded { by: by.clone() }))
}

/// Undoes a decision.
///
/// # Errors
/// [`Rejection::DecisionStatus`] when it is not adopted, or has ended; [`Rejection::Overtaken`] when
/// it was adopted after that day.
pub fn repeal(
    decision: &Decision,
    at: &Times,
    words: Option<Text>,
) -> Result<DecisionEvent, Rejection> {
    ends(decision, at)?;
    Ok(DecisionEvent::Repealed(Repealed { words }))
}

/// Says that a decision ran out.
///
/// # Errors
/// As [`repeal`].
pub fn lapse(
    decision: &Decision,
    at: &Times,
    words: Option<Text>,
) -> Result<DecisionEvent, Rejection> {
    ends(decision, at)?;
    Ok(DecisionEvent::Lapsed(Lapsed { words }))
}

/// Rewords a decision.
///
/// # Errors
/// [`Rejection::DecisionStatus`] when it is not adopted, or has ended; [`Rejection::Overtaken`] when
/// it was adopted, or reworded, after that day.
pub fn amend(decision: &Decision, at: &Times, text: Text) -> Result<DecisionEvent, Rejection> {
    ends(decision, at)?;
    if let Some(amendment) = decision.amendments.last() {
        at.follow(&amendment.at)?;
    }
    Ok(DecisionEvent::Amended(Amended { text }))
}

fn ends(decision: &Decision, at: &Times) -> Result<(), Rejection> {
    in_force(decision)?;
    decision.outcome.as_ref().map_or(Ok(()), |outcome| at.follow(&outcome.at))
}

fn in_force(decision: &Decision) -> Result<(), Rejection> {
    if decision.status().is_in_force() { Ok(()) } else { Err(refused(decision)) }
}

fn refused(decision: &Decision) -> Rejection {
    Rejection::DecisionStatus { status: decision.status(), since: decision.since().cloned() }
}
