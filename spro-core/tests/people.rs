//! What a register holds of people and meetings: no sequence of commands leads to a state that the
//! rules forbid; whatever was recorded, in whatever order, it folds to one answer.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "people/names.rs"]
mod names;
#[path = "people/rates.rs"]
mod rates;
#[path = "people/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use spro_core::domain::attendance::{self, Recorded};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::{self, Meeting, Planned};
use spro_core::domain::membership::{self, Began};
use spro_core::domain::rejection::Rejection;
use spro_core::domain::stated::Times;
use spro_core::domain::{minutes, organisation, person};
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::Position;
use spro_core::kernel::subject::Subject;
use spro_core::views::affiliation::Affiliations;
use spro_core::views::attendance::Attendance;
use spro_core::views::directory::Directory;
use spro_core::views::meetings;
use spro_core::views::register::Register;
use spro_core::when::When;
use world::{Said, World, approved, began, day, held, listed, rectified, said, subject};

/// What somebody asks for; each a command of the domain.
#[derive(Debug, Clone)]
enum Command {
    Plan(u8),
    Hold(u8),
    Cancel(u8),
    List(u8, Recorded),
    Approve(u8),
    Rectify(u8, Vec<Recorded>),
    MergePersons(u8, u8),
    MergeOrganisations(u8, u8),
    PartOf(u8, u8),
    Begin(Began),
    End(u8, u32),
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => (0..4u8).prop_map(Command::Plan),
        3 => (0..4u8).prop_map(Command::Hold),
        1 => (0..4u8).prop_map(Command::Cancel),
        8 => (0..4u8, listed()).prop_map(|(at, listed)| Command::List(at, listed)),
        1 => (0..4u8).prop_map(Command::Approve),
        2 => (0..4u8, prop::collection::vec(listed(), 0..3))
            .prop_map(|(at, changes)| Command::Rectify(at, changes)),
        2 => (0..4u8, 0..4u8).prop_map(|(from, into)| Command::MergePersons(from, into)),
        2 => (0..3u8, 0..3u8).prop_map(|(from, into)| Command::MergeOrganisations(from, into)),
        3 => (0..3u8, 0..3u8).prop_map(|(part, whole)| Command::PartOf(part, whole)),
        2 => began().prop_map(Command::Begin),
        2 => (0..6u8, 0..150u32).prop_map(|(of, when)| Command::End(of, when)),
    ]
}

/// Decides a command on what the register knows: of what it speaks, and what it says.
fn decide(
    register: &Register,
    command: &Command,
    begun: u8,
    at: &Times,
) -> Result<(Subject, Vec<RegisterEvent>), Rejection> {
    let unknown = Meeting::default();
    let meeting = |number: u8| subject("meeting", number);
    let known = |number: u8| register.meeting(&meeting(number)).unwrap_or(&unknown);
    let one = |subject, event: RegisterEvent| Ok((subject, vec![event]));
    match command.clone() {
        Command::Plan(at) => {
            let planned = Planned { on: When::day(held(at).on), venue: None, group: None };
            one(meeting(at), meeting::plan(known(at), planned)?.into())
        }
        Command::Hold(at) => one(meeting(at), meeting::hold(known(at), held(at))?.into()),
        Command::Cancel(of) => one(meeting(of), meeting::cancel(known(of), at, None)?.into()),
        Command::List(at, listed) => {
            one(meeting(at), attendance::record(known(at), listed)?.into())
        }
        Command::Approve(of) => {
            one(meeting(of), minutes::approve(known(of), at, approved())?.into())
        }
        Command::Rectify(at, changes) => {
            Ok((meeting(at), minutes::rectify(known(at), rectified(), changes)?))
        }
        Command::MergePersons(from, into) => {
            let (from, into) = (subject("person", from), subject("person", into));
            let merged = person::merge(&from, &into, |it| register.person(it))?;
            one(from, merged.into())
        }
        Command::MergeOrganisations(from, into) => {
            let (from, into) = (subject("organisation", from), subject("organisation", into));
            let all = register.organisations().map(|(id, known, _)| (id, known));
            let merged = organisation::merge(&from, &into, all)?;
            one(from, merged.into())
        }
        Command::PartOf(part, whole) => {
            let (part, whole) = (subject("organisation", part), subject("organisation", whole));
            let all = register.organisations().map(|(id, known, _)| (id, known));
            let part_of = organisation::part_of(&part, &whole, all)?;
            one(part, part_of.into())
        }
        Command::Begin(wanted) => {
            let of_person = register.memberships().filter_map(|(_, membership, _)| {
                let person = &membership.began.as_ref()?.recorded.person;
                (register.staying(person) == register.staying(&wanted.person)).then_some(membership)
            });
            let staying = |organisation: &Subject| register.staying(organisation).clone();
            let event = membership::begin(wanted.clone(), of_person, staying)?;
            one(subject("membership", begun), event.into())
        }
        Command::End(of, when) => {
            let id = subject("membership", of);
            let when = When::day(day(when));
            one(id.clone(), membership::end(&id, register.membership(&id), &when)?.into())
        }
    }
}

