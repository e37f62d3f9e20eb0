//! Room laid out ahead in the last segment, as blank lines: a commit that is written in their place
//! changes no metadata of the file, so that its sync is a shorter one.

use crate::disk::OpenFile;

/// When room is laid out, and how much, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoomPolicy {
    /// A handle that has written so many groups will write more; one that has not pays nothing.
    pub(crate) after_groups: u64,
    /// How much at first; each time twice as much as before.
    pub(crate) first: u64,
    /// At most so much.
    pub(crate) most: u64,
    /// For a longer group, writing the room costs more than it saves.
    pub(crate) longest_group: u64,
}

impl RoomPolicy {
    pub(crate) const USUAL: Self =
        Self { after_groups: 8, first: 64 * 1024, most: 1024 * 1024, longest_group: 64 * 1024 };
}

/// What a handle lays out.
pub(super) struct Room {
    policy: RoomPolicy,
    groups: u64,
    next: u64,
    is_refused: bool,
}

impl Room {
    pub(super) const fn new(policy: RoomPolicy) -> Self {
        Self { policy, groups: 0, next: policy.first, is_refused: false }
    }

    /// Lays room out after a group that was written up to `end` and is still to be synced, where the
    /// room that there was is used up; at most up to `limit`.
    ///
    /// Nothing rests on it: where the disk has no room for it, the handle lays out no more, and what
    /// blank lines were written stay for the next commits.
    pub(super) fn lay_out(&mut self, file: &OpenFile, group: u64, end: u64, limit: u64) {
        self.groups = self.groups.saturating_add(1);
        let is_wanted = !self.is_refused
            && self.groups > self.policy.after_groups
            && group <= self.policy.longest_group;
        if !is_wanted {
            return;
        }
        let Ok(len) = file.len() else { return };
        let until = end.saturating_add(self.next).min(limit);
        if len > end || until <= end {
            return;
        }
        let blank = usize::try_from(until.saturating_sub(end)).unwrap_or_default();
        self.is_refused = file.write_at(&vec![b'\n'; blank], end).is_err();
        self.next = self.next.saturating_mul(2).min(self.policy.most);
    }
}
