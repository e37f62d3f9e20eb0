//! Entries that begin with a label: `**Decision D4** – …`, `Action: …`, `@ana …`.

use crate::blocks::Block;
use crate::draft::{
    Action, Answer, Condition, ConditionKind, Confidence, Decision, DecisionKind, Draft, Idea,
    Position, Question, Source, Stance,
};
use crate::due::due;
use crate::fold::{fold, start};
use crate::names::Names;
use crate::owner::owners;
use crate::sentence::sentences;
use crate::status_change::change;

/// Places `block` if its label is one that minutes use; tells whether it did.
pub(crate) fn place(block: &Block, names: &Names, draft: &mut Draft) -> bool {
    let Some((label, rest)) = label(&block.text) else {
        return handle(block, names, draft);
    };
    let key = fold(label);
    let entry = matches!(key.as_str(), "decision" | "action" | "ai" | "todo");
    if is_nothing(rest) {
        return entry && says_nothing(block, draft);
    }
    let number = label.split_whitespace().last().filter(|word| is_number(word));
    let numbered = || number.map(str::to_owned);
    let source = block.source(rest, Confidence::Sure);
    let first = key.split(' ').next().unwrap_or("");
    match (first, number) {
        ("decision" | "agreed" | "resolved" | "approved", _) => {
            draft.decisions.push(decision(number, &source));
        }
        ("action" | "ai" | "todo", _) => add_action(number, source, names, draft),
        ("idee" | "idea", _) => {
            let raised_by = speaker(rest, names);
            draft.ideas.push(Idea { source, number: numbered(), raised_by });
        }
        ("question", _) => {
            let raised_by = speaker(rest, names);
            draft.questions.push(Question { source, number: numbered(), raised_by });
        }
        ("reponse" | "answer", Some(number)) => answer(number, source, names, draft),
        ("reserve" | "reservation", _) => position(Stance::Reservation, source, names, draft),
        _ if matches!(key.as_str(), "avis favorable" | "in favour" | "in favor" | "support") => {
            position(Stance::For, source, names, draft);
        }
        _ if matches!(key.as_str(), "avis defavorable" | "opposition" | "against") => {
            position(Stance::Against, source, names, draft);
        }
        (_, Some(number)) if number == label => {
            let Some(change) = change(number, source, draft.date) else {
                return false;
            };
            draft.status_changes.push(change);
        }
        _ => return false,
    }
    true
}

/// Adds what a list of decisions holds without a label.
pub(crate) fn listed_decision(block: &Block, draft: &mut Draft) -> bool {
    if is_nothing(&block.text) {
        return says_nothing(block, draft);
    }
    draft.decisions.push(decision(None, &block.part(&block.text)));
    true
}

/// Adds what a list of actions holds without a label.
pub(crate) fn listed_action(block: &Block, names: &Names, draft: &mut Draft) -> bool {
    if is_nothing(&block.text) {
        return says_nothing(block, draft);
    }
    add_action(None, block.part(&block.text), names, draft);
    true
}

/// Keeps a line that says that there is nothing where it stands.
fn says_nothing(block: &Block, draft: &mut Draft) -> bool {
    draft.headings.push(block.whole());
    true
}

/// The label, and what follows its dash or colon.
pub(crate) fn label(text: &str) -> Option<(&str, &str)> {
    if let Some((label, rest)) = text.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
        let rest = rest.trim_start().trim_start_matches(['-', '–', '—', ':']);
        return Some((label.trim().trim_end_matches(':').trim_end(), rest.trim()));
    }
    let (label, _) = start(text, 32).split_once(':')?;
    let rest = text.get(label.len() + 1..)?;
    let key = fold(label);
    let mut words = key.split(' ');
    let known = matches!(
        words.next()?,
        "decision"
            | "action"
            | "ai"
            | "todo"
            | "agreed"
            | "resolved"
            | "approved"
            | "idee"
            | "idea"
    );
    let alone = words.next().is_none_or(|second| label.ends_with(&second.to_uppercase()));
    (known && alone && words.next().is_none()).then(|| (label.trim(), rest.trim()))
}

/// `@ana to write the plan`.
fn handle(block: &Block, names: &Names, draft: &mut Draft) -> bool {
    let handle = block.text.strip_prefix('@');
    let is = handle.is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if is {
        add_action(None, block.whole(), names, draft);
    }
    is
}

