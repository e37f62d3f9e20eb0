//! Runs against a model, and against what is changed in them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::encoding::encode;
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::subject::Subject;

use super::key::{Role, key};
use super::merge::{covered, merge};
use super::*;
use crate::log::start;

const LEDGER: LedgerId = LedgerId::from_bytes([7; 16]);

fn start_place() -> Place {
    start(&spro_core::kernel::store::LedgerIdentity { id: LEDGER, nonce: [1; 32] })
}

/// What an event is about, mentions and is.
type Shape = (u8, u8, u8);

fn subject(kind: &str, number: u8) -> Subject {
    Subject::parse(&format!("{kind}/{number}")).unwrap()
}

fn kind(number: u8) -> EventType {
    EventType::parse(&format!("hotel.thing.happened-{number}")).unwrap()
}

/// Ids that grow, and now and then one that does not.
fn id(number: u64) -> [u8; 16] {
    let mixed = if number.is_multiple_of(5) { number.reverse_bits() } else { number };
    (u128::from(mixed) << 64 | u128::from(number)).to_be_bytes()
}

struct Model {
    tails: Vec<Tail>,
    positions: BTreeMap<[u8; 16], u64>,
    begins: BTreeMap<[u8; 16], u64>,
    keys: BTreeMap<u64, BTreeSet<u64>>,
    /// Segment, begin and end of each line.
    lines: Vec<(u64, u64, u64)>,
}

/// Commits of these events, in segments of `segment` commits and tails of `tail` commits.
fn model(commits: &[Vec<Shape>], segment: usize, tail: usize) -> Model {
    let start = start_place();
    let at = spro_core::kernel::stamp::Stamp::new(chrono::DateTime::UNIX_EPOCH);
    let mut tails = vec![Tail::after(LEDGER, &known_start(start))];
    let mut model = Model {
        tails: Vec::new(),
        positions: BTreeMap::new(),
        begins: BTreeMap::new(),
        keys: BTreeMap::new(),
        lines: Vec::new(),
    };
    let mut place = start;
    for (number, shapes) in commits.iter().enumerate() {
        let mut events = Vec::new();
        let first = place.head.position.get() + 1;
        for ((about, mentioned, is), position) in shapes.iter().zip(first..) {
            let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            let event = EventId::from_bytes(id(position));
            let about = subject("room", *about);
            let new = NewEvent::new(event, kind(*is), about.clone(), day, &position).unwrap();
            let mention = subject("guest", *mentioned);
            events.push(new.mentioning([mention.clone()]));
            model.positions.insert(id(position), position);
            for key in [
                key(Role::Subject, about.as_str()),
                key(Role::Mention, mention.as_str()),
                key(Role::Type, kind(*is).as_str()),
            ] {
                model.keys.entry(key).or_default().insert(position);
            }
        }
        // As an import's: that of the first event.
        let batch = Batch::new(CommitId::from_bytes(id(first)), subject("person", 1), events);
        let batch = batch.unwrap();
        model.begins.insert(id(first), first);
        let commit = encode(&batch, place.head, at).unwrap();
        if number > 0 && number.is_multiple_of(segment) {
            let bytes = crate::segment::header(LEDGER, place.head).len() as u64;
            place = Place { segment: place.head.position.next(), bytes, ..place };
        }
        let mut line_at = place.bytes;
        let bytes = crate::line::write(&commit, place.head.position);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let end = line_at + line.len() as u64;
            model.lines.push((place.segment.get(), line_at, end));
            line_at = end;
        }
        place = Place { head: commit.head, bytes: line_at, ..place };
        if number > 0 && number.is_multiple_of(tail) {
            let known = tails.last().unwrap().known();
            tails.push(Tail::after(LEDGER, &known));
        }
        let entries = Entries::of(&batch);
        let entries = entries.iter().map(|(id, keys)| (id, keys.iter().copied()));
        assert_eq!(tails.last_mut().unwrap().add(&commit, entries, place), None);
    }
    Model { tails, ..model }
}

fn run_of(tail: &Tail) -> Arc<Run> {
    let bytes = Bytes::Memory(tail.encode().unwrap());
    Arc::new(Run::open(bytes, LEDGER, (tail.first(), tail.last())).unwrap())
}

