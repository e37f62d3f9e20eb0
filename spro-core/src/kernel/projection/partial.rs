//! The states of the subjects that somebody asks about, and of no others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{FoldError, Projection, Told, View, read_subjects};
use crate::kernel::cursor::Cursor;
use crate::kernel::history::AsOf;
use crate::kernel::position::Head;
use crate::kernel::store::Store;
use crate::kernel::subject::Subject;

/// The states of chosen subjects, as of some day, up to one place in one ledger.
///
/// It does not take an unfolded subject for an unknown one: who asks for such gets
/// [`Lookup::NotFolded`].
pub struct PartialView<P: Projection> {
    view: View<P>,
    folded: BTreeSet<Subject>,
}

/// What a partial view holds of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup<'v, S> {
    /// The subject is to be folded first.
    NotFolded,
    /// Nothing is known of it, as of when it is asked.
    Unknown,
    /// What is known of it.
    Known(&'v S),
}

impl<P: Projection> PartialView<P> {
    /// A view up to `head` of which no subject is folded yet.
    pub const fn up_to(head: Head, projection: P, as_of: AsOf) -> Self {
        let view = View { projection, as_of, cursor: Cursor::at(head), subjects: BTreeMap::new() };
        Self { view, folded: BTreeSet::new() }
    }

    /// Folds those of these subjects that are not folded yet, in one read of their records.
    ///
    /// # Errors
    /// [`FoldError`]; the view is to be dropped.
    pub fn fold(
        &mut self,
        store: &impl Store,
        mut subjects: BTreeSet<Subject>,
    ) -> Result<(), FoldError> {
        subjects.retain(|subject| !self.folded.contains(subject));
        let (query, until) = (self.view.projection.query(), self.view.head().position);
        let mut anew = BTreeSet::new();
        read_subjects(store, &subjects, until, |record| {
            if query.matches(&record.body) && !anew.contains(&record.body.subject) {
                self.view.fold_in(&Told::by(record, self.view.as_of)?, &mut anew);
            }
            Ok(())
        })?;
        self.view.refold(store, until, &anew)?;
        self.folded.append(&mut subjects);
        Ok(())
    }

    /// What is known of a subject.
    pub fn get(&self, subject: &Subject) -> Lookup<'_, P::State> {
        match self.view.get(subject) {
            Some(state) => Lookup::Known(state),
            None if self.folded.contains(subject) => Lookup::Unknown,
            None => Lookup::NotFolded,
        }
    }

    /// The subjects that are folded.
    pub const fn folded(&self) -> &View<P> {
        &self.view
    }

    /// The place up to which the subjects are folded.
    pub const fn head(&self) -> Head {
        self.view.head()
    }
}

impl<P: Projection> fmt::Debug for PartialView<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialView({} subjects at {})", self.folded.len(), self.head().position)
    }
}
