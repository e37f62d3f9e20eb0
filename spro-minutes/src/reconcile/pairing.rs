//! Which unnumbered item of a new edition is which of the earlier one: by equal words first, then by
//! the most similar.

use std::collections::HashMap;

use super::key;

/// How similar two texts must be to be one item reworded: the share of words that they have in
/// common.
const SIMILAR: f64 = 0.5;

/// For each of the `wanted` texts the place of the `recorded` one that it is, each at most once.
///
/// `None` among the recorded stands for a text that is erased. Cost: texts that are equal are found
/// by a table; the rest are compared each with each.
pub(super) fn pair(recorded: &[Option<String>], wanted: &[String]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; wanted.len()];
    let mut by_words: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, text) in recorded.iter().enumerate().rev() {
        if let Some(text) = text {
            by_words.entry(key::name(text)).or_default().push(at);
        }
    }
    let mut taken = vec![false; recorded.len()];
    for (text, pair) in wanted.iter().zip(&mut pairs) {
        *pair = by_words.get_mut(&key::name(text)).and_then(Vec::pop);
        take(&mut taken, *pair);
    }
    let mut close = Vec::new();
    for (to, text) in wanted.iter().enumerate() {
        if pairs.get(to).is_some_and(Option::is_some) {
            continue;
        }
        for (at, old) in recorded.iter().enumerate() {
            let free = taken.get(at) == Some(&false);
            if let Some(old) = old.as_ref().filter(|_| free) {
                let alike = similarity(old, text);
                if alike >= SIMILAR {
                    close.push((alike, at, to));
                }
            }
        }
    }
    close.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (_, at, to) in close {
        let free = taken.get(at) == Some(&false);
        if let Some(pair @ None) = pairs.get_mut(to).filter(|_| free) {
            *pair = Some(at);
            take(&mut taken, Some(at));
        }
    }
    // Erased texts tell nothing; they keep their order among what is left.
    let mut erased = (0..recorded.len())
        .filter(|at| recorded.get(*at).is_some_and(Option::is_none))
        .collect::<Vec<_>>()
        .into_iter();
    for pair in &mut pairs {
        if pair.is_none() {
            *pair = erased.next();
        }
    }
    pairs
}

fn take(taken: &mut [bool], at: Option<usize>) {
    if let Some(taken) = at.and_then(|at| taken.get_mut(at)) {
        *taken = true;
    }
}

/// The share of words that two texts have in common, from 0 to 1 (Dice).
fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (key::words(a), key::words(b));
    let mut counts: HashMap<&str, i32> = HashMap::new();
    for word in &a {
        *counts.entry(word).or_default() += 1;
    }
    let mut common = 0_u32;
    for word in &b {
        if let Some(count) = counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    f64::from(2 * common) / f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(recorded: &[&str], wanted: &[&str]) -> Vec<Option<usize>> {
        let recorded: Vec<_> = recorded.iter().map(|text| Some((*text).to_owned())).collect();
        let wanted: Vec<_> = wanted.iter().map(|text| (*text).to_owned()).collect();
        pair(&recorded, &wanted)
    }

    #[test]
    fn equal_words_pair_before_similar_ones_whatever_their_order() {
        let pairs = paired(
            &["the bus goes to Montorgeau", "the bus goes to Verney"],
            &["the bus goes to Verney", "the bus goes to Montorgeau soon"],
        );
        assert_eq!(pairs, [Some(1), Some(0)]);
    }

    #[test]
    fn a_text_of_other_words_is_another_item() {
        assert_eq!(paired(&["book a room"], &["ask for the helmets"]), [None]);
    }

    #[test]
    fn a_text_that_stands_twice_pairs_twice() {
        assert_eq!(paired(&["same", "same"], &["same", "same", "same"]), [Some(0), Some(1), None]);
    }

    #[test]
    fn an_erased_text_is_paired_last_in_its_order() {
        let recorded = [None, Some("book a room".to_owned())];
        let wanted = ["ask Ana".to_owned(), "book a room".to_owned()];
        assert_eq!(pair(&recorded, &wanted), [Some(0), Some(1)]);
    }
}
