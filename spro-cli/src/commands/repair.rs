//! `repair`: mends what can be mended without touching anything that was acknowledged.

use std::path::Path;

use serde::Serialize;
use spro_core::kernel::history::AsOf;
use spro_store_fs::{Finding, Grade, Mend, Mended, RepairMode};

use crate::args::General;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::flaws::Told;
use crate::ledger;
use crate::output::table::Column;
use crate::output::{Answer, Console};

#[derive(Debug, clap::Args)]
pub(crate) struct Repair {
    #[arg(long)]
    dry_run: bool,
}

/// Something that was mended, would be, or is left.
#[derive(Serialize)]
struct Row {
    file: String,
    line: Option<u64>,
    /// `None` for what is left as it is.
    mend: Option<&'static str>,
    aside: Option<String>,
    /// Names what is wrong, for programs.
    code: Option<&'static str>,
    /// In English.
    why: Option<String>,
    #[serde(skip)]
    told: Option<Told>,
}

impl Repair {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let root = ledger::find(general.ledger.as_deref())?;
        let mode = if self.dry_run { RepairMode::DryRun } else { RepairMode::Mend };
        let repaired =
            spro_store_fs::repair(&root, mode).map_err(|error| ledger::store_failure(&error))?;
        let worst = repaired.left.iter().map(|finding| finding.grade).max();
        let wrong = match worst {
            Some(Grade::Truncated | Grade::Altered) => None,
            // A ledger that cannot be read yet has other faults, which are told.
            _ => ledger::wrong_snapshot(&root).unwrap_or_default(),
        };
        if wrong.is_some() && mode == RepairMode::Mend {
            ledger::drop_snapshot(&root)?;
        }
        let has_new_head = repaired.mended.iter().any(|mended| mended.mend == Mend::Head);
        let is_mended = !repaired.mended.is_empty() || wrong.is_some();
        let is_whole = !is_mended && repaired.left.is_empty();
        let mended = repaired.mended.iter().map(|mended| mended_row(mended, &root));
        let snapshot = wrong.map(|(path, _)| {
            let file = below(&path, &root);
            Row::mended(file, "snapshot", None)
        });
        let left = repaired.left.iter().map(|finding| left_row(finding, &root));
        let items: Vec<_> = mended.chain(snapshot).chain(left).collect();
        let answer = Answer { what: "repair", head: repaired.head, as_of: &AsOf::default(), items };
        if !is_whole || console.json {
            console.answer(&answer, &COLUMNS)?;
        }
        if has_new_head {
            let position = [("position", repaired.head.position.to_string())];
            let text = console.locale.text_with("say-new-head", &position);
            console.warn(&text);
        }
        match worst {
            Some(Grade::Truncated) => {
                return Err(Failure::new(Exit::Truncated, "error-findings-cut"));
            }
            Some(Grade::Altered) => return Err(Failure::new(Exit::Altered, "error-findings")),
            _ if console.json => return Ok(()),
            _ => {}
        }
        let key = match (is_mended, self.dry_run) {
            (false, _) => "say-nothing-mended",
            (true, true) => "say-would-mend",
            (true, false) => "say-mended",
        };
        let text = console.locale.text(key);
        console.line(&text)
    }
}

const COLUMNS: [Column<Row>; 4] = [
    Column::text("column-file", |row, _| row.file.clone()),
    Column::number("column-line", |row, _| {
        row.line.map(|line| line.to_string()).unwrap_or_default()
    }),
    Column::long("column-mend", |row, locale| match (row.mend, &row.told) {
        (Some(mend), _) => locale.text(mend_key(mend)),
        (None, why) => {
            let why = why.as_ref().map(|told| told.text(locale)).unwrap_or_default();
            let why = [("why", why)];
            locale.text_with("value-mend-left", &why)
        }
    }),
    Column::text("column-aside", |row, _| row.aside.clone().unwrap_or_default()),
];

fn below(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

impl Row {
    fn mended(file: String, mend: &'static str, aside: Option<String>) -> Self {
        Self { file, line: None, mend: Some(mend), aside, code: None, why: None, told: None }
    }
}

fn mended_row(mended: &Mended, root: &Path) -> Row {
    let aside = mended.aside.as_deref().map(|aside| below(aside, root));
    Row::mended(below(&mended.path, root), mend_name(mended.mend), aside)
}

fn left_row(finding: &Finding, root: &Path) -> Row {
    let told = Told::from(&finding.why);
    Row {
        file: below(&finding.path, root),
        line: finding.line,
        mend: None,
        aside: None,
        code: Some(told.code()),
        why: Some(told.english()),
        told: Some(told),
    }
}

const fn mend_name(mend: Mend) -> &'static str {
    match mend {
        Mend::End => "end",
        Mend::UnfinishedSegment => "unfinished-segment",
        Mend::HeadSlot => "head-slot",
        Mend::Head => "head",
        Mend::Description => "description",
        Mend::Lock => "lock",
        Mend::Index => "index",
        _ => "other",
    }
}

fn mend_key(name: &str) -> &'static str {
    match name {
        "end" => "value-mend-end",
        "unfinished-segment" => "value-mend-unfinished-segment",
        "head-slot" => "value-mend-head-slot",
        "head" => "value-mend-head",
        "description" => "value-mend-description",
        "lock" => "value-mend-lock",
        "snapshot" => "value-mend-snapshot",
        "index" => "value-mend-index",
        _ => "value-mend-other",
    }
}
