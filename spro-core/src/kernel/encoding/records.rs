//! The records of a commit, one after another in one buffer.

use crate::kernel::chain::Digest;

/// The bytes of a commit's records, and the digest after each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records {
    bytes: Vec<u8>,
    /// Where each record ends in `bytes`, and the digest after it.
    ends: Vec<(usize, Digest)>,
}

impl Records {
    /// No records, with room for so many of so many bytes together.
    pub fn with_capacity(records: usize, bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), ends: Vec::with_capacity(records) }
    }

    /// Adds a record and the digest after it.
    pub fn push(&mut self, record: &[u8], digest: Digest) {
        self.bytes.extend_from_slice(record);
        self.ends.push((self.bytes.len(), digest));
    }

    /// Adds a record whose bytes `write` puts behind those that are there, as what follows a digest;
    /// gives the digest after it.
    pub(super) fn write<E>(
        &mut self,
        before: Digest,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<Digest, E> {
        let begin = self.bytes.len();
        write(&mut self.bytes)?;
        let digest = before.link(self.bytes.get(begin..).unwrap_or_default());
        self.ends.push((self.bytes.len(), digest));
        Ok(digest)
    }

    /// Removes all, and keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many bytes they have together.
    pub const fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// One of them, counted from 0.
    pub fn get(&self, index: usize) -> Option<(&[u8], Digest)> {
        let (end, digest) = *self.ends.get(index)?;
        let begin = index.checked_sub(1).and_then(|before| self.ends.get(before));
        let begin = begin.map_or(0, |(end, _)| *end);
        Some((self.bytes.get(begin..end)?, digest))
    }

    /// Each record, and the digest after it.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], Digest)> + Clone {
        let mut left = self.bytes.as_slice();
        let mut begin = 0;
        self.ends.iter().map(move |(end, digest)| {
            // Records end one after another, within the bytes.
            let (record, rest) = left.split_at_checked(end - begin).unwrap_or_default();
            (left, begin) = (rest, *end);
            (record, *digest)
        })
    }
}
