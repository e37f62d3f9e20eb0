//! Claims about ideas, questions, positions, notes, documents and mandates.

use spro_core::domain::document::{Announced, Linked};
use spro_core::domain::membership::{Began, Ended};
use spro_core::domain::note::{self, NoteKind};
use spro_core::domain::number::Number;
use spro_core::domain::owner::Owner;
use spro_core::domain::stance::{Side, Taken};
use spro_core::domain::{idea, question};
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::super::cites::Numbered;
use super::super::items::{Items, called, whole, words_of};
use super::super::plan::Why;
use super::{Claims, text, words};
use crate::draft::{self, DocumentState, Mandate, Note, Source, Stance};

impl Claims<'_> {
    /// Ideas and questions.
    pub(in super::super) fn raised(&mut self, items: &Items) {
        let meeting = Some(self.meeting.clone());
        for (index, (idea, subject)) in self.draft.ideas.iter().zip(&items.ideas).enumerate() {
            self.begin("ideas", index);
            let source = &idea.source;
            let (number, by) =
                (number(idea.number.as_ref()), self.by(idea.raised_by.as_ref(), source));
            let raised =
                idea::Raised { number, text: text(&source.text), by, meeting: meeting.clone() };
            self.claim(subject, raised, source);
        }
        let questions = self.draft.questions.iter().zip(&items.questions);
        for (index, (question, subject)) in questions.enumerate() {
            self.begin("questions", index);
            let source = &question.source;
            let by = self.by(question.raised_by.as_ref(), source);
            let (number, meeting) = (number(question.number.as_ref()), meeting.clone());
            let raised = question::Raised { number, text: text(&source.text), by, meeting };
            self.claim(subject, raised, source);
        }
    }

    /// Answers and positions.
    pub(in super::super) fn said(&mut self, items: &Items) {
        for (index, answer) in self.draft.answers.iter().enumerate() {
            self.begin("answers", index);
            let source = &answer.source;
            let number = number(answer.to.as_ref());
            let question = match number {
                Some(number) => Some(self.cite(Numbered::Question, &number, source)),
                None => answer.about.as_ref().and_then(|item| self.item(item)),
            };
            let Some(question) = question else {
                self.leave(source, Why::NoNumber);
                continue;
            };
            let by = self.by(answer.by.as_ref(), source);
            let answered = question::Answered { words: words(source), by, decision: None };
            self.claim(&question, answered, source);
        }
        let positions = self.draft.positions.iter().zip(&items.stances);
        for (index, (position, subject)) in positions.enumerate() {
            self.begin("positions", index);
            self.position(position, subject);
        }
    }

    fn position(&mut self, position: &draft::Position, subject: &Subject) {
        let source = &position.source;
        let on = match (&position.on, &position.about) {
            (Some(printed), _) => self.cite_any(printed, source),
            (None, Some(item)) => self.item(item),
            (None, None) => None,
        };
        if on.is_none() && position.on.is_some() {
            self.leave(source, Why::NoNumber);
        }
        let by = self.by(position.by.as_ref(), source);
        let side = match position.kind {
            Stance::Reservation => Side::Reservation,
            Stance::For => Side::For,
            Stance::Against => Side::Against,
        };
        let meeting = Some(self.meeting.clone());
        self.claim(subject, Taken { side, on, by, text: text(&source.text), meeting }, source);
    }

    /// What is told: notes, documents, mandates.
    pub(in super::super) fn told(&mut self, items: &Items) {
        for (index, (note, subject)) in self.draft.notes.iter().zip(&items.notes).enumerate() {
            self.begin("notes", index);
            self.note(note, subject);
        }
        let contradictions = self.draft.contradictions.iter().zip(&items.contradictions);
        for (index, (contradiction, subject)) in contradictions.enumerate() {
            self.begin("contradictions", index);
            let Some(first) = contradiction.readings.first() else {
                continue;
            };
            let mut source = first.source.clone();
            let rest = contradiction.readings.iter().skip(1);
            source.lines.extend(rest.flat_map(|reading| reading.source.lines.iter()));
            let (kind, meeting) = (NoteKind::Contradiction, Some(self.meeting.clone()));
            let words = words_of(contradiction);
            self.claim(subject, note::Recorded { kind, text: text(&words), meeting }, &source);
        }
        let documents = self.draft.documents.iter().zip(&items.documents);
        for (index, (document, subject)) in documents.enumerate() {
            self.begin("documents", index);
            self.piece(document, subject);
        }
        for (index, mandate) in self.draft.mandates.iter().enumerate() {
            self.begin("mandates", index);
            self.mandate(mandate);
        }
    }

    fn note(&mut self, note: &Note, subject: &Subject) {
        let source = whole(note);
        let kind = match note.kind {
            draft::NoteKind::Project => NoteKind::Project,
            draft::NoteKind::WorkingGroup => NoteKind::WorkingGroup,
            draft::NoteKind::Outline => NoteKind::Outline,
            draft::NoteKind::Staffing => NoteKind::Staffing,
            draft::NoteKind::Exchange => NoteKind::Exchange,
            draft::NoteKind::News => NoteKind::News,
            draft::NoteKind::Elsewhere => NoteKind::Elsewhere,
            draft::NoteKind::Other => NoteKind::Other,
        };
        let (text, meeting) = (text(&source.text), Some(self.meeting.clone()));
        self.claim(subject, note::Recorded { kind, text, meeting }, &source);
    }

    fn piece(&mut self, document: &draft::Document, subject: &Subject) {
        let source = &document.source;
        let (called, meeting) = (text(&called(document)), Some(self.meeting.clone()));
        match document.state {
            DocumentState::Link => {
                let linked = Linked { url: called, broken: document.broken, meeting };
                self.claim(subject, linked, source);
            }
            DocumentState::Announced => {
                self.claim(subject, Announced { title: called, meeting }, source);
            }
            // It is in the minutes, whose original is kept.
            DocumentState::Present => self.leave(source, Why::InTheOriginal),
        }
    }

    fn mandate(&mut self, mandate: &Mandate) {
        let source = &mandate.source;
        let Some(person) = self.person(&mandate.person, source) else {
            self.doubt = false;
            return self.leave(source, Why::Asked);
        };
        let organisation = self.organisation(&mandate.organisation, source);
        let before = mandate.left_organisation.as_deref();
        let instead_of = before.map(|name| self.organisation(name, source));
        let since = mandate.since.clone();
        let day = since.clone().unwrap_or_else(|| When::day(self.day));
        let known = self.known.names.membership(&person, &organisation, &day).cloned();
        let membership = known.unwrap_or_else(|| self.new_subject("membership"));
        let began = Began { person, on_behalf_of: Some(organisation), instead_of, role: None };
        self.claim(&membership, began, source).occurred = since;
        if let Some(until) = &mandate.until {
            self.claim(&membership, Ended {}, source).occurred = Some(until.clone());
        }
    }

    fn by(&mut self, printed: Option<&String>, source: &Source) -> Option<Owner> {
        let by = printed.and_then(|name| self.owner(name, source));
        if self.doubt {
            self.leave(source, Why::AskedInPart);
        }
        by
    }
}

fn number(printed: Option<&String>) -> Option<Number> {
    Number::parse(printed?.trim()).ok()
}
