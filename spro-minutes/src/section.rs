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
    /// Decisions and actions in one list.
    Outcomes,
    /// Actions that are done.
    Done,
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
    let heading = linked(plain(heading));
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
        "decisions"
        | "decision"
        | "releve de decisions"
        | "releve des decisions"
        | "decisions prises"
        | "resolutions"
        | "decisions made"
        | "resolutions adoptees" => Section::Decisions,
        "decision actions"
        | "decisions actions"
        | "decisions et actions"
        | "actions et decisions"
        | "actions resolutions"
        | "resolutions actions"
        | "decisions and actions"
        | "decisions and action items"
        | "actions and decisions" => Section::Outcomes,
        "actions realisees"
        | "actions terminees"
        | "actions faites"
        | "actions closes"
        | "action realisee"
        | "completed actions"
        | "completed action items"
        | "closed actions"
        | "actions completed" => Section::Done,
        "actions"
        | "action"
        | "action items"
        | "action item"
        | "actions a mener"
        | "a faire"
        | "reste a faire"
        | "choses a faire"
        | "to do"
        | "todo"
        | "todos"
        | "to dos"
        | "todo list"
        | "to do list"
        | "todo items"
        | "suites a donner"
        | "taches"
        | "tasks"
        | "liste des actions"
        | "plan d action"
        | "plan d actions"
        | "releve d actions"
        | "releve des actions"
        | "actions en cours"
        | "open actions"
        | "open action items"
        | "new actions"
        | "new action items"
        | "follow up actions"
        | "carried over actions"
        | "next steps"
        | "prochaines etapes"
        | "prochaines actions" => Section::Actions,
        _ if key.len() < 48 && (key.starts_with("action a ") || key.starts_with("actions a ")) => {
            Section::Actions
        }
        "questions" | "questions diverses" => Section::Questions,
        "informations" | "information" | "actualites" | "actualite" | "news" => Section::News,
        "manifestations" | "evenements" | "events" => Section::Occasions,
        "pieces jointes" | "documents" | "annexes" | "attachments" => Section::Documents,
        "prochaine reunion" | "next meeting" => Section::Next,
        "groupes de travail" | "working groups" => Section::WorkingGroups,
        "minutes of the last meeting" | "approval of minutes" => Section::Approval,
        _ => return told_by_words(&key).or_else(|| told_by_first(first, &key)),
    })
}

/// What a heading announces by the word with which it begins.
fn told_by_first(first: &str, key: &str) -> Option<Section> {
    Some(match first {
        "approbation" | "approval" => Section::Approval,
        "canevas" | "outline" => Section::Outline,
        "idees" | "echanges" | "ideas" | "discussion" if key.len() < 24 => Section::Ideas,
        _ => return None,
    })
}

/// What a heading announces by the words it is made of, in whatever order.
fn told_by_words(key: &str) -> Option<Section> {
    Some(match key {
        "suivi des actions"
        | "suivi des decisions"
        | "suivi des actions et des decisions"
        | "follow up"
        | "follow up of actions"
        | "follow up of decisions"
        | "matters arising" => Section::FollowUp,
        _ if is_follow_up(key) => Section::FollowUp,
        _ if is_only_of(key, &["actions", "action", "todo", "todos", "tasks"], OF_ACTIONS) => {
            Section::Actions
        }
        _ if is_only_of(key, &["decisions", "resolutions"], OF_DECISIONS) => Section::Decisions,
        _ if is_list_of_approved(key) => Section::Decisions,
        _ => return None,
    })
}

/// What a heading shows that is one link.
fn linked(heading: &str) -> &str {
    let shown = heading.strip_prefix('[').and_then(|inner| inner.split_once("]("));
    match shown {
        Some((shown, address)) if address.find(')') == Some(address.len() - 1) => shown,
        _ => heading,
    }
}

/// Words that stand beside those that name a list of actions, and say no more.
const OF_ACTIONS: &[&str] = &[
    "action", "actions", "and", "assigned", "follow", "for", "from", "in", "items", "item", "key",
    "list", "main", "meeting", "new", "next", "of", "open", "points", "point", "required", "s",
    "steps", "summary", "taken", "the", "this", "up", "ups", "agreed", "arising",
];

/// Words that stand beside those that name a list of decisions, and say no more.
const OF_DECISIONS: &[&str] = &[
    "decisions",
    "resolutions",
    "and",
    "agreed",
    "at",
    "key",
    "list",
    "made",
    "main",
    "meeting",
    "of",
    "passed",
    "reached",
    "summary",
    "taken",
    "the",
    "this",
];

/// Whether a heading has one of `names`, and else only words that say no more.
fn is_only_of(key: &str, names: &[&str], beside: &[&str]) -> bool {
    let words: Vec<_> = key.split(' ').collect();
    words.len() < 8
        && words.iter().any(|word| names.contains(word))
        && words.iter().all(|word| names.contains(word) || beside.contains(word))
}

/// `Review of previous action items`, `Point sur les actions de la dernière réunion`.
fn is_follow_up(key: &str) -> bool {
    let words: Vec<_> = key.split(' ').collect();
    let has = |among: &[&str]| words.iter().any(|word| among.contains(word));
    let back = ["review", "previous", "last", "outstanding", "suivi", "precedentes", "precedente"];
    let back = has(&back) || has(&["derniere", "past", "earlier"]);
    words.len() < 9 && has(&["actions", "action", "todos", "todo"]) && back
}

/// `Grants approved`: each entry below was.
fn is_list_of_approved(key: &str) -> bool {
    let many = key.strip_suffix(" approved").or_else(|| key.strip_prefix("approved "));
    many.is_some_and(|what| {
        what.split(' ').count() < 4
            && what.ends_with('s')
            && !["minutes", "by", "as", "actions"].iter().any(|other| what.contains(other))
    })
}

/// Whether a heading names this meeting's agenda, and does not approve it or plan the next.
fn is_agenda(key: &str) -> bool {
    let words: Vec<_> = key.split(' ').collect();
    let named = words.contains(&"agenda") || key.contains("ordre du jour");
    // The consent agenda is a part of it, and what is bashed or reviewed was printed before.
    let other = [
        "next",
        "prochain",
        "prochaine",
        "approbation",
        "validation",
        "adoption",
        "approval",
        "consent",
        "regular",
        "business",
        "bashing",
        "bash",
        "approve",
        "approved",
        "adopt",
        "review",
        "changes",
        "additions",
        "amendments",
        "setting",
        "future",
        "after",
        "published",
        "see",
        "detailed",
    ];
    named && words.len() < 7 && !words.iter().any(|word| other.contains(word))
}
