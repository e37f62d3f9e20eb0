//! The rules of an append that every store shares.

use super::batch::{Batch, Change, NewEvent};
use super::encoding::{self, Amendment, Body, EncodedCommit};
use super::guard::Guard;
use super::id::{CommitId, EventId};
use super::position::{Head, Position};
use super::query::Query;
use super::stamp::Stamp;
use super::store::{AppendError, ReadError, Receipt};

/// What a store looks up while it holds the place of the next commit.
///
/// None of the answers may change until the commit is placed or given up.
pub trait Placed {
    /// The last place.
    fn head(&self) -> Head;

    /// When the last commit was recorded.
    fn last_stamp(&self) -> Option<Stamp>;

    /// Where the event with this id stands.
    ///
    /// # Errors
    /// [`ReadError`] when the store cannot tell.
    fn position_of(&self, id: &EventId) -> Result<Option<Position>, ReadError>;

    /// Where the commit with this id begins.
    ///
    /// # Errors
    /// [`ReadError`] when the store cannot tell.
    fn begin_of(&self, id: &CommitId) -> Result<Option<Position>, ReadError>;

    /// The commit that holds this place, and the head before it.
    ///
    /// # Errors
    /// [`ReadError`] when it cannot be read.
    fn commit_at(&self, position: Position) -> Result<Option<(Head, EncodedCommit)>, ReadError>;

    /// The first record after `position` that matches.
    ///
    /// # Errors
    /// [`ReadError`] when the store cannot tell.
    fn first_match(&self, query: &Query, after: Position) -> Result<Option<Position>, ReadError>;
}

/// What becomes of an append.
#[derive(Debug)]
pub enum Admission {
    /// It is to be recorded, as these bytes.
    Place(EncodedCommit),
    /// It is recorded already; this was its receipt.
    Repeat(Receipt),
}

/// Decides an append: repeats first, then what its amendments amend, then the guard, then the clock.
///
/// # Errors
/// [`AppendError`], with nothing recorded.
pub fn admit(
    batch: &Batch,
    guard: &Guard,
    clock: Stamp,
    placed: &impl Placed,
) -> Result<Admission, AppendError> {
    if let Some(receipt) = repeat_of(batch, placed)? {
        return Ok(Admission::Repeat(receipt));
    }
    check_amendments(batch, placed)?;
    if let Some((query, expected)) = guard.condition() {
        let head = placed.head().position;
        if expected > head {
            return Err(AppendError::GuardAhead { expected, head });
        }
        if let Some(found) = placed.first_match(query, expected)? {
            return Err(AppendError::Stale { expected, found });
        }
    }
    let at = Stamp::after(placed.last_stamp(), clock)?;
    encoding::encode(batch, placed.head(), at)
        .map(Admission::Place)
        .map_err(AppendError::Unencodable)
}

/// The first receipt of a batch that is recorded already; `None` when no id of it is, neither an
/// event's nor the commit's.
fn repeat_of(batch: &Batch, placed: &impl Placed) -> Result<Option<Receipt>, AppendError> {
    let mut known = Vec::new();
    for event in batch.events() {
        if let Some(position) = placed.position_of(&event.id())? {
            known.push((event.id(), position));
        }
    }
    let Some(&(_, position)) = known.first() else {
        return match placed.begin_of(&batch.id())? {
            Some(first) => Err(AppendError::CommitConflict { id: batch.id(), first }),
            None => Ok(None),
        };
    };
    if let Some((before, stored)) = placed.commit_at(position)? {
        let again = encoding::encode(batch, before, stored.header.at);
        if again.map_err(AppendError::Unencodable)? == stored {
            return Ok(Some(receipt(&stored)));
        }
    }
    Err(AppendError::Conflict { ids: known.into_iter().map(|(id, _)| id).collect() })
}

/// Makes sure that every amendment of the batch has what it amends, and is found by whoever asks
/// for that.
fn check_amendments(batch: &Batch, placed: &impl Placed) -> Result<(), AppendError> {
    // Amendments of one commit mostly amend one commit.
    let mut commit: Option<EncodedCommit> = None;
    for event in batch.events() {
        let Some((change, Amendment { target, .. })) = event.amendment() else { continue };
        if !commit.as_ref().is_some_and(|it| (it.first..=it.head.position).contains(&target)) {
            commit = placed.commit_at(target)?.map(|(_, commit)| commit);
        }
        let bytes = commit.as_ref().and_then(|commit| {
            let index = target.get().checked_sub(commit.first.get())?;
            commit.records.get(usize::try_from(index).ok()?).map(|(bytes, _)| bytes)
        });
        let version = bytes.map(Body::decode).transpose().map_err(|error| {
            let after = Position::new(target.get().saturating_sub(1));
            ReadError::Damaged { after, source: error.into() }
        })?;
        if !version.is_some_and(|version| amends(event, change, &version)) {
            return Err(AppendError::NothingAmended { id: event.id(), target });
        }
    }
    Ok(())
}

/// Whether `event` is an amendment of this record: a fact's first version, or a retraction.
fn amends(event: &NewEvent, change: Change, target: &Body<'_>) -> bool {
    let is_amended = match change {
        Change::Corrects => target.corrects.is_none() && target.retracts.is_none(),
        Change::Retracts => target.corrects.is_none(),
    };
    let documents = target.source.iter().map(|source| &source.document);
    let mut mentions = target.mentions.iter().chain(documents);
    let mut types = std::iter::once(&target.kind).chain(&target.was);
    is_amended
        && target.subject == *event.subject()
        && mentions.all(|it| it == event.subject() || event.mentions().contains(it))
        && types.all(|it| it == event.kind() || event.was().contains(it))
}

/// The receipt of a commit.
pub fn receipt(commit: &EncodedCommit) -> Receipt {
    Receipt {
        commit: commit.header.id,
        first: commit.first,
        head: commit.head,
        recorded_at: commit.header.at,
    }
}
