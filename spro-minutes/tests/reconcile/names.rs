//! Whom and what names stand for: found where they are known, asked where they fit two, never
//! guessed.

use spro_core::domain::action::ActionEvent;
use spro_core::domain::attendance::{AttendanceEvent, Recorded};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::owner::Owner;
use spro_core::domain::person::{Aliased, Merged, Name};
use spro_core::kernel::history::AsOf;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_minutes::json::from_json;
use spro_minutes::reconcile::{OrganisationAnswer, PersonAnswer, Plan, Question, Why};

use crate::desk::{Desk, bullets};

/// Minutes of a day with these lines under these headings.
fn minutes(day: &str, present: &[&str], actions: &[&str]) -> String {
    format!(
        "# Compte rendu de la réunion du {day} 2024\n\n## Présents\n\n{}\n## Actions\n\n{}",
        bullets(present),
        bullets(actions)
    )
}

fn attendances(plan: &Plan) -> Vec<&Recorded> {
    let events = plan.items.iter().map(|item| &item.event);
    let recorded = events.filter_map(|event| match event {
        RegisterEvent::Attendance(AttendanceEvent::Recorded(it)) => Some(it),
        _ => None,
    });
    recorded.collect()
}

fn owners(plan: &Plan) -> Vec<Vec<Owner>> {
    let events = plan.items.iter().map(|item| &item.event);
    let owners = events.filter_map(|event| match event {
        RegisterEvent::Action(ActionEvent::Raised(it)) => Some(it.owners.clone()),
        _ => None,
    });
    owners.collect()
}

#[test]
fn a_person_and_an_organisation_are_found_again_however_they_are_spelt() {
    let mut desk = Desk::sealed();
    let first = desk.import(&minutes("10 janvier", &["Maëlle TRÉVIDIC – CCI DE L'ORVAINE"], &[]));
    let again = minutes("11 février", &["TREVIDIC Maelle – C.C.I. de l’Orvaine"], &[]);
    let again = again.replace("C.C.I.", "CCI");
    let second = desk.import(&again);
    assert_eq!(attendances(&first)[0], attendances(&second)[0]);
    // Each spelling is kept, and the one known first is shown.
    let person = &attendances(&second)[0].person;
    assert_eq!(desk.facts(AsOf::default())[person].len(), 2);
    assert_eq!(second.label(person), Some("Maëlle TRÉVIDIC"));
}

/// A fuzzer left a space behind a name in a proposal: recorded without it, the name was to be corrected
/// to the one with it, each time anew.
#[test]
fn a_space_around_a_name_of_a_proposal_is_no_part_of_it() {
    let mut desk = Desk::sealed();
    let proposal = r#"{
        "schema": "spro/minutes-proposal/1", "date": "2024-03-14",
        "attendance": [{"text": "a", "person": " Léo NOUR ", "organisation": " L’ATELIER ", "status": "present"}],
        "actions": [{"text": "a", "owner": [" Ana BEL "]}, {"text": "b", "owner": [" CCI "]}],
        "questions": [{"text": "où", "raised_by": "Léo NOUR "}]
    }"#;
    let draft = from_json(proposal).unwrap();
    let plan = desk.plan_draft(&draft, None);
    desk.record_plan(&plan);
    let again = desk.plan_draft(&draft, None);
    assert!(again.is_empty(), "{:#?}", again.items);
}

#[test]
fn an_alias_and_a_merged_entry_stand_for_the_person() {
    let mut desk = Desk::sealed();
    let plan = desk.import(&minutes("10 janvier", &["Ana BEL – CCI", "Ana BELL – CCI"], &[]));
    let (kept, other) = (&attendances(&plan)[0].person, &attendances(&plan)[1].person);
    let alias = Aliased { alias: Name(Text::plain("Anne DUBEL")) };
    desk.by_hand(kept, alias, "2024-01-20");
    desk.by_hand(other, Merged { into: kept.clone() }, "2024-01-20");
    let again = desk.plan(&minutes("10 janvier", &["Ana BEL – CCI", "Ana BELL – CCI"], &[]));
    assert!(again.is_empty(), "{:?}", again.items);
    let names = ["Anne DUBEL – CCI", "Ana BELL – CCI", "Ana BEL – CCI"];
    for name in names {
        let plan = desk.plan(&minutes("11 février", &[name], &[]));
        assert_eq!(attendances(&plan)[0].person, *kept, "{name}");
    }
}

