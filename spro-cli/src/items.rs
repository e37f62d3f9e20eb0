//! What the items of several answers share.

use chrono::NaiveDate;
use serde::Serialize;
use spro_core::domain::owner::Owner;
use spro_core::domain::stance::Side;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::Head;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::affiliation::{Affiliation, Since, Until};
use spro_core::views::register::Register;
use spro_core::views::stances::StanceRow;

use crate::args::{Asked, General};
use crate::clock;
use crate::failure::Failure;
use crate::ledger::{Opened, fold_failure, tell_snapshot};
use crate::locale::Locale;
use crate::names::Names;
use crate::narrate::said;
use crate::output::Console;

/// An open ledger, and all that is known in it as of when it is asked.
pub(crate) struct Asking {
    pub(crate) opened: Opened,
    pub(crate) register: Register,
    pub(crate) as_of: AsOf,
}

/// An open ledger, of which something is asked that needs little of it.
pub(crate) struct Question {
    pub(crate) opened: Opened,
    pub(crate) as_of: AsOf,
}

impl Question {
    /// Opens the ledger.
    pub(crate) fn of(
        console: &mut Console,
        general: &General,
        asked: &Asked,
    ) -> Result<Self, Failure> {
        let opened = Opened::to_read(console, general.ledger.as_deref())?;
        Ok(Self { opened, as_of: asked.as_of() })
    }

    /// Answers from what the question looks at, and tells up to where; see [`Register::ask`].
    pub(crate) fn ask<T>(
        &self,
        console: &mut Console,
        mut question: impl FnMut(&Register, &Names<'_>) -> Result<T, Failure>,
    ) -> Result<(T, Head), Failure> {
        let (locale, ledger) = (&console.locale, &self.opened.ledger);
        let snapshots = &self.opened.snapshots;
        let answered = Register::ask(ledger.store(), snapshots, self.as_of, |register| {
            let names = Names::new(locale, Some(register), ledger.keyring());
            question(register, &names).map(|answer| (answer, register.head()))
        });
        let answered = answered.map_err(|error| fold_failure(&error))?;
        tell_snapshot(console, answered.ignored.as_ref(), answered.unsaved.as_ref());
        answered.answer
    }

    /// The day on which things are judged: the one asked, else today.
    pub(crate) fn day(&self) -> NaiveDate {
        self.as_of.on.unwrap_or_else(clock::today)
    }
}

impl Asking {
    /// Opens the ledger and folds it.
    pub(crate) fn of(
        console: &mut Console,
        general: &General,
        asked: &Asked,
    ) -> Result<Self, Failure> {
        let as_of = asked.as_of();
        let opened = Opened::to_read(console, general.ledger.as_deref())?;
        let register = opened.register(as_of)?;
        Ok(Self { opened, register, as_of })
    }

    /// The names of what is known.
    pub(crate) fn names<'a>(&'a self, console: &'a Console) -> Names<'a> {
        Names::new(&console.locale, Some(&self.register), self.opened.ledger.keyring())
    }

    /// The day on which things are judged: the one asked, else today.
    pub(crate) fn day(&self) -> NaiveDate {
        self.as_of.on.unwrap_or_else(clock::today)
    }
}

/// A subject and what it is called; a meeting by its day, since JSON is in no language.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Named {
    pub(crate) id: Subject,
    pub(crate) name: String,
}

impl Named {
    pub(crate) fn of(subject: &Subject, names: &Names<'_>) -> Result<Self, Failure> {
        let name = match subject.kind() {
            "meeting" => names.day_of(subject),
            _ => names.of(subject)?,
        };
        Ok(Self { id: subject.clone(), name })
    }

    pub(crate) fn of_some(
        subject: Option<&Subject>,
        names: &Names<'_>,
    ) -> Result<Option<Self>, Failure> {
        subject.map(|subject| Self::of(subject, names)).transpose()
    }
}

/// Somebody who owes or says something.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Who {
    /// `person`, `organisation`, `group`, `body` or `each-partner`.
    pub(crate) kind: &'static str,
    pub(crate) id: Option<Subject>,
    pub(crate) name: String,
}

