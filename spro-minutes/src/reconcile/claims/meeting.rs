//! Claims about the meeting, its attendance, its minutes and those of earlier meetings.

use spro_core::domain::attendance::{AttendanceEvent, AttendanceStatus, Mode, Recorded, Role};
use spro_core::domain::document::Reading;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::meeting::{AgendaListed, Held, MeetingEvent, Planned};
use spro_core::domain::minutes::{ApprovalDeferred, Approved, Circulated, Drafted, Rectified};
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::super::ask::Question;
use super::super::key;
use super::super::plan::Why;
use super::super::trace::is_one_day;
use super::{Claims, lines_of, text, words};
use crate::dates::Order;
use crate::draft::{
    ApprovalOutcome, Attendee, Confidence, DateOrder, Erratum, Modality, OrderFrom, Source, Status,
};

impl Claims<'_> {
    /// That the meeting was held, who came, and what the minutes are.
    pub(in super::super) fn meeting(&mut self) {
        let draft = self.draft;
        let told = gathered(&draft.head);
        let meeting = self.meeting.clone();
        let held = Held {
            on: self.day,
            title: draft.title.as_deref().map(text),
            venue: draft.venue.as_deref().map(text),
            starts: draft.starts,
            ends: draft.ends,
            group: draft.group.as_deref().map(text),
        };
        let inferred = draft.date_inferred_from.map(|_| When::day(self.day).as_inferred());
        self.claim(&meeting, held, &told).occurred = inferred;
        self.date_order();
        if !draft.agenda.is_empty() {
            let items = draft.agenda.iter().map(|point| text(&point.text)).collect();
            self.claim(&meeting, AgendaListed { items }, &gathered(&draft.agenda));
        }
        for (index, attendee) in draft.attendance.iter().enumerate() {
            self.begin("attendance", index);
            self.attendance(attendee);
        }
        for (index, named) in draft.people.iter().enumerate() {
            self.begin("people", index);
            if self.is_a_person(&named.person) {
                self.person(&named.person, &named.source);
            }
            if let Some(organisation) = &named.organisation {
                self.organisation(organisation, &named.source);
            }
            self.doubt = false;
        }
        self.in_draft = None;
        self.minutes(&told);
        self.next_meeting();
    }

    /// How dates are read that have the day first or the month: as somebody said, or asked.
    fn date_order(&mut self) {
        let Some(DateOrder { source, order, from }) = &self.draft.date_order else {
            return;
        };
        let (printed, lines) = (source.text.clone(), lines_of(source));
        match (order, from) {
            (Order::Unknown, _) => self.ask(Question::DateOrder { printed, lines }),
            (_, Some(OrderFrom::Document) | None) => {}
            (Order::DayFirst, _) => self.interpreted(&printed, Reading::DayFirst, source),
            (Order::MonthFirst, _) => self.interpreted(&printed, Reading::MonthFirst, source),
        }
    }

    fn attendance(&mut self, attendee: &Attendee) {
        let source = &attendee.source;
        let Some(name) = &attendee.person else {
            if let Some(organisation) = &attendee.organisation {
                self.organisation(organisation, source);
            }
            self.doubt = false;
            return self.leave(source, Why::NoPerson);
        };
        let Some(person) = self.person(name, source) else {
            self.doubt = false;
            return self.leave(source, Why::Asked);
        };
        // A handle that is the name itself says nothing more.
        let adds = |alias: &&String| key::person(alias) != key::person(name);
        if let Some(alias) = attendee.alias.as_ref().filter(adds) {
            self.aliased(&person, alias, source);
        }
        let Some(status) = attendee.status else {
            // Whoever is listed and not marked did not come for certain, nor stay away.
            self.doubt = false;
            return self.leave(source, Why::NoStatus);
        };
        let (status, mode, role) = attended(status);
        if self.listed(&person).is_some_and(|(before, _)| before.status != status) {
            return self.leave(source, Why::SaidOtherwise);
        }
        let on_behalf_of = self.came_for(attendee, &person);
        let proxy = attendee.proxy.as_deref().and_then(|holder| self.person(holder, source));
        if self.doubt {
            self.leave(source, Why::AskedInPart);
        }
        if let Some((before, lines)) = self.listed(&person) {
            // One person for two organisations.
            for organisation in on_behalf_of {
                if !before.on_behalf_of.contains(&organisation) {
                    before.on_behalf_of.push(organisation);
                }
            }
            lines.extend(lines_of(source));
            self.doubt = false;
            return;
        }
        let recorded = Recorded {
            person,
            status,
            mode,
            role,
            on_behalf_of,
            for_body: attendee.for_body,
            proxy,
            arrived: attendee.arrived,
            left: attendee.left,
        };
        let meeting = self.meeting.clone();
        self.claim(&meeting, recorded, source);
    }

    /// The attendance that is claimed of a person already, and its lines.
    fn listed(&mut self, person: &Subject) -> Option<(&mut Recorded, &mut Vec<(u32, u32)>)> {
        self.made.iter_mut().find_map(|claim| match &mut claim.event {
            RegisterEvent::Attendance(AttendanceEvent::Recorded(it)) if it.person == *person => {
                Some((it, &mut claim.lines))
            }
            _ => None,
        })
    }

    fn minutes(&mut self, head: &Source) {
        let draft = self.draft;
        let of = |words: &str| {
            let tells = |source: &&Source| source.text.contains(words);
            draft.head.iter().rev().find(tells).unwrap_or(head)
        };
        let meeting = self.meeting.clone();
        let written = draft.written_by.as_deref();
        let source = written.map_or(head, of);
        let by = written.and_then(|name| self.person(name, source));
        let drafted = Drafted { by, document: Some(self.document.clone()) };
        self.claim(&meeting, drafted, source);
        if let Some(day) = draft.circulated {
            self.claim(&meeting, Circulated {}, source).learned = day;
        }
    }

    fn next_meeting(&mut self) {
        let Some(next) = &self.draft.next_meeting else {
            return;
        };
        let Some(when) = &next.when else {
            return self.leave(&next.source, Why::NoDate);
        };
        let meeting = match when.earliest().filter(|_| is_one_day(when)) {
            Some(day) => self.find_meeting(day),
            None => Some(self.vaguely_planned()),
        };
        let Some(meeting) = meeting else {
            return self.leave(&next.source, Why::Asked);
        };
        let planned = Planned {
            on: when.clone(),
            venue: next.venue.as_deref().map(text),
            group: self.draft.group.as_deref().map(text),
        };
        self.claim(&meeting, planned, &next.source);
    }

    /// The meeting that an earlier edition plans for no certain day, else a new one.
    fn vaguely_planned(&mut self) -> Subject {
        let planned = self.own.facts.iter().find_map(|own| match &own.fact.event {
            RegisterEvent::Meeting(MeetingEvent::Planned(it)) if !is_one_day(&it.on) => {
                Some(own.fact.subject.clone())
            }
            _ => None,
        });
        planned.unwrap_or_else(|| self.new_subject("meeting"))
    }

    /// What is decided of the minutes of earlier meetings, and what is put right in them.
    pub(in super::super) fn earlier_minutes(&mut self) {
        let at = Some(self.meeting.clone());
        for (index, approval) in self.draft.approvals.iter().enumerate() {
            self.begin("approvals", index);
            let source = &approval.source;
            let Some(meeting) = self.meeting_of(approval.minutes_of, source) else {
                self.leave(source, Why::Asked);
                continue;
            };
            let (at, words) = (at.clone(), words(source));
            match approval.outcome {
                ApprovalOutcome::Approved => self.claim(&meeting, Approved { at, words }, source),
                ApprovalOutcome::Deferred => {
                    self.claim(&meeting, ApprovalDeferred { at, words }, source)
                }
            };
        }
        for (index, erratum) in self.draft.errata.iter().enumerate() {
            self.begin("errata", index);
            self.erratum(erratum);
        }
    }

    /// An erratum is a fact of its own, learned now, true since the meeting that it is about.
    fn erratum(&mut self, erratum: &Erratum) {
        let source = &erratum.source;
        let Some(meeting) = self.meeting_of(erratum.minutes_of, source) else {
            return self.leave(source, Why::Asked);
        };
        if let Some(rectified) = &erratum.attendance {
            match self.person(&rectified.person, source) {
                Some(person) => {
                    let printed = rectified.organisation.as_deref();
                    let on_behalf_of =
                        printed.map(|name| self.organisation(name, source)).into_iter().collect();
                    let (status, mode, role) = attended(rectified.is);
                    let recorded = Recorded {
                        person,
                        status,
                        mode,
                        role,
                        on_behalf_of,
                        for_body: false,
                        proxy: None,
                        arrived: None,
                        left: None,
                    };
                    self.claim(&meeting, recorded, source).occurred =
                        Some(When::day(erratum.minutes_of));
                }
                None => self.leave(source, Why::AskedInPart),
            }
            self.doubt = false;
        }
        let rectified = Rectified { at: Some(self.meeting.clone()), words: text(&source.text) };
        self.claim(&meeting, rectified, source);
    }

    /// Asks where the minutes name another body than the register's.
    pub(in super::super) fn compare_body(&mut self) {
        let (Some(printed), Some(registered)) =
            (self.draft.body.as_deref(), self.known.names.body.last())
        else {
            return;
        };
        let within = |a: &str, b: &str| {
            format!(" {} ", key::name(a)).contains(&format!(" {} ", key::name(b)))
        };
        let names = self.known.names.body.iter();
        if !names.clone().any(|name| within(name, printed) || within(printed, name)) {
            let (printed, registered) = (printed.to_owned(), registered.clone());
            self.ask(Question::Body { printed, registered });
        }
    }
}

/// A printed status as the ledger keeps it.
fn attended(status: Status) -> (AttendanceStatus, Mode, Role) {
    use AttendanceStatus::{Absent, Excused, Present, Proxied};
    match status {
        Status::Present => (Present, Mode::OnSite, Role::Member),
        Status::Remote => (Present, Mode::Remote, Role::Member),
        Status::Guest => (Present, Mode::OnSite, Role::Guest),
        Status::Excused => (Excused, Mode::OnSite, Role::Member),
        Status::Absent => (Absent, Mode::OnSite, Role::Member),
        Status::Proxied => (Proxied, Mode::OnSite, Role::Member),
    }
}

/// Several sources as one: what is told in many places.
fn gathered(sources: &[Source]) -> Source {
    Source {
        text: String::new(),
        lines: sources.iter().flat_map(|source| source.lines.iter().copied()).collect(),
        modality: sources.first().map_or_else(Modality::default, |source| source.modality),
        confidence: sources
            .iter()
            .map(|source| source.confidence)
            .min()
            .unwrap_or(Confidence::Sure),
    }
}
