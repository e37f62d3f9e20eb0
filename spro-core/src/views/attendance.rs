//! Who came to the body's meetings: by person, by organisation, by meeting, with rates.
//!
//! - A member on neither list of a meeting is *unlisted*, which is inferred, and never absent.
//! - The denominator of a rate is the meetings of the body that were held while the person was a
//!   member: from the recorded start of the membership, or from the first list that names the
//!   person as a member where that is earlier or no start is recorded ([`PersonRow::since`] tells
//!   which), until the recorded end of all that the person acted for, or a list that names the
//!   person as a guest.
//! - Guests and observers stand apart and have no rate.
//! - An organisation is judged by what its best-placed member did, and is represented when one of
//!   them is present. It counts from the first meeting at which a member acts for it, until all
//!   who ever acted for it have a recorded end.
//! - Meetings of working groups do not count, nor do cancelled ones.
//! - Merged persons, and merged organisations, count as one.

mod counts;
mod organisations;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::counts::{Counts, Mark};
use self::organisations::Columns;
pub use self::organisations::{GuestOrganisationRow, OrganisationCell, OrganisationRow};
use super::affiliation::{Affiliation, Affiliations, HeldAt, History, Listing, Since};
use super::register::Register;
use crate::domain::attendance::{Listed, Recorded};
use crate::domain::meeting::Meeting;
use crate::kernel::position::Position;
use crate::kernel::stamp::Stamp;
use crate::kernel::subject::Subject;

/// The attendance of the body's meetings up to a day.
///
/// Cost: a cell for each person and meeting; each cell is found by binary search in what is listed
/// of the person, and by a scan of the person's recorded memberships.
///
/// ```
/// # use spro_core::domain::event::RegisterEvent;
/// # use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
/// # use spro_core::kernel::prelude::*;
/// # use spro_core::kernel::seal::text::Text;
/// # use spro_core::kernel::seal::vault::MemoryVault;
/// # let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
/// # let store = MemoryStore::new(identity, || "2024-07-01T08:00:00.000Z".parse().unwrap());
/// # let ledger = Ledger::new(store, Some(MemoryVault::new(|| [3; 32])));
/// # let mut made = 0;
/// # let mut say = |about: &str, event: RegisterEvent, learned: &str| {
/// #     made += 1;
/// #     let id = EventId::from_bytes([made; 16]);
/// #     let fact = NewFact::new(id, Subject::parse(about).unwrap(), event, learned.parse().unwrap());
/// #     let (id, by) = (CommitId::from_bytes([made; 16]), Subject::parse("person/clerk").unwrap());
/// #     let commit = Commit { id, by, cause: None, entries: vec![Entry::Fact(fact)] };
/// #     ledger.record(commit, &Guard::unguarded()).unwrap();
/// # };
/// use spro_core::domain::attendance::{AttendanceStatus, Mode, Recorded, Role};
/// use spro_core::domain::meeting::Held;
/// use spro_core::views::attendance::Attendance;
/// use spro_core::views::register::Register;
///
/// # let listed = |person: &str, status| Recorded {
/// #     person: Subject::parse(person).unwrap(),
/// #     status,
/// #     mode: Mode::OnSite,
/// #     role: Role::Member,
/// #     on_behalf_of: vec![Subject::parse("organisation/mission").unwrap()],
/// #     for_body: false,
/// #     proxy: None,
/// #     arrived: None,
/// #     left: None,
/// # };
/// # let held = |on: &str| {
/// #     let on = on.parse().unwrap();
/// #     Held { on, title: None, venue: None, starts: None, ends: None, group: None }
/// # };
/// // Two people act for one organisation: one comes, the other is excused.
/// say("meeting/january", held("2024-01-18").into(), "2024-01-18");
/// for (person, status) in
///     [("person/ada", AttendanceStatus::Present), ("person/bo", AttendanceStatus::Excused)]
/// {
///     say("meeting/january", listed(person, status).into(), "2024-01-18");
/// }
///
/// let register = Register::of(ledger.store(), AsOf::default())?;
/// let attendance = Attendance::of(&register, "2024-07-01".parse()?);
/// let rate = |row: &spro_core::views::attendance::Counts| (row.attended(), row.meetings());
/// assert_eq!(rate(&attendance.persons[0].counts), (1, 1));
/// assert_eq!(rate(&attendance.persons[1].counts), (0, 1));
/// assert_eq!(rate(&attendance.organisations[0].counts), (1, 1), "it was represented");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Attendance<'r> {
    /// The meetings that were held, in their order: the columns.
    pub meetings: Vec<MeetingColumn<'r>>,
    /// The members, sorted by subject.
    pub persons: Vec<PersonRow<'r>>,
    /// Those who came as guests or observers, sorted by subject.
    pub guests: Vec<GuestRow<'r>>,
    /// The members' organisations, sorted by subject.
    pub organisations: Vec<OrganisationRow<'r>>,
    /// The guests' organisations, sorted by subject.
    pub guest_organisations: Vec<GuestOrganisationRow<'r>>,
}