impl Who {
    pub(crate) fn of(owner: &Owner, names: &Names<'_>) -> Result<Self, Failure> {
        let kind = match owner {
            Owner::Person(_) => "person",
            Owner::Organisation(_) => "organisation",
            Owner::Group(_) => "group",
            Owner::Body => "body",
            Owner::EachPartner => "each-partner",
        };
        Ok(Self { kind, id: owner.subject().cloned(), name: names.owner(owner)? })
    }

    pub(crate) fn all(owners: &[Owner], names: &Names<'_>) -> Result<Vec<Self>, Failure> {
        owners.iter().map(|owner| Self::of(owner, names)).collect()
    }
}

/// The names, one after another.
pub(crate) fn listed(all: &[Who]) -> String {
    let names: Vec<_> = all.iter().map(|who| who.name.as_str()).collect();
    names.join(", ")
}

/// A text, opened.
pub(crate) fn text(text: Option<&Text>, names: &Names<'_>) -> Result<Option<String>, Failure> {
    text.map(|text| names.text(text)).transpose()
}

/// A position on something.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Position {
    pub(crate) id: Subject,
    pub(crate) side: Side,
    pub(crate) by: Option<Who>,
    pub(crate) text: String,
    pub(crate) lifted: bool,
}

impl Position {
    pub(crate) fn all(rows: &[StanceRow<'_>], names: &Names<'_>) -> Result<Vec<Self>, Failure> {
        let one = |row: &StanceRow<'_>| {
            let taken = &row.taken.value;
            Ok(Self {
                id: row.subject.clone(),
                side: taken.side,
                by: taken.by.as_ref().map(|by| Who::of(by, names)).transpose()?,
                text: names.text(&taken.text)?,
                lifted: row.stance.lifted.is_some(),
            })
        };
        rows.iter().map(one).collect()
    }
}

/// The positions in a few words.
pub(crate) fn positions(all: &[Position], locale: &Locale) -> String {
    let short = |position: &Position| {
        let side = locale.text(said::side(position.side));
        match &position.by {
            Some(by) => format!("{side} ({})", by.name),
            None => side,
        }
    };
    let held: Vec<_> = all.iter().filter(|position| !position.lifted).map(short).collect();
    held.join(", ")
}

/// For whom a person acts, since when and until when.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Acting {
    /// `null` for oneself.
    pub(crate) organisation: Option<Named>,
    pub(crate) since: NaiveDate,
    /// Whether the start is recorded; else it is the first list that shows it.
    pub(crate) since_recorded: bool,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) role: Option<String>,
}

impl Acting {
    pub(crate) fn all(
        affiliations: &[Affiliation<'_>],
        names: &Names<'_>,
    ) -> Result<Vec<Self>, Failure> {
        affiliations.iter().map(|affiliation| Self::of(affiliation, names)).collect()
    }

    fn of(affiliation: &Affiliation<'_>, names: &Names<'_>) -> Result<Self, Failure> {
        Ok(Self {
            organisation: Named::of_some(affiliation.organisation, names)?,
            since: affiliation.since.day(),
            since_recorded: Self::is_recorded(affiliation.since),
            until: affiliation.until.as_ref().map(Until::day),
            role: affiliation.role.map(str::to_owned),
        })
    }

    /// Whether a start is recorded.
    pub(crate) const fn is_recorded(since: Since<'_>) -> bool {
        matches!(since, Since::Recorded(_))
    }

    /// All of them in a few words, those that ended with their end.
    pub(crate) fn shown(all: &[Self], locale: &Locale) -> String {
        let short = |acting: &Self| {
            let name = acting.organisation.as_ref().map(|it| it.name.clone());
            let name = name.unwrap_or_else(|| locale.text("label-oneself"));
            match acting.until {
                Some(until) => {
                    let until = locale.text_with("label-until", &[("when", until.to_string())]);
                    format!("{name} ({until})")
                }
                None => name,
            }
        };
        all.iter().map(short).collect::<Vec<_>>().join(", ")
    }
}
