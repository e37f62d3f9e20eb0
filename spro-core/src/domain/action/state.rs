//! What is known of an action: wording, owners, due date and status, each over time.

use serde::{Deserialize, Serialize};

use super::ActionEvent;
use crate::domain::event::RegisterEvent;
use crate::domain::number::Number;
use crate::domain::owner::Owner;
use crate::domain::stated::{Stated, same_time, take_over};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::When;

/// What is known of an action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    /// The number as printed.
    pub number: Option<Number>,
    /// The words as printed; `None` while documents only name its number.
    pub text: Option<Text>,
    /// The meeting that raised it.
    pub meeting: Option<Subject>,
    /// The decision that it carries out.
    pub decision: Option<Subject>,
    /// Who owed it, from the first to the present; empty while that is not known. For groups see
    /// [`Owner::Group`].
    pub owners: Vec<Stated<Vec<Owner>>>,
    /// When it was due, from the first to the present; empty while that is not known.
    pub due: Vec<Stated<Option<When>>>,
    /// Every statement of its status, in effective order, those among them that did not prevail.
    pub history: Vec<Stated<StatusChange>>,
    present: Option<Stated<StatusChange>>,
}

/// How far an action is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum ActionStatus {
    /// To be done.
    #[default]
    NeedsAction,
    /// Under way.
    InProcess,
    /// Done.
    Completed,
    /// Dropped.
    Cancelled,
}

/// A statement of a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusChange {
    /// The status.
    pub status: ActionStatus,
    /// The words as printed.
    pub words: Option<Text>,
}

impl ActionStatus {
    /// Whether it is still owed.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NeedsAction | Self::InProcess)
    }

    /// As persisted and exported: the word of iCalendar, in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeedsAction => "needs-action",
            Self::InProcess => "in-process",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Action {
    /// How far it is; to be done where nothing else was said.
    pub fn status(&self) -> ActionStatus {
        self.present.as_ref().map(|change| change.value.status).unwrap_or_default()
    }

    /// The statement on which the status rests; `None` where nothing was said.
    pub const fn status_change(&self) -> Option<&Stated<StatusChange>> {
        self.present.as_ref()
    }

    /// Since when it has its status, where that was said.
    pub fn since(&self) -> Option<&When> {
        self.present.as_ref().map(|change| &change.at.since)
    }

    /// Who owes it: empty where nobody is named, `None` while that is not known.
    pub fn present_owners(&self) -> Option<&[Owner]> {
        self.owners.last().map(|stated| stated.value.as_slice())
    }

    /// By when it is due, where it is due at some time.
    pub fn present_due(&self) -> Option<&When> {
        self.due.last().and_then(|stated| stated.value.as_ref())
    }

    /// When it was first due, where that was another day than now; `None` inside where it was due at
    /// no time.
    pub fn first_due(&self) -> Option<&Stated<Option<When>>> {
        let present = self.present_due();
        self.due.first().filter(|first| !same_time(first.value.as_ref(), present))
    }

    /// Who owed it before, each with since when others do.
    pub fn earlier_owners(&self) -> impl Iterator<Item = (&[Owner], &When)> {
        let followed = self.owners.iter().zip(self.owners.iter().skip(1));
        followed.map(|(before, after)| (before.value.as_slice(), &after.at.since))
    }

    /// Folds one fact in. Total: the fact has happened already.
    ///
    /// A completed or cancelled action is so until it is reopened, or until the body learns
    /// otherwise; what it had been told before does not count.
    pub fn evolve(&mut self, event: &ActionEvent, fact: &Fact<RegisterEvent>) {
        let mut state = |status, words: &Option<Text>| {
            self.change_status(Stated::by(fact, StatusChange { status, words: words.clone() }));
        };
        match event {
            ActionEvent::Cited(cited) => {
                self.number.get_or_insert_with(|| cited.number.clone());
            }
            ActionEvent::Raised(raised) => {
                take_over(&mut self.number, raised.number.as_ref());
                self.text = Some(raised.text.clone());
                // Minutes that print it again did not raise it.
                self.meeting = self.meeting.take().or_else(|| raised.meeting.clone());
                take_over(&mut self.decision, raised.decision.as_ref());
                if self.owners.is_empty() || !raised.owners.is_empty() {
                    self.change_owners(Stated::by(fact, raised.owners.clone()));
                }
                if self.due.is_empty() || raised.due.is_some() {
                    self.change_due(Stated::by(fact, raised.due.clone()));
                }
            }
            ActionEvent::Assigned(assigned) => {
                self.change_owners(Stated::by(fact, assigned.owners.clone()));
            }
            ActionEvent::DueChanged(changed) => {
                self.change_due(Stated::by(fact, changed.due.clone()));
            }
            ActionEvent::Started(it) => state(ActionStatus::InProcess, &it.words),
            ActionEvent::Completed(it) => state(ActionStatus::Completed, &it.words),
            ActionEvent::Cancelled(it) => state(ActionStatus::Cancelled, &it.words),
            ActionEvent::Reopened(it) => state(ActionStatus::NeedsAction, &it.words),
        }
    }

    fn change_status(&mut self, next: Stated<StatusChange>) {
        self.history.push(next.clone());
        match &mut self.present {
            Some(present) if present.value.status == next.value.status => {
                present.hold_again(&next.at);
            }
            Some(present) if !present.value.status.is_open() && present.outlasts(&next.at) => {}
            present => *present = Some(next),
        }
    }

    fn change_owners(&mut self, next: Stated<Vec<Owner>>) {
        if self.owners.last().is_none_or(|present| present.value != next.value) {
            self.owners.push(next);
        }
    }

    fn change_due(&mut self, next: Stated<Option<When>>) {
        if self
            .due
            .last()
            .is_none_or(|present| !same_time(present.value.as_ref(), next.value.as_ref()))
        {
            self.due.push(next);
        }
    }
}
