//! Claims about occasions.

use spro_core::domain::occasion::{
    OccasionStatus, Replied, Reply, Reported, TurnoutCounted, TurnoutEstimated, TurnoutSpan,
};
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::super::items::Items;
use super::super::key;
use super::super::plan::Why;
use super::{Claims, text, words};
use crate::draft::{self, Occasion};

impl Claims<'_> {
    /// Planned public events.
    pub(in super::super) fn planned(&mut self, items: &Items) {
        let draft = self.draft;
        for (index, (occasion, subject)) in draft.occasions.iter().zip(&items.occasions).enumerate()
        {
            self.begin("occasions", index);
            self.reported(occasion, subject);
            self.replies(occasion, subject);
            self.turnout(occasion, subject);
        }
    }

    fn reported(&mut self, occasion: &Occasion, subject: &Subject) {
        let source = &occasion.source;
        let mut source = source.clone();
        source.lines.extend(occasion.parts.iter().flat_map(|part| part.source.lines.iter()));
        let organiser = occasion.organiser.as_deref().and_then(|it| self.owner(it, &source));
        if self.doubt {
            self.leave(&source, Why::AskedInPart);
        }
        let mut places = occasion.places.clone();
        for place in occasion.parts.iter().filter_map(|part| part.place.as_ref()) {
            if !places.contains(place) {
                places.push(place.clone());
            }
        }
        let programme = occasion.parts.iter().filter_map(|part| words(&part.source));
        let reported = Reported {
            name: text(&occasion.name),
            status: occasion.status.map(status),
            when: occasion.when.clone(),
            places: places.iter().map(|place| text(place)).collect(),
            stops: occasion.stops.map(u64::from),
            audience: occasion.audience.as_deref().map(text),
            organiser,
            programme: programme.collect(),
            words: words(&occasion.source),
        };
        let occurred = self.held_until(occasion);
        self.claim(subject, reported, &source).occurred = occurred;
    }

    /// What was held is so since the end of its time, which is past when the meeting tells of it.
    fn held_until(&self, occasion: &Occasion) -> Option<When> {
        if occasion.status != Some(draft::OccasionStatus::Held) {
            return None;
        }
        let end = occasion.when.as_ref()?.latest()?;
        Some(When::day(end.min(self.day)))
    }

    fn replies(&mut self, occasion: &Occasion, subject: &Subject) {
        for participant in &occasion.participants {
            let source = &occasion.source;
            let reply = match participant.reply {
                draft::Reply::Accepted => Reply::Accepted,
                draft::Reply::Tentative => Reply::Tentative,
                draft::Reply::Declined => Reply::Declined,
            };
            if let Some(participant) = self.owner(&participant.person, source) {
                self.claim(subject, Replied { participant, reply }, source);
            } else {
                self.doubt = false;
                self.leave(source, Why::AskedInPart);
            }
        }
    }

    fn turnout(&mut self, occasion: &Occasion, subject: &Subject) {
        let source = &occasion.source;
        if let Some(estimate) = &occasion.estimate {
            let by = estimate.by.as_deref().and_then(|name| self.owner(name, source));
            let each_day =
                |per: &String| ["jour", "journee", "day"].contains(&key::name(per).as_str());
            let over = match estimate.per.as_ref() {
                Some(per) if each_day(per) => TurnoutSpan::Day,
                _ => TurnoutSpan::Whole,
            };
            let estimated = TurnoutEstimated {
                number: estimate.number.map(u64::from),
                over,
                by,
                words: text(&estimate.words),
            };
            self.claim(subject, estimated, source);
        }
        if let Some(turnout) = &occasion.turnout
            && let Some(number) = turnout.number
        {
            let counted =
                TurnoutCounted { number: number.into(), words: Some(text(&turnout.words)) };
            let occurred = self.held_until(occasion);
            self.claim(subject, counted, source).occurred = occurred;
        }
    }
}

const fn status(status: draft::OccasionStatus) -> OccasionStatus {
    match status {
        draft::OccasionStatus::Tentative => OccasionStatus::Tentative,
        draft::OccasionStatus::Confirmed => OccasionStatus::Confirmed,
        draft::OccasionStatus::Postponed => OccasionStatus::Postponed,
        draft::OccasionStatus::Held => OccasionStatus::Held,
        draft::OccasionStatus::Cancelled => OccasionStatus::Cancelled,
    }
}
