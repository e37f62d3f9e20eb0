//! What minutes decide of earlier minutes, and correct in them.

use chrono::NaiveDate;
use spro_core::when::When;

use crate::blocks::Block;
use crate::dates::{self, Calendar};
use crate::draft::{
    Approval, ApprovalOutcome, Confidence, Draft, Erratum, Rectified, Source, Status,
};
use crate::fold::{fold, split_dash};
use crate::labelled::label;
use crate::sentence::sentences;

/// Places the approvals and corrections in `block`, and returns its other sentences.
pub(crate) fn place<'a>(block: &'a Block, draft: &mut Draft) -> Vec<&'a str> {
    if let Some((label, rest)) = label(&block.text) {
        let source = block.source(rest, Confidence::Sure);
        let is = matches!(fold(label).as_str(), "rectification" | "correction" | "erratum");
        return match is.then(|| erratum(source, draft.calendar())).flatten() {
            Some(erratum) => {
                draft.errata.push(erratum);
                Vec::new()
            }
            None => vec![&block.text],
        };
    }
    let mut others = Vec::new();
    for sentence in sentences(&block.text) {
        match approval(sentence, block.source(sentence, Confidence::Sure), draft.calendar()) {
            Some(approval) => draft.approvals.push(approval),
            None => others.push(sentence),
        }
    }
    others
}

/// What `sentence` decides of earlier minutes.
pub(crate) fn approval(sentence: &str, source: Source, calendar: Calendar) -> Option<Approval> {
    let (outcome, minutes_of) = (outcome(&fold(sentence))?, day(sentence, calendar)?);
    Some(Approval { source, minutes_of, outcome })
}

fn outcome(key: &str) -> Option<ApprovalOutcome> {
    let names = ["compte rendu du", "proces verbal du", "compte rendu de la", "minutes of"];
    if !names.iter().any(|name| key.contains(name)) {
        return None;
    }
    let says = |cues: &[&str]| cues.iter().any(|cue| key.contains(cue));
    if says(&[" est reporte", "is deferred", "are deferred", "is postponed"]) {
        Some(ApprovalOutcome::Deferred)
    } else if says(&[
        " est approuve",
        " est adopte",
        "are approved",
        "were approved",
        "is approved",
    ]) && !says(&[" pas ", " not "])
    {
        Some(ApprovalOutcome::Approved)
    } else {
        None
    }
}

fn day(text: &str, calendar: Calendar) -> Option<NaiveDate> {
    dates::find(text, calendar).into_iter().next()?.when.as_ref().and_then(When::as_day)
}

/// `Minutes of … : Name – STRUCTURE, listed as excused, was present`; of another form, its day.
fn erratum(source: Source, calendar: Calendar) -> Option<Erratum> {
    let minutes_of = day(&source.text, Calendar { meeting: None, ..calendar })?;
    let attendance = source.text.split_once(": ").and_then(|(_, claim)| rectified(claim));
    Some(Erratum { source, minutes_of, attendance })
}

fn rectified(claim: &str) -> Option<Rectified> {
    let mut parts = claim.rsplitn(3, ',');
    let is = status(parts.next()?)?;
    let was = status(parts.next()?)?;
    let whose = parts.next()?.trim();
    let (person, organisation) = match split_dash(whose) {
        Some((person, organisation)) => (person, Some(organisation.to_owned())),
        None => (whose, None),
    };
    Some(Rectified { person: person.to_owned(), organisation, was, is })
}

fn status(words: &str) -> Option<Status> {
    let key = fold(words);
    let known = [
        ("visio", Status::Remote),
        ("remote", Status::Remote),
        ("excuse", Status::Excused),
        ("absent", Status::Absent),
        ("present", Status::Present),
    ];
    known.into_iter().find(|(cue, _)| key.contains(cue)).map(|(_, status)| status)
}
