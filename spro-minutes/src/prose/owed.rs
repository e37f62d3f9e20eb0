//! Actions in running text.

use crate::fold::{fold, words};
use crate::names::Names;
use crate::owner::is_future;

/// Who is asked (perhaps nobody named), and the clause that asks.
pub(super) fn owed<'a>(
    sentence: &'a str,
    key: &str,
    opens_idea: bool,
    names: &Names,
) -> Option<(Vec<String>, &'a str)> {
    for mention in names.find(sentence) {
        let after = sentence.get(mention.bytes.end..)?.trim_start();
        let verb = after.split_whitespace().next().unwrap_or("");
        if matches!(verb, "doit" | "devra" | "will" | "must" | "shall") || is_future(verb) {
            let owner = sentence.get(mention.bytes.clone())?.to_owned();
            return Some((vec![owner], sentence.get(mention.bytes.start..)?));
        }
    }
    if key.contains(" a prevoir") && !key.contains("serait") {
        let said = sentence.rsplit(", ").find(|clause| fold(clause).contains("a prevoir"));
        return said.map(|said| (Vec::new(), said));
    }
    (opens_idea && begins_with_infinitive(sentence)).then(|| (Vec::new(), sentence))
}

fn begins_with_infinitive(sentence: &str) -> bool {
    let start: String = sentence.split_inclusive(char::is_whitespace).take(2).collect();
    let found = words(&start);
    let mut folded = found.iter().map(|word| word.folded.as_str());
    let head = folded.next().unwrap_or("");
    let verb = if matches!(head, "se" | "s") { folded.next().unwrap_or("") } else { head };
    verb.len() > 4 && (verb.ends_with("er") || verb.ends_with("ir"))
}
