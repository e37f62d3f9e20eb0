//! What the numbers, days and names of occasions in a draft stand for.
//!
//! A number that a document puts into words is that document's; one that it only names is the
//! latest that was put into words before, else something that is known by its number alone until a
//! document with its words is recorded.

use chrono::NaiveDate;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::number::Number;
use spro_core::domain::{action, decision, idea, meeting, question};
use spro_core::kernel::seal::keyring::OpenError;
use spro_core::kernel::subject::Subject;

use super::ask::{MeetingAnswer, Question};
use super::claims::Claims;
use super::key;
use super::known::{Numbered as Bearer, number_key};
use crate::draft::{Change, Source};

/// What minutes number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Numbered {
    Decision,
    Action,
    Question,
    Idea,
}

impl Numbered {
    const ALL: [Self; 4] = [Self::Decision, Self::Action, Self::Question, Self::Idea];

    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Question => "question",
            Self::Idea => "idea",
        }
    }

    /// The key of its list in a proposal.
    pub(super) const fn list(self) -> &'static str {
        match self {
            Self::Decision => "decisions",
            Self::Action => "actions",
            Self::Question => "questions",
            Self::Idea => "ideas",
        }
    }

    fn cited(self, number: Number) -> RegisterEvent {
        match self {
            Self::Decision => decision::Cited { number }.into(),
            Self::Action => action::Cited { number }.into(),
            Self::Question => question::Cited { number }.into(),
            Self::Idea => idea::Cited { number }.into(),
        }
    }

    /// What the letter of a number stands for, in French and in English.
    fn of_letter(number: &Number) -> Option<Self> {
        match number.sort_key().0.to_uppercase().as_str() {
            "D" => Some(Self::Decision),
            "A" => Some(Self::Action),
            "Q" => Some(Self::Question),
            "I" => Some(Self::Idea),
            _ => None,
        }
    }

    /// What can change in this way.
    pub(super) const fn of_change(change: Change) -> &'static [Self] {
        match change {
            Change::Completed
            | Change::InProcess
            | Change::Assigned
            | Change::DueChanged
            | Change::Cancelled => &[Self::Action],
            Change::ConditionMet
            | Change::ConditionFailed
            | Change::ConditionWaived
            | Change::ConditionPending
            | Change::Deferred
            | Change::Rejected
            | Change::Repealed => &[Self::Decision],
            Change::Adopted => &[Self::Decision, Self::Idea],
            Change::SetAside => &[Self::Idea],
        }
    }
}

