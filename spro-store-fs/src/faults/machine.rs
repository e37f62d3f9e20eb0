//! A machine in memory: its disk keeps what was written apart from what is durable, and fails as
//! it is told.
//!
//! What it takes for true of a file system: a write is durable once a sync of its file returned, an
//! entry of a folder once a sync of that folder did, and each may be durable before. A failed sync
//! of a file leaves what it was to write in memory alone, and no later sync writes it. A failed
//! sync of a folder ends all writing until the machine starts anew, as a journal that is aborted
//! does.

mod seen;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};

use self::seen::Seen;
use super::power::{self, Change, Entry, Losses, Random};
use crate::disk::{Disk, LockKind};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The process dies in an operation.
    Kill,
    /// The power goes in an operation.
    PowerCut,
    /// A write fails, a part of it done.
    WriteFails,
    /// There is no room for the end of a write, or for a new name.
    NoSpace,
    /// A sync fails.
    SyncFails,
    /// A sync returns, and nothing was done.
    SyncLies,
    /// A write does a part, and says so.
    ShortWrite,
    /// A write is interrupted before it does anything.
    Interrupted,
    /// A bit of what is read is not what is there.
    FlipOnRead,
}

/// A way in which the store could ask the disk for less than it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bug {
    /// The log is synced when it is next written, after the commit was acknowledged.
    AcknowledgesBeforeSync,
    /// `head` is written before the log is synced.
    PublishesBeforeSync,
    /// No folder is ever synced.
    SyncsNoFolder,
    /// A sync that failed is tried again, and believed.
    RetriesSync,
    /// Recovery takes what memory shows for what the disk holds: it neither reads the log anew nor
    /// writes it again.
    TrustsCache,
    /// What is cut off after a write that failed is not synced.
    SkipsSyncAfterFailedWrite,
    /// Syncs of files whose name ends so are left out.
    SkipsSyncOf(&'static str),
    /// Blocks of an index are taken as they are read, without a look at their check.
    TrustsIndex,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Read,
    Write,
    Name,
    Sync,
}

/// Where an operation on a segment waits, until it is let go.
struct Gate {
    on: Operation,
    reached: Sender<()>,
    open: Receiver<()>,
}

/// The other side of a gate; dropping it opens it.
pub(super) struct Gatekeeper {
    reached: Receiver<()>,
    open: Sender<()>,
}

impl Gatekeeper {
    /// Waits until an operation has come to the gate; `false` when none will.
    pub(super) fn wait(&self) -> bool {
        self.reached.recv().is_ok()
    }

    /// Has the thread that waits at the gate panic.
    pub(super) fn break_down(self) {
        self.open.send(()).unwrap();
    }
}

struct Armed {
    fault: Fault,
    /// How many operations that it could strike are spared.
    spares: u32,
    /// How many it strikes then.
    strikes: u32,
}

#[derive(Default)]
pub(super) struct FileNode {
    pub(super) live: Vec<u8>,
    pub(super) durable: Vec<u8>,
    /// What the next sync makes durable.
    pub(super) pending: Vec<Change>,
    locks: Vec<(u64, LockKind)>,
}

#[derive(Default)]
pub(super) struct FolderNode {
    pub(super) live: BTreeMap<OsString, usize>,
    pub(super) durable: BTreeMap<OsString, usize>,
    pub(super) pending: Vec<Entry>,
}

pub(super) enum Node {
    File(FileNode),
    Folder(FolderNode),
}

struct World {
    nodes: Vec<Node>,
    random: Random,
    armed: Vec<Armed>,
    gate: Option<Gate>,
    struck: bool,
    is_off: bool,
    /// A folder's sync failed.
    is_aborted: bool,
    boot: u64,
    handles: u64,
}

/// The machine; its clones are the same one.
#[derive(Clone)]
pub(super) struct Machine(Arc<Mutex<World>>);

