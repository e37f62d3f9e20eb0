//! The files of a ledger that was recorded, damaged in any way, and opened.

use super::scene::{Files, Read, Recorded, Scene};

const EDIT: usize = 8;

thread_local! {
    static SCENE: Scene = Scene::new();
}

/// Damages a recorded ledger, eight bytes an edit, and opens it.
///
/// What is then read is the begin of what was recorded, in whole commits; and where nothing damaged
/// `head`, no less than it names, or the opening is refused.
pub fn recovery(bytes: &[u8]) {
    SCENE.with(|scene| {
        let recorded = &scene.recorded;
        let mut damaged = Damaged {
            recorded,
            files: recorded.files.clone(),
            known: Some(recorded.ends.len() - 1),
        };
        for edit in bytes.chunks_exact(EDIT).take(16) {
            damaged.edit(edit);
        }
        let Damaged { files, known, .. } = damaged;
        let Ok(Read { records, is_whole }) = scene.open(&files) else {
            // A check waits for a writer where the log is longer than `head` says.
            if known == Some(recorded.ends.len() - 1) {
                scene.check_finds_something();
            }
            return;
        };
        assert!(recorded.records.starts_with(&records), "it reads what was never recorded");
        if is_whole {
            assert!(recorded.ends.contains(&records.len()), "half a commit was kept");
            let known = known.map_or(0, |commits| recorded.ends[commits]);
            assert!(records.len() >= known, "{} of {known} are there", records.len());
        }
    });
}

struct Damaged<'r> {
    recorded: &'r Recorded,
    files: Files,
    /// How many commits `head` names; `None` once it is damaged.
    known: Option<usize>,
}

impl Damaged<'_> {
    /// Edits a file: what is done, which file, two bytes for where, one for how much, one for with
    /// what, and two for where that is taken from.
    fn edit(&mut self, edit: &[u8]) {
        let [what, which, a, b, len, with, c, d] = edit.try_into().unwrap();
        let names: Vec<String> = self.files.keys().cloned().collect();
        let Some(name) = names.get(usize::from(which) % names.len().max(1)) else { return };
        let (at, from) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        let (at, from, len) = (usize::from(at), usize::from(from), usize::from(len));
        if what % 9 == 0 {
            let heads = &self.recorded.heads;
            let commits = at % heads.len();
            self.files.insert("head".into(), heads[commits].clone());
            self.known = Some(commits);
            return;
        }
        if name == "head" {
            self.known = None;
        }
        let Some(mut bytes) = self.files.remove(name) else { return };
        let at = at % (bytes.len() + 1);
        match what % 9 {
            1 => bytes.truncate(at),
            2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (with % 8);
                }
            }
            3 => {
                let end = (at + len).min(bytes.len());
                bytes[at..end].fill(with);
            }
            4 => bytes.resize(bytes.len() + len, with),
            5 => {
                let part = self.part(usize::from(with), from, len);
                bytes.splice(at..at, part);
            }
            6 => {
                let part = self.part(usize::from(with), from, len);
                let end = (at + part.len()).min(bytes.len());
                bytes[at..end].copy_from_slice(&part[..end - at]);
            }
            7 => {
                // Under another name: over another file, too.
                let first = u64::from(with % 9);
                self.files.insert(format!("log/{first:020}.jsonl"), bytes);
                return;
            }
            // The file is gone.
            _ => return,
        }
        self.files.insert(name.clone(), bytes);
    }

    /// Some bytes of a file, as they were recorded.
    fn part(&self, which: usize, from: usize, len: usize) -> Vec<u8> {
        let files = &self.recorded.files;
        let file = files.values().nth(which % files.len()).unwrap();
        let from = from % file.len();
        file[from..(from + len * 8).min(file.len())].to_vec()
    }
}
