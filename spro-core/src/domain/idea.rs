//! Ideas: raised → adopted or set aside.

use serde::{Deserialize, Serialize};

use super::event::RegisterEvent;
use super::number::Number;
use super::owner::Owner;
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use super::stated::{Stated, Times, take_over};
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::When;

payload! {
    /// A document names an idea by its number alone.
    pub struct Cited {
        /// The number as printed.
        pub number: Number,
    }
}

payload! {
    /// Somebody had an idea.
    pub struct Raised {
        /// The number as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<Number>,
        /// The words as printed.
        pub text: Text,
        /// Who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Owner>,
        /// The meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<Subject>,
    }
}

payload! {
    /// The body takes it up.
    pub struct Adopted {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// The body does not take it up.
    pub struct SetAside {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to an idea.
    pub enum IdeaEvent {
        /// Named by its number alone.
        Cited = "spro.idea.cited",
        /// Somebody had it.
        Raised = "spro.idea.raised",
        /// Taken up.
        Adopted = "spro.idea.adopted",
        /// Not taken up.
        SetAside = "spro.idea.set-aside",
    }
}

/// What is known of an idea.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Idea {
    /// The number as printed.
    pub number: Option<Number>,
    /// The words as printed; `None` while documents only name its number.
    pub text: Option<Text>,
    /// Who had it.
    pub by: Option<Owner>,
    /// The meeting at which it was first raised.
    pub meeting: Option<Subject>,
    /// When it was raised; `None` while documents only name its number.
    pub raised: Option<Times>,
    /// What the body made of it; `None` while it waits.
    pub outcome: Option<Stated<IdeaOutcome>>,
}

/// What the body made of an idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdeaOutcome {
    /// Adopted or set aside.
    pub status: IdeaStatus,
    /// The words as printed.
    pub words: Option<Text>,
}

/// How far an idea is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdeaStatus {
    /// Somebody had it.
    Raised,
    /// The body takes it up.
    Adopted,
    /// The body does not take it up.
    SetAside,
}

impl IdeaStatus {
    /// As persisted and exported.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Adopted => "adopted",
            Self::SetAside => "set-aside",
        }
    }
}

impl Idea {
    /// How far it is.
    pub fn status(&self) -> IdeaStatus {
        self.outcome.as_ref().map_or(IdeaStatus::Raised, |outcome| outcome.value.status)
    }

    /// Since when it is so far, where that is known.
    pub fn since(&self) -> Option<&When> {
        let at = self.outcome.as_ref().map(|outcome| &outcome.at).or(self.raised.as_ref());
        at.map(|at| &at.since)
    }

    /// Folds one fact in. Total: the fact has happened already.
    ///
    /// Of contradictory outcomes the later prevails, unless it was learned first.
    pub fn evolve(&mut self, event: &IdeaEvent, fact: &Fact<RegisterEvent>) {
        match event {
            IdeaEvent::Cited(it) => {
                self.number.get_or_insert_with(|| it.number.clone());
            }
            IdeaEvent::Raised(it) => {
                take_over(&mut self.number, it.number.as_ref());
                self.text = Some(it.text.clone());
                take_over(&mut self.by, it.by.as_ref());
                self.meeting = self.meeting.take().or_else(|| it.meeting.clone());
                self.raised.get_or_insert_with(|| Times::of(fact));
            }
            IdeaEvent::Adopted(it) => self.decide(fact, IdeaStatus::Adopted, it.words.clone()),
            IdeaEvent::SetAside(it) => self.decide(fact, IdeaStatus::SetAside, it.words.clone()),
        }
    }

    fn decide(&mut self, fact: &Fact<RegisterEvent>, status: IdeaStatus, words: Option<Text>) {
        let next = Stated::by(fact, IdeaOutcome { status, words });
        match &mut self.outcome {
            Some(present) if present.value.status == status => present.hold_again(&next.at),
            Some(present) if present.outlasts(&next.at) => {}
            outcome => *outcome = Some(next),
        }
    }
}

