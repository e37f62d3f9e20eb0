//! Runs `spro` as its users do, and makes its output comparable.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A user with a home and a folder of their own.
pub(crate) struct Desk {
    root: tempfile::TempDir,
    lang: &'static str,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// A user who reads French.
    pub(crate) fn french() -> Self {
        Self { root: tempfile::tempdir().unwrap(), lang: "fr_FR.UTF-8" }
    }

    /// A user who reads English.
    pub(crate) fn english() -> Self {
        Self { root: tempfile::tempdir().unwrap(), lang: "en_GB.UTF-8" }
    }

    /// A file in the folder that commands run in.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Runs a command line, its words parted by spaces; words in single quotes keep theirs.
    pub(crate) fn run(&self, line: &str) -> Run {
        self.run_with(line, &[])
    }

    /// The same, with variables set.
    pub(crate) fn run_with(&self, line: &str, variables: &[(&str, &str)]) -> Run {
        self.finished(&self.command(line).envs(variables.iter().copied()).output().unwrap())
    }

    /// The same, with lines on standard input.
    pub(crate) fn run_on(&self, line: &str, input: &str) -> Run {
        self.run_command(self.command(line), input)
    }

    /// Runs a command, with lines on standard input.
    pub(crate) fn run_command(&self, mut command: Command, input: &str) -> Run {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that ends before it has read all has heard enough.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        self.finished(&child.wait_with_output().unwrap())
    }

    fn finished(&self, output: &Output) -> Run {
        let text = |bytes: &[u8]| redact(str::from_utf8(bytes).unwrap(), self.root.path());
        Run {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// What a command answers as a table, its short ids replaced, which differ from run to run.
    pub(crate) fn table(&self, line: &str) -> String {
        let json = self.command(&format!("{line} --json")).output().unwrap();
        let json = String::from_utf8(json.stdout).unwrap();
        let keys = json.split(['/', '"']).filter(|part| is_id(part));
        let text = self.run(line).good();
        keys.fold(text, |text, key| text.replace(&key[key.len() - 5..], "[ID]."))
    }

    /// The items that a command answers, as JSON.
    pub(crate) fn items(&self, line: &str) -> Vec<serde_json::Value> {
        let output = self.command(&format!("{line} --json")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["items"].as_array_mut().map(std::mem::take).unwrap()
    }

    /// The command, ready to run.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spro"));
        command
            .args(words(line))
            .current_dir(self.root.path())
            .env_clear()
            .env("HOME", self.file("home"))
            .env("LANG", self.lang)
            .envs(std::env::var_os("TZ").map(|zone| ("TZ", zone)))
            .stdin(Stdio::null());
        command
    }
}

impl Run {
    /// The whole run: the data, the messages, the status.
    pub(crate) fn transcript(&self) -> String {
        let messages = if self.err.is_empty() { "" } else { &format!("--- stderr\n{}", self.err) };
        let status = if self.code == 0 { "" } else { &format!("--- status {}\n", self.code) };
        [&self.out, messages, status].concat()
    }

    /// The data of a run that must have gone well.
    pub(crate) fn good(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }
}

/// Ids, digests, instants and folders differ from run to run.
fn redact(text: &str, folder: &Path) -> String {
    let text = text.replace(&folder.display().to_string(), "[DESK]");
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(begin) = rest.find(is_part) {
        let (before, from) = rest.split_at(begin);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (token, after) = from.split_at(end);
        out.push_str(before);
        out.push_str(&redacted(token));
        rest = after;
    }
    out += rest;
    // As wide as the day itself, so that tables keep their columns.
    out.replace(&chrono::Local::now().date_naive().to_string(), "[-TODAY--]")
}

fn is_id(token: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || ('2'..='7').contains(&c);
    token.len() == 26 && token.chars().all(allowed)
}

fn redacted(token: &str) -> String {
    let base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_digest = |text: &str| text.len() == 43 && text.chars().all(base64);
    if is_id(token) {
        "[ID]".into()
    } else if is_digest(token) {
        "[DIGEST]".into()
    } else if let Some((position, digest)) = token.split_once(':')
        && is_digest(digest)
    {
        format!("{position}:[DIGEST]")
    } else if token.len() == 24 && token.ends_with('Z') && token.contains('T') {
        "[INSTANT]".into()
    } else {
        token.into()
    }
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
