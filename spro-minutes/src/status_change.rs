//! What became of something numbered: `**A5** – fait le 2 avril 2024`.

use chrono::NaiveDate;

use crate::dates;
use crate::draft::{Change, Source, StatusChange};
use crate::due::due;
use crate::fold::fold;
use crate::owner::listed;

/// Beginnings of what is said, without case and accents, longer ones first.
const CUES: &[(&str, Change)] = &[
    ("fait", Change::Completed),
    ("termine", Change::Completed),
    ("realise", Change::Completed),
    ("done", Change::Completed),
    ("completed", Change::Completed),
    ("en cours", Change::InProcess),
    ("in progress", Change::InProcess),
    ("ongoing", Change::InProcess),
    ("attribuee a", Change::Assigned),
    ("reattribuee a", Change::Assigned),
    ("assigned to", Change::Assigned),
    ("reassigned to", Change::Assigned),
    ("echeance reportee", Change::DueChanged),
    ("due date moved", Change::DueChanged),
    ("abandonne", Change::Cancelled),
    ("annule", Change::Cancelled),
    ("dropped", Change::Cancelled),
    ("cancelled", Change::Cancelled),
    ("condition remplie", Change::ConditionMet),
    ("condition met", Change::ConditionMet),
    ("condition non remplie", Change::ConditionFailed),
    ("condition not met", Change::ConditionFailed),
    ("condition levee", Change::ConditionWaived),
    ("condition waived", Change::ConditionWaived),
    ("condition en attente", Change::ConditionPending),
    ("condition pending", Change::ConditionPending),
    ("rejete", Change::Rejected),
    ("rejected", Change::Rejected),
    ("adopte", Change::Adopted),
    ("adopted", Change::Adopted),
    ("reporte", Change::Deferred),
    ("deferred", Change::Deferred),
    ("abroge", Change::Repealed),
    ("repealed", Change::Repealed),
    ("retenue", Change::Adopted),
    ("taken up", Change::Adopted),
    ("ecartee", Change::SetAside),
    ("set aside", Change::SetAside),
];

/// The change that `source` says of `number`, if it says one.
pub(crate) fn change(
    number: &str,
    source: Source,
    meeting: Option<NaiveDate>,
) -> Option<StatusChange> {
    let key = fold(&source.text);
    let (cue, to) = *CUES.iter().find(|(cue, _)| key.starts_with(cue))?;
    let mut change = StatusChange {
        source,
        of: number.to_owned(),
        to,
        owner: Vec::new(),
        due: None,
        on: meeting,
    };
    let text = &change.source.text;
    match to {
        Change::Assigned => {
            let said = cue.split(' ').count();
            let clause = text.split(',').next().unwrap_or("").trim_end_matches('.');
            let owners: Vec<_> = clause.split_whitespace().skip(said).collect();
            change.owner = listed(&owners.join(" ")).map(str::to_owned).collect();
            change.due = due(text, meeting);
        }
        Change::DueChanged => change.due = due(text, meeting),
        _ => {
            // What follows a colon or comma explains, and may name other days.
            let clause = text.split([',', ':']).next().unwrap_or("");
            let day = dates::find(clause, meeting).into_iter().find_map(|found| found.when);
            change.on = day.and_then(|when| when.as_day()).or(meeting);
        }
    }
    Some(change)
}

#[cfg(test)]
mod tests {
    use crate::draft::Confidence;

    use super::*;

    #[test]
    fn a_change_is_read_with_its_day_owners_and_due_date() {
        let meeting = NaiveDate::from_ymd_opt(2024, 5, 16);
        let read = |text: &str| {
            let (lines, modality) = (vec![[1, 1]], <_>::default());
            let confidence = Confidence::Sure;
            let source = Source { text: text.to_owned(), lines, modality, confidence };
            change("A1", source, meeting)
        };
        let done = read("fait le 2 avril 2024, avant le 5 avril 2024.").unwrap();
        assert_eq!((done.to, done.on), (Change::Completed, NaiveDate::from_ymd_opt(2024, 4, 2)));
        let given = read("reassigned to Ana Bel and Léo Nour, by 3 June 2024.").unwrap();
        assert_eq!(given.owner, ["Ana Bel", "Léo Nour"]);
        assert_eq!(given.due.unwrap().as_day(), NaiveDate::from_ymd_opt(2024, 6, 3));
        assert_eq!(read("condition non remplie.").unwrap().to, Change::ConditionFailed);
        assert_eq!(read("peut-être"), None);
    }
}
