//! [`Own`]: what the ledger holds from earlier editions of the same document.

use std::collections::{HashMap, HashSet};

use spro_core::domain::attendance::AttendanceEvent;
use spro_core::domain::document::{DocumentEvent, Reading};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::organisation::{Named, OrganisationEvent};
use spro_core::domain::person::PersonEvent;
use spro_core::kernel::event::{Event as _, Fact, Recordable as _};
use spro_core::kernel::history::AsOf;
use spro_core::kernel::ledger::Ledger;
use spro_core::kernel::projection::{Projection, View};
use spro_core::kernel::query::{Alternative, Query};
use spro_core::kernel::seal::Scope;
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::text::{Field, Text};
use spro_core::kernel::seal::vault::Vault;
use spro_core::kernel::store::Store;
use spro_core::kernel::subject::Subject;

use super::PlanError;
use super::key;
use super::known::Names;

/// The facts in force that were read from one document.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// In the order of their places.
    pub(super) facts: Vec<OwnFact>,
    subjects: HashSet<Subject>,
    /// Whom each name of the document stands for, by its key.
    names: HashMap<String, Subject>,
    /// For whom each person came to a meeting.
    came_for: HashMap<(Subject, Subject), Vec<Subject>>,
    /// The persons of the document whose names were erased since.
    pub(super) erased: Vec<Subject>,
    /// Names, by their keys, of which somebody said that nobody knows who is meant.
    strangers: HashSet<String>,
}

/// One of them, its texts opened.
#[derive(Debug, Clone)]
pub(super) struct OwnFact {
    pub(super) fact: Fact<RegisterEvent>,
    /// Texts that were recorded anew by an erasure, whose words are not to be brought back.
    pub(super) rewritten: bool,
    /// Texts that are erased.
    pub(super) lost: bool,
    /// Corrected since by something else than an edition of the document.
    pub(super) overruled: bool,
}

impl Own {
    /// Reads what the ledger holds from a document.
    pub(super) fn read<S: Store, V: Vault>(
        ledger: &Ledger<S, V>,
        document: &Subject,
        names: &Names,
    ) -> Result<Self, PlanError> {
        let from_it = FactsFrom { document: document.clone() };
        let view = View::of(ledger.store(), from_it, AsOf::default())?;
        let mut own = Self::default();
        for fact in view.iter().flat_map(|(_, facts)| facts) {
            let opened = open(ledger, document, fact)?;
            own.add(OwnFact { fact: names_of_today(opened.fact, names), ..opened }, names);
        }
        own.facts.sort_by_key(|own| own.fact.position);
        Ok(own)
    }

    fn add(&mut self, own: OwnFact, names: &Names) {
        let fact = &own.fact;
        self.subjects.insert(fact.subject.clone());
        let erased = |person: &&Subject| names.is_erased(person);
        for person in persons_of(fact).iter().filter(erased) {
            if !self.erased.contains(person) {
                self.erased.push(person.clone());
            }
        }
        match &fact.event {
            RegisterEvent::Person(PersonEvent::Named(it)) => {
                self.name(&fact.subject, &it.name.0, names);
            }
            RegisterEvent::Person(PersonEvent::Aliased(it)) => {
                self.name(&fact.subject, &it.alias.0, names);
            }
            RegisterEvent::Document(DocumentEvent::Interpreted(it))
                if it.reading == Reading::PersonNotKnown =>
            {
                self.strangers.extend(it.printed.as_plain().map(key::person));
            }
            RegisterEvent::Attendance(AttendanceEvent::Recorded(it)) => {
                let who = (fact.subject.clone(), names.bearer(&it.person));
                self.came_for.insert(who, it.on_behalf_of.clone());
            }
            _ => {}
        }
        self.facts.push(own);
    }

    fn name(&mut self, person: &Subject, name: &Text, names: &Names) {
        if let Some(name) = name.as_plain() {
            self.names.insert(key::person(name), names.bearer(person));
        }
    }

    /// Whether somebody said that nobody knows whom a name of the document stands for.
    pub(super) fn is_stranger(&self, key: &str) -> bool {
        self.strangers.contains(key)
    }

