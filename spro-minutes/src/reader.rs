//! From blocks to a draft.

use std::collections::HashSet;

use chrono::Datelike as _;

use crate::acting;
use crate::agenda;
use crate::approval;
use crate::attendance;
use crate::blocks::{Block, Shape, blocks};
use crate::closing;
use crate::dates::{self, Found};
use crate::documents::{self, links};
use crate::draft::{
    AskedKind, Confidence, Draft, ItemKind, Language, Modality, Note, NoteKind, Problem,
    ProblemKind, Source,
};
use crate::fold::{fold, squeeze};
use crate::front;
use crate::head;
use crate::labelled::{self, label};
use crate::listing::{self, Above, Listing};
use crate::names::Names;
use crate::occasion;
use crate::outcome_table;
use crate::people;
use crate::prose::{self, Context};
use crate::restated;
use crate::section::{Section, section};
use crate::sentence::sentences;
use crate::status_change::said;
use crate::surroundings::{Surroundings, order};
use crate::titles;
use crate::vote;

/// The head of minutes has no more blocks than this, and none longer.
const HEAD: (usize, usize) = (12, 240);

/// Reads `text`: what it claims, and what is wrong with it.
pub fn read(text: &str) -> (Draft, Vec<Problem>) {
    read_in(text, &Surroundings::default())
}

/// Reads `text`, with what is known beside it of its dates.
pub fn read_in(text: &str, around: &Surroundings<'_>) -> (Draft, Vec<Problem>) {
    let language = language(text);
    let date_order = order(text, language, around);
    let mut draft = Draft { date_order, language, ..Draft::default() };
    let lines: Vec<_> = text.lines().collect();
    let skipped = front::read(&lines, &mut draft);
    let blocks = attendance::apart(titles::apart(blocks(text, skipped)));
    let (top, rest) = blocks.split_at(head_length(&blocks));
    head::read(top, &mut draft);
    head::convened(rest, &mut draft);
    head::settle(top, text, around, &mut draft);
    let told = attendance::read(top, rest, &lines, &mut draft);
    let others: Vec<_> = told.iter().map(|(block, _)| *block).collect();
    let (agenda, points) = agenda::listed(&others);
    if !agenda.is_empty() {
        draft.agenda = agenda;
    }
    let called = |item| -> [Option<&str>; 2] {
        let item: &crate::draft::Attendee = item;
        [item.person.as_deref(), item.alias.as_deref()]
    };
    let structures = draft.attendance.iter().filter_map(|item| item.organisation.as_deref());
    let listed = draft.attendance.iter().flat_map(called).flatten();
    let unlisted = draft.attendance.iter().all(|item| item.person.is_none());
    let acting = if unlisted { acting::people(rest) } else { Vec::new() };
    let mut reading = Reading {
        names: Names::of(listed.chain(acting.iter().map(String::as_str)))
            .with_organisations(structures),
        titles: told.iter().filter(|(_, new)| *new).map(|(it, _)| fold(&it.text)).collect(),
        points,
        context: Context::default(),
        listing: None,
        above: Above::default(),
        draft,
    };
    let mut at = Section::Other;
    // How deep the heading of a list of actions or decisions is: deeper ones part it.
    let mut depth = None;
    let mut told = told.into_iter().peekable();
    while let Some((block, begins)) = told.next() {
        reading.draft.documents.extend(links(block));
        if let Some(listing) = Listing::opened(block) {
            reading.begin(block, Section::Actions);
            reading.listing = Some(listing);
            reading.above = Above::default();
        } else if begins {
            let begun = heading(block).unwrap_or(at);
            let parts = begun == Section::Other
                && block.shape == Shape::Heading
                && depth.is_some_and(|depth| block.level > depth);
            if !parts {
                at = begun;
                let list = matches!(at, Section::Actions | Section::Decisions);
                depth = (list && block.level > 0).then_some(block.level);
            }
            reading.listing = None;
            reading.above = Above::default();
            reading.begin(block, at);
        } else if vote::table(&block.text).is_some()
            && let Some((caption, _)) =
                told.next_if(|(next, begins)| !begins && next.text.starts_with(": "))
        {
            vote::place(caption, block, &mut reading.draft);
        } else if block.shape == Shape::Paragraph
            && let Some((table, _)) =
                told.next_if(|(next, begins)| !begins && vote::table(&next.text).is_some())
        {
            match told.next_if(|(next, begins)| !begins && next.text.starts_with(": ")) {
                Some((caption, _)) => {
                    reading.place(block, at);
                    vote::place(caption, table, &mut reading.draft);
                }
                None => vote::place(block, table, &mut reading.draft),
            }
        } else {
            if matches!(at, Section::Attendance(_)) && is_told(block) {
                at = Section::Other;
            }
            reading.place(block, at);
        }
    }
    reading.context.leave_motion(&mut reading.draft);
    let mut draft = reading.draft;
    if draft.agenda.is_empty() {
        draft.agenda = agenda::inferred(rest);
    }
    restated::merge(&mut draft.actions);
    people::complete(&mut draft);
    draft.unplaced = unplaced(text, &draft);
    let problems = problems(text, &draft);
    (draft, problems)
}

