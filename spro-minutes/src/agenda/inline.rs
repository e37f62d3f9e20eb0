//! An agenda in one line.

use super::LINE;
use crate::blocks::Block;
use crate::draft::{Confidence, Source};
use crate::labelled::is_nothing;
use crate::section::{Section, section};

/// Points that stand behind the label of an agenda in its own line: `Ordre du jour : locaux – budget`.
pub(super) fn inline(block: &Block) -> Option<Vec<(Source, bool)>> {
    let (label, rest) = block.text.split_once(':')?;
    let rest = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']).trim_end();
    let named = label.len() < 60 && section(label) == Some(Section::Agenda);
    // A link leads to an agenda, and is none.
    let links = label.contains('[') || rest.contains("//") || rest.starts_with(['[', '<']);
    if !named || links || is_nothing(rest) {
        return None;
    }
    let one = || (rest.len() <= LINE && !rest.contains(". ")).then(|| vec![rest]);
    Some(of(block, listed_in(rest).or_else(one)?))
}

pub(super) fn of(block: &Block, points: Vec<&str>) -> Vec<(Source, bool)> {
    points.into_iter().map(|point| (block.source(point, Confidence::Sure), false)).collect()
}

/// The points of one line, at the strongest mark between them.
pub(super) fn listed_in(line: &str) -> Option<Vec<&str>> {
    let line = line.trim_end_matches('.');
    let marks: [&[&str]; 3] = [&[";"], &[" – ", " - ", " — "], &[", "]];
    marks.into_iter().find_map(|marks| {
        let mut parts = vec![line];
        for mark in marks {
            parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
        }
        let parts: Vec<_> = parts.into_iter().map(str::trim).filter(|it| !it.is_empty()).collect();
        let brief = parts.iter().all(|part| part.split(' ').count() < 10 && !part.contains(". "));
        // A sentence has commas too.
        let least = if marks.contains(&", ") { 4 } else { 2 };
        (parts.len() >= least && brief).then_some(parts)
    })
}
