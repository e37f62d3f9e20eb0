//! How far an action is, by the marks and the words around it: `[x] …`, `~~…~~`, `… – en cours`.

use crate::draft::ActionState;
use crate::fold::fold;
use crate::status_change::is_of_a_part;

/// Marks before an entry that is done.
const TICKS: &[&str] = &["[x]", "[X]", "☑", "☒", "✅", "✔️", "✔", "✓"];
/// Boxes that nobody ticked.
const BOXES: &[&str] = &["[ ]", "[]", "☐", "⬜"];

/// An entry without the marks of its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'a> {
    pub(crate) text: &'a str,
    pub(crate) state: ActionState,
    /// Whether a box stands before it, or it is struck out: the marks of a list of tasks.
    pub(crate) marked: bool,
}

/// Reads the marks of an entry of a list of tasks. Where nothing marks it, it is open.
pub(crate) fn entry(text: &str) -> Entry<'_> {
    let text = text.trim();
    if let Some(rest) = TICKS.iter().find_map(|mark| text.strip_prefix(mark)) {
        return Entry { state: ActionState::Completed, marked: true, ..unmarked(rest.trim()) };
    }
    if let Some(rest) = BOXES.iter().find_map(|mark| text.strip_prefix(mark)) {
        return Entry { marked: true, ..entry(rest) };
    }
    if let Some((inner, after)) = struck(text) {
        let state = in_words(after.trim_matches(|c: char| !c.is_alphanumeric()));
        let brief = after.is_empty() || state.is_some() || after.starts_with('(');
        if brief {
            let state = state.unwrap_or(ActionState::Completed);
            return Entry { text: inner.trim(), state, marked: true };
        }
        return unmarked(after);
    }
    unmarked(text)
}

/// What a struck passage at the beginning holds, and what follows it.
fn struck(text: &str) -> Option<(&str, &str)> {
    [("~~", "~~"), ("<del>", "</del>"), ("<s>", "</s>")].iter().find_map(|(open, close)| {
        let (inner, after) = text.strip_prefix(open)?.split_once(close)?;
        (!inner.trim().is_empty()).then_some((inner, after.trim()))
    })
}

/// Reads the words at the ends: `Fait : …`, `… (done)`, `… – en cours`, `… ✅`.
fn unmarked(text: &str) -> Entry<'_> {
    let open = Entry { text, state: ActionState::Open, marked: false };
    if let Some((said, rest)) = text.split_once(':')
        && let Some(state) = in_words(said.trim_matches(['*', '_', '[', ']', ' ']))
        && fold(said).split(' ').count() < 3
    {
        let text = rest.trim_start_matches(['*', '_', ' ']);
        return Entry { text, state, marked: false };
    }
    for mark in TICKS.iter().filter(|mark| !mark.starts_with('[')) {
        if let Some(rest) = text.strip_suffix(mark) {
            return Entry { text: rest.trim(), state: ActionState::Completed, marked: false };
        }
    }
    let end = text.trim_end_matches(['.', ';', ' ', '*', '_', '!']);
    let bracketed = [(')', '('), (']', '[')].iter().find_map(|(close, mark)| {
        let (rest, said) = end.strip_suffix(*close)?.rsplit_once(*mark)?;
        Some((rest, said))
    });
    let marks = [" – ", " — ", " - ", "→", "=>", "->", ", ", ": "];
    let dashed = marks.iter().filter_map(|mark| {
        let at = end.rfind(mark)?;
        Some((end.get(..at)?, end.get(at + mark.len()..)?))
    });
    for (rest, said) in bracketed.into_iter().chain(dashed) {
        let rest = rest.trim_end_matches([' ', '*', '_', ':', ',']);
        if fold(said).split(' ').count() <= 5
            && let Some(state) = in_words(said.trim_matches(['*', '_', ' ']))
            && state != ActionState::Open
            && !rest.is_empty()
        {
            return Entry { text: rest, state, marked: false };
        }
    }
    open
}

