//! What can be done to an occasion. Each command gives the event, or says why there is none.

use super::{Occasion, OccasionEvent, OccasionStatus, StatusChanged};
use crate::domain::rejection::Rejection;
use crate::domain::stated::{Times, same_time};
use crate::kernel::seal::text::Text;
use crate::when::When;

/// Makes an occasion certain.
///
/// # Errors
/// [`Rejection::Unchanged`] when it is so already, [`Rejection::OccasionStatus`] when it was held or
/// cancelled, [`Rejection::Overtaken`] when its status was said of a later day.
pub fn confirm(
    occasion: &Occasion,
    at: &Times,
    words: Option<Text>,
) -> Result<OccasionEvent, Rejection> {
    change(occasion, OccasionStatus::Confirmed, None, at, words)
}

/// Puts an occasion off, to another time where there is one.
///
/// # Errors
/// [`Rejection::Unchanged`] when that is its time already; else as [`confirm`].
pub fn postpone(
    occasion: &Occasion,
    to: Option<When>,
    at: &Times,
    words: Option<Text>,
) -> Result<OccasionEvent, Rejection> {
    if to.is_some() && same_time(to.as_ref(), occasion.when.as_ref()) {
        return Err(Rejection::Unchanged);
    }
    change(occasion, OccasionStatus::Postponed, to, at, words)
}

/// Says that an occasion took place.
///
/// # Errors
/// As [`confirm`].
pub fn hold(
    occasion: &Occasion,
    at: &Times,
    words: Option<Text>,
) -> Result<OccasionEvent, Rejection> {
    change(occasion, OccasionStatus::Held, None, at, words)
}

/// Says that an occasion will not take place.
///
/// # Errors
/// As [`confirm`].
pub fn cancel(
    occasion: &Occasion,
    at: &Times,
    words: Option<Text>,
) -> Result<OccasionEvent, Rejection> {
    change(occasion, OccasionStatus::Cancelled, None, at, words)
}

fn change(
    occasion: &Occasion,
    status: OccasionStatus,
    when: Option<When>,
    at: &Times,
    words: Option<Text>,
) -> Result<OccasionEvent, Rejection> {
    if let Some(present) = &occasion.status {
        // An occasion can be put off a second time.
        if present.value == status && status != OccasionStatus::Postponed {
            return Err(Rejection::Unchanged);
        }
        if present.value.is_over() {
            let since = Some(present.at.since.clone());
            return Err(Rejection::OccasionStatus { status: present.value, since });
        }
        at.follow(&present.at)?;
    }
    Ok(OccasionEvent::StatusChanged(StatusChanged { status, when, words }))
}
