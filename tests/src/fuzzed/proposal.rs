//! A proposal, as a person edited it.

use spro_minutes::json::from_json;

use super::desk;

/// A proposal that is read is written and read again as the same, and what it plans is recorded once;
/// one that is not read has a problem for a reason, within its lines.
pub fn proposal(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match from_json(text) {
        Ok(draft) => {
            desk::written_and_read(&draft);
            desk::recorded_once(&draft);
        }
        Err(invalid) => {
            assert!(!invalid.problems.is_empty());
            let lines = text.split('\n').count();
            for problem in &invalid.problems {
                let line = usize::try_from(problem.line).unwrap();
                assert!((1..=lines).contains(&line), "{problem:?} of {lines} lines");
            }
        }
    }
}
