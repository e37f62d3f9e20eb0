//! A stored record as a reader receives it.

use super::chain::Digest;
use super::encoding::{Body, CommitHeader};
use super::position::Position;

/// One record, for as long as its visit lasts.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// The digest after it.
    pub digest: Digest,
    /// Its bytes, as stored.
    pub bytes: &'a [u8],
    /// The commit that it belongs to.
    pub commit: &'a CommitHeader,
    /// Its content.
    pub body: Body<'a>,
}

impl Record<'_> {
    /// Its place.
    pub const fn position(&self) -> Position {
        self.body.seq
    }
}
