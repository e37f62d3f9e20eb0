//! A list of occasions: `**Name** – date (state), place : …`, with its stops and turns below.

use chrono::Datelike;
use spro_core::when::{PartOfDay, When};

use crate::blocks::Block;
use crate::clock;
use crate::dates::{self, Calendar};
use crate::draft::{
    Confidence, Draft, Estimate, Note, NoteKind, Occasion, OccasionStatus, Part, Source, Turnout,
};
use crate::fold::fold;
use crate::labelled::label;
use crate::names::Names;
use crate::number::{count, is_attendance, is_place, is_stop};
use crate::owner::listed;
use crate::sentence::sentences;

/// Places an occasion, or a line under one; tells whether it was either.
pub(crate) fn place(block: &Block, names: &Names, draft: &mut Draft) -> bool {
    match label(&block.text) {
        Some((name, rest)) if !rest.is_empty() => {
            let (occasion, notes) = occasion(block, name, rest, names, draft.calendar());
            draft.occasions.push(occasion);
            draft.notes.extend(notes);
            true
        }
        _ => match draft.occasions.last_mut() {
            Some(last) if block.indent > 0 && ends(last) + 1 == block.first() => {
                let part = part(block, last, names);
                last.places.extend(part.place.clone());
                last.stops = last.stops.filter(|_| part.place.is_none());
                last.parts.push(part);
                true
            }
            _ => false,
        },
    }
}

/// An occasion of which no more is known.
pub(crate) fn bare(name: &str, when: Option<When>, source: Source) -> Occasion {
    Occasion {
        source,
        name: name.to_owned(),
        when,
        status: None,
        reason: None,
        places: Vec::new(),
        audience: None,
        organiser: None,
        stops: None,
        parts: Vec::new(),
        participants: Vec::new(),
        estimate: None,
        turnout: None,
    }
}

fn occasion(
    block: &Block,
    name: &str,
    rest: &str,
    names: &Names,
    calendar: Calendar,
) -> (Occasion, Vec<Note>) {
    let (printed, bracketed) = rest.split_once('(').unwrap_or((rest, ""));
    let (state, tail) = bracketed.split_once(')').unwrap_or(("", ""));
    let when = dates::find(printed, calendar).into_iter().find_map(|found| found.when);
    let when = when.map(|when| when.printed_as(printed.trim()));
    let mut occasion = bare(name, when, block.source(rest, Confidence::Sure));
    occasion.status = status(&fold(state));
    let mut notes = Vec::new();
    for (said, place) in sentences(tail).into_iter().zip(0_usize..) {
        if place == 0 {
            opening(said, &mut occasion);
        }
        if let Some(words) =
            said.strip_prefix("Public : ").or_else(|| said.strip_prefix("Audience: "))
        {
            occasion.audience = Some(words.trim_end_matches('.').to_owned());
        }
        if ["il faut ", "needed ", "we need "].iter().any(|cue| fold(said).starts_with(cue)) {
            let note = Note::bare(NoteKind::Staffing, block.source(said, Confidence::Sure));
            notes.push(Note { name: Some(name.to_owned()), ..note });
        } else if occasion.turnout.is_none() && occasion.estimate.is_none() {
            occasion.estimate = estimate(said, names);
        }
    }
    (occasion, notes)
}

fn status(state: &str) -> Option<OccasionStatus> {
    Some(match state {
        "en projet" | "prevu" | "prevue" | "planned" | "tentative" => OccasionStatus::Tentative,
        "confirme" | "confirmee" | "confirmed" => OccasionStatus::Confirmed,
        "reporte" | "reportee" | "postponed" => OccasionStatus::Postponed,
        "a eu lieu" | "held" | "took place" => OccasionStatus::Held,
        "annule" | "annulee" | "cancelled" => OccasionStatus::Cancelled,
        _ => return None,
    })
}

/// Reads `, from 10 h to 17 h, at a place, of a town : what is said of it`.
fn opening(said: &str, occasion: &mut Occasion) {
    let (clauses, told) = match said.find(": ").or_else(|| said.strip_suffix(':').map(str::len)) {
        Some(at) => (said.get(..at).unwrap_or(""), said.get(at + 1..).unwrap_or("").trim()),
        None => (said, ""),
    };
    for clause in clauses.trim_end_matches(['.', ' ']).split(", ") {
        let clause = clause.trim_matches([',', ' ']);
        let joins = clause.starts_with(char::is_uppercase);
        if let Some(hours) = clock::hours(clause) {
            occasion.when = occasion.when.take().map(|when| when.with_part(hours));
        } else if is_place_clause(clause) {
            occasion.places.push(clause.to_owned());
        } else if let (true, Some(place)) = (joins, occasion.places.last_mut()) {
            place.push_str(", ");
            place.push_str(clause);
        }
    }
    occasion.stops = count(said, is_stop).map(|found| found.number);
    occasion.places.extend(places_by_weekday(told));
    match occasion.status {
        Some(OccasionStatus::Held) => {
            let found = count(told, is_attendance);
            occasion.turnout = found.map(|found| Turnout {
                words: told.get(found.bytes.start..).unwrap_or("").trim_end_matches('.').to_owned(),
                number: Some(found.number),
            });
        }
        Some(OccasionStatus::Postponed | OccasionStatus::Cancelled) if !told.is_empty() => {
            occasion.reason = Some(told.to_owned());
        }
        _ => {}
    }
}