/// Raises an idea; one that documents name by its number alone may be.
///
/// # Errors
/// [`Rejection::Raised`].
pub fn raise(idea: &Idea, raised: Raised) -> Result<IdeaEvent, Rejection> {
    if idea.text.is_some() {
        return Err(Rejection::Raised);
    }
    Ok(IdeaEvent::Raised(raised))
}

/// Takes an idea up; one that was set aside may be.
///
/// # Errors
/// [`Rejection::IdeaStatus`] when it is taken up already, [`Rejection::Overtaken`] when it was
/// raised, or set aside, after that day.
pub fn adopt(idea: &Idea, at: &Times, words: Option<Text>) -> Result<IdeaEvent, Rejection> {
    may_become(idea, IdeaStatus::Adopted, at)?;
    Ok(IdeaEvent::Adopted(Adopted { words }))
}

/// Does not take an idea up, or not any more.
///
/// # Errors
/// As [`adopt`], where it is set aside already.
pub fn set_aside(idea: &Idea, at: &Times, words: Option<Text>) -> Result<IdeaEvent, Rejection> {
    may_become(idea, IdeaStatus::SetAside, at)?;
    Ok(IdeaEvent::SetAside(SetAside { words }))
}

fn may_become(idea: &Idea, status: IdeaStatus, at: &Times) -> Result<(), Rejection> {
    if idea.status() == status {
        return Err(Rejection::IdeaStatus { status, since: idea.since().cloned() });
    }
    match &idea.outcome {
        Some(outcome) if outcome.outlasts(at) => {
            Err(Rejection::Overtaken { since: outcome.at.since.clone() })
        }
        Some(outcome) => at.follow(&outcome.at),
        None => idea.raised.as_ref().map_or(Ok(()), |raised| at.follow(raised)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, folded, on, since, text};

    fn given(facts: Vec<Fact<RegisterEvent>>) -> Idea {
        folded(facts, |idea: &mut Idea, fact| match &fact.event {
            RegisterEvent::Idea(event) => idea.evolve(event, fact),
            other => panic!("{other:?} is no fact of an idea"),
        })
    }

    fn raised(day: &str) -> Fact<RegisterEvent> {
        let raised = Raised { number: None, text: text("un site"), by: None, meeting: None };
        fact(raised, &on(day))
    }

    #[test]
    fn an_idea_is_raised_once() {
        let again = || Raised { number: None, text: text("un site"), by: None, meeting: None };
        assert!(raise(&Idea::default(), again()).is_ok());
        assert_eq!(raise(&given(vec![raised("2024-01-18")]), again()), Err(Rejection::Raised));
    }

    #[test]
    fn an_idea_that_was_set_aside_may_be_taken_up_later() {
        let mut facts = vec![raised("2024-01-18")];
        for (day, status) in
            [("2024-07-04", IdeaStatus::SetAside), ("2024-09-26", IdeaStatus::Adopted)]
        {
            let command = if status == IdeaStatus::Adopted { adopt } else { set_aside };
            facts.push(fact(command(&given(facts.clone()), &on(day), None).unwrap(), &on(day)));
            let idea = given(facts.clone());
            assert_eq!((idea.status(), idea.since()), (status, Some(&on(day).since)));
            let again = command(&idea, &on("2024-12-05"), None);
            assert_eq!(again, Err(Rejection::IdeaStatus { status, since: Some(on(day).since) }));
        }
    }

    #[test]
    fn an_idea_is_not_taken_up_before_it_was_raised() {
        let refused = adopt(&given(vec![raised("2024-01-18")]), &on("2024-01-17"), None);
        assert_eq!(refused, Err(Rejection::Overtaken { since: on("2024-01-18").since }));
    }

    #[test]
    fn of_contradictory_outcomes_the_one_that_was_learned_first_gives_way() {
        let adopted = fact(Adopted { words: None }, &since("2024-05-16", "2024-09-26"));
        let set_aside = fact(SetAside { words: None }, &on("2024-07-04"));
        let idea = given(vec![raised("2024-01-18"), adopted, set_aside]);
        assert_eq!(idea.status(), IdeaStatus::Adopted);
    }
}
