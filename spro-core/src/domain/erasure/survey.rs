//! Which keys are in use, and what they seal.

use std::collections::{BTreeMap, BTreeSet};

use super::{ErasureError, media_type, original_of, owner_in, owner_of, read_records};
use crate::domain::event::RegisterEvent;
use crate::kernel::blob::Blobs;
use crate::kernel::event::{Event as _, Fact};
use crate::kernel::ledger::Ledger;
use crate::kernel::position::{Head, Position};
use crate::kernel::query::Query;
use crate::kernel::record::Record;
use crate::kernel::seal::Sealed;
use crate::kernel::seal::keyring::Opened;
use crate::kernel::seal::text::KeyOwner;
use crate::kernel::seal::vault::{Epoch, KeyId, Vault};
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;

/// Which keys are in use, and which of them seal something that names the person.
pub(super) struct Survey {
    pub(super) head: Head,
    pub(super) in_use: BTreeSet<(Epoch, KeyId)>,
    pub(super) naming: BTreeSet<KeyOwner>,
    pub(super) subjects: BTreeMap<KeyOwner, BTreeSet<Subject>>,
    pub(super) in_the_clear: Vec<Position>,
}

impl Survey {
    pub(super) fn of<S: Store, V: Vault, B: Blobs>(
        ledger: &Ledger<S, V>,
        originals: &B,
        redact: &dyn Fn(&str) -> Option<String>,
        text_of: &dyn Fn(&str, &[u8]) -> Option<String>,
    ) -> Result<Self, ErasureError> {
        let mut survey = Self {
            head: ledger.store().identity().genesis(),
            in_use: BTreeSet::new(),
            naming: BTreeSet::new(),
            subjects: BTreeMap::new(),
            in_the_clear: Vec::new(),
        };
        survey.head = read_records(ledger, Query::all(), |record| {
            if let Some(data) = record.body.data {
                let value = serde_json::from_str(data.get()).map_err(ErasureError::NotJson)?;
                let mut clear = false;
                survey.walk(&value, record, &mut |text| clear |= redact(text).is_some());
                if clear {
                    survey.in_the_clear.push(record.position());
                }
            }
            if let Some(fact) = Fact::<RegisterEvent>::decode(record)? {
                survey.look_at(ledger, originals, fact, redact, text_of)?;
            }
            Ok(())
        })?;
        Ok(survey)
    }

    /// Notes the keys of all sealed values, those of other namespaces too, and visits clear texts.
    fn walk(
        &mut self,
        value: &serde_json::Value,
        record: &Record<'_>,
        clear: &mut dyn FnMut(&str),
    ) {
        match value {
            serde_json::Value::String(text) => clear(text),
            serde_json::Value::Array(items) => {
                for item in items {
                    self.walk(item, record, clear);
                }
            }
            serde_json::Value::Object(fields) => {
                for (name, field) in fields {
                    let sealed = || serde_json::from_value::<Sealed>(field.clone()).ok();
                    match sealed().filter(|_| name == "sealed") {
                        Some(sealed) => {
                            if let Some(owner) = KeyOwner::in_record(sealed.scope(), record) {
                                self.in_use.insert((sealed.epoch(), owner.key_id()));
                            }
                        }
                        None => self.walk(field, record, clear),
                    }
                }
            }
            _ => {}
        }
    }

    fn look_at<S: Store, V: Vault, B: Blobs>(
        &mut self,
        ledger: &Ledger<S, V>,
        originals: &B,
        mut fact: Fact<RegisterEvent>,
        redact: &dyn Fn(&str) -> Option<String>,
        text_of: &dyn Fn(&str, &[u8]) -> Option<String>,
    ) -> Result<(), ErasureError> {
        if let Some((id, stored)) = original_of(&fact, originals)? {
            let sealed = Sealed::from_bytes(stored.clone())
                .map_err(|source| ErasureError::Original { id, source })?;
            let owner = owner_in(&fact, sealed.scope());
            self.in_use.insert((sealed.epoch(), owner.key_id()));
            let content = ledger.keyring().open_original(stored, fact.id, |_| owner.clone())?;
            if let Some(content) = content {
                let media_type = media_type(&fact);
                let Some(text) = text_of(media_type, &content) else {
                    let media_type = media_type.to_owned();
                    return Err(ErasureError::Unreadable { id, media_type });
                };
                let bare = String::from_utf8_lossy(&content);
                if redact(&text).is_some() || redact(&bare).is_some() {
                    self.naming.insert(owner.clone());
                }
            }
            self.subjects.entry(owner).or_default().insert(fact.subject.clone());
        }
        let mut failed = None;
        let subject = fact.subject.clone();
        fact.event.texts(&mut |_, _, text| {
            let Some(owner) = owner_of(text) else {
                return;
            };
            match ledger.keyring().open(text) {
                Ok(Opened::Clear(clear)) if redact(&clear).is_some() => {
                    self.naming.insert(owner.clone());
                }
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
            self.subjects.entry(owner).or_default().insert(subject.clone());
        });
        failed.map_or(Ok(()), |error| Err(error.into()))
    }
}
