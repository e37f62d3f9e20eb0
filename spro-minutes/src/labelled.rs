//! Entries that begin with a label in bold: `**Decision D4** – …`.

use crate::blocks::Block;
use crate::dates;
use crate::draft::{
    Action, Answer, Change, Condition, ConditionKind, Decision, DecisionKind, Draft, Idea,
    Position, Question, Source, Stance, StatusChange,
};
use crate::due::due;
use crate::fold::fold;
use crate::reader::sure;
use crate::sentence::sentences;

/// Places `block` if its label is one that minutes use; tells whether it did.
pub(crate) fn place(block: &Block, draft: &mut Draft) -> bool {
    let Some((label, rest)) = label(&block.text) else {
        return false;
    };
    let key = fold(label);
    let number = label.split_whitespace().last().filter(|word| is_number(word));
    let source = Source { text: rest.to_owned(), ..sure(block) };
    let first = key.split(' ').next().unwrap_or("");
    match (first, number) {
        ("decision", _) => draft.decisions.push(decision(number, &source)),
        ("action", _) => {
            let (number, due) = (number.map(str::to_owned), due(rest, draft.date));
            draft.actions.push(Action { source, number, owner: owners(rest), due });
        }
        ("idee" | "idea", _) => {
            let (number, raised_by) = (number.map(str::to_owned), speaker(rest, draft));
            draft.ideas.push(Idea { source, number, raised_by });
        }
        ("question", _) => {
            let (number, raised_by) = (number.map(str::to_owned), speaker(rest, draft));
            draft.questions.push(Question { source, number, raised_by });
        }
        ("reponse" | "answer", Some(number)) => answer(number, source, draft),
        ("reserve" | "reservation", _) => position(Stance::Reservation, source, draft),
        ("avis", _) if key == "avis favorable" => position(Stance::For, source, draft),
        ("avis", _) if key == "avis defavorable" => position(Stance::Against, source, draft),
        (_, Some(number)) if number == label => {
            let Some(change) = change(number, source, draft) else {
                return false;
            };
            draft.status_changes.push(change);
        }
        _ => return false,
    }
    true
}

/// The label in bold, and what follows its dash.
pub(crate) fn label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.strip_prefix("**")?.split_once("**")?;
    let rest = rest.trim_start().trim_start_matches(['-', '–', '—', ':']);
    Some((label.trim(), rest.trim()))
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.len() + 1 == word.len()
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
}

fn decision(number: Option<&str>, source: &Source) -> Decision {
    let mut decision = Decision {
        number: number.map(str::to_owned),
        kind: DecisionKind::Approved,
        outcome: None,
        condition: None,
        about: None,
        answers: None,
        supersedes: None,
        source: source.clone(),
    };
    let mut said: Vec<&str> = Vec::new();
    for sentence in sentences(&source.text) {
        let key = fold(sentence);
        let kind = match key.split(' ').next().unwrap_or("") {
            "adopte" | "adoptee" | "approuve" | "approuvee" if key.contains("sous condition") => {
                DecisionKind::Conditional
            }
            "adopte" | "adoptee" | "approuve" | "approuvee" => DecisionKind::Approved,
            "rejete" | "rejetee" => DecisionKind::Rejected,
            "reporte" | "reportee" => DecisionKind::Deferred,
            _ if key.starts_with("cette decision remplace") => {
                let mut words = sentence.split(|c: char| !c.is_alphanumeric());
                decision.supersedes = words.find(|word| is_number(word)).map(str::to_owned);
                continue;
            }
            _ => {
                if decision.outcome.is_none() {
                    said.push(sentence);
                }
                continue;
            }
        };
        decision.kind = kind;
        decision.outcome = Some(sentence.to_owned());
        if let (DecisionKind::Conditional, Some((outcome, words))) =
            (kind, sentence.split_once(':'))
        {
            decision.outcome = Some(outcome.trim().to_owned());
            decision.condition = Some(condition(words));
        }
    }
    if !said.is_empty() {
        decision.source.text = said.join(" ");
    }
    decision
}

