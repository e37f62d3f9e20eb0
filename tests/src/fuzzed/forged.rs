//! A log and a head whose digests and checks are right, and whose content is anything: what a
//! fuzzer would never come by, and one who knows the format does.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};

use super::scene::{Files, IDENTITY, Scene};

const SLOT: usize = 4096;

thread_local! {
    static SCENE: Scene = Scene::new();
}

fn check(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(bytes)[..8])
}

/// Opens a ledger whose log holds these lines as records, after a `head` that knows of none.
///
/// A line is a record; where digits stand before it, it is framed as the first one of a commit, and
/// they are its `dur`. What is kept was there.
pub fn forged_log(bytes: &[u8]) {
    SCENE.with(|scene| {
        let genesis = IDENTITY.genesis();
        let (id, after) = (IDENTITY.id, genesis.digest);
        let mut log =
            format!("{{\"spro\":1,\"ledger\":\"{id}\",\"first\":1,\"after\":\"{after}\"}}\n")
                .into_bytes();
        let mut digest = genesis.digest;
        let mut lines = Vec::new();
        for line in bytes.split(|byte| *byte == b'\n').take(64) {
            let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (durable, record) = line.split_at(digits);
            digest = digest.link(record);
            log.extend_from_slice(format!("{{\"h\":\"{digest}").as_bytes());
            if !durable.is_empty() {
                let check = check(&[durable, b",", record].concat());
                let durable = String::from_utf8_lossy(durable);
                log.extend_from_slice(format!("\",\"dur\":{durable},\"x\":\"{check}").as_bytes());
            }
            log.extend_from_slice(b"\",\"e\":");
            log.extend_from_slice(record);
            log.extend_from_slice(b"}\n");
            lines.push((record.to_vec(), digest));
        }
        let head = scene.recorded.heads[0].clone();
        let files = Files::from([(segment(1), log), ("head".into(), head)]);
        if let Ok(read) = scene.open(&files) {
            assert!(lines.starts_with(&read.records), "it reads what is not there");
        }
    });
}

/// Opens a ledger with a `head` whose two slots are these lines, each with the check that it needs.
///
/// Whatever `head` says, what is read is the begin of what was recorded.
pub fn forged_head(bytes: &[u8]) {
    SCENE.with(|scene| {
        let recorded = &scene.recorded;
        let mut slots = bytes.splitn(2, |byte| *byte == b'\n');
        let mut slot = || {
            let text = slots.next().unwrap_or_default();
            let check = check(text);
            let mut slot = [text, b",\"check\":\"", check.as_bytes(), b"\"}\n"].concat();
            slot.resize(SLOT, b'\n');
            slot
        };
        let head = [slot(), slot()].concat();
        let mut files = recorded.files.clone();
        files.insert("head".into(), head);
        if let Ok(read) = scene.open(&files) {
            assert!(recorded.records.starts_with(&read.records), "it reads what was not recorded");
        }
    });
}

fn segment(first: u64) -> String {
    format!("log/{first:020}.jsonl")
}
