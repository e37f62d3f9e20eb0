//! Actions: who owes what, by when, and whether it is late.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::order::by_number;
use super::register::{Entry, Register};
use crate::domain::action::{Action, ActionStatus};
use crate::domain::owner::Owner;
use crate::domain::stated::Stated;
use crate::kernel::subject::Subject;
use crate::when::{Lateness, When, lateness};

/// The actions that were asked for, judged on a day.
///
/// ```
/// # use spro_core::domain::event::RegisterEvent;
/// # use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
/// # use spro_core::kernel::prelude::*;
/// # use spro_core::kernel::seal::text::Text;
/// # use spro_core::kernel::seal::vault::MemoryVault;
/// # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
/// # let store = MemoryStore::new(identity, || "2024-07-01T08:00:00.000Z".parse().unwrap());
/// # let ledger = Ledger::new(store, Some(MemoryVault::new(|| [3; 32])));
/// # let mut made = 0;
/// # let mut say = |about: &str, event: RegisterEvent, learned: &str| {
/// #     made += 1;
/// #     let id = EventId::from_bytes([made; 16]);
/// #     let fact = NewFact::new(id, Subject::parse(about).unwrap(), event, learned.parse().unwrap());
/// #     let (id, by) = (CommitId::from_bytes([made; 16]), Subject::parse("person/clerk").unwrap());
/// #     let commit = Commit { id, by, cause: None, entries: vec![Entry::Fact(fact)] };
/// #     ledger.record(commit, &Guard::unguarded()).unwrap();
/// # };
/// use spro_core::domain::action::{Completed, Raised};
/// use spro_core::views::actions::{Actions, Timeliness, Which};
/// use spro_core::views::register::Register;
/// use spro_core::when::When;
///
/// # let raised = Raised {
/// #     number: None,
/// #     text: Text::plain("to write to the schools"),
/// #     owners: vec![],
/// #     due: Some(When::edtf("2024-03").unwrap()),
/// #     meeting: None,
/// #     decision: None,
/// # };
/// say("action/schools", raised.into(), "2024-01-18"); // due in March
/// say("action/schools", Completed { words: None }.into(), "2024-05-16");
///
/// let timeliness = |known_at: &str| -> Result<_, Box<dyn std::error::Error>> {
///     let as_of = AsOf { known_at: Some(known_at.parse()?), ..AsOf::default() };
///     let register = Register::of(ledger.store(), as_of)?;
///     let actions = Actions::of(&register, known_at.parse()?, Which::All, None);
///     Ok(actions.rows[0].timeliness)
/// };
/// assert_eq!(timeliness("2024-04-10")?, Timeliness::Late { days: 10 });
/// // The minutes of May say that it is done, not since when: it may have been in time.
/// assert_eq!(timeliness("2024-05-16")?, Timeliness::DoneUntold);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Actions<'r> {
    /// Those with a due date, and those that are closed: by number, then as they were read; when the
    /// late ones were asked for, those surely late first.
    pub rows: Vec<ActionRow<'r>>,
    /// The open ones that are due at no time that a calendar knows: nobody can say if they are late.
    pub undated: Vec<ActionRow<'r>>,
    /// How many there are of each sort, among those that were asked for.
    pub counts: ActionCounts,
}

/// Which actions are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// Every one.
    #[default]
    All,
    /// Those still owed.
    Open,
    /// Those still owed that are late, surely or possibly, and those of which nobody can say.
    Late,
}

/// By whom the actions that are asked for are owed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwedBy {
    /// Any of these persons and organisations, and the entries that are one with them.
    pub subjects: BTreeSet<Subject>,
    /// Each of the partners as well.
    pub each_partner: bool,
}

/// One action.
#[derive(Debug, Clone, Copy)]
pub struct ActionRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What is known of it.
    pub action: &'r Action,
    /// Whether it is, or was, in time.
    pub timeliness: Timeliness,
    /// The facts on which it rests.
    pub entry: &'r Entry,
}

