//! The points that a meeting was to treat: as listed, else as its headings name them.

use std::collections::HashSet;

use crate::blocks::{Block, Shape};
use crate::draft::{Confidence, Modality, Source};
use crate::fold::{fold, says};
use crate::reader::{heading, plain};
use crate::section::Section;

/// Longer paragraphs introduce no list.
const INTRODUCES: usize = 320;
/// Headings that name the record itself, and no matter.
const FORMAL: &[&str] = &[
    "compte rendu",
    "proces verbal",
    "minutes",
    "meeting minutes",
    "meeting notes",
    "links",
    "liens",
    "notes",
];
/// Longer lines without a mark are no points.
const LINE: usize = 90;

/// The points of the agenda as printed, and the first lines of the blocks that hold them.
pub(crate) fn listed(blocks: &[&Block]) -> (Vec<Source>, HashSet<u32>) {
    let mut reading = Reading::default();
    for (at, block) in blocks.iter().enumerate() {
        reading.block(block, blocks.get(at + 1).copied());
    }
    let mut points = reading.points;
    // Points that were taken from a list of issues name them; what stands between tells of them.
    if points.iter().filter(|(_, named)| *named).count() > 1 {
        points.retain(|(_, named)| *named);
    }
    let lines = points.iter().flat_map(|(point, _)| point.lines.iter().map(|[first, _]| *first));
    let lines = lines.collect();
    (points.into_iter().map(|(point, _)| point).collect(), lines)
}

/// Without a list, the headings that name a matter are the agenda: those of the depth at which the
/// text is first parted.
pub(crate) fn inferred(blocks: &[Block]) -> Vec<Source> {
    let matters = blocks.iter().filter(|block| {
        let matter = matches!(
            heading(block),
            Some(
                Section::Other
                    | Section::News
                    | Section::FollowUp
                    | Section::Approval
                    | Section::Questions
            )
        );
        let text = plain(&block.text);
        let key = fold(text);
        matter && !key.is_empty() && !FORMAL.contains(&key.as_str())
    });
    let matters: Vec<_> = matters.collect();
    let count = |level: usize| matters.iter().filter(|block| block.level == level).count();
    let parted =
        (1..=6).find(|level| count(*level) > 1).or((1..=6).find(|level| count(*level) > 0));
    let tops = points(&matters, parted.unwrap_or(6));
    tops.into_iter()
        .map(|block| {
            let source = block.source(without_number(plain(&block.text)), Confidence::Sure);
            Source { modality: Modality::Inferred, ..source }
        })
        .collect()
}

/// Those of `matters` that are points of business: no deeper than `level`, but for the headings below
/// one that only gathers them.
fn points<'a>(matters: &[&'a Block], level: usize) -> Vec<&'a Block> {
    let mut found = Vec::new();
    for (at, block) in matters.iter().enumerate().filter(|(_, block)| block.level <= level) {
        let below = matters.get(at + 1..).unwrap_or(&[]);
        let below = below.iter().take_while(|next| next.level > block.level);
        let below: Vec<_> = below.copied().collect();
        match below.iter().map(|next| next.level).min() {
            Some(deeper) if gathers(&fold(plain(&block.text))) => {
                found.extend(points(&below, deeper));
            }
            _ => found.push(*block),
        }
    }
    found
}

/// Whether a heading names no matter, and only what sort of matters follow.
fn gathers(key: &str) -> bool {
    let sorts = ["business", "reports", "agenda", "items", "matters", "topics", "points"];
    let which = [
        "old",
        "new",
        "unfinished",
        "general",
        "other",
        "regular",
        "consent",
        "standing",
        "committee",
        "officer",
        "officers",
        "director",
        "directors",
        "board",
        "discussion",
        "ongoing",
        "action",
        "main",
        "open",
        "continuing",
        "special",
        "staff",
        "and",
        "of",
        "the",
        "s",
        "for",
        "order",
    ];
    let mut words = key.split(' ').rev();
    let is = words.next().is_some_and(|last| sorts.contains(&last));
    is && words.all(|word| which.contains(&word) || sorts.contains(&word))
}

