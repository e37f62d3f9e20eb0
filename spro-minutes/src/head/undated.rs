//! The day of a meeting that the head does not print in full.

use chrono::{Datelike as _, NaiveDate};

use super::{contradict, is_other_day};
use crate::blocks::Block;
use crate::dates::{self, Order};
use crate::draft::{Asked, Draft, ItemKind, Source};
use crate::fold::fold;
use crate::surroundings::{Printed, Surroundings, infer};

/// Compares the day of the meeting with that of the file's name, or infers the day where the head does
/// not print it in full.
pub(crate) fn settle(head: &[Block], text: &str, around: &Surroundings<'_>, draft: &mut Draft) {
    let of_meeting = |asked: &Asked| asked.about.kind == ItemKind::Meeting;
    if draft.asked.iter().any(of_meeting) {
        return;
    }
    let Some(day) = draft.date else {
        return infer_day(head, text, around, draft);
    };
    // A year that was not changed where the last minutes were copied.
    let same = |named: &NaiveDate| (named.month(), named.day()) == (day.month(), day.day());
    let named = around.day(draft.calendar().order).filter(|named| *named != day && same(named));
    if let Some((named, source)) = named.zip(head.first().map(Block::whole)) {
        contradict(vec![day.to_string(), named.to_string()], source, draft);
    }
}

/// Takes the day that is printed without its year, where the year can be told, or that of the file's
/// name where none is printed.
fn infer_day(head: &[Block], text: &str, around: &Surroundings<'_>, draft: &mut Draft) {
    let mut printed: Vec<(Printed, String, Source)> = Vec::new();
    for block in head {
        for found in dates::without_year(&block.text, draft.calendar()) {
            let (month, day, weekday) = (found.month, found.day, found.weekday);
            let before = fold(block.text.get(..found.bytes.start).unwrap_or(""));
            let other = ["prochain", "next", "approb", "approv", "avant le", "before"];
            if !is_other_day(block, &block.text, found.bytes.start)
                && !other.iter().any(|cue| before.contains(cue))
            {
                let words = block.text.get(found.bytes).unwrap_or_default().to_owned();
                printed.push((Printed { month, day, weekday }, words, block.whole()));
            }
        }
    }
    // A date that may be read in two ways is asked about, and no other is taken for it.
    if head.iter().any(|block| !dates::either(&block.text).is_empty())
        && draft.calendar().order == Order::Unknown
    {
        return;
    }
    let mut days = printed.iter().map(|(day, ..)| (day.month, day.day));
    let first = days.next();
    if days.any(|day| Some(day) != first) {
        let readings = printed.iter().map(|(_, words, _)| words.clone()).collect();
        if let Some((_, _, source)) = printed.pop() {
            contradict(readings, source, draft);
        }
        return;
    }
    let day = printed.iter().map(|(day, ..)| *day).max_by_key(|day| day.weekday.is_some());
    let inferred = infer(day, text, draft.calendar().order, around);
    draft.date = inferred.map(|(day, _)| day);
    draft.date_inferred_from = inferred.map(|(_, from)| from);
}
