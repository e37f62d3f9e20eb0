//! Claims about decisions and actions, and what became of numbered things.

use spro_core::domain::decision::{self, Judged, Superseded};
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::number::Number;
use spro_core::domain::{action, idea, question};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use super::super::cites::Numbered;
use super::super::items::Items;
use super::super::plan::Why;
use super::{Claims, text, words};
use crate::draft::{
    Action, ActionState, Change, ConditionKind, Decision, DecisionKind, StatusChange,
};

impl Claims<'_> {
    /// Decisions and actions of this meeting.
    pub(in super::super) fn decided(&mut self, items: &Items) {
        let draft = self.draft;
        for (index, (decision, subject)) in draft.decisions.iter().zip(&items.decisions).enumerate()
        {
            self.begin("decisions", index);
            self.decision(decision, subject);
        }
        for (index, (action, subject)) in draft.actions.iter().zip(&items.actions).enumerate() {
            self.begin("actions", index);
            match subject {
                Some(subject) => self.action(action, subject),
                None => self.leave(&action.source, Why::Asked),
            }
        }
        for (index, change) in draft.status_changes.iter().enumerate() {
            self.begin("status_changes", index);
            self.status_change(change);
        }
    }

    fn decision(&mut self, decision: &Decision, subject: &Subject) {
        let source = &decision.source;
        let about = decision.about.as_ref();
        let answers = decision.answers.as_ref().and_then(|item| self.item(item));
        let proposed = decision::Proposed {
            number: decision.number.as_deref().and_then(parse),
            text: text(&source.text),
            meeting: Some(self.meeting.clone()),
            about: about.map(|item| text(&item.text)),
            concerns: about.and_then(|item| self.item(item)).into_iter().collect(),
            answers: answers.clone(),
            decided_by: None,
            basis: None,
        };
        self.claim(subject, proposed, source);
        self.claim(subject, outcome(decision), source);
        if let Some(question) = answers {
            let answered =
                question::Answered { words: None, by: None, decision: Some(subject.clone()) };
            self.claim(&question, answered, source);
        }
        if let Some(printed) = &decision.supersedes {
            match parse(printed) {
                Some(number) => {
                    let old = self.cite(Numbered::Decision, &number, source);
                    self.claim(&old, Superseded { by: subject.clone() }, source);
                }
                None => self.leave(source, Why::NoNumber),
            }
        }
    }

    fn action(&mut self, action: &Action, subject: &Subject) {
        let source = &action.source;
        let owners = self.owners(&action.owner, source);
        if self.doubt {
            self.leave(source, Why::AskedInPart);
        }
        let raised = action::Raised {
            number: action.number.as_deref().and_then(parse),
            text: text(&source.text),
            owners,
            due: action.due.clone(),
            meeting: Some(self.meeting.clone()),
            decision: None,
        };
        self.claim(subject, raised, source);
        let words = None;
        let progress: Option<RegisterEvent> = match action.state {
            ActionState::Open => None,
            ActionState::Started => Some(action::Started { words }.into()),
            ActionState::Completed => Some(action::Completed { words }.into()),
            ActionState::Cancelled => Some(action::Cancelled { words }.into()),
        };
        if let Some(progress) = progress {
            self.claim(subject, progress, source);
        }
    }

    fn status_change(&mut self, change: &StatusChange) {
        let source = &change.source;
        let number = parse(&change.of);
        let of = number
            .as_ref()
            .and_then(|number| self.sort_of(number, Numbered::of_change(change.to)))
            .or_else(|| Numbered::of_change(change.to).first().copied());
        let (Some(number), Some(of)) = (number, of) else {
            return self.leave(source, Why::NoNumber);
        };
        let subject = self.cite(of, &number, source);
        let owners = self.owners(&change.owner, source);
        let words = words(source);
        if change.to == Change::Assigned && self.doubt && owners.is_empty() {
            self.doubt = false;
            return self.leave(source, Why::Asked);
        }
        if self.doubt {
            self.leave(source, Why::AskedInPart);
        }
        if let Some(since) = change.on {
            self.called_since(&subject, since);
        }
        let due = change.due.clone();
        let occurred = change.on.map(When::day);
        let event = became(change.to, of, owners, due.clone(), words.clone());
        self.claim(&subject, event, source).occurred.clone_from(&occurred);
        if let (Some(due), Change::Assigned) = (due, change.to) {
            let changed = action::DueChanged { due: Some(due), words };
            self.claim(&subject, changed, source).occurred = occurred;
        }
    }
}

fn parse(printed: &str) -> Option<Number> {
    Number::parse(printed.trim()).ok()
}

/// How a decision ended.
fn outcome(decision: &Decision) -> RegisterEvent {
    let words = decision.outcome.as_deref().map(text);
    match (decision.kind, &decision.condition) {
        (DecisionKind::Approved, None) => decision::Adopted { words }.into(),
        (DecisionKind::Rejected, _) => decision::Rejected { words }.into(),
        (DecisionKind::Deferred, _) => decision::Deferred { until: None, words }.into(),
        (DecisionKind::Conditional | DecisionKind::Approved, condition) => {
            let judged = match condition.as_ref().map(|condition| condition.judged) {
                Some(ConditionKind::EachOccasion) => Judged::EachOccasion,
                Some(ConditionKind::Once) | None => Judged::Once,
            };
            // Where the condition is not told apart, it is somewhere in the decision's own words.
            let printed = condition.as_ref().map_or(&decision.source.text, |it| &it.words);
            let condition = text(printed);
            decision::AdoptedConditionally { condition, judged, words }.into()
        }
    }
}

/// What became of something numbered.
fn became(
    change: Change,
    of: Numbered,
    owners: Vec<spro_core::domain::owner::Owner>,
    due: Option<When>,
    words: Option<Text>,
) -> RegisterEvent {
    let occasion = None;
    match change {
        Change::Completed => action::Completed { words }.into(),
        Change::InProcess => action::Started { words }.into(),
        Change::Assigned => action::Assigned { owners, words }.into(),
        Change::DueChanged => action::DueChanged { due, words }.into(),
        Change::Cancelled => action::Cancelled { words }.into(),
        Change::ConditionMet => decision::ConditionMet { occasion, words }.into(),
        Change::ConditionFailed => decision::ConditionFailed { occasion, words }.into(),
        Change::ConditionWaived => decision::ConditionWaived { occasion, words }.into(),
        Change::ConditionPending => decision::ConditionPending { words }.into(),
        Change::Adopted if of == Numbered::Idea => idea::Adopted { words }.into(),
        Change::Adopted => decision::Adopted { words }.into(),
        Change::Rejected => decision::Rejected { words }.into(),
        Change::Deferred => decision::Deferred { until: due, words }.into(),
        Change::Repealed => decision::Repealed { words }.into(),
        Change::SetAside => idea::SetAside { words }.into(),
    }
}
