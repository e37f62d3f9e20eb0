//! `meeting list`: when the body met, who came, how far the minutes are.

use chrono::NaiveDate;
use serde::Serialize;
use spro_core::domain::meeting::MeetingStatus;
use spro_core::domain::minutes::MinutesStatus;
use spro_core::kernel::position::Position;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::meetings::{self, MeetingRow};
use spro_core::when::When;

use crate::args::{Asked, General};
use crate::commands::attendance::Tally;
use crate::failure::Failure;
use crate::items::{self, Asking};
use crate::locale::Locale;
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
    when: Option<When>,
    status: MeetingStatus,
    venue: Option<String>,
    group: Option<String>,
    agenda: Vec<String>,
    minutes: Option<MinutesStatus>,
    approved: Option<When>,
    approved_learned: Option<NaiveDate>,
    circulated: Vec<When>,
    errata: usize,
    turnout: Option<Tally>,
    guests: Option<usize>,
    cites: Vec<Position>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
    #[serde(skip)]
    when_shown: String,
}

impl List {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let asking = Asking::of(console, general, &self.asked)?;
        let names = asking.names(console);
        let items = meetings::list(&asking.register, asking.day())
            .iter()
            .map(|row| item(row, &names))
            .collect::<Result<Vec<_>, _>>()?;
        let columns: [Column<Item>; 13] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-when", |item, _| item.when_shown.clone()),
            Column::text("column-status", |item, locale| locale.text(status::meeting(item.status))),
            Column::number("column-p", |item, _| tally(item, |tally| tally.present)),
            Column::number("column-r", |item, _| tally(item, |tally| tally.remote)),
            Column::number("column-e", |item, _| tally(item, |tally| tally.excused)),
            Column::number("column-x", |item, _| tally(item, |tally| tally.proxied)),
            Column::number("column-a", |item, _| tally(item, |tally| tally.absent)),
            Column::number("column-u", |item, _| tally(item, |tally| tally.unlisted)),
            Column::number("column-g", |item, _| shown(item.guests)),
            Column::text("column-minutes", minutes),
            Column::text("column-place", |item, _| item.venue.clone().unwrap_or_default()),
            Column::text("column-group", |item, _| item.group.clone().unwrap_or_default()),
        ];
        let (head, as_of) = (asking.register.head(), &asking.as_of);
        console.answer(&Answer { what: "meeting-list", head, as_of, items }, &columns)
    }
}

fn item(row: &MeetingRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let meeting = row.meeting;
    let minutes = &meeting.minutes;
    let agenda = meeting.agenda.as_ref().map(|agenda| agenda.recorded.items.as_slice());
    let agenda = agenda.unwrap_or_default().iter().map(|item| names.text(item));
    Ok(Item {
        id: row.subject.clone(),
        when: meeting.when(),
        status: meeting.status(),
        venue: items::text(meeting.venue(), names)?,
        group: items::text(meeting.group(), names)?,
        agenda: agenda.collect::<Result<_, _>>()?,
        minutes: minutes.status(),
        approved: minutes.approval().map(|approved| approved.basis.at.since.clone()),
        approved_learned: minutes.approval().map(|approved| approved.basis.at.learned),
        circulated: minutes.circulated.iter().map(|basis| basis.at.since.clone()).collect(),
        errata: minutes.errata.len(),
        turnout: row.turnout.map(|turnout| Tally::of(turnout.counts)),
        guests: row.turnout.map(|turnout| turnout.guests),
        cites: row.cites.clone(),
        recorded_later: row.recorded_later,
        tail: names.tail(row.subject),
        when_shown: meeting.when().map(|when| names.when(&when)).unwrap_or_default(),
    })
}

fn tally(item: &Item, count: fn(&Tally) -> usize) -> String {
    shown(item.turnout.as_ref().map(count))
}

fn shown(count: Option<usize>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}

fn minutes(item: &Item, locale: &Locale) -> String {
    let Some(minutes) = item.minutes else {
        return String::new();
    };
    let status = locale.text(status::minutes(minutes));
    if item.errata == 0 {
        return status;
    }
    format!("{status}, {}", locale.count("label-errata", item.errata))
}
