//! Who acts in minutes that list nobody: whoever is said to have moved, reported or asked.

use std::collections::BTreeSet;

use crate::blocks::Block;
use crate::fold::fold;

/// What people do in English minutes, and matters do not.
const DEEDS: &[&str] = &[
    "asked",
    "commented",
    "explained",
    "mentioned",
    "motioned",
    "moved",
    "noted",
    "offered",
    "presented",
    "proposed",
    "recommended",
    "reported",
    "said",
    "seconded",
    "stated",
    "suggested",
    "thanked",
    "volunteered",
];

/// Words that do so in sentences, and are nobody's name.
const NOBODY: &[&str] = &[
    "all",
    "association",
    "club",
    "society",
    "team",
    "another",
    "anyone",
    "both",
    "board",
    "chair",
    "chairman",
    "clerk",
    "committee",
    "council",
    "councillors",
    "director",
    "directors",
    "discussion",
    "each",
    "everyone",
    "group",
    "he",
    "it",
    "meeting",
    "member",
    "members",
    "motion",
    "nobody",
    "one",
    "others",
    "president",
    "report",
    "residents",
    "secretary",
    "she",
    "some",
    "somebody",
    "someone",
    "staff",
    "that",
    "the",
    "there",
    "they",
    "this",
    "treasurer",
    "trustees",
    "vice",
    "we",
    "who",
];

/// The names, as printed, of those who act in `blocks`.
pub(crate) fn people(blocks: &[Block]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for block in blocks {
        let words: Vec<&str> = block.text.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            let key = fold(word);
            if DEEDS.contains(&key.as_str()) {
                let before = words.get(at.saturating_sub(3)..at).unwrap_or(&[]);
                let name = before.iter().rev().copied().take_while(|word| may_name(word));
                found.extend(name_of(&name.collect::<Vec<_>>()));
            }
        }
    }
    found.into_iter().collect()
}

/// The name that `words` are, read backwards.
fn name_of(words: &[&str]) -> Option<String> {
    let words: Vec<_> = words.iter().rev().copied().collect();
    let first = words.first()?;
    let is = (1..=2).contains(&words.len()) && first.chars().skip(1).all(char::is_lowercase);
    is.then(|| words.join(" "))
}

fn may_name(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphanumeric() || "-'’".contains(c));
    word.starts_with(char::is_uppercase)
        && word.chars().count() > 2
        && letters
        && !NOBODY.contains(&fold(word).as_str())
}

#[cfg(test)]
mod tests {
    use crate::blocks::blocks;

    #[test]
    fn whoever_moves_or_reports_is_somebody() {
        let text = "Ana reported that the hall is dry. Kirk W0ABC asked why.\n\nThe Board noted it. This Club moved to Leeds.\n";
        let people = super::people(&blocks(text, 0));
        assert_eq!(people, ["Ana", "Kirk W0ABC"]);
    }
}
