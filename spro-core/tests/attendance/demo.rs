//! The facts of the demo's minutes, and the tables that they must give.

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;
use spro_core::domain::attendance::{AttendanceStatus, Mode, Recorded, Role};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::{Cited, Held, Planned};
use spro_core::domain::membership::Began;
use spro_core::domain::minutes::{ApprovalDeferred, Approved, Circulated, Drafted, Rectified};
use spro_core::domain::person::Name;
use spro_core::domain::{organisation, person};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;
use spro_core::when::When;

/// What each of the demo's files holds, in the order of the meetings.
const TRUTH: [&str; 6] = [
    include_str!("../../../examples/demo/truth/2024-01-18-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-03-14-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-05-16-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-07-04-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-09-26-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-12-05-compte-rendu.json"),
];

/// What the tables must show, worked out by hand.
const EXPECTED: &str = include_str!("../../../examples/demo/expected.md");

/// The place of the minutes of 16 May among the files.
pub(crate) const LATE: usize = 2;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn on(text: &str) -> AsOf {
    AsOf { on: Some(day(text)), ..AsOf::default() }
}

type Store = MemoryStore<fn() -> Stamp>;
type NoVault = MemoryVault<fn() -> [u8; 32]>;

/// A ledger of the demo's facts.
pub(crate) struct Demo {
    ledger: Ledger<Store, NoVault>,
    names: BTreeMap<Subject, String>,
    ids: Cell<u128>,
}

/// What one file says, on its way to the ledger.
struct Minutes<'d> {
    demo: &'d mut Demo,
    day: NaiveDate,
    facts: Vec<Entry<RegisterEvent>>,
}

impl Demo {
    /// Records these files, in this order.
    pub(crate) fn of(files: impl IntoIterator<Item = usize>) -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let store: Store =
            MemoryStore::new(identity, || "2025-01-06T08:00:00.000Z".parse().unwrap());
        let mut demo =
            Self { ledger: Ledger::new(store, None), names: BTreeMap::new(), ids: Cell::new(0) };
        for file in files {
            let truth: Value = serde_json::from_str(TRUTH[file]).unwrap();
            demo.record(&truth);
        }
        demo
    }

    pub(crate) fn whole() -> Self {
        Self::of(0..TRUTH.len())
    }

    pub(crate) fn register(&self, as_of: AsOf) -> Register {
        Register::of(self.ledger.store(), as_of).unwrap()
    }

    pub(crate) fn name(&self, subject: &Subject) -> &str {
        &self.names[subject]
    }

    pub(crate) fn subject(&self, name: &str) -> Option<&Subject> {
        self.names.iter().find_map(|(subject, known)| (known == name).then_some(subject))
    }

    fn id(&self) -> [u8; 16] {
        self.ids.set(self.ids.get() + 1);
        self.ids.get().to_be_bytes()
    }

    fn record(&mut self, truth: &Value) {
        let mut minutes =
            Minutes { day: day(truth["date"].as_str().unwrap()), facts: Vec::new(), demo: self };
        minutes.read(truth);
        let Minutes { facts: entries, .. } = minutes;
        let by = Subject::parse("person/clerk").unwrap();
        let commit = Commit { id: CommitId::from_bytes(self.id()), by, cause: None, entries };
        self.ledger.record(commit, &Guard::unguarded()).unwrap();
    }
}

