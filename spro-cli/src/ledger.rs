//! Finds the ledger, opens it, records in it.

mod failures;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use spro_core::domain::erasure;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::blob::Blobs as _;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::{BlobId, EventId, LedgerId};
use spro_core::kernel::ledger::{Commit, Ledger};
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::seal::Scope;
use spro_core::kernel::seal::text::KeyOwner;
use spro_core::kernel::snapshot::{Ignored, SaveError};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, Receipt, Store as _};
use spro_core::kernel::subject::Subject;
use spro_core::kernel::unsettled::{CheckError, Unsettled};
use spro_core::views::register::{OpenActions, Register};
use spro_store_fs::{FsBlobs, FsError, FsErrorKind, FsSnapshots, FsStore, FsVault};

pub(crate) use self::failures::{
    blob_failure, erasure_failure, fold_failure, io_failure, of_the_store, open_failure,
    read_failure, record_failure, store_failure,
};
use crate::clock;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::flaws::Told;
use crate::output::Console;
use crate::seen::{self, Seen};

/// The file that makes a folder a ledger.
const MANIFEST: &str = "spro.json";

/// The ledger's folder: the one given, or the nearest upward from here that holds a ledger.
pub(crate) fn find(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = given {
        return if path.join(MANIFEST).exists() {
            Ok(path.to_owned())
        } else {
            Err(Failure::new(Exit::NoLedger, "error-no-ledger-in").with("path", path.display()))
        };
    }
    let here = std::env::current_dir().map_err(|error| io_failure(Path::new("."), &error))?;
    here.ancestors()
        .find(|folder| folder.join(MANIFEST).exists())
        .map(Path::to_owned)
        .ok_or_else(|| Failure::new(Exit::NoLedger, "error-no-ledger"))
}

/// What was folded before of the ledger in a folder.
fn snapshots(root: &Path) -> FsSnapshots {
    FsSnapshots::new(&snapshots_folder(root))
}

fn snapshots_folder(root: &Path) -> PathBuf {
    root.join("cache").join("snapshots")
}

/// What is wrong with what is kept of the open actions, and where it lies; `None` where it is right, or
/// where another version of the program kept it and nothing rests on it.
pub(crate) fn wrong_snapshot(root: &Path) -> Result<Option<(PathBuf, Told)>, Failure> {
    let store = FsStore::open_read_only(root, clock::now as Clock)
        .map_err(|error| store_failure(&error))?;
    let why = match Unsettled::check(&store, OpenActions, &snapshots(root)) {
        Ok(differ) if differ.is_empty() => return Ok(None),
        Err(CheckError::OfNoUse(Ignored::OtherProgram { .. })) => return Ok(None),
        Ok(differ) => {
            let differ: Vec<_> = differ.iter().map(Subject::as_str).collect();
            Told::snapshot_differs(differ.join(", "))
        }
        Err(CheckError::Fold(error)) => return Err(fold_failure(&error)),
        Err(CheckError::OfNoUse(why)) => Told::from(&why),
        Err(other) => return Err(Failure::new(Exit::Io, "error-store").because(&other)),
    };
    Ok(Some((snapshots_folder(root), why)))
}

/// Warns that what was kept of the open actions was of no use, or that it could not be kept. Who may read alone
/// is not told of the latter at each question.
pub(crate) fn tell_snapshot(
    console: &mut Console,
    ignored: Option<&Ignored>,
    unsaved: Option<&SaveError>,
) {
    let is_refused = |why: &&SaveError| {
        let kind = FsError::find(*why).map(FsError::kind);
        matches!(kind, Some(FsErrorKind::ReadOnly | FsErrorKind::PermissionDenied))
    };
    let ignored =
        ignored.map(|why| Failure::new(Exit::Io, "say-snapshot-ignored").because_of(why.into()));
    let unsaved = unsaved
        .filter(|why| !is_refused(why))
        .map(|why| Failure::new(Exit::Io, "say-snapshot-unsaved").after(of_the_store(why)));
    for warning in [ignored, unsaved].into_iter().flatten() {
        let text = warning.message(&console.locale);
        console.warn(&text);
    }
}

/// Drops what is kept of the open actions; the next question makes it anew.
pub(crate) fn drop_snapshot(root: &Path) -> Result<(), Failure> {
    Unsettled::<OpenActions>::drop_from(&snapshots(root)).map_err(|error| of_the_store(&*error))
}

