//! Occasions in running text.

use std::ops::Range;

use spro_core::when::When;

use crate::blocks::{Block, Shape};
use crate::dates::{self, Calendar};
use crate::draft::{Confidence, Modality, Occasion, OccasionStatus, Participant, Reply, Source};
use crate::fold::{fold, says, words};
use crate::labelled::label;
use crate::names::{Names, looks_like_name};
use crate::number::{count, is_stop};
use crate::occasion::{bare, estimate, is_place_clause};
use crate::owner::{is_future, listed};
use crate::sentence::sentences;

/// Verbs of what happens at a date.
const HAPPENS: &[&str] = &[
    "se deroulera",
    "se derouleront",
    "se tiendra",
    "se tiendront",
    "aura lieu",
    "auront lieu",
    "commencera",
    "commenceront",
    "debutera",
    "debuteront",
    "will take place",
    "will be held",
    "takes place",
];

/// Verbs of what is planned; anything can be, so the subject must be an event.
const PLANNED: &[&str] = &[
    "sera programmee",
    "sera programme",
    "sera organisee",
    "sera organise",
    "est programmee",
    "est programme",
    "est prevue",
    "est prevu",
    "sont prevues",
    "sont prevus",
    "est fixee",
    "is planned",
    "is scheduled",
];

/// An occasion that the layout of the block says: a date in its bold lead, or at its end in
/// brackets.
pub(super) fn lead(block: &Block, calendar: Calendar, programme: bool) -> Option<Occasion> {
    if let Some((label, rest)) = label(&block.text) {
        let (bytes, when) = dated(label, calendar)?;
        let name = before_date(label.get(..bytes.start)?);
        let first = sentences(&block.text).into_iter().next()?;
        let mut occasion = planned(name, when, block.source(first, Confidence::Sure))?;
        let bracket = rest.strip_prefix('(').and_then(|inner| inner.split_once(')'));
        occasion.places.extend(bracket.map(|(place, _)| place.to_owned()));
        return Some(occasion);
    }
    let (name, bracket) = block.text.strip_suffix(')')?.rsplit_once('(')?;
    let (bytes, when) = dated(bracket, calendar)?;
    let event = programme || fold(name).split(' ').any(is_event);
    if !event || block.shape != Shape::Bullet || bytes != (0..bracket.len()) {
        return None;
    }
    let mut occasion = planned(name.trim(), when, block.part(&block.text))?;
    occasion.status = programme.then_some(OccasionStatus::Tentative);
    Some(occasion)
}

/// An occasion that the wording of `clause` says; `theme` is what the text before is on.
pub(super) fn occasion(
    block: &Block,
    clause: &str,
    names: &Names,
    calendar: Calendar,
    theme: Option<&str>,
) -> Option<Occasion> {
    let (bytes, when) = dated(clause, calendar)?;
    let source = block.part(clause);
    let mut found = dated_first(clause, &bytes, &when, &source)
        .or_else(|| happening(clause, &bytes, &when, &source, theme))
        .or_else(|| verbless(clause, &bytes, &when, &source, names))?;
    let key = fold(clause);
    detail(clause, &key, names, &mut found);
    Some(found)
}

/// Takes what `clause` adds to `occasion`; tells whether it added something.
pub(super) fn detail(clause: &str, key: &str, names: &Names, occasion: &mut Occasion) -> bool {
    let mut added = false;
    if occasion.stops.is_none() && says(key, &["etape", "arret", "s arret", "halte", "stop"]) {
        occasion.stops = count(clause, is_stop).map(|found| found.number);
        added |= occasion.stops.is_some();
    }
    let cues = ["destinée ", "destiné ", "s'adresse ", "s’adresse ", "is aimed at ", "is for "];
    let aimed = cues.iter().find_map(|cue| Some(clause.split_once(cue)?.1));
    if let (None, Some(audience)) = (&occasion.audience, aimed) {
        occasion.audience = Some(audience.trim_end_matches('.').to_owned());
        added = true;
    }
    let expects = ["evalu", "estim", "compte sur", "attend", "expect"];
    if occasion.estimate.is_none() && says(key, &expects) {
        occasion.estimate = estimate(clause, names);
        added |= occasion.estimate.is_some();
    }
    added
}

fn planned(name: &str, when: When, source: Source) -> Option<Occasion> {
    let source = Source { modality: Modality::Intended, ..source };
    (!fold(name).is_empty()).then(|| bare(name, Some(when), source))
}

/// The first date that a calendar has.
fn dated(text: &str, calendar: Calendar) -> Option<(Range<usize>, When)> {
    dates::find(text, calendar).into_iter().find_map(|found| Some((found.bytes, found.when?)))
}

/// `name` without the words that lead on to a date.
fn before_date(text: &str) -> &str {
    let mut name = text.trim_end();
    let leads =
        [" le", " du", " des", " les", " au", " en", " de", " à", " on", " in", " the", ",", "–"];
    while let Some(short) = leads.iter().find_map(|lead| name.strip_suffix(lead)) {
        name = short.trim_end();
    }
    name
}

/// `On the week of 9 to 14 April: "the bus" will stop …`.
fn dated_first(
    clause: &str,
    bytes: &Range<usize>,
    when: &When,
    source: &Source,
) -> Option<Occasion> {
    let before = fold(clause.get(..bytes.start)?);
    if before.split(' ').count() > 5 || before.split(' ').any(is_future) {
        return None;
    }
    let (between, told) = clause.get(bytes.end..)?.split_once(':')?;
    let between = between.trim();
    let bracket = between.starts_with('(') && between.ends_with(')');
    if !(between.is_empty() || bracket) {
        return None;
    }
    let mut end = 0;
    let verb = told.split_inclusive(char::is_whitespace).find(|word| {
        let is = is_future(word.trim());
        end += if is { 0 } else { word.len() };
        is
    });
    let subject = verb.and_then(|_| told.get(..end))?;
    planned(quoted(subject).unwrap_or(subject).trim(), when.clone(), source.clone())
}

