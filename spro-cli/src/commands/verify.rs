//! `verify`: whether the ledger is what was written.

use std::path::Path;

use serde::Serialize;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::store::Store;
use spro_store_fs::{Finding, FsStore};

use crate::args::General;
use crate::exit::Exit;
use crate::failure::Failure;
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

/// Something that is not as it was written.
#[derive(Serialize)]
struct Row {
    file: String,
    line: Option<u64>,
    why: String,
}

impl Verify {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let root = ledger::find(general.ledger.as_deref())?;
        let verified =
            spro_store_fs::verify(&root).map_err(|error| ledger::store_failure(&error))?;
        let items: Vec<_> = verified.findings.iter().map(|finding| row(finding, &root)).collect();
        let failed = items.len();
        let answer = Answer { what: "verify", head: verified.head, as_of: &AsOf::default(), items };
        if failed == 0 && !console.json {
            let (position, tail) = (verified.head.position, verified.after_head);
            let text =
                console.locale.text_with("say-verified", &[("position", position.to_string())]);
            console.line(&text)?;
            if tail > 0 {
                let text = console.locale.text_with("say-tail", &[("bytes", tail.to_string())]);
                console.warn(&text);
            }
            console.line("")?;
            console.proof(answer.head, answer.as_of)?;
        } else {
            let columns: [Column<Row>; 3] = [
                Column::text("column-file", |row, _| row.file.clone()),
                Column::number("column-line", |row, _| {
                    row.line.map(|line| line.to_string()).unwrap_or_default()
                }),
                Column::text("column-finding", |row, _| row.why.clone()),
            ];
            console.answer(&answer, &columns)?;
        }
        if failed > 0 {
            return Err(Failure::new(Exit::Altered, "error-findings").with("count", failed));
        }
        self.compare(&root)
    }

    /// Compares the ledger with the fingerprint given, and with what was seen of it here.
    fn compare(&self, root: &Path) -> Result<(), Failure> {
        let store = FsStore::open(root, clock::now as fn() -> _)
            .map_err(|error| ledger::store_failure(&error))?;
        if let Some(given) = self.fingerprint {
            seen::compare(&store, given)?;
        }
        let seen = Seen::of(&store.identity());
        if let Some(last) = seen.last().filter(|_| !self.accept) {
            seen::compare(&store, last)?;
        }
        let head = store.head().map_err(|error| ledger::read_failure(&error))?;
        seen.remember(head)
    }
}

fn row(finding: &Finding, root: &Path) -> Row {
    let path = finding.path.strip_prefix(root).unwrap_or(&finding.path);
    Row { file: path.display().to_string(), line: finding.line, why: finding.why.clone() }
}
