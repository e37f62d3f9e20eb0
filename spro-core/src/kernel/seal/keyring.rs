//! [`Keyring`]: seals and opens the values of one ledger with the keys of its vault.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::text::{KeyOwner, SealedText, Text, TextPlace};
use super::vault::{Epoch, KeyId, KeyState, Vault, VaultError};
use super::{Place, Scope, SealError, Sealed, SealingKey};
use crate::kernel::id::{CommitId, EventId, LedgerId};
use crate::kernel::subject::Subject;

/// Seals and opens the values of one ledger.
///
/// It remembers some of the keys that it used. Without a vault the ledger's texts
/// stand in the clear.
///
/// ```
/// use std::collections::BTreeSet;
/// use spro_core::kernel::id::{EventId, LedgerId};
/// use spro_core::kernel::seal::Scope;
/// use spro_core::kernel::seal::keyring::{Keyring, Opened};
/// use spro_core::kernel::seal::text::{Field, KeyOwner, TextPlace};
/// use spro_core::kernel::seal::vault::{MemoryVault, Vault};
/// use spro_core::kernel::subject::Subject;
///
/// let secrets = std::cell::Cell::new(0);
/// let vault = MemoryVault::new(|| [secrets.replace(secrets.get() + 1); 32]);
/// let keyring = Keyring::new(LedgerId::from_bytes([1; 16]), Some(vault));
/// let owner = KeyOwner::Subject(Subject::parse("person/a")?);
/// let (event, field) = (EventId::from_bytes([1; 16]), Field::named("name"));
/// let place = TextPlace { event, field, owner: owner.clone() };
///
/// let name = keyring.sealing()?.seal("Ada Hesperus", Scope::Subject, place)?;
/// assert_eq!(keyring.open(&name)?, Opened::Clear("Ada Hesperus".into()));
///
/// let vault = keyring.vault().unwrap();
/// let in_use = BTreeSet::from([(vault.current()?, owner.key_id())]);
/// vault.destroy(&BTreeSet::from([owner.key_id()]), &in_use)?;
/// keyring.forget();
/// assert_eq!(keyring.open(&name)?, Opened::Erased);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Keyring<V> {
    ledger: LedgerId,
    vault: Option<V>,
    used: Mutex<HashMap<(Epoch, KeyOwner), Ready>>,
    withheld: BTreeSet<KeyId>,
}

/// A key as it is used; `None` when it was destroyed.
type Ready = Option<Arc<SealingKey>>;

/// Seals values in the epoch that was the vault's present one when it was begun: a commit's, all in
/// one.
#[derive(Debug)]
pub struct Sealing<'k, V> {
    keyring: &'k Keyring<V>,
    /// `None` without a vault.
    epoch: Option<Epoch>,
    /// What was asked for last: the texts of a document follow one another.
    last: RefCell<Option<(KeyOwner, Ready)>>,
}

/// How many keys a keyring remembers.
const REMEMBERED: usize = 4096;

/// A text as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened<'t> {
    /// The text.
    Clear(Cow<'t, str>),
    /// Its key was destroyed, and it with it.
    Erased,
}

impl<V: Vault> Keyring<V> {
    /// The keys of a ledger, from its vault; `None` for a ledger whose texts stand in the clear.
    pub fn new(ledger: LedgerId, vault: Option<V>) -> Self {
        Self { ledger, vault, used: Mutex::new(HashMap::new()), withheld: BTreeSet::new() }
    }

    /// The vault.
    pub const fn vault(&self) -> Option<&V> {
        self.vault.as_ref()
    }

    /// Opens a text.
    ///
    /// # Errors
    /// [`OpenError`]; never for an erased one, which is an answer.
    pub fn open<'t>(&self, text: &'t Text) -> Result<Opened<'t>, OpenError> {
        let sealed = match text {
            Text::Plain(text) => return Ok(Opened::Clear(Cow::Borrowed(text))),
            Text::Sealed(sealed) => sealed,
        };
        let TextPlace { event, field, owner } = sealed.place().ok_or(OpenError::NoPlace)?;
        match self.key(sealed.value().epoch(), owner)? {
            None => Ok(Opened::Erased),
            Some(key) => {
                let field = field.text();
                let place = Place { ledger: self.ledger, event: *event, field: &field };
                Ok(Opened::Clear(Cow::Owned(sealed.value().open(&key, &place)?)))
            }
        }
    }

    /// Begins to seal. Nothing may be destroyed until what is sealed is recorded.
    ///
    /// # Errors
    /// [`OpenError`] when the vault gives no answer.
    pub fn sealing(&self) -> Result<Sealing<'_, V>, OpenError> {
        let epoch = self.vault.as_ref().map(Vault::current).transpose()?;
        Ok(Sealing { keyring: self, epoch, last: RefCell::default() })
    }

    /// Opens what [`Sealing::seal_original`] gave; `None` when it was erased.
    ///
    /// `owner` tells whose key a scope means for that event.
    ///
    /// # Errors
    /// As [`Keyring::open`].
    pub fn open_original(
        &self,
        stored: Vec<u8>,
        event: EventId,
        owner: impl FnOnce(Scope) -> KeyOwner,
    ) -> Result<Option<Vec<u8>>, OpenError> {
        if self.vault.is_none() {
            return Ok(Some(stored));
        }
        let sealed = Sealed::from_bytes(stored).map_err(|_| OpenError::Seal(SealError::Altered))?;
        match self.key(sealed.epoch(), &owner(sealed.scope()))? {
            None => Ok(None),
            Some(key) => {
                let place = Place { ledger: self.ledger, event, field: ORIGINAL };
                Ok(Some(sealed.open_bytes(&key, &place)?))
            }
        }
    }

    /// Takes keys for destroyed, whatever the vault says: those whose erasure is on record, where the
    /// vault is one that a backup brought back and that cannot be written.
    pub fn withhold(&mut self, keys: impl IntoIterator<Item = KeyId>) {
        self.withheld.extend(keys);
        self.forget();
    }

    /// Forgets the keys that were used, after some were destroyed.
    pub fn forget(&self) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn key(&self, epoch: Epoch, owner: &KeyOwner) -> Result<Ready, OpenError> {
        let vault = self.vault.as_ref().ok_or(OpenError::NoVault)?;
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = used.get(&(epoch, owner.clone())) {
            return Ok(known.clone());
        }
        let id = owner.key_id();
        let ready = match vault.key(epoch, &id)? {
            KeyState::Active(key) if !self.withheld.contains(&id) => {
                Some(Arc::new(SealingKey::of(&key)))
            }
            KeyState::Active(_) | KeyState::Destroyed => None,
        };
        if used.len() >= REMEMBERED {
            used.clear();
        }
        used.insert((epoch, owner.clone()), ready.clone());
        Ok(ready)
    }
}

