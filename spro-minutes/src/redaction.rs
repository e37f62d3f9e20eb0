//! Takes a person's name out of a text.

use std::collections::BTreeSet;

use spro_core::domain::erasure::Names;

use crate::fold::{Word, words};

/// The shortest word of a name that stands for the person when it stands alone.
const SHORTEST_ALONE: usize = 4;

/// The text with every occurrence of the erased names replaced by `pseudonym`; `None` where there is
/// none.
///
/// Names are found whatever their case and accents, the words of a name in any order and next to each
/// other. The last word of a name is replaced where it stands alone too ("Mme Hesperus"), unless
/// somebody else's name has it.
///
/// ```
/// use spro_core::domain::erasure::Names;
/// use spro_minutes::redaction::redact;
///
/// let names = Names { erased: ["Zoé HESPERUS".to_owned()].into(), kept: [].into() };
/// let said = redact(&names, "Hesperus Zoe viendra ; Mme Hesperus aussi.", "P-abcde");
/// assert_eq!(said.as_deref(), Some("P-abcde viendra ; Mme P-abcde aussi."));
/// assert_eq!(redact(&names, "Zoé viendra.", "P-abcde"), None);
/// ```
pub fn redact(names: &Names, text: &str, pseudonym: &str) -> Option<String> {
    let sought = Sought::of(names);
    let found = words(text);
    let mut redacted = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(rest) = found.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(length) = sought.begins(rest) else {
            at += 1;
            continue;
        };
        if let (Some(first), Some(last)) = (rest.first(), rest.get(length - 1)) {
            redacted.push_str(text.get(copied..first.start).unwrap_or_default());
            redacted.push_str(pseudonym);
            copied = last.end;
        }
        at += length;
    }
    if copied == 0 {
        return None;
    }
    redacted.push_str(text.get(copied..).unwrap_or_default());
    Some(redacted)
}

/// Names as sorted folded words, and words that stand for the person alone.
struct Sought {
    names: Vec<Vec<String>>,
    alone: BTreeSet<String>,
}

impl Sought {
    fn of(names: &Names) -> Self {
        let folded = |name: &String| -> Vec<String> {
            words(name)
                .into_iter()
                .map(|word| word.folded)
                .filter(|word| !word.is_empty())
                .collect()
        };
        let kept: BTreeSet<String> = names.kept.iter().flat_map(folded).collect();
        let mut sought = Self { names: Vec::new(), alone: BTreeSet::new() };
        for name in &names.erased {
            let mut name = folded(name);
            let last = name.last().filter(|word| word.len() >= SHORTEST_ALONE);
            sought.alone.extend(last.filter(|word| !kept.contains(*word)).cloned());
            name.sort_unstable();
            if !name.is_empty() {
                sought.names.push(name);
            }
        }
        // The longest first, so that a name is taken whole.
        sought.names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        sought
    }

    /// How many of the words, from the first, are a name.
    fn begins(&self, words: &[Word]) -> Option<usize> {
        for name in &self.names {
            let Some(window) = words.get(..name.len()) else {
                continue;
            };
            let mut window: Vec<_> = window.iter().map(|word| word.folded.as_str()).collect();
            window.sort_unstable();
            if window.iter().zip(name).all(|(found, sought)| found == sought) {
                return Some(name.len());
            }
        }
        words.first().filter(|word| self.alone.contains(&word.folded)).map(|_| 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(erased: &[&str], kept: &[&str]) -> Names {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Names { erased: owned(erased), kept: owned(kept) }
    }

    fn redacted(names: &Names, text: &str) -> Option<String> {
        redact(names, text, "P-x")
    }

    #[test]
    fn a_name_is_found_across_case_accents_order_and_hyphens() {
        let names = names(&["Anne-Zoé d'HESPÈRE"], &[]);
        for text in ["ANNE-ZOE D'HESPERE", "d’Hespère Anne Zoé", "anne zoé d hespere"] {
            assert_eq!(redacted(&names, text).as_deref(), Some("P-x"), "{text}");
        }
    }

    #[test]
    fn a_last_name_that_somebody_else_has_is_kept_where_it_stands_alone() {
        let names = names(&["Zoé Hesperus"], &["Yann Hesperus"]);
        assert_eq!(redacted(&names, "M. Hesperus et Yann Hesperus"), None);
        assert_eq!(redacted(&names, "Zoé Hesperus").as_deref(), Some("P-x"));
    }

    #[test]
    fn a_longer_name_is_taken_whole_and_an_alias_alone() {
        let names = names(&["Zoé Hesperus", "Zoé Hesperus Martel", "ZH"], &[]);
        let text = "Zoé Hesperus Martel (ZH), puis zh.";
        assert_eq!(redacted(&names, text).as_deref(), Some("P-x (P-x), puis P-x."));
    }

    #[test]
    fn a_part_of_a_longer_word_is_no_name() {
        assert_eq!(redacted(&names(&["Zoé Mars"], &[]), "marsouin, en marsault"), None);
    }
}
