//! What only a person can say of a document: asked in a terminal, or said in advance.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::NaiveDate;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::person::PersonEvent;
use spro_core::kernel::subject::Subject;
use spro_minutes::dates::Order;
use spro_minutes::reconcile::{
    ActionAnswer, Answers, ApprovedAnswer, MeetingAnswer, OrganisationAnswer, PersonAnswer, Plan,
    Question,
};

use super::document::Document;
use crate::collation::Collation;
use crate::confirm;
use crate::days;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::locale::Locale;
use crate::output::Console;

/// Answers that were given on the command line.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Preset {
    #[arg(long, value_name = "misread|DATE", value_parser = approved)]
    approved: Option<ApprovedAnswer>,
    #[arg(long, value_name = "another|ID", value_parser = meeting)]
    meeting: Option<MeetingAnswer>,
    #[arg(long, value_name = "day-first|month-first", value_parser = order_of)]
    pub(super) order: Option<Order>,
}

fn order_of(text: &str) -> Result<Order, Failure> {
    match text {
        "day-first" => Ok(Order::DayFirst),
        "month-first" => Ok(Order::MonthFirst),
        _ => Err(Failure::new(Exit::Usage, "usage-order").with("text", text)),
    }
}

fn approved(text: &str) -> Result<ApprovedAnswer, Failure> {
    if text == "misread" {
        return Ok(ApprovedAnswer::Misread);
    }
    days::day(text).map(|learned| ApprovedAnswer::Erratum { learned })
}

fn meeting(text: &str) -> Result<MeetingAnswer, Failure> {
    if text == "another" {
        return Ok(MeetingAnswer::Another);
    }
    Subject::from_str(text)
        .map(MeetingAnswer::Is)
        .map_err(|_| Failure::new(Exit::Usage, "usage-meeting").with("text", text))
}

impl Preset {
    pub(super) fn answers(&self, said: &Said) -> Answers {
        Answers {
            approved: self.approved,
            persons: said.persons.clone(),
            organisations: said.organisations.clone(),
            ..Answers::default()
        }
    }

    /// Says which meeting of the document's day is meant, once that day is known; tells whether it
    /// said anything new.
    pub(super) fn answer_day(&self, answers: &mut Answers, day: NaiveDate) -> bool {
        let Some(meeting) = &self.meeting else {
            return false;
        };
        answers.meetings.insert(day, meeting.clone()).is_none()
    }
}

/// What was said of one document and holds for the next ones of the run: it is not asked again.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) persons: HashMap<String, PersonAnswer>,
    organisations: HashMap<String, OrganisationAnswer>,
    /// Which number of a date such as 4/5/2020 is the day; unknown where nobody could say.
    pub(super) order: Option<Order>,
}

impl Said {
    /// Keeps what was answered. Somebody who was new is known once that is recorded.
    pub(super) fn keep(&mut self, answers: &Answers) {
        let known = answers.persons.iter().filter(|(_, answer)| **answer != PersonAnswer::New);
        self.persons.extend(known.map(|(name, answer)| (name.clone(), answer.clone())));
        self.organisations.extend(answers.organisations.iter().map(|(it, as_)| (it.clone(), *as_)));
    }

    /// Whom the names mean that were answered to be of somebody new, when the plan is recorded.
    pub(super) fn brought(plan: &Plan, answers: &Answers) -> Vec<(String, PersonAnswer)> {
        let named = plan.items.iter().filter_map(|item| match &item.event {
            RegisterEvent::Person(PersonEvent::Named(named)) => {
                Some((named.name.0.as_plain()?.to_owned(), item.subject.clone()))
            }
            _ => None,
        });
        let is_new =
            |(name, _): &(String, Subject)| answers.persons.get(name) == Some(&PersonAnswer::New);
        named.filter(is_new).map(|(name, person)| (name, PersonAnswer::Is(person))).collect()
    }
}