impl<V: Vault> Sealing<'_, V> {
    /// Another one in the same epoch.
    pub(in crate::kernel) fn again(&self) -> Self {
        Self { keyring: self.keyring, epoch: self.epoch, last: RefCell::default() }
    }

    /// Seals a text for its place; without a vault it stays in the clear.
    ///
    /// # Errors
    /// [`OpenError::Destroyed`] when the owner's key was destroyed: nothing is sealed under it again.
    pub fn seal(&self, text: &str, scope: Scope, place: TextPlace) -> Result<Text, OpenError> {
        let Some(epoch) = self.epoch else {
            return Ok(Text::plain(text));
        };
        let field = place.field.text();
        let at = Place { ledger: self.keyring.ledger, event: place.event, field: &field };
        let key = self.key(epoch, &place.owner)?;
        let sealed = Sealed::seal(text, scope, epoch, &key, &at)?;
        Ok(Text::Sealed(SealedText::new(sealed, place)))
    }

    /// Seals the bytes of an original, which stand beside the ledger, for the event that names them.
    ///
    /// # Errors
    /// As [`Sealing::seal`].
    pub fn seal_original(
        &self,
        content: &[u8],
        scope: Scope,
        event: EventId,
        owner: &KeyOwner,
    ) -> Result<Vec<u8>, OpenError> {
        let Some(epoch) = self.epoch else {
            return Ok(content.to_vec());
        };
        let place = Place { ledger: self.keyring.ledger, event, field: ORIGINAL };
        let sealed = Sealed::seal_bytes(content, scope, epoch, &*self.key(epoch, owner)?, &place)?;
        Ok(sealed.as_bytes().to_vec())
    }

    /// The key of what was read in a document; the commit's, where there is none or its key was
    /// destroyed.
    pub(in crate::kernel) fn text_key(
        &self,
        document: Option<&Subject>,
        commit: CommitId,
    ) -> Result<(Scope, KeyOwner), OpenError> {
        if let Some(document) = document {
            let owner = KeyOwner::Subject(document.clone());
            if self.can_seal(&owner)? {
                return Ok((Scope::Source, owner));
            }
        }
        Ok((Scope::Commit, KeyOwner::Commit(commit)))
    }

    /// Whether the owner's key can seal.
    ///
    /// # Errors
    /// [`OpenError`] when the vault gives no answer.
    pub fn can_seal(&self, owner: &KeyOwner) -> Result<bool, OpenError> {
        let Some(epoch) = self.epoch else {
            return Ok(true);
        };
        Ok(self.ready(epoch, owner)?.is_some())
    }

    fn key(&self, epoch: Epoch, owner: &KeyOwner) -> Result<Arc<SealingKey>, OpenError> {
        let destroyed = || OpenError::Destroyed { owner: owner.clone() };
        self.ready(epoch, owner)?.ok_or_else(destroyed)
    }

    fn ready(&self, epoch: Epoch, owner: &KeyOwner) -> Result<Ready, OpenError> {
        let mut last = self.last.borrow_mut();
        if let Some((_, ready)) = last.as_ref().filter(|(known, _)| known == owner) {
            return Ok(ready.clone());
        }
        let ready = self.keyring.key(epoch, owner)?;
        *last = Some((owner.clone(), ready.clone()));
        Ok(ready)
    }
}

/// The field of an original, which stands in no event's data.
const ORIGINAL: &str = "original";

impl<V> fmt::Debug for Keyring<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({})", self.ledger)
    }
}

/// Why a value was not opened or sealed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The ledger has sealed values, and no vault was given.
    #[error("the ledger is sealed, and its vault of keys is not at hand")]
    NoVault,
    /// The vault gave no answer.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The value does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The value was not decoded from a record, so that nobody knows its place.
    #[error("a sealed value was not read from a record")]
    NoPlace,
    /// What is to be sealed belongs to somebody, or something, that was erased.
    #[error("the key of {owner:?} was destroyed; nothing is sealed under it again")]
    Destroyed {
        /// Whose key.
        owner: KeyOwner,
    },
}
