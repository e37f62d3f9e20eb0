//! The vault of a ledger's keys, in a folder.
//!
//! All that it holds in an epoch is one file, which is never changed. To destroy keys, the file of
//! the next epoch is made durable; from then on the keys are destroyed, whatever happens, since
//! whoever opens the vault next overwrites and removes the files of earlier epochs.

mod keys;
mod sealers;

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::seal::Key;
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, Vault, VaultError};
use zeroize::Zeroizing;

use self::keys::Keys;
use self::sealers::Sealers;
pub use self::sealers::SealingLock;
use crate::disk::{Access, Disk, LockKind, Visibility};
use crate::error::{FsError, FsErrorKind};
use crate::flaw::Flaw;
use crate::folder::{overwrite_and_remove, parent_of, read_span, refuse_network, write_new};
use crate::lock::{self, Held};
use crate::options::Options;

pub(crate) const LOCK: &str = "LOCK";
const SUFFIX: &str = ".jsonl";
const UNFINISHED: &str = ".jsonl.tmp";

/// Keeps the keys of one ledger in a folder that its owner alone can read.
///
/// Secrets come from `entropy`, and are wiped from memory when they are of no more use. Who seals
/// holds [`FsVault::sealing`] until the append returned; who erases holds [`FsVault::erasing`] from
/// the scan for the keys in use on. They exclude each other, across processes.
pub struct FsVault<F> {
    place: Place,
    ledger: LedgerId,
    entropy: F,
    held: Mutex<Option<Keys>>,
    sealers: Sealers,
    erasing: Mutex<Option<Held>>,
}

/// Where the vault lies, and how it is reached.
struct Place {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    options: Options,
}

/// While it lives, nobody else seals or destroys.
#[must_use = "others are kept away only while it lives"]
pub struct ErasingLock<'v> {
    erasing: &'v Mutex<Option<Held>>,
}

impl Drop for ErasingLock<'_> {
    fn drop(&mut self) {
        *self.erasing.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl<F: Fn() -> [u8; 32]> FsVault<F> {
    /// Makes the vault of a new ledger; it is durable when this returns.
    ///
    /// Make it before the ledger's first commit. What a crash in here leaves may be made anew.
    ///
    /// # Errors
    /// [`FsError::NotEmpty`] where there is a vault, [`FsError::NetworkFolder`], or [`FsError::Io`].
    pub fn create(folder: &Path, ledger: LedgerId, entropy: F) -> Result<Self, FsError> {
        Options::new().create_vault(folder, ledger, entropy)
    }

    /// Opens a vault, also where it cannot be written. A destruction that a crash interrupted is
    /// brought to its end where it can be.
    ///
    /// # Errors
    /// [`FsError::NoVault`] where there is none, [`FsError::Unreadable`] when its file was changed
    /// or is another ledger's.
    pub fn open(folder: &Path, ledger: LedgerId, entropy: F) -> Result<Self, FsError> {
        Options::new().open_vault(folder, ledger, entropy)
    }

    /// Keeps keys from being destroyed, until what it gives is dropped.
    ///
    /// # Errors
    /// [`FsError::Busy`] while others erase; or [`FsError::Io`].
    pub fn sealing(&self) -> Result<SealingLock, FsError> {
        let Place { disk, folder, options } = &self.place;
        self.sealers.join(&**disk, &folder.join(LOCK), options.lock_wait)
    }

    /// Keeps others from sealing and destroying, until what it gives is dropped.
    ///
    /// # Errors
    /// [`FsError::Busy`] while others seal or erase, this process among them; or [`FsError::Io`].
    pub fn erasing(&self) -> Result<ErasingLock<'_>, FsError> {
        let held = self.place.lock()?;
        *self.erasing.lock().unwrap_or_else(PoisonError::into_inner) = Some(held);
        Ok(ErasingLock { erasing: &self.erasing })
    }

    pub(crate) fn create_on(
        disk: Arc<dyn Disk>,
        folder: &Path,
        options: &Options,
        ledger: LedgerId,
        entropy: F,
    ) -> Result<Self, FsError> {
        let place = Place { disk, folder: folder.to_owned(), options: options.clone() };
        place.make_folder()?;
        refuse_network(&*place.disk, folder, options)?;
        let _lock = place.lock()?;
        let listing = place.list()?;
        if !listing.epochs.is_empty() {
            return Err(FsError::NotEmpty { path: folder.to_owned() });
        }
        place.remove_all(listing.unfinished)?;
        let keys = Keys::first(ledger, Key::from_bytes(*Zeroizing::new(entropy())));
        place.keep(&keys)?;
        place.sync_dir(parent_of(folder))?;
        Ok(Self::with(place, ledger, entropy, keys))
    }

    pub(crate) fn open_on(
        disk: Arc<dyn Disk>,
        folder: &Path,
        options: &Options,
        ledger: LedgerId,
        entropy: F,
    ) -> Result<Self, FsError> {
        let place = Place { disk, folder: folder.to_owned(), options: options.clone() };
        let keys = place.read(ledger)?;
        refuse_network(&*place.disk, folder, options)?;
        if place.list()?.has_leftovers() {
            place.finish_where_possible()?;
        }
        Ok(Self::with(place, ledger, entropy, keys))
    }

    fn with(place: Place, ledger: LedgerId, entropy: F, keys: Keys) -> Self {
        let (held, erasing) = (Mutex::new(Some(keys)), Mutex::new(None));
        let sealers = Sealers::default();
        Self { place, ledger, entropy, held, sealers, erasing }
    }

    /// The keys, as they are now: another process may have begun an epoch.
    fn keys(&self) -> Result<HeldKeys<'_>, FsError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = match &*held {
            Some(keys) => self.place.has(keys.epoch)?,
            None => false,
        };
        if !is_current {
            *held = None;
            *held = Some(self.place.read(self.ledger)?);
        }
        Ok(HeldKeys(held))
    }

    /// The caller holds the exclusive lock.
    fn destroy_locked(
        &self,
        ids: &BTreeSet<KeyId>,
        in_use: &BTreeSet<(Epoch, KeyId)>,
    ) -> Result<(), VaultError> {
        self.place.finish().map_err(unavailable)?;
        let mut held = self.keys().map_err(unavailable)?;
        let keys = held.get()?;
        if keys.are_destroyed(ids) {
            return Ok(());
        }
        let secret = Key::from_bytes(*Zeroizing::new((self.entropy)()));
        let next = keys.without(ids, in_use, secret)?;
        // Forgotten first: whatever comes of it is read anew.
        *held.0 = None;
        self.place.keep(&next).map_err(unavailable)?;
        self.place.finish().map_err(unavailable)
    }
}

