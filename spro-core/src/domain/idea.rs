//! Ideas: raised → adopted or set aside.

use super::event::RegisterEvent;
use super::number::Number;
use super::owner::Owner;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

payload! {
    /// A document names an idea by its number alone.
    pub struct Cited {
        /// The number as printed.
        pub number: Number,
    }
}

payload! {
    /// Somebody had an idea.
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
    /// The body takes it up.
    pub struct Adopted {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// The body does not take it up.
    pub struct SetAside {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to an idea.
    pub enum IdeaEvent {
        /// Named by its number alone.
        Cited = "spro.idea.cited",
        /// Somebody had it.
        Raised = "spro.idea.raised",
        /// Taken up.
        Adopted = "spro.idea.adopted",
        /// Not taken up.
        SetAside = "spro.idea.set-aside",
    }
}

/// What is known of an idea.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Idea {}

impl Idea {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, _event: &IdeaEvent, _fact: &Fact<RegisterEvent>) {}
}
