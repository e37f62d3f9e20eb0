//! Who is known: persons with their names and for whom they act, organisations with their people.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::affiliation::{Affiliation, Affiliations};
use super::register::Register;
use crate::domain::organisation::Organisation;
use crate::domain::person::{Erasure, Person};
use crate::kernel::position::Position;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

/// Every person and organisation; merged entries as one.
///
/// Cost: one pass over what is known of them, and one over what is listed and recorded of
/// affiliations.
#[derive(Debug)]
pub struct Directory<'r> {
    register: &'r Register,
    persons: BTreeMap<&'r Subject, PersonEntry<'r>>,
    organisations: BTreeMap<&'r Subject, OrganisationEntry<'r>>,
}

/// What the directory holds of a person.
#[derive(Debug)]
pub struct PersonEntry<'r> {
    /// The name that is shown.
    pub name: ShownName<'r>,
    /// The other names as printed.
    pub other_names: Vec<&'r Text>,
    /// Aliases.
    pub aliases: Vec<&'r Text>,
    /// The entries that were merged into this one.
    pub merged: Vec<&'r Subject>,
    /// For whom the person acts, in the order in which it began.
    pub affiliations: Vec<Affiliation<'r>>,
    /// Whether the person is a member of the body on the day asked; guests are not.
    pub is_member: bool,
    /// The places in the ledger of the facts that it rests on.
    pub cites: Vec<Position>,
}

/// The name of a person that is shown.
#[derive(Debug, Clone, Copy)]
pub enum ShownName<'r> {
    /// Of those printed, the one known first.
    Name(&'r Text),
    /// It was erased: the person's key, which stays the same, stands for it.
    Erased {
        /// The key of the person's subject.
        pseudonym: &'r str,
        /// When and on what ground.
        erasure: &'r Erasure,
    },
    /// None is known, as of when it is asked.
    Unknown,
}

/// What the directory holds of an organisation.
#[derive(Debug, Default)]
pub struct OrganisationEntry<'r> {
    /// The name that is shown: of those printed, the one known first.
    pub name: Option<&'r str>,
    /// The other names as printed.
    pub other_names: Vec<&'r str>,
    /// Aliases.
    pub aliases: Vec<&'r str>,
    /// The entries that were merged into this one.
    pub merged: Vec<&'r Subject>,
    /// What it is part of.
    pub part_of: Vec<&'r Subject>,
    /// What is part of it.
    pub parts: Vec<&'r Subject>,
    /// Who acts, or acted, for it, and when.
    pub people: Vec<(&'r Subject, Affiliation<'r>)>,
    /// The places in the ledger of the facts that it rests on.
    pub cites: Vec<Position>,
}

impl<'r> Directory<'r> {
    /// Reads it off a register, as of a day.
    pub fn of(register: &'r Register, day: NaiveDate) -> Self {
        let affiliations = Affiliations::of(register);
        let mut directory =
            Self { register, persons: BTreeMap::new(), organisations: BTreeMap::new() };
        // First the entries that stay, so that their names come before those merged into them.
        for merged in [false, true] {
            for (subject, person, entry) in register.persons() {
                if person.merged.is_some() == merged {
                    directory.add_person(subject, person, &entry.cites);
                }
            }
            for (subject, organisation, entry) in register.organisations() {
                if organisation.merged.is_some() == merged {
                    directory.add_organisation(subject, organisation, &entry.cites);
                }
            }
        }
        for (person, history) in affiliations.people() {
            let entry = directory.persons.entry(person).or_default();
            entry.is_member = history.is_member_on(day);
            entry.affiliations = history.affiliations();
            entry.cites.extend(entry.affiliations.iter().flat_map(Affiliation::cites));
            for affiliation in &entry.affiliations {
                if let Some(organisation) = affiliation.organisation {
                    let organisation = directory.organisations.entry(organisation).or_default();
                    organisation.people.push((person, affiliation.clone()));
                    organisation.cites.extend(affiliation.cites());
                }
            }
        }
        directory.settle();
        directory
    }

    /// Every person, sorted by subject.
    pub fn persons(&self) -> impl Iterator<Item = (&'r Subject, &PersonEntry<'r>)> {
        self.persons.iter().map(|(subject, entry)| (*subject, entry))
    }

    /// Every organisation, sorted by subject.
    pub fn organisations(&self) -> impl Iterator<Item = (&'r Subject, &OrganisationEntry<'r>)> {
        self.organisations.iter().map(|(subject, entry)| (*subject, entry))
    }

    /// What is held of a person; of an entry that was merged, that of the one that stays.
    pub fn person(&self, person: &Subject) -> Option<&PersonEntry<'r>> {
        self.persons.get(self.register.staying(person))
    }

    /// What is held of an organisation; of an entry that was merged, that of the one that stays.
    pub fn organisation(&self, organisation: &Subject) -> Option<&OrganisationEntry<'r>> {
        self.organisations.get(self.register.staying(organisation))
    }

    fn add_person(&mut self, subject: &'r Subject, person: &'r Person, cites: &[Position]) {
        let staying = self.register.staying(subject);
        let entry = self.persons.entry(staying).or_default();
        let names = person.names.iter().map(|known| &known.name);
        if let Some(erasure) = &person.erased {
            entry.name = ShownName::Erased { pseudonym: staying.key(), erasure };
        }
        for name in names {
            match entry.name {
                ShownName::Unknown => entry.name = ShownName::Name(name),
                ShownName::Name(_) | ShownName::Erased { .. } => entry.other_names.push(name),
            }
        }
        entry.aliases.extend(person.aliases.iter().map(|known| &known.name));
        entry.merged.extend((staying != subject).then_some(subject));
        entry.cites.extend(cites);
    }

    fn add_organisation(
        &mut self,
        subject: &'r Subject,
        organisation: &'r Organisation,
        cites: &[Position],
    ) {
        let staying = self.register.staying(subject);
        let whole = organisation.part_of.as_ref().map(|part_of| &part_of.whole);
        let whole = whole.map(|whole| self.register.staying(whole)).filter(|it| *it != staying);
        let entry = self.organisations.entry(staying).or_default();
        for name in organisation.names.iter().map(|known| known.name.as_str()) {
            match entry.name {
                None => entry.name = Some(name),
                Some(shown) if shown == name => {}
                Some(_) => entry.other_names.push(name),
            }
        }
        entry.aliases.extend(organisation.aliases.iter().map(|known| known.name.as_str()));
        entry.merged.extend((staying != subject).then_some(subject));
        entry.cites.extend(cites);
        if let Some(whole) = whole {
            entry.part_of.push(whole);
            let above = self.organisations.entry(whole).or_default();
            above.parts.push(staying);
            above.cites.extend(cites);
        }
    }

    fn settle(&mut self) {
        for entry in self.persons.values_mut() {
            entry.cites.sort_unstable();
            entry.cites.dedup();
        }
        for entry in self.organisations.values_mut() {
            for list in [&mut entry.part_of, &mut entry.parts] {
                list.sort_unstable();
                list.dedup();
            }
            entry.cites.sort_unstable();
            entry.cites.dedup();
        }
    }
}

impl Default for PersonEntry<'_> {
    fn default() -> Self {
        Self {
            name: ShownName::Unknown,
            other_names: Vec::new(),
            aliases: Vec::new(),
            merged: Vec::new(),
            affiliations: Vec::new(),
            is_member: false,
            cites: Vec::new(),
        }
    }
}
