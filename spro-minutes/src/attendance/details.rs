//! Where the name ends in an entry, and the details that stand behind it.

use super::entry::Entry;
use crate::fold::fold;

/// How a detail stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    InBrackets,
    Behind,
}

/// The name's place, and the details behind it. What stands behind a dash is one detail, with its own
/// commas and brackets, unless a bracket at its end is told of by [`Entry::tell`].
pub(super) fn split<'a>(text: &'a str, entry: &mut Entry) -> (&'a str, Vec<(Set, &'a str)>) {
    let mut details = Vec::new();
    let mut rest = text.trim();
    let (end, mut mark) = cut(rest);
    let head = rest.get(..end).unwrap_or("").trim();
    rest = rest.get(end..).unwrap_or("");
    while let Some(c) = mark {
        let (detail, after) = match c {
            '(' => bracket(rest),
            ',' | ';' => {
                let inner = rest.get(c.len_utf8()..).unwrap_or("");
                let (end, _) = cut(inner);
                (inner.get(..end).unwrap_or(""), inner.get(end..).unwrap_or(""))
            }
            _ if c.is_alphanumeric() => {
                let (end, _) = cut(rest.get(c.len_utf8()..).unwrap_or(""));
                rest.split_at(end + c.len_utf8())
            }
            _ => {
                let mut whole =
                    rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '@');
                while let Some(at) = whole.rfind('(').filter(|_| whole.trim_end().ends_with(')')) {
                    let (before, last) = whole.split_at(at);
                    let inner = last.trim_matches(['(', ')', ' ']);
                    if !entry.tell(inner) {
                        // An acronym of what stands before it, or initials: the others tell.
                        if is_short_capitals(inner) && !before.trim().is_empty() {
                            details.push((Set::InBrackets, inner));
                            whole = before.trim_end();
                        }
                        break;
                    }
                    whole = before.trim_end();
                }
                if let Some((before, last)) = whole.rsplit_once([',', ';'])
                    && entry.gives(last)
                {
                    whole = before;
                }
                (whole, "")
            }
        };
        let set = if c == '(' { Set::InBrackets } else { Set::Behind };
        let detail = detail.trim().trim_end_matches(['.', ';', ',']).trim();
        if !detail.is_empty() {
            details.push((set, detail));
        }
        rest = after.trim_start();
        mark = match cut(rest) {
            (0, mark) => mark,
            // Words between two marks are a detail too.
            (end, mark) => {
                details.push((Set::Behind, rest.get(..end).unwrap_or("").trim()));
                rest = rest.get(end..).unwrap_or("");
                mark
            }
        };
    }
    (head, details)
}

/// Whether `text` is two to four capitals, as initials and acronyms are.
pub(super) fn is_short_capitals(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase())
}

/// Where the first mark stands that ends a name, and the mark.
fn cut(text: &str) -> (usize, Option<char>) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or("");
        let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
        let ends = match c {
            '(' | ',' | ';' | '/' | '|' | '→' => true,
            '=' => after.starts_with('>'),
            ':' => spaced,
            '-' | '–' | '—' | '−' | '‑' => {
                at > 0 && (before.is_whitespace() || spaced) && before != c
                    || after.starts_with('>')
            }
            _ => {
                let rest = text.get(at..).unwrap_or("");
                at > 0 && before.is_whitespace() && (begins_a_time(rest) || begins_a_role(rest))
            }
        };
        if ends {
            return (at, Some(c));
        }
        before = c;
    }
    (text.len(), None)
}

/// What stands in the brackets with which `text` begins, and what follows them.
fn bracket(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (text.get(1..at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
        }
    }
    (text.get(1..).unwrap_or(""), "")
}

/// Whether the words of a role begin here, right behind a name: `présidente de l'association`.
fn begins_a_role(rest: &str) -> bool {
    let word = rest.split(' ').next().unwrap_or("");
    let key = fold(word);
    let small = word.chars().all(|c| c.is_lowercase() || c == '-');
    small && OFFICES.iter().any(|office| key.starts_with(office))
}

/// Beginnings of offices that lists print right behind a name.
const OFFICES: &[&str] = &[
    "adjoint",
    "administrat",
    "animat",
    "charge",
    "coordinat",
    "coordonnat",
    "conseiller",
    "copresident",
    "delegue",
    "directeur",
    "directrice",
    "enseignant",
    "maire",
    "president",
    "professeur",
    "referent",
    "representant",
    "responsable",
    "secretaire",
    "tresorier",
    "vice president",
];

/// Whether a word of coming or going with a time begins here: `à 21h`, `jusqu'à 17 h`, `parti à 9 h`.
fn begins_a_time(rest: &str) -> bool {
    let key = fold(rest.get(..rest.len().min(24)).unwrap_or_else(|| crate::fold::start(rest, 24)));
    let mut words = key.split(' ');
    let first = words.next().unwrap_or("");
    let digit =
        |word: Option<&str>| word.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    match first {
        "a" => digit(words.next()) || key.starts_with("a partir"),
        "de" | "vers" => digit(words.next()),
        "jusqu" | "jusque" => true,
        _ => {
            let moves = ["arriv", "parti", "reparti", "depart", "left", "depuis", "joined"];
            moves.iter().any(|cue| first.starts_with(cue))
                && words.take(4).any(|word| digit(Some(word)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_stand_in_brackets_or_behind_a_mark() {
        for (text, head, want) in [
            (
                "Ana BEL (CCI), présidente",
                "Ana BEL",
                vec![(Set::InBrackets, "CCI"), (Set::Behind, "présidente")],
            ),
            (
                "Ana BEL – CCI, service formation",
                "Ana BEL",
                vec![(Set::Behind, "CCI, service formation")],
            ),
            ("Anne-Marie BEL / CCI", "Anne-Marie BEL", vec![(Set::Behind, "CCI")]),
            ("Ana BEL à 21h", "Ana BEL", vec![(Set::Behind, "à 21h")]),
            ("Ana BEL présidente du club", "Ana BEL", vec![(Set::Behind, "présidente du club")]),
            ("Ana de la Chair", "Ana de la Chair", vec![]),
            ("Ana BEL à Tours", "Ana BEL à Tours", vec![]),
        ] {
            let mut entry = Entry::default();
            assert_eq!(split(text, &mut entry), (head, want), "{text}");
        }
    }
}
