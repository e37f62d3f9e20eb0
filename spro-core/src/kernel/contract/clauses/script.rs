//! What a long and varied script does, compared with the reference store.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::super::super::batch::{Batch, NewEvent};
use super::super::super::encoding::{Body, Nature, Source};
use super::super::super::guard::Guard;
use super::super::super::memory::MemoryStore;
use super::super::super::query::{Alternative, Query};
use super::super::super::store::{ReadRequest, Store};
use super::super::Factory;
use super::super::given::{
    Seen, at, batch_by, clock, event_id, fact, kind, minute, plan, read_all, room, seen, state,
};

const STEPS: u32 = 600;
const ROOMS: [&str; 4] = ["blue", "red", "green", "white"];
const KINDS: [&str; 3] = ["booked", "cancelled", "cleaned"];

/// Appends of all sorts, sent again, changed and amended, under guards that hold or not; clocks
/// that go forth and back; reads of all sorts; and the ledger opened anew now and then. The script
/// is the same each time.
pub fn a_varied_script_has_the_outcomes_of_the_reference(factory: &impl Factory) {
    let clock = clock();
    let mut store = factory.fresh(&clock);
    let reference = MemoryStore::new(store.identity(), clock.clone());
    let mut writer = Writer { dice: Dice(41), ids: 0, sent: Vec::new(), minutes: 0 };
    let mut outcomes = BTreeSet::new();
    for step in 0..STEPS {
        if step % 100 == 99 {
            store = factory.reopen(store);
        }
        match writer.dice.roll(8) {
            0 => {
                writer.minutes += i64::from(writer.dice.roll(40)) - 15;
                clock.set(minute(writer.minutes));
            }
            1..=2 => {
                let (request, visits) = (writer.request(&reference), writer.dice.roll(9));
                let (expected, found) =
                    (visit(&reference, &request, visits), visit(&store, &request, visits));
                assert_eq!(found, expected, "step {step}: {request:?}, at most {visits} visits");
            }
            _ => {
                let (batch, guard) = (writer.batch(&reference), writer.guard(&reference));
                let expected = format!("{:?}", reference.append(&batch, &guard));
                let found = format!("{:?}", store.append(&batch, &guard));
                assert_eq!(found, expected, "step {step}: {batch:?} under {guard:?}");
                outcomes.extend(expected.split(' ').next().map(str::to_owned));
            }
        }
        assert_eq!(store.head().unwrap(), reference.head().unwrap(), "step {step}");
    }
    assert_eq!(state(&store), state(&reference));
    // A receipt and six refusals: what the script does not bring about it does not compare.
    assert_eq!(outcomes.len(), 7, "{outcomes:?}");
}

