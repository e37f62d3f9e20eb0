//! The register itself: a ledger in a folder, its texts and names sealed with the keys of a vault.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use spro_core::domain::erasure;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::event::Fact;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::ledger::{Commit, Ledger};
use spro_core::kernel::query::{Alternative, Query};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, ReadRequest, Receipt, Store as _};
use spro_core::kernel::unsettled::Unsettled;
use spro_core::views::register::OpenActions;
use spro_store_fs::{FsSnapshots, FsStore, FsVault, Options, ReadCheck, ReadThreads};

use crate::clear::Asked;
use crate::contender::{Append, Contender, Hashes, Manner};
use crate::fold::Tally;
use crate::workload::{self, Import};

const IDENTITY: LedgerIdentity =
    LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };

/// A store on disk whose commits are stamped with the time of day.
pub type Store = FsStore<fn() -> Stamp>;

/// A vault on disk whose keys are the same each time.
pub type Keys = FsVault<fn() -> [u8; 32]>;

/// How a ledger is read, beside the manner of the rows that say nothing of it.
const OTHERS: [Manner; 3] = [
    Manner { hashes: Hashes::NotChecked, threads: ReadThreads::One },
    Manner { hashes: Hashes::Checked, threads: ReadThreads::Two },
    Manner { hashes: Hashes::NotChecked, threads: ReadThreads::Two },
];

/// A ledger and its vault.
pub struct Spro {
    root: PathBuf,
    ledger: Ledger<Store, Keys>,
    /// The same, which read in other manners; opened when they are first asked for.
    others: [OnceLock<Store>; OTHERS.len()],
}

fn now() -> Stamp {
    Stamp::new(SystemTime::now().into())
}

const fn entropy() -> [u8; 32] {
    [7; 32]
}

impl Spro {
    /// Opens the ledger in a folder, or makes it.
    ///
    /// # Errors
    /// Those of the store and of the vault.
    pub fn open(folder: &Path) -> Result<Self> {
        let (root, clock) = (folder.join("ledger"), now as fn() -> Stamp);
        let (keys, entropy) = (root.join("keys"), entropy as fn() -> [u8; 32]);
        let (store, vault) = if root.exists() {
            (one_thread().open(&root, clock)?, FsVault::open(&keys, IDENTITY.id, entropy)?)
        } else {
            std::fs::create_dir_all(folder)?;
            let store = FsStore::create(&root, IDENTITY, now(), clock)?;
            (store, FsVault::create(&keys, IDENTITY.id, entropy)?)
        };
        let threads = thread::available_parallelism()?;
        let ledger = Ledger::new(store, Some(vault)).making_on(threads);
        Ok(Self { root, ledger, others: Default::default() })
    }

    /// Opens the store for reading alone, and the keys beside it, as a program does that answers: those
    /// whose erasure is on record are withheld.
    ///
    /// # Errors
    /// Those of the store and of the vault.
    pub fn open_to_read(folder: &Path) -> Result<Ledger<Store, Keys>> {
        let root = folder.join("ledger");
        let store = FsStore::open_read_only(&root, now as fn() -> Stamp)?;
        let vault = FsVault::open(&root.join("keys"), IDENTITY.id, entropy as fn() -> [u8; 32])?;
        let mut ledger = Ledger::new(store, Some(vault));
        let erased = erasure::alive(&ledger)?;
        ledger.keyring_mut().withhold(erased);
        Ok(ledger)
    }

    /// What was folded before of the ledger in a folder.
    pub fn snapshots(folder: &Path) -> FsSnapshots {
        FsSnapshots::new(&folder.join("ledger").join("cache").join("snapshots"))
    }

    /// Saves which actions may be open, as a program does that recorded.
    ///
    /// # Errors
    /// Those of the ledger.
    pub fn save(&self, folder: &Path) -> Result<()> {
        Unsettled::resume(self.ledger.store(), OpenActions, &Self::snapshots(folder))?;
        Ok(())
    }

    /// Seals and records a commit, while no key can be destroyed.
    ///
    /// # Errors
    /// Those of the ledger.
    pub fn record(&self, commit: Commit<RegisterEvent>) -> Result<Receipt> {
        let vault = self.ledger.keyring().vault().context("the register has a vault")?;
        let _sealing = vault.sealing()?;
        Ok(self.ledger.record(commit, &Guard::unguarded())?)
    }

    /// Closes the ledger.
    ///
    /// # Errors
    /// Those of the store.
    pub fn shut(self) -> Result<()> {
        Ok(self.ledger.store().close()?)
    }

    /// Types the facts that match, in order.
    ///
    /// # Errors
    /// Those of the store, and of a fact that is not known.
    pub fn visit(&self, query: Query, visit: &mut dyn FnMut(&Fact<RegisterEvent>)) -> Result<()> {
        Self::visit_in(self.ledger.store(), query, visit)
    }

    fn visit_in(
        store: &Store,
        query: Query,
        visit: &mut dyn FnMut(&Fact<RegisterEvent>),
    ) -> Result<()> {
        let mut failed = None;
        store.read_made(&ReadRequest::from_start(query), Fact::decode, |decoded| {
            if let Ok(fact) = decoded {
                fact.iter().for_each(&mut *visit);
                return ControlFlow::Continue(());
            }
            failed = std::mem::replace(decoded, Ok(None)).err();
            ControlFlow::Break(())
        })?;
        failed.map_or(Ok(()), |error| Err(error.into()))
    }

    fn read(store: &Store, query: Query) -> Result<Tally> {
        let mut tally = Tally::default();
        Self::visit_in(store, query, &mut |fact| tally.fold(fact.subject.as_str(), &fact.event))?;
        Ok(tally)
    }
}

/// The rows say that one thread reads, as the peers do.
fn one_thread() -> Options {
    Options::new().read_threads(ReadThreads::One)
}

fn query_of(asked: Asked) -> Result<Query> {
    Ok(match asked {
        Asked::All => Query::all(),
        Asked::Folded => {
            let types = Tally::types().map(EventType::parse).collect::<Result<Vec<_>, _>>()?;
            Query::any([Alternative::default().typed(types)])
        }
    })
}

impl Contender for Spro {
    fn prepare(&self, import: Import) -> Result<Append<'_>> {
        let commit = import.into_commit();
        Ok(Box::new(move || self.record(commit).map(drop)))
    }

    fn replay(&self, asked: Asked) -> Result<Tally> {
        Self::read(self.ledger.store(), query_of(asked)?)
    }

    fn replay_in(&self, asked: Asked, manner: Manner) -> Result<Tally> {
        let other = OTHERS.iter().zip(&self.others).find(|(other, _)| **other == manner);
        let Some((Manner { hashes, threads }, opened)) = other else {
            return self.replay(asked);
        };
        let query = query_of(asked)?;
        if let Some(store) = opened.get() {
            return Self::read(store, query);
        }
        let check = match hashes {
            Hashes::Checked => ReadCheck::Digests,
            Hashes::NotChecked => ReadCheck::Framing,
        };
        let options = Options::new().read_threads(*threads).read_check(check);
        let store = options.open_read_only(&self.root, now as fn() -> Stamp)?;
        Self::read(opened.get_or_init(|| store), query)
    }

    fn meeting(&self, number: u64) -> Result<Option<Tally>> {
        let minutes = workload::minutes(number)?;
        Self::read(self.ledger.store(), Query::any([Alternative::default().mentioning(minutes)]))
            .map(Some)
    }

    fn close(self: Box<Self>) -> Result<()> {
        self.shut()
    }
}
