//! The documents that facts were read from, opened from their sealed originals.

use std::collections::BTreeMap;

use spro_core::domain::document::{DocumentEvent, Stored};
use spro_core::domain::erasure::owner_in;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::blob::{BlobError, BlobId, Blobs};
use spro_core::kernel::event::Fact;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::keyring;
use spro_core::kernel::subject::Subject;

use crate::facts;
use crate::failure::Failure;
use crate::ledger::{Opened, blob_failure, open_failure};
use crate::texts;

/// One edition of a document.
#[derive(Debug, Clone)]
pub(crate) struct Original {
    /// The file's name.
    pub(crate) name: String,
    /// The text that is read from it, or why there is none here.
    pub(crate) text: Result<String, Failure>,
}

/// The editions of documents, opened when they are first asked for.
pub(crate) struct Originals<'o> {
    opened: &'o Opened,
    /// Of each document, the places at which editions were stored, and the versions in force.
    documents: BTreeMap<Subject, BTreeMap<Position, Fact<RegisterEvent>>>,
    read: BTreeMap<Position, Option<Original>>,
}

impl<'o> Originals<'o> {
    /// Those of a ledger.
    pub(crate) const fn new(opened: &'o Opened) -> Self {
        Self { opened, documents: BTreeMap::new(), read: BTreeMap::new() }
    }

    /// The edition from which a fact was read: `at` is its place. `None` where no original is kept, or where it was erased.
    pub(crate) fn edition(
        &mut self,
        document: &Subject,
        at: Position,
    ) -> Result<Option<&Original>, Failure> {
        if !self.documents.contains_key(document) {
            let editions = self.editions(document)?;
            self.documents.insert(document.clone(), editions);
        }
        let Some(editions) = self.documents.get(document) else {
            return Ok(None);
        };
        // Within the first commit the edition may stand behind what was read from it.
        let found = editions.range(..=at).next_back().or_else(|| editions.iter().next());
        let Some((root, fact)) = found else {
            return Ok(None);
        };
        if !self.read.contains_key(root) {
            let original = self.open(fact)?;
            self.read.insert(*root, original);
        }
        Ok(self.read.get(root).and_then(Option::as_ref))
    }

    fn editions(
        &self,
        document: &Subject,
    ) -> Result<BTreeMap<Position, Fact<RegisterEvent>>, Failure> {
        let store = self.opened.ledger.store();
        let (records, _) = facts::read(store, Query::subject(document.clone()), AsOf::default())?;
        let in_force = records.into_iter().filter(|recorded| recorded.in_force);
        Ok(in_force
            .filter_map(|recorded| {
                let root = recorded.amends.map_or(recorded.position, |(_, of)| of.target);
                recorded.fact.map(|fact| (root, fact))
            })
            .collect())
    }

    fn open(&self, fact: &Fact<RegisterEvent>) -> Result<Option<Original>, Failure> {
        let RegisterEvent::Document(DocumentEvent::Stored(Stored { name, original, .. })) =
            &fact.event
        else {
            return Ok(None);
        };
        let Some(id) = original.as_ref().and_then(|id| id.parse::<BlobId>().ok()) else {
            return Ok(None);
        };
        let stored = match self.opened.originals.get(&id) {
            Ok(stored) => stored,
            Err(BlobError::Missing { .. }) => return Ok(None),
            Err(error) => return Err(blob_failure(&error)),
        };
        let keyring = self.opened.ledger.keyring();
        let failed = |error| open_failure(&error);
        let owner = |scope| owner_in(fact, scope);
        let bytes = keyring.open_original(stored, fact.id, owner).map_err(failed)?;
        let (Some(bytes), keyring::Opened::Clear(name)) =
            (bytes, keyring.open(name).map_err(failed)?)
        else {
            return Ok(None);
        };
        let text = texts::text(&name, &bytes).map(|text| text.text);
        Ok(Some(Original { name: name.into_owned(), text }))
    }
}
