//! Changing what was read: the fields of one item, asked for one by one, or the whole proposal in the
//! user's editor. Both go through the proposal's own reader, so that the same is accepted and refused.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use spro_core::kernel::id::CommitId;
use spro_minutes::draft::{Confidence, Draft};
use spro_minutes::json;
use spro_minutes::reconcile::InDraft;

use super::entries::About;
use crate::clock;
use crate::confirm;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::ledger::io_failure;
use crate::output::Console;
use crate::problems;

/// What is asked of an item, by its list; of any other, its text.
const FIELDS: [(&str, &[&str]); 9] = [
    ("attendance", &["person", "organisation", "status", "proxy"]),
    ("decisions", &["text", "kind", "outcome"]),
    ("actions", &["text", "owner", "due"]),
    ("status_changes", &["of", "to", "due", "on"]),
    ("approvals", &["minutes_of", "outcome"]),
    ("errata", &["text", "minutes_of"]),
    ("occasions", &["name", "status"]),
    ("positions", &["text", "kind", "by"]),
    ("mandates", &["person", "organisation"]),
];

/// What is asked of the meeting.
const OF_MEETING: [&str; 7] = ["date", "title", "venue", "starts", "ends", "group", "written_by"];

/// Asks for the fields of an item; false where the input ended before.
///
/// A field keeps its value with an empty answer, and is emptied with a hyphen. What cannot be is
/// told, and asked for again.
pub(super) fn one(
    console: &mut Console,
    draft: &mut Draft,
    about: &About,
) -> Result<bool, Failure> {
    let fields: &[&str] = match about {
        About::Meeting => &OF_MEETING,
        About::Item(of) => {
            FIELDS.iter().find(|(list, _)| *list == of.list).map_or(&["text"], |it| it.1)
        }
        About::Gone(_) => &[],
    };
    let help = console.locale.text("ask-field-help");
    console.say(&help);
    for field in fields {
        loop {
            let mut proposal = proposal(draft)?;
            let Some(item) = item(&mut proposal, about) else {
                return Ok(false);
            };
            let before = item.get(*field).cloned().unwrap_or(Value::Null);
            let label = console.locale.text(label(field));
            let question = format!("{label} [{}]:", written(&before));
            let Some(answer) = confirm::answer(console, &question)? else {
                return Ok(false);
            };
            if answer.is_empty() {
                break;
            }
            item.insert((*field).to_owned(), value(&answer, &before));
            if *field == "date" {
                item.insert("date_inferred_from".to_owned(), Value::Null);
            }
            if *field == "organisation" && item.contains_key("organisation_asked") {
                item.insert("organisation_asked".to_owned(), Value::Bool(false));
            }
            if matches!(about, About::Item(_)) {
                item.insert("confidence".to_owned(), "sure".into());
            }
            match json::from_json(&proposal.to_string()) {
                Ok(changed) => {
                    *draft = changed;
                    break;
                }
                Err(invalid) => {
                    for problem in &invalid.problems {
                        let text = problems::of_kind(&problem.kind, &console.locale);
                        console.say(&text);
                    }
                }
            }
        }
    }
    Ok(true)
}

/// Gives an item of the draft another confidence.
pub(super) fn confidence(draft: &mut Draft, of: InDraft, to: Confidence) -> Result<(), Failure> {
    let mut proposal = proposal(draft)?;
    let to = serde_json::to_value(to).map_err(|error| unwritten(&error))?;
    if let Some(item) = item(&mut proposal, &About::Item(of)) {
        item.insert("confidence".to_owned(), to);
    }
    // What a draft writes can be read.
    if let Ok(changed) = json::from_json(&proposal.to_string()) {
        *draft = changed;
    }
    Ok(())
}

/// Gives the draft the day of its meeting, as it is typed; what cannot be is told.
pub(super) fn day(console: &mut Console, draft: &mut Draft) -> Result<bool, Failure> {
    let mut proposal = proposal(draft)?;
    loop {
        let question = console.locale.text("ask-day");
        let answer = confirm::answer(console, &question)?;
        let Some(answer) = answer.filter(|answer| !answer.is_empty()) else {
            return Ok(false);
        };
        if let Some(draft) = proposal.as_object_mut() {
            draft.insert("date".to_owned(), answer.into());
        }
        match json::from_json(&proposal.to_string()) {
            Ok(changed) => {
                *draft = changed;
                return Ok(true);
            }
            Err(invalid) => {
                for problem in &invalid.problems {
                    let text = problems::of_kind(&problem.kind, &console.locale);
                    console.say(&text);
                }
            }
        }
    }
}

