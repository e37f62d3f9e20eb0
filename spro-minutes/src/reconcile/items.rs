//! Which subject each item of a draft is, before claims are made of them, so that items can name
//! each other.

use spro_core::domain::action::ActionEvent;
use spro_core::domain::decision::DecisionEvent;
use spro_core::domain::document::DocumentEvent;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::idea::IdeaEvent;
use spro_core::domain::note::NoteEvent;
use spro_core::domain::number::Number;
use spro_core::domain::question::QuestionEvent;
use spro_core::domain::stance::StanceEvent;
use spro_core::kernel::seal::keyring::OpenError;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;

use super::ask::InDraft;
use super::cites::Numbered;
use super::claims::Claims;
use super::pairing;
use super::restated::Restated;
use crate::draft::{Contradiction, Document, ItemKind, ItemRef, Note, Source};

/// The subjects of a draft's items, in their order.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub(super) decisions: Vec<Subject>,
    /// `None` where it is asked which it is.
    pub(super) actions: Vec<Option<Subject>>,
    pub(super) ideas: Vec<Subject>,
    pub(super) questions: Vec<Subject>,
    pub(super) occasions: Vec<Subject>,
    pub(super) stances: Vec<Subject>,
    pub(super) notes: Vec<Subject>,
    pub(super) contradictions: Vec<Subject>,
    pub(super) documents: Vec<Subject>,
}

impl Claims<'_> {
    /// Finds or makes the subject of each item.
    pub(super) fn identify(&mut self) -> Result<Items, OpenError> {
        let draft = self.draft;
        let decisions: Vec<_> =
            draft.decisions.iter().map(|it| (it.number.as_deref(), &it.source)).collect();
        let actions: Vec<_> =
            draft.actions.iter().map(|it| (it.number.as_deref(), &it.source)).collect();
        let ideas: Vec<_> =
            draft.ideas.iter().map(|it| (it.number.as_deref(), &it.source)).collect();
        let questions: Vec<_> =
            draft.questions.iter().map(|it| (it.number.as_deref(), &it.source)).collect();
        let items = Items {
            decisions: self.numbered(Numbered::Decision, ItemKind::Decision, &decisions)?,
            actions: self.actions(&actions)?,
            ideas: self.numbered(Numbered::Idea, ItemKind::Idea, &ideas)?,
            questions: self.numbered(Numbered::Question, ItemKind::Question, &questions)?,
            occasions: draft.occasions.iter().map(|it| self.occasion(&it.name)).collect(),
            stances: self
                .unnumbered("stance", draft.positions.iter().map(|it| it.source.text.clone())),
            notes: self.unnumbered("note", draft.notes.iter().map(|it| whole(it).text)),
            contradictions: self.unnumbered("note", draft.contradictions.iter().map(words_of)),
            documents: self.unnumbered("document", draft.documents.iter().map(called)),
        };
        for (index, (it, subject)) in draft.occasions.iter().zip(&items.occasions).enumerate() {
            let (item, list) = (ItemRef::to(ItemKind::Occasion, &it.source), "occasions");
            self.remember(item, InDraft { list, index }, subject, it.source.confidence);
        }
        for (index, (it, subject)) in draft.notes.iter().zip(&items.notes).enumerate() {
            let (item, list) = (ItemRef::to(ItemKind::Note, &it.source), "notes");
            self.remember(item, InDraft { list, index }, subject, it.source.confidence);
        }
        Ok(items)
    }

    fn numbered(
        &mut self,
        of: Numbered,
        kind: ItemKind,
        items: &[(Option<&str>, &Source)],
    ) -> Result<Vec<Subject>, OpenError> {
        let (numbers, bare) = numbers_of(items);
        let mut unnumbered = self.unnumbered(of.kind(), bare.into_iter()).into_iter();
        let mut subjects = Vec::with_capacity(items.len());
        for (index, ((_, source), number)) in items.iter().zip(numbers).enumerate() {
            let subject = match number {
                Some(number) => self.define(of, &number, source)?,
                // As many as are not numbered.
                None => unnumbered.next().unwrap_or_else(|| self.new_subject(of.kind())),
            };
            let at = InDraft { list: of.list(), index };
            self.remember(ItemRef::to(kind, source), at, &subject, source.confidence);
            subjects.push(subject);
        }
        Ok(subjects)
    }

    /// Actions: one without a number may be what other minutes raised.
    fn actions(
        &mut self,
        items: &[(Option<&str>, &Source)],
    ) -> Result<Vec<Option<Subject>>, OpenError> {
        let draft = self.draft;
        let (numbers, bare) = numbers_of(items);
        let mut recorded = self.of_earlier_edition("action", &bare).into_iter();
        let mut subjects = Vec::with_capacity(items.len());
        let all = draft.actions.iter().zip(items).zip(numbers).enumerate();
        for (index, ((action, (_, source)), number)) in all {
            let subject = match number {
                Some(number) => Some(self.define(Numbered::Action, &number, source)?),
                None => match recorded.next().flatten() {
                    Some(known) => Some(known),
                    None => match self.restated(action) {
                        Restated::Is(known) => Some(known),
                        Restated::New => Some(self.new_subject("action")),
                        Restated::Asked => None,
                    },
                },
            };
            if let Some(subject) = &subject {
                self.paired.insert(subject.clone());
                let item = ItemRef::to(ItemKind::Action, source);
                let here = InDraft { list: "actions", index };
                self.remember(item, here, subject, source.confidence);
            }
            subjects.push(subject);
        }
        Ok(subjects)
    }

    /// Pairs items without a number with those of the earlier edition.
    fn unnumbered(&mut self, kind: &str, texts: impl Iterator<Item = String>) -> Vec<Subject> {
        let wanted: Vec<String> = texts.collect();
        let known = self.of_earlier_edition(kind, &wanted).into_iter();
        known.map(|known| known.unwrap_or_else(|| self.new_subject(kind))).collect()
    }

    /// Which item of the earlier edition each text is.
    fn of_earlier_edition(&mut self, kind: &str, wanted: &[String]) -> Vec<Option<Subject>> {
        let recorded: Vec<_> = self
            .own
            .facts
            .iter()
            .filter(|own| own.fact.subject.kind() == kind)
            .filter(|own| !self.paired.contains(&own.fact.subject))
            .filter_map(|own| Some((own.fact.subject.clone(), put_into_words(&own.fact.event)?)))
            .collect();
        let texts: Vec<_> =
            recorded.iter().map(|(_, text)| text.as_plain().map(str::to_owned)).collect();
        let pairs = pairing::pair(&texts, wanted);
        pairs
            .into_iter()
            .map(|pair| {
                let (subject, _) = pair.and_then(|at| recorded.get(at))?;
                self.paired.insert(subject.clone());
                Some(subject.clone())
            })
            .collect()
    }
}

