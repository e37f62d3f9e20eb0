//! The part of a draft that is sure enough.

use std::collections::HashSet;

use super::{Confidence, Draft, ItemKind, ItemRef, Source};

impl Draft {
    /// The draft without the items of which the reader is less sure than `at_least`, and where
    /// those stand. References to items that are gone go with them; what is asked of an item that
    /// stays is still asked.
    #[must_use]
    pub fn filter(mut self, at_least: Confidence) -> (Self, Vec<Source>) {
        let mut left = Vec::new();
        macro_rules! keep {
            ($($list:ident)*) => {
                $(self.$list.retain(|item| {
                    let stays = item.source.confidence >= at_least;
                    if !stays {
                        left.push(item.source.clone());
                    }
                    stays
                });)*
            };
        }
        keep!(attendance people decisions actions status_changes approvals errata occasions ideas
            questions answers positions notes documents mandates);
        let held = self.named();
        let drop_gone = |about: &mut Option<ItemRef>| {
            about.take_if(|to| !held.contains(to));
        };
        for decision in &mut self.decisions {
            drop_gone(&mut decision.about);
            drop_gone(&mut decision.answers);
        }
        for answer in &mut self.answers {
            drop_gone(&mut answer.about);
        }
        for position in &mut self.positions {
            drop_gone(&mut position.about);
        }
        self.asked
            .retain(|asked| asked.about.kind == ItemKind::Meeting || held.contains(&asked.about));
        (self, left)
    }

    /// Every item by the name that another item may give it.
    fn named(&self) -> HashSet<ItemRef> {
        let mut named = HashSet::new();
        macro_rules! name {
            ($($list:ident: $kind:ident,)*) => {
                $(for item in &self.$list {
                    named.insert(ItemRef::to(ItemKind::$kind, &item.source));
                })*
            };
        }
        name!(attendance: Attendance, decisions: Decision, actions: Action, occasions: Occasion,
            ideas: Idea, questions: Question, notes: Note,);
        named
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::{Action, Decision, DecisionKind, Question};

    use super::*;

    fn source(text: &str, confidence: Confidence) -> Source {
        Source { text: text.to_owned(), lines: vec![[1, 1]], confidence, modality: <_>::default() }
    }

    #[test]
    fn what_is_not_sure_enough_is_left_and_nothing_names_it_any_more() {
        let asked = source("renewed?", Confidence::Unsure);
        let draft = Draft {
            actions: vec![Action {
                source: source("call", Confidence::Likely),
                number: None,
                owner: Vec::new(),
                due: None,
            }],
            questions: vec![Question { source: asked.clone(), number: None, raised_by: None }],
            decisions: vec![Decision {
                source: source("renewed", Confidence::Sure),
                number: None,
                kind: DecisionKind::Approved,
                outcome: None,
                condition: None,
                about: None,
                answers: Some(ItemRef::to(ItemKind::Question, &asked)),
                supersedes: None,
            }],
            ..Draft::default()
        };
        let (kept, left) = draft.clone().filter(Confidence::Likely);
        assert_eq!(kept.actions, draft.actions);
        assert!(kept.decisions[0].answers.is_none());
        assert_eq!(left, [asked]);
        assert_eq!(draft.clone().filter(Confidence::Unsure), (draft, Vec::new()));
    }
}
