//! [`Plan`]: what recording a draft would change, for a person to review, and the entries for it.

use std::collections::HashMap;

use chrono::NaiveDate;
use spro_core::domain::action::ActionEvent;
use spro_core::domain::decision::DecisionEvent;
use spro_core::domain::document::DocumentEvent;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::idea::IdeaEvent;
use spro_core::domain::meeting::MeetingEvent;
use spro_core::domain::organisation::OrganisationEvent;
use spro_core::domain::person::PersonEvent;
use spro_core::domain::question::QuestionEvent;
use spro_core::kernel::blob::BlobId;
use spro_core::kernel::encoding::{self, Nature};
use spro_core::kernel::event::Recordable as _;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::EventId;
use spro_core::kernel::ledger::{Entry, NewFact};
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::ask::{InDraft, Question};
use super::known::Names;
use crate::draft::{Confidence, Modality, Source};

/// What recording a draft would change.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The meeting.
    pub meeting: Subject,
    /// The document that holds its minutes.
    pub document: Subject,
    /// The day of the meeting.
    pub day: NaiveDate,
    /// What would be recorded.
    pub items: Vec<Item>,
    /// What only a person can say; with an answer, plan again.
    pub questions: Vec<Question>,
    /// What is left out, and why.
    pub left: Vec<Left>,
    /// The original that is to be stored before the plan is recorded.
    pub original: Option<NewOriginal>,
    pub(super) blocked: bool,
    pub(super) labels: HashMap<Subject, String>,
    pub(super) read_up_to: Position,
}

/// One fact that would be recorded, its texts in the clear.
#[derive(Debug, Clone)]
pub struct Item {
    /// The event's id.
    pub id: EventId,
    /// What it is about.
    pub subject: Subject,
    /// What happened; of what is withdrawn, what was recorded.
    pub event: RegisterEvent,
    /// Since when it is true, where that is not the day it was learned.
    pub occurred: Option<When>,
    /// The day that the body knew.
    pub learned: NaiveDate,
    /// Where it stands in the new edition; of what is withdrawn, in the old one.
    pub lines: Vec<(u32, u32)>,
    /// What the text claims of it.
    pub modality: Modality,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What it does.
    pub change: Change,
    /// The item of the draft that asks for it; none of what is withdrawn, and of the meeting itself.
    pub in_draft: Option<InDraft>,
}

/// What an item does to what is recorded.
#[derive(Debug, Clone)]
pub enum Change {
    /// It is new.
    New,
    /// It takes the place of a fact.
    Corrects {
        /// The place of the version in force.
        target: Position,
        /// What that says.
        was: Box<RegisterEvent>,
        /// Since when it is true by that.
        was_since: Option<When>,
        /// Why.
        nature: Nature,
    },
    /// It withdraws a fact, which the new edition does not say any more.
    Retracts {
        /// The place of the version in force.
        target: Position,
        /// Why.
        nature: Nature,
    },
}

/// Something that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The words as printed; empty where `event` says what was left.
    pub text: String,
    /// Where they stand.
    pub lines: Vec<(u32, u32)>,
    /// The fact, where one was made of them.
    pub event: Option<RegisterEvent>,
    /// Why.
    pub why: Why,
    /// The item of the draft, where it is of one.
    pub in_draft: Option<InDraft>,
}

/// Why something is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Why {
    /// The reader could not place it.
    Unplaced,
    /// The reader is not sure enough.
    NotSure,
    /// It hangs on a question.
    Asked,
    /// It is recorded without a part that hangs on a question.
    AskedInPart,
    /// It is recorded without somebody whom its words do not name.
    NoName,
    /// The same list says otherwise of the same person before.
    SaidOtherwise,
    /// It names nothing by a number.
    NoNumber,
    /// It has no date.
    NoDate,
    /// An organisation is listed among those who attended, and nobody who came for it.
    NoPerson,
    /// Somebody is listed, and marked neither as present nor as away.
    NoStatus,
    /// It is in the original, and no fact besides.
    InTheOriginal,
    /// Its words were recorded anew when a person's name was erased, and stay so.
    RewrittenByErasure,
    /// Somebody corrected by hand what was recorded of it, and that stays.
    CorrectedByHand,
    /// Whoever reviewed it left it out.
    LeftOut,
}

