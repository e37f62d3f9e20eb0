//! The machine's disk as a process sees it, through the faults that strike and the bug of its program.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{Bug, Fault, FileNode, FolderNode, Node, Operation, Process, World, gone};
use crate::disk::{Access, Disk, DiskFile, FileId, LockKind, Look, OpenFile, Visibility};
use crate::faults::appends::IDENTITY;
use crate::faults::power::{self, Change, Entry};

struct SimulatedFile {
    process: Arc<Process>,
    node: usize,
    name: String,
    handle: u64,
}

/// The disk as a process sees it.
pub(super) struct Seen(pub(super) Arc<Process>);

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
        if self.process.bug == Some(Bug::TrustsIndex) {
            crate::index::pass(buffer, OsStr::new(&self.name), IDENTITY.id, offset);
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
