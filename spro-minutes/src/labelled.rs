//! Entries that begin with a label: `**Decision D4** – …`, `Action: …`, `@ana …`.

use crate::blocks::Block;
use crate::dates;
use crate::draft::{
    Action, ActionState, Answer, Condition, ConditionKind, Confidence, Decision, DecisionKind,
    Draft, Idea, Position, Question, Source, Stance,
};
use crate::due::due;
use crate::fold::{fold, start};
use crate::names::{Names, looks_like_name};
use crate::owner::{head, is_infinitive, owners, promises};
use crate::sentence::sentences;
use crate::status_change::change;
use crate::verdict::verdict;

/// Places `block` if its label is one that minutes use; tells whether it did.
pub(crate) fn place(block: &Block, names: &Names, draft: &mut Draft) -> bool {
    let Some((label, rest)) = label(&block.text) else {
        return handle(block, names, draft);
    };
    let key = fold(label);
    let kind = kind(&key);
    if is_nothing(rest) {
        return kind.is_some() && says_nothing(block, draft);
    }
    let number = label.split_whitespace().last().filter(|word| is_number(word));
    let numbered = || number.map(str::to_owned);
    let source = block.source(rest, Confidence::Sure);
    let first = key.split(' ').next().unwrap_or("");
    match (first, number) {
        _ if kind.is_some() && says_no_more(rest) => return false,
        // "Approved: 4 May 2024" tells of the minutes themselves, as "Approved: ____" would.
        _ if matches!(first, "approved" | "agreed" | "adopted") && names_no_matter(rest) => {
            return says_nothing(block, draft);
        }
        _ if kind == Some(Kind::Decision) => {
            draft.decisions.push(decision(number, &source));
        }
        _ if kind == Some(Kind::Action) => {
            let asked = label.split_whitespace().skip(1).last();
            let asked = asked.filter(|word| names.calls(word) || *word == "ALL");
            act(block, rest, number, asked, names, draft);
        }
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
            let Some(change) = change(number, source, draft.calendar()) else {
                return false;
            };
            draft.status_changes.push(change);
        }
        _ => return false,
    }
    true
}

/// Whether `text` begins with a label that announces something decided or owed.
pub(crate) fn announces(text: &str) -> bool {
    label(text).is_some_and(|(label, _)| kind(&fold(label)).is_some())
}

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Decision,
    Action,
}

/// What the folded label `key` announces, with a number or a name after it.
pub(crate) fn kind(key: &str) -> Option<Kind> {
    let mut words = key.split(' ');
    let first = words.next()?;
    let rest: Vec<_> = words.collect();
    let numbered = rest.len() <= 2
        && rest.iter().all(|word| word.len() <= 3 || word.chars().any(|c| c.is_ascii_digit()));
    match first {
        "decision" | "agreed" | "resolved" | "approved" | "verdict" | "decided" | "consensus"
        | "conclusion" | "resolution" | "outcome" | "decisions"
            if numbered =>
        {
            Some(Kind::Decision)
        }
        "action" | "actions" if rest.first().is_some_and(|it| it.starts_with("item")) => {
            Some(Kind::Action)
        }
        "action" | "actions" | "ai" | "ais" | "todo" | "todos" if numbered => Some(Kind::Action),
        "next" if matches!(rest.as_slice(), ["step" | "steps"]) => Some(Kind::Action),
        "to" if rest == ["do"] => Some(Kind::Action),
        "a" if rest == ["faire"] => Some(Kind::Action),
        _ => None,
    }
}

/// The label inside `sentence`, after a mark that sets it off, and what follows it:
/// `…; ACTION: Ana to write`, `… → **Décision** : …`.
pub(crate) fn inline(sentence: &str) -> Option<(Kind, &str)> {
    sentence.match_indices(':').find_map(|(at, _)| {
        let before = sentence.get(..at)?.trim_end().trim_end_matches('*').trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let lead = before.get(..before.len() - word.len())?;
        let set_off = lead.is_empty()
            || lead.ends_with(['*', '['])
            || lead.trim_end().ends_with(['→', ';', '>', '.', '-', '–']);
        let capital = word.starts_with(char::is_uppercase);
        let kind = kind(&fold(word)).filter(|_| set_off && capital)?;
        let rest = sentence.get(at + 1..)?.trim_start_matches(['*', ' ']);
        let signed = matches!(fold(word).as_str(), "approved" | "agreed" | "adopted");
        let empty = is_nothing(rest) || says_no_more(rest) || signed && names_no_matter(rest);
        (!empty).then_some((kind, rest))
    })
}

