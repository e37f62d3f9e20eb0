//! What the parts of the ledger cost, one by one: a meeting's worth at a time.
#![allow(missing_docs, reason = "criterion's macros write functions without documentation")]
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use spro_benches::workload::{self, Import};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::Meeting;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::encoding::{Body, encode};
use spro_core::kernel::event::{Event as _, Fact};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::{AsOf, History};
use spro_core::kernel::id::{EventId, LedgerId};
use spro_core::kernel::ledger::Ledger;
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::vault::{Epoch, MemoryVault};
use spro_core::kernel::seal::{Key, Place, Scope, Sealed, SealingKey};
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, ReadRequest, Store as _};

const IDENTITY: LedgerIdentity =
    LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };

/// A meeting that completes actions of earlier ones.
const MEETING: u64 = workload::LAG;

fn now() -> Stamp {
    "2026-01-05T10:00:00.000Z".parse().unwrap()
}

/// One meeting, recorded in one commit, its texts sealed.
struct Recorded {
    store: MemoryStore<fn() -> Stamp>,
    records: Vec<Vec<u8>>,
}

fn recorded() -> Recorded {
    let vault = MemoryVault::new(|| [7; 32]);
    let ledger = Ledger::new(MemoryStore::new(IDENTITY, now as fn() -> Stamp), Some(vault));
    let import = Import::of(workload::meeting(MEETING).unwrap()).unwrap();
    ledger.record(import.into_commit(), &Guard::unguarded()).unwrap();
    let mut records = Vec::new();
    read(ledger.store(), &mut |bytes, _| records.push(bytes.to_vec()));
    let store = MemoryStore::new(IDENTITY, now as fn() -> Stamp);
    store.append(&batch(&records), &Guard::unguarded()).unwrap();
    Recorded { store, records }
}

fn read(
    store: &impl spro_core::kernel::store::Store,
    visit: &mut dyn FnMut(&[u8], Fact<RegisterEvent>),
) {
    let request = ReadRequest::from_start(Query::all());
    let end = store.read(&request, &mut |record| {
        visit(record.bytes, Fact::decode(record).unwrap().unwrap());
        ControlFlow::Continue(())
    });
    end.unwrap();
}

/// The records as they came to the store.
fn batch(records: &[Vec<u8>]) -> Batch {
    let bodies: Vec<_> = records.iter().map(|bytes| Body::decode(bytes).unwrap()).collect();
    let header = bodies.first().and_then(|body| body.commit.clone()).unwrap();
    let events = bodies.iter().map(|body| {
        let data = body.data.unwrap();
        NewEvent::new(body.id, body.kind.clone(), body.subject.clone(), body.learned, &data)
            .unwrap()
            .mentioning(body.mentions.iter().cloned())
            .read_from(body.source.clone().unwrap())
    });
    Batch::new(header.id, header.by, events.collect()).unwrap()
}

fn records(criterion: &mut Criterion) {
    let Recorded { records, .. } = recorded();
    let batch = batch(&records);
    let bodies: Vec<_> = records.iter().map(|bytes| Body::decode(bytes).unwrap()).collect();
    let genesis = IDENTITY.genesis();
    let mut group = criterion.benchmark_group("fifty records");
    group.throughput(Throughput::Elements(workload::EVENTS));
    group.bench_function("encode, and link", |bencher| {
        bencher.iter(|| encode(black_box(&batch), genesis, now()).unwrap());
    });
    group.bench_function("link the chain", |bencher| {
        bencher.iter(|| {
            records.iter().fold(genesis.digest, |digest, bytes| digest.link(black_box(bytes)))
        });
    });
    group.bench_function("decode the body", |bencher| {
        bencher.iter(|| {
            for bytes in &records {
                black_box(Body::decode(black_box(bytes)).unwrap());
            }
        });
    });
    group.bench_function("decode the event", |bencher| {
        bencher.iter(|| {
            for body in &bodies {
                let data = body.data.unwrap().get();
                black_box(RegisterEvent::decode(body.kind.as_str(), black_box(data)).unwrap())
                    .unwrap();
            }
        });
    });
    group.finish();
}

fn ledger(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fifty events");
    group.throughput(Throughput::Elements(workload::EVENTS));
    let commit = Import::of(workload::meeting(MEETING).unwrap()).unwrap().into_commit();
    group.bench_function("seal, check, encode and record in memory", |bencher| {
        bencher.iter_batched(
            || {
                let store = MemoryStore::new(IDENTITY, now as fn() -> Stamp);
                (Ledger::new(store, Some(MemoryVault::new(|| [7; 32]))), commit.clone())
            },
            |(ledger, commit)| ledger.record(commit, &Guard::unguarded()).unwrap(),
            criterion::BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn texts(criterion: &mut Criterion) {
    let key = SealingKey::of(&Key::from_bytes([7; 32]));
    let place = Place { ledger: IDENTITY.id, event: EventId::from_bytes([3; 16]), field: "text" };
    let text = "relancer les communes qui n'ont pas répondu à l'enquête";
    let seal = || Sealed::seal(black_box(text), Scope::Source, Epoch::new(0), &key, &place);
    let sealed = seal().unwrap();
    let mut group = criterion.benchmark_group("a text");
    group.bench_function("seal", |bencher| bencher.iter(|| seal().unwrap()));
    group.bench_function("open", |bencher| {
        bencher.iter(|| black_box(&sealed).open(&key, &place).unwrap());
    });
    group.finish();
}

fn folds(criterion: &mut Criterion) {
    let Recorded { store, .. } = recorded();
    let mut facts = Vec::new();
    read(&store, &mut |_, fact| {
        if fact.subject.kind() == "meeting" {
            facts.push(fact);
        }
    });
    let mut group = criterion.benchmark_group("a meeting");
    group.throughput(Throughput::Elements(facts.len() as u64));
    group.bench_function("fold its facts", |bencher| {
        bencher.iter(|| {
            let mut meeting = Meeting::default();
            for fact in &facts {
                match &fact.event {
                    RegisterEvent::Meeting(event) => meeting.evolve(event, fact),
                    RegisterEvent::Attendance(event) => meeting.evolve_attendance(event, fact),
                    _ => {}
                }
            }
            meeting
        });
    });
    let about = Query::subject(facts.first().unwrap().subject.clone());
    group.bench_function("read its records and resolve its history", |bencher| {
        bencher.iter(|| {
            let mut history = History::<RegisterEvent>::new(AsOf::default());
            let request = ReadRequest::from_start(about.clone());
            let end = store.read(&request, &mut |record| {
                history.add(record).unwrap();
                ControlFlow::Continue(())
            });
            end.unwrap();
            history.into_facts()
        });
    });
    group.finish();
}

fn minutes(criterion: &mut Criterion) {
    let text = include_str!("../../examples/demo/2024-03-14-compte-rendu.md");
    let mut group = criterion.benchmark_group("minutes");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read", |bencher| bencher.iter(|| spro_minutes::read(black_box(text))));
    group.finish();
}

criterion_group!(parts, records, ledger, texts, folds, minutes);
criterion_main!(parts);
