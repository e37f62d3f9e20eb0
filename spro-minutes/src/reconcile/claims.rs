//! [`Claims`]: the facts that a draft asks for, gathered one by one.

mod decided;
mod meeting;
mod planned;
mod said;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::event::Recordable as _;
use spro_core::kernel::seal::keyring::OpenError;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::Import;
use super::ask::{Answers, InDraft, Question};
use super::known::Known;
use super::own::Own;
use super::place::Place;
use super::plan::{Left, Why};
use crate::draft::{AskedKind, Confidence, Draft, ItemRef, Modality, Parties, Source};

/// A fact that the draft asks for.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) subject: Subject,
    pub(super) event: RegisterEvent,
    pub(super) occurred: Option<When>,
    pub(super) learned: NaiveDate,
    pub(super) lines: Vec<(u32, u32)>,
    pub(super) modality: Modality,
    pub(super) confidence: Confidence,
    /// Whether somebody whom it names is left out, since it is asked who that is.
    pub(super) doubtful: bool,
    /// The item that asks for it.
    pub(super) in_draft: Option<InDraft>,
    /// Whether all items that ask for it are left out.
    pub(super) left_out: bool,
}

/// Opens a text of the ledger; `None` where it is erased.
pub(super) type OpenText<'a> = dyn Fn(&Text) -> Result<Option<String>, OpenError> + 'a;

/// Gathers claims. What is new gets its subject here, so that later claims can name it.
pub(super) struct Claims<'a> {
    pub(super) draft: &'a Draft,
    pub(super) known: &'a Known,
    pub(super) own: &'a Own,
    pub(super) answers: &'a Answers,
    pub(super) at_least: Confidence,
    pub(super) parties: Parties,
    pub(super) day: NaiveDate,
    pub(super) group: Option<String>,
    pub(super) meeting: Subject,
    pub(super) document: Subject,
    pub(super) made: Vec<Claim>,
    pub(super) questions: Vec<Question>,
    pub(super) left: Vec<Left>,
    pub(super) labels: HashMap<Subject, String>,
    /// Names that this draft brings, by kind and key.
    pub(super) brought: HashMap<(&'static str, String), Subject>,
    /// What the draft puts into words, by what later items call it, and how sure the reader is.
    pub(super) items: HashMap<ItemRef, (Subject, Confidence)>,
    /// What items without a number were found to be.
    pub(super) paired: HashSet<Subject>,
    /// Where a claim stands that only says how something is called.
    pub(super) evidence: HashMap<(Subject, String), usize>,
    pub(super) open: &'a OpenText<'a>,
    pub(super) new_id: &'a mut dyn FnMut() -> [u8; 16],
    /// Set where a person was asked about in the present claim.
    pub(super) doubt: bool,
    /// The item whose claims are made at present.
    pub(super) in_draft: Option<InDraft>,
}

impl<'a> Claims<'a> {
    /// No claims yet.
    pub(super) fn new(
        import: &Import<'a>,
        known: &'a Known,
        own: &'a Own,
        answers: &'a Answers,
        place: &Place,
        open: &'a OpenText<'a>,
        new_id: &'a mut dyn FnMut() -> [u8; 16],
    ) -> Self {
        Self {
            draft: import.draft,
            known,
            own,
            answers,
            at_least: import.at_least,
            parties: import.draft.parties(),
            day: place.day,
            group: place.group.clone(),
            meeting: place.meeting.clone(),
            document: place.document.clone(),
            made: Vec::new(),
            questions: Vec::new(),
            left: Vec::new(),
            labels: HashMap::new(),
            brought: HashMap::new(),
            items: HashMap::new(),
            paired: HashSet::new(),
            evidence: HashMap::new(),
            open,
            new_id,
            doubt: false,
            in_draft: None,
        }
    }

    /// Makes a claim of everything in the draft.
    pub(super) fn gather(&mut self) -> Result<(), OpenError> {
        self.compare_body();
        for asked in &self.draft.asked {
            if let AskedKind::DateContradiction { readings } = &asked.question {
                let (about, readings) = (asked.about.clone(), readings.clone());
                self.ask(Question::Date { about, readings });
            }
        }
        let items = self.identify()?;
        self.meeting();
        self.earlier_minutes();
        // What is raised comes before what answers it.
        self.raised(&items);
        self.decided(&items);
        self.planned(&items);
        self.said(&items);
        self.told(&items);
        self.in_draft = None;
        Ok(())
    }

    /// A subject that nothing bears yet.
    pub(super) fn new_subject(&mut self, kind: &str) -> Subject {
        new_subject(kind, self.new_id)
    }