fn quoted(text: &str) -> Option<&str> {
    let (_, after) = text.split_once(['«', '“', '"'])?;
    Some(after.split_once(['»', '”', '"'])?.0.trim())
}

/// `The fair will take place on …, at …`.
fn happening(
    clause: &str,
    bytes: &Range<usize>,
    when: &When,
    source: &Source,
    theme: Option<&str>,
) -> Option<Occasion> {
    let before = words(clause.get(..bytes.start)?);
    let key: Vec<_> = before.iter().map(|word| word.folded.as_str()).collect();
    let at = |phrases: &[&str]| {
        phrases.iter().find_map(|phrase| {
            let phrase: Vec<_> = phrase.split(' ').collect();
            key.windows(phrase.len()).position(|window| window == phrase.as_slice())
        })
    };
    let plans = at(PLANNED)
        .filter(|verb| key.get(..*verb).unwrap_or(&[]).iter().any(|word| is_event(word)));
    let verb = at(HAPPENS).or(plans)?;
    let start = before.get(verb)?.start;
    let name = clause.get(..start)?.trim();
    let pointing = ["Cette ", "Cet ", "Ce ", "Ces ", "This ", "These "];
    let pointed = pointing.iter().find_map(|cue| name.strip_prefix(cue));
    let name = match (pointed, theme) {
        (Some(noun), Some(theme)) => format!("{noun} {theme}"),
        (noun, _) => noun.unwrap_or(name).to_owned(),
    };
    let mut occasion = planned(&name, when.clone(), source.clone())?;
    if plans.is_some() {
        occasion.status = Some(OccasionStatus::Tentative);
    }
    let after = clause.get(bytes.end..).unwrap_or("").trim_end_matches('.');
    let places = after.split(", ").filter(|it| is_place_clause(it.trim()));
    occasion.places.extend(places.map(|place| place.trim().to_owned()));
    Some(occasion)
}

/// `Fair of trades at the hospital on 25/11`, `Visit of … on 1 December by Ana, Léo`.
fn verbless(
    clause: &str,
    bytes: &Range<usize>,
    when: &When,
    source: &Source,
    names: &Names,
) -> Option<Occasion> {
    let before = clause.get(..bytes.start)?;
    let key = fold(before);
    let mut start = key.split(' ').skip_while(|word| is_article(word));
    let event = start.next().is_some_and(is_event);
    let verb = |word: &str| {
        let auxiliary = ["est", "sont", "a", "ont", "était", "is", "are", "was", "has"];
        is_future(word) || auxiliary.contains(&word)
    };
    // "a" folds from "à" too, so the printed words are asked.
    let acts = before.split([' ', '\'', '’']).any(verb);
    let after = clause.get(bytes.end..)?.trim().trim_end_matches('.');
    let guests = ["par ", "avec ", "by ", "with "].iter().find_map(|cue| after.strip_prefix(cue));
    if !event || acts || (guests.is_none() && !after.is_empty()) {
        return None;
    }
    let name = before_date(before);
    let place = [" à ", " à l'", " au ", " aux ", " at "].iter().filter_map(|cue| name.find(cue));
    let place =
        place.min().filter(|at| !fold(name.get(*at..).unwrap_or("")).starts_with("au cours"));
    let (name, place) = place.map_or((name, ""), |at| name.split_at(at));
    let mut occasion = planned(name.trim(), when.clone(), source.clone())?;
    occasion.places.extend(Some(place.trim().to_owned()).filter(|place| !place.is_empty()));
    occasion.participants = guests.map(|list| participants(list, names)).unwrap_or_default();
    Some(occasion)
}

/// Who comes; one of whom more is said than the name wishes to, unless it says no.
fn participants(list: &str, names: &Names) -> Vec<Participant> {
    let mut found = Vec::new();
    let some_known = !names.find(list).is_empty();
    for one in listed(list) {
        let known = names.opening(one).map(|mention| mention.bytes.end);
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let capitals: usize =
            one.split_inclusive(' ').take_while(capital).map(str::len).sum::<usize>();
        let end = known.unwrap_or(capitals);
        let (person, rest) = one.split_at_checked(end).unwrap_or((one, ""));
        let person = person.trim();
        let rest = fold(rest);
        if known.is_none() && !(some_known && looks_like_name(person)) {
            continue;
        }
        let reply = if rest.is_empty() {
            Reply::Accepted
        } else if rest.starts_with("ne ") || rest.starts_with("can not") {
            Reply::Declined
        } else {
            Reply::Tentative
        };
        found.push(Participant { person: person.to_owned(), reply });
    }
    found
}

fn is_article(word: &str) -> bool {
    matches!(word, "le" | "la" | "les" | "l" | "un" | "une" | "the" | "a" | "an")
}

/// Whether `word` names a public event or a meeting.
fn is_event(word: &str) -> bool {
    matches!(
        word.strip_suffix('s').unwrap_or(word),
        "forum"
            | "salon"
            | "journee"
            | "demi"
            | "matinee"
            | "soiree"
            | "rencontre"
            | "rendez"
            | "reunion"
            | "atelier"
            | "conference"
            | "visite"
            | "session"
            | "seminaire"
            | "colloque"
            | "fete"
            | "foire"
            | "nuit"
            | "stage"
            | "tournee"
            | "fair"
            | "workshop"
            | "visit"
            | "meeting"
            | "seminar"
    )
}
