//! What a heading says about the lines below it.

use crate::attendance::{Cue, cue};
use crate::fold::fold;
use crate::reader::plain;

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Attendance(Cue),
    Agenda,
    Decisions,
    Actions,
    FollowUp,
    Approval,
    Occasions,
    Ideas,
    Questions,
    News,
    Outline,
    WorkingGroups,
    Documents,
    Next,
    Other,
}

/// What `heading` announces; `None` when no convention knows it.
pub(crate) fn section(heading: &str) -> Option<Section> {
    if let Some(cue) = cue(heading) {
        return Some(Section::Attendance(cue));
    }
    let heading = plain(heading);
    // A heading is short: what is longer is a text.
    if heading.len() > 120 {
        return None;
    }
    let key = fold(heading);
    let first = key.split(' ').next().unwrap_or("");
    if is_agenda(&key) {
        return Some(Section::Agenda);
    }
    Some(match key.as_str() {
        "decisions" | "decision" | "releve de decisions" => Section::Decisions,
        "actions" | "action items" | "actions a mener" => Section::Actions,
        "suivi des actions"
        | "suivi des decisions"
        | "suivi des actions et des decisions"
        | "follow up"
        | "follow up of actions"
        | "follow up of decisions"
        | "matters arising" => Section::FollowUp,
        "questions" | "questions diverses" => Section::Questions,
        "informations" | "information" | "actualites" | "actualite" | "news" => Section::News,
        "manifestations" | "evenements" | "events" => Section::Occasions,
        "pieces jointes" | "documents" | "annexes" | "attachments" => Section::Documents,
        "prochaine reunion" | "next meeting" => Section::Next,
        "groupes de travail" | "working groups" => Section::WorkingGroups,
        "minutes of the last meeting" | "approval of minutes" => Section::Approval,
        _ => match first {
            "approbation" | "approval" => Section::Approval,
            "canevas" | "outline" => Section::Outline,
            "idees" | "echanges" | "ideas" | "discussion" if key.len() < 24 => Section::Ideas,
            _ => return None,
        },
    })
}

/// Whether a heading names this meeting's agenda, and does not approve it or plan the next.
fn is_agenda(key: &str) -> bool {
    let words: Vec<_> = key.split(' ').collect();
    let named = words.contains(&"agenda") || key.contains("ordre du jour");
    let other =
        ["next", "prochain", "prochaine", "approbation", "validation", "adoption", "approval"];
    named && words.len() < 7 && !words.iter().any(|word| other.contains(word))
}
