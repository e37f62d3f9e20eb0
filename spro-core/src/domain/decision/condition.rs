//! The condition of a decision: judged once for all, or a criterion for each occasion.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Judged;
use crate::domain::stated::Stated;
use crate::kernel::seal::text::Text;
use crate::kernel::subject::Subject;

/// The condition on which a decision was adopted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Condition {
    /// The words as printed; `None` while documents only say how it stands.
    pub words: Option<Text>,
    /// How often it is judged; `None` while that is not known.
    pub judged: Option<Judged>,
    /// How it was judged, once for all or for an occasion, in effective order.
    pub judgements: Vec<Stated<Judgement>>,
    /// When it was said to wait still, the last time.
    pub pending: Option<Stated<Option<Text>>>,
}

/// One judgement of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// How.
    pub verdict: Verdict,
    /// For which occasion; `None` for all, or where none is named.
    pub occasion: Option<Subject>,
    /// The words as printed.
    pub words: Option<Text>,
}

/// How a condition was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is met.
    Met,
    /// It failed.
    Failed,
    /// It was dropped.
    Waived,
}

impl Verdict {
    /// As persisted and exported.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Failed => "failed",
            Self::Waived => "waived",
        }
    }
}

impl Condition {
    /// Whether it is a criterion for each occasion, which no single judgement settles.
    pub fn is_criterion(&self) -> bool {
        self.judged == Some(Judged::EachOccasion)
    }

    /// The judgement that settles it once for all; `None` while it waits.
    ///
    /// A judgement of one occasion never does, and a criterion for each is settled only by being
    /// dropped for all. Of contradictory judgements the later prevails, unless it was learned first.
    pub fn settled(&self) -> Option<&Stated<Judgement>> {
        let for_all = self.judgements.iter().filter(|it| {
            it.value.occasion.is_none()
                && (!self.is_criterion() || it.value.verdict == Verdict::Waived)
        });
        let mut settled: Option<(&Stated<Judgement>, NaiveDate)> = None;
        for next in for_all {
            let learned = next.at.learned;
            match &mut settled {
                Some((present, last)) if present.value.verdict == next.value.verdict => {
                    *last = learned.max(*last);
                }
                Some((_, last)) if learned < *last => {}
                _ => settled = Some((next, learned)),
            }
        }
        settled.map(|(judgement, _)| judgement)
    }

    /// The last judgement of one occasion.
    pub fn judged_for(&self, occasion: &Subject) -> Option<&Stated<Judgement>> {
        self.judgements.iter().rev().find(|it| it.value.occasion.as_ref() == Some(occasion))
    }
}
