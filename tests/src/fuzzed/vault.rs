//! The file that a vault keeps its keys in.

use std::collections::BTreeSet;
use std::fs;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::seal::vault::{Epoch, KeyId, KeyState, Vault as _};
use spro_store_fs::FsVault;
use tempfile::TempDir;

const LEDGER: LedgerId = LedgerId::from_bytes([1; 16]);

thread_local! {
    static FOLDER: TempDir =
        tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
}

/// Opens a vault whose file holds these lines, and the check that they need. Where it opens, a key
/// that is destroyed in it stays so, and the others stay what they were.
pub fn vault(bytes: &[u8]) {
    FOLDER.with(|dir| {
        let keys = dir.path().join("keys");
        let _ = fs::remove_dir_all(&keys);
        fs::create_dir(&keys).unwrap();
        fs::write(keys.join("LOCK"), "").unwrap();
        let check = BASE64URL_NOPAD.encode(&Sha256::digest(bytes));
        let file = [bytes, format!("{{\"check\":\"{check}\"}}\n").as_bytes()].concat();
        fs::write(keys.join("0000000001.jsonl"), &file).unwrap();
        let Ok(vault) = FsVault::open(&keys, LEDGER, || [9; 32]) else { return };
        let current = vault.current().unwrap();
        assert_eq!(current, Epoch::new(1));
        let ids = ["person/ada", "person/bo"].map(|name| KeyId::of(&name));
        let [ada, bo] = &ids;
        let key = |epoch, id: &KeyId| match vault.key(epoch, id).unwrap() {
            KeyState::Active(key) => Some(*key.expose()),
            KeyState::Destroyed => None,
        };
        let epochs = [Epoch::new(0), current];
        let before = epochs.map(|epoch| key(epoch, bo));
        let in_use: BTreeSet<_> =
            epochs.into_iter().flat_map(|epoch| ids.clone().map(|id| (epoch, id))).collect();
        vault.destroy(&BTreeSet::from([ada.clone()]), &in_use).unwrap();
        assert_eq!(epochs.map(|epoch| key(epoch, ada)), [None, None]);
        assert_eq!(epochs.map(|epoch| key(epoch, bo)), before);
    });
}
