//! Meetings by the ids, or the days, that users type.

use chrono::NaiveDate;
use spro_core::domain::meeting::{Meeting, MeetingStatus};
use spro_core::domain::stated::Times;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;

use crate::clock;
use crate::days;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::ids;
use crate::recording::{self, Dated};

/// Finds the meeting that `text` names: the only one of its day, or by its id.
///
/// # Errors
/// [`Exit::NotFound`] when there is none, or several, which are then listed.
pub(crate) fn find<'r>(
    register: &'r Register,
    text: &str,
) -> Result<(Subject, &'r Meeting), Failure> {
    let subject = match days::day(text) {
        Ok(day) => of_day(register, day)?
            .ok_or_else(|| Failure::new(Exit::NotFound, "error-no-meeting").with("day", day))?,
        Err(_) => recording::find(register, "meeting", text)?,
    };
    let meeting = register.meeting(&subject).ok_or_else(|| ids::not_found(text))?;
    Ok((subject, meeting))
}

/// The only meeting of a day.
///
/// # Errors
/// [`Exit::NotFound`] when there are several, which are then listed.
pub(crate) fn of_day(register: &Register, day: NaiveDate) -> Result<Option<Subject>, Failure> {
    ids::meeting_on(register, &day.to_string())
}

/// The day on which those who met knew what was said there, where it is over.
pub(crate) fn day(meeting: &Meeting) -> Option<NaiveDate> {
    if !matches!(meeting.status(), MeetingStatus::Held | MeetingStatus::Cited) {
        return None;
    }
    let day = meeting.when()?.as_day()?;
    (day <= clock::today()).then_some(day)
}

/// When what was said at a meeting became true and known: its day, where nothing else is said.
pub(crate) fn times(meeting: Option<&Meeting>, dated: &Dated) -> Times {
    meeting.and_then(day).map_or_else(|| dated.times(), |day| dated.times_of(day))
}
