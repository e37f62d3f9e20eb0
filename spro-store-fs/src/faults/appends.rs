//! Appends, creation and recovery on a disk that fails.

use std::io;
use std::path::Path;

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{AppendError, LedgerIdentity, Receipt, Store};
use spro_core::kernel::subject::Subject;

use super::Watched;
use crate::error::{FsError, FsErrorKind};
use crate::head::SLOT;
use crate::options::{NetworkFolders, Options};
use crate::store::FsStore;
use crate::verify::{Grade, verify};

const LOG: &str = "00000000000000000001.jsonl";
const SECOND: &str = "00000000000000000002.jsonl";
pub(super) const IDENTITY: LedgerIdentity =
    LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
pub(super) const NOW: fn() -> Stamp = now;

type Ledger = FsStore<fn() -> Stamp>;

fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

fn batch(id: u8) -> Batch {
    batch_of(id, 1)
}

/// A commit of its own with so many events.
pub(super) fn batch_of(id: u8, events: u8) -> Batch {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let subject = Subject::parse("room/blue").unwrap();
    let day = now().instant().date_naive();
    let event = |event| {
        let mut bytes = [id; 16];
        bytes[15] = event;
        let id = EventId::from_bytes(bytes);
        NewEvent::new(id, kind.clone(), subject.clone(), day, &7).unwrap()
    };
    let clerk = Subject::parse("person/clerk").unwrap();
    let id = CommitId::from_bytes([id; 16]);
    Batch::new(id, clerk, (0..events).map(event).collect()).unwrap()
}

/// One of many commits of a writer.
pub(super) fn numbered(writer: u8, count: u64) -> Batch {
    let mut bytes = [writer; 16];
    bytes[..8].copy_from_slice(&count.to_be_bytes());
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let subject = Subject::parse("room/blue").unwrap();
    let day = now().instant().date_naive();
    let event = NewEvent::new(EventId::from_bytes(bytes), kind, subject, day, &7).unwrap();
    let clerk = Subject::parse("person/clerk").unwrap();
    Batch::new(CommitId::from_bytes(bytes), clerk, vec![event]).unwrap()
}

/// A folder in memory where there is one.
pub(super) fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn create(disk: &Watched, root: &Path) -> Result<Ledger, FsError> {
    FsStore::create_on(disk.shared(), root, &small_segments(), IDENTITY, now(), NOW)
}

fn open(disk: &Watched, root: &Path) -> Result<Ledger, FsError> {
    FsStore::open_on(disk.shared(), root, &small_segments(), NOW)
}

/// Each segment is full with its first commit.
fn small_segments() -> Options {
    Options::new().segment_limit(300)
}

const TORN: &[u8] = b"{\"h\":\"torn";

/// Writes what is no commit at the end of a segment.
fn tear(root: &Path, segment: &str) {
    let path = root.join("log").join(segment);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, [&whole, TORN].concat()).unwrap();
}

fn append(store: &Ledger, id: u8) -> Result<Receipt, AppendError> {
    store.append(&batch(id), &Guard::unguarded())
}

#[test]
fn an_append_is_synced_before_head_says_so() {
    let dir = folder();
    let disk = Watched::default();
    let store = create(&disk, dir.path()).unwrap();
    disk.taken();
    append(&store, 1).unwrap();
    let expected = [
        "lock LOCK".to_owned(),
        format!("write {LOG}"),
        format!("sync {LOG}"),
        "write head".into(),
    ];
    assert_eq!(disk.taken(), expected);
}

#[test]
fn a_new_segment_is_durable_under_its_name_before_its_first_commit() {
    let dir = folder();
    let disk = Watched::default();
    let store = create(&disk, dir.path()).unwrap();
    append(&store, 1).unwrap();
    disk.taken();
    append(&store, 2).unwrap();
    let expected = [
        "lock LOCK".to_owned(),
        format!("cut {LOG}"),
        format!("sync {LOG}"),
        format!("create {SECOND}.tmp"),
        format!("write {SECOND}.tmp"),
        format!("sync {SECOND}.tmp"),
        format!("name {SECOND}"),
        "sync-dir log".into(),
        "write head".into(),
        format!("write {SECOND}"),
        format!("sync {SECOND}"),
        "write head".into(),
    ];
    assert_eq!(disk.taken(), expected);
}

