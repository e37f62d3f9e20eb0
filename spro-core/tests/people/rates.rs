//! What counts in a rate, and for whom a person acts.

use spro_core::domain::attendance::{AttendanceStatus, Mode, Recorded, Role};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::{Cancelled, Held};
use spro_core::domain::membership::{Began, Ended};
use spro_core::domain::{organisation, person};
use spro_core::kernel::history::AsOf;
use spro_core::views::affiliation::{Affiliations, Since};
use spro_core::views::attendance::{Attendance, Mark};
use spro_core::views::directory::Directory;
use spro_core::views::meetings;
use spro_core::views::register::Register;

use super::world::{Said, World, day, held, meeting_day, subject};

const ADA: u8 = 0;
const BO: u8 = 1;
const CCI: u8 = 0;
const CMA: u8 = 1;

use AttendanceStatus::{Absent, Excused, Present};

fn entry(person: u8, status: AttendanceStatus, organisation: u8) -> Recorded {
    Recorded {
        person: subject("person", person),
        status,
        mode: Mode::OnSite,
        role: Role::Member,
        on_behalf_of: vec![subject("organisation", organisation)],
        for_body: false,
        proxy: None,
        arrived: None,
        left: None,
    }
}

/// Facts of the day of a meeting: that it was held, and its list. The days are 30 apart.
fn list(number: u8, entries: impl IntoIterator<Item = Recorded>) -> Vec<Said> {
    let said = |event: RegisterEvent| Said {
        subject: subject("meeting", number),
        event,
        since: None,
        learned: meeting_day(number),
    };
    let held = Held { group: None, ..held(number) };
    let entries = entries.into_iter().map(|entry| said(entry.into()));
    std::iter::once(said(held.into())).chain(entries).collect()
}

fn began(number: u8, person: u8, organisation: u8, since: u32, instead_of: Option<u8>) -> Said {
    let began = Began {
        person: subject("person", person),
        on_behalf_of: Some(subject("organisation", organisation)),
        instead_of: instead_of.map(|it| subject("organisation", it)),
        role: None,
    };
    said_on(subject("membership", number), began, since)
}

fn ended(number: u8, since: u32) -> Said {
    said_on(subject("membership", number), Ended {}, since)
}

fn said_on(
    subject: spro_core::kernel::subject::Subject,
    event: impl Into<RegisterEvent>,
    since: u32,
) -> Said {
    Said { subject, event: event.into(), since: Some(day(since)), learned: day(since) }
}

fn register(said: impl IntoIterator<Item = Vec<Said>>) -> Register {
    let world = World::new();
    world.record(said.into_iter().flatten());
    Register::of(world.store(), AsOf::default()).unwrap()
}

fn marks(register: &Register, person: u8) -> Vec<Option<Mark>> {
    let attendance = Attendance::of(register, day(149));
    let row = attendance.persons.iter().find(|row| *row.person == subject("person", person));
    let marks = |row: &_| -> Vec<_> {
        let row: &spro_core::views::attendance::PersonRow<'_> = row;
        row.cells.iter().map(|cell| cell.as_ref().map(|cell| cell.mark)).collect()
    };
    row.map(marks).unwrap_or_default()
}

fn organisation_marks(register: &Register, organisation: u8) -> Vec<Option<Mark>> {
    let attendance = Attendance::of(register, day(149));
    let is_it = |row: &&spro_core::views::attendance::OrganisationRow<'_>| {
        *row.organisation == subject("organisation", organisation)
    };
    let row = attendance.organisations.iter().find(is_it).unwrap();
    row.cells.iter().map(|cell| cell.as_ref().map(|cell| cell.mark)).collect()
}

fn acts_for(register: &Register, person: u8, on: u32) -> Vec<String> {
    let affiliations = Affiliations::of(register);
    let organisations = affiliations.acts_for(&subject("person", person), day(on));
    organisations.into_iter().map(|it| it.key().to_owned()).collect()
}

const P: Option<Mark> = Some(Mark::Present);
const U: Option<Mark> = Some(Mark::Unlisted);
const E: Option<Mark> = Some(Mark::Excused);

#[test]
fn a_member_counts_from_the_first_list_or_from_an_earlier_recorded_start() {
    let lists = || [list(0, []), list(1, []), list(2, [entry(ADA, Present, CCI)])];
    let unrecorded = register(lists());
    assert_eq!(marks(&unrecorded, ADA), [None, None, P]);
    let since = |register: &Register| {
        let attendance = Attendance::of(register, day(149));
        matches!(attendance.persons[0].since, Since::Recorded(_))
    };
    assert!(!since(&unrecorded));
    let recorded = register(lists().into_iter().chain([vec![began(0, ADA, CCI, 20, None)]]));
    assert_eq!(marks(&recorded, ADA), [None, U, P]);
    assert!(since(&recorded));
}