#[test]
fn a_name_that_fits_two_is_asked_and_what_hangs_on_it_is_left() {
    let mut desk = Desk::sealed();
    let first = desk.import(&minutes("10 janvier", &["Ana BEL – CCI"], &[]));
    let known = attendances(&first)[0].person.clone();
    let namesake = Subject::parse("person/namesake").unwrap();
    let named = spro_core::domain::person::Named { name: Name(Text::plain("Ana BEL")) };
    desk.by_hand(&namesake, named, "2024-01-20");

    let second = minutes("11 février", &["Ana BEL – CCI", "Léo NOUR – CCI"], &[]);
    let plan = desk.plan(&second);
    let [Question::Person { name, candidates, erased, lines }] = &plan.questions[..] else {
        panic!("{:?}", plan.questions)
    };
    assert_eq!((name.as_str(), *erased, lines.as_slice()), ("Ana BEL", false, &[(5, 5)][..]));
    assert_eq!(candidates.len(), 2);
    assert_eq!(attendances(&plan).len(), 1);
    assert!(plan.left.iter().any(|left| left.why == Why::Asked && left.lines == [(5, 5)]));

    desk.answers.persons.insert("Ana BEL".to_owned(), PersonAnswer::Is(namesake.clone()));
    let plan = desk.import(&second);
    assert_eq!((plan.questions.len(), &attendances(&plan)[0].person), (0, &namesake));
    // The answer is in the ledger: nobody is asked again, and the first minutes keep theirs.
    desk.answers.persons.clear();
    assert!(desk.plan(&second).is_empty());
    let first = desk.plan(&minutes("10 janvier", &["Ana BEL – CCI", "Zoé NOUR – CCI"], &[]));
    assert_eq!(first.questions, []);
    assert_ne!(attendances(&first)[0].person, known);

    desk.answers.persons.insert("Ana BEL".to_owned(), PersonAnswer::New);
    let third = desk.import(&minutes("12 mars", &["Ana BEL – CCI"], &[]));
    let third = &attendances(&third)[0].person;
    assert!(*third != known && *third != namesake);
    let again = desk.plan(&minutes("12 mars", &["Ana BEL – CCI"], &[]));
    assert!(again.is_empty());
}

#[test]
fn a_slash_between_organisations_is_asked_and_the_answer_kept() {
    let name = "PIJ/Com. De Com. DU LAC";
    let text = minutes("10 janvier", &[&format!("Ana BEL – {name}")], &[]);
    let (draft, _) = spro_minutes::read(&text);
    assert!(draft.attendance[0].organisation_asked, "{draft:?}");

    let mut desk = Desk::sealed();
    let plan = desk.import(&text);
    let [Question::Organisation { whole, parts, .. }] = &plan.questions[..] else {
        panic!("{:?}", plan.questions)
    };
    assert_eq!((whole.as_str(), parts.len()), (name, 2));
    assert!(attendances(&plan)[0].on_behalf_of.is_empty());
    assert!(plan.left.iter().any(|left| left.why == Why::AskedInPart));

    for (answer, count, named) in [
        (OrganisationAnswer::ServiceAndHost, 1, Some("PIJ")),
        (OrganisationAnswer::One, 1, Some(name)),
        (OrganisationAnswer::FirstOnly, 1, Some("PIJ")),
        (OrganisationAnswer::Unknown, 0, None),
    ] {
        let mut desk = Desk::sealed();
        desk.answers.organisations.insert(name.to_owned(), answer);
        let plan = desk.import(&text);
        let attended = attendances(&plan)[0];
        assert_eq!((plan.questions.len(), attended.on_behalf_of.len()), (0, count), "{answer:?}");
        assert_eq!(attended.on_behalf_of.first().and_then(|it| plan.label(it)), named);
        // What was answered stays recorded when the same minutes come again without the answer.
        desk.answers.organisations.clear();
        let again = desk.plan(&text);
        assert!(again.is_empty() && again.questions.is_empty(), "{answer:?}: {:?}", again.items);
        // Nor is it asked again of other minutes.
        let next = desk.plan(&text.replace("10 janvier", "11 février"));
        assert_eq!((&next.questions[..], attendances(&next).len()), (&[][..], 1), "{answer:?}");
        let attended = attendances(&next)[0];
        assert_eq!(attended.on_behalf_of.len(), count, "{answer:?}");
        assert_eq!(attended.on_behalf_of.first().and_then(|it| next.label(it)), named);
    }
}