/// A meeting that was held.
#[derive(Debug)]
pub struct MeetingColumn<'r> {
    /// Which.
    pub meeting: &'r Subject,
    /// What is known of it.
    pub known: &'r Meeting,
    /// The day.
    pub day: NaiveDate,
    /// How many members did what.
    pub counts: Counts,
    /// How many guests and observers came.
    pub guests: usize,
    /// How many organisations were represented.
    pub represented: usize,
    /// The place in the ledger of the fact that it was held.
    pub cites: Position,
    /// When some of what is known of it was recorded, where that was long after it was learned.
    pub recorded_later: Option<Stamp>,
}

/// A member, and what they did at each meeting.
#[derive(Debug)]
pub struct PersonRow<'r> {
    /// Who.
    pub person: &'r Subject,
    /// For whom they act, in the order in which it began.
    pub affiliations: Vec<Affiliation<'r>>,
    /// Since when they are a member.
    pub since: Since<'r>,
    /// One for each meeting; `None` where they were no member, or came as a guest.
    pub cells: Vec<Option<Cell<'r>>>,
    /// How often they did what.
    pub counts: Counts,
}

/// What one person did at one meeting.
#[derive(Debug)]
pub struct Cell<'r> {
    /// What, in short.
    pub mark: Mark,
    /// The entry in the meeting's list; `None` for one who is unlisted.
    pub listed: Option<&'r Recorded>,
    /// The entries whose place it took and that said something else.
    pub rectified: Vec<&'r Listed>,
    /// Who holds the person's proxy.
    pub proxy: Option<&'r Subject>,
    /// For whom the person acts that day.
    pub acts_for: Vec<&'r Subject>,
    /// The place in the ledger of the entry; of one who is unlisted, that of the fact that the
    /// meeting was held.
    pub cites: Position,
}

/// A guest or observer, and the meetings to which they came or were excused.
#[derive(Debug)]
pub struct GuestRow<'r> {
    /// Who.
    pub person: &'r Subject,
    /// At which meeting, by its place among the columns, and how.
    pub visits: Vec<(usize, Cell<'r>)>,
}

impl<'r> Attendance<'r> {
    /// Reads it off a register, up to and with a day.
    pub fn of(register: &'r Register, day: NaiveDate) -> Self {
        Self::with(register, &Affiliations::of(register), day)
    }

    pub(super) fn with(
        register: &'r Register,
        affiliations: &Affiliations<'r>,
        day: NaiveDate,
    ) -> Self {
        let held: Vec<_> = HeldAt::all(register)
            .into_iter()
            .filter(|held| held.is_of_body() && held.day() <= day)
            .collect();
        let mut meetings: Vec<_> =
            held.iter().map(|held| MeetingColumn::of(register, held)).collect();
        let columns: BTreeMap<_, _> = held.iter().map(|held| held.subject).zip(0..).collect();
        let mut by_organisation = Columns::new(meetings.len());
        let mut persons = Vec::new();
        let mut guests = Vec::new();
        for (person, history) in affiliations.people() {
            if let Some(row) = GuestRow::of(register, person, history, &columns) {
                row.visits.iter().for_each(|(column, cell)| {
                    by_organisation.visit(*column, person, cell);
                    if let Some(meeting) = meetings.get_mut(*column) {
                        meeting.guests += usize::from(cell.mark.attended());
                    }
                });
                guests.push(row);
            }
            if let Some(row) = PersonRow::of(register, person, history, &held, day) {
                for (column, cell) in row.members_cells() {
                    by_organisation.act(column, person, cell);
                    if let Some(meeting) = meetings.get_mut(column) {
                        meeting.counts.add(cell.mark);
                    }
                }
                by_organisation.affiliate(&row.affiliations);
                persons.push(row);
            }
        }
        let (organisations, guest_organisations) = by_organisation.finish(&held);
        for row in &organisations {
            for (meeting, cell) in meetings.iter_mut().zip(&row.cells) {
                let attended = cell.as_ref().is_some_and(|cell| cell.mark.attended());
                meeting.represented += usize::from(attended);
            }
        }
        Self { meetings, persons, guests, organisations, guest_organisations }
    }

