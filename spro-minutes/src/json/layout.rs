//! How a proposal lies on the page: a line a value, what an item holds on the line of its key.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// Lists deeper than this lie on one line.
const LISTS: usize = 2;
/// Objects deeper than this lie on one line.
const OBJECTS: usize = 3;

/// Indents lists of items and items, and nothing deeper.
#[derive(Default)]
pub(super) struct Layout {
    /// Whether each open list or object is spread over lines, and whether it has a value yet.
    open: Vec<(bool, bool)>,
}

impl Layout {
    fn begin(&mut self, deepest: usize) {
        self.open.push((self.open.len() < deepest, false));
    }

    fn value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        let depth = self.open.len();
        let spread = self.open.last_mut().is_some_and(|(spread, filled)| {
            *filled = true;
            *spread
        });
        match (spread, first) {
            (true, true) => line(to, depth),
            (true, false) => {
                to.write_all(b",")?;
                line(to, depth)
            }
            (false, true) => Ok(()),
            (false, false) => to.write_all(b", "),
        }
    }

    fn end<W: ?Sized + Write>(&mut self, to: &mut W, mark: &[u8]) -> io::Result<()> {
        if let Some((true, true)) = self.open.pop() {
            line(to, self.open.len())?;
        }
        to.write_all(mark)
    }
}

fn line<W: ?Sized + Write>(to: &mut W, depth: usize) -> io::Result<()> {
    to.write_all(b"\n")?;
    (0..depth).try_for_each(|_| to.write_all(b" "))
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.begin(LISTS);
        to.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.value(to, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.begin(OBJECTS);
        to.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.value(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }
}
