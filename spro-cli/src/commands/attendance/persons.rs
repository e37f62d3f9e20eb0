//! Attendance by person.

use serde::Serialize;
use spro_core::kernel::position::Position;
use spro_core::views::attendance::{Attendance as View, Cell, Counts, GuestRow, Mark, PersonRow};
use spro_core::when::LocalTime;

use super::{Meeting, Tally, grid, letters, mark};
use crate::collation::Collation;
use crate::failure::Failure;
use crate::items::{Acting, Asking, Named};
use crate::names::Names;
use crate::output::table::Grid;
use crate::output::{Answer, Console};

#[derive(Debug, Serialize)]
struct Item {
    person: Named,
    /// Whether the person came as a guest or observer: these have no rate.
    guest: bool,
    acts_for: Vec<Acting>,
    /// Since when the rate counts; `null` for guests.
    since: Option<chrono::NaiveDate>,
    since_recorded: bool,
    meetings: Vec<At>,
    tally: Tally,
    cites: Vec<Position>,
    #[serde(skip)]
    marks: Vec<Option<Mark>>,
}

/// What a person did at a meeting.
#[derive(Debug, Serialize)]
struct At {
    meeting: Meeting,
    mark: &'static str,
    acts_for: Vec<Named>,
    proxy: Option<Named>,
    arrived: Option<LocalTime>,
    left: Option<LocalTime>,
    /// Whether it was first recorded otherwise, and put right.
    rectified: bool,
    cites: Position,
}

pub(super) fn tell(console: &mut Console, asking: &Asking, view: &View<'_>) -> Result<(), Failure> {
    let names = asking.names(console);
    let meetings = Meeting::all(view);
    let order = Collation::new()?;
    let mut items = view
        .persons
        .iter()
        .map(|row| member(row, &meetings, &names))
        .collect::<Result<Vec<_>, _>>()?;
    items.sort_by(|one, other| order.compare(&one.person.name, &other.person.name));
    let mut guests = view
        .guests
        .iter()
        .map(|row| guest(row, &meetings, &names))
        .collect::<Result<Vec<_>, _>>()?;
    guests.sort_by(|one, other| order.compare(&one.person.name, &other.person.name));
    items.extend(guests);
    let mut table = grid(&console.locale, &["column-person", "column-organisation"], &meetings);
    table.rows = items.iter().map(|item| row(item, console)).collect();
    table.rows.push(total(view, &table, console));
    let (head, as_of) = (asking.register.head(), &asking.as_of);
    let answer = Answer { what: "attendance-by-person", head, as_of, items };
    console.answer_in(&answer, &table, "say-letters")
}

fn member(row: &PersonRow<'_>, meetings: &[Meeting], names: &Names<'_>) -> Result<Item, Failure> {
    let cells = row.cells.iter().zip(meetings);
    let at = cells.filter_map(|(cell, meeting)| Some(at(cell.as_ref()?, meeting, names)));
    Ok(Item {
        person: Named::of(row.person, names)?,
        guest: false,
        acts_for: Acting::all(&row.affiliations, names)?,
        since: Some(row.since.day()),
        since_recorded: Acting::is_recorded(row.since),
        meetings: at.collect::<Result<_, _>>()?,
        tally: Tally::of(row.counts),
        cites: row.cites(),
        marks: row.cells.iter().map(|cell| cell.as_ref().map(|cell| cell.mark)).collect(),
    })
}

fn guest(row: &GuestRow<'_>, meetings: &[Meeting], names: &Names<'_>) -> Result<Item, Failure> {
    let mut marks = vec![None; meetings.len()];
    let mut all = Vec::new();
    for (column, cell) in &row.visits {
        if let (Some(slot), Some(meeting)) = (marks.get_mut(*column), meetings.get(*column)) {
            *slot = Some(cell.mark);
            all.push(at(cell, meeting, names)?);
        }
    }
    Ok(Item {
        person: Named::of(row.person, names)?,
        guest: true,
        acts_for: Vec::new(),
        since: None,
        since_recorded: false,
        meetings: all,
        tally: Tally::of(Counts::default()),
        cites: row.visits.iter().map(|(_, cell)| cell.cites).collect(),
        marks,
    })
}

fn at(cell: &Cell<'_>, meeting: &Meeting, names: &Names<'_>) -> Result<At, Failure> {
    let acts_for = cell.acts_for.iter().map(|subject| Named::of(subject, names));
    Ok(At {
        meeting: meeting.clone(),
        mark: mark(cell.mark),
        acts_for: acts_for.collect::<Result<_, _>>()?,
        proxy: Named::of_some(cell.proxy, names)?,
        arrived: cell.listed.and_then(|listed| listed.arrived),
        left: cell.listed.and_then(|listed| listed.left),
        rectified: !cell.rectified.is_empty(),
        cites: cell.cites,
    })
}

fn row(item: &Item, console: &Console) -> Vec<String> {
    let mut cells = vec![item.person.name.clone(), organisations(item, console)];
    let mut listed = item.meetings.iter();
    let rectified = item
        .marks
        .iter()
        .map(|mark| mark.and_then(|_| listed.next()).is_some_and(|at| at.rectified));
    let letters = letters(&item.marks).into_iter().zip(rectified);
    cells.extend(letters.map(
        |(letter, rectified)| {
            if rectified { format!("{letter}*") } else { letter }
        },
    ));
    if item.guest {
        cells.extend(std::iter::repeat_n(String::new(), 6));
        cells.push(console.locale.text("value-role-guest"));
    } else {
        cells.extend(item.tally.cells());
    }
    cells
}

fn organisations(item: &Item, console: &Console) -> String {
    if item.guest {
        let mut all: Vec<_> =
            item.meetings.iter().flat_map(|at| &at.acts_for).map(|it| it.name.clone()).collect();
        all.dedup();
        return all.join(", ");
    }
    Acting::shown(&item.acts_for, &console.locale)
}

fn total(view: &View<'_>, table: &Grid, console: &Console) -> Vec<String> {
    let tally = Tally::of(view.totals());
    let mut cells = vec![console.locale.text("column-total")];
    let sums = tally.cells();
    let gap = table.titles.len().saturating_sub(sums.len() + cells.len());
    cells.extend(std::iter::repeat_n(String::new(), gap));
    cells.extend(sums);
    cells
}
