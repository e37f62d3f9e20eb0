//! Which records a reader or a guard is about.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::encoding::Body;
use super::event_type::EventType;
use super::glance::Glance;
use super::subject::Subject;

/// A list of alternatives: a record matches when one of them does.
///
/// ```
/// use spro_core::kernel::query::{Alternative, Query};
/// use spro_core::kernel::subject::Subject;
///
/// let room = Subject::parse("room/blue")?;
/// let query = Query::about(room.clone());
/// assert_eq!(query.alternatives().map(<[_]>::len), Some(2));
/// assert!(Query::all().alternatives().is_none());
/// # Ok::<(), spro_core::kernel::subject::InvalidSubject>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    alternatives: Option<Vec<Alternative>>,
}

impl Query {
    /// Every record.
    pub const fn all() -> Self {
        Self { alternatives: None }
    }

    /// The records that match at least one alternative; none match an empty list.
    pub fn any(alternatives: impl IntoIterator<Item = Alternative>) -> Self {
        Self { alternatives: Some(alternatives.into_iter().collect()) }
    }

    /// The records of one subject.
    pub fn subject(subject: Subject) -> Self {
        Self::any([Alternative::default().of(subject)])
    }

    /// The records of one subject and those that mention it.
    pub fn about(subject: Subject) -> Self {
        Self::any([
            Alternative::default().of(subject.clone()),
            Alternative::default().mentioning(subject),
        ])
    }

    /// The alternatives; `None` when every record matches.
    pub fn alternatives(&self) -> Option<&[Alternative]> {
        self.alternatives.as_deref()
    }

    /// Whether a record of these bytes may match: `false` is sure, and told without decoding it.
    ///
    /// A store asks it of records whose digests it has checked, and of those that may match, after
    /// decoding them, whether they do.
    pub fn may_match(&self, record: &[u8]) -> bool {
        let Some(alternatives) = &self.alternatives else {
            return true;
        };
        Glance::of(record).is_none_or(|seen| alternatives.iter().any(|one| one.may_match(&seen)))
    }

    /// Whether the record matches.
    pub fn matches(&self, body: &Body<'_>) -> bool {
        self.alternatives.as_ref().is_none_or(|all| all.iter().any(|one| one.matches(body)))
    }
}

/// Conditions that hold together; one that is not given is no condition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alternative {
    /// Sorted, each once.
    subjects: Option<Arc<[Subject]>>,
    mention: Option<Subject>,
    types: Option<Vec<EventType>>,
}

impl Alternative {
    /// Asks for records of this subject.
    #[must_use]
    pub fn of(self, subject: Subject) -> Self {
        self.of_any([subject])
    }

    /// Asks for records of any of these subjects. A record is matched in the time of a binary search
    /// among them.
    #[must_use]
    pub fn of_any(mut self, subjects: impl IntoIterator<Item = Subject>) -> Self {
        let sorted: BTreeSet<_> = subjects.into_iter().collect();
        self.subjects = Some(sorted.into_iter().collect());
        self
    }

    /// Asks for records that mention this, or whose source it is.
    #[must_use]
    pub fn mentioning(mut self, mention: Subject) -> Self {
        self.mention = Some(mention);
        self
    }

    /// Asks for records of one of these types. A correction or retraction is of the types of all
    /// versions of its target as well, so that nobody who asks for a fact misses its amendment.
    #[must_use]
    pub fn typed(mut self, types: impl IntoIterator<Item = EventType>) -> Self {
        self.types = Some(types.into_iter().collect());
        self
    }

    /// The subjects that are asked for, sorted, each once.
    pub fn asked_subjects(&self) -> Option<&[Subject]> {
        self.subjects.as_deref()
    }

    /// The mention that is asked for.
    pub fn asked_mention(&self) -> Option<&Subject> {
        self.mention.as_ref()
    }

    /// The types that are asked for.
    pub fn asked_types(&self) -> Option<&[EventType]> {
        self.types.as_deref()
    }

    fn asks_for(&self, subject: &[u8]) -> bool {
        self.subjects.as_ref().is_none_or(|asked| {
            asked.binary_search_by(|one| one.as_str().as_bytes().cmp(subject)).is_ok()
        })
    }

    fn may_match(&self, seen: &Glance<'_>) -> bool {
        let typed = |types: &Vec<EventType>| types.iter().any(|it| seen.may_be_of(it.as_str()));
        self.asks_for(seen.subject())
            && self.types.as_ref().is_none_or(typed)
            && self.mention.as_ref().is_none_or(|mention| seen.may_mention(mention.as_str()))
    }

    fn matches(&self, body: &Body<'_>) -> bool {
        let mentioned = |mention: &Subject| {
            body.mentions.contains(mention)
                || body.source.as_ref().is_some_and(|source| source.document == *mention)
        };
        let typed = |types: &Vec<EventType>| {
            types.contains(&body.kind) || body.was.iter().any(|was| types.contains(was))
        };
        self.asks_for(body.subject.as_str().as_bytes())
            && self.mention.as_ref().is_none_or(mentioned)
            && self.types.as_ref().is_none_or(typed)
    }
}
