//! Lines that label people, and the blocks that they begin.

use super::cue::{Cue, cue};
use super::list::is_no_college;
use super::run::{is_full_name, is_note, is_titled, parts};
use crate::blocks::{Block, Shape};
use crate::called::{is_title, surely_structure};
use crate::dates;
use crate::fold::fold;
use crate::reader::plain;

/// The label of a line and what follows it, if the label announces people.
pub(crate) fn labelled(text: &str) -> Option<(Cue, &str)> {
    let Some(at) = colons(text).next() else {
        return unmarked(text);
    };
    let (label, rest) = text.split_at(at + 1);
    let rest = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    match cue(label) {
        Some(cue) => Some((cue, past_titles(rest.trim()))),
        None => unmarked(text),
    }
}

/// `FCPE : Présents (3) : …`: for whom those came whom a label behind the first announces.
pub(super) fn grouped(text: &str) -> Option<(&str, Cue, &str)> {
    let mut group = "";
    let mut start = 0;
    for at in colons(text) {
        let label = text.get(start..=at)?;
        let rest = text.get(at + 1..)?.trim_start_matches(['*', '_', ' ', '\u{a0}']).trim();
        if let Some(cue) = cue(label).filter(|_| start > 0 && !rest.is_empty()) {
            return Some((group, cue, rest));
        }
        group = plain(label);
        if group.split(' ').count() > 8 || !is_capitalised(group) {
            return None;
        }
        start = at + 1;
    }
    None
}

/// `Mmes et MM. : Ana BEL`: what follows titles that are a label of their own.
pub(super) fn past_titles(text: &str) -> &str {
    let Some((label, rest)) = text.split_once(':') else { return text };
    let titles = label.split_whitespace().all(|word| is_title(word) || word == "et");
    if titles && !label.trim().is_empty() && !rest.trim().is_empty() { rest.trim() } else { text }
}

/// Whether `text` names a structure whose people the next lines list by their status.
pub(super) fn names_structure(text: &str) -> bool {
    let text = plain(text);
    let brief = text.len() < 90 && !text.ends_with(['.', ',', ';']) && !text.contains(':');
    brief
        && is_capitalised(text)
        && surely_structure(text)
        && is_no_college(text)
        && dates::find(text, None).is_empty()
}

/// Whether `title` names a structure, and `list` the people of a status below it.
pub(crate) fn is_above(title: &Block, list: &Block) -> bool {
    title.first() == title.last()
        && names_structure(&title.text)
        && labelled(&title.text).is_none()
        && labelled(&list.text).is_some()
}

/// `blocks` cut so that a label of people begins a block, and stands alone where it ends its line.
pub(crate) fn apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for block in blocks {
        if block.shape == Shape::Heading {
            found.push(block);
            continue;
        }
        if block.first() == block.last() {
            found.extend(by_status(block));
            continue;
        }
        let mut open: Option<(Block, bool)> = None;
        let lines = block.by_line();
        for (at, line) in lines.iter().cloned().enumerate() {
            let begins = match labelled(&line.text) {
                Some((_, "")) => Some(true),
                Some(_) => Some(false),
                None => {
                    let brief = line.text.len() < 60 && cue(&line.text).is_some();
                    let above = lines.get(at + 1).is_some_and(|next| is_above(&line, next));
                    (brief || above).then_some(true)
                }
            };
            open = match (open, begins) {
                (Some((whole, false)), None)
                    if labelled(&whole.text).is_none() || !leaves(&whole.text, &line.text) =>
                {
                    Some((whole.joined(&line), false))
                }
                (before, begins) => {
                    // Only its first line is behind the mark of a list.
                    let first = before.is_none();
                    found.extend(before.into_iter().flat_map(|(whole, _)| by_status(whole)));
                    let shape = if first { line.shape } else { Shape::Paragraph };
                    let line = line.shaped(shape);
                    Some((line, begins == Some(true)))
                }
            };
        }
        found.extend(open.into_iter().flat_map(|(whole, _)| by_status(whole)));
    }
    found
}

/// Whether `line`, below `people`, tells of something else: in a sentence, or behind a label with an hour.
fn leaves(people: &str, line: &str) -> bool {
    let more = people.ends_with([',', ';', '-', '–']) || people.ends_with(" et");
    let sentence = line.ends_with('.') && line.split(' ').count() > 4 && !line.contains(',');
    let label = colons(line).next().and_then(|at| line.get(..at)).map(fold).unwrap_or_default();
    let hours = ["debut", "fin", "ouverture", "cloture", "heure", "date", "lieu", "duree"];
    let other = hours.iter().any(|word| label.starts_with(word)) || label.contains("seance");
    let last = people.rsplit(' ').next().unwrap_or("");
    let ended = people.ends_with('.') && !is_title(last) && last.len() > 3;
    is_capitalised(line) && (!more && sentence || other || ended)
}

