//! `import`: reads minutes, shows what it would record, asks, records.
//!
//! One document is one commit. A document that cannot be read, or that is refused, does not keep
//! the others from being recorded.

mod answers;
mod around;
mod change;
mod document;
mod entries;
mod review;
mod shown;
mod steps;

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use spro_minutes::draft::{Confidence, OrderFrom};
use spro_minutes::json;

pub(crate) use self::answers::Preset;
use self::around::Around;
pub(crate) use self::document::{Document, Importer};
use self::document::{Further, Outcome};
use crate::actor;
use crate::args::General;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Input;
use crate::ledger::{Opened, io_failure};
use crate::output::{Answer, Console};
use crate::problems;

#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE", required_unless_present = "from_proposal")]
    files: Vec<PathBuf>,
    #[arg(short = 'n', long)]
    dry_run: bool,
    #[arg(
        long,
        value_name = "all",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "likely",
        conflicts_with = "dry_run"
    )]
    yes: Option<Taken>,
    #[arg(long, conflicts_with_all = ["dry_run", "yes", "save_proposal"])]
    review: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from_proposal", "yes"])]
    save_proposal: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    from_proposal: Option<PathBuf>,
    #[command(flatten)]
    preset: Preset,
}

/// How sure the reader must be of what is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Taken {
    /// What it is sure or likely of.
    Likely,
    /// All that it read.
    All,
}

impl Taken {
    const fn at_least(self) -> Confidence {
        match self {
            Self::Likely => Confidence::Likely,
            Self::All => Confidence::Unsure,
        }
    }
}

/// What becomes of what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It is shown.
    DryRun,
    /// It is shown, and recorded when somebody says yes.
    Ask,
    /// It is recorded.
    Yes(Taken),
}

impl Import {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        self.check()?;
        if let Some(proposal) = &self.save_proposal {
            return self.save(console, proposal);
        }
        let mode = match (self.dry_run, self.yes) {
            (true, _) => Mode::DryRun,
            (_, Some(taken)) => Mode::Yes(taken),
            _ if console.json || !(self.review || Console::is_interactive()) => {
                return Err(Failure::new(Exit::Refused, "error-needs-yes"));
            }
            _ => Mode::Ask,
        };
        let inputs = Input::all(&self.files)?;
        if mode == Mode::Ask && inputs.contains(&Input::Standard) {
            return Err(Failure::new(Exit::Usage, "usage-review-input"));
        }
        let ledger = general.ledger.as_deref();
        let mut importer = if mode == Mode::DryRun {
            Importer::to_look(Opened::to_read(console, ledger)?)?
        } else {
            let name = actor::name(console, general.actor.as_deref())?;
            let opened = Opened::to_write(console, ledger)?;
            Importer::to_record(console, opened, &name)?
        };
        let tally = self.each(console, &mut importer, mode, &inputs);
        let head = importer.close(console)?;
        if console.json {
            let what = if mode == Mode::DryRun { "import-proposal" } else { "import" };
            let as_of = spro_core::kernel::history::AsOf::default();
            console.document_of(&Answer { what, head, as_of: &as_of, items: tally.items })?;
        } else if inputs.len() > 1 {
            let key = match mode {
                Mode::DryRun => "say-import-summary-look",
                Mode::Ask | Mode::Yes(_) => "say-import-summary",
            };
            let text = console.locale.text_with(key, &tally.counts);
            console.line(&text)?;
        }
        tally.failed.map_or(Ok(()), Err)
    }

    fn check(&self) -> Result<(), Failure> {
        let one = self.save_proposal.is_some() || self.from_proposal.is_some();
        if one && self.files.len() > 1 {
            return Err(Failure::new(Exit::Usage, "usage-one-file"));
        }
        Ok(())
    }

    /// Reads each document and does what is asked with it; a failure is told, and the next follows.
    fn each(
        &self,
        console: &mut Console,
        importer: &mut Importer,
        mode: Mode,
        inputs: &[Input],
    ) -> Tally {
        let mut outcomes = Vec::new();
        let mut failed = None;
        // One at a time: a folder's documents together may be large.
        let count = if self.from_proposal.is_some() { 1 } else { inputs.len() };
        for at in 0..count {
            let input = inputs.get(at);
            if count > 1 {
                let name = input.map(Input::name).unwrap_or_default();
                console.progress(at, count, &name);
            }
            let document = match (&self.from_proposal, input) {
                (Some(proposal), input) => from_proposal(console, proposal, input),
                (None, Some(input)) => {
                    let around = importer.around(input.path(), &self.preset);
                    Document::read(inputs, at, around)
                }
                (None, None) => break,
            };
            let outcome = document.and_then(|mut document| {
                document.tell_problems(console);
                importer.import(console, &mut document, mode, &self.preset)
            });
            match outcome {
                Ok(Outcome::Left(further)) => {
                    let failure = Failure::new(Exit::Refused, "error-declined");
                    console.fail(&failure);
                    failed.get_or_insert(failure.told());
                    outcomes.push(Outcome::Left(further));
                    if further == Further::Stop {
                        let left = (at + 1..count).map(|_| Outcome::Left(Further::Stop));
                        outcomes.extend(left);
                        break;
                    }
                }
                Ok(outcome) => outcomes.push(outcome),
                Err(failure) => {
                    console.fail(&failure);
                    failed.get_or_insert(failure.told());
                    outcomes.push(Outcome::Refused);
                }
            }
        }
        console.end_progress();
        Tally::of(&outcomes, failed)
    }

    /// Writes the proposal of the document as a file that a person can edit.
    fn save(&self, console: &mut Console, proposal: &Path) -> Result<(), Failure> {
        let inputs = Input::all(&self.files)?;
        let [input] = inputs.as_slice() else {
            return Err(Failure::new(Exit::Usage, "usage-one-file"));
        };
        let path = input.path().unwrap_or(Path::new("-"));
        let order = self.preset.order.map(|order| (order, OrderFrom::Person));
        let around = Around::of(path, Vec::new(), order);
        let document = Document::read(&inputs, 0, around)?;
        document.tell_problems(console);
        if proposal.exists() {
            return Err(
                Failure::new(Exit::Refused, "error-exists").with("path", proposal.display())
            );
        }
        fs::write(proposal, json::to_json(&document.draft))
            .map_err(|error| io_failure(proposal, &error))?;
        let path = [("path", proposal.display().to_string())];
        let text = console.locale.text_with("say-proposal-saved", &path);
        console.line(&text)
    }
}

