//! Attendance by organisation: what its best-placed person did.

use serde::Serialize;
use spro_core::kernel::position::Position;
use spro_core::views::attendance::{
    Attendance as View, Counts, GuestOrganisationRow, Mark, OrganisationCell, OrganisationRow,
};

use super::{Meeting, Tally, grid, letters, mark};
use crate::collation::Collation;
use crate::failure::Failure;
use crate::items::{Asking, Named};
use crate::names::Names;
use crate::output::{Answer, Console};

#[derive(Debug, Serialize)]
struct Item {
    organisation: Named,
    /// Whether its people came as guests or observers: these have no rate.
    guest: bool,
    meetings: Vec<At>,
    tally: Tally,
    cites: Vec<Position>,
    #[serde(skip)]
    marks: Vec<Option<Mark>>,
}

/// What those who act for an organisation did at a meeting.
#[derive(Debug, Serialize)]
struct At {
    meeting: Meeting,
    mark: &'static str,
    people: Vec<Person>,
    cites: Vec<Position>,
}

#[derive(Debug, Serialize)]
struct Person {
    person: Named,
    mark: &'static str,
}

pub(super) fn tell(console: &mut Console, asking: &Asking, view: &View<'_>) -> Result<(), Failure> {
    let names = asking.names(console);
    let meetings = Meeting::all(view);
    let order = Collation::new()?;
    let mut items = view
        .organisations
        .iter()
        .map(|row| member(row, &meetings, &names, &order))
        .collect::<Result<Vec<_>, _>>()?;
    items.sort_by(|one, other| order.compare(&one.organisation.name, &other.organisation.name));
    let guests = view.guest_organisations.iter().map(|row| guest(row, &meetings, &names));
    items.extend(guests.collect::<Result<Vec<_>, _>>()?);
    let mut table = grid(&console.locale, &["column-organisation"], &meetings);
    table.rows = items.iter().map(|item| row(item, console)).collect();
    let (head, as_of) = (asking.register.head(), &asking.as_of);
    let answer = Answer { what: "attendance-by-organisation", head, as_of, items };
    console.answer_in(&answer, &table, "say-letters")
}

fn member(
    row: &OrganisationRow<'_>,
    meetings: &[Meeting],
    names: &Names<'_>,
    order: &Collation,
) -> Result<Item, Failure> {
    let cells = row.cells.iter().zip(meetings);
    let all = cells.filter_map(|(cell, meeting)| Some(at(cell.as_ref()?, meeting, names, order)));
    Ok(Item {
        organisation: Named::of(row.organisation, names)?,
        guest: false,
        meetings: all.collect::<Result<_, _>>()?,
        tally: Tally::of(row.counts),
        cites: row.cells.iter().flatten().flat_map(|cell| cell.cites.clone()).collect(),
        marks: row.cells.iter().map(|cell| cell.as_ref().map(|cell| cell.mark)).collect(),
    })
}

fn guest(
    row: &GuestOrganisationRow<'_>,
    meetings: &[Meeting],
    names: &Names<'_>,
) -> Result<Item, Failure> {
    let mut marks = vec![None; meetings.len()];
    let mut all: Vec<At> = Vec::new();
    for (column, person) in &row.visits {
        if let (Some(slot), Some(meeting)) = (marks.get_mut(*column), meetings.get(*column)) {
            *slot = Some(Mark::Present);
            let person = Person { person: Named::of(person, names)?, mark: mark(Mark::Present) };
            let meeting = meeting.clone();
            all.push(At { meeting, mark: person.mark, people: vec![person], cites: Vec::new() });
        }
    }
    Ok(Item {
        organisation: Named::of(row.organisation, names)?,
        guest: true,
        meetings: all,
        tally: Tally::of(Counts::default()),
        cites: Vec::new(),
        marks,
    })
}

fn at(
    cell: &OrganisationCell<'_>,
    meeting: &Meeting,
    names: &Names<'_>,
    order: &Collation,
) -> Result<At, Failure> {
    let people = cell
        .members
        .iter()
        .map(|(subject, did)| Ok(Person { person: Named::of(subject, names)?, mark: mark(*did) }));
    let mut people = people.collect::<Result<Vec<_>, Failure>>()?;
    // Their ids, which are random, would order those who did the same.
    for same in people.chunk_by_mut(|one, next| one.mark == next.mark) {
        same.sort_by(|one, other| order.compare(&one.person.name, &other.person.name));
    }
    Ok(At { meeting: meeting.clone(), mark: mark(cell.mark), people, cites: cell.cites.clone() })
}

fn row(item: &Item, console: &Console) -> Vec<String> {
    let mut cells = vec![item.organisation.name.clone()];
    cells.extend(letters(&item.marks));
    if item.guest {
        cells.extend(std::iter::repeat_n(String::new(), 6));
        cells.push(console.locale.text("value-role-guest"));
    } else {
        cells.extend(item.tally.cells());
    }
    cells
}
