//! What is recorded by hand, beside the minutes.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::desk::Desk;

const MINUTES: &str = "\
# Compte rendu de la réunion du 18 janvier 2024

**Coordination du Val**

Jeudi 18 janvier 2024, de 9 h 30 à 12 h – Maison des associations

## Présents

- Ana BEL – ATELIER DU VAL

## Excusés

- Éric NOIR – ATELIER DU VAL

## Manifestations

- **Journée des métiers** – jeudi 16 mai 2024 (en projet), à la salle du Val.

## Idées / Échanges

- **Idée I1** – Ana BEL propose un livre d'or.

## Questions

- **Question Q1** – Éric NOIR demande qui ouvre la salle.

## Décisions

- **Décision D1** – La journée a lieu en mai. Adoptée à l'unanimité.
";

fn desk() -> Desk {
    let desk = Desk::french();
    desk.run("--ledger r --as 'Iris ROY' init --body 'Coordination du Val'").good();
    fs::write(desk.file("cr.md"), MINUTES).unwrap();
    desk.run("--ledger r --as 'Iris ROY' import --yes cr.md").good();
    desk
}

/// The transcript of a command line that Iris ROY types.
fn typed(desk: &Desk, line: &str) -> String {
    desk.run(&format!("--ledger r --as 'Iris ROY' {line}")).transcript()
}

