//! Persons: names, aliases, merges, erasure.

use serde::{Deserialize, Serialize};

use super::basis::Basis;
use super::event::RegisterEvent;
use super::merged::{self, MergedInto};
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::seal::vault::KeyId;
use crate::kernel::subject::Subject;

/// A person's name, address or alias: sealed under that person's own key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(pub Text);

payload! {
    /// A person bears a name, as a document prints it. The one known first is shown.
    pub struct Named {
        /// The name.
        pub name: Name,
    }
}

payload! {
    /// A person goes by another name too: initials, a handle, a birth name.
    pub struct Aliased {
        /// The alias.
        pub alias: Name,
    }
}

payload! {
    /// Two entries were one person: whatever names this one means the other.
    pub struct Merged {
        /// The entry that stays.
        pub into: Subject,
    }
}

payload! {
    /// A person's name was erased from the register.
    pub struct Erased {
        /// On what ground.
        pub ground: Ground,
        /// The keys that were destroyed with it, to be destroyed again in a restored backup.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub keys: Vec<KeyId>,
    }
}

recorded! {
    /// What happens to a person's entry.
    pub enum PersonEvent {
        /// A name as printed.
        Named = "spro.person.named",
        /// Another name.
        Aliased = "spro.person.aliased",
        /// One with another entry.
        Merged = "spro.person.merged",
        /// The name was erased.
        Erased = "spro.person.erased",
    }
}

/// Why a person's name is erased, by Article 17(1) of the GDPR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// (a) It is no longer needed for what it was kept for.
    NoLongerNeeded,
    /// (b) The person withdrew consent.
    ConsentWithdrawn,
    /// (c) The person objects.
    Objection,
    /// (d) It was kept unlawfully.
    Unlawful,
    /// (e) The law asks for its erasure.
    LegalObligation,
}

/// What is known of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The names, the one known first before the others: it is the one that is shown.
    pub names: Vec<KnownName>,
    /// The other names by which the person goes.
    pub aliases: Vec<KnownName>,
    /// The entry that this one was found to be one with.
    pub merged: Option<MergedInto>,
    /// That, and why, the name was erased.
    pub erased: Option<Erasure>,
}

/// A name or alias of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The name, sealed under the person's key.
    pub name: Text,
    /// Since when it is known.
    pub basis: Basis,
}

/// That the name of a person was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// On what ground.
    pub ground: Ground,
    /// The keys that were destroyed with it.
    pub keys: Vec<KeyId>,
    /// Since when.
    pub basis: Basis,
}

impl Person {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &PersonEvent, fact: &Fact<RegisterEvent>) {
        let basis = Basis::of(fact);
        match event {
            PersonEvent::Named(Named { name }) => {
                self.names.push(KnownName { name: name.0.clone(), basis });
            }
            PersonEvent::Aliased(Aliased { alias }) => {
                self.aliases.push(KnownName { name: alias.0.clone(), basis });
            }
            PersonEvent::Merged(Merged { into }) => {
                self.merged = Some(MergedInto { into: into.clone(), basis });
            }
            PersonEvent::Erased(Erased { ground, keys }) => {
                self.erased = Some(Erasure { ground: *ground, keys: keys.clone(), basis });
            }
        }
    }
}

/// Says that two entries are one person; the entry that stays for `into` stays for both.
///
/// `known` tells what the register knows of an entry.
///
/// # Errors
/// [`Rejection::Unknown`], [`Rejection::Same`], [`Rejection::AlreadyMerged`], and
/// [`Rejection::NameErased`]: a name does not come back through another entry.
pub fn merge<'s>(
    from: &'s Subject,
    into: &'s Subject,
    known: impl Fn(&'s Subject) -> Option<&'s Person>,
) -> Result<Merged, Rejection> {
    let stays =
        merged::mergeable(from, into, |at| known(at)?.merged.as_ref().map(|merged| &merged.into))?;
    for subject in [from, into, stays] {
        not_erased(subject, known(subject))?;
    }
    Ok(Merged { into: stays.clone() })
}