/// Whether `clause` begins as a place does.
pub(crate) fn is_place_clause(clause: &str) -> bool {
    ["à ", "au ", "aux ", "dans ", "chez ", "at ", "in "].iter().any(|it| clause.starts_with(it))
}

/// `dont Aubrelieu le lundi et Montorgeau le vendredi`.
fn places_by_weekday(text: &str) -> Vec<String> {
    let lists = ["dont ", "including "].iter().filter_map(|cue| text.split_once(cue));
    let named = lists.flat_map(|(_, list)| listed(list)).filter_map(|item| {
        let (place, day) = item.split_once(" le ").or_else(|| item.split_once(" on "))?;
        let place = Some(place).filter(|place| place.starts_with(char::is_uppercase))?;
        dates::weekday(&fold(day.trim_end_matches('.'))).map(|_| place.to_owned())
    });
    named.collect()
}

/// How many are expected, where `said` counts them. What it rests on stays in its words.
pub(crate) fn estimate(said: &str, names: &Names) -> Option<Estimate> {
    let found = count(said, is_attendance)?;
    let counted = said.get(found.bytes.start..)?;
    let end = counted.find(" (").unwrap_or(counted.len());
    let end = found.bytes.start + counted.get(..end)?.trim_end_matches('.').len();
    let grounds = ["Par ", "Selon ", "D'après ", "D’après ", "According to "];
    let rests = grounds.iter().any(|ground| said.starts_with(ground));
    let words = said.get(if rests { 0 } else { found.bytes.start }..end)?;
    let counted = said.get(found.bytes.end..end)?;
    let per = [" par ", " sur une ", " sur un ", " per ", " a "];
    let per = per.iter().find_map(|cue| Some(counted.split_once(cue)?.1));
    let per = per.and_then(|per| per.split(',').next()).map(str::to_owned);
    let by = names.opening(said).map(|mention| mention.person);
    Some(Estimate { words: words.to_owned(), number: Some(found.number), per, by })
}

/// The last line that belongs to `occasion`.
fn ends(occasion: &Occasion) -> u32 {
    let last = occasion.parts.last().map_or(&occasion.source, |part| &part.source);
    last.lines.last().map_or(0, |[_, last]| *last)
}

fn part(block: &Block, occasion: &Occasion, names: &Names) -> Part {
    let source = block.whole();
    let mut part =
        Part { source, slot: None, when: None, place: None, people: Vec::new(), vacant: None };
    let (slot, told) = match block.text.split_once(": ") {
        Some((slot, told)) => (slot.trim(), told),
        None => ("", block.text.as_str()),
    };
    if !slot.is_empty() {
        part.slot = Some(slot.to_owned());
        part.when = slot_when(slot, occasion);
    }
    let mut place: Vec<&str> = Vec::new();
    for clause in told.trim_end_matches('.').split(", ") {
        let known = names.find(clause);
        if let Some(vacant) = count(clause, is_place) {
            part.vacant = Some(vacant.number);
        } else if known.is_empty() {
            place.push(clause);
        } else {
            part.people.extend(known.into_iter().map(|mention| mention.person));
        }
    }
    part.place = Some(place.join(", ")).filter(|place| !place.is_empty());
    part
}

/// The date of a slot: printed, or the day of the occasion that has its weekday.
fn slot_when(slot: &str, occasion: &Occasion) -> Option<When> {
    let (first, last) = (occasion.when.as_ref()?.earliest()?, occasion.when.as_ref()?.latest()?);
    if let Some(when) = dates::find(slot, Some(first)).into_iter().find_map(|found| found.when) {
        return Some(when);
    }
    let key = fold(slot);
    let named = key.split(' ').find_map(dates::weekday)?;
    let mut days = first.iter_days().take_while(|day| *day <= last).take(14);
    let day = days.find(|day| day.weekday() == named)?;
    let when = When::day(day).printed_as(slot).as_inferred();
    let part = match key.split_once(' ').map_or("", |(_, part)| part) {
        "matin" | "morning" => PartOfDay::Morning,
        "apres midi" | "afternoon" => PartOfDay::Afternoon,
        "soir" | "evening" => PartOfDay::Evening,
        _ => return Some(when),
    };
    Some(when.with_part(part))
}
