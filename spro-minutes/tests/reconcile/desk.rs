//! A ledger that documents are imported into, and what it holds whatever the ids are.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, NaiveDate};
use spro_core::domain::attendance::{AttendanceEvent, Recorded};
use spro_core::domain::document::{DocumentEvent, digest};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::person::PersonEvent;
use spro_core::kernel::batch::Batch;
use spro_core::kernel::blob::{Blobs as _, MemoryBlobs};
use spro_core::kernel::event::{Event as _, Fact, Recordable as _};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::{AsOf, History};
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::Scope;
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::text::{KeyOwner, Text};
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{
    AppendError, LedgerIdentity, ReadEnd, ReadError, ReadRequest, Receipt, Store, Visitor,
};
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;
use spro_minutes::draft::{Confidence, Draft};
use spro_minutes::reconcile::{Answers, Import, Known, Original, Plan, plan};

pub(crate) type Clock = Box<dyn Fn() -> Stamp + Send + Sync>;
pub(crate) type Vault = MemoryVault<fn() -> [u8; 32]>;

/// A store that counts the records that its readers are given.
pub(crate) struct Counting {
    store: MemoryStore<Clock>,
    visited: AtomicUsize,
}

impl Store for Counting {
    fn identity(&self) -> LedgerIdentity {
        self.store.identity()
    }

    fn head(&self) -> Result<Head, ReadError> {
        self.store.head()
    }

    fn append(&self, batch: &Batch, guard: &Guard) -> Result<Receipt, AppendError> {
        self.store.append(batch, guard)
    }

    fn read(&self, request: &ReadRequest, visit: &mut Visitor<'_>) -> Result<ReadEnd, ReadError> {
        self.store.read(request, &mut |record| {
            self.visited.fetch_add(1, Ordering::Relaxed);
            visit(record)
        })
    }

    fn wait_after(&self, position: Position, timeout: Duration) -> Result<Head, ReadError> {
        self.store.wait_after(position, timeout)
    }
}

/// A ledger, and what is known of it.
pub(crate) struct Desk {
    pub(crate) ledger: Ledger<Counting, Vault>,
    pub(crate) known: Known,
    pub(crate) answers: Answers,
    pub(crate) at_least: Confidence,
    pub(crate) originals: MemoryBlobs,
    next: AtomicU64,
    now: Arc<AtomicI64>,
}

impl Desk {
    /// A ledger whose texts stand in the clear.
    pub(crate) fn in_the_clear() -> Self {
        Self::with(None)
    }

    /// A ledger whose texts are sealed.
    pub(crate) fn sealed() -> Self {
        Self::with(Some(MemoryVault::new(|| [9; 32])))
    }

