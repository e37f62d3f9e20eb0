//! What can be done to an action. Each command gives the event, or says why there is none.

use super::{
    Action, ActionEvent, ActionStatus, Assigned, Cancelled, Completed, DueChanged, Raised,
    Reopened, Started,
};
use crate::domain::owner::Owner;
use crate::domain::rejection::Rejection;
use crate::domain::stated::{Times, same_time};
use crate::kernel::seal::text::Text;
use crate::when::When;

/// Raises an action; one that documents name by its number alone may be.
///
/// # Errors
/// [`Rejection::Raised`].
pub fn raise(action: &Action, raised: Raised) -> Result<ActionEvent, Rejection> {
    if action.text.is_some() {
        return Err(Rejection::Raised);
    }
    Ok(ActionEvent::Raised(raised))
}

/// Begins an action.
///
/// # Errors
/// [`Rejection::ActionStatus`] unless it waits to be begun; [`Rejection::Overtaken`].
pub fn start(action: &Action, at: &Times, words: Option<Text>) -> Result<ActionEvent, Rejection> {
    if action.status() != ActionStatus::NeedsAction {
        return Err(refused(action));
    }
    comes_last(action, at)?;
    Ok(ActionEvent::Started(Started { words }))
}

/// Completes an open action.
///
/// # Errors
/// [`Rejection::ActionStatus`] when it is completed or cancelled already: reopen it first.
/// [`Rejection::Overtaken`] when what was learned no earlier says otherwise of a later day.
pub fn complete(
    action: &Action,
    at: &Times,
    words: Option<Text>,
) -> Result<ActionEvent, Rejection> {
    closes(action, at)?;
    Ok(ActionEvent::Completed(Completed { words }))
}

/// Drops an open action.
///
/// # Errors
/// As [`complete`].
pub fn cancel(action: &Action, at: &Times, words: Option<Text>) -> Result<ActionEvent, Rejection> {
    closes(action, at)?;
    Ok(ActionEvent::Cancelled(Cancelled { words }))
}

/// Takes up a completed or cancelled action again.
///
/// # Errors
/// [`Rejection::ActionStatus`] when it is open; [`Rejection::Overtaken`].
pub fn reopen(action: &Action, at: &Times, words: Option<Text>) -> Result<ActionEvent, Rejection> {
    if action.status().is_open() {
        return Err(refused(action));
    }
    comes_last(action, at)?;
    Ok(ActionEvent::Reopened(Reopened { words }))
}

/// Makes an open action due at another time; `None`: at no time.
///
/// # Errors
/// [`Rejection::ActionStatus`] when it is not open, [`Rejection::Unchanged`],
/// [`Rejection::Overtaken`].
pub fn set_due(
    action: &Action,
    due: Option<When>,
    at: &Times,
    words: Option<Text>,
) -> Result<ActionEvent, Rejection> {
    owed(action)?;
    if let Some(present) = action.due.last() {
        if same_time(present.value.as_ref(), due.as_ref()) {
            return Err(Rejection::Unchanged);
        }
        at.follow(&present.at)?;
    }
    Ok(ActionEvent::DueChanged(DueChanged { due, words }))
}

/// Makes others owe an open action; nobody, where `owners` is empty.
///
/// # Errors
/// As [`set_due`].
pub fn assign(
    action: &Action,
    owners: Vec<Owner>,
    at: &Times,
    words: Option<Text>,
) -> Result<ActionEvent, Rejection> {
    owed(action)?;
    if let Some(present) = action.owners.last() {
        if present.value == owners {
            return Err(Rejection::Unchanged);
        }
        at.follow(&present.at)?;
    }
    Ok(ActionEvent::Assigned(Assigned { owners, words }))
}

fn owed(action: &Action) -> Result<(), Rejection> {
    if action.status().is_open() { Ok(()) } else { Err(refused(action)) }
}

fn closes(action: &Action, at: &Times) -> Result<(), Rejection> {
    owed(action)?;
    let overtakes = |later: &&Times| later.key() > at.key() && later.learned >= at.learned;
    match action.history.iter().map(|change| &change.at).find(overtakes) {
        Some(later) => Err(Rejection::Overtaken { since: later.since.clone() }),
        None => Ok(()),
    }
}

fn comes_last(action: &Action, at: &Times) -> Result<(), Rejection> {
    if let Some(present) = action.status_change()
        && present.outlasts(at)
    {
        return Err(Rejection::Overtaken { since: present.at.since.clone() });
    }
    action.history.last().map_or(Ok(()), |last| at.follow(&last.at))
}

fn refused(action: &Action) -> Rejection {
    Rejection::ActionStatus { status: action.status(), since: action.since().cloned() }
}
