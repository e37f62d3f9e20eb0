//! Making a ledger, asking it, checking it.

use std::fs;

use snapbox::{assert_data_eq, str};
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;
use spro_store_fs::FsStore;

use crate::desk::Desk;

/// A desk with an empty register in `r`.
fn with_register(desk: Desk) -> Desk {
    desk.run("--ledger r --as 'Ana BEL' init --body 'Coordination du Val' --lang fr").good();
    desk
}

#[test]
fn a_register_is_begun_and_its_history_retold() {
    let desk = Desk::french();
    let init = desk.run("--ledger r --as 'Ana BEL' init --body 'Coordination du Val'");
    assert_data_eq!(
        init.transcript(),
        str![[r#"
Registre de Coordination du Val ouvert dans r.

"#]]
    );
    assert_data_eq!(
        desk.run("--ledger r replay").transcript(),
        str![[r#"
enregistré par Ana BEL à [INSTANT]
     1  [-TODAY--]  personne Ana BEL · nom : Ana BEL
     2  [-TODAY--]  instance Coordination du Val · registre ouvert pour Coordination du Val

empreinte 2:[DIGEST]

"#]]
    );
}

#[test]
fn who_records_is_never_guessed() {
    let desk = Desk::french();
    assert_data_eq!(
        desk.run("--ledger r init --body 'Val'").transcript(),
        str![[r#"
--- stderr
erreur : il n’est pas dit qui enregistre
  Dites-le : --as NOM, ou réglez SPRO_ACTOR.
  Ou mettez-le dans vos réglages : as = "NOM" dans spro/config.toml, dans votre dossier de réglages
--- status 2

"#]]
    );
    assert!(!desk.file("r").exists(), "a refusal leaves nothing behind");
    fs::create_dir_all(desk.file("home/.config/spro")).unwrap();
    fs::write(desk.file("home/.config/spro/config.toml"), "as = \"Ana BEL\"\n").unwrap();
    desk.run("--ledger r init --body 'Val'").good();
    assert!(desk.run("--ledger r timeline").good().contains("Ana BEL"));
}

#[test]
fn a_register_is_made_in_an_empty_folder_only() {
    let desk = Desk::english();
    fs::write(desk.file("notes.txt"), "mine").unwrap();
    let run = desk.run("--as Ana init --body Val");
    assert_data_eq!(
        run.transcript(),
        str![[r#"
--- stderr
error: . is not empty
  Name a new or an empty folder.
--- status 1

"#]]
    );
}

#[test]
fn the_ledger_is_found_upward_and_in_the_environment() {
    let desk = with_register(Desk::english());
    fs::create_dir_all(desk.file("r/sub")).unwrap();
    let inside = desk.command("verify").current_dir(desk.file("r/sub")).output().unwrap();
    assert!(inside.status.success());
    desk.run_with("verify", &[("SPRO_LEDGER", "r")]).good();
}

#[test]
fn a_sound_ledger_is_said_to_be_sound() {
    let desk = with_register(Desk::french());
    assert_data_eq!(
        desk.run("--ledger r verify").transcript(),
        str![[r#"
Les 2 enregistrements sont ceux qui ont été écrits.

empreinte 2:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.run("--ledger r verify --json").transcript(),
        str![[r#"
{"schema":"spro/verify/1","position":2,"fingerprint":"[DIGEST]","as_of":{"on":null,"known_at":null,"recorded_at":null},"items":[]}

"#]]
    );
}

#[test]
fn a_changed_letter_is_found_with_its_file_and_line() {
    let desk = with_register(Desk::french());
    let log = desk.file("r/log/00000000000000000001.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text.replace("Coordination du Val", "Coordination du Vel")).unwrap();
    assert_data_eq!(
        desk.run("--ledger r verify").transcript(),
        str![[r#"
GRAVITÉ  FICHIER                         LIGNE  CONSTAT
modifié  log/00000000000000000001.jsonl      3  l’empreinte n’est pas celle de l’enregistrement

empreinte 2:[DIGEST]
--- stderr
erreur : le registre n’est pas ce qui a été écrit
  N’y enregistrez plus rien. Restaurez-le depuis une sauvegarde, puis lancez `spro verify` dessus.
--- status 6

"#]]
    );
    let refused = desk.run("--ledger r --as Ana action done A1");
    assert_eq!(refused.code, 6, "{}", refused.err);
}

/// What the store had said of it stood behind the message, in English whatever the user reads.
#[test]
fn a_damaged_record_that_an_answer_needs_is_told_in_the_language_of_the_user() {
    let desk = with_register(Desk::french());
    let log = desk.file("r/log/00000000000000000001.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text.replace("Coordination du Val", "Coordination du Vel")).unwrap();
    assert_data_eq!(
        desk.run("--ledger r replay").transcript(),
        str![[r#"
--- stderr
erreur : r/log/00000000000000000001.jsonl a été modifié à la ligne 3 : l’empreinte n’est pas celle de l’enregistrement
  Rien n’a été modifié à présent. Restaurez le registre depuis une sauvegarde, puis lancez `spro verify`.
--- status 6

"#]]
    );
}

#[test]
fn an_older_copy_is_told_and_refused_for_recording() {
    let desk = with_register(Desk::french());
    copy(&desk.file("r"), &desk.file("old"));
    desk.run("--ledger r --as 'Zoé MARIN' person erase 'Ana BEL' --ground objection --yes").good();
    let verified = desk.run("--ledger old verify");
    assert_eq!(verified.code, 12);
    assert_data_eq!(
        verified.err,
        str![[r#"
erreur : le registre s’arrête à la position 2, et la position 4 a déjà été vue ici
  Est-ce une ancienne copie ? Retrouvez la plus récente, ou acceptez celle-ci : spro verify --accept

"#]]
    );
    let recorded = desk.run("--ledger old --as Ana action done A1");
    assert_eq!(recorded.code, 12);
    desk.run("--ledger old verify --accept").good();
}

#[test]
fn a_printed_fingerprint_is_checked_against_the_ledger() {
    let desk = with_register(Desk::english());
    let output = desk.command("--ledger r replay").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let fingerprint = text.split_whitespace().last().unwrap().to_owned();
    desk.run(&format!("--ledger r verify --fingerprint {fingerprint}")).good();
    let (position, digest) = fingerprint.split_once(':').unwrap();
    let first = if digest.starts_with('A') { 'B' } else { 'A' };
    let other = format!("{position}:{first}{}", &digest[1..]);
    assert_eq!(desk.run(&format!("--ledger r verify --fingerprint {other}")).code, 6);
    assert_eq!(desk.run(&format!("--ledger r verify --fingerprint 9:{digest}")).code, 12);
}

#[test]
fn a_newer_format_is_left_alone() {
    let desk = with_register(Desk::french());
    let manifest = desk.file("r/spro.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"format\":1", "\"format\":9")).unwrap();
    let run = desk.run("--ledger r verify");
    assert_eq!(run.code, 4);
    assert_data_eq!(
        run.err,
        str![[r#"
erreur : une version plus récente de spro a écrit r/spro.json (format 9)
  Installez cette version. Celle-ci ne touche pas au registre.

"#]]
    );
}

#[test]
fn what_nothing_is_called_is_said() {
    let desk = with_register(Desk::french());
    assert_data_eq!(
        desk.run("--ledger r --as Ana action done A4").transcript(),
        str![[r#"
--- stderr
erreur : rien ici ne s’appelle « A4 »
  Donnez le numéro imprimé, comme A4, ou la fin de l’identifiant tel qu’une liste le montre.
--- status 11

"#]]
    );
    assert_data_eq!(
        desk.run("--ledger r show A4").transcript(),
        str![[r#"
--- stderr
erreur : rien ici ne s’appelle « A4 »
  Donnez le numéro imprimé, comme A4, ou la fin de l’identifiant tel qu’une liste le montre.
--- status 11

"#]]
    );
    assert_data_eq!(
        desk.run("--ledger r action list").transcript(),
        str![[r#"
empreinte 2:[DIGEST]
--- stderr
Rien à montrer.

"#]]
    );
}

#[test]
fn a_person_is_shown_with_who_recorded_it() {
    let desk = with_register(Desk::french());
    let shown = desk.run("--ledger r show 'ana bel'");
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("personne Ana BEL"), "{}", shown.out);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_log_that_was_cut_is_told_from_one_that_was_altered() {
    let desk = with_register(Desk::english());
    let log = desk.file("r/log/00000000000000000001.jsonl");
    let bytes = fs::read(&log).unwrap();
    fs::write(&log, &bytes[..bytes.len() - 40]).unwrap();
    assert_eq!(desk.run("--ledger r verify").code, 5);
    let asked = desk.run("--ledger r action list");
    assert_eq!(asked.code, 5, "{}", asked.err);
    let recorded = desk.run("--ledger r --as Ana action done A1");
    assert_data_eq!(
        recorded.transcript(),
        str![[r#"
--- stderr
error: r/log/00000000000000000001.jsonl ends too early: 843 bytes were acknowledged, 803 are there
  Nothing was changed. Restore the ledger from a backup, then run `spro verify`.
--- status 5

"#]]
    );
}

#[test]
fn a_file_that_is_none_of_the_ledgers_is_found_and_does_no_harm() {
    let desk = with_register(Desk::french());
    fs::write(desk.file("r/notes.txt"), "à moi").unwrap();
    assert_data_eq!(
        desk.run("--ledger r verify").transcript(),
        str![[r#"
GRAVITÉ    FICHIER    LIGNE  CONSTAT
réparable  notes.txt         il ne fait pas partie d’un registre ; mettez-le ailleurs

empreinte 2:[DIGEST]
Les 2 enregistrements sont ceux qui ont été écrits ; ce qui est constaté n’en touche aucun.

"#]]
    );
}

#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let desk = with_register(Desk::french());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = desk.command("--ledger r replay").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(8));
}

#[test]
fn a_ledger_whose_keys_are_gone_is_not_taken_for_an_erased_one() {
    let desk = with_register(Desk::french());
    fs::remove_dir_all(desk.file("r/keys")).unwrap();
    assert_data_eq!(
        desk.run("--ledger r person list").transcript(),
        str![[r#"
--- stderr
erreur : les clés du registre manquent
  Restaurez le dossier keys depuis une sauvegarde du même registre.
--- status 6

"#]]
    );
}

#[test]
fn a_busy_writer_is_waited_for() {
    let desk = with_register(Desk::english());
    let lock = fs::File::options().write(true).open(desk.file("r/LOCK")).unwrap();
    lock.lock().unwrap();
    let mut child = desk
        .command("--ledger r --as Ana action done A1")
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert!(child.try_wait().unwrap().is_none(), "it waits");
    drop(lock);
    assert_eq!(child.wait().unwrap().code(), Some(11), "and goes on");
}

#[test]
fn a_register_whose_making_was_cut_off_is_made_to_its_end() {
    // A crash after the log was made and before the keys left a folder that neither opened nor could
    // be made anew.
    let desk = Desk::french();
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let now = || "2026-01-05T10:00:00.000Z".parse::<Stamp>().unwrap();
    FsStore::create(&desk.file("r"), identity, now(), now).unwrap();
    assert!(desk.run("--ledger r timeline").transcript().contains("clés"));
    desk.run("--ledger r --as 'Ana BEL' init --body 'Val'").good();
    assert!(desk.run("--ledger r timeline").good().contains("Ana BEL"));
    // One that holds records is never made anew.
    let again = desk.run("--ledger r --as 'Ana BEL' init --body 'Autre'").transcript();
    assert!(again.contains("status"), "{again}");
    assert!(!desk.run("--ledger r timeline").good().contains("Autre"));
}
