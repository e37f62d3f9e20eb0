//! Dates, as they are kept and as they are written in minutes.

use chrono::NaiveDate;
use spro_core::when::When;
use spro_minutes::dates;

/// A date that is read is written and read again as the same, and does not end before it begins;
/// dates found in a text lie in it, in order.
pub fn when(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(when) = When::edtf(text) {
        same_again(&when);
    }
    if let Ok(when) = serde_json::from_str::<When>(text) {
        same_again(&when);
    }
    let mut before = 0;
    for found in dates::find(text, NaiveDate::from_ymd_opt(2024, 2, 29)) {
        assert!(before <= found.bytes.start && found.bytes.start < found.bytes.end, "{found:?}");
        before = found.bytes.end;
        let printed = text.get(found.bytes).unwrap();
        if let Some(when) = found.when {
            assert!(when.printed().is_none_or(|kept| kept == printed), "{when:?}");
            same_again(&when);
        }
    }
}

fn same_again(when: &When) {
    let written = serde_json::to_string(when).unwrap();
    let again: When = serde_json::from_str(&written).unwrap();
    assert_eq!(&again, when, "{written}");
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
    if let (Some(earliest), Some(latest)) = (when.earliest(), when.latest()) {
        assert!(earliest <= latest, "{written}");
    }
}
