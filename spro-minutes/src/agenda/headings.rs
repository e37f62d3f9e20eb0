//! The points of a meeting as the headings of its minutes name them.

use crate::attendance::cue;
use crate::blocks::Block;
use crate::draft::{Confidence, Modality, Source};
use crate::fold::fold;
use crate::reader::{heading, plain};
use crate::section::Section;

/// Headings that name the record itself, and no matter.
pub(super) const FORMAL: &[&str] = &[
    "compte rendu",
    "proces verbal",
    "questions",
    "minutes",
    "meeting minutes",
    "meeting notes",
    "links",
    "liens",
    "notes",
];

/// Without a list, the headings that name a matter are the agenda: those of the depth at which the
/// text is first parted.
pub(crate) fn inferred(blocks: &[Block]) -> Vec<Source> {
    let matters = blocks.iter().filter(|block| {
        let matter = matches!(
            heading(block),
            Some(
                Section::Other
                    | Section::News
                    | Section::FollowUp
                    | Section::Approval
                    | Section::Questions
            )
        );
        let text = plain(&block.text);
        let key = fold(text);
        // "Absences : néant", "Durée : 2 h" tell of the meeting.
        let label = text.split_once(':').map(|(label, _)| fold(label)).unwrap_or_default();
        let words = ["duree", "date", "lieu", "heure", "objet", "sujets abordes"];
        let told = words.iter().any(|word| label.starts_with(word))
            || !label.is_empty() && cue(&label).is_some();
        matter && !told && !key.is_empty() && !FORMAL.contains(&key.as_str())
    });
    let matters: Vec<_> = matters.collect();
    let count = |level: usize| matters.iter().filter(|block| block.level == level).count();
    let parted =
        (1..=6).find(|level| count(*level) > 1).or((1..=6).find(|level| count(*level) > 0));
    let tops = points(&matters, parted.unwrap_or(6));
    tops.into_iter()
        .map(|block| {
            let title = without_hours(without_number(plain(&block.text)));
            let source = block.source(title, Confidence::Sure);
            Source { modality: Modality::Inferred, ..source }
        })
        .collect()
}

/// Those of `matters` that are points of business: no deeper than `level`, but for the headings below
/// one that only gathers them.
fn points<'a>(matters: &[&'a Block], level: usize) -> Vec<&'a Block> {
    let mut found = Vec::new();
    for (at, block) in matters.iter().enumerate().filter(|(_, block)| block.level <= level) {
        let below = matters.get(at + 1..).unwrap_or(&[]);
        let below = below.iter().take_while(|next| next.level > block.level);
        let below: Vec<_> = below.copied().collect();
        match below.iter().map(|next| next.level).min() {
            Some(deeper) if gathers(&fold(plain(&block.text))) => {
                found.extend(points(&below, deeper));
            }
            _ => found.push(*block),
        }
    }
    found
}

/// Whether a heading names no matter, and only what sort of matters follow.
fn gathers(key: &str) -> bool {
    let sorts = ["business", "reports", "agenda", "items", "matters", "topics", "points"];
    let which = [
        "old",
        "new",
        "unfinished",
        "general",
        "other",
        "regular",
        "consent",
        "standing",
        "committee",
        "officer",
        "officers",
        "director",
        "directors",
        "board",
        "discussion",
        "ongoing",
        "action",
        "main",
        "open",
        "continuing",
        "special",
        "staff",
        "and",
        "of",
        "the",
        "s",
        "for",
        "order",
    ];
    let mut words = key.split(' ').rev();
    let is = words.next().is_some_and(|last| sorts.contains(&last));
    is && words.all(|word| which.contains(&word) || sorts.contains(&word))
}

/// A heading without its number: `3. Budget`, `46/23 Planning`, `Point 2 – Locaux`, `Résolution n° 1 : …`.
fn without_number(title: &str) -> &str {
    let labels = [
        "Point ",
        "Item ",
        "Résolution ",
        "Resolution ",
        "Délibération ",
        "RÉSOLUTION ",
        "DÉLIBÉRATION ",
    ];
    let behind = labels.iter().find_map(|label| title.strip_prefix(label)).unwrap_or(title);
    let signs = ["n° ", "N° ", "n°", "N°", "no. ", "No. "];
    let behind = signs.iter().find_map(|sign| behind.strip_prefix(sign)).unwrap_or(behind);
    past_number(behind).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// A title without the hours or minutes that it is to take: `Budget (21 h 00-21 h 15)`.
fn without_hours(title: &str) -> &str {
    let inner = title.strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
    let of_time = |inner: &str| {
        let word = |word: &str| {
            word.chars().all(|c| c.is_ascii_digit())
                || matches!(word, "h" | "min" | "mn" | "minutes")
        };
        inner.starts_with(|c: char| c.is_ascii_digit())
            && inner.split([' ', ':', '-', '–', 'h', '\'']).all(|it| it.is_empty() || word(it))
    };
    inner.filter(|(_, inner)| of_time(inner)).map_or(title, |(title, _)| title.trim_end())
}

/// What follows the number, or the number and its year, with which `text` begins.
fn past_number(text: &str) -> Option<&str> {
    let past = |text: &'_ str| text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.get(text.len() - past(text)..).filter(|rest| rest.len() < text.len())?;
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    if let Some(year) = rest.strip_prefix('/') {
        return year.get(year.len() - past(year)..)?.strip_prefix(' ').map(str::trim);
    }
    let marks = [". ", ") ", ".) ", " - ", " – ", " — ", " : ", ": ", "- "];
    marks.iter().find_map(|mark| rest.strip_prefix(mark)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn a_number_before_a_title_is_no_part_of_it() {
        for (title, want) in [
            ("3. Budget", "Budget"),
            ("1) Locaux", "Locaux"),
            ("46/23 Planning", "Planning"),
            ("Résolution n° 1 : Comptes", "Comptes"),
            ("Point 2 – Locaux", "Locaux"),
            ("2024 : bilan", "bilan"),
            ("4.2 release", "4.2 release"),
            ("Budget", "Budget"),
        ] {
            assert_eq!(without_number(title), want, "{title}");
        }
    }
}
