//! Disks that cannot be written, or are full. They are mounted, which needs root; without it these
//! tests are left out, aloud.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::desk::{Desk, FILES, minutes};
use crate::folder;

/// A mount that ends with it.
struct Mounted(TempDir);

impl Mounted {
    fn new(arguments: &[&str]) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        if mount(arguments, dir.path()) {
            return Some(Self(dir));
        }
        eprintln!("LEFT OUT: mounting is not allowed here: mount {arguments:?}");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

fn mount(arguments: &[&str], on: &Path) -> bool {
    let status = Command::new("mount").args(arguments).arg(on).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[test]
fn a_ledger_on_a_read_only_disk_answers_and_refuses_to_record() {
    let desk = Desk::with_demo();
    let ledger = desk.file("d");
    let Some(mounted) = Mounted::new(&["--bind", ledger.to_str().unwrap()]) else { return };
    assert!(mount(&["-o", "remount,bind,ro"], mounted.path()));
    let root = mounted.path().display();
    let before = folder::bytes(&ledger);
    assert_eq!(desk.items(&format!("--ledger {root} decision list")).len(), 13);
    desk.good(&format!("--ledger {root} verify"));
    for (lang, told, next) in [
        ("en", "is on a disk that cannot be written", "Make it writable"),
        ("fr", "est sur un disque qui ne peut pas être écrit", "Rien n’est enregistré"),
    ] {
        for write in [
            "action done A16".to_owned(),
            "person erase 'Samir KHELLOUFI' --ground objection --yes".to_owned(),
            format!("import --yes {}", minutes(FILES[0]).display()),
        ] {
            let run = desk.run(&format!("--ledger {root} --as Zoé --lang {lang} {write}"));
            assert_eq!((run.code, run.out.as_str()), (8, ""), "{run:?}");
            assert!(run.err.contains(told) && run.err.contains(next), "{run:?}");
        }
    }
    let run = desk.run(&format!("--ledger {root}/new --as Zoé init --body Val"));
    assert_eq!(run.code, 8, "{run:?}");
    folder::assert_untouched(&ledger, &before, "nothing is written");
}

#[test]
fn a_full_disk_keeps_what_was_recorded_and_says_that_there_is_no_room() {
    let Some(mounted) = Mounted::new(&["-t", "tmpfs", "-o", "size=2m", "tmpfs"]) else { return };
    let desk = Desk::with_demo();
    let root = mounted.path().join("d");
    folder::copy(&desk.file("d"), &root);
    let ballast = mounted.path().join("ballast");
    let mut filled = vec![0; 2 * 1024 * 1024];
    while fs::write(&ballast, &filled).is_err() {
        filled.truncate(filled.len() - 4096);
    }
    let root = root.display();
    let position = || desk.json(&format!("--ledger {root} meeting list"))["position"].clone();
    let change = |at: usize, lang: &str| {
        desk.run(&format!("--ledger {root} --as Zoé --lang {lang} action due A16 2025-04-{at:02}"))
    };
    // What is laid out ahead may have room for some more.
    let mut at = 1;
    let refused = loop {
        let run = change(at, "en");
        match run.code {
            0 => at += 1,
            _ => break run,
        }
    };
    let recorded = position();
    assert_eq!((refused.code, refused.out.as_str()), (8, ""), "{refused:?}");
    assert!(refused.err.contains("there is no room on the disk of"), "{refused:?}");
    assert!(refused.err.contains("Make room"), "{refused:?}");
    let refused = change(at, "fr");
    assert_eq!(refused.code, 8, "{refused:?}");
    assert!(refused.err.contains("plus de place sur le disque"), "{refused:?}");

    let text = fs::read_to_string(minutes(FILES[0])).unwrap();
    fs::write(desk.file("cr.md"), text.replace("18 janvier 2024", "25 janvier 2024")).unwrap();
    let import = format!("--ledger {root} --as Zoé import --yes cr.md");
    assert_eq!(desk.run(&import).code, 8);
    assert_eq!(position(), recorded, "what was refused is not there");
    desk.good(&format!("--ledger {root} verify"));

    fs::remove_file(&ballast).unwrap();
    assert_eq!(change(at, "en").code, 0, "with room it goes on");
    desk.good(&import);
    desk.good(&format!("--ledger {root} verify"));
}