#[test]
fn a_recorded_start_after_the_first_list_does_not_shorten_the_rate() {
    let register = register([
        list(0, [entry(ADA, Present, CCI)]),
        list(1, []),
        vec![began(0, ADA, CCI, 40, None)],
        list(2, [entry(ADA, Excused, CCI)]),
    ]);
    assert_eq!(marks(&register, ADA), [P, U, E]);
}

#[test]
fn who_left_no_longer_counts_and_neither_does_what_nobody_acts_for_any_more() {
    let register = register([
        vec![began(0, ADA, CCI, 0, None)],
        list(0, [entry(ADA, Present, CCI)]),
        vec![ended(0, 40)],
        list(2, [entry(BO, Present, CMA)]),
    ]);
    assert_eq!(marks(&register, ADA), [P, None]);
    assert_eq!(organisation_marks(&register, CCI), [P, None]);
    let directory = Directory::of(&register, day(149));
    assert!(!directory.person(&subject("person", ADA)).unwrap().is_member);
}

#[test]
fn who_came_back_counts_again_from_the_list_that_shows_it() {
    let register = register([
        vec![began(0, ADA, CCI, 0, None)],
        list(0, [entry(ADA, Present, CCI)]),
        vec![ended(0, 20)],
        list(1, []),
        list(2, [entry(ADA, Present, CCI)]),
        list(4, []),
    ]);
    assert_eq!(marks(&register, ADA), [P, None, P, U]);
    assert_eq!(organisation_marks(&register, CCI), [P, U, P, U], "a seat that was vacant counts");
}

#[test]
fn an_organisation_that_a_member_leaves_for_another_counts_as_vacant_where_nothing_says_it_left() {
    let register =
        register([list(0, [entry(ADA, Present, CCI)]), list(1, [entry(ADA, Present, CMA)])]);
    assert_eq!(organisation_marks(&register, CCI), [P, U]);
    assert_eq!(organisation_marks(&register, CMA), [None, P]);
    assert_eq!(acts_for(&register, ADA, 10), ["organisation-0"]);
    assert_eq!(acts_for(&register, ADA, 40), ["organisation-1"]);
}

#[test]
fn a_recorded_membership_holds_against_the_last_list_and_ends_what_it_takes_the_place_of() {
    let register = register([
        list(0, [entry(ADA, Present, CCI)]),
        vec![began(0, ADA, CMA, 20, Some(CCI))],
        list(1, []),
    ]);
    assert_eq!(acts_for(&register, ADA, 19), ["organisation-0"]);
    assert_eq!(acts_for(&register, ADA, 20), ["organisation-1"]);
    assert_eq!(marks(&register, ADA), [P, U]);
    assert_eq!(organisation_marks(&register, CCI), [P, None]);
    assert_eq!(organisation_marks(&register, CMA), [None, U]);
}

#[test]
fn a_membership_that_another_took_the_place_of_is_over() {
    let register = register([
        vec![began(0, ADA, CCI, 0, None), began(1, ADA, CMA, 20, Some(CCI)), ended(1, 50)],
        list(1, []),
        list(2, []),
    ]);
    assert_eq!(acts_for(&register, ADA, 60), [""; 0]);
    assert_eq!(marks(&register, ADA), [U, None]);
}

#[test]
fn a_membership_renewed_on_the_day_it_ended_goes_on() {
    let register = register([
        vec![began(0, ADA, CCI, 0, None), ended(0, 40), began(1, ADA, CCI, 40, None)],
        list(1, []),
        list(2, []),
    ]);
    assert_eq!(marks(&register, ADA), [U, U]);
    let affiliations = Affiliations::of(&register).of_person(&subject("person", ADA));
    assert_eq!(affiliations.len(), 1);
    assert_eq!(affiliations[0].until, None);
}

#[test]
fn the_end_of_one_membership_is_not_that_of_another_for_the_same_organisation() {
    let register = register([
        vec![began(0, ADA, CCI, 0, None), began(1, ADA, CCI, 20, None), ended(0, 50)],
        list(2, []),
    ]);
    assert_eq!(acts_for(&register, ADA, 60), ["organisation-0"]);
    assert_eq!(marks(&register, ADA), [U]);
}

#[test]
fn an_organisation_counts_until_the_last_recorded_end_though_its_member_acts_for_another() {
    let register = register([
        vec![began(0, ADA, CCI, 0, None)],
        list(0, [entry(ADA, Present, CCI)]),
        vec![began(1, ADA, CMA, 20, None), ended(0, 70)],
        list(1, []),
        list(2, []),
        list(4, []),
    ]);
    assert_eq!(organisation_marks(&register, CCI), [P, U, U, None]);
    assert_eq!(organisation_marks(&register, CMA), [None, U, U, U]);
}

#[test]
fn who_leaves_what_they_left_for_does_not_go_back_to_what_lists_showed_before() {
    let register = register([
        list(0, [entry(ADA, Present, CCI)]),
        vec![began(0, ADA, CMA, 20, None), ended(0, 40)],
        list(2, []),
    ]);
    assert_eq!(acts_for(&register, ADA, 60), [""; 0]);
    assert_eq!(marks(&register, ADA), [P, None]);
}

