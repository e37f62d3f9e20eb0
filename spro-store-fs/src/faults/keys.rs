//! The vault on a disk that fails.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};

use spro_core::kernel::id::LedgerId;
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, Vault as _};

use super::Watched;
use crate::error::FsError;
use crate::options::Options;
use crate::vault::FsVault;

const LEDGER: LedgerId = LedgerId::from_bytes([1; 16]);

/// Never the same twice.
fn entropy() -> [u8; 32] {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    [NEXT.fetch_add(1, Ordering::Relaxed); 32]
}

type Vault = FsVault<fn() -> [u8; 32]>;

fn create(disk: &Watched, folder: &Path) -> Result<Vault, FsError> {
    FsVault::create_on(disk.shared(), folder, &Options::new(), LEDGER, entropy as fn() -> [u8; 32])
}

fn open(disk: &Watched, folder: &Path) -> Result<Vault, FsError> {
    FsVault::open_on(disk.shared(), folder, &Options::new(), LEDGER, entropy as fn() -> [u8; 32])
}

fn secret(vault: &Vault, epoch: Epoch, id: &KeyId) -> Option<[u8; 32]> {
    match vault.key(epoch, id).unwrap() {
        KeyState::Active(key) => Some(*key.expose()),
        KeyState::Destroyed => None,
    }
}

fn ids() -> [KeyId; 2] {
    ["person/ada", "person/bo"].map(|id| KeyId::of(&id))
}

fn destroy_ada(vault: &Vault) -> Result<(), spro_core::kernel::seal::vault::VaultError> {
    let in_use = ids().map(|id| (Epoch::new(0), id));
    let [ada, _] = ids();
    vault.destroy(&BTreeSet::from([ada]), &BTreeSet::from(in_use))
}

/// The secret that the keys of an epoch are derived from, as its file has it.
fn secret_text(folder: &Path, epoch: u32) -> String {
    let text = fs::read_to_string(folder.join(format!("{epoch:010}.jsonl"))).unwrap();
    text.split("\"secret\":\"").nth(1).unwrap()[..43].to_owned()
}

fn holds(folder: &Path, text: &str) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
}

#[test]
fn a_new_vault_is_durable_with_its_folder_before_it_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let disk = Watched::default();
    create(&disk, &dir.path().join("keys")).unwrap();
    let parent = dir.path().file_name().unwrap().to_string_lossy();
    let expected = [
        "create-dir keys",
        "create LOCK",
        "lock LOCK",
        "sync-dir keys",
        "create 0000000000.jsonl.tmp",
        "write 0000000000.jsonl.tmp",
        "sync 0000000000.jsonl.tmp",
        "name 0000000000.jsonl",
        "sync-dir keys",
        &format!("sync-dir {parent}"),
    ];
    assert_eq!(disk.taken(), expected);
}

#[test]
fn old_secrets_go_only_when_what_replaces_them_is_durable() {
    let dir = tempfile::tempdir().unwrap();
    let disk = Watched::default();
    let vault = create(&disk, dir.path()).unwrap();
    disk.taken();
    destroy_ada(&vault).unwrap();
    let folder = dir.path().file_name().unwrap().to_string_lossy();
    let synced = format!("sync-dir {folder}");
    let expected = [
        "lock LOCK",
        "create 0000000001.jsonl.tmp",
        "write 0000000001.jsonl.tmp",
        "sync 0000000001.jsonl.tmp",
        "name 0000000001.jsonl",
        &synced,
        &synced,
        "write 0000000000.jsonl",
        "sync 0000000000.jsonl",
        "remove 0000000000.jsonl",
        &synced,
    ];
    assert_eq!(disk.taken(), expected);
}

#[test]
fn a_destruction_that_dies_anywhere_loses_no_survivor_and_ends_when_it_is_repeated() {
    let [ada, bo] = ids();
    for at in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let disk = Watched::default();
        let vault = create(&disk, dir.path()).unwrap();
        let epoch = Epoch::new(0);
        let (old, survivor) = (secret_text(dir.path(), 0), secret(&vault, epoch, &bo));
        disk.die_after(at);
        let died = destroy_ada(&vault).is_err();
        drop(vault);

        // Whoever opens it next brings to its end what has begun.
        let vault = open(&Watched::default(), dir.path()).unwrap();
        let is_destroyed = secret(&vault, epoch, &ada).is_none();
        assert_eq!(holds(dir.path(), &old), !is_destroyed, "{at}");
        assert_eq!(secret(&vault, epoch, &bo), survivor, "{at}");
        assert!(is_destroyed || died, "{at}");

        destroy_ada(&vault).unwrap();
        assert_eq!(secret(&vault, epoch, &ada), None, "{at}");
        assert_eq!(secret(&vault, epoch, &bo), survivor, "{at}");
        assert!(!holds(dir.path(), &old), "{at}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "{at}: something is left over");
        if !died {
            break;
        }
    }
}

#[test]
fn a_creation_that_dies_anywhere_leaves_a_vault_or_can_be_made_again() {
    for at in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("keys");
        let disk = Watched::default();
        disk.die_after(at);
        let died = create(&disk, &folder).is_err();
        let vault = match open(&Watched::default(), &folder) {
            Ok(vault) => vault,
            Err(FsError::NoVault { .. }) => create(&Watched::default(), &folder).unwrap(),
            Err(other) => panic!("{at}: {other}"),
        };
        assert!(secret(&vault, Epoch::new(0), &ids()[0]).is_some(), "{at}");
        if !died {
            break;
        }
    }
}
