//! Attendance in tables: with pipes, and in columns of a text.

use super::cue::{Cue, cue};
use super::entry::{Entry, entry};
use super::markup::clean;
use super::named::is_name;
use crate::called::without_title;
use crate::draft::Status;
use crate::fold::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    FirstName,
    LastName,
    Organisation,
    Alias,
    /// A mark where this status holds.
    Ticked(Status),
    /// The status in words.
    Status,
    Other,
}

/// Words for those who may come.
const MEMBERS: [&str; 8] = [
    "participant",
    "participants",
    "membre",
    "membres",
    "member",
    "members",
    "attendee",
    "attendees",
];

fn column(title: &str) -> Column {
    let key = fold(title);
    let has = |words: &[&str]| key.split(' ').any(|word| words.contains(&word));
    if has(&["statut", "status", "presence", "attendance"]) && !has(&["present", "absent"]) {
        Column::Status
    } else if let Some(Cue::Listed(status)) = cue(title)
        && !has(&MEMBERS)
    {
        Column::Ticked(status)
    } else if has(&[
        "organisme",
        "organismes",
        "organisation",
        "organization",
        "structure",
        "employeur",
        "company",
        "affiliation",
        "collectivite",
        "entite",
        "societe",
        "service",
        "institution",
        "employer",
        "etablissement",
        "association",
    ]) {
        Column::Organisation
    } else if has(&[
        "abbreviation",
        "abbr",
        "handle",
        "github",
        "pseudo",
        "pseudonyme",
        "initiales",
        "initials",
        "login",
        "username",
    ]) {
        Column::Alias
    } else if has(&["prenom", "prenoms", "first"]) && !has(&["nom", "last"]) {
        Column::FirstName
    } else if matches!(key.as_str(), "nom" | "noms" | "last name" | "surname" | "family name") {
        Column::LastName
    } else if has(&MEMBERS)
        || has(&["nom", "name", "names", "personne", "who", "person", "qui", "prenom"])
    {
        Column::Name
    } else {
        Column::Other
    }
}

/// Whether `row` sets the titles of a table's columns off from its rows.
pub(super) fn is_rule(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| "|-: +".contains(c))
}

/// The people of the rows of a table whose cells stand between pipes, each with its row. `listed`
/// tells whether a heading announces people.
pub(super) fn piped(rows: &[&str], listed: bool) -> Vec<(usize, Entry)> {
    let cells = |row: &str| -> Vec<String> {
        let inner = row.trim().trim_start_matches('|');
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        inner.split('|').map(clean).collect()
    };
    let titled = rows.get(1).is_some_and(|row| is_rule(row));
    if !titled {
        let bare = rows.iter().enumerate().filter(|_| listed);
        let people = bare.flat_map(|(at, row)| cells(row).into_iter().map(move |cell| (at, cell)));
        return people.filter_map(|(at, cell)| Some((at, entry(&cell)?))).collect();
    }
    let columns: Vec<_> =
        rows.first().map(|row| cells(row)).into_iter().flatten().map(|it| column(&it)).collect();
    let named =
        columns.iter().any(|it| matches!(it, Column::Name | Column::LastName | Column::FirstName));
    let marked = columns.iter().any(|it| matches!(it, Column::Ticked(_) | Column::Status));
    if !named || !(listed || marked) {
        return Vec::new();
    }
    let body = rows.iter().enumerate().skip(2);
    body.filter_map(|(at, row)| Some((at, of_row(&columns, &cells(row), marked)?))).collect()
}

/// What one row says. With columns for the status and no mark in them, the status stays open.
fn of_row(columns: &[Column], cells: &[String], marked: bool) -> Option<Entry> {
    let of = |kind: Column| {
        let found = columns.iter().zip(cells).find(|(column, _)| **column == kind)?.1.as_str();
        Some(found).filter(|cell| cell.chars().any(char::is_alphanumeric))
    };
    let whole = match (of(Column::FirstName), of(Column::LastName)) {
        (Some(first), Some(last)) => format!("{first} {last}"),
        (first, last) => of(Column::Name).or(last).or(first)?.to_owned(),
    };
    let mut found = entry(&whole)?;
    if let Some(organisation) = of(Column::Organisation) {
        found.organisation = Some(organisation.to_owned());
    }
    if let Some(alias) = of(Column::Alias) {
        found.alias.get_or_insert_with(|| alias.to_owned());
    }
    let ticks = columns.iter().zip(cells).filter_map(|(column, cell)| match column {
        Column::Ticked(status) if is_tick(cell) => Some(*status),
        Column::Status => match cue(cell) {
            Some(Cue::Listed(status)) => Some(status),
            _ => None,
        },
        _ => None,
    });
    let mut ticks = ticks.collect::<Vec<_>>();
    ticks.dedup();
    found.status = match ticks.as_slice() {
        [status] => Some(*status),
        _ => found.status,
    };
    found.unmarked = marked && found.status.is_none();
    Some(found)
}

