//! What became of something numbered: `**A5** – fait le 2 avril 2024`.

use crate::dates::{self, Calendar};
use crate::draft::{Change, Confidence, Source, StatusChange};
use crate::due::due;
use crate::fold::fold;
use crate::labelled::is_number;
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
pub(crate) fn change(number: &str, source: Source, calendar: Calendar) -> Option<StatusChange> {
    let key = fold(&source.text);
    let (cue, to) = *CUES.iter().find(|(cue, _)| key.starts_with(cue))?;
    let mut change = StatusChange {
        source,
        of: number.to_owned(),
        to,
        owner: Vec::new(),
        due: None,
        on: calendar.meeting,
    };
    let text = &change.source.text;
    match to {
        Change::Assigned => {
            let said = cue.split(' ').count();
            let clause = text.split(',').next().unwrap_or("").trim_end_matches('.');
            let owners: Vec<_> = clause.split_whitespace().skip(said).collect();
            change.owner = listed(&owners.join(" ")).map(str::to_owned).collect();
            change.due = due(text, calendar);
        }
        Change::DueChanged => change.due = due(text, calendar),
        _ => {
            // What follows a colon or comma explains, and may name other days.
            let clause = text.split([',', ':']).next().unwrap_or("");
            let day = dates::find(clause, calendar).into_iter().find_map(|found| found.when);
            change.on = day.and_then(|when| when.as_day()).or(calendar.meeting);
        }
    }
    if matches!(to, Change::Completed | Change::Cancelled) && is_of_a_part(&key) {
        change.source.confidence = Confidence::Unsure;
    }
    Some(change)
}

/// Whether words behind a state limit it to a part: `fait pour la salle`, `done except the door`.
pub(crate) fn is_of_a_part(told: &str) -> bool {
    let words: Vec<_> = told.split(' ').collect();
    let limits = ["pour", "sauf", "excepte", "hors", "mais", "partiellement", "partie", "moitie"];
    let english = ["for", "except", "but", "partly", "partially", "half"];
    let limits = |word: &&&str| limits.contains(word) || english.contains(word);
    words.iter().skip(1).take(4).any(|word| limits(&word))
}

/// Words between a number and what became of it.
const VERBS: &[&str] =
    &["is now", "is", "was", "has been", "a ete", "a bien ete", "est desormais", "est", "now"];

/// What may follow a state and leaves it one: "done on 3 May", "fait par Ana", and not "completed forms".
const AFTER: &[&str] = &[
    "le", "la", "on", "in", "en", "au", "a", "at", "par", "by", "depuis", "since", "this", "ce",
    "cette", "hier", "last", "and", "et", "as", "comme", "jusqu", "until", "till", "for", "pour",
    "from", "to", "avec", "with", "mais", "but", "car", "because",
];

