//! What a heading says about the lines below it.

use crate::draft::Status;
use crate::fold::fold;

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Attendance(Status),
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
    // A heading is short: what is longer is a text.
    if heading.len() > 120 {
        return None;
    }
    let key = fold(heading);
    if let Some(status) = attendance(&key) {
        return Some(Section::Attendance(status));
    }
    let first = key.split(' ').next().unwrap_or("");
    Some(match key.as_str() {
        "ordre du jour" | "agenda" => Section::Agenda,
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

fn attendance(key: &str) -> Option<Status> {
    Some(match key {
        "present"
        | "presents"
        | "presente"
        | "presentes"
        | "etaient presents"
        | "participants"
        | "membres presents"
        | "personnes presentes"
        | "attendees"
        | "attended"
        | "attendance"
        | "presents es" => Status::Present,
        "excuse" | "excuses" | "excusee" | "excusees" | "absents excuses" | "etaient excuses"
        | "membres excuses" | "personnes excusees" | "excused" | "apologies" | "regrets"
        | "excuses es" => Status::Excused,
        "absent" | "absents" | "absente" | "absentes" | "etaient absents" | "membres absents"
        | "absents es" => Status::Absent,
        "invites" | "invitees" | "guests" | "observers" => Status::Guest,
        _ => return None,
    })
}
