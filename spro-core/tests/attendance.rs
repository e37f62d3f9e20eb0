//! The views of attendance, of minutes and of who acts for whom show what was worked out by hand
//! from the demo's minutes (`examples/demo/expected.md`), cell by cell.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "attendance/demo.rs"]
mod demo;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use demo::{Demo, LATE, day, expected_line, expected_table, meeting, on};
use proptest::prelude::*;
use spro_core::domain::attendance::AttendanceStatus;
use spro_core::domain::meeting::MeetingStatus;
use spro_core::domain::minutes::MinutesStatus;
use spro_core::kernel::history::AsOf;
use spro_core::views::affiliation::{Affiliation, Affiliations, Since};
use spro_core::views::attendance::{Attendance, Cell, Counts, Mark, PersonRow};
use spro_core::views::directory::{Directory, ShownName};
use spro_core::views::meetings;

const END: &str = "2024-12-31";

fn code(mark: Mark) -> &'static str {
    match mark {
        Mark::Present => "P",
        Mark::Remote => "R",
        Mark::Excused => "E",
        Mark::Proxied => "X",
        Mark::Absent => "A",
        Mark::Unlisted => "U",
    }
}

fn counted(counts: &Counts) -> Vec<String> {
    let Counts { present, remote, proxied, excused, absent, unlisted } = counts;
    [present, remote, excused, proxied, absent, unlisted].map(ToString::to_string).into()
}

fn rate(counts: &Counts) -> String {
    format!("{}/{}", counts.attended(), counts.meetings())
}

/// As the tables print a day: 18/01.
fn short(day: NaiveDate) -> String {
    day.format("%d/%m").to_string()
}

fn affiliations(demo: &Demo, all: &[Affiliation<'_>]) -> String {
    let each = all.iter().map(|affiliation| {
        let name = demo.name(affiliation.organisation.unwrap());
        match affiliation.since {
            Since::Recorded(basis) => format!("{name} from {}", basis.day()),
            Since::FirstListed { .. } => name.to_owned(),
        }
    });
    each.collect::<Vec<_>>().join(", then ")
}

/// The rows of a table, in any order.
fn rows<R: IntoIterator<Item: ToString>>(
    rows: impl IntoIterator<Item = R>,
) -> BTreeSet<Vec<String>> {
    let texts = |row: R| row.into_iter().map(|cell| cell.to_string()).collect();
    rows.into_iter().map(texts).collect()
}

fn phrases<'t>(text: &'t str, separator: &str) -> BTreeSet<&'t str> {
    text.trim().trim_end_matches('.').split(separator).collect()
}

fn cells<'a, 'r>(
    attendance: &'a Attendance<'r>,
    row: &'a PersonRow<'r>,
) -> impl Iterator<Item = (NaiveDate, &'a Cell<'r>)> {
    let days = attendance.meetings.iter().map(|meeting| meeting.day);
    days.zip(&row.cells).filter_map(|(day, cell)| Some((day, cell.as_ref()?)))
}

#[test]
fn every_person_s_cells_and_counts_are_those_of_the_oracle() {
    let demo = Demo::whole();
    let register = demo.register(on(END));
    let attendance = Attendance::of(&register, day(END));
    let shown = attendance.persons.iter().map(|row| {
        let mut shown =
            vec![demo.name(row.person).to_owned(), affiliations(&demo, &row.affiliations)];
        let cell =
            |cell: &Option<Cell<'_>>| cell.as_ref().map_or("·", |cell| code(cell.mark)).to_owned();
        shown.extend(row.cells.iter().map(cell));
        shown.extend(counted(&row.counts));
        shown.push(rate(&row.counts));
        shown
    });
    let totals = attendance.totals();
    let mut last = vec!["members, total".to_owned()];
    last.extend(vec![String::new(); 7]);
    last.extend(counted(&totals));
    last.push(rate(&totals));
    let shown = rows(shown.chain([last]));
    assert_eq!(shown, rows(expected_table("### On 2024-12-31, every meeting")));
}