/// Whether an action is done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeliness {
    /// Open, and its last possible day has gone by.
    Late {
        /// So many days ago.
        days: u64,
    },
    /// Open, and some of the days that it may be due have gone by.
    PossiblyLate,
    /// Open, and its day has not gone by.
    NotLate,
    /// Open, and due at no time that a calendar knows.
    Undated,
    /// Done by its last possible day.
    DoneInTime,
    /// Done after it.
    DoneAfter {
        /// At least so many days.
        days: u64,
    },
    /// Done, and the dates do not tell whether in time.
    DoneUntold,
    /// Dropped.
    Cancelled,
}

/// How many actions there are of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActionCounts {
    /// In all.
    pub all: usize,
    /// Still owed.
    pub open: usize,
    /// Of these, surely late.
    pub late: usize,
    /// Of these, possibly late.
    pub possibly_late: usize,
    /// Of these, due at no time that a calendar knows.
    pub undated: usize,
    /// Done.
    pub completed: usize,
    /// Dropped.
    pub cancelled: usize,
}

impl<'r> Actions<'r> {
    /// The actions of a register, judged on `day`; of all owners where none is asked for.
    pub fn of(
        register: &'r Register,
        day: NaiveDate,
        which: Which,
        owed_by: Option<&OwedBy>,
    ) -> Self {
        let subjects: BTreeSet<_> = owed_by
            .into_iter()
            .flat_map(|it| &it.subjects)
            .map(|it| register.staying(it))
            .collect();
        let is_owed_by = |asked: &OwedBy, action: &Action| {
            action.present_owners().unwrap_or_default().iter().any(|owner| match owner {
                Owner::Person(subject) | Owner::Organisation(subject) => {
                    subjects.contains(register.staying(subject))
                }
                Owner::EachPartner => asked.each_partner,
                Owner::Group(_) | Owner::Body => false,
            })
        };
        let all: Box<dyn Iterator<Item = _>> = match which {
            Which::All => Box::new(register.actions()),
            Which::Open | Which::Late => Box::new(register.open_actions()),
        };
        let mut all: Vec<_> = all
            .filter(|(_, action, _)| owed_by.is_none_or(|asked| is_owed_by(asked, action)))
            .map(|(subject, action, entry)| {
                let timeliness = Timeliness::of(action, day);
                ActionRow { subject, action, timeliness, entry }
            })
            .collect();
        all.retain(|row| which.includes(row));
        let counts = ActionCounts::of(&all);
        all.sort_by_key(|row| {
            let late_first = (which == Which::Late).then_some(row.timeliness.is_possibly_late());
            (late_first, by_number(row.action.number.as_ref(), row.entry))
        });
        let (undated, rows) =
            all.into_iter().partition(|row| row.timeliness == Timeliness::Undated);
        Self { rows, undated, counts }
    }
}

impl Timeliness {
    /// Whether, and how, an action is in time on `day`.
    pub fn of(action: &Action, day: NaiveDate) -> Self {
        let due = action.present_due().filter(|due| !due.is_undated());
        match (action.status(), due) {
            (ActionStatus::Cancelled, _) => Self::Cancelled,
            (ActionStatus::Completed, due) => {
                let done = action.status_change().map(|change| &change.at);
                match (done, due) {
                    (Some(done), Some(due)) => Self::of_done(&done.since, done.said, due),
                    _ => Self::DoneUntold,
                }
            }
            (ActionStatus::NeedsAction | ActionStatus::InProcess, None) => Self::Undated,
            (ActionStatus::NeedsAction | ActionStatus::InProcess, Some(due)) => {
                match lateness(due, day) {
                    Lateness::Late => Self::Late { days: days_after(due.latest(), Some(day)) },
                    Lateness::PossiblyLate => Self::PossiblyLate,
                    Lateness::NotLate => Self::NotLate,
                }
            }
        }
    }

    /// What is only known to be done by a day was done in time, or nobody can say.
    fn of_done(done: &When, said: bool, due: &When) -> Self {
        let by = done.latest();
        match days_after(due.latest(), done.earliest()) {
            days @ 1.. if said => Self::DoneAfter { days },
            _ if by.is_some() && due.latest().is_some() && by <= due.latest() => Self::DoneInTime,
            _ => Self::DoneUntold,
        }
    }

    const fn is_possibly_late(self) -> bool {
        matches!(self, Self::PossiblyLate)
    }
}

