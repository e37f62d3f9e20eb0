//! Whether an action without a number is one that other minutes raised, and that goes on.

use spro_core::domain::owner::Owner;
use spro_core::kernel::subject::Subject;

use super::ask::{ActionAnswer, Question};
use super::claims::{Claims, lines_of};
use super::known::KnownTask;
use crate::draft::{Action, Party};
use crate::restated::same_people;
use crate::task::{Likeness, Task};

/// What an action of the draft is.
pub(super) enum Restated {
    /// This one, which other minutes raised.
    Is(Subject),
    /// One that no other minutes raised.
    New,
    /// Only a person can say, and was asked.
    Asked,
}

impl Claims<'_> {
    /// Looks for `action` among what others raised and was not done before this meeting. The same words
    /// of the same people are the same action; words that are only close are asked about.
    pub(super) fn restated(&mut self, action: &Action) -> Restated {
        let printed = &action.source.text;
        match self.answers.actions.get(printed) {
            Some(ActionAnswer::Is(subject)) => {
                return Restated::Is(self.known.names.bearer(subject));
            }
            Some(ActionAnswer::New) => return Restated::New,
            None => {}
        }
        let owners = self.full_names(action);
        let names = owners.iter().chain(&action.owner).map(String::as_str);
        let task = Task::of(printed, names);
        let mut alike: Vec<(Likeness, Subject)> = Vec::new();
        for known in self.known.names.tasks() {
            let open = known.ended.is_none_or(|ended| ended >= self.day);
            let elsewhere = !self.known.is_defined_in_only(&known.subject, &self.document);
            if !open || !elsewhere || self.paired.contains(&known.subject) {
                continue;
            }
            let likeness = known.task.likeness(&task);
            if likeness > Likeness::Other && same_people(&owners, &self.labels_of(known)) {
                alike.push((likeness, known.subject.clone()));
            }
        }
        let best = alike.iter().map(|(likeness, _)| *likeness).max();
        let of = |of: Likeness| alike.iter().filter(move |(likeness, _)| *likeness == of);
        let candidates: Vec<_> =
            best.into_iter().flat_map(of).map(|(_, subject)| subject.clone()).collect();
        match (best, candidates.as_slice()) {
            (None, _) | (_, []) => Restated::New,
            (Some(Likeness::Same), [one]) => Restated::Is(one.clone()),
            _ => {
                let (words, lines) = (printed.clone(), lines_of(&action.source));
                self.ask(Question::Action { words, candidates, lines });
                Restated::Asked
            }
        }
    }

    /// The owners by the names that the list of attendance gives them.
    fn full_names(&self, action: &Action) -> Vec<String> {
        let full = |printed: &String| match self.parties.find(printed) {
            Party::Person(name) | Party::Organisation(name) => name,
            _ => printed.clone(),
        };
        action.owner.iter().map(full).collect()
    }

    fn labels_of(&self, known: &KnownTask) -> Vec<String> {
        let label = |owner: &Owner| {
            let subject = self.known.names.bearer(owner.subject()?);
            self.known.names.labels.get(&subject).cloned()
        };
        known.owners.iter().filter_map(label).collect()
    }
}
