//! `action list`: who owes what, by when, and whether it is late.

use serde::Serialize;
use spro_core::domain::action::ActionStatus;
use spro_core::domain::number::Number;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::actions::{ActionRow, Actions, OwedBy, Timeliness, Which};
use spro_core::when::When;

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::{self, Named, Question, Who};
use crate::locale::Locale;
use crate::names::Names;
use crate::output::table::Column;
use crate::output::{Answer, Console};
use crate::parties::{Parties, nobody};
use crate::status;

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[arg(long, conflicts_with_all = ["late", "all"])]
    open: bool,
    #[arg(long, conflicts_with = "all")]
    late: bool,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Serialize)]
struct Item {
    id: Subject,
    number: Option<Number>,
    text: Option<String>,
    owners: Vec<Who>,
    /// Whether anything says who owes it; if so, no owners means that nobody is named.
    owners_known: bool,
    due: Option<When>,
    first_due: Option<When>,
    status: ActionStatus,
    since: Option<When>,
    /// `late`, `possibly-late`, `not-late`, `undated`, `done-in-time`, `done-after`, `done` or
    /// `cancelled`.
    timeliness: &'static str,
    /// How late it is, or was.
    days: Option<u64>,
    meeting: Option<Named>,
    decision: Option<Named>,
    cites: Vec<Position>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
    #[serde(skip)]
    due_shown: String,
}

impl List {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let which = match (self.open, self.late) {
            (true, _) => Which::Open,
            (_, true) => Which::Late,
            _ => Which::All,
        };
        tell(console, &question, which, self.owner.as_deref())
    }
}

/// Tells the actions that are asked for.
pub(crate) fn tell(
    console: &mut Console,
    question: &Question,
    which: Which,
    owner: Option<&str>,
) -> Result<(), Failure> {
    let day = question.day();
    let (items, head) = question.ask(console, |register, names| {
        let owed_by = match owner {
            Some(name) => Some(owed_by(&Parties::new(register, names)?, name)?),
            None => None,
        };
        let actions = Actions::of(register, day, which, owed_by.as_ref());
        let rows = actions.rows.iter().chain(&actions.undated);
        rows.map(|row| item(row, names)).collect::<Result<Vec<_>, _>>()
    })?;
    answer(console, items, head, &question.as_of)
}

fn owed_by(parties: &Parties<'_>, name: &str) -> Result<OwedBy, Failure> {
    let subject = parties.any(name)?.ok_or_else(|| nobody(name))?;
    Ok(OwedBy {
        each_partner: subject.kind() == "organisation",
        subjects: parties.entries_of(&subject),
    })
}

fn item(row: &ActionRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let action = row.action;
    let (timeliness, days) = timeliness(row.timeliness);
    let due = action.present_due();
    Ok(Item {
        id: row.subject.clone(),
        number: action.number.clone(),
        text: items::text(action.text.as_ref(), names)?,
        owners: Who::all(action.present_owners().unwrap_or_default(), names)?,
        owners_known: action.present_owners().is_some(),
        due: due.cloned(),
        first_due: row.first_due().and_then(|stated| stated.value.clone()),
        status: row.status(),
        since: action.since().cloned(),
        timeliness,
        days,
        meeting: Named::of_some(action.meeting.as_ref(), names)?,
        decision: Named::of_some(action.decision.as_ref(), names)?,
        cites: row.entry.cites.clone(),
        recorded_later: row.entry.recorded_later,
        tail: names.tail(row.subject),
        due_shown: due.map(|due| names.when(due)).unwrap_or_default(),
    })
}

const fn timeliness(timeliness: Timeliness) -> (&'static str, Option<u64>) {
    match timeliness {
        Timeliness::Late { days } => ("late", Some(days)),
        Timeliness::PossiblyLate => ("possibly-late", None),
        Timeliness::NotLate => ("not-late", None),
        Timeliness::Undated => ("undated", None),
        Timeliness::DoneInTime => ("done-in-time", None),
        Timeliness::DoneAfter { days } => ("done-after", Some(days)),
        Timeliness::DoneUntold => ("done", None),
        Timeliness::Cancelled => ("cancelled", None),
    }
}

fn answer(
    console: &mut Console,
    items: Vec<Item>,
    head: Head,
    as_of: &AsOf,
) -> Result<(), Failure> {
    let columns: [Column<Item>; 7] = [
        Column::text("column-number", |item, _| {
            item.number.as_ref().map(ToString::to_string).unwrap_or_default()
        }),
        Column::text("column-id", |item, _| item.tail.clone()),
        Column::long("column-action", |item, _| item.text.clone().unwrap_or_default()),
        Column::text("column-owner", |item, locale| {
            match (item.owners.as_slice(), item.owners_known) {
                ([], true) => locale.text("label-nobody"),
                (owners, _) => items::listed(owners),
            }
        }),
        Column::text("column-due", |item, _| item.due_shown.clone()),
        Column::text("column-status", |item, locale| locale.text(status::action(item.status))),
        Column::text("column-late", late),
    ];
    console.answer(&Answer { what: "action-list", head, as_of, items }, &columns)
}

fn late(item: &Item, locale: &Locale) -> String {
    let days = item.days.unwrap_or_default();
    let days = |key| locale.count(key, usize::try_from(days).unwrap_or(usize::MAX));
    match item.timeliness {
        "late" => days("value-late"),
        "possibly-late" => locale.text("value-possibly-late"),
        "undated" => locale.text("value-undated"),
        "done-in-time" => locale.text("value-in-time"),
        "done-after" => days("value-days-after"),
        _ => String::new(),
    }
}
