//! `note`: information that nobody decides or owes.

mod add;

use clap::Subcommand;
use serde::Serialize;
use spro_core::domain::note::NoteKind;
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::notes::{NoteRow, notes};
use spro_core::when::When;

use self::add::Add;
use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::{Named, Question};
use crate::names::Names;
use crate::narrate::said;
use crate::output::table::Column;
use crate::output::{Answer, Console};

#[derive(Debug, Subcommand)]
pub(crate) enum Note {
    List(List),
    Add(Add),
}

impl Note {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
            Self::Add(it) => it.run(console, general),
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
    kind: NoteKind,
    text: String,
    since: When,
    meeting: Option<Named>,
    cites: Vec<Position>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
    #[serde(skip)]
    since_shown: String,
}

impl List {
    fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (items, head) = question.ask(console, |register, names| {
            let rows = notes(register);
            rows.values().flatten().map(|row| item(row, names)).collect::<Result<Vec<_>, _>>()
        })?;
        let columns: [Column<Item>; 4] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-kind", |item, locale| locale.text(said::note_kind(item.kind))),
            Column::text("column-since", |item, _| item.since_shown.clone()),
            Column::long("column-text", |item, _| item.text.clone()),
        ];
        let as_of = &question.as_of;
        console.answer(&Answer { what: "note-list", head, as_of, items }, &columns)
    }
}

fn item(row: &NoteRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let said = &row.said.value;
    Ok(Item {
        id: row.subject.clone(),
        kind: said.kind,
        text: names.text(&said.text)?,
        since: row.said.at.since.clone(),
        meeting: Named::of_some(said.meeting.as_ref(), names)?,
        cites: row.entry.cites.clone(),
        recorded_later: row.entry.recorded_later,
        tail: names.tail(row.subject),
        since_shown: names.when(&row.said.at.since),
    })
}
