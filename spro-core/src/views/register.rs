//! [`Register`]: what is known of every subject, folded from the ledger as of a day.

use chrono::{Days, NaiveDate};

use crate::domain::action::Action;
use crate::domain::body::Body;
use crate::domain::decision::Decision;
use crate::domain::document::Document;
use crate::domain::event::RegisterEvent;
use crate::domain::idea::Idea;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Membership;
use crate::domain::note::Note;
use crate::domain::occasion::Occasion;
use crate::domain::organisation::Organisation;
use crate::domain::person::Person;
use crate::domain::question::Question;
use crate::domain::stance::Stance;
use crate::kernel::event::Fact;
use crate::kernel::history::AsOf;
use crate::kernel::position::{Head, Position};
use crate::kernel::projection::{FoldError, Projection, View};
use crate::kernel::stamp::Stamp;
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;

/// How long after it was learned a fact counts as recorded later.
const LATE_AFTER: Days = Days::new(31);

/// What is known of every subject, up to a place in the ledger and as of a day.
///
/// Memory grows with the number of subjects.
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
/// use spro_core::domain::body::{Founded, Language, Renamed};
/// use spro_core::views::register::Register;
///
/// let name = "Comité du Val".to_owned();
/// say("body/val", Founded { name, language: Language::Fr }.into(), "2024-01-18");
/// say("body/val", Renamed { name: "Comité des Vals".into() }.into(), "2024-06-20");
///
/// let name_on = |day: &str| -> Result<_, Box<dyn std::error::Error>> {
///     let as_of = AsOf { on: Some(day.parse()?), ..AsOf::default() };
///     let register = Register::of(ledger.store(), as_of)?;
///     let (_, body, entry) = register.bodies().next().unwrap();
///     Ok((body.name().unwrap().to_owned(), entry.cites.len()))
/// };
/// assert_eq!(name_on("2024-06-19")?, ("Comité du Val".to_owned(), 1));
/// assert_eq!(name_on("2024-06-20")?, ("Comité des Vals".to_owned(), 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Register {
    as_of: AsOf,
    view: View<Fold>,
}

/// What is known of one subject, and on which facts it rests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What is known.
    pub known: Known,
    /// The places of the facts that it rests on, in the order in which they fold.
    pub cites: Vec<Position>,
    /// Where the first of them stands among those of other subjects; what sorts things without a
    /// number.
    pub read_at: Option<ReadAt>,
    /// The latest instant at which one of them was recorded, long after the day it was learned.
    pub recorded_later: Option<Stamp>,
}

/// Where a fact was read: sorts by the day it was learned, then by its line, then by its place in the
/// ledger, so that what one document says keeps its order in whatever order it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadAt {
    learned: NaiveDate,
    line: u32,
    position: Position,
}

