//! Processes that are killed while they write, and others that write and read meanwhile.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests fail by panicking"
)]
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::chain::Digest;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{ReadRequest, Store as _};
use spro_core::kernel::subject::Subject;
use spro_store_fs::{Grade, Options, verify};

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
        println!("told {count} {}", receipt.first);
        std::io::stdout().flush().unwrap();
    }
}

/// Not a test of its own either: reads all there is, again and again, and tells how far and with
/// which digest.
#[test]
#[ignore = "it is a process that other tests start"]
fn reader_process() {
    let root = std::env::var(ROOT).unwrap();
    let store = options().open_read_only(Path::new(&root), CLOCK).unwrap();
    let mut seen = Vec::new();
    loop {
        let now = records(&store);
        assert_eq!(now.len() as u64 % EVENTS, 0, "half a commit was read");
        assert_eq!(seen, now[..seen.len()], "what was read before has changed");
        let digest = now.last().map_or(IDENTITY.genesis().digest, |(_, digest, _)| *digest);
        println!("told {} {digest}", now.len());
        std::io::stdout().flush().unwrap();
        seen = now;
    }
}

/// A process that writes, or reads, until it is killed.
struct Running {
    process: Child,
    number: u64,
    /// What it told, as it tells it.
    told: Receiver<(u64, String)>,
    heard: Vec<(u64, String)>,
}

impl Running {
    fn writer(root: &Path, number: u64) -> Self {
        Self::start("writer_process", root, number)
    }

    fn start(name: &str, root: &Path, number: u64) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--ignored", "--nocapture"])
            .env(ROOT, root)
            .env(WRITER, number.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (tell, told) = std::sync::mpsc::channel();
        // A pipe that nobody empties would hold the process up, between two commits for ever.
        std::thread::spawn(move || {
            let mut line = String::new();
            while output.read_line(&mut line).is_ok_and(|read| read > 0) {
                // What the test harness tells stands between, at times on the same line; and a line
                // that the kill cut off may be a smaller number.
                if line.ends_with('\n')
                    && let Some((_, said)) = line.split_once("told ")
                    && let Some((number, rest)) = said.trim_end().split_once(' ')
                {
                    let _ = tell.send((number.parse().unwrap(), rest.to_owned()));
                }
                line.clear();
            }
        });
        Self { process, number, told, heard: Vec::new() }
    }

    /// Hears so many things.
    fn hear(&mut self, count: usize) {
        for _ in 0..count {
            self.heard.push(self.told.recv().expect("the process ended by itself"));
        }
    }

    /// Kills it, and gives what it told before.
    fn kill(mut self) -> Vec<(u64, String)> {
        let ended = self.process.try_wait().unwrap();
        assert!(ended.is_none(), "process {} ended by itself: {ended:?}", self.number);
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.heard.extend(self.told.iter());
        self.heard
    }

    /// Kills a writer, and gives the first position of each commit that it acknowledged.
    fn kill_writer(self) -> Acknowledged {
        let number = self.number;
        let told = self.kill().into_iter();
        (number, told.map(|(count, first)| (count, first.parse().unwrap())).collect())
    }
}

/// The commits of a writer that it acknowledged, and the first position of each.
type Acknowledged = (u64, BTreeMap<u64, u64>);

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

fn assert_whole(records: &[(u64, Digest, EventId)], acknowledged: &[Acknowledged]) {
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
        let mut writer = Running::writer(dir.path(), round);
        writer.hear(1 + usize::try_from(round).unwrap() * 5);
        // Not always right after an acknowledgement.
        std::thread::sleep(Duration::from_micros(150 * (round % 4)));
        acknowledged.push(writer.kill_writer());

        let store = options().open(dir.path(), CLOCK).unwrap();
        assert_whole(&records(&store), &acknowledged);
        let verified = verify(dir.path()).unwrap();
        assert_eq!(verified.grade(), Grade::Clean, "{:?}", verified.findings);
    }
    assert!(std::fs::read_dir(dir.path().join("log")).unwrap().count() > 1);
}

/// A sequence that its first number decides (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

/// `SPRO_TEST_KILLS` asks for more, `SPRO_TEST_SEED` for those of an earlier run, as far as the
/// scheduler agrees.
#[test]
fn four_writers_killed_at_random_and_two_readers_keep_one_history() {
    let kills = number("SPRO_TEST_KILLS").unwrap_or(40);
    let seed = number("SPRO_TEST_SEED")
        .unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs());
    println!("SPRO_TEST_SEED={seed}");
    let mut random = Random(seed);
    let dir = tempfile::tempdir().unwrap();
    options().create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
    let mut writers: Vec<_> = (0..4).map(|number| Running::writer(dir.path(), number)).collect();
    let readers = [0, 1].map(|number| Running::start("reader_process", dir.path(), number));
    let mut acknowledged = Vec::new();
    for kill in 0..kills {
        std::thread::sleep(Duration::from_micros(random.below(60_000)));
        let next = Running::writer(dir.path(), 4 + kill);
        // Now and then one that is just opening the ledger, and mends it.
        let victim = usize::try_from(random.below(4)).unwrap();
        acknowledged.push(std::mem::replace(&mut writers[victim], next).kill_writer());
        if kill % 8 == 0 {
            let verified = verify(dir.path()).unwrap();
            assert!(verified.grade() <= Grade::Recoverable, "{:?}", verified.findings);
        }
    }
    for writer in &mut writers {
        // Each that was left goes on, whoever was killed in whatever it did.
        writer.hear(1);
    }
    acknowledged.extend(writers.into_iter().map(Running::kill_writer));

    let store = options().open(dir.path(), CLOCK).unwrap();
    let all = records(&store);
    assert_whole(&all, &acknowledged);
    for reader in readers {
        let told = reader.kill();
        assert!(told.len() > 1, "a reader read nothing");
        for (read, digest) in told {
            let last = usize::try_from(read).unwrap().checked_sub(1);
            let expected = last.map_or(IDENTITY.genesis().digest, |last| all[last].1);
            assert_eq!(digest, expected.to_string(), "it read {read} that are no begin of the log");
        }
    }
    store.close().unwrap();
    assert_eq!(verify(dir.path()).unwrap().findings, []);
}

#[test]
fn a_check_while_others_write_is_clean() {
    let dir = tempfile::tempdir().unwrap();
    options().create(dir.path(), IDENTITY, now(), CLOCK).unwrap();
    let mut writer = Running::writer(dir.path(), 1);
    for _ in 0..30 {
        writer.hear(3);
        let verified = verify(dir.path()).unwrap();
        assert_eq!(verified.findings, [], "{verified:?}");
    }
    drop(writer.kill());
}
