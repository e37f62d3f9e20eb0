//! What serde says of a value, as a kind of problem. Serde has its kinds in words alone.

use crate::draft::shape::{BLANK, NO_DATE, NO_RANGE, NO_TIME};
use crate::draft::{ProblemKind, Sort};

/// What is wrong.
pub(super) fn kind(error: &serde_json::Error) -> ProblemKind {
    if error.is_eof() {
        return ProblemKind::Cut;
    }
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let said = said.strip_suffix(&place).unwrap_or(&said);
    if let Some(expected) = expected(said) {
        return ProblemKind::WrongSort { wanted: sort(expected) };
    }
    if error.is_syntax() {
        return ProblemKind::NotJson;
    }
    of_data(said).unwrap_or(ProblemKind::Unreadable)
}

fn of_data(said: &str) -> Option<ProblemKind> {
    // What chrono says of a day alone names neither.
    if matches!(
        said,
        "input is out of range" | "input contains invalid characters" | "premature end of input"
    ) || said == "trailing input"
    {
        return Some(ProblemKind::NoSuchDay);
    }
    if said == BLANK {
        return Some(ProblemKind::BlankText);
    }
    if said.starts_with(NO_TIME) {
        return Some(ProblemKind::NoSuchTime);
    }
    if let Some(written) = said.strip_prefix(NO_DATE) {
        let written = serde_json::from_str(written.trim()).unwrap_or_else(|_| written.to_owned());
        return Some(ProblemKind::NoSuchDue { written });
    }
    if let Some(range) = said.strip_prefix(NO_RANGE) {
        let [first, last] = serde_json::from_str(range.trim()).ok()?;
        return Some(ProblemKind::NoRange { first, last });
    }
    let mut quoted = said.split('`').skip(1).step_by(2).map(str::to_owned);
    let first = quoted.next()?;
    if said.starts_with("missing field") {
        Some(ProblemKind::MissingField { key: first })
    } else if said.starts_with("unknown field") {
        Some(ProblemKind::UnknownField { key: first })
    } else if said.starts_with("duplicate field") {
        Some(ProblemKind::FieldTwice { key: first })
    } else if said.starts_with("unknown variant") {
        Some(ProblemKind::NoSuchValue { value: first, allowed: quoted.collect() })
    } else {
        None
    }
}

/// What a value should have been, where it is of another sort.
fn expected(said: &str) -> Option<&str> {
    let mismatch = ["invalid type: ", "invalid value: "].iter().any(|it| said.starts_with(it));
    // What was found may hold the word itself.
    mismatch.then(|| said.rsplit_once(", expected ")).flatten().map(|(_, expected)| expected)
}

fn sort(expected: &str) -> Sort {
    let is = |words: &[&str]| words.iter().any(|word| expected.contains(word));
    if is(&["a sequence", "an array", "a tuple"]) {
        Sort::List
    } else if is(&["struct", "a map", "an object", "enum"]) {
        Sort::Object
    } else if is(&["a boolean"]) {
        Sort::Boolean
    } else if ["u8", "u16", "u32", "u64", "usize"].contains(&expected) {
        Sort::Number
    } else {
        Sort::Text
    }
}
