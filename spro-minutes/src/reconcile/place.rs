//! [`Place`]: the meeting whose minutes a draft is, and the document that holds them.

use chrono::NaiveDate;
use spro_core::kernel::encoding::Nature;
use spro_core::kernel::ledger::Ledger;
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::vault::Vault;
use spro_core::kernel::store::Store;
use spro_core::kernel::subject::Subject;

use super::ask::{Answers, ApprovedAnswer, MeetingAnswer, Question};
use super::claims::new_subject;
use super::diff::{Difference, Differences};
use super::key;
use super::known::Known;
use super::{Import, PlanError};
use crate::dates::Order;
use crate::draft::DateOrder;

/// Where a draft belongs.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) day: NaiveDate,
    /// The key of the group that met.
    pub(super) group: Option<String>,
    pub(super) meeting: Subject,
    pub(super) document: Subject,
    /// Whether an edition of the document is recorded.
    pub(super) recorded: bool,
    pub(super) questions: Vec<Question>,
    /// Whether a question must be answered before anything is recorded.
    pub(super) blocked: bool,
}

/// Why recorded facts are amended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// They were read or written wrongly.
    Slip,
    /// The body decided on an erratum, on a day.
    Erratum(NaiveDate),
}

impl Because {
    pub(super) const fn nature(self) -> Nature {
        match self {
            Self::Slip => Nature::Slip,
            Self::Erratum(_) => Nature::News,
        }
    }
}

impl Place {
    pub(super) fn of<S: Store, V: Vault>(
        ledger: &Ledger<S, V>,
        known: &Known,
        import: &Import<'_>,
        answers: &Answers,
        new_id: &mut dyn FnMut() -> [u8; 16],
    ) -> Result<Self, PlanError> {
        let day = import.draft.date.ok_or_else(|| match &import.draft.date_order {
            Some(DateOrder { source, order: Order::Unknown, .. }) => {
                PlanError::EitherDay { printed: source.text.clone() }
            }
            _ => PlanError::NoDay,
        })?;
        let group = import.draft.group.as_deref().map(key::name);
        let candidates = known.meetings_on(day, group.as_deref());
        let mut questions = Vec::new();
        let meeting = match (answers.meetings.get(&day), candidates.as_slice()) {
            (Some(MeetingAnswer::Is(meeting)), _) | (None, [meeting]) => Some(meeting.clone()),
            (Some(MeetingAnswer::Another), _) | (None, []) => None,
            (None, several) => {
                let same = same_file(ledger, known, import, several)?;
                if same.is_none() {
                    questions.push(Question::Meeting { day, candidates: several.to_vec() });
                }
                same
            }
        };
        let document = meeting.as_ref().and_then(|it| known.met(it)?.documents.last()).cloned();
        let blocked = !questions.is_empty();
        Ok(Self {
            day,
            group,
            meeting: meeting.unwrap_or_else(|| new_subject("meeting", new_id)),
            recorded: document.is_some(),
            document: document.unwrap_or_else(|| new_subject("document", new_id)),
            questions,
            blocked,
        })
    }

    /// Why the differences are recorded; asks where only a person can tell.
    pub(super) fn judge(
        &mut self,
        known: &Known,
        differences: &Differences<'_>,
        answers: &Answers,
    ) -> Because {
        let (day, kept) = (self.day, differences.kept);
        let is_gone = |it: &&Difference<'_>| matches!(it, Difference::Gone(_));
        let gone = differences.found.iter().filter(is_gone).count();
        if gone > kept && !answers.meetings.contains_key(&day) {
            let meeting = self.meeting.clone();
            self.questions.push(Question::OtherMinutes { day, meeting, kept, gone });
            self.blocked = true;
        }
        let approved = known.met(&self.meeting).and_then(|met| met.approved);
        let Some(on) = approved.filter(|_| self.recorded && !differences.found.is_empty()) else {
            return Because::Slip;
        };
        match answers.approved {
            Some(ApprovedAnswer::Misread) => Because::Slip,
            Some(ApprovedAnswer::Erratum { learned }) => Because::Erratum(learned),
            None => {
                self.questions.push(Question::Approved { on });
                self.blocked = true;
                Because::Slip
            }
        }
    }
}

/// The meeting, of several on a day, of whose minutes this file is an edition.
fn same_file<S: Store, V: Vault>(
    ledger: &Ledger<S, V>,
    known: &Known,
    import: &Import<'_>,
    meetings: &[Subject],
) -> Result<Option<Subject>, PlanError> {
    let Some(original) = import.original else {
        return Ok(None);
    };
    for meeting in meetings {
        let documents = known.met(meeting).map_or(&[][..], |met| &met.documents);
        for document in documents {
            if holds(ledger, known, document, original.digest)? {
                return Ok(Some(meeting.clone()));
            }
        }
    }
    Ok(None)
}

/// Whether an edition with this digest is recorded of a document.
pub(super) fn holds<S: Store, V: Vault>(
    ledger: &Ledger<S, V>,
    known: &Known,
    document: &Subject,
    digest: &str,
) -> Result<bool, PlanError> {
    for edition in known.trace(document).map_or(&[][..], |trace| &trace.editions) {
        if let Opened::Clear(recorded) = ledger.keyring().open(edition)?
            && recorded == digest
        {
            return Ok(true);
        }
    }
    Ok(false)
}