#[test]
fn every_new_file_is_synced_and_its_folder_after_it() {
    let dir = folder();
    let root = dir.path().join("ledger");
    let disk = Watched::default();
    drop(create(&disk, &root).unwrap());
    let done = disk.taken();
    let at = |entry: &str| done.iter().position(|done| done == entry).unwrap();
    let last = |entry: &str| done.iter().rposition(|done| done == entry).unwrap();
    let named = at("name spro.json");
    for (file, folder) in
        [(LOG, "log"), ("head", "ledger"), ("FORMAT.md", "ledger"), ("spro.json.tmp", "ledger")]
    {
        let synced = at(&format!("sync {file}"));
        let folder_synced = format!("sync-dir {folder}");
        assert!(done[synced..named].contains(&folder_synced), "{file}");
    }
    let parent = dir.path().file_name().unwrap().to_string_lossy();
    assert!(named < last("sync-dir ledger"));
    assert!(last("sync-dir ledger") < at(&format!("sync-dir {parent}")));
}

#[test]
fn a_creation_that_dies_anywhere_leaves_a_ledger_or_can_be_made_again() {
    let dir = folder();
    let disk = Watched::default();
    drop(create(&disk, &dir.path().join("whole")).unwrap());
    let operations = disk.taken();
    let named = operations.iter().position(|done| done == "name spro.json").unwrap();
    for (at, operation) in operations.iter().enumerate() {
        let root = dir.path().join(at.to_string());
        let disk = Watched::default();
        disk.die_after(at);
        assert!(create(&disk, &root).is_err(), "{operation}");
        let opened = FsStore::open(&root, NOW);
        let store = if at > named {
            opened.unwrap()
        } else {
            assert!(matches!(opened, Err(FsError::NotALedger { .. })), "{operation}");
            create(&Watched::default(), &root).unwrap()
        };
        append(&store, 1).unwrap();
    }
}

#[test]
fn an_append_that_dies_anywhere_is_whole_or_absent_and_is_settled_by_sending_it_again() {
    // The second commit begins a segment.
    let operations = {
        let dir = folder();
        let disk = Watched::default();
        let store = create(&disk, dir.path()).unwrap();
        append(&store, 1).unwrap();
        disk.taken();
        append(&store, 2).unwrap();
        disk.taken()
    };
    for at in 0..operations.len() {
        let dir = folder();
        let disk = Watched::default();
        let store = create(&disk, dir.path()).unwrap();
        append(&store, 1).unwrap();
        disk.die_after(at);
        append(&store, 2).unwrap_err();
        drop(store);
        let store = open(&Watched::default(), dir.path()).unwrap();
        let head = store.head().unwrap().position.get();
        let written = operations[..at].contains(&format!("write {SECOND}"));
        assert_eq!(head, if written { 2 } else { 1 }, "{}", operations[at]);
        assert_eq!(append(&store, 2).unwrap().first.get(), 2, "{}", operations[at]);
        store.close().unwrap();
        assert!(open(&Watched::default(), dir.path()).unwrap().recovered().is_none());
    }
}

