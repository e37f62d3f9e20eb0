//! What is kept of the open actions: no answer rests on it.

use std::fs;

use super::desk::Desk;
use super::invented;

/// So many meetings make a ledger that is long enough to keep something of it.
const MEETINGS: usize = 60;

/// As of now, and of days and instants in the middle.
const AXES: [&str; 6] = [
    "",
    " --on 2015-04-10",
    " --known-at 2015-04-10",
    " --on 2015-04-10 --known-at 2015-05-16",
    " --recorded-at 2016-01-01",
    " --on 2014-01-01",
];

#[test]
fn the_open_actions_are_the_same_whatever_is_kept_of_them() {
    let desk = Desk::with_ledger();
    let files = invented::write(&desk, MEETINGS);
    desk.good(&format!("--ledger r --as Iris import --yes {}", files.join(" ")));
    let kept = desk.file("r/cache/snapshots/actions.json");
    assert!(kept.exists(), "an import of so much keeps what it folded");
    let whole = desk.good("--ledger r --lang en verify");
    let lists = || AXES.map(|axis| desk.items(&format!("--ledger r action list --open{axis}")));
    let told = lists();
    for (axis, open) in AXES.iter().zip(&told) {
        let mut all = desk.items(&format!("--ledger r action list --all{axis}"));
        all.retain(|item| item["status"] == "needs-action" || item["status"] == "in-process");
        assert_eq!(*open, all, "as of{axis}");
    }
    assert!(told[0].len() > told[1].len() && told[1].len() > 10, "{}", told[1].len());

    let sound = fs::read(&kept).unwrap();
    fs::write(&kept, &sound[..sound.len() / 2]).unwrap();
    let verified = desk.good("--ledger r --lang en verify");
    assert!(verified.contains("what is kept of the open actions is damaged"), "{verified}");
    let run = desk.run("--ledger r --lang en repair --dry-run");
    assert!(run.code == 0 && run.out.contains("is dropped"), "{run:?}");
    assert!(kept.exists());
    let run = desk.run("--ledger r --lang en action list --open --json");
    assert!(run.code == 0 && run.err.contains("of no use"), "{run:?}");
    assert_eq!(lists(), told);
    assert_eq!(desk.good("--ledger r --lang en verify"), whole, "the answer made it anew");

    // Its checksum is right, and the facts say otherwise.
    let (_, content) = std::str::from_utf8(&sound).unwrap().split_once('\n').unwrap();
    let open = told[0][0]["id"].as_str().unwrap();
    let content = content.replacen(open, "action/another", 1);
    let checked = format!("{}\n{content}", sha256(content.as_bytes()));
    fs::write(&kept, checked).unwrap();
    let verified = desk.good("--ledger r --lang en verify");
    assert!(verified.contains(open), "{verified}");
    assert!(desk.good("--ledger r --lang en repair").contains("dropped"));
    assert!(!kept.exists());
    assert_eq!(lists(), told);
    assert_eq!(desk.good("--ledger r --lang en verify"), whole);

    // What stands in its place keeps it from being kept.
    fs::remove_file(&kept).unwrap();
    fs::create_dir_all(kept.join("in the way")).unwrap();
    let run = desk.run("--ledger r --lang fr action list --open --json");
    assert!(run.code == 0 && run.err.contains("n’a pas pu être gardé"), "{run:?}");
    assert_eq!(lists(), told);
    let run = desk.run("--ledger r --lang en --as Iris meeting plan 2031-02-03");
    assert!(run.code == 0 && run.err.contains("could not be kept"), "{run:?}");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(bytes))
}
