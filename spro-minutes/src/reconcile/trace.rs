//! What names the subjects of a register, folded from the ledger; texts are still sealed.

use chrono::NaiveDate;
use spro_core::domain::action::ActionEvent;
use spro_core::domain::body::BodyEvent;
use spro_core::domain::decision::DecisionEvent;
use spro_core::domain::document::{DocumentEvent, Reading};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::idea::IdeaEvent;
use spro_core::domain::meeting::MeetingEvent;
use spro_core::domain::membership::MembershipEvent;
use spro_core::domain::minutes::MinutesEvent;
use spro_core::domain::number::Number;
use spro_core::domain::occasion::OccasionEvent;
use spro_core::domain::organisation::OrganisationEvent;
use spro_core::domain::owner::Owner;
use spro_core::domain::person::PersonEvent;
use spro_core::domain::question::QuestionEvent;
use spro_core::kernel::event::Fact;
use spro_core::kernel::projection::Projection;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

/// Folds what names each subject.
#[derive(Debug)]
pub(super) struct Traces;

/// What names one subject, and what else an import asks of it.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// Names of a person or an occasion, the one known first at the front.
    pub(super) names: Vec<Text>,
    /// Where a person's names were read.
    pub(super) named_in: ReadIn,
    /// Names of an organisation or of the body, the one known first at the front.
    pub(super) spelt: Vec<String>,
    /// The entry that stays, of two that were one.
    pub(super) merged: Option<Subject>,
    /// Whether a person's name was erased.
    pub(super) erased: bool,
    /// The host of a service.
    pub(super) part_of: Option<Subject>,
    /// Where it was put into words first.
    pub(super) defined: Option<Defined>,
    /// Where it was put into words.
    pub(super) defined_in: ReadIn,
    /// The numbers by which documents name it, each with the meeting's day.
    pub(super) cited: Vec<(Number, NaiveDate)>,
    /// Of a meeting.
    pub(super) meeting: Option<Met>,
    /// Of a membership: who acts for whom, since when.
    pub(super) acts: Option<(Subject, Option<Subject>, When)>,
    /// Of an action.
    pub(super) owed: Option<Owed>,
    /// Digests of the editions of a document.
    pub(super) editions: Vec<Text>,
    /// Words of a document, and how somebody said that they are read.
    pub(super) interpreted: Vec<(Text, Reading)>,
    /// By which other names a person goes; they are among the names too.
    pub(super) aliases: Vec<Text>,
}

/// Where something of a subject was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum ReadIn {
    #[default]
    Nowhere,
    /// In one document only.
    One(Subject),
    /// In several, or by hand.
    Several,
}

impl ReadIn {
    /// Whether this document is the only one.
    pub(super) fn is_only(&self, document: &Subject) -> bool {
        matches!(self, Self::One(one) if one == document)
    }

    fn add(&mut self, document: Option<&Subject>) {
        *self = match (&*self, document) {
            (Self::Nowhere, Some(document)) => Self::One(document.clone()),
            (Self::One(one), Some(document)) if one == document => return,
            _ => Self::Several,
        };
    }
}

/// Where something was put into words.
#[derive(Debug)]
pub(super) struct Defined {
    pub(super) number: Option<Number>,
    pub(super) text: Text,
    /// The meeting's day.
    pub(super) on: NaiveDate,
    /// Whether no document did, but somebody by hand.
    pub(super) by_hand: bool,
}

/// Who owes an action, and whether it is over.
#[derive(Debug, Default)]
pub(super) struct Owed {
    pub(super) owners: Vec<Owner>,
    /// The day on which it was done or dropped.
    pub(super) ended: Option<NaiveDate>,
}

/// When a meeting was, or is to be, and what its minutes are.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) held: Option<NaiveDate>,
    /// Days on which it was planned, or on which documents say that it was.
    pub(super) named: Vec<NaiveDate>,
    pub(super) group: Option<Text>,
    /// Whether more is known of it than that documents name its day.
    pub(super) told: bool,
    /// The documents that hold its minutes, the last one at the end.
    pub(super) documents: Vec<Subject>,
    pub(super) approved: Option<NaiveDate>,
}

impl Met {
    /// The days by which it is found: the one on which it was held, else those that are named.
    pub(super) fn days(&self) -> &[NaiveDate] {
        self.held.as_ref().map_or(&self.named, std::slice::from_ref)
    }
}

impl Trace {
    fn define(&mut self, number: Option<&Number>, text: &Text, fact: &Fact<RegisterEvent>) {
        self.defined_in.add(fact.source.as_ref().map(|source| &source.document));
        if self.defined.is_none() {
            let (number, text) = (number.cloned(), text.clone());
            let by_hand = fact.source.is_none();
            self.defined = Some(Defined { number, text, on: fact.learned, by_hand });
        }
    }

    fn cite(&mut self, number: &Number, fact: &Fact<RegisterEvent>) {
        self.cited.push((number.clone(), fact.learned));
    }

