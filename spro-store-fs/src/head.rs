//! The file `head`: how far the log is known to be durable.
//!
//! Two slots of 4096 bytes, written in turn, so that a write that is cut off leaves the other.

use serde::{Deserialize, Serialize};
use spro_core::kernel::chain::Digest;
use spro_core::kernel::position::{Head, Position};

use crate::line::check;
use crate::scan::Place;

/// Length of a slot.
pub(crate) const SLOT: usize = 4096;
/// Length of the file.
pub(crate) const FILE: usize = 2 * SLOT;

/// What a slot says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Published {
    /// Counts the writes.
    pub(crate) generation: u64,
    /// The last durable place.
    pub(crate) place: Place,
    /// Whether the writer closed the ledger after it.
    pub(crate) clean: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    generation: u64,
    position: Position,
    h: Digest,
    segment: Position,
    bytes: u64,
    clean: bool,
    check: String,
}

impl Published {
    /// Both slots of a ledger that is empty, and closed, at `place`.
    pub(crate) fn first_file(place: Place) -> Vec<u8> {
        let slot = |generation| Self { generation, place, clean: true }.write();
        [slot(0), slot(1)].concat()
    }

    /// What the next write says.
    pub(crate) const fn then(self, place: Place, clean: bool) -> Self {
        Self { generation: self.generation.saturating_add(1), place, clean }
    }

    /// Whether these slots are what a close left that came to its end, and this is the newer one. The
    /// newer one alone does not tell: after a failed sync and a power cut it may stand beside an old one.
    pub(crate) fn is_closed_in(&self, slots: [Option<Self>; 2]) -> bool {
        slots.contains(&Some(*self))
            && slots
                .into_iter()
                .flatten()
                .any(|older| older.clean && older.then(older.place, true) == *self)
    }

    /// Where its slot begins.
    pub(crate) const fn offset(&self) -> u64 {
        (self.generation % 2) * SLOT as u64
    }

    /// Its slot.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut slot = self.text().into_bytes();
        slot.resize(SLOT, b'\n');
        slot
    }

    fn text(&self) -> String {
        let Self { generation, place: Place { head, segment, bytes }, clean } = self;
        let Head { position, digest } = head;
        let text = format!(
            "{{\"generation\":{generation},\"position\":{position},\"h\":\"{digest}\",\"segment\":{segment},\"bytes\":{bytes},\"clean\":{clean}"
        );
        let check = check(&[text.as_bytes()]);
        format!("{text},\"check\":\"{check}\"}}\n")
    }

    /// What each slot says; `None` for one that is not as it was written.
    pub(crate) fn read_slots(file: &[u8]) -> [Option<Self>; 2] {
        let slot = |index: usize| {
            let slot = file.get(index * SLOT..(index + 1) * SLOT)?;
            let line = slot.split(|byte| *byte == b'\n').next()?;
            let read: Slot = serde_json::from_slice(line).ok()?;
            let published = Self {
                generation: read.generation,
                place: Place {
                    head: Head { position: read.position, digest: read.h },
                    segment: read.segment,
                    bytes: read.bytes,
                },
                clean: read.clean,
            };
            let at_home = published.offset() == (index * SLOT) as u64;
            (at_home && published.write() == slot).then_some(published)
        };
        [slot(0), slot(1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_flipped_bit_of_a_slot_passes_and_the_other_slot_holds() {
        let head = Head { position: Position::new(7), digest: Digest::from_bytes([1; 32]) };
        let place = Place { head, segment: Position::new(3), bytes: 1234 };
        let file = Published::first_file(place);
        let [first, second] = Published::read_slots(&file);
        assert!(first.is_some());
        assert!(second.is_some());
        for bit in 0..SLOT * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Published::read_slots(&flipped), [None, second], "bit {bit}");
        }
    }
}
