//! Where a sentence ends.

use crate::fold::fold;

/// The sentences of `text`, each with its final mark. An abbreviation ends none.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut word = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            let next = text.get(at..).unwrap_or("").trim_start();
            if ended && next.starts_with(|c: char| c.is_uppercase() || "«*\"".contains(c)) {
                found.push(text.get(start..at).unwrap_or("").trim());
                start = at;
            }
            word = at;
            ended = false;
        } else {
            ended = match c {
                '?' | '!' => true,
                '.' => !abbreviation(text.get(word..at).unwrap_or("")),
                _ => false,
            };
        }
    }
    found.push(text.get(start..).unwrap_or("").trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn abbreviation(word: &str) -> bool {
    // The first letter of a first name: "A. Surname".
    let initial = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = initial.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        || matches!(
            fold(word).as_str(),
            "com"
                | "m"
                | "mme"
                | "cf"
                | "art"
                | "dr"
                | "st"
                | "ste"
                | "mr"
                | "mrs"
                | "ms"
                | "cllr"
                | "cllrs"
                | "prof"
                | "rev"
                | "hon"
                | "messrs"
        )
}
