//! Why a rule of the register refused, in the locale's words.

use spro_core::domain::rejection::Rejection;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::names::Names;
use crate::status;

/// The failure for a refusal.
pub(crate) fn failure(rejection: &Rejection, names: &Names<'_>) -> Failure {
    let locale = names.locale();
    let so = |key, since: Option<&When>| {
        let status = locale.text(key);
        match since {
            Some(since) => Failure::new(Exit::Refused, "error-is-since")
                .with("status", status)
                .with("since", names.when(since)),
            None => Failure::new(Exit::Refused, "error-is").with("status", status),
        }
    };
    let called = |subject: &Subject| {
        let by_name = matches!(subject.kind(), "person" | "organisation");
        let called = if by_name { names.of(subject) } else { names.label(subject) };
        called.unwrap_or_else(|_| subject.to_string())
    };
    let about =
        |key, subject: &Subject| Failure::new(Exit::Refused, key).with("what", called(subject));
    match rejection {
        Rejection::Unknown { subject } => crate::ids::not_found(subject.as_str()),
        Rejection::ActionStatus { status, since } => so(status::action(*status), since.as_ref()),
        Rejection::DecisionStatus { status, since } => {
            so(status::decision(*status), since.as_ref())
        }
        Rejection::OccasionStatus { status, since } => {
            so(status::occasion(*status), since.as_ref())
        }
        Rejection::IdeaStatus { status, since } => so(status::idea(*status), since.as_ref()),
        Rejection::QuestionStatus { status, since } => {
            so(status::question(*status), since.as_ref())
        }
        Rejection::Unchanged => Failure::new(Exit::Refused, "error-unchanged"),
        Rejection::Overtaken { since } => {
            Failure::new(Exit::Refused, "error-overtaken").with("since", names.when(since))
        }
        Rejection::NoCondition => Failure::new(Exit::Refused, "error-no-condition"),
        Rejection::ConditionJudged { verdict, since } => so(status::verdict(*verdict), Some(since)),
        Rejection::JudgedOnce => Failure::new(Exit::Refused, "error-judged-once"),
        Rejection::JudgedForEach => Failure::new(Exit::Refused, "error-judged-for-each"),
        Rejection::Cycle { through } => {
            Failure::new(Exit::Refused, "error-cycle").with("through", called(through))
        }
        Rejection::LeftBeforeArrival { arrived, left } => {
            Failure::new(Exit::Refused, "error-left-before-arrival")
                .with("arrived", arrived)
                .with("left", left)
        }
        Rejection::Raised => Failure::new(Exit::Refused, "error-raised"),
        Rejection::Same { subject } => about("error-same", subject),
        Rejection::NameErased { subject } => about("error-name-erased", subject),
        Rejection::AlreadyMerged { subject, into } => {
            about("error-already-merged", subject).with("into", called(into))
        }
        Rejection::Circle { part, whole } => {
            about("error-circle", part).with("whole", called(whole))
        }
        Rejection::AlreadyMember { since } => {
            Failure::new(Exit::Refused, "error-already-member").with("since", since)
        }
        Rejection::EndsBeforeItBegan { began } => {
            Failure::new(Exit::Refused, "error-ends-before").with("began", began)
        }
        Rejection::Ended { since } => {
            Failure::new(Exit::Refused, "error-ended").with("since", since)
        }
        Rejection::MeetingHeld { on } => {
            Failure::new(Exit::Refused, "error-meeting-held").with("on", on)
        }
        Rejection::MeetingNotHeld => Failure::new(Exit::Refused, "error-meeting-not-held"),
        Rejection::MeetingCancelled { since } => {
            Failure::new(Exit::Refused, "error-meeting-cancelled").with("since", since)
        }
        Rejection::MinutesApproved { since } => {
            Failure::new(Exit::Refused, "error-minutes-approved").with("since", since)
        }
        Rejection::MinutesNotApproved => Failure::new(Exit::Refused, "error-not-approved"),
        Rejection::ProxyToOneself { person } => about("error-proxy-to-oneself", person),
        Rejection::ProxyHolderAway { holder, person } => {
            about("error-proxy-holder-away", holder).with("person", called(person))
        }
        other => Failure::new(Exit::Refused, "error-rejected").because(other),
    }
}
