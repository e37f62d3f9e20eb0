//! Going through what minutes would record, before it is recorded.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::desk::Desk;

const MINUTES: &str = "\
# Compte rendu de la réunion du 18 janvier 2024

**Coordination du Val**

## Présents

- Ana BEL – ATELIER DU VAL
- Zoé MARIN – MISSION DU VAL

## Décisions

- **Décision D1** – Une journée des métiers est organisée en mai 2024. Adoptée.

## Actions

- **Action A1** – Ana BEL écrira le plan, avant le 15 février 2024.
- **Action A2** – Zoé MARIN appellera la mairie.
";

const REVIEW: &str = "--ledger r --as 'Iris ROY' import cr.md --review";

fn desk() -> Desk {
    let desk = Desk::french();
    desk.run("--ledger r --as 'Iris ROY' init --body 'Coordination du Val' --lang fr").good();
    fs::write(desk.file("cr.md"), MINUTES).unwrap();
    desk
}

#[test]
fn items_are_taken_left_out_changed_and_looked_up_one_by_one() {
    let desk = desk();
    // The meeting, two persons and the decision; an action changed; the other left out; all of it.
    let run = desk.run_on(
        REVIEW,
        "r\no\no\nl\no\no\nc\nDresser le plan\n\n2024-02-30\n2024-03-01\no\nn\no\n",
    );
    assert_data_eq!(
        run.transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  + réunion tenue le 2024-01-18  l. 1, 3
  + présence : Ana BEL · pour ATELIER DU VAL  l. 7
  + présence : Zoé MARIN · pour MISSION DU VAL  l. 8
  + compte rendu rédigé  l. 1, 3
  + décision D1 · mise en décision · « Une journée des métiers est organisée en mai 2024. »  l. 12
  + décision D1 · adoptée · « Adoptée. »  l. 12
  + action A1 · à faire · « Ana BEL écrira le plan, avant le 15 février 2024. » · due par Ana BEL · échéance 2024-02-15  l. 16
  + action A2 · à faire · « Zoé MARIN appellera la mairie. » · due par Zoé MARIN  l. 17
  et 5 faits dont d’autres ont besoin : noms, numéros cités, le document lui-même
  enregistré : 12 faits, jusqu’à la position 14
--- stderr
Enregistrer ? [o]ui, [r]evoir un par un, modifier comme un [f]ichier, [n]on, [q]uitter: r
1/6 (sûr)  l. 1, 3
  + réunion tenue le 2024-01-18  l. 1, 3
  + compte rendu rédigé  l. 1, 3
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: o
2/6 (sûr)  l. 7
  + présence : Ana BEL · pour ATELIER DU VAL  l. 7
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: o
3/6 (sûr)  l. 8
  + présence : Zoé MARIN · pour MISSION DU VAL  l. 8
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: l
      6  
      7  - Ana BEL – ATELIER DU VAL
>     8  - Zoé MARIN – MISSION DU VAL
      9  
     10  ## Décisions
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: o
4/6 (sûr)  l. 12
  + décision D1 · mise en décision · « Une journée des métiers est organisée en mai 2024. »  l. 12
  + décision D1 · adoptée · « Adoptée. »  l. 12
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: o
5/6 (sûr)  l. 16
  + action A1 · à faire · « Ana BEL écrira le plan, avant le 15 février 2024. » · due par Ana BEL · échéance 2024-02-15  l. 16
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: c
Entrée garde ce qui est entre crochets, un tiret le vide ; les noms d’une liste se séparent par des points-virgules.
texte [Ana BEL écrira le plan, avant le 15 février 2024.]: Dresser le plan
à qui [Ana BEL]: 
échéance [2024-02-15]: 2024-02-30
aucun calendrier n’a la date « 2024-02-30 » ; donnez le jour sous la forme AAAA-MM-JJ, ou dites-le en toutes lettres
échéance [2024-02-15]: 2024-03-01
5/6 (sûr)  l. 16
  + action A1 · à faire · « Dresser le plan » · due par Ana BEL · échéance 2024-03-01  l. 16
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: o
6/6 (sûr)  l. 17
  + action A2 · à faire · « Zoé MARIN appellera la mairie. » · due par Zoé MARIN  l. 17
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: n
7 faits seraient enregistrés, 1 laissés
Enregistrer ? [o]ui, [r]evoir un par un, modifier comme un [f]ichier, [n]on, [q]uitter: o

"#]]
    );
    let table = desk.table("--ledger r action list --on 2024-02-01");
    assert_data_eq!(
        table,
        str![[r#"
N°  ID     ACTION           DUE PAR  ÉCHÉANCE    ÉTAT     RETARD
A1  [ID].  Dresser le plan  Ana BEL  2024-03-01  à faire

au 2024-02-01 · empreinte 14:[DIGEST]

"#]]
    );
}

#[test]
fn nothing_is_recorded_when_the_review_is_left() {
    for input in ["q\n", "n\n", "r\no\nq\n", "r\no\n", ""] {
        let desk = desk();
        let before = desk.run("--ledger r verify").good();
        let run = desk.run_on(REVIEW, input);
        assert_eq!(run.code, 1, "{input:?}: {}", run.err);
        assert_eq!(desk.run("--ledger r verify").good(), before, "{input:?}");
    }
}

#[test]
fn what_the_reader_is_not_sure_of_is_recorded_when_somebody_takes_it() {
    let desk = desk();
    desk.run("--ledger r import cr.md --save-proposal p.json").good();
    let proposal = fs::read_to_string(desk.file("p.json")).unwrap();
    let mut proposal: serde_json::Value = serde_json::from_str(&proposal).unwrap();
    for action in proposal["actions"].as_array_mut().unwrap() {
        action["confidence"] = "unsure".into();
    }
    fs::write(desk.file("p.json"), proposal.to_string()).unwrap();
    let review = "--ledger r --as 'Iris ROY' import cr.md --from-proposal p.json --review";
    let run = desk.run_on(review, "r\no\no\no\no\no\nn\no\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("5/6 (pas sûr)"), "{}", run.err);
    let listed = desk.run("--ledger r action list").good();
    assert!(listed.contains("A1") && !listed.contains("A2"), "{listed}");
}

#[test]
fn a_changed_edition_of_approved_minutes_is_proposed_as_an_erratum() {
    let desk = desk();
    desk.run_on(REVIEW, "o\n").good();
    desk.run("--ledger r --as 'Iris ROY' minutes approve 2024-01-18 --learned 2024-02-20").good();
    fs::write(desk.file("cr.md"), MINUTES.replace("Zoé MARIN – MISSION", "Zoé MARIN – ATELIER"))
        .unwrap();
    let look = desk.run("--ledger r import -n cr.md");
    assert_data_eq!(
        look.transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  approuvé le 2024-02-20 : les changements sont proposés comme une rectification, connue depuis le [-TODAY--]
  ~ présence : Zoé MARIN · pour MISSION DU VAL → présence : Zoé MARIN · pour ATELIER DU VAL  l. 8
  et 2 faits dont d’autres ont besoin : noms, numéros cités, le document lui-même

"#]]
    );
    let run = desk.run_on(REVIEW, "r\no\no\n");
    assert_data_eq!(
        run.transcript(),
        str![[r#"
cr.md · réunion du 2024-01-18
  approuvé le 2024-02-20 : les changements sont proposés comme une rectification, connue depuis le [-TODAY--]
  ~ présence : Zoé MARIN · pour MISSION DU VAL → présence : Zoé MARIN · pour ATELIER DU VAL  l. 8
  et 2 faits dont d’autres ont besoin : noms, numéros cités, le document lui-même
  enregistré : 3 faits, jusqu’à la position 19
--- stderr
Enregistrer ? [o]ui, [r]evoir un par un, modifier comme un [f]ichier, [m]al lu en l’enregistrant : pas de rectification, [n]on, [q]uitter: r
1/1 (sûr)  l. 8
  ~ présence : Zoé MARIN · pour MISSION DU VAL → présence : Zoé MARIN · pour ATELIER DU VAL  l. 8
L’enregistrer ? [o]ui, [n]on, [c]hanger, voir les [l]ignes, oui à [t]out le reste, non à tout le reste [x], [q]uitter: o
1 fait serait enregistré, 0 laissés
Enregistrer ? [o]ui, [r]evoir un par un, modifier comme un [f]ichier, [m]al lu en l’enregistrant : pas de rectification, [n]on, [q]uitter: o

"#]]
    );
}

#[test]
fn an_answer_that_is_none_is_told_with_what_each_does() {
    let desk = desk();
    let run = desk.run_on(REVIEW, "z\nr\n?\nq\n");
    assert!(run.err.contains("« z » n’est pas une des réponses :\n  o  enregistre"), "{}", run.err);
    assert!(run.err.contains("  l  montre où c’est dans le document"), "{}", run.err);
    assert!(!run.err.contains("« ? »"), "{}", run.err);
}

#[test]
fn yes_says_how_the_changes_to_approved_minutes_are_taken() {
    let desk = desk();
    desk.run_on(REVIEW, "o\n").good();
    desk.run("--ledger r --as 'Iris ROY' minutes approve 2024-01-18 --learned 2024-02-20").good();
    fs::write(desk.file("cr.md"), MINUTES.replace("Zoé MARIN – MISSION", "Zoé MARIN – ATELIER"))
        .unwrap();
    let yes = "--ledger r --as 'Iris ROY' import --yes cr.md";
    let run = desk.run(yes);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("approuvé le 2024-02-20 (changements : 1)"), "{}", run.err);
    assert!(run.err.contains("--yes --approved DATE"), "{}", run.err);
    desk.run(&format!("{yes} --approved 2024-03-01")).good();
}

#[test]
fn a_withdrawn_fact_is_kept_on_request() {
    let desk = desk();
    desk.run_on(REVIEW, "o\n").good();
    let without = MINUTES.lines().filter(|line| !line.contains("A2")).collect::<Vec<_>>();
    fs::write(desk.file("cr.md"), without.join("\n")).unwrap();
    let run = desk.run_on(REVIEW, "r\nn\n");
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(desk.run("--ledger r action list").good().contains("A2"));
    desk.run_on(REVIEW, "r\no\no\n").good();
    assert!(!desk.run("--ledger r action list").good().contains("A2"));
}

#[test]
fn the_day_is_asked_for_where_minutes_give_none() {
    let desk = desk();
    fs::write(desk.file("cr.md"), MINUTES.replace(" du 18 janvier 2024", "")).unwrap();
    let run = desk.run_on(REVIEW, "2024-02-31\n2024-01-18\no\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(desk.run("--ledger r meeting list").good().contains("2024-01-18"));
}

#[cfg(unix)]
#[test]
fn the_whole_is_edited_in_the_editor_of_the_user() {
    let desk = desk();
    let mut command = desk.command(REVIEW);
    command.env("EDITOR", "sed -i s/MARIN/MARTIN/");
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let run = desk.run_command(command, "f\no\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(desk.run("--ledger r person list").good().contains("Zoé MARTIN"));
}

#[test]
fn the_next_files_are_left_when_the_review_ends() {
    let desk = desk();
    fs::write(desk.file("deux.md"), MINUTES.replace("18 janvier", "19 janvier")).unwrap();
    fs::write(desk.file("trois.md"), MINUTES.replace("18 janvier", "20 janvier")).unwrap();
    let run = desk.run_on(&REVIEW.replace("cr.md", "cr.md deux.md trois.md"), "o\nq\n");
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("lus : 3 · enregistrés : 1 · inchangés : 0 · laissés : 2 · refusés : 0"),
        "{}",
        run.out
    );
}
