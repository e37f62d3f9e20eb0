//! A writer that dies at random, held against what it was told.

use std::ops::ControlFlow;

use proptest::prelude::*;
use spro_core::kernel::batch::Batch;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{AppendError, ReadRequest, Store};

use super::Watched;
use super::appends::{IDENTITY, NOW, batch_of, folder};
use crate::options::Options;
use crate::store::FsStore;

#[derive(Debug, Clone)]
enum Step {
    /// A commit of so many events.
    Append(u8),
    Close,
    Reopen,
    /// The process dies after so many more operations, in the steps that follow.
    Die(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (1..4_u8).prop_map(Step::Append),
        1 => Just(Step::Close),
        1 => Just(Step::Reopen),
        3 => (0..14_usize).prop_map(Step::Die),
    ]
}

fn contents(store: &impl Store) -> Vec<Vec<u8>> {
    let mut bytes = Vec::new();
    let end = store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        bytes.push(record.bytes.to_vec());
        ControlFlow::Continue(())
    });
    end.unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The reference holds what was acknowledged; a commit in doubt is sent again to both.
    #[test]
    fn a_ledger_holds_what_was_acknowledged_whatever_dies(
        steps in prop::collection::vec(step(), 1..30),
        limit in 200..3000_u64,
    ) {
        let dir = folder();
        let options = Options::new().segment_limit(limit);
        let open = |disk: &Watched| FsStore::open_on(disk.shared(), dir.path(), &options, NOW);
        drop(FsStore::create(dir.path(), IDENTITY, NOW(), NOW).unwrap());
        let memory = MemoryStore::new(IDENTITY, NOW);
        let mut disk = Watched::default();
        let mut store = open(&disk).unwrap();
        let mut doubtful: Option<Batch> = None;
        let mut next = 1;
        for step in steps {
            let lives = match step {
                Step::Die(operations) => {
                    disk.die_after(operations);
                    true
                }
                Step::Append(events) => {
                    let batch = doubtful.take().unwrap_or_else(|| batch_of(next, events));
                    match store.append(&batch, &Guard::unguarded()) {
                        Ok(receipt) => {
                            let expected = memory.append(&batch, &Guard::unguarded()).unwrap();
                            prop_assert_eq!(receipt, expected);
                            next += 1;
                            true
                        }
                        Err(AppendError::Indeterminate(_) | AppendError::Refused(_)) => {
                            doubtful = Some(batch);
                            false
                        }
                        Err(other) => return Err(TestCaseError::fail(other.to_string())),
                    }
                }
                Step::Close => store.close().is_ok(),
                Step::Reopen => false,
            };
            if !lives {
                // Where operations are left, the next process dies while it recovers.
                drop(open(&disk));
                disk = Watched::default();
                store = open(&disk).unwrap();
            }
        }
        drop(store);
        let store = open(&Watched::default()).unwrap();
        let (kept, acknowledged) = (contents(&store), contents(&memory));
        prop_assert!(kept.starts_with(&acknowledged), "something acknowledged is not there");
        if let Some(batch) = doubtful {
            let receipt = store.append(&batch, &Guard::unguarded()).unwrap();
            prop_assert_eq!(receipt, memory.append(&batch, &Guard::unguarded()).unwrap());
        }
        prop_assert_eq!(contents(&store), contents(&memory));
        store.close().unwrap();
        prop_assert_eq!(crate::verify(dir.path()).unwrap().findings, []);
    }
}