    /// Claims that something became known at the meeting, from these words.
    pub(super) fn claim(
        &mut self,
        subject: &Subject,
        event: impl Into<RegisterEvent>,
        source: &Source,
    ) -> &mut Claim {
        let doubtful = std::mem::take(&mut self.doubt);
        self.made.push(Claim {
            subject: subject.clone(),
            event: event.into(),
            occurred: None,
            learned: self.day,
            lines: lines_of(source),
            modality: source.modality,
            confidence: source.confidence,
            doubtful,
            in_draft: self.in_draft,
            left_out: self.in_draft.is_some_and(|item| self.answers.left_out.contains(&item)),
        });
        let last = self.made.len().saturating_sub(1);
        // Just pushed.
        #[allow(clippy::indexing_slicing, reason = "just pushed")]
        &mut self.made[last]
    }

    /// Claims how something is called, once for each way, as sure as the surest of what needs it.
    pub(super) fn evidence(
        &mut self,
        subject: &Subject,
        spelling: &str,
        event: impl Into<RegisterEvent>,
        source: &Source,
    ) {
        let event = event.into();
        let key = (subject.clone(), format!("{} {spelling}", event.kind()));
        let left_out = self.in_draft.is_some_and(|item| self.answers.left_out.contains(&item));
        if let Some(claim) = self.evidence.get(&key).and_then(|at| self.made.get_mut(*at)) {
            if !left_out {
                claim.confidence = claim.confidence.max(source.confidence);
            }
            claim.left_out &= left_out;
            return;
        }
        self.evidence.insert(key, self.made.len());
        let doubt = std::mem::take(&mut self.doubt);
        self.claim(subject, event, source);
        self.doubt = doubt;
    }

    /// Lets what something is called be true since a day on which it had already come to something.
    pub(super) fn called_since(&mut self, subject: &Subject, since: NaiveDate) {
        let evidence = self.evidence.iter().filter(|((of, _), _)| of == subject);
        for at in evidence.map(|(_, at)| *at).collect::<Vec<_>>() {
            if let Some(claim) = self.made.get_mut(at) {
                let before = claim.occurred.as_ref().and_then(When::as_day).unwrap_or(self.day);
                claim.occurred = Some(When::day(before.min(since)));
            }
        }
    }

    /// Asks, once.
    pub(super) fn ask(&mut self, question: Question) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Leaves something out, and says so.
    pub(super) fn leave(&mut self, source: &Source, why: Why) {
        self.left.push(Left { in_draft: self.in_draft, ..Left::of(source, why) });
    }

    /// Begins the claims of an item.
    pub(super) fn begin(&mut self, list: &'static str, index: usize) {
        self.in_draft = Some(InDraft { list, index });
    }

    /// Whether an item is recorded already, or sure enough to be.
    pub(super) fn accepts(&self, subject: &Subject, confidence: Confidence) -> bool {
        confidence >= self.at_least || self.own.tells_of(subject)
    }

    /// Tells later items what this one stands for; nothing where it is left out.
    pub(super) fn remember(
        &mut self,
        item: ItemRef,
        at: InDraft,
        subject: &Subject,
        confidence: Confidence,
    ) {
        if !self.answers.left_out.contains(&at) || self.own.tells_of(subject) {
            self.items.insert(item, (subject.clone(), confidence));
        }
    }

    /// What an item of the draft stands for, if it is to be recorded.
    pub(super) fn item(&self, item: &ItemRef) -> Option<Subject> {
        let (subject, confidence) = self.items.get(item)?;
        self.accepts(subject, *confidence).then(|| subject.clone())
    }
}

/// A subject of a kind of the domain, whose key is fresh.
pub(super) fn new_subject(kind: &str, new_id: &mut dyn FnMut() -> [u8; 16]) -> Subject {
    let key = new_id();
    match Subject::with_key(kind, &key) {
        Ok(subject) => subject,
        // Kinds are constants of this crate, all of them valid.
        Err(_) => unreachable!("`{kind}` is a kind of subject"),
    }
}

/// The lines of a source as the ledger keeps them.
pub(super) fn lines_of(source: &Source) -> Vec<(u32, u32)> {
    source.lines.iter().map(|[first, last]| (*first, *last)).collect()
}

/// A text in the clear.
pub(super) fn text(words: &str) -> Text {
    Text::plain(words)
}

/// The words of a source.
pub(super) fn words(source: &Source) -> Option<Text> {
    (!source.text.is_empty()).then(|| text(&source.text))
}