#[test]
fn a_membership_that_names_no_organisation_leaves_the_one_that_lists_show() {
    let chair = Began {
        person: subject("person", ADA),
        on_behalf_of: None,
        instead_of: None,
        role: Some("présidente".into()),
    };
    let register = register([
        list(0, [entry(ADA, Present, CCI)]),
        vec![said_on(subject("membership", 0), chair, 20)],
        list(1, []),
    ]);
    assert_eq!(acts_for(&register, ADA, 30), ["organisation-0"]);
    assert_eq!(organisation_marks(&register, CCI), [P, U]);
}

#[test]
fn before_every_list_a_person_acts_for_the_organisation_of_the_first_one_after() {
    let register = register([list(1, [entry(ADA, Present, CCI)])]);
    assert_eq!(acts_for(&register, ADA, 0), ["organisation-0"]);
}

#[test]
fn guests_have_no_rate_and_one_who_becomes_a_member_counts_from_then_on() {
    let guest = Recorded { role: Role::Guest, ..entry(ADA, Present, CCI) };
    let register = register([
        list(0, [guest]),
        list(1, [entry(BO, Present, CMA)]),
        list(2, [entry(ADA, Present, CCI)]),
    ]);
    assert_eq!(marks(&register, ADA), [None, None, P]);
    assert_eq!(organisation_marks(&register, CCI), [None, None, P]);
    let attendance = Attendance::of(&register, day(149));
    let visits: Vec<_> = attendance.guests[0].visits.iter().map(|(column, _)| *column).collect();
    assert_eq!(visits, [0]);
    assert_eq!(attendance.meetings[0].guests, 1);
    assert_eq!(attendance.guest_organisations.len(), 1);
}

#[test]
fn a_member_whom_a_later_list_names_as_a_guest_is_none_from_then_on() {
    let guest = Recorded { role: Role::Guest, ..entry(ADA, Present, CCI) };
    let register = register([list(0, [entry(ADA, Present, CCI)]), list(1, [guest]), list(2, [])]);
    assert_eq!(marks(&register, ADA), [P, None, None]);
}

#[test]
fn meetings_of_working_groups_and_cancelled_ones_do_not_count() {
    let of_group = Said { event: held(3).into(), ..list(3, []).remove(0) };
    let mut in_group = list(3, [entry(BO, Excused, CMA), entry(ADA, Present, CCI)]).split_off(1);
    let cancelled = said_on(subject("meeting", 1), Cancelled { words: None }, 31);
    let register = register([
        list(0, [entry(ADA, Present, CCI)]),
        list(1, [entry(ADA, Present, CCI), entry(BO, Present, CMA)]),
        vec![cancelled, of_group, in_group.remove(0), in_group.remove(0)],
        list(2, []),
    ]);
    assert_eq!(marks(&register, ADA), [P, U]);
    assert_eq!(marks(&register, BO), [], "listed by a working group alone");
    let list = meetings::list(&register, day(149));
    let turnouts = list
        .iter()
        .map(|row| row.turnout.map(|turnout| (turnout.counts.meetings(), turnout.represented)));
    let turnouts: Vec<_> = turnouts.collect();
    assert_eq!(turnouts, [Some((1, 1)), None, Some((1, 0)), Some((2, 1))]);
}

#[test]
fn merged_persons_and_organisations_count_as_one_and_what_was_known_last_of_them_holds() {
    let merged = |from: u8, into: u8| {
        let into = subject("person", into);
        said_on(subject("person", from), person::Merged { into }, 100)
    };
    let one = organisation::Merged { into: subject("organisation", CCI) };
    // In either direction, and whichever of the two was listed again later.
    for (from, into, early, late) in
        [(ADA, BO, ADA, BO), (ADA, BO, BO, ADA), (BO, ADA, ADA, BO), (BO, ADA, BO, ADA)]
    {
        let late = list(0, [entry(late, Absent, CMA)]).remove(1);
        let register = register([
            list(0, [entry(early, Present, CCI)]),
            vec![Said { since: Some(day(0)), learned: day(70), ..late }],
            list(1, [entry(BO, Excused, CMA)]),
            vec![merged(from, into), said_on(subject("organisation", CMA), one.clone(), 100)],
        ]);
        let absent = Some(Mark::Absent);
        assert_eq!(marks(&register, into), [absent, E]);
        assert_eq!(organisation_marks(&register, CCI), [absent, E]);
        let attendance = Attendance::of(&register, day(149));
        assert_eq!((attendance.persons.len(), attendance.organisations.len()), (1, 1));
        let cell = attendance.persons[0].cells[0].as_ref().unwrap();
        assert_eq!(cell.rectified[0].recorded.status, Present);
        let directory = Directory::of(&register, day(149));
        assert_eq!(directory.persons().count(), 1);
        assert_eq!(acts_for(&register, from, 60), ["organisation-0"]);
        let entry = directory.person(&subject("person", from)).unwrap();
        assert_eq!(entry.merged, [&subject("person", from)]);
    }
}
