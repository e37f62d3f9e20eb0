//! What the store does when the disk fails, and in which order it asks it.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{AppendError, LedgerIdentity, Store};
use spro_core::kernel::subject::Subject;

use crate::disk::{Disk, DiskFile, Os};
use crate::store::FsStore;

/// The operations so far, and the one that fails next.
#[derive(Default)]
struct Journal {
    done: Vec<String>,
    fails: Option<String>,
}

#[derive(Clone, Default)]
struct Watched(Arc<Mutex<Journal>>);

impl Watched {
    fn note(&self, operation: &str, path: &Path) -> io::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let entry = format!("{operation} {name}");
        let mut journal = self.0.lock().unwrap();
        if journal.fails.as_ref() == Some(&entry) {
            journal.fails = None;
            return Err(io::Error::other("injected"));
        }
        journal.done.push(entry);
        Ok(())
    }

    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().done)
    }

    fn file(&self, path: &Path, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(WatchedFile { disk: self.clone(), path: path.to_owned(), file })
    }
}

struct WatchedFile {
    disk: Watched,
    path: std::path::PathBuf,
    file: Box<dyn DiskFile>,
}

impl Disk for Watched {
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        Ok(self.file(path, Os.open(path)?))
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.note("create", path)?;
        Ok(self.file(path, Os.create(path)?))
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        Os.create_dir(path)
    }
    fn names(&self, path: &Path) -> io::Result<Vec<OsString>> {
        Os.names(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.note("sync-dir", path)?;
        Os.sync_dir(path)
    }
}

impl DiskFile for WatchedFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.file.read_at(buffer, offset)
    }
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.disk.note("write", &self.path)?;
        self.file.write_at(bytes, offset)
    }
    fn truncate(&self, len: u64) -> io::Result<()> {
        self.disk.note("cut", &self.path)?;
        self.file.truncate(len)
    }
    fn sync(&self) -> io::Result<()> {
        self.disk.note("sync", &self.path)?;
        self.file.sync()
    }
    fn lock(&self) -> io::Result<()> {
        self.disk.note("lock", &self.path)?;
        self.file.lock()
    }
}

const LOG: &str = "00000000000000000001.jsonl";

fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

fn batch(id: u8) -> Batch {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let subject = Subject::parse("room/blue").unwrap();
    let day = now().instant().date_naive();
    let event = NewEvent::new(EventId::from_bytes([id; 16]), kind, subject, day, &7).unwrap();
    let clerk = Subject::parse("person/clerk").unwrap();
    Batch::new(CommitId::from_bytes([id; 16]), clerk, vec![event]).unwrap()
}

fn create(disk: &Watched, root: &Path) -> FsStore<fn() -> Stamp> {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    FsStore::create_on(Arc::new(disk.clone()), root, identity, now(), now as fn() -> Stamp).unwrap()
}

#[test]
fn an_append_is_synced_before_head_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let disk = Watched::default();
    let store = create(&disk, dir.path());
    disk.taken();
    store.append(&batch(1), &Guard::unguarded()).unwrap();
    let expected = [
        "lock LOCK".to_owned(),
        format!("write {LOG}"),
        format!("sync {LOG}"),
        "write head".into(),
    ];
    assert_eq!(disk.taken(), expected);
}

#[test]
fn every_new_file_is_synced_and_its_folder_after_it() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("ledger");
    let disk = Watched::default();
    drop(create(&disk, &root));
    let done = disk.taken();
    let at = |entry: &str| done.iter().rposition(|done| done == entry).unwrap();
    for (file, folder) in
        [(LOG, "log"), ("head", "ledger"), ("FORMAT.md", "ledger"), ("spro.json", "ledger")]
    {
        assert!(at(&format!("sync {file}")) < at(&format!("sync-dir {folder}")), "{file}");
    }
}

#[test]
fn a_failed_write_or_sync_is_indeterminate_and_ends_the_writer() {
    for fails in [format!("write {LOG}"), format!("sync {LOG}"), "write head".to_owned()] {
        let dir = tempfile::tempdir().unwrap();
        let disk = Watched::default();
        let store = create(&disk, dir.path());
        store.append(&batch(1), &Guard::unguarded()).unwrap();
        disk.0.lock().unwrap().fails = Some(fails.clone());
        let failed = store.append(&batch(2), &Guard::unguarded()).unwrap_err();
        assert!(matches!(failed, AppendError::Indeterminate(_)), "{fails}: {failed}");
        disk.taken();
        let again = store.append(&batch(2), &Guard::unguarded()).unwrap_err();
        assert!(matches!(again, AppendError::Refused(_)), "{fails}: {again}");
        assert!(disk.taken().is_empty(), "{fails}: the disk was asked again");

        let store = FsStore::open(dir.path(), now).unwrap();
        let settled = store.append(&batch(2), &Guard::unguarded()).unwrap();
        assert_eq!(settled.first.get(), 2, "{fails}");
        assert_eq!(store.head().unwrap().position.get(), 2, "{fails}");
    }
}
