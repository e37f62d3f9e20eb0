//! Meetings, attendance, minutes.

use spro_core::domain::attendance::{AttendanceEvent, AttendanceStatus, Mode, Role};
use spro_core::domain::meeting::MeetingEvent;
use spro_core::domain::minutes::MinutesEvent;

use super::Line;
use crate::failure::Failure;
use crate::names::Names;

pub(super) fn meeting<'n>(event: &MeetingEvent, names: &'n Names<'n>) -> Result<Line<'n>, Failure> {
    match event {
        MeetingEvent::Planned(planned) => {
            Line::of(names, "fact-meeting-planned", "when", names.when(&planned.on))
                .words("label-venue", planned.venue.as_ref())?
                .words("label-group", planned.group.as_ref())
        }
        MeetingEvent::Held(held) => {
            let mut line = Line::of(names, "fact-meeting-held", "when", held.on.to_string());
            if let Some(starts) = held.starts {
                line = line.add("label-starts", "time", starts.to_string());
            }
            if let Some(ends) = held.ends {
                line = line.add("label-ends", "time", ends.to_string());
            }
            line.words("label-venue", held.venue.as_ref())?
                .words("label-group", held.group.as_ref())
        }
        MeetingEvent::Cited(cited) => {
            Ok(Line::of(names, "fact-meeting-cited", "when", cited.on.to_string()))
        }
        MeetingEvent::Cancelled(cancelled) => {
            Line::new(names, "fact-cancelled").quote_if(cancelled.words.as_ref())
        }
        MeetingEvent::AgendaListed(agenda) => {
            let count = agenda.items.len().to_string();
            let mut line = Line::of(names, "fact-meeting-agenda", "count", count);
            for item in &agenda.items {
                line = line.quote(item)?;
            }
            Ok(line)
        }
    }
}

pub(super) fn attendance<'n>(
    event: &AttendanceEvent,
    names: &'n Names<'n>,
) -> Result<Line<'n>, Failure> {
    let AttendanceEvent::Recorded(recorded) = event;
    let key = status(recorded.status, recorded.mode);
    let mut line = Line::of(names, key, "name", names.of(&recorded.person)?);
    match recorded.role {
        Role::Member => {}
        Role::Guest => line = line.and("value-role-guest"),
        Role::Observer => line = line.and("value-role-observer"),
    }
    for organisation in &recorded.on_behalf_of {
        line = line.subject("label-on-behalf-of", Some(organisation))?;
    }
    if recorded.for_body {
        line = line.and("label-for-body");
    }
    line = line.subject("label-proxy", recorded.proxy.as_ref())?;
    if let Some(arrived) = recorded.arrived {
        line = line.add("label-arrived", "time", arrived.to_string());
    }
    if let Some(left) = recorded.left {
        line = line.add("label-left", "time", left.to_string());
    }
    Ok(line)
}

const fn status(status: AttendanceStatus, mode: Mode) -> &'static str {
    match (status, mode) {
        (AttendanceStatus::Present, Mode::OnSite) => "fact-attendance-present",
        (AttendanceStatus::Present, Mode::Remote) => "fact-attendance-remote",
        (AttendanceStatus::Excused, _) => "fact-attendance-excused",
        (AttendanceStatus::Absent, _) => "fact-attendance-absent",
        (AttendanceStatus::Proxied, _) => "fact-attendance-proxied",
    }
}

pub(super) fn minutes<'n>(event: &MinutesEvent, names: &'n Names<'n>) -> Result<Line<'n>, Failure> {
    match event {
        MinutesEvent::Drafted(drafted) => {
            Line::new(names, "fact-minutes-drafted").subject("label-by", drafted.by.as_ref())
        }
        MinutesEvent::Circulated(_) => Ok(Line::new(names, "fact-minutes-circulated")),
        MinutesEvent::Approved(approved) => Line::new(names, "fact-minutes-approved")
            .subject("label-at-meeting", approved.at.as_ref())?
            .quote_if(approved.words.as_ref()),
        MinutesEvent::ApprovalDeferred(deferred) => {
            Line::new(names, "fact-minutes-approval-deferred")
                .subject("label-at-meeting", deferred.at.as_ref())?
                .quote_if(deferred.words.as_ref())
        }
        MinutesEvent::Rectified(rectified) => Line::new(names, "fact-minutes-rectified")
            .subject("label-at-meeting", rectified.at.as_ref())?
            .quote(&rectified.words),
    }
}