/// A heading without its number: `3. Budget`, `46/23 Planning`, `Point 2 – Locaux`, `Résolution n° 1 : …`.
fn without_number(title: &str) -> &str {
    let labels = [
        "Point ",
        "Item ",
        "Résolution ",
        "Resolution ",
        "Délibération ",
        "RÉSOLUTION ",
        "DÉLIBÉRATION ",
    ];
    let behind = labels.iter().find_map(|label| title.strip_prefix(label)).unwrap_or(title);
    let signs = ["n° ", "N° ", "n°", "N°", "no. ", "No. "];
    let behind = signs.iter().find_map(|sign| behind.strip_prefix(sign)).unwrap_or(behind);
    past_number(behind).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// What follows the number, or the number and its year, with which `text` begins.
fn past_number(text: &str) -> Option<&str> {
    let past = |text: &'_ str| text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.get(text.len() - past(text)..).filter(|rest| rest.len() < text.len())?;
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    if let Some(year) = rest.strip_prefix('/') {
        return year.get(year.len() - past(year)..)?.strip_prefix(' ').map(str::trim);
    }
    let marks = [". ", ") ", ".) ", " - ", " – ", " — ", " : ", ": ", "- "];
    marks.iter().find_map(|mark| rest.strip_prefix(mark)).map(str::trim)
}

/// Where points are listed.
#[derive(Clone, Copy, Debug)]
struct List {
    /// The depth of its heading; 0 for a label.
    level: usize,
    /// Whether a sentence introduces it, so that it ends with its first list.
    sentence: bool,
    /// Whether what stands here are points, not news.
    points: bool,
    /// White space before its points; what is set in deeper tells of the point above.
    indent: Option<usize>,
}

#[derive(Default)]
struct Reading {
    list: Option<List>,
    /// Each with whether it names an issue.
    points: Vec<(Source, bool)>,
}

impl Reading {
    fn block(&mut self, block: &Block, next: Option<&Block>) {
        let item = matches!(block.shape, Shape::Bullet | Shape::Numbered);
        let next_is_item =
            next.is_some_and(|next| matches!(next.shape, Shape::Bullet | Shape::Numbered));
        if let Some(known) = heading(block) {
            return self.heading(block, known);
        }
        if block.shape == Shape::Paragraph
            && block.text.len() <= INTRODUCES
            && next_is_item
            && introduces(&block.text)
        {
            self.list = Some(List { level: 0, sentence: true, points: true, indent: None });
            return;
        }
        let Some(list) = &mut self.list else { return };
        if !list.points {
            return;
        }
        if item {
            if list.indent.is_none_or(|indent| block.indent <= indent) {
                list.indent = Some(block.indent);
                self.points.extend(point(block));
            }
            return;
        }
        if (list.sentence || list.level == 0) && list.indent.is_some() {
            self.list = None;
            return;
        }
        let none_yet = list.indent.take().is_none() && self.points.is_empty();
        let brief = |line: &Block| {
            line.text.len() <= LINE
                && !line.text.ends_with(['.', ':', '*', '_'])
                && !line.text.contains("://")
        };
        let lines = block.by_line();
        if none_yet && block.indent == 0 && lines.len() > 1 && lines.iter().all(brief) {
            self.points.extend(lines.iter().filter_map(point));
        }
    }

    fn heading(&mut self, block: &Block, known: Section) {
        let text = plain(&block.text);
        if known == Section::Agenda {
            self.list =
                Some(List { level: block.level, sentence: false, points: true, indent: None });
        } else if let Some(list) = self.list.filter(|list| {
            // The heading of a repository stands for the list of its issues.
            list.level > 0 && (block.level > list.level || is_repository(text))
        }) {
            let news = says(
                &fold(text),
                &[
                    "announcement",
                    "annonce",
                    "update",
                    "actualite",
                    "information",
                    "follow",
                    "suivi",
                ],
            );
            self.list = Some(List { points: !news, indent: None, ..list });
        } else if !self.points.is_empty()
            || self.list.is_some_and(|list| list.level <= 1 || block.level <= 1)
            || FORMAL.contains(&fold(text).as_str())
        {
            self.list = None;
        } else if let Some(list) = &mut self.list {
            // The lists of issues may follow below headings of the same depth.
            list.points = false;
        }
    }
}

/// Whether a sentence says that the agenda follows.
pub(crate) fn introduces(text: &str) -> bool {
    let key = fold(text);
    let names = says(&key, &["ordre du jour", "ordre de jour", "the agenda", "agenda of"]);
    let ends = text.trim_end_matches(['*', '_', ' ', '\u{a0}']).ends_with([':', '.']);
    let other = [
        "prochain",
        "next",
        "approuv",
        "adopt",
        "approved",
        "on the agenda",
        "to the agenda",
        "from the agenda",
        "agenda for the",
    ];
    names && ends && !says(&key, &other)
}

/// `owner/name`.
fn is_repository(text: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    text.split_once('/').is_some_and(|(owner, name)| word(owner) && word(name))
}

/// The point that a block states, and whether it names an issue.
fn point(block: &Block) -> Option<(Source, bool)> {
    let (text, named) = without_issue(plain(&block.text));
    let text = without_speaker(text);
    let text = shown(text).unwrap_or(text);
    let text = plain(text.trim_end_matches(';').trim());
    let key = fold(text);
    let first = key.split(' ').next().unwrap_or("");
    let says_else = matches!(
        first,
        "action" | "verdict" | "decision" | "conclusion" | "todo" | "resolution" | "extracted"
    );
    let nothing = matches!(key.as_str(), "" | "none" | "n a" | "aucun" | "neant" | "tbd");
    let template =
        key.starts_with("please add") || text.starts_with("http") || block.text.starts_with("![");
    (!says_else && !nothing && !template).then(|| (block.source(text, Confidence::Sure), named))
}

/// `text` without the number of an issue at its end, and whether there was one.
fn without_issue(text: &str) -> (&str, bool) {
    let escaped = text.find(" [#").or_else(|| text.find(" \\[#"));
    match escaped.filter(|at| *at > 0) {
        Some(at) => (text.get(..at).unwrap_or(text).trim(), true),
        None => (text, false),
    }
}

/// `text` without who brings it up: `(**@ana**) Where …`, `[Ana] Where …`.
fn without_speaker(text: &str) -> &str {
    let bare = text.trim_start_matches(['*', ' ']);
    let brackets = [('(', ')'), ('[', ']')];
    let inner = brackets.into_iter().find_map(|(open, close)| {
        let (inner, rest) = bare.strip_prefix(open)?.split_once(close)?;
        let named = inner.contains('@') || open == '[' && !rest.starts_with('(');
        let brief = inner.split(' ').count() < 4 && !matches!(inner.trim(), "" | "x" | "X");
        (named && brief).then_some(rest.trim_start_matches([' ', '-', '*', ':']))
    });
    inner.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// What a text that is one link shows.
fn shown(text: &str) -> Option<&str> {
    let (shown, rest) = text.strip_prefix('[')?.split_once("](")?;
    let address = rest.strip_suffix(')')?;
    (!address.contains(')') && !shown.contains(']')).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn a_number_before_a_title_is_no_part_of_it() {
        for (title, want) in [
            ("3. Budget", "Budget"),
            ("1) Locaux", "Locaux"),
            ("46/23 Planning", "Planning"),
            ("Résolution n° 1 : Comptes", "Comptes"),
            ("Point 2 – Locaux", "Locaux"),
            ("2024 : bilan", "bilan"),
            ("4.2 release", "4.2 release"),
            ("Budget", "Budget"),
        ] {
            assert_eq!(without_number(title), want, "{title}");
        }
    }

    fn points(minutes: &str) -> Vec<String> {
        crate::read(minutes).0.agenda.into_iter().map(|point| point.text).collect()
    }

    #[test]
    fn points_are_the_top_of_a_list() {
        let minutes = "# Réunion du 4 mai 2021\n\n## Ordre du jour\n\n1. [Budget](#b)\n   - devis\n2. (**@ana**) Locaux\n\n## 1. Budget\n\nRien.\n";
        assert_eq!(points(minutes), ["Budget", "Locaux"]);
    }

    #[test]
    fn a_sentence_may_introduce_them() {
        let minutes = "# Réunion du 4 mai 2021\n\nLa présidente rappelle l'ordre du jour :\n\n- Budget ;\n- Locaux.\n\nPuis on lit.\n\n- rien\n";
        assert_eq!(points(minutes), ["Budget", "Locaux."]);
    }

    #[test]
    fn points_that_name_issues_are_told_from_what_is_said_of_them() {
        let minutes = "# Board 2021-05-04\n\n## Agenda\n\n### Announcements\n\n* Hello\n\n### acme/board\n\n* Plan [#4](https://x.example/4)\n  * talk\n* Cost [#5](https://x.example/5)\n* ACTION: none\n\n## Q&A\n\n* no\n";
        assert_eq!(points(minutes), ["Plan", "Cost"]);
    }
}
