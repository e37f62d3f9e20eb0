//! The calendar of occasions.

use super::register::{Entry, Register};
use crate::domain::occasion::{Occasion, OccasionStatus};
use crate::kernel::subject::Subject;

/// One occasion.
#[derive(Debug, Clone, Copy)]
pub struct OccasionRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What is known of it.
    pub occasion: &'r Occasion,
    /// How far it is.
    pub status: OccasionStatus,
    /// The facts on which it rests.
    pub entry: &'r Entry,
}

/// Every occasion, by when it is; those of which no calendar knows when, behind the others.
pub fn occasions(register: &Register) -> Vec<OccasionRow<'_>> {
    let mut rows: Vec<_> = register
        .occasions()
        .map(|(subject, occasion, entry)| OccasionRow {
            subject,
            occasion,
            status: occasion.present_status(),
            entry,
        })
        .collect();
    rows.sort_by_key(|row| {
        let when = row.occasion.when.as_ref().filter(|when| !when.is_undated());
        (when.is_none(), when.map(crate::when::When::order_key), row.entry.read_at)
    });
    rows
}