#[test]
fn guests_rectified_entries_proxies_and_times_are_those_of_the_oracle() {
    let demo = Demo::whole();
    let register = demo.register(on(END));
    let attendance = Attendance::of(&register, day(END));
    let guests = attendance.guests.iter().map(|row| {
        let days = row.visits.iter().map(|(column, _)| short(attendance.meetings[*column].day));
        let days: Vec<_> = days.collect();
        let organisation = demo.name(row.visits[0].1.acts_for[0]);
        format!("{} ({organisation}) on {}", demo.name(row.person), days.join(" and "))
    });
    let guests: BTreeSet<_> = guests.collect();
    assert_eq!(
        guests,
        phrases(expected_line("Guests:"), "; ").into_iter().map(Into::into).collect()
    );
    let mut rectified = BTreeSet::new();
    let mut proxies = BTreeSet::new();
    let mut times = BTreeSet::new();
    for row in &attendance.persons {
        let name = demo.name(row.person);
        for (day, cell) in cells(&attendance, row) {
            let day = short(day);
            for was in &cell.rectified {
                let was = code(Mark::of(&was.recorded));
                rectified.insert(format!("{name} on {day}, {was} as first printed"));
            }
            if let Some(holder) = cell.proxy {
                proxies.insert(format!("{day} {name} to {}", demo.name(holder)));
            }
            if let Some(arrived) = cell.listed.and_then(|listed| listed.arrived) {
                times.insert(format!("{day} {name} arrived {arrived}"));
            }
            if let Some(left) = cell.listed.and_then(|listed| listed.left) {
                times.insert(format!("{day} {name} left {left}"));
            }
        }
    }
    let expected = |start, separator| -> BTreeSet<String> {
        phrases(expected_line(start), separator).into_iter().map(Into::into).collect()
    };
    assert_eq!(rectified, expected("Rectified:", ". "));
    assert_eq!(proxies, expected("Proxies:", "; "));
    assert_eq!(times, expected("Arrivals and departures:", "; "));
}

#[test]
fn the_counts_of_each_meeting_are_those_of_the_oracle() {
    let demo = Demo::whole();
    let register = demo.register(on(END));
    let attendance = Attendance::of(&register, day(END));
    let row = |name: String, counts: &Counts, guests: usize, represented: usize| {
        let mut row = vec![name];
        row.extend(counted(counts));
        row.extend([counts.meetings(), guests, represented].map(|number| number.to_string()));
        row
    };
    let columns = &attendance.meetings;
    let each = columns.iter().map(|meeting| {
        row(meeting.day.to_string(), &meeting.counts, meeting.guests, meeting.represented)
    });
    let guests = columns.iter().map(|meeting| meeting.guests).sum();
    let represented = columns.iter().map(|meeting| meeting.represented).sum();
    let list = meetings::list(&register, day(END));
    let turnouts = list.iter().filter_map(|row| row.turnout);
    let turnouts: Vec<_> =
        turnouts.map(|turnout| (turnout.counts, turnout.guests, turnout.represented)).collect();
    let columns: Vec<_> = columns.iter().map(|it| (it.counts, it.guests, it.represented)).collect();
    assert_eq!(turnouts, columns, "the list of meetings says the same");
    let total = row("total".into(), &attendance.totals(), guests, represented);
    assert_eq!(rows(each.chain([total])), rows(expected_table("### By meeting")));
}

#[test]
fn counts_and_rates_as_of_earlier_days_are_those_of_the_oracle() {
    let demo = Demo::whole();
    let table = expected_table("### On 2024-03-20 and on 2024-07-10");
    for (asked, column) in [("2024-03-20", 1), ("2024-07-10", 3)] {
        let register = demo.register(on(asked));
        let attendance = Attendance::of(&register, day(asked));
        let shown = attendance.persons.iter().map(|row| {
            [demo.name(row.person).to_owned(), counted(&row.counts).join(" "), rate(&row.counts)]
        });
        let expected = table.iter().map(|row| [row[0], row[column], row[column + 1]]);
        assert_eq!(rows(shown), rows(expected), "on {asked}");
    }
}

