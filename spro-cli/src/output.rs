//! Standard output for data, standard error for messages; nothing raw to either.

pub(crate) mod json;
pub(crate) mod table;
pub(crate) mod visible;

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::CommitId;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::Receipt;
use spro_core::kernel::subject::Subject;

use self::table::{Column, Grid};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::locale::Locale;

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[33m";
const PLAIN: &str = "\u{1b}[0m";

/// Where a command writes.
pub(crate) struct Console {
    /// The messages.
    pub(crate) locale: Locale,
    /// Whether answers are written as JSON.
    pub(crate) json: bool,
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    width: Option<u16>,
    /// How far a command is.
    progress: Option<ProgressBar>,
}

impl Console {
    /// The process's own streams. Colours are left out where they are not wanted: not a terminal,
    /// `NO_COLOR`, `CLICOLOR`, `TERM=dumb`.
    pub(crate) fn new(locale: Locale, json: bool) -> Self {
        let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
        Self {
            locale,
            json,
            out: AutoStream::auto(io::stdout()),
            err: AutoStream::auto(io::stderr()),
            width,
            progress: None,
        }
    }

    /// Whether somebody sits there who can be asked.
    pub(crate) fn is_interactive() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Writes a line of data.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.end_progress();
        writeln!(self.out, "{}", visible::text(text)).map_err(|error| unwritten(&error))
    }

    /// Writes a line of data that stands above others.
    pub(crate) fn heading(&mut self, text: &str) -> Result<(), Failure> {
        self.end_progress();
        writeln!(self.out, "{BOLD}{}{PLAIN}", visible::text(text))
            .map_err(|error| unwritten(&error))
    }

    /// Writes rows under their columns.
    pub(crate) fn table<T>(&mut self, rows: &[T], columns: &[Column<T>]) -> Result<(), Failure> {
        let grid = Grid::of(rows, columns, &self.locale);
        self.grid(&grid)
    }

    /// Writes cells under their titles.
    pub(crate) fn grid(&mut self, grid: &Grid) -> Result<(), Failure> {
        let lines = grid.lines(self.width);
        let (header, rest) = lines.split_once('\n').unwrap_or((&lines, ""));
        writeln!(self.out, "{BOLD}{header}{PLAIN}").map_err(|error| unwritten(&error))?;
        if rest.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "{rest}").map_err(|error| unwritten(&error))
    }

    /// Writes a document of JSON on one line.
    pub(crate) fn document(&mut self, document: &impl Serialize) -> Result<(), Failure> {
        let text = json::text(document)?;
        writeln!(self.out, "{text}").map_err(|error| unwritten(&error))
    }

    /// Writes an answer: JSON where that is asked, else a table and how to prove it later.
    pub(crate) fn answer<T: Serialize>(
        &mut self,
        answer: &Answer<'_, T>,
        columns: &[Column<T>],
    ) -> Result<(), Failure> {
        if self.json {
            return self.document(&json::Envelope::new(answer));
        }
        if answer.items.is_empty() {
            let nothing = self.locale.text("say-nothing");
            self.say(&nothing);
        } else {
            self.table(&answer.items, columns)?;
            self.line("")?;
        }
        self.proof(answer.head, answer.as_of)
    }

    /// Writes an answer whose table was laid out already, and how to read it.
    pub(crate) fn answer_in<T: Serialize>(
        &mut self,
        answer: &Answer<'_, T>,
        grid: &Grid,
        legend: &'static str,
    ) -> Result<(), Failure> {
        if self.json {
            return self.document(&json::Envelope::new(answer));
        }
        if answer.items.is_empty() {
            let nothing = self.locale.text("say-nothing");
            self.say(&nothing);
        } else {
            self.grid(grid)?;
            self.line("")?;
            let legend = self.locale.text(legend);
            self.line(&legend)?;
        }
        self.proof(answer.head, answer.as_of)
    }

    /// Writes an answer as JSON.
    pub(crate) fn document_of<T: Serialize>(
        &mut self,
        answer: &Answer<'_, T>,
    ) -> Result<(), Failure> {
        self.document(&json::Envelope::new(answer))
    }

    /// Writes what was recorded, as JSON.
    pub(crate) fn receipt(
        &mut self,
        receipt: &Receipt,
        subjects: &[Subject],
    ) -> Result<(), Failure> {
        let Receipt { commit, first, head, recorded_at } = *receipt;
        let items = vec![Committed { commit, first, recorded_at, subjects }];
        let as_of = AsOf::default();
        self.document(&json::Envelope::new(&Answer { what: "receipt", head, as_of: &as_of, items }))
    }

    /// Writes as of when an answer is, and the ledger's fingerprint.
    pub(crate) fn proof(&mut self, head: Head, as_of: &AsOf) -> Result<(), Failure> {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        let axes = [
            ("say-as-of-on", day(as_of.on)),
            ("say-as-of-known", day(as_of.known_at)),
            ("say-as-of-recorded", as_of.recorded_at.map(|stamp| stamp.to_string())),
        ];
        let asked: Vec<_> = axes
            .into_iter()
            .filter_map(|(key, at)| at.map(|at| self.locale.text_with(key, &[("at", at)])))
            .collect();
        let fingerprint = format!("{}:{}", head.position, head.digest);
        let mut text = self.locale.text_with("say-fingerprint", &[("fingerprint", fingerprint)]);
        if !asked.is_empty() {
            text = format!("{} · {text}", asked.join(" · "));
        }
        self.line(&text)
    }

    /// Tells how far a command is, by a bar that the next message takes the place of; only where standard
    /// error is a terminal.
    pub(crate) fn progress(&mut self, done: usize, of: usize, name: &str) {
        self.end_progress();
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        // Written to nobody where that is no terminal.
        let bar = ProgressBar::with_draw_target(Some(count(of)), ProgressDrawTarget::stderr())
            .with_message(visible::line(name))
            .with_position(count(done));
        let style = ProgressStyle::with_template("[{bar:24}] {pos}/{len}  {wide_msg}");
        let bar = match style {
            Ok(style) => bar.with_style(style.progress_chars("=> ")),
            Err(_) => bar,
        };
        bar.tick();
        self.progress = Some(bar);
    }

    /// Takes that bar away.
    pub(crate) fn end_progress(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
    }

    /// Tells the user something. A message that cannot be written has no reader.
    pub(crate) fn say(&mut self, text: &str) {
        self.end_progress();
        let _ = writeln!(self.err, "{}", visible::text(text));
    }

    /// Tells the user something to take note of.
    pub(crate) fn warn(&mut self, text: &str) {
        self.end_progress();
        let label = self.locale.text("say-warning");
        let _ = writeln!(self.err, "{YELLOW}{label}{PLAIN} {}", visible::text(text));
    }

    /// Tells why a command failed, and what to do.
    pub(crate) fn fail(&mut self, failure: &Failure) {
        if failure.exit() == Exit::Done || failure.is_told() {
            return;
        }
        self.end_progress();
        let label = self.locale.text("say-error");
        let message = failure.message(&self.locale);
        let _ = writeln!(self.err, "{RED}{label}{PLAIN} {}", visible::text(&message));
        if let Some(next) = failure.next_step(&self.locale) {
            for line in next.lines() {
                let _ = writeln!(self.err, "  {}", visible::text(line));
            }
        }
    }

    /// Asks on standard error.
    pub(crate) fn ask(&mut self, question: &str) {
        self.end_progress();
        let _ = write!(self.err, "{} ", visible::text(question));
        let _ = self.err.flush();
    }

    /// Writes what is left in the buffers.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| unwritten(&error))
    }
}

/// What a command answers.
pub(crate) struct Answer<'a, T> {
    /// What the items are, such as `action-list`.
    pub(crate) what: &'static str,
    /// The ledger's head that was read.
    pub(crate) head: Head,
    /// As of when it was asked.
    pub(crate) as_of: &'a AsOf,
    /// The items, in order.
    pub(crate) items: Vec<T>,
}

/// What was recorded.
#[derive(Serialize)]
struct Committed<'a> {
    commit: CommitId,
    first: Position,
    recorded_at: Stamp,
    subjects: &'a [Subject],
}

/// A reader that has gone away (`| head`) has seen enough.
fn unwritten(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Failure::new(Exit::Done, "error-output")
    } else {
        Failure::new(Exit::Io, "error-output").because(error)
    }
}
