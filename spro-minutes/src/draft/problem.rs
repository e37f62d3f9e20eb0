//! What is wrong with a text.

use std::fmt;

use crate::json::SCHEMA;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong, and so what to do.
    pub kind: ProblemKind,
}

/// What can be wrong with a text of minutes, or with a proposal.
///
/// It is not `non_exhaustive`: who says it in other languages is to hear of a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The minutes are empty.
    EmptyText,
    /// No calendar has a date that the minutes print.
    NoSuchDate {
        /// The date as printed.
        printed: String,
    },
    /// A date is printed with a weekday on which it was not.
    OtherWeekday {
        /// The date as printed.
        printed: String,
    },
    /// The minutes, or they and their file's name, give the day of the meeting in several ways.
    ContradictoryDates {
        /// The days, or the words for them.
        readings: Vec<String>,
    },
    /// The proposal is no JSON.
    NotJson,
    /// The proposal ends before it is whole.
    Cut,
    /// The proposal does not name its shape.
    NoSchema,
    /// The proposal has a shape that this version does not read.
    OtherSchema,
    /// A key of the proposal stands twice.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// No proposal has this key.
    UnknownKey {
        /// The key.
        key: String,
    },
    /// An item has a key that no item of its list has.
    UnknownField {
        /// The key.
        key: String,
    },
    /// An item lacks a key.
    MissingField {
        /// The key.
        key: String,
    },
    /// A key of an item stands twice.
    FieldTwice {
        /// The key.
        key: String,
    },
    /// A value is not of the sort that its key takes.
    WrongSort {
        /// What it should be.
        wanted: Sort,
    },
    /// A value is none of those that its key takes.
    NoSuchValue {
        /// The value.
        value: String,
        /// Those that it takes.
        allowed: Vec<String>,
    },
    /// A day that no calendar has, or that is not written `YYYY-MM-DD`.
    NoSuchDay,
    /// No calendar has a date by which something is due.
    NoSuchDue {
        /// The date as written.
        written: String,
    },
    /// A time of the day that no clock shows, or that is not written `hh:mm`.
    NoSuchTime,
    /// The text of an item is blank.
    BlankText,
    /// A range of lines that ends before it begins.
    NoRange {
        /// The first line as written.
        first: u32,
        /// The last one.
        last: u32,
    },
    /// A value that cannot be understood.
    Unreadable,
}

/// A sort of value in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A text in quotes.
    Text,
    /// A whole number, not below 0.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list in brackets.
    List,
    /// Keys with their values, in braces.
    Object,
}

impl ProblemKind {
    /// What to do, in English.
    pub fn next_step(&self) -> String {
        match self {
            Self::EmptyText => "give the file that holds the minutes".to_owned(),
            Self::NoSuchDate { .. } => {
                "correct the date in the minutes, or leave it out".to_owned()
            }
            Self::OtherWeekday { .. } => "correct the weekday, or the date".to_owned(),
            Self::ContradictoryDates { .. } => {
                "say which day it was, in the minutes or when asked".to_owned()
            }
            Self::NotJson | Self::Cut | Self::WrongSort { .. } | Self::Unreadable => {
                "correct it here, or import the minutes again".to_owned()
            }
            Self::NoSchema => format!("add \"schema\": {SCHEMA:?}"),
            Self::OtherSchema => "import the minutes again with this version".to_owned(),
            Self::KeyTwice { .. } => "put everything in one, and remove the other".to_owned(),
            Self::UnknownKey { .. } | Self::UnknownField { .. } => {
                "remove it, or correct its spelling".to_owned()
            }
            Self::MissingField { .. } => "add it to this item, or drop the item".to_owned(),
            Self::FieldTwice { .. } => "remove one of them".to_owned(),
            Self::NoSuchValue { allowed, .. } => format!("write one of {}", allowed.join(", ")),
            Self::NoSuchDay => "write the day as YYYY-MM-DD".to_owned(),
            Self::NoSuchDue { .. } => "give the day as YYYY-MM-DD, or say it in words".to_owned(),
            Self::NoSuchTime => "write the time as hh:mm".to_owned(),
            Self::BlankText => "write what it says, or drop the item".to_owned(),
            Self::NoRange { .. } => "write the first line and then the last, from 1".to_owned(),
        }
    }
}

/// In English.
impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyText => f.write_str("the text is empty"),
            Self::NoSuchDate { printed: date } | Self::NoSuchDue { written: date } => {
                write!(f, "no calendar has the date {date:?}")
            }
            Self::OtherWeekday { printed } => write!(f, "{printed:?} was another weekday"),
            Self::ContradictoryDates { readings } => {
                write!(f, "the meeting is said to be of {}", readings.join(" and of "))
            }
            Self::NotJson => f.write_str("this is not JSON"),
            Self::Cut => f.write_str("the text ends before it is whole"),
            Self::NoSchema => f.write_str("`schema` is missing"),
            Self::OtherSchema => write!(f, "this version reads {SCHEMA:?} alone"),
            Self::KeyTwice { key } | Self::FieldTwice { key } => {
                write!(f, "`{key}` is there twice")
            }
            Self::UnknownKey { key } => write!(f, "no proposal has the key `{key}`"),
            Self::UnknownField { key } => write!(f, "no item of this list has the key `{key}`"),
            Self::MissingField { key } => write!(f, "`{key}` is missing"),
            Self::WrongSort { wanted } => write!(f, "{wanted} is wanted here"),
            Self::NoSuchValue { value, .. } => {
                write!(f, "`{value}` is nothing that this key takes")
            }
            Self::NoSuchDay => f.write_str("no such day"),
            Self::NoSuchTime => f.write_str("no such time of the day"),
            Self::BlankText => f.write_str("the text is blank"),
            Self::NoRange { first, last } => write!(f, "[{first}, {last}] is no range of lines"),
            Self::Unreadable => f.write_str("this value cannot be understood"),
        }
    }
}

/// In English, with its article.
impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text in quotes",
            Self::Number => "a whole number",
            Self::Boolean => "true or false",
            Self::List => "a list",
            Self::Object => "an object",
        })
    }
}

/// With its place and the next step, in English.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, kind } = self;
        write!(f, "line {line}, column {column}: {kind}; {}", kind.next_step())
    }
}
