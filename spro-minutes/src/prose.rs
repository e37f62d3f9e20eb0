//! Decisions and actions in running text, by the cues of the language.

use crate::blocks::Block;
use crate::draft::{
    Action, Condition, ConditionKind, Confidence, Decision, DecisionKind, Draft, ItemKind, ItemRef,
    Modality, Source,
};
use crate::due::due;
use crate::fold::{fold, words};
use crate::labelled::is_future;
use crate::reader::sure;
use crate::sentence::sentences;

/// What earlier blocks leave for later ones.
#[derive(Default)]
pub(crate) struct Context {
    before: Option<Source>,
    questions: Vec<Source>,
}

/// Places what `block` decides or asks to be done; tells whether there was any.
pub(crate) fn place(block: &Block, ideas: bool, draft: &mut Draft, context: &mut Context) -> bool {
    let mut placed = false;
    for (sentence, first) in sentences(&block.text)
        .into_iter()
        .zip(std::iter::once(true).chain(std::iter::repeat(false)))
    {
        let key = fold(sentence);
        let source = likely(block, sentence);
        if sentence.ends_with('?') {
            context.questions.push(source.clone());
        }
        if let Some(decision) = decided(sentence, &key, &source, context) {
            draft.decisions.push(decision);
            placed = true;
        } else if let Some((owner, said)) = asked_of(sentence, &key, ideas && first, draft) {
            let due = due(said, draft.date);
            let source = Source { modality: Modality::Intended, ..likely(block, said) };
            draft.actions.push(Action { source, number: None, owner, due });
            placed = true;
        }
    }
    context.before = Some(Source { confidence: Confidence::Likely, ..sure(block) });
    placed
}

fn likely(block: &Block, text: &str) -> Source {
    Source { text: text.to_owned(), confidence: Confidence::Likely, ..sure(block) }
}

fn decided(sentence: &str, key: &str, source: &Source, context: &Context) -> Option<Decision> {
    let approved =
        ["recoit l approbation", "recoivent l approbation", "est adopte a", "est adoptee a"];
    let (kind, condition, about, answers) = if approved.iter().any(|cue| key.contains(cue)) {
        let about = key.starts_with("ce ") || key.starts_with("cette ");
        let about = context.before.as_ref().filter(|_| about);
        let about = about.map(|source| ItemRef::to(ItemKind::Note, source));
        (DecisionKind::Approved, None, about, None)
    } else {
        let condition = criterion(sentence)?;
        let answers = context.questions.iter().rev().find(|asked| shares_subject(&asked.text, key));
        (
            DecisionKind::Conditional,
            Some(condition),
            None,
            answers.map(|source| ItemRef::to(ItemKind::Question, source)),
        )
    };
    Some(Decision {
        number: None,
        kind,
        outcome: None,
        condition,
        about,
        answers,
        supersedes: None,
        source: source.clone(),
    })
}

/// "Will be done again if …": several things are judged one by one.
fn criterion(sentence: &str) -> Option<Condition> {
    let words: Vec<_> = sentence.split_whitespace().collect();
    let at = words.iter().position(|word| matches!(*word, "si" | "s'il" | "s'ils" | "if"))?;
    let participle = words.get(at.checked_sub(1)?)?;
    let verb = *words.get(at.checked_sub(2)?)?;
    let done = fold(participle);
    let ends = ["e", "es", "ee", "ees"].iter().any(|end| done.ends_with(end));
    if !ends || !matches!(verb, "sera" | "seront") {
        return None;
    }
    let judged = if verb == "seront" { ConditionKind::EachOccasion } else { ConditionKind::Once };
    let tail = words.get(at + usize::from(words.get(at) == Some(&"si"))..)?;
    Some(Condition { words: tail.join(" ").trim_end_matches('.').to_owned(), judged })
}

fn shares_subject(question: &str, key: &str) -> bool {
    let long = |text: &str| -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).filter(|word| word.len() > 9).collect()
    };
    let asked = long(question);
    long(key).iter().any(|word| asked.contains(word))
}

/// Who is asked (perhaps nobody named), and the clause that asks.
fn asked_of<'a>(
    sentence: &'a str,
    key: &str,
    opens_idea: bool,
    draft: &Draft,
) -> Option<(Vec<String>, &'a str)> {
    let found = words(sentence);
    for person in &draft.attendance {
        let name = words(&person.person);
        if name.is_empty() {
            continue;
        }
        for (at, window) in found.windows(name.len()).enumerate() {
            let same = window.iter().zip(&name).all(|(a, b)| a.folded == b.folded);
            let verb = found.get(at + name.len());
            let verb = verb.and_then(|word| sentence.get(word.start..word.end));
            let owes = verb.is_some_and(|verb| matches!(verb, "doit" | "devra") || is_future(verb));
            if let (true, true, Some(first), Some(last)) =
                (same, owes, window.first(), window.last())
            {
                let owner = sentence.get(first.start..last.end)?.to_owned();
                return Some((vec![owner], sentence.get(first.start..)?));
            }
        }
    }
    if key.contains(" a prevoir") && !key.contains("serait") {
        let said = sentence.rsplit(", ").find(|clause| fold(clause).contains("a prevoir"));
        return said.map(|said| (Vec::new(), said));
    }
    let mut folded = found.iter().map(|word| word.folded.as_str());
    let head = folded.next().unwrap_or("");
    let verb = if matches!(head, "se" | "s") { folded.next().unwrap_or("") } else { head };
    let infinitive = verb.len() > 4 && (verb.ends_with("er") || verb.ends_with("ir"));
    (opens_idea && infinitive).then(|| (Vec::new(), sentence))
}