/// Asks whether the day stands first in a document's dates, or the month, where nothing tells; reads
/// the document again as is answered.
pub(super) fn order(
    console: &mut Console,
    document: &mut Document,
    said: &mut Said,
) -> Result<(), Failure> {
    let Some(printed) = document.asks_order().filter(|_| said.order.is_none()) else {
        return Ok(());
    };
    let text = ask_order(printed, &console.locale);
    let options = ["ask-date-order-day", "ask-date-order-month", "ask-unknown"];
    let options = options.map(|key| console.locale.text(key));
    let order = match confirm::choose(console, &text, &options)? {
        Some(0) => Order::DayFirst,
        Some(1) => Order::MonthFirst,
        _ => Order::Unknown,
    };
    said.order = Some(order);
    if order != Order::Unknown {
        document.read_by(order);
    }
    Ok(())
}

fn ask_order(printed: &str, locale: &Locale) -> String {
    locale.text_with("ask-date-order", &[("date", printed.to_owned())])
}

/// Asks the questions that are open; tells whether any was answered.
pub(super) fn ask(
    console: &mut Console,
    plan: &Plan,
    answers: &mut Answers,
) -> Result<bool, Failure> {
    let mut answered = false;
    for question in &plan.questions {
        answered |= ask_one(console, plan, question, answers)?;
    }
    Ok(answered)
}

