//! Records what a user decided: one commit, under a guard on what it was decided on.

use chrono::NaiveDate;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::stated::Times;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::ledger::{Commit, Entry, NewFact};
use spro_core::kernel::query::Query;
use spro_core::kernel::store::Receipt;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;
use spro_core::when::When;

use crate::actor::{self, Actor};
use crate::args::General;
use crate::clock;
use crate::days;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::ids;
use crate::ledger::Opened;
use crate::names::{Names, number};
use crate::narrate;
use crate::output::Console;
use crate::parties::Parties;

/// How often a decision is taken anew when others record meanwhile.
const TRIES: usize = 20;

/// When what is recorded by hand became true and known.
#[derive(Debug, clap::Args)]
pub(crate) struct Dated {
    #[arg(long, value_name = "WHEN", value_parser = days::when)]
    since: Option<When>,
    #[arg(long, value_name = "DATE", value_parser = days::day)]
    learned: Option<NaiveDate>,
}

impl Dated {
    /// Since when it is true, by default the day that the body knew, which is today by default.
    pub(crate) fn times(&self) -> Times {
        let learned = self.learned.unwrap_or_else(clock::today);
        let since = self.since.clone().unwrap_or_else(|| When::day(learned));
        Times { since, learned, said: self.since.is_some() }
    }

    /// True since `day`, and known since then, unless another day is said for either.
    pub(crate) fn times_of(&self, day: NaiveDate) -> Times {
        self.times_known(day, day)
    }

    /// True since `day`, and known since `known`, unless another day is said for either.
    pub(crate) fn times_known(&self, day: NaiveDate, known: NaiveDate) -> Times {
        let learned = self.learned.unwrap_or(known);
        let since = self.since.clone().unwrap_or_else(|| When::day(day));
        Times { since, learned, said: self.since.is_some() || learned != day }
    }
}

/// What a command decides on.
pub(crate) struct Grounds<'a> {
    /// What is known.
    pub(crate) register: &'a Register,
    /// The names of it.
    pub(crate) names: &'a Names<'a>,
    /// When what is decided becomes true and known.
    pub(crate) times: Times,
}

impl Grounds<'_> {
    /// The person that is so called.
    pub(crate) fn person(&self, name: &str) -> Result<Subject, Failure> {
        let person = Parties::new(self.register, self.names)?.person(name)?;
        person.ok_or_else(|| Failure::new(Exit::NotFound, "error-nobody").with("name", name))
    }

    /// The organisation that is so called.
    pub(crate) fn organisation(&self, name: &str) -> Result<Subject, Failure> {
        let organisation = Parties::new(self.register, self.names)?.organisation(name)?;
        organisation.ok_or_else(|| Failure::new(Exit::NotFound, "error-nobody").with("name", name))
    }
}

/// Finds the one of this kind that `id` names.
pub(crate) fn find(register: &Register, kind: &str, id: &str) -> Result<Subject, Failure> {
    if kind == "meeting"
        && let Some(meeting) = ids::meeting_on(register, id)?
    {
        return Ok(meeting);
    }
    let known = register.entries().filter(|(subject, _)| subject.kind() == kind);
    ids::find_one(id, known.map(|(subject, entry)| (subject, number(&entry.known))))
}

/// The fact that `event` became true of `subject`.
pub(crate) fn fact(subject: Subject, event: RegisterEvent, times: &Times) -> Entry<RegisterEvent> {
    let id = EventId::from_bytes(clock::new_id());
    let mut fact = NewFact::new(id, subject, event, times.learned);
    fact.occurred = times.said.then(|| times.since.clone());
    Entry::Fact(fact)
}

/// Decides that one thing becomes true, and records it; see [`change_all`].
pub(crate) fn change(
    console: &mut Console,
    general: &General,
    dated: &Dated,
    decide: impl Fn(&Grounds<'_>) -> Result<(Subject, RegisterEvent), Failure>,
) -> Result<(), Failure> {
    change_all(console, general, dated, |grounds| {
        let (subject, event) = decide(grounds)?;
        Ok(vec![(subject, event, grounds.times.clone())])
    })
}

/// What becomes true of which subject, since when, and known since when.
pub(crate) type Decided = (Subject, RegisterEvent, Times);

/// Decides and records; when others record meanwhile, decides anew.
pub(crate) fn change_all(
    console: &mut Console,
    general: &General,
    dated: &Dated,
    decide: impl Fn(&Grounds<'_>) -> Result<Vec<Decided>, Failure>,
) -> Result<(), Failure> {
    let name = actor::name(console, general.actor.as_deref())?;
    let mut opened = Opened::to_write(console, general.ledger.as_deref())?;
    let mut left = TRIES;
    let (receipt, decided, said) = loop {
        let register = opened.register(AsOf::default())?;
        let (decided, said, actor) = {
            let names = Names::new(&console.locale, Some(&register), opened.ledger.keyring());
            let grounds = Grounds { register: &register, names: &names, times: dated.times() };
            let decided = decide(&grounds)?;
            let said = decided.iter().map(|(subject, event, _)| {
                // What is new is told with the id by which it is named from now on.
                let about = match register.entry(subject) {
                    Some(_) => names.label(subject)?,
                    None => format!("{} {}", names.kind(subject), names.tail(subject)),
                };
                Ok(format!("{about} · {}", narrate::event(event, &names)?))
            });
            let said = said.collect::<Result<Vec<_>, Failure>>()?;
            (decided, said, actor::find(&register, &names, &name)?)
        };
        let facts = decided.iter().cloned();
        let entries = facts.map(|(subject, event, times)| fact(subject, event, &times)).collect();
        let guard = Guard::unchanged(Query::all(), register.head().position);
        left -= 1;
        match record(&mut opened, actor, entries, &guard) {
            Err(failure) if failure.is_stale() && left > 0 => {}
            recorded => break (recorded?, decided, said),
        }
    };
    opened.close(console)?;
    if console.json {
        let mut subjects: Vec<_> = decided.into_iter().map(|(subject, _, _)| subject).collect();
        subjects.dedup();
        return console.receipt(&receipt, &subjects);
    }
    said.iter().try_for_each(|line| console.line(line))
}

/// Records the entries, and the actor's name where it is new.
pub(crate) fn record(
    opened: &mut Opened,
    actor: Actor,
    entries: Vec<Entry<RegisterEvent>>,
    guard: &Guard,
) -> Result<Receipt, Failure> {
    let entries = actor.named.into_iter().chain(entries).collect();
    let id = CommitId::from_bytes(clock::new_id());
    opened.record(Commit { id, by: actor.subject, cause: None, entries }, guard)
}
