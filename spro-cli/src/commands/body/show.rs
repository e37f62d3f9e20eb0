//! `body show`: the names that the body bore.

use serde::Serialize;
use spro_core::domain::body::Language;
use spro_core::kernel::position::Position;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::Question;
use crate::output::table::Column;
use crate::output::{Answer, Console};

#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    #[command(flatten)]
    asked: Asked,
}

/// A name; the last one is borne now.
#[derive(Debug, Serialize)]
struct Item {
    id: Subject,
    name: String,
    since: When,
    /// The language of the minutes.
    language: Option<Language>,
    cites: Vec<Position>,
    #[serde(skip)]
    since_shown: String,
}

impl Show {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (items, head) = question.ask(console, |register, names| {
            let mut items = Vec::new();
            for (subject, body, _) in register.bodies() {
                items.extend(body.names.iter().map(|borne| Item {
                    id: subject.clone(),
                    name: borne.name.clone(),
                    since: borne.basis.at.since.clone(),
                    language: body.language,
                    cites: vec![borne.basis.position],
                    since_shown: names.when(&borne.basis.at.since),
                }));
            }
            Ok(items)
        })?;
        let columns: [Column<Item>; 2] = [
            Column::text("column-since", |item, _| item.since_shown.clone()),
            Column::text("column-name", |item, _| item.name.clone()),
        ];
        let as_of = &question.as_of;
        console.answer(&Answer { what: "body", head, as_of, items }, &columns)
    }
}