/// The keys in memory, while they are looked at.
struct HeldKeys<'a>(MutexGuard<'a, Option<Keys>>);

impl HeldKeys<'_> {
    fn get(&self) -> Result<&Keys, VaultError> {
        self.0.as_ref().ok_or_else(|| VaultError::Unavailable("the keys are being replaced".into()))
    }
}

impl<F: Fn() -> [u8; 32]> Vault for FsVault<F> {
    fn current(&self) -> Result<Epoch, VaultError> {
        self.keys().map_err(unavailable)?.get().map(|keys| keys.epoch)
    }

    fn key(&self, epoch: Epoch, id: &KeyId) -> Result<KeyState, VaultError> {
        self.keys().map_err(unavailable)?.get()?.key(epoch, id)
    }

    fn destroy(
        &self,
        ids: &BTreeSet<KeyId>,
        in_use: &BTreeSet<(Epoch, KeyId)>,
    ) -> Result<(), VaultError> {
        let is_locked = self.erasing.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        let _lock = if is_locked { None } else { Some(self.erasing().map_err(unavailable)?) };
        self.destroy_locked(ids, in_use)
    }
}

impl<F> fmt::Debug for FsVault<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FsVault({})", self.place.folder.display())
    }
}

fn unavailable(error: FsError) -> VaultError {
    VaultError::Unavailable(error.into())
}

/// How a vault is found.
pub(crate) struct Checked {
    /// Its keys are as they were written.
    pub(crate) keys: Result<(), FsError>,
    /// What a destruction left that did not come to its end.
    pub(crate) leftovers: Vec<PathBuf>,
    /// What is no part of a vault.
    pub(crate) unknown: Vec<PathBuf>,
}

/// Checks a vault without changing it.
pub(crate) fn check(
    disk: &Arc<dyn Disk>,
    folder: &Path,
    ledger: LedgerId,
) -> Result<Checked, FsError> {
    let (disk, folder) = (Arc::clone(disk), folder.to_owned());
    let place = Place { disk, folder, options: Options::new() };
    let mut listing = place.list()?;
    listing.epochs.pop();
    let old = listing.epochs.into_iter().map(|epoch| place.path(epoch));
    let leftovers = old.chain(listing.unfinished).collect();
    let keys = place.read(ledger).map(drop);
    Ok(Checked { keys, leftovers, unknown: listing.unknown })
}

/// What the folder holds.
#[derive(Debug, Default)]
struct Listing {
    /// In order.
    epochs: Vec<Epoch>,
    unfinished: Vec<PathBuf>,
    unknown: Vec<PathBuf>,
}

impl Listing {
    fn has_leftovers(&self) -> bool {
        self.epochs.len() > 1 || !self.unfinished.is_empty()
    }
}

impl Place {
    fn path(&self, epoch: Epoch) -> PathBuf {
        self.folder.join(format!("{:010}{SUFFIX}", epoch.get()))
    }

    fn make_folder(&self) -> Result<(), FsError> {
        let exists = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
        match self.disk.create_dir(&self.folder, Visibility::Private) {
            Err(error) if exists(&error) => {}
            made => made.map_err(FsError::io("create", &self.folder))?,
        }
        let lock = self.folder.join(LOCK);
        match self.disk.create(&lock, Visibility::Private) {
            Err(error) if exists(&error) => Ok(()),
            made => made.map(drop).map_err(FsError::io("create", &lock)),
        }
    }

