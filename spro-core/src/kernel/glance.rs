//! A look at a record that costs less than decoding it.
//!
//! The keys of a record have a fixed order, and those that a query asks about stand before its
//! data. Where they do not stand as they are written, nothing is told.

use std::sync::LazyLock;

use memchr::{memchr, memmem};

/// The key that ends what is looked at. Within a text, its quotes would be escaped.
static DATA: LazyLock<memmem::Finder<'static>> =
    LazyLock::new(|| memmem::Finder::new(b",\"data\":"));

/// What stands before the data of a record.
pub(super) struct Glance<'a> {
    kind: &'a [u8],
    subject: &'a [u8],
    /// What stands between the subject and the data.
    rest: &'a [u8],
}

impl<'a> Glance<'a> {
    /// Looks at a record; `None` where only decoding it can tell.
    pub(super) fn of(record: &'a [u8]) -> Option<Self> {
        let rest = match record.strip_prefix(b"{\"commit\":{") {
            // Nothing in a header has a brace in it.
            Some(header) => up_to(b'}', header)?.1.strip_prefix(b",\"seq\":")?,
            None => record.strip_prefix(b"{\"seq\":")?,
        };
        let (_, rest) = text(past_digits(rest).strip_prefix(b",\"id\":\"")?)?;
        let (kind, rest) = text(rest.strip_prefix(b",\"type\":\"")?)?;
        let (subject, rest) =
            text(past_digits(rest.strip_prefix(b",\"v\":")?).strip_prefix(b",\"subject\":\"")?)?;
        let end = DATA.find(rest).unwrap_or(rest.len());
        let rest = rest.get(..end).filter(|rest| memchr(b'\\', rest).is_none())?;
        Some(Self { kind, subject, rest })
    }

    /// The text of its subject.
    pub(super) const fn subject(&self) -> &'a [u8] {
        self.subject
    }

    /// Whether it may mention this subject, or have it for its source.
    pub(super) fn may_mention(&self, subject: &str) -> bool {
        memmem::find(self.rest, subject.as_bytes()).is_some()
    }

    /// Whether it may be of this type, or amend what was of it.
    pub(super) fn may_be_of(&self, kind: &str) -> bool {
        self.kind == kind.as_bytes() || memmem::find(self.rest, kind.as_bytes()).is_some()
    }
}

/// The text before the quote that ends it, and what follows that.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    up_to(b'"', bytes).filter(|(text, _)| memchr(b'\\', text).is_none())
}

fn up_to(end: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr(end, bytes)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

fn past_digits(bytes: &[u8]) -> &[u8] {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.get(digits..).unwrap_or_default()
}
