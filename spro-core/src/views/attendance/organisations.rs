//! Attendance by organisation.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::counts::{Counts, Mark};
use super::{Affiliation, Cell};
use crate::kernel::position::Position;
use crate::kernel::subject::Subject;
use crate::views::affiliation::{HeldAt, Until};

/// An organisation, and what its best-placed member did at each meeting.
#[derive(Debug)]
pub struct OrganisationRow<'r> {
    /// Which.
    pub organisation: &'r Subject,
    /// One for each meeting; `None` where nobody had acted for it yet, or nobody does any more.
    pub cells: Vec<Option<OrganisationCell<'r>>>,
    /// How often its best-placed member did what; what [came](Counts::attended) is how often it was
    /// represented.
    pub counts: Counts,
}

/// What the members who act for an organisation did at one meeting.
#[derive(Debug)]
pub struct OrganisationCell<'r> {
    /// What the best-placed one did; unlisted where nobody acts for it that day.
    pub mark: Mark,
    /// Who acts for it that day, and what they did; the best-placed first.
    pub members: Vec<(&'r Subject, Mark)>,
    /// The places in the ledger of the facts that it rests on.
    pub cites: Vec<Position>,
}

/// An organisation for which guests came.
#[derive(Debug)]
pub struct GuestOrganisationRow<'r> {
    /// Which.
    pub organisation: &'r Subject,
    /// At which meeting, by its place among the columns, and who.
    pub visits: Vec<(usize, &'r Subject)>,
}

/// Cells of persons, gathered by organisation.
pub(super) struct Columns<'r> {
    meetings: usize,
    rows: BTreeMap<&'r Subject, Row<'r>>,
    guests: BTreeMap<&'r Subject, Vec<(usize, &'r Subject)>>,
}

struct Row<'r> {
    cells: Vec<Option<OrganisationCell<'r>>>,
    /// Whether somebody acts for it whose end is not recorded.
    is_open: bool,
    /// The last recorded end.
    ended: Option<NaiveDate>,
}

impl<'r> Columns<'r> {
    pub(super) const fn new(meetings: usize) -> Self {
        Self { meetings, rows: BTreeMap::new(), guests: BTreeMap::new() }
    }

    /// A member did something at a meeting.
    pub(super) fn act(&mut self, column: usize, person: &'r Subject, cell: &Cell<'r>) {
        for organisation in &cell.acts_for {
            let row = self.row(organisation);
            let Some(gathered) = row.cells.get_mut(column) else {
                continue;
            };
            let gathered = gathered.get_or_insert_with(|| OrganisationCell {
                mark: cell.mark,
                members: Vec::new(),
                cites: Vec::new(),
            });
            gathered.mark = gathered.mark.min(cell.mark);
            gathered.members.push((person, cell.mark));
            gathered.cites.push(cell.cites);
        }
    }

    /// A member acts for organisations over time.
    pub(super) fn affiliate(&mut self, affiliations: &[Affiliation<'r>]) {
        for affiliation in affiliations {
            let Some(organisation) = affiliation.organisation else {
                continue;
            };
            let row = self.row(organisation);
            match affiliation.until {
                Some(until @ Until::Recorded(_)) => row.ended = row.ended.max(Some(until.day())),
                Some(Until::ListedElsewhere { .. }) | None => row.is_open = true,
            }
        }
    }

    /// A guest came to a meeting.
    pub(super) fn visit(&mut self, column: usize, person: &'r Subject, cell: &Cell<'r>) {
        if cell.mark.attended() {
            for organisation in &cell.acts_for {
                self.guests.entry(organisation).or_default().push((column, person));
            }
        }
    }

    pub(super) fn finish(
        self,
        held: &[HeldAt<'r>],
    ) -> (Vec<OrganisationRow<'r>>, Vec<GuestOrganisationRow<'r>>) {
        let rows = self.rows.into_iter();
        let organisations = rows
            .filter_map(|(organisation, row)| {
                let cells = row.filled(held)?;
                let mut counts = Counts::default();
                cells.iter().flatten().for_each(|cell| counts.add(cell.mark));
                Some(OrganisationRow { organisation, cells, counts })
            })
            .collect();
        let guests = self.guests.into_iter().map(|(organisation, mut visits)| {
            visits.sort_unstable();
            GuestOrganisationRow { organisation, visits }
        });
        (organisations, guests.collect())
    }

    fn row(&mut self, organisation: &'r Subject) -> &mut Row<'r> {
        let meetings = self.meetings;
        self.rows.entry(organisation).or_insert_with(|| Row {
            cells: std::iter::repeat_with(|| None).take(meetings).collect(),
            is_open: false,
            ended: None,
        })
    }
}

impl<'r> Row<'r> {
    /// The cells, with those filled in at which nobody acted for the organisation though it counts;
    /// `None` where nobody ever did.
    fn filled(mut self, held: &[HeldAt<'r>]) -> Option<Vec<Option<OrganisationCell<'r>>>> {
        let first = self.cells.iter().position(Option::is_some)?;
        let last = self.cells.iter().rposition(Option::is_some)?;
        for (column, (cell, held)) in self.cells.iter_mut().zip(held).enumerate().skip(first) {
            let counts =
                column < last || self.is_open || self.ended.is_some_and(|ended| held.day() < ended);
            match cell {
                Some(cell) => cell.members.sort_unstable_by_key(|(person, mark)| (*mark, *person)),
                None if counts => {
                    *cell = Some(OrganisationCell {
                        mark: Mark::Unlisted,
                        members: Vec::new(),
                        cites: vec![held.held.basis.position],
                    });
                }
                None => {}
            }
        }
        Some(self.cells)
    }
}