fn assert_rules_hold(register: &Register) {
    for (id, meeting, _) in register.meetings() {
        let approval = meeting.minutes.approval();
        assert!(meeting.held.is_none() || meeting.cancelled.is_none(), "{id}: held and cancelled");
        assert!(approval.is_none() || meeting.held.is_some(), "{id}: approved and not held");
        assert!(meeting.minutes.approved.len() < 2, "{id}: approved twice");
        assert!(meeting.attendance.is_empty() || meeting.held.is_some(), "{id}: listed, not held");
        for erratum in &meeting.minutes.errata {
            assert!(approval.is_some_and(|it| it.basis.position < erratum.basis.position));
        }
        for (person, attendance) in &meeting.attendance {
            let listed = attendance.recorded();
            assert!(listed.proxy.as_ref() != Some(person), "{id}: {person} holds their own proxy");
            if let Some(holder) = &listed.proxy {
                assert!(meeting.attendance[holder].is_present(), "{id}: {holder} is away");
            }
            if let (Some(arrived), Some(left)) = (listed.arrived, listed.left) {
                assert!(arrived < left);
            }
            let position = attendance.current.basis.position;
            if let Some(approval) = approval.filter(|it| it.basis.position < position) {
                let between =
                    |erratum: &Position| approval.basis.position < *erratum && *erratum < position;
                let mut errata = meeting.minutes.errata.iter().map(|it| it.basis.position);
                assert!(errata.any(|it| between(&it)), "{id}: changed without erratum");
            }
        }
    }
    for (id, person, _) in register.persons() {
        let stays = register.staying(id);
        assert!(register.person(stays).unwrap().merged.is_none(), "{id}: merged in a circle");
        assert!(person.merged.is_none() || stays != id);
    }
    let mut wholes: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (id, organisation, _) in register.organisations() {
        let stays = register.staying(id);
        assert!(register.organisation(stays).unwrap().merged.is_none(), "{id}: merged in a circle");
        if let Some(part_of) = &organisation.part_of {
            wholes.entry(stays).or_default().insert(register.staying(&part_of.whole));
        }
    }
    for start in wholes.keys() {
        let mut above: Vec<_> = wholes[start].iter().collect();
        let mut passed = BTreeSet::new();
        while let Some(next) = above.pop() {
            assert!(next != start, "{start}: part of itself");
            if passed.insert(next) {
                above.extend(wholes.get(*next).into_iter().flatten());
            }
        }
    }
    for (id, membership, _) in register.memberships() {
        let began = membership.began.as_ref().unwrap();
        if let Some(ended) = &membership.ended {
            assert!(began.basis.day() <= ended.day(), "{id}: ended before it began");
        }
    }
}

/// All that the views show, places in the ledger apart; and that they show something of anything.
fn shown(register: &Register) -> Vec<String> {
    let asked = day(149);
    let attendance = Attendance::of(register, asked);
    let mut shown = Vec::new();
    for meeting in &attendance.meetings {
        shown.push(format!("{} {:?} {}", meeting.day, meeting.counts, meeting.represented));
    }
    for row in &attendance.persons {
        shown.push(format!("{} {:?} since {}", row.person, row.counts, row.since.day()));
        for cell in row.cells.iter().flatten() {
            shown.push(format!("{:?} {:?} {:?}", cell.mark, cell.listed, cell.acts_for));
        }
    }
    for row in &attendance.organisations {
        shown.push(format!("{} {:?}", row.organisation, row.counts));
    }
    let directory = Directory::of(register, asked);
    for (person, entry) in directory.persons() {
        let affiliations: Vec<_> = entry
            .affiliations
            .iter()
            .map(|it| (it.organisation, it.since.day(), it.until.map(|until| until.day())))
            .collect();
        shown.push(format!("{person} {:?} {affiliations:?} {:?}", entry.is_member, entry.name));
    }
    for (organisation, entry) in directory.organisations() {
        shown
            .push(format!("{organisation} {:?} {:?} {:?}", entry.name, entry.part_of, entry.parts));
    }
    for row in meetings::list(register, asked) {
        let (status, minutes) = (row.meeting.status(), row.meeting.minutes.status());
        shown.push(format!("{} {status:?} {:?} {minutes:?}", row.subject, row.turnout));
    }
    shown
}

fn entries(register: &Register) -> Vec<String> {
    register.entries().map(|(subject, entry)| format!("{subject} {entry:?}")).collect()
}

#[derive(Debug, Clone)]
enum Step {
    Say(Said),
    Correct(prop::sample::Index, Said),
    Retract(prop::sample::Index, u32),
}