    /// How often the members did what, at all meetings together.
    pub fn totals(&self) -> Counts {
        self.meetings.iter().map(|meeting| meeting.counts).sum()
    }
}

impl<'r> MeetingColumn<'r> {
    fn of(register: &Register, held: &HeldAt<'r>) -> Self {
        let entry = register.entry(held.subject);
        Self {
            meeting: held.subject,
            known: held.meeting,
            day: held.day(),
            counts: Counts::default(),
            guests: 0,
            represented: 0,
            cites: held.held.basis.position,
            recorded_later: entry.and_then(|entry| entry.recorded_later),
        }
    }
}

impl<'r> PersonRow<'r> {
    /// The row of a person who is a member at one of the meetings, or on the day asked.
    fn of(
        register: &'r Register,
        person: &'r Subject,
        history: &History<'r>,
        held: &[HeldAt<'r>],
        day: NaiveDate,
    ) -> Option<Self> {
        let since = history.member_since()?;
        let mut listings = history.listings.iter().peekable();
        let mut counts = Counts::default();
        let mut cells = Vec::with_capacity(held.len());
        for held in held {
            // Both are in the order of the meetings; the listings have those of groups too.
            let mut listing = None;
            while let Some(next) = listings.next_if(|next| next.at.place() <= held.place()) {
                listing = Some(next).filter(|next| next.at.subject == held.subject);
            }
            let cell = match listing {
                Some(listing) if !listing.is_of_member() => None,
                Some(listing) => Some(Cell::listed(register, history, listing)),
                None if history.is_member_on(held.day()) => Some(Cell::unlisted(history, held)),
                None => None,
            };
            if let Some(cell) = &cell {
                counts.add(cell.mark);
            }
            cells.push(cell);
        }
        let is_member = counts.meetings() > 0 || history.is_member_on(day);
        is_member.then(|| Self {
            person,
            affiliations: history.affiliations(),
            since,
            cells,
            counts,
        })
    }

    /// The places in the ledger of the facts that the row rests on: of its start, its cells and its
    /// affiliations.
    pub fn cites(&self) -> Vec<Position> {
        let mut cites: Vec<_> = self.members_cells().map(|(_, cell)| cell.cites).collect();
        cites.push(self.since.cites());
        cites.extend(self.affiliations.iter().flat_map(Affiliation::cites));
        cites.sort_unstable();
        cites.dedup();
        cites
    }

    fn members_cells(&self) -> impl Iterator<Item = (usize, &Cell<'r>)> {
        self.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.as_ref()?)))
    }
}

impl<'r> GuestRow<'r> {
    fn of(
        register: &'r Register,
        person: &'r Subject,
        history: &History<'r>,
        columns: &BTreeMap<&Subject, usize>,
    ) -> Option<Self> {
        let visits: Vec<_> = history
            .listings
            .iter()
            .filter(|listing| !listing.is_of_member())
            .filter_map(|listing| {
                let column = columns.get(listing.at.subject)?;
                Some((*column, Cell::listed(register, history, listing)))
            })
            .collect();
        (!visits.is_empty()).then_some(Self { person, visits })
    }
}

impl<'r> Cell<'r> {
    fn listed(register: &'r Register, history: &History<'r>, listing: &Listing<'r>) -> Self {
        let recorded = &listing.listed.recorded;
        let acts_for = if listing.organisations.is_empty() {
            history.acts_for(listing.at.day())
        } else {
            listing.organisations.clone()
        };
        Self {
            mark: Mark::of(recorded),
            listed: Some(recorded),
            rectified: listing.rectified.clone(),
            proxy: recorded.proxy.as_ref().map(|holder| register.staying(holder)),
            acts_for,
            cites: listing.listed.basis.position,
        }
    }

    fn unlisted(history: &History<'r>, held: &HeldAt<'r>) -> Self {
        Self {
            mark: Mark::Unlisted,
            listed: None,
            rectified: Vec::new(),
            proxy: None,
            acts_for: history.acts_for(held.day()),
            cites: held.held.basis.position,
        }
    }
}
