//! What is wrong with a text, and what only a person can settle.

use std::fmt::Write;

use spro_minutes::draft::{AskedKind, ItemKind, Party, ProblemKind};
use spro_minutes::read;

#[test]
fn a_date_that_no_calendar_has_is_named_with_its_place_and_the_next_step() {
    let text = "# Réunion du 3 mai 2024\n\n## Actions\n\n- Écrire à Léa avant le 31 juin 2024.\n";
    let (draft, problems) = read(text);
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!((problem.line, problem.column), (5, 25));
    assert!(problem.kind.to_string().contains("31 juin 2024"));
    assert!(problem.kind.next_step().contains("correct the date"));
    assert_eq!(draft.actions[0].due, None);
}

#[test]
fn an_empty_text_is_a_problem() {
    for text in ["", " \n\t\n"] {
        let (draft, problems) = read(text);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].kind, ProblemKind::EmptyText);
        assert_eq!(draft.sources().count(), 0);
    }
}

#[test]
fn two_days_for_one_meeting_are_asked_and_none_is_taken() {
    let (draft, _) =
        read("# Réunion du 3 mai 2024\n\nVendredi 10 mai 2024 – Mairie\n\n## Présents\n");
    assert_eq!(draft.date, None);
    assert_eq!(draft.asked[0].about.kind, ItemKind::Meeting);
    let readings = vec!["2024-05-03".to_owned(), "2024-05-10".to_owned()];
    assert_eq!(draft.asked[0].question, AskedKind::DateContradiction { readings });
}

#[test]
fn a_first_name_that_two_people_have_is_asked() {
    let text =
        "## Présents\n\n- Ana BEL\n- Ana ROUX\n\n## Actions\n\n- @Ana: écrire\n- Léo NOIR fera\n";
    let (draft, _) = read(text);
    let [asked] = draft.asked.as_slice() else { panic!("{:?}", draft.asked) };
    assert_eq!((asked.about.kind, asked.about.text.as_str()), (ItemKind::Action, "@Ana: écrire"));
    let candidates = vec!["Ana BEL".to_owned(), "Ana ROUX".to_owned()];
    let name = "@Ana".to_owned();
    assert_eq!(asked.question, AskedKind::PersonAmbiguous { name, candidates });
    assert_eq!(draft.people[0].person, "Léo NOIR");
    assert_eq!(draft.parties().find("léo noir"), Party::Person("Léo NOIR".to_owned()));
}

#[test]
fn a_working_group_that_met_is_not_the_body() {
    let (draft, _) = read("# Compte rendu du groupe de travail Forum du 3 mai 2024\n\n**ATOLL**\n");
    assert_eq!(draft.group.as_deref(), Some("groupe de travail Forum"));
    assert_eq!(draft.body.as_deref(), Some("ATOLL"));
    assert_eq!(read("# Réunion du 3 mai 2024\n").0.group, None);
}

#[test]
fn minutes_are_approved_and_the_next_meeting_is_set_in_running_text_too() {
    let text = "# Réunion du 3 mai 2024\n\n## Divers\n\nLe compte rendu du 2 avril 2024 est approuvé. \
                La prochaine réunion aura lieu le 7 juin 2024. Merci à tous.\n";
    let (draft, _) = read(text);
    assert_eq!(draft.approvals[0].minutes_of.to_string(), "2024-04-02");
    let next = draft.next_meeting.unwrap().when.unwrap();
    assert_eq!(next.as_day().unwrap().to_string(), "2024-06-07");
    assert!(draft.decisions.is_empty() && draft.occasions.is_empty());
    assert_eq!(draft.notes[0].source.text, "Merci à tous.");
}

#[test]
fn a_text_of_two_megabytes_with_thousands_of_people_is_read_whole() {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    let name = |n: usize| {
        let tail: String = [n, n / 26, n / 676].into_iter().map(letter).collect();
        format!("Ana{tail} BEL{tail}")
    };
    let mut text = "## Présents\n\n".to_owned();
    for n in 0..15_000 {
        writeln!(text, "- {} – STRUCTURE {n}", name(n)).unwrap();
    }
    text.push_str("\n## Divers\n\n");
    let mut count = 0;
    while text.len() < 2_000_000 {
        // All on one line.
        write!(text, "{} enverra le plan le 3 mai 2024. ", name(count % 15_000)).unwrap();
        count += 1;
    }
    let (draft, _) = read(&text);
    assert_eq!((draft.attendance.len(), draft.actions.len()), (15_000, count));
}
