//! Importing minutes, and asking what they say.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::desk::Desk;

const MINUTES: &str = "\
# Compte rendu de la réunion du 18 janvier 2024

**Coordination du Val**

Jeudi 18 janvier 2024, de 9 h 30 à 12 h – Maison des associations

## Présents

- Ana BEL – ATELIER DU VAL
- Zoé MARIN – MISSION DU VAL (arrivée à 10 h 10)

## Excusés

- Éric NOIR – ATELIER DU VAL

## Décisions

- **Décision D1** – Une journée des métiers est organisée en mai 2024. Adoptée sous condition : la salle est libre.

## Actions

- **Action A1** – Ana BEL réservera la salle, avant le 15 février 2024.
- **Action A2** – Demander un devis.
";

/// A desk with an empty register in `r`, and minutes in `cr.md`.
fn desk() -> Desk {
    let desk = Desk::french();
    desk.run("--ledger r --as 'Iris ROY' init --body 'Coordination du Val'").good();
    fs::write(desk.file("cr.md"), MINUTES).unwrap();
    desk
}

/// The same, with the minutes recorded.
fn recorded() -> Desk {
    let desk = desk();
    desk.run("--ledger r --as 'Iris ROY' import --yes cr.md").good();
    desk
}

#[test]
fn a_dry_run_shows_each_fact_with_its_lines_and_records_nothing() {
    let desk = desk();
    assert_data_eq!(
        desk.run("--ledger r import -n cr.md").transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  + réunion tenue le 2024-01-18 · à partir de 09:30 · jusqu’à 12:00 · lieu : Maison des associations  l. 1, 3, 5
  + présence : Ana BEL · pour ATELIER DU VAL  l. 9
  + présence : Zoé MARIN · pour MISSION DU VAL · arrivée à 10:10  l. 10
  + excuse : Éric NOIR · pour ATELIER DU VAL  l. 14
  + compte rendu rédigé  l. 1, 3, 5
  + décision D1 · mise en décision · « Une journée des métiers est organisée en mai 2024. »  l. 18
  + décision D1 · adoptée sous condition : la salle est libre · « Adoptée sous condition »  l. 18
  + action A1 · à faire · « Ana BEL réservera la salle, avant le 15 février 2024. » · due par Ana BEL · échéance 2024-02-15  l. 22
  + action A2 · à faire · « Demander un devis. »  l. 23
  et 6 faits dont d’autres ont besoin : noms, numéros cités, le document lui-même

"#]]
    );
    assert!(desk.run("--ledger r replay").good().contains("empreinte 2:"));
}

#[test]
fn what_is_imported_twice_adds_nothing() {
    let desk = desk();
    let import = "--ledger r --as 'Iris ROY' import --yes cr.md";
    assert_data_eq!(
        desk.run(import).transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  enregistré : 15 faits, jusqu’à la position 17

"#]]
    );
    assert_data_eq!(
        desk.run(import).transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  rien à enregistrer : le registre contient déjà tout

"#]]
    );
}

#[test]
fn a_corrected_line_is_proposed_as_that_correction_alone() {
    let desk = recorded();
    let before = desk.items("--ledger r attendance");
    let facts = desk.items("--ledger r replay");
    let first = facts.last().unwrap()["recorded_at"].as_str().unwrap().to_owned();
    let text = MINUTES.replace("- Éric NOIR – ATELIER DU VAL\n", "");
    let text = text.replace("## Excusés", "- Éric NOIR – ATELIER DU VAL\n\n## Excusés");
    fs::write(desk.file("cr.md"), text).unwrap();
    assert_data_eq!(
        desk.run("--ledger r import -n cr.md").transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  compte rendu modifié : nouveaux 0, corrigés 1, retirés 0
  ~ excuse : Éric NOIR · pour ATELIER DU VAL → présence : Éric NOIR · pour ATELIER DU VAL  l. 12
  et 1 fait dont d’autres ont besoin : noms, numéros cités, le document lui-même

"#]]
    );
    desk.run("--ledger r --as 'Iris ROY' import --yes cr.md").good();
    let after = desk.items("--ledger r attendance");
    let mark = |items: &[serde_json::Value]| {
        let eric = items.iter().find(|item| item["person"]["name"] == "Éric NOIR").unwrap();
        eric["meetings"][0]["mark"].as_str().unwrap().to_owned()
    };
    assert_eq!((mark(&before), mark(&after)), ("excused".into(), "present".into()));
    let then = desk.items(&format!("--ledger r attendance --recorded-at {first}"));
    assert_eq!(mark(&then), "excused", "as it was recorded before the correction");
}