fn step() -> impl Strategy<Value = Step> {
    let target = any::<prop::sample::Index>;
    prop_oneof![
        6 => said().prop_map(Step::Say),
        1 => (target(), said()).prop_map(|(target, said)| Step::Correct(target, said)),
        1 => (target(), 0..150u32).prop_map(|(target, learned)| Step::Retract(target, learned)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_sequence_of_commands_leads_to_a_state_that_the_rules_forbid(
        commands in prop::collection::vec(command(), 1..60),
    ) {
        let world = World::new();
        let known = |kind: &str, number| Said {
            subject: subject(kind, number),
            event: match kind {
                "person" => person::Aliased { alias: person::Name(spro_core::kernel::seal::text::Text::plain("alias")) }.into(),
                _ => organisation::Named { name: "ORG".into() }.into(),
            },
            since: None,
            learned: day(0),
        };
        world.record((0..4).map(|number| known("person", number)));
        world.record((0..3).map(|number| known("organisation", number)));
        let mut register = Register::of(world.store(), AsOf::default()).unwrap();
        let mut begun = 0;
        // Each is learned on a day of its own.
        for (command, learned) in commands.iter().zip(1..) {
            let Ok((subject, events)) = decide(&register, command, begun, &Times::on(day(learned))) else {
                continue;
            };
            let since = match command {
                Command::Begin(_) => { begun += 1; None }
                Command::End(_, when) => Some(day(*when)),
                _ => None,
            };
            world.record(events.into_iter().map(|event| Said {
                subject: subject.clone(), event, since, learned: day(learned),
            }));
            register.catch_up(world.store()).unwrap();
            assert_rules_hold(&register);
        }
    }

    #[test]
    fn a_register_that_is_kept_up_is_the_one_folded_from_the_start(
        steps in prop::collection::vec(step(), 1..60),
        known_at in prop::option::of(0..150u32),
    ) {
        let as_of = AsOf { known_at: known_at.map(day), ..AsOf::default() };
        let world = World::new();
        let mut kept_up = Register::of(world.store(), as_of).unwrap();
        let mut recorded: Vec<Said> = Vec::new();
        let mut places: Vec<Position> = Vec::new();
        for (step, number) in steps.into_iter().zip(1..) {
            let target = |index: prop::sample::Index| {
                (!recorded.is_empty()).then(|| index.index(recorded.len()))
            };
            // Amendments of what is not in force any more are refused, and nothing is recorded.
            match step {
                Step::Say(said) => {
                    world.record([said.clone()]);
                    recorded.push(said);
                }
                Step::Correct(index, said) => {
                    let Some(target) = target(index) else { continue };
                    let said = Said { subject: recorded[target].subject.clone(), ..said };
                    if world.correct(places[target], said.clone()).is_err() { continue }
                    recorded.push(said);
                }
                Step::Retract(index, learned) => {
                    let Some(target) = target(index) else { continue };
                    if world.retract(places[target], day(learned)).is_err() { continue }
                    recorded.push(Said { learned: day(learned), ..recorded[target].clone() });
                }
            }
            places.push(spro_core::kernel::store::Store::head(world.store()).unwrap().position);
            if number % 3 == 0 {
                kept_up.catch_up(world.store()).unwrap();
            }
        }
        kept_up.catch_up(world.store()).unwrap();
        let whole = Register::of(world.store(), as_of).unwrap();
        prop_assert_eq!(entries(&kept_up), entries(&whole));
        prop_assert_eq!(shown(&kept_up), shown(&whole));
    }

    #[test]
    fn whom_a_person_acts_for_on_a_day_is_among_the_affiliations_that_hold_then(
        all in prop::collection::vec(said(), 1..60),
    ) {
        let world = World::new();
        world.record(all);
        let register = Register::of(world.store(), AsOf::default()).unwrap();
        let affiliations = Affiliations::of(&register);
        for (person, on) in (0..4).flat_map(|person| (0..150).map(move |on| (person, on))) {
            let (person, on) = (subject("person", person), day(on));
            let mut all = affiliations.of_person(&person);
            all.retain(|it| it.organisation.is_some());
            // Before all of them, a person is taken to act for those of the first list.
            if all.iter().all(|it| on < it.since.day()) {
                continue;
            }
            let hold = all.iter().filter(|it| it.holds_on(on));
            let hold: Vec<_> = hold.filter_map(|it| it.organisation).collect();
            for organisation in affiliations.acts_for(&person, on) {
                prop_assert!(hold.contains(&organisation), "{} of {} on {}", organisation, person, on);
            }
        }
    }

    #[test]
    fn facts_learned_on_different_days_give_the_same_views_in_whatever_order_they_are_recorded(
        (all, shuffled) in prop::collection::btree_map(0..150u32, said(), 1..60)
            .prop_map(|by_day| {
                let on_its_day = |(learned, said)| Said { learned: day(learned), ..said };
                by_day.into_iter().map(on_its_day).collect::<Vec<_>>()
            })
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let shown_of = |all: Vec<Said>| {
            let world = World::new();
            world.record(all);
            shown(&Register::of(world.store(), AsOf::default()).unwrap())
        };
        prop_assert_eq!(shown_of(all), shown_of(shuffled));
    }
}
