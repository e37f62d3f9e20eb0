//! Who is known, by which names, and who is one with whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{ErasureError, Names, read_facts, read_records, typed};
use crate::domain::event::RegisterEvent;
use crate::domain::person::PersonEvent;
use crate::kernel::event::Event as _;
use crate::kernel::history::{AsOf, History};
use crate::kernel::ledger::Ledger;
use crate::kernel::seal::keyring::Opened;
use crate::kernel::seal::vault::Vault;
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;

/// Who is known, by which names, and who is one with whom.
pub(super) struct People {
    /// Every name that an entry ever had, corrected ones too.
    names: BTreeMap<Subject, BTreeSet<String>>,
    merged: Vec<(Subject, Subject)>,
}

impl People {
    pub(super) fn of<S: Store, V: Vault>(ledger: &Ledger<S, V>) -> Result<Self, ErasureError> {
        let mut names: BTreeMap<Subject, BTreeSet<String>> = BTreeMap::new();
        let mut histories: BTreeMap<Subject, History<RegisterEvent>> = BTreeMap::new();
        read_facts(ledger, typed(PersonEvent::TYPES), |mut fact, _| {
            let mut failed = None;
            fact.event.texts(&mut |_, _, text| match ledger.keyring().open(text) {
                Ok(Opened::Clear(name)) => {
                    names.entry(fact.subject.clone()).or_default().insert(name.into_owned());
                }
                Ok(Opened::Erased) => {}
                Err(error) => failed = Some(error),
            });
            failed.map_or(Ok(()), |error| Err(error.into()))
        })?;
        read_records(ledger, typed(PersonEvent::TYPES), |record| {
            let subject = record.body.subject.clone();
            let history = histories.entry(subject).or_insert_with(|| History::new(AsOf::default()));
            Ok(history.add(record)?)
        })?;
        let merged = histories
            .into_values()
            .flat_map(History::into_facts)
            .filter_map(|fact| match fact.event {
                RegisterEvent::Person(PersonEvent::Merged(merged)) => {
                    Some((fact.subject, merged.into))
                }
                _ => None,
            })
            .collect();
        Ok(Self { names, merged })
    }

    /// The entries that are this person, by merges in either direction.
    pub(super) fn entries_of(&self, person: &Subject) -> BTreeSet<Subject> {
        let mut entries = BTreeSet::from([person.clone()]);
        loop {
            let before = entries.len();
            for (one, other) in &self.merged {
                if entries.contains(one) || entries.contains(other) {
                    entries.extend([one.clone(), other.clone()]);
                }
            }
            if entries.len() == before {
                return entries;
            }
        }
    }

    pub(super) fn names(&self, erased: &BTreeSet<Subject>) -> Names {
        let mut names = Names::default();
        for (subject, known) in &self.names {
            let side = if erased.contains(subject) { &mut names.erased } else { &mut names.kept };
            side.extend(known.iter().cloned());
        }
        names
    }
}
