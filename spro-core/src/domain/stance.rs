//! Stances: the position that somebody takes on anything: for, against, or with a reservation.

use serde::{Deserialize, Serialize};

use super::event::RegisterEvent;
use super::owner::Owner;
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use super::stated::{Stated, Times};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

payload! {
    /// Somebody took a position.
    pub struct Taken {
        /// Which.
        pub side: Side,
        /// On what, where the register knows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub on: Option<Subject>,
        /// Who; `None` where nobody is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Owner>,
        /// The words as printed.
        pub text: Text,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
    }
}

payload! {
    /// It no longer holds.
    pub struct Lifted {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to a stance.
    pub enum StanceEvent {
        /// Taken.
        Taken = "spro.stance.taken",
        /// Given up.
        Lifted = "spro.stance.lifted",
    }
}

/// A position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// In favour.
    For,
    /// Against.
    Against,
    /// With a reservation.
    Reservation,
}

impl Side {
    /// As persisted and exported.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Reservation => "reservation",
        }
    }
}

/// What is known of a stance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stance {
    /// What was taken, and since when.
    pub taken: Option<Stated<Taken>>,
    /// When it was given up.
    pub lifted: Option<Stated<Lifted>>,
}

impl Stance {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &StanceEvent, fact: &Fact<RegisterEvent>) {
        match event {
            StanceEvent::Taken(it) => self.taken = Some(Stated::by(fact, it.clone())),
            StanceEvent::Lifted(it) => {
                self.lifted.get_or_insert_with(|| Stated::by(fact, it.clone()));
            }
        }
    }
}

/// Gives a position up.
///
/// # Errors
/// [`Rejection::Ended`] when it was given up already, [`Rejection::Overtaken`] when it was taken
/// after that day.
pub fn lift(stance: &Stance, at: &Times, words: Option<Text>) -> Result<StanceEvent, Rejection> {
    if let Some(lifted) = &stance.lifted {
        return Err(Rejection::Ended { since: lifted.at.day() });
    }
    if let Some(taken) = &stance.taken {
        at.follow(&taken.at)?;
    }
    Ok(StanceEvent::Lifted(Lifted { words }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, folded, on, text};

    fn stance(events: Vec<(StanceEvent, &str)>) -> Stance {
        let facts = events.into_iter().map(|(event, day)| fact(event, &on(day))).collect();
        folded(facts, |stance: &mut Stance, fact| match &fact.event {
            RegisterEvent::Stance(event) => stance.evolve(event, fact),
            other => panic!("{other:?}"),
        })
    }

    fn taken() -> StanceEvent {
        let text = text("Trop tôt dans l'année");
        let side = Side::Reservation;
        StanceEvent::Taken(Taken { side, on: None, by: None, text, meeting: None })
    }

    #[test]
    fn a_position_is_given_up_once_and_not_before_it_was_taken() {
        let held = stance(vec![(taken(), "2024-03-14")]);
        let early = Rejection::Overtaken { since: on("2024-03-14").since };
        assert_eq!(lift(&held, &on("2024-03-13"), None), Err(early));
        let lifted = lift(&held, &on("2024-05-02"), None).unwrap();
        let given_up = stance(vec![(taken(), "2024-03-14"), (lifted, "2024-05-02")]);
        let since = "2024-05-02".parse().unwrap();
        assert_eq!(lift(&given_up, &on("2024-07-04"), None), Err(Rejection::Ended { since }));
    }
}
