//! How the events of a concept are spelt in the ledger: their names and shapes, in one place each.
//!
//! [`payload!`] declares the data of a type; every field is visited for texts and mentions, so that
//! none is forgotten. [`recorded!`] declares the types of a concept, each with its persisted name.

use chrono::NaiveDate;

use super::attendance::{AttendanceStatus, Mode, Role};
use super::body::Language;
use super::decision::Judged;
use super::document::Reading;
use super::note::NoteKind;
use super::number::Number;
use super::occasion::{OccasionStatus, Reply, TurnoutSpan};
use super::person::{Ground, Name};
use super::stance::Side;
use crate::kernel::event::{TextKey, TextVisitor};
use crate::kernel::id::EventId;
use crate::kernel::seal::text::{Field, Text};
use crate::kernel::seal::vault::KeyId;
use crate::kernel::subject::Subject;
use crate::when::{LocalTime, When};

/// A value that stands in the data of an event.
pub(crate) trait Part {
    /// Visits the texts that it holds.
    fn texts(&mut self, _field: Field, _visit: &mut TextVisitor<'_>) {}
    /// Gives the subjects that it names.
    fn mentions(&self, _into: &mut Vec<Subject>) {}
}

impl Part for Text {
    fn texts(&mut self, field: Field, visit: &mut TextVisitor<'_>) {
        visit(field, TextKey::Source, self);
    }
}

impl Part for Name {
    fn texts(&mut self, field: Field, visit: &mut TextVisitor<'_>) {
        visit(field, TextKey::Subject, &mut self.0);
    }
}

impl Part for Subject {
    fn mentions(&self, into: &mut Vec<Subject>) {
        into.push(self.clone());
    }
}

impl<P: Part> Part for Option<P> {
    fn texts(&mut self, field: Field, visit: &mut TextVisitor<'_>) {
        if let Some(part) = self {
            part.texts(field, visit);
        }
    }
    fn mentions(&self, into: &mut Vec<Subject>) {
        if let Some(part) = self {
            part.mentions(into);
        }
    }
}

impl<P: Part> Part for Vec<P> {
    fn texts(&mut self, field: Field, visit: &mut TextVisitor<'_>) {
        for (part, index) in self.iter_mut().zip(0..) {
            part.texts(field.at(index), visit);
        }
    }
    fn mentions(&self, into: &mut Vec<Subject>) {
        for part in self {
            part.mentions(into);
        }
    }
}

macro_rules! holds_neither {
    ($($part:ty),* $(,)?) => { $(impl Part for $part {})* };
}
holds_neither!(
    bool,
    u64,
    String,
    NaiveDate,
    LocalTime,
    When,
    EventId,
    KeyId,
    Number,
    Language,
    AttendanceStatus,
    Mode,
    Role,
    Judged,
    OccasionStatus,
    Reply,
    TurnoutSpan,
    Side,
    NoteKind,
    Reading,
    Ground,
);

/// Declares the data of one type of event.
macro_rules! payload {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$field_doc:meta])* pub $field:ident: $part:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name { $($(#[$field_doc])* pub $field: $part,)* }

        impl $crate::domain::recorded::Part for $name {
            #[allow(unused_variables, reason = "some types hold no data")]
            fn texts(
                &mut self,
                _: $crate::kernel::seal::text::Field,
                visit: &mut $crate::kernel::event::TextVisitor<'_>,
            ) {
                $($crate::domain::recorded::Part::texts(
                    &mut self.$field,
                    $crate::kernel::seal::text::Field::named(stringify!($field)),
                    visit,
                );)*
            }
            #[allow(unused_variables, reason = "some types hold no data")]
            fn mentions(&self, into: &mut Vec<$crate::kernel::subject::Subject>) {
                $($crate::domain::recorded::Part::mentions(&self.$field, into);)*
            }
        }
    };
}
pub(crate) use payload;

/// Declares the types of event of one concept, each with its persisted name.
macro_rules! recorded {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $kind:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(clippy::large_enum_variant, reason = "an event lives for a fold, not in a list")]
        pub enum $name { $($(#[$variant_doc])* $variant($variant),)* }

        impl $name {
            /// The persisted names of its types.
            pub const TYPES: &'static [&'static str] = &[$($kind),*];

            pub(crate) const fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind,)* }
            }

            pub(crate) fn decode(kind: &str, data: &str) -> Option<Result<Self, serde_json::Error>> {
                match kind {
                    $($kind => Some(serde_json::from_str(data).map(Self::$variant)),)*
                    _ => None,
                }
            }

            pub(crate) fn data(
                &self,
            ) -> Result<Box<serde_json::value::RawValue>, serde_json::Error> {
                match self { $(Self::$variant(data) => serde_json::value::to_raw_value(data),)* }
            }

            pub(crate) fn texts(&mut self, visit: &mut $crate::kernel::event::TextVisitor<'_>) {
                let field = $crate::kernel::seal::text::Field::named("");
                match self {
                    $(Self::$variant(data) => $crate::domain::recorded::Part::texts(data, field, visit),)*
                }
            }

            pub(crate) fn mentions(&self, into: &mut Vec<$crate::kernel::subject::Subject>) {
                match self {
                    $(Self::$variant(data) => $crate::domain::recorded::Part::mentions(data, into),)*
                }
            }
        }
        $(impl $variant {
            /// The persisted name of its type.
            pub const KIND: &'static str = $kind;
        })*
        $(impl From<$variant> for $crate::domain::event::RegisterEvent {
            fn from(data: $variant) -> Self {
                $name::$variant(data).into()
            }
        })*
    };
}
pub(crate) use recorded;
