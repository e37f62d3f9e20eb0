//! What takes the place of texts and originals whose keys are destroyed.

use std::collections::{BTreeMap, BTreeSet};

use super::survey::Survey;
use super::{ErasureError, media_type, original_of, owner_in, owner_of, read_records};
use crate::domain::document::{self, DocumentEvent};
use crate::domain::event::RegisterEvent;
use crate::kernel::blob::{BlobId, Blobs};
use crate::kernel::encoding::Nature;
use crate::kernel::event::{Event as _, Fact};
use crate::kernel::history::{AsOf, History};
use crate::kernel::id::{CommitId, EventId};
use crate::kernel::ledger::{Entry, Ledger, NewFact, SealedUnder};
use crate::kernel::query::Query;
use crate::kernel::seal::keyring::Opened;
use crate::kernel::seal::text::{KeyOwner, Text};
use crate::kernel::seal::vault::Vault;
use crate::kernel::seal::{Scope, Sealed};
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;

/// Records anew what stands under the keys that are to be destroyed.
pub(super) struct Rewriting<'a, S, V, B> {
    pub(super) ledger: &'a Ledger<S, V>,
    pub(super) originals: &'a B,
    pub(super) survey: &'a Survey,
    pub(super) commit: CommitId,
    pub(super) redact: &'a dyn Fn(&str) -> Option<String>,
    pub(super) text_of: &'a dyn Fn(&str, &[u8]) -> Option<String>,
    pub(super) new_id: &'a mut dyn FnMut() -> [u8; 16],
    pub(super) done: Rewritten,
}

#[derive(Default)]
pub(super) struct Rewritten {
    pub(super) entries: Vec<Entry<RegisterEvent>>,
    pub(super) texts: usize,
    /// Originals that the rewritten ones take the place of.
    pub(super) replaced: Vec<BlobId>,
    /// Rewritten originals.
    pub(super) stored: Vec<BlobId>,
    pub(super) lost: usize,
}

impl<S: Store, V: Vault, B: Blobs> Rewriting<'_, S, V, B> {
    pub(super) fn run(&mut self, pseudonym: &str) -> Result<(), ErasureError> {
        let of = |owner| self.survey.subjects.get(owner).into_iter().flatten();
        let subjects: BTreeSet<&Subject> = self.survey.naming.iter().flat_map(of).collect();
        let mut histories: BTreeMap<&Subject, History<RegisterEvent>> = BTreeMap::new();
        read_records(self.ledger, Query::all(), |record| {
            if let Some(subject) = subjects.get(&record.body.subject) {
                let history =
                    histories.entry(subject).or_insert_with(|| History::new(AsOf::default()));
                history.add(record)?;
            }
            Ok(())
        })?;
        for fact in histories.into_values().flat_map(History::into_facts) {
            self.rewrite(fact, pseudonym)?;
        }
        Ok(())
    }

    fn rewrite(
        &mut self,
        mut fact: Fact<RegisterEvent>,
        pseudonym: &str,
    ) -> Result<(), ErasureError> {
        let id = EventId::from_bytes((self.new_id)());
        let mut touched = self.rewrite_original(&mut fact, id)?;
        let mut failed = None;
        let mut texts = Vec::new();
        fact.event.texts(&mut |_, _, text| {
            touched |= owner_of(text).is_some_and(|owner| self.survey.naming.contains(&owner));
            match self.ledger.keyring().open(text) {
                Ok(Opened::Clear(clear)) => {
                    texts.push((self.redact)(&clear).unwrap_or_else(|| clear.into_owned()));
                }
                Ok(Opened::Erased) => texts.push(pseudonym.to_owned()),
                Err(error) => failed = Some(error),
            }
        });
        if let Some(error) = failed {
            return Err(error.into());
        }
        if !touched {
            return Ok(());
        }
        self.done.texts += texts.len();
        let mut texts = texts.into_iter();
        fact.event.texts(&mut |_, _, text| {
            if let Some(clear) = texts.next() {
                *text = Text::plain(&clear);
            }
        });
        self.done.entries.push(Entry::Fact(NewFact {
            occurred: fact.occurred,
            source: fact.source,
            corrects: Some((fact.position, Nature::Slip)),
            sealed_under: SealedUnder::Commit,
            ..NewFact::new(id, fact.subject, fact.event, fact.learned)
        }));
        Ok(())
    }

    /// Puts a rewritten original beside the one that the fact names, if its key is to be destroyed.
    fn rewrite_original(
        &mut self,
        fact: &mut Fact<RegisterEvent>,
        id: EventId,
    ) -> Result<bool, ErasureError> {
        let Some((old, stored)) = original_of(fact, self.originals)? else {
            return Ok(false);
        };
        let scope = Sealed::from_bytes(stored.clone())
            .map_err(|source| ErasureError::Original { id: old, source })?
            .scope();
        let owner = owner_in(fact, scope);
        if !self.survey.naming.contains(&owner) {
            return Ok(false);
        }
        let content = self.ledger.keyring().open_original(stored, fact.id, |_| owner)?;
        let text = content.and_then(|content| String::from_utf8(content).ok());
        let text = text.map(|text| (self.redact)(&text).unwrap_or(text)).filter(|text| {
            let said = (self.text_of)(media_type(fact), text.as_bytes());
            said.is_some_and(|said| (self.redact)(&said).is_none())
        });
        let RegisterEvent::Document(DocumentEvent::Stored(document)) = &mut fact.event else {
            return Ok(false);
        };
        self.done.replaced.push(old);
        if let Some(text) = text {
            let new = BlobId::from_bytes((self.new_id)());
            let owner = KeyOwner::Commit(self.commit);
            let sealed = self.ledger.keyring().sealing()?.seal_original(
                text.as_bytes(),
                Scope::Commit,
                id,
                &owner,
            )?;
            self.originals.put(&new, &sealed)?;
            self.done.stored.push(new);
            document.digest = Text::plain(&document::digest(text.as_bytes()));
            document.original = Some(new.to_string());
        } else {
            self.done.lost += 1;
            document.original = None;
        }
        Ok(true)
    }
}
