//! How far minutes have come, recorded by hand.

use spro_core::domain::minutes::{self, ApprovalDeferred, Approved, Drafted};
use spro_core::domain::stated::Times;
use spro_core::kernel::subject::Subject;

use crate::args::General;
use crate::failure::Failure;
use crate::met;
use crate::output::Console;
use crate::raised::Words;
use crate::recording::{self, Dated, Grounds};
use crate::rejected;

/// The meeting at which something was settled about minutes.
#[derive(Debug, clap::Args)]
pub(super) struct At {
    #[arg(long, value_name = "MEETING")]
    at: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl At {
    pub(super) const fn dated(&self) -> &Dated {
        &self.dated
    }

    /// The meeting, and when it is known since then.
    pub(super) fn settled(
        &self,
        grounds: &Grounds<'_>,
    ) -> Result<(Option<Subject>, Times), Failure> {
        let found = self.at.as_deref().map(|text| met::find(grounds.register, text)).transpose()?;
        let times = met::times(found.as_ref().map(|(_, meeting)| *meeting), &self.dated);
        Ok((found.map(|(subject, _)| subject), times))
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Draft {
    #[arg(value_name = "MEETING")]
    meeting: String,
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Draft {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, meeting) = met::find(grounds.register, &self.meeting)?;
            let by = self.by.as_deref().map(|name| grounds.person(name)).transpose()?;
            let event = minutes::draft(meeting, &grounds.times, Drafted { by, document: None })
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Circulate {
    #[arg(value_name = "MEETING")]
    meeting: String,
    #[command(flatten)]
    dated: Dated,
}

impl Circulate {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let (subject, meeting) = met::find(grounds.register, &self.meeting)?;
            let event = minutes::circulate(meeting, &grounds.times)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject, event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Approve {
    #[arg(value_name = "MEETING")]
    meeting: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    at: At,
}

impl Approve {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.at.dated(), |grounds| {
            let (subject, meeting) = met::find(grounds.register, &self.meeting)?;
            let (at, times) = self.at.settled(grounds)?;
            let approved = Approved { at, words: self.words.text() };
            let event = minutes::approve(meeting, &times, approved)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Defer {
    #[arg(value_name = "MEETING")]
    meeting: String,
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    at: At,
}

impl Defer {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, self.at.dated(), |grounds| {
            let (subject, meeting) = met::find(grounds.register, &self.meeting)?;
            let (at, times) = self.at.settled(grounds)?;
            let deferred = ApprovalDeferred { at, words: self.words.text() };
            let event = minutes::defer(meeting, &times, deferred)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok(vec![(subject.clone(), event.into(), times)])
        })
    }
}
