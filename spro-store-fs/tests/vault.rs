//! What the vault in a folder promises.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, Vault as _, VaultError};
use spro_store_fs::{FsError, FsErrorKind, FsVault, Options};

#[path = "support/given.rs"]
mod given;
use given::folder;

type Vault = FsVault<fn() -> [u8; 32]>;

const LEDGER: LedgerId = LedgerId::from_bytes([1; 16]);
const FIRST: Epoch = Epoch::new(0);

/// Never the same twice.
fn entropy() -> [u8; 32] {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    [NEXT.fetch_add(1, Ordering::Relaxed); 32]
}

fn impatient() -> Options {
    Options::new().lock_wait(Duration::from_millis(20))
}

fn create(folder: &Path) -> Vault {
    impatient().create_vault(folder, LEDGER, entropy as fn() -> [u8; 32]).unwrap()
}

fn open(folder: &Path) -> Result<Vault, FsError> {
    impatient().open_vault(folder, LEDGER, entropy as fn() -> [u8; 32])
}

fn id(name: &str) -> KeyId {
    KeyId::of(&format!("person/{name}"))
}

fn secret(vault: &Vault, epoch: Epoch, name: &str) -> Option<[u8; 32]> {
    match vault.key(epoch, &id(name)).unwrap() {
        KeyState::Active(key) => Some(*key.expose()),
        KeyState::Destroyed => None,
    }
}

fn destroy(vault: &Vault, name: &str, in_use: &[&str]) -> Result<(), VaultError> {
    let in_use = in_use.iter().map(|name| (FIRST, id(name))).collect();
    vault.destroy(&BTreeSet::from([id(name)]), &in_use)
}

#[test]
fn keys_are_the_same_after_opening_anew() {
    let dir = folder();
    let vault = create(dir.path());
    let ada = secret(&vault, FIRST, "ada");
    assert!(ada.is_some());
    assert_ne!(ada, secret(&vault, FIRST, "bo"));
    assert_eq!(secret(&open(dir.path()).unwrap(), FIRST, "ada"), ada);
}

#[test]
fn a_destroyed_key_is_gone_for_all_who_hold_the_vault_and_its_neighbours_survive() {
    let dir = folder();
    let vault = create(dir.path());
    let other = open(dir.path()).unwrap();
    let bo = secret(&vault, FIRST, "bo");
    let first = fs::read_to_string(dir.path().join("0000000000.jsonl")).unwrap();
    destroy(&vault, "ada", &["ada", "bo"]).unwrap();
    let second = vault.current().unwrap();
    assert_eq!(second, Epoch::new(1));
    for vault in [&vault, &other, &open(dir.path()).unwrap()] {
        assert_eq!(vault.current().unwrap(), second);
        assert_eq!(secret(vault, FIRST, "ada"), None);
        assert_eq!(secret(vault, second, "ada"), None);
        assert_eq!(secret(vault, FIRST, "bo"), bo);
        assert!(secret(vault, second, "bo").is_some_and(|key| Some(key) != bo));
    }
    // Neither the first secret, nor one that was derived from it for who was erased, is left.
    let first_secret = first.split('"').find(|part| part.len() == 43).unwrap();
    for entry in fs::read_dir(dir.path()).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains(first_secret));
    }
    // Survivors survive a second time, and the first stay destroyed.
    destroy(&other, "cy", &["bo", "cy"]).unwrap();
    assert_eq!(secret(&vault, FIRST, "bo"), bo);
    assert_eq!(secret(&vault, FIRST, "ada"), None);
    let again = vault.current().unwrap();
    destroy(&vault, "ada", &["bo"]).unwrap();
    assert_eq!(vault.current().unwrap(), again, "to destroy a key again changes nothing");
}

#[test]
fn an_epoch_that_the_vault_lacks_is_an_error_and_no_erasure() {
    let dir = folder();
    let vault = create(dir.path());
    // An old copy of the vault comes back.
    let copy = folder();
    given::copy(dir.path(), copy.path());
    destroy(&vault, "ada", &["ada"]).unwrap();
    let old = open(copy.path()).unwrap();
    for name in ["ada", "bo"] {
        let lacking = old.key(Epoch::new(1), &id(name)).unwrap_err();
        assert!(matches!(lacking, VaultError::NoSuchEpoch { epoch } if epoch.get() == 1));
    }
    let in_use = BTreeSet::from([(Epoch::new(1), id("bo"))]);
    let refused = old.destroy(&BTreeSet::from([id("ada")]), &in_use).unwrap_err();
    assert!(matches!(refused, VaultError::NoSuchEpoch { .. }));
    assert!(secret(&old, FIRST, "ada").is_some(), "a refused destruction destroys nothing");
}

