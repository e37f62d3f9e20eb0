//! Documents named, attached or linked; addresses as printed, broken ones too.

use std::collections::HashSet;

use crate::blocks::Block;
use crate::draft::{Confidence, Document, DocumentState, Source};
use crate::fold::{fold, says, start};
use crate::labelled::label;

/// Bytes of an address and its title; so that brackets that never close cost little.
const LONGEST: usize = 2000;

/// The targets of `[…](target)` and `<http…>`; one with white space in it leads nowhere as it is.
pub(crate) fn links(block: &Block) -> Vec<Document> {
    let mut found = Vec::new();
    let mut rest = block.text.as_str();
    while let Some(at) = rest.find(['[', '<']) {
        let here = rest.get(at..).unwrap_or("");
        let near = start(here, LONGEST);
        let (title, target) = if here.starts_with('[') {
            let ends = near.split_once("](").and_then(|(title, tail)| {
                let title = title.get(1..).filter(|title| !title.contains('['))?;
                Some((Some(title), tail.split_once(')')?.0))
            });
            ends.unwrap_or_default()
        } else {
            let inner = near.get(1..).filter(|inner| inner.starts_with("http"));
            (None, inner.and_then(|inner| inner.split_once('>')).map_or("", |(link, _)| link))
        };
        if target.is_empty() {
            rest = here.get(1..).unwrap_or("");
            continue;
        }
        found.push(Document {
            source: block.source(target, Confidence::Sure),
            title: title.filter(|title| title.replace('\\', "") != target).map(str::to_owned),
            link: Some(target.to_owned()),
            state: DocumentState::Link,
            broken: target.contains(char::is_whitespace),
        });
        let end = target.as_ptr().addr() - rest.as_ptr().addr() + target.len();
        rest = rest.get(end..).unwrap_or("");
    }
    found
}

/// Whether `text` holds nothing but addresses.
pub(crate) fn is_only_links(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ' ']);
    let angled = bare.starts_with('<') && bare.ends_with('>');
    let bracketed = bare.starts_with('[') && bare.ends_with(')') && bare.matches("](").count() == 1;
    (angled || bracketed) && bare.contains("://") && !bare.contains("> ")
}

/// A line of a list of documents: in this text where one of `headings` (folded) is its title.
pub(crate) fn listed(block: &Block, headings: &HashSet<String>) -> Document {
    let (title, told) = match label(&block.text) {
        Some((title, told)) => (Some(title), told),
        None => (None, block.text.as_str()),
    };
    let key = fold(title.unwrap_or(told));
    let present = !key.is_empty() && headings.contains(&key);
    let state = if present { DocumentState::Present } else { DocumentState::Announced };
    announced(block.source(told, Confidence::Sure), title, state)
}

/// Whether `key` names documents that come with the minutes.
pub(crate) fn announces(key: &str) -> bool {
    let cues = [
        "document joint",
        "documents joints",
        "piece jointe",
        "pieces jointes",
        "ci joint",
        "en annexe",
        "joint au present",
        "jointe au present",
        "attached document",
        "see attached",
        "is attached",
        "are attached",
    ];
    says(key, &cues)
}

/// A document that the text names as attached, or holds.
pub(crate) fn announced(source: Source, title: Option<&str>, state: DocumentState) -> Document {
    Document { source, title: title.map(str::to_owned), link: None, state, broken: false }
}
