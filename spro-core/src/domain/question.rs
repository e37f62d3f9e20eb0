//! Questions: raised → answered or lapsed.

use super::event::RegisterEvent;
use super::number::Number;
use super::owner::Owner;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

payload! {
    /// A document names a question by its number alone.
    pub struct Cited {
        /// The number as printed.
        pub number: Number,
    }
}

payload! {
    /// Somebody asked.
    pub struct Raised {
        /// The number as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<Number>,
        /// The words as printed.
        pub text: Text,
        /// Who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Owner>,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
    }
}

payload! {
    /// Somebody answered, or a decision did.
    pub struct Answered {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
        /// Who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Owner>,
        /// The decision that answers it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decision: Option<Subject>,
    }
}

payload! {
    /// It no longer asks for an answer.
    pub struct Lapsed {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to a question.
    pub enum QuestionEvent {
        /// Named by its number alone.
        Cited = "spro.question.cited",
        /// Somebody asked.
        Raised = "spro.question.raised",
        /// Answered.
        Answered = "spro.question.answered",
        /// Lapsed.
        Lapsed = "spro.question.lapsed",
    }
}

/// What is known of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {}

impl Question {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, _event: &QuestionEvent, _fact: &Fact<RegisterEvent>) {}
}