/// Whether `text` is what minutes print where there is nothing to print.
fn is_nothing(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "" | "none" | "nil" | "n a" | "tbd" | "neant" | "aucun" | "aucune" | "rien" | "sans objet"
    )
}

pub(crate) fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.len() + 1 == word.len()
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
}

fn add_action(number: Option<&str>, source: Source, names: &Names, draft: &mut Draft) {
    let owner = owners(&source.text, names);
    let due = due(&source.text, draft.date);
    draft.actions.push(Action { source, number: number.map(str::to_owned), owner, due });
}

fn decision(number: Option<&str>, source: &Source) -> Decision {
    let mut decision = Decision {
        source: source.clone(),
        number: number.map(str::to_owned),
        kind: DecisionKind::Approved,
        outcome: None,
        condition: None,
        about: None,
        answers: None,
        supersedes: None,
    };
    let mut said: Vec<&str> = Vec::new();
    for sentence in sentences(&source.text) {
        let key = fold(sentence);
        if ["cette decision remplace", "this decision replaces", "this decision supersedes"]
            .iter()
            .any(|cue| key.starts_with(cue))
        {
            let mut words = sentence.split(|c: char| !c.is_alphanumeric());
            decision.supersedes = words.find(|word| is_number(word)).map(str::to_owned);
        } else if let Some(kind) = outcome(&key).filter(|_| !said.is_empty()) {
            decision.kind = kind;
            decision.outcome = Some(sentence.to_owned());
            let (DecisionKind::Conditional, Some((outcome, words))) =
                (kind, sentence.split_once(':'))
            else {
                continue;
            };
            decision.outcome = Some(outcome.trim().to_owned());
            decision.condition = Some(condition(words));
        } else if decision.outcome.is_none() {
            said.push(sentence);
        }
    }
    if !said.is_empty() {
        decision.source.text = said.join(" ");
    }
    decision
}

/// How a decision ended, by a sentence that says nothing else.
fn outcome(key: &str) -> Option<DecisionKind> {
    Some(match key.split(' ').next().unwrap_or("") {
        "adopte" | "adoptee" | "approuve" | "approuvee" | "adopted" | "approved" | "agreed"
        | "carried" => {
            let conditional =
                ["sous condition", "sous reserve", "on condition", "subject to", "provided that"];
            if conditional.iter().any(|cue| key.contains(cue)) {
                DecisionKind::Conditional
            } else {
                DecisionKind::Approved
            }
        }
        "rejete" | "rejetee" | "rejected" => DecisionKind::Rejected,
        "reporte" | "reportee" | "deferred" | "postponed" => DecisionKind::Deferred,
        _ => return None,
    })
}

/// A condition that speaks of each one is a criterion for each.
pub(crate) fn condition(words: &str) -> Condition {
    let each = fold(words).split(' ').any(|word| matches!(word, "chaque" | "each" | "every"));
    let judged = if each { ConditionKind::EachOccasion } else { ConditionKind::Once };
    Condition { words: words.trim().trim_end_matches('.').to_owned(), judged }
}

/// The known person with whose name `text` begins.
pub(crate) fn speaker(text: &str, names: &Names) -> Option<String> {
    names.opening(text).map(|mention| mention.person)
}

fn answer(number: &str, mut source: Source, names: &Names, draft: &mut Draft) {
    let by = speaker(&source.text, names);
    if let Some(said) = after_colon(&source.text).filter(|_| by.is_some()) {
        source.text = said;
    }
    draft.answers.push(Answer { source, to: Some(number.to_owned()), about: None, by });
}

/// `Name, sur D2 : what is said`.
fn position(kind: Stance, mut source: Source, names: &Names, draft: &mut Draft) {
    let by = speaker(&source.text, names);
    let mut on = None;
    if let Some(said) = after_colon(&source.text) {
        let about = source.text.get(..source.text.len() - said.len()).unwrap_or("");
        let mut words = about.split(|c: char| !c.is_alphanumeric());
        on = words.find(|word| is_number(word)).map(str::to_owned);
        source.text = said;
    }
    draft.positions.push(Position { source, kind, by, on, about: None });
}

fn after_colon(text: &str) -> Option<String> {
    let (_, said) = text.split_once(": ")?;
    Some(said.trim().to_owned()).filter(|said| !said.is_empty())
}
