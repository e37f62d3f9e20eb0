//! What the directory shows of names, merges, erasures and parts.

use spro_core::domain::event::RegisterEvent;
use spro_core::domain::person::{Ground, Name};
use spro_core::domain::{organisation, person};
use spro_core::kernel::history::AsOf;
use spro_core::kernel::seal::text::Text;
use spro_core::views::directory::{Directory, ShownName};
use spro_core::views::register::Register;

use super::world::{Said, World, day, subject};

fn said(kind: &str, number: u8, event: impl Into<RegisterEvent>, learned: u32) -> Said {
    Said { subject: subject(kind, number), event: event.into(), since: None, learned: day(learned) }
}

fn named(number: u8, name: &str, learned: u32) -> Said {
    said("person", number, person::Named { name: Name(Text::plain(name)) }, learned)
}

fn called(number: u8, name: &str, learned: u32) -> Said {
    said("organisation", number, organisation::Named { name: name.into() }, learned)
}

fn register(said: impl IntoIterator<Item = Said>) -> Register {
    let world = World::new();
    world.record(said);
    Register::of(world.store(), AsOf::default()).unwrap()
}

fn shown(register: &Register, number: u8) -> String {
    let directory = Directory::of(register, day(149));
    match directory.person(&subject("person", number)).unwrap().name {
        ShownName::Name(name) => name.as_plain().unwrap().to_owned(),
        ShownName::Erased { pseudonym, .. } => format!("erased: {pseudonym}"),
        ShownName::Unknown => "unknown".into(),
    }
}

#[test]
fn the_name_known_first_is_shown_whatever_was_recorded_first() {
    let register = register([named(0, "A. HESPERUS", 20), named(0, "Ada HESPERUS", 10)]);
    assert_eq!(shown(&register, 0), "Ada HESPERUS");
    let directory = Directory::of(&register, day(149));
    let (_, entry) = directory.persons().next().unwrap();
    assert_eq!(entry.other_names, [&Text::plain("A. HESPERUS")]);
}

#[test]
fn of_merged_entries_the_name_of_the_one_that_stays_is_shown() {
    let merged = || said("person", 0, person::Merged { into: subject("person", 1) }, 30);
    let both = register([named(0, "A. HESPERUS", 10), named(1, "Ada HESPERUS", 20), merged()]);
    assert_eq!(shown(&both, 1), "Ada HESPERUS");
    assert_eq!(shown(&both, 0), "Ada HESPERUS", "asked of the other entry");
    let one = register([named(0, "A. HESPERUS", 10), merged()]);
    assert_eq!(shown(&one, 1), "A. HESPERUS", "the one that stays has no name of its own");
}

#[test]
fn an_erased_person_keeps_one_pseudonym_though_only_a_merged_entry_was_erased() {
    let erased = person::Erased { ground: Ground::Objection, keys: Vec::new() };
    let register = register([
        named(0, "A. HESPERUS", 10),
        named(1, "Ada HESPERUS", 20),
        said("person", 0, person::Merged { into: subject("person", 1) }, 30),
        said("person", 0, erased, 40),
    ]);
    assert_eq!(shown(&register, 1), "erased: person-1");
    assert_eq!(shown(&register, 0), "erased: person-1");
}

#[test]
fn parts_and_wholes_are_those_of_the_entries_that_stay() {
    let part_of = |part: u8, whole: u8| {
        let whole = subject("organisation", whole);
        said("organisation", part, organisation::PartOf { whole }, 20)
    };
    let merged = organisation::Merged { into: subject("organisation", 1) };
    // 0 is one with 1, and was said to be part of it before that was known.
    let register = register([
        called(0, "PIJ", 10),
        called(1, "PIJ de Montorgeau", 10),
        called(2, "Communauté de communes", 10),
        part_of(0, 1),
        part_of(1, 2),
        said("organisation", 0, merged, 30),
    ]);
    let directory = Directory::of(&register, day(149));
    let one = directory.organisation(&subject("organisation", 0)).unwrap();
    assert_eq!(one.name, Some("PIJ de Montorgeau"));
    assert_eq!(one.other_names, ["PIJ"]);
    assert_eq!(one.part_of, [&subject("organisation", 2)]);
    assert!(one.parts.is_empty(), "nothing is part of itself");
    let host = directory.organisation(&subject("organisation", 2)).unwrap();
    assert_eq!(host.parts, [&subject("organisation", 1)]);
    assert_eq!(directory.organisations().count(), 2);
}
