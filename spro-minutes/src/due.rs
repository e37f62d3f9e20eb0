//! By when an action is due.

use chrono::NaiveDate;
use spro_core::when::When;

use crate::dates;

/// The date that ends `text`.
pub(crate) fn due(text: &str, meeting: Option<NaiveDate>) -> Option<When> {
    let found = dates::find(text, meeting).pop()?;
    let rest = text.get(found.bytes.end..).unwrap_or("");
    let when = found.when.filter(|_| !rest.contains(char::is_alphanumeric))?;
    from_words(&to_words(&when))
}

/// The day where one is meant, else the words as printed, else the EDTF value.
pub(crate) fn to_words(due: &When) -> String {
    match due.as_day() {
        Some(day) => day.to_string(),
        None => due.to_string(),
    }
}

/// What [`to_words`] wrote, or a person: a date that is all of `text`, or words that no calendar
/// knows; `None` when blank.
pub(crate) fn from_words(text: &str) -> Option<When> {
    let bare = text.trim();
    if let Ok(when) = When::edtf(bare) {
        return Some(when);
    }
    let whole = dates::find(bare, None).into_iter().find(|found| found.bytes == (0..bare.len()));
    let dated = whole.and_then(|found| found.when);
    dated.or_else(|| When::words(bare).ok())
}
