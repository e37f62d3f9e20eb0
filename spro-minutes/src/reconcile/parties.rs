//! What an earlier edition was told of somebody stays while the same question is open again.

use spro_core::domain::action::ActionEvent;
use spro_core::domain::attendance::AttendanceEvent;
use spro_core::domain::event::RegisterEvent;
use spro_core::domain::idea::IdeaEvent;
use spro_core::domain::minutes::MinutesEvent;
use spro_core::domain::occasion::OccasionEvent;
use spro_core::domain::question::QuestionEvent;
use spro_core::domain::stance::StanceEvent;

/// Puts the persons and organisations of the recorded event in the place of the claimed one's.
pub(super) fn keep_parties(claimed: &mut RegisterEvent, recorded: &RegisterEvent) {
    use RegisterEvent as E;
    match (claimed, recorded) {
        (
            E::Attendance(AttendanceEvent::Recorded(to)),
            E::Attendance(AttendanceEvent::Recorded(from)),
        ) => {
            to.proxy = to.proxy.take().or_else(|| from.proxy.clone());
        }
        (E::Action(ActionEvent::Raised(to)), E::Action(ActionEvent::Raised(from))) => {
            to.owners.clone_from(&from.owners);
        }
        (E::Action(ActionEvent::Assigned(to)), E::Action(ActionEvent::Assigned(from))) => {
            to.owners.clone_from(&from.owners);
        }
        (E::Idea(IdeaEvent::Raised(to)), E::Idea(IdeaEvent::Raised(from))) => {
            to.by.clone_from(&from.by);
        }
        (E::Question(QuestionEvent::Raised(to)), E::Question(QuestionEvent::Raised(from))) => {
            to.by.clone_from(&from.by);
        }
        (E::Question(QuestionEvent::Answered(to)), E::Question(QuestionEvent::Answered(from))) => {
            to.by.clone_from(&from.by);
        }
        (E::Stance(StanceEvent::Taken(to)), E::Stance(StanceEvent::Taken(from))) => {
            to.by.clone_from(&from.by);
        }
        (E::Minutes(MinutesEvent::Drafted(to)), E::Minutes(MinutesEvent::Drafted(from))) => {
            to.by.clone_from(&from.by);
        }
        (E::Occasion(OccasionEvent::Reported(to)), E::Occasion(OccasionEvent::Reported(from))) => {
            to.organiser.clone_from(&from.organiser);
        }
        (
            E::Occasion(OccasionEvent::TurnoutEstimated(to)),
            E::Occasion(OccasionEvent::TurnoutEstimated(from)),
        ) => to.by.clone_from(&from.by),
        _ => {}
    }
}
