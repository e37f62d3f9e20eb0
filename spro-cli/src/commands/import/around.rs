//! What stands around a document, from which the days are concluded that it does not print in full.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use spro_minutes::Surroundings;
use spro_minutes::dates::Order;
use spro_minutes::draft::{Draft, OrderFrom, Problem};

use crate::files::Input;
use crate::texts;

/// How many documents on either side are asked for their day.
const NEIGHBOURS: usize = 3;

/// What is known of a document beside its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    path: PathBuf,
    before: Option<NaiveDate>,
    after: Option<NaiveDate>,
    meetings: Vec<NaiveDate>,
    order: Option<(Order, OrderFrom)>,
}

impl Around {
    /// Of a file of this path, in a register that knows these meetings.
    pub(super) fn of(
        path: &Path,
        meetings: Vec<NaiveDate>,
        order: Option<(Order, OrderFrom)>,
    ) -> Self {
        Self { path: path.to_owned(), meetings, order, ..Self::default() }
    }

    /// With the order that a person said.
    pub(super) fn said(self, order: Order) -> Self {
        Self { order: Some((order, OrderFrom::Person)), ..self }
    }

    /// Reads a text.
    pub(super) fn read(&self, text: &str) -> (Draft, Vec<Problem>) {
        let path = self.path.to_string_lossy();
        let around = Surroundings {
            path: &path,
            before: self.before,
            after: self.after,
            meetings: &self.meetings,
            order: self.order,
        };
        spro_minutes::read_in(text, &around)
    }

    /// With the days of the documents on both sides in the same folder.
    pub(super) fn between(self, inputs: &[Input], at: usize) -> Self {
        let folder = self.path.parent();
        let beside = |input: &&Input| input.path().is_some_and(|path| path.parent() == folder);
        let day = |input: &Input| self.day_of(input);
        let (before, after) = (inputs.get(..at), inputs.get(at + 1..));
        let before = before.unwrap_or_default().iter().rev().take(NEIGHBOURS).filter(beside);
        let after = after.unwrap_or_default().iter().take(NEIGHBOURS).filter(beside);
        let (before, after) = (before.into_iter().find_map(day), after.into_iter().find_map(day));
        Self { before, after, ..self }
    }

    /// The day of another document, where it prints it or its name does.
    fn day_of(&self, input: &Input) -> Option<NaiveDate> {
        let text = texts::text(&input.name(), &input.bytes().ok()?).ok()?;
        let path = input.path()?.to_owned();
        let around = Self { path, before: None, after: None, ..self.clone() };
        around.read(&text.text).0.date
    }
}
