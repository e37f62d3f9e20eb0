//! What subjects are called where they are shown.

use std::collections::BTreeMap;

use spro_core::domain::number::Number;
use spro_core::domain::owner::Owner;
use spro_core::domain::person::Person;
use spro_core::kernel::position::Position;
use spro_core::kernel::seal::keyring::{Keyring, Opened};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::{Known, Register};
use spro_core::when::{PartOfDay, When};

use crate::failure::Failure;
use crate::ids;
use crate::ledger::{Vault, open_failure};
use crate::locale::Locale;

/// Opens texts, and gives each subject a name.
pub(crate) struct Names<'a> {
    locale: &'a Locale,
    register: Option<&'a Register>,
    keyring: &'a Keyring<Vault>,
    /// What is about to be recorded, and not in the register yet.
    fresh: BTreeMap<Subject, String>,
    tail: usize,
}

impl<'a> Names<'a> {
    /// The names of what a register knows; without one, short ids.
    pub(crate) fn new(
        locale: &'a Locale,
        register: Option<&'a Register>,
        keyring: &'a Keyring<Vault>,
    ) -> Self {
        let tail = ids::tail_length(register.map_or(Position::START, |it| it.head().position));
        Self { locale, register, keyring, fresh: BTreeMap::new(), tail }
    }

    /// Names what is about to be recorded.
    pub(crate) fn add(&mut self, subject: Subject, name: String) {
        self.fresh.entry(subject).or_insert(name);
    }

    /// The messages.
    pub(crate) const fn locale(&self) -> &'a Locale {
        self.locale
    }

    /// The keys of the texts.
    pub(crate) const fn keyring(&self) -> &'a Keyring<Vault> {
        self.keyring
    }

    /// A text as it can be shown.
    pub(crate) fn text(&self, text: &Text) -> Result<String, Failure> {
        Ok(self.kept(text)?.unwrap_or_else(|| self.locale.text("label-erased")))
    }

    /// A text; `None` where it was erased.
    pub(crate) fn kept(&self, text: &Text) -> Result<Option<String>, Failure> {
        match self.keyring.open(text).map_err(|error| open_failure(&error))? {
            Opened::Clear(clear) => Ok(Some(clear.into_owned())),
            Opened::Erased => Ok(None),
        }
    }

    /// What a subject is called: a name, a printed number, a day, or else its short id.
    pub(crate) fn of(&self, subject: &Subject) -> Result<String, Failure> {
        if let Some(name) = self.fresh.get(subject) {
            return Ok(name.clone());
        }
        let subject = self.register.map_or(subject, |register| register.staying(subject));
        let Some(entry) = self.register.and_then(|register| register.entry(subject)) else {
            let unnamed = subject.kind() == "person";
            return Ok(if unnamed { pseudonym(subject) } else { self.tail(subject) });
        };
        match &entry.known {
            Known::Person(person) => self.person(subject, person),
            Known::Organisation(organisation) => {
                let name = organisation.names.first().or(organisation.aliases.first());
                Ok(name.map_or_else(|| self.tail(subject), |known| known.name.clone()))
            }
            Known::Body(body) => Ok(body.name().unwrap_or_default().to_owned()),
            Known::Meeting(_) => {
                Ok(self.locale.text_with("label-meeting", &[("when", self.day_of(subject))]))
            }
            Known::Occasion(occasion) => match &occasion.name {
                Some(name) => self.text(name),
                None => Ok(self.tail(subject)),
            },
            known => Ok(number(known).map_or_else(|| self.tail(subject), ToString::to_string)),
        }
    }

    /// A meeting's day, or when it is planned for, in no language.
    pub(crate) fn day_of(&self, meeting: &Subject) -> String {
        let known = self.register.and_then(|register| register.meeting(meeting));
        let when = known.and_then(spro_core::domain::meeting::Meeting::when);
        when.map_or_else(|| self.tail(meeting), |when| self.when(&when))
    }

    /// What sort of thing it is, and what it is called.
    pub(crate) fn label(&self, subject: &Subject) -> Result<String, Failure> {
        let name = self.of(subject)?;
        // A meeting is called by its sort and its day.
        Ok(if subject.kind() == "meeting" {
            name
        } else {
            format!("{} {name}", self.kind(subject))
        })
    }

    /// What sort of thing it is.
    pub(crate) fn kind(&self, subject: &Subject) -> String {
        let key = match subject.kind() {
            "body" => "value-kind-body",
            "person" => "value-kind-person",
            "organisation" => "value-kind-organisation",
            "membership" => "value-kind-membership",
            "meeting" => "value-kind-meeting",
            "decision" => "value-kind-decision",
            "action" => "value-kind-action",
            "occasion" => "value-kind-occasion",
            "idea" => "value-kind-idea",
            "question" => "value-kind-question",
            "stance" => "value-kind-stance",
            "note" => "value-kind-note",
            "document" => "value-kind-document",
            other => return other.to_owned(),
        };
        self.locale.text(key)
    }

    fn person(&self, subject: &Subject, person: &Person) -> Result<String, Failure> {
        for known in person.names.iter().chain(&person.aliases) {
            let opened = self.keyring.open(&known.name).map_err(|error| open_failure(&error))?;
            if let Opened::Clear(name) = opened {
                return Ok(name.into_owned());
            }
        }
        Ok(pseudonym(subject))
    }

    /// The short id of a subject.
    pub(crate) fn tail(&self, subject: &Subject) -> String {
        ids::tail(subject, self.tail).to_owned()
    }

    /// A date, as printed where that says more; a day in ISO form.
    pub(crate) fn when(&self, when: &When) -> String {
        if let Some(printed) = when.printed() {
            return printed.to_owned();
        }
        let date = when.as_edtf().unwrap_or_default().into_owned();
        match when.part() {
            None => date,
            Some(part) => format!("{date} {}", self.part(part)),
        }
    }

    fn part(&self, part: PartOfDay) -> String {
        match part {
            PartOfDay::Morning => self.locale.text("value-morning"),
            PartOfDay::Afternoon => self.locale.text("value-afternoon"),
            PartOfDay::Evening => self.locale.text("value-evening"),
            other => other.to_string(),
        }
    }

    /// Somebody who owes or says something.
    pub(crate) fn owner(&self, owner: &Owner) -> Result<String, Failure> {
        match owner {
            Owner::Person(subject) | Owner::Organisation(subject) => self.of(subject),
            Owner::Group(name) => self.text(name),
            Owner::Body => Ok(self.locale.text("label-body")),
            Owner::EachPartner => Ok(self.locale.text("label-each-partner")),
        }
    }

    /// All of them; nobody named is said.
    pub(crate) fn owners(&self, owners: &[Owner]) -> Result<String, Failure> {
        if owners.is_empty() {
            return Ok(self.locale.text("label-nobody"));
        }
        let names: Vec<_> =
            owners.iter().map(|owner| self.owner(owner)).collect::<Result<_, _>>()?;
        Ok(names.join(", "))
    }
}

/// What an erased person is called: the same in every answer.
pub(crate) fn pseudonym(subject: &Subject) -> String {
    format!("P-{}", ids::tail(subject, 5))
}

/// The number that minutes print for it.
pub(crate) fn number(known: &Known) -> Option<&Number> {
    match known {
        Known::Decision(decision) => decision.number.as_ref(),
        Known::Action(action) => action.number.as_ref(),
        Known::Idea(idea) => idea.number.as_ref(),
        Known::Question(question) => question.number.as_ref(),
        _ => None,
    }
}
