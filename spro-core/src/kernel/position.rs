//! Places in a ledger.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::chain::Digest;

/// A place in one ledger: the events stand at 1, 2, 3, … without gap; 0 is before them all.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Position(u64);

impl Position {
    /// Before every event.
    pub const START: Self = Self(0);

    /// The place with this number.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The place `events` further on.
    #[must_use]
    pub const fn forward(self, events: u64) -> Self {
        Self(self.0.saturating_add(events))
    }

    /// The place just after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        self.forward(1)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The last place of a ledger, as somebody saw it, and the digest of all up to there.
///
/// Where the ledger no longer has this digest at this position, it is another ledger, or one that
/// was changed; a follower's [`Cursor`](super::cursor::Cursor) checks that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The place of the last event; [`Position::START`] when there is none.
    pub position: Position,
    /// The digest there.
    pub digest: Digest,
}
