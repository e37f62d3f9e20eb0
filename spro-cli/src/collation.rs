//! The order of names: Éric before Zoé.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use crate::exit::Exit;
use crate::failure::Failure;

/// The order of Unicode's root, which is that of French and of English.
pub(crate) struct Collation(CollatorBorrowed<'static>);

impl Collation {
    /// Takes the tables that are built in.
    pub(crate) fn new() -> Result<Self, Failure> {
        Collator::try_new(CollatorPreferences::default(), CollatorOptions::default())
            .map(Self)
            .map_err(|error| Failure::new(Exit::Io, "error-collation").because(&error))
    }

    /// How two names lie.
    pub(crate) fn compare(&self, one: &str, other: &str) -> Ordering {
        self.0.compare(one, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_does_not_move_a_name_to_the_end() {
        let mut names = ["Zoé", "Éric", "eric", "Ève", "Emma"];
        let order = Collation::new().unwrap();
        names.sort_by(|one, other| order.compare(one, other));
        assert_eq!(names, ["Emma", "eric", "Éric", "Ève", "Zoé"]);
    }
}