/// `block` cut where another status is labelled within it: `Présents : A, B. Excusés : C`.
fn by_status(block: Block) -> Vec<Block> {
    let text = block.text.as_str();
    let mut starts = Vec::new();
    let mut whole = 0;
    let mut before = 0;
    for at in colons(text) {
        let between = text.get(before..at).unwrap_or("");
        let label = between.rfind(['.', ';']).map_or(before, |end| before + end + 1);
        if label > before || before == 0 {
            whole = label;
        }
        if cue(text.get(label..=at).unwrap_or("")).is_some() {
            starts.push(whole);
        }
        before = at + 1;
    }
    starts.dedup();
    let several = starts.len() > 1;
    if !several || starts.first().is_some_and(|first| *first > 0) {
        return vec![block];
    }
    let ends: Vec<_> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    let pieces = starts.into_iter().zip(ends);
    pieces.map(|(start, end)| block.piece(start..end)).collect()
}

/// `Présents Ana BEL, Léo NOUR`: a status without a mark behind it, before names alone.
fn unmarked(text: &str) -> Option<(Cue, &str)> {
    let words = ["Présents ", "Présentes ", "Absents excusés ", "Absents ", "Absentes "];
    let more = ["Excusés ", "Excusées ", "Invités ", "Invité ", "Invitée "];
    let proxies = ["Mandat de ", "Mandats de ", "Procuration de ", "Procurations de "];
    let pouvoirs = ["Pouvoir de ", "Pouvoirs de "];
    if let Some(rest) =
        proxies.into_iter().chain(pouvoirs).find_map(|label| text.strip_prefix(label))
    {
        return rest.contains(" à ").then_some((Cue::Proxies, rest));
    }
    let label = words.into_iter().chain(more).find(|label| text.starts_with(label))?;
    let rest = text.get(label.len()..)?;
    let parts = parts(rest);
    let names_one = |part: &&str| is_full_name(part) || is_titled(part);
    let people = parts.first().is_some_and(&names_one)
        && parts.iter().all(|part| names_one(part) || is_note(part));
    people.then_some(cue(label).map(|cue| (cue, rest))).flatten()
}

/// Where a colon stands that ends a label, outside of brackets.
fn colons(text: &str) -> impl Iterator<Item = usize> {
    let mut depth = 0_usize;
    text.char_indices().filter_map(move |(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let after = text.get(at + 1..).unwrap_or("");
        let ends = after.is_empty() || after.starts_with([' ', '*', '_', ',', '\u{a0}']);
        (c == ':' && depth == 0 && ends).then_some(at)
    })
}

fn is_capitalised(text: &str) -> bool {
    !fold(text).is_empty() && plain(text).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::draft::{Attendee, Status};

    fn read(minutes: &str) -> Vec<(String, Status, Option<String>)> {
        let said = |it: Attendee| Some((it.person?, it.status?, it.organisation));
        crate::read(minutes).0.attendance.into_iter().filter_map(said).collect()
    }

    fn one(name: &str, status: Status, structure: &str) -> (String, Status, Option<String>) {
        let structure = Some(structure.to_owned()).filter(|it| !it.is_empty());
        (name.to_owned(), status, structure)
    }

    #[test]
    fn one_line_may_label_several_statuses_and_for_whom() {
        let text = "# Conseil du 4 mai 2024\n\nParents : AFPE : Présents (2) : Ana Bel, Léo Nour ; Excusée : Zoé Marc ; UPE : Présents (1) : Max Roy. Excusés : Eva Lys.\n";
        assert_eq!(
            read(text),
            [
                one("Ana Bel", Status::Present, "AFPE"),
                one("Léo Nour", Status::Present, "AFPE"),
                one("Zoé Marc", Status::Excused, ""),
                one("Max Roy", Status::Present, "UPE"),
                one("Eva Lys", Status::Excused, ""),
            ]
        );
    }

    #[test]
    fn a_status_needs_no_mark_before_names_alone() {
        let text = "# AG du 4 mai 2024\n\nPrésents Bel Ana, Nour Léo,\nsoit 2 présents.\nAbsents Roy Max, Lys Eva\n";
        let found = read(text);
        assert_eq!(found.len(), 4);
        assert!(read("# AG du 4 mai 2024\n\nPrésents en nombre, ils votent.\n").is_empty());
    }

    #[test]
    fn a_structure_above_labels_is_whom_they_came_for() {
        let text = "# Comité du 4 mai 2024\n\nCOMMUNAUTÉ DU VAL\nTitulaires : Ana BEL, Léo NOUR\nProcurations : Zoé MARC à Ana BEL\nAbsents excusés : Zoé MARC\nCOMMUNAUTÉ DU LAC\nTitulaires : Max ROY\nSuppléants : /\n";
        let found = read(text);
        let of = |name: &str| found.iter().find(|(it, _, _)| it == name).cloned();
        assert_eq!(of("Léo NOUR"), Some(one("Léo NOUR", Status::Present, "COMMUNAUTÉ DU VAL")));
        assert_eq!(of("Zoé MARC"), Some(one("Zoé MARC", Status::Proxied, "COMMUNAUTÉ DU VAL")));
        assert_eq!(of("Max ROY"), Some(one("Max ROY", Status::Present, "COMMUNAUTÉ DU LAC")));
        assert_eq!(found.len(), 4);
    }
}