#[test]
fn every_organisation_s_cells_and_rates_are_those_of_the_oracle() {
    let demo = Demo::whole();
    let table = expected_table("## 2. Attendance by organisation");
    for (asked, column) in [("2024-03-20", 7), ("2024-07-10", 8), (END, 9)] {
        let register = demo.register(on(asked));
        let attendance = Attendance::of(&register, day(asked));
        let held = attendance.meetings.len();
        let shown = attendance.organisations.iter().map(|row| {
            let cell = |cell: &Option<_>| -> String {
                cell.as_ref()
                    .map_or("·", |cell: &spro_core::views::attendance::OrganisationCell<'_>| {
                        code(cell.mark)
                    })
                    .into()
            };
            let mut shown = vec![demo.name(row.organisation).to_owned()];
            shown.extend(row.cells.iter().map(cell));
            shown.push(rate(&row.counts));
            shown
        });
        let mut total = vec!["total".to_owned()];
        total.extend(attendance.meetings.iter().map(|meeting| meeting.represented.to_string()));
        let represented: usize =
            attendance.meetings.iter().map(|meeting| meeting.represented).sum();
        total.push(represented.to_string());
        let expected = table.iter().map(|row| {
            let mut expected = row[..=held].to_vec();
            expected.push(row[column]);
            expected
        });
        assert_eq!(rows(shown.chain([total])), rows(expected), "on {asked}");
    }
}

#[test]
fn an_organisation_is_present_through_one_person_while_another_is_away() {
    let demo = Demo::whole();
    let register = demo.register(on(END));
    let attendance = Attendance::of(&register, day(END));
    let mut shown = BTreeSet::new();
    for row in &attendance.organisations {
        let days: Vec<_> = attendance
            .meetings
            .iter()
            .zip(&row.cells)
            .filter(|(_, cell)| {
                let cell = cell.as_ref().unwrap();
                let away = |(_, mark): &(_, Mark)| matches!(mark, Mark::Excused | Mark::Proxied);
                cell.mark.attended() && cell.members.iter().any(away)
            })
            .map(|(meeting, _)| short(meeting.day))
            .collect();
        if !days.is_empty() {
            shown.insert((demo.name(row.organisation), days));
        }
    }
    let said = expected_line("Present through one person while another is excused or proxied:");
    let (said, _) = said.split_once(". ").unwrap();
    let said = phrases(said, "; ");
    assert_eq!(said.len(), shown.len());
    for (phrase, (name, days)) in said.into_iter().map(|phrase| {
        let (start, days) = phrase.split_once(" on ").unwrap();
        let found = shown.iter().find(|(name, _)| name.starts_with(start)).unwrap();
        (days, found)
    }) {
        let listed: Vec<_> = phrase.split([',', ' ']).filter(|word| word.contains('/')).collect();
        assert_eq!(listed, *days, "{name}");
    }
    let december = |row: &spro_core::views::attendance::OrganisationRow<'_>| {
        let members = &row.cells[5].as_ref().unwrap().members;
        members.iter().map(|(person, mark)| (demo.name(person).to_owned(), *mark)).collect()
    };
    let chamber = attendance.organisations.iter();
    let mut chamber = chamber.filter(|row| demo.name(row.organisation) == "CCI DE L'ORVAINE");
    let members: Vec<_> = december(chamber.next().unwrap());
    let two = [("Bertrand OZANNEAU", Mark::Present), ("Ségolène FROMENTEL", Mark::Remote)];
    assert_eq!(members, two.map(|(name, mark)| (name.to_owned(), mark)));
    let visits = attendance.guest_organisations.iter();
    let visits = visits.map(|row| (demo.name(row.organisation), row.visits.len()));
    let expected = [("ATELIERS MOBILES DU NUMÉRIQUE", 2), ("CLINIQUE DE MONTORGEAU", 1)];
    assert_eq!(visits.collect::<BTreeSet<_>>(), BTreeSet::from(expected));
}

fn minutes_status(status: Option<MinutesStatus>) -> &'static str {
    match status {
        None => "–",
        Some(MinutesStatus::Draft) => "draft",
        Some(MinutesStatus::Circulated) => "circulated",
        Some(MinutesStatus::Approved) => "approved",
    }
}

#[test]
fn the_life_of_minutes_is_that_of_the_oracle() {
    let demo = Demo::whole();
    let status = |asked: &str, of: NaiveDate| {
        let register = demo.register(on(asked));
        minutes_status(register.meeting(&meeting(of)).and_then(|known| known.minutes.status()))
    };
    let register = demo.register(on(END));
    let list = meetings::list(&register, day(END));
    let shown = list.iter().filter(|row| row.meeting.status() == MeetingStatus::Held).map(|row| {
        let minutes = &row.meeting.minutes;
        let of = row.meeting.when().unwrap().as_day().unwrap();
        let approved = minutes.approval().map(|approval| approval.basis.day().to_string());
        let mut shown = vec![of.to_string(), minutes.circulated[0].day().to_string()];
        shown.push(approved.unwrap_or_else(|| "–".into()));
        shown.push(minutes.errata.len().to_string());
        shown.extend(["2024-03-20", "2024-07-10", END].map(|asked| status(asked, of).into()));
        shown
    });
    assert_eq!(rows(shown), rows(expected_table("## 7. Minutes")));
}

