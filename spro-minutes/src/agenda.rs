//! The points that a meeting was to treat: as listed, else as its headings name them.

mod headings;
mod inline;

use std::collections::HashSet;

use crate::blocks::{Block, Shape};
use crate::called::as_roles_are;
use crate::dates;
use crate::draft::{Confidence, Source};
use crate::fold::{fold, says};
use crate::reader::{heading, plain};
use crate::section::{Section, section};
use headings::FORMAL;
pub(crate) use headings::inferred;
use inline::{inline, listed_in, of};

/// Longer paragraphs introduce no list.
const INTRODUCES: usize = 320;
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
    // A calendar is an agenda of another kind.
    let dated = |point: &Source| {
        dates::find(&point.text, None).first().is_some_and(|found| found.bytes.start == 0)
    };
    if points.iter().filter(|(point, _)| dated(point)).count() * 2 > points.len() {
        points.clear();
    }
    let lines = points.iter().flat_map(|(point, _)| point.lines.iter().map(|[first, _]| *first));
    let lines = lines.collect();
    (points.into_iter().map(|(point, _)| point).collect(), lines)
}

/// Whether a heading names the record itself, and no matter.
pub(crate) fn is_formal(heading: &str) -> bool {
    FORMAL.contains(&fold(plain(heading)).as_str())
}

/// Whether a line is no more than the title of an agenda.
pub(crate) fn is_title(line: &str) -> bool {
    let bare = line.trim_end_matches(['*', '_', ' ', '\u{a0}', ':']);
    line.len() < 60
        && !line.ends_with('.')
        && section(bare) == Some(Section::Agenda)
        && line.trim_start_matches(['*', '_']).starts_with(char::is_uppercase)
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
    style: Style,
}

/// How the points of a list are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Unknown,
    /// Behind numbers, so that bullets are details.
    Numbered,
    /// Each as a paragraph of its own.
    Paragraphs,
    /// The first behind the label, the others set in below it.
    SetIn,
}

impl List {
    const fn new(level: usize, sentence: bool) -> Self {
        Self { level, sentence, points: true, indent: None, style: Style::Unknown }
    }
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
        if self.points.is_empty()
            && let Some(points) = inline(block)
        {
            // One point in the line of the label may go on in lines set in below.
            let list = List { style: Style::SetIn, ..List::new(0, false) };
            self.list = (points.len() == 1).then_some(list);
            self.points.extend(points);
            return;
        }
        let set_in = self.list.is_some_and(|list| list.style == Style::SetIn) && block.indent > 3;
        if let Some(known) = heading(block).filter(|_| !set_in) {
            return self.heading(block, known);
        }
        let lines_follow = block.text.len() < 60
            && next.is_some_and(|next| next.shape == Shape::Paragraph && next.by_line().len() > 1);
        if block.shape == Shape::Paragraph
            && block.text.len() <= INTRODUCES
            && (next_is_item || lines_follow)
            && introduces(&block.text)
        {
            self.list = Some(List::new(0, true));
            return;
        }
        if item {
            self.item(block);
        } else {
            self.paragraph(block);
        }
    }

    fn item(&mut self, block: &Block) {
        let Some(list) = self.list.as_mut().filter(|list| list.points) else { return };
        let numbered = block.shape == Shape::Numbered;
        let long = block.text.len() > 2 * LINE && block.last() > block.first();
        if numbered && list.level == 0 && long {
            // A number before a text is that of the point it treats.
            list.points = false;
            return;
        }
        if !numbered && list.style == Style::Numbered && list.level == 0 {
            return;
        }
        if numbered {
            list.style = Style::Numbered;
        }
        if list.indent.is_none_or(|indent| block.indent <= indent) {
            list.indent = Some(block.indent);
            self.points.extend(point(block));
        }
    }

    fn paragraph(&mut self, block: &Block) {
        let Some(list) = self.list.as_mut().filter(|list| list.points) else { return };
        if (list.sentence || list.level == 0) && list.indent.is_some() {
            self.list = None;
            return;
        }
        let none_yet = list.indent.take().is_none() && self.points.is_empty();
        let run = listed_in(&block.text).filter(|_| none_yet && block.indent == 0);
        if let Some(run) = run {
            list.points = false;
            self.points.extend(of(block, run));
            return;
        }
        let brief = |line: &Block| {
            line.text.len() <= LINE
                && !line.text.ends_with(['.', ':', '*', '_'])
                && !line.text.contains("://")
        };
        let lines = block.by_line();
        let points: Vec<_> = lines.iter().filter_map(point).collect();
        let each = matches!(list.style, Style::Paragraphs | Style::SetIn);
        if lines.is_empty() || !lines.iter().all(brief) {
            // What stood alone above a text was its title.
            if list.style == Style::Paragraphs && self.points.len() < 2 {
                self.points.clear();
            }
            list.points = !each;
        } else if none_yet {
            let alone = lines.len() == 1 && list.level == 0;
            if alone {
                list.style = Style::Paragraphs;
            }
            if alone || lines.len() > 1 && block.indent == 0 {
                self.points.extend(points);
            }
        } else if each {
            // A point a paragraph, until one comes again as the title of its text.
            let again = |point: &(Source, bool)| {
                self.points.iter().any(|(before, _)| fold(&before.text) == fold(&point.0.text))
            };
            let left = list.style == Style::SetIn && block.indent < 4;
            if left || points.iter().any(again) {
                list.points = false;
            } else {
                self.points.extend(points);
            }
        }
    }

    fn heading(&mut self, block: &Block, known: Section) {
        let text = plain(&block.text);
        if known == Section::Agenda {
            self.list = Some(List::new(block.level, false));
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
            || is_formal(text)
        {
            self.list = None;
        } else if let Some(list) = &mut self.list {
            // The lists of issues may follow below headings of the same depth.
            list.points = false;
        }
    }
}

