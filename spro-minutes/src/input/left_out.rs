//! What an office document holds beside its text, counted.

use super::Remark;

/// How much of each kind.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) inserted: usize,
    pub(super) deleted: usize,
    pub(super) comments: usize,
    pub(super) hidden: usize,
    pub(super) pictures: usize,
    pub(super) margins: usize,
    pub(super) contents: usize,
}

impl LeftOut {
    /// What is to be said of it.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let Self { inserted, deleted, comments, hidden, pictures, margins, contents } = *self;
        let counted = [
            (inserted + deleted, Remark::Tracked { inserted, deleted }),
            (comments, Remark::Comments(comments)),
            (hidden, Remark::Hidden(hidden)),
            (pictures, Remark::Pictures(pictures)),
            (margins, Remark::PageMargins(margins)),
            (contents, Remark::Contents(contents)),
        ];
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, remark)| remark).collect()
    }
}