#[test]
fn the_next_meeting_is_listed_as_planned_and_has_no_place_yet() {
    let demo = Demo::whole();
    let register = demo.register(on(END));
    let list = meetings::list(&register, day(END));
    assert_eq!(list.len(), 7);
    let next = &list[6];
    assert_eq!(next.meeting.status(), MeetingStatus::Planned);
    assert_eq!(next.meeting.when().unwrap().as_day(), Some(day("2025-01-23")));
    assert_eq!(next.meeting.venue(), None);
    assert_eq!(next.turnout, None);
}

#[test]
fn a_rectification_shows_from_the_day_it_was_learned() {
    let demo = Demo::whole();
    let table = expected_table("## 8. The three times");
    let mut asked = 0;
    for row in table {
        let Some((of, known_at)) =
            row[0].strip_prefix("attendance of ").and_then(|asked| asked.split_once(", known at "))
        else {
            continue;
        };
        let as_of = AsOf { known_at: Some(day(known_at)), ..AsOf::default() };
        let register = demo.register(as_of);
        let attendance = Attendance::of(&register, day(END));
        let column = attendance.meetings.iter().position(|meeting| meeting.day == day(of)).unwrap();
        let (said, counts) = row[1].split_once(" (").unwrap();
        let (name, status) = said.rsplit_once(' ').unwrap();
        let person = demo.subject(name).unwrap();
        let row = attendance.persons.iter().find(|row| row.person == person).unwrap();
        let mark = row.cells[column].as_ref().unwrap().mark;
        let word = match mark {
            Mark::Remote => "remote",
            Mark::Excused => "excused",
            Mark::Absent => "absent",
            other => panic!("{other:?}"),
        };
        assert_eq!(word, status);
        let known = &attendance.meetings[column].counts;
        for said in counts.trim_end_matches(')').split(", ") {
            let (letter, number) = said.split_once(' ').unwrap();
            let number: usize = number.parse().unwrap();
            let counted = match letter {
                "P" => known.present,
                "R" => known.remote,
                "E" => known.excused,
                "A" => known.absent,
                other => panic!("{other}"),
            };
            assert_eq!(counted, number, "{letter} of {of}, known at {known_at}");
        }
        asked += 1;
    }
    assert_eq!(asked, 4);
}

#[test]
fn a_person_acts_for_the_organisation_of_the_day() {
    let demo = Demo::whole();
    let mut asked = 0;
    for row in expected_table("## 8. The three times") {
        let Some((name, on)) = row[0].split_once(" acts for, on ") else {
            continue;
        };
        let register = demo.register(AsOf::default());
        let person = demo.subject(name).unwrap();
        let acts_for = Affiliations::of(&register).acts_for(person, day(on));
        let names: Vec<_> = acts_for.into_iter().map(|it| demo.name(it)).collect();
        assert_eq!(names, [row[1]], "on {on}");
        asked += 1;
    }
    assert_eq!(asked, 2);
}

#[test]
fn without_the_late_minutes_their_meeting_is_known_as_planned_and_as_approved() {
    let demo = Demo::of([0, 1, 3, 4, 5]);
    let register = demo.register(on(END));
    let attendance = Attendance::of(&register, day(END));
    assert_eq!(attendance.meetings.len(), 5);
    let late = register.meeting(&meeting(day("2024-05-16"))).unwrap();
    assert_eq!(late.status(), MeetingStatus::Planned);
    assert_eq!(late.minutes.status(), Some(MinutesStatus::Approved));
    assert!(late.attendance.is_empty());
    assert_eq!(demo.subject("Inès DAUBRICOURT"), None);
    let march = register.meeting(&meeting(day("2024-03-14"))).unwrap();
    assert_eq!(march.minutes.status(), Some(MinutesStatus::Circulated));
}

