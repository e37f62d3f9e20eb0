//! [`Known`]: what the ledger holds that names things.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use spro_core::domain::document::Reading;
use spro_core::domain::number::Number;
use spro_core::domain::owner::Owner;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::ledger::Ledger;
use spro_core::kernel::position::Head;
use spro_core::kernel::projection::View;
use spro_core::kernel::seal::keyring::{Keyring, Opened};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::Vault;
use spro_core::kernel::store::Store;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::PlanError;
use super::key;
use super::trace::{Met, Trace, Traces};
use crate::dates::Order;
use crate::task::Task;

/// What the ledger holds that names persons, organisations, meetings and numbered things.
///
/// It is read once, and kept up while many documents are imported. Memory grows with the number of
/// subjects; each name is opened, and held for as long as this lives.
#[derive(Debug)]
pub struct Known {
    view: View<Traces>,
    pub(super) names: Names,
    /// What was opened, so that it is opened once.
    opened: OpenedTexts,
}

/// Texts in the clear, and what they ask for, by what the ledger holds of them.
#[derive(Debug, Default)]
struct OpenedTexts {
    clear: HashMap<Text, String>,
    tasks: HashMap<Text, Task>,
}

/// The names by their keys.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The body's, the last one at the end.
    pub(super) body: Vec<String>,
    /// Persons by full name.
    persons: HashMap<String, Vec<Subject>>,
    /// Persons by one word of the name.
    partial: HashMap<String, Vec<Subject>>,
    /// Persons by what they are called besides.
    aliases: HashMap<String, Vec<Subject>>,
    organisations: HashMap<String, Vec<Subject>>,
    /// How words are read that name organisations; `None` where documents were told otherwise.
    readings: HashMap<String, Option<Reading>>,
    /// Which number of a date such as 4/5/2020 is the day; unknown where documents were told otherwise.
    date_order: Option<Order>,
    occasions: HashMap<String, Vec<Subject>>,
    meetings: BTreeMap<NaiveDate, Vec<Subject>>,
    /// Groups that met.
    groups: HashMap<Subject, String>,
    /// By kind and number.
    numbers: HashMap<(String, String), Vec<Numbered>>,
    /// Actions without a number.
    tasks: Vec<KnownTask>,
    memberships: HashMap<ActsFor, Vec<(Subject, When)>>,
    merged: HashMap<Subject, Subject>,
    erased: HashSet<Subject>,
    pub(super) labels: HashMap<Subject, String>,
}

/// Who acts, and for whom.
type ActsFor = (Subject, Option<Subject>);

/// An action that no number names.
#[derive(Debug)]
pub(super) struct KnownTask {
    pub(super) subject: Subject,
    pub(super) task: Task,
    pub(super) owners: Vec<Owner>,
    /// The day on which it was done or dropped.
    pub(super) ended: Option<NaiveDate>,
}

/// Something that a number names.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    pub(super) subject: Subject,
    /// The day of the meeting that put it into words.
    pub(super) defined: Option<NaiveDate>,
    /// Whether somebody did by hand.
    pub(super) by_hand: bool,
    /// The first meeting whose minutes name it by its number alone.
    pub(super) cited: Option<NaiveDate>,
}

impl Known {
    /// Reads the ledger.
    ///
    /// # Errors
    /// [`PlanError`], when the ledger or its keys cannot be read.
    pub fn read<S: Store, V: Vault>(ledger: &Ledger<S, V>) -> Result<Self, PlanError> {
        let view = View::of(ledger.store(), Traces, AsOf::default())?;
        let mut opened = OpenedTexts::default();
        let names = Names::of(&view, ledger.keyring(), &mut opened)?;
        Ok(Self { view, names, opened })
    }

    /// Reads what was recorded since.
    ///
    /// # Errors
    /// As [`Known::read`]; it is to be read anew then.
    pub fn catch_up<S: Store, V: Vault>(&mut self, ledger: &Ledger<S, V>) -> Result<(), PlanError> {
        self.view.catch_up(ledger.store())?;
        let erased = self.names.erased.len();
        self.names = Names::of(&self.view, ledger.keyring(), &mut self.opened)?;
        if self.names.erased.len() != erased {
            // What was opened before may be erased now.
            self.opened = OpenedTexts::default();
            self.names = Names::of(&self.view, ledger.keyring(), &mut self.opened)?;
        }
        Ok(())
    }