#[test]
fn a_failed_sync_is_indeterminate_and_ends_the_writer() {
    for fails in [format!("sync {LOG}"), "write head".to_owned()] {
        let dir = folder();
        let disk = Watched::default();
        let store = FsStore::create(dir.path(), IDENTITY, now(), NOW).unwrap();
        drop(store);
        let store = FsStore::open_on(disk.shared(), dir.path(), &Options::new(), NOW);
        let store = store.unwrap();
        append(&store, 1).unwrap();
        disk.fail(&fails, io::ErrorKind::Other);
        let failed = append(&store, 2).unwrap_err();
        assert!(matches!(failed, AppendError::Indeterminate(_)), "{fails}: {failed}");
        disk.taken();
        let again = append(&store, 2).unwrap_err();
        assert!(matches!(again, AppendError::Refused(_)), "{fails}: {again}");
        assert_eq!(FsError::find(&again).unwrap().kind(), FsErrorKind::Poisoned);
        assert!(disk.taken().is_empty(), "{fails}: the disk was asked again");

        let store = FsStore::open_on(disk.shared(), dir.path(), &Options::new(), NOW);
        let store = store.unwrap();
        let settled = append(&store, 2).unwrap();
        assert_eq!(settled.first.get(), 2, "{fails}");
        assert_eq!(store.head().unwrap().position.get(), 2, "{fails}");
    }
}

#[test]
fn what_was_not_published_is_read_from_the_disk_written_again_and_synced() {
    let dir = folder();
    let disk = Watched::default();
    let store = create(&disk, dir.path()).unwrap();
    disk.fail(&format!("sync {LOG}"), io::ErrorKind::Other);
    append(&store, 1).unwrap_err();
    disk.taken();
    let store = open(&disk, dir.path()).unwrap();
    let expected = [
        "lock LOCK".to_owned(),
        format!("forget {LOG}"),
        format!("write {LOG}"),
        format!("write {LOG}"),
        format!("cut {LOG}"),
        format!("sync {LOG}"),
        "sync-dir log".into(),
        "write head".into(),
    ];
    assert_eq!(disk.taken(), expected);
    let recovered = store.recovered().unwrap();
    assert_eq!((recovered.kept_commits, &recovered.set_aside), (1, &None));
}

#[test]
fn a_torn_write_is_durable_in_quarantine_before_it_is_cut_off() {
    let dir = folder();
    let disk = Watched::default();
    drop(create(&disk, dir.path()).unwrap());
    tear(dir.path(), LOG);
    std::fs::remove_dir(dir.path().join("quarantine")).unwrap();
    disk.taken();
    let store = open(&disk, dir.path()).unwrap();
    let root = dir.path().file_name().unwrap().to_string_lossy();
    let expected = [
        "lock LOCK".to_owned(),
        format!("forget {LOG}"),
        format!("forget {LOG}"),
        "create-dir quarantine".into(),
        format!("sync-dir {root}"),
        "create 00000000000000000000-0.torn".into(),
        "write 00000000000000000000-0.torn".into(),
        "sync 00000000000000000000-0.torn".into(),
        "sync-dir quarantine".into(),
        format!("write {LOG}"),
        format!("cut {LOG}"),
        format!("sync {LOG}"),
        "sync-dir log".into(),
        "write head".into(),
    ];
    assert_eq!(disk.taken(), expected);
    let aside = store.recovered().unwrap().set_aside.clone().unwrap();
    assert_eq!(std::fs::read(aside).unwrap(), TORN);
}

#[test]
fn a_segment_that_was_not_finished_is_moved_for_good() {
    let dir = folder();
    let disk = Watched::default();
    let store = create(&disk, dir.path()).unwrap();
    append(&store, 1).unwrap();
    std::fs::write(dir.path().join("log").join(format!("{SECOND}.tmp")), "{").unwrap();
    disk.taken();
    drop(open(&disk, dir.path()).unwrap());
    let expected = [
        "lock LOCK",
        "name 00000000000000000001-0.unfinished",
        "sync-dir quarantine",
        "sync-dir log",
    ];
    assert_eq!(disk.taken(), expected);
}

