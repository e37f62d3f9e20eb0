//! Places between commits that a walk can begin from.

use spro_core::kernel::position::Position;

use crate::scan::Place;

/// How far apart they stand, in bytes.
const EVERY: u64 = 64 * 1024;

/// Places in order, some way apart.
#[derive(Debug, Clone)]
pub(crate) struct Marks {
    first: Place,
    later: Vec<Place>,
}

impl Marks {
    /// Those from a place on.
    pub(crate) const fn from(first: Place) -> Self {
        Self { first, later: Vec::new() }
    }

    /// The last one not after `position`; the first where all are.
    pub(crate) fn before(&self, position: Position) -> Place {
        let after = self.later.partition_point(|mark| mark.head.position <= position);
        let last = after.checked_sub(1).and_then(|last| self.later.get(last));
        last.copied().unwrap_or(self.first)
    }

    /// Remembers a place, where it lies far enough beyond those known.
    pub(crate) fn note(&mut self, place: Place) {
        let last = self.later.last().unwrap_or(&self.first);
        let grown = place.bytes.saturating_sub(last.bytes) >= EVERY;
        let beyond = place.head.position > last.head.position;
        if beyond && (grown || place.segment != last.segment) {
            self.later.push(place);
        }
    }

    /// Remembers what another walk came by.
    pub(crate) fn join(&mut self, other: Self) {
        for place in other.later {
            self.note(place);
        }
    }
}
