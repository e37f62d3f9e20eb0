//! `position`: who is for, against, or has a reservation, on what.

mod change;

use clap::Subcommand;
use serde::Serialize;
use spro_core::domain::stance::Side;
use spro_core::kernel::position::Position as Place;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::stances::{StanceRow, stances};
use spro_core::when::When;

use self::change::{Add, Lift};
use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::{Named, Question, Who};
use crate::names::Names;
use crate::narrate::said;
use crate::output::table::Column;
use crate::output::{Answer, Console};

#[derive(Debug, Subcommand)]
pub(crate) enum Position {
    List(List),
    Add(Add),
    Lift(Lift),
}

impl Position {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
            Self::Lift(it) => it.run(console, general),
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Serialize)]
struct Item {
    id: Subject,
    side: Side,
    by: Option<Who>,
    on: Option<Named>,
    text: String,
    since: When,
    lifted: bool,
    meeting: Option<Named>,
    cites: Vec<Place>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
}

impl List {
    fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (items, head) = question.ask(console, |register, names| {
            stances(register).iter().map(|row| item(row, names)).collect::<Result<Vec<_>, _>>()
        })?;
        let columns: [Column<Item>; 6] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-position", |item, locale| locale.text(said::side(item.side))),
            Column::text("column-by", |item, _| {
                item.by.as_ref().map(|by| by.name.clone()).unwrap_or_default()
            }),
            Column::text("column-on", |item, _| {
                item.on.as_ref().map(|on| on.name.clone()).unwrap_or_default()
            }),
            Column::long("column-text", |item, _| item.text.clone()),
            Column::text("column-remark", |item, locale| {
                if item.lifted { locale.text("fact-stance-lifted") } else { String::new() }
            }),
        ];
        let as_of = &question.as_of;
        console.answer(&Answer { what: "position-list", head, as_of, items }, &columns)
    }
}

fn item(row: &StanceRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let taken = &row.taken.value;
    Ok(Item {
        id: row.subject.clone(),
        side: taken.side,
        by: taken.by.as_ref().map(|by| Who::of(by, names)).transpose()?,
        on: Named::of_some(taken.on.as_ref(), names)?,
        text: names.text(&taken.text)?,
        since: row.taken.at.since.clone(),
        lifted: row.stance.lifted.is_some(),
        meeting: Named::of_some(taken.meeting.as_ref(), names)?,
        cites: row.entry.cites.clone(),
        recorded_later: row.entry.recorded_later,
        tail: names.tail(row.subject),
    })
}