macro_rules! known {
    ($($concept:ident($lower:ident, $plural:ident, $kind:literal),)*) => {
        /// What is known of a subject, by what it is.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each variant is the concept that it names")]
        pub enum Known { #[default] Nothing, $($concept(Box<$concept>),)* }

        impl Known {
            $(
                /// Changes what is known; what was known of another concept is dropped.
                fn $lower(&mut self, evolve: impl FnOnce(&mut $concept)) {
                    if let Self::$concept(state) = self {
                        evolve(state);
                    } else {
                        let mut state = Box::<$concept>::default();
                        evolve(&mut state);
                        *self = Self::$concept(state);
                    }
                }
            )*
        }

        impl Register {
            $(
                #[doc = concat!("Every ", $kind, ", by subject.")]
                pub fn $plural(&self) -> impl Iterator<Item = (&Subject, &$concept, &Entry)> {
                    self.view.iter().filter_map(|(subject, entry)| match &entry.known {
                        Known::$concept(state) => Some((subject, state.as_ref(), entry)),
                        _ => None,
                    })
                }

                #[doc = concat!("One ", $kind, ".")]
                pub fn $lower(&self, subject: &Subject) -> Option<&$concept> {
                    match &self.view.get(subject)?.known {
                        Known::$concept(state) => Some(state),
                        _ => None,
                    }
                }
            )*
        }
    };
}

known! {
    Body(body, bodies, "body"),
    Person(person, persons, "person"),
    Organisation(organisation, organisations, "organisation"),
    Membership(membership, memberships, "membership"),
    Meeting(meeting, meetings, "meeting"),
    Decision(decision, decisions, "decision"),
    Action(action, actions, "action"),
    Occasion(occasion, occasions, "occasion"),
    Idea(idea, ideas, "idea"),
    Question(question, questions, "question"),
    Stance(stance, stances, "stance"),
    Note(note, notes, "note"),
    Document(document, documents, "document"),
}

impl Register {
    /// Folds what the ledger holds.
    ///
    /// # Errors
    /// [`FoldError`] as [`View::of`].
    pub fn of(store: &impl Store, as_of: AsOf) -> Result<Self, FoldError> {
        Ok(Self { as_of, view: View::of(store, Fold, as_of)? })
    }

    /// Folds what was recorded since: who follows a ledger need not fold it whole again.
    ///
    /// # Errors
    /// [`FoldError`] as [`View::catch_up`]; the register is to be folded from the start.
    pub fn catch_up(&mut self, store: &impl Store) -> Result<(), FoldError> {
        self.view.catch_up(store)
    }

    /// As of when it was asked.
    pub const fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// The place up to which the ledger is folded.
    pub const fn head(&self) -> Head {
        self.view.head()
    }

    /// What is known of a subject, whatever it is.
    pub fn entry(&self, subject: &Subject) -> Option<&Entry> {
        self.view.get(subject)
    }

    /// Every subject.
    pub fn entries(&self) -> impl Iterator<Item = (&Subject, &Entry)> {
        self.view.iter()
    }
}

/// Folds every fact of a register.
#[derive(Debug, Clone, Copy)]
struct Fold;

impl Projection for Fold {
    type Event = RegisterEvent;
    type State = Entry;

    fn evolve(&self, entry: &mut Entry, fact: &Fact<RegisterEvent>) {
        entry.cites.push(fact.position);
        entry.read_at.get_or_insert_with(|| ReadAt::of(fact));
        if is_late(fact.learned, fact.recorded_at) {
            entry.recorded_later = entry.recorded_later.max(Some(fact.recorded_at));
        }
        let known = &mut entry.known;
        match &fact.event {
            RegisterEvent::Body(event) => known.body(|it| it.evolve(event, fact)),
            RegisterEvent::Person(event) => known.person(|it| it.evolve(event, fact)),
            RegisterEvent::Organisation(event) => known.organisation(|it| it.evolve(event, fact)),
            RegisterEvent::Membership(event) => known.membership(|it| it.evolve(event, fact)),
            RegisterEvent::Meeting(event) => known.meeting(|it| it.evolve(event, fact)),
            RegisterEvent::Attendance(event) => {
                known.meeting(|it| it.evolve_attendance(event, fact));
            }
            RegisterEvent::Minutes(event) => known.meeting(|it| it.evolve_minutes(event, fact)),
            RegisterEvent::Decision(event) => known.decision(|it| it.evolve(event, fact)),
            RegisterEvent::Action(event) => known.action(|it| it.evolve(event, fact)),
            RegisterEvent::Occasion(event) => known.occasion(|it| it.evolve(event, fact)),
            RegisterEvent::Idea(event) => known.idea(|it| it.evolve(event, fact)),
            RegisterEvent::Question(event) => known.question(|it| it.evolve(event, fact)),
            RegisterEvent::Stance(event) => known.stance(|it| it.evolve(event, fact)),
            RegisterEvent::Note(event) => known.note(|it| it.evolve(event, fact)),
            RegisterEvent::Document(event) => known.document(|it| it.evolve(event, fact)),
        }
    }
}

impl ReadAt {
    fn of(fact: &Fact<RegisterEvent>) -> Self {
        let lines = fact.source.as_ref().and_then(|source| source.lines.first());
        let line = lines.map_or(0, |&(first, _)| first);
        Self { learned: fact.learned, line, position: fact.position }
    }
}

/// Whether a fact was recorded long after the body knew it.
pub fn is_late(learned: NaiveDate, recorded_at: Stamp) -> bool {
    learned.checked_add_days(LATE_AFTER).is_some_and(|day| recorded_at.instant().date_naive() > day)
}
