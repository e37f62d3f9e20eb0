//! A register of what is asked for: a question folds the subjects that it looks at, and no others.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use super::{Concept, Entry, Fold, Held, OpenActions, Register};
use crate::domain::event::RegisterEvent;
use crate::domain::meeting::MeetingEvent;
use crate::kernel::cursor::Cursor;
use crate::kernel::event::Fact;
use crate::kernel::event_type::EventType;
use crate::kernel::history::AsOf;
use crate::kernel::position::{Head, Position};
use crate::kernel::projection::{FoldError, Lookup, PartialView, View};
use crate::kernel::query::{Alternative, Query};
use crate::kernel::snapshot::{Ignored, SaveError, Snapshots};
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;
use crate::kernel::unsettled::Unsettled;

/// The answer to a question, and what became of the snapshots that it rests on.
#[derive(Debug)]
pub struct Answered<T> {
    /// The answer.
    pub answer: T,
    /// Why a snapshot that there was did not help. To be told to whoever runs the program.
    pub ignored: Option<Ignored>,
    /// Why what was folded could not be kept for the next question. To be told, too.
    pub unsaved: Option<SaveError>,
}

impl Register {
    /// Answers a question from what it looks at, without folding the rest.
    ///
    /// `question` is asked several times, of a register that takes what is not folded yet for unknown
    /// and notes that it was asked for it; what it noted is then folded. The answer given is that of the
    /// last time, when all that was looked at was folded: the same as that of a register of
    /// [everything](Register::of) up to the same place. So a question is to do nothing but answer.
    ///
    /// Cost: the records of the subjects that are looked at; where every subject of a kind is, those of
    /// all facts of that kind; where every subject is, those of the whole ledger.
    ///
    /// # Errors
    /// [`FoldError`].
    pub fn ask<T>(
        store: &impl Store,
        snapshots: &impl Snapshots,
        as_of: AsOf,
        mut question: impl FnMut(&Self) -> T,
    ) -> Result<Answered<T>, FoldError> {
        let (mut ignored, mut unsaved) = (None, None);
        let mut register = Self::up_to(store.head()?, as_of);
        loop {
            let answer = question(&register);
            let Held::Asked(asked) = &mut register.held else {
                return Ok(Answered { answer, ignored, unsaved });
            };
            let mut missed = std::mem::take(&mut *asked.missed());
            if missed == Missed::default() {
                return Ok(Answered { answer, ignored, unsaved });
            }
            if missed.everything {
                register = Self::of(store, as_of)?;
                continue;
            }
            if missed.open_actions {
                let found = Unsettled::ask(store, OpenActions, snapshots, as_of)?;
                ignored = ignored.or(found.ignored);
                unsaved = unsaved.or(found.unsaved);
                missed.subjects.extend(found.subjects);
                if found.head != asked.view.head() {
                    // Others recorded meanwhile.
                    *asked = Asked::up_to(found.head, as_of);
                }
                asked.has_open_actions = true;
            }
            for day in missed.days {
                missed.subjects.append(&mut meetings_on(store, day, asked.view.head().position)?);
                asked.days.insert(day);
            }
            for concept in missed.concepts {
                missed.subjects.append(&mut concept.subjects(store, asked.view.head().position)?);
                asked.concepts.insert(concept);
            }
            asked.view.fold(store, missed.subjects)?;
        }
    }

    fn up_to(head: Head, as_of: AsOf) -> Self {
        Self { as_of, held: Held::Asked(Asked::up_to(head, as_of)) }
    }
}

/// What was asked for and is folded, and what was asked for and is not.
#[derive(Debug)]
pub(super) struct Asked {
    view: PartialView<Fold>,
    concepts: BTreeSet<Concept>,
    /// Those whose meetings are folded.
    days: BTreeSet<NaiveDate>,
    has_open_actions: bool,
    missed: Mutex<Missed>,
}

