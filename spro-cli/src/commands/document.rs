//! `document`: what was read, what was announced, and addresses as printed.

use clap::Subcommand;
use serde::Serialize;
use spro_core::domain::document::Document as State;
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Entry;

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::{Named, Question};
use crate::names::Names;
use crate::output::table::Column;
use crate::output::{Answer, Console};

#[derive(Debug, Subcommand)]
pub(crate) enum Document {
    List(List),
}

impl Document {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(it) => it.run(console, general),
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
    /// `read`, `announced`, `link` or `broken-link`.
    state: &'static str,
    /// The file's name, the title, or the address.
    name: String,
    editions: usize,
    meeting: Option<Named>,
    cites: Vec<Position>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
}

impl List {
    fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (items, head) = question.ask(console, |register, names| {
            let mut documents: Vec<_> = register.documents().collect();
            documents.sort_by_key(|(_, _, entry)| entry.read_at);
            documents
                .into_iter()
                .map(|(subject, document, entry)| item(subject, document, entry, names))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let columns: [Column<Item>; 4] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-state", |item, locale| locale.text(state_key(item.state))),
            Column::long("column-document", |item, _| item.name.clone()),
            Column::text("column-meeting", |item, _| {
                item.meeting.as_ref().map(|meeting| meeting.name.clone()).unwrap_or_default()
            }),
        ];
        let as_of = &question.as_of;
        console.answer(&Answer { what: "document-list", head, as_of, items }, &columns)
    }
}

fn item(
    subject: &Subject,
    document: &State,
    entry: &Entry,
    names: &Names<'_>,
) -> Result<Item, Failure> {
    let (state, text, meeting) = match (document.editions.last(), &document.linked) {
        (Some(edition), _) => ("read", Some(&edition.recorded.name), None),
        (None, Some(linked)) => {
            let state = if linked.broken { "broken-link" } else { "link" };
            (state, Some(&linked.url), linked.meeting.as_ref())
        }
        (None, None) => {
            let announced = document.announced.as_ref();
            let meeting = announced.and_then(|announced| announced.meeting.as_ref());
            ("announced", announced.map(|announced| &announced.title), meeting)
        }
    };
    Ok(Item {
        id: subject.clone(),
        state,
        name: text.map(|text| names.text(text)).transpose()?.unwrap_or_default(),
        editions: document.editions.len(),
        meeting: Named::of_some(meeting, names)?,
        cites: entry.cites.clone(),
        recorded_later: entry.recorded_later,
        tail: names.tail(subject),
    })
}

fn state_key(state: &str) -> &'static str {
    match state {
        "read" => "value-document-read",
        "announced" => "value-document-announced",
        "link" => "value-document-link",
        _ => "value-document-broken-link",
    }
}
