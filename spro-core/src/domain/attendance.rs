//! Attendance: facts on the meeting, one for each person listed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::basis::Of;
use super::meeting::Meeting;
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use crate::kernel::subject::Subject;
use crate::when::LocalTime;

payload! {
    /// A person's attendance at the meeting that is the event's subject.
    ///
    /// What is recorded of the same person later, and learned later, takes its place.
    pub struct Recorded {
        /// The person.
        pub person: Subject,
        /// Whether the person came.
        pub status: AttendanceStatus,
        /// How.
        #[serde(default, skip_serializing_if = "Mode::is_on_site")]
        pub mode: Mode,
        /// As what.
        #[serde(default, skip_serializing_if = "Role::is_member")]
        pub role: Role,
        /// For which organisations.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub on_behalf_of: Vec<Subject>,
        /// Whether the body itself is named beside them, the role in it unknown.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub for_body: bool,
        /// Who holds the person's proxy.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub proxy: Option<Subject>,
        /// When the person came, where that was not from the start; local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub arrived: Option<LocalTime>,
        /// When the person left, where that was not at the end; local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub left: Option<LocalTime>,
    }
}

recorded! {
    /// Who came to a meeting.
    pub enum AttendanceEvent {
        /// One person's attendance.
        Recorded = "spro.attendance.recorded",
    }
}

/// A person's attendance at one meeting: the entry in force, and those whose place it took.
///
/// A meeting holds one of these for each person, so that a person has one status in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The entry in force.
    pub current: Listed,
    /// The entries before it, in the order in which they held.
    pub replaced: Vec<Listed>,
}

impl Recorded {
    /// Whether it says of its person what another says of another entry of that person.
    pub fn says_the_same(&self, other: &Self) -> bool {
        Self { person: other.person.clone(), ..self.clone() } == *other
    }
}

/// An entry of a list of attendance.
pub type Listed = Of<Recorded>;

impl Attendance {
    /// What the entry in force says.
    pub const fn recorded(&self) -> &Recorded {
        &self.current.recorded
    }

    /// Whether the person is there: came, on site or from afar.
    pub fn is_present(&self) -> bool {
        self.recorded().status == AttendanceStatus::Present
    }

    /// The entries that said something else than the one in force.
    pub fn rectified(&self) -> impl Iterator<Item = &Listed> {
        self.replaced.iter().filter(|listed| !listed.recorded.says_the_same(self.recorded()))
    }

    /// Puts an entry in the place of the one in force.
    pub(super) fn replace(&mut self, by: Listed) {
        self.replaced.push(std::mem::replace(&mut self.current, by));
    }
}

/// Whether a person came, as listed. Who is on no list is unlisted, which is never recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttendanceStatus {
    /// Came.
    Present,
    /// Away, and said so.
    Excused,
    /// Away.
    Absent,
    /// Away, and gave a proxy.
    Proxied,
}

/// How a person attends.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// In the room.
    #[default]
    OnSite,
    /// From afar.
    Remote,
}

/// As what a person attends.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A member of the body.
    #[default]
    Member,
    /// Invited, for this meeting.
    Guest,
    /// Watches.
    Observer,
}

impl Mode {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_on_site(&self) -> bool {
        *self == Self::OnSite
    }
}

impl Role {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_member(&self) -> bool {
        *self == Self::Member
    }
}

/// Records a person's attendance at a meeting whose minutes are not approved.
///
/// Record it as true since the day of the meeting, whenever it is learned.
///
/// # Errors
/// [`Rejection::MinutesApproved`]: put it right by erratum ([`minutes::rectify`]). Else
/// [`Rejection::MeetingNotHeld`], [`Rejection::MeetingCancelled`],
/// [`Rejection::ProxyToOneself`], [`Rejection::ProxyHolderAway`],
/// [`Rejection::LeftBeforeArrival`].
///
/// [`minutes::rectify`]: super::minutes::rectify
pub fn record(meeting: &Meeting, recorded: Recorded) -> Result<Recorded, Rejection> {
    meeting.was_held()?;
    if let Some(approval) = meeting.minutes.approval() {
        return Err(Rejection::MinutesApproved { since: approval.basis.day() });
    }
    consistent(meeting, std::slice::from_ref(&recorded))?;
    Ok(recorded)
}

