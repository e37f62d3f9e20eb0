//! Numbers in words and digits, and what they count.

use std::ops::Range;

use crate::fold::{Word, words};

/// The first thing of the kind that `counts` knows, with its number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// From the number to the noun.
    pub(crate) bytes: Range<usize>,
    pub(crate) number: u32,
}

/// Finds a number followed at once, or after "de", by a noun that `counts` knows.
pub(crate) fn count(text: &str, counts: fn(&str) -> bool) -> Option<Count> {
    let words = words(text);
    let word = |at: usize| words.get(at).map_or("", |word: &Word| &word.folded);
    for at in 0..words.len() {
        let Some((number, after)) = number(&words, at) else {
            continue;
        };
        let noun = after + usize::from(matches!(word(after), "de" | "d" | "of"));
        if counts(word(noun)) {
            let bytes = words.get(at)?.start..words.get(noun)?.end;
            return Some(Count { bytes, number });
        }
    }
    None
}

/// Visitors, participants and the like.
pub(crate) fn is_attendance(noun: &str) -> bool {
    matches!(
        noun.strip_suffix('s').unwrap_or(noun),
        "visiteur" | "participant" | "personne" | "visitor" | "attendee" | "people" | "entree"
    )
}

/// Stops of something that travels.
pub(crate) fn is_stop(noun: &str) -> bool {
    matches!(
        noun.strip_suffix('s').unwrap_or(noun),
        "etape" | "ville" | "commune" | "arret" | "halte" | "stop" | "town" | "village"
    )
}

/// Places on a rota.
pub(crate) fn is_place(noun: &str) -> bool {
    matches!(noun.strip_suffix('s').unwrap_or(noun), "place" | "poste" | "seat")
}

/// The number at `at`, and the index after it.
fn number(words: &[Word], at: usize) -> Option<(u32, usize)> {
    let word = words.get(at)?.folded.as_str();
    if word.chars().all(|c| c.is_ascii_digit()) {
        let mut digits = word.to_owned();
        let mut after = at + 1;
        while let (true, Some(next)) = (digits.len() <= 6, words.get(after))
            && next.folded.len() == 3
            && next.folded.chars().all(|c| c.is_ascii_digit())
        {
            digits.push_str(&next.folded);
            after += 1;
        }
        return Some((digits.parse().ok()?, after));
    }
    let about = usize::from(matches!(word, "une" | "un" | "a") && at + 1 < words.len());
    if let Some(number) = words.get(at + about).and_then(|word| round(&word.folded)) {
        return Some((number, at + about + 1));
    }
    Some((small(word)?, at + 1))
}

fn round(word: &str) -> Option<u32> {
    Some(match word {
        "dizaine" => 10,
        "douzaine" | "dozen" => 12,
        "quinzaine" => 15,
        "vingtaine" => 20,
        "trentaine" => 30,
        "quarantaine" => 40,
        "cinquantaine" => 50,
        "soixantaine" => 60,
        "centaine" | "hundred" => 100,
        "millier" | "thousand" => 1000,
        _ => return None,
    })
}

fn small(word: &str) -> Option<u32> {
    let french = [
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze",
    ];
    let english = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let at = [french, english].iter().find_map(|all| all.iter().position(|it| *it == word));
    let at = at.or_else(|| (word == "une").then_some(0))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_counts_the_noun_that_follows() {
        for (text, counts, want) in [
            ("une centaine de visiteurs sur une journée", is_attendance as fn(&str) -> bool, 100),
            ("compte sur une soixantaine de visiteurs par jour", is_attendance, 60),
            ("1 240 visiteurs, dont 310 adultes", is_attendance, 1240),
            ("cinq étapes, une par jour", is_stop, 5),
            ("étape sur 5 villes/communes", is_stop, 5),
            ("about 60 visitors a day", is_attendance, 60),
            ("une place à pourvoir", is_place, 1),
        ] {
            assert_eq!(count(text, counts).map(|found| found.number), Some(want), "{text}");
        }
        assert_eq!(count("le 5 mai, des visiteurs", is_attendance), None);
    }
}
