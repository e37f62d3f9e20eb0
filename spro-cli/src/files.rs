//! The files that are named on the command line: themselves, those in folders, or standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use spro_minutes::input::{Format, InputError, limits};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::ledger::io_failure;
use crate::texts;

/// Folders within folders, at most so many.
const DEPTH: usize = 32;

/// A file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    File(PathBuf),
    /// What `-` names.
    Standard,
}

impl Input {
    /// What the paths name, in their order; of a folder, the files in it and below whose names say that
    /// they can be read, sorted. Hidden ones are passed over, and links to folders are not followed.
    pub(crate) fn all(paths: &[PathBuf]) -> Result<Vec<Self>, Failure> {
        let mut all = Vec::new();
        for path in paths {
            if path.as_os_str() == "-" {
                all.push(Self::Standard);
            } else if path.is_dir() {
                let mut found = Vec::new();
                collect(path, DEPTH, &mut found)?;
                if found.is_empty() {
                    return Err(
                        Failure::new(Exit::Io, "error-folder-empty").with("path", path.display())
                    );
                }
                found.sort();
                all.extend(found.into_iter().map(Self::File));
            } else {
                all.push(Self::File(path.clone()));
            }
        }
        Ok(all)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Standard => None,
        }
    }

    /// The file's name, without its folder.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => {
                path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
            }
            Self::Standard => "-".to_owned(),
        }
    }

    /// Its bytes, as many as a document may have.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let path = match self {
            Self::File(path) => path.as_path(),
            Self::Standard => Path::new("-"),
        };
        let bytes = match self {
            Self::File(path) => File::open(path).and_then(bounded),
            Self::Standard => bounded(io::stdin().lock()),
        };
        let bytes = bytes.map_err(|error| io_failure(path, &error))?;
        if bytes.len() > limits::FILE {
            return Err(texts::failure(&self.name(), &InputError::LargeFile));
        }
        Ok(bytes)
    }
}

fn bounded(from: impl Read) -> io::Result<Vec<u8>> {
    let bound = u64::try_from(limits::FILE).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    from.take(bound).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: io::Error| io_failure(folder, &error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // `~$` begins the mark of a document that is open in an office suite.
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            if depth > 0 {
                collect(&entry.path(), depth - 1, found)?;
            }
        } else if Format::named(&name).is_some() || is_old_word(&name) {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// Refused by name rather than passed over unseen.
fn is_old_word(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("doc"))
}
