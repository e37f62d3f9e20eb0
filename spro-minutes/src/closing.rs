//! What minutes say of themselves and of the meeting after.

use crate::blocks::Block;
use crate::clock;
use crate::dates;
use crate::draft::{Confidence, Draft, NextMeeting};
use crate::fold::{fold, split_dash, start};

/// Places who wrote the minutes and when they went round; tells whether `block` says it.
pub(crate) fn written(block: &Block, draft: &mut Draft) -> bool {
    let key = fold(start(&block.text, 80));
    let cues = ["redige par ", "written by ", "minutes by "];
    if !cues.iter().any(|cue| key.contains(cue)) || !key.starts_with(is_opening(&key)) {
        return false;
    }
    let printed = [" rédigé par ", "Rédigé par ", " written by ", "Written by ", "Minutes by "];
    let Some((_, rest)) = printed.iter().find_map(|cue| block.text.split_once(cue)) else {
        return false;
    };
    let ends = [" et ", " and ", ", ", ". ", " le ", " on "];
    let name = ends.iter().filter_map(|end| rest.split_once(end)).map(|(name, _)| name);
    let name = name.min_by_key(|name| name.len()).unwrap_or(rest).trim_end_matches('.');
    draft.written_by = Some(name.to_owned());
    let went = ["diffusé le ", "envoyé le ", "circulated on ", "sent on "];
    let went = went.iter().find_map(|cue| rest.split_once(cue));
    let day = went.and_then(|(_, rest)| dates::find(rest, draft.calendar()).into_iter().next());
    draft.circulated = day.and_then(|found| found.when).and_then(|when| when.as_day());
    draft.head.push(block.whole());
    true
}

/// The word with which such a line begins, or one that no line begins with.
fn is_opening(key: &str) -> &'static str {
    let openings = ["compte rendu ", "proces verbal ", "minutes ", "redige ", "written "];
    openings.into_iter().find(|opening| key.starts_with(opening)).unwrap_or("\0")
}

/// Places `Thursday 14 March 2024, from 2 pm to 4:30 pm – place` as the next meeting.
pub(crate) fn next(block: &Block, draft: &mut Draft) -> bool {
    let (printed, venue) = match split_dash(&block.text) {
        Some((printed, venue)) => (printed, Some(venue)),
        None => (block.text.as_str(), None),
    };
    place_next(block, &block.text, printed, venue, Confidence::Sure, draft)
}

/// Places the next meeting where `said`, a sentence of `block`, tells of it.
pub(crate) fn next_in_prose(block: &Block, said: &str, key: &str, draft: &mut Draft) -> bool {
    let cues =
        ["la prochaine reunion ", "prochaine reunion ", "the next meeting ", "next meeting "];
    let tells = cues.iter().any(|cue| key.starts_with(cue));
    tells && place_next(block, said, said, None, Confidence::Likely, draft)
}

fn place_next(
    block: &Block,
    said: &str,
    printed: &str,
    venue: Option<&str>,
    confidence: Confidence,
    draft: &mut Draft,
) -> bool {
    let found = dates::find(printed, draft.calendar()).into_iter().find_map(|found| found.when);
    let (Some(when), None) = (found, &draft.next_meeting) else {
        return false;
    };
    let when = match clock::hours(printed) {
        Some(hours) => when.with_part(hours),
        None => when,
    };
    let when = if confidence == Confidence::Sure { when.printed_as(printed) } else { when };
    let open = ["a confirmer", "a preciser", "a definir", "to be confirmed", "tbc", "tbd"];
    let venue = venue.filter(|venue| !open.iter().any(|cue| fold(venue).contains(cue)));
    draft.next_meeting = Some(NextMeeting {
        source: block.source(said, confidence),
        when: Some(when),
        venue: venue.map(|venue| venue.trim_end_matches('.').to_owned()),
    });
    true
}
