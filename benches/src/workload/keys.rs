//! Ids that look as if they were drawn by chance, and are a function of their place alone.

use anyhow::Result;
use spro_core::kernel::id::EventId;
use spro_core::kernel::subject::Subject;

/// `SplitMix64`'s finaliser: one to one, so that different places get different keys.
const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// What chance gives one meeting.
pub(super) struct Keys {
    number: u64,
}

impl Keys {
    pub(super) const fn of(number: u64) -> Self {
        Self { number }
    }

    /// A number for the `index`th thing of a kind.
    pub(super) const fn mixed(&self, kind: char, index: u64) -> u64 {
        second(first(kind, self.number), index)
    }
}

/// Holds for numbers below 2^40.
const fn first(kind: char, number: u64) -> u64 {
    mix(((kind as u64) << 40 | number).wrapping_add(GOLDEN))
}

const fn second(first: u64, index: u64) -> u64 {
    mix(first ^ index.wrapping_add(1).wrapping_mul(GOLDEN))
}

/// The `index`th subject of a kind that stands in a meeting.
pub(super) fn subject(name: &str, kind: char, number: u64, index: u64) -> Result<Subject> {
    let first = first(kind, number);
    let key = (u128::from(first) << 64) | u128::from(second(first, index));
    Ok(Subject::with_key(name, &key.to_be_bytes())?)
}

/// An id such as a `UUIDv7`: a time that grows with the meetings, then chance.
pub(super) fn event(number: u64, index: u64) -> EventId {
    let millis = 1_700_000_000_000 + number * 60_000 + index;
    let chance = second(first('e', number), index);
    let key = (u128::from(millis) << 80) | (0x7000_u128 << 64) | u128::from(chance >> 2);
    EventId::from_bytes((key | (1 << 63)).to_be_bytes())
}
