//! `meeting attend`: one person's attendance, recorded or put right by hand.

use clap::ValueEnum;
use spro_core::domain::attendance::{self, AttendanceStatus, Mode, Recorded, Role};
use spro_core::domain::minutes::{self, Rectified};
use spro_core::kernel::seal::text::Text;

use super::change::named;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;
use crate::recording::{self, Dated, Grounds};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Attend {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(value_name = "present|remote|excused|absent|proxied", value_enum)]
    status: As,
    #[arg(long = "for", value_name = "NAME")]
    on_behalf_of: Vec<String>,
    #[arg(long, value_name = "NAME")]
    proxy: Option<String>,
    #[arg(long)]
    guest: bool,
    #[arg(long, value_name = "WORDS")]
    erratum: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

/// Whether, and how, somebody came, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    Present,
    Remote,
    Excused,
    Absent,
    Proxied,
}

impl Attend {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change_all(console, general, &self.dated, |grounds| {
            let (subject, meeting) = named(grounds, &self.id)?;
            let recorded = self.recorded(grounds)?;
            let refused = |refused| rejected::failure(&refused, grounds.names);
            // Whoever says it later, the person came on the meeting's day.
            let day = meeting.when().and_then(|when| when.as_day());
            let then = day.map_or_else(|| grounds.times.clone(), |day| grounds.since(day));
            let Some(words) = &self.erratum else {
                let event = attendance::record(meeting, recorded).map_err(refused)?;
                return Ok(vec![(subject, event.into(), then)]);
            };
            let erratum = Rectified { at: None, words: Text::plain(words) };
            let mut events =
                minutes::rectify(meeting, erratum, vec![recorded]).map_err(refused)?.into_iter();
            let erratum =
                events.next().map(|event| (subject.clone(), event, grounds.times.clone()));
            let changes = events.map(|event| (subject.clone(), event, then.clone()));
            Ok(erratum.into_iter().chain(changes).collect())
        })
    }

    fn recorded(&self, grounds: &Grounds<'_>) -> Result<Recorded, Failure> {
        let (status, mode) = match self.status {
            As::Present => (AttendanceStatus::Present, Mode::OnSite),
            As::Remote => (AttendanceStatus::Present, Mode::Remote),
            As::Excused => (AttendanceStatus::Excused, Mode::OnSite),
            As::Absent => (AttendanceStatus::Absent, Mode::OnSite),
            As::Proxied => (AttendanceStatus::Proxied, Mode::OnSite),
        };
        let organisations = self.on_behalf_of.iter().map(|name| grounds.organisation(name));
        Ok(Recorded {
            person: grounds.person(&self.name)?,
            status,
            mode,
            role: if self.guest { Role::Guest } else { Role::Member },
            on_behalf_of: organisations.collect::<Result<_, _>>()?,
            for_body: false,
            proxy: self.proxy.as_deref().map(|name| grounds.person(name)).transpose()?,
            arrived: None,
            left: None,
        })
    }
}
