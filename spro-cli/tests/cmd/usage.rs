//! Help, and command lines that cannot be understood.

use snapbox::{assert_data_eq, str};

use crate::desk::Desk;

#[test]
fn the_help_lists_the_commands_in_french() {
    assert_data_eq!(
        Desk::french().run("--help").transcript(),
        str![[r#"
Tient le registre d’une instance de coordination : qui s’est réuni, ce qui est décidé, qui doit quoi

Utilisation :
  spro [OPTIONS] <COMMAND>

Commandes :
  init          Créer un registre pour une instance, dans un dossier nouveau ou vide
  import        Lire des comptes rendus : montrer ce qui serait enregistré, demander, enregistrer
  meeting       Quand l’instance s’est réunie, et où en est le compte rendu
  minutes       Où en est le compte rendu d’une réunion
  attendance    Dire qui est venu, par personne ou par structure
  action        Ce qui est à faire, par qui, pour quand
  decision      Ce qui est décidé, à quelle condition, et si c’est en vigueur
  occasion      Manifestations prévues
  question      Ce qui a été demandé, et qui a répondu
  idea          Idées, et ce qu’elles sont devenues
  position      Qui est pour, contre, ou émet une réserve, et sur quoi
  note          Informations que personne ne décide ni ne doit
  document      Ce qui a été lu, ce qui a été annoncé, et les adresses telles qu’imprimées
  body          Comment l’instance s’appelle
  person        Qui est connu, et ce que deviennent les noms
  organisation  Quelles structures sont connues, et comment elles se tiennent
  member        Qui siège dans l’instance, pour qui, depuis quand
  show          Montrer une chose : ses faits, qui les a enregistrés, et les lignes du compte rendu
                d’où ils viennent
  replay        Raconter l’histoire dans l’ordre où elle a été enregistrée
  timeline      Dire ce qui est en vigueur, dans l’ordre où c’est devenu vrai
  retract       Retirer ce qui a été enregistré par erreur
  verify        Contrôler que le registre est ce qui a été écrit
  repair        Réparer ce qui peut l’être sans toucher à rien de ce qui est enregistré
  demo          Importer une année de comptes rendus fournie, la raconter, et afficher les tableaux
  help          Expliquer une commande, ou le code de sortie

Options générales :
      --ledger <DIR>  Dossier du registre ; sinon SPRO_LEDGER, ou le plus proche dossier parent qui
                      en contient un
      --as <NAME>     Qui enregistre ; sinon SPRO_ACTOR, ou `as` dans les réglages
      --lang <fr|en>  Langue des messages ; sinon SPRO_LANG, ou celle du système
      --json          Écrire du JSON
  -h, --help          Expliquer la commande
  -V, --version       Dire la version

Exemple :
  spro --ledger registre init --body "SPRO 41 – Territoire de Blois"
  spro --ledger registre import compte-rendu.md
  spro --ledger registre action list --late

"#]]
    );
}

#[test]
fn a_command_is_explained_in_english() {
    assert_data_eq!(
        Desk::english().run("help verify").transcript(),
        str![[r#"
Check that the ledger is what was written

Usage:
  spro verify [OPTIONS]

Options:
      --fingerprint <POSITION:DIGEST>  Check that the ledger holds what a report with this
                                       fingerprint was made from
      --accept                         Take the ledger as it is, though another head was seen of it
                                       before

General options:
      --ledger <DIR>  Folder of the ledger; else SPRO_LEDGER, or the nearest folder upward that
                      holds one
      --as <NAME>     Who records; else SPRO_ACTOR, or `as` in the settings
      --lang <fr|en>  Language of the messages; else SPRO_LANG, or the system's
      --json          Write JSON
  -h, --help          Explain the command

Example:
  spro verify
  spro verify --fingerprint 14:[DIGEST]

"#]]
    );
}

#[test]
fn the_exit_codes_are_explained() {
    assert_data_eq!(
        Desk::english().run("help exit-codes").transcript(),
        str![[r#"
STATUS  MEANING
     0  All was done.
     1  A rule of the register, or the user, refused. Nothing was recorded.
     2  The command line or the settings cannot be understood.
     3  There is no ledger.
     4  A newer version of spro wrote the ledger.
     5  The ledger ends before what was acknowledged.
     6  The ledger, or its keys, is not what was written.
     7  Another process is recording, or recorded meanwhile. Nothing was recorded.
     8  A file or folder could not be read or written.
     9  Whether the facts were recorded is not known.
    10  A document cannot be read.
    11  What was asked for is not there, or several things answer to it.
    12  The ledger is older than the one that was seen here before.

"#]]
    );
    assert_data_eq!(
        Desk::french().run("help exit-codes").transcript(),
        str![[r#"
CODE  SENS
   0  Tout est fait.
   1  Une règle du registre, ou l’utilisateur, a refusé. Rien n’est enregistré.
   2  La ligne de commande ou les réglages ne se comprennent pas.
   3  Il n’y a pas de registre.
   4  Une version plus récente de spro a écrit le registre.
   5  Le registre s’arrête avant ce qui avait été confirmé.
   6  Le registre, ou ses clés, n’est pas ce qui a été écrit.
   7  Un autre processus enregistre, ou a enregistré entre-temps. Rien n’est enregistré.
   8  Un fichier ou un dossier n’a pas pu être lu ou écrit.
   9  On ne sait pas si les faits sont enregistrés.
  10  Un document est illisible.
  11  Ce qui est demandé n’existe pas, ou plusieurs choses y répondent.
  12  Le registre est plus ancien que celui déjà vu ici.

"#]]
    );
}

#[test]
fn a_command_that_is_misspelt_is_guessed() {
    assert_data_eq!(
        Desk::french().run("verfy").transcript(),
        str![[r#"
--- stderr
erreur : il n’y a pas de commande verfy ; vouliez-vous dire verify ?
  `spro help` les liste.
--- status 2

"#]]
    );
    assert_data_eq!(
        Desk::english().run("verfy").transcript(),
        str![[r#"
--- stderr
error: there is no command verfy; did you mean verify?
  `spro help` lists them.
--- status 2

"#]]
    );
}

#[test]
fn a_question_as_of_a_day_is_refused_by_a_command_that_does_not_answer() {
    for option in ["--on 2024-01-01", "--known-at 2024-01-01", "--recorded-at 2024-01-01"] {
        let run = Desk::english().run(&format!("verify {option}"));
        assert_eq!(run.code, 2);
        assert!(run.err.contains("asks a question"), "{}", run.err);
    }
    assert_data_eq!(
        Desk::french().run("verify --on 2024-01-01").transcript(),
        str![[r#"
--- stderr
erreur : --on pose une question ; cette commande n’en prend pas, car elle enregistre ou contrôle
  Mettez-le derrière une commande qui répond : spro action list --on 2024-06-30
--- status 2

"#]]
    );
}

#[test]
fn an_option_without_its_value_and_one_that_is_unknown_are_told_apart() {
    assert_data_eq!(
        Desk::french().run("verify --ledger").transcript(),
        str![[r#"
--- stderr
erreur : --ledger <DIR> attend une valeur
  `spro help COMMANDE` explique une commande.
--- status 2

"#]]
    );
    assert_data_eq!(
        Desk::french().run("verify --fingreprint x").transcript(),
        str![[r#"
--- stderr
erreur : il n’y a pas d’option --fingreprint ici ; vouliez-vous dire --fingerprint ?
  `spro help COMMANDE` explique une commande.
--- status 2

"#]]
    );
    assert_data_eq!(
        Desk::french().run("verify --fingerprint x").transcript(),
        str![[r#"
--- stderr
erreur : « x » n’est pas une empreinte
  Copiez-la de la dernière ligne d’un rapport : la position, deux points, 43 caractères
--- status 2

"#]]
    );
    assert_data_eq!(
        Desk::french().run("verify --lang de").transcript(),
        str![[r#"
--- stderr
erreur : il n’y a pas de messages en « de »
  Donnez fr ou en.
--- status 2

"#]]
    );
}

#[test]
fn an_empty_variable_says_nothing() {
    let run = Desk::english().run_with("verify", &[("SPRO_LEDGER", ""), ("SPRO_LANG", "")]);
    assert_eq!(run.code, 3, "{}", run.err);
}

#[test]
fn a_group_of_commands_lists_them() {
    let run = Desk::french().run("action");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Enregistrer qu’une action est faite"), "{}", run.err);
}

#[test]
fn without_a_ledger_the_advice_is_how_to_name_or_make_one() {
    assert_data_eq!(
        Desk::french().run("verify").transcript(),
        str![[r#"
--- stderr
erreur : il n’y a pas de registre ici, ni dans un dossier parent
  Nommez-en un : spro --ledger DOSSIER …, ou réglez SPRO_LEDGER.
  Ou créez-en un : spro --ledger DOSSIER init --body NOM
--- status 3

"#]]
    );
    assert_data_eq!(
        Desk::english().run("verify --ledger nowhere").transcript(),
        str![[r#"
--- stderr
error: nowhere holds no ledger
  Name another folder, or make one there: spro --ledger DIR init --body NAME
--- status 3

"#]]
    );
}

#[test]
fn an_escape_sequence_in_an_argument_is_shown_and_not_sent() {
    let run = Desk::english().run("verify --ledger \u{1b}[31mred");
    assert_data_eq!(
        run.transcript(),
        str![[r#"
--- stderr
error: /u{1b}[31mred holds no ledger
  Name another folder, or make one there: spro --ledger DIR init --body NAME
--- status 3

"#]]
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Desk::english()
        .command("help exit-codes")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
