//! Who owes an action, by the grammar of its sentence.

use crate::fold::fold;
use crate::names::Names;

/// A subject has no more words.
const LONGEST: usize = 14;

/// The owners as printed: who is named before a colon, at the end in brackets, by a handle, or as
/// the subject of a verb in the future tense. An infinitive names nobody.
pub(crate) fn owners(text: &str, names: &Names) -> Vec<String> {
    if let Some(rest) = text.strip_prefix('@') {
        let end = rest.find(|c: char| !c.is_alphanumeric() && !"_-.".contains(c));
        let handle = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
        return vec![format!("@{}", handle.trim_end_matches('.'))];
    }
    if let Some((before, _)) = text.split_once(": ")
        && let Some(named) = people(before, names)
    {
        return named;
    }
    if let Some(subject) = subject(text, names) {
        let articles = ["La ", "Le ", "Les ", "L'", "L’", "The "];
        let bare = articles.iter().find_map(|article| subject.strip_prefix(article));
        return listed(bare.unwrap_or(subject)).map(str::to_owned).collect();
    }
    let end = text.trim_end().trim_end_matches('.');
    let bracket = end.strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
    bracket.and_then(|(_, inner)| people(inner, names)).unwrap_or_default()
}

/// The names in a list, if it holds nothing but names of people.
fn people(list: &str, names: &Names) -> Option<Vec<String>> {
    let all = listed(list).map(|name| names.is_person(name).then(|| name.to_owned()));
    all.collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
}

/// The elements of `Ana, Léo et Zoé`.
pub(crate) fn listed(list: &str) -> impl Iterator<Item = &str> {
    let parts = list.split(" et ").flat_map(|part| part.split(" and "));
    parts.flat_map(|part| part.split(", ")).map(str::trim).filter(|part| !part.is_empty())
}

/// What stands before the verb that promises.
fn subject<'a>(text: &'a str, names: &Names) -> Option<&'a str> {
    if is_infinitive(text, names) {
        return None;
    }
    let mut end = 0;
    for (word, place) in text.split_inclusive(char::is_whitespace).zip(0_usize..) {
        let bare = word.trim_end();
        let joins = ["qui", "que", "dont", "afin", "si", "who", "which", "if"].contains(&bare);
        let ends = bare.ends_with(['.', '!', '?', ':', ';']) || bare.starts_with(['[', '"', '«']);
        if joins || ends || place > LONGEST {
            return None;
        }
        let promises = place > 0 && (is_future(bare) || matches!(bare, "will" | "shall" | "doit"));
        let asks = bare == "to" && (1..=5).contains(&place) && asked(text.get(..end)?, names);
        if promises || asks {
            return text.get(..end).map(str::trim);
        }
        end += word.len();
    }
    None
}

/// Whether `text` begins with a French infinitive, and not with a name like Olivier or Claire.
pub(crate) fn is_infinitive(text: &str, names: &Names) -> bool {
    let mut words = text.split_whitespace();
    let mut first = words.next().unwrap_or("");
    let reflexive = matches!(first, "Se" | "se");
    if reflexive {
        first = words.next().unwrap_or("");
    } else if let Some(verb) = first.strip_prefix("S'").or_else(|| first.strip_prefix("S’")) {
        first = verb;
    }
    let key = fold(first);
    let ends = ["er", "ir", "re"].iter().any(|end| key.ends_with(end));
    let capitals = words.next().is_some_and(|second| second.starts_with(char::is_uppercase));
    ends && key.len() > 3
        && first.chars().skip(1).all(char::is_lowercase)
        && (reflexive || !capitals && names.opening(text).is_none())
}

/// Whether `list` names who is asked: people, or structures of several words.
fn asked(list: &str, names: &Names) -> bool {
    listed(list).all(|name| {
        let mut words = name.split_whitespace();
        let capitals = words.clone().all(|word| word.starts_with(char::is_uppercase));
        capitals && (words.nth(1).is_some() || names.is_person(name))
    })
}

/// Whether `word` looks like a French verb in the future tense, third person.
pub(crate) fn is_future(word: &str) -> bool {
    let lower = word.chars().all(|c| !c.is_uppercase());
    lower && word.len() > 3 && (word.ends_with("ra") || word.ends_with("ront"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_who_the_grammar_says() {
        let names = Names::of(["Ana BEL", "Léo NOUR"].into_iter());
        for (text, want) in [
            ("Ana BEL fera le plan.", vec!["Ana BEL"]),
            ("Ana BEL et Léo NOUR feront le plan.", vec!["Ana BEL", "Léo NOUR"]),
            ("La CCI DU LAC fournira les panneaux.", vec!["CCI DU LAC"]),
            ("Chaque partenaire enverra sa liste.", vec!["Chaque partenaire"]),
            ("Écrire à la Région, qui répondra.", vec![]),
            ("Claire Noir enverra le plan.", vec!["Claire Noir"]),
            ("Contacter Ana Bel, qui dira si elle vient.", vec![]),
            ("Ana Bel will write the plan.", vec!["Ana Bel"]),
            ("Ana Bel and Léo Nour to write to the Region", vec!["Ana Bel", "Léo Nour"]),
            ("@ana_b: write the plan", vec!["@ana_b"]),
            ("Léo Nour : appeler l'imprimeur", vec!["Léo Nour"]),
            ("appeler l'imprimeur (Léo Nour, Ana Bel)", vec!["Léo Nour", "Ana Bel"]),
            ("Book a room to meet in", vec![]),
            ("Link to the plan, which will be late", vec![]),
            ("Done. The rest will follow", vec![]),
        ] {
            assert_eq!(owners(text, &names), want, "{text}");
        }
    }
}
