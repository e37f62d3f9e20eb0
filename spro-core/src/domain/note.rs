//! Notes: information that nobody decides or owes, by kind.

use serde::{Deserialize, Serialize};

use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use super::stated::Stated;
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

payload! {
    /// Something was said.
    pub struct Recorded {
        /// What kind of information it is.
        pub kind: NoteKind,
        /// The words as printed.
        pub text: Text,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
    }
}

recorded! {
    /// What happens to a note.
    pub enum NoteEvent {
        /// Said.
        Recorded = "spro.note.recorded",
    }
}

/// What kind of information a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A project: its carrier, its framework.
    Project,
    /// A working group.
    WorkingGroup,
    /// A reusable programme.
    Outline,
    /// Who staffs what, and when.
    Staffing,
    /// An exchange of views.
    Exchange,
    /// News.
    News,
    /// What others do elsewhere, which is never this body's action.
    Elsewhere,
    /// Two statements that may contradict each other.
    Contradiction,
    /// Anything else.
    Other,
}

impl NoteKind {
    /// As persisted and exported.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::WorkingGroup => "working-group",
            Self::Outline => "outline",
            Self::Staffing => "staffing",
            Self::Exchange => "exchange",
            Self::News => "news",
            Self::Elsewhere => "elsewhere",
            Self::Contradiction => "contradiction",
            Self::Other => "other",
        }
    }
}

/// What is known of a note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// What was said, and since when.
    pub said: Option<Stated<Recorded>>,
}

impl Note {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &NoteEvent, fact: &Fact<RegisterEvent>) {
        match event {
            NoteEvent::Recorded(it) => self.said = Some(Stated::by(fact, it.clone())),
        }
    }
}
