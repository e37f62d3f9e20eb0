//! What a text of minutes claims, before anyone recorded it.
//!
//! A [`Draft`] is the reader's output and the input of what comes next: a person edits it, and it
//! is recorded. Each item keeps the words it came from ([`Source`]) and names people, structures
//! and numbers as printed. Nothing in it is an identity: who "Ana Bel" is, is for the ledger to say.

mod dated;
mod item;
mod occasion;
mod party;
mod problem;
mod question;
pub(crate) mod shape;
mod source;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use spro_core::when::LocalTime;

use crate::dates::{Calendar, Order};

pub use dated::{DateFrom, DateOrder, OrderFrom};
pub use item::{
    Action, ActionState, Answer, Approval, ApprovalOutcome, Attendee, Change, Condition,
    ConditionKind, Decision, DecisionKind, Document, DocumentState, Erratum, Idea, Mandate, Named,
    NextMeeting, Note, NoteKind, Position, Question, Rectified, Stance, Status, StatusChange,
};
pub use occasion::{Estimate, Occasion, OccasionStatus, Part, Participant, Reply, Turnout};
pub use party::{Parties, Party};
pub use problem::{Problem, ProblemKind, Sort};
pub use question::{Asked, AskedKind, Contradiction, ItemKind, ItemRef, Reading};
pub use source::{Confidence, Modality, Source};

/// The language of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// French.
    #[default]
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// What the reader read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The title.
    pub title: Option<String>,
    /// The body, as its minutes name it.
    pub body: Option<String>,
    /// The part of the body that met, such as a working group; none where the body itself did.
    pub group: Option<String>,
    /// The day of the meeting.
    pub date: Option<NaiveDate>,
    /// What the day was inferred from, where the minutes do not print it in full.
    pub date_inferred_from: Option<DateFrom>,
    /// How dates are read that have the day first or the month, such as 4/5/2020; `None` where the
    /// minutes print none.
    pub date_order: Option<DateOrder>,
    /// When it began.
    pub starts: Option<LocalTime>,
    /// When it ended, or was to end.
    pub ends: Option<LocalTime>,
    /// Where it met.
    pub venue: Option<String>,
    /// The language of the text.
    pub language: Language,
    /// Who wrote the minutes.
    pub written_by: Option<String>,
    /// The day they went round.
    pub circulated: Option<NaiveDate>,
    /// The meeting after this one.
    pub next_meeting: Option<NextMeeting>,
    /// Who came, who did not.
    pub attendance: Vec<Attendee>,
    /// People whom the text names and no list of attendance does.
    pub people: Vec<Named>,
    /// The points of the agenda.
    pub agenda: Vec<Source>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Actions.
    pub actions: Vec<Action>,
    /// Changes to what earlier minutes numbered.
    pub status_changes: Vec<StatusChange>,
    /// What was decided of earlier minutes.
    pub approvals: Vec<Approval>,
    /// Corrections of earlier minutes.
    pub errata: Vec<Erratum>,
    /// Planned events.
    pub occasions: Vec<Occasion>,
    /// Ideas.
    pub ideas: Vec<Idea>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Answers.
    pub answers: Vec<Answer>,
    /// Reservations and support.
    pub positions: Vec<Position>,
    /// Information, exchanges, projects, groups, outlines.
    pub notes: Vec<Note>,
    /// Documents and addresses.
    pub documents: Vec<Document>,
    /// Who acts for whom since when.
    pub mandates: Vec<Mandate>,
    /// What the text says in two ways.
    pub contradictions: Vec<Contradiction>,
    /// What a person must answer before the item it is about is recorded.
    pub asked: Vec<Asked>,
    /// The lines before the first list, and that tell of the minutes themselves.
    pub head: Vec<Source>,
    /// Headings, lines that only label what follows.
    pub headings: Vec<Source>,
    /// What nothing above holds, a line each.
    pub unplaced: Vec<Source>,
}

impl Draft {
    /// How the dates in it are read.
    pub(crate) fn calendar(&self) -> Calendar {
        let order = self.date_order.as_ref();
        Calendar {
            meeting: self.date,
            order: order.map_or_else(Order::default, |it| it.order),
            concluded: order.is_some_and(|it| it.from == Some(OrderFrom::Document)),
        }
    }

    /// Where each thing read stands, in no order; what is [`unplaced`](Self::unplaced) is left out.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        fn of<T>(items: &[T], source: fn(&T) -> &Source) -> impl Iterator<Item = &Source> {
            items.iter().map(source)
        }
        self.head
            .iter()
            .chain(&self.headings)
            .chain(self.next_meeting.iter().map(|item| &item.source))
            .chain(of(&self.attendance, |item| &item.source))
            .chain(of(&self.people, |item| &item.source))
            .chain(&self.agenda)
            .chain(of(&self.decisions, |item| &item.source))
            .chain(of(&self.actions, |item| &item.source))
            .chain(of(&self.status_changes, |item| &item.source))
            .chain(of(&self.approvals, |item| &item.source))
            .chain(of(&self.errata, |item| &item.source))
            .chain(of(&self.occasions, |item| &item.source))
            .chain(self.occasions.iter().flat_map(|item| of(&item.parts, |part| &part.source)))
            .chain(of(&self.ideas, |item| &item.source))
            .chain(of(&self.questions, |item| &item.source))
            .chain(of(&self.answers, |item| &item.source))
            .chain(of(&self.positions, |item| &item.source))
            .chain(of(&self.notes, |item| &item.source))
            .chain(self.notes.iter().flat_map(|item| &item.parts))
            .chain(of(&self.documents, |item| &item.source))
            .chain(of(&self.mandates, |item| &item.source))
            .chain(
                self.contradictions.iter().flat_map(|item| of(&item.readings, |one| &one.source)),
            )
            .chain(of(&self.asked, |item| &item.source))
    }
}