/// Refuses entries that contradict one another, or those of the meeting that they do not replace.
///
/// Cost: the people listed.
pub(super) fn consistent(meeting: &Meeting, changes: &[Recorded]) -> Result<(), Rejection> {
    let listed = meeting.attendance.iter();
    let mut after: BTreeMap<_, _> =
        listed.map(|(person, attendance)| (person, attendance.recorded())).collect();
    after.extend(changes.iter().map(|change| (&change.person, change)));
    let concerned: BTreeSet<_> = changes.iter().map(|change| &change.person).collect();
    for (person, entry) in &after {
        // What was recorded of others before has happened, whatever it says.
        let proxy = entry.proxy.as_ref();
        if !concerned.contains(*person) && !proxy.is_some_and(|holder| concerned.contains(holder)) {
            continue;
        }
        if let (Some(arrived), Some(left)) = (entry.arrived, entry.left)
            && left <= arrived
        {
            return Err(Rejection::LeftBeforeArrival { arrived, left });
        }
        let Some(holder) = proxy else {
            continue;
        };
        if holder == *person {
            return Err(Rejection::ProxyToOneself { person: holder.clone() });
        }
        let present = |entry: &&Recorded| entry.status == AttendanceStatus::Present;
        if !after.get(holder).is_some_and(present) {
            return Err(Rejection::ProxyHolderAway {
                holder: holder.clone(),
                person: (*person).clone(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, on, subject, text};
    use crate::domain::meeting::{Held, MeetingEvent};
    use crate::domain::minutes::{self, Approved, MinutesEvent, Rectified};

    fn entry(person: &str, status: AttendanceStatus) -> Recorded {
        Recorded {
            person: subject(person),
            status,
            mode: Mode::OnSite,
            role: Role::Member,
            on_behalf_of: Vec::new(),
            for_body: false,
            proxy: None,
            arrived: None,
            left: None,
        }
    }

    fn proxied(person: &str, holder: &str) -> Recorded {
        Recorded { proxy: Some(subject(holder)), ..entry(person, AttendanceStatus::Proxied) }
    }

    fn present(person: &str) -> Recorded {
        entry(person, AttendanceStatus::Present)
    }

    fn held(listed: impl IntoIterator<Item = Recorded>) -> Meeting {
        let mut meeting = Meeting::default();
        let on_day = "2024-01-18".parse().unwrap();
        let held = MeetingEvent::Held(Held {
            on: on_day,
            title: None,
            venue: None,
            starts: None,
            ends: None,
            group: None,
        });
        let at = on("2024-01-18");
        meeting.evolve(&held, &fact(held.clone(), &at));
        for recorded in listed {
            let event = AttendanceEvent::Recorded(recorded);
            meeting.evolve_attendance(&event, &fact(event.clone(), &at));
        }
        meeting
    }

    fn approved(mut meeting: Meeting) -> Meeting {
        let event = MinutesEvent::Approved(Approved { at: None, words: None });
        meeting.evolve_minutes(&event, &fact(event.clone(), &on("2024-03-14")));
        meeting
    }

    fn erratum() -> Rectified {
        Rectified { at: None, words: text("Ada Hesperus était présente.") }
    }

    #[test]
    fn attendance_is_recorded_of_meetings_that_were_held() {
        let refused = record(&Meeting::default(), present("person/ada"));
        assert_eq!(refused, Err(Rejection::MeetingNotHeld));
        assert!(record(&held([]), present("person/ada")).is_ok());
    }

    #[test]
    fn the_holder_of_a_proxy_is_present() {
        let meeting = held([present("person/bo"), entry("person/cy", AttendanceStatus::Excused)]);
        assert!(record(&meeting, proxied("person/ada", "person/bo")).is_ok());
        for away in ["person/cy", "person/who-is-on-no-list"] {
            let refused = record(&meeting, proxied("person/ada", away));
            let (holder, person) = (subject(away), subject("person/ada"));
            assert_eq!(refused, Err(Rejection::ProxyHolderAway { holder, person }));
        }
    }

    #[test]
    fn who_holds_a_proxy_stays_present() {
        let meeting = held([present("person/bo"), proxied("person/ada", "person/bo")]);
        let refused = record(&meeting, entry("person/bo", AttendanceStatus::Absent));
        let (holder, person) = (subject("person/bo"), subject("person/ada"));
        assert_eq!(refused, Err(Rejection::ProxyHolderAway { holder, person }));
    }

    #[test]
    fn nobody_holds_the_proxy_that_they_give() {
        let itself = Recorded { proxy: Some(subject("person/ada")), ..present("person/ada") };
        let refused = record(&held([]), itself);
        assert_eq!(refused, Err(Rejection::ProxyToOneself { person: subject("person/ada") }));
    }

    #[test]
    fn nobody_leaves_before_arriving() {
        let (arrived, left) = ("10:10".parse().unwrap(), "10:00".parse().unwrap());
        let entry = |arrived, left| Recorded { arrived, left, ..present("person/ada") };
        let refused = record(&held([]), entry(Some(arrived), Some(left)));
        assert_eq!(refused, Err(Rejection::LeftBeforeArrival { arrived, left }));
        assert!(record(&held([]), entry(Some(left), Some(arrived))).is_ok());
    }

    #[test]
    fn approved_minutes_change_by_erratum_only() {
        let meeting = approved(held([entry("person/ada", AttendanceStatus::Excused)]));
        let refused = record(&meeting, present("person/ada"));
        let since = "2024-03-14".parse().unwrap();
        assert_eq!(refused, Err(Rejection::MinutesApproved { since }));
        let put_right = minutes::rectify(&meeting, erratum(), vec![present("person/ada")]);
        assert_eq!(put_right.unwrap().len(), 2, "the erratum, and the entry that it changes");
    }

    #[test]
    fn an_erratum_keeps_the_rules_of_proxies_as_a_whole() {
        let meeting = approved(held([present("person/bo"), proxied("person/ada", "person/bo")]));
        let away = entry("person/bo", AttendanceStatus::Absent);
        assert!(minutes::rectify(&meeting, erratum(), vec![away.clone()]).is_err());
        let both = vec![away, entry("person/ada", AttendanceStatus::Absent)];
        assert!(minutes::rectify(&meeting, erratum(), both).is_ok());
    }

    #[test]
    fn minutes_are_approved_once_and_of_a_meeting_that_was_held() {
        let approval = || Approved { at: None, words: None };
        let later = on("2024-05-16");
        assert_eq!(
            minutes::approve(&Meeting::default(), &later, approval()),
            Err(Rejection::MeetingNotHeld)
        );
        assert!(minutes::approve(&held([]), &later, approval()).is_ok());
        let since = "2024-03-14".parse().unwrap();
        assert_eq!(
            minutes::approve(&approved(held([])), &later, approval()),
            Err(Rejection::MinutesApproved { since })
        );
    }

    /// Once, minutes that are only known to be approved could be put right, and the attendance was
    /// then counted nowhere.
    #[test]
    fn minutes_of_a_meeting_that_is_only_named_are_not_put_right() {
        let refused = minutes::rectify(&approved(Meeting::default()), erratum(), vec![]);
        assert_eq!(refused, Err(Rejection::MeetingNotHeld));
    }

    #[test]
    fn what_is_not_approved_changes_without_an_erratum() {
        let refused = minutes::rectify(&held([]), erratum(), vec![present("person/ada")]);
        assert_eq!(refused, Err(Rejection::MinutesNotApproved));
    }

    #[test]
    fn minutes_have_no_life_before_their_meeting() {
        let (meeting, before) = (held([]), on("2024-01-17"));
        let overtaken = Rejection::Overtaken { since: on("2024-01-18").since };
        let approval = Approved { at: None, words: None };
        assert_eq!(minutes::approve(&meeting, &before, approval), Err(overtaken.clone()));
        assert_eq!(minutes::circulate(&meeting, &before), Err(overtaken));
    }

    #[test]
    fn minutes_go_round_once_the_meeting_was_held_and_after_approval_too() {
        let later = on("2024-05-16");
        assert_eq!(minutes::circulate(&Meeting::default(), &later), Err(Rejection::MeetingNotHeld));
        assert!(minutes::circulate(&held([]), &later).is_ok());
        assert!(minutes::circulate(&approved(held([])), &later).is_ok());
    }

    #[test]
    fn minutes_that_are_approved_are_neither_written_nor_put_off() {
        let later = on("2024-05-16");
        let deferred = || minutes::ApprovalDeferred { at: None, words: None };
        let drafted = || minutes::Drafted { by: None, document: None };
        assert!(minutes::defer(&held([]), &later, deferred()).is_ok());
        assert!(minutes::draft(&held([]), &later, drafted()).is_ok());
        let approved = approved(held([]));
        let refused = Rejection::MinutesApproved { since: "2024-03-14".parse().unwrap() };
        assert_eq!(minutes::defer(&approved, &later, deferred()), Err(refused.clone()));
        assert_eq!(minutes::draft(&approved, &later, drafted()), Err(refused));
    }
}
