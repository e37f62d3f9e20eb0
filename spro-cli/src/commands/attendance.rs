//! `attendance`: who came, and for which organisation.

mod organisations;
mod persons;

use chrono::NaiveDate;
use clap::ValueEnum;
use serde::Serialize;
use spro_core::kernel::subject::Subject;
use spro_core::views::attendance::{Attendance as View, Counts, Mark};

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::Asking;
use crate::locale::Locale;
use crate::output::Console;
use crate::output::table::Grid;

/// So many meetings have a column each; of more, the sums alone are shown.
const COLUMNS: usize = 12;

#[derive(Debug, clap::Args)]
pub(crate) struct Attendance {
    #[arg(long, value_name = "person|organisation", value_enum, default_value_t = By::Person)]
    by: By,
    #[command(flatten)]
    asked: Asked,
}

/// Whose attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Person,
    Organisation,
}

impl Attendance {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let asking = Asking::of(console, general, &self.asked)?;
        tell(console, &asking, self.by)
    }
}

/// Tells who came, as of when it is asked.
pub(crate) fn tell(console: &mut Console, asking: &Asking, by: By) -> Result<(), Failure> {
    let view = View::of(&asking.register, asking.day());
    match by {
        By::Person => persons::tell(console, asking, &view),
        By::Organisation => organisations::tell(console, asking, &view),
    }
}

/// How often members did what.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Tally {
    pub(crate) present: usize,
    pub(crate) remote: usize,
    pub(crate) excused: usize,
    pub(crate) proxied: usize,
    pub(crate) absent: usize,
    pub(crate) unlisted: usize,
    /// On site or from afar.
    attended: usize,
    /// Of so many.
    meetings: usize,
}

impl Tally {
    pub(crate) const fn of(counts: Counts) -> Self {
        Self {
            present: counts.present,
            remote: counts.remote,
            excused: counts.excused,
            proxied: counts.proxied,
            absent: counts.absent,
            unlisted: counts.unlisted,
            attended: counts.attended(),
            meetings: counts.meetings(),
        }
    }

    /// The sums as cells, the rate last.
    fn cells(&self) -> Vec<String> {
        let sums =
            [self.present, self.remote, self.excused, self.proxied, self.absent, self.unlisted];
        let rate = format!("{}/{}", self.attended, self.meetings);
        sums.iter().map(ToString::to_string).chain([rate]).collect()
    }
}

/// A meeting as a column.
#[derive(Debug, Clone, Serialize)]
struct Meeting {
    id: Subject,
    day: NaiveDate,
}

impl Meeting {
    fn all(view: &View<'_>) -> Vec<Self> {
        let meeting = |column: &spro_core::views::attendance::MeetingColumn<'_>| Self {
            id: column.meeting.clone(),
            day: column.day,
        };
        view.meetings.iter().map(meeting).collect()
    }
}

/// The name of a mark in JSON.
const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Present => "present",
        Mark::Remote => "remote",
        Mark::Proxied => "proxied",
        Mark::Excused => "excused",
        Mark::Absent => "absent",
        Mark::Unlisted => "unlisted",
    }
}

/// The letter of a mark in tables.
const fn letter(mark: Mark) -> &'static str {
    match mark {
        Mark::Present => "P",
        Mark::Remote => "R",
        Mark::Proxied => "X",
        Mark::Excused => "E",
        Mark::Absent => "A",
        Mark::Unlisted => "U",
    }
}

/// A grid with the titles of who is counted, then of the meetings, then of the sums.
fn grid(locale: &Locale, who: &[&str], meetings: &[Meeting]) -> Grid {
    let sums = ["column-p", "column-r", "column-e", "column-x", "column-a", "column-u"];
    let mut titles: Vec<_> = who.iter().map(|key| locale.text(key)).collect();
    if meetings.len() <= COLUMNS {
        titles.extend(meetings.iter().map(|meeting| meeting.day.format("%d/%m").to_string()));
    }
    let first = titles.len();
    titles.extend(sums.iter().map(|key| locale.text(key)));
    titles.push(locale.text("column-attended"));
    let numbers = (first..titles.len()).collect();
    Grid { titles, rows: Vec::new(), numbers, wide: None }
}

/// The letters of a row, where meetings have columns.
fn letters(marks: &[Option<Mark>]) -> Vec<String> {
    if marks.len() > COLUMNS {
        return Vec::new();
    }
    marks.iter().map(|mark| mark.map_or("·", letter).to_owned()).collect()
}
