//! Notes, by kind.

use std::collections::BTreeMap;

use super::register::{Entry, Register};
use crate::domain::note::{NoteKind, Recorded};
use crate::domain::stated::Stated;
use crate::kernel::subject::Subject;

/// One note.
#[derive(Debug, Clone, Copy)]
pub struct NoteRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What was said, and since when.
    pub said: &'r Stated<Recorded>,
    /// The facts on which it rests.
    pub entry: &'r Entry,
}

/// The notes of each kind, as they were read.
pub fn notes(register: &Register) -> BTreeMap<NoteKind, Vec<NoteRow<'_>>> {
    let mut kinds = BTreeMap::<_, Vec<_>>::new();
    for (subject, note, entry) in register.notes() {
        if let Some(said) = &note.said {
            kinds.entry(said.value.kind).or_default().push(NoteRow { subject, said, entry });
        }
    }
    for rows in kinds.values_mut() {
        rows.sort_by_key(|row| row.entry.read_at);
    }
    kinds
}