fn ask_one(
    console: &mut Console,
    plan: &Plan,
    question: &Question,
    answers: &mut Answers,
) -> Result<bool, Failure> {
    let text = said(question, &console.locale);
    match question {
        Question::Organisation { whole, .. } if !answers.organisations.contains_key(whole) => {
            let options = [
                ("ask-organisation-one", OrganisationAnswer::One),
                ("ask-organisation-service", OrganisationAnswer::ServiceAndHost),
                ("ask-organisation-first", OrganisationAnswer::FirstOnly),
                ("ask-unknown", OrganisationAnswer::Unknown),
            ];
            let shown = options.map(|(key, _)| console.locale.text(key));
            let chosen = confirm::choose(console, &text, &shown)?;
            let answer = chosen.and_then(|index| options.get(index)).map(|(_, answer)| *answer);
            answers
                .organisations
                .insert(whole.clone(), answer.unwrap_or(OrganisationAnswer::Unknown));
            Ok(true)
        }
        Question::Person { name, candidates, .. } if !answers.persons.contains_key(name) => {
            let candidates = in_order(plan, candidates)?;
            let mut options: Vec<_> =
                candidates.iter().map(|subject| called(plan, subject)).collect();
            options.push(console.locale.text("ask-person-new"));
            options.push(console.locale.text("ask-unknown"));
            let chosen = confirm::choose(console, &text, &options)?;
            let answer = match chosen {
                Some(index) if index == candidates.len() => PersonAnswer::New,
                Some(index) => candidates
                    .get(index)
                    .map_or(PersonAnswer::Unknown, |subject| PersonAnswer::Is((*subject).clone())),
                None => PersonAnswer::Unknown,
            };
            answers.persons.insert(name.clone(), answer);
            Ok(true)
        }
        Question::Action { words, candidates, .. } if !answers.actions.contains_key(words) => {
            let candidates = in_order(plan, candidates)?;
            let mut options: Vec<_> =
                candidates.iter().map(|subject| called(plan, subject)).collect();
            options.push(console.locale.text("ask-action-new"));
            let Some(chosen) = confirm::choose(console, &text, &options)? else {
                return Ok(false);
            };
            let answer = candidates
                .get(chosen)
                .map_or(ActionAnswer::New, |subject| ActionAnswer::Is((*subject).clone()));
            answers.actions.insert(words.clone(), answer);
            Ok(true)
        }
        Question::Meeting { day, .. } | Question::OtherMinutes { day, .. }
            if !answers.meetings.contains_key(day) =>
        {
            let candidates = question.candidates();
            let mut options: Vec<_> =
                candidates.iter().map(|subject| called(plan, subject)).collect();
            options.push(console.locale.text("ask-meeting-another"));
            let Some(chosen) = confirm::choose(console, &text, &options)? else {
                return Ok(false);
            };
            let answer = candidates
                .get(chosen)
                .map_or(MeetingAnswer::Another, |subject| MeetingAnswer::Is(subject.clone()));
            answers.meetings.insert(*day, answer);
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// By name: ids are random.
fn in_order<'s>(plan: &Plan, candidates: &'s [Subject]) -> Result<Vec<&'s Subject>, Failure> {
    let order = Collation::new()?;
    let label = |subject: &Subject| plan.label(subject).unwrap_or_default();
    let mut sorted: Vec<_> = candidates.iter().collect();
    sorted.sort_by(|one, other| order.compare(label(one), label(other)));
    Ok(sorted)
}

/// Whom or what words may mean, and how to say so; nothing of other questions.
pub(super) fn ways_on(
    question: &Question,
    plan: &Plan,
    locale: &Locale,
) -> Result<Vec<String>, Failure> {
    let (candidates, next) = match question {
        Question::Person { candidates, .. } => (candidates, "ask-person-next"),
        Question::Action { candidates, .. } => (candidates, "ask-action-next"),
        Question::DateOrder { .. } => return Ok(vec![locale.text("ask-date-order-next")]),
        _ => return Ok(Vec::new()),
    };
    let all = in_order(plan, candidates)?;
    let listed: Vec<_> = all.into_iter().map(|subject| called(plan, subject)).collect();
    let may_be = [("candidates", listed.join(", "))];
    let may_be = (!listed.is_empty()).then(|| locale.text_with("ask-person-candidates", &may_be));
    Ok(may_be.into_iter().chain([locale.text(next)]).collect())
}

fn called(plan: &Plan, subject: &Subject) -> String {
    let label = plan.label(subject).unwrap_or_default();
    format!("{label} ({subject})")
}

/// A question in the locale's words.
pub(super) fn said(question: &Question, locale: &Locale) -> String {
    match question {
        Question::Organisation { whole, .. } => {
            locale.text_with("ask-organisation", &[("name", whole.clone())])
        }
        Question::Person { name, .. } => locale.text_with("ask-person", &[("name", name.clone())]),
        Question::Action { words, .. } => {
            locale.text_with("ask-action", &[("words", words.clone())])
        }
        Question::Meeting { day, .. } => {
            locale.text_with("ask-meeting", &[("day", day.to_string())])
        }
        Question::OtherMinutes { day, kept, gone, .. } => locale.text_with(
            "ask-other-minutes",
            &[("day", day.to_string()), ("kept", kept.to_string()), ("gone", gone.to_string())],
        ),
        Question::Approved { on } => locale.text_with("ask-approved", &[("day", on.to_string())]),
        Question::Body { printed, registered } => locale.text_with(
            "ask-body",
            &[("printed", printed.clone()), ("registered", registered.clone())],
        ),
        Question::DateOrder { printed, .. } => ask_order(printed, locale),
        Question::Date { readings, .. } => {
            locale.text_with("ask-date", &[("readings", readings.join(" / "))])
        }
        _ => String::new(),
    }
}

/// Nothing is recorded before a question is answered.
pub(super) fn blocked(plan: &Plan, name: &str) -> Failure {
    let key = plan.questions.iter().find_map(|question| match question {
        Question::Meeting { .. } => Some("error-which-meeting"),
        Question::OtherMinutes { .. } => Some("error-other-minutes"),
        Question::Approved { .. } => Some("error-approved"),
        _ => None,
    });
    let approved = plan.questions.iter().find_map(|question| match question {
        Question::Approved { on } => Some(*on),
        _ => None,
    });
    let changes = plan.items.iter().filter(|item| !item.is_support()).count();
    let candidates: Vec<_> = plan.questions.iter().flat_map(Question::candidates).collect();
    let listed: Vec<_> = candidates.iter().map(|subject| subject.as_str()).collect();
    Failure::new(Exit::Refused, key.unwrap_or("error-blocked"))
        .with("name", name)
        .with("day", approved.unwrap_or(plan.day))
        .with("count", changes)
        .with("candidates", listed.join(", "))
}
