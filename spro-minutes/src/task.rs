//! What a task is, whoever prints it: the words that matter in it, and whether two texts ask the same.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::dates;
use crate::fold::words;

/// Letters of a word that tell it from others whatever its ending: "transmettra", "transmettre".
const STEM: usize = 5;

/// Words that say nothing of what is to be done, sorted.
const SMALL: &[&str] = &[
    "a", "action", "ai", "an", "and", "at", "au", "aux", "avant", "avec", "be", "by", "ce", "ces",
    "cet", "cette", "charge", "chargee", "cllr", "d", "de", "des", "devra", "doit", "dr", "du",
    "en", "est", "et", "for", "from", "ici", "il", "in", "is", "it", "its", "l", "la", "le", "les",
    "leur", "m", "mm", "mme", "mmes", "mr", "ms", "must", "occupe", "of", "on", "ou", "par",
    "plus", "pour", "que", "qui", "s", "sa", "se", "ses", "shall", "should", "si", "son", "sont",
    "sur", "tard", "the", "this", "to", "todo", "un", "une", "up", "va", "via", "will", "with",
];

/// The words that make a task what it is: the digests of their stems, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Task(Vec<u64>);

/// How sure it is that two texts ask for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// They are two tasks.
    Other,
    /// They may be one.
    Close,
    /// They are one.
    Same,
}

impl Task {
    /// Of `text`, without the names of its `owners`, and without what says by when.
    pub(crate) fn of<'a>(text: &str, owners: impl IntoIterator<Item = &'a str>) -> Self {
        let names: BTreeSet<_> =
            owners.into_iter().flat_map(words).map(|word| word.folded).collect();
        let told: Vec<_> = words(text).into_iter().map(|word| word.folded).collect();
        let matters = told.into_iter().filter(|word| {
            !names.contains(word)
                && SMALL.binary_search(&word.as_str()).is_err()
                && !is_of_time(word)
        });
        let mut stems: Vec<_> = matters.map(|word| digest(&word)).collect();
        stems.sort_unstable();
        stems.dedup();
        Self(stems)
    }

    /// Compares two tasks whose owners do not tell them apart.
    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        let common = self.common(other);
        let (few, many) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        if few < 2 {
            return if self == other && few > 0 { Likeness::Same } else { Likeness::Other };
        }
        // All that the shorter one says, the longer one says too, with some words of its own.
        if common == few && few * 4 >= many * 3 {
            Likeness::Same
        } else if common * 3 >= many * 2 {
            Likeness::Close
        } else {
            Likeness::Other
        }
    }

    /// Whether this task is all that the other says, in a sentence around it.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        let (few, many) = (self.0.len(), other.0.len());
        few > 1 && few <= many && few * 2 >= many && self.common(other) == few
    }

    /// How many stems both have.
    fn common(&self, other: &Self) -> usize {
        let mut theirs = other.0.iter().peekable();
        let mut has = |stem: &&u64| {
            while theirs.next_if(|it| it < stem).is_some() {}
            theirs.peek() == Some(stem)
        };
        self.0.iter().filter(&mut has).count()
    }
}

fn digest(word: &str) -> u64 {
    let mut digest = DefaultHasher::new();
    let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
    word.get(..end).hash(&mut digest);
    digest.finish()
}

/// Whether a word is part of a date.
fn is_of_time(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
        || dates::month(word).is_some()
        || dates::is_weekday(word)
        || matches!(word, "debut" | "fin" | "mi" | "end" | "before" | "until" | "1er")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_the_same_whatever_its_grammar_owner_and_day() {
        for (one, two, want) in [
            ("Ana Bel est chargée d'écrire le plan", "Écrire le plan", Likeness::Same),
            ("Ana appellera l'imprimeur avant le 5 mai", "Appeler l'imprimeur", Likeness::Same),
            (
                "Call the printer by 3 June",
                "Ana Bel to call the printer by 12 July",
                Likeness::Same,
            ),
            ("Call the printer", "Call the plumber", Likeness::Other),
            (
                "Relancer la mairie sur les locaux",
                "Relancer la mairie sur les subventions",
                Likeness::Close,
            ),
            ("Call", "Write", Likeness::Other),
        ] {
            let task = |text: &str| Task::of(text, ["Ana Bel"]);
            assert_eq!(task(one).likeness(&task(two)), want, "{one} / {two}");
        }
    }
}