fn is_tick(cell: &str) -> bool {
    matches!(cell.trim(), "x" | "X" | "✓" | "✔" | "☑" | "☒" | "✅" | "[x]" | "[X]" | "1" | "*")
        || matches!(fold(cell).as_str(), "oui" | "yes" | "ok")
}

/// A run of cells in a line of text: where each begins, in characters, and its text.
fn text_cells(line: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut rest = line;
    let mut column = 0;
    while !rest.is_empty() {
        let blank: usize = rest.chars().take_while(|c| c.is_whitespace()).count();
        column += blank;
        rest = rest.trim_start();
        let end = rest.find("  ").unwrap_or(rest.len());
        let (cell, after) = rest.split_at(end);
        if !cell.is_empty() {
            found.push((column, cell.trim_end()));
        }
        column += cell.chars().count();
        rest = after;
    }
    found
}

/// The people of a table in columns of text, as converters of pages print it, each with its row: a
/// line of titles that names two statuses, then rows with a mark below one of them.
pub(super) fn in_columns(lines: &[&str]) -> Vec<(usize, Entry)> {
    let titles = lines.iter().enumerate().find_map(|(at, line)| Some((at, titles(line)?)));
    let Some((at, (statuses, first_status))) = titles else {
        return Vec::new();
    };
    let mut found: Vec<(usize, Entry)> = Vec::new();
    let mut whole: Vec<usize> = Vec::new();
    for (row, line) in lines.iter().enumerate().skip(at + 1) {
        let cells = text_cells(line);
        let edge = first_status.saturating_sub(4);
        let (words, marks): (Vec<_>, Vec<_>) =
            cells.into_iter().partition(|(column, cell)| *column < edge || !is_tick(cell));
        let Some(((_, name), rest)) = words.split_first() else {
            continue;
        };
        let nearest = |column: usize| {
            statuses.iter().min_by_key(|(at, _)| at.abs_diff(column)).map(|(_, status)| *status)
        };
        let mut ticks: Vec<_> = marks.iter().filter_map(|(column, _)| nearest(*column)).collect();
        ticks.dedup();
        let organisation = rest.iter().map(|(_, cell)| *cell).collect::<Vec<_>>().join(" ");
        let name = without_title(name);
        let organisation = Some(organisation).filter(|it| !it.is_empty());
        if organisation.is_none() && ticks.is_empty() || !is_name(name, false) {
            continue;
        }
        if organisation.is_none() {
            whole.push(found.len());
        }
        let status = match ticks.as_slice() {
            [status] => Some(*status),
            _ => None,
        };
        let person = Some(name.to_owned());
        found.push((
            row,
            Entry { person, organisation, status, unmarked: status.is_none(), ..Entry::default() },
        ));
    }
    // One space between name and organisation: another row tells where the name ends.
    let known: Vec<_> = found.iter().filter_map(|(_, it)| it.organisation.clone()).collect();
    for at in whole {
        let Some((_, entry)) = found.get_mut(at) else { continue };
        let name = entry.person.clone().unwrap_or_default();
        let split = known.iter().find_map(|organisation| {
            let before = name.strip_suffix(organisation.as_str())?.strip_suffix(' ')?;
            Some((before.trim().to_owned(), organisation.clone()))
        });
        if let Some((name, organisation)) = split {
            (entry.person, entry.organisation) = (Some(name), Some(organisation));
        }
    }
    found
}

/// The statuses that a line of titles names with their columns, and the first of these columns.
fn titles(line: &str) -> Option<(Vec<(usize, Status)>, usize)> {
    let mut statuses = Vec::new();
    let mut others = 0;
    for (column, cell) in text_cells(line) {
        let mut at = column;
        for word in cell.split(' ') {
            match cue(word) {
                Some(Cue::Listed(status)) if self::column(word) == Column::Ticked(status) => {
                    statuses.push((at, status));
                }
                _ => others += usize::from(self::column(word) != Column::Other),
            }
            at += word.chars().count() + 1;
        }
    }
    let first = statuses.first()?.0;
    (statuses.len() > 1 && others > 0).then_some((statuses, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_with_a_mark_below_a_status_has_it() {
        let rows = [
            "| Nom | Organisme | Présent | Excusé |",
            "|---|---|---|---|",
            "| Ana BEL | CCI | X | |",
            "| Léo NOUR | CMA | | X |",
        ];
        let found: Vec<_> = piped(&rows, false)
            .into_iter()
            .map(|(row, it)| (row, it.person.unwrap(), it.organisation.unwrap(), it.status))
            .collect();
        let named = |row, person: &str, of: &str, status| {
            (row, person.to_owned(), of.to_owned(), Some(status))
        };
        assert_eq!(
            found,
            [
                named(2, "Ana BEL", "CCI", Status::Present),
                named(3, "Léo NOUR", "CMA", Status::Excused)
            ]
        );
    }

    #[test]
    fn a_table_of_other_things_names_nobody() {
        assert!(piped(&["| Lot | Prix |", "|---|---|", "| Toiture | 300 |"], false).is_empty());
    }
}
