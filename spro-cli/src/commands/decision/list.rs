//! `decision list`: what was decided, and whether it stands.

use serde::Serialize;
use spro_core::domain::decision::{DecisionStatus, Judged, Verdict};
use spro_core::domain::number::Number;
use spro_core::kernel::position::Position as Place;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::decisions::{DecisionRow, Decisions, Which};
use spro_core::when::When;

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::{self, Named, Position, Question, Who};
use crate::locale::Locale;
use crate::names::Names;
use crate::output::table::Column;
use crate::output::{Answer, Console};
use crate::status;

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[arg(long)]
    in_force: bool,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Serialize)]
struct Item {
    id: Subject,
    number: Option<Number>,
    text: Option<String>,
    status: DecisionStatus,
    since: Option<When>,
    condition: Option<Condition>,
    superseded_by: Option<Named>,
    supersedes: Vec<Named>,
    about: Option<String>,
    answers: Option<Named>,
    decided_by: Option<Who>,
    outcome: Option<String>,
    meeting: Option<Named>,
    positions: Vec<Position>,
    cites: Vec<Place>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
    #[serde(skip)]
    since_shown: String,
}

#[derive(Debug, Serialize)]
struct Condition {
    text: Option<String>,
    /// `null` while no document says it.
    judged: Option<Judged>,
    /// How it was judged once for all; `null` while it waits.
    verdict: Option<Verdict>,
}

impl List {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let which = if self.in_force { Which::InForce } else { Which::All };
        tell(console, &question, which)
    }
}

/// Tells the decisions that are asked for.
pub(crate) fn tell(
    console: &mut Console,
    question: &Question,
    which: Which,
) -> Result<(), Failure> {
    let (items, head) = question.ask(console, |register, names| {
        let decisions = Decisions::of(register, which);
        decisions.rows.iter().map(|row| item(row, names)).collect::<Result<Vec<_>, _>>()
    })?;
    let columns: [Column<Item>; 6] = [
        Column::text("column-number", |item, _| {
            item.number.as_ref().map(ToString::to_string).unwrap_or_default()
        }),
        Column::text("column-id", |item, _| item.tail.clone()),
        Column::long("column-decision", |item, _| item.text.clone().unwrap_or_default()),
        Column::text("column-status", |item, locale| locale.text(status::decision(item.status))),
        Column::text("column-since", |item, _| item.since_shown.clone()),
        Column::text("column-remark", remark),
    ];
    let as_of = &question.as_of;
    console.answer(&Answer { what: "decision-list", head, as_of, items }, &columns)
}

fn item(row: &DecisionRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let decision = row.decision;
    let condition = decision.condition.as_ref().map(|condition| {
        let text = items::text(condition.words.as_ref(), names)?;
        let verdict = condition.settled().map(|settled| settled.value.verdict);
        Ok(Condition { text, judged: condition.judged, verdict })
    });
    let words = decision.outcome.as_ref().and_then(|outcome| outcome.value.words.as_ref());
    let supersedes = row.supersedes.iter().map(|subject| Named::of(subject, names));
    Ok(Item {
        id: row.subject.clone(),
        number: decision.number.clone(),
        text: items::text(decision.wording(), names)?,
        status: row.status,
        since: row.since.cloned(),
        condition: condition.transpose()?,
        superseded_by: Named::of_some(row.superseded_by, names)?,
        supersedes: supersedes.collect::<Result<_, _>>()?,
        about: items::text(decision.about.as_ref(), names)?,
        answers: Named::of_some(decision.answers.as_ref(), names)?,
        decided_by: decision.decided_by.as_ref().map(|by| Who::of(by, names)).transpose()?,
        outcome: items::text(words, names)?,
        meeting: Named::of_some(decision.meeting.as_ref(), names)?,
        positions: Position::all(&row.stances, names)?,
        cites: row.entry.cites.clone(),
        recorded_later: row.entry.recorded_later,
        tail: names.tail(row.subject),
        since_shown: row.since.map(|since| names.when(since)).unwrap_or_default(),
    })
}

fn remark(item: &Item, locale: &Locale) -> String {
    let mut remarks = Vec::new();
    if let Some(condition) = &item.condition {
        let key = match condition.judged {
            Some(Judged::EachOccasion) => "label-criterion",
            _ => "label-condition",
        };
        let text = condition.text.clone().unwrap_or_default();
        let verdict = match (condition.verdict, condition.judged) {
            (Some(verdict), _) => locale.text(status::verdict(verdict)),
            (None, Some(Judged::EachOccasion)) => String::new(),
            (None, _) => locale.text("value-verdict-pending"),
        };
        let text = locale.text_with(key, &[("text", text)]);
        remarks.push(if verdict.is_empty() { text } else { format!("{text} ({verdict})") });
    }
    if let Some(by) = &item.superseded_by {
        remarks.push(locale.text_with("fact-decision-superseded", &[("what", by.name.clone())]));
    }
    for earlier in &item.supersedes {
        remarks.push(locale.text_with("label-supersedes", &[("what", earlier.name.clone())]));
    }
    let positions = items::positions(&item.positions, locale);
    if !positions.is_empty() {
        remarks.push(positions);
    }
    remarks.join(" · ")
}