#[derive(Debug, Default, PartialEq)]
struct Missed {
    subjects: BTreeSet<Subject>,
    concepts: BTreeSet<Concept>,
    days: BTreeSet<NaiveDate>,
    open_actions: bool,
    everything: bool,
}

impl Asked {
    const fn up_to(head: Head, as_of: AsOf) -> Self {
        let view = PartialView::up_to(head, Fold, as_of);
        let missed = Missed {
            subjects: BTreeSet::new(),
            concepts: BTreeSet::new(),
            days: BTreeSet::new(),
            open_actions: false,
            everything: false,
        };
        Self {
            view,
            concepts: BTreeSet::new(),
            days: BTreeSet::new(),
            has_open_actions: false,
            missed: Mutex::new(missed),
        }
    }

    pub(super) const fn view(&self) -> &View<Fold> {
        self.view.folded()
    }

    pub(super) fn entry(&self, subject: &Subject) -> Option<&Entry> {
        match self.view.get(subject) {
            Lookup::Known(entry) => Some(entry),
            Lookup::Unknown => None,
            Lookup::NotFolded => {
                self.missed().subjects.insert(subject.clone());
                None
            }
        }
    }

    pub(super) fn ask_for_every(&self, concept: Concept) {
        if !self.concepts.contains(&concept) {
            self.missed().concepts.insert(concept);
        }
    }

    pub(super) fn ask_for_meetings_on(&self, day: NaiveDate) {
        if !self.days.contains(&day) && !self.concepts.contains(&Concept::Meeting) {
            self.missed().days.insert(day);
        }
    }

    pub(super) fn ask_for_open_actions(&self) {
        if !self.has_open_actions && !self.concepts.contains(&Concept::Action) {
            self.missed().open_actions = true;
        }
    }

    pub(super) fn ask_for_everything(&self) {
        self.missed().everything = true;
    }

    /// Nothing can panic while it holds the lock, so a poisoned lock still guards a whole note.
    fn missed(&self) -> MutexGuard<'_, Missed> {
        self.missed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The meetings of which some fact, in force or not, told up to a place that they are of this day.
fn meetings_on(
    store: &impl Store,
    day: NaiveDate,
    until: Position,
) -> Result<BTreeSet<Subject>, FoldError> {
    let types = MeetingEvent::TYPES.iter().filter_map(|name| EventType::parse(name).ok());
    let query = Query::any([Alternative::default().typed(types)]);
    let mut found = BTreeSet::new();
    Cursor::start(&store.identity()).read_on(store, query, |record| {
        if record.position() > until {
            return Ok(ControlFlow::Break(()));
        }
        let fact = Fact::<RegisterEvent>::decode(record)?;
        if let Some(RegisterEvent::Meeting(event)) = fact.map(|fact| fact.event) {
            let told = match event {
                MeetingEvent::Held(held) => Some(held.on),
                MeetingEvent::Planned(planned) => planned.on.as_day(),
                MeetingEvent::Cited(cited) => Some(cited.on),
                MeetingEvent::Cancelled(_) | MeetingEvent::AgendaListed(_) => None,
            };
            if told == Some(day) {
                found.insert(record.body.subject.clone());
            }
        }
        Ok::<_, FoldError>(ControlFlow::Continue(()))
    })?;
    Ok(found)
}

impl Concept {
    /// The facts that tell of it.
    pub(super) fn query(self) -> Query {
        let types = self.types().filter_map(|name| EventType::parse(name).ok());
        Query::any([Alternative::default().typed(types)])
    }

    /// The subjects of this kind that a ledger knew up to a place.
    fn subjects(self, store: &impl Store, until: Position) -> Result<BTreeSet<Subject>, FoldError> {
        let mut found = BTreeSet::new();
        Cursor::start(&store.identity()).read_on(store, self.query(), |record| {
            if record.position() > until {
                return Ok(ControlFlow::Break(()));
            }
            let subject = &record.body.subject;
            if subject.kind() == self.kind() && !found.contains(subject) {
                found.insert(subject.clone());
            }
            Ok::<_, FoldError>(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }
}
