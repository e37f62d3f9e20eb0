//! The order of rows: by printed number, then by where they were first read.

use super::register::Entry;
use crate::domain::number::Number;

/// Sorts numbered things by number, and behind them the others as they were read.
pub(super) fn by_number<'r>(number: Option<&'r Number>, entry: &Entry) -> impl Ord + use<'r> {
    (number.is_none(), number.map(Number::sort_key), entry.read_at)
}
