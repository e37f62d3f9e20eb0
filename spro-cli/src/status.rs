//! The messages for how far things are.

use spro_core::domain::action::ActionStatus;
use spro_core::domain::decision::{DecisionStatus, Verdict};
use spro_core::domain::idea::IdeaStatus;
use spro_core::domain::meeting::MeetingStatus;
use spro_core::domain::minutes::MinutesStatus;
use spro_core::domain::occasion::OccasionStatus;
use spro_core::domain::question::QuestionStatus;

pub(crate) const fn action(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::NeedsAction => "value-action-needs-action",
        ActionStatus::InProcess => "value-action-in-process",
        ActionStatus::Completed => "value-action-completed",
        ActionStatus::Cancelled => "value-action-cancelled",
    }
}

pub(crate) const fn decision(status: DecisionStatus) -> &'static str {
    match status {
        DecisionStatus::Unknown => "value-decision-unknown",
        DecisionStatus::Proposed => "value-decision-proposed",
        DecisionStatus::Standing => "value-decision-standing",
        DecisionStatus::Conditional => "value-decision-conditional",
        DecisionStatus::Rejected => "value-decision-rejected",
        DecisionStatus::Deferred => "value-decision-deferred",
        DecisionStatus::Withdrawn => "value-decision-withdrawn",
        DecisionStatus::Superseded => "value-decision-superseded",
        DecisionStatus::Repealed => "value-decision-repealed",
        DecisionStatus::Lapsed => "value-decision-lapsed",
    }
}

pub(crate) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "value-verdict-met",
        Verdict::Failed => "value-verdict-failed",
        Verdict::Waived => "value-verdict-waived",
    }
}

pub(crate) const fn occasion(status: OccasionStatus) -> &'static str {
    match status {
        OccasionStatus::Tentative => "value-occasion-tentative",
        OccasionStatus::Confirmed => "value-occasion-confirmed",
        OccasionStatus::Postponed => "value-occasion-postponed",
        OccasionStatus::Held => "value-occasion-held",
        OccasionStatus::Cancelled => "value-occasion-cancelled",
    }
}

pub(crate) const fn idea(status: IdeaStatus) -> &'static str {
    match status {
        IdeaStatus::Raised => "value-idea-raised",
        IdeaStatus::Adopted => "value-idea-adopted",
        IdeaStatus::SetAside => "value-idea-set-aside",
    }
}

pub(crate) const fn question(status: QuestionStatus) -> &'static str {
    match status {
        QuestionStatus::Open => "value-question-open",
        QuestionStatus::Answered => "value-question-answered",
        QuestionStatus::Lapsed => "value-question-lapsed",
    }
}
pub(crate) const fn meeting(status: MeetingStatus) -> &'static str {
    match status {
        MeetingStatus::Cited => "value-meeting-cited",
        MeetingStatus::Planned => "value-meeting-planned",
        MeetingStatus::Held => "value-meeting-held",
        MeetingStatus::Cancelled => "value-meeting-cancelled",
    }
}

pub(crate) const fn minutes(status: MinutesStatus) -> &'static str {
    match status {
        MinutesStatus::Draft => "value-minutes-draft",
        MinutesStatus::Circulated => "value-minutes-circulated",
        MinutesStatus::Approved => "value-minutes-approved",
    }
}
