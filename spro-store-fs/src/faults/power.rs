//! What a power cut leaves of what was not synced.

use std::collections::BTreeMap;
use std::ffi::OsString;

use super::machine::{FileNode, Node};

const SECTOR: usize = 512;
const PAGE: usize = 4096;

/// What a disk is trusted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Losses {
    /// Durable bytes stay: each sector is as it was, or as it was to be. What was to be added to a
    /// file may be cut at any byte, be missing, or be zeros or other bytes.
    OfUnsynced,
    /// A page or a sector that was being written may be lost as a whole, with what was durable in it.
    OfWholePages,
}

/// A sequence of numbers that its first one decides (`SplitMix64`).
#[derive(Clone, Default)]
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    pub(super) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

/// What was done to a file.
#[derive(Clone)]
pub(super) enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

impl Change {
    pub(super) fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, new) => overwrite(bytes, *at, new),
            Self::Cut(len) => bytes.resize(*len, 0),
        }
    }
}

/// What was done to a folder.
#[derive(Clone)]
pub(super) enum Entry {
    Add(OsString, usize),
    Remove(OsString),
    Rename(OsString, OsString, usize),
    /// To another folder, under that name.
    MovedTo(OsString, usize, OsString, usize),
}

fn overwrite(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    if new.is_empty() {
        return;
    }
    let end = at + new.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(new);
}

/// Makes what was done to a folder last.
pub(super) fn sync_folder(nodes: &mut [Node], at: usize) {
    let Node::Folder(folder) = &mut nodes[at] else { return };
    for entry in std::mem::take(&mut folder.pending) {
        keep(nodes, at, entry);
    }
}

fn keep(nodes: &mut [Node], at: usize, entry: Entry) {
    if let Entry::MovedTo(_, to, name, node) = &entry {
        durable(nodes, *to).insert(name.clone(), *node);
    }
    let names = durable(nodes, at);
    match entry {
        Entry::Add(name, node) => {
            names.insert(name, node);
        }
        Entry::Remove(name) | Entry::MovedTo(name, ..) => {
            names.remove(&name);
        }
        Entry::Rename(from, to, node) => {
            names.remove(&from);
            names.insert(to, node);
        }
    }
}

fn durable(nodes: &mut [Node], at: usize) -> &mut BTreeMap<OsString, usize> {
    match &mut nodes[at] {
        Node::Folder(folder) => &mut folder.durable,
        Node::File(_) => unreachable!("only folders hold names"),
    }
}

/// How much of a sequence of changes survives.
#[derive(Clone, Copy)]
enum Survival {
    All,
    Nothing,
    /// So many of the first.
    First(usize),
    /// Each one or not.
    Some,
}

impl Survival {
    fn pick(random: &mut Random, changes: usize) -> Self {
        match random.below(6) {
            0 => Self::All,
            1 => Self::Nothing,
            2 | 3 => Self::First(random.below(changes + 1)),
            _ => Self::Some,
        }
    }

    fn of(self, index: usize, random: &mut Random) -> bool {
        match self {
            Self::All => true,
            Self::Nothing => false,
            Self::First(count) => index < count,
            Self::Some => random.one_in(2),
        }
    }
}

/// Leaves what is durable, and some of what was pending.
pub(super) fn cut(nodes: &mut [Node], random: &mut Random, losses: Losses) {
    for at in 0..nodes.len() {
        let pending = match &mut nodes[at] {
            Node::File(file) => {
                cut_file(file, random, losses);
                continue;
            }
            Node::Folder(folder) => std::mem::take(&mut folder.pending),
        };
        let survival = Survival::pick(random, pending.len());
        for (index, entry) in pending.into_iter().enumerate() {
            if survival.of(index, random) {
                keep(nodes, at, entry);
            }
        }
    }
    for node in nodes {
        match node {
            Node::File(file) => file.live = file.durable.clone(),
            Node::Folder(folder) => folder.live = folder.durable.clone(),
        }
    }
}

fn cut_file(file: &mut FileNode, random: &mut Random, losses: Losses) {
    let pending = std::mem::take(&mut file.pending);
    let survival = Survival::pick(random, pending.len());
    for (index, change) in pending.iter().enumerate() {
        let is_torn = match survival {
            Survival::First(count) => index == count,
            Survival::Some => random.one_in(2),
            Survival::All | Survival::Nothing => false,
        };
        match change {
            Change::Write(at, new) if is_torn => {
                write_partly(&mut file.durable, *at, new, random);
            }
            _ if survival.of(index, random) => change.apply(&mut file.durable),
            _ => {}
        }
    }
    if losses == Losses::OfWholePages {
        for change in &pending {
            if let Change::Write(at, new) = change {
                lose_page(&mut file.durable, *at, at + new.len(), random);
            }
        }
    }
}

/// Keeps some sectors of a write.
fn write_partly(bytes: &mut Vec<u8>, at: usize, new: &[u8], random: &mut Random) {
    // Mostly the first ones, the last of them cut; else any.
    let in_order = random.one_in(2);
    let mut goes_on = true;
    let mut begin = at;
    while begin < at + new.len() {
        let end = (begin / SECTOR + 1) * SECTOR;
        let end = end.min(at + new.len());
        let part = &new[begin - at..end - at];
        let survives = if in_order {
            goes_on &= !random.one_in(3);
            goes_on
        } else {
            random.one_in(2)
        };
        if survives {
            overwrite(bytes, begin, part);
        } else {
            tear(bytes, begin, part, random);
        }
        begin = end;
    }
}

/// What stays of a sector that did not come to be written: durable bytes as they were, and of those
/// to be added the first ones, none, or what takes their place.
fn tear(bytes: &mut Vec<u8>, at: usize, part: &[u8], random: &mut Random) {
    let old = bytes.len().saturating_sub(at).min(part.len());
    let (at, fresh) = (at + old, &part[old..]);
    if fresh.is_empty() {
        return;
    }
    let kept = random.below(fresh.len());
    match random.below(4) {
        0 => {}
        1 => overwrite(bytes, at, &fresh[..kept]),
        kind => {
            let rest = filling(bytes, fresh.len() - kept, kind, random);
            overwrite(bytes, at, &fresh[..kept]);
            overwrite(bytes, at + kept, &rest);
        }
    }
}

/// Zeros, other bytes, or what once stood elsewhere.
fn filling(bytes: &[u8], len: usize, kind: usize, random: &mut Random) -> Vec<u8> {
    match kind {
        2 => vec![0; len],
        _ if bytes.len() >= len && random.one_in(2) => {
            let from = random.below(bytes.len() - len + 1);
            bytes[from..from + len].to_vec()
        }
        _ => (0..len).map(|_| u8::try_from(random.below(256)).unwrap()).collect(),
    }
}

fn lose_page(bytes: &mut [u8], begin: usize, end: usize, random: &mut Random) {
    if !random.one_in(3) {
        return;
    }
    let size = if random.one_in(2) { SECTOR } else { PAGE };
    let first = begin / size + random.below((end - begin).div_ceil(size).max(1));
    let (from, to) = (first * size, ((first + 1) * size).min(bytes.len()));
    if from < to {
        let kind = 2 + random.below(2);
        let rest = filling(bytes, to - from, kind, random);
        bytes[from..to].copy_from_slice(&rest);
    }
}