impl Minutes<'_> {
    fn read(&mut self, truth: &Value) {
        let meeting = meeting(self.day);
        let held = Held {
            on: self.day,
            title: text(&truth["title"]),
            venue: text(&truth["venue"]),
            starts: time(&truth["starts"]),
            ends: time(&truth["ends"]),
            group: None,
        };
        self.say(&meeting, held);
        for listed in list(truth, "attendance") {
            let recorded = self.listed(listed, listed["status"].as_str().unwrap());
            self.say(&meeting, recorded);
        }
        self.say(&meeting, Drafted { by: None, document: None });
        let circulated = day(truth["circulated"].as_str().unwrap());
        self.fact(&meeting, Circulated {}, None, circulated);
        for approval in list(truth, "approvals") {
            let of = self.minutes_of(approval);
            let words = text(&approval["text"]);
            self.say(&of, Approved { at: Some(meeting.clone()), words });
        }
        for deferral in list(truth, "approvals_deferred") {
            let of = self.minutes_of(deferral);
            let words = text(&deferral["text"]);
            self.say(&of, ApprovalDeferred { at: Some(meeting.clone()), words });
        }
        for erratum in list(truth, "errata") {
            let of = self.minutes_of(erratum);
            let words = text(&erratum["text"]).unwrap();
            self.say(&of, Rectified { at: Some(meeting.clone()), words });
            let recorded = self.listed(erratum, erratum["is"].as_str().unwrap());
            let since = day(erratum["minutes_of"].as_str().unwrap());
            self.fact(&of, recorded, Some(since), self.day);
        }
        for mandate in list(truth, "memberships") {
            self.appoint(mandate);
        }
        if let Some(next) = truth["next_meeting"].as_object() {
            let on = day(next["date"].as_str().unwrap());
            let venue = next.get("venue").and_then(text);
            let planned = Planned { on: When::day(on), venue, group: None };
            self.say(&self::meeting(on), planned);
        }
    }

    fn listed(&mut self, entry: &Value, status: &str) -> Recorded {
        let (status, mode, role) = match status {
            "present" => (AttendanceStatus::Present, Mode::OnSite, Role::Member),
            "remote" => (AttendanceStatus::Present, Mode::Remote, Role::Member),
            "guest" => (AttendanceStatus::Present, Mode::OnSite, Role::Guest),
            "excused" => (AttendanceStatus::Excused, Mode::OnSite, Role::Member),
            "absent" => (AttendanceStatus::Absent, Mode::OnSite, Role::Member),
            "proxied" => (AttendanceStatus::Proxied, Mode::OnSite, Role::Member),
            other => panic!("{other} is no status"),
        };
        Recorded {
            person: self.person(&entry["person"]).unwrap(),
            status,
            mode,
            role,
            on_behalf_of: self.organisation(&entry["organisation"]).into_iter().collect(),
            for_body: false,
            proxy: entry.get("proxy").and_then(|holder| self.person(holder)),
            arrived: time(&entry["arrived"]),
            left: time(&entry["left"]),
        }
    }

    fn appoint(&mut self, mandate: &Value) {
        let began = Began {
            person: self.person(&mandate["person"]).unwrap(),
            on_behalf_of: self.organisation(&mandate["organisation"]),
            instead_of: self.organisation(&mandate["left_organisation"]),
            role: None,
        };
        let key = format!("membership/of-{}", began.person.key());
        let since = day(mandate["since"].as_str().unwrap());
        self.fact(&Subject::parse(&key).unwrap(), began, Some(since), self.day);
    }

    /// The meeting whose minutes an entry is about, which the register may not know otherwise.
    fn minutes_of(&mut self, entry: &Value) -> Subject {
        let on = day(entry["minutes_of"].as_str().unwrap());
        let subject = meeting(on);
        self.say(&subject, Cited { on });
        subject
    }

    fn person(&mut self, name: &Value) -> Option<Subject> {
        let name = name.as_str()?;
        let named = person::Named { name: Name(Text::plain(name)) };
        Some(self.named("person", name, named.into()))
    }

    fn organisation(&mut self, name: &Value) -> Option<Subject> {
        let name = name.as_str()?;
        let named = organisation::Named { name: name.to_owned() };
        Some(self.named("organisation", name, named.into()))
    }

    /// The subject of a name, made where there is none yet.
    fn named(&mut self, kind: &str, name: &str, named: RegisterEvent) -> Subject {
        if let Some(known) = self.demo.subject(name) {
            return known.clone();
        }
        // The same key in whatever order the files come.
        let key = data_encoding::HEXLOWER.encode(name.as_bytes());
        let subject = Subject::parse(&format!("{kind}/{}", &key[..key.len().min(80)])).unwrap();
        self.demo.names.insert(subject.clone(), name.to_owned());
        self.say(&subject, named);
        subject
    }

    /// A fact of the day of the meeting.
    fn say(&mut self, subject: &Subject, event: impl Into<RegisterEvent>) {
        self.fact(subject, event, None, self.day);
    }

    fn fact(
        &mut self,
        subject: &Subject,
        event: impl Into<RegisterEvent>,
        since: Option<NaiveDate>,
        learned: NaiveDate,
    ) {
        let id = EventId::from_bytes(self.demo.id());
        let fact = NewFact::new(id, subject.clone(), event.into(), learned);
        self.facts.push(Entry::Fact(NewFact { occurred: since.map(When::day), ..fact }));
    }
}

pub(crate) fn meeting(on: NaiveDate) -> Subject {
    Subject::parse(&format!("meeting/on-{on}")).unwrap()
}

fn list<'t>(truth: &'t Value, of: &str) -> &'t [Value] {
    truth[of].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> Option<Text> {
    value.as_str().map(Text::plain)
}

fn time(value: &Value) -> Option<spro_core::when::LocalTime> {
    value.as_str().map(|text| text.parse().unwrap())
}

/// The rows of the first table under a heading, without its head.
pub(crate) fn expected_table(heading: &str) -> Vec<Vec<&'static str>> {
    let from = EXPECTED.find(heading).unwrap_or_else(|| panic!("{heading} is not expected"));
    let lines = EXPECTED[from..].lines().skip(1);
    let table = lines.skip_while(|line| !line.starts_with('|'));
    let rows = table.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('*')).collect()
    })
    .collect()
}

/// What a line says that begins so.
pub(crate) fn expected_line(start: &str) -> &'static str {
    let line = EXPECTED.lines().find_map(|line| line.strip_prefix(start));
    line.unwrap_or_else(|| panic!("{start} is not expected"))
}
