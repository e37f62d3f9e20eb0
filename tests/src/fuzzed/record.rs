//! A record, as a store hands it to its reader.

use spro_core::kernel::encoding::{Body, CommitHeader};
use spro_core::kernel::query::{Alternative, Query};

/// A record that is read is written and read again as the same, its header alone is read as it is
/// with the rest, and no query that it matches passes it over undecoded.
pub fn record(bytes: &[u8]) {
    let header = CommitHeader::of_first(bytes);
    let Ok(body) = Body::decode(bytes) else { return };
    if bytes.starts_with(b"{\"commit\":") {
        assert_eq!(header.unwrap(), body.commit);
    }
    let written = serde_json::to_vec(&body).unwrap();
    let again = Body::decode(&written).unwrap();
    assert_eq!(serde_json::to_vec(&again).unwrap(), written);
    for asked in what_it_says(&body) {
        let query = Query::any([asked]);
        assert!(query.matches(&body), "{query:?}");
        assert!(query.may_match(bytes), "{query:?} passes it over");
        assert!(query.may_match(&written), "{query:?} passes it over once it is written anew");
    }
}

fn what_it_says<'b>(body: &'b Body<'_>) -> impl Iterator<Item = Alternative> + 'b {
    let asked = Alternative::default;
    let subject = asked().of(body.subject.clone());
    let types = std::iter::once(&body.kind).chain(&body.was);
    let mentions = body.mentions.iter().chain(body.source.iter().map(|source| &source.document));
    std::iter::once(subject)
        .chain(types.map(move |kind| asked().typed([kind.clone()])))
        .chain(mentions.map(move |mention| asked().mentioning(mention.clone())))
}
