//! [`Register`]: what is known of every subject, folded from the ledger as of a day.

mod asked;
mod open;

use chrono::{Days, NaiveDate};

pub use self::asked::Answered;
use self::asked::Asked;
pub use self::open::OpenActions;
use crate::domain::action::{Action, ActionEvent};
use crate::domain::attendance::AttendanceEvent;
use crate::domain::body::{Body, BodyEvent};
use crate::domain::decision::{Decision, DecisionEvent};
use crate::domain::document::{Document, DocumentEvent};
use crate::domain::event::RegisterEvent;
use crate::domain::idea::{Idea, IdeaEvent};
use crate::domain::meeting::{Meeting, MeetingEvent};
use crate::domain::membership::{Membership, MembershipEvent};
use crate::domain::minutes::MinutesEvent;
use crate::domain::note::{Note, NoteEvent};
use crate::domain::occasion::{Occasion, OccasionEvent};
use crate::domain::organisation::{Organisation, OrganisationEvent};
use crate::domain::person::{Person, PersonEvent};
use crate::domain::question::{Question, QuestionEvent};
use crate::domain::stance::{Stance, StanceEvent};
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
    held: Held,
}

#[derive(Debug)]
enum Held {
    Everything(View<Fold>),
    Asked(Asked),
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
    ($($concept:ident($lower:ident, $plural:ident, $kind:literal, [$($event:ident),*]),)*) => {
        /// What is known of a subject, by what it is.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each variant is the concept that it names")]
        pub enum Known { #[default] Nothing, $($concept(Box<$concept>),)* }

        impl Known {
            $(
                /// Changes what is known of a subject of this kind; of others nothing is.
                fn $lower(&mut self, subject: &Subject, evolve: impl FnOnce(&mut $concept)) {
                    if subject.kind() != $kind {
                        return;
                    }
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

        /// The kinds of subject.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Concept { $($concept,)* }

        impl Concept {
            pub(super) const fn kind(self) -> &'static str {
                match self { $(Self::$concept => $kind,)* }
            }

            /// The types of the facts that tell of it.
            pub(super) fn types(self) -> impl Iterator<Item = &'static str> {
                let each: &[&[&'static str]] =
                    match self { $(Self::$concept => &[$($event::TYPES),*],)* };
                each.iter().copied().flatten().copied()
            }
        }

        impl Register {
            $(
                #[doc = concat!("Every ", $kind, ", by subject.")]
                pub fn $plural(&self) -> impl Iterator<Item = (&Subject, &$concept, &Entry)> {
                    self.every(Concept::$concept).filter_map(|(subject, entry)| match &entry.known {
                        Known::$concept(state) => Some((subject, state.as_ref(), entry)),
                        _ => None,
                    })
                }

                #[doc = concat!("One ", $kind, ".")]
                pub fn $lower(&self, subject: &Subject) -> Option<&$concept> {
                    match &self.entry(subject)?.known {
                        Known::$concept(state) => Some(state),
                        _ => None,
                    }
                }
            )*
        }
    };
}

known! {
    Body(body, bodies, "body", [BodyEvent]),
    Person(person, persons, "person", [PersonEvent]),
    Organisation(organisation, organisations, "organisation", [OrganisationEvent]),
    Membership(membership, memberships, "membership", [MembershipEvent]),
    Meeting(meeting, meetings, "meeting", [MeetingEvent, AttendanceEvent, MinutesEvent]),
    Decision(decision, decisions, "decision", [DecisionEvent]),
    Action(action, actions, "action", [ActionEvent]),
    Occasion(occasion, occasions, "occasion", [OccasionEvent]),
    Idea(idea, ideas, "idea", [IdeaEvent]),
    Question(question, questions, "question", [QuestionEvent]),
    Stance(stance, stances, "stance", [StanceEvent]),
    Note(note, notes, "note", [NoteEvent]),
    Document(document, documents, "document", [DocumentEvent]),
}

impl Register {
    /// Folds what the ledger holds.
    ///
    /// # Errors
    /// [`FoldError`] as [`View::of`].
    pub fn of(store: &impl Store, as_of: AsOf) -> Result<Self, FoldError> {
        Ok(Self { as_of, held: Held::Everything(View::of(store, Fold, as_of)?) })
    }

    /// Folds what was recorded since: who follows a ledger need not fold it whole again.
    ///
    /// # Errors
    /// [`FoldError`] as [`View::catch_up`]; the register is to be folded from the start.
    pub fn catch_up(&mut self, store: &impl Store) -> Result<(), FoldError> {
        match &mut self.held {
            Held::Everything(view) => view.catch_up(store),
            // A question is answered up to one place.
            Held::Asked(_) => Ok(()),
        }
    }

    /// As of when it was asked.
    pub const fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// The place up to which the ledger is folded.
    pub const fn head(&self) -> Head {
        self.view().head()
    }

    /// What is known of a subject, whatever it is.
    pub fn entry(&self, subject: &Subject) -> Option<&Entry> {
        match &self.held {
            Held::Everything(view) => view.get(subject),
            Held::Asked(asked) => asked.entry(subject),
        }
    }

    /// Every subject.
    pub fn entries(&self) -> impl Iterator<Item = (&Subject, &Entry)> {
        if let Held::Asked(asked) = &self.held {
            asked.ask_for_everything();
        }
        self.view().iter()
    }

    /// The meetings of a day: held, else planned, else cited for it.
    pub fn meetings_on(&self, day: NaiveDate) -> impl Iterator<Item = (&Subject, &Meeting)> {
        if let Held::Asked(asked) = &self.held {
            asked.ask_for_meetings_on(day);
        }
        self.view().iter().filter_map(move |(subject, entry)| match &entry.known {
            Known::Meeting(meeting) if meeting.when()?.as_day() == Some(day) => {
                Some((subject, meeting.as_ref()))
            }
            _ => None,
        })
    }

    /// The actions that are still owed.
    pub fn open_actions(&self) -> impl Iterator<Item = (&Subject, &Action, &Entry)> {
        if let Held::Asked(asked) = &self.held {
            asked.ask_for_open_actions();
        }
        self.view().iter().filter_map(|(subject, entry)| match &entry.known {
            Known::Action(action) if action.status().is_open() => {
                Some((subject, action.as_ref(), entry))
            }
            _ => None,
        })
    }

    /// What is known of subjects of a kind, and of others.
    fn every(&self, concept: Concept) -> impl Iterator<Item = (&Subject, &Entry)> {
        if let Held::Asked(asked) = &self.held {
            asked.ask_for_every(concept);
        }
        self.view().iter()
    }

    /// What is folded.
    const fn view(&self) -> &View<Fold> {
        match &self.held {
            Held::Everything(view) => view,
            Held::Asked(asked) => asked.view(),
        }
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
        let (known, subject) = (&mut entry.known, &fact.subject);
        match &fact.event {
            RegisterEvent::Body(event) => known.body(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Person(event) => known.person(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Organisation(event) => {
                known.organisation(subject, |it| it.evolve(event, fact));
            }
            RegisterEvent::Membership(event) => {
                known.membership(subject, |it| it.evolve(event, fact));
            }
            RegisterEvent::Meeting(event) => known.meeting(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Attendance(event) => {
                known.meeting(subject, |it| it.evolve_attendance(event, fact));
            }
            RegisterEvent::Minutes(event) => {
                known.meeting(subject, |it| it.evolve_minutes(event, fact));
            }
            RegisterEvent::Decision(event) => known.decision(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Action(event) => known.action(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Occasion(event) => known.occasion(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Idea(event) => known.idea(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Question(event) => known.question(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Stance(event) => known.stance(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Note(event) => known.note(subject, |it| it.evolve(event, fact)),
            RegisterEvent::Document(event) => known.document(subject, |it| it.evolve(event, fact)),
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