#[test]
fn a_missing_vault_and_one_of_another_ledger_are_refused() {
    let dir = folder();
    for missing in [dir.path(), &dir.path().join("keys")] {
        let refused = open(missing).unwrap_err();
        assert_eq!(refused.kind(), FsErrorKind::NoVault, "{refused}");
    }
    create(dir.path());
    let other = LedgerId::from_bytes([2; 16]);
    let refused = FsVault::open(dir.path(), other, entropy).unwrap_err();
    assert!(matches!(refused, FsError::Unreadable { .. }), "{refused}");
    let again = FsVault::create(dir.path(), LEDGER, entropy).unwrap_err();
    assert_eq!(again.kind(), FsErrorKind::NotEmpty);
}

#[test]
fn the_first_of_two_who_seal_through_one_handle_lets_nobody_erase_when_it_is_done() {
    let dir = folder();
    let (vault, other) = (create(dir.path()), open(dir.path()).unwrap());
    let (first, last) = (vault.sealing().unwrap(), vault.sealing().unwrap());
    drop(first);
    assert_eq!(other.erasing().err().unwrap().kind(), FsErrorKind::Busy);
    assert_eq!(vault.erasing().err().unwrap().kind(), FsErrorKind::Busy);
    drop(last);
    assert!(other.erasing().is_ok());
    assert!(vault.sealing().is_ok());
}

#[test]
fn a_lock_file_that_took_the_place_of_another_is_the_one_that_is_locked() {
    let dir = folder();
    let vault = create(dir.path());
    drop(vault.sealing().unwrap());
    let lock = dir.path().join("LOCK");
    fs::remove_file(&lock).unwrap();
    fs::write(&lock, "").unwrap();
    let _sealing = vault.sealing().unwrap();
    let other = open(dir.path()).unwrap();
    assert_eq!(other.erasing().err().unwrap().kind(), FsErrorKind::Busy);
}

#[test]
fn sealing_and_erasing_exclude_each_other() {
    let dir = folder();
    let (vault, other) = (create(dir.path()), open(dir.path()).unwrap());
    {
        let _sealing = vault.sealing().unwrap();
        let _also = other.sealing().unwrap();
        assert_eq!(other.erasing().err().unwrap().kind(), FsErrorKind::Busy);
        let busy = destroy(&other, "ada", &["ada"]).unwrap_err();
        assert_eq!(FsError::find(&busy).unwrap().kind(), FsErrorKind::Busy);
        assert!(secret(&vault, FIRST, "ada").is_some());
    }
    let erasing = other.erasing().unwrap();
    assert_eq!(vault.sealing().err().unwrap().kind(), FsErrorKind::Busy);
    destroy(&other, "ada", &["ada"]).unwrap();
    assert_eq!(vault.sealing().err().unwrap().kind(), FsErrorKind::Busy);
    drop(erasing);
    assert!(vault.sealing().is_ok());
    assert_eq!(secret(&vault, FIRST, "ada"), None);
}

#[test]
fn only_its_owner_can_read_it() {
    let dir = folder();
    let folder = dir.path().join("keys");
    let vault = create(&folder);
    destroy(&vault, "ada", &["ada"]).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn every_flipped_bit_is_found_and_named_and_no_secret_is_told() {
    let dir = folder();
    let vault = create(dir.path());
    destroy(&vault, "ada", &["ada", "bo"]).unwrap();
    let path = dir.path().join("0000000001.jsonl");
    let bytes = fs::read(&path).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let secrets: Vec<&str> = text.split('"').filter(|part| part.len() == 43).collect();
    assert_eq!(secrets.len(), 3, "the epoch's, one survivor's, and the check");
    assert!(secrets.iter().all(|secret| !format!("{vault:?}").contains(secret)));
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            fs::write(&path, &flipped).unwrap();
            let refused = open(dir.path()).unwrap_err();
            assert!(matches!(&refused, FsError::Unreadable { path: named, .. } if *named == path));
            let told = format!("{refused} {refused:?}");
            assert!(secrets.iter().all(|secret| !told.contains(secret)), "{told}");
        }
    }
    for len in 0..bytes.len() {
        fs::write(&path, &bytes[..len]).unwrap();
        assert!(open(dir.path()).is_err(), "length {len}");
    }
}
