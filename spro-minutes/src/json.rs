//! A draft as JSON, and back.
//!
//! The shape is the draft's fields, each item with its own keys beside `text`, `lines`, `modality`
//! and `confidence`. A person may drop, change and add items: an added one wants its text and what
//! says what it is; keys left out have their usual value, keys that are not known are refused.

mod keys;
mod layout;
mod place;
mod refusal;

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::draft::shape::Clock;
use crate::draft::{Draft, Problem, ProblemKind, Source};
use crate::due;
use keys::Keys;
use layout::Layout;
use place::Places;

/// The name of the shape.
pub const SCHEMA: &str = "spro/minutes-proposal/1";

/// Problems past this many are not listed.
const LISTED: usize = 100;

/// Why a text is no proposal; says every problem, each on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InvalidProposal {
    /// In the order of the text, a hundred at most; one at least.
    pub problems: Vec<Problem>,
}

impl fmt::Display for InvalidProposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (problem, at) in self.problems.iter().zip(0_usize..) {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// Writes `draft`: a line a value, with a line end at the end.
pub fn to_json(draft: &Draft) -> String {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Layout::default());
    // Keys are strings and no value refuses to be written, and memory takes all.
    let written = Written(draft).serialize(&mut writer);
    debug_assert!(written.is_ok(), "{written:?}");
    bytes.push(b'\n');
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads what [`to_json`] wrote, or what a person made of it.
///
/// # Errors
/// [`InvalidProposal`] lists what to correct, each with its line and column.
pub fn from_json(text: &str) -> Result<Draft, InvalidProposal> {
    let mut reading = Reading {
        places: Places::of(text),
        draft: Draft::default(),
        agenda: None,
        problems: Vec::new(),
    };
    match serde_json::from_str::<Entries<'_>>(text) {
        Ok(entries) => reading.entries(entries),
        Err(error) => reading.problems.push(reading.places.problem(text, &error)),
    }
    if let Some(points) = reading.agenda {
        reading.draft.agenda = points_with_sources(points, reading.draft.agenda);
    }
    let Reading { mut problems, mut draft, .. } = reading;
    year_of_meeting(&mut draft);
    if problems.is_empty() {
        return Ok(draft);
    }
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems.truncate(LISTED);
    Err(InvalidProposal { problems })
}

/// Gives the dates without a year, which a person may add, the one nearest to the meeting.
fn year_of_meeting(draft: &mut Draft) {
    let calendar = draft.calendar();
    let actions = draft.actions.iter_mut().map(|action| &mut action.due);
    let changes = draft.status_changes.iter_mut().map(|change| &mut change.due);
    for due in actions.chain(changes).flatten() {
        if due.is_undated()
            && let Some(when) = due.printed().and_then(|said| due::dated(said, calendar))
        {
            *due = when;
        }
    }
}

/// The sources as they are, for the points that a person left, and bare ones for those added.
fn points_with_sources(points: Vec<String>, sources: Vec<Source>) -> Vec<Source> {
    let mut by_text: HashMap<String, VecDeque<Source>> = HashMap::new();
    for source in sources {
        by_text.entry(source.text.clone()).or_default().push_back(source);
    }
    let known = |text: String| {
        let source = by_text.get_mut(&text).and_then(VecDeque::pop_front);
        source.unwrap_or_else(|| Source::added(text))
    };
    points.into_iter().map(known).collect()
}

/// The keys of the object, each with the text of its value, in order.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a proposal: an object with `schema`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry::<String, &RawValue>()? {
                    pairs.push(pair);
                }
                Ok(Entries(pairs))
            }
        }
        from.deserialize_map(Pairs)
    }
}

