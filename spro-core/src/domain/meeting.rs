//! Meetings of the body, or of a working group of it: planned → held or cancelled.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attendance::{Attendance, AttendanceEvent, Listed};
use super::basis::{Basis, Of};
use super::event::RegisterEvent;
use super::minutes::{Minutes, MinutesEvent};
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use super::stated::Times;
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;
use crate::when::{LocalTime, When};

payload! {
    /// A meeting was planned.
    pub struct Planned {
        /// For when.
        pub on: When,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub venue: Option<Text>,
        /// Of which working group; `None` for the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<Text>,
    }
}

payload! {
    /// A meeting was held.
    pub struct Held {
        /// On which day.
        pub on: NaiveDate,
        /// Its title as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title: Option<Text>,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub venue: Option<Text>,
        /// When it began, local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub starts: Option<LocalTime>,
        /// When it ended, local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ends: Option<LocalTime>,
        /// Of which working group; `None` for the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<Text>,
    }
}

payload! {
    /// A document names a meeting of this day, which the register does not know otherwise.
    pub struct Cited {
        /// The day.
        pub on: NaiveDate,
    }
}

payload! {
    /// A planned meeting was cancelled.
    pub struct Cancelled {
        /// Why, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// The points of the agenda, in their order.
    pub struct AgendaListed {
        /// The points.
        pub items: Vec<Text>,
    }
}

recorded! {
    /// What happens to a meeting.
    pub enum MeetingEvent {
        /// Planned.
        Planned = "spro.meeting.planned",
        /// Held.
        Held = "spro.meeting.held",
        /// Named by a document.
        Cited = "spro.meeting.cited",
        /// Cancelled.
        Cancelled = "spro.meeting.cancelled",
        /// Its agenda.
        AgendaListed = "spro.meeting.agenda-listed",
    }
}

/// What is known of a meeting, its attendance and its minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meeting {
    /// The last plan.
    pub planned: Option<Of<Planned>>,
    /// How it was held.
    pub held: Option<Of<Held>>,
    /// The day by which a document names it.
    pub cited: Option<Of<Cited>>,
    /// That it was cancelled, and neither planned again nor held since.
    pub cancelled: Option<Of<Cancelled>>,
    /// The points of the agenda, in their order; those listed last, where they are listed again.
    pub agenda: Option<Of<AgendaListed>>,
    /// Who is listed, each person once.
    pub attendance: BTreeMap<Subject, Attendance>,
    /// Its minutes.
    pub minutes: Minutes,
}

/// How far a meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingStatus {
    /// Documents name it by its day; nothing else is known of it.
    Cited,
    /// Planned.
    Planned,
    /// Held.
    Held,
    /// Cancelled.
    Cancelled,
}

impl Meeting {
    /// How far it has come.
    pub const fn status(&self) -> MeetingStatus {
        if self.cancelled.is_some() {
            MeetingStatus::Cancelled
        } else if self.held.is_some() {
            MeetingStatus::Held
        } else if self.planned.is_some() {
            MeetingStatus::Planned
        } else {
            MeetingStatus::Cited
        }
    }

    /// When it was, or is to be.
    pub fn when(&self) -> Option<When> {
        let held = || self.held.as_ref().map(|held| When::day(held.recorded.on));
        let planned = || self.planned.as_ref().map(|planned| planned.recorded.on.clone());
        let cited = || self.cited.as_ref().map(|cited| When::day(cited.recorded.on));
        held().or_else(planned).or_else(cited)
    }

    /// Where.
    pub fn venue(&self) -> Option<&Text> {
        let held = self.held.as_ref().and_then(|held| held.recorded.venue.as_ref());
        held.or_else(|| self.planned.as_ref()?.recorded.venue.as_ref())
    }

    /// Of which working group; `None` for the body.
    pub fn group(&self) -> Option<&Text> {
        let held = self.held.as_ref().and_then(|held| held.recorded.group.as_ref());
        held.or_else(|| self.planned.as_ref()?.recorded.group.as_ref())
    }

    /// # Errors
    /// [`Rejection::MeetingCancelled`], [`Rejection::MeetingNotHeld`].
    pub(super) fn was_held(&self) -> Result<(), Rejection> {
        self.not_cancelled()?;
        self.held.as_ref().map(|_| ()).ok_or(Rejection::MeetingNotHeld)
    }