#[test]
fn the_directory_tells_members_from_guests_and_who_stands_for_whom() {
    let demo = Demo::whole();
    let register = demo.register(on(END));
    let directory = Directory::of(&register, day(END));
    let attendance = Attendance::of(&register, day(END));
    let members = directory.persons().filter(|(_, entry)| entry.is_member);
    let members: BTreeSet<_> = members.map(|(person, _)| person).collect();
    assert_eq!(members, attendance.persons.iter().map(|row| row.person).collect());
    assert_eq!(directory.persons().count(), 18);
    for (person, entry) in directory.persons() {
        let ShownName::Name(name) = entry.name else { panic!("{person} has no name") };
        assert_eq!(name.as_plain(), Some(demo.name(person)));
    }
    let chamber = demo.subject("CHAMBRE DE MÉTIERS DE L'ORVAINE").unwrap();
    let people = &directory.organisation(chamber).unwrap().people;
    let shown: BTreeSet<_> = people
        .iter()
        .map(|(person, affiliation)| {
            (demo.name(person), affiliation.since.day(), affiliation.until.map(|until| until.day()))
        })
        .collect();
    let expected = [
        ("Ségolène FROMENTEL", day("2024-01-18"), Some(day("2024-09-01"))),
        ("Gaëtan ROUVEYRE", day("2024-09-01"), None),
    ];
    assert_eq!(shown, BTreeSet::from(expected));
}

#[test]
fn every_cell_cites_the_entry_that_it_shows() {
    let demo = Demo::whole();
    let register = demo.register(on(END));
    let attendance = Attendance::of(&register, day(END));
    for row in &attendance.persons {
        let cites = row.cites();
        for (column, cell) in row.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            assert!(cites.contains(&cell.cites));
            let known = attendance.meetings[column].known;
            match cell.mark {
                Mark::Unlisted => assert_eq!(cell.cites, attendance.meetings[column].cites),
                _ => assert_eq!(cell.cites, known.attendance[row.person].current.basis.position),
            }
        }
    }
}

/// All that the views show, places in the ledger apart.
fn shown(demo: &Demo, as_of: AsOf) -> Vec<String> {
    let register = demo.register(as_of);
    let day = as_of.on.unwrap_or(day(END));
    let attendance = Attendance::of(&register, day);
    let mut shown = Vec::new();
    for row in &attendance.persons {
        shown.push(format!(
            "{} {} {:?}",
            row.person,
            affiliations(demo, &row.affiliations),
            row.counts
        ));
        for (day, cell) in cells(&attendance, row) {
            let was: Vec<_> = cell.rectified.iter().map(|was| &was.recorded).collect();
            shown.push(format!("{day} {:?} {:?} {was:?}", cell.mark, cell.listed));
        }
    }
    for row in &attendance.guests {
        shown.push(format!("guest {} {}", row.person, row.visits.len()));
    }
    for row in &attendance.organisations {
        shown.push(format!("{} {:?}", row.organisation, row.counts));
    }
    for row in meetings::list(&register, day) {
        let minutes = &row.meeting.minutes;
        let (status, when) = (row.meeting.status(), row.meeting.when());
        shown.push(format!("{status:?} {when:?} {:?} {:?}", row.turnout, minutes.status()));
    }
    shown
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn minutes_give_the_same_views_in_whatever_order_they_are_recorded(
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        asked in prop::sample::select(vec!["2024-03-20", "2024-07-10", END]),
        known in prop::option::of(prop::sample::select(vec!["2024-02-01", "2024-04-01", "2024-11-01"])),
    ) {
        let as_of = AsOf { known_at: known.map(day), ..on(asked) };
        prop_assert_eq!(shown(&Demo::of(order), as_of), shown(&Demo::whole(), as_of));
    }
}

#[test]
fn the_status_of_one_who_is_listed_again_is_the_one_learned_last() {
    // The minutes of December, recorded first, put those of September right.
    let demo = Demo::of([5, 4]);
    let register = demo.register(on(END));
    let person = demo.subject("Thibault ESCANDRE").unwrap();
    let listed = &register.meeting(&meeting(day("2024-09-26"))).unwrap().attendance[person];
    assert_eq!(listed.recorded().status, AttendanceStatus::Excused);
    let whole = Demo::of((0..6).filter(|file| *file != LATE));
    assert!(whole.subject("Inès DAUBRICOURT").is_none());
}
