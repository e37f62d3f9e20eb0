//! What the records before a record named, kept so that what they share is neither checked nor
//! copied again.

use crate::kernel::event_type::EventType;
use crate::kernel::subject::Subject;

/// How many of each are kept.
const ROOM: usize = 64;

/// The last names that were read.
#[derive(Debug)]
pub(super) struct Known {
    subjects: Kept<Subject>,
    types: Kept<EventType>,
}

/// Names by a hash of their texts; a name takes the place of another of the same hash.
#[derive(Debug)]
struct Kept<T>(Vec<Option<T>>);

impl Known {
    /// Keeps what is named.
    pub(super) fn keeping() -> Self {
        Self { subjects: Kept(vec![None; ROOM]), types: Kept(vec![None; ROOM]) }
    }

    /// Keeps nothing.
    pub(super) const fn nothing() -> Self {
        Self { subjects: Kept(Vec::new()), types: Kept(Vec::new()) }
    }

    /// The subject of this text; `None` when the text is none.
    pub(super) fn subject(&mut self, text: &str) -> Option<Subject> {
        self.subjects.named(text, Subject::as_str, |text| Subject::parse(text).ok())
    }

    /// The type of this name; `None` when the name is none.
    pub(super) fn kind(&mut self, name: &str) -> Option<EventType> {
        self.types.named(name, EventType::as_str, |name| EventType::parse(name).ok())
    }
}

impl<T: Clone> Kept<T> {
    fn named(
        &mut self,
        name: &str,
        name_of: impl Fn(&T) -> &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        match self.0.get_mut(hash(name)) {
            Some(Some(known)) if name_of(known) == name => Some(known.clone()),
            Some(slot) => {
                *slot = parse(name);
                slot.clone()
            }
            None => parse(name),
        }
    }
}

/// Of the last bytes, where ids differ.
fn hash(name: &str) -> usize {
    let last = name.as_bytes().last_chunk().map_or(0, |last| u64::from_le_bytes(*last));
    let mixed = (last ^ name.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> 58).unwrap_or_default()
}
