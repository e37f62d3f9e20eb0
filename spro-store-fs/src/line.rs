//! The framing of a record: a line that holds its digest, and the kernel's bytes verbatim.
//!
//! `{"h":"<digest>","e":<record>}`; on the first record of a commit
//! `{"h":"<digest>","dur":<position>,"x":"<check>","e":<record>}`, where `dur` is the position
//! known durable before the line was written. No other spelling is read.

use data_encoding::BASE64URL_NOPAD;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use spro_core::kernel::batch::MAX_RECORD;
use spro_core::kernel::chain::Digest;
use spro_core::kernel::encoding::EncodedCommit;
use spro_core::kernel::position::Position;

use crate::flaw::Flaw;

const BEGIN: &[u8] = b"{\"h\":\"";
/// Stands between the rest of the frame and the record.
const RECORD: &[u8] = b"\",\"e\":";
const DIGEST_LEN: usize = 43;
const CHECK_LEN: usize = 11;
/// What stands around a record, and once more around the first of a commit, is at most as long.
const FRAME: usize = 64;
/// Longer than any line: the longest record, and what stands around it.
pub(crate) const MAX_LINE: usize = MAX_RECORD + 1024;

/// A line, taken apart; its digest is not checked yet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) digest: Digest,
    /// On the first line of a commit only.
    pub(crate) durable: Option<Position>,
    pub(crate) record: &'a [u8],
}

/// What stands before the record.
struct Frame<'a> {
    digest: Digest,
    durable: Option<(Position, &'a [u8])>,
    rest: &'a [u8],
}

/// Eight bytes of SHA-256, as text.
pub(crate) fn check(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let full: [u8; 32] = hash.finalize().into();
    BASE64URL_NOPAD.encode(full.first_chunk::<8>().map_or(&[], |part| part.as_slice()))
}

fn first_line_check(durable: Position, record: &[u8]) -> String {
    check(&[durable.to_string().as_bytes(), b",", record])
}

/// The lines of a commit.
pub(crate) fn write(commit: &EncodedCommit, durable: Position) -> Vec<u8> {
    let frames = (commit.records.len() + 1) * FRAME;
    let mut out = Vec::with_capacity(commit.records.bytes() + frames);
    for (index, (record, digest)) in commit.records.iter().enumerate() {
        out.extend_from_slice(BEGIN);
        digest.write_to(&mut out);
        if index == 0 {
            let check = first_line_check(durable, record);
            out.extend_from_slice(format!("\",\"dur\":{durable},\"x\":\"{check}").as_bytes());
        }
        out.extend_from_slice(RECORD);
        out.extend_from_slice(record);
        out.extend_from_slice(b"}\n");
    }
    out
}

/// Length of the line, with its line break, of a record that is not the first of its commit.
pub(crate) const fn framed_len(record: &[u8]) -> u64 {
    (BEGIN.len() + DIGEST_LEN + RECORD.len() + 2 + record.len()) as u64
}

/// The digest that a line bears, of which nothing is checked.
pub(crate) fn digest(line: &[u8]) -> Option<Digest> {
    frame(line).map(|frame| frame.digest)
}

/// Takes a line apart that ends with its line break.
pub(crate) fn parse(line: &[u8]) -> Result<Line<'_>, Flaw> {
    let line = line.strip_suffix(b"\n").ok_or(Flaw::NoLineEnd)?;
    let frame = frame(line).ok_or(Flaw::NotFramed)?;
    let record = frame.rest.strip_suffix(b"}").ok_or(Flaw::NotFramed)?;
    if let Some((durable, check)) = frame.durable
        && first_line_check(durable, record).as_bytes() != check
    {
        return Err(Flaw::CommitCheck);
    }
    Ok(Line { digest: frame.digest, durable: frame.durable.map(|(durable, _)| durable), record })
}

fn frame(line: &[u8]) -> Option<Frame<'_>> {
    let (digest, rest) = line.strip_prefix(BEGIN)?.split_at_checked(DIGEST_LEN)?;
    let digest = std::str::from_utf8(digest).ok()?.parse().ok()?;
    let rest = rest.strip_prefix(b"\",")?;
    if let Some(rest) = rest.strip_prefix(b"\"e\":") {
        return Some(Frame { digest, durable: None, rest });
    }
    let rest = rest.strip_prefix(b"\"dur\":")?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = rest.split_at_checked(digits)?;
    let text = std::str::from_utf8(number).ok()?;
    let durable = Position::new(text.parse().ok()?);
    if durable.to_string() != text {
        return None;
    }
    let (check, rest) = rest.strip_prefix(b",\"x\":\"")?.split_at_checked(CHECK_LEN)?;
    Some(Frame { digest, durable: Some((durable, check)), rest: rest.strip_prefix(b"\",\"e\":")? })
}

/// The highest position that an intact first line of a commit in `bytes` knows to be durable.
///
/// Line breaks are not trusted: one of them may be what is damaged.
pub(crate) fn highest_durable(bytes: &[u8]) -> Option<Position> {
    let begins = bytes.windows(BEGIN.len()).enumerate().filter(|(_, window)| *window == BEGIN);
    begins.filter_map(|(at, _)| self_valid(bytes.get(at..)?)).max()
}

fn self_valid(bytes: &[u8]) -> Option<Position> {
    let frame = frame(bytes)?;
    let (durable, check) = frame.durable?;
    let record =
        serde_json::Deserializer::from_slice(frame.rest).into_iter::<&RawValue>().next()?.ok()?;
    (first_line_check(durable, record.get().as_bytes()).as_bytes() == check).then_some(durable)
}
