//! The files of `cache/` that hold runs.

use std::ffi::OsStr;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::position::Head;

use super::merge::{self, NotMerged};
use super::run::{Bytes, Covered, Run};
use crate::disk::{Access, OpenFile, Visibility};
use crate::folder::Folder;

const SUFFIX: &str = ".index";
/// The run that is being written; who writes one holds the writers' lock.
const UNFINISHED: &str = "index.tmp";
const DIGITS: usize = 20;
const BUFFER: usize = 64 * 1024;

/// The file name of the run of these positions.
fn name((first, last): (u64, u64)) -> String {
    format!("{first:0DIGITS$}-{last:0DIGITS$}{SUFFIX}")
}

/// The positions that a file of this name covers.
pub(super) fn parse(text: &OsStr) -> Option<(u64, u64)> {
    let text = text.to_str()?;
    let (first, last) = text.strip_suffix(SUFFIX)?.split_once('-')?;
    let covers = (first.parse().ok()?, last.parse().ok()?);
    (name(covers) == text).then_some(covers)
}

pub(super) fn path(folder: &Folder, covers: (u64, u64)) -> PathBuf {
    folder.cache.join(name(covers))
}

/// The positions of the runs that there are, the longer one first of those that begin together.
/// A cache that cannot be read is an empty one.
pub(super) fn list(folder: &Folder) -> Vec<(u64, u64)> {
    let names = folder.disk.names(&folder.cache).unwrap_or_default();
    let mut runs: Vec<_> = names.iter().filter_map(|name| parse(name)).collect();
    runs.sort_unstable_by_key(|(first, last)| (*first, std::cmp::Reverse(*last)));
    runs
}

/// Opens a run; `None` where it is not to be used.
pub(super) fn open(folder: &Folder, ledger: LedgerId, covers: (u64, u64)) -> Option<Run> {
    let file = folder.disk.open(&path(folder, covers), Access::Read).ok()?;
    Run::open(Bytes::File(file), ledger, covers).ok()
}

/// The runs that follow one another from `genesis` on, none of which goes beyond `last`.
pub(super) fn chain(folder: &Folder, ledger: LedgerId, genesis: Head, last: u64) -> Vec<Arc<Run>> {
    let mut runs = Vec::new();
    let mut end = genesis;
    for covers in list(folder) {
        if covers.0 != end.position.get().saturating_add(1) || covers.1 > last {
            continue;
        }
        let Some(run) = open(folder, ledger, covers) else { continue };
        if run.covered.before == end {
            end = run.covered.end.head;
            runs.push(Arc::new(run));
        }
    }
    runs
}

/// Writes what `runs` cover as one file; gives that one. The caller holds the writers' lock.
pub(super) fn write(folder: &Folder, runs: &[Arc<Run>]) -> Result<Run, NotMerged> {
    let covered = merge::covered(runs).ok_or(NotMerged::Unusable)?;
    let covers = (covered.first(), covered.last());
    match folder.disk.create_dir(&folder.cache, Visibility::Ordinary) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => made?,
    }
    let unfinished = folder.cache.join(UNFINISHED);
    let path = path(folder, covers);
    for old in [&unfinished, &path] {
        match folder.disk.remove(old) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => removed?,
        }
    }
    let file = folder.disk.create(&unfinished, Visibility::Ordinary)?;
    write_to(Arc::clone(&file), runs, &covered)?;
    if runs.len() > 1 {
        // What it takes the place of is removed; and one that goes beyond `head` is of no use, where a
        // power cut takes `head` back.
        file.sync()?;
        folder.disk.open(&folder.head, Access::Write)?.sync()?;
    }
    folder.disk.rename_new(&unfinished, &path)?;
    open(folder, covered.ledger, covers).ok_or(NotMerged::Unusable)
}

fn write_to(file: OpenFile, runs: &[Arc<Run>], covered: &Covered) -> Result<(), NotMerged> {
    let mut out = BufWriter::with_capacity(BUFFER, Appended { file, at: 0 });
    if let [only] = runs
        && let Bytes::Memory(bytes) = &only.bytes
    {
        out.write_all(bytes)?;
    } else {
        out = merge::merge(out, runs, covered)?;
    }
    Ok(out.flush()?)
}

/// Removes the runs that are none of `kept`. The caller holds the writers' lock.
pub(super) fn remove_others(folder: &Folder, kept: &[Arc<Run>]) {
    for covers in list(folder) {
        if !kept.iter().any(|run| (run.first(), run.last()) == covers) {
            // One that stays is passed over, or removed the next time.
            drop(folder.disk.remove(&path(folder, covers)));
        }
    }
}

/// A file that is written from its begin to its end.
struct Appended {
    file: OpenFile,
    at: u64,
}

impl Write for Appended {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write_some_at(bytes, self.at)?;
        self.at = self.at.saturating_add(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_has_one_name() {
        assert_eq!(parse(OsStr::new(&name((7, 42)))), Some((7, 42)));
        for unknown in ["7-42.index", "index.tmp", "00000000000000000007.index", ""] {
            assert_eq!(parse(OsStr::new(unknown)), None, "{unknown}");
        }
    }
}
