//! What subjects are called where they are shown.

use std::collections::BTreeMap;

use spro_core::domain::owner::Owner;
use spro_core::kernel::seal::keyring::{Keyring, OpenError, Opened};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::{Known, Register};
use spro_core::when::{PartOfDay, When};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::ids;
use crate::ledger::Vault;
use crate::locale::Locale;

/// Opens texts, and gives each subject a name.
pub(crate) struct Names<'a> {
    locale: &'a Locale,
    register: &'a Register,
    keyring: &'a Keyring<Vault>,
    /// What is about to be recorded, and not in the register yet.
    fresh: BTreeMap<Subject, String>,
    tail: usize,
}

impl<'a> Names<'a> {
    /// The names of what a register knows.
    pub(crate) fn new(
        locale: &'a Locale,
        register: &'a Register,
        keyring: &'a Keyring<Vault>,
    ) -> Self {
        let tail = ids::tail_length(register.entries().map(|(subject, _)| subject));
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

    /// A text as it can be shown.
    pub(crate) fn text(&self, text: &Text) -> Result<String, Failure> {
        match self.keyring.open(text).map_err(|error| unopened(&error))? {
            Opened::Clear(clear) => Ok(clear.into_owned()),
            Opened::Erased => Ok(self.locale.text("label-erased")),
        }
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
        let names: Vec<_> = owners.iter().map(|owner| self.owner(owner)).collect::<Result<_, _>>()?;
        Ok(names.join(", "))
    }
}

/// Why a text could not be opened.
pub(crate) fn unopened(error: &OpenError) -> Failure {
    match error {
        OpenError::NoVault => Failure::new(Exit::Altered, "error-no-keys"),
        OpenError::Vault(_) => Failure::new(Exit::Io, "error-keys").because(error),
        other => Failure::new(Exit::Altered, "error-sealed").because(other),
    }
}