    fn with(vault: Option<Vault>) -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let now = Arc::new(AtomicI64::new(0));
        let clock = Arc::clone(&now);
        let clock: Clock = Box::new(move || stamp(clock.load(Ordering::Relaxed)));
        let store = MemoryStore::new(identity, clock);
        let ledger = Ledger::new(Counting { store, visited: AtomicUsize::new(0) }, vault);
        let known = Known::read(&ledger).unwrap();
        let (next, answers, at_least) = (AtomicU64::new(1), Answers::default(), Confidence::Likely);
        let originals = MemoryBlobs::default();
        Self { ledger, known, answers, at_least, originals, next, now }
    }

    /// How many records readers were given so far.
    pub(crate) fn visited(&self) -> usize {
        self.ledger.store().visited.load(Ordering::Relaxed)
    }

    pub(crate) fn new_id(&self) -> [u8; 16] {
        u128::from(self.next.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
    }

    /// What importing a text would do.
    pub(crate) fn plan(&self, minutes: &str) -> Plan {
        let (draft, problems) = spro_minutes::read(minutes);
        assert!(problems.is_empty(), "{problems:?}");
        self.plan_draft(&draft, Some(minutes))
    }

    pub(crate) fn plan_draft(&self, draft: &Draft, minutes: Option<&str>) -> Plan {
        let digest = minutes.map(|text| digest(text.as_bytes()));
        let original = digest.as_deref().map(|digest| Original {
            name: "minutes.md",
            media_type: "text/markdown",
            digest,
        });
        let import = Import { draft, original, at_least: self.at_least };
        let new_id = &mut || self.new_id();
        plan(&self.ledger, &self.known, &import, &self.answers, new_id).unwrap()
    }

    /// Imports a text, and gives what was done.
    pub(crate) fn import(&mut self, minutes: &str) -> Plan {
        let plan = self.plan(minutes);
        if let Some(original) = plan.original {
            let owner = KeyOwner::Subject(plan.document.clone());
            let keyring = self.ledger.keyring();
            let (bytes, event) = (minutes.as_bytes(), original.event);
            let sealed = keyring
                .sealing()
                .unwrap()
                .seal_original(bytes, Scope::Source, event, &owner)
                .unwrap();
            self.originals.put(&original.id, &sealed).unwrap();
        }
        self.record_plan(&plan);
        plan
    }

    pub(crate) fn record_plan(&mut self, plan: &Plan) {
        assert!(!plan.is_blocked(), "{:?}", plan.questions);
        let guard = plan.guard();
        let entries = plan.clone().into_entries();
        if !entries.is_empty() {
            self.record(entries, &guard);
        }
    }

    /// Records what a person does by hand.
    pub(crate) fn by_hand(
        &mut self,
        subject: &Subject,
        event: impl Into<RegisterEvent>,
        day: &str,
    ) {
        let id = EventId::from_bytes(self.new_id());
        let fact = NewFact::new(id, subject.clone(), event.into(), on(day));
        self.record(vec![Entry::Fact(fact)], &Guard::unguarded());
    }

    pub(crate) fn record(&mut self, entries: Vec<Entry<RegisterEvent>>, guard: &Guard) -> Receipt {
        self.now.fetch_add(1, Ordering::Relaxed);
        let id = CommitId::from_bytes(self.new_id());
        let by = Subject::parse("person/clerk").unwrap();
        let receipt = self.ledger.record(Commit { id, by, cause: None, entries }, guard).unwrap();
        self.known.catch_up(&self.ledger).unwrap();
        receipt
    }

    /// The instant of the last commit.
    pub(crate) fn now(&self) -> Stamp {
        stamp(self.now.load(Ordering::Relaxed))
    }

    /// Every subject's facts in force, in the order in which they fold, texts opened.
    pub(crate) fn facts(&self, as_of: AsOf) -> BTreeMap<Subject, Vec<Fact<RegisterEvent>>> {
        let mut histories: BTreeMap<Subject, History<RegisterEvent>> = BTreeMap::new();
        let request = ReadRequest::from_start(Query::all());
        let read = self.ledger.store().read(&request, &mut |record| {
            let history = histories.entry(record.body.subject.clone());
            history.or_insert_with(|| History::new(as_of)).add(record).unwrap();
            ControlFlow::Continue(())
        });
        read.unwrap();
        let opened = |mut fact: Fact<RegisterEvent>| {
            fact.event.texts(&mut |_, _, text| {
                if let Opened::Clear(clear) = self.ledger.keyring().open(text).unwrap() {
                    *text = Text::plain(&clear);
                }
            });
            fact
        };
        let facts = histories.into_iter().map(|(subject, history)| {
            (subject, history.into_facts().into_iter().map(opened).collect())
        });
        facts.collect()
    }

    /// What is in force, each subject by what it is called, its facts in the order in which they
    /// fold: what any fold makes of it is the same for two ledgers that agree in this.
    pub(crate) fn told(&self) -> BTreeMap<String, Vec<String>> {
        let mut facts = self.facts(AsOf::default());
        facts.retain(|_, facts| !facts.is_empty());
        let called = called(&facts);
        let mut told = BTreeMap::new();
        for (subject, facts) in &facts {
            let lines = facts.iter().map(|fact| {
                let mut data = fact.event.data().unwrap().get().to_owned();
                for mention in fact.event.mentions() {
                    data = data.replace(mention.as_str(), &called[&mention]);
                }
                if matches!(fact.event, RegisterEvent::Document(DocumentEvent::Stored(_))) {
                    data = String::new();
                }
                let since = fact.occurred.as_ref().map(|when| format!("{when:?}"));
                format!("{} {} {since:?} {data}", fact.learned, fact.event.kind())
            });
            let name = called[subject].clone();
            let before = told.insert(name.clone(), lines.collect::<Vec<_>>());
            assert!(before.is_none(), "two subjects are called {name}");
        }
        told
    }

    /// What the register makes of each subject, part by part: what it is keyed by has other ids, and
    /// so another order, in another ledger.
    pub(crate) fn states(&self) -> BTreeMap<String, Vec<String>> {
        let mut facts = self.facts(AsOf::default());
        facts.retain(|_, facts| !facts.is_empty());
        let called = called(&facts);
        let register = Register::of(self.ledger.store(), AsOf::default()).unwrap();
        let states = register.entries().filter(|(subject, _)| subject.kind() != "document");
        let states = states.map(|(subject, entry)| {
            let mut state = format!("{:?}", entry.known);
            for (subject, name) in &called {
                state = state.replace(subject.as_str(), name);
            }
            let mut parts = state.split("Position(");
            let mut without = parts.next().unwrap_or_default().to_owned();
            without.extend(parts.filter_map(|part| Some(part.split_once(')')?.1)));
            let brackets = |c: char| "{}[]()".contains(c);
            let parts = without.replace(brackets, ", ");
            let mut parts: Vec<_> = parts.split(", ").map(|it| it.trim().to_owned()).collect();
            parts.sort();
            (called[subject].clone(), parts)
        });
        states.collect()
    }

    /// A person's attendance, as of then, by parts of the name.
    pub(crate) fn attendance(&self, name: &str, day: &str, as_of: AsOf) -> Option<Recorded> {
        let person = self.person(name);
        let facts = self.facts(as_of).into_values().flatten();
        let of_day = facts.filter(|fact| fact.since().as_day() == Some(on(day)));
        let recorded = of_day.filter_map(|fact| match fact.event {
            RegisterEvent::Attendance(AttendanceEvent::Recorded(it)) if it.person == person => {
                Some(it)
            }
            _ => None,
        });
        recorded.last()
    }

    /// The one person who bears this name.
    pub(crate) fn person(&self, name: &str) -> Subject {
        let all = self.persons(name);
        assert_eq!(all.len(), 1, "{name}: {all:?}");
        all[0].clone()
    }

    pub(crate) fn persons(&self, name: &str) -> Vec<Subject> {
        let mut found = Vec::new();
        for (subject, facts) in self.facts(AsOf::default()) {
            let bears = |fact: &Fact<RegisterEvent>| {
                matches!(&fact.event, RegisterEvent::Person(PersonEvent::Named(it))
                    if it.name.0.as_plain() == Some(name))
            };
            if facts.iter().any(bears) {
                found.push(subject);
            }
        }
        found
    }
}

