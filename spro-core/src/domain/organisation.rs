//! Organisations: names, aliases, what they are part of.

use std::collections::{BTreeMap, BTreeSet};

use super::basis::Basis;
use super::event::RegisterEvent;
use super::merged::{self, MergedInto};
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use crate::kernel::event::Fact;
use crate::kernel::subject::Subject;

payload! {
    /// An organisation bears a name, as a document prints it. The one known first is shown.
    pub struct Named {
        /// The name.
        pub name: String,
    }
}

payload! {
    /// An organisation goes by another name too.
    pub struct Aliased {
        /// The alias.
        pub alias: String,
    }
}

payload! {
    /// An organisation belongs to another: a service to its host.
    pub struct PartOf {
        /// The other.
        pub whole: Subject,
    }
}

payload! {
    /// Two entries were one organisation: whatever names this one means the other.
    pub struct Merged {
        /// The entry that stays.
        pub into: Subject,
    }
}

recorded! {
    /// What happens to an organisation's entry.
    pub enum OrganisationEvent {
        /// A name as printed.
        Named = "spro.organisation.named",
        /// Another name.
        Aliased = "spro.organisation.aliased",
        /// Part of another.
        PartOf = "spro.organisation.part-of",
        /// One with another entry.
        Merged = "spro.organisation.merged",
    }
}

/// What is known of an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organisation {
    /// The names, the one known first before the others: it is the one that is shown.
    pub names: Vec<KnownName>,
    /// The other names by which it goes.
    pub aliases: Vec<KnownName>,
    /// What it is part of, since the fact that said so last.
    pub part_of: Option<Whole>,
    /// The entry that this one was found to be one with.
    pub merged: Option<MergedInto>,
}

/// A name or alias of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The name.
    pub name: String,
    /// Since when it is known.
    pub basis: Basis,
}

/// What an organisation is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The other organisation.
    pub whole: Subject,
    /// Since when.
    pub basis: Basis,
}

impl Organisation {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &OrganisationEvent, fact: &Fact<RegisterEvent>) {
        let basis = Basis::of(fact);
        match event {
            OrganisationEvent::Named(Named { name }) => {
                self.names.push(KnownName { name: name.clone(), basis });
            }
            OrganisationEvent::Aliased(Aliased { alias }) => {
                self.aliases.push(KnownName { name: alias.clone(), basis });
            }
            OrganisationEvent::PartOf(PartOf { whole }) => {
                self.part_of = Some(Whole { whole: whole.clone(), basis });
            }
            OrganisationEvent::Merged(Merged { into }) => {
                self.merged = Some(MergedInto { into: into.clone(), basis });
            }
        }
    }
}

/// Says that two entries are one organisation; the entry that stays for `into` stays for both.
///
/// `known` is every organisation of the register.
///
/// # Errors
/// [`Rejection::Unknown`], [`Rejection::Same`], [`Rejection::AlreadyMerged`], and
/// [`Rejection::Circle`] where one is part of the other.
pub fn merge<'s>(
    from: &'s Subject,
    into: &'s Subject,
    known: impl IntoIterator<Item = (&'s Subject, &'s Organisation)>,
) -> Result<Merged, Rejection> {
    let known = Known::of(known);
    known.has(from)?;
    known.has(into)?;
    let stays = merged::mergeable(from, into, |at| known.merged_into(at))?;
    known.not_part_of(from, stays)?;
    known.not_part_of(stays, from)?;
    Ok(Merged { into: stays.clone() })
}

/// Says that an organisation belongs to another.
///
/// `known` is every organisation of the register.
///
/// # Errors
/// [`Rejection::Unknown`], [`Rejection::Same`], and [`Rejection::Circle`] where `whole` is part of
/// the organisation.
pub fn part_of<'s>(
    part: &'s Subject,
    whole: &'s Subject,
    known: impl IntoIterator<Item = (&'s Subject, &'s Organisation)>,
) -> Result<PartOf, Rejection> {
    let known = Known::of(known);
    known.has(part)?;
    known.has(whole)?;
    let (part, whole) = (known.staying(part), known.staying(whole));
    if part == whole {
        return Err(Rejection::Same { subject: part.clone() });
    }
    known.not_part_of(whole, part)?;
    Ok(PartOf { whole: whole.clone() })
}

/// The organisations of a register, and what they are part of.
struct Known<'s> {
    entries: BTreeMap<&'s Subject, &'s Organisation>,
    /// Between entries that stay: those that were merged keep what they were part of.
    wholes: BTreeMap<&'s Subject, Vec<&'s Subject>>,
}

