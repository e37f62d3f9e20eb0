//! What sealing promises.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use spro_core::kernel::id::{EventId, LedgerId};
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, MemoryVault, Vault, VaultError};
use spro_core::kernel::seal::{Key, Place, Scope, SealError, Sealed, SealingKey};

fn place(event: u8, field: &str) -> Place<'_> {
    let (ledger, event) = (LedgerId::from_bytes([1; 16]), EventId::from_bytes([event; 16]));
    Place { ledger, event, field }
}

fn vault() -> impl Vault {
    let next = Cell::new(0);
    MemoryVault::new(move || {
        next.set(next.get() + 1);
        [next.get(); 32]
    })
}

fn active(vault: &impl Vault, epoch: Epoch, id: &KeyId) -> Key {
    match vault.key(epoch, id).unwrap() {
        KeyState::Active(key) => key,
        KeyState::Destroyed => panic!("{id:?} is destroyed"),
    }
}

fn sealed(text: &str, key: &Key) -> Sealed {
    Sealed::seal(text, Scope::Subject, Epoch::new(0), &SealingKey::of(key), &place(1, "name"))
        .unwrap()
}

const KEY: Key = Key::from_bytes([7; 32]);

proptest! {
    #[test]
    fn what_was_sealed_opens_in_its_place_with_its_key(text in ".{0,80}") {
        prop_assert_eq!(sealed(&text, &KEY).open(&SealingKey::of(&KEY), &place(1, "name")), Ok(text));
    }

    #[test]
    fn an_altered_value_does_not_open(text in ".{0,40}", at: prop::sample::Index, bit in 0..8u8) {
        let json = serde_json::to_string(&sealed(&text, &KEY)).unwrap();
        let inner = json.trim_matches('"').as_bytes();
        let mut bytes = data_encoding::BASE64URL_NOPAD.decode(inner).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let json = format!("\"{}\"", data_encoding::BASE64URL_NOPAD.encode(&bytes));
        if let Ok(altered) = serde_json::from_str::<Sealed>(&json) {
            prop_assert!(altered.open(&SealingKey::of(&KEY), &place(1, "name")).is_err());
        }
    }
}

#[test]
fn a_value_moved_to_another_event_or_field_does_not_open() {
    let sealed = sealed("Ada", &KEY);
    assert_eq!(sealed.open(&SealingKey::of(&KEY), &place(2, "name")), Err(SealError::Altered));
    assert_eq!(sealed.open(&SealingKey::of(&KEY), &place(1, "alias")), Err(SealError::Altered));
}

#[test]
fn another_key_is_told_apart_from_an_altered_value() {
    let other = Key::from_bytes([8; 32]);
    assert_eq!(
        sealed("Ada", &KEY).open(&SealingKey::of(&other), &place(1, "name")),
        Err(SealError::OtherKey)
    );
}

#[test]
fn sealing_the_same_event_again_gives_the_same_bytes() {
    assert_eq!(sealed("Ada", &KEY), sealed("Ada", &KEY));
}

#[test]
fn names_of_different_lengths_take_the_same_room() {
    let length = |name| serde_json::to_string(&sealed(name, &KEY)).unwrap().len();
    assert_eq!(length("Ada"), length("Marguerite-Antoinette"));
}

#[test]
fn a_destroyed_key_is_gone_in_every_epoch_and_its_neighbours_survive() {
    let vault = vault();
    let (ada, bo) = (KeyId::of(&"person/ada"), KeyId::of(&"person/bo"));
    let first = vault.current().unwrap();
    let bo_before = active(&vault, first, &bo);
    let in_use = BTreeSet::from([(first, ada.clone()), (first, bo.clone())]);
    vault.destroy(&BTreeSet::from([ada.clone()]), &in_use).unwrap();
    let second = vault.current().unwrap();
    assert_ne!(first, second);
    for epoch in [first, second] {
        assert!(matches!(vault.key(epoch, &ada), Ok(KeyState::Destroyed)));
    }
    assert_eq!(active(&vault, first, &bo).expose(), bo_before.expose());
    assert_ne!(active(&vault, second, &bo).expose(), bo_before.expose());
    // What was not in use in the first epoch can no longer be derived in it.
    let never = KeyId::of(&"person/cy");
    assert!(matches!(vault.key(first, &never), Ok(KeyState::Destroyed)));
}

#[test]
fn survivors_survive_a_second_destruction_too() {
    let vault = vault();
    let ids = ["person/ada", "person/bo", "person/cy"].map(|id| KeyId::of(&id));
    let [ada, bo, cy] = &ids;
    let first = vault.current().unwrap();
    let cy_before = active(&vault, first, cy);
    let in_use: BTreeSet<_> = ids.iter().map(|id| (first, id.clone())).collect();
    vault.destroy(&BTreeSet::from([ada.clone()]), &in_use).unwrap();
    vault.destroy(&BTreeSet::from([bo.clone()]), &in_use).unwrap();
    assert_eq!(active(&vault, first, cy).expose(), cy_before.expose());
}

#[test]
fn an_epoch_that_the_vault_never_had_is_an_error_and_no_erasure() {
    let key = vault().key(Epoch::new(9), &KeyId::of(&"person/ada"));
    assert!(matches!(key, Err(VaultError::NoSuchEpoch { .. })));
}
