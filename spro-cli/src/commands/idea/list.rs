//! `idea list`.

use serde::Serialize;
use spro_core::domain::idea::IdeaStatus;
use spro_core::domain::number::Number;
use spro_core::kernel::position::Position as Place;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::ideas::{IdeaRow, ideas};
use spro_core::when::When;

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::{self, Named, Position, Question, Who};
use crate::names::Names;
use crate::output::table::Column;
use crate::output::{Answer, Console};
use crate::status;

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Serialize)]
struct Item {
    id: Subject,
    number: Option<Number>,
    text: Option<String>,
    by: Option<Who>,
    status: IdeaStatus,
    since: Option<When>,
    outcome: Option<String>,
    meeting: Option<Named>,
    positions: Vec<Position>,
    cites: Vec<Place>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
}

impl List {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (items, head) = question.ask(console, |register, names| {
            ideas(register).iter().map(|row| item(row, names)).collect::<Result<Vec<_>, _>>()
        })?;
        let columns: [Column<Item>; 6] = [
            Column::text("column-number", |item, _| {
                item.number.as_ref().map(ToString::to_string).unwrap_or_default()
            }),
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::long("column-idea", |item, _| item.text.clone().unwrap_or_default()),
            Column::text("column-by", |item, _| {
                item.by.as_ref().map(|who| who.name.clone()).unwrap_or_default()
            }),
            Column::text("column-status", |item, locale| locale.text(status::idea(item.status))),
            Column::text("column-remark", |item, locale| items::positions(&item.positions, locale)),
        ];
        let as_of = &question.as_of;
        console.answer(&Answer { what: "idea-list", head, as_of, items }, &columns)
    }
}

fn item(row: &IdeaRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let idea = row.idea;
    let words = idea.outcome.as_ref().and_then(|outcome| outcome.value.words.as_ref());
    Ok(Item {
        id: row.subject.clone(),
        number: idea.number.clone(),
        text: items::text(idea.text.as_ref(), names)?,
        by: idea.by.as_ref().map(|by| Who::of(by, names)).transpose()?,
        status: row.status,
        since: idea.since().cloned(),
        outcome: items::text(words, names)?,
        meeting: Named::of_some(idea.meeting.as_ref(), names)?,
        positions: Position::all(&row.stances, names)?,
        cites: row.entry.cites.clone(),
        recorded_later: row.entry.recorded_later,
        tail: names.tail(row.subject),
    })
}
