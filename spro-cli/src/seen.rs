//! The last head of each ledger that this user saw, so that an older copy is told.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{LedgerIdentity, ReadError, ReadRequest, Store};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::ledger::io_failure;

/// What was seen of one ledger.
#[derive(Debug)]
pub(crate) struct Seen {
    /// `None` for a user without a home, where nothing can be remembered.
    path: Option<PathBuf>,
}

impl Seen {
    /// What this user saw of a ledger.
    pub(crate) fn of(identity: &LedgerIdentity) -> Self {
        let folders = etcetera::choose_base_strategy().ok();
        let folder = folders.map(|folders| {
            folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("spro").join("heads")
        });
        Self { path: folder.map(|folder| folder.join(format!("{}.json", identity.id))) }
    }

    /// The last head; `None` when there is none, or when it cannot be read: it is a help, and the
    /// ledger is whole without it.
    pub(crate) fn last(&self) -> Option<Head> {
        serde_json::from_slice(&fs::read(self.path.as_deref()?).ok()?).ok()
    }

    /// Remembers a head, unless a later one was seen meanwhile.
    pub(crate) fn remember(&self, head: Head) -> Result<(), Failure> {
        if self.last().is_some_and(|last| last.position > head.position) {
            return Ok(());
        }
        self.replace(head)
    }

    /// Remembers a head, whatever was seen before.
    pub(crate) fn replace(&self, head: Head) -> Result<(), Failure> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| io_failure(&path, &error)
        };
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let text = serde_json::to_vec(&head)
            .map_err(|error| Failure::new(Exit::Io, "error-store").because(&error))?;
        // Replaced whole, so that a reader finds one head or the other; each process by its own.
        let next = path.with_extension(format!("{}.next", std::process::id()));
        fs::write(&next, text).map_err(failed(&next))?;
        fs::rename(&next, path).map_err(failed(path))
    }
}

/// Whether `store` holds what was seen of it.
///
/// # Errors
/// [`Exit::Older`] when it ends before `seen`, [`Exit::Altered`] when another record stands there.
pub(crate) fn compare(store: &impl Store, seen: Head) -> Result<(), Failure> {
    let head = store.head().map_err(|error| crate::ledger::read_failure(&error))?;
    if head.position < seen.position {
        return Err(Failure::new(Exit::Older, "error-older")
            .with("seen", seen.position)
            .with("found", head.position));
    }
    let found =
        digest_at(store, seen.position).map_err(|error| crate::ledger::read_failure(&error))?;
    if found == Some(seen.digest) {
        Ok(())
    } else {
        Err(Failure::new(Exit::Altered, "error-rewritten").with("position", seen.position))
    }
}

fn digest_at(
    store: &impl Store,
    position: Position,
) -> Result<Option<spro_core::kernel::chain::Digest>, ReadError> {
    let Some(before) = position.get().checked_sub(1) else {
        return Ok(Some(store.identity().genesis().digest));
    };
    let request = ReadRequest { query: Query::all(), after: Position::new(before), limit: Some(1) };
    let mut digest = None;
    store.read(&request, &mut |record| {
        digest = Some(record.digest);
        ControlFlow::Break(())
    })?;
    Ok(digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use spro_core::kernel::chain::Digest;

    #[test]
    fn an_earlier_head_does_not_take_the_place_of_a_later_one() {
        let folder = tempfile::tempdir().unwrap();
        let seen = Seen { path: Some(folder.path().join("heads/ledger.json")) };
        let head = |position| Head {
            position: Position::new(position),
            digest: Digest::from_bytes([1; 32]),
        };
        assert_eq!(seen.last(), None);
        seen.remember(head(7)).unwrap();
        seen.remember(head(5)).unwrap();
        assert_eq!(seen.last(), Some(head(7)));
        seen.replace(head(5)).unwrap();
        assert_eq!(seen.last(), Some(head(5)));
    }
}