/// What each subject is called: its name, number, day or words.
fn called(facts: &BTreeMap<Subject, Vec<Fact<RegisterEvent>>>) -> HashMap<Subject, String> {
    let mut called: HashMap<Subject, String> = HashMap::new();
    for (subject, facts) in facts {
        let of_day = subject.kind() == "meeting" || subject.kind() == "membership";
        let mut names: Vec<String> = Vec::new();
        for fact in facts {
            let data = fact.event.data().unwrap();
            let data: serde_json::Value = serde_json::from_str(data.get()).unwrap();
            let keys: &[&str] = if of_day {
                &["/on", "/on/edtf"]
            } else {
                &["/name/plain", "/name", "/number", "/text/plain", "/url/plain", "/title/plain"]
            };
            let name = keys.iter().find_map(|key| data.pointer(key)?.as_str().map(str::to_owned));
            if fact.event.kind() == "spro.membership.began" {
                names.push(format!("{:?}", fact.since()));
            } else if fact.event.kind() != "spro.document.stored" {
                names.extend(name);
            } else {
                names.push(fact.learned.to_string());
            }
        }
        names.sort();
        let name = names.first().cloned().unwrap_or_default();
        called.insert(subject.clone(), format!("{}:{name}", subject.kind()));
    }
    // A membership is of somebody.
    for (subject, facts) in facts.iter().filter(|(subject, _)| subject.kind() == "membership") {
        let whose: Vec<_> = facts
            .iter()
            .flat_map(|fact| fact.event.mentions())
            .map(|it| called[&it].clone())
            .collect();
        let name = format!("{} {whose:?}", called[subject]);
        called.insert(subject.clone(), name);
    }
    called
}

/// A list in Markdown, a line an item.
pub(crate) fn bullets(items: &[&str]) -> String {
    items.iter().flat_map(|item| ["- ", item, "\n"]).collect()
}

fn stamp(minutes: i64) -> Stamp {
    Stamp::new(DateTime::from_timestamp(1_700_000_000 + 60 * minutes, 0).unwrap())
}

pub(crate) fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

/// The demo's minutes, by the days of their meetings.
pub(crate) fn demo() -> Vec<String> {
    let days = ["2024-01-18", "2024-03-14", "2024-05-16", "2024-07-04", "2024-09-26", "2024-12-05"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/demo");
    let read = |day| std::fs::read_to_string(folder.join(format!("{day}-compte-rendu.md")));
    days.iter().map(|day| read(day).unwrap()).collect()
}