/// Adds what `rest` of `block` asks for: one action, or one for each sentence that names its own
/// owner. `asked` is who the label names.
pub(crate) fn act(
    block: &Block,
    rest: &str,
    number: Option<&str>,
    asked: Option<&str>,
    names: &Names,
    draft: &mut Draft,
) {
    let told = sentences(rest);
    let own = told.iter().all(|one| !owners(one, names).is_empty());
    let tasks = told.iter().all(|one| is_infinitive(one, names));
    let split = number.is_none() && told.len() > 1 && (own || tasks);
    // "To do this. To do that (Ana)": Ana does both.
    let shared = if split && tasks { owners(rest, names) } else { Vec::new() };
    let asked: Vec<_> = asked.map(str::to_owned).into_iter().chain(shared).collect();
    for said in if split { told } else { vec![rest] } {
        let before = draft.actions.len();
        add_action(number, block.source(said, Confidence::Sure), names, draft);
        if let Some(action) = draft.actions.get_mut(before).filter(|it| it.owner.is_empty()) {
            action.owner.clone_from(&asked);
        }
    }
}

/// Adds the decision that `rest` of `block` states.
pub(crate) fn decide(block: &Block, rest: &str, confidence: Confidence, draft: &mut Draft) {
    draft.decisions.push(decision(None, &block.source(rest, confidence)));
}

/// Whether `rest`, after the label of something owed or decided, says that there is none, that it is
/// done already, or asks.
fn says_no_more(rest: &str) -> bool {
    let first = sentences(rest).into_iter().next().unwrap_or("");
    let key = fold(first);
    let starts =
        ["no action", "none ", "nothing ", "aucune action", "pas d action", "rien a ", "n a "];
    is_nothing(first)
        || starts.iter().any(|cue| key.starts_with(cue.trim_end()) && !key.starts_with("none of"))
        || rest.trim_end().ends_with('?')
        || is_done(rest)
}

/// Whether `text` is a day, a name, or a line to sign on.
fn names_no_matter(text: &str) -> bool {
    let dates = dates::find(text, None);
    let rest = match dates.as_slice() {
        [found] => {
            let around = [text.get(..found.bytes.start), text.get(found.bytes.end..)];
            around.into_iter().flatten().collect::<Vec<_>>().concat()
        }
        _ => text.to_owned(),
    };
    let key = fold(&rest);
    let words = key.split(' ').filter(|word| !word.is_empty()).count();
    words < 3 && (words == 0 || !dates.is_empty())
        || words < 5 && looks_like_name(text.trim())
        || key.starts_with("by ") && words < 6
}

/// Whether an entry is marked as done: ticked, struck out, or in words at its ends.
pub(crate) fn is_done(text: &str) -> bool {
    let ticked = ["[x]", "[X]", "✅", "☑", "✔", "~~", "<del>", "<s>"];
    let key = fold(text);
    let ends = [" fait", " faite", " done", " completed", " termine", " terminee"];
    let said = ["done ", "fait ", "already done", "this was ", "pr landed", "landed "];
    let last = text.trim_end_matches([')', '.', ']', '*', ' ', '!']);
    let set_off = |cue: &str| {
        let before = last.len().checked_sub(cue.len() - 1).and_then(|at| last.get(..at));
        key.ends_with(cue)
            && before.is_some_and(|it| {
                it.trim_end().ends_with(['(', '-', '–', '—', ':', ',', '[', '*', '→', '>'])
            })
    };
    ticked.iter().any(|mark| text.starts_with(mark))
        || matches!(key.as_str(), "done" | "fait" | "landing" | "landed")
        || said.iter().any(|cue| key.starts_with(cue))
        || key.contains(" fait le ")
        || ends.iter().any(|cue| set_off(cue))
}

/// Keeps a line that says that there is nothing where it stands.
pub(crate) fn says_nothing(block: &Block, draft: &mut Draft) -> bool {
    draft.headings.push(block.whole());
    true
}

