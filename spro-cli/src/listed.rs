//! An entry of a list of attendance, as it is typed.

use spro_core::domain::attendance::{AttendanceStatus, Mode, Recorded, Role};
use spro_core::domain::meeting::Meeting;
use spro_core::kernel::subject::Subject;
use spro_core::views::affiliation::Affiliations;
use spro_core::when::{LocalTime, When};

use crate::failure::Failure;
use crate::recording::Grounds;
use crate::typed;

const STATUSES: [AttendanceStatus; 4] = [
    AttendanceStatus::Present,
    AttendanceStatus::Excused,
    AttendanceStatus::Absent,
    AttendanceStatus::Proxied,
];

/// Who came, how, for whom.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Entry {
    #[arg(value_name = "PERSON")]
    person: String,
    #[arg(value_name = "STATUS", value_parser = typed::one_of(STATUSES, name))]
    status: AttendanceStatus,
    #[arg(long)]
    remote: bool,
    #[arg(long, conflicts_with = "observer")]
    guest: bool,
    #[arg(long)]
    observer: bool,
    #[arg(long = "for", value_name = "NAME", conflicts_with = "for_nobody")]
    on_behalf_of: Vec<String>,
    #[arg(long)]
    for_nobody: bool,
    #[arg(long, value_name = "PERSON")]
    proxy: Option<String>,
    #[arg(long, value_name = "HH:MM", value_parser = typed::time)]
    arrived: Option<LocalTime>,
    #[arg(long, value_name = "HH:MM", value_parser = typed::time)]
    left: Option<LocalTime>,
}

impl Entry {
    /// Refuses options that the status makes void.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.status != AttendanceStatus::Present {
            let present = name(AttendanceStatus::Present);
            typed::only_with(self.remote, "--remote", present)?;
            typed::only_with(self.arrived.is_some(), "--arrived", present)?;
            typed::only_with(self.left.is_some(), "--left", present)?;
        }
        if self.status == AttendanceStatus::Present {
            let proxied = name(AttendanceStatus::Proxied);
            typed::only_with(self.proxy.is_some(), "--proxy", proxied)?;
        }
        Ok(())
    }

    /// What is to be recorded at `meeting`.
    ///
    /// For whom, and as what, somebody who is listed there already came stays as it is listed; of
    /// others, the register knows for whom they act that day.
    pub(crate) fn recorded(
        &self,
        grounds: &Grounds<'_>,
        meeting: &Meeting,
    ) -> Result<Recorded, Failure> {
        let named = grounds.person(&self.person)?;
        let staying = |person: &Subject| grounds.register.staying(person).clone();
        let listed = meeting.attendance.iter().find(|(person, _)| staying(person) == named);
        let before = listed.map(|(_, attendance)| attendance.recorded());
        // Somebody listed under an entry that was merged is not listed twice.
        let person = listed.map_or_else(|| named.clone(), |(person, _)| person.clone());
        let role = match (self.guest, self.observer) {
            (true, _) => Role::Guest,
            (_, true) => Role::Observer,
            _ => before.map_or(Role::Member, |before| before.role),
        };
        let said = self.for_nobody || !self.on_behalf_of.is_empty();
        let on_behalf_of = if said {
            let all = self.on_behalf_of.iter();
            all.map(|name| grounds.organisation(name)).collect::<Result<_, _>>()?
        } else if let Some(before) = before {
            before.on_behalf_of.clone()
        } else {
            acts_for(grounds, &named, meeting)
        };
        Ok(Recorded {
            person,
            status: self.status,
            mode: if self.remote { Mode::Remote } else { Mode::OnSite },
            role,
            on_behalf_of,
            for_body: !said && before.is_some_and(|before| before.for_body),
            proxy: self.proxy.as_deref().map(|name| grounds.person(name)).transpose()?,
            arrived: self.arrived,
            left: self.left,
        })
    }
}

fn acts_for(grounds: &Grounds<'_>, person: &Subject, meeting: &Meeting) -> Vec<Subject> {
    let Some(day) = meeting.when().as_ref().and_then(When::as_day) else {
        return Vec::new();
    };
    let found = Affiliations::of(grounds.register).acts_for(person, day);
    found.into_iter().cloned().collect()
}

const fn name(status: AttendanceStatus) -> &'static str {
    match status {
        AttendanceStatus::Present => "present",
        AttendanceStatus::Excused => "excused",
        AttendanceStatus::Absent => "absent",
        AttendanceStatus::Proxied => "proxied",
    }
}
