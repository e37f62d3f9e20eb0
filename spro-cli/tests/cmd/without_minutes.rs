//! Recording by hand what minutes would say.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::desk::Desk;

/// A desk whose register in `r` knows three people and an organisation, and nothing else.
fn known(desk: Desk) -> Desk {
    let learned = "--learned 2024-01-01";
    desk.run("--ledger r --as 'Iris ROY' init --body 'Coordination du Val' --lang fr").good();
    for name in ["'Ana BEL'", "'Zoé MARIN'", "'Éric NOIR'"] {
        act(&desk, &format!("person add {name} {learned}")).good();
    }
    act(&desk, &format!("organisation add 'ATELIER DU VAL' {learned}")).good();
    act(&desk, "member add 'Ana BEL' --for 'ATELIER DU VAL' --learned 2024-01-01").good();
    desk
}

/// The same, with a meeting held on 18 January at which Ana was present.
fn met(desk: Desk) -> Desk {
    let desk = known(desk);
    act(&desk, "meeting hold 2024-01-18 --starts 09:30").good();
    act(&desk, "meeting attend 2024-01-18 'Ana BEL' present").good();
    desk
}

fn act(desk: &Desk, line: &str) -> crate::desk::Run {
    desk.run(&format!("--ledger r --as 'Iris ROY' {line}"))
}

/// What was recorded, its short id replaced.
fn said(desk: &Desk, line: &str) -> String {
    let told = act(desk, line).good();
    let mut words: Vec<_> = told.split(' ').map(str::to_owned).collect();
    let is_short = |word: &String| word.trim_start_matches("P-").len() == 5 && word.is_ascii();
    if let Some(id) = words.iter_mut().take(2).find(|word| is_short(word)) {
        *id = "[ID]".into();
    }
    words.join(" ")
}

