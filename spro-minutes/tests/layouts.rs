//! The layouts of attendance that bodies use, each with invented people.

use spro_minutes::draft::{Attendee, Status};

fn listed(minutes: &str) -> Vec<Attendee> {
    spro_minutes::read(minutes).0.attendance
}

fn names(minutes: &str) -> Vec<String> {
    listed(minutes).into_iter().filter_map(|item| item.person).collect()
}

#[test]
fn one_list_is_read_alike_in_every_layout() {
    for minutes in [
        "## Présents\n\n- Ana BEL\n- Léo NOUR\n",
        "**Présents :** Ana BEL et Léo NOUR\n",
        "Étaient présent·e·s :\nAna BEL,\nLéo NOUR\n",
        "Présents\n\nAna BEL\nLéo NOUR\n",
        "| Nom | Présent |\n|---|---|\n| Ana BEL | x |\n| Léo NOUR | x |\n",
        "## Attendees\n\n- [x] Ana BEL\n- [x] Léo NOUR\n",
        "Réunion du 4 mai 2021\n\nÉtaient présents Mme Ana BEL et M. Léo NOUR.\n",
        "# Réunion du 4 mai 2021\n\n## Budget\n\nRien.\n\nPrésents : Ana BEL, Léo NOUR\n",
    ] {
        assert_eq!(names(minutes), ["Ana BEL", "Léo NOUR"], "{minutes}");
        assert!(
            listed(minutes).iter().all(|item| item.status == Some(Status::Present)),
            "{minutes}"
        );
    }
}

#[test]
fn nobody_is_read_where_nobody_is_named() {
    for minutes in [
        "## Présents\n\n- \n\n## Absents\n\n- Aucun\n",
        "**Visitors:**\n\n- None\n",
        "## Attendees\n\nN/A\n",
        "Présents : 12\n",
        "## Présents\n\n| Nom | Organisme |\n|---|---|\n| | |\n",
        "## Présents\n\n9 membres sont présents, le quorum est atteint.\n",
    ] {
        assert_eq!(names(minutes), [] as [&str; 0], "{minutes}");
    }
}

#[test]
fn an_organisation_is_told_from_a_role_a_handle_and_another_name() {
    let people = listed(
        "## Présents\n\n- Ana BEL (CCI)\n- Léo NOUR, président\n- Zoé PRE (@zoe)\n- Max DOR (pelican)\n- Eva LIN / Mairie de Lac\n- La Ruche des Lacs\n",
    );
    let read =
        |item: &Attendee| (item.person.clone(), item.organisation.clone(), item.alias.clone());
    let text = |it: &str| Some(it.to_owned());
    assert_eq!(
        people.iter().map(read).collect::<Vec<_>>(),
        [
            (text("Ana BEL"), text("CCI"), None),
            (text("Léo NOUR"), None, None),
            (text("Zoé PRE"), None, text("@zoe")),
            (text("Max DOR"), None, text("pelican")),
            (text("Eva LIN"), text("Mairie de Lac"), None),
            (None, text("La Ruche des Lacs"), None),
        ]
    );
}

#[test]
fn a_proxy_outweighs_an_excuse() {
    let people = listed("**Excusés :** Ana BEL, Léo NOUR\n\n**Pouvoirs :** Ana BEL à Zoé PRE\n");
    assert_eq!(people[0].status, Some(Status::Proxied));
    assert_eq!(people[0].proxy.as_deref(), Some("Zoé PRE"));
    assert_eq!(people[1].status, Some(Status::Excused));
}

#[test]
fn columns_of_text_are_read_by_where_their_marks_stand() {
    let people = listed(
        "Participants :\n\nNom              Organisme        Présent   Excusé\nAna BEL          CCI                 x\nLéo NOUR         Mairie                        x\nZoé PRE          CMA\n",
    );
    let statuses: Vec<_> = people.iter().map(|item| item.status).collect();
    assert_eq!(statuses, [Some(Status::Present), Some(Status::Excused), None]);
    assert_eq!(people[2].organisation.as_deref(), Some("CMA"));
}
