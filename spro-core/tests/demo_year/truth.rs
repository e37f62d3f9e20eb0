//! A register of the demo's year, made from what `examples/demo/truth` says of each of its minutes.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde_json::Value;
use spro_core::domain::decision::Judged;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::number::Number;
use spro_core::domain::occasion::{OccasionStatus, TurnoutSpan};
use spro_core::domain::owner::Owner;
use spro_core::domain::stance::Side;
use spro_core::domain::{action, decision, idea, note, occasion, question, stance};
use spro_core::kernel::encoding::Source;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
use spro_core::kernel::memory::MemoryStore;
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::MemoryVault;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{LedgerIdentity, ReadRequest, Store};
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;
use spro_core::when::{PartOfDay, When, Window};

use super::tables::Names;

/// The truth of the six minutes, in the order of their meetings.
pub(crate) const MINUTES: [&str; 6] = [
    include_str!("../../../examples/demo/truth/2024-01-18-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-03-14-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-05-16-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-07-04-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-09-26-compte-rendu.json"),
    include_str!("../../../examples/demo/truth/2024-12-05-compte-rendu.json"),
];

/// In the clear: without a vault.
type Books = Ledger<MemoryStore<fn() -> Stamp>, MemoryVault<fn() -> [u8; 32]>>;

/// A ledger, and the names that stand behind its subjects.
pub(crate) struct Year {
    ledger: Books,
    names: RefCell<BTreeMap<Subject, String>>,
}

impl Year {
    /// Records the minutes with these places among [`MINUTES`], in this order.
    pub(crate) fn of(minutes: &[usize]) -> Self {
        let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
        let clock: fn() -> Stamp = || "2025-02-01T08:00:00.000Z".parse().unwrap();
        let ledger = Ledger::new(MemoryStore::new(identity, clock), None);
        let year = Self { ledger, names: RefCell::default() };
        for &which in minutes {
            year.record(which);
        }
        year
    }

    pub(crate) fn whole() -> Self {
        Self::of(&[0, 1, 2, 3, 4, 5])
    }

    pub(crate) fn store(&self) -> &impl Store {
        self.ledger.store()
    }

    pub(crate) fn register(&self, on: &str, known_at: Option<&str>) -> Register {
        let day = |day: &str| day.parse().unwrap();
        let as_of = AsOf { on: Some(day(on)), known_at: known_at.map(day), recorded_at: None };
        Register::of(self.store(), as_of).unwrap()
    }

    /// The subject of this name.
    pub(crate) fn named(&self, name: &str) -> Subject {
        let names = self.names.borrow();
        names.iter().find(|(_, it)| *it == name).unwrap().0.clone()
    }

    /// Every subject of which something is recorded.
    fn known(&self) -> BTreeSet<Subject> {
        let mut known = BTreeSet::new();
        let all = ReadRequest::from_start(Query::all());
        let read = self.store().read(&all, &mut |record| {
            known.insert(record.body.subject.clone());
            ControlFlow::Continue(())
        });
        read.unwrap();
        known
    }

    fn record(&self, which: usize) {
        let truth: Value = serde_json::from_str(MINUTES[which]).unwrap();
        let mut minutes = Minutes {
            which: u8::try_from(which).unwrap(),
            learned: day(&truth["date"]),
            known: self.known(),
            facts: Vec::new(),
            year: self,
        };
        minutes.read(&truth);
        let commit = Commit {
            id: CommitId::from_bytes([minutes.which; 16]),
            by: Subject::parse("person/clerk").unwrap(),
            cause: None,
            entries: minutes.facts.into_iter().map(Entry::Fact).collect(),
        };
        self.ledger.record(commit, &Guard::unguarded()).unwrap();
    }