/// A proposal that a person may have edited, and the document that it was made from.
fn from_proposal(
    console: &Console,
    proposal: &Path,
    input: Option<&Input>,
) -> Result<Document, Failure> {
    let text = fs::read_to_string(proposal).map_err(|error| io_failure(proposal, &error))?;
    let draft = json::from_json(&text).map_err(|error| {
        let each = error.problems.iter().map(|problem| problems::said(problem, &console.locale));
        Failure::new(Exit::Unreadable, "error-proposal")
            .with("path", proposal.display())
            .with("problems", each.collect::<Vec<_>>().join("\n"))
    })?;
    match input {
        Some(input) => Ok(Document::of(&input.name(), input.bytes()?)?.edited(draft)),
        None => Ok(Document::without_original(proposal, draft)),
    }
}

/// How the documents fared.
struct Tally {
    items: Vec<Box<serde_json::value::RawValue>>,
    counts: [(&'static str, String); 6],
    failed: Option<Failure>,
}

impl Tally {
    fn of(outcomes: &[Outcome], failed: Option<Failure>) -> Self {
        let count = |wanted: fn(&Outcome) -> bool| {
            outcomes.iter().filter(|outcome| wanted(outcome)).count().to_string()
        };
        Self {
            items: outcomes.iter().filter_map(Outcome::item).collect(),
            counts: [
                ("read", outcomes.len().to_string()),
                ("proposed", count(|outcome| matches!(outcome, Outcome::Proposed(_)))),
                ("recorded", count(|outcome| matches!(outcome, Outcome::Recorded(_)))),
                ("unchanged", count(|outcome| matches!(outcome, Outcome::Unchanged(_)))),
                ("left", count(|outcome| matches!(outcome, Outcome::Left(_) | Outcome::Asked(_)))),
                ("refused", count(|outcome| matches!(outcome, Outcome::Refused))),
            ],
            failed,
        }
    }
}
