//! What a subject's facts are after all amendments, as of a day.
//!
//! Three questions may be asked together: what was true `on` a day, as `known_at` a day, as
//! `recorded_at` an instant. First the records that were not recorded, or not known, by then are
//! left out. What remains is resolved: a retraction that is in force withdraws its target, a fact or
//! an earlier retraction, whose own target is so restored; of a fact's corrections, the one that was
//! learned last, and of those the one recorded last, is its version in force. At last the facts are
//! ordered by when they became true, then by when they became known, then by the place of the fact,
//! so that documents give the same answers in whatever order they were recorded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::encoding::Body;
use super::event::{DecodeError, Event, Fact};
use super::position::Position;
use super::record::Record;
use super::stamp::Stamp;
use crate::when::{Begun, OrderKey, When};

/// As of when a question is asked; by default as of now, on all three axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AsOf {
    /// Leaves out what had not begun on this day. What may have begun (some day in March, asked in
    /// March) is kept.
    pub on: Option<NaiveDate>,
    /// Leaves out what the body did not know on this day.
    pub known_at: Option<NaiveDate>,
    /// Leaves out what was not recorded at this instant.
    pub recorded_at: Option<Stamp>,
}

impl AsOf {
    /// Whether a record is seen at all on the axes of knowledge and of recording.
    pub fn sees(&self, learned: NaiveDate, recorded_at: Stamp) -> bool {
        self.known_at.is_none_or(|day| learned <= day)
            && self.recorded_at.is_none_or(|instant| recorded_at <= instant)
    }

    /// Whether what is true since then had begun, or may have. What no calendar knows ("recently")
    /// begins, as it is filed, on the day that it was first learned.
    pub fn has_begun(&self, occurred: Option<&When>, first_learned: NaiveDate) -> bool {
        let dated = occurred.filter(|occurred| !occurred.is_undated());
        self.on.is_none_or(|day| match dated {
            Some(occurred) => occurred.begun_on(day) != Begun::No,
            None => first_learned <= day,
        })
    }
}

/// Where a fact stands among all facts: by when it became true, then known, then by its place in
/// the ledger. A corrected fact keeps the day and the place of its first version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FoldPlace(OrderKey, NaiveDate, Position);

impl FoldPlace {
    pub(super) fn of<E>(fact: &Fact<E>, first_version: Position) -> Self {
        let learned = fact.first_learned;
        Self(fact.since().order_key_or(learned), learned, first_version)
    }

    /// The day under which the fact is filed.
    pub fn day(self) -> NaiveDate {
        self.0.day()
    }
}

/// The records of one subject, gathered one by one.
#[derive(Debug)]
pub struct History<E> {
    as_of: AsOf,
    facts: BTreeMap<Position, Version<E>>,
    corrections: BTreeMap<Position, (Position, Version<E>)>,
    retractions: BTreeMap<Position, Position>,
}

/// A fact, or the content that a correction puts in its place.
#[derive(Debug)]
struct Version<E> {
    fact: Option<Fact<E>>,
    learned: NaiveDate,
}

/// What a record tells a history, decoded.
#[derive(Debug)]
pub struct Told<E> {
    position: Position,
    told: Telling<E>,
}

#[derive(Debug)]
enum Telling<E> {
    Fact(Version<E>),
    /// In the place of the fact at a position.
    Correction(Position, Version<E>),
    /// Of what stands at a position.
    Retraction(Position),
}

impl<E: Event> Told<E> {
    /// What a record tells who asks as of then; `None` where that is nothing.
    ///
    /// # Errors
    /// [`DecodeError`] as [`Fact::decode`].
    pub fn of(record: &Record<'_>, as_of: AsOf) -> Result<Option<Self>, DecodeError> {
        Self::by(record, as_of, true)
    }

