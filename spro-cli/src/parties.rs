//! Persons and organisations by the names that users type.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use spro_core::domain::owner::Owner;
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;

use crate::collation::Collation;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::ids;
use crate::ledger::open_failure;
use crate::locale::{Language, Locale};
use crate::names::Names;

/// Finds persons and organisations; case and accents do not tell names apart.
pub(crate) struct Parties<'a> {
    register: &'a Register,
    names: &'a Names<'a>,
    like: CollatorBorrowed<'static>,
}

impl<'a> Parties<'a> {
    /// Those of a register.
    pub(crate) fn new(register: &'a Register, names: &'a Names<'a>) -> Result<Self, Failure> {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        let like = Collator::try_new(CollatorPreferences::default(), options)
            .map_err(|error| Failure::new(Exit::Io, "error-collation").because(&error))?;
        Ok(Self { register, names, like })
    }

    /// The person of this name or id; `None` when the register knows no such person.
    pub(crate) fn person(&self, text: &str) -> Result<Option<Subject>, Failure> {
        let mut found = BTreeSet::new();
        for (subject, person, _) in self.register.persons() {
            let mut called = ids::answers(subject, text);
            for known in person.names.iter().chain(&person.aliases) {
                let opened = self.names.keyring().open(&known.name);
                if let Opened::Clear(name) = opened.map_err(|error| open_failure(&error))? {
                    called |= self.is_like(&name, text);
                }
            }
            if called {
                found.insert(self.register.staying(subject).clone());
            }
        }
        self.one(text, found)
    }

    /// The organisation of this name or id; `None` when the register knows none.
    pub(crate) fn organisation(&self, text: &str) -> Result<Option<Subject>, Failure> {
        let mut found = BTreeSet::new();
        for (subject, organisation, _) in self.register.organisations() {
            let mut known = organisation.names.iter().chain(&organisation.aliases);
            if ids::answers(subject, text) || known.any(|known| self.is_like(&known.name, text)) {
                found.insert(self.register.staying(subject).clone());
            }
        }
        self.one(text, found)
    }

    /// Whoever is so called, to owe something.
    ///
    /// # Errors
    /// [`Exit::NotFound`] when the register knows nobody of this name: a slip of the finger would
    /// make a new person.
    pub(crate) fn owner(&self, text: &str) -> Result<Owner, Failure> {
        for language in [Language::French, Language::English] {
            let locale = Locale::new(language);
            if self.is_like(&locale.text("label-body"), text) {
                return Ok(Owner::Body);
            }
            if self.is_like(&locale.text("label-each-partner"), text) {
                return Ok(Owner::EachPartner);
            }
            let group = locale.text("value-note-working-group");
            let words =
                text.char_indices().nth(group.chars().count()).map_or(text.len(), |(at, _)| at);
            if text.get(..words).is_some_and(|begin| self.is_like(&group, begin)) {
                return Ok(Owner::Group(Text::plain(text)));
            }
        }
        match (self.person(text)?, self.organisation(text)?) {
            (Some(person), None) => Ok(Owner::Person(person)),
            (None, Some(organisation)) => Ok(Owner::Organisation(organisation)),
            (None, None) => Err(nobody(text)),
            (Some(person), Some(organisation)) => {
                Err(self.several(text, &BTreeSet::from([person, organisation]))?)
            }
        }
    }

    /// The person or organisation that is so called; `None` when the register knows none.
    ///
    /// # Errors
    /// [`Exit::NotFound`] when there are several.
    pub(crate) fn any(&self, text: &str) -> Result<Option<Subject>, Failure> {
        let found: BTreeSet<_> =
            self.person(text)?.into_iter().chain(self.organisation(text)?).collect();
        self.one(text, found)
    }

    /// The entry itself, and all that were merged into it.
    pub(crate) fn entries_of(&self, staying: &Subject) -> BTreeSet<Subject> {
        let persons = self.register.persons().map(|(subject, _, _)| subject);
        let organisations = self.register.organisations().map(|(subject, _, _)| subject);
        persons
            .chain(organisations)
            .filter(|subject| self.register.staying(subject) == staying)
            .cloned()
            .collect()
    }

    fn is_like(&self, one: &str, other: &str) -> bool {
        self.like.compare(one, other) == Ordering::Equal
    }

    fn one(&self, text: &str, found: BTreeSet<Subject>) -> Result<Option<Subject>, Failure> {
        if found.len() > 1 {
            return Err(self.several(text, &found)?);
        }
        Ok(found.into_iter().next())
    }

    fn several(&self, text: &str, found: &BTreeSet<Subject>) -> Result<Failure, Failure> {
        let order = Collation::new()?;
        // Ids are random: those of one name stand as they were first read.
        let read_at = |subject| self.register.entry(subject).and_then(|entry| entry.read_at);
        let mut called = Vec::new();
        for subject in found {
            called.push((self.names.of(subject)?, read_at(subject), subject));
        }
        called.sort_by(|(one, at, _), (other, other_at, _)| {
            order.compare(one, other).then_with(|| at.cmp(other_at))
        });
        let listed: Vec<_> =
            called.iter().map(|(name, _, subject)| format!("{name} ({subject})")).collect();
        Ok(Failure::new(Exit::NotFound, "error-ambiguous-name")
            .with("id", text)
            .with("found", listed.join(", ")))
    }
}

/// The register knows nobody of this name.
pub(crate) fn nobody(name: &str) -> Failure {
    Failure::new(Exit::NotFound, "error-nobody").with("name", name)
}