/// What a document is called.
pub(super) fn called(document: &Document) -> String {
    document.link.as_ref().or(document.title.as_ref()).unwrap_or(&document.source.text).clone()
}

/// The ways in which something is said, each on a line of its own.
pub(super) fn words_of(contradiction: &Contradiction) -> String {
    let readings = contradiction.readings.iter();
    readings.map(|reading| reading.source.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// A note with its parts, each on a line of its own.
pub(super) fn whole(note: &Note) -> Source {
    let mut source = note.source.clone();
    for part in note.parts.iter().filter(|part| !note.source.text.contains(&part.text)) {
        source.text = format!("{}\n{}", source.text, part.text);
        source.lines.extend(&part.lines);
    }
    source
}

/// The words that make an item without a number what it is.
fn put_into_words(event: &RegisterEvent) -> Option<&Text> {
    match event {
        RegisterEvent::Decision(DecisionEvent::Proposed(it)) if it.number.is_none() => {
            Some(&it.text)
        }
        RegisterEvent::Action(ActionEvent::Raised(it)) if it.number.is_none() => Some(&it.text),
        RegisterEvent::Idea(IdeaEvent::Raised(it)) if it.number.is_none() => Some(&it.text),
        RegisterEvent::Question(QuestionEvent::Raised(it)) if it.number.is_none() => Some(&it.text),
        RegisterEvent::Stance(StanceEvent::Taken(it)) => Some(&it.text),
        RegisterEvent::Note(NoteEvent::Recorded(it)) => Some(&it.text),
        RegisterEvent::Document(DocumentEvent::Announced(it)) => Some(&it.title),
        RegisterEvent::Document(DocumentEvent::Linked(it)) => Some(&it.url),
        _ => None,
    }
}

/// The number of each item, and the words of those without one.
fn numbers_of(items: &[(Option<&str>, &Source)]) -> (Vec<Option<Number>>, Vec<String>) {
    let numbers: Vec<_> = items
        .iter()
        .map(|(number, _)| number.and_then(|it| Number::parse(it.trim()).ok()))
        .collect();
    let bare = items.iter().zip(&numbers).filter(|(_, number)| number.is_none());
    let bare = bare.map(|((_, source), _)| source.text.clone()).collect();
    (numbers, bare)
}
