//! Decisions, actions, occasions.

use spro_core::domain::action::ActionEvent;
use spro_core::domain::decision::{DecisionEvent, Judged};
use spro_core::domain::occasion::{OccasionEvent, Reply, TurnoutSpan};

use super::Line;
use crate::failure::Failure;
use crate::names::Names;
use crate::status;

pub(super) fn decision<'n>(
    event: &DecisionEvent,
    names: &'n Names<'n>,
) -> Result<Line<'n>, Failure> {
    let said = |key: &str, words| Line::new(names, key).quote_if(words);
    match event {
        DecisionEvent::Cited(_) => Ok(Line::new(names, "fact-cited")),
        DecisionEvent::Proposed(proposed) => {
            let decided_by = proposed.decided_by.as_slice();
            Line::new(names, "fact-decision-proposed")
                .quote(&proposed.text)?
                .words("label-about", proposed.about.as_ref())?
                .subject("label-answers", proposed.answers.as_ref())?
                .owners("label-decided-by", decided_by)?
                .words("label-basis", proposed.basis.as_ref())
        }
        DecisionEvent::Adopted(adopted) => said("fact-decision-adopted", adopted.words.as_ref()),
        DecisionEvent::AdoptedConditionally(adopted) => {
            let key = match adopted.judged {
                Judged::Once => "fact-decision-adopted-once",
                Judged::EachOccasion => "fact-decision-adopted-each",
            };
            Line::of(names, key, "condition", names.text(&adopted.condition)?)
                .quote_if(adopted.words.as_ref())
        }
        DecisionEvent::Rejected(rejected) => {
            said("fact-decision-rejected", rejected.words.as_ref())
        }
        DecisionEvent::Deferred(deferred) => Line::new(names, "fact-decision-deferred")
            .when("label-until", deferred.until.as_ref())
            .quote_if(deferred.words.as_ref()),
        DecisionEvent::Withdrawn(withdrawn) => {
            said("fact-decision-withdrawn", withdrawn.words.as_ref())
        }
        DecisionEvent::ConditionPending(pending) => {
            said("fact-condition-pending", pending.words.as_ref())
        }
        DecisionEvent::ConditionMet(met) => said("fact-condition-met", met.words.as_ref())?
            .subject("label-for-occasion", met.occasion.as_ref()),
        DecisionEvent::ConditionFailed(failed) => {
            said("fact-condition-failed", failed.words.as_ref())?
                .subject("label-for-occasion", failed.occasion.as_ref())
        }
        DecisionEvent::ConditionWaived(waived) => {
            said("fact-condition-waived", waived.words.as_ref())?
                .subject("label-for-occasion", waived.occasion.as_ref())
        }
        DecisionEvent::Amended(amended) => {
            Line::new(names, "fact-decision-amended").quote(&amended.text)
        }
        DecisionEvent::Superseded(superseded) => {
            Ok(Line::of(names, "fact-decision-superseded", "what", names.of(&superseded.by)?))
        }
        DecisionEvent::Repealed(repealed) => {
            said("fact-decision-repealed", repealed.words.as_ref())
        }
        DecisionEvent::Lapsed(lapsed) => said("fact-lapsed", lapsed.words.as_ref()),
    }
}

pub(super) fn action<'n>(event: &ActionEvent, names: &'n Names<'n>) -> Result<Line<'n>, Failure> {
    let said = |key: &str, words| Line::new(names, key).quote_if(words);
    match event {
        ActionEvent::Cited(_) => Ok(Line::new(names, "fact-cited")),
        ActionEvent::Raised(raised) => Line::new(names, "fact-action-raised")
            .quote(&raised.text)?
            .owners("label-owed-by", &raised.owners)?
            .when("label-due", raised.due.as_ref())
            .subject("label-decision", raised.decision.as_ref()),
        ActionEvent::Assigned(assigned) if assigned.owners.is_empty() => {
            said("fact-action-unassigned", assigned.words.as_ref())
        }
        ActionEvent::Assigned(assigned) => {
            Line::of(names, "fact-action-assigned", "who", names.owners(&assigned.owners)?)
                .quote_if(assigned.words.as_ref())
        }
        ActionEvent::DueChanged(changed) => match &changed.due {
            Some(due) => Line::of(names, "fact-action-due", "when", names.when(due))
                .quote_if(changed.words.as_ref()),
            None => said("fact-action-undated", changed.words.as_ref()),
        },
        ActionEvent::Started(started) => said("fact-action-started", started.words.as_ref()),
        ActionEvent::Completed(completed) => {
            said("fact-action-completed", completed.words.as_ref())
        }
        ActionEvent::Cancelled(cancelled) => said("fact-cancelled", cancelled.words.as_ref()),
        ActionEvent::Reopened(reopened) => said("fact-action-reopened", reopened.words.as_ref()),
    }
}

pub(super) fn occasion<'n>(
    event: &OccasionEvent,
    names: &'n Names<'n>,
) -> Result<Line<'n>, Failure> {
    match event {
        OccasionEvent::Reported(reported) => {
            let organiser = reported.organiser.as_slice();
            let mut line = Line::new(names, "fact-occasion-reported")
                .when("label-when", reported.when.as_ref());
            if let Some(status) = reported.status {
                line = line.and(status::occasion(status));
            }
            for place in &reported.places {
                line = line.words("label-venue", Some(place))?;
            }
            if let Some(stops) = reported.stops {
                line = line.add("label-stops", "count", stops.to_string());
            }
            line.words("label-audience", reported.audience.as_ref())?
                .owners("label-organiser", organiser)
        }
        OccasionEvent::StatusChanged(changed) => Line::new(names, status::occasion(changed.status))
            .when("label-when", changed.when.as_ref())
            .quote_if(changed.words.as_ref()),
        OccasionEvent::Replied(replied) => {
            let key = match replied.reply {
                Reply::NeedsAction => "fact-occasion-asked",
                Reply::Accepted => "fact-occasion-accepted",
                Reply::Tentative => "fact-occasion-wishes",
                Reply::Declined => "fact-occasion-declined",
            };
            Ok(Line::of(names, key, "who", names.owner(&replied.participant)?))
        }
        OccasionEvent::TurnoutEstimated(estimated) => {
            let key = match estimated.over {
                TurnoutSpan::Whole => "fact-occasion-estimated",
                TurnoutSpan::Day => "fact-occasion-estimated-daily",
            };
            let number = estimated.number.map_or_else(|| "?".to_owned(), |n| n.to_string());
            Line::of(names, key, "number", number)
                .owners("label-by-whom", estimated.by.as_slice())?
                .quote(&estimated.words)
        }
        OccasionEvent::TurnoutCounted(counted) => {
            Line::of(names, "fact-occasion-counted", "number", counted.number.to_string())
                .quote_if(counted.words.as_ref())
        }
    }
}