struct Reading<'a> {
    places: Places<'a>,
    draft: Draft,
    agenda: Option<Vec<String>>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn entries(&mut self, Entries(entries): Entries<'_>) {
        let mut seen = HashSet::new();
        let mut schema: Option<String> = None;
        for (key, raw) in entries {
            if !seen.insert(key.clone()) {
                self.refuse(raw, ProblemKind::KeyTwice { key });
            } else if key == "schema" {
                schema = self.value(raw);
                if schema.as_deref().is_some_and(|name| name != SCHEMA) {
                    self.refuse(raw, ProblemKind::OtherSchema);
                }
            } else if key == "agenda" {
                self.agenda = self.value(raw);
            } else if !self.key(&key, raw) {
                self.refuse(raw, ProblemKind::UnknownKey { key });
            }
        }
        if schema.is_none() && !seen.contains("schema") {
            self.problems.push(Problem { line: 1, column: 1, kind: ProblemKind::NoSchema });
        }
    }

    fn refuse(&mut self, raw: &RawValue, kind: ProblemKind) {
        let (line, column) = self.places.of_part(raw.get(), 0);
        self.problems.push(Problem { line, column, kind });
    }

    fn value<T: DeserializeOwned>(&mut self, raw: &RawValue) -> Option<T> {
        match serde_json::from_str(raw.get()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.problems_of::<T>(raw, error);
                None
            }
        }
    }

    /// Each problem of a value: the key that has one is passed over, and the rest read again.
    fn problems_of<T: DeserializeOwned>(&mut self, raw: &RawValue, first: serde_json::Error) {
        let mut keys = Keys::of(raw);
        let mut error = first;
        loop {
            let passed_over = keys.has_no_more(&error);
            if !passed_over {
                self.problems.push(self.places.problem(raw.get(), &error));
            }
            if passed_over || !keys.pass_over(&error) {
                return;
            }
            match serde_json::from_str::<T>(&keys.rest()) {
                Ok(_) => return,
                Err(next) => error = next,
            }
        }
    }

    /// Each item by itself, so that one that is wrong hides no other.
    fn items<T: DeserializeOwned>(&mut self, raw: &RawValue) -> Vec<T> {
        match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            Ok(items) => items.into_iter().filter_map(|item| self.value(item)).collect(),
            Err(error) => {
                self.problems.push(self.places.problem(raw.get(), &error));
                Vec::new()
            }
        }
    }
}

struct Written<'a>(&'a Draft);

/// Spells the keys once, for writing and for reading.
macro_rules! keys {
    (one: $($one:ident)*; time: $($time:ident)*; many: $($many:ident)*;) => {
        impl Serialize for Written<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let Self(draft) = self;
                let mut map = to.serialize_map(None)?;
                map.serialize_entry("schema", SCHEMA)?;
                $(map.serialize_entry(stringify!($one), &draft.$one)?;)*
                $(map.serialize_entry(stringify!($time), &Clock(draft.$time))?;)*
                let agenda: Vec<_> = draft.agenda.iter().map(|point| &point.text).collect();
                map.serialize_entry("agenda", &agenda)?;
                map.serialize_entry("agenda_sources", &draft.agenda)?;
                $(map.serialize_entry(stringify!($many), &draft.$many)?;)*
                map.end()
            }
        }

        impl Reading<'_> {
            /// Reads the value of `key`; tells whether there is such a key.
            fn key(&mut self, key: &str, raw: &RawValue) -> bool {
                match key {
                    $(stringify!($one) => {
                        self.draft.$one = self.value(raw).unwrap_or_default();
                    })*
                    $(stringify!($time) => {
                        self.draft.$time = self.value(raw).and_then(|Clock(time)| time);
                    })*
                    "agenda_sources" => self.draft.agenda = self.items(raw),
                    $(stringify!($many) => self.draft.$many = self.items(raw),)*
                    _ => return false,
                }
                true
            }
        }
    };
}

keys! {
    one: title body group date date_inferred_from date_order venue language written_by circulated next_meeting;
    time: starts ends;
    many: attendance people decisions actions status_changes approvals errata occasions ideas
        questions answers positions notes documents mandates contradictions asked head headings
        unplaced;
}