/// The label, and what follows its dash or colon.
pub(crate) fn label(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(['→', '>', '-', ' ']);
    if let Some((label, rest)) = text.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
        let rest = rest.trim_start().trim_start_matches(['-', '–', '—', ':']);
        return Some((label.trim().trim_end_matches(':').trim_end(), rest.trim()));
    }
    // "[Conclusion](#four)" links.
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    if let Some((label, rest)) = bracketed.filter(|(_, rest)| !rest.starts_with('(')) {
        let rest = rest.trim_start_matches([':', ' ']);
        return kind(&fold(label)).map(|_| (label.trim(), rest.trim()));
    }
    let (label, _) = start(text, 32).split_once(':')?;
    let rest = text.get(label.len() + 1..)?;
    let key = fold(label);
    let known = kind(&key).is_some() || matches!(key.as_str(), "idee" | "idea");
    let mut words = label.split_whitespace().skip(1);
    let named = words.all(|word| {
        word.chars().any(|c| c.is_ascii_digit())
            || word.chars().all(char::is_uppercase)
            || matches!(
                fold(word).as_str(),
                "item" | "items" | "step" | "steps" | "do" | "faire" | "n" | "no" | ""
            )
    });
    (known && named).then(|| (label.trim(), rest.trim()))
}

/// `@ana to write the plan`.
fn handle(block: &Block, names: &Names, draft: &mut Draft) -> bool {
    let told = block.text.starts_with('@').then(|| head(&block.text, names)).flatten();
    let is = told.is_some_and(|(_, rest)| {
        let asked = rest.strip_prefix(':').map(str::trim_start);
        promises(rest) || asked.is_some_and(|asked| is_infinitive(asked, names))
    });
    if is && !is_done(&block.text) {
        add_action(None, block.whole(), names, draft);
        return true;
    }
    false
}

/// Whether `text` is what minutes print where there is nothing to print.
pub(crate) fn is_nothing(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "" | "none"
            | "nil"
            | "n a"
            | "na"
            | "tbd"
            | "neant"
            | "aucun"
            | "aucune"
            | "rien"
            | "ras"
            | "sans objet"
            | "aucune action"
            | "aucune decision"
            | "pas d action"
            | "no action"
            | "no actions"
            | "no action items"
            | "none yet"
            | "nothing"
            | "none this week"
            | "todo"
            | "xxx"
            | "aucune action a signaler"
            | "pas de decision"
            | "no decision"
            | "no decisions"
    ) || is_template(text)
}

/// Whether `text` is a row of a template, to be filled in.
fn is_template(text: &str) -> bool {
    let key = fold(text);
    let hole = [
        "<name>",
        "<nom>",
        "<action>",
        "<owner>",
        "<date>",
        "<todo>",
        "{{",
        "@person",
        "@name",
        "[name]",
        "[nom]",
        "@username",
    ];
    let lower = text.to_lowercase();
    hole.iter().any(|hole| lower.contains(hole))
        || key.starts_with("please add")
        || key.starts_with("add your")
        || key.starts_with("ajoutez ici")
        || !text.chars().any(char::is_alphanumeric)
}

pub(crate) fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.len() + 1 == word.len()
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
}

pub(crate) fn add_action(number: Option<&str>, source: Source, names: &Names, draft: &mut Draft) {
    let owner = owners(&source.text, names);
    let due = due(&source.text, draft.calendar());
    let (number, state) = (number.map(str::to_owned), ActionState::Open);
    draft.actions.push(Action { source, number, owner, due, state });
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
    if decision.outcome.is_none() {
        decision.kind = whole_outcome(&source.text);
    }
    decision
}

/// How a decision ended whose outcome no sentence of its own says.
fn whole_outcome(text: &str) -> DecisionKind {
    let key = fold(text);
    let first = key.split(' ').next().unwrap_or("");
    if let Some((kind, _)) = verdict(text, &key, "") {
        return kind;
    }
    match first {
        "no" | "non" | "rejected" | "rejete" | "rejetee" | "refuse" | "refusee" | "declined" => {
            DecisionKind::Rejected
        }
        "deferred" | "postponed" | "reporte" | "reportee" | "revisit" | "ajourne" | "ajournee" => {
            DecisionKind::Deferred
        }
        _ => DecisionKind::Approved,
    }
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

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_link_is_no_label() {
        assert_eq!(label("[Conclusion](#four)"), None);
        assert_eq!(label("[Conclusion] on signe"), Some(("Conclusion", "on signe")));
    }
}
