//! The settled subjects, in pieces that never change.

use serde::{Deserialize, Serialize};

use super::lifetime::{Lifetime, Spans};
use crate::kernel::snapshot::{Ignored, Snapshots, checksum};

/// So many settled subjects stand in one piece.
const PIECE: usize = 2_048;

/// Every subject at the times that it was settled, the last one last.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Settled {
    pieces: Vec<Piece>,
    last: Vec<Lifetime>,
    /// A piece could not be kept: the rest stays in memory.
    #[serde(skip)]
    cannot_keep: bool,
}

/// The digest of a piece, by which it is named, and what its subjects span.
#[derive(Debug, Serialize, Deserialize)]
struct Piece(String, Spans);

impl Settled {
    pub(super) fn push(&mut self, one: Lifetime, owner: &str, snapshots: &impl Snapshots) {
        self.last.push(one);
        if self.last.len() >= PIECE && !self.cannot_keep {
            match keep(&self.last, owner, snapshots) {
                Some(piece) => {
                    self.pieces.push(piece);
                    self.last.clear();
                }
                None => self.cannot_keep = true,
            }
        }
    }

    /// Visits those whose spans are asked for, in their order.
    pub(super) fn visit(
        &self,
        owner: &str,
        snapshots: &impl Snapshots,
        is_asked: impl Fn(Spans) -> bool,
        mut visit: impl FnMut(Lifetime),
    ) -> Result<(), Ignored> {
        for piece in self.pieces.iter().filter(|piece| is_asked(piece.1)) {
            for one in piece.read(owner, snapshots)? {
                if is_asked(one.1) {
                    visit(one);
                }
            }
        }
        for one in self.last.iter().filter(|one| is_asked(one.1)) {
            visit(one.clone());
        }
        Ok(())
    }

    /// Whether a snapshot of this name is another owner's, the owner's own, or a piece of it.
    pub(super) fn keeps(&self, name: &str, owner: &str) -> bool {
        let piece = name.strip_prefix(owner).and_then(|rest| rest.strip_prefix('-'));
        piece.is_none_or(|digest| self.pieces.iter().any(|piece| piece.0 == digest))
    }
}

impl Piece {
    fn read(&self, owner: &str, snapshots: &impl Snapshots) -> Result<Vec<Lifetime>, Ignored> {
        let bytes = snapshots.get(&name(owner, &self.0)).map_err(Ignored::Unavailable)?;
        let bytes = bytes.ok_or_else(|| Ignored::damaged("a piece of it is gone"))?;
        if checksum(&bytes) != self.0 {
            return Err(Ignored::damaged("a piece of it is not what was saved"));
        }
        serde_json::from_slice(&bytes).map_err(Ignored::damaged)
    }
}

/// Keeps a piece; `None` where it cannot be.
fn keep(all: &[Lifetime], owner: &str, snapshots: &impl Snapshots) -> Option<Piece> {
    let bytes = serde_json::to_vec(all).ok()?;
    let digest = checksum(&bytes);
    snapshots.put(&name(owner, &digest), &bytes).ok()?;
    let mut spans = Spans::EMPTY;
    for one in all {
        spans.widen(one.1);
    }
    Some(Piece(digest, spans))
}

fn name(owner: &str, digest: &str) -> String {
    format!("{owner}-{digest}")
}
