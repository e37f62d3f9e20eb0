//! What happens to a ledger, step by step.

use proptest::prelude::*;

use super::machine::{Fault, Operation};

/// How many processes write.
pub(super) const WRITERS: usize = 2;

/// What an append is guarded by.
#[derive(Debug, Clone, Copy)]
pub(super) enum Guarding {
    Nothing,
    /// The room, as of so many positions ago.
    Room(u64),
    /// The whole ledger, as of so many positions ago.
    All(u64),
}

/// What a thread sends.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sending {
    New {
        events: u8,
        room: u8,
        guarding: Guarding,
    },
    /// An earlier commit, be it recorded or not.
    Again(usize),
}

#[derive(Debug, Clone)]
pub(super) enum Step {
    Append {
        writer: usize,
        sending: Sending,
    },
    /// While the first is written or synced, threads send the others, one after the other.
    Together {
        writer: usize,
        during: Operation,
        sendings: Vec<Sending>,
    },
    Read {
        after: u64,
    },
    Close {
        writer: usize,
    },
    Reopen {
        writer: usize,
    },
    Fail {
        fault: Fault,
        spares: u32,
        strikes: u32,
    },
    PowerCut,
}

/// What a process that opens the ledger was told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) segment_limit: u64,
    pub(super) index_every: u64,
}

#[derive(Debug, Clone)]
pub(super) struct Script {
    pub(super) seed: u64,
    /// Those of each process that opens the ledger, one after the other and then from the first on.
    pub(super) settings: Vec<Settings>,
    /// How much room is laid out at first.
    pub(super) room: u64,
    pub(super) steps: Vec<Step>,
}

fn step(faults: Vec<Fault>) -> impl Strategy<Value = Step> {
    let guarding = prop_oneof![
        2 => Just(Guarding::Nothing),
        1 => (0..4_u64).prop_map(Guarding::Room),
        1 => (0..3_u64).prop_map(Guarding::All),
    ];
    let new = (1..5_u8, 0..3_u8, guarding).prop_map(|(events, room, guarding)| Sending::New {
        events,
        room,
        guarding,
    });
    let again = (0..100_usize).prop_map(Sending::Again);
    let sending = prop_oneof![6 => new, 1 => again];
    let during = prop::sample::select(vec![Operation::Write, Operation::Sync]);
    let sendings = prop::collection::vec(sending.clone(), 2..7);
    prop_oneof![
        10 => (0..WRITERS, sending).prop_map(|(writer, sending)| Step::Append { writer, sending }),
        6 => (0..WRITERS, during, sendings)
            .prop_map(|(writer, during, sendings)| Step::Together { writer, during, sendings }),
        1 => (0..20_u64).prop_map(|after| Step::Read { after }),
        1 => (0..WRITERS).prop_map(|writer| Step::Close { writer }),
        1 => (0..WRITERS).prop_map(|writer| Step::Reopen { writer }),
        6 => (prop::sample::select(faults), 0..12_u32, 1..3_u32)
            .prop_map(|(fault, spares, strikes)| Step::Fail { fault, spares, strikes }),
        4 => Just(Step::PowerCut),
    ]
}

/// Scripts in which these faults strike.
pub(super) fn script(faults: &[Fault]) -> impl Strategy<Value = Script> + use<> {
    let steps = prop::collection::vec(step(faults.to_vec()), 1..40);
    let index_every = prop_oneof![2 => Just(1_u64), 2 => 30..600_u64, 1 => Just(1 << 20)];
    let settings = (200..6000_u64, index_every)
        .prop_map(|(segment_limit, index_every)| Settings { segment_limit, index_every });
    let settings = prop::collection::vec(settings, 1..5);
    (any::<u64>(), settings, 1..3000_u64, steps).prop_map(|(seed, settings, room, steps)| Script {
        seed,
        settings,
        room,
        steps,
    })
}