#[test]
fn a_recovery_that_dies_anywhere_is_brought_to_the_same_end_by_the_next() {
    // The first commit is published, the second one is whole, and a third one is torn.
    let unclean = |root: &Path| {
        let disk = Watched::default();
        let store = create(&disk, root).unwrap();
        append(&store, 1).unwrap();
        disk.fail(&format!("sync {SECOND}"), io::ErrorKind::Other);
        append(&store, 2).unwrap_err();
        tear(root, SECOND);
    };
    for at in 0.. {
        let dir = folder();
        unclean(dir.path());
        let whole = {
            let dir = folder();
            let store = create(&Watched::default(), dir.path()).unwrap();
            append(&store, 1).unwrap();
            append(&store, 2).unwrap();
            std::fs::read(dir.path().join("log").join(SECOND)).unwrap()
        };
        let disk = Watched::default();
        disk.die_after(at);
        let died = open(&disk, dir.path()).is_err();
        let store = open(&Watched::default(), dir.path()).unwrap();
        assert_eq!(store.head().unwrap().position.get(), 2, "{at}");
        assert_eq!(std::fs::read(dir.path().join("log").join(SECOND)).unwrap(), whole, "{at}");
        let mut kept = std::fs::read_dir(dir.path().join("quarantine")).unwrap();
        assert!(kept.any(|file| std::fs::read(file.unwrap().path()).unwrap() == TORN), "{at}");
        store.close().unwrap();
        assert!(open(&Watched::default(), dir.path()).unwrap().recovered().is_none(), "{at}");
        if !died {
            break;
        }
    }
}

#[test]
fn a_close_is_durable_in_both_slots_one_after_the_other() {
    let dir = folder();
    let disk = Watched::default();
    let store = create(&disk, dir.path()).unwrap();
    append(&store, 1).unwrap();
    disk.taken();
    store.close().unwrap();
    let expected = ["lock LOCK", "write head", "sync head", "write head", "sync head"];
    assert_eq!(disk.taken(), expected);
    store.close().unwrap();
    assert_eq!(disk.taken(), ["lock LOCK"], "it was closed already");
}

/// A power cut took `head` back to before the end of an index that others had been merged into, so that none was
/// of use: the whole log was read on opening.
#[test]
fn an_index_that_takes_the_place_of_others_has_its_name_after_head_is_durable() {
    let dir = folder();
    let disk = Watched::default();
    drop(create(&disk, dir.path()).unwrap());
    let options = Options::new().index_every(1);
    for id in 1..8 {
        let store =
            FsStore::open_on(disk.shared(), dir.path(), &options, NOW as fn() -> _).unwrap();
        append(&store, id).unwrap();
        store.close().unwrap();
    }
    let done = disk.taken();
    let is_name = |at: &usize| done[*at].starts_with("name 0") && done[*at].contains('-');
    let merged = (0..done.len()).filter(is_name).filter(|at| {
        let since = done[..*at].iter().rev().take_while(|entry| *entry != "create index.tmp");
        since.into_iter().any(|entry| entry == "sync index.tmp")
    });
    let mut count = 0;
    for at in merged {
        let last = done[..at].iter().rev().find(|entry| entry.ends_with(" head"));
        assert_eq!(last.map(String::as_str), Some("sync head"), "{done:?}");
        count += 1;
    }
    assert!(count > 0, "{done:?}");
}

#[test]
fn a_close_mends_the_slots_that_one_before_it_left_apart() {
    let dir = folder();
    let head = dir.path().join("head");
    let disk = Watched::default();
    let store = create(&disk, dir.path()).unwrap();
    let durable = std::fs::read(&head).unwrap();
    append(&store, 1).unwrap();
    disk.fail("sync head", io::ErrorKind::Other);
    store.close().unwrap_err();
    drop(store);
    // Then the power goes. Of what was written to `head`, the disk kept the slot of the close alone.
    let mut left = std::fs::read(&head).unwrap();
    left[..SLOT].copy_from_slice(&durable[..SLOT]);
    std::fs::write(&head, left).unwrap();
    assert_eq!(verify(dir.path()).unwrap().grade(), Grade::Recoverable);
    let store = open(&disk, dir.path()).unwrap();
    assert_eq!(store.head().unwrap().position.get(), 1);
    store.close().unwrap();
    assert_eq!(verify(dir.path()).unwrap().grade(), Grade::Clean);
}

