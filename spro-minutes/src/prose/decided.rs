//! Decisions in running text.

use super::Context;
use crate::draft::{Condition, ConditionKind, Decision, DecisionKind, Source};
use crate::fold::{fold, says};
use crate::verdict;

/// The decision that `sentence` tells of; `body` is how the text calls those who met.
pub(super) fn decided(
    sentence: &str,
    key: &str,
    source: &Source,
    body: &str,
    context: &Context,
) -> Option<Decision> {
    let (kind, condition, about, answers) = if let Some(condition) = criterion(sentence) {
        (DecisionKind::Conditional, Some(condition), None, context.question_on(key))
    } else {
        let (kind, condition) = verdict::verdict(sentence, key, body)?;
        let mut words = key.split(' ');
        let points =
            matches!(words.next(), Some("ce" | "cet" | "cette" | "ces" | "this" | "these"));
        let about = words.next().filter(|_| points).and_then(|noun| context.this(noun));
        (kind, condition, about, None)
    };
    let source = source.clone();
    let outcome = says(key, &["unanim"]).then(|| verdict::unanimity(sentence)).flatten();
    let (number, supersedes) = (None, None);
    Some(Decision { source, number, kind, outcome, condition, about, answers, supersedes })
}

/// "Will be done again if …": several things are judged one by one.
fn criterion(sentence: &str) -> Option<Condition> {
    let words: Vec<_> = sentence.split_whitespace().collect();
    let at = words.iter().position(|word| matches!(*word, "si" | "s'il" | "s'ils" | "if"))?;
    let participle = words.get(at.checked_sub(1)?)?;
    let verb = *words.get(at.checked_sub(2)?)?;
    let done = fold(participle);
    let ends = ["e", "es", "ee", "ees", "ed"].iter().any(|end| done.ends_with(end));
    let english = verb == "be" && at >= 3 && words.get(at - 3) == Some(&"will");
    if !ends || !(matches!(verb, "sera" | "seront") || english) {
        return None;
    }
    let judged = if verb == "seront" { ConditionKind::EachOccasion } else { ConditionKind::Once };
    let skip = usize::from(matches!(words.get(at), Some(&"si" | &"if")));
    let tail = words.get(at + skip..)?;
    Some(Condition { words: tail.join(" ").trim_end_matches('.').to_owned(), judged })
}
