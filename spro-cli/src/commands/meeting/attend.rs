//! `meeting attend`: who came to a meeting, recorded by hand.

use spro_core::domain::attendance;

use crate::args::General;
use crate::clock;
use crate::failure::Failure;
use crate::listed::Entry;
use crate::met;
use crate::output::Console;
use crate::recording::{self, Dated};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Attend {
    #[arg(value_name = "MEETING")]
    meeting: String,
    #[command(flatten)]
    entry: Entry,
    #[command(flatten)]
    dated: Dated,
}

impl Attend {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        self.entry.check()?;
        recording::change_all(console, general, &self.dated, |grounds| {
            let (subject, meeting) = met::find(grounds.register, &self.meeting)?;
            let recorded = self.entry.recorded(grounds, meeting)?;
            // What the list says is put right now; what it does not say was known to those who met.
            let listed = meeting.attendance.contains_key(&recorded.person);
            let since = met::day(meeting).unwrap_or_else(clock::today);
            let known = if listed { clock::today() } else { since };
            let times = self.dated.times_known(since, known);
            let event = attendance::record(meeting, recorded)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject, event.into(), times)])
        })
    }
}
