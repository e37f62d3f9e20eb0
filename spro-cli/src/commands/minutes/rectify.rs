//! `minutes rectify`: an erratum, by which alone approved minutes change.

use spro_core::domain::event::RegisterEvent;
use spro_core::domain::minutes::{self, Rectified};
use spro_core::domain::stated::Times;
use spro_core::kernel::seal::text::Text;

use super::change::At;
use crate::args::General;
use crate::failure::Failure;
use crate::listed::Entry;
use crate::met;
use crate::output::Console;
use crate::recording;
use crate::rejected;
use crate::typed;

#[derive(Debug, clap::Args)]
pub(crate) struct Rectify {
    #[arg(value_name = "MEETING")]
    meeting: String,
    #[command(flatten)]
    entry: Entry,
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    words: String,
    #[command(flatten)]
    at: At,
}

impl Rectify {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        self.entry.check()?;
        recording::change_all(console, general, self.at.dated(), |grounds| {
            let (subject, meeting) = met::find(grounds.register, &self.meeting)?;
            let (at, times) = self.at.settled(grounds)?;
            let recorded = self.entry.recorded(grounds, meeting)?;
            let erratum = Rectified { at, words: Text::plain(&self.words) };
            let events = minutes::rectify(meeting, erratum, vec![recorded])
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            // What was put right is true since the meeting itself, and known since the erratum.
            let met_on = meeting.when().filter(|_| !times.said);
            let change = |event: RegisterEvent| {
                let since = match (&event, &met_on) {
                    (RegisterEvent::Attendance(_), Some(when)) => {
                        Times::new(when.clone(), times.learned)
                    }
                    _ => times.clone(),
                };
                (subject.clone(), event, since)
            };
            Ok(events.into_iter().map(change).collect())
        })
    }
}
