//! A user with a home and a folder of their own, who runs `spro` there.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::binary;
use crate::folder;

/// The folder of the demo's minutes.
pub(crate) const MINUTES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/demo");

/// The files of the demo's minutes, in the order of their meetings.
pub(crate) const FILES: [&str; 6] = [
    "2024-01-18-compte-rendu.md",
    "2024-03-14-compte-rendu.md",
    "2024-05-16-compte-rendu.md",
    "2024-07-04-compte-rendu.md",
    "2024-09-26-compte-rendu.md",
    "2024-12-05-compte-rendu.md",
];

/// A user with a home and a folder of their own.
pub(crate) struct Desk {
    root: TempDir,
    lang: &'static str,
    // The ledger that was copied stays as long as somebody may copy it.
    _demo: Option<Arc<TempDir>>,
}

/// What a run gave.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) line: String,
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// A user who reads English.
    pub(crate) fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap(), lang: "en_GB.UTF-8", _demo: None }
    }

    /// The same, with an empty ledger in `r`.
    pub(crate) fn with_ledger() -> Self {
        let desk = Self::new();
        desk.good("--ledger r --as 'Iris ROY' init --body 'Coordination du Val' --lang fr");
        desk
    }

    /// The same, with the demo's ledger in `d`.
    pub(crate) fn with_demo() -> Self {
        static DEMO: Mutex<Weak<TempDir>> = Mutex::new(Weak::new());
        let mut made = DEMO.lock().unwrap();
        let demo = made.upgrade().unwrap_or_else(|| {
            let desk = Self::new();
            desk.good("--as 'Iris ROY' demo d");
            Arc::new(desk.root)
        });
        *made = Arc::downgrade(&demo);
        drop(made);
        let desk = Self { _demo: Some(demo.clone()), ..Self::new() };
        folder::copy(&demo.path().join("d"), &desk.file("d"));
        desk
    }

    /// A file in the folder that commands run in.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// The command, ready to run; words in single quotes keep their spaces.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(binary::spro());
        command
            .args(words(line))
            .current_dir(self.root.path())
            .env_clear()
            .env("HOME", self.file("home"))
            .env("LANG", self.lang)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command line.
    pub(crate) fn run(&self, line: &str) -> Run {
        finish(line, &mut self.command(line))
    }

    /// Runs a command line that must go well, and gives what it answers.
    pub(crate) fn good(&self, line: &str) -> String {
        let run = self.run(line);
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    }

    /// Runs many command lines that only ask, several at once, in no order.
    pub(crate) fn run_all(&self, lines: &[String]) -> Vec<Run> {
        let next = AtomicUsize::new(0);
        let workers = thread::available_parallelism().map_or(1, NonZero::get);
        let work = || {
            let mut runs = Vec::new();
            while let Some(line) = lines.get(next.fetch_add(1, Ordering::Relaxed)) {
                runs.push(self.run(line));
            }
            runs
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        })
    }

    /// The whole answer of a command, as JSON.
    pub(crate) fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.good(&format!("{line} --json"))).unwrap()
    }

    /// The items that a command answers.
    pub(crate) fn items(&self, line: &str) -> Vec<Value> {
        self.json(line)["items"].as_array_mut().map(std::mem::take).unwrap()
    }
}

/// Waits for a command's end.
pub(crate) fn finish(line: &str, command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        line: line.to_owned(),
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The path of one of the demo's files.
pub(crate) fn minutes(name: &str) -> PathBuf {
    Path::new(MINUTES).join(name)
}

fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
