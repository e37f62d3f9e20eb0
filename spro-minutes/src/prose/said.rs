//! Questions, ideas and positions in running text.

use crate::blocks::Block;
use crate::draft::{Idea, ItemRef, Modality, Position, Question, Source, Stance};
use crate::fold::says;
use crate::names::Names;
use crate::section::Section;

/// The question that `sentence` is. Where it `acts` too, the question is its inverted clause alone.
pub(super) fn question(
    block: &Block,
    sentence: &str,
    acts: bool,
    names: &Names,
) -> Option<Question> {
    let said = if acts { inverted(sentence)? } else { sentence };
    let raised_by = names.find(said).into_iter().next().map(|mention| mention.person);
    let source = Source { modality: Modality::Reported, ..block.part(said) };
    Some(Question { source, number: None, raised_by })
}

/// The clause that turns verb and subject around: "peut-être pourrait-on …".
fn inverted(sentence: &str) -> Option<&str> {
    let turns = ["-on ", "-il ", "-elle ", "-ils ", "-elles ", "-nous "];
    let at = turns.iter().filter_map(|turn| sentence.find(turn)).min()?;
    let start = sentence.get(..at)?.rfind([',', ';', '.']).map_or(0, |comma| comma + 1);
    Some(sentence.get(start..)?.trim())
}

/// The idea that `clause` tells of; only among ideas is a wish one.
pub(super) fn idea(
    clause: &str,
    key: &str,
    source: &Source,
    at: Section,
    names: &Names,
) -> Option<Idea> {
    let says = |cues: &[&str]| says(key, cues);
    let proposed = says(&["l idee de ", "l idee d ", "the idea of ", "the idea to "]);
    let wished = at == Section::Ideas
        && says(&[
            "il parait ",
            "il semble ",
            "il serait utile",
            "il serait interessant",
            "il serait souhaitable",
            " propose de ",
            " propose d ",
            " propose une ",
            " propose un ",
            " proposes ",
            " suggests ",
        ]);
    let raised_by = names.find(clause).into_iter().next().map(|mention| mention.person);
    let source = Source { modality: Modality::Reported, ..source.clone() };
    (proposed || wished).then_some(Idea { source, number: None, raised_by })
}

/// The position that `clause` takes; only an exchange takes any.
pub(super) fn position(
    clause: &str,
    key: &str,
    source: &Source,
    at: Section,
    names: &Names,
    about: Option<ItemRef>,
) -> Option<Position> {
    let says = |cues: &[&str]| says(key, cues);
    let kind = if at != Section::Ideas {
        return None;
    } else if says(&[
        "defavorable",
        "s oppose",
        "est opposee",
        "est oppose",
        "is against",
        "are against",
    ]) {
        Stance::Against
    } else if says(&[
        "ne peut pas",
        "ne peut donc pas",
        "ne peuvent pas",
        "ne peuvent donc pas",
        "represente un cout",
        "represente une charge",
        "redondant",
        "trop lourd",
        "emet une reserve",
        "emet des reserves",
        "is redundant",
        "comes at a cost",
    ]) {
        Stance::Reservation
    } else if says(&["favorable", "incontestable", "soutient ", "in favour", "supports "]) {
        Stance::For
    } else {
        return None;
    };
    let by = names.opening(clause).map(|mention| mention.person);
    let source = Source { modality: Modality::Reported, ..source.clone() };
    Some(Position { source, kind, by, on: None, about })
}
