//! Notes that have a kind: groups, projects, outlines, staffing, what is done elsewhere.

use crate::dates::{self, Calendar};
use crate::draft::{Modality, Note, NoteKind, Source};
use crate::fold::{fold, says};
use crate::names::Names;

/// The note that `clause` is, if its wording gives it a kind.
pub(super) fn note(
    clause: &str,
    key: &str,
    source: &Source,
    names: &Names,
    calendar: Calendar,
) -> Option<Note> {
    let kind = kind(clause, key)?;
    let modality = match kind {
        NoteKind::Elsewhere => Modality::Reported,
        NoteKind::Project if key.contains("sera ") || key.contains("portera ") => {
            Modality::Intended
        }
        _ => Modality::Stated,
    };
    let source = Source { modality, ..source.clone() };
    let when = dates::find(clause, calendar).into_iter().find_map(|found| found.when);
    let parts = if kind == NoteKind::Elsewhere { places(clause, &source) } else { Vec::new() };
    Some(Note {
        name: (kind == NoteKind::WorkingGroup).then(|| group(clause)).flatten(),
        people: names.find(clause).into_iter().map(|mention| mention.person).collect(),
        when,
        parts,
        ..Note::bare(kind, source)
    })
}

fn kind(clause: &str, key: &str) -> Option<NoteKind> {
    let says = |cues: &[&str]| says(key, cues);
    Some(if is_elsewhere(key) {
        NoteKind::Elsewhere
    } else if clause.ends_with(':') && says(&["canevas", "trame", "deroule type", "outline"]) {
        NoteKind::Outline
    } else if says(&["groupe de travail", "working group"])
        && says(&["se reunit", "se reunira", "est cree", "sera cree", "est constitue", " meets "])
    {
        NoteKind::WorkingGroup
    } else if carries(clause)
        || says(&["un des projets", "l un des projets", "one of the projects"])
            && says(&[" sera ", " est ", " is ", " will "])
    {
        NoteKind::Project
    } else if says(&["partenaire", "partner", "benevole", "volunteer"])
        && says(&["mobilise", "temps de presence", "permanence", "tenir le stand", "anime par"])
    {
        NoteKind::Staffing
    } else {
        return None;
    })
}

/// What others do: said of another place, or reported in the conditional with its doer.
fn is_elsewhere(key: &str) -> bool {
    let places = [
        "territoire voisin",
        "territoires voisins",
        "autres territoires",
        "autre territoire",
        "autres departements",
        "autres regions",
        "other territories",
        "other regions",
        "neighbouring",
    ];
    let mut words = key.split(' ');
    let reported = words.any(|word| matches!(word, "serait" | "seraient"))
        && words.next().is_some_and(|word| {
            ["e", "ee", "es", "ees"].iter().any(|end| word.len() > 4 && word.ends_with(end))
        })
        && words.next() == Some("par");
    reported || says(key, &places)
}

/// A structure that carries something: "porte actuellement une étude".
fn carries(clause: &str) -> bool {
    // As printed: "porté" is another word.
    let words: Vec<_> = clause.split_whitespace().collect();
    let carry = |word: &str| {
        matches!(word, "porte" | "portera" | "pilote" | "pilotera" | "conduit" | "carries" | "runs")
    };
    let some = |word: &&str| {
        matches!(*word, "un" | "une" | "des" | "plusieurs" | "divers" | "diverses" | "a" | "an")
    };
    words
        .iter()
        .enumerate()
        .any(|(at, word)| at > 0 && carry(word) && words.iter().skip(at + 1).take(2).any(some))
}

/// The name of the group, up to its verb.
fn group(clause: &str) -> Option<String> {
    let starts = ["groupe de travail", "Groupe de travail", "working group", "Working group"];
    let at = starts.iter().find_map(|start| clause.find(start))?;
    let name = clause.get(at..)?;
    let verbs = [" se ", " est ", " sera ", " meets", " is ", ","];
    let end = verbs.iter().filter_map(|verb| name.find(verb)).min().unwrap_or(name.len());
    Some(name.get(..end)?.trim().to_owned())
}

/// `…: Orléans, this; Chartres: that` as its places, where it tells of several.
fn places(clause: &str, source: &Source) -> Vec<Source> {
    let told = clause.split_once(": ").map_or("", |(_, told)| told);
    let places: Vec<_> =
        told.split("; ").map(str::trim).filter(|it| !fold(it).is_empty()).collect();
    if places.len() < 2 {
        return Vec::new();
    }
    let one = |text: &str| Source { text: text.to_owned(), ..source.clone() };
    places.into_iter().map(one).collect()
}