/// An original that is to be stored beside the ledger before the plan is recorded: sealed, in a
/// ledger that seals, for this event under the document's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewOriginal {
    /// Its id.
    pub id: BlobId,
    /// The event that names it.
    pub event: EventId,
}

impl Plan {
    /// Whether there is nothing to record.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether nothing is recorded before a question is answered.
    pub const fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// What a subject of an item is called: a name, a number, the day of a meeting.
    pub fn label(&self, subject: &Subject) -> Option<&str> {
        self.labels.get(subject).map(String::as_str)
    }

    /// Takes over what the register calls the subjects that items and questions name.
    pub(super) fn name_what_it_names(&mut self, names: &Names) {
        let of_items = self.items.iter().flat_map(|item| {
            let before = match &item.change {
                Change::Corrects { was, .. } => was.mentions(),
                Change::New | Change::Retracts { .. } => Vec::new(),
            };
            let mentions = item.event.mentions().into_iter().chain(before);
            mentions.chain([item.subject.clone()])
        });
        let of_questions = self.questions.iter().flat_map(Question::candidates).cloned();
        let subjects: Vec<Subject> = of_items.chain(of_questions).collect();
        for subject in subjects {
            if let Some(label) = names.labels.get(&names.bearer(&subject)) {
                self.labels.entry(subject).or_insert_with(|| label.clone());
            }
        }
    }

    /// Refuses when anything was recorded since the ledger was read: then read on and plan again.
    pub fn guard(&self) -> Guard {
        Guard::unchanged(Query::all(), self.read_up_to)
    }

    /// The entries to record; none while the plan [is blocked](Self::is_blocked).
    pub fn into_entries(self) -> Vec<Entry<RegisterEvent>> {
        if self.blocked {
            return Vec::new();
        }
        let document = self.document;
        self.items.into_iter().map(|item| item.into_entry(document.clone())).collect()
    }
}

impl Item {
    /// Whether it only says how something is called, or that an edition is kept: what the other
    /// items need, and nobody reviews.
    pub fn is_support(&self) -> bool {
        use RegisterEvent as E;
        matches!(
            self.event,
            E::Person(PersonEvent::Named(_) | PersonEvent::Aliased(_))
                | E::Organisation(OrganisationEvent::Named(_) | OrganisationEvent::Aliased(_))
                | E::Meeting(MeetingEvent::Cited(_))
                | E::Decision(DecisionEvent::Cited(_))
                | E::Action(ActionEvent::Cited(_))
                | E::Question(QuestionEvent::Cited(_))
                | E::Idea(IdeaEvent::Cited(_))
                | E::Document(DocumentEvent::Stored(_) | DocumentEvent::Interpreted(_))
        )
    }

    fn into_entry(self, document: Subject) -> Entry<RegisterEvent> {
        let learned = self.learned;
        let corrects = match self.change {
            Change::Retracts { target, nature } => {
                return Entry::Retraction { id: self.id, target, nature, learned };
            }
            Change::Corrects { target, nature, .. } => Some((target, nature)),
            Change::New => None,
        };
        Entry::Fact(NewFact {
            occurred: self.occurred,
            source: Some(encoding::Source { document, lines: self.lines }),
            corrects,
            ..NewFact::new(self.id, self.subject, self.event, learned)
        })
    }
}

impl Left {
    pub(super) fn of(source: &Source, why: Why) -> Self {
        let lines = super::claims::lines_of(source);
        Self { text: source.text.clone(), lines, event: None, why, in_draft: None }
    }
}
