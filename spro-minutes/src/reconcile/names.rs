//! Whom the names in a draft stand for. A name that fits two is asked about, never guessed.

use spro_core::domain::document::{Interpreted, Reading};
use spro_core::domain::organisation;
use spro_core::domain::owner::Owner;
use spro_core::domain::person::{self, Name};
use spro_core::kernel::subject::Subject;

use super::ask::{OrganisationAnswer, PersonAnswer, Question};
use super::claims::{Claims, lines_of, text};
use super::key;
use super::plan::Why;
use crate::called::{acronym, as_structures_are};
use crate::draft::{AskedKind, Attendee, ItemKind, ItemRef, Party, Source};

impl Claims<'_> {
    /// The person of a name on a list of persons; `None` where it is asked who that is.
    pub(super) fn person(&mut self, printed: &str, source: &Source) -> Option<Subject> {
        let printed = printed.trim();
        let key = key::person(printed);
        if let Some(person) = self.settled_person(printed, &key) {
            return self.named_person(person, printed, source);
        }
        if let Some(alias) = self.known.names.alias(&key).cloned() {
            return self.named_person(Some(alias), printed, source);
        }
        let whole = !key::is_partial(&key);
        let fits =
            if whole { self.known.names.persons(&key).to_vec() } else { self.persons_called(&key) };
        match fits.as_slice() {
            [one] if whole => self.named_person(Some(one.clone()), printed, source),
            [] if self.own.erased.is_empty() => {
                let new = self.new_person(&key, printed);
                self.named_person(Some(new), printed, source)
            }
            [] => {
                let candidates = self.own.erased.clone();
                self.ask_person(printed, candidates, true, source)
            }
            several => {
                let candidates = several.to_vec();
                self.ask_person(printed, candidates, false, source)
            }
        }
    }

    /// Who owes, says or asks something, by the words as printed.
    pub(super) fn owner(&mut self, printed: &str, source: &Source) -> Option<Owner> {
        let printed = printed.trim();
        match self.parties.find(printed) {
            Party::Person(name) if self.is_a_person(&name) => {
                self.person(&name, source).map(Owner::Person)
            }
            Party::Organisation(name) => {
                Some(Owner::Organisation(self.organisation(&name, source)))
            }
            Party::Group(words) => Some(Owner::Group(text(key::without_article(&words)))),
            Party::EachPartner => Some(Owner::EachPartner),
            Party::Body => Some(Owner::Body),
            Party::Ambiguous(names) => {
                if let Some(person) = self.settled_person(printed, &key::person(printed)) {
                    return self.named_person(person, printed, source).map(party_of);
                }
                let fits = names.iter().filter_map(|name| self.person(name, source));
                let candidates = fits.collect();
                self.ask_person(printed, candidates, false, source).map(party_of)
            }
            Party::Person(_) | Party::Unknown => self.stranger(printed, source),
        }
    }

    /// Whether a name of the draft is a person's: it stands on a list of attendance, or is not called
    /// as organisations are.
    pub(super) fn is_a_person(&self, name: &str) -> bool {
        !as_structures_are(name)
            || self.draft.attendance.iter().any(|attendee| attendee.person.as_deref() == Some(name))
    }

    /// All of several owners; those who are asked about are left out.
    pub(super) fn owners(&mut self, printed: &[String], source: &Source) -> Vec<Owner> {
        let mut owners: Vec<Owner> = Vec::new();
        for name in printed {
            if let Some(owner) = self.owner(name, source)
                && !owners.contains(&owner)
            {
                owners.push(owner);
            }
        }
        owners
    }

    /// The organisation of a name; new where the register does not know it.
    pub(super) fn organisation(&mut self, printed: &str, source: &Source) -> Subject {
        let name = key::without_article(printed.trim());
        let key = key::organisation(name);
        let known = self.known.names.organisation(&key).cloned();
        let known = known.or_else(|| self.brought.get(&("organisation", key.clone())).cloned());
        let subject = known.unwrap_or_else(|| {
            let new = self.new_subject("organisation");
            self.brought.insert(("organisation", key), new.clone());
            new
        });
        self.labels.entry(subject.clone()).or_insert_with(|| name.to_owned());
        let named = organisation::Named { name: name.to_owned() };
        self.evidence(&subject, name, named, source);
        if let Some(acronym) = acronym(name) {
            let aliased = organisation::Aliased { alias: acronym.to_owned() };
            self.evidence(&subject, acronym, aliased, source);
        }
        subject
    }

    /// For whom a listed person came.
    pub(super) fn came_for(&mut self, attendee: &Attendee, person: &Subject) -> Vec<Subject> {
        let source = &attendee.source;
        let Some(printed) = attendee.organisation.as_deref() else {
            return Vec::new();
        };
        if !attendee.organisation_asked {
            return vec![self.organisation(printed, source)];
        }
        let about = ItemRef::to(ItemKind::Attendance, source);
        let parts = self.draft.asked.iter().find_map(|asked| match &asked.question {
            AskedKind::OrganisationSlash { whole, parts }
                if asked.about == about || whole == printed =>
            {
                Some(parts.clone())
            }
            _ => None,
        });
        let parts = parts
            .unwrap_or_else(|| printed.split('/').map(|part| part.trim().to_owned()).collect());
        let answer = self.answers.organisations.get(printed).copied();
        let said = answer.map(reading_of).or_else(|| self.known.names.reading(printed));
        if let Some(reading) = said {
            self.interpreted(printed, reading, source);
        }
        let answer = said.and_then(answer_of).or_else(|| self.settled_slash(printed, &parts));
        match (answer, parts.as_slice()) {
            (Some(OrganisationAnswer::One), _) => vec![self.organisation(printed, source)],
            (Some(OrganisationAnswer::ServiceAndHost), [service, host, ..]) => {
                let service = self.organisation(service, source);
                let whole = self.organisation(host, source);
                self.evidence(&service, host, organisation::PartOf { whole }, source);
                vec![service]
            }
            (Some(OrganisationAnswer::FirstOnly), [first, ..]) => {
                vec![self.organisation(first, source)]
            }
            (Some(_), _) => Vec::new(),
            (None, _) => {
                let kept = self.answered_before(person, printed, &parts);
                if kept.is_empty() {
                    let whole = printed.to_owned();
                    self.ask(Question::Organisation { whole, parts, lines: lines_of(source) });
                    self.leave(source, Why::AskedInPart);
                }
                kept.iter().map(|name| self.organisation(name, source)).collect()
            }
        }
    }

    /// For whom a person came by the earlier edition, of those whom a name with a slash may mean.
    fn answered_before(&self, person: &Subject, whole: &str, parts: &[String]) -> Vec<String> {
        let came_for = self.own.came_for(&self.meeting, person);
        let names = self.own.names_of(came_for).map(|named| named.name.clone());
        let may_mean = |name: &String| {
            let key = key::organisation(name);
            let mut readings = parts.iter().map(String::as_str).chain([whole]);
            readings.any(|reading| key::organisation(reading) == key)
        };
        names.filter(may_mean).collect()
    }

    /// Whom one word of a name fits. Those whom only an earlier edition of this document names do not
    /// count: what this one says of them stands in it.
    fn persons_called(&self, word: &str) -> Vec<Subject> {
        let named_elsewhere =
            |person: &&Subject| !self.known.is_named_in_only(person, &self.document);
        self.known.names.persons_called(word).iter().filter(named_elsewhere).cloned().collect()
    }

    /// What the register says already of a name with a slash.
    fn settled_slash(&self, whole: &str, parts: &[String]) -> Option<OrganisationAnswer> {
        let known = |name: &str| self.known.names.organisation(&key::organisation(name));
        if known(whole).is_some() {
            return Some(OrganisationAnswer::One);
        }
        let [service, host] = parts else {
            return None;
        };
        let host = known(host)?;
        let of = self.known.trace(known(service)?)?.part_of.as_ref()?;
        (of == host).then_some(OrganisationAnswer::ServiceAndHost)
    }

    /// Whom a name means that the draft's own lists do not tell.
    fn stranger(&mut self, printed: &str, source: &Source) -> Option<Owner> {
        let key = key::person(printed);
        if let Some(settled) = self.settled_person(printed, &key) {
            return self.named_person(settled, printed, source).map(party_of);
        }
        if let Some(alias) = self.known.names.alias(&key).cloned() {
            return self.named_person(Some(alias), printed, source).map(party_of);
        }
        let organisation = key::organisation(printed);
        let is_body = |name: &String| key::organisation(name) == organisation;
        if self.known.names.body.iter().any(is_body) {
            return Some(Owner::Body);
        }
        let fits_person = !self.known.names.persons(&key).is_empty();
        let known_organisation = self.known.names.organisation(&organisation).is_some();
        if fits_person && !key::is_partial(&key) {
            self.person(printed, source).map(Owner::Person)
        } else if known_organisation || key::looks_like_organisation(printed) {
            Some(Owner::Organisation(self.organisation(printed, source)))
        } else if key::looks_like_person(printed) {
            self.person(printed, source).map(Owner::Person)
        } else if key::may_be_a_name(printed) {
            let candidates = self.persons_called(&key);
            self.ask_person(printed, candidates, false, source).map(party_of)
        } else {
            self.leave(source, Why::NoName);
            None
        }
    }

    /// Whom a name means by an answer, by the earlier edition, or by this draft; the inner `None`
    /// where nobody knows.
    #[allow(clippy::option_option, reason = "not settled is not the same as nobody knows")]
    fn settled_person(&mut self, printed: &str, key: &str) -> Option<Option<Subject>> {
        match self.answers.persons.get(printed) {
            Some(PersonAnswer::Is(subject)) => Some(Some(self.known.names.bearer(subject))),
            Some(PersonAnswer::Unknown) => Some(None),
            Some(PersonAnswer::New) if self.own.named(key).is_none() => {
                Some(Some(self.new_person(key, printed)))
            }
            Some(PersonAnswer::New) | None => {
                let own = self.own.named(key);
                let brought = || self.brought.get(&("person", key.to_owned()));
                let stranger = || self.own.is_stranger(key).then_some(None);
                own.or_else(brought).cloned().map(Some).or_else(stranger)
            }
        }
    }

    /// Claims that a person goes by an alias.
    pub(super) fn aliased(&mut self, person: &Subject, alias: &str, source: &Source) {
        if !self.known.names.is_erased(person) {
            let aliased = person::Aliased { alias: Name(text(alias)) };
            self.evidence(person, alias, aliased, source);
        }
    }

    fn new_person(&mut self, key: &str, printed: &str) -> Subject {
        let brought = ("person", key.to_owned());
        if let Some(person) = self.brought.get(&brought) {
            return person.clone();
        }
        let new = self.new_subject("person");
        self.labels.insert(new.clone(), printed.to_owned());
        self.brought.insert(brought, new.clone());
        new
    }

    fn named_person(
        &mut self,
        person: Option<Subject>,
        printed: &str,
        source: &Source,
    ) -> Option<Subject> {
        let Some(person) = person else {
            self.interpreted(printed, Reading::PersonNotKnown, source);
            return None;
        };
        // An erased name is not recorded again, whoever says whose it was.
        if person.kind() == "person" && !self.known.names.is_erased(&person) {
            let name = Name(text(printed));
            if self.goes_by(&person, printed) {
                self.evidence(&person, printed, person::Aliased { alias: name }, source);
            } else {
                self.evidence(&person, printed, person::Named { name }, source);
            }
        } else if person.kind() == "organisation" {
            self.organisation(printed, source);
        }
        Some(person)
    }

    /// Whether one word names a person since somebody said so: initials, a handle, a first name.
    fn goes_by(&self, person: &Subject, printed: &str) -> bool {
        let key = key::person(printed);
        let said = || matches!(self.answers.persons.get(printed), Some(PersonAnswer::Is(_)));
        key::is_partial(&key) && (self.known.names.alias(&key) == Some(person) || said())
    }

    /// Records how somebody said that words are read, so that no later import asks.
    pub(super) fn interpreted(&mut self, printed: &str, reading: Reading, source: &Source) {
        let document = self.document.clone();
        let interpreted = Interpreted { printed: text(printed), reading };
        self.evidence(&document, printed, interpreted, source);
    }

    fn ask_person(
        &mut self,
        printed: &str,
        candidates: Vec<Subject>,
        erased: bool,
        source: &Source,
    ) -> Option<Subject> {
        let (name, lines) = (printed.to_owned(), lines_of(source));
        let asked = |question: &Question| matches!(question, Question::Person { name, .. } if name == printed);
        if !self.questions.iter().any(asked) {
            self.ask(Question::Person { name, candidates, erased, lines });
        }
        self.doubt = true;
        None
    }
}

fn party_of(subject: Subject) -> Owner {
    if subject.kind() == "organisation" {
        Owner::Organisation(subject)
    } else {
        Owner::Person(subject)
    }
}

const fn reading_of(answer: OrganisationAnswer) -> Reading {
    match answer {
        OrganisationAnswer::One => Reading::OneOrganisation,
        OrganisationAnswer::ServiceAndHost => Reading::ServiceAndHost,
        OrganisationAnswer::FirstOnly => Reading::FirstOrganisation,
        OrganisationAnswer::Unknown => Reading::OrganisationNotKnown,
    }
}

const fn answer_of(reading: Reading) -> Option<OrganisationAnswer> {
    match reading {
        Reading::OneOrganisation => Some(OrganisationAnswer::One),
        Reading::ServiceAndHost => Some(OrganisationAnswer::ServiceAndHost),
        Reading::FirstOrganisation => Some(OrganisationAnswer::FirstOnly),
        Reading::OrganisationNotKnown => Some(OrganisationAnswer::Unknown),
        Reading::PersonNotKnown | Reading::DayFirst | Reading::MonthFirst => None,
    }
}