    /// The place up to which it was read.
    pub const fn head(&self) -> Head {
        self.view.head()
    }

    /// The days on which meetings were held or are planned, in order.
    pub fn meeting_days(&self) -> Vec<NaiveDate> {
        self.names.meetings.keys().copied().collect()
    }

    /// Which number of a date such as 4/5/2020 is the day, where somebody said it of the body's minutes.
    pub fn date_order(&self) -> Option<Order> {
        self.names.date_order.filter(|order| *order != Order::Unknown)
    }

    /// What names a subject.
    pub(super) fn trace(&self, subject: &Subject) -> Option<&Trace> {
        self.view.get(subject)
    }

    /// What is known of a meeting.
    pub(super) fn met(&self, meeting: &Subject) -> Option<&Met> {
        self.trace(meeting)?.meeting.as_ref()
    }

    /// The meetings of a day, of the body or of a group by its key. Of one that documents name only,
    /// nobody knows whose it was.
    pub(super) fn meetings_on(&self, day: NaiveDate, group: Option<&str>) -> Vec<Subject> {
        let fits = |meeting: &&Subject| {
            let told = self.met(meeting).is_some_and(|met| met.told);
            !told || self.names.groups.get(*meeting).map(String::as_str) == group
        };
        self.names.meetings.get(&day).into_iter().flatten().filter(fits).cloned().collect()
    }

    /// Whether a person's names were read in this document only.
    pub(super) fn is_named_in_only(&self, person: &Subject, document: &Subject) -> bool {
        self.trace(person).is_some_and(|trace| trace.named_in.is_only(document))
    }

    /// Whether something was put into words in this document only.
    pub(super) fn is_defined_in_only(&self, subject: &Subject, document: &Subject) -> bool {
        self.trace(subject).is_some_and(|trace| trace.defined_in.is_only(document))
    }

    /// The words in which something was put first.
    pub(super) fn definition(&self, subject: &Subject) -> Option<&Text> {
        Some(&self.trace(subject)?.defined.as_ref()?.text)
    }
}

impl Names {
    fn of<V: Vault>(
        view: &View<Traces>,
        keyring: &Keyring<V>,
        opened: &mut OpenedTexts,
    ) -> Result<Self, PlanError> {
        let mut opening = Opening { keyring, opened };
        let mut names = Self::default();
        for (subject, trace) in view.iter() {
            if let Some(into) = &trace.merged {
                names.merged.insert(subject.clone(), into.clone());
            }
            if trace.erased {
                names.erased.insert(subject.clone());
            }
        }
        for (subject, trace) in view.iter() {
            names.add(subject, trace, &mut opening)?;
        }
        // Names of owners are no part of what they owe.
        for (subject, trace) in view.iter().filter(|(_, trace)| trace.owed.is_some()) {
            names.add_task(subject, trace, &mut opening)?;
        }
        Ok(names)
    }

    fn add<V: Vault>(
        &mut self,
        subject: &Subject,
        trace: &Trace,
        opening: &mut Opening<'_, V>,
    ) -> Result<(), PlanError> {
        match subject.kind() {
            "body" => self.body.extend(trace.spelt.iter().cloned()),
            "person" => self.add_person(subject, trace, opening)?,
            "organisation" => {
                let bearer = self.bearer(subject);
                for name in &trace.spelt {
                    self.label(&bearer, name);
                    put(&mut self.organisations, key::organisation(name), &bearer);
                }
            }
            "occasion" => {
                for name in opening.clear(&trace.names)? {
                    self.label(subject, &name);
                    put(&mut self.occasions, key::name(&name), subject);
                }
            }
            "document" => self.add_readings(trace, opening)?,
            "meeting" => {
                if let Some(met) = &trace.meeting {
                    self.add_meeting(subject, met, opening)?;
                }
            }
            "membership" => {
                if let Some((person, organisation, since)) = &trace.acts {
                    let acts =
                        (self.bearer(person), organisation.as_ref().map(|it| self.bearer(it)));
                    let of = self.memberships.entry(acts).or_default();
                    of.push((subject.clone(), since.clone()));
                }
            }
            kind => self.add_numbered(kind, subject, trace),
        }
        Ok(())
    }

