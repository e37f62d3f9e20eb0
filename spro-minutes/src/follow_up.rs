//! What minutes say of earlier minutes, and of planned events.

use spro_core::when::When;

use crate::blocks::Block;
use crate::dates;
use crate::draft::{
    Approval, ApprovalOutcome, Draft, Erratum, Occasion, OccasionStatus, Part, Rectified, Source,
    Status,
};
use crate::fold::{fold, split_dash};
use crate::labelled::label;
use crate::reader::sure;
use crate::sentence::sentences;

/// Places the approvals and corrections of earlier minutes; tells whether there was one.
pub(crate) fn approval(block: &Block, draft: &mut Draft) -> bool {
    if let Some((label, rest)) = label(&block.text) {
        let source = Source { text: rest.to_owned(), ..sure(block) };
        let erratum = Some(source).filter(|_| fold(label) == "rectification").and_then(erratum);
        let placed = erratum.is_some();
        draft.errata.extend(erratum);
        return placed;
    }
    let mut placed = false;
    for sentence in sentences(&block.text) {
        let key = fold(sentence);
        let approves = key.starts_with("le compte rendu du ") && key.contains(" est approuve");
        let day = dates::find(sentence, draft.date).into_iter().next();
        let day = day.and_then(|found| found.when).and_then(|when| when.as_day());
        if let (true, Some(minutes_of)) = (approves, day) {
            let source = Source { text: sentence.to_owned(), ..sure(block) };
            let outcome = ApprovalOutcome::Approved;
            draft.approvals.push(Approval { source, minutes_of, outcome });
            placed = true;
        }
    }
    placed
}

fn erratum(source: Source) -> Option<Erratum> {
    let (minutes, claim) = source.text.split_once(" : ")?;
    let found = dates::find(minutes, None).into_iter().next()?;
    let minutes_of = found.when.as_ref().and_then(When::as_day)?;
    let mut parts = claim.split(',');
    let (person, organisation) = split_dash(parts.next()?)?;
    let (person, organisation) = (person.to_owned(), Some(organisation.to_owned()));
    let was = status(parts.next()?)?;
    let is = status(parts.next()?)?;
    let attendance = Some(Rectified { person, organisation, was, is });
    Some(Erratum { source, minutes_of, attendance })
}

fn status(words: &str) -> Option<Status> {
    let key = fold(words);
    let known = [
        ("visio", Status::Remote),
        ("excuse", Status::Excused),
        ("absent", Status::Absent),
        ("present", Status::Present),
    ];
    known.into_iter().find(|(cue, _)| key.contains(cue)).map(|(_, status)| status)
}

/// Places `**Name** – date (state) …`, or a line under one; tells whether it was either.
pub(crate) fn occasion(block: &Block, draft: &mut Draft) -> bool {
    let Some((name, rest)) = label(&block.text) else {
        let last = draft.occasions.last_mut();
        let under = last.filter(|last| ends(last) + 1 == block.first);
        return under.is_some_and(|last| {
            let (slot, when, place, people, vacant) = (None, None, None, Vec::new(), None);
            last.parts.push(Part { source: sure(block), slot, when, place, people, vacant });
            true
        });
    };
    let (printed, tail) = rest.split_once('(').unwrap_or((rest, ""));
    let state = fold(tail.split(')').next().unwrap_or(""));
    let status = match state.as_str() {
        "en projet" => Some(OccasionStatus::Tentative),
        "confirme" | "confirmee" => Some(OccasionStatus::Confirmed),
        "reporte" | "reportee" => Some(OccasionStatus::Postponed),
        "a eu lieu" => Some(OccasionStatus::Held),
        "annule" | "annulee" => Some(OccasionStatus::Cancelled),
        _ => None,
    };
    let found = dates::find(printed, draft.date).into_iter().next();
    let audience = sentences(rest).into_iter().find_map(|said| said.strip_prefix("Public : "));
    draft.occasions.push(Occasion {
        name: name.to_owned(),
        when: found.and_then(|found| found.when),
        status,
        reason: None,
        places: Vec::new(),
        audience: audience.map(|words| words.trim_end_matches('.').to_owned()),
        organiser: None,
        stops: None,
        parts: Vec::new(),
        participants: Vec::new(),
        estimate: None,
        turnout: None,
        source: Source { text: rest.to_owned(), ..sure(block) },
    });
    true
}

/// The last line that belongs to `occasion`.
fn ends(occasion: &Occasion) -> u32 {
    let last = occasion.parts.last().map_or(&occasion.source, |part| &part.source);
    last.lines.last().map_or(0, |[_, last]| *last)
}