    fn subject(&self, kind: &str, name: &str) -> Subject {
        let key: String = name
            .bytes()
            .map(|byte| match byte.to_ascii_lowercase() {
                byte @ (b'a'..=b'z' | b'0'..=b'9') => char::from(byte),
                _ => '-',
            })
            .collect();
        let subject = Subject::parse(&format!("{kind}/{key}")).unwrap();
        self.names.borrow_mut().insert(subject.clone(), name.to_owned());
        subject
    }
}

impl Names for Year {
    fn name(&self, subject: &Subject) -> String {
        self.names.borrow()[subject].clone()
    }

    fn open(&self, text: &Text) -> String {
        text.as_plain().unwrap().to_owned()
    }
}

/// The facts of one set of minutes, gathered.
struct Minutes<'y> {
    which: u8,
    learned: NaiveDate,
    known: BTreeSet<Subject>,
    facts: Vec<NewFact<RegisterEvent>>,
    year: &'y Year,
}

impl Minutes<'_> {
    fn read(&mut self, truth: &Value) {
        for it in list(truth, "decisions").iter().filter(|it| it.get("borderline").is_none()) {
            self.decision(it);
        }
        for it in list(truth, "actions") {
            self.action(it);
        }
        for it in list(truth, "status_changes") {
            self.status_change(it);
        }
        for it in list(truth, "supersedes") {
            let by = self.year.subject("decision", string(&it["by"]));
            let old = self.numbered("decision", &it["superseded"]);
            self.say(old, decision::Superseded { by });
        }
        for it in list(truth, "condition_met") {
            let subject = self.numbered("decision", &it["of"]);
            let words = text(&it["text"]);
            self.say_since(subject, decision::ConditionMet { occasion: None, words }, &it["on"]);
        }
        for it in list(truth, "occasions") {
            self.occasion(it);
        }
        for it in list(truth, "ideas") {
            let (subject, number) = self.raised("idea", it);
            let (text, by) = (required(&it["text"]), Some(self.person(&it["raised_by"])));
            self.say(subject, idea::Raised { number, text, by, meeting: None });
        }
        for it in list(truth, "questions") {
            let (subject, number) = self.raised("question", it);
            let (text, by) = (required(&it["text"]), Some(self.person(&it["raised_by"])));
            self.say(subject, question::Raised { number, text, by, meeting: None });
        }
        for it in list(truth, "answers") {
            let subject = self.numbered("question", &it["to"]);
            let (words, by) = (text(&it["text"]), Some(self.person(&it["by"])));
            self.say(subject, question::Answered { words, by, decision: None });
        }
        for (it, number) in list(truth, "positions").iter().zip(0..) {
            self.position(it, number);
        }
        for (it, number) in list(truth, "notes").iter().zip(0..) {
            let subject = self.year.subject("note", &format!("m{}-{number}", self.which));
            let (kind, text) = (note::NoteKind::Other, required(it));
            self.say(subject, note::Recorded { kind, text, meeting: None });
        }
    }

    fn decision(&mut self, it: &Value) {
        let (subject, number) = self.raised("decision", it);
        let proposed = decision::Proposed {
            number,
            text: required(&it["text"]),
            meeting: None,
            about: None,
            concerns: vec![],
            answers: None,
            decided_by: None,
            basis: None,
        };
        self.say(subject.clone(), proposed);
        let words = text(&it["outcome"]);
        match string(&it["kind"]) {
            "approved" => self.say(subject, decision::Adopted { words }),
            "rejected" => self.say(subject, decision::Rejected { words }),
            "deferred" => self.say(subject, decision::Deferred { until: None, words }),
            "conditional" => {
                let condition = required(&it["condition"]);
                let each = string(&it["condition"]).contains("à chaque session");
                let judged = if each { Judged::EachOccasion } else { Judged::Once };
                self.say(subject, decision::AdoptedConditionally { condition, judged, words });
            }
            other => panic!("no outcome: {other}"),
        }
    }

    fn action(&mut self, it: &Value) {
        let (subject, number) = self.raised("action", it);
        let raised = action::Raised {
            number,
            text: required(&it["text"]),
            owners: self.owners(&it["owner"]),
            due: due(&it["due"]),
            meeting: None,
            decision: None,
        };
        self.say(subject, raised);
    }

    fn status_change(&mut self, it: &Value) {
        let words = text(&it["text"]);
        let kind = match string(&it["of"]).as_bytes()[0] {
            b'A' => "action",
            b'D' => "decision",
            b'I' => "idea",
            other => panic!("no letter: {other}"),
        };
        let subject = self.numbered(kind, &it["of"]);
        let on = &it["on"];
        match (kind, string(&it["to"])) {
            ("action", "completed") => self.say_since(subject, action::Completed { words }, on),
            ("action", "in-process") => self.say_since(subject, action::Started { words }, on),
            ("action", "cancelled") => self.say_since(subject, action::Cancelled { words }, on),
            ("action", "assigned") => {
                let owners = self.owners(&it["owner"]);
                self.say_since(subject.clone(), action::Assigned { owners, words: None }, on);
                let due = due(&it["due"]);
                self.say_since(subject, action::DueChanged { due, words }, on);
            }
            ("action", "due changed") => {
                let due = due(&it["due"]);
                self.say_since(subject, action::DueChanged { due, words }, on);
            }
            ("decision", "conditional") => {
                self.say_since(subject, decision::ConditionPending { words }, on);
            }
            ("decision", "rejected") => self.say_since(subject, decision::Rejected { words }, on),
            ("idea", "adopted") => self.say_since(subject, idea::Adopted { words }, on),
            ("idea", "set aside") => self.say_since(subject, idea::SetAside { words }, on),
            other => panic!("no change: {other:?}"),
        }
    }

    fn occasion(&mut self, it: &Value) {
        let subject = self.year.subject("occasion", string(&it["name"]));
        let status = match string(&it["status"]) {
            "tentative" => OccasionStatus::Tentative,
            "confirmed" => OccasionStatus::Confirmed,
            "postponed" => OccasionStatus::Postponed,
            "held" => OccasionStatus::Held,
            other => panic!("no status: {other}"),
        };
        let reported = occasion::Reported {
            name: required(&it["name"]),
            status: Some(status),
            when: Some(occasion_when(it)),
            places: list(it, "places").iter().map(required).collect(),
            stops: None,
            audience: it.get("audience").map(required),
            organiser: None,
            programme: vec![],
            words: None,
        };
        self.say(subject.clone(), reported);
        if let Some(words) = it.get("estimate") {
            let by = it.get("estimate_source").map(|by| self.person(by));
            let (over, words) = (TurnoutSpan::Day, required(words));
            self.say(subject.clone(), occasion::TurnoutEstimated { number: None, over, by, words });
        }
        if let Some(turnout) = it.get("turnout") {
            let digits = |c: char| c.is_ascii_digit() || c == ' ';
            let number = string(turnout).split(|c| !digits(c)).next().unwrap().replace(' ', "");
            let (number, words) = (number.parse().unwrap(), text(turnout));
            self.say(subject, occasion::TurnoutCounted { number, words });
        }
    }

    fn position(&mut self, it: &Value, number: usize) {
        let subject = self.year.subject("stance", &format!("m{}-{number}", self.which));
        let side = match string(&it["kind"]) {
            "reservation" => Side::Reservation,
            "for" => Side::For,
            other => panic!("no side: {other}"),
        };
        let on = Some(self.year.subject("decision", string(&it["on"])));
        let (by, text) = (Some(self.person(&it["person"])), required(&it["text"]));
        self.say(subject, stance::Taken { side, on, by, text, meeting: None });
    }

    fn say(&mut self, subject: Subject, event: impl Into<RegisterEvent>) {
        self.push(subject, event.into(), None);
    }

    fn say_since(&mut self, subject: Subject, event: impl Into<RegisterEvent>, on: &Value) {
        self.push(subject, event.into(), Some(When::day(day(on))));
    }

    fn push(&mut self, subject: Subject, event: RegisterEvent, occurred: Option<When>) {
        let number = u8::try_from(self.facts.len()).unwrap();
        let mut id = [self.which; 16];
        id[0] = number;
        let document = self.year.subject("document", &format!("m{}", self.which));
        let line = u32::from(number) + 1;
        let source = Some(Source { document, lines: vec![(line, line)] });
        let fact = NewFact::new(EventId::from_bytes(id), subject, event, self.learned);
        self.facts.push(NewFact { occurred, source, ..fact });
    }

    /// A thing of these minutes' own, with its number.
    fn raised(&mut self, kind: &str, it: &Value) -> (Subject, Option<Number>) {
        let number = string(&it["number"]);
        let subject = self.year.subject(kind, number);
        self.known.insert(subject.clone());
        (subject, Some(Number::parse(number).unwrap()))
    }

    /// What other minutes raised; cited, where the ledger does not know it yet.
    fn numbered(&mut self, kind: &str, number: &Value) -> Subject {
        let subject = self.year.subject(kind, string(number));
        if self.known.insert(subject.clone()) {
            let number = Number::parse(string(number)).unwrap();
            match kind {
                "action" => self.say(subject.clone(), action::Cited { number }),
                "decision" => self.say(subject.clone(), decision::Cited { number }),
                "idea" => self.say(subject.clone(), idea::Cited { number }),
                _ => self.say(subject.clone(), question::Cited { number }),
            }
        }
        subject
    }

    fn person(&self, name: &Value) -> Owner {
        Owner::Person(self.year.subject("person", string(name)))
    }

    fn owners(&self, names: &Value) -> Vec<Owner> {
        let owner = |name: &Value| match string(name) {
            "Chaque partenaire" => Owner::EachPartner,
            group if group.starts_with("groupe") => Owner::Group(Text::plain(group)),
            // Names of organisations are printed in capitals, surnames behind a first name.
            name if name.chars().nth(1).is_some_and(char::is_uppercase) => {
                Owner::Organisation(self.year.subject("organisation", name))
            }
            name => Owner::Person(self.year.subject("person", name)),
        };
        names.as_array().unwrap().iter().map(owner).collect()
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).map_or(&[], |list| list.as_array().unwrap())
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn required(value: &Value) -> Text {
    Text::plain(string(value))
}