    /// # Errors
    /// As [`Meeting::was_held`], and [`Rejection::Overtaken`] when it was held after `at`.
    pub(super) fn was_held_before(&self, at: &Times) -> Result<(), Rejection> {
        self.was_held()?;
        self.held.as_ref().map_or(Ok(()), |held| at.follow(&held.basis.at))
    }

    fn not_held(&self) -> Result<(), Rejection> {
        match &self.held {
            Some(held) => Err(Rejection::MeetingHeld { on: held.recorded.on }),
            None => Ok(()),
        }
    }

    fn not_cancelled(&self) -> Result<(), Rejection> {
        match &self.cancelled {
            Some(cancelled) => Err(Rejection::MeetingCancelled { since: cancelled.basis.day() }),
            None => Ok(()),
        }
    }

    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &MeetingEvent, fact: &Fact<RegisterEvent>) {
        let basis = Basis::of(fact);
        match event {
            MeetingEvent::Planned(planned) => {
                self.planned = Some(Of { recorded: planned.clone(), basis });
                self.cancelled = None;
            }
            MeetingEvent::Held(held) => {
                self.held = Some(Of { recorded: held.clone(), basis });
                self.cancelled = None;
            }
            MeetingEvent::Cited(cited) => {
                self.cited = Some(Of { recorded: cited.clone(), basis });
            }
            MeetingEvent::Cancelled(cancelled) => {
                self.cancelled = Some(Of { recorded: cancelled.clone(), basis });
            }
            MeetingEvent::AgendaListed(listed) => {
                self.agenda = Some(Of { recorded: listed.clone(), basis });
            }
        }
    }

    /// Folds a fact about its attendance in.
    pub fn evolve_attendance(&mut self, event: &AttendanceEvent, fact: &Fact<RegisterEvent>) {
        let AttendanceEvent::Recorded(recorded) = event;
        let listed = Listed { recorded: recorded.clone(), basis: Basis::of(fact) };
        match self.attendance.entry(recorded.person.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(Attendance { current: listed, replaced: Vec::new() });
            }
            Entry::Occupied(mut occupied) => occupied.get_mut().replace(listed),
        }
    }

    /// Folds a fact about its minutes in.
    pub fn evolve_minutes(&mut self, event: &MinutesEvent, fact: &Fact<RegisterEvent>) {
        self.minutes.evolve(event, fact);
    }
}

/// Plans a meeting, or plans it anew.
///
/// # Errors
/// [`Rejection::MeetingHeld`].
pub fn plan(meeting: &Meeting, planned: Planned) -> Result<Planned, Rejection> {
    meeting.not_held()?;
    Ok(planned)
}

/// Says that a meeting was held.
///
/// # Errors
/// [`Rejection::MeetingHeld`], [`Rejection::MeetingCancelled`]: plan it again first.
pub fn hold(meeting: &Meeting, held: Held) -> Result<Held, Rejection> {
    meeting.not_cancelled()?;
    meeting.not_held()?;
    Ok(held)
}

