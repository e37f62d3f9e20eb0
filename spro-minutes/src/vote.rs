//! Votes: counts in a sentence, tables of counts.

use crate::blocks::Block;
use crate::draft::{Confidence, Decision, DecisionKind, Draft, Source};
use crate::fold::{fold, words};

/// Votes as counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) yes: Option<u32>,
    pub(crate) no: Option<u32>,
    pub(crate) abstain: Option<u32>,
}

impl Tally {
    /// More for than against; `None` where nobody voted, or as many each way.
    pub(crate) fn outcome(self) -> Option<DecisionKind> {
        let (yes, no) = (self.yes.unwrap_or(0), self.no.unwrap_or(0));
        match yes.cmp(&no) {
            std::cmp::Ordering::Greater => Some(DecisionKind::Approved),
            std::cmp::Ordering::Less => Some(DecisionKind::Rejected),
            std::cmp::Ordering::Equal => None,
        }
    }

    fn slot(&mut self, way: &str) -> Option<&mut Option<u32>> {
        Some(match way {
            "pour" | "for" | "favour" | "favor" | "favorable" | "favorables" | "yes" | "oui" => {
                &mut self.yes
            }
            "contre" | "against" | "opposed" | "defavorable" | "defavorables" | "non" => {
                &mut self.no
            }
            "abstention" | "abstentions" | "abstain" | "abstained" | "abstiennent" | "blanc"
            | "blancs" => &mut self.abstain,
            _ => return None,
        })
    }

    /// As [`Tally::slot`]; polls print the first letters of how strongly each is for or against.
    fn slot_of_title(&mut self, title: &str) -> Option<&mut Option<u32>> {
        match title {
            "sf" | "f" => Some(&mut self.yes),
            "a" | "sa" => Some(&mut self.no),
            "n" => Some(&mut self.abstain),
            _ => self.slot(title),
        }
    }
}

/// The votes that folded `key` counts both ways: `12 voix pour, 2 contre`.
pub(crate) fn tally(key: &str) -> Option<Tally> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut tally = Tally::default();
    for (at, word) in words.iter().enumerate() {
        let Some(number) = number(word) else { continue };
        let after = words.get(at + 1..(at + 4).min(words.len())).unwrap_or(&[]);
        let way = after
            .iter()
            .take_while(|word| number_of(word).is_none())
            .copied()
            .find(|word| Tally::default().slot(word).is_some());
        if let Some(slot) = way.and_then(|way| tally.slot(way)) {
            slot.get_or_insert(number);
        }
    }
    let both = tally.yes.is_some() && (tally.no.is_some() || tally.abstain.is_some());
    (both || tally.no.is_some() && tally.abstain.is_some()).then_some(tally)
}

/// Whether folded `words` count votes at all: `avec 15 voix`, `17 votes pour`.
pub(crate) fn is_counted(words: &[&str]) -> bool {
    words.windows(2).any(|pair| {
        let [count, noun] = pair else { return false };
        number(count).is_some() && matches!(*noun, "voix" | "votes" | "vote" | "pour" | "contre")
    })
}

fn number_of(word: &str) -> Option<u32> {
    word.parse().ok()
}

fn number(word: &str) -> Option<u32> {
    match word {
        "un" | "une" | "one" => Some(1),
        "deux" | "two" => Some(2),
        "trois" | "three" => Some(3),
        "quatre" | "four" => Some(4),
        "cinq" | "five" => Some(5),
        "six" => Some(6),
        "sept" | "seven" => Some(7),
        "huit" | "eight" => Some(8),
        "neuf" | "nine" => Some(9),
        "dix" | "ten" => Some(10),
        _ => number_of(word),
    }
}

/// The votes of a table whose rows each name a way and a number.
pub(crate) fn table(text: &str) -> Option<Tally> {
    if !text.trim_start().starts_with('|') {
        return None;
    }
    let mut tally = Tally::default();
    let cells: Vec<String> = text.split('|').map(fold).filter(|cell| !cell.is_empty()).collect();
    for pair in cells.windows(2) {
        let [name, count] = pair else { continue };
        let (Some(count), Some(way)) = (number_of(count), words(name).pop()) else { continue };
        if let Some(slot) = tally.slot(&way.folded) {
            slot.get_or_insert(count);
        }
    }
    (tally.yes.is_some() && tally.no.is_some()).then_some(tally).or_else(|| in_columns(&cells))
}

/// The votes of a table whose first row names the ways, and the next one their numbers.
fn in_columns(cells: &[String]) -> Option<Tally> {
    let mut tally = Tally::default();
    let named = |cell: &&String| Tally::default().slot_of_title(cell).is_some();
    let titles = cells.iter().take_while(named).count();
    let counts: Vec<_> = cells.iter().skip(titles).map(|cell| number_of(cell)).collect();
    let counts: Option<Vec<u32>> = counts.into_iter().collect();
    let counts = counts.filter(|counts| counts.len() == titles)?;
    for (title, count) in cells.iter().zip(counts) {
        if let Some(slot) = tally.slot_of_title(title) {
            *slot = Some(slot.unwrap_or(0).saturating_add(count));
        }
    }
    (tally.yes.is_some() && tally.no.is_some()).then_some(tally)
}

/// Adds the decision on what `matter` says, by the votes in `table`.
pub(crate) fn place(matter: &Block, table: &Block, draft: &mut Draft) {
    let text = matter.text.trim_start_matches([':', ' ']);
    let mut source: Source = matter.source(text, Confidence::Sure);
    source.lines.extend(table.whole().lines);
    source.lines.sort_unstable();
    let Some(kind) = self::table(&table.text).and_then(Tally::outcome) else {
        draft.headings.push(source);
        return;
    };
    draft.decisions.push(Decision {
        source,
        number: None,
        kind,
        outcome: None,
        condition: None,
        about: None,
        answers: None,
        supersedes: None,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_counted_only_where_both_ways_are() {
        let counted = tally("12 voix pour 2 contre une abstention").unwrap();
        assert_eq!((counted.yes, counted.no, counted.abstain), (Some(12), Some(2), Some(1)));
        assert_eq!(counted.outcome(), Some(DecisionKind::Approved));
        let even = tally("three for three against").unwrap();
        assert_eq!(even.outcome(), None);
        assert_eq!(tally("12 personnes pour la visite"), None);
    }

    #[test]
    fn a_table_of_votes_names_both_ways() {
        let counted = table("| Pour | 3 |\n| Contre | 9 |").unwrap();
        assert_eq!(counted.outcome(), Some(DecisionKind::Rejected));
        assert_eq!(table("| Pour | Ana |"), None);
        let polled =
            table("| SF | F | N | A | SA | |--|--|--|--|--| | 1 | 5 | 4 | 0 | 0 |").unwrap();
        assert_eq!((polled.yes, polled.no, polled.abstain), (Some(6), Some(0), Some(4)));
        assert_eq!(table("| A | N | F | | 2021 | 3 |"), None);
    }
}