/// Minutes with one action of somebody who is called by one word.
fn owed_by(word: &str, day: &str) -> spro_minutes::draft::Draft {
    let action = "**Action A1** – Léo NOUR écrira le plan, avant le 2 mars 2024.";
    let (mut draft, _) = spro_minutes::read(&minutes(day, &["Zoé ROUX – CCI"], &[action]));
    draft.actions[0].number = None;
    draft.actions[0].owner = vec![word.to_owned()];
    draft
}

#[test]
fn who_is_meant_by_one_word_is_said_once_for_all_minutes() {
    let mut desk = Desk::sealed();
    desk.import(&minutes("10 janvier", &["Ana BEL – CCI", "Ana ROUX – CCI"], &[]));
    let draft = owed_by("Ana", "11 février");
    let plan = desk.plan_draft(&draft, None);
    let [Question::Person { candidates, .. }] = &plan.questions[..] else {
        panic!("{:?}", plan.questions)
    };
    let one = candidates[0].clone();
    desk.answers.persons.insert("Ana".to_owned(), PersonAnswer::Is(one.clone()));
    let plan = desk.plan_draft(&draft, None);
    desk.record_plan(&plan);
    desk.answers.persons.clear();
    let again = desk.plan_draft(&draft, None);
    assert!(again.is_empty() && again.questions.is_empty(), "{:?}", again.items);
    let next = desk.plan_draft(&owed_by("Ana", "12 mars"), None);
    assert_eq!((&next.questions[..], owners(&next)), (&[][..], vec![vec![Owner::Person(one)]]));
}

/// What nobody knew was asked again by every import.
#[test]
fn that_nobody_knows_who_is_meant_is_said_once_for_the_same_minutes() {
    let mut desk = Desk::sealed();
    let draft = owed_by("Zed", "10 janvier");
    assert_eq!(desk.plan_draft(&draft, None).questions.len(), 1);
    desk.answers.persons.insert("Zed".to_owned(), PersonAnswer::Unknown);
    let plan = desk.plan_draft(&draft, None);
    desk.record_plan(&plan);
    desk.answers.persons.clear();
    let again = desk.plan_draft(&draft, None);
    assert!(again.is_empty() && again.questions.is_empty(), "{:?}", again.items);
    let other = desk.plan_draft(&owed_by("Zed", "11 février"), None);
    assert_eq!(other.questions.len(), 1, "other minutes may tell");
}

#[test]
fn owners_are_what_is_printed_and_nobody_where_nobody_is() {
    let mut desk = Desk::sealed();
    let present = ["Ana BEL – MISSION LOCALE DU LAC", "Léo NOUR – CCI"];
    let actions = [
        "**Action A1** – Ana BEL et Léo NOUR écriront le plan, avant le 2 mars 2024.",
        "**Action A2** – La MISSION LOCALE DU LAC fournira la salle, avant le 2 mars 2024.",
        "**Action A3** – Chaque partenaire retournera le coupon, avant le 2 mars 2024.",
        "**Action A4** – Le groupe de travail Forum proposera un plan, avant le 2 mars 2024.",
        "**Action A5** – Réserver une salle, avant le 2 mars 2024.",
        "**Action A6** – La RÉGION DU LAC donnera sa réponse, avant le 2 mars 2024.",
        "**Action A7** – Zoé ROUX appellera la mairie, avant le 2 mars 2024.",
    ];
    let text = minutes("10 janvier", &present, &actions);
    let plan = desk.import(&text);
    let attended = attendances(&plan);
    let owners = owners(&plan);
    let called = |owner: &Owner| plan.label(owner.subject().unwrap()).unwrap().to_owned();
    assert_eq!(owners[0].len(), 2);
    assert_eq!(owners[0][0], Owner::Person(attended[0].person.clone()));
    assert_eq!(owners[1], [Owner::Organisation(attended[0].on_behalf_of[0].clone())]);
    assert_eq!(owners[2], [Owner::EachPartner]);
    assert_eq!(owners[3], [Owner::Group(Text::plain("groupe de travail Forum"))]);
    assert_eq!(owners[4], []);
    assert!(matches!(owners[5][..], [Owner::Organisation(_)]), "{:?}", owners[5]);
    assert_eq!(called(&owners[5][0]), "RÉGION DU LAC");
    assert!(matches!(owners[6][..], [Owner::Person(_)]), "{:?}", owners[6]);
    assert_eq!(called(&owners[6][0]), "Zoé ROUX");
    assert!(desk.plan(&text).is_empty());
}