/// Cancels a meeting that was not held.
///
/// # Errors
/// [`Rejection::MeetingHeld`], [`Rejection::MeetingCancelled`], [`Rejection::Overtaken`] when it was
/// planned after that day.
pub fn cancel(meeting: &Meeting, at: &Times, words: Option<Text>) -> Result<Cancelled, Rejection> {
    meeting.not_cancelled()?;
    meeting.not_held()?;
    if let Some(planned) = &meeting.planned {
        at.follow(&planned.basis.at)?;
    }
    Ok(Cancelled { words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::{AttendanceStatus, Mode, Recorded, Role};
    use crate::domain::given::{fact, on, subject};
    use crate::domain::minutes::{Approved, Circulated, Drafted, MinutesStatus};

    fn meeting(events: impl IntoIterator<Item = RegisterEvent>) -> Meeting {
        let mut meeting = Meeting::default();
        for event in events {
            let fact = fact(event, &on("2024-01-18"));
            match &fact.event {
                RegisterEvent::Meeting(event) => meeting.evolve(event, &fact),
                RegisterEvent::Attendance(event) => meeting.evolve_attendance(event, &fact),
                RegisterEvent::Minutes(event) => meeting.evolve_minutes(event, &fact),
                other => panic!("{other:?} is no fact of a meeting"),
            }
        }
        meeting
    }

    fn to_be(on: &str) -> Planned {
        Planned { on: When::edtf(on).unwrap(), venue: None, group: None }
    }

    fn took_place(on: &str) -> Held {
        let on = on.parse().unwrap();
        Held { on, title: None, venue: None, starts: None, ends: None, group: None }
    }

    fn planned(on: &str) -> RegisterEvent {
        to_be(on).into()
    }

    fn held(on: &str) -> RegisterEvent {
        took_place(on).into()
    }

    fn cancelled() -> RegisterEvent {
        Cancelled { words: None }.into()
    }

    fn listed(person: &str, status: AttendanceStatus) -> RegisterEvent {
        let recorded = Recorded {
            person: subject(person),
            status,
            mode: Mode::OnSite,
            role: Role::Member,
            on_behalf_of: Vec::new(),
            for_body: false,
            proxy: None,
            arrived: None,
            left: None,
        };
        recorded.into()
    }

    #[test]
    fn a_meeting_that_was_cancelled_and_planned_again_is_planned() {
        let status = |events: Vec<_>| meeting(events).status();
        assert_eq!(status(vec![planned("2024-03"), cancelled()]), MeetingStatus::Cancelled);
        let again = vec![planned("2024-03"), cancelled(), planned("2024-04")];
        assert_eq!(status(again), MeetingStatus::Planned);
    }

    #[test]
    fn the_day_on_which_it_was_held_comes_before_the_one_planned() {
        let moved = meeting([planned("2024-03-14"), held("2024-03-15")]);
        assert_eq!(moved.when().unwrap().to_string(), "2024-03-15");
        assert_eq!(moved.status(), MeetingStatus::Held);
    }

    #[test]
    fn what_is_listed_later_takes_the_place_of_what_was_listed_before() {
        let meeting = meeting([
            held("2024-01-18"),
            listed("person/p", AttendanceStatus::Excused),
            listed("person/q", AttendanceStatus::Present),
            listed("person/p", AttendanceStatus::Present),
            listed("person/q", AttendanceStatus::Present),
        ]);
        let attendance = &meeting.attendance[&subject("person/p")];
        assert!(attendance.is_present());
        let were: Vec<_> = attendance.rectified().map(|listed| listed.recorded.status).collect();
        assert_eq!(were, [AttendanceStatus::Excused]);
        let other = &meeting.attendance[&subject("person/q")];
        assert_eq!(other.rectified().count(), 0, "it says the same again");
    }

    #[test]
    fn minutes_are_as_far_as_their_furthest_step() {
        let status = |events: Vec<_>| meeting(events).minutes.status();
        let drafted = || Drafted { by: None, document: None }.into();
        let approved = || Approved { at: None, words: None }.into();
        assert_eq!(status(vec![held("2024-01-18")]), None);
        assert_eq!(status(vec![drafted()]), Some(MinutesStatus::Draft));
        assert_eq!(status(vec![approved(), Circulated {}.into()]), Some(MinutesStatus::Approved));
    }

    #[test]
    fn a_meeting_that_was_held_is_neither_planned_nor_held_nor_cancelled_again() {
        let meeting = meeting([held("2024-01-18")]);
        let refused = Rejection::MeetingHeld { on: "2024-01-18".parse().unwrap() };
        assert_eq!(plan(&meeting, to_be("2024-02")), Err(refused.clone()));
        assert_eq!(hold(&meeting, took_place("2024-01-19")), Err(refused.clone()));
        assert_eq!(cancel(&meeting, &on("2024-02-01"), None), Err(refused));
    }

    /// Once, such a cancellation was recorded, and the meeting was planned all the same.
    #[test]
    fn a_meeting_is_not_cancelled_before_it_was_planned() {
        let meeting = meeting([planned("2024-03-14")]);
        let refused = Err(Rejection::Overtaken { since: on("2024-01-18").since });
        assert_eq!(cancel(&meeting, &on("2024-01-17"), None), refused);
        assert!(cancel(&meeting, &on("2024-01-18"), None).is_ok());
    }

    #[test]
    fn a_cancelled_meeting_is_planned_anew_before_it_is_held() {
        let cancelled_meeting = meeting([planned("2024-02"), cancelled()]);
        let refused = Rejection::MeetingCancelled { since: "2024-01-18".parse().unwrap() };
        assert_eq!(hold(&cancelled_meeting, took_place("2024-02-01")), Err(refused.clone()));
        assert_eq!(cancel(&cancelled_meeting, &on("2024-02-01"), None), Err(refused));
        assert!(plan(&cancelled_meeting, to_be("2024-03")).is_ok());
        let again = meeting([planned("2024-02"), cancelled(), planned("2024-03")]);
        assert!(hold(&again, took_place("2024-03-07")).is_ok());
    }
}
