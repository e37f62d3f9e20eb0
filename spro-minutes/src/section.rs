//! What a heading says about the lines below it.

use crate::draft::Status;
use crate::fold::fold;

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Head,
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
    let key = fold(heading);
    let first = key.split(' ').next().unwrap_or("");
    Some(match key.as_str() {
        "present"
        | "presents"
        | "presente"
        | "presentes"
        | "etaient presents"
        | "participants"
        | "membres presents"
        | "personnes presentes"
        | "attendees"
        | "presents es" => Section::Attendance(Status::Present),
        "excuse" | "excuses" | "excusee" | "excusees" | "absents excuses" | "etaient excuses"
        | "membres excuses" | "personnes excusees" | "excused" | "apologies" | "excuses es" => {
            Section::Attendance(Status::Excused)
        }
        "absent" | "absents" | "absente" | "absentes" | "etaient absents" | "membres absents"
        | "absents es" => Section::Attendance(Status::Absent),
        "invites" | "invitees" | "guests" => Section::Attendance(Status::Guest),
        "ordre du jour" | "agenda" => Section::Agenda,
        "decisions" | "decision" | "releve de decisions" => Section::Decisions,
        "actions" | "action items" | "actions a mener" => Section::Actions,
        "suivi des actions" | "suivi des decisions" | "suivi des actions et des decisions" => {
            Section::FollowUp
        }
        "questions" | "questions diverses" => Section::Questions,
        "informations" | "information" | "actualites" | "actualite" | "news" => Section::News,
        "manifestations" | "evenements" => Section::Occasions,
        "pieces jointes" | "documents" | "annexes" => Section::Documents,
        "prochaine reunion" | "next meeting" => Section::Next,
        "groupes de travail" | "working groups" => Section::WorkingGroups,
        _ => match first {
            "approbation" => Section::Approval,
            "canevas" => Section::Outline,
            "idees" | "echanges" if key.len() < 24 => Section::Ideas,
            _ => return None,
        },
    })
}