impl<'s> Known<'s> {
    fn of(entries: impl IntoIterator<Item = (&'s Subject, &'s Organisation)>) -> Self {
        let entries = entries.into_iter().collect();
        let mut known = Self { entries, wholes: BTreeMap::new() };
        for (subject, organisation) in &known.entries {
            if let Some(part_of) = &organisation.part_of {
                let (part, whole) = (known.staying(subject), known.staying(&part_of.whole));
                known.wholes.entry(part).or_default().push(whole);
            }
        }
        known
    }

    fn has(&self, subject: &Subject) -> Result<(), Rejection> {
        match self.entries.get(subject) {
            Some(_) => Ok(()),
            None => Err(Rejection::Unknown { subject: subject.clone() }),
        }
    }

    fn merged_into(&self, subject: &Subject) -> Option<&'s Subject> {
        self.entries.get(subject)?.merged.as_ref().map(|merged| &merged.into)
    }

    fn staying(&self, subject: &'s Subject) -> &'s Subject {
        merged::staying(subject, |at| self.merged_into(at))
    }

    /// Refuses where `part` is part of `whole`, directly or through others.
    fn not_part_of(&self, part: &'s Subject, whole: &'s Subject) -> Result<(), Rejection> {
        let mut passed = BTreeSet::new();
        let mut at = vec![part];
        while let Some(next) = at.pop() {
            if next == whole && next != part {
                return Err(Rejection::Circle { part: part.clone(), whole: whole.clone() });
            }
            if passed.insert(next) {
                at.extend(self.wholes.get(next).into_iter().flatten());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, on, subject};

    type Known = BTreeMap<Subject, Organisation>;

    /// Organisations, each part of the next where a `<` stands, and one with it where a `=` does.
    fn known(pairs: &[&str]) -> Known {
        let mut known = Known::new();
        for pair in pairs {
            let mut words = pair.split(' ');
            let id = |word: Option<&str>| subject(&format!("organisation/{}", word.unwrap()));
            let (one, relation) = (id(words.next()), words.next());
            let other = id(words.next());
            known.entry(other.clone()).or_default();
            let event = match relation {
                Some("<") => OrganisationEvent::PartOf(PartOf { whole: other }),
                _ => OrganisationEvent::Merged(Merged { into: other }),
            };
            let at = on("2024-01-18");
            known.entry(one).or_default().evolve(&event, &fact(event.clone(), &at));
        }
        known
    }

    fn part(part: &str, whole: &str, known: &Known) -> Result<Subject, Rejection> {
        part_of(&subject(part), &subject(whole), known).map(|part_of| part_of.whole)
    }

    fn one(from: &str, into: &str, known: &Known) -> Result<Subject, Rejection> {
        merge(&subject(from), &subject(into), known).map(|merged| merged.into)
    }

    fn circle(part: &str, whole: &str) -> Rejection {
        Rejection::Circle { part: subject(part), whole: subject(whole) }
    }

    #[test]
    fn a_whole_is_not_part_of_what_belongs_to_it() {
        let known = known(&["a < b", "b < c"]);
        let refused = part("organisation/c", "organisation/a", &known);
        assert_eq!(refused, Err(circle("organisation/a", "organisation/c")));
        assert!(part("organisation/a", "organisation/c", &known).is_ok());
    }

    #[test]
    fn what_a_merged_entry_was_part_of_holds_for_the_one_that_stays() {
        let known = known(&["a < b", "a = s", "b = t"]);
        let refused = part("organisation/t", "organisation/s", &known);
        assert_eq!(refused, Err(circle("organisation/s", "organisation/t")));
    }

    #[test]
    fn a_part_and_its_whole_are_two_organisations() {
        let known = known(&["a < b", "b < c"]);
        let refused = circle("organisation/a", "organisation/c");
        assert_eq!(one("organisation/a", "organisation/c", &known), Err(refused.clone()));
        assert_eq!(one("organisation/c", "organisation/a", &known), Err(refused));
    }

    #[test]
    fn nothing_is_part_of_itself_through_a_merge() {
        let known = known(&["a = b"]);
        let refused = Err(Rejection::Same { subject: subject("organisation/b") });
        assert_eq!(part("organisation/a", "organisation/b", &known), refused);
    }

    #[test]
    fn what_the_register_does_not_know_is_part_of_nothing() {
        let known = known(&["a < b"]);
        let unknown = Err(Rejection::Unknown { subject: subject("organisation/x") });
        assert_eq!(part("organisation/x", "organisation/a", &known), unknown);
        assert_eq!(one("organisation/a", "organisation/x", &known), unknown);
    }
}