/// What a read visits until it is broken off after so many visits, and how it ends.
fn visit(store: &impl Store, request: &ReadRequest, visits: u32) -> (Vec<Seen>, String) {
    let mut visited = Vec::new();
    let end = store.read(request, &mut |record| {
        visited.push(seen(record));
        if visited.len() < visits as usize {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    (visited, format!("{end:?}"))
}

/// Decides what comes next.
struct Writer {
    dice: Dice,
    ids: u32,
    sent: Vec<Batch>,
    minutes: i64,
}

impl Writer {
    /// A new batch, or one that was sent before, as it was or changed.
    fn batch(&mut self, known: &impl Store) -> Batch {
        let again = self.dice.pick(&self.sent).cloned();
        let batch = match (self.dice.roll(8), again) {
            (0, Some(again)) => again,
            (1..=2, Some(again)) => self.changed(&again),
            (3..=4, _) => self.amendment(known).unwrap_or_else(|| self.news()),
            _ => self.news(),
        };
        self.sent.push(batch.clone());
        batch
    }

    fn news(&mut self) -> Batch {
        let events = (0..=self.dice.roll(4)).map(|_| self.fact()).collect();
        let id = self.next_id();
        batch_by("clerk", id, events)
    }

    fn changed(&mut self, again: &Batch) -> Batch {
        let mut events = again.events().to_vec();
        match self.dice.roll(5) {
            0 => events.reverse(),
            1 => events.truncate(1),
            2 => events.push(self.fact()),
            3 => events = vec![self.fact()],
            _ => {}
        }
        let by = if self.dice.roll(2) == 0 { "clerk" } else { "guest" };
        let id = self.next_id();
        let renamed = batch_by(by, id, events.clone());
        let same_id = Batch::new(again.id(), renamed.by().clone(), events).unwrap();
        if self.dice.roll(2) == 0 { renamed } else { same_id }
    }

    /// Amends some record, which may be withdrawn or corrected already.
    fn amendment(&mut self, known: &impl Store) -> Option<Batch> {
        let records = read_all(known);
        let version = Body::decode(&self.dice.pick(&records)?.bytes).unwrap();
        let learned = version.learned;
        let nature = if self.dice.roll(2) == 0 { Nature::Slip } else { Nature::News };
        let event = match self.dice.roll(2) {
            0 => self.fact().correcting(&version, nature),
            _ => NewEvent::retracting(event_id(self.next_id()), &version, nature, learned),
        };
        Some(batch_by("clerk", self.next_id(), vec![event]))
    }

    fn fact(&mut self) -> NewEvent {
        let (name, key) = (self.dice.one_of(&KINDS), self.dice.one_of(&ROOMS));
        let event = fact(self.next_id(), name, key, self.dice.roll(9));
        let mentions = ROOMS.iter().filter(|_| self.dice.roll(4) == 0).map(|key| room(key));
        let event = event.mentioning(mentions.collect::<Vec<_>>());
        if self.dice.roll(5) == 0 {
            return event.read_from(Source { document: plan(), lines: vec![(1, 2)] });
        }
        event
    }

    fn guard(&mut self, known: &impl Store) -> Guard {
        let head = known.head().unwrap().position.get();
        let position = match self.dice.roll(6) {
            0 => head + 1,
            1 => 0,
            2 => head,
            _ => head.saturating_sub(u64::from(self.dice.roll(9))),
        };
        let query = self.query();
        if self.dice.roll(2) == 0 {
            Guard::unguarded()
        } else {
            Guard::unchanged(query, at(position))
        }
    }

    fn request(&mut self, known: &impl Store) -> ReadRequest {
        let head = u32::try_from(known.head().unwrap().position.get()).unwrap();
        let limit = (self.dice.roll(3) == 0).then(|| u64::from(self.dice.roll(6)));
        ReadRequest { query: self.query(), after: at(u64::from(self.dice.roll(head + 3))), limit }
    }

    fn query(&mut self) -> Query {
        if self.dice.roll(6) == 0 {
            return Query::all();
        }
        Query::any((0..self.dice.roll(4)).map(|_| self.alternative()).collect::<Vec<_>>())
    }

    fn alternative(&mut self) -> Alternative {
        let mut asked = Alternative::default();
        if self.dice.roll(2) == 0 {
            let few = 1 + self.dice.roll(2);
            asked = asked.of_any((0..few).map(|_| room(self.dice.one_of(&ROOMS))));
        }
        match self.dice.roll(4) {
            0 => asked = asked.mentioning(room(self.dice.one_of(&ROOMS))),
            1 => asked = asked.mentioning(plan()),
            _ => {}
        }
        if self.dice.roll(2) == 0 {
            let kinds = KINDS.iter().filter(|_| self.dice.roll(2) == 0).map(|name| kind(name));
            asked = asked.typed(kinds.collect::<Vec<_>>());
        }
        asked
    }

    fn next_id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }
}

/// The numbers of a script: `SplitMix64`, the same for all.
struct Dice(u64);

impl Dice {
    /// A number below `sides`, which is at least 1.
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(sides)).unwrap()
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        *self.pick(all).unwrap()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let index = self.roll(u32::try_from(all.len().max(1)).unwrap());
        all.get(index as usize)
    }
}
