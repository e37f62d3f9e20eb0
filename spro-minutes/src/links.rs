//! Addresses as printed, broken ones too.

use crate::blocks::Block;
use crate::draft::{Document, DocumentState, Source};
use crate::reader::sure;

/// The targets of `[…](target)` and `<http…>`; one with white space in it leads nowhere as it is.
pub(crate) fn links(block: &Block) -> Vec<Document> {
    let mut found = Vec::new();
    for (open, close) in [("](", ')'), ("<http", '>')] {
        let mut rest = block.text.as_str();
        while let Some((_, after)) = rest.split_once(open) {
            rest = after;
            let Some((tail, next)) = after.split_once(close) else {
                break;
            };
            let target = format!("{}{tail}", open.trim_start_matches(['<', ']', '(']));
            let broken = target.contains(char::is_whitespace);
            found.push(Document {
                source: Source { text: target.clone(), ..sure(block) },
                title: None,
                link: Some(target),
                state: DocumentState::Link,
                broken,
            });
            rest = next;
        }
    }
    found
}