    fn add_person<V: Vault>(
        &mut self,
        subject: &Subject,
        trace: &Trace,
        opening: &mut Opening<'_, V>,
    ) -> Result<(), PlanError> {
        let bearer = self.bearer(subject);
        for name in opening.clear(&trace.names)? {
            self.label(&bearer, &name);
            let key = key::person(&name);
            if key::is_partial(&key) {
                put(&mut self.partial, key, &bearer);
            } else {
                for word in key.split(' ') {
                    put(&mut self.partial, word.to_owned(), &bearer);
                }
                put(&mut self.persons, key, &bearer);
            }
        }
        for alias in opening.clear(&trace.aliases)? {
            put(&mut self.aliases, key::person(&alias), &bearer);
        }
        Ok(())
    }

    fn add_readings<V: Vault>(
        &mut self,
        trace: &Trace,
        opening: &mut Opening<'_, V>,
    ) -> Result<(), PlanError> {
        for (printed, reading) in &trace.interpreted {
            let order = match reading {
                // Another document may tell who that is.
                Reading::PersonNotKnown => continue,
                Reading::DayFirst => Some(Order::DayFirst),
                Reading::MonthFirst => Some(Order::MonthFirst),
                _ => None,
            };
            if let Some(order) = order {
                let known = self.date_order.get_or_insert(order);
                *known = if *known == order { order } else { Order::Unknown };
                continue;
            }
            for printed in opening.clear(std::slice::from_ref(printed))? {
                let known =
                    self.readings.entry(key::organisation(&printed)).or_insert(Some(*reading));
                *known = known.filter(|known| known == reading);
            }
        }
        Ok(())
    }

    fn add_meeting<V: Vault>(
        &mut self,
        subject: &Subject,
        met: &Met,
        opening: &mut Opening<'_, V>,
    ) -> Result<(), PlanError> {
        for day in met.days() {
            self.label(subject, &day.to_string());
            let there = self.meetings.entry(*day).or_default();
            if !there.contains(subject) {
                there.push(subject.clone());
            }
        }
        for group in opening.clear(met.group.as_slice())? {
            self.groups.insert(subject.clone(), key::name(&group));
        }
        Ok(())
    }

    fn add_numbered(&mut self, kind: &str, subject: &Subject, trace: &Trace) {
        let defined = trace.defined.as_ref();
        let own = defined.and_then(|defined| Some((defined.number.as_ref()?, defined.on)));
        let mut numbers: Vec<&Number> = own.iter().map(|(number, _)| *number).collect();
        numbers.extend(trace.cited.iter().map(|(number, _)| number));
        for number in numbers {
            let of = self.numbers.entry((kind.to_owned(), number_key(number))).or_default();
            if of.iter().any(|known| known.subject == *subject) {
                continue;
            }
            self.labels.entry(subject.clone()).or_insert_with(|| number.to_string());
            of.push(Numbered {
                subject: subject.clone(),
                defined: defined.map(|defined| defined.on),
                by_hand: defined.is_some_and(|defined| defined.by_hand),
                cited: trace.cited.iter().map(|(_, day)| *day).min(),
            });
        }
    }

    fn add_task<V: Vault>(
        &mut self,
        subject: &Subject,
        trace: &Trace,
        opening: &mut Opening<'_, V>,
    ) -> Result<(), PlanError> {
        let (Some(owed), Some(defined)) = (&trace.owed, &trace.defined) else {
            return Ok(());
        };
        if defined.number.is_some() || !trace.cited.is_empty() {
            return Ok(());
        }
        for text in opening.clear(std::slice::from_ref(&defined.text))? {
            let owners = owed.owners.iter().filter_map(|owner| {
                self.labels.get(&self.bearer(owner.subject()?)).map(String::as_str)
            });
            let known = opening.opened.tasks.entry(defined.text.clone());
            let task = known.or_insert_with(|| Task::of(&text, owners)).clone();
            let (subject, owners, ended) = (subject.clone(), owed.owners.clone(), owed.ended);
            self.label(&subject, &text);
            self.tasks.push(KnownTask { subject, task, owners, ended });
        }
        Ok(())
    }

