//! Where keys are kept, apart from the log.
//!
//! A vault has one secret an *epoch*, from which the key of each person, document and commit is
//! derived: making a key costs no write and no sync. To destroy keys, the vault begins a new
//! epoch, keeps the keys of the survivors of the old ones one by one, and destroys the old
//! secrets; what was not named as a survivor can never be derived again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::Key;
use crate::kernel::store::BoxError;

/// A period of the vault between two destructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(u32);

impl Epoch {
    /// The epoch with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Names a key: the text of a subject, or of a commit's id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyId(String);

impl KeyId {
    /// The key of a subject or of a commit, by its text.
    pub fn of(owner: &impl fmt::Display) -> Self {
        Self(owner.to_string())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a vault holds of a key.
#[derive(Debug, Clone)]
pub enum KeyState {
    /// The key.
    Active(Key),
    /// It was destroyed, and what it sealed is erased.
    Destroyed,
}

/// Keeps keys. An unreachable vault is an error, never an erasure.
pub trait Vault {
    /// The epoch in which new values are sealed.
    ///
    /// # Errors
    /// [`VaultError`] when the vault cannot be reached.
    fn current(&self) -> Result<Epoch, VaultError>;

    /// The key of this name in an epoch.
    ///
    /// # Errors
    /// [`VaultError`] when the vault cannot be reached, or never had this epoch.
    fn key(&self, epoch: Epoch, id: &KeyId) -> Result<KeyState, VaultError>;

    /// Destroys keys, in all epochs, for good, and begins a new epoch.
    ///
    /// `in_use` names every key that sealed something, with its epoch: those that are not
    /// destroyed are kept. It must be complete, and nothing may be sealed meanwhile. The names
    /// stay destroyed: no new key is ever made for them. To destroy a key again changes nothing.
    ///
    /// # Errors
    /// [`VaultError`]; the call may be repeated until it succeeds.
    fn destroy(
        &self,
        ids: &BTreeSet<KeyId>,
        in_use: &BTreeSet<(Epoch, KeyId)>,
    ) -> Result<(), VaultError>;
}

/// Why a vault gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// It could not be reached, read or written.
    #[error("the vault of keys cannot be reached")]
    Unavailable(#[source] BoxError),
    /// It never had this epoch: it is not this ledger's vault, or an old copy of it.
    #[error("this vault of keys has no epoch {epoch}: is it an old copy, or another ledger's?")]
    NoSuchEpoch {
        /// The epoch that was asked for.
        epoch: Epoch,
    },
}

/// The key of a name, derived from the secret of an epoch.
pub fn derive(secret: &Key, id: &KeyId) -> Key {
    Key::from_bytes(secret.derive("spro vault 1", &[id.as_str().as_bytes()]))
}

/// A vault in memory, whose secrets come from `entropy`.
pub struct MemoryVault<F> {
    entropy: F,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// The secret of each epoch; `None` once it is destroyed.
    secrets: Vec<Option<Key>>,
    survivors: BTreeMap<(Epoch, KeyId), Key>,
    destroyed: BTreeSet<KeyId>,
}

impl<F: Fn() -> [u8; 32]> MemoryVault<F> {
    /// A vault in its first epoch.
    pub fn new(entropy: F) -> Self {
        let secrets = vec![Some(Key::from_bytes(entropy()))];
        Self { entropy, kept: Mutex::new(Kept { secrets, ..Kept::default() }) }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<F> fmt::Debug for MemoryVault<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryVault(…)")
    }
}

impl Kept {
    fn current(&self) -> Epoch {
        Epoch(u32::try_from(self.secrets.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    fn key(&self, epoch: Epoch, id: &KeyId) -> Result<KeyState, VaultError> {
        if self.destroyed.contains(id) {
            return Ok(KeyState::Destroyed);
        }
        let index = usize::try_from(epoch.0).unwrap_or(usize::MAX);
        let secret = self.secrets.get(index).ok_or(VaultError::NoSuchEpoch { epoch })?;
        let kept = || self.survivors.get(&(epoch, id.clone())).cloned();
        let key = secret.as_ref().map(|secret| derive(secret, id)).or_else(kept);
        Ok(key.map_or(KeyState::Destroyed, KeyState::Active))
    }
}

impl<F: Fn() -> [u8; 32]> Vault for MemoryVault<F> {
    fn current(&self) -> Result<Epoch, VaultError> {
        Ok(self.kept().current())
    }

    fn key(&self, epoch: Epoch, id: &KeyId) -> Result<KeyState, VaultError> {
        self.kept().key(epoch, id)
    }

    fn destroy(
        &self,
        ids: &BTreeSet<KeyId>,
        in_use: &BTreeSet<(Epoch, KeyId)>,
    ) -> Result<(), VaultError> {
        let mut kept = self.kept();
        if ids.is_subset(&kept.destroyed) {
            return Ok(());
        }
        kept.destroyed.extend(ids.iter().cloned());
        let mut survivors = BTreeMap::new();
        for (epoch, id) in in_use {
            if let KeyState::Active(key) = kept.key(*epoch, id)? {
                survivors.insert((*epoch, id.clone()), key);
            }
        }
        kept.survivors = survivors;
        for secret in &mut kept.secrets {
            *secret = None;
        }
        kept.secrets.push(Some(Key::from_bytes((self.entropy)())));
        Ok(())
    }
}
