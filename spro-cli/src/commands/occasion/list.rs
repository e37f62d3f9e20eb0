//! `occasion list`: planned public events, by when they are.

use serde::Serialize;
use spro_core::domain::occasion::{OccasionStatus, Reply};
use spro_core::kernel::position::Position;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::occasions::{OccasionRow, occasions};
use spro_core::when::When;

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::{self, Question, Who};
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
    name: Option<String>,
    status: OccasionStatus,
    when: Option<When>,
    postponed_from: Vec<Option<When>>,
    places: Vec<String>,
    stops: Option<u64>,
    audience: Option<String>,
    organiser: Option<Who>,
    programme: Vec<String>,
    participants: Vec<Participant>,
    estimates: Vec<Estimate>,
    turnout: Option<u64>,
    cites: Vec<Position>,
    recorded_later: Option<Stamp>,
    #[serde(skip)]
    tail: String,
    #[serde(skip)]
    when_shown: String,
}

#[derive(Debug, Serialize)]
struct Participant {
    who: Who,
    reply: Reply,
}

#[derive(Debug, Serialize)]
struct Estimate {
    number: Option<u64>,
    words: String,
    by: Option<Who>,
}

impl List {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (items, head) = question.ask(console, |register, names| {
            occasions(register).iter().map(|row| item(row, names)).collect::<Result<Vec<_>, _>>()
        })?;
        let columns: [Column<Item>; 6] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-occasion", |item, _| item.name.clone().unwrap_or_default()),
            Column::text("column-when", |item, _| item.when_shown.clone()),
            Column::text("column-status", |item, locale| {
                locale.text(status::occasion(item.status))
            }),
            Column::text("column-place", |item, _| item.places.join(" ; ")),
            Column::text("column-remark", remark),
        ];
        let as_of = &question.as_of;
        console.answer(&Answer { what: "occasion-list", head, as_of, items }, &columns)
    }
}

fn item(row: &OccasionRow<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let occasion = row.occasion;
    let texts =
        |texts: &[Text]| texts.iter().map(|text| names.text(text)).collect::<Result<Vec<_>, _>>();
    let participants = occasion.participants.iter().map(|participant| {
        let who = Who::of(&participant.who, names)?;
        Ok(Participant { who, reply: participant.reply.value })
    });
    let estimates = occasion.estimates.iter().map(|stated| {
        let estimate = &stated.value;
        Ok(Estimate {
            number: estimate.number,
            words: names.text(&estimate.words)?,
            by: estimate.by.as_ref().map(|by| Who::of(by, names)).transpose()?,
        })
    });
    Ok(Item {
        id: row.subject.clone(),
        name: items::text(occasion.name.as_ref(), names)?,
        status: row.status,
        when: occasion.when.clone(),
        postponed_from: occasion.postponements.iter().map(|it| it.from.clone()).collect(),
        places: texts(&occasion.places)?,
        stops: occasion.stop_count(),
        audience: items::text(occasion.audience.as_ref(), names)?,
        organiser: occasion.organiser.as_ref().map(|who| Who::of(who, names)).transpose()?,
        programme: texts(&occasion.programme)?,
        participants: participants.collect::<Result<_, Failure>>()?,
        estimates: estimates.collect::<Result<_, Failure>>()?,
        turnout: occasion.turnout().map(|counted| counted.value.number),
        cites: row.entry.cites.clone(),
        recorded_later: row.entry.recorded_later,
        tail: names.tail(row.subject),
        when_shown: occasion.when.as_ref().map(|when| names.when(when)).unwrap_or_default(),
    })
}

fn remark(item: &Item, locale: &Locale) -> String {
    let mut remarks = Vec::new();
    if let Some(stops) = item.stops {
        remarks.push(locale.text_with("label-stops", &[("count", stops.to_string())]));
    }
    if let Some(audience) = &item.audience {
        remarks.push(locale.text_with("label-audience", &[("text", audience.clone())]));
    }
    let estimated = item.estimates.last().and_then(|estimate| estimate.number);
    if let Some(number) = item.turnout {
        remarks.push(locale.text_with("fact-occasion-counted", &[("number", number.to_string())]));
    } else if let Some(number) = estimated {
        let number = [("number", number.to_string())];
        remarks.push(locale.text_with("fact-occasion-estimated", &number));
    }
    for from in item.postponed_from.iter().flatten() {
        remarks.push(locale.text_with("label-postponed-from", &[("when", from.to_string())]));
    }
    remarks.join(" · ")
}