/// A condition that speaks of each one is a criterion for each.
pub(crate) fn condition(words: &str) -> Condition {
    let each = fold(words).split(' ').any(|word| matches!(word, "chaque" | "each"));
    let judged = if each { ConditionKind::EachOccasion } else { ConditionKind::Once };
    Condition { words: words.trim().trim_end_matches('.').to_owned(), judged }
}

/// The subject of a verb in the future tense; an infinitive names nobody.
fn owners(text: &str) -> Vec<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    let Some(verb) = words.iter().skip(1).position(|word| is_future(word)) else {
        return Vec::new();
    };
    let first = words.first().map(|word| fold(word)).unwrap_or_default();
    if first.len() > 3 && ["er", "ir", "re"].iter().any(|end| first.ends_with(end)) {
        return Vec::new();
    }
    let subject = words.get(..=verb).unwrap_or(&[]).join(" ");
    let articles = ["La ", "Le ", "Les ", "L'", "L’"];
    let bare = articles.iter().find_map(|article| subject.strip_prefix(article));
    let bare = bare.unwrap_or(&subject);
    bare.split(" et ").map(|owner| owner.trim().to_owned()).collect()
}

/// Whether `word` looks like a verb in the future tense, third person.
pub(crate) fn is_future(word: &str) -> bool {
    let lower = word.chars().all(|c| !c.is_uppercase());
    lower && word.len() > 3 && (word.ends_with("ra") || word.ends_with("ront"))
}

/// The person of the attendance list with whose name `text` begins.
fn speaker(text: &str, draft: &Draft) -> Option<String> {
    let known = draft.attendance.iter().find(|item| text.starts_with(item.person.as_str()));
    known.map(|item| item.person.clone())
}

fn answer(number: &str, mut source: Source, draft: &mut Draft) {
    let by = speaker(&source.text, draft);
    let text = source.text.clone();
    if let Some((_, said)) = text.split_once(" : ").filter(|_| by.is_some()) {
        said.trim().clone_into(&mut source.text);
    }
    draft.answers.push(Answer { source, to: Some(number.to_owned()), about: None, by });
}

/// `Name, sur D2 : what is said`.
fn position(kind: Stance, mut source: Source, draft: &mut Draft) {
    let by = speaker(&source.text, draft);
    let mut on = None;
    let text = source.text.clone();
    if let Some((about, said)) = text.split_once(" : ") {
        let mut words = about.split(|c: char| !c.is_alphanumeric());
        on = words.find(|word| is_number(word)).map(str::to_owned);
        said.trim().clone_into(&mut source.text);
    }
    draft.positions.push(Position { source, kind, by, on, about: None });
}

fn change(number: &str, source: Source, draft: &Draft) -> Option<StatusChange> {
    let key = fold(&source.text);
    let starts = |phrase: &str| key.starts_with(phrase);
    let to = if starts("fait") {
        Change::Completed
    } else if starts("en cours") {
        Change::InProcess
    } else if starts("attribuee a") || starts("reattribuee a") {
        Change::Assigned
    } else if starts("echeance reportee") {
        Change::DueChanged
    } else if starts("abandonne") {
        Change::Cancelled
    } else if starts("condition remplie") {
        Change::ConditionMet
    } else if starts("condition en attente") {
        Change::ConditionPending
    } else if starts("rejete") {
        Change::Rejected
    } else if starts("retenue") {
        Change::Adopted
    } else if starts("ecartee") {
        Change::SetAside
    } else {
        return None;
    };
    let (mut owner, mut new_due, mut on) = (Vec::new(), None, draft.date);
    match to {
        Change::Assigned => {
            let clause = source.text.split(',').next().unwrap_or("");
            owner.push(clause.split_whitespace().skip(2).collect::<Vec<_>>().join(" "));
            new_due = due(&source.text, draft.date);
        }
        Change::DueChanged => new_due = due(&source.text, draft.date),
        Change::Completed | Change::ConditionMet => {
            let clause = source.text.split([',', ':']).next().unwrap_or("");
            let found = dates::find(clause, draft.date).into_iter().next();
            on = found.and_then(|found| found.when).and_then(|when| when.as_day()).or(on);
        }
        _ => {}
    }
    let of = number.to_owned();
    Some(StatusChange { source, of, to, owner, due: new_due, on })
}