    /// Whom a name of the document stands for.
    pub(super) fn named(&self, key: &str) -> Option<&Subject> {
        self.names.get(key)
    }

    /// For whom a person came to a meeting.
    pub(super) fn came_for(&self, meeting: &Subject, person: &Subject) -> &[Subject] {
        let who = (meeting.clone(), person.clone());
        self.came_for.get(&who).map_or(&[], Vec::as_slice)
    }

    /// How the document spells the names of these organisations.
    pub(super) fn names_of<'o>(
        &'o self,
        organisations: &'o [Subject],
    ) -> impl Iterator<Item = &'o Named> {
        self.facts.iter().filter_map(|own| match &own.fact.event {
            RegisterEvent::Organisation(OrganisationEvent::Named(named))
                if organisations.contains(&own.fact.subject) =>
            {
                Some(named)
            }
            _ => None,
        })
    }

    /// Whether the document says something of the subject.
    pub(super) fn tells_of(&self, subject: &Subject) -> bool {
        self.subjects.contains(subject)
    }
}

/// The persons that a fact is about, or names.
pub(super) fn persons_of(fact: &Fact<RegisterEvent>) -> Vec<Subject> {
    let mut of = fact.event.mentions();
    of.push(fact.subject.clone());
    of.retain(|subject| subject.kind() == "person");
    of
}

fn open<S: Store, V: Vault>(
    ledger: &Ledger<S, V>,
    document: &Subject,
    fact: &Fact<RegisterEvent>,
) -> Result<OwnFact, PlanError> {
    let mut fact = fact.clone();
    let from_it = fact.source.as_ref().is_some_and(|source| source.document == *document);
    let (mut rewritten, mut lost, mut failed) = (false, false, None);
    fact.event.texts(&mut |_, _, text: &mut Text| {
        let of_commit =
            matches!(text, Text::Sealed(sealed) if sealed.value().scope() == Scope::Commit);
        rewritten |= of_commit && from_it;
        match ledger.keyring().open(text) {
            Ok(Opened::Clear(clear)) => *text = Text::plain(&clear),
            Ok(Opened::Erased) => lost = true,
            Err(error) => failed = Some(error),
        }
    });
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(OwnFact { fact, rewritten, lost, overruled: !from_it }),
    }
}

/// The fact with every entry that was merged replaced by the one that stays.
fn names_of_today(fact: Fact<RegisterEvent>, names: &Names) -> Fact<RegisterEvent> {
    let renamed = fact.event.mentions().into_iter().filter_map(|mention| {
        let bearer = names.bearer(&mention);
        (bearer != mention).then(|| (format!("\"{mention}\""), format!("\"{bearer}\"")))
    });
    let renamed: Vec<_> = renamed.collect();
    if renamed.is_empty() {
        return fact;
    }
    let data = fact.event.data().map(|data| data.get().to_owned()).unwrap_or_default();
    let data = renamed.iter().fold(data, |data, (was, is)| data.replace(was, is));
    match RegisterEvent::decode(fact.event.kind(), &data) {
        Some(Ok(event)) => Fact { event, ..fact },
        // It was read from the same shape.
        _ => fact,
    }
}

/// Puts the recorded words in the place of the wanted ones, field by field.
pub(super) fn with_words_of(wanted: &mut RegisterEvent, recorded: &RegisterEvent) {
    let mut words: Vec<(Field, Text)> = Vec::new();
    let mut recorded = recorded.clone();
    recorded.texts(&mut |field, _, text| words.push((field, text.clone())));
    wanted.texts(&mut |field, _, text| {
        if let Some((_, kept)) = words.iter().find(|(of, _)| *of == field) {
            text.clone_from(kept);
        }
    });
}

/// Gathers the facts of one document, by subject.
struct FactsFrom {
    document: Subject,
}

impl Projection for FactsFrom {
    type Event = RegisterEvent;
    type State = Vec<Fact<RegisterEvent>>;

    fn query(&self) -> Query {
        Query::any([Alternative::default().mentioning(self.document.clone())])
    }

    fn evolve(&self, facts: &mut Self::State, fact: &Fact<RegisterEvent>) {
        facts.push(fact.clone());
    }
}
