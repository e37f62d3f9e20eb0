//! What a vault holds in one epoch, and its bytes.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::seal::Key;
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, VaultError, derive};
use zeroize::{Zeroize as _, Zeroizing};

use crate::manifest::digest_of;
use crate::segment::FORMAT;

/// The keys of a ledger since an epoch began.
pub(super) struct Keys {
    pub(super) ledger: LedgerId,
    pub(super) epoch: Epoch,
    secret: Key,
    destroyed: BTreeSet<KeyId>,
    survivors: BTreeMap<(Epoch, KeyId), Key>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct First<'a> {
    spro: u64,
    ledger: LedgerId,
    epoch: Epoch,
    secret: &'a str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tombstone {
    destroyed: KeyId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Survivor<'a> {
    epoch: Epoch,
    name: KeyId,
    key: &'a str,
}

impl Keys {
    /// Those of a vault in its first epoch.
    pub(super) fn first(ledger: LedgerId, secret: Key) -> Self {
        let (destroyed, survivors) = (BTreeSet::new(), BTreeMap::new());
        Self { ledger, epoch: Epoch::new(0), secret, destroyed, survivors }
    }

    /// The key of a name in an epoch.
    pub(super) fn key(&self, epoch: Epoch, id: &KeyId) -> Result<KeyState, VaultError> {
        if epoch > self.epoch {
            return Err(VaultError::NoSuchEpoch { epoch });
        }
        if self.destroyed.contains(id) {
            return Ok(KeyState::Destroyed);
        }
        if epoch == self.epoch {
            return Ok(KeyState::Active(derive(&self.secret, id)));
        }
        let survivor = self.survivors.get(&(epoch, id.clone())).cloned();
        Ok(survivor.map_or(KeyState::Destroyed, KeyState::Active))
    }

    pub(super) fn are_destroyed(&self, ids: &BTreeSet<KeyId>) -> bool {
        ids.is_subset(&self.destroyed)
    }

    /// Those of the next epoch, when `ids` are destroyed and the others in use survive.
    pub(super) fn without(
        &self,
        ids: &BTreeSet<KeyId>,
        in_use: &BTreeSet<(Epoch, KeyId)>,
        secret: Key,
    ) -> Result<Self, VaultError> {
        let mut survivors = BTreeMap::new();
        for (epoch, id) in in_use.iter().filter(|(_, id)| !ids.contains(id)) {
            if let KeyState::Active(key) = self.key(*epoch, id)? {
                survivors.insert((*epoch, id.clone()), key);
            }
        }
        let destroyed = self.destroyed.union(ids).cloned().collect();
        let epoch = Epoch::new(self.epoch.get().saturating_add(1));
        Ok(Self { ledger: self.ledger, epoch, secret, destroyed, survivors })
    }

    /// The bytes of its file.
    pub(super) fn write(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::new());
        let mut line = |text: Zeroizing<String>| out.extend_from_slice(text.as_bytes());
        let Self { ledger, epoch, secret, .. } = self;
        let secret = text_of(secret);
        line(Zeroizing::new(format!(
            "{{\"spro\":{FORMAT},\"ledger\":\"{ledger}\",\"epoch\":{epoch},\"secret\":\"{}\"}}\n",
            *secret
        )));
        for id in &self.destroyed {
            line(Zeroizing::new(format!("{{\"destroyed\":{}}}\n", json(id))));
        }
        for ((epoch, id), key) in &self.survivors {
            let (name, key) = (json(id), text_of(key));
            line(Zeroizing::new(format!(
                "{{\"epoch\":{epoch},\"name\":{name},\"key\":\"{}\"}}\n",
                *key
            )));
        }
        let check = digest_of(&out);
        out.extend_from_slice(format!("{{\"check\":\"{check}\"}}\n").as_bytes());
        out
    }

    /// Reads a file; `None` for what [`Keys::write`] did not write.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let First { spro, ledger, epoch, secret } = serde_json::from_slice(lines.next()?).ok()?;
        let secret = key_of(secret)?;
        let mut keys = Self { epoch, ..Self::first(ledger, secret) };
        for line in lines {
            if let Ok(Tombstone { destroyed }) = serde_json::from_slice(line) {
                keys.destroyed.insert(destroyed);
            } else if let Ok(Survivor { epoch, name, key }) = serde_json::from_slice(line) {
                keys.survivors.insert((epoch, name), key_of(key)?);
            }
        }
        // It is written in one way only, check included.
        (spro == FORMAT && *keys.write() == bytes).then_some(keys)
    }
}

fn json(id: &KeyId) -> serde_json::Value {
    serde_json::Value::from(id.as_str())
}

fn text_of(key: &Key) -> Zeroizing<String> {
    Zeroizing::new(BASE64URL_NOPAD.encode(key.expose()))
}

fn key_of(text: &str) -> Option<Key> {
    let bytes = Zeroizing::new(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?);
    let mut secret = <[u8; 32]>::try_from(bytes.as_slice()).ok()?;
    let key = Key::from_bytes(secret);
    secret.zeroize();
    Some(key)
}