#[test]
fn opening_for_reading_alone_asks_the_disk_for_no_change_and_no_lock() {
    let dir = folder();
    let disk = Watched::default();
    let store = create(&disk, dir.path()).unwrap();
    append(&store, 1).unwrap();
    disk.fail(&format!("sync {SECOND}"), io::ErrorKind::Other);
    append(&store, 2).unwrap_err();
    disk.taken();
    let options = Options::new();
    let reader = FsStore::open_read_only_on(disk.shared(), dir.path(), &options, NOW).unwrap();
    assert_eq!(reader.head().unwrap().position.get(), 1, "what is not known to be durable");
    reader.close().unwrap();
    assert_eq!(disk.taken(), [""; 0]);
}

#[test]
fn a_full_disk_refuses_an_append_and_the_writer_goes_on_when_there_is_room() {
    for fails in [
        format!("write {LOG}"),
        format!("create {SECOND}.tmp"),
        format!("write {SECOND}.tmp"),
        format!("write {SECOND}"),
    ] {
        let dir = folder();
        let disk = Watched::default();
        let store = create(&disk, dir.path()).unwrap();
        let next = if fails.ends_with(LOG) {
            1
        } else {
            append(&store, 1).unwrap();
            2
        };
        disk.fail(&fails, io::ErrorKind::StorageFull);
        let refused = append(&store, next).unwrap_err();
        assert!(matches!(refused, AppendError::Refused(_)), "{fails}: {refused}");
        assert_eq!(FsError::find(&refused).unwrap().kind(), FsErrorKind::DiskFull, "{fails}");
        assert_eq!(store.head().unwrap().position.get(), u64::from(next) - 1, "{fails}");
        assert_eq!(append(&store, next).unwrap().first.get(), u64::from(next), "{fails}");
        drop(store);
        assert!(FsStore::open(dir.path(), NOW).unwrap().recovered().is_none(), "{fails}");
    }
}

#[test]
fn a_segment_that_cannot_be_begun_for_sure_ends_the_writer_and_opens_anew() {
    for fails in [
        format!("sync {SECOND}.tmp"),
        format!("name {SECOND}"),
        "sync-dir log".to_owned(),
        "write head".to_owned(),
    ] {
        let dir = folder();
        let disk = Watched::default();
        let store = create(&disk, dir.path()).unwrap();
        append(&store, 1).unwrap();
        disk.fail(&fails, io::ErrorKind::Other);
        let refused = append(&store, 2).unwrap_err();
        assert!(matches!(refused, AppendError::Refused(_)), "{fails}: {refused}");
        let poisoned = append(&store, 2).unwrap_err();
        assert_eq!(FsError::find(&poisoned).unwrap().kind(), FsErrorKind::Poisoned, "{fails}");
        let store = open(&disk, dir.path()).unwrap();
        assert_eq!(append(&store, 2).unwrap().first.get(), 2, "{fails}");
        store.close().unwrap();
        assert_eq!(open(&disk, dir.path()).unwrap().head().unwrap().position.get(), 2);
        let left: Vec<_> = std::fs::read_dir(dir.path().join("log")).unwrap().collect();
        assert_eq!(left.len(), 2, "{fails}: {left:?}");
    }
}

#[test]
fn a_network_file_system_is_refused_unless_it_is_allowed() {
    let dir = folder();
    let disk = Watched::default();
    disk.0.lock().unwrap().network = Some("NFS");
    let refused = create(&disk, &dir.path().join("ledger")).err().unwrap();
    assert_eq!(refused.kind(), FsErrorKind::NetworkFolder);
    disk.0.lock().unwrap().network = None;
    drop(create(&disk, &dir.path().join("ledger")).unwrap());
    disk.0.lock().unwrap().network = Some("NFS");
    let root = dir.path().join("ledger");
    assert_eq!(open(&disk, &root).err().unwrap().kind(), FsErrorKind::NetworkFolder);
    let allow = Options::new().network_folders(NetworkFolders::Allow);
    FsStore::open_on(disk.shared(), &root, &allow, NOW).unwrap();
}
