//! Questions: raised → answered or lapsed.

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
    /// A document names a question by its number alone.
    pub struct Cited {
        /// The number as printed.
        pub number: Number,
    }
}

payload! {
    /// Somebody asked.
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
    /// Somebody answered, or a decision did.
    pub struct Answered {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
        /// Who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Owner>,
        /// The decision that answers it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decision: Option<Subject>,
    }
}

payload! {
    /// It no longer asks for an answer.
    pub struct Lapsed {
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

recorded! {
    /// What happens to a question.
    pub enum QuestionEvent {
        /// Named by its number alone.
        Cited = "spro.question.cited",
        /// Somebody asked.
        Raised = "spro.question.raised",
        /// Answered.
        Answered = "spro.question.answered",
        /// Lapsed.
        Lapsed = "spro.question.lapsed",
    }
}

/// What is known of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The number as printed.
    pub number: Option<Number>,
    /// The words as printed; `None` while documents only name its number.
    pub text: Option<Text>,
    /// Who asked.
    pub by: Option<Owner>,
    /// The meeting at which it was first raised.
    pub meeting: Option<Subject>,
    /// When it was raised; `None` while documents only name its number.
    pub raised: Option<Times>,
    /// The answers, the first one first.
    pub answers: Vec<Stated<Answered>>,
    /// When it no longer asked for an answer.
    pub lapsed: Option<Stated<Lapsed>>,
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionStatus {
    /// It waits for an answer.
    Open,
    /// It has one.
    Answered,
    /// It no longer asks for one, and has none.
    Lapsed,
}

impl QuestionStatus {
    /// As persisted and exported.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Lapsed => "lapsed",
        }
    }
}

impl Question {
    /// How far it is.
    pub fn status(&self) -> QuestionStatus {
        if !self.answers.is_empty() {
            QuestionStatus::Answered
        } else if self.lapsed.is_some() {
            QuestionStatus::Lapsed
        } else {
            QuestionStatus::Open
        }
    }

    /// Since when it is so far, where that is known.
    pub fn since(&self) -> Option<&When> {
        let answered = self.answers.first().map(|answer| &answer.at);
        let lapsed = || self.lapsed.as_ref().map(|lapsed| &lapsed.at);
        answered.or_else(lapsed).or(self.raised.as_ref()).map(|at| &at.since)
    }

    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &QuestionEvent, fact: &Fact<RegisterEvent>) {
        match event {
            QuestionEvent::Cited(it) => {
                self.number.get_or_insert_with(|| it.number.clone());
            }
            QuestionEvent::Raised(it) => {
                take_over(&mut self.number, it.number.as_ref());
                self.text = Some(it.text.clone());
                take_over(&mut self.by, it.by.as_ref());
                self.meeting = self.meeting.take().or_else(|| it.meeting.clone());
                self.raised.get_or_insert_with(|| Times::of(fact));
            }
            QuestionEvent::Answered(it) => self.answers.push(Stated::by(fact, it.clone())),
            QuestionEvent::Lapsed(it) => {
                self.lapsed.get_or_insert_with(|| Stated::by(fact, it.clone()));
            }
        }
    }
}

/// Raises a question; one that documents name by its number alone may be.
///
/// # Errors
/// [`Rejection::Raised`].
pub fn raise(question: &Question, raised: Raised) -> Result<QuestionEvent, Rejection> {
    if question.text.is_some() {
        return Err(Rejection::Raised);
    }
    Ok(QuestionEvent::Raised(raised))
}

/// Answers a question; one that has an answer may get another.
///
/// # Errors
/// [`Rejection::Overtaken`] when it was asked after that day.
pub fn answer(
    question: &Question,
    at: &Times,
    answer: Answered,
) -> Result<QuestionEvent, Rejection> {
    after_it_was_raised(question, at)?;
    Ok(QuestionEvent::Answered(answer))
}

/// Says that a question no longer asks for an answer.
///
/// # Errors
/// [`Rejection::QuestionStatus`] unless it is open, [`Rejection::Overtaken`] as [`answer`].
pub fn lapse(
    question: &Question,
    at: &Times,
    words: Option<Text>,
) -> Result<QuestionEvent, Rejection> {
    let status = question.status();
    if status != QuestionStatus::Open {
        return Err(Rejection::QuestionStatus { status, since: question.since().cloned() });
    }
    after_it_was_raised(question, at)?;
    Ok(QuestionEvent::Lapsed(Lapsed { words }))
}

fn after_it_was_raised(question: &Question, at: &Times) -> Result<(), Rejection> {
    question.raised.as_ref().map_or(Ok(()), |raised| at.follow(raised))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, folded, on, text};

    fn given(facts: Vec<Fact<RegisterEvent>>) -> Question {
        folded(facts, |question: &mut Question, fact| match &fact.event {
            RegisterEvent::Question(event) => question.evolve(event, fact),
            other => panic!("{other:?} is no fact of a question"),
        })
    }

    fn raised(day: &str) -> Fact<RegisterEvent> {
        let raised = Raised { number: None, text: text("combien ?"), by: None, meeting: None };
        fact(raised, &on(day))
    }

    #[test]
    fn a_question_is_raised_once() {
        let again = || Raised { number: None, text: text("combien ?"), by: None, meeting: None };
        assert!(raise(&Question::default(), again()).is_ok());
        assert_eq!(raise(&given(vec![raised("2024-01-18")]), again()), Err(Rejection::Raised));
    }

    fn answered() -> Answered {
        Answered { words: Some(text("cinq")), by: None, decision: None }
    }

    #[test]
    fn a_question_is_answered_since_its_first_answer() {
        let mut facts = vec![raised("2024-01-18")];
        for day in ["2024-03-14", "2024-05-16"] {
            let event = answer(&given(facts.clone()), &on(day), answered()).unwrap();
            facts.push(fact(event, &on(day)));
        }
        let question = given(facts);
        assert_eq!(question.status(), QuestionStatus::Answered);
        assert_eq!(question.since(), Some(&on("2024-03-14").since));
        assert_eq!(question.answers.len(), 2);
    }

    #[test]
    fn a_question_that_lapsed_may_still_be_answered_but_not_lapse_again() {
        let mut facts = vec![raised("2024-01-18")];
        let lapsed = lapse(&given(facts.clone()), &on("2024-03-14"), None).unwrap();
        facts.push(fact(lapsed, &on("2024-03-14")));
        let question = given(facts.clone());
        let (status, since) = (QuestionStatus::Lapsed, Some(on("2024-03-14").since));
        let again = lapse(&question, &on("2024-05-16"), None);
        assert_eq!(again, Err(Rejection::QuestionStatus { status, since }));
        let event = answer(&question, &on("2024-05-16"), answered()).unwrap();
        facts.push(fact(event, &on("2024-05-16")));
        assert_eq!(given(facts).status(), QuestionStatus::Answered);
    }

    #[test]
    fn a_question_is_not_answered_before_it_was_asked() {
        let refused = answer(&given(vec![raised("2024-01-18")]), &on("2024-01-17"), answered());
        assert_eq!(refused, Err(Rejection::Overtaken { since: on("2024-01-18").since }));
    }
}
