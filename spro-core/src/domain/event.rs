//! [`RegisterEvent`]: every fact that a register holds.

use serde_json::value::RawValue;

use super::action::ActionEvent;
use super::attendance::AttendanceEvent;
use super::body::BodyEvent;
use super::decision::DecisionEvent;
use super::document::DocumentEvent;
use super::idea::IdeaEvent;
use super::meeting::MeetingEvent;
use super::membership::MembershipEvent;
use super::minutes::MinutesEvent;
use super::note::NoteEvent;
use super::occasion::OccasionEvent;
use super::organisation::OrganisationEvent;
use super::person::PersonEvent;
use super::question::QuestionEvent;
use super::stance::StanceEvent;
use crate::kernel::event::{Event, Recordable, TextVisitor};
use crate::kernel::subject::Subject;

macro_rules! register_event {
    ($($name:literal => $concept:ident($event:ident),)*) => {
        /// A fact of a register: one of a concept's events, in the namespace `spro`.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each variant is the concept that it names")]
        pub enum RegisterEvent { $($concept($event),)* }

        $(impl From<$event> for RegisterEvent {
            fn from(event: $event) -> Self {
                Self::$concept(event)
            }
        })*

        impl Event for RegisterEvent {
            const NAMESPACE: &'static str = "spro";

            fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>> {
                // A concept is found by its part of the name: one comparison instead of one a type.
                match kind.split('.').nth(1)? {
                    $($name => Some($event::decode(kind, data)?.map(Self::$concept)),)*
                    _ => None,
                }
            }

            fn texts(&mut self, visit: &mut TextVisitor<'_>) {
                match self { $(Self::$concept(event) => event.texts(visit),)* }
            }
        }

        impl Recordable for RegisterEvent {
            fn kind(&self) -> &'static str {
                match self { $(Self::$concept(event) => event.kind(),)* }
            }

            fn data(&self) -> Result<Box<RawValue>, serde_json::Error> {
                match self { $(Self::$concept(event) => event.data(),)* }
            }

            fn mentions(&self) -> Vec<Subject> {
                let mut into = Vec::new();
                match self { $(Self::$concept(event) => event.mentions(&mut into),)* }
                into
            }
        }
    };
}

register_event! {
    "body" => Body(BodyEvent),
    "person" => Person(PersonEvent),
    "organisation" => Organisation(OrganisationEvent),
    "membership" => Membership(MembershipEvent),
    "meeting" => Meeting(MeetingEvent),
    "attendance" => Attendance(AttendanceEvent),
    "minutes" => Minutes(MinutesEvent),
    "decision" => Decision(DecisionEvent),
    "action" => Action(ActionEvent),
    "occasion" => Occasion(OccasionEvent),
    "idea" => Idea(IdeaEvent),
    "question" => Question(QuestionEvent),
    "stance" => Stance(StanceEvent),
    "note" => Note(NoteEvent),
    "document" => Document(DocumentEvent),
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! types_of {
        ($($event:ident),*) => { [$($event::TYPES),*].concat() };
    }

    #[test]
    fn every_type_is_found_by_its_name() {
        let types = types_of!(
            BodyEvent,
            PersonEvent,
            OrganisationEvent,
            MembershipEvent,
            MeetingEvent,
            AttendanceEvent,
            MinutesEvent,
            DecisionEvent,
            ActionEvent,
            OccasionEvent,
            IdeaEvent,
            QuestionEvent,
            StanceEvent,
            NoteEvent,
            DocumentEvent
        );
        for kind in types {
            // No type's data are a number.
            assert!(
                RegisterEvent::decode(kind, "0").is_some_and(|decoded| decoded.is_err()),
                "{kind}"
            );
        }
        for kind in
            ["spro", "spro.note", "spro.note.recorded.", "other.note.recorded", "spro..note"]
        {
            assert!(RegisterEvent::decode(kind, "0").is_none(), "{kind}");
        }
    }
}