impl Claims<'_> {
    /// What this draft puts into words under a number.
    pub(super) fn define(
        &mut self,
        of: Numbered,
        number: &Number,
        source: &Source,
    ) -> Result<Subject, OpenError> {
        // Put into words twice, in the same words, it is one.
        let whole = (of.kind(), format!("{} {}", number_key(number), key::name(&source.text)));
        let said = self.brought.get(&whole).cloned();
        let known = match said {
            Some(subject) => Some(subject),
            None => self.defined_before(of, number, source)?,
        };
        let subject = known.unwrap_or_else(|| self.new_subject(of.kind()));
        self.brought.insert(whole, subject.clone());
        self.labels.insert(subject.clone(), number.to_string());
        let key = (of.kind(), number_key(number));
        self.brought.insert(key, subject.clone());
        self.paired.insert(subject.clone());
        Ok(subject)
    }

    fn defined_before(
        &self,
        of: Numbered,
        number: &Number,
        source: &Source,
    ) -> Result<Option<Subject>, OpenError> {
        let all = self.known.names.numbered(of.kind(), number);
        // A number that one document puts into words twice is two things.
        let bearers: Vec<_> =
            all.iter().filter(|bearer| !self.paired.contains(&bearer.subject)).collect();
        for bearer in bearers.iter().filter(|bearer| bearer.defined.is_some()) {
            let known = self.known.definition(&bearer.subject);
            let known = known.map(|text| (self.open)(text)).transpose()?.flatten();
            if known.is_some_and(|known| key::name(&known) == key::name(&source.text)) {
                return Ok(Some(bearer.subject.clone()));
            }
        }
        // What somebody recorded of the meeting before its minutes came is what these number so.
        let is_own = |bearer: &&&Bearer| {
            bearer.defined == Some(self.day)
                && (bearer.by_hand || self.own.tells_of(&bearer.subject))
        };
        if let Some(own) = bearers.iter().find(is_own) {
            return Ok(Some(own.subject.clone()));
        }
        let awaited = |bearer: &&&Bearer| {
            bearer.defined.is_none() && bearer.cited.is_some_and(|cited| cited >= self.day)
        };
        Ok(bearers.iter().find(awaited).map(|bearer| bearer.subject.clone()))
    }

    /// What a number names.
    pub(super) fn cite(&mut self, of: Numbered, number: &Number, source: &Source) -> Subject {
        let key = (of.kind(), number_key(number));
        if let Some(subject) = self.brought.get(&key).cloned() {
            if !self.draft_defines(of, number) {
                let cited = of.cited(number.clone());
                self.evidence(&subject, number.as_str(), cited, source);
            }
            return subject;
        }
        let bearers = self.known.names.numbered(of.kind(), number);
        // What an earlier edition of this document put into words, this one does not any more.
        let undefined = |bearer: &&Bearer| {
            bearer.defined.is_none()
                || self.known.is_defined_in_only(&bearer.subject, &self.document)
        };
        let before = |bearer: &&Bearer| {
            !undefined(bearer) && bearer.defined.is_some_and(|on| on <= self.day)
        };
        let latest = bearers.iter().filter(before).max_by_key(|bearer| bearer.defined);
        let known = latest.or_else(|| bearers.iter().find(undefined));
        let subject = match known.map(|bearer| bearer.subject.clone()) {
            Some(subject) => subject,
            None => self.new_subject(of.kind()),
        };
        self.labels.entry(subject.clone()).or_insert_with(|| number.to_string());
        self.brought.insert(key, subject.clone());
        self.evidence(&subject, number.as_str(), of.cited(number.clone()), source);
        subject
    }

    /// Whether the draft puts the number into words, surely enough for it to be recorded.
    fn draft_defines(&self, of: Numbered, number: &Number) -> bool {
        let key = number_key(number);
        let bears = |printed: &Option<String>, source: &Source| {
            let same = printed.as_deref().is_some_and(|it| it.to_uppercase() == key);
            let subject = self.brought.get(&(of.kind(), key.clone()));
            same && subject.is_some_and(|subject| self.accepts(subject, source.confidence))
        };
        match of {
            Numbered::Decision => {
                self.draft.decisions.iter().any(|it| bears(&it.number, &it.source))
            }
            Numbered::Action => self.draft.actions.iter().any(|it| bears(&it.number, &it.source)),
            Numbered::Question => {
                self.draft.questions.iter().any(|it| bears(&it.number, &it.source))
            }
            Numbered::Idea => self.draft.ideas.iter().any(|it| bears(&it.number, &it.source)),
        }
    }

    /// What sort of thing a number names, of these: by its letter, else by what bears it.
    pub(super) fn sort_of(&self, number: &Number, among: &[Numbered]) -> Option<Numbered> {
        let letter = Numbered::of_letter(number).filter(|of| among.contains(of));
        let bears = |of: &&Numbered| {
            self.brought.contains_key(&(of.kind(), number_key(number)))
                || !self.known.names.numbered(of.kind(), number).is_empty()
        };
        letter.or_else(|| among.iter().find(bears).copied())
    }

    /// What a number names, whatever it is; `None` where nothing tells.
    pub(super) fn cite_any(&mut self, printed: &str, source: &Source) -> Option<Subject> {
        let number = Number::parse(printed.trim()).ok()?;
        let of = self.sort_of(&number, &Numbered::ALL)?;
        Some(self.cite(of, &number, source))
    }

    /// The meeting of a day, which the minutes name; `None` where it is asked which.
    pub(super) fn meeting_of(&mut self, day: NaiveDate, source: &Source) -> Option<Subject> {
        let meeting = self.find_meeting(day)?;
        if meeting != self.meeting {
            let cited = meeting::Cited { on: day };
            self.evidence(&meeting, &day.to_string(), cited, source);
            self.called_since(&meeting, day);
        }
        Some(meeting)
    }

    /// The meeting of a day, new where the register knows none.
    pub(super) fn find_meeting(&mut self, day: NaiveDate) -> Option<Subject> {
        if day == self.day {
            return Some(self.meeting.clone());
        }
        let key = ("meeting", day.to_string());
        if let Some(brought) = self.brought.get(&key) {
            return Some(brought.clone());
        }
        let candidates = self.known.meetings_on(day, self.group.as_deref());
        let meeting = match (self.answers.meetings.get(&day), candidates.as_slice()) {
            (Some(MeetingAnswer::Is(meeting)), _) | (None, [meeting]) => meeting.clone(),
            (Some(MeetingAnswer::Another), _) | (None, []) => self.new_subject("meeting"),
            (None, _) => {
                self.ask(Question::Meeting { day, candidates });
                return None;
            }
        };
        self.labels.entry(meeting.clone()).or_insert_with(|| day.to_string());
        self.brought.insert(key, meeting.clone());
        Some(meeting)
    }

    /// The occasion of a name, new where the register knows none.
    pub(super) fn occasion(&mut self, name: &str) -> Subject {
        let key = key::name(name);
        let known = self.known.names.occasion(&key).cloned();
        let known = known.or_else(|| self.brought.get(&("occasion", key.clone())).cloned());
        let occasion = known.unwrap_or_else(|| {
            let new = self.new_subject("occasion");
            self.brought.insert(("occasion", key), new.clone());
            new
        });
        self.labels.entry(occasion.clone()).or_insert_with(|| name.to_owned());
        occasion
    }
}
