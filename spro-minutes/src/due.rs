//! By when an action is due.

use chrono::NaiveDate;
use spro_core::when::When;

use crate::dates;

/// The date that ends `text`: as ISO where it is a day, else its words.
pub(crate) fn due(text: &str, meeting: Option<NaiveDate>) -> (Option<String>, Option<When>) {
    let Some(found) = dates::find(text, meeting).pop() else {
        return (None, None);
    };
    let rest = text.get(found.bytes.end..).unwrap_or("");
    let Some(when) = found.when.filter(|_| !rest.contains(char::is_alphanumeric)) else {
        return (None, None);
    };
    let printed = text.get(found.bytes).unwrap_or("");
    let words = when.as_day().map_or_else(|| printed.to_owned(), |day| day.to_string());
    (Some(words), Some(when))
}
