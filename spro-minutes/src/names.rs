//! The people of a text, found wherever it names them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::called::{acronym, without_article};
use crate::fold::{Word, fold, start, words};

/// Names of more words than this are found by their first ones.
const LONGEST: usize = 6;

/// Known people by the words of their names, in either order.
#[derive(Debug, Default)]
pub(crate) struct Names {
    known: HashMap<String, String>,
    /// The words of names.
    parts: HashSet<String>,
    /// Names of one word.
    single: HashSet<String>,
    /// First letters of names of several words.
    initials: HashSet<String>,
    /// How many names there are.
    count: usize,
    /// Structures by their names, without the article, and by their acronyms.
    organisations: HashSet<String>,
}

/// A place where a known person is named.
#[derive(Debug)]
pub(crate) struct Mention {
    pub(crate) bytes: Range<usize>,
    /// The name as the attendance list prints it.
    pub(crate) person: String,
}

impl Names {
    pub(crate) fn of<'a>(people: impl Iterator<Item = &'a str>) -> Self {
        let (mut known, mut parts) = (HashMap::new(), HashSet::new());
        let (mut single, mut initials, mut count) = (HashSet::new(), HashSet::new(), 0);
        for person in people {
            count += 1;
            let key = fold(person);
            if !key.contains(' ') && !person.contains('@') {
                single.insert(key.clone());
            }
            let firsts: String = key.split(' ').filter_map(|part| part.chars().next()).collect();
            initials.extend(Some(firsts).filter(|firsts| firsts.len() > 1));
            parts.extend(key.split(' ').filter(|part| !part.is_empty()).map(str::to_owned));
            let turned = key.rsplit_once(' ').map(|(before, last)| format!("{last} {before}"));
            for key in turned.into_iter().chain([key]).filter(|key| key.contains(' ')) {
                known.entry(key).or_insert_with(|| person.to_owned());
            }
        }
        Self { known, parts, single, initials, count, organisations: HashSet::new() }
    }

    /// Adds the structures for which people came: an acronym in brackets is another name of theirs.
    pub(crate) fn with_organisations<'a>(mut self, names: impl Iterator<Item = &'a str>) -> Self {
        for name in names {
            let bare = name.split('(').next().unwrap_or(name);
            self.organisations.insert(fold(without_article(bare)));
            self.organisations.extend(acronym(name).map(fold));
        }
        self.organisations.retain(|name| name.len() > 1);
        self
    }

    /// The known structure with which `text` begins, without the article before it, and what follows.
    pub(crate) fn structure<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        if self.organisations.is_empty() {
            return None;
        }
        let bare = without_article(text);
        let words = words(start(bare, 120));
        let mut key = String::new();
        let mut end = None;
        for word in words.iter().take(LONGEST * 2) {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&word.folded);
            if self.organisations.contains(&key) {
                end = Some(word.end);
            }
        }
        let begins = words.first().is_some_and(|word| word.start == 0);
        let end = end.filter(|_| begins)?;
        Some((bare.get(..end)?, bare.get(end..)?))
    }

    /// Whether `word` alone calls a known person: a part of the name as names are printed, the whole
    /// of it, or its initials in capitals.
    pub(crate) fn calls(&self, word: &str) -> bool {
        let key = fold(word);
        let capital = word.starts_with(char::is_uppercase);
        self.single.contains(&key)
            || capital && key.len() > 2 && self.parts.contains(&key)
            || word.chars().all(char::is_uppercase) && self.initials.contains(&key)
    }

    /// The handle that `mention` names, as this list prints handles: a list of names of one word
    /// prints them without the mark.
    pub(crate) fn handle<'a>(&self, mention: &'a str) -> &'a str {
        let bare = mention.trim_start_matches('@');
        let listed_bare = self.single.contains(&fold(bare)) || self.single.len() * 2 > self.count;
        if listed_bare { bare } else { mention }
    }

    /// Whether `name` is a known person's, or one word of one.
    pub(crate) fn is_person(&self, name: &str) -> bool {
        let key = fold(name);
        self.known.contains_key(&key) || self.parts.contains(&key)
    }

    /// Every mention in `text`, in order.
    pub(crate) fn find(&self, text: &str) -> Vec<Mention> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.at(&words, at) {
                Some((mention, after)) => {
                    found.push(mention);
                    at = after;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The person with whom `text` begins.
    pub(crate) fn opening(&self, text: &str) -> Option<Mention> {
        let start: String = text.split_inclusive(char::is_whitespace).take(LONGEST).collect();
        let words = words(&start);
        let (mention, _) = self.at(&words, 0)?;
        (words.first()?.start == 0).then_some(mention)
    }

    fn at(&self, words: &[Word], at: usize) -> Option<(Mention, usize)> {
        let first = words.get(at)?;
        let mut key = first.folded.clone();
        let mut best = None;
        let rest = words.get(at + 1..).unwrap_or(&[]);
        for (word, after) in rest.iter().zip(at + 2..).take(LONGEST - 1) {
            key.push(' ');
            key.push_str(&word.folded);
            if let Some(person) = self.known.get(&key) {
                let bytes = first.start..word.end;
                best = Some((Mention { bytes, person: person.clone() }, after));
            }
        }
        best
    }
}

/// Whether `text` looks like a person's name: two to four words, each with a capital.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_either_order_case_and_without_accents() {
        let names = Names::of(["Zoé DE LA TOUR", "Ana BEL"].into_iter());
        let text = "Vu avec Zoe de la Tour, BEL Ana et Ana Belle.";
        let found: Vec<_> = names.find(text).into_iter().map(|it| &text[it.bytes]).collect();
        assert_eq!(found, ["Zoe de la Tour", "BEL Ana"]);
        assert!(names.opening("Ana Bel : oui").is_some());
        assert!(names.opening("Oui, Ana Bel").is_none());
    }
}
