//! `person list`: who is known.

use serde::Serialize;
use spro_core::kernel::position::Position;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::directory::{Directory, PersonEntry, ShownName};

use crate::args::{Asked, General};
use crate::collation::Collation;
use crate::failure::Failure;
use crate::items::{Acting, Asking};
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
    /// A pseudonym where it was erased.
    name: String,
    erased: bool,
    other_names: Vec<String>,
    aliases: Vec<String>,
    /// Entries that were found to be this one.
    merged: Vec<Subject>,
    member: bool,
    acts_for: Vec<Acting>,
    cites: Vec<Position>,
    #[serde(skip)]
    tail: String,
}

impl List {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let asking = Asking::of(console, general, &self.asked)?;
        let names = asking.names(console);
        let directory = Directory::of(&asking.register, asking.day());
        let order = Collation::new()?;
        let mut items = directory
            .persons()
            .map(|(subject, entry)| item(subject, entry, &names))
            .collect::<Result<Vec<_>, _>>()?;
        items.sort_by(|one, other| order.compare(&one.name, &other.name));
        let columns: [Column<Item>; 5] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-person", |item, _| item.name.clone()),
            Column::text("column-also", |item, _| {
                let all = item.other_names.iter().chain(&item.aliases);
                all.map(String::as_str).collect::<Vec<_>>().join(", ")
            }),
            Column::text("column-member", |item, locale| {
                locale.text(if item.member { "value-yes" } else { "value-no" })
            }),
            Column::text("column-organisation", |item, locale| {
                Acting::shown(&item.acts_for, locale)
            }),
        ];
        let (head, as_of) = (asking.register.head(), &asking.as_of);
        console.answer(&Answer { what: "person-list", head, as_of, items }, &columns)
    }
}

fn item(subject: &Subject, entry: &PersonEntry<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    let erased = matches!(entry.name, ShownName::Erased { .. });
    // What was erased does not open; there is nothing to show of it.
    let opened = |texts: &[&Text]| -> Result<Vec<String>, Failure> {
        if erased {
            return Ok(Vec::new());
        }
        let mut opened: Vec<_> =
            texts.iter().map(|text| names.text(text)).collect::<Result<_, _>>()?;
        opened.sort_unstable();
        opened.dedup();
        Ok(opened)
    };
    let name = names.of(subject)?;
    let mut other_names = opened(&entry.other_names)?;
    other_names.retain(|other| *other != name);
    Ok(Item {
        id: subject.clone(),
        erased,
        other_names,
        aliases: opened(&entry.aliases)?,
        merged: entry.merged.iter().map(|subject| (*subject).clone()).collect(),
        member: entry.is_member,
        acts_for: Acting::all(&entry.affiliations, names)?,
        cites: entry.cites.clone(),
        tail: names.tail(subject),
        name,
    })
}
