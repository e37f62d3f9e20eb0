//! `member list`: who acts in the body on a day.

use serde::Serialize;
use spro_core::kernel::position::Position;
use spro_core::kernel::subject::Subject;
use spro_core::views::directory::{Directory, PersonEntry};

use crate::args::{Asked, General};
use crate::collation::Collation;
use crate::failure::Failure;
use crate::items::{Acting, Asking, Named};
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
    person: Named,
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
        let members = directory.persons().filter(|(_, entry)| entry.is_member);
        let mut items = members
            .map(|(subject, entry)| item(subject, entry, &names))
            .collect::<Result<Vec<_>, _>>()?;
        items.sort_by(|one, other| order.compare(&one.person.name, &other.person.name));
        let columns: [Column<Item>; 5] = [
            Column::text("column-id", |item, _| item.tail.clone()),
            Column::text("column-person", |item, _| item.person.name.clone()),
            Column::text("column-organisation", |item, locale| {
                Acting::shown(&item.acts_for, locale)
            }),
            Column::text("column-since", |item, locale| {
                let shown = |acting: &Acting| {
                    let key = if acting.since_recorded { "label-since" } else { "label-listed" };
                    locale.text_with(key, &[("day", acting.since.to_string())])
                };
                item.acts_for.iter().map(shown).collect::<Vec<_>>().join(", ")
            }),
            Column::text("column-role", |item, _| {
                let roles = item.acts_for.iter().filter_map(|acting| acting.role.as_deref());
                roles.collect::<Vec<_>>().join(", ")
            }),
        ];
        let (head, as_of) = (asking.register.head(), &asking.as_of);
        console.answer(&Answer { what: "member-list", head, as_of, items }, &columns)
    }
}

fn item(subject: &Subject, entry: &PersonEntry<'_>, names: &Names<'_>) -> Result<Item, Failure> {
    Ok(Item {
        person: Named::of(subject, names)?,
        acts_for: Acting::all(&entry.affiliations, names)?,
        cites: entry.cites.clone(),
        tail: names.tail(subject),
    })
}
