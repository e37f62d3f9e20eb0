//! What no minutes exceed. A document beyond these is refused, so that whoever sends one cannot have
//! the machine's time and memory.

/// A million bytes.
pub const MEGABYTE: usize = 1_000_000;

/// Bytes of a file, its pictures included.
pub const FILE: usize = 64 * MEGABYTE;

/// Bytes of the text that it holds: some thousand pages.
pub const TEXT: usize = 20 * MEGABYTE;

/// Bytes of one line, which is a paragraph: some fifty pages.
pub const LINE: usize = 200_000;

/// Bytes that the read parts of an office document unpack to.
pub(super) const UNPACKED: usize = 64 * MEGABYTE;

/// How many times larger than packed the parts may be, once they unpack to over [`MEGABYTE`].
pub(super) const RATIO: usize = 250;

/// Entries of an office document.
pub(super) const ENTRIES: usize = 10_000;

/// Levels of lists, and of tables within tables, that are told apart.
pub(super) const DEPTH: usize = 8;

/// Columns that one cell may stand for.
pub(super) const COLUMNS: usize = 64;
