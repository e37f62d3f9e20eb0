//! What can be wrong with a file or a line of a ledger's folder.

use spro_core::kernel::encoding::InvalidRecord;
use spro_core::kernel::position::Position;

/// What is wrong with a file or a line, and what mends it where that is not a copy of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A file that every ledger has is not there.
    #[error("it is missing")]
    Missing,
    /// Its bytes are not those that were written.
    #[error("it is not as it was written")]
    Changed,
    /// It is not what this software writes.
    #[error("it cannot be read from line {line}, column {column} on")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in bytes.
        column: usize,
    },
    /// The nonce of `spro.json` is none.
    #[error("the nonce is not 32 bytes of base64url")]
    Nonce,
    /// The check at the end of `spro.json` is not that of the file.
    #[error("its check fails")]
    Check,
    /// `FORMAT.md` is another text.
    #[error("it is not the text that was copied here; another copy of that text will do")]
    OtherDescription,
    /// `FORMAT.md` is not there.
    #[error("it is missing; another copy of the format's description will do")]
    NoDescription,
    /// A file of the folder that no ledger has.
    #[error("it is no part of a ledger; move it elsewhere")]
    NotOfLedger,
    /// A file of `log/` that no log has.
    #[error("it is no part of the log; move it elsewhere")]
    NotOfLog,
    /// A file of `keys/` that no vault has.
    #[error("it is no part of a vault; move it elsewhere")]
    NotOfVault,
    /// A file of `blobs/` that is no original.
    #[error("it is no original; move it elsewhere")]
    NotAnOriginal,
    /// The file that writers lock is not there.
    #[error("it is missing; make an empty one while nobody writes")]
    NoLock,
    /// The file that writers lock holds something.
    #[error("it is not empty")]
    LockNotEmpty,
    /// `head` is longer than its two slots.
    #[error("something follows its two slots; a repair cuts it off")]
    HeadTooLong,
    /// The slots of `head` are not of two writes in a row.
    #[error("its slots do not follow one another; the next writes mend it")]
    SlotsApart,
    /// One slot of `head` is lost.
    #[error("one of its two slots is not whole; the other one holds, and the next write mends it")]
    OneSlot,
    /// Both slots of `head` are lost.
    #[error("neither of its slots is whole")]
    NoSlot,
    /// Both slots of `head` are lost, and the log cannot stand for them.
    #[error("neither of its slots is whole, and the log does not show its own end")]
    NoEnd,
    /// `head` names a record that the log does not have.
    #[error("`head` names position {position}, which is not there")]
    HeadBeyond {
        /// The position that it names.
        position: Position,
    },
    /// The log is another one where `head` stands.
    #[error("`head` names another digest or length here")]
    HeadDiffers,
    /// `head` stands within a commit.
    #[error("`head` names a place within this commit")]
    HeadWithin,
    /// `head` stands before a record that this process has seen.
    #[error("`head` went back to a place before the log's last")]
    HeadWentBack,
    /// The log ends before the place that `head` names.
    #[error("the log ends before its head")]
    EndsBeforeHead,
    /// A file is shorter than what was acknowledged.
    #[error("{expected} bytes were acknowledged, {found} are there")]
    Cut {
        /// The length that `head` gives.
        expected: u64,
        /// The length that it has.
        found: u64,
    },
    /// What follows was written, but not acknowledged.
    #[error("a writer did not end well after this; opening the ledger mends it")]
    UnfinishedWrite,
    /// A segment without a first line.
    #[error("a writer did not come to begin this segment; opening the ledger sets it aside")]
    UnfinishedSegment,
    /// The first line of a segment is not that of such a segment of this ledger.
    #[error("it is not the first line of this segment")]
    NotFirstLine,
    /// The first line of a segment names another place than the segment before ends at.
    #[error("it does not follow the segment before")]
    NotFollowing,
    /// A segment begins where no other ends.
    #[error("no segment ends where this one would begin")]
    Stray,
    /// A segment, or the end of one, is missing between two.
    #[error("the segment ends at position {end}, and the next one begins at {next}")]
    Gap {
        /// The last position of the segment.
        end: Position,
        /// The first position of the next one that is there.
        next: Position,
    },
    /// A line without its line break.
    #[error("the line has no end")]
    NoLineEnd,
    /// A line that does not have the form of one.
    #[error("the line is not framed as a record")]
    NotFramed,
    /// The short check in the first line of a commit fails.
    #[error("the check of a commit's first line fails")]
    CommitCheck,
    /// The digest of a line fails.
    #[error("the digest is not that of the record")]
    Digest,
    /// A line whose record is none.
    #[error("the record cannot be read from byte {column} on")]
    NotARecord {
        /// Counted from 1.
        column: usize,
    },
    /// The log ends within a commit.
    #[error("the commit has no end")]
    CommitCut,
    /// A first line within a commit, or another one where a commit begins.
    #[error("a commit begins or goes on where it should not")]
    CommitBounds,
    /// A first line that knows of records after itself.
    #[error("`dur` lies ahead")]
    DurableAhead,
    /// The record of a first line says nothing of its commit.
    #[error("the record begins no commit")]
    BeginsNoCommit,
    /// A commit of no record.
    #[error("the commit holds no record")]
    EmptyCommit,
    /// A record outside of all commits.
    #[error("the record belongs to no commit")]
    NoCommit,
    /// A record that says that it stands elsewhere.
    #[error("the record belongs to another place")]
    Elsewhere,
    /// The line before does not have the form of one.
    #[error("the line before it is none")]
    NoLineBefore,
    /// A commit does not begin where its records say.
    #[error("it is not the first line of its commit")]
    NotFirstOfCommit,
    /// A stamp that goes back.
    #[error("it was recorded before the line before")]
    StampWentBack,
    /// Two events of one id.
    #[error("the event's id is used twice")]
    EventTwice,
    /// Two commits of one id.
    #[error("the commit's id is used twice")]
    CommitTwice,
    /// What this process read before is not there any more.
    #[error("the last commit is no longer what it was")]
    LastCommitChanged,
    /// Two readings of the disk differ.
    #[error("it is not read a second time as it was the first")]
    ReadsDiffer,
    /// A file of `keys/` is that of another ledger's vault.
    #[error("it holds the keys of another ledger")]
    OtherKeys,
    /// The vault of a ledger that has records is lost.
    #[error("its keys are missing")]
    NoKeys,
    /// The vault of a ledger that has no record yet was not made to the end.
    #[error("it holds no vault yet; making one will do")]
    NoVaultYet,
    /// Keys that were about to go.
    #[error("a destruction of keys did not come to its end; opening the vault ends it")]
    UnfinishedDestruction,
    /// An original that was about to come or to go.
    #[error("it was not kept, or not removed, to the end; it may go")]
    UnfinishedOriginal,
    /// Who checks may not read it.
    #[error("it could not be checked: the permission to read it is missing")]
    NoPermission,
    /// It cannot be read.
    #[error("it could not be checked: {answer}")]
    NotChecked {
        /// What the operating system answered.
        answer: String,
    },
    /// An index that cannot be read.
    #[error("it is not as it was written; a repair removes it, and it is made anew")]
    IndexChanged,
    /// An index of other records.
    #[error("it does not hold what the log does; a repair removes it, and it is made anew")]
    IndexDiffers,
}

impl From<InvalidRecord> for Flaw {
    fn from(InvalidRecord { column, .. }: InvalidRecord) -> Self {
        Self::NotARecord { column }
    }
}