    fn action(&mut self, event: &ActionEvent, fact: &Fact<RegisterEvent>) {
        let owed = self.owed.get_or_insert_default();
        match event {
            ActionEvent::Raised(it) if !it.owners.is_empty() => owed.owners.clone_from(&it.owners),
            ActionEvent::Assigned(it) => owed.owners.clone_from(&it.owners),
            ActionEvent::Completed(_) | ActionEvent::Cancelled(_) => {
                owed.ended = Some(fact.since().latest().unwrap_or(fact.learned));
            }
            ActionEvent::Reopened(_) => owed.ended = None,
            _ => {}
        }
        match event {
            ActionEvent::Raised(it) => self.define(it.number.as_ref(), &it.text, fact),
            ActionEvent::Cited(it) => self.cite(&it.number, fact),
            _ => {}
        }
    }

    fn person(&mut self, event: &PersonEvent, fact: &Fact<RegisterEvent>) {
        self.named_in.add(fact.source.as_ref().map(|source| &source.document));
        match event {
            PersonEvent::Named(named) => self.names.push(named.name.0.clone()),
            PersonEvent::Aliased(aliased) => {
                self.names.push(aliased.alias.0.clone());
                self.aliases.push(aliased.alias.0.clone());
            }
            PersonEvent::Merged(merged) => self.merged = Some(merged.into.clone()),
            PersonEvent::Erased(_) => self.erased = true,
        }
    }

    fn organisation(&mut self, event: &OrganisationEvent) {
        match event {
            OrganisationEvent::Named(named) => self.spelt.push(named.name.clone()),
            OrganisationEvent::Aliased(aliased) => self.spelt.push(aliased.alias.clone()),
            OrganisationEvent::PartOf(part) => self.part_of = Some(part.whole.clone()),
            OrganisationEvent::Merged(merged) => self.merged = Some(merged.into.clone()),
        }
    }

    fn meeting(&mut self, event: &MeetingEvent) {
        let met = self.meeting.get_or_insert_default();
        match event {
            MeetingEvent::Planned(planned) => {
                met.told = true;
                met.named.extend(planned.on.earliest().filter(|_| is_one_day(&planned.on)));
                met.group = planned.group.clone().or(met.group.take());
            }
            MeetingEvent::Held(held) => {
                met.told = true;
                met.held = Some(held.on);
                met.group.clone_from(&held.group);
            }
            MeetingEvent::Cited(cited) => met.named.push(cited.on),
            MeetingEvent::Cancelled(_) | MeetingEvent::AgendaListed(_) => {}
        }
    }

    fn minutes(&mut self, event: &MinutesEvent, fact: &Fact<RegisterEvent>) {
        let met = self.meeting.get_or_insert_default();
        match event {
            MinutesEvent::Drafted(drafted) => met.documents.extend(drafted.document.clone()),
            MinutesEvent::Approved(_) => met.approved = Some(fact.learned),
            MinutesEvent::Circulated(_)
            | MinutesEvent::ApprovalDeferred(_)
            | MinutesEvent::Rectified(_) => {}
        }
    }
}

/// Whether a date is of one day, whatever the part of it.
pub(super) fn is_one_day(when: &When) -> bool {
    when.earliest().is_some() && when.earliest() == when.latest()
}

impl Projection for Traces {
    type Event = RegisterEvent;
    type State = Trace;

    fn evolve(&self, trace: &mut Trace, fact: &Fact<RegisterEvent>) {
        match &fact.event {
            RegisterEvent::Body(BodyEvent::Founded(body)) => trace.spelt.push(body.name.clone()),
            RegisterEvent::Body(BodyEvent::Renamed(body)) => trace.spelt.push(body.name.clone()),
            RegisterEvent::Person(event) => trace.person(event, fact),
            RegisterEvent::Organisation(event) => trace.organisation(event),
            RegisterEvent::Meeting(event) => trace.meeting(event),
            RegisterEvent::Minutes(event) => trace.minutes(event, fact),
            RegisterEvent::Membership(MembershipEvent::Began(began)) => {
                let (person, of) = (began.person.clone(), began.on_behalf_of.clone());
                trace.acts = Some((person, of, fact.since()));
            }
            RegisterEvent::Decision(DecisionEvent::Proposed(it)) => {
                trace.define(it.number.as_ref(), &it.text, fact);
            }
            RegisterEvent::Decision(DecisionEvent::Cited(it)) => trace.cite(&it.number, fact),
            RegisterEvent::Action(event) => trace.action(event, fact),
            RegisterEvent::Idea(IdeaEvent::Raised(it)) => {
                trace.define(it.number.as_ref(), &it.text, fact);
            }
            RegisterEvent::Idea(IdeaEvent::Cited(it)) => trace.cite(&it.number, fact),
            RegisterEvent::Question(QuestionEvent::Raised(it)) => {
                trace.define(it.number.as_ref(), &it.text, fact);
            }
            RegisterEvent::Question(QuestionEvent::Cited(it)) => trace.cite(&it.number, fact),
            RegisterEvent::Occasion(OccasionEvent::Reported(it)) => {
                trace.names.push(it.name.clone());
            }
            RegisterEvent::Document(DocumentEvent::Stored(it)) => {
                trace.editions.push(it.digest.clone());
            }
            RegisterEvent::Document(DocumentEvent::Interpreted(it)) => {
                trace.interpreted.push((it.printed.clone(), it.reading));
            }
            _ => {}
        }
    }
}
