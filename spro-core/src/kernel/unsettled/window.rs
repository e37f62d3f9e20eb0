//! What was just read, by subject: most subjects of a long ledger are folded from it, without a second
//! read.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::lifetime::{Gathered, Spans};
use crate::kernel::event::{DecodeError, Event, Fact};
use crate::kernel::history::{AsOf, History};
use crate::kernel::position::Position;
use crate::kernel::record::Record;
use crate::kernel::subject::Subject;

/// So many records are gathered at a time.
const RECORDS: usize = 8_192;

/// How many subjects [`Met`] tells apart: 8 MiB.
const MET_BITS: u64 = 1 << 26;

/// The records that the projection asked for, from one place on.
pub(super) struct Window<E> {
    /// `None`: some records of the subject are not among them.
    subjects: BTreeMap<Subject, Option<Told<E>>>,
    records: usize,
}

impl<E: Event> Window<E> {
    pub(super) const fn new() -> Self {
        Self { subjects: BTreeMap::new(), records: 0 }
    }

    pub(super) const fn is_full(&self) -> bool {
        self.records >= RECORDS
    }

    /// Takes in a record that was asked for.
    pub(super) fn add(&mut self, record: &Record<'_>, met: &mut Met) -> Result<(), DecodeError> {
        self.records += 1;
        let subject = &record.body.subject;
        let told = if let Some(told) = self.subjects.get_mut(subject) {
            told
        } else {
            let told = met.is_first(subject).then(Told::nothing);
            self.subjects.entry(subject.clone()).or_insert(told)
        };
        match told {
            Some(whole) if whole.holds_target_of(record) => whole.add(record, true),
            // It amends what was not asked for.
            Some(_) => {
                *told = None;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Each subject, and what is told of it where that is all.
    pub(super) fn into_subjects(self) -> impl Iterator<Item = (Subject, Option<Told<E>>)> {
        self.subjects.into_iter()
    }
}

/// The records of one subject.
pub(super) struct Told<E> {
    history: History<E>,
    spans: Gathered,
    /// Those that were not asked for: they tell something once one of them is corrected by one that was.
    unasked: BTreeMap<Position, Gathered>,
}

impl<E: Event> Told<E> {
    pub(super) const fn nothing() -> Self {
        let history = History::new(AsOf { on: None, known_at: None, recorded_at: None });
        Self { history, spans: Gathered::NOTHING, unasked: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, record: &Record<'_>, is_asked: bool) -> Result<(), DecodeError> {
        let gathered = Gathered::of(record);
        if is_asked {
            self.spans.widen(gathered);
            let target = record.body.corrects.as_ref().map(|corrects| corrects.target);
            if target.is_some_and(|target| self.unasked.contains_key(&target)) {
                // With what withdrew and restored it.
                for told in std::mem::take(&mut self.unasked).into_values() {
                    self.spans.widen(told);
                }
            }
        } else {
            self.unasked.insert(record.position(), gathered);
        }
        self.history.add_seen(record, is_asked)
    }

    /// The facts in force, and what their records span.
    pub(super) fn into_facts(self) -> (Vec<Fact<E>>, Spans) {
        (self.history.into_facts(), self.spans.spans())
    }

    fn holds_target_of(&self, record: &Record<'_>) -> bool {
        let targets = [&record.body.corrects, &record.body.retracts];
        targets.into_iter().flatten().all(|amended| self.history.holds(amended.target))
    }
}

/// Which subjects may have been met since the ledger's start, in memory that does not grow.
///
/// One that is taken for another's is read once more than is needed, and that is all.
pub(super) struct Met {
    bits: Vec<u64>,
}

impl Met {
    /// At the ledger's start.
    pub(super) fn none() -> Self {
        Self { bits: vec![0; usize::try_from(MET_BITS / 64).unwrap_or_default()] }
    }

    /// Anywhere else: any subject may have been met.
    pub(super) const fn any() -> Self {
        Self { bits: Vec::new() }
    }

    /// Whether the subject is met for the first time, for sure.
    fn is_first(&mut self, subject: &Subject) -> bool {
        let mut hasher = DefaultHasher::new();
        subject.as_str().hash(&mut hasher);
        let at = hasher.finish() % MET_BITS;
        let word = usize::try_from(at / 64).ok().and_then(|word| self.bits.get_mut(word));
        let bit = 1 << (at % 64);
        word.is_some_and(|word| {
            let is_first = *word & bit == 0;
            *word |= bit;
            is_first
        })
    }
}