/// How many blocks stand before the first that is no title, place or day.
fn head_length(blocks: &[Block]) -> usize {
    let mut dated = false;
    let begins = |block: &Block| {
        let listed = matches!(block.shape, Shape::Bullet | Shape::Numbered);
        let labelled = attendance::announces(&block.text);
        if labelled || agenda::begins(block) || listed && !block.text.contains(':') {
            return true;
        }
        let date = block.text.len() <= HEAD.1 && !dates::find(&block.text, None).is_empty();
        let matter = match heading(block) {
            Some(Section::Other) => dated && !date,
            known => known.is_some(),
        };
        dated |= date;
        matter || block.text.len() > HEAD.1
    };
    let structure = |at: usize| {
        let pair = blocks.get(at.saturating_sub(1)).zip(blocks.get(at));
        at > 1
            && pair.is_some_and(|(title, list)| {
                title.shape != Shape::Heading && attendance::is_above(title, list)
            })
    };
    let length = blocks.iter().take(HEAD.0).position(begins).unwrap_or(blocks.len().min(HEAD.0));
    length - usize::from(structure(length))
}

/// Whether `block` is running text, with which a list of people ends that no heading does.
fn is_told(block: &Block) -> bool {
    let small = block.text.split(' ').filter(|word| word.starts_with(char::is_lowercase));
    block.shape == Shape::Paragraph && block.text.ends_with('.') && small.count() > 4
}

/// `text` without the marks that set it off, unless it is nothing else.
pub(crate) fn plain(text: &str) -> &str {
    match text.trim_matches(['*', '_', ' ', ':', '•']) {
        "" => text,
        plain => plain,
    }
}

/// The section that `block` begins, if it is a heading by its mark or by a known wording.
pub(crate) fn heading(block: &Block) -> Option<Section> {
    let bold = block.text.starts_with("**") && block.text.ends_with("**");
    let bulleted = matches!(block.shape, Shape::Bullet | Shape::Numbered);
    match section(&block.text) {
        Some(known) if !bulleted || bold => Some(known),
        _ => (block.shape == Shape::Heading).then_some(Section::Other),
    }
}

struct Reading {
    draft: Draft,
    names: Names,
    /// The headings, folded.
    titles: HashSet<String>,
    /// The first lines of the blocks that state a point of the agenda.
    points: HashSet<u32>,
    context: Context,
    listing: Option<Listing>,
    above: Above,
}

impl Reading {
    fn begin(&mut self, block: &Block, at: Section) {
        self.draft.headings.push(block.whole());
        self.context.leave_motion(&mut self.draft);
        let matter = !matches!(at, Section::Attendance(_) | Section::Agenda | Section::Actions);
        self.context.begin(matter && !agenda::is_formal(&block.text));
        if at != Section::Ideas {
            self.context.heading();
            self.context.titled(&block.text);
        }
        if at == Section::Outline {
            let note = Note::bare(NoteKind::Outline, block.whole());
            let name = Some(plain(&block.text).to_owned());
            self.draft.notes.push(Note { name, ..note });
        }
    }

    /// The list that holds `block` inside the section `at`, else that section.
    fn section_of(&mut self, block: &Block, at: Section) -> Section {
        let held = self.listing.as_mut().and_then(|listing| listing.holds(block));
        if held.is_none() && self.listing.take().is_some() {
            self.above = Above::default();
        }
        held.unwrap_or(at)
    }

