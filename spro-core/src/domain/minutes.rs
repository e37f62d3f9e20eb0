//! The life of a meeting's minutes: draft → circulated → approved → erratum. Facts on the meeting.

use serde::{Deserialize, Serialize};

use super::attendance;
use super::basis::{Basis, Of};
use super::event::RegisterEvent;
use super::meeting::Meeting;
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use super::stated::Times;
use crate::kernel::event::Fact;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

payload! {
    /// Minutes were written.
    pub struct Drafted {
        /// By whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<Subject>,
        /// The document that holds them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub document: Option<Subject>,
    }
}

payload! {
    /// They went round.
    pub struct Circulated {}
}

payload! {
    /// They were approved; from then on they change by erratum only.
    pub struct Approved {
        /// At which meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Subject>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// Their approval was put off.
    pub struct ApprovalDeferred {
        /// At which meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Subject>,
        /// The words as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<Text>,
    }
}

payload! {
    /// An erratum: the words of what was put right. What it changes is a fact of its own.
    pub struct Rectified {
        /// At which meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Subject>,
        /// The words as printed.
        pub words: Text,
    }
}

recorded! {
    /// What happens to the minutes of a meeting.
    pub enum MinutesEvent {
        /// Written.
        Drafted = "spro.minutes.drafted",
        /// Went round.
        Circulated = "spro.minutes.circulated",
        /// Approved.
        Approved = "spro.minutes.approved",
        /// Approval put off.
        ApprovalDeferred = "spro.minutes.approval-deferred",
        /// Put right.
        Rectified = "spro.minutes.rectified",
    }
}

/// What is known of the minutes of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Minutes {
    /// That they were written, each time that this is said.
    pub drafted: Vec<Of<Drafted>>,
    /// That they went round, edition by edition.
    pub circulated: Vec<Basis>,
    /// That they were approved. The first approval counts.
    pub approved: Vec<Of<Approved>>,
    /// That their approval was put off.
    pub deferred: Vec<Of<ApprovalDeferred>>,
    /// What was put right.
    pub errata: Vec<Of<Rectified>>,
}

/// How far minutes have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MinutesStatus {
    /// Written.
    Draft,
    /// Sent round.
    Circulated,
    /// Approved; they change by erratum only.
    Approved,
}

impl Minutes {
    /// How far they have come; `None` when nothing is known of them.
    pub fn status(&self) -> Option<MinutesStatus> {
        if !self.approved.is_empty() {
            Some(MinutesStatus::Approved)
        } else if !self.circulated.is_empty() {
            Some(MinutesStatus::Circulated)
        } else if !self.drafted.is_empty() {
            Some(MinutesStatus::Draft)
        } else {
            None
        }
    }

    /// Their approval.
    pub fn approval(&self) -> Option<&Of<Approved>> {
        self.approved.first()
    }

    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &MinutesEvent, fact: &Fact<RegisterEvent>) {
        let basis = Basis::of(fact);
        match event {
            MinutesEvent::Drafted(drafted) => {
                self.drafted.push(Of { recorded: drafted.clone(), basis });
            }
            MinutesEvent::Circulated(Circulated {}) => self.circulated.push(basis),
            MinutesEvent::Approved(approved) => {
                self.approved.push(Of { recorded: approved.clone(), basis });
            }
            MinutesEvent::ApprovalDeferred(deferred) => {
                self.deferred.push(Of { recorded: deferred.clone(), basis });
            }
            MinutesEvent::Rectified(rectified) => {
                self.errata.push(Of { recorded: rectified.clone(), basis });
            }
        }
    }
}

/// Writes the minutes of a meeting.
///
/// # Errors
/// As [`approve`].
pub fn draft(meeting: &Meeting, at: &Times, drafted: Drafted) -> Result<Drafted, Rejection> {
    unapproved(meeting, at)?;
    Ok(drafted)
}

/// Sends the minutes of a meeting round; each edition goes round, an approved one as well.
///
/// # Errors
/// [`Rejection::MeetingNotHeld`], [`Rejection::MeetingCancelled`], [`Rejection::Overtaken`] when it
/// was held after that day.
pub fn circulate(meeting: &Meeting, at: &Times) -> Result<Circulated, Rejection> {
    meeting.was_held_before(at)?;
    Ok(Circulated {})
}

/// Approves the minutes of a meeting.
///
/// # Errors
/// [`Rejection::MeetingNotHeld`], [`Rejection::MeetingCancelled`],
/// [`Rejection::MinutesApproved`], [`Rejection::Overtaken`] when it was held after that day.
pub fn approve(meeting: &Meeting, at: &Times, approved: Approved) -> Result<Approved, Rejection> {
    unapproved(meeting, at)?;
    Ok(approved)
}

/// Puts the approval of the minutes of a meeting off.
///
/// # Errors
/// As [`approve`].
pub fn defer(
    meeting: &Meeting,
    at: &Times,
    deferred: ApprovalDeferred,
) -> Result<ApprovalDeferred, Rejection> {
    unapproved(meeting, at)?;
    Ok(deferred)
}

/// Puts approved minutes right: an erratum, and the attendance that it changes.
///
/// Record the erratum as true since the day that it was learned, and the attendance as true since
/// the day of the meeting, so that a question on any day after it gets the entry put right.
///
/// # Errors
/// [`Rejection::MinutesNotApproved`]; else as [`attendance::record`].
pub fn rectify(
    meeting: &Meeting,
    erratum: Rectified,
    changes: Vec<attendance::Recorded>,
) -> Result<Vec<RegisterEvent>, Rejection> {
    meeting.was_held()?;
    if meeting.minutes.approval().is_none() {
        return Err(Rejection::MinutesNotApproved);
    }
    attendance::consistent(meeting, &changes)?;
    let changes = changes.into_iter().map(RegisterEvent::from);
    Ok(std::iter::once(erratum.into()).chain(changes).collect())
}

fn unapproved(meeting: &Meeting, at: &Times) -> Result<(), Rejection> {
    meeting.was_held_before(at)?;
    match meeting.minutes.approval() {
        Some(before) => Err(Rejection::MinutesApproved { since: before.basis.day() }),
        None => Ok(()),
    }
}