    fn by(record: &Record<'_>, as_of: AsOf, seen: bool) -> Result<Option<Self>, DecodeError> {
        let body: &Body<'_> = &record.body;
        if !as_of.sees(body.learned, record.commit.at) {
            return Ok(None);
        }
        let told = if let Some(retracted) = body.retracts {
            Telling::Retraction(retracted.target)
        } else {
            // A record of another namespace is no fact here, but may correct one, or be corrected.
            let fact = if seen { Fact::decode(record)? } else { None };
            let version = Version { fact, learned: body.learned };
            match body.corrects {
                Some(corrected) => Telling::Correction(corrected.target, version),
                None => Telling::Fact(version),
            }
        };
        Ok(Some(Self { position: body.seq, told }))
    }
}

impl<E: Event> History<E> {
    /// An empty history, to be asked as of this.
    pub const fn new(as_of: AsOf) -> Self {
        Self {
            as_of,
            facts: BTreeMap::new(),
            corrections: BTreeMap::new(),
            retractions: BTreeMap::new(),
        }
    }

    /// Takes in a record of the subject.
    ///
    /// # Errors
    /// [`DecodeError`] as [`Fact::decode`].
    pub fn add(&mut self, record: &Record<'_>) -> Result<(), DecodeError> {
        self.add_seen(record, true)
    }

    /// Takes in a record; where it is not `seen` and yet in force, the fact is left out.
    pub(super) fn add_seen(&mut self, record: &Record<'_>, seen: bool) -> Result<(), DecodeError> {
        if let Some(told) = Told::by(record, self.as_of, seen)? {
            self.take(told);
        }
        Ok(())
    }

    /// Takes in what a record tells as of the same.
    pub fn take(&mut self, Told { position, told }: Told<E>) {
        match told {
            Telling::Retraction(target) => {
                self.retractions.insert(position, target);
            }
            Telling::Correction(target, version) => {
                self.corrections.insert(position, (target, version));
            }
            Telling::Fact(version) => {
                self.facts.insert(position, version);
            }
        }
    }

    /// Whether the record of this place was taken in.
    pub(super) fn holds(&self, place: Position) -> bool {
        self.facts.contains_key(&place)
            || self.corrections.contains_key(&place)
            || self.retractions.contains_key(&place)
    }

    /// The facts in force, in the order in which they fold.
    pub fn into_facts(self) -> Vec<Fact<E>> {
        self.into_placed_facts().into_iter().map(|(_, fact)| fact).collect()
    }

    /// The same, each with its place.
    pub fn into_placed_facts(self) -> Vec<(FoldPlace, Fact<E>)> {
        let Self { as_of, mut facts, corrections, retractions } = self;
        let withdrawn = withdrawn_by(&retractions);
        facts.retain(|position, _| !withdrawn.contains(position));
        // The day that the fact itself was learned keeps its place among undated facts.
        let first_learned: BTreeMap<_, _> =
            facts.iter().map(|(&position, version)| (position, version.learned)).collect();
        for (target, correction) in corrections.into_values() {
            if let Some(version) = facts.get_mut(&target)
                && version.learned <= correction.learned
            {
                *version = correction;
            }
        }
        let mut ordered: Vec<_> = facts
            .into_iter()
            .filter_map(|(root, version)| {
                let mut fact = version.fact?;
                fact.first_learned = first_learned.get(&root).copied().unwrap_or(fact.learned);
                let place = FoldPlace::of(&fact, root);
                let begun = as_of.has_begun(fact.occurred.as_ref(), fact.first_learned);
                begun.then_some((place, fact))
            })
            .collect();
        ordered.sort_by_key(|(place, _)| *place);
        ordered
    }
}

/// The places that retractions in force withdraw. A retraction stands behind its target, so the
/// last ones are decided first.
fn withdrawn_by(retractions: &BTreeMap<Position, Position>) -> BTreeSet<Position> {
    let mut withdrawn = BTreeSet::new();
    for (retraction, target) in retractions.iter().rev() {
        if !withdrawn.contains(retraction) && target < retraction {
            withdrawn.insert(*target);
        }
    }
    withdrawn
}