/// The number of which `sentence` says a change, without any mark, and what it says:
/// `A7 : fait`, `Action A7 is done`.
pub(crate) fn said(sentence: &str) -> Option<(&str, &str)> {
    let mut rest = sentence.trim_start_matches(['*', '_', ' ']);
    for sort in ["L'", "l'", "L’", "l’", "La ", "la ", "The "] {
        rest = rest.strip_prefix(sort).unwrap_or(rest);
    }
    let first = rest.split_whitespace().next()?;
    if matches!(fold(first).as_str(), "action" | "decision" | "idee" | "idea") {
        rest = rest.get(first.len()..)?.trim_start();
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (number, told) = rest.split_at(end);
    let told = told.trim_start_matches(['*', '_', ' ', '\u{a0}', ':', '-', '–', '—', ',']);
    if !is_number(number) || number.len() == rest.len() {
        return None;
    }
    let mut words = told.split_whitespace();
    let verb = VERBS.iter().copied().find(|verb| {
        let count = verb.split(' ').count();
        let begin = told.split_whitespace().take(count).collect::<Vec<_>>().join(" ");
        fold(&begin) == *verb
    });
    for _ in verb.into_iter().flat_map(|verb| verb.split(' ')) {
        words.next();
    }
    let change = words.next()?;
    let at = change.as_ptr().addr() - told.as_ptr().addr();
    let change = told.get(at..)?;
    says_so(change).then_some((number, change))
}

/// Whether `told` is a change and no task or matter that begins with the same letters.
fn says_so(told: &str) -> bool {
    let clause = told.split([',', ':', '.', ';', '(', '–', '—']).next().unwrap_or("");
    let key = fold(clause);
    let Some(rest) = CUES.iter().find_map(|(cue, _)| key.strip_prefix(cue)) else {
        return false;
    };
    // "réalisée", "faits".
    let end = rest.find(' ').unwrap_or(rest.len());
    let (agreement, after) = rest.split_at(end);
    let next = after.split_whitespace().next();
    matches!(agreement, "" | "e" | "s" | "es")
        && next.is_none_or(|next| {
            AFTER.contains(&next) || next.starts_with(|c: char| c.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_change_is_read_with_its_day_owners_and_due_date() {
        let meeting = NaiveDate::from_ymd_opt(2024, 5, 16);
        let read = |text: &str| {
            let (lines, modality) = (vec![[1, 1]], <_>::default());
            let confidence = Confidence::Sure;
            let source = Source { text: text.to_owned(), lines, modality, confidence };
            change("A1", source, meeting.into())
        };
        let done = read("fait le 2 avril 2024, avant le 5 avril 2024.").unwrap();
        assert_eq!((done.to, done.on), (Change::Completed, NaiveDate::from_ymd_opt(2024, 4, 2)));
        let given = read("reassigned to Ana Bel and Léo Nour, by 3 June 2024.").unwrap();
        assert_eq!(given.owner, ["Ana Bel", "Léo Nour"]);
        assert_eq!(given.due.unwrap().as_day(), NaiveDate::from_ymd_opt(2024, 6, 3));
        assert_eq!(read("condition non remplie.").unwrap().to, Change::ConditionFailed);
        assert_eq!(read("peut-être"), None);
    }

    #[test]
    fn what_is_done_for_a_part_is_left_to_whoever_looks_through_the_draft() {
        let sure = |entry: &str| {
            let text = format!("# Réunion du 4 mai 2024\n\n## Actions\n\n- {entry}\n");
            crate::read(&text).0.status_changes.into_iter().next().map(|it| it.source.confidence)
        };
        for part in
            ["A7 : fait pour la salle", "A7: done, but for the door", "A7 : fait sauf le toit"]
        {
            assert!(sure(part).is_none_or(|it| it == Confidence::Unsure), "{part}");
        }
        assert_eq!(sure("A7 : fait pour la salle"), Some(Confidence::Unsure));
        assert_eq!(sure("A7 : fait le 3 mai 2024"), Some(Confidence::Sure));
    }

    #[test]
    fn a_number_with_its_state_is_a_change_and_a_task_is_none() {
        for (text, number, told) in [
            ("A7 : fait.", "A7", "fait."),
            ("A7: done.", "A7", "done."),
            ("A7 – réalisée le 3 mai 2024", "A7", "réalisée le 3 mai 2024"),
            ("Action A7 is done.", "A7", "done."),
            ("L'action A7 a été réalisée par Ana.", "A7", "réalisée par Ana."),
            ("Action A7 : en cours", "A7", "en cours"),
        ] {
            assert_eq!(said(text), Some((number, told)), "{text}");
        }
        for text in [
            "A7 : faites venir l'imprimeur",
            "A7: completed forms go to the bank",
            "Action A7: call the printer",
            "A7",
            "Fait : appeler",
            "Ana : fait",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn a_plain_entry_that_says_what_became_of_an_action_is_no_action_and_no_note() {
        let text = "# Réunion du 4 mai 2024\n\n**Présents :** Ana BEL, Léo NOUR\n\n## Suivi\n\nAction A6 is done. Léo NOUR se charge d'écrire le plan.\n\n## Actions\n\n- A7 : fait.\n- A8 : appeler l'imprimeur (Ana BEL)\n";
        let (draft, _) = crate::read(text);
        let changed: Vec<_> = draft.status_changes.iter().map(|it| it.of.as_str()).collect();
        assert_eq!(changed, ["A6", "A7"]);
        assert_eq!(draft.actions.len(), 2, "{:?}", draft.actions);
        assert_eq!(draft.notes, []);
    }
}
