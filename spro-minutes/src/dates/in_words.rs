//! Numbers in French words, as deeds print the days and years of their dates.

use crate::fold::Word;

/// The number that words tell from `at` on, and the index after its last word.
pub(super) fn number(words: &[Word], at: usize) -> Option<(usize, u32)> {
    let word = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let (mut after, mut thousands) = (at, 0);
    if let Some((next, count)) =
        below_hundred(&word, at).filter(|(next, _)| is_thousand(word(*next)))
    {
        (after, thousands) = (next + 1, count * 1000);
    } else if is_thousand(word(at)) {
        (after, thousands) = (at + 1, 1000);
    }
    // "Deux mil neuf cent" is no year of minutes; hundreds follow a thousand of the last century.
    if let Some((next, count)) =
        below_hundred(&word, after).filter(|(next, _)| is_hundred(word(*next)))
    {
        (after, thousands) = (next + 1, thousands + count * 100);
    } else if thousands > 0 && is_hundred(word(after)) {
        (after, thousands) = (after + 1, thousands + 100);
    }
    match below_hundred(&word, after) {
        Some((next, rest)) => Some((next, thousands + rest)),
        None => (thousands > 0).then_some((after, thousands)),
    }
}

fn below_hundred<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> Option<(usize, u32)> {
    let tens = match word(at) {
        "vingt" => 20,
        "trente" => 30,
        "quarante" => 40,
        "cinquante" => 50,
        "soixante" => 60,
        "quatre" if matches!(word(at + 1), "vingt" | "vingts") => {
            return Some(match small(word, at + 2) {
                Some((after, rest)) => (after, 80 + rest),
                None => (at + 2, 80),
            });
        }
        _ => return small(word, at),
    };
    let joined = at + 1 + usize::from(word(at + 1) == "et");
    // "Le vingt et premier" is none; of sixty on, the teens count too.
    let rest = small(word, joined).filter(|(_, rest)| *rest < 10 || tens == 60);
    Some(match rest {
        Some((after, rest)) => (after, tens + rest),
        None => (at + 1, tens),
    })
}

/// One to nineteen.
fn small<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> Option<(usize, u32)> {
    let number = match word(at) {
        "un" | "premier" => 1,
        "deux" => 2,
        "trois" => 3,
        "quatre" => 4,
        "cinq" => 5,
        "six" => 6,
        "sept" => 7,
        "huit" => 8,
        "neuf" => 9,
        "dix" => {
            let unit = match word(at + 1) {
                "sept" => 7,
                "huit" => 8,
                "neuf" => 9,
                _ => return Some((at + 1, 10)),
            };
            return Some((at + 2, 10 + unit));
        }
        "onze" => 11,
        "douze" => 12,
        "treize" => 13,
        "quatorze" => 14,
        "quinze" => 15,
        "seize" => 16,
        _ => return None,
    };
    Some((at + 1, number))
}

fn is_thousand(word: &str) -> bool {
    matches!(word, "mil" | "mille")
}

fn is_hundred(word: &str) -> bool {
    matches!(word, "cent" | "cents")
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::fold::words;

    #[test]
    fn a_number_is_told_in_words() {
        for (text, want) in [
            ("vingt-neuf", 29),
            ("vingt et un", 21),
            ("dix-sept", 17),
            ("deux mil dix", 2010),
            ("deux mille vingt et un", 2021),
            ("mille neuf cent quatre-vingt-dix-huit", 1998),
            ("deux mille", 2000),
        ] {
            let words = words(text);
            assert_eq!(number(&words, 0), Some((words.len(), want)), "{text}");
        }
        assert_eq!(number(&words("juin"), 0), None);
    }
}
