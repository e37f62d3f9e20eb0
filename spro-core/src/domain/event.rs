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
    ($($concept:ident($event:ident),)*) => {
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
                $(if let Some(decoded) = $event::decode(kind, data) {
                    return Some(decoded.map(Self::$concept));
                })*
                None
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
    Body(BodyEvent),
    Person(PersonEvent),
    Organisation(OrganisationEvent),
    Membership(MembershipEvent),
    Meeting(MeetingEvent),
    Attendance(AttendanceEvent),
    Minutes(MinutesEvent),
    Decision(DecisionEvent),
    Action(ActionEvent),
    Occasion(OccasionEvent),
    Idea(IdeaEvent),
    Question(QuestionEvent),
    Stance(StanceEvent),
    Note(NoteEvent),
    Document(DocumentEvent),
}
