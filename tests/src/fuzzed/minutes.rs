//! Minutes, as text.

use spro_minutes::draft::Draft;

use super::desk;

/// Every line is held by something that was read of it, the draft is read again as it was written,
/// and what it plans is recorded once.
pub fn minutes(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (draft, _) = spro_minutes::read(text);
    every_line_is_held(text, &draft);
    desk::written_and_read(&draft);
    desk::recorded_once(&draft);
}

fn every_line_is_held(text: &str, draft: &Draft) {
    let mut held = vec![false; text.lines().count()];
    for source in draft.sources().chain(&draft.unplaced) {
        for [first, last] in &source.lines {
            held[*first as usize - 1..*last as usize].fill(true);
        }
    }
    for ((line, is_held), number) in text.lines().zip(held).zip(1..) {
        assert!(is_held || line.trim().is_empty(), "line {number} is lost: {line}");
    }
}
