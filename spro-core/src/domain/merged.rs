//! Entries that were found to be one: which of them stays.

use std::collections::BTreeSet;

use super::basis::Basis;
use super::rejection::Rejection;
use crate::kernel::subject::Subject;

/// That an entry was found to be one with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedInto {
    /// The entry that stays, unless it was merged itself.
    pub into: Subject,
    /// Since when.
    pub basis: Basis,
}

/// The entry that stays in the end, for one that may have been merged; `next` tells into which an
/// entry was merged.
///
/// Total: of entries that were merged in a circle, the least one stays.
pub fn staying<'s>(
    subject: &'s Subject,
    next: impl Fn(&'s Subject) -> Option<&'s Subject>,
) -> &'s Subject {
    let mut passed = BTreeSet::from([subject]);
    let mut at = subject;
    while let Some(into) = next(at) {
        if !passed.insert(into) {
            return least_in_circle(into, next);
        }
        at = into;
    }
    at
}

/// The entry into which `from` can be merged: the one that stays for `into`.
///
/// # Errors
/// [`Rejection::Same`] and [`Rejection::AlreadyMerged`], where they are one already or `from` is
/// one with another.
pub(super) fn mergeable<'s>(
    from: &'s Subject,
    into: &'s Subject,
    next: impl Fn(&'s Subject) -> Option<&'s Subject>,
) -> Result<&'s Subject, Rejection> {
    if from == into {
        return Err(Rejection::Same { subject: from.clone() });
    }
    if let Some(other) = next(from) {
        return Err(Rejection::AlreadyMerged { subject: from.clone(), into: other.clone() });
    }
    let stays = staying(into, next);
    if stays == from {
        return Err(Rejection::AlreadyMerged { subject: into.clone(), into: from.clone() });
    }
    Ok(stays)
}

fn least_in_circle<'s>(
    start: &'s Subject,
    next: impl Fn(&'s Subject) -> Option<&'s Subject>,
) -> &'s Subject {
    let mut least = start;
    let mut at = start;
    while let Some(into) = next(at) {
        if into == start {
            break;
        }
        least = least.min(into);
        at = into;
    }
    least
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn staying_of(key: &str, merged: &[(&str, &str)]) -> String {
        let subject = |key: &str| Subject::parse(&format!("person/{key}")).unwrap();
        let into: BTreeMap<_, _> =
            merged.iter().map(|(from, into)| (subject(from), subject(into))).collect();
        staying(&subject(key), |at| into.get(at)).key().to_owned()
    }

    #[test]
    fn the_last_of_a_chain_stays() {
        assert_eq!(staying_of("a", &[("a", "b"), ("b", "c")]), "c");
        assert_eq!(staying_of("c", &[("a", "b"), ("b", "c")]), "c");
    }

    #[test]
    fn the_least_of_a_circle_stays_wherever_it_is_entered() {
        let circle = [("d", "c"), ("c", "b"), ("b", "a"), ("a", "c")];
        for entry in ["a", "b", "c", "d"] {
            assert_eq!(staying_of(entry, &circle), "a");
        }
    }
}
