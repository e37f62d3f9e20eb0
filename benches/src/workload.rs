//! The one workload: meetings of [`EVENTS`] events, each a pure function of the meeting's number.
//!
//! A meeting is held, lists who came, proposes and adopts decisions, raises actions, completes those
//! that were raised [`LAG`] meetings before, begins others, and notes what was said. So the number of
//! open actions grows for [`LAG`] meetings, and is then [`OPEN`] for ever. All people and texts are
//! invented.

mod keys;
mod words;

use anyhow::{Context as _, Result};
use chrono::{Days, NaiveDate};
use spro_core::domain::action::{Completed, Raised, Started};
use spro_core::domain::attendance::{self, AttendanceStatus, Mode, Role};
use spro_core::domain::decision::{Adopted, Proposed};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::Held;
use spro_core::domain::note::{self, NoteKind};
use spro_core::domain::number::Number;
use spro_core::domain::owner::Owner;
use spro_core::kernel::encoding::Source;
use spro_core::kernel::id::CommitId;
use spro_core::kernel::ledger::{Commit, Entry, NewFact};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::when::{LocalTime, When};

use self::keys::Keys;

/// How many events a meeting has.
pub const EVENTS: u64 = 50;

/// How many meetings after it was raised an action is completed.
pub const LAG: u64 = 200;

/// How many actions are open from meeting [`LAG`] on.
pub const OPEN: u64 = LAG * ACTIONS;

/// How many meetings fall on one day.
const MEETINGS_A_DAY: u64 = 8;

/// Members of the body at one time; others take their place after [`TERM`] meetings.
const MEMBERS: u64 = 40;
const TERM: u64 = 1_000;

const LISTED: u64 = 22;
const DECISIONS: u64 = 4;
const ACTIONS: u64 = 5;
const STARTED: u64 = 3;
const NOTES: u64 = 6;

/// One event, and the place that a store of streams gives it.
#[derive(Debug, Clone)]
pub struct Event {
    /// The meeting whose minutes it was read from: its stream.
    pub meeting: u64,
    /// Its version in that stream, counted from 1.
    pub version: u32,
    /// The event, its texts in the clear.
    pub fact: NewFact<RegisterEvent>,
}

/// Events that are recorded together, durable or not at all.
#[derive(Debug, Clone)]
pub struct Import {
    id: CommitId,
    by: Subject,
    /// At least one.
    pub events: Vec<Event>,
}

impl Import {
    /// Takes the events of a commit.
    ///
    /// # Errors
    /// When there is none.
    pub fn of(events: Vec<Event>) -> Result<Self> {
        let first = events.first().context("an import has at least one event")?;
        let id = CommitId::from_bytes(*first.fact.id.as_bytes());
        Ok(Self { id, by: keys::subject("person", 'k', 0, 0)?, events })
    }

    /// The commit that a register records.
    pub fn into_commit(self) -> Commit<RegisterEvent> {
        let entries = self.events.into_iter().map(|event| Entry::Fact(event.fact)).collect();
        Commit { id: self.id, by: self.by, cause: None, entries }
    }
}

/// The day of a meeting.
///
/// # Errors
/// When the calendar has no such day.
pub fn day(meeting: u64) -> Result<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1980, 1, 1);
    let day = first.and_then(|day| day.checked_add_days(Days::new(meeting / MEETINGS_A_DAY)));
    day.context("the workload's calendar ends")
}

/// How many meetings were held up to the end of the day of this one.
pub const fn held_by_the_day_of(meeting: u64) -> u64 {
    (meeting / MEETINGS_A_DAY + 1) * MEETINGS_A_DAY
}

/// The document that holds a meeting's minutes, and so all its events.
///
/// # Errors
/// None that a meeting's number causes.
pub fn minutes(meeting: u64) -> Result<Subject> {
    keys::subject("document", 'd', meeting, 0)
}

/// The events of one meeting, in the order of its minutes.
///
/// # Errors
/// When the calendar has no such day.
pub fn meeting(number: u64) -> Result<Vec<Event>> {
    let mut told = Told::new(number)?;
    told.held()?;
    for index in 0..LISTED {
        told.listed(index)?;
    }
    for index in 0..DECISIONS {
        told.decided(index)?;
    }
    for index in 0..ACTIONS {
        told.raised(index)?;
    }
    for index in 0..ACTIONS {
        told.completed(index)?;
    }
    for index in 0..STARTED {
        told.started(index)?;
    }
    for index in 0..NOTES {
        told.noted(index)?;
    }
    Ok(told.events)
}