/// Opens the draft in the user's editor as a proposal, until it can be read; false where it is left as
/// it was.
pub(super) fn all(console: &mut Console, draft: &mut Draft) -> Result<bool, Failure> {
    let Some(editor) = ["VISUAL", "EDITOR"].iter().find_map(env::var_os) else {
        let text = console.locale.text("say-no-editor");
        console.say(&text);
        return Ok(false);
    };
    let editor = editor.to_string_lossy().into_owned();
    let before = json::to_json(draft);
    let file = Scratch::new(&before)?;
    loop {
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or_default();
        let run = Command::new(program).args(words).arg(file.path()).status();
        let status = run.map_err(|error| {
            Failure::new(Exit::Io, "error-editor").with("editor", &editor).because(&error)
        })?;
        let text =
            fs::read_to_string(file.path()).map_err(|error| io_failure(file.path(), &error))?;
        if !status.success() || text == before {
            return Ok(false);
        }
        match json::from_json(&text) {
            Ok(changed) => {
                *draft = changed;
                return Ok(true);
            }
            Err(invalid) => {
                for problem in &invalid.problems {
                    let text = problems::said(problem, &console.locale);
                    console.say(&text);
                }
                let question = console.locale.text("ask-edit-again");
                if confirm::pick(console, &question, &["ask-yes", "ask-key-no"])? != Some(0) {
                    return Ok(false);
                }
            }
        }
    }
}

fn label(field: &str) -> &'static str {
    match field {
        "person" => "label-field-person",
        "organisation" => "label-field-organisation",
        "status" => "label-field-status",
        "proxy" => "label-field-proxy",
        "kind" => "label-field-kind",
        "outcome" => "label-field-outcome",
        "owner" => "label-field-owner",
        "due" => "label-field-due",
        "of" => "label-field-of",
        "to" => "label-field-to",
        "on" | "date" => "label-field-day",
        "minutes_of" => "label-field-minutes-of",
        "by" => "label-field-by",
        "name" => "label-field-name",
        "title" => "label-field-title",
        "venue" => "label-field-venue",
        "starts" => "label-field-starts",
        "ends" => "label-field-ends",
        "group" => "label-field-group",
        "written_by" => "label-field-written-by",
        _ => "label-field-text",
    }
}

fn proposal(draft: &Draft) -> Result<Value, Failure> {
    serde_json::from_str(&json::to_json(draft)).map_err(|error| unwritten(&error))
}

fn unwritten(error: &serde_json::Error) -> Failure {
    Failure::new(Exit::Unreadable, "error-blocked").because(error)
}

fn item<'v>(
    proposal: &'v mut Value,
    about: &About,
) -> Option<&'v mut serde_json::Map<String, Value>> {
    match about {
        About::Meeting => proposal.as_object_mut(),
        About::Item(of) => proposal.get_mut(of.list)?.get_mut(of.index)?.as_object_mut(),
        About::Gone(_) => None,
    }
}

/// A value as it is typed: the texts of a list parted by semicolons.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(written).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn value(typed: &str, before: &Value) -> Value {
    let is_list = before.is_array();
    match typed {
        "-" if is_list => Value::Array(Vec::new()),
        "-" => Value::Null,
        typed if is_list => {
            typed.split(';').map(str::trim).filter(|it| !it.is_empty()).map(Value::from).collect()
        }
        typed => typed.into(),
    }
}

/// A file that its user alone reads, and that goes when it is dropped: it holds names.
struct Scratch(PathBuf);

impl Scratch {
    fn new(text: &str) -> Result<Self, Failure> {
        let id = CommitId::from_bytes(clock::new_id());
        let path = env::temp_dir().join(format!("spro-{id}.json"));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(|error| io_failure(&path, &error))?;
        let scratch = Self(path);
        file.write_all(text.as_bytes()).map_err(|error| io_failure(&scratch.0, &error))?;
        Ok(scratch)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // It is in the folder that is emptied anyway.
        let _ = fs::remove_file(&self.0);
    }
}