/// Says by which other name a person goes.
///
/// # Errors
/// [`Rejection::Unknown`], [`Rejection::NameErased`].
pub fn alias(
    subject: &Subject,
    person: Option<&Person>,
    alias: &str,
) -> Result<Aliased, Rejection> {
    not_erased(subject, person)?;
    Ok(Aliased { alias: Name(Text::plain(alias)) })
}

fn not_erased(subject: &Subject, person: Option<&Person>) -> Result<(), Rejection> {
    let person = person.ok_or_else(|| Rejection::Unknown { subject: subject.clone() })?;
    match person.erased {
        Some(_) => Err(Rejection::NameErased { subject: subject.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, on, subject, text};
    use std::collections::BTreeMap;

    fn person(events: impl IntoIterator<Item = PersonEvent>) -> Person {
        let mut person = Person::default();
        for event in events {
            person.evolve(&event, &fact(event.clone(), &on("2024-01-18")));
        }
        person
    }

    fn named(name: &str) -> PersonEvent {
        PersonEvent::Named(Named { name: Name(text(name)) })
    }

    fn merged(into: &str) -> PersonEvent {
        PersonEvent::Merged(Merged { into: subject(into) })
    }

    fn erased() -> PersonEvent {
        PersonEvent::Erased(Erased { ground: Ground::Objection, keys: Vec::new() })
    }

    fn merge(
        from: &str,
        into: &str,
        known: &[(&str, Vec<PersonEvent>)],
    ) -> Result<Subject, Rejection> {
        let known: BTreeMap<_, _> =
            known.iter().map(|(id, events)| (subject(id), person(events.clone()))).collect();
        super::merge(&subject(from), &subject(into), |it| known.get(it)).map(|merged| merged.into)
    }

    #[test]
    fn the_name_known_first_is_the_first_of_the_names() {
        let known = person([named("Ada HESPERUS"), named("A. HESPERUS")]);
        assert_eq!(known.names[0].name, text("Ada HESPERUS"));
    }

    #[test]
    fn an_entry_is_merged_into_the_one_that_stays() {
        let known = [
            ("person/a", vec![named("Ada H.")]),
            ("person/b", vec![named("Ada HESPERUS"), merged("person/c")]),
            ("person/c", vec![named("Ada HESPERUS-BOLT")]),
        ];
        assert_eq!(merge("person/a", "person/b", &known), Ok(subject("person/c")));
    }

    #[test]
    fn merges_close_no_circle() {
        let known = [
            ("person/a", vec![named("Ada H."), merged("person/b")]),
            ("person/b", vec![named("Ada HESPERUS")]),
        ];
        let refused = Err(Rejection::Same { subject: subject("person/b") });
        assert_eq!(merge("person/b", "person/b", &known), refused);
        let already =
            Rejection::AlreadyMerged { subject: subject("person/a"), into: subject("person/b") };
        assert_eq!(merge("person/b", "person/a", &known), Err(already.clone()));
        assert_eq!(merge("person/a", "person/b", &known), Err(already));
    }

    #[test]
    fn a_name_that_was_erased_does_not_come_back_through_another_entry() {
        let known = [
            ("person/a", vec![named("Ada H.")]),
            ("person/b", vec![named("Ada HESPERUS"), erased()]),
        ];
        let refused = Err(Rejection::NameErased { subject: subject("person/b") });
        assert_eq!(merge("person/a", "person/b", &known), refused);
        assert_eq!(merge("person/b", "person/a", &known), refused);
        let gone = person([named("Ada HESPERUS"), erased()]);
        assert!(alias(&subject("person/b"), Some(&gone), "Ada").is_err());
        let here = person([named("Ada HESPERUS")]);
        assert!(alias(&subject("person/b"), Some(&here), "Ada").is_ok());
    }
}