/// What a correction puts in the place of an event of a meeting: of its first attendance (a slip), or
/// of its first action (news). The event's version says which event of its stream it follows.
///
/// # Errors
/// As [`meeting`].
pub fn corrected(number: u64, which: Correction) -> Result<Event> {
    let mut told = Told::new(number)?;
    match which {
        Correction::Attendance => told.attendance(0, AttendanceStatus::Excused)?,
        Correction::Action => told.action(0, 90)?,
    }
    let mut event = told.events.pop().context("a correction is an event")?;
    event.version = u32::try_from(EVENTS + 1)?;
    event.fact.id = keys::event(number, EVENTS);
    Ok(event)
}

/// Which event of a meeting is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Its first entry of attendance.
    Attendance,
    /// Its first action.
    Action,
}

impl Correction {
    /// The version, in the meeting's stream, of the event that is corrected.
    pub const fn version(self) -> u64 {
        match self {
            Self::Attendance => 2,
            Self::Action => 2 + LISTED + 2 * DECISIONS,
        }
    }
}

/// What a meeting's minutes told so far.
struct Told {
    number: u64,
    day: NaiveDate,
    keys: Keys,
    events: Vec<Event>,
}

impl Told {
    fn new(number: u64) -> Result<Self> {
        Ok(Self { number, day: day(number)?, keys: Keys::of(number), events: Vec::new() })
    }

    fn tell(&mut self, subject: Subject, event: impl Into<RegisterEvent>) -> Result<()> {
        let index = self.events.len() as u64;
        let line = 8 + 3 * u32::try_from(index)?;
        let mut fact =
            NewFact::new(keys::event(self.number, index), subject, event.into(), self.day);
        let document = minutes(self.number)?;
        fact.source = Some(Source { document, lines: vec![(line, line + 1)] });
        let version = u32::try_from(index + 1)?;
        self.events.push(Event { meeting: self.number, version, fact });
        Ok(())
    }

    fn text(&self, kind: char, index: u64, words: usize) -> Text {
        Text::plain(&words::sentence(self.keys.mixed(kind, index), words))
    }

    fn meeting(&self) -> Result<Subject> {
        keys::subject("meeting", 'm', self.number, 0)
    }

    fn member(&self, index: u64) -> Result<Subject> {
        keys::subject("person", 'p', self.number / TERM, index % MEMBERS)
    }

    fn held(&mut self) -> Result<()> {
        let held = Held {
            on: self.day,
            title: None,
            venue: Some(self.text('v', 0, 3)),
            starts: Some(LocalTime::new(14, 0)?),
            ends: Some(LocalTime::new(16, 30)?),
            group: None,
        };
        self.tell(self.meeting()?, held)
    }

    fn listed(&mut self, index: u64) -> Result<()> {
        let status = match self.keys.mixed('a', index) % 10 {
            0..7 => AttendanceStatus::Present,
            7..9 => AttendanceStatus::Excused,
            _ => AttendanceStatus::Absent,
        };
        self.attendance(index, status)
    }

    fn attendance(&mut self, index: u64, status: AttendanceStatus) -> Result<()> {
        // Guests are listed with their organisation; that of a member is on record.
        let is_guest = index >= LISTED - 2;
        let organisation = keys::subject("organisation", 'o', index, 0)?;
        let recorded = attendance::Recorded {
            person: self.member(self.number + index)?,
            status,
            mode: Mode::OnSite,
            role: if is_guest { Role::Guest } else { Role::Member },
            on_behalf_of: if is_guest { vec![organisation] } else { Vec::new() },
            for_body: false,
            proxy: None,
            arrived: None,
            left: None,
        };
        self.tell(self.meeting()?, recorded)
    }

    fn decided(&mut self, index: u64) -> Result<()> {
        let proposed = Proposed {
            number: Some(Number::parse(&format!("D{}", self.number * DECISIONS + index + 1))?),
            text: self.text('d', index, 5),
            meeting: Some(self.meeting()?),
            about: None,
            concerns: Vec::new(),
            answers: None,
            decided_by: None,
            basis: None,
        };
        let decision = keys::subject("decision", 'd', self.number, index)?;
        self.tell(decision.clone(), proposed)?;
        self.tell(decision, Adopted { words: Some(self.text('w', index, 2)) })
    }

    fn raised(&mut self, index: u64) -> Result<()> {
        self.action(index, 45)
    }

    fn action(&mut self, index: u64, days: u64) -> Result<()> {
        let due = self.day.checked_add_days(Days::new(days)).context("the calendar ends")?;
        let raised = Raised {
            number: Some(Number::parse(&format!("A{}", self.number * ACTIONS + index + 1))?),
            text: self.text('r', index, 5),
            owners: vec![Owner::Person(self.member(index)?)],
            due: Some(When::day(due)),
            meeting: Some(self.meeting()?),
            decision: None,
        };
        self.tell(action(self.number, index)?, raised)
    }

    fn completed(&mut self, index: u64) -> Result<()> {
        match self.number.checked_sub(LAG) {
            Some(earlier) => {
                let words = Some(self.text('c', index, 3));
                self.tell(action(earlier, index)?, Completed { words })
            }
            None => self.noted(NOTES + index),
        }
    }