#[test]
fn a_first_name_that_two_bear_is_asked_and_the_action_recorded_without_its_owner() {
    let mut desk = Desk::sealed();
    let text = minutes("10 janvier", &["Ana BEL – CCI", "Ana ROUX – CCI"], &[]);
    let (mut draft, _) = spro_minutes::read(&text);
    let mut action = spro_minutes::read(&minutes(
        "10 janvier",
        &[],
        &["**Action A1** – Léo NOUR écrira le plan, avant le 2 mars 2024."],
    ));
    action.0.actions[0].owner = vec!["Ana".to_owned()];
    draft.actions = action.0.actions;
    let plan = desk.plan_draft(&draft, None);
    assert!(
        matches!(&plan.questions[..], [Question::Person { candidates, .. }] if candidates.len() == 2)
    );
    assert_eq!(owners(&plan), [vec![]]);
    assert!(plan.left.iter().any(|left| left.why == Why::AskedInPart));

    let second = attendances(&plan)[1].person.clone();
    assert_eq!(plan.label(&second), Some("Ana ROUX"));
    desk.record_plan(&plan);
    desk.answers.persons.insert("Ana".to_owned(), PersonAnswer::Is(second.clone()));
    let plan = desk.plan_draft(&draft, None);
    assert_eq!(owners(&plan), [vec![Owner::Person(second)]]);
    desk.record_plan(&plan);
    desk.answers.persons.clear();
    let again = desk.plan_draft(&draft, None);
    assert!(again.is_empty() && again.questions.is_empty(), "{:?}", again.items);
}

#[test]
fn a_body_of_another_name_is_told_and_does_not_stop_the_import() {
    let mut desk = Desk::sealed();
    let body = Subject::parse("body/own").unwrap();
    let founded = spro_core::domain::body::Founded {
        name: "Coordination du Lac – Territoire de Bel".to_owned(),
        language: spro_core::domain::body::Language::Fr,
    };
    desk.by_hand(&body, founded, "2024-01-01");
    let of = |name: &str| {
        minutes("10 janvier", &["Ana BEL – CCI"], &[]).replacen(
            "\n\n",
            &format!("\n\n**{name}**\n\n"),
            1,
        )
    };
    assert_eq!(desk.plan(&of("Coordination du Lac")).questions, []);
    let plan = desk.plan(&of("Comité des fêtes"));
    assert!(matches!(plan.questions[..], [Question::Body { .. }]), "{:?}", plan.questions);
    assert!(!plan.is_blocked());
}

#[test]
fn minutes_without_a_day_are_refused_with_the_next_step() {
    let desk = Desk::sealed();
    let draft = spro_minutes::draft::Draft::default();
    let import = spro_minutes::reconcile::Import {
        draft: &draft,
        original: None,
        at_least: spro_minutes::draft::Confidence::Likely,
    };
    let refused = spro_minutes::reconcile::plan(
        &desk.ledger,
        &desk.known,
        &import,
        &desk.answers,
        &mut || desk.new_id(),
    );
    assert!(refused.unwrap_err().to_string().contains("state it as `date`"));
}

#[test]
fn a_person_listed_twice_came_for_both_and_never_came_and_stayed_away() {
    let mut desk = Desk::sealed();
    let twice = minutes("10 janvier", &["Ana BEL – CCI", "Ana BEL – PIJ DU LAC"], &[]);
    let plan = desk.import(&twice);
    assert_eq!(attendances(&plan).len(), 1);
    assert_eq!(attendances(&plan)[0].on_behalf_of.len(), 2);
    assert!(desk.plan(&twice).is_empty());

    let both = minutes("11 février", &["Ana BEL – CCI"], &[])
        .replace("## Actions", "## Excusés\n\n- Ana BEL – CCI\n\n## Actions");
    let plan = desk.plan(&both);
    assert_eq!(attendances(&plan).len(), 1);
    let lines: Vec<_> = plan.left.iter().filter(|it| it.why == Why::SaidOtherwise).collect();
    assert_eq!(lines.len(), 1);
}
