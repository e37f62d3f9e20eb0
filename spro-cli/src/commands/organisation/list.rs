//! `organisation list`: which organisations are known.

use serde::Serialize;
use spro_core::kernel::position::Position;
use spro_core::kernel::subject::Subject;
use spro_core::views::directory::{Directory, OrganisationEntry};

use crate::args::{Asked, General};
use crate::collation::Collation;
use crate::failure::Failure;
use crate::items::{Asking, Named};
use crate::names::Names;
use crate::output::table::Column;
use crate::output::{Answer, Console};

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Serialize)]
struct Item {
    id: Subject,
    name: String,
    other_names: Vec<String>,
    aliases: Vec<String>,
    merged: Vec<Subject>,
    part_of: Vec<Named>,
    parts: Vec<Named>,
    /// Who acts for it on the day asked.
    people: Vec<Named>,
    cites: Vec<Position>,
    #[serde(skip)]
    tail: String,
}

impl List {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let asking = Asking::of(console, general, &self.asked)?;
        let names = asking.names(console);
        let day = asking.day();
        let directory = Directory::of(&asking.register, day);
        let order = Collation::new()?;
        let mut items = directory
            .organisations()
            .map(|(subject, entry)| item(subject, entry, day, &names))
            .collect::<Result<Vec<_>, _>>()?;
        items.sort_by(|one, other| order.compare(&one.name, &other.name));
        for item in &mut items {
            item.people.sort_by(|one, other| order.compare(&one.name, &other.name));
        }
        let columns: [Column<Item>; 5] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-organisation", |item, _| item.name.clone()),
            Column::text("column-also", |item, _| {
                let all = item.other_names.iter().chain(&item.aliases);
                all.map(String::as_str).collect::<Vec<_>>().join(", ")
            }),
            Column::text("column-part-of", |item, _| listed(&item.part_of)),
            Column::text("column-people", |item, _| listed(&item.people)),
        ];
        let (head, as_of) = (asking.register.head(), &asking.as_of);
        console.answer(&Answer { what: "organisation-list", head, as_of, items }, &columns)
    }
}

fn listed(all: &[Named]) -> String {
    all.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn item(
    subject: &Subject,
    entry: &OrganisationEntry<'_>,
    day: chrono::NaiveDate,
    names: &Names<'_>,
) -> Result<Item, Failure> {
    let all = |subjects: &[&Subject]| {
        subjects.iter().map(|subject| Named::of(subject, names)).collect::<Result<Vec<_>, _>>()
    };
    let owned = |texts: &[&str]| {
        let mut owned: Vec<_> = texts.iter().map(|text| (*text).to_owned()).collect();
        owned.sort_unstable();
        owned.dedup();
        owned
    };
    let acting = entry.people.iter().filter(|(_, affiliation)| affiliation.holds_on(day));
    let people: Vec<_> = acting.map(|(person, _)| *person).collect();
    Ok(Item {
        id: subject.clone(),
        name: names.of(subject)?,
        other_names: owned(&entry.other_names),
        aliases: owned(&entry.aliases),
        merged: entry.merged.iter().map(|subject| (*subject).clone()).collect(),
        part_of: all(&entry.part_of)?,
        parts: all(&entry.parts)?,
        people: all(&people)?,
        cites: entry.cites.clone(),
        tail: names.tail(subject),
    })
}
