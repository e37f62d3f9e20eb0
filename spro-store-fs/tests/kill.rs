//! Processes that are killed while they write, and others that write and read meanwhile.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail by panicking")]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::chain::Digest;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{ReadRequest, Store as _};
use spro_core::kernel::subject::Subject;
use spro_store_fs::{FsStore, Grade, Options, verify};

#[path = "support/given.rs"]
mod given;
use given::{CLOCK, IDENTITY, Ledger, now, room};

const ROOT: &str = "SPRO_TEST_ROOT";
const WRITER: &str = "SPRO_TEST_WRITER";
const EVENTS: u64 = 3;

/// Segments of some six commits, so that processes are killed while they begin one, too.
fn options() -> Options {
    Options::new().segment_limit(8 * 1024)
}

fn bytes(writer: u64, count: u64) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&writer.to_be_bytes());
    bytes[8..].copy_from_slice(&count.to_be_bytes());
    bytes
}

fn batch(writer: u64, count: u64) -> Batch {
    let kind = EventType::parse("hotel.room.booked").unwrap();
    let day = now().instant().date_naive();
    let event = |index| {
        let id = EventId::from_bytes(bytes(writer, EVENTS * count + index));
        NewEvent::new(id, kind.clone(), room("blue"), day, &count).unwrap()
    };
    let clerk = Subject::parse("person/clerk").unwrap();
    let id = CommitId::from_bytes(bytes(writer, count));
    Batch::new(id, clerk, (0..EVENTS).map(event).collect()).unwrap()
}

/// Not a test of its own: the process that the tests here start, and kill.
#[test]
#[ignore = "it is the process that the other tests kill"]
fn writer_process() {
    let root = std::env::var(ROOT).unwrap();
    let writer = std::env::var(WRITER).unwrap().parse().unwrap();
    let store = options().open(Path::new(&root), CLOCK).unwrap();
    for count in 0.. {
        let receipt = store.append(&batch(writer, count), &Guard::unguarded()).unwrap();
        println!("ack {count} {}", receipt.first);
        std::io::stdout().flush().unwrap();
    }
}

/// A process that writes until it is killed.
struct Writer {
    process: Child,
    told: BufReader<ChildStdout>,
    number: u64,
    /// The first position of each commit that it acknowledged.
    acknowledged: BTreeMap<u64, u64>,
}

impl Writer {
    fn start(root: &Path, number: u64) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer_process", "--ignored", "--nocapture"])
            .env(ROOT, root)
            .env(WRITER, number.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let told = BufReader::new(process.stdout.take().unwrap());
        Self { process, told, number, acknowledged: BTreeMap::new() }
    }

    /// Hears so many acknowledgements.
    fn hear(&mut self, acknowledgements: usize) {
        let wanted = self.acknowledged.len() + acknowledgements;
        while self.acknowledged.len() < wanted {
            let mut line = String::new();
            assert!(self.told.read_line(&mut line).unwrap() > 0, "the writer ended by itself");
            self.note(&line);
        }
    }

    fn note(&mut self, line: &str) {
        // What the test harness tells stands between, at times on the same line.
        if let Some((_, told)) = line.split_once("ack ")
            && let Some((count, first)) = told.trim_end().split_once(' ')
        {
            self.acknowledged.insert(count.parse().unwrap(), first.parse().unwrap());
        }
    }

    /// Kills it, and hears what it told before.
    fn kill(mut self) -> (u64, BTreeMap<u64, u64>) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        let mut rest = String::new();
        self.told.read_to_string(&mut rest).unwrap();
        // A line that the kill cut off may be a smaller number.
        let whole = rest.rfind('\n').map_or("", |end| &rest[..=end]);
        whole.lines().for_each(|line| self.note(line));
        (self.number, self.acknowledged)
    }
}

/// The position, the digest and the event's id of each record.
fn records(store: &Ledger) -> Vec<(u64, Digest, EventId)> {
    let mut records = Vec::new();
    let end = store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        records.push((record.position().get(), record.digest, record.body.id));
        ControlFlow::Continue(())
    });
    let head = end.unwrap().head;
    assert_eq!(records.len() as u64, head.position.get());
    records
}

fn assert_whole(records: &[(u64, Digest, EventId)], acknowledged: &[(u64, BTreeMap<u64, u64>)]) {
    assert_eq!(records.len() as u64 % EVENTS, 0, "half a commit");
    for (writer, commits) in acknowledged {
        for (count, first) in commits {
            for index in 0..EVENTS {
                let (position, _, id) = records[usize::try_from(first + index).unwrap() - 1];
                assert_eq!(position, first + index);
                let expected = EventId::from_bytes(bytes(*writer, EVENTS * count + index));
                assert_eq!(id, expected, "commit {count} of writer {writer}");
            }
        }
    }
}

#[test]
fn what_was_acknowledged_survives_every_kill() {
    let dir = tempfile::tempdir().unwrap();
    options().create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..12 {
        let mut writer = Writer::start(dir.path(), round);
        writer.hear(1 + usize::try_from(round).unwrap() * 5);
        // Not always right after an acknowledgement.
        std::thread::sleep(Duration::from_micros(150 * (round % 4)));
        acknowledged.push(writer.kill());

        let store = options().open(dir.path(), CLOCK).unwrap();
        assert_whole(&records(&store), &acknowledged);
        let verified = verify(dir.path()).unwrap();
        assert_eq!(verified.grade(), Grade::Clean, "{:?}", verified.findings);
    }
    assert!(std::fs::read_dir(dir.path().join("log")).unwrap().count() > 1);
}

#[test]
fn two_writers_of_which_one_is_killed_again_and_again_and_a_reader_keep_one_history() {
    let dir = tempfile::tempdir().unwrap();
    options().create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
    let reader = FsStore::open_read_only(dir.path(), CLOCK).unwrap();
    let mut lasting = Writer::start(dir.path(), 100);
    let mut acknowledged = Vec::new();
    let mut seen = Vec::new();
    for round in 0..6 {
        let mut writer = Writer::start(dir.path(), round);
        writer.hear(4);
        let began = Instant::now();
        while began.elapsed() < Duration::from_millis(40) {
            let now = records(&reader);
            assert_eq!(now.len() as u64 % EVENTS, 0, "half a commit was read");
            assert_eq!(seen, now[..seen.len()], "what was read before has changed");
            seen = now;
        }
        acknowledged.push(writer.kill());
        // The other one recovers from that by itself.
        lasting.hear(4);
    }
    acknowledged.push(lasting.kill());
    let store = options().open(dir.path(), CLOCK).unwrap();
    let all = records(&store);
    assert_whole(&all, &acknowledged);
    assert_eq!(seen, all[..seen.len()]);
    store.close().unwrap();
    assert_eq!(verify(dir.path()).unwrap().findings, []);
}

#[test]
fn a_check_while_others_write_is_clean() {
    let dir = tempfile::tempdir().unwrap();
    options().create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
    let mut writer = Writer::start(dir.path(), 1);
    for _ in 0..30 {
        writer.hear(3);
        let verified = verify(dir.path()).unwrap();
        assert_eq!(verified.findings, [], "{verified:?}");
    }
    drop(writer.kill());
}
