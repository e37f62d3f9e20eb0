//! Blocks: what a run is written in, each with its own check.

use twox_hash::XxHash3_64;

/// Length of a block.
pub(super) const BLOCK: usize = 4096;
/// Which run it is of, which one of its blocks it is, and the check.
const TRAILER: usize = 4 + 4 + 8;
/// What a block has room for.
pub(super) const ROOM: usize = BLOCK - TRAILER;

/// Fills a block up and seals it.
pub(super) fn seal(content: &mut Vec<u8>, tag: u32, number: u32) {
    content.resize(ROOM, 0);
    content.extend_from_slice(&tag.to_le_bytes());
    content.extend_from_slice(&number.to_le_bytes());
    let check = XxHash3_64::oneshot(content);
    content.extend_from_slice(&check.to_le_bytes());
}

/// What a block holds; `None` where it is not this one, or not as it was sealed.
pub(super) fn open(block: &[u8], tag: u32, number: u32) -> Option<&[u8]> {
    let (sealed, check) = block.split_last_chunk::<8>()?;
    let (content, place) = sealed.split_last_chunk::<8>()?;
    let is_whole = XxHash3_64::oneshot(sealed) == u64::from_le_bytes(*check);
    let [expected_tag, expected_number] = [tag.to_le_bytes(), number.to_le_bytes()];
    let is_this_one =
        *place.first_chunk::<4>()? == expected_tag && place.ends_with(&expected_number);
    (is_whole && is_this_one && content.len() == ROOM).then_some(content)
}

/// Reads numbers one after the other; `None` where the bytes end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers<'a>(pub(super) &'a [u8]);

impl Numbers<'_> {
    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Seven bits a byte, the lowest first.
    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

/// Writes what [`Numbers::varint`] reads.
pub(super) fn put_varint(out: &mut Vec<u8>, value: u64) {
    let mut left = value;
    loop {
        let [low, ..] = left.to_le_bytes();
        left >>= 7;
        if left == 0 {
            out.push(low & 0x7f);
            return;
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_changed_byte_of_a_block_passes_and_no_other_block_is_taken_for_it() {
        let mut block = b"content".to_vec();
        seal(&mut block, 7, 3);
        assert!(open(&block, 7, 3).is_some_and(|content| content.starts_with(b"content")));
        assert_eq!(open(&block, 8, 3), None);
        assert_eq!(open(&block, 7, 4), None);
        for at in 0..BLOCK {
            let mut changed = block.clone();
            changed[at] ^= 0x10;
            assert_eq!(open(&changed, 7, 3), None, "byte {at}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_was_written(value: u64) {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, value);
            let mut numbers = Numbers(&bytes);
            prop_assert_eq!(numbers.varint(), Some(value));
            prop_assert_eq!(numbers.0, &[] as &[u8]);
        }
    }
}