    /// Takes the exclusive lock, of a file of its own: those who seal in this process hold theirs.
    fn lock(&self) -> Result<Held, FsError> {
        let path = self.folder.join(LOCK);
        let file = self.disk.open(&path, Access::Read).map_err(FsError::io("open", &path))?;
        lock::acquire(&file, &path, LockKind::Exclusive, self.options.lock_wait)
    }

    fn list(&self) -> Result<Listing, FsError> {
        let names = match self.disk.names(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(FsError::NoVault { path: self.folder.clone() });
            }
            names => names.map_err(FsError::io("list", &self.folder))?,
        };
        let mut listing = Listing::default();
        for name in names {
            let path = self.folder.join(&name);
            let text = name.to_str().unwrap_or_default();
            let epoch = |suffix| text.strip_suffix(suffix)?.parse().ok().map(Epoch::new);
            match (epoch(SUFFIX), epoch(UNFINISHED)) {
                (Some(epoch), _) if self.path(epoch) == path => listing.epochs.push(epoch),
                (_, Some(_)) => listing.unfinished.push(path),
                _ if text == LOCK => {}
                _ => listing.unknown.push(path),
            }
        }
        listing.epochs.sort_unstable();
        Ok(listing)
    }

    fn has(&self, epoch: Epoch) -> Result<bool, FsError> {
        let path = self.path(epoch);
        match self.disk.look(&path) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(FsError::io("open", &path)(error)),
        }
    }

    /// Reads the file of the last epoch.
    fn read(&self, ledger: LedgerId) -> Result<Keys, FsError> {
        let mut gone = None;
        // Whoever destroys keys removes the file once that of the next epoch is there.
        for _ in 0..8 {
            let Some(epoch) = self.list()?.epochs.pop() else {
                return Err(FsError::NoVault { path: self.folder.clone() });
            };
            match self.read_epoch(epoch) {
                Ok(keys) if keys.ledger == ledger => return Ok(keys),
                Ok(_) => {
                    let why = Flaw::OtherKeys;
                    return Err(FsError::Unreadable { path: self.path(epoch), why });
                }
                Err(FsError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                    gone = Some(FsError::io("open", &self.path(epoch))(source));
                }
                Err(error) => return Err(error),
            }
        }
        Err(gone.unwrap_or_else(|| FsError::NoVault { path: self.folder.clone() }))
    }

    fn read_epoch(&self, epoch: Epoch) -> Result<Keys, FsError> {
        let path = self.path(epoch);
        let file = self.disk.open(&path, Access::Read).map_err(FsError::io("open", &path))?;
        let bytes = Zeroizing::new(read_span(file, &path, 0, u64::MAX)?);
        match Keys::read(&bytes) {
            Some(keys) if keys.epoch == epoch => Ok(keys),
            _ => Err(FsError::Unreadable { path, why: Flaw::Changed }),
        }
    }

    /// Makes the file of an epoch; it is durable, and in force, when this returns.
    fn keep(&self, keys: &Keys) -> Result<(), FsError> {
        let path = self.path(keys.epoch);
        let unfinished = path.with_extension("jsonl.tmp");
        write_new(&*self.disk, &unfinished, &keys.write(), Visibility::Private)?;
        self.disk.rename_new(&unfinished, &path).map_err(FsError::io("name", &path))?;
        self.sync_dir(&self.folder)
    }

    /// Removes all but the last epoch, its secrets overwritten first.
    fn finish(&self) -> Result<(), FsError> {
        let mut listing = self.list()?;
        if !listing.has_leftovers() {
            return Ok(());
        }
        let last = listing.epochs.pop();
        // Nothing goes before what replaces it is whole, and durable under its name.
        last.map(|last| self.read_epoch(last)).transpose()?;
        self.sync_dir(&self.folder)?;
        let old = listing.epochs.into_iter().map(|epoch| self.path(epoch));
        self.remove_all(old.chain(listing.unfinished))
    }

    fn finish_where_possible(&self) -> Result<(), FsError> {
        let finished = self.lock().and_then(|_lock| self.finish());
        match finished {
            Err(error)
                if matches!(
                    error.kind(),
                    FsErrorKind::ReadOnly | FsErrorKind::PermissionDenied | FsErrorKind::Busy
                ) =>
            {
                Ok(())
            }
            finished => finished,
        }
    }

    fn remove_all(&self, paths: impl IntoIterator<Item = PathBuf>) -> Result<(), FsError> {
        for path in paths {
            overwrite_and_remove(&*self.disk, &path)?;
        }
        self.sync_dir(&self.folder)
    }

    fn sync_dir(&self, path: &Path) -> Result<(), FsError> {
        self.disk.sync_dir(path).map_err(FsError::io("sync", path))
    }
}