#[test]
fn a_meeting_is_planned_held_and_attended() {
    let desk = known(Desk::french());
    assert_data_eq!(
        said(&desk, "meeting plan 2024-01-18 --venue 'Maison des associations'"),
        str![[r#"
réunion [ID] · réunion prévue pour 2024-01-18 · lieu : Maison des associations

"#]]
    );
    assert_data_eq!(
        act(&desk, "meeting attend 2024-01-18 'Ana BEL' present").transcript(),
        str![[r#"
--- stderr
erreur : le registre ne sait pas que la réunion a eu lieu
  Rien n’est enregistré. Pour l’enregistrer : spro meeting hold DATE
--- status 1

"#]]
    );
    let held = act(&desk, "meeting hold 2024-01-18 --starts 09:30 --ends 12:00 --title 'Plénière'");
    assert_data_eq!(
        held.transcript(),
        str![[r#"
réunion du 2024-01-18 · réunion tenue le 2024-01-18 · à partir de 09:30 · jusqu’à 12:00

"#]]
    );
    act(&desk, "meeting agenda 2024-01-18 Forum Bus").good();
    assert_data_eq!(
        act(&desk, "meeting attend 2024-01-18 'ana bel' present --arrived 10:10").transcript(),
        str![[r#"
réunion du 2024-01-18 · présence : Ana BEL · pour ATELIER DU VAL · arrivée à 10:10

"#]]
    );
    act(&desk, "meeting attend 2024-01-18 'Zoé MARIN' proxied --proxy 'Ana BEL'").good();
    act(&desk, "meeting attend 2024-01-18 'Éric NOIR' excused --guest").good();
    assert_eq!(desk.items("--ledger r meeting list").len(), 1, "what was planned was held");
    assert_data_eq!(
        desk.table("--ledger r attendance --known-at 2024-02-01"),
        str![[r#"
PERSONNE   STRUCTURE       18/01  P  R  E  X  A  U      VENUES
Ana BEL    ATELIER DU VAL  P      1  0  0  0  0  0         1/1
Zoé MARIN                  X      0  0  0  1  0  0         0/1
Éric NOIR                  E                        invitation
TOTAL                             1  0  0  1  0  0         1/2

P présence · R à distance · E excuse · X pouvoir · A absence · U sur aucune liste · * rectifié depuis · « · » pas membre
tel que connu le 2024-02-01 · empreinte 13:[DIGEST]

"#]]
    );
}

#[test]
fn what_contradicts_itself_at_a_meeting_is_refused() {
    let desk = met(Desk::english());
    act(&desk, "meeting attend 2024-01-18 'Zoé MARIN' proxied --proxy 'Ana BEL'").good();
    assert_data_eq!(
        act(&desk, "meeting attend 2024-01-18 'Ana BEL' excused").transcript(),
        str![[r#"
--- stderr
error: Ana BEL would hold the proxy of Zoé MARIN and is not present
  Nothing was recorded. Record first that the holder is present.
--- status 1

"#]]
    );
    assert_data_eq!(
        act(&desk, "meeting attend 2024-01-18 'Éric NOIR' excused --remote").transcript(),
        str![[r#"
--- stderr
error: --remote goes with “present” alone
  Leave it out.
--- status 2

"#]]
    );
    let line = "meeting attend 2024-01-18 'Éric NOIR' present --arrived 11:00 --left 10:00";
    assert_data_eq!(
        act(&desk, line).transcript(),
        str![[r#"
--- stderr
error: nobody arrives at 11:00 and leaves at 10:00
  Nothing was recorded. Look at the times.
--- status 1

"#]]
    );
    assert_data_eq!(
        act(&desk, "meeting attend 2024-01-18 'Léa VAL' present").transcript(),
        str![[r#"
--- stderr
error: the register knows nobody called “Léa VAL”
  `spro person list` and `spro organisation list` show the names. To record one: spro person add NAME, spro organisation add NAME
--- status 11

"#]]
    );
}

#[test]
fn a_day_names_a_meeting_where_it_is_the_only_one() {
    let desk = met(Desk::english());
    assert_data_eq!(
        act(&desk, "meeting hold 2024-01-18").transcript(),
        str![[r#"
--- stderr
error: the meeting was held, on 2024-01-18
  Nothing was recorded. `spro show ID` tells its history. For another one of that day: --meeting another
--- status 1

"#]]
    );
    act(&desk, "meeting hold 2024-01-18 --meeting another --group 'Bus des métiers'").good();
    let several = act(&desk, "meeting attend 2024-01-18 'Zoé MARIN' present");
    assert_eq!(several.code, 11);
    assert!(several.err.contains("several things are called “2024-01-18”"), "{}", several.err);
    let meetings = desk.items("--ledger r meeting list");
    let group = meetings.iter().find(|meeting| meeting["group"].is_string()).unwrap();
    let id = group["id"].as_str().unwrap();
    act(&desk, &format!("meeting attend {id} 'Zoé MARIN' present")).good();
    assert_data_eq!(
        act(&desk, "meeting attend 2024-01-19 'Zoé MARIN' present").transcript(),
        str![[r#"
--- stderr
error: the register knows no meeting of 2024-01-19
  `spro meeting list` shows them. To record one: spro meeting hold 2024-01-19
--- status 11

"#]]
    );
}

#[test]
fn a_planned_meeting_is_cancelled_and_may_be_planned_again() {
    let desk = known(Desk::english());
    act(&desk, "meeting plan 2025-01-16").good();
    assert_data_eq!(
        act(&desk, "meeting cancel 2025-01-16 --words 'Trop peu de réponses'").transcript(),
        str![[r#"
meeting of 2025-01-16 · cancelled · “Trop peu de réponses”

"#]]
    );
    assert_eq!(act(&desk, "meeting hold 2025-01-16").code, 1);
    // Said at a meeting, it is known since the day of that meeting.
    act(&desk, "meeting plan 2025-02-20 --since 2024-11-01 --learned 2024-11-01").good();
    act(&desk, "meeting hold 2024-12-05").good();
    act(&desk, "meeting cancel 2025-02-20 --meeting 2024-12-05").good();
    let status = |known: &str| {
        let items = desk.items(&format!("--ledger r meeting list --known-at {known}"));
        items.iter().any(|it| it["status"] == "cancelled")
    };
    assert_eq!([status("2024-12-04"), status("2024-12-05")], [false, true]);
    act(&desk, "meeting plan 2025-01-16").good();
    act(&desk, "meeting hold 2025-01-16").good();
    assert_eq!(desk.items("--ledger r meeting list").len(), 3);
    let later = act(&desk, "meeting hold 2999-01-16");
    assert_eq!(later.code, 1, "{}", later.err);
    assert!(later.err.contains("2999-01-16 is still to come"), "{}", later.err);
}

#[test]
fn approved_minutes_change_by_erratum_alone_known_since_the_meeting_that_made_it() {
    let desk = met(Desk::french());
    act(&desk, "meeting attend 2024-01-18 'Éric NOIR' excused").good();
    act(&desk, "meeting hold 2024-03-14").good();
    let rectify = "minutes rectify 2024-01-18 'Éric NOIR' present --words 'Il était présent' \
                   --at 2024-03-14";
    assert_data_eq!(
        act(&desk, rectify).transcript(),
        str![[r#"
--- stderr
erreur : le compte rendu n’est pas approuvé : il change sans rectification
  Rien n’est enregistré. Pour changer la liste : spro meeting attend RÉUNION PERSONNE STATUT
--- status 1

"#]]
    );
    act(&desk, "minutes draft 2024-01-18 --by 'Ana BEL'").good();
    act(&desk, "minutes circulate 2024-01-18 --since 2024-01-25").good();
    act(&desk, "minutes approve 2024-01-18 --at 2024-03-14").good();
    assert_data_eq!(
        act(&desk, "meeting attend 2024-01-18 'Éric NOIR' present").transcript(),
        str![[r#"
--- stderr
erreur : le compte rendu a été approuvé, le 2024-03-14 : il ne change que par rectification
  Rien n’est enregistré. Est-ce une rectification ? spro minutes rectify RÉUNION PERSONNE STATUT --words TEXTE
--- status 1

"#]]
    );
    assert_data_eq!(
        act(&desk, rectify).transcript(),
        str![[r#"
réunion du 2024-01-18 · compte rendu rectifié · à la réunion du 2024-03-14 · « Il était présent »
réunion du 2024-01-18 · présence : Éric NOIR

"#]]
    );
    let mark = |known: &str| {
        let items = desk.items(&format!("--ledger r attendance --known-at {known}"));
        let eric = items.iter().find(|item| item["person"]["name"] == "Éric NOIR").unwrap();
        eric["meetings"][0]["mark"].as_str().unwrap().to_owned()
    };
    assert_eq!((mark("2024-03-13"), mark("2024-03-14")), ("excused".into(), "present".into()));
    assert_eq!(act(&desk, "minutes defer 2024-01-18").code, 1);
}

#[test]
fn what_is_said_at_a_meeting_is_known_since_its_day() {
    let desk = met(Desk::french());
    let at = "--meeting 2024-01-18";
    let owned = "--owner 'Ana BEL' --owner 'l’instance' --due 2024-06-30";
    assert_data_eq!(
        said(&desk, &format!("action add 'Réserver la salle' {owned} --number A4 {at}")),
        str![[r#"
action [ID] · à faire · « Réserver la salle » · due par Ana BEL, l’instance · échéance 2024-06-30

"#]]
    );
    act(&desk, &format!("decision add 'Un bus passe' --number D1 {at}")).good();
    act(&desk, &format!("question add 'Qui paie ?' --number Q1 --by 'Ana BEL' {at}")).good();
    act(&desk, &format!("idea add 'Un site' --number I1 {at}")).good();
    act(&desk, &format!("position add reservation 'Trop tôt' --by 'Ana BEL' --about D1 {at}"))
        .good();
    act(&desk, &format!("note add news 'La mission déménage' {at}")).good();
    act(&desk, &format!("occasion add 'Forum' --when 2025-04-17 --place Halle {at}")).good();
    let known = "--known-at 2024-01-18";
    for list in ["action", "decision", "question", "idea", "position", "note", "occasion"] {
        let answer = format!("--ledger r {list} list");
        assert_eq!(desk.items(&format!("{answer} {known}")).len(), 1, "{list}");
        assert_eq!(desk.items(&format!("{answer} --known-at 2024-01-17")).len(), 0, "{list}");
    }
    assert_data_eq!(
        act(&desk, "action add 'Autre chose' --number A4").transcript(),
        str![[r#"
--- stderr
erreur : le registre le contient déjà
  Rien n’est enregistré. Un autre numéro ? `spro show` dit ce qui porte celui-ci.
--- status 1

"#]]
    );
}

#[test]
fn what_is_recorded_by_hand_goes_its_way() {
    let desk = met(Desk::english());
    let at = "--meeting 2024-01-18";
    for (kind, number) in [("decision", "D1"), ("question", "Q1"), ("idea", "I1")] {
        act(&desk, &format!("{kind} add 'Des mots' --number {number} {at}")).good();
    }
    act(&desk, &format!("position add for 'Oui' --about D1 {at}")).good();
    act(&desk, &format!("occasion add Forum {at}")).good();
    let id = |list: &str| {
        let items = desk.items(&format!("--ledger r {list} list"));
        items[0]["id"].as_str().unwrap().to_owned()
    };
    let (stance, forum) = (id("position"), id("occasion"));
    let mut told = String::new();
    for line in [
        "decision decide D1 deferred --until 'May 2024' --since 2024-02-01",
        "decision decide D1 adopted --condition 'le devis' --since 2024-05-02",
        "decision condition D1 met --since 2024-05-03 --words 'Le devis est signé'",
        "decision amend D1 'D’autres mots' --since 2024-05-04",
        "question answer Q1 'La région' --by 'ATELIER DU VAL' --decision D1",
        "idea set-aside I1 --words 'Trop cher'",
        "idea adopt I1",
        &format!("position lift {stance}"),
        &format!("occasion describe {forum} --place 'Halle aux grains' --audience lycéens"),
        &format!("occasion confirm {forum}"),
        &format!("occasion reply {forum} 'Ana BEL' accepted"),
        &format!("occasion expect {forum} 300 --daily --words 'environ 300'"),
        &format!("occasion postpone {forum} 2024-06-12"),
        &format!("occasion hold {forum}"),
        &format!("occasion count {forum} 280"),
    ] {
        told += &act(&desk, line).good();
    }
    let told = told.replace(&stance[stance.len() - 5..], "[ID]");
    assert_data_eq!(
        told,
        str![[r#"
decision D1 · deferred · until May 2024
decision D1 · adopted on condition: le devis
decision D1 · condition met · “Le devis est signé”
decision D1 · reworded · “D’autres mots”
question Q1 · answered · by ATELIER DU VAL · by decision D1 · “La région”
idea I1 · set aside · “Trop cher”
idea I1 · taken up
position [ID] · position given up
occasion Forum · described · place: Halle aux grains · for lycéens
occasion Forum · confirmed
occasion Forum · Ana BEL takes part
occasion Forum · 300 visitors expected each day · “environ 300”
occasion Forum · postponed · 2024-06-12
occasion Forum · held
occasion Forum · 280 visitors came

"#]]
    );
    assert_data_eq!(
        act(&desk, "decision decide D1 rejected").transcript(),
        str![[r#"
--- stderr
error: it is already: stands, since 2024-05-03
  Nothing was recorded. `spro show ID` tells its history.
--- status 1

"#]]
    );
    assert_eq!(act(&desk, &format!("position lift {stance}")).code, 1);
    assert_eq!(act(&desk, &format!("occasion cancel {forum}")).code, 1);
    assert_eq!(act(&desk, "idea adopt I1").code, 1);
    assert_eq!(act(&desk, "question lapse Q1").code, 1);
    assert_eq!(act(&desk, "decision add X rejected --condition Y").code, 2);
}

#[test]
fn what_becomes_of_an_action_is_told_at_a_meeting_in_its_words() {
    let desk = met(Desk::french());
    act(&desk, "meeting hold 2024-03-14").good();
    act(&desk, "action add 'Réserver la salle' --number A1 --meeting 2024-01-18").good();
    assert_data_eq!(
        act(&desk, "action done A1 --meeting 2024-03-14 --words 'C’est réservé'").transcript(),
        str![[r#"
action A1 · faite · « C’est réservé »

"#]]
    );
    let status = |known: &str| {
        let items = desk.items(&format!("--ledger r action list --known-at {known}"));
        items[0]["status"].as_str().unwrap().to_owned()
    };
    let around = (status("2024-03-13"), status("2024-03-14"));
    assert_eq!(around, ("needs-action".into(), "completed".into()));
}

#[test]
fn the_body_is_renamed_and_shows_the_names_that_it_bore() {
    let desk = known(Desk::french());
    assert_data_eq!(
        act(&desk, "body rename 'Coordination des Vals'").transcript(),
        str![[r#"
instance Coordination du Val · l’instance s’appelle désormais Coordination des Vals

"#]]
    );
    assert_data_eq!(
        desk.run("--ledger r body show").transcript(),
        str![[r#"
DEPUIS      NOM
[-TODAY--]  Coordination du Val
[-TODAY--]  Coordination des Vals

empreinte 8:[DIGEST]

"#]]
    );
    assert_data_eq!(
        act(&desk, "body rename 'Coordination des Vals'").transcript(),
        str![[r#"
--- stderr
erreur : c’est déjà ainsi
  Rien n’est enregistré.
--- status 1

"#]]
    );
    let shown = desk.run("--ledger r timeline").good();
    assert!(shown.contains("instance Coordination des Vals"), "{shown}");
}

const MINUTES: &str = "\
# Compte rendu de la réunion du 18 janvier 2024

**Coordination du Val**

## Présents

- Ana BEL – ATELIER DU VAL

## Questions

- **Question Q1** – Éric NOIR demande qui ouvre la salle.

## Idées / Échanges

- **Idée I1** – Ana BEL propose un livre d'or.

## Décisions

- **Décision D1** – La journée a lieu en mai. Adoptée à l'unanimité.

## Actions

- **Action A1** – Ana BEL réservera la salle, avant le 15 février 2024.
";

#[test]
fn minutes_that_come_later_tell_of_what_was_recorded_of_their_meeting() {
    let desk = met(Desk::french());
    for (kind, number) in [("action", "A1"), ("decision", "D1"), ("question", "Q1"), ("idea", "I1")]
    {
        let line = format!("{kind} add 'En deux mots' --number {number} --meeting 2024-01-18");
        act(&desk, &line).good();
    }
    fs::write(desk.file("cr.md"), MINUTES).unwrap();
    act(&desk, "import --yes cr.md").good();
    for list in ["meeting", "action", "decision", "question", "idea"] {
        let items = desk.items(&format!("--ledger r {list} list"));
        assert_eq!(items.len(), 1, "{list}: {items:?}");
        assert_ne!(items[0]["text"], "En deux mots", "{list}: the minutes' words take their place");
    }
    let again = act(&desk, "import --yes cr.md").good();
    assert!(again.contains("rien à enregistrer"), "{again}");
}