/// Whether `block` states an agenda, or says that it follows.
pub(crate) fn begins(block: &Block) -> bool {
    introduces(&block.text) || inline(block).is_some()
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
    // A link to the agenda is none of its points.
    if shown(text).is_some_and(|shown| fold(shown).split(' ').any(|word| word == "agenda")) {
        return None;
    }
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
    // "Chair: Ana Bel" tells who holds an office there.
    let office = text.split_once(": ").is_some_and(|(label, _)| as_roles_are(label));
    (!says_else && !nothing && !template && !office)
        .then(|| (block.source(text, Confidence::Sure), named))
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
    fn points(minutes: &str) -> Vec<String> {
        crate::read(minutes).0.agenda.into_iter().map(|point| point.text).collect()
    }

    #[test]
    fn points_are_the_top_of_a_list() {
        let minutes = "# Réunion du 4 mai 2021\n\n## Ordre du jour\n\n1. [Budget](#b)\n   - devis\n2. (**@ana**) Locaux\n\n## 1. Budget\n\nRien.\n";
        assert_eq!(points(minutes), ["Budget", "Locaux"]);
    }

    #[test]
    fn points_stand_in_one_line_or_each_in_a_paragraph() {
        for (minutes, want) in [
            (
                "# Réunion du 4 mai 2021\n\nOrdre du jour : Loto – Chorale - Vente de fleurs\n\nRien.\n",
                vec!["Loto", "Chorale", "Vente de fleurs"],
            ),
            (
                "# Réunion du 4 mai 2021\n\n## Ordre du jour\n\nAssurances, locaux, compte bancaire, cotisations.\n\n## Assurances\n\nRien.\n",
                vec!["Assurances", "locaux", "compte bancaire", "cotisations"],
            ),
            (
                "RÉUNION DU 4 MAI 2021\n\nORDRE DU JOUR :\n\nLocaux\n\nFête du village\n\nLocaux\n\nLe bail finit en mai.\n",
                vec!["Locaux", "Fête du village"],
            ),
            (
                "Conseil du 4 mai 2021\nPrésents : Ana Bel\nORDRE DU JOUR\n•Locaux de l'école\n•Fête\n",
                vec!["Locaux de l'école", "Fête"],
            ),
            (
                "# Réunion du 4 mai 2021\n\n## Agenda\n\n- 3 juin 2021 : fête\n- 4 juillet 2021 : loto\n\n## Locaux\n\nRien.\n\n## Budget (21 h 00-21 h 15)\n\nRien.\n",
                vec!["Locaux", "Budget"],
            ),
        ] {
            assert_eq!(points(minutes), want, "{minutes}");
        }
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