/// A process on it, with the bug of its program.
struct Process {
    machine: Machine,
    boot: u64,
    bug: Option<Bug>,
    state: Mutex<ProcessState>,
}

#[derive(Default)]
struct ProcessState {
    is_dead: bool,
    /// A sync that a bug puts off.
    put_off: Option<usize>,
    /// A write failed, and nothing was synced since.
    has_failed: bool,
}

fn gone() -> io::Error {
    io::Error::other("the machine is off, or the process dead")
}

impl Machine {
    pub(super) fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(World {
            nodes: vec![Node::Folder(FolderNode::default())],
            random: Random(seed),
            armed: Vec::new(),
            gate: None,
            struck: false,
            is_off: false,
            is_aborted: false,
            boot: 0,
            handles: 0,
        })))
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }

    /// The disk, for a new process.
    pub(super) fn process(&self, bug: Option<Bug>) -> Arc<dyn Disk> {
        let boot = self.world().boot;
        let (machine, state) = (self.clone(), Mutex::default());
        Arc::new(Seen(Arc::new(Process { machine, boot, bug, state })))
    }

    /// Makes a fault strike later.
    pub(super) fn arm(&self, fault: Fault, spares: u32, strikes: u32) {
        self.world().armed.push(Armed { fault, spares, strikes });
    }

    /// Takes back what was to strike; tells whether anything did since this was last asked.
    pub(super) fn calm(&self) -> bool {
        let mut world = self.world();
        world.armed.clear();
        std::mem::take(&mut world.struck)
    }

    /// Has the next such operation on a segment wait.
    pub(super) fn close_gate(&self, on: Operation) -> Gatekeeper {
        let (reached, comes) = channel();
        let (opens, open) = channel();
        self.world().gate = Some(Gate { on, reached, open });
        Gatekeeper { reached: comes, open: opens }
    }

    /// Whether a process holds a lock of a file.
    pub(super) fn is_locked(&self, path: &Path) -> bool {
        let mut world = self.world();
        let node = world.find(path).unwrap();
        !world.file(node).locks.is_empty()
    }

    /// Takes the gate away, if nothing came to it.
    pub(super) fn remove_gate(&self) {
        self.world().gate = None;
    }

    fn pass_gate(&self, operation: Operation) {
        let gate = self.world().gate.take_if(|gate| gate.on == operation);
        if let Some(Gate { reached, open, .. }) = gate {
            reached.send(()).unwrap();
            // It opens when the keeper goes.
            assert!(open.recv().is_err(), "the thread that waits here is to break down");
        }
    }

    /// Whether only starting it anew lets anyone write.
    pub(super) fn is_down(&self) -> bool {
        let world = self.world();
        world.is_off || world.is_aborted
    }

    /// Cuts the power, and starts it anew with what of the unsynced writes survives.
    pub(super) fn restart(&self, losses: Losses) {
        let mut world = self.world();
        let World { nodes, random, .. } = &mut *world;
        power::cut(nodes, random, losses);
        for node in nodes {
            if let Node::File(file) = node {
                file.locks.clear();
            }
        }
        (world.is_off, world.is_aborted) = (false, false);
        world.boot += 1;
    }
}

impl World {
    fn find(&self, path: &Path) -> io::Result<usize> {
        let mut at = 0;
        for name in path.iter().skip(1) {
            let Node::Folder(folder) = &self.nodes[at] else {
                return Err(io::ErrorKind::NotADirectory.into());
            };
            at = *folder.live.get(name).ok_or(io::ErrorKind::NotFound)?;
        }
        Ok(at)
    }