fn text(value: &Value) -> Option<Text> {
    value.as_str().map(Text::plain)
}

fn day(value: &Value) -> NaiveDate {
    string(value).parse().unwrap()
}

fn due(value: &Value) -> Option<When> {
    Some(match value.as_str()? {
        "mars 2024" => When::edtf("2024-03").unwrap().printed_as("mars 2024"),
        "mars 2025" => When::edtf("2025-03").unwrap().printed_as("mars 2025"),
        words @ "début d'année 2025" => {
            let bound = |day: &str| Some(day.parse().unwrap());
            let quarter = Window::new(bound("2025-01-01"), bound("2025-03-31")).unwrap();
            When::by_convention(words, quarter, "the first quarter").unwrap()
        }
        day => When::day(day.parse().unwrap()),
    })
}

fn occasion_when(it: &Value) -> When {
    let words = string(&it["when"]);
    let without_article = words.trim_start_matches("à l'").trim_start_matches("au ");
    if it["starts"].is_null() {
        return When::edtf("2024-23").unwrap().printed_as(without_article);
    }
    let (first, last) = (day(&it["starts"]), day(&it["ends"]));
    if it.get("uncertain").is_some() {
        return When::some_day_in(first, last).unwrap().printed_as(without_article);
    }
    let when = When::span(first, last).unwrap();
    if words.ends_with("matin") {
        when.with_part(PartOfDay::Morning)
    } else if words.ends_with("après-midi") {
        when.with_part(PartOfDay::Afternoon)
    } else {
        when
    }
}