#[test]
fn a_meeting_is_planned_held_and_its_minutes_approved() {
    let desk = desk();
    let typed = |line: &str| typed(&desk, line);
    assert_data_eq!(
        typed("meeting plan 2024-03-14 --venue Mairie"),
        str![[r#"
réunion [..] · réunion prévue pour 2024-03-14 · lieu : Mairie

"#]]
    );
    assert_data_eq!(
        typed("minutes approve 2024-01-18 --at 2024-03-14"),
        str![[r#"
réunion du 2024-01-18 · compte rendu approuvé · à la réunion du 2024-03-14

"#]]
    );
    assert_data_eq!(
        typed("meeting hold 2024-03-15 --meeting 2024-03-14"),
        str![[r#"
réunion du 2024-03-14 · réunion tenue le 2024-03-15

"#]]
    );
    assert_data_eq!(
        typed("meeting cancel 2024-03-15"),
        str![[r#"
--- stderr
erreur : la réunion a eu lieu, le 2024-03-15
  Rien n’est enregistré. `spro show ID` raconte son histoire. Pour une autre du même jour : --meeting another
--- status 1

"#]]
    );
    assert_data_eq!(
        typed("minutes approve 2024-01-18"),
        str![[r#"
--- stderr
erreur : le compte rendu a été approuvé, le [-TODAY--] : il ne change que par rectification
  Rien n’est enregistré. Est-ce une rectification ? spro minutes rectify RÉUNION PERSONNE STATUT --words TEXTE
--- status 1

"#]]
    );
}

#[test]
fn an_attendance_is_put_right_and_by_erratum_once_the_minutes_are_approved() {
    let desk = desk();
    let typed = |line: &str| typed(&desk, line);
    let mark = |at: &str| {
        let items = desk.items(&format!("--ledger r attendance {at}"));
        let eric = items.iter().find(|item| item["person"]["name"] == "Éric NOIR").unwrap();
        eric["meetings"][0]["mark"].as_str().unwrap().to_owned()
    };
    let right = "meeting attend 2024-01-18 'Éric NOIR' present --remote --learned 2024-02-01";
    assert_data_eq!(
        typed(right),
        str![[r#"
réunion du 2024-01-18 · présence à distance : Éric NOIR · pour ATELIER DU VAL

"#]]
    );
    assert_eq!(mark("--on 2024-01-18 --known-at 2024-01-31"), "excused");
    assert_eq!(mark("--on 2024-01-18"), "remote");
    typed("minutes approve 2024-01-18 --learned 2024-03-14");
    assert_data_eq!(
        typed("meeting attend 2024-01-18 'Éric NOIR' absent"),
        str![[r#"
--- stderr
erreur : le compte rendu a été approuvé, le 2024-03-14 : il ne change que par rectification
  Rien n’est enregistré. Est-ce une rectification ? spro minutes rectify RÉUNION PERSONNE STATUT --words TEXTE
--- status 1

"#]]
    );
    let erratum = "minutes rectify 2024-01-18 'Éric NOIR' absent --words 'Il n’était pas là.'";
    assert_data_eq!(
        typed(erratum),
        str![[r#"
réunion du 2024-01-18 · compte rendu rectifié · « Il n’était pas là. »
réunion du 2024-01-18 · absence : Éric NOIR · pour ATELIER DU VAL

"#]]
    );
    assert_eq!(mark(""), "absent");
    let away = "minutes rectify 2024-01-18 'Ana BEL' proxied --proxy 'Éric NOIR' --words x";
    assert_data_eq!(
        typed(away),
        str![[r#"
--- stderr
erreur : Éric NOIR tiendrait le pouvoir donné par Ana BEL sans être là
  Rien n’est enregistré. Enregistrez d’abord sa présence.
--- status 1

"#]]
    );
}

#[test]
fn an_occasion_is_confirmed_put_off_and_held() {
    let desk = desk();
    let id = desk.items("--ledger r occasion list")[0]["id"].as_str().unwrap().to_owned();
    let typed = |line: &str| typed(&desk, &line.replace("ID", &id));
    assert_data_eq!(
        typed("occasion confirm ID --since 2024-02-01"),
        str![[r#"
manifestation Journée des métiers · confirmée

"#]]
    );
    assert_data_eq!(
        typed("occasion postpone ID 'le 6 juin 2024' --since 2024-05-02"),
        str![[r#"
manifestation Journée des métiers · reportée · le 6 juin 2024

"#]]
    );
    assert_data_eq!(
        typed("occasion hold ID --since 2024-06-06"),
        str![[r#"
manifestation Journée des métiers · a eu lieu

"#]]
    );
    assert_data_eq!(
        typed("occasion cancel ID"),
        str![[r#"
--- stderr
erreur : c’est déjà le cas : a eu lieu, depuis 2024-06-06
  Rien n’est enregistré. `spro show ID` raconte son histoire.
--- status 1

"#]]
    );
}

#[test]
fn an_idea_is_taken_up_and_a_question_answered() {
    let desk = desk();
    let typed = |line: &str| typed(&desk, line);
    assert_data_eq!(
        typed("idea adopt I1"),
        str![[r#"
idée I1 · retenue

"#]]
    );
    assert_data_eq!(
        typed("idea adopt I1"),
        str![[r#"
--- stderr
erreur : c’est déjà le cas : retenue, depuis [-TODAY--]
  Rien n’est enregistré. `spro show ID` raconte son histoire.
--- status 1

"#]]
    );
    assert_data_eq!(
        typed("idea set-aside I1"),
        str![[r#"
idée I1 · écartée

"#]]
    );
    assert_data_eq!(
        typed("question answer Q1 'Le gardien.' --by 'Ana BEL'"),
        str![[r#"
question Q1 · réponse · par Ana BEL · « Le gardien. »

"#]]
    );
    assert_data_eq!(
        typed("question lapse Q1"),
        str![[r#"
--- stderr
erreur : c’est déjà le cas : répondue, depuis [-TODAY--]
  Rien n’est enregistré. `spro show ID` raconte son histoire.
--- status 1

"#]]
    );
    assert_data_eq!(
        typed("decision amend D1 'La journée a lieu en juin.'"),
        str![[r#"
décision D1 · reformulée · « La journée a lieu en juin. »

"#]]
    );
}

#[test]
fn a_person_and_an_organisation_are_added_once() {
    let desk = desk();
    let typed = |line: &str| typed(&desk, line);
    assert_data_eq!(
        typed("person add 'Zoé MARIN'"),
        str![[r#"
personne [..] · nom : Zoé MARIN

"#]]
    );
    assert_data_eq!(
        typed("person add 'zoe marin'"),
        str![[r#"
--- stderr
erreur : « zoe marin » est déjà connu : person/[ID]
  Rien n’est enregistré. Si c’est quelqu’un d’autre, donnez un nom qui les distingue.
--- status 1

"#]]
    );
    assert_data_eq!(
        typed("organisation add 'MISSION DU VAL'"),
        str![[r#"
structure [..] · nom : MISSION DU VAL

"#]]
    );
    assert_data_eq!(
        typed("organisation part-of 'Mission du Val' 'Atelier du Val'"),
        str![[r#"
structure MISSION DU VAL · fait partie de ATELIER DU VAL

"#]]
    );
    assert_data_eq!(
        typed("organisation part-of 'Atelier du Val' 'Mission du Val'"),
        str![[r#"
--- stderr
erreur : MISSION DU VAL fait partie de ATELIER DU VAL
  Rien n’est enregistré.
--- status 1

"#]]
    );
}

#[test]
fn a_receipt_in_json_names_what_was_recorded() {
    let desk = desk();
    let receipt = desk.run("--ledger r --as 'Iris ROY' idea adopt I1 --json").good();
    assert_data_eq!(
        receipt,
        str![[r#"
{"schema":"spro/receipt/1","position":16,"fingerprint":"[DIGEST]","as_of":{"on":null,"known_at":null,"recorded_at":null},"items":[{"commit":"[ID]","first":16,"recorded_at":"[INSTANT]","subjects":["idea/[ID]"]}]}

"#]]
    );
}

#[test]
fn a_slip_is_withdrawn_and_its_withdrawal_too() {
    let desk = desk();
    let typed = |line: &str| typed(&desk, line);
    typed("idea adopt I1");
    let status = || desk.items("--ledger r idea list")[0]["status"].as_str().unwrap().to_owned();
    let last = |line: &str| {
        let answer = desk.run(&format!("--ledger r --as 'Iris ROY' {line} --json")).good();
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        answer["position"].as_u64().unwrap()
    };
    let adopted = last("idea list");
    assert_eq!(status(), "adopted");
    assert_data_eq!(
        typed(&format!("retract {adopted}")),
        str![[r#"
--- stderr
erreur : ceci demande un oui, et personne n’est là pour répondre
  Rien n’est enregistré. Donnez --yes.
--- status 1

"#]]
    );
    let withdrawal = last(&format!("retract {adopted} --yes"));
    assert_eq!(status(), "raised");
    assert_data_eq!(
        typed(&format!("retract {adopted} --yes")),
        str![[r#"
--- stderr
erreur : ce qui est à la position 16 n’est plus en vigueur
  Rien n’est enregistré. `spro show ID` dit ce qui a pris sa place.
--- status 1

"#]]
    );
    assert_data_eq!(
        typed(&format!("retract {withdrawal} --yes")),
        str![[r#"
retiré : idée I1 · retire la position 16

"#]]
    );
    assert_eq!(status(), "adopted");
    assert_data_eq!(
        typed("retract 4000 --yes"),
        str![[r#"
--- stderr
erreur : le registre n’a pas de position 4000
  `spro show ID` et `spro replay` disent les positions.
--- status 11

"#]]
    );
}

#[test]
fn a_name_that_two_persons_answer_to_is_refused_and_both_are_named() {
    let desk = desk();
    typed(&desk, "person add 'Zoé MARIN'");
    typed(&desk, "person alias 'Ana BEL' 'zoe marin'");
    let refused = typed(&desk, "person alias 'Zoé MARIN' Z");
    assert!(refused.contains("Ana BEL (person/") && refused.contains("Zoé MARIN (person/"));
    assert!(refused.ends_with("--- status 11\n"), "{refused}");
}
