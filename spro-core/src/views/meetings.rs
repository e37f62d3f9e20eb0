//! The body's meetings, and those of its working groups: when, where, how many came, and how far
//! their minutes have come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::affiliation::Affiliations;
use super::attendance::{Attendance, Counts, Mark, MeetingColumn};
use super::register::Register;
use crate::domain::attendance::Role;
use crate::domain::meeting::{Meeting, MeetingStatus};
use crate::kernel::position::Position;
use crate::kernel::stamp::Stamp;
use crate::kernel::subject::Subject;

/// A meeting.
#[derive(Debug)]
pub struct MeetingRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What is known of it: status, day, place, group, minutes.
    pub meeting: &'r Meeting,
    /// Who came; `None` where it was not held by the day asked.
    pub turnout: Option<Turnout>,
    /// The places in the ledger of the facts that it rests on.
    pub cites: Vec<Position>,
    /// When some of it was recorded, where that was long after it was learned.
    pub recorded_later: Option<Stamp>,
}

/// How many came to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turnout {
    /// How many members did what; of a working group's meeting, those listed.
    pub counts: Counts,
    /// How many guests and observers came.
    pub guests: usize,
    /// How many organisations were represented: a member who acts for them came.
    pub represented: usize,
}

/// Lists every meeting, judged on a day, in the order of their days, those without a day first.
///
/// Cost: that of [`Attendance::of`], and a pass over the lists of working groups.
pub fn list(register: &Register, day: NaiveDate) -> Vec<MeetingRow<'_>> {
    let turnouts = turnouts(register, day);
    let mut rows: Vec<_> = register
        .meetings()
        .map(|(subject, meeting, entry)| {
            let held = meeting.status() == MeetingStatus::Held
                && meeting.held.as_ref().is_some_and(|held| held.recorded.on <= day);
            MeetingRow {
                subject,
                meeting,
                turnout: held.then(|| turnouts.get(subject).copied().unwrap_or_default()),
                cites: entry.cites.clone(),
                recorded_later: entry.recorded_later,
            }
        })
        .collect();
    rows.sort_by_key(|row| {
        let starts = row.meeting.held.as_ref().and_then(|held| held.recorded.starts);
        (row.meeting.when().map(|when| when.order_key()), starts, row.subject)
    });
    rows
}

fn turnouts(register: &Register, day: NaiveDate) -> BTreeMap<&Subject, Turnout> {
    let affiliations = Affiliations::of(register);
    let attendance = Attendance::with(register, &affiliations, day);
    let columns = attendance.meetings.iter().map(|column| {
        let &MeetingColumn { counts, guests, represented, .. } = column;
        (column.meeting, Turnout { counts, guests, represented })
    });
    let mut turnouts: BTreeMap<_, _> = columns.collect();
    let mut represented = BTreeSet::new();
    let listings = affiliations.people().flat_map(|(_, history)| &history.listings);
    for listing in listings.filter(|listing| !listing.at.is_of_body()) {
        let turnout = turnouts.entry(listing.at.subject).or_default();
        let recorded = &listing.listed.recorded;
        let mark = Mark::of(recorded);
        match recorded.role {
            Role::Member => {
                turnout.counts.add(mark);
                let organisations = listing.organisations.iter().filter(|_| mark.attended());
                let here = organisations.map(|organisation| (listing.at.subject, *organisation));
                represented.extend(here);
            }
            Role::Guest | Role::Observer => turnout.guests += usize::from(mark.attended()),
        }
    }
    for (meeting, _) in represented {
        turnouts.entry(meeting).or_default().represented += 1;
    }
    turnouts
}
