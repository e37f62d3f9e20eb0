//! The tour of the README does what it says: its commands run one after the other in an empty
//! folder, and print what it shows.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::binary;
use crate::desk::{Desk, finish};
use crate::folder;

/// A command, and the lines that are shown of what it prints.
#[derive(Debug)]
struct Step {
    command: String,
    shown: Vec<String>,
}

/// The steps of every block that is marked `console`, in their order.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut is_inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_inside = line == "```console";
        } else if let (true, Some(command)) = (is_inside, line.strip_prefix("$ ")) {
            steps.push(Step { command: command.to_owned(), shown: Vec::new() });
        } else if let (true, Some(step)) = (is_inside, steps.last_mut()) {
            step.shown.push(line.to_owned());
        }
    }
    steps
}

/// The line without what differs from day to day: instants, and the day behind "recorded later".
fn lasting(line: &str) -> String {
    let is_instant = |word: &str| word.len() == 24 && word.ends_with('Z') && word.contains('T');
    let line = line.split(" · recorded later").next().unwrap_or_default();
    let words = line.split(' ').map(|word| if is_instant(word) { "INSTANT" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether the parts of the shown line, between the places where it leaves something out, stand in
/// one line of what was printed, in their order.
fn is_printed(shown: &str, printed: &str) -> bool {
    let shown = lasting(shown);
    printed.lines().map(lasting).any(|line| {
        let mut rest = line.as_str();
        shown.split('…').all(|part| match rest.split_once(part.trim()) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    })
}

#[test]
fn the_tour_of_the_readme_prints_what_it_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let steps = steps(&fs::read_to_string(root.join("README.md")).unwrap());
    assert!(steps.len() > 10, "the tour is gone, or its blocks are not marked `console`");
    let desk = Desk::new();
    folder::copy(&root.join("examples/tour"), &desk.file("examples/tour"));
    // One shell, since a step may set what the next ones use.
    let mark = "-- step --";
    let script = |step: &Step| format!("{}\necho '{mark}'\n", step.command);
    let script: Vec<_> = steps.iter().map(script).collect();
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-e", "-c", &script.concat()])
        .current_dir(desk.file("."))
        .env_clear()
        .env("HOME", desk.file("home"))
        .env("LANG", "en_GB.UTF-8")
        .env("PATH", binary::spro().parent().unwrap())
        .stdin(Stdio::null());
    let run = finish("the tour", &mut shell);
    let printed: Vec<_> = run.out.split(&format!("{mark}\n")).collect();
    assert_eq!((run.code, printed.len()), (0, steps.len() + 1), "{}{}", run.out, run.err);
    for (step, printed) in steps.iter().zip(printed) {
        for line in &step.shown {
            assert!(is_printed(line, printed), "“{line}” is not printed by {step:?}: {printed}");
        }
    }
}