/// How many keys are in the vault though their erasure is on record; none where there is no vault.
pub(crate) fn erased_keys_alive(root: &Path) -> Result<usize, Failure> {
    let store = FsStore::open_read_only(root, clock::now as Clock)
        .map_err(|error| store_failure(&error))?;
    let ledger = store.identity().id;
    let vault = match FsVault::open(&root.join("keys"), ledger, clock::entropy as fn() -> _) {
        Err(error) if error.kind() == FsErrorKind::NoVault => return Ok(0),
        opened => opened.map_err(|error| store_failure(&error))?,
    };
    erasure::alive(&Ledger::new(store, Some(vault)))
        .map(|keys| keys.len())
        .map_err(|error| erasure_failure(&error))
}

/// A ledger that holds no record yet.
fn unbegun(root: &Path) -> Option<FsStore<Clock>> {
    let store = FsStore::open(root, clock::now as Clock).ok()?;
    (store.head().ok()?.position == Position::START).then_some(store)
}

pub(crate) type Clock = fn() -> Stamp;
pub(crate) type Vault = FsVault<fn() -> [u8; 32]>;

/// An open ledger, its keys and its originals.
pub(crate) struct Opened {
    /// Where it lies.
    pub(crate) root: PathBuf,
    /// The records, and the keys of their texts.
    pub(crate) ledger: Ledger<FsStore<Clock>, Vault>,
    /// The documents that were read.
    pub(crate) originals: FsBlobs,
    /// What was folded before.
    pub(crate) snapshots: FsSnapshots,
    seen: Seen,
}

/// An original that is kept before the commit that names it.
pub(crate) struct Kept {
    /// Under which id.
    pub(crate) id: BlobId,
    /// The event that names it.
    pub(crate) event: EventId,
    /// Under whose key it is sealed.
    pub(crate) document: Subject,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

impl Opened {
    /// Opens a ledger to ask it. Nothing is written, so that one on a read-only disk answers.
    pub(crate) fn to_read(console: &mut Console, given: Option<&Path>) -> Result<Self, Failure> {
        let root = find(given)?;
        let store = FsStore::open_read_only(&root, clock::now as Clock)
            .map_err(|error| store_failure(&error))?;
        let mut opened = Self::with(root, store)?;
        // A backup of the keys brings erased names back, and a reader may not destroy them.
        let erased = erasure::alive(&opened.ledger).map_err(|error| erasure_failure(&error))?;
        opened.ledger.keyring_mut().withhold(erased);
        match opened.compare_with_seen() {
            // Who can read but not remember has the answer all the same.
            Ok(()) => drop(opened.head().and_then(|head| opened.seen.remember(head))),
            Err(failure) => {
                let message = failure.message(&console.locale);
                console.warn(&message);
            }
        }
        Ok(opened)
    }

    /// Opens a ledger to record in it; what a crash left undone is done first.
    ///
    /// # Errors
    /// [`Exit::Older`] and [`Exit::Altered`] when it is not the ledger that was seen here before:
    /// what is recorded in an old copy is missing from the other, for ever.
    pub(crate) fn to_write(console: &mut Console, given: Option<&Path>) -> Result<Self, Failure> {
        let root = find(given)?;
        let store =
            FsStore::open(&root, clock::now as Clock).map_err(|error| store_failure(&error))?;
        if let Some(recovered) = store.recovered() {
            let key = if recovered.set_aside.is_some() { "say-set-aside" } else { "say-recovered" };
            let text = console.locale.text(key);
            console.warn(&text);
        }
        let opened = Self::with(root, store)?;
        opened.compare_with_seen()?;
        opened.resume_erasures()?;
        Ok(opened)
    }

    /// Makes an empty ledger, or goes on to make one that a crash left without keys or records.
    pub(crate) fn create(root: &Path) -> Result<Self, Failure> {
        let fresh =
            LedgerIdentity { id: LedgerId::from_bytes(clock::entropy()), nonce: clock::entropy() };
        let store = match FsStore::create(root, fresh, clock::now(), clock::now as Clock) {
            Err(error) if error.kind() == FsErrorKind::NotEmpty => {
                unbegun(root).ok_or_else(|| store_failure(&error))?
            }
            made => made.map_err(|error| store_failure(&error))?,
        };
        FsVault::create(&root.join("keys"), store.identity().id, clock::entropy as fn() -> _)
            .map_err(|error| store_failure(&error))?;
        Self::with(root.to_owned(), store)
    }