    fn folder(&mut self, path: &Path) -> io::Result<&mut FolderNode> {
        let at = self.find(path)?;
        match &mut self.nodes[at] {
            Node::Folder(folder) => Ok(folder),
            Node::File(_) => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    fn file(&mut self, node: usize) -> &mut FileNode {
        let Node::File(file) = &mut self.nodes[node] else { unreachable!("a file is opened") };
        file
    }

    fn add(&mut self, path: &Path, node: Node) -> io::Result<usize> {
        let at = self.nodes.len();
        let name = path.file_name().unwrap().to_owned();
        let folder = self.folder(path.parent().unwrap())?;
        if folder.live.contains_key(&name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        folder.live.insert(name.clone(), at);
        folder.pending.push(Entry::Add(name, at));
        self.nodes.push(node);
        Ok(at)
    }

    /// The fault that strikes an operation.
    fn strike(&mut self, operation: Operation) -> Option<Fault> {
        for index in 0..self.armed.len() {
            let armed = &mut self.armed[index];
            let can = match armed.fault {
                Fault::Kill | Fault::PowerCut => true,
                Fault::WriteFails | Fault::ShortWrite | Fault::Interrupted => {
                    operation == Operation::Write
                }
                Fault::NoSpace => matches!(operation, Operation::Write | Operation::Name),
                Fault::SyncFails | Fault::SyncLies => operation == Operation::Sync,
                Fault::FlipOnRead => operation == Operation::Read,
            };
            if !can {
                continue;
            }
            if armed.spares > 0 {
                armed.spares -= 1;
                continue;
            }
            armed.strikes -= 1;
            let fault = armed.fault;
            if armed.strikes == 0 {
                self.armed.remove(index);
            }
            // Neither is anything that a program may notice.
            self.struck |= !matches!(fault, Fault::ShortWrite | Fault::Interrupted);
            return Some(fault);
        }
        None
    }

    fn write(&mut self, node: usize, at: usize, bytes: &[u8]) {
        let change = Change::Write(at, bytes.to_vec());
        let file = self.file(node);
        change.apply(&mut file.live);
        file.pending.push(change);
    }

    /// What a sync that fails leaves: some of it is durable, the rest is in memory alone.
    fn fail_sync(&mut self, node: usize) {
        let pending = std::mem::take(&mut self.file(node).pending);
        for change in pending {
            if self.random.one_in(2) {
                change.apply(&mut self.file(node).durable);
            }
        }
    }
}

impl Process {
    /// Begins an operation: gives the world, and what strikes.
    fn begin(&self, operation: Operation) -> io::Result<(MutexGuard<'_, World>, Option<Fault>)> {
        let mut world = self.machine.world();
        let mut state = self.state.lock().unwrap();
        if world.is_off || world.boot != self.boot || state.is_dead {
            return Err(gone());
        }
        if world.is_aborted && operation != Operation::Read {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        let fault = world.strike(operation);
        match fault {
            Some(Fault::Kill) => state.is_dead = true,
            Some(Fault::PowerCut) => world.is_off = true,
            _ => {}
        }
        Ok((world, fault))
    }

    /// Begins an operation that is done whole or not at all.
    fn begin_whole(&self, operation: Operation) -> io::Result<MutexGuard<'_, World>> {
        let (mut world, fault) = self.begin(operation)?;
        match fault {
            // It came just before, or just after.
            Some(Fault::Kill | Fault::PowerCut) if world.random.one_in(2) => Err(gone()),
            Some(Fault::NoSpace) => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(world),
        }
    }

    fn sync(&self, node: usize) -> io::Result<()> {
        let (mut world, fault) = self.begin(Operation::Sync)?;
        match fault {
            Some(Fault::Kill | Fault::PowerCut) => Err(gone()),
            Some(Fault::SyncLies) => Ok(()),
            Some(_) => {
                world.fail_sync(node);
                Err(io::Error::other("input/output error"))
            }
            None => {
                let file = world.file(node);
                for change in std::mem::take(&mut file.pending) {
                    change.apply(&mut file.durable);
                }
                Ok(())
            }
        }
    }

    /// Does the sync that a bug put off.
    fn catch_up(&self) -> io::Result<()> {
        let put_off = self.state.lock().unwrap().put_off.take();
        put_off.map_or(Ok(()), |node| self.sync(node))
    }
}
