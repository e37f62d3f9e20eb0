//! What `repair` says and leaves, in both languages.

use std::fs;

use super::desk::Desk;
use super::folder;

#[test]
fn a_dry_run_tells_what_a_repair_does_and_writes_nothing() {
    let desk = Desk::with_demo();
    assert_eq!(desk.good("--ledger d --lang en repair"), "There is nothing to mend.\n");
    assert_eq!(desk.good("--ledger d --lang fr repair"), "Il n’y a rien à réparer.\n");
    let whole = desk.good("--ledger d --lang en verify");
    fs::write(desk.file("d/head"), "").unwrap();
    let before = folder::bytes(&desk.file("d"));
    let told = desk.good("--ledger d --lang fr repair --dry-run");
    assert!(told.contains("refait d’après le journal"), "{told}");
    folder::assert_untouched(&desk.file("d"), &before, "a dry run wrote something");
    let run = desk.run("--ledger d --lang en repair");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.out.contains("made anew from the log") && run.out.contains("quarantine"),
        "{run:?}"
    );
    assert!(run.err.contains("if you hold a later fingerprint"), "{run:?}");
    assert_eq!(desk.good("--ledger d --lang en verify"), whole);
}

#[test]
fn a_ledger_that_was_altered_is_left_alone_with_the_status_of_verify() {
    let desk = Desk::with_demo();
    let log = desk.file("d/log/00000000000000000001.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text.replacen("spro.", "spra.", 1)).unwrap();
    let before = folder::bytes(&desk.file("d"));
    for line in ["--ledger d --lang en repair", "--ledger d --lang en repair --dry-run --json"] {
        let run = desk.run(line);
        assert_eq!(run.code, 6, "{run:?}");
        assert!(run.out.contains("00000000000000000001.jsonl"), "{run:?}");
    }
    folder::assert_untouched(&desk.file("d"), &before, "something was written");
}