fn positions(run: &Run, key: u64) -> BTreeSet<u64> {
    let mut ranges = Vec::new();
    run.ranges(key, usize::MAX, &mut ranges).unwrap();
    let offsets = ranges.iter().flat_map(|(first, len)| *first..first + len);
    offsets.map(|offset| run.first() + u64::from(offset)).collect()
}

fn commits() -> impl Strategy<Value = Vec<Vec<Shape>>> {
    let event = (0..40_u8, 0..3_u8, 0..2_u8);
    prop::collection::vec(prop::collection::vec(event, 1..30), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_looked_up_in_runs_is_what_a_map_says_and_merged_ones_are_as_if_made_at_once(
        commits in commits(),
        segment in 1..10_usize,
        tail in 1..10_usize,
    ) {
        let model_of_one = model(&commits, segment, usize::MAX);
        let model = model(&commits, segment, tail);
        let runs: Vec<_> = model.tails.iter().map(run_of).collect();
        let whole = covered(&runs).unwrap();
        let merged = merge(Vec::new(), &runs, &whole).unwrap();
        prop_assert!(Some(&merged) == model_of_one.tails[0].encode().as_ref());
        let covers = (whole.first(), whole.last());
        let merged = Arc::new(Run::open(Bytes::Memory(merged), LEDGER, covers).unwrap());
        for run in runs.iter().chain([&merged]) {
            let covers = run.first()..=run.last();
            for (id, position) in &model.positions {
                let expected = covers.contains(position).then_some(*position);
                prop_assert_eq!(run.position_of(Named::Event, id).unwrap(), expected);
                let begin = model.begins.get(id).copied().filter(|begin| covers.contains(begin));
                prop_assert_eq!(run.position_of(Named::Commit, id).unwrap(), begin);
            }
            prop_assert_eq!(run.position_of(Named::Event, &[9; 16]), Ok(None));
            for (key, expected) in &model.keys {
                let expected: BTreeSet<_> = expected.range(covers.clone()).copied().collect();
                prop_assert_eq!(positions(run, *key), expected);
                prop_assert!(positions(run, key ^ 1).is_empty());
            }
            let mut before = None;
            for position in covers.clone() {
                let line = run.lines_from(position).unwrap().next().unwrap();
                let found = (line.segment, line.at, line.end());
                prop_assert_eq!(found, model.lines[usize::try_from(position).unwrap() - 1]);
                if let Some((segment, at)) = before {
                    prop_assert_eq!(line.before, if segment == line.segment { at } else { 0 });
                }
                before = Some((line.segment, line.at));
                let begin = model.begins.values().filter(|begin| **begin <= position).max().unwrap();
                prop_assert_eq!(line.commit, *begin);
                prop_assert_eq!(line.commit_at, model.lines[usize::try_from(*begin).unwrap() - 1].1);
            }
        }
    }
}

/// Enough for several blocks of each section, and a list that is longer than a block.
fn large() -> Model {
    let commit = |number: u16| {
        let event = |of: u16| {
            let [low, _] = (number / 7 + of).to_le_bytes();
            (low, u8::try_from(of % 2).unwrap(), 1)
        };
        (0..10).map(event).collect::<Vec<_>>()
    };
    let commits: Vec<_> = (0..500).map(commit).collect();
    model(&commits, 100, usize::MAX)
}

#[test]
fn a_list_that_is_longer_than_a_block_is_found_whole() {
    let model = large();
    let run = run_of(&model.tails[0]);
    assert!(run.counts.lines > 1 && run.counts.ids > 1 && run.counts.keys > 2, "{:?}", run.counts);
    for (key, expected) in &model.keys {
        assert_eq!(positions(&run, *key), *expected);
    }
}

#[test]
fn a_line_is_found_wherever_it_stands_in_its_block() {
    let model = large();
    let run = run_of(&model.tails[0]);
    let all: Vec<_> = run.all_lines().map(Result::unwrap).collect();
    assert_eq!(all.len(), model.lines.len());
    for line in all {
        let mut found = run.lines_from(line.position).unwrap();
        assert_eq!(found.next(), Some(line));
        assert!(found.next().is_none_or(|next| next.position == line.position + 1));
    }
    assert_eq!(run.has_its_fences(), Ok(true));
}

#[test]
fn a_changed_byte_anywhere_in_a_run_is_noticed_by_who_reads_it() {
    let model = large();
    let tail = &model.tails[0];
    let bytes = tail.encode().unwrap();
    let covers = (tail.first(), tail.last());
    for at in (0..bytes.len()).step_by(499) {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        let Ok(run) = Run::open(Bytes::Memory(changed), LEDGER, covers) else { continue };
        let all = run.all_lines().map(|line| line.map(drop));
        let all = all.chain(run.all_ids().map(|id| id.map(drop)));
        let mut all = all.chain(run.all_ranges().map(|range| range.map(drop)));
        let is_noticed = all.any(|read| read == Err(Unusable));
        let looked_up = model.positions.keys().any(|id| run.position_of(Named::Event, id).is_err())
            || model.keys.keys().any(|key| run.ranges(*key, usize::MAX, &mut Vec::new()).is_err())
            || (covers.0..=covers.1).any(|position| run.lines_from(position).is_err());
        assert!(is_noticed || looked_up, "byte {at}");
        assert!(run.is_unusable(), "byte {at}");
    }
    let cut = Bytes::Memory(bytes[..bytes.len() - 4096].to_vec());
    assert!(Run::open(cut, LEDGER, covers).is_err());
    let other = LedgerId::from_bytes([8; 16]);
    assert!(Run::open(Bytes::Memory(bytes), other, covers).is_err());
}

/// The story: a thread published and took in a commit between another's look at `head` and its look into
/// the index; the reader was given records beyond the head that it was told, and once more the next time.
#[test]
fn who_began_to_read_before_a_commit_is_not_given_it() {
    let model = model(&vec![vec![(1, 1, 1)]; 20], usize::MAX, usize::MAX);
    let index = Index::empty(LEDGER, start_place());
    index.state().tail = model.tails.into_iter().next().unwrap();
    let mut end = start_place();
    (end.head.position, end.bytes) = (Position::new(10), model.lines[9].2);
    let folder = Folder::new(Arc::new(crate::disk::Os), "unused".as_ref(), crate::Options::new());
    let keys = [key(Role::Subject, subject("room", 1).as_str())];
    let parts = index.parts(&folder, end, Position::START, &keys).unwrap_or_default();
    let [part] = parts.as_slice() else { panic!("{} parts", parts.len()) };
    let wanted = part.wanted(&keys, Position::START).unwrap();
    let wanted: Vec<_> = wanted.map(|line| line.unwrap().position).collect();
    assert_eq!(wanted, (1..=10).collect::<Vec<_>>());
}

/// A writer found whole commits that were not published, and the sync failed that was to keep them; another
/// process recorded others in their places. The readers of the handle were still told of what it had found.
#[test]
fn what_another_log_has_in_its_place_is_not_told_from_memory() {
    let model = model(&vec![vec![(1, 1, 1)]; 20], usize::MAX, usize::MAX);
    let index = Index::empty(LEDGER, start_place());
    index.state().tail = model.tails.into_iter().next().unwrap();
    let mut end = start_place();
    (end.head.position, end.bytes) = (Position::new(20), model.lines[19].2);
    let folder = Folder::new(Arc::new(crate::disk::Os), "unused".as_ref(), crate::Options::new());
    let keys = [key(Role::Subject, subject("room", 1).as_str())];
    assert_ne!(index.state().tail.end.head, end.head);
    // The log is read, and there is none.
    assert!(index.parts(&folder, end, Position::START, &keys).is_err());
    assert_eq!(index.state().tail.last(), 0);
}

/// Seals whole blocks of a file of `cache/` as they are, so that their checks hold.
pub(crate) fn pass(blocks: &mut [u8], name: &std::ffi::OsStr, ledger: LedgerId, offset: u64) {
    let Some((first, last)) = files::parse(name) else { return };
    let begin = offset / block::BLOCK as u64;
    for (block, number) in blocks.chunks_exact_mut(block::BLOCK).zip(begin..) {
        let mut content = block[..block::ROOM].to_vec();
        let number = u32::try_from(number).unwrap();
        block::seal(&mut content, run::tag_of(ledger, first, last), number);
        block.copy_from_slice(&content);
    }
}
