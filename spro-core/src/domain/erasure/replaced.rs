//! Originals that an erasure was to remove, and that lie there since a crash cut it off.

use std::collections::{BTreeMap, BTreeSet};

use super::{ErasureError, original_id, owner_in, read_facts, typed};
use crate::domain::document::Stored;
use crate::domain::event::RegisterEvent;
use crate::kernel::blob::{BlobError, BlobId, Blobs};
use crate::kernel::event::Fact;
use crate::kernel::id::CommitId;
use crate::kernel::ledger::Ledger;
use crate::kernel::seal::vault::{KeyId, KeyState, Vault};
use crate::kernel::seal::{Scope, Sealed};
use crate::kernel::store::Store;

/// Removes the originals that nobody can read any more: all facts that name one stand under keys whose
/// destruction is on record, each with its commit in `erased`, and which the vault holds no more.
pub(super) fn remove_replaced<S: Store, V: Vault, B: Blobs>(
    ledger: &Ledger<S, V>,
    vault: &V,
    originals: &B,
    erased: &BTreeMap<KeyId, CommitId>,
) -> Result<(), ErasureError> {
    let kept: BTreeSet<BlobId> = originals.list()?.into_iter().collect();
    let (mut unreadable, mut readable) = (BTreeSet::new(), BTreeSet::new());
    read_facts(ledger, typed(&[Stored::KIND]), |fact, _| {
        let Some(id) = original_id(&fact).filter(|id| kept.contains(id)) else {
            return Ok(());
        };
        let is_gone = may_be_gone(&fact, erased) && is_gone(&fact, &id, vault, originals, erased)?;
        let those = if is_gone { &mut unreadable } else { &mut readable };
        those.insert(id);
        Ok(())
    })?;
    for id in unreadable.difference(&readable) {
        originals.remove(id)?;
    }
    Ok(())
}

/// Whether its original need be looked at: not where an erasure itself put it, or under other keys.
fn may_be_gone(fact: &Fact<RegisterEvent>, erased: &BTreeMap<KeyId, CommitId>) -> bool {
    [Scope::Subject, Scope::Source, Scope::Commit].into_iter().any(|scope| {
        let by = erased.get(&owner_in(fact, scope).key_id());
        by.is_some_and(|by| *by != fact.commit)
    })
}

/// Whether the key of its original is destroyed, and its destruction on record.
fn is_gone<V: Vault, B: Blobs>(
    fact: &Fact<RegisterEvent>,
    id: &BlobId,
    vault: &V,
    originals: &B,
    erased: &BTreeMap<KeyId, CommitId>,
) -> Result<bool, ErasureError> {
    let stored = match originals.get(id) {
        // What cannot be told is left, and told by who verifies.
        Err(BlobError::Missing { .. } | BlobError::Damaged { .. }) => return Ok(false),
        got => got?,
    };
    let Ok(sealed) = Sealed::from_bytes(stored) else {
        return Ok(false);
    };
    let key = owner_in(fact, sealed.scope()).key_id();
    Ok(erased.contains_key(&key) && matches!(vault.key(sealed.epoch(), &key)?, KeyState::Destroyed))
}