    fn with(root: PathBuf, store: FsStore<Clock>) -> Result<Self, Failure> {
        let identity = store.identity();
        let vault = FsVault::open(&root.join("keys"), identity.id, clock::entropy as fn() -> _)
            .map_err(|error| store_failure(&error))?;
        let originals = FsBlobs::new(&root.join("blobs"));
        let snapshots = snapshots(&root);
        let threads = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let ledger = Ledger::new(store, Some(vault)).making_on(threads);
        Ok(Self { root, ledger, originals, snapshots, seen: Seen::of(&identity) })
    }

    fn compare_with_seen(&self) -> Result<(), Failure> {
        match self.seen.last() {
            Some(last) => seen::compare(self.ledger.store(), last),
            None => Ok(()),
        }
    }

    /// Brings to their end the erasures that a crash cut off, or that a restored backup undid.
    fn resume_erasures(&self) -> Result<(), Failure> {
        let vault = self.ledger.keyring().vault();
        let _erasing =
            vault.map(FsVault::erasing).transpose().map_err(|error| store_failure(&error))?;
        erasure::resume(&self.ledger, &self.originals)
            .map(drop)
            .map_err(|error| erasure_failure(&error))
    }

    /// What is known, as of when it is asked.
    pub(crate) fn register(&self, as_of: AsOf) -> Result<Register, Failure> {
        Register::of(self.ledger.store(), as_of).map_err(|error| fold_failure(&error))
    }

    /// Records a commit; see [`record_with`](Self::record_with).
    pub(crate) fn record(
        &mut self,
        commit: Commit<RegisterEvent>,
        guard: &Guard,
    ) -> Result<Receipt, Failure> {
        self.record_with(commit, guard, None)
    }

    /// Keeps an original, then records a commit. One whose outcome is not known is sent once more,
    /// to the ledger opened anew, which settles it.
    pub(crate) fn record_with(
        &mut self,
        commit: Commit<RegisterEvent>,
        guard: &Guard,
        kept: Option<&Kept>,
    ) -> Result<Receipt, Failure> {
        let sent = match self.send(commit.clone(), guard, kept) {
            Err(failure) if failure.exit() == Exit::Indeterminate => {
                let store = FsStore::open(&self.root, clock::now as Clock);
                let store = store.map_err(|_| failure)?;
                *self = Self::with(self.root.clone(), store)?;
                self.send(commit, guard, kept)
            }
            settled => settled,
        };
        if let (Err(failure), Some(kept)) = (&sent, kept)
            && failure.exit() != Exit::Indeterminate
        {
            // What was kept for a commit that was refused belongs to nothing.
            self.originals.remove(&kept.id).map_err(|error| blob_failure(&error))?;
        }
        sent
    }

    fn send(
        &self,
        commit: Commit<RegisterEvent>,
        guard: &Guard,
        kept: Option<&Kept>,
    ) -> Result<Receipt, Failure> {
        // No key may be destroyed between the sealing and the append.
        let keyring = self.ledger.keyring();
        let _sealing = keyring
            .vault()
            .map(FsVault::sealing)
            .transpose()
            .map_err(|error| store_failure(&error))?;
        if let Some(Kept { id, event, document, bytes }) = kept {
            let owner = KeyOwner::Subject(document.clone());
            let sealed = keyring
                .sealing()
                .and_then(|sealing| sealing.seal_original(bytes, Scope::Source, *event, &owner))
                .map_err(|error| open_failure(&error))?;
            self.originals.put(id, &sealed).map_err(|error| blob_failure(&error))?;
        }
        self.ledger.record(commit, guard).map_err(|error| record_failure(&error))
    }

    /// The last place that is recorded for good.
    pub(crate) fn head(&self) -> Result<Head, Failure> {
        self.ledger.store().head().map_err(|error| read_failure(&error))
    }

    /// Closes a ledger that was opened to record in it, and remembers its head.
    pub(crate) fn close(&self, console: &mut Console) -> Result<Head, Failure> {
        // A ledger that cannot be folded is told of by the next question: this command has recorded.
        if let Ok(kept) = Unsettled::resume(self.ledger.store(), OpenActions, &self.snapshots) {
            tell_snapshot(console, kept.ignored.as_ref(), kept.unsaved.as_ref());
        }
        self.ledger.store().close().map_err(|error| store_failure(&error))?;
        let head = self.head()?;
        // What is recorded is, whether or not it can be remembered here.
        drop(self.seen.remember(head));
        Ok(head)
    }
}