    fn label(&mut self, subject: &Subject, label: &str) {
        self.labels.entry(subject.clone()).or_insert_with(|| label.to_owned());
    }

    /// The entry that stands for this one: itself, or the one that it was merged into.
    pub(super) fn bearer(&self, subject: &Subject) -> Subject {
        let mut bearer = subject;
        // A chain is no longer than the entries that were merged.
        for _ in 0..self.merged.len() {
            match self.merged.get(bearer) {
                Some(into) => bearer = into,
                None => break,
            }
        }
        bearer.clone()
    }

    /// Whether a subject is a person whose name was erased.
    pub(super) fn is_erased(&self, subject: &Subject) -> bool {
        self.erased.contains(subject)
    }

    /// Whom a full name fits, by its key.
    pub(super) fn persons(&self, key: &str) -> &[Subject] {
        self.persons.get(key).map_or(&[], Vec::as_slice)
    }

    /// Who alone goes by another name, by its key.
    pub(super) fn alias(&self, key: &str) -> Option<&Subject> {
        match self.aliases.get(key)?.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// How words are read that name organisations, where somebody said it.
    pub(super) fn reading(&self, printed: &str) -> Option<Reading> {
        self.readings.get(&key::organisation(printed)).copied().flatten()
    }

    /// Whom one word of a name fits.
    pub(super) fn persons_called(&self, word: &str) -> &[Subject] {
        self.partial.get(word).map_or(&[], Vec::as_slice)
    }

    /// The organisation of a name, by its key; the first of several.
    pub(super) fn organisation(&self, key: &str) -> Option<&Subject> {
        self.organisations.get(key)?.first()
    }

    /// The occasion of a name, by its key; the first of several.
    pub(super) fn occasion(&self, key: &str) -> Option<&Subject> {
        self.occasions.get(key)?.first()
    }

    /// The actions without a number.
    pub(super) fn tasks(&self) -> &[KnownTask] {
        &self.tasks
    }

    /// What bears a number, of one kind.
    pub(super) fn numbered(&self, kind: &str, number: &Number) -> &[Numbered] {
        self.numbers.get(&(kind.to_owned(), number_key(number))).map_or(&[], Vec::as_slice)
    }

    /// The membership of a person for an organisation since a day.
    pub(super) fn membership(
        &self,
        person: &Subject,
        organisation: &Subject,
        since: &When,
    ) -> Option<&Subject> {
        let of = self.memberships.get(&(person.clone(), Some(organisation.clone())))?;
        let same =
            |known: &When| (known.earliest(), known.latest()) == (since.earliest(), since.latest());
        of.iter().find(|(_, known)| same(known)).map(|(subject, _)| subject)
    }
}

/// Numbers are told apart without case.
pub(super) fn number_key(number: &Number) -> String {
    number.as_str().to_uppercase()
}

fn put(names: &mut HashMap<String, Vec<Subject>>, key: String, subject: &Subject) {
    let of = names.entry(key).or_default();
    if !of.contains(subject) {
        of.push(subject.clone());
    }
}

/// Opens texts, each once.
struct Opening<'o, V> {
    keyring: &'o Keyring<V>,
    opened: &'o mut OpenedTexts,
}

impl<V: Vault> Opening<'_, V> {
    /// The texts that are not erased.
    fn clear(&mut self, texts: &[Text]) -> Result<Vec<String>, PlanError> {
        let mut clear = Vec::new();
        for text in texts {
            if let Some(known) = self.opened.clear.get(text) {
                clear.push(known.clone());
            } else if let Opened::Clear(open) = self.keyring.open(text)? {
                self.opened.clear.insert(text.clone(), open.clone().into_owned());
                clear.push(open.into_owned());
            }
        }
        Ok(clear)
    }
}
