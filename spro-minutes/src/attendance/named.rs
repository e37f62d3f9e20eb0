//! What a person's name looks like in a list of people, and which words are no name.

use crate::called::{as_roles_are, is_title};
use crate::fold::fold;

/// Words that minutes print where nobody is to be named.
const NOBODY: &[&str] = &[
    "",
    "none",
    "nobody",
    "no one",
    "nil",
    "n a",
    "na",
    "tbd",
    "tba",
    "todo",
    "personne",
    "aucun",
    "aucune",
    "neant",
    "rien",
    "all",
    "everyone",
    "tous",
    "toutes",
    "tout le monde",
    "etc",
    "et al",
    "name",
    "names",
    "nom",
    "noms",
    "nom prenom",
    "prenom nom",
    "your name",
    "votre nom",
    "sans objet",
    "quorum",
    "x",
    "xx",
    "xxx",
    "a completer",
    "vacant",
    "vacancy",
    "approved",
    "adopted",
    "agreed",
    "carried",
    "draft",
    "final",
];

/// Words of sentences about people in general, which no name has.
const GENERAL: &[&str] = &[
    "quorum",
    "voix",
    "votants",
    "votes",
    "vote",
    "personnes",
    "people",
    "membres",
    "members",
    "meeting",
    "reunion",
    "seance",
    "link",
    "lien",
    "liens",
    "recording",
    "agenda",
    "page",
    "chair",
    "minutes",
    "notes",
    "others",
    "autres",
    "present",
    "presents",
    "absents",
    "excuses",
];

/// Words with which sentences begin, and no name.
const OPENING: &[&str] = &[
    "il",
    "elle",
    "on",
    "nous",
    "ils",
    "elles",
    "ce",
    "cette",
    "ces",
    "c",
    "we",
    "it",
    "this",
    "there",
    "they",
    "please",
    "no",
    "pas",
    "voir",
    "see",
    "note",
    "nb",
    "action",
    "actions",
    "decision",
    "decisions",
    "information",
    "verdict",
    "todo",
    "question",
    "questions",
    "point",
    "points",
];

/// Small words within a person's name.
const PARTICLES: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "del", "della", "di", "da",
    "do", "dos", "el", "al", "ben", "bin", "ter", "ten", "af", "av", "y", "i", "zu",
];

/// Whether `name` may be a person's, in a list of people: a few words that begin as names do, or one
/// word, such as a pseudonym.
pub(super) fn is_name(name: &str, has_handle: bool) -> bool {
    let key = fold(name);
    let words: Vec<_> = name.split_whitespace().collect();
    let strange = |c: char| !(c.is_alphanumeric() || " -'’‘\".·•_~".contains(c));
    if NOBODY.contains(&key.as_str())
        || key.split(' ').any(|word| GENERAL.contains(&word))
        || OPENING.contains(&key.split(' ').next().unwrap_or(""))
        || words.len() > 6
        || name.contains(strange)
        || as_roles_are(name) && words.len() > 1
        || !name.chars().any(char::is_alphabetic)
    {
        return false;
    }
    if words.iter().all(|word| is_title(word)) {
        return false;
    }
    if let [word] = words.as_slice() {
        return word.chars().count() > 1 && !as_roles_are(word);
    }
    let digits = name.chars().any(|c| c.is_ascii_digit());
    let capital = |word: &&str| {
        word.trim_start_matches(['\'', '’', '‘', '"']).starts_with(char::is_uppercase)
    };
    let small = |word: &&str| {
        let key = fold(word);
        PARTICLES.contains(&key.split(' ').next().unwrap_or(""))
            || word.starts_with(['‘', '"', '\''])
    };
    let proper =
        words.first().is_some_and(capital) && words.iter().all(|word| capital(word) || small(word));
    !digits && (proper || has_handle && words.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_as_names_do_and_sentences_are_none() {
        for name in ["Ana BEL", "Jean de la Tour", "Zoé", "O'Neil Max"] {
            assert!(is_name(name, false), "{name}");
        }
        for text in [
            "Néant",
            "Voir la liste",
            "le quorum",
            "Ana relance la mairie",
            "Présidente adjointe",
            "Mesdames",
            "9",
        ] {
            assert!(!is_name(text, false), "{text}");
        }
    }
}