/// How many days one day is after another; 0 where it is not, or either is unknown.
fn days_after(last: Option<NaiveDate>, day: Option<NaiveDate>) -> u64 {
    let days = last.zip(day).map_or(0, |(last, day)| (day - last).num_days());
    u64::try_from(days).unwrap_or(0)
}

impl ActionRow<'_> {
    /// How far it is.
    pub fn status(&self) -> ActionStatus {
        self.action.status()
    }

    /// When it was first due, where that was another day.
    pub fn first_due(&self) -> Option<&Stated<Option<When>>> {
        self.action.first_due()
    }
}

impl Which {
    fn includes(self, row: &ActionRow<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Open => row.status().is_open(),
            Self::Late => matches!(
                row.timeliness,
                Timeliness::Late { .. } | Timeliness::PossiblyLate | Timeliness::Undated
            ),
        }
    }
}

impl ActionCounts {
    fn of(rows: &[ActionRow<'_>]) -> Self {
        let mut counts = Self { all: rows.len(), ..Self::default() };
        for row in rows {
            let of_sort = match row.timeliness {
                Timeliness::Late { .. } => Some(&mut counts.late),
                Timeliness::PossiblyLate => Some(&mut counts.possibly_late),
                Timeliness::Undated => Some(&mut counts.undated),
                _ => None,
            };
            if let Some(count) = of_sort {
                *count += 1;
            }
            match row.status() {
                ActionStatus::NeedsAction | ActionStatus::InProcess => counts.open += 1,
                ActionStatus::Completed => counts.completed += 1,
                ActionStatus::Cancelled => counts.cancelled += 1,
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::action::{Completed, DueChanged};
    use crate::domain::event::RegisterEvent;
    use crate::domain::given::{fact, folded, on, since};
    use crate::kernel::event::Fact;

    fn due(text: Option<&str>) -> Fact<RegisterEvent> {
        let due = text.map(|text| When::edtf(text).unwrap());
        fact(DueChanged { due, words: None }, &on("2024-01-18"))
    }

    fn judged(facts: Vec<Fact<RegisterEvent>>) -> Timeliness {
        let action = folded(facts, |action: &mut Action, fact| match &fact.event {
            RegisterEvent::Action(event) => action.evolve(event, fact),
            other => panic!("{other:?} is no fact of an action"),
        });
        Timeliness::of(&action, "2024-04-10".parse().unwrap())
    }

    #[test]
    fn an_open_action_is_judged_by_the_days_that_it_may_be_due() {
        for (text, expected) in [
            (Some("2024-04-10"), Timeliness::NotLate),
            (Some("2024-04-09"), Timeliness::Late { days: 1 }),
            (Some("2024-04"), Timeliness::PossiblyLate),
            (Some("2024-03"), Timeliness::Late { days: 10 }),
            (Some("2024-04-01/.."), Timeliness::PossiblyLate),
            (None, Timeliness::Undated),
        ] {
            assert_eq!(judged(vec![due(text)]), expected, "{text:?}");
        }
    }

    #[test]
    fn a_completed_action_is_judged_by_what_its_dates_can_mean() {
        for (text, done, expected) in [
            (Some("2024-03"), "2024-03-31", Timeliness::DoneInTime),
            (Some("2024-03"), "2024-04-01", Timeliness::DoneAfter { days: 1 }),
            (Some("2024-03-15"), "2024-03", Timeliness::DoneUntold),
            (Some("2024-02-28"), "2024-03", Timeliness::DoneAfter { days: 2 }),
            (Some("2024-02-01/.."), "2024-03-31", Timeliness::DoneUntold),
            (None, "2024-03-31", Timeliness::DoneUntold),
        ] {
            let done = fact(Completed { words: None }, &since(done, "2024-04-05"));
            assert_eq!(judged(vec![due(text), done]), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_only_known_to_be_done_by_a_day_is_never_counted_late() {
        for (text, expected) in
            [("2024-04-30", Timeliness::DoneInTime), ("2024-03-31", Timeliness::DoneUntold)]
        {
            let mut done = fact(Completed { words: None }, &on("2024-04-05"));
            done.occurred = None;
            assert_eq!(judged(vec![due(Some(text)), done]), expected, "{text}");
        }
    }
}
