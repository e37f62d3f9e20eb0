//! Recorded facts in the locale's words: one line for each.

mod meetings;
mod people;
pub(crate) mod said;
mod work;

use spro_core::domain::event::RegisterEvent;
use spro_core::domain::owner::Owner;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use crate::failure::Failure;
use crate::names::Names;
use crate::output::visible;

/// What happened, without its day and its subject.
pub(crate) fn event(event: &RegisterEvent, names: &Names<'_>) -> Result<String, Failure> {
    let line = match event {
        RegisterEvent::Body(event) => people::body(event, names),
        RegisterEvent::Person(event) => people::person(event, names)?,
        RegisterEvent::Organisation(event) => people::organisation(event, names)?,
        RegisterEvent::Membership(event) => people::membership(event, names)?,
        RegisterEvent::Meeting(event) => meetings::meeting(event, names)?,
        RegisterEvent::Attendance(event) => meetings::attendance(event, names)?,
        RegisterEvent::Minutes(event) => meetings::minutes(event, names)?,
        RegisterEvent::Decision(event) => work::decision(event, names)?,
        RegisterEvent::Action(event) => work::action(event, names)?,
        RegisterEvent::Occasion(event) => work::occasion(event, names)?,
        RegisterEvent::Idea(event) => said::idea(event, names)?,
        RegisterEvent::Question(event) => said::question(event, names)?,
        RegisterEvent::Stance(event) => said::stance(event, names)?,
        RegisterEvent::Note(event) => said::note(event, names)?,
        RegisterEvent::Document(event) => said::document(event, names)?,
    };
    Ok(line.text())
}

/// A line that grows: what happened, then what more is known of it.
struct Line<'n> {
    names: &'n Names<'n>,
    parts: Vec<String>,
}

impl<'n> Line<'n> {
    fn new(names: &'n Names<'n>, key: &str) -> Self {
        Self { names, parts: vec![names.locale().text(key)] }
    }

    /// A line whose message has one place to fill.
    fn of(names: &'n Names<'n>, key: &str, place: &'static str, value: String) -> Self {
        Self { names, parts: vec![names.locale().text_with(key, &[(place, value)])] }
    }

    fn add(mut self, key: &str, place: &'static str, value: String) -> Self {
        self.parts.push(self.names.locale().text_with(key, &[(place, value)]));
        self
    }

    /// Something that fills no place.
    fn and(mut self, key: &str) -> Self {
        self.parts.push(self.names.locale().text(key));
        self
    }

    /// A quotation.
    fn quote(self, text: &Text) -> Result<Self, Failure> {
        // A quotation of several lines stays on the fact's line.
        match self.names.kept(text)? {
            Some(text) => Ok(self.add("label-quote", "text", visible::line(&text))),
            None => Ok(self.and("label-erased")),
        }
    }

    fn quote_if(self, text: Option<&Text>) -> Result<Self, Failure> {
        match text {
            Some(text) => self.quote(text),
            None => Ok(self),
        }
    }

    fn words(self, key: &str, text: Option<&Text>) -> Result<Self, Failure> {
        match text {
            Some(text) => {
                let text = self.names.text(text)?;
                Ok(self.add(key, "text", text))
            }
            None => Ok(self),
        }
    }

    fn when(self, key: &str, when: Option<&When>) -> Self {
        match when {
            Some(when) => {
                let when = self.names.when(when);
                self.add(key, "when", when)
            }
            None => self,
        }
    }

    fn owners(self, key: &str, owners: &[Owner]) -> Result<Self, Failure> {
        if owners.is_empty() {
            return Ok(self);
        }
        let who = self.names.owners(owners)?;
        Ok(self.add(key, "who", who))
    }

    fn subject(self, key: &str, subject: Option<&Subject>) -> Result<Self, Failure> {
        match subject {
            Some(subject) => {
                let what = self.names.of(subject)?;
                Ok(self.add(key, "what", what))
            }
            None => Ok(self),
        }
    }

    fn text(self) -> String {
        self.parts.join(" · ")
    }
}