/// The state that `said` names, such as the cell of a column of states; `None` where it names none.
pub(crate) fn in_words(said: &str) -> Option<ActionState> {
    let said = said.trim();
    if TICKS.iter().any(|mark| said.starts_with(mark)) {
        return Some(ActionState::Completed);
    }
    let key = fold(said);
    let begins = |cues: &[&str]| {
        cues.iter().any(|cue| {
            key.strip_prefix(cue).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    if begins(&[
        "a faire",
        "a lancer",
        "a venir",
        "en attente",
        "non",
        "not",
        "pas",
        "open",
        "ouvert",
        "ouverte",
        "pending",
    ]) || begins(&["to do", "todo", "new", "nouveau", "nouvelle", "0"])
    {
        return Some(ActionState::Open);
    }
    if begins(&["annule", "annulee", "abandonne", "abandonnee", "cancelled", "canceled"])
        || begins(&["dropped", "sans suite", "sans objet", "no longer", "caduc", "caduque"])
        || begins(&["withdrawn", "obsolete", "won t do"])
    {
        return Some(ActionState::Cancelled);
    }
    if begins(&["en cours", "in progress", "in process", "ongoing", "on going", "under way"])
        || begins(&["underway", "started", "commence", "commencee", "entame", "entamee", "wip"])
        || begins(&["partiel", "partiellement", "partly", "partially", "partial"])
    {
        return Some(ActionState::Started);
    }
    let done = begins(&["fait", "faite", "faits", "faites", "done", "termine", "terminee"])
        || begins(&["termines", "terminees", "realise", "realisee", "realises", "realisees"])
        || begins(&["complete", "completed", "clos", "close", "closed", "acheve", "achevee"])
        || begins(&["solde", "soldee", "finished", "ok", "100", "cloture", "cloturee"]);
    // "Fait par Ana", "closed session": what follows may be no part of the state.
    let few = key.split(' ').count() <= 5;
    // "Fait pour la salle" leaves the rest.
    let part = is_of_a_part(&key);
    (done && few).then_some(if part { ActionState::Started } else { ActionState::Completed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_words_at_the_ends_say_how_far_an_action_is() {
        use ActionState::{Cancelled, Completed, Open, Started};
        for (text, task, state) in [
            ("[x] call the printer", "call the printer", Completed),
            ("[ ] call the printer", "call the printer", Open),
            ("[ ] call the printer – in progress", "call the printer", Started),
            ("~~call the printer~~", "call the printer", Completed),
            ("~~call the printer~~ (no longer needed)", "call the printer", Cancelled),
            ("~~Ana~~ Léo to call the printer", "Léo to call the printer", Open),
            ("Appeler l'imprimeur (fait)", "Appeler l'imprimeur", Completed),
            ("Appeler l'imprimeur : fait le 3 mai.", "Appeler l'imprimeur", Completed),
            ("Réserver les salles – fait pour la grande", "Réserver les salles", Started),
            ("Fait : appeler l'imprimeur", "appeler l'imprimeur", Completed),
            ("Appeler l'imprimeur → abandonné", "Appeler l'imprimeur", Cancelled),
            ("Appeler l'imprimeur ✅", "Appeler l'imprimeur", Completed),
            ("Voir ce qui est fait", "Voir ce qui est fait", Open),
            ("Ana : faire le tri", "Ana : faire le tri", Open),
        ] {
            let read = entry(text);
            assert_eq!((read.text, read.state), (task, state), "{text}");
        }
    }

    #[test]
    fn a_cell_says_a_state_in_either_language() {
        use ActionState::{Cancelled, Completed, Open, Started};
        for (cell, state) in [
            ("À faire", Some(Open)),
            ("Fait", Some(Completed)),
            ("Réalisé le 12/03/2024", Some(Completed)),
            ("Non fait", Some(Open)),
            ("En cours", Some(Started)),
            ("Closed", Some(Completed)),
            ("dropped", Some(Cancelled)),
            ("✓", Some(Completed)),
            ("Ana", None),
        ] {
            assert_eq!(in_words(cell), state, "{cell}");
        }
    }
}