#[test]
fn without_a_terminal_and_without_a_yes_nothing_is_recorded() {
    assert_data_eq!(
        desk().run("--ledger r --as 'Iris ROY' import cr.md").transcript(),
        str![[r#"
--- stderr
erreur : ceci demande un oui, et personne n’est là pour répondre
  Rien n’est enregistré. Donnez --yes.
--- status 1

"#]]
    );
}

#[test]
fn one_bad_file_does_not_keep_the_others_from_being_recorded() {
    let desk = desk();
    fs::write(desk.file("binary.md"), b"# R\x00\x01\xff\n").unwrap();
    fs::write(desk.file("empty.md"), " \n").unwrap();
    fs::write(desk.file("undated.md"), "# Réunion\n\n## Présents\n\n- Ana BEL – ATELIER\n")
        .unwrap();
    let import = "--ledger r --as Iris import --yes binary.md empty.md undated.md gone.md cr.md";
    assert_data_eq!(
        desk.run(import).transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  enregistré : 15 faits, jusqu’à la position 18
lus : 5 · enregistrés : 1 · inchangés : 0 · laissés : 0 · refusés : 4
--- stderr
erreur : binary.md n’est pas du texte
  Rien n’en est enregistré. Enregistrez-le en texte, .docx ou .odt.
erreur : empty.md est vide
  Rien n’en est enregistré. Est-ce le bon fichier ?
erreur : undated.md ne donne pas le jour de la réunion
  Rien n’en est enregistré. Écrivez une proposition, ajoutez-y la date, et enregistrez-la : --save-proposal FICHIER, --from-proposal FICHIER
erreur : gone.md n’existe pas
  Vérifiez le chemin.
--- status 10

"#]]
    );
}

#[test]
fn a_proposal_is_edited_and_recorded() {
    let desk = desk();
    let saved = desk.run("--ledger r import cr.md --save-proposal p.json");
    assert_data_eq!(
        saved.transcript(),
        str![[r#"
La proposition est dans p.json : modifiez-la, puis enregistrez-la avec --from-proposal.

"#]]
    );
    let text = fs::read_to_string(desk.file("p.json")).unwrap();
    fs::write(desk.file("p.json"), text.replace("Zoé MARIN", "Zoé MARTIN")).unwrap();
    desk.run("--ledger r --as 'Iris ROY' import --yes cr.md --from-proposal p.json").good();
    assert!(desk.run("--ledger r person list").good().contains("Zoé MARTIN"));
    fs::write(desk.file("p.json"), "{\"schema\": 1}").unwrap();
    let wrong = desk.run("--ledger r --as 'Iris ROY' import --yes --from-proposal p.json");
    assert_eq!(wrong.code, 10, "{}", wrong.err);
    let english = ["wanted", "expected", "invalid", "correct it"];
    assert!(!english.iter().any(|word| wrong.err.contains(word)), "{}", wrong.err);
    assert!(
        wrong
            .err
            .contains("ligne 1, colonne 12 : il faut ici un texte entre guillemets ; corrigez"),
        "{}",
        wrong.err
    );
}

#[test]
fn a_dry_run_in_json_has_the_draft_as_its_item() {
    let items = desk().items("--ledger r import -n cr.md");
    let [item] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(item["file"], "cr.md");
    assert_eq!(item["date"], "2024-01-18");
    assert_eq!(item["attendance"][1]["person"], "Zoé MARIN");
    assert_eq!(item["attendance"][1]["organisation"], "MISSION DU VAL");
    assert_eq!(item["decisions"][0]["kind"], "conditional");
    assert_eq!(item["actions"][0]["due"], "2024-02-15");
}

#[test]
fn the_lists_say_what_the_minutes_say() {
    let desk = recorded();
    assert_data_eq!(
        desk.table("--ledger r meeting list"),
        str![[r#"
ID     QUAND       ÉTAT   P  R  E  X  A  U  INVITÉS  COMPTE RENDU  LIEU                     GROUPE
[ID].  2024-01-18  tenue  2  0  1  0  0  0        0  projet        Maison des associations

empreinte 17:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger r attendance"),
        str![[r#"
PERSONNE   STRUCTURE       18/01  P  R  E  X  A  U  VENUES
Ana BEL    ATELIER DU VAL  P      1  0  0  0  0  0     1/1
Éric NOIR  ATELIER DU VAL  E      0  0  1  0  0  0     0/1
Zoé MARIN  MISSION DU VAL  P      1  0  0  0  0  0     1/1
TOTAL                             2  0  1  0  0  0     2/3

P présence · R à distance · E excuse · X pouvoir · A absence · U sur aucune liste · * rectifié depuis · « · » pas membre
empreinte 17:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger r attendance --by organisation"),
        str![[r#"
STRUCTURE       18/01  P  R  E  X  A  U  VENUES
ATELIER DU VAL  P      1  0  0  0  0  0     1/1
MISSION DU VAL  P      1  0  0  0  0  0     1/1

P présence · R à distance · E excuse · X pouvoir · A absence · U sur aucune liste · * rectifié depuis · « · » pas membre
empreinte 17:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger r action list --on 2024-02-20"),
        str![[r#"
N°  ID     ACTION                                                 DUE PAR            ÉCHÉANCE    ÉTAT     RETARD
A1  [ID].  Ana BEL réservera la salle, avant le 15 février 2024.  Ana BEL            2024-02-15  à faire  en retard, 5 jours
A2  [ID].  Demander un devis.                                     personne de nommé              à faire  sans date

au 2024-02-20 · empreinte 17:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger r decision list --lang en"),
        str![[r#"
NO.  ID     DECISION                                            STATUS       SINCE       REMARK
D1   [ID].  Une journée des métiers est organisée en mai 2024.  conditional  2024-01-18  on condition: la salle est libre (pending)

fingerprint 17:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger r person list"),
        str![[r#"
ID     PERSONNE   AUSSI APPELÉ  MEMBRE  STRUCTURE
[ID].  Ana BEL                  oui     ATELIER DU VAL
[ID].  Éric NOIR                oui     ATELIER DU VAL
[ID].  Iris ROY                 non
[ID].  Zoé MARIN                oui     MISSION DU VAL

empreinte 17:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger r organisation list"),
        str![[r#"
ID     STRUCTURE       AUSSI APPELÉ  PARTIE DE  PERSONNES
[ID].  ATELIER DU VAL                           Ana BEL, Éric NOIR
[ID].  MISSION DU VAL                           Zoé MARIN

empreinte 17:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger r member list --on 2024-02-01"),
        str![[r#"
ID     PERSONNE   STRUCTURE       DEPUIS                       RÔLE
[ID].  Ana BEL    ATELIER DU VAL  2024-01-18 (première liste)
[ID].  Éric NOIR  ATELIER DU VAL  2024-01-18 (première liste)
[ID].  Zoé MARIN  MISSION DU VAL  2024-01-18 (première liste)

au 2024-02-01 · empreinte 17:[DIGEST]

"#]]
    );
}

#[test]
fn an_action_is_done_and_its_history_shows_who_said_so() {
    let desk = recorded();
    let done = "--ledger r --as 'Iris ROY' action done A1 --since 2024-02-12 --learned 2024-03-01";
    assert_data_eq!(
        desk.run(done).transcript(),
        str![[r#"
action A1 · faite

"#]]
    );
    assert_data_eq!(
        desk.run(done).transcript(),
        str![[r#"
--- stderr
erreur : c’est déjà le cas : faite, depuis 2024-02-12
  Rien n’est enregistré. `spro show ID` raconte son histoire.
--- status 1

"#]]
    );
    let shown = desk.run("--ledger r show A1").good();
    assert!(shown.contains("cr.md:22"), "{shown}");
    let shown = shown.replace(
        "cr.md:22  - **Action A1** – Ana BEL réservera la salle, avant le 15 février 2024.",
        "[THE LINE]",
    );
    assert_data_eq!(
        shown,
        str![[r#"
action A1 · action/[ID]
    15  2024-01-18  à faire · « Ana BEL réservera la salle, avant le 15 février 2024. » · due par Ana BEL · échéance 2024-02-15
        enregistré par Iris ROY à [INSTANT] · enregistré plus tard, le [-TODAY--]
        [THE LINE]
    18  2024-02-12  faite
        enregistré par Iris ROY à [INSTANT] · su le 2024-03-01 · enregistré plus tard, le [-TODAY--]

empreinte 18:[DIGEST]

"#]]
    );
    let list = |at: &str| desk.items(&format!("--ledger r action list {at}"))[0]["status"].clone();
    assert_eq!(list("--on 2024-02-12"), "completed");
    assert_eq!(list("--on 2024-02-11"), "needs-action");
    assert_eq!(list("--on 2024-02-12 --known-at 2024-02-29"), "needs-action");
    assert!(desk.items("--ledger r action list --recorded-at 2024-03-02").is_empty());
}

#[test]
fn an_action_is_put_off_and_assigned_by_name() {
    let desk = recorded();
    let act = |line: &str| desk.run(&format!("--ledger r --as 'Iris ROY' action {line}"));
    assert_data_eq!(
        act("due A2 'avant le 15 mars 2024'").transcript(),
        str![[r#"
action A2 · échéance désormais avant le 15 mars 2024

"#]]
    );
    assert_data_eq!(
        act("due A2 2024-02-30").transcript(),
        str![[r#"
--- stderr
erreur : « 2024-02-30 » est un jour qu’aucun calendrier n’a
  Vérifiez le jour et le mois.
--- status 2

"#]]
    );
    assert_data_eq!(
        act("assign A2 'eric noir' 'Atelier du Val'").transcript(),
        str![[r#"
action A2 · désormais due par Éric NOIR, ATELIER DU VAL

"#]]
    );
    assert_data_eq!(
        act("assign A2 'Eric BLANC'").transcript(),
        str![[r#"
--- stderr
erreur : le registre ne connaît personne nommé « Eric BLANC »
  `spro person list` et `spro organisation list` montrent les noms. Pour en enregistrer : spro person add NOM, spro organisation add NOM
--- status 11

"#]]
    );
    assert_data_eq!(
        act("cancel A2").transcript(),
        str![[r#"
action A2 · annulation

"#]]
    );
    assert_data_eq!(
        act("reopen A2").transcript(),
        str![[r#"
action A2 · rouverte

"#]]
    );
}

#[test]
fn a_condition_is_met_and_a_decision_repealed() {
    let desk = recorded();
    let decide = |line: &str| desk.run(&format!("--ledger r --as 'Iris ROY' decision {line}"));
    assert_data_eq!(
        decide("condition D1 met --since 2024-02-01").transcript(),
        str![[r#"
décision D1 · condition remplie

"#]]
    );
    assert_data_eq!(
        decide("condition D1 failed --since 2024-02-02").transcript(),
        str![[r#"
--- stderr
erreur : c’est déjà le cas : remplie, depuis 2024-02-01
  Rien n’est enregistré. `spro show ID` raconte son histoire.
--- status 1

"#]]
    );
    assert_data_eq!(
        decide("supersede D1 --by D1").transcript(),
        str![[r#"
--- stderr
erreur : une décision ne peut pas prendre sa propre place, même par d’autres (décision D1)
  Rien n’est enregistré. `spro show ID` raconte son histoire.
--- status 1

"#]]
    );
    assert_data_eq!(
        decide("repeal D1").transcript(),
        str![[r#"
décision D1 · abrogée

"#]]
    );
}

#[test]
fn an_erased_name_is_nowhere_in_the_folder_and_counts_stay() {
    let desk = recorded();
    let erase = "--ledger r --as 'Iris ROY' person erase 'Ana BEL' --ground objection";
    assert_eq!(desk.run(erase).code, 1, "nobody is here to say yes");
    let erased = desk.run(&format!("{erase} --yes"));
    assert_eq!(erased.code, 0, "{}", erased.err);
    for file in files(&desk.file("r")) {
        let bytes = fs::read(&file).unwrap();
        for name in ["Ana BEL", "Ana Bel", "ana bel"] {
            let found = bytes.windows(name.len()).any(|window| window == name.as_bytes());
            assert!(!found, "{name} in {}", file.display());
        }
    }
    let rows = desk.items("--ledger r attendance");
    assert_eq!(rows.len(), 3);
    let facts = desk.items("--ledger r replay");
    let erasure = facts.iter().find(|fact| fact["type"] == "spro.person.erased").unwrap();
    let retract = format!("--ledger r --as Iris retract {} --yes", erasure["position"]);
    assert_eq!(desk.run(&retract).code, 1, "an erasure stays");
    let shown = desk.run("--ledger r show A1").good();
    assert!(shown.contains("P-") && !shown.contains("BEL"), "{shown}");
    desk.run("--ledger r verify").good();
}

#[test]
fn two_entries_of_one_person_are_merged() {
    let desk = recorded();
    let person = |line: &str| desk.run(&format!("--ledger r --as 'Iris ROY' person {line}"));
    assert_data_eq!(
        person("alias 'Zoé MARIN' 'Z. M.'").transcript(),
        str![[r#"
personne Zoé MARIN · aussi appelé Z. M.

"#]]
    );
    assert_data_eq!(
        person("merge 'Éric NOIR' --into 'Z. M.'").transcript(),
        str![[r#"
personne Éric NOIR · ne fait qu’une avec Zoé MARIN

"#]]
    );
    assert_data_eq!(
        person("merge 'Éric NOIR' --into 'Z. M.'").transcript(),
        str![[r#"
--- stderr
erreur : les deux sont Zoé MARIN
  Rien n’est enregistré.
--- status 1

"#]]
    );
}

#[test]
fn a_membership_begins_and_ends() {
    let desk = recorded();
    let member = |line: &str| desk.run(&format!("--ledger r --as 'Iris ROY' member {line}"));
    let add = "add 'Zoé MARIN' --for 'ATELIER DU VAL' --role secrétaire --since 2024-09-01";
    assert_eq!(member(add).code, 0);
    assert_eq!(member(add).code, 1);
    assert_eq!(member("end 'Zoé MARIN' --since 2024-12-31").code, 0);
    assert_data_eq!(
        member("end 'Zoé MARIN' --since 2024-12-31").transcript(),
        str![[r#"
--- stderr
erreur : aucun mandat ouvert de cette personne n’est enregistré
  Ce que montrent les seules listes finit avec la liste suivante. Pour en enregistrer un : spro member add NOM --for NOM --since QUAND
--- status 11

"#]]
    );
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

#[test]
fn what_minutes_hold_never_acts_on_the_terminal() {
    let desk = desk();
    let text = MINUTES
        .replace("Ana BEL réservera", "Ana BEL \u{1b}[31m\u{9b}2J\u{202e}réservera")
        .replace("MISSION DU VAL", "MISSION \u{1b}]0;x\u{7}DU VAL");
    fs::write(desk.file("cr.md"), text).unwrap();
    let acts = |c: char| c != '\n' && c.is_control() || c == '\u{202e}';
    for line in [
        "import -n cr.md",
        "import -n cr.md --json",
        "import --yes cr.md",
        "action list",
        "action list --json",
        "attendance",
        "organisation list --json",
        "show A1",
        "show A1 --json",
        "replay",
        "timeline --json",
    ] {
        let run = desk.run(&format!("--ledger r --as Iris {line}"));
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        assert!(!run.out.contains(acts) && !run.err.contains(acts), "{line}: {:?}", run.out);
    }
    let shown = desk.run("--ledger r show A1").good();
    assert!(shown.contains("\\u{1b}[31m\\u{9b}2J\\u{202e}"), "{shown}");
}
