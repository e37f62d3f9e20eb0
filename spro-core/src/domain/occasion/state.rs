//! What is known of an occasion: what all documents say of it, put together.

use super::{OccasionEvent, OccasionStatus, Reply, Reported, TurnoutCounted, TurnoutEstimated};
use crate::domain::event::RegisterEvent;
use crate::domain::owner::Owner;
use crate::domain::stated::{Stated, Times, same_time, take_over};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::when::When;

/// What is known of an occasion: of each thing, what was said last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Occasion {
    /// Its name.
    pub name: Option<Text>,
    /// How far it is; `None` where nothing was said.
    pub status: Option<Stated<OccasionStatus>>,
    /// When it is.
    pub when: Option<When>,
    /// How often it was put off, the first time first.
    pub postponements: Vec<Postponement>,
    /// Where; one for each stop, in their order.
    pub places: Vec<Text>,
    /// How many stops or sessions it has, where they are not named.
    pub stops: Option<u64>,
    /// For whom.
    pub audience: Option<Text>,
    /// Who organises it.
    pub organiser: Option<Owner>,
    /// The lines of its programme, in their order.
    pub programme: Vec<Text>,
    /// All that documents say of it, as printed, the first one first.
    pub words: Vec<Stated<Text>>,
    /// Who was asked to take part, each with the last reply. For groups see [`Owner::Group`].
    pub participants: Vec<Participant>,
    /// How many visitors were expected.
    pub estimates: Vec<Stated<TurnoutEstimated>>,
    /// How many visitors came; the last count counts.
    pub counts: Vec<Stated<TurnoutCounted>>,
}

/// An occasion was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postponement {
    /// When it was to be before, where that is known.
    pub from: Option<When>,
    /// Since when it is put off.
    pub at: Times,
}

/// Somebody who was asked to take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub who: Owner,
    /// The last reply.
    pub reply: Stated<Reply>,
}

impl Occasion {
    /// How far it is; not certain where nothing was said.
    pub fn present_status(&self) -> OccasionStatus {
        self.status.as_ref().map_or(OccasionStatus::Tentative, |status| status.value)
    }

    /// How many stops it has: as many as are said, or as there are places.
    pub fn stop_count(&self) -> Option<u64> {
        let named = u64::try_from(self.places.len()).ok().filter(|&places| places > 1);
        self.stops.max(named)
    }

    /// How many visitors came, by the last count.
    pub fn turnout(&self) -> Option<&Stated<TurnoutCounted>> {
        self.counts.last()
    }

    /// Folds one fact in. Total: the fact has happened already.
    ///
    /// What a document does not say stays as it was known. What was held or cancelled is so until
    /// the body learns otherwise.
    pub fn evolve(&mut self, event: &OccasionEvent, fact: &Fact<RegisterEvent>) {
        match event {
            OccasionEvent::Reported(reported) => self.report(reported, fact),
            OccasionEvent::StatusChanged(changed) => {
                self.change_status(Stated::by(fact, changed.status), changed.when.as_ref());
                self.words.extend(changed.words.clone().map(|words| Stated::by(fact, words)));
            }
            OccasionEvent::Replied(replied) => {
                let (who, reply) = (replied.participant.clone(), Stated::by(fact, replied.reply));
                match self.participants.iter_mut().find(|it| it.who == who) {
                    Some(participant) => participant.reply = reply,
                    None => self.participants.push(Participant { who, reply }),
                }
            }
            OccasionEvent::TurnoutEstimated(it) => {
                self.estimates.push(Stated::by(fact, it.clone()));
            }
            OccasionEvent::TurnoutCounted(it) => self.counts.push(Stated::by(fact, it.clone())),
        }
    }

    fn report(&mut self, it: &Reported, fact: &Fact<RegisterEvent>) {
        self.name = Some(it.name.clone());
        match it.status {
            Some(status) => self.change_status(Stated::by(fact, status), it.when.as_ref()),
            None => take_over(&mut self.when, it.when.as_ref()),
        }
        if !it.places.is_empty() {
            self.places.clone_from(&it.places);
        }
        take_over(&mut self.stops, it.stops.as_ref());
        take_over(&mut self.audience, it.audience.as_ref());
        take_over(&mut self.organiser, it.organiser.as_ref());
        if !it.programme.is_empty() {
            self.programme.clone_from(&it.programme);
        }
        self.words.extend(it.words.clone().map(|words| Stated::by(fact, words)));
    }

    fn change_status(&mut self, next: Stated<OccasionStatus>, when: Option<&When>) {
        if let Some(present) = &self.status
            && present.value.is_over()
            && present.outlasts(&next.at)
        {
            return;
        }
        let same = self.status.as_ref().is_some_and(|present| present.value == next.value);
        let moved = when.is_some() && !same_time(self.when.as_ref(), when);
        let put_off = next.value == OccasionStatus::Postponed && (moved || !same);
        if put_off {
            let from = self.when.take();
            self.postponements.push(Postponement { from, at: next.at.clone() });
        }
        take_over(&mut self.when, when);
        match &mut self.status {
            Some(present) if same && !put_off => present.hold_again(&next.at),
            status => *status = Some(next),
        }
    }
}