    fn place(&mut self, block: &Block, at: Section) {
        let at = self.section_of(block, at);
        if self.points.contains(&block.first()) {
            return;
        }
        let (names, draft) = (&self.names, &mut self.draft);
        if closing::written(block, draft) {
            return;
        }
        let placed = match at {
            Section::Occasions => occasion::place(block, names, draft),
            Section::Next => closing::next(block, draft),
            Section::Outline => outline(block, draft),
            Section::WorkingGroups => working_group(block, names, draft),
            Section::Documents => {
                if links(block).is_empty() {
                    draft.documents.push(documents::listed(block, &self.titles));
                }
                true
            }
            Section::Approval => {
                for said in approval::place(block, draft) {
                    let source = block.source(said, Confidence::Sure);
                    draft.notes.push(Note::bare(NoteKind::Other, source));
                }
                true
            }
            _ => false,
        };
        if placed {
            return;
        }
        // Its sentences tell each what became of something numbered, or what follows from that.
        if sentences(&block.text).first().is_some_and(|first| said(first).is_some()) {
            return prose::place(block, at, names, draft, &mut self.context);
        }
        if outcome_table::place(block, at, draft) || labelled::place(block, names, draft) {
            return;
        }
        let entry = matches!(block.shape, Shape::Bullet | Shape::Numbered);
        let placed = entry && listing::place(block, at, &mut self.above, names, draft);
        // Below a list of people, a short line that is none of it stays to be placed.
        let told = block.text.len() > HEAD.1 || !matches!(at, Section::Attendance(_));
        if !placed && told {
            prose::place(block, at, &self.names, &mut self.draft, &mut self.context);
        }
    }
}

/// A step of the outline whose heading stands above.
fn outline(block: &Block, draft: &mut Draft) -> bool {
    let note = draft.notes.last_mut().filter(|note| note.kind == NoteKind::Outline);
    note.is_some_and(|note| {
        note.parts.push(block.whole());
        true
    })
}

/// `**Group** – Ana and Léo prepare …`.
fn working_group(block: &Block, names: &Names, draft: &mut Draft) -> bool {
    let (name, told) = match label(&block.text) {
        Some((name, told)) if !told.is_empty() => (Some(name.to_owned()), told),
        _ => (None, block.text.as_str()),
    };
    let source = block.source(told, Confidence::Sure);
    let people = names.find(told).into_iter().map(|mention| mention.person).collect();
    let note = Note::bare(NoteKind::WorkingGroup, source);
    draft.notes.push(Note { name, people, ..note });
    true
}

fn unplaced(text: &str, draft: &Draft) -> Vec<Source> {
    let count = text.lines().count();
    let mut held = vec![false; count + 1];
    for [first, last] in draft.sources().flat_map(|source| &source.lines) {
        for line in *first..=*last {
            if let Some(slot) = held.get_mut(line as usize) {
                *slot = true;
            }
        }
    }
    text.lines()
        .zip(1_u32..)
        .filter(|(line, number)| {
            !line.trim().is_empty() && held.get(*number as usize) != Some(&true)
        })
        .map(|(line, number)| Source {
            text: squeeze(line),
            lines: vec![[number, number]],
            modality: Modality::Stated,
            confidence: Confidence::Unsure,
        })
        .collect()
}

fn problems(text: &str, draft: &Draft) -> Vec<Problem> {
    if text.trim().is_empty() {
        return vec![Problem { line: 1, column: 1, kind: ProblemKind::EmptyText }];
    }
    let mut problems = Vec::new();
    for (line, number) in text.lines().zip(1_u32..) {
        let (mut column, mut at) = (1_u32, 0);
        for found in dates::find(line, draft.calendar()) {
            let before = line.get(at..found.bytes.start).unwrap_or("").chars().count();
            column = column.saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
            at = found.bytes.start;
            if found.when.is_none() {
                let printed = line.get(found.bytes).unwrap_or("").to_owned();
                let kind = ProblemKind::NoSuchDate { printed };
                problems.push(Problem { line: number, column, kind });
            } else if let Some(printed) = other_weekday(line, &found) {
                let kind = ProblemKind::OtherWeekday { printed };
                problems.push(Problem { line: number, column, kind });
            }
        }
    }
    for asked in draft.asked.iter().filter(|asked| asked.about.kind == ItemKind::Meeting) {
        if let AskedKind::DateContradiction { readings } = &asked.question {
            let line = asked.source.lines.first().map_or(1, |[first, _]| *first);
            let kind = ProblemKind::ContradictoryDates { readings: readings.clone() };
            problems.push(Problem { line, column: 1, kind });
        }
    }
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}

/// The date as printed, where its year is printed too and no such day is on the weekday before it.
fn other_weekday(line: &str, found: &Found) -> Option<String> {
    let day = found.when.as_ref().filter(|when| !when.is_inferred())?.as_day()?;
    let weekday = dates::weekday_of(line, &found.bytes)?;
    (weekday != day.weekday()).then(|| line.get(found.bytes.clone()).unwrap_or("").to_owned())
}

fn language(text: &str) -> Language {
    let (mut french, mut english) = (0_usize, 0_usize);
    for word in text.split_whitespace() {
        match word {
            "le" | "la" | "les" | "des" | "du" | "et" | "est" => french += 1,
            "the" | "of" | "and" | "is" | "to" => english += 1,
            _ => {}
        }
    }
    if english > french { Language::English } else { Language::French }
}
