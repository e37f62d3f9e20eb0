//! `question list`.

use serde::Serialize;
use spro_core::domain::number::Number;
use spro_core::domain::question::QuestionStatus;
use spro_core::kernel::position::Position as Place;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::questions::{QuestionRow, questions};
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
    status: QuestionStatus,
    since: Option<When>,
    answers: Vec<Reply>,
    decisions: Vec<Named>,
    meeting: Option<Named>,
    positions: Vec<Position>,
    cites: Vec<Place>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
}

#[derive(Debug, Serialize)]
struct Reply {
    since: When,
    by: Option<Who>,
    text: Option<String>,
}

impl List {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (items, head) = question.ask(console, |register, names| {
            questions(register).iter().map(|row| item(row, names)).collect::<Result<Vec<_>, _>>()
        })?;
        let columns: [Column<Item>; 6] = [
            Column::text("column-number", |item, _| {
                item.number.as_ref().map(ToString::to_string).unwrap_or_default()
            }),
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::long("column-question", |item, _| item.text.clone().unwrap_or_default()),
            Column::text("column-by", |item, _| {
                item.by.as_ref().map(|who| who.name.clone()).unwrap_or_default()
            }),
            Column::text("column-status", |item, locale| {
                locale.text(status::question(item.status))
            }),
            Column::text("column-answer", |item, _| answers(item)),
        ];
        let as_of = &question.as_of;
        console.answer(&Answer { what: "question-list", head, as_of, items }, &columns)
    }
}

fn item(row: &QuestionRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let question = row.question;
    let answers = question.answers.iter().map(|stated| {
        Ok(Reply {
            since: stated.at.since.clone(),
            by: stated.value.by.as_ref().map(|by| Who::of(by, names)).transpose()?,
            text: items::text(stated.value.words.as_ref(), names)?,
        })
    });
    let decisions = row.decisions.iter().map(|subject| Named::of(subject, names));
    Ok(Item {
        id: row.subject.clone(),
        number: question.number.clone(),
        text: items::text(question.text.as_ref(), names)?,
        by: question.by.as_ref().map(|by| Who::of(by, names)).transpose()?,
        status: row.status,
        since: row.since.cloned(),
        answers: answers.collect::<Result<_, Failure>>()?,
        decisions: decisions.collect::<Result<_, _>>()?,
        meeting: Named::of_some(question.meeting.as_ref(), names)?,
        positions: Position::all(&row.stances, names)?,
        cites: row.entry.cites.clone(),
        recorded_later: row.entry.recorded_later,
        tail: names.tail(row.subject),
    })
}

fn answers(item: &Item) -> String {
    let said = item.answers.iter().map(|answer| {
        let by = answer.by.as_ref().map(|by| format!("{}: ", by.name)).unwrap_or_default();
        format!("{by}{}", answer.text.as_deref().unwrap_or_default())
    });
    let decided = item.decisions.iter().map(|decision| decision.name.clone());
    said.chain(decided).collect::<Vec<_>>().join(" · ")
}
