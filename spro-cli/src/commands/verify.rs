//! `verify`: whether the ledger is what was written.

use std::path::Path;

use serde::Serialize;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::store::Store;
use spro_store_fs::{Finding, FsStore, Grade};

use crate::args::General;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::flaws::Told;
use crate::output::table::Column;
use crate::output::{Answer, Console};
use crate::seen::{self, Seen};
use crate::{clock, ledger};

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    #[arg(long, value_name = "POSITION:DIGEST", value_parser = fingerprint)]
    fingerprint: Option<Head>,
    #[arg(long)]
    accept: bool,
}

/// Reads a fingerprint as reports print it.
fn fingerprint(text: &str) -> Result<Head, Failure> {
    let read = || {
        let (position, digest) = text.split_once(':')?;
        Some(Head { position: Position::new(position.parse().ok()?), digest: digest.parse().ok()? })
    };
    read().ok_or_else(|| Failure::new(Exit::Usage, "usage-fingerprint").with("text", text))
}

/// Something that is not as it should be.
#[derive(Serialize)]
struct Row {
    grade: &'static str,
    file: String,
    line: Option<u64>,
    /// Names what is wrong, for programs.
    code: &'static str,
    /// In English.
    why: String,
    #[serde(skip)]
    told: Told,
}

impl Verify {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let root = ledger::find(general.ledger.as_deref())?;
        let verified =
            spro_store_fs::verify(&root).map_err(|error| ledger::store_failure(&error))?;
        let mut items: Vec<_> =
            verified.findings.iter().map(|finding| Row::of(finding, &root)).collect();
        let wrong = match verified.grade() {
            Grade::Clean | Grade::Recoverable => ledger::wrong_snapshot(&root)?,
            Grade::Truncated | Grade::Altered => None,
        };
        let is_clean = verified.grade() == Grade::Clean && wrong.is_none();
        items.extend(
            wrong.map(|(path, why)| Row::new((&path, None), Grade::Recoverable, why, &root)),
        );
        let found = items.len();
        let answer = Answer { what: "verify", head: verified.head, as_of: &AsOf::default(), items };
        if found > 0 || console.json {
            console.answer(&answer, &COLUMNS)?;
        }
        let key = match verified.grade() {
            Grade::Truncated => return Err(Failure::new(Exit::Truncated, "error-findings-cut")),
            Grade::Altered => return Err(Failure::new(Exit::Altered, "error-findings")),
            Grade::Clean if is_clean => "say-verified",
            Grade::Clean | Grade::Recoverable => "say-mendable",
        };
        self.compare(&root)?;
        let alive = ledger::erased_keys_alive(&root)?;
        if alive > 0 {
            let keys = [("keys", alive.to_string())];
            let text = console.locale.text_with("say-erased-keys", &keys);
            console.warn(&text);
        }
        if console.json {
            return Ok(());
        }
        if verified.after_head > 0 {
            let bytes = [("bytes", verified.after_head.to_string())];
            let text = console.locale.text_with("say-tail", &bytes);
            console.warn(&text);
        }
        let position = [("position", verified.head.position.to_string())];
        let text = console.locale.text_with(key, &position);
        console.line(&text)?;
        if found > 0 {
            return Ok(());
        }
        console.line("")?;
        console.proof(answer.head, answer.as_of)
    }

    /// Compares the ledger with the fingerprint given, and with what was seen of it here.
    fn compare(&self, root: &Path) -> Result<(), Failure> {
        let store = FsStore::open_read_only(root, clock::now as fn() -> _)
            .map_err(|error| ledger::store_failure(&error))?;
        if let Some(given) = self.fingerprint {
            seen::compare(&store, given)?;
        }
        let head = store.head().map_err(|error| ledger::read_failure(&error))?;
        let seen = Seen::of(&store.identity());
        if self.accept {
            return seen.replace(head);
        }
        if let Some(last) = seen.last() {
            seen::compare(&store, last)?;
        }
        seen.remember(head)
    }
}

const COLUMNS: [Column<Row>; 4] = [
    Column::text("column-grade", |row, locale| locale.text(grade_key(row.grade))),
    Column::text("column-file", |row, _| row.file.clone()),
    Column::number("column-line", |row, _| {
        row.line.map(|line| line.to_string()).unwrap_or_default()
    }),
    Column::long("column-finding", |row, locale| row.told.text(locale)),
];

impl Row {
    fn of(finding: &Finding, root: &Path) -> Self {
        let place = (finding.path.as_path(), finding.line);
        Self::new(place, finding.grade, Told::from(&finding.why), root)
    }

    fn new((path, line): (&Path, Option<u64>), grade: Grade, told: Told, root: &Path) -> Self {
        let path = path.strip_prefix(root).unwrap_or(path);
        let grade = match grade {
            Grade::Clean => "clean",
            Grade::Recoverable => "recoverable",
            Grade::Truncated => "truncated",
            Grade::Altered => "altered",
        };
        let file = path.display().to_string();
        Self { grade, file, line, code: told.code(), why: told.english(), told }
    }
}

fn grade_key(grade: &str) -> &'static str {
    match grade {
        "clean" => "value-grade-clean",
        "recoverable" => "value-grade-recoverable",
        "truncated" => "value-grade-truncated",
        _ => "value-grade-altered",
    }
}
