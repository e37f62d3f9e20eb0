//! Writes records, straight into the buffer of their commit.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::{CommitHeader, Source};
use crate::kernel::batch::{Change, NewEvent};
use crate::kernel::event_type::EventType;
use crate::kernel::position::Position;
use crate::kernel::subject::Subject;

/// Writes the record of a new event at its place.
///
/// # Errors
/// What `serde_json` refuses to write.
pub(in crate::kernel) fn record(
    out: &mut Vec<u8>,
    event: &NewEvent,
    commit: Option<&CommitHeader>,
    seq: Position,
) -> Result<(), serde_json::Error> {
    match commit {
        Some(commit) => {
            put(out, "{\"commit\":");
            json(out, commit)?;
            put(out, ",\"seq\":");
        }
        None => put(out, "{\"seq\":"),
    }
    json(out, &seq)?;
    put(out, ",\"id\":\"");
    event.id().write_to(out);
    put(out, "\",\"type\":\"");
    // Names of types and subjects hold nothing that is escaped.
    put(out, event.kind().as_str());
    put(out, "\",\"v\":");
    json(out, &event.version())?;
    put(out, ",\"subject\":\"");
    put(out, event.subject().as_str());
    put(out, "\"");
    list(out, ",\"mentions\":[", event.mentions().iter().map(Subject::as_str));
    if let Some(occurred) = event.occurred() {
        put(out, ",\"occurred\":");
        json(out, occurred)?;
    }
    put(out, ",\"learned\":\"");
    day(out, event.learned());
    put(out, "\"");
    if let Some(read) = event.source() {
        source(out, read)?;
    }
    if let Some((change, amendment)) = event.amendment() {
        put(
            out,
            match change {
                Change::Corrects => ",\"corrects\":",
                Change::Retracts => ",\"retracts\":",
            },
        );
        json(out, &amendment)?;
    }
    list(out, ",\"was\":[", event.was().iter().map(EventType::as_str));
    if let Some(data) = event.data() {
        put(out, ",\"data\":");
        put(out, data.get());
    }
    put(out, "}");
    Ok(())
}

fn put(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

fn json(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), serde_json::Error> {
    serde_json::to_writer(out, value)
}

/// Names, of which none holds what is escaped; nothing where there is none.
fn list<'a>(out: &mut Vec<u8>, begin: &str, names: impl Iterator<Item = &'a str>) {
    let mut before = begin;
    for name in names {
        put(out, before);
        put(out, "\"");
        put(out, name);
        put(out, "\"");
        before = ",";
    }
    if before == "," {
        put(out, "]");
    }
}

fn source(out: &mut Vec<u8>, source: &Source) -> Result<(), serde_json::Error> {
    put(out, ",\"source\":{\"document\":\"");
    put(out, source.document.as_str());
    put(out, "\"");
    if !source.lines.is_empty() {
        put(out, ",\"lines\":");
        json(out, &source.lines)?;
    }
    put(out, "}");
    Ok(())
}

/// As `chrono` writes a day, which for the years of four digits takes a while.
fn day(out: &mut Vec<u8>, day: NaiveDate) {
    let year = u32::try_from(day.year()).ok().filter(|year| *year < 10_000);
    let Some(year) = year else {
        put(out, &day.to_string());
        return;
    };
    let (month, day) = (day.month(), day.day());
    let digit = |value: u32| b'0' + u8::try_from(value % 10).unwrap_or_default();
    let year = [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)];
    out.extend_from_slice(&year);
    out.extend_from_slice(&[b'-', digit(month / 10), digit(month)]);
    out.extend_from_slice(&[b'-', digit(day / 10), digit(day)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_is_written_as_chrono_writes_it(days in -800_000..4_000_000) {
            let written = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            let mut out = Vec::new();
            day(&mut out, written);
            prop_assert_eq!(String::from_utf8(out).unwrap(), written.to_string());
        }
    }
}
