//! A machine in memory: its disk keeps what was written apart from what is durable, and fails as
//! it is told.
//!
//! What it takes for true of a file system: a write is durable once a sync of its file returned, an
//! entry of a folder once a sync of that folder did, and each may be durable before. A failed sync
//! of a file leaves what it was to write in memory alone, and no later sync writes it. A failed
//! sync of a folder ends all writing until the machine starts anew, as a journal that is aborted
//! does.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};

use super::power::{self, Change, Entry, Losses, Random};
use crate::disk::{Access, Disk, DiskFile, FileId, LockKind, Look, OpenFile, Visibility};

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

struct SimulatedFile {
    process: Arc<Process>,
    node: usize,
    name: String,
    handle: u64,
}

/// The disk as a process sees it.
struct Seen(Arc<Process>);

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

impl Disk for Seen {
    fn open(&self, path: &Path, _: Access) -> io::Result<OpenFile> {
        let mut world = self.0.begin_whole(Operation::Read)?;
        let node = world.find(path)?;
        if matches!(world.nodes[node], Node::Folder(_)) {
            return Err(io::Error::other("not a regular file"));
        }
        Ok(self.opened(&mut world, path, node))
    }

    fn look(&self, path: &Path) -> io::Result<Look> {
        let mut world = self.0.begin_whole(Operation::Read)?;
        let node = world.find(path)?;
        let len = world.file(node).live.len() as u64;
        Ok(Look { id: id_of(node), len })
    }

    fn create(&self, path: &Path, _: Visibility) -> io::Result<OpenFile> {
        self.0.catch_up()?;
        let mut world = self.0.begin_whole(Operation::Name)?;
        let node = world.add(path, Node::File(FileNode::default()))?;
        Ok(self.opened(&mut world, path, node))
    }

    fn create_dir(&self, path: &Path, _: Visibility) -> io::Result<()> {
        let mut world = self.0.begin_whole(Operation::Name)?;
        world.add(path, Node::Folder(FolderNode::default())).map(drop)
    }

    fn names(&self, path: &Path) -> io::Result<Vec<OsString>> {
        let mut world = self.0.begin_whole(Operation::Read)?;
        Ok(world.folder(path)?.live.keys().cloned().collect())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.catch_up()?;
        let mut world = self.0.begin_whole(Operation::Name)?;
        let (old, new) = (from.file_name().unwrap(), to.file_name().unwrap());
        let node = world.find(from)?;
        if world.find(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let (source, target) = (from.parent().unwrap(), to.parent().unwrap());
        let target_node = world.find(target)?;
        world.folder(target)?.live.insert(new.to_owned(), node);
        let folder = world.folder(source)?;
        folder.live.remove(old);
        if source == target {
            folder.pending.push(Entry::Rename(old.to_owned(), new.to_owned(), node));
            return Ok(());
        }
        folder.pending.push(Entry::MovedTo(old.to_owned(), target_node, new.to_owned(), node));
        world.folder(target)?.pending.push(Entry::Add(new.to_owned(), node));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut world = self.0.begin_whole(Operation::Name)?;
        world.find(path)?;
        let name = path.file_name().unwrap();
        let folder = world.folder(path.parent().unwrap())?;
        folder.live.remove(name);
        folder.pending.push(Entry::Remove(name.to_owned()));
        Ok(())
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        if self.0.bug == Some(Bug::SyncsNoFolder) {
            return Ok(());
        }
        let (mut world, fault) = self.0.begin(Operation::Sync)?;
        match fault {
            Some(Fault::Kill | Fault::PowerCut) => return Err(gone()),
            Some(Fault::SyncLies) => return Ok(()),
            Some(_) => {
                world.is_aborted = true;
                return Err(io::Error::other("input/output error"));
            }
            None => {}
        }
        let at = world.find(path)?;
        power::sync_folder(&mut world.nodes, at);
        Ok(())
    }

    fn network(&self, _: &Path) -> io::Result<Option<&'static str>> {
        Ok(None)
    }
}

impl Seen {
    fn opened(&self, world: &mut World, path: &Path, node: usize) -> OpenFile {
        world.handles += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (process, handle) = (Arc::clone(&self.0), world.handles);
        Arc::new(SimulatedFile { process, node, name, handle })
    }
}

impl SimulatedFile {
    fn release(&self) {
        let mut world = self.process.machine.world();
        let handle = self.handle;
        world.file(self.node).locks.retain(|(held, _)| *held != handle);
    }

    fn is_segment(&self) -> bool {
        Path::new(&self.name).extension().is_some_and(|kind| kind == "jsonl")
    }
}

