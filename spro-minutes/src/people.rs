//! People whom the text names outside its lists, and names that fit several.

use std::collections::HashSet;

use crate::draft::{
    Asked, AskedKind, Confidence, Draft, ItemKind, ItemRef, Modality, Named, Party, Source,
};
use crate::fold::fold;
use crate::names::looks_like_name;

/// Adds to `draft` who is named and on no list, and asks who is meant where several fit.
pub(crate) fn complete(draft: &mut Draft) {
    let parties = draft.parties();
    let mut seen = HashSet::new();
    let (mut people, mut asked) = (Vec::new(), Vec::new());
    for (name, source, kind) in named(draft) {
        match parties.find(name) {
            Party::Unknown if looks_like_name(name) && seen.insert(fold(name)) => {
                let (text, modality) = (name.to_owned(), Modality::Inferred);
                let confidence = Confidence::Likely;
                people.push(Named {
                    source: Source { text, modality, confidence, lines: source.lines.clone() },
                    person: name.to_owned(),
                    organisation: None,
                });
            }
            Party::Ambiguous(candidates) => asked.push(Asked {
                source: Source { confidence: Confidence::Unsure, ..source.clone() },
                about: ItemRef::to(kind, source),
                question: AskedKind::PersonAmbiguous { name: name.to_owned(), candidates },
            }),
            _ => {}
        }
    }
    draft.people = people;
    draft.asked.extend(asked);
}

/// Each name of somebody who acts, with the item that names it.
fn named(draft: &Draft) -> Vec<(&str, &Source, ItemKind)> {
    let mut all: Vec<(&str, &Source, ItemKind)> = Vec::new();
    for item in &draft.attendance {
        all.extend(
            item.proxy.iter().map(|name| (name.as_str(), &item.source, ItemKind::Attendance)),
        );
    }
    for item in &draft.actions {
        all.extend(item.owner.iter().map(|name| (name.as_str(), &item.source, ItemKind::Action)));
    }
    for item in &draft.occasions {
        let people = item.participants.iter().map(|one| &one.person);
        let people = people.chain(item.parts.iter().flat_map(|part| &part.people));
        all.extend(people.map(|name| (name.as_str(), &item.source, ItemKind::Occasion)));
    }
    if let (Some(name), Some(source)) = (&draft.written_by, draft.head.last()) {
        all.push((name, source, ItemKind::Meeting));
    }
    all
}
