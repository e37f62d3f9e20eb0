//! Actions in running text.

use crate::fold::fold;
use crate::names::Names;
use crate::owner::{is_future, is_infinitive};

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
    (opens_idea && is_infinitive(sentence, names)).then(|| (Vec::new(), sentence))
}
