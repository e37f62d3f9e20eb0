//! Ideas, questions, stances, notes, documents.

use spro_core::domain::document::{DocumentEvent, Reading};
use spro_core::domain::idea::IdeaEvent;
use spro_core::domain::note::{NoteEvent, NoteKind};
use spro_core::domain::question::QuestionEvent;
use spro_core::domain::stance::{Side, StanceEvent};

use super::Line;
use crate::failure::Failure;
use crate::names::Names;

pub(super) fn idea<'n>(event: &IdeaEvent, names: &'n Names<'n>) -> Result<Line<'n>, Failure> {
    match event {
        IdeaEvent::Cited(_) => Ok(Line::new(names, "fact-cited")),
        IdeaEvent::Raised(raised) => Line::new(names, "fact-idea-raised")
            .quote(&raised.text)?
            .owners("label-by-whom", raised.by.as_slice()),
        IdeaEvent::Adopted(adopted) => {
            Line::new(names, "fact-idea-adopted").quote_if(adopted.words.as_ref())
        }
        IdeaEvent::SetAside(set_aside) => {
            Line::new(names, "fact-idea-set-aside").quote_if(set_aside.words.as_ref())
        }
    }
}

pub(super) fn question<'n>(
    event: &QuestionEvent,
    names: &'n Names<'n>,
) -> Result<Line<'n>, Failure> {
    match event {
        QuestionEvent::Cited(_) => Ok(Line::new(names, "fact-cited")),
        QuestionEvent::Raised(raised) => Line::new(names, "fact-question-raised")
            .quote(&raised.text)?
            .owners("label-by-whom", raised.by.as_slice()),
        QuestionEvent::Answered(answered) => Line::new(names, "fact-question-answered")
            .owners("label-by-whom", answered.by.as_slice())?
            .subject("label-decision", answered.decision.as_ref())?
            .quote_if(answered.words.as_ref()),
        QuestionEvent::Lapsed(lapsed) => {
            Line::new(names, "fact-lapsed").quote_if(lapsed.words.as_ref())
        }
    }
}

pub(super) fn stance<'n>(event: &StanceEvent, names: &'n Names<'n>) -> Result<Line<'n>, Failure> {
    match event {
        StanceEvent::Taken(taken) => Line::new(names, side(taken.side))
            .owners("label-by-whom", taken.by.as_slice())?
            .subject("label-on", taken.on.as_ref())?
            .quote(&taken.text),
        StanceEvent::Lifted(lifted) => {
            Line::new(names, "fact-stance-lifted").quote_if(lifted.words.as_ref())
        }
    }
}

/// The message for a position.
pub(crate) const fn side(side: Side) -> &'static str {
    match side {
        Side::For => "value-side-for",
        Side::Against => "value-side-against",
        Side::Reservation => "value-side-reservation",
    }
}

pub(super) fn note<'n>(event: &NoteEvent, names: &'n Names<'n>) -> Result<Line<'n>, Failure> {
    let NoteEvent::Recorded(recorded) = event;
    Line::new(names, note_kind(recorded.kind)).quote(&recorded.text)
}

/// The message for the kind of a note.
pub(crate) const fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Project => "value-note-project",
        NoteKind::WorkingGroup => "value-note-working-group",
        NoteKind::Outline => "value-note-outline",
        NoteKind::Staffing => "value-note-staffing",
        NoteKind::Exchange => "value-note-exchange",
        NoteKind::News => "value-note-news",
        NoteKind::Elsewhere => "value-note-elsewhere",
        NoteKind::Contradiction => "value-note-contradiction",
        NoteKind::Other => "value-note-other",
    }
}

pub(super) fn document<'n>(
    event: &DocumentEvent,
    names: &'n Names<'n>,
) -> Result<Line<'n>, Failure> {
    match event {
        DocumentEvent::Stored(stored) => {
            Line::new(names, "fact-document-stored").quote(&stored.name)
        }
        DocumentEvent::Announced(announced) => {
            Line::new(names, "fact-document-announced").quote(&announced.title)
        }
        DocumentEvent::Linked(linked) => {
            let key =
                if linked.broken { "fact-document-broken-link" } else { "fact-document-link" };
            Line::new(names, key).quote(&linked.url)
        }
        DocumentEvent::Interpreted(it) => {
            let key = match it.reading {
                Reading::OneOrganisation => "fact-read-as-one",
                Reading::ServiceAndHost => "fact-read-as-service",
                Reading::FirstOrganisation => "fact-read-as-first",
                Reading::OrganisationNotKnown => "fact-read-as-no-organisation",
                Reading::PersonNotKnown => "fact-read-as-nobody",
                Reading::DayFirst => "fact-read-as-day-first",
                Reading::MonthFirst => "fact-read-as-month-first",
            };
            Line::new(names, key).quote(&it.printed)
        }
    }
}
