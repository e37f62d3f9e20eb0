//! A copy without keys, as a partner or a backup may have it.

use std::fs;

use crate::desk::Desk;
use crate::erasure;
use crate::folder;

/// Every question is refused with what is missing, in both languages; nothing passes for erased, and
/// nothing is written.
fn assert_unopened(desk: &Desk, english: &str, french: &str) {
    let before = folder::bytes(&desk.file("d"));
    let asked = erasure::LISTS.iter().copied().filter(|list| *list != "verify");
    let lines: Vec<_> = asked
        .chain(["show A1", "show D4 --json", "action list --json", "--as Zoé action done A16"])
        .flat_map(|line| ["en", "fr"].map(|lang| format!("--lang {lang} --ledger d {line}")))
        .collect();
    for run in desk.run_all(&lines) {
        assert_eq!((run.code, run.out.as_str()), (6, ""), "{run:?}");
        let told = if run.line.contains("--lang fr") { french } else { english };
        assert!(run.err.contains(told), "{run:?}");
        let said = run.err.to_lowercase();
        assert!(!said.contains("erased") && !said.contains("effac"), "{run:?}");
        assert!(!run.err.contains("TRÉVIDIC"), "{run:?}");
    }
    folder::assert_untouched(&desk.file("d"), &before, "something was written");
}

#[test]
fn a_copy_without_keys_is_verified_and_says_that_its_keys_are_not_there() {
    let desk = Desk::with_demo();
    let fingerprint = |answer: &str| answer.split_whitespace().last().unwrap().to_owned();
    let whole = fingerprint(&desk.good("--ledger d verify"));
    fs::remove_dir_all(desk.file("d/keys")).unwrap();
    assert_unopened(
        &desk,
        "the ledger's keys are missing\n  Restore the folder keys",
        "les clés du registre manquent\n  Restaurez le dossier keys",
    );
    assert_eq!(fingerprint(&desk.good("--ledger d verify")), whole);
    desk.good(&format!("--ledger d verify --fingerprint {whole}"));
    // The log alone, without originals, is as good for that.
    fs::remove_dir_all(desk.file("d/blobs")).unwrap();
    assert_eq!(fingerprint(&desk.good("--ledger d verify")), whole);
}

#[test]
fn the_keys_of_another_ledger_open_nothing_and_pass_for_no_erasure() {
    let desk = Desk::with_demo();
    desk.good("--ledger r --as 'Iris ROY' init --body 'Coordination du Val'");
    fs::remove_dir_all(desk.file("d/keys")).unwrap();
    folder::copy(&desk.file("r/keys"), &desk.file("d/keys"));
    assert_unopened(&desk, "keys/", "keys/");
}
