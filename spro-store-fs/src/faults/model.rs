//! Random scripts of commits, faults and crashes, held against the reference store.
//!
//! `proptest-state-machine` does not fit: there the reference's next state follows from the step
//! alone, while after a fault it is the disk that decides what is there, and the reference must
//! take note of it.

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use super::harness::{Invariant, Play};
use super::machine::{Bug, Fault};
use super::power::Losses;
use super::script::script;

const PROMISED: [Fault; 8] = [
    Fault::Kill,
    Fault::PowerCut,
    Fault::WriteFails,
    Fault::NoSpace,
    Fault::SyncFails,
    Fault::ShortWrite,
    Fault::Interrupted,
    Fault::FlipOnRead,
];

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

fn runner(seed: u64, cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    })
}

/// `SPRO_TEST_CRASHES` asks for more, `SPRO_TEST_SEED` for those of an earlier run.
#[test]
fn ten_thousand_crashes_break_no_promise() {
    let wanted = number("SPRO_TEST_CRASHES").unwrap_or(10_000);
    let begin = number("SPRO_TEST_SEED").unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.unwrap().as_secs()
    });
    let crashes = AtomicU64::new(0);
    let next = AtomicU64::new(begin);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while crashes.load(Ordering::Relaxed) < wanted {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    let played = runner(seed, 64).run(&script(&PROMISED), |script| {
                        let died = Play::script(&script, None)
                            .map_err(|broken| TestCaseError::fail(broken.to_string()))?;
                        crashes.fetch_add(died, Ordering::Relaxed);
                        Ok(())
                    });
                    assert!(played.is_ok(), "SPRO_TEST_SEED={seed}: {}", played.unwrap_err());
                }
            });
        }
    });
}

#[test]
fn each_bug_that_matters_is_caught_by_the_promise_that_it_breaks() {
    use Invariant::{
        EverythingAcknowledgedIsThere as Acknowledged, ItOpensAfterEveryCrash as Opens,
        NoRecordIsTorn as Torn, TheIndexEqualsTheLog as Index,
    };
    let cases = [
        (Bug::AcknowledgesBeforeSync, Acknowledged),
        // What `head` names was never acknowledged, and is missed all the same.
        (Bug::PublishesBeforeSync, Opens),
        (Bug::SyncsNoFolder, Acknowledged),
        // `head` tells that what was acknowledged is gone.
        (Bug::RetriesSync, Opens),
        (Bug::TrustsCache, Opens),
        (Bug::SkipsSyncOf("0.jsonl"), Acknowledged),
        (Bug::SkipsSyncOf(".jsonl.tmp"), Opens),
        (Bug::SkipsSyncOf("spro.json.tmp"), Opens),
        (Bug::SkipsSyncOf("FORMAT.md"), Torn),
        (Bug::TrustsIndex, Index),
    ];
    for (bug, invariant) in cases {
        let mut runner = runner(1, 1);
        let scripts = script(&PROMISED);
        let breaks_it = (0..1000).any(|_| {
            let script = scripts.new_tree(&mut runner).unwrap().current();
            Play::script(&script, Some(bug)).is_err_and(|broken| broken.invariant == invariant)
        });
        assert!(breaks_it, "{bug:?} is not seen to break {invariant:?}");
    }
}

/// A disk that says to have synced what it did not, and one whose pages are lost as a whole, durable
/// bytes with them.
#[test]
fn a_disk_that_breaks_its_word_never_makes_a_ledger_tell_what_was_not_recorded() {
    let lies = [Fault::SyncLies, Fault::PowerCut];
    for (faults, losses) in [(&lies[..], Losses::OfUnsynced), (&PROMISED[..], Losses::OfWholePages)]
    {
        let told = AtomicU64::new(0);
        let played = runner(1, 400).run(&script(faults), |script| {
            let was_told = Play::without_trust(&script, losses)
                .map_err(|broken| TestCaseError::fail(broken.to_string()))?;
            told.fetch_add(u64::from(was_told), Ordering::Relaxed);
            Ok(())
        });
        assert!(played.is_ok(), "{losses:?}: {}", played.unwrap_err());
        assert!(told.into_inner() > 0, "{losses:?}: no loss was ever told");
    }
}