fn id_of(node: usize) -> FileId {
    FileId { device: 0, node: node as u64 }
}

impl DiskFile for SimulatedFile {
    fn id(&self) -> io::Result<FileId> {
        Ok(id_of(self.node))
    }

    fn len(&self) -> io::Result<u64> {
        let mut world = self.process.begin_whole(Operation::Read)?;
        Ok(world.file(self.node).live.len() as u64)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let (mut world, fault) = self.process.begin(Operation::Read)?;
        if matches!(fault, Some(Fault::Kill | Fault::PowerCut)) {
            return Err(gone());
        }
        let live = &world.file(self.node).live;
        let rest = live.get(usize::try_from(offset).unwrap()..).unwrap_or_default();
        let len = rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&rest[..len]);
        if fault == Some(Fault::FlipOnRead) && len > 0 {
            let (at, bit) = (world.random.below(len), world.random.below(8));
            buffer[at] ^= 1 << bit;
        }
        Ok(len)
    }

    fn write_some_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        let at = usize::try_from(offset).unwrap();
        let publishes = self.name == "head";
        if self.is_segment() {
            self.process.machine.pass_gate(Operation::Write);
        }
        if !publishes {
            self.process.catch_up()?;
        }
        let (mut world, fault) = self.process.begin(Operation::Write)?;
        let live = &world.file(self.node).live;
        if self.process.bug == Some(Bug::TrustsCache)
            && live.get(at..at + bytes.len()) == Some(bytes)
        {
            return Ok(bytes.len());
        }
        let part = world.random.below(bytes.len());
        let (part, done) = match fault {
            None | Some(Fault::SyncFails | Fault::SyncLies | Fault::FlipOnRead) => {
                (bytes.len(), Ok(bytes.len()))
            }
            Some(Fault::Kill | Fault::PowerCut) => (part, Err(gone())),
            Some(Fault::WriteFails) => (part, Err(io::Error::other("input/output error"))),
            Some(Fault::NoSpace) => (part, Err(io::ErrorKind::StorageFull.into())),
            Some(Fault::ShortWrite) => (part + 1, Ok(part + 1)),
            Some(Fault::Interrupted) => return Err(io::ErrorKind::Interrupted.into()),
        };
        world.write(self.node, at, &bytes[..part]);
        drop(world);
        self.process.state.lock().unwrap().has_failed = done.is_err();
        if publishes && self.process.bug == Some(Bug::PublishesBeforeSync) {
            self.process.catch_up()?;
        }
        done
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        let mut world = self.process.begin_whole(Operation::Name)?;
        let change = Change::Cut(usize::try_from(len).unwrap());
        let file = world.file(self.node);
        change.apply(&mut file.live);
        file.pending.push(change);
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        if self.is_segment() {
            self.process.machine.pass_gate(Operation::Sync);
        }
        match self.process.bug {
            Some(Bug::AcknowledgesBeforeSync | Bug::PublishesBeforeSync) if self.is_segment() => {
                self.process.catch_up()?;
                self.process.state.lock().unwrap().put_off = Some(self.node);
                Ok(())
            }
            Some(Bug::RetriesSync) => {
                self.process.sync(self.node).or_else(|_| self.process.sync(self.node))
            }
            Some(Bug::SkipsSyncAfterFailedWrite)
                if std::mem::take(&mut self.process.state.lock().unwrap().has_failed) =>
            {
                Ok(())
            }
            Some(Bug::SkipsSyncOf(end)) if self.name.ends_with(end) => Ok(()),
            _ => self.process.sync(self.node),
        }
    }

    fn forget_cached(&self) -> io::Result<()> {
        if self.process.bug == Some(Bug::TrustsCache) {
            return Ok(());
        }
        let mut world = self.process.begin_whole(Operation::Read)?;
        let file = world.file(self.node);
        file.live = file.durable.clone();
        // What waits to be written is never forgotten.
        for change in &file.pending {
            change.apply(&mut file.live);
        }
        Ok(())
    }

    fn try_lock(&self, kind: LockKind) -> io::Result<bool> {
        let mut world = self.process.begin_whole(Operation::Read)?;
        let file = world.file(self.node);
        let is_shared = |kind: LockKind| kind == LockKind::Shared;
        let is_free = file.locks.iter().all(|(_, held)| is_shared(*held) && is_shared(kind));
        if is_free {
            file.locks.push((self.handle, kind));
        }
        Ok(is_free)
    }

    fn unlock(&self) -> io::Result<()> {
        self.release();
        Ok(())
    }
}

impl Drop for SimulatedFile {
    fn drop(&mut self) {
        self.release();
    }
}
