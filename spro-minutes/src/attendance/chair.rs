//! Who the text says was in the chair, and so was there.

use super::entry::entry;
use crate::blocks::Block;
use crate::called::without_title;

/// Words before the name of who presides.
const CUES: &[&str] = &[
    "sous la présidence de ",
    "sous la présidence d'",
    "sous la présidence d’",
    "sous la Présidence de ",
    "Sous la présidence de ",
    "Présidence de ",
    "présidée par ",
    "présidé par ",
];

/// The part of `block` that names who presides.
pub(super) fn chair(block: &Block) -> Option<&str> {
    let text = block.text.as_str();
    let rest = CUES.iter().find_map(|cue| Some(text.split_once(cue)?.1))?;
    let end = rest.find([',', '(', ';', ':']).unwrap_or(rest.len());
    let named = rest.get(..end)?;
    // "M. Ana Bel. La séance": a sentence ends behind a word, and not behind a title.
    let stop = named.match_indices(". ").map(|(at, _)| at).find(|at| {
        let word = named.get(..*at).and_then(|it| it.rsplit(' ').next()).unwrap_or("");
        word.chars().count() > 3
    });
    let named = named.get(..stop.unwrap_or(named.len()))?.trim().trim_end_matches('.');
    let name = without_title(named);
    let person = entry(named).is_some_and(|it| it.person.as_deref() == Some(name));
    let sure = name.len() < named.len() || name.contains(' ');
    (person && sure && name.split(' ').count() < 6).then_some(named)
}

#[cfg(test)]
mod tests {
    fn people(minutes: &str) -> Vec<String> {
        crate::read(minutes).0.attendance.into_iter().filter_map(|it| it.person).collect()
    }

    #[test]
    fn who_presides_was_there_and_is_listed_once() {
        let text = "Comité du 4 mai 2024\n\nPrésidence de Monsieur Max ROY\n\nPrésents : Ana BEL, Léo NOUR\n";
        assert_eq!(people(text), ["Ana BEL", "Léo NOUR", "Max ROY"]);
        let text = "Conseil du 4 mai 2024\n\nLe conseil s'est réuni sous la présidence de M. ROY, maire.\n\nPrésents : Max ROY, Léo NOUR\n";
        assert_eq!(people(text), ["Max ROY", "Léo NOUR"]);
        let text = "Conseil du 4 mai 2024\n\nLa séance est présidée par la doyenne.\n\nPrésents : Max ROY, Léo NOUR\n";
        assert_eq!(people(text), ["Max ROY", "Léo NOUR"]);
    }
}