    fn started(&mut self, index: u64) -> Result<()> {
        match self.number.checked_sub(1) {
            Some(before) => {
                let words = Some(self.text('s', index, 3));
                self.tell(action(before, index)?, Started { words })
            }
            None => self.noted(NOTES + ACTIONS + index),
        }
    }

    fn noted(&mut self, index: u64) -> Result<()> {
        let kinds = [NoteKind::News, NoteKind::Exchange, NoteKind::Elsewhere, NoteKind::Other];
        let recorded = note::Recorded {
            kind: *kinds.iter().cycle().nth(usize::try_from(index)?).unwrap_or(&NoteKind::Other),
            text: self.text('n', index, 5),
            meeting: Some(self.meeting()?),
        };
        self.tell(keys::subject("note", 'n', self.number, index)?, recorded)
    }
}

fn action(meeting: u64, index: u64) -> Result<Subject> {
    keys::subject("action", 'a', meeting, index)
}

/// A note that was taken at a meeting, and stands behind the events of [`meeting`] and its correction.
///
/// # Errors
/// As [`meeting`].
pub fn one_more(number: u64) -> Result<Event> {
    let mut told = Told::new(number)?;
    let index = EVENTS + 1;
    told.noted(index)?;
    let mut event = told.events.pop().context("a note is an event")?;
    event.version = u32::try_from(index + 1)?;
    event.fact.id = keys::event(number, index);
    Ok(event)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use spro_core::domain::action::ActionEvent;
    use spro_core::kernel::chain::Digest;

    use super::*;
    use crate::clear::Clear;

    const SAMPLE: u64 = LAG + 60;

    fn sample() -> impl Iterator<Item = Event> {
        (0..SAMPLE).flat_map(|number| meeting(number).unwrap())
    }

    #[test]
    fn a_meeting_is_the_same_each_time_it_is_made() {
        for number in [0, 7, LAG, 199_999] {
            let lines = |events: Vec<Event>| -> Vec<_> {
                events.iter().map(|event| Clear::of(event).unwrap().line).collect()
            };
            assert_eq!(lines(meeting(number).unwrap()), lines(meeting(number).unwrap()));
        }
    }

    #[test]
    fn the_bytes_are_those_that_were_measured_before() {
        // Change this with the workload, and measure anew: figures before and after do not compare.
        let mut digest = Digest::from_bytes([0; 32]);
        for event in [0, 1, LAG, 199_999].into_iter().flat_map(|it| meeting(it).unwrap()) {
            digest = digest.link(&Clear::of(&event).unwrap().line);
        }
        assert_eq!(digest.to_string(), "w4u1Id53We2KBih1cptcS0L90py8GQW9ItShol1MGW0");
    }

    #[test]
    fn every_meeting_has_fifty_events_of_about_350_bytes() {
        for number in [LAG, LAG + 1, 5_000, 199_999] {
            let events = meeting(number).unwrap();
            assert_eq!(events.len() as u64, EVENTS);
            let sizes: Vec<_> =
                events.iter().map(|event| Clear::of(event).unwrap().line.len()).collect();
            let mean = sizes.iter().sum::<usize>() / sizes.len();
            assert!((335..=365).contains(&mean), "meeting {number}: {mean} bytes an event");
            assert!(sizes.iter().all(|size| (200..=600).contains(size)), "{sizes:?}");
        }
    }

    #[test]
    fn no_id_and_no_place_stands_twice() {
        let mut ids = BTreeSet::new();
        let mut places = BTreeSet::new();
        for event in sample() {
            assert!(ids.insert(event.fact.id));
            assert!(places.insert((event.meeting, event.version)));
        }
    }

    #[test]
    fn so_many_actions_are_open_once_the_first_were_completed() {
        let mut open = BTreeMap::new();
        for event in sample() {
            if let RegisterEvent::Action(action) = &event.fact.event {
                open.insert(
                    event.fact.subject.clone(),
                    !matches!(action, ActionEvent::Completed(_)),
                );
            }
            if event.meeting >= LAG && u64::from(event.version) == EVENTS {
                assert_eq!(open.values().filter(|open| **open).count() as u64, OPEN);
            }
        }
    }

    #[test]
    fn a_correction_is_of_the_event_that_it_names() {
        for which in [Correction::Attendance, Correction::Action] {
            let events = meeting(300).unwrap();
            let correction = corrected(300, which).unwrap();
            let target = &events[usize::try_from(which.version() - 1).unwrap()];
            assert_eq!(correction.fact.subject, target.fact.subject);
            assert_ne!(correction.fact.event, target.fact.event);
            assert_eq!(
                std::mem::discriminant(&correction.fact.event),
                std::mem::discriminant(&target.fact.event)
            );
        }
    }
}
