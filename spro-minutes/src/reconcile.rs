//! From a draft to what is to be recorded: the difference between what minutes claim and what the
//! ledger holds of them.
//!
//! Each document is a whole of its own: the facts read from it, how it spells each name, and which
//! numbers and meetings it cites. What is in force then depends on which documents are recorded, and
//! not on their order. Recording a document anew changes what its new edition says otherwise, and
//! nothing else.
//!
//! 1. [`Known`] is what the ledger holds that names things, read once.
//! 2. [`plan`] finds the meeting, its document, and whom and what the draft names; it compares what
//!    the draft claims with the facts in force that were read from the document.
//! 3. A person looks at the [`Plan`], answers its questions, and has its entries recorded.
//!
//! Cost: `Known` reads the whole ledger once and what was recorded since on
//! [`catch_up`](Known::catch_up); a plan reads what was recorded from its document, and is linear in
//! that and the draft, but for unnumbered items that were reworded, which are compared each with
//! each.

mod ask;
mod cites;
mod claims;
mod diff;
mod items;
mod key;
mod known;
mod names;
mod own;
mod pairing;
mod parties;
mod place;
mod plan;
mod record;
mod restated;
mod trace;

use spro_core::kernel::ledger::Ledger;
use spro_core::kernel::projection::FoldError;
use spro_core::kernel::seal::keyring::{OpenError, Opened};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::seal::vault::Vault;
use spro_core::kernel::store::Store;

use crate::draft::{Confidence, Draft};

pub use ask::{
    ActionAnswer, Answers, ApprovedAnswer, InDraft, MeetingAnswer, OrganisationAnswer,
    PersonAnswer, Question,
};
pub use known::Known;
pub use plan::{Change, Item, Left, NewOriginal, Plan, Why};

use claims::Claims;
use diff::diff;
use own::Own;
use place::Place;
use record::Recording;

/// What is to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Import<'d> {
    /// What the minutes claim, all of it.
    pub draft: &'d Draft,
    /// The file that they were read from, if it is to be kept.
    pub original: Option<Original<'d>>,
    /// How sure the reader must be of what is recorded anew. What is recorded already is kept
    /// though the reader is less sure of it.
    pub at_least: Confidence,
}

/// A file of minutes.
#[derive(Debug, Clone, Copy)]
pub struct Original<'d> {
    /// Its name.
    pub name: &'d str,
    /// Its media type (RFC 6838), such as `text/markdown`.
    pub media_type: &'d str,
    /// SHA-256 of its bytes, as 64 lower-case hexadecimal digits.
    pub digest: &'d str,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The minutes do not say when the meeting was: add `date` to the proposal, and record that.
    #[error("the minutes give no day of their meeting; state it as `date` in the proposal")]
    NoDay,
    /// The day of the meeting may be read in two ways, and nothing tells which number is the day:
    /// read the minutes again with the order, or state `date` in the proposal.
    #[error("{printed} has the day first or the month; state the day as `date` in the proposal")]
    EitherDay {
        /// The date as printed.
        printed: String,
    },
    /// The ledger could not be folded.
    #[error(transparent)]
    Fold(#[from] FoldError),
    /// A text of the ledger could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Compares a draft with what the ledger holds of its document.
///
/// `known` is the ledger as it was read; [`Plan::guard`] refuses what is decided on an older state.
/// `new_id` gives 16 bytes that were never given before.
///
/// # Errors
/// [`PlanError`]; what a person must say is no error, but a [`Question`].
pub fn plan<S: Store, V: Vault>(
    ledger: &Ledger<S, V>,
    known: &Known,
    import: &Import<'_>,
    answers: &Answers,
    new_id: &mut dyn FnMut() -> [u8; 16],
) -> Result<Plan, PlanError> {
    let mut place = Place::of(ledger, known, import, answers, new_id)?;
    let own = if place.recorded {
        Own::read(ledger, &place.document, &known.names)?
    } else {
        Own::default()
    };
    let open = |text: &Text| match ledger.keyring().open(text)? {
        Opened::Clear(clear) => Ok(Some(clear.into_owned())),
        Opened::Erased => Ok(None),
    };
    let mut claims = Claims::new(import, known, &own, answers, &place, &open, new_id);
    claims.gather()?;
    let Claims { made: claims, questions, mut left, labels, .. } = claims;
    place.questions.extend(questions);
    let mut differences = diff(claims, &own, &known.names, import.at_least, answers);
    left.append(&mut differences.left);
    let because = place.judge(known, &differences, answers);
    let mut recording = Recording { because, new_id, items: Vec::new() };
    let original = recording.run(ledger, known, import, &place, &own, differences.found)?;
    left.extend(import.draft.unplaced.iter().map(|source| Left::of(source, Why::Unplaced)));
    let mut plan = Plan {
        meeting: place.meeting,
        document: place.document,
        day: place.day,
        items: recording.items,
        questions: place.questions,
        left,
        original,
        blocked: place.blocked,
        labels,
        read_up_to: known.head().position,
    };
    plan.name_what_it_names(&known.names);
    Ok(plan)
}
